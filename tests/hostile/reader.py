"""Read one file in a process of its own, with little memory, and print what came of it.

Arguments: `rules FILE`, `profile FILE`, or `assess FILE FACTS` with the facts as JSON. Prints one JSON object with the
answer or with the problems; anything but an answer or an `InputError` is a traceback and a failure.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import smartcommune as sc
from smartcommune.profiles.profile import read_profile
from smartcommune.rulesets.library import load
from smartcommune.source.document import read_document
from smartcommune.source.files import read_source

MOST_GROWTH = 256 * 2**20  # in bytes, over what the interpreter and the modules take
# Of work, not of waiting: most take well below 5, 500 places 12; what never ends or is quadratic takes minutes.
MOST_SECONDS = 60


def limit() -> None:
    """Let the address space grow by 256 MB from here on, more is a MemoryError; a minute of work is the most."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (ImportError, OSError):
        return  # no such limits on this system; the patience of the caller still ends
    most = pages * resource.getpagesize() + MOST_GROWTH
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))


def read(kind: str, name: str, facts: str) -> str:
    """A word or two for what was read."""
    match kind:
        case "rules":
            return load(name).id
        case "profile":
            rules = load("pilot-smart-2023")
            return f"{len(read_profile(read_document(read_source(name)), rules).facts)} facts"
        case _:
            assessment = sc.load_ruleset(name, as_of=date(2023, 6, 30)).check({"facts": json.loads(facts)})
            return str(assessment.verdict)


def main() -> None:
    kind, name, facts = [*sys.argv[1:], "{}"][:3]
    load("pilot-smart-2023")  # builds the models before the limit counts
    limit()
    try:
        print(json.dumps({"answer": read(kind, name, facts), "problems": []}))
    except sc.InputError as error:
        problems = [
            {
                "id": problem.id,
                "line": problem.place.line,
                "column": problem.place.column,
                "source": problem.place.source,
                "en": problem.say("en"),
                "vi": problem.say("vi"),
            }
            for problem in error.problems
        ]
        print(json.dumps({"answer": None, "problems": problems}))


if __name__ == "__main__":
    main()
