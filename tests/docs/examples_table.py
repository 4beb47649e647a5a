"""The table in `examples/README.md`: what the tool says about each example. Run this file to write it anew."""

from __future__ import annotations

import re
from pathlib import Path

from smartcommune.api import load_ruleset
from smartcommune.assessment import Assessment
from smartcommune.document import read_document
from smartcommune.files import read_source
from smartcommune.messages import Message
from smartcommune.render.text import title

EXAMPLES = Path(__file__).parents[2] / "examples"
README = EXAMPLES / "README.md"
BETWEEN = re.compile(r"(?<=<!-- answers -->\n).*(?=<!-- end of answers -->)", re.DOTALL)


def table() -> str:
    """One row an example, in the order of the file names."""
    rules = load_ruleset("pilot-smart-2023")
    rows = [
        row(path, rules.check_document(read_document(read_source(str(path)))))
        for path in sorted(EXAMPLES.glob("*.yaml"))
    ]
    return "\n".join(["| profile | commune | as of | verdict | because |", "|---|---|---|---|---|", *rows]) + "\n"


def row(path: Path, answer: Assessment) -> str:
    verdict = Message(f"verdict.{answer.verdict}").say("en").lower()
    because = ", ".join(f"`{id}`" for id in answer.because)
    return f"| [{path.stem}]({path.name}) | {title(answer, 'en')} | {answer.as_of} | {verdict} | {because} |"


if __name__ == "__main__":
    README.write_text(BETWEEN.sub(lambda _: table(), README.read_text()))
