"""The tables in `examples/README.md`: what the tool says about each example (`python -m tests.docs` writes them)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from smartcommune.api import Rules, load_ruleset
from smartcommune.assess.assessment import Assessment
from smartcommune.engine.evaluate import evaluate
from smartcommune.messages import Message
from smartcommune.model.ruleset import RuleSet, Verdict
from smartcommune.profiles.profile import Profile
from smartcommune.render.text import title
from smartcommune.rulesets.library import built_in
from smartcommune.source.document import Document, Table, read_document
from smartcommune.source.files import read_source
from tests.docs.communes_workbook import rows
from tests.profile_mapping import profile_from_mapping

EXAMPLES = Path(__file__).parents[2] / "examples"
README = EXAMPLES / "README.md"
TABLES = ("answers", "other answers", "table answers")
MAIN = "pilot-smart-2023"
# The rule sets for communes that only one province knows.
PROVINCES = {
    "pilot-smart-hung-yen": "Hưng Yên",
    "pilot-smart-lam-dong": "Lâm Đồng",
    "pilot-smart-nam-dinh": "Nam Định",
    "pilot-smart-ninh-binh": "Ninh Bình",
    "pilot-smart-tra-vinh": "Trà Vinh",
    "smart-commune-phuyen-2023": "Phú Yên",
}
IDENTITY = ("code", "code_list", "name", "province")


@cache
def rules_of(id: str) -> Rules:
    """A built-in rule set, read once."""
    return load_ruleset(id)


def between(name: str) -> re.Pattern[str]:
    """The text of a table, between its marks."""
    return re.compile(rf"(?<=<!-- {name} -->\n).*?(?=<!-- end of {name} -->)", re.DOTALL)


BETWEEN = between("answers")


def profiles() -> list[Path]:
    """Every profile, the communes of the main rule set first; `scored` and `format` have rule sets."""
    others = (path for path in EXAMPLES.glob("*/*.yaml") if path.parent.name not in ("scored", "format"))
    return sorted(EXAMPLES.glob("*.yaml")) + sorted(others)


def read(path: Path) -> Document:
    return read_document(read_source(str(path)))


def facts_of(document: Document) -> set[str]:
    node = document.node(("facts",))
    return set(node.entries) if isinstance(node, Table) else set()


def fits(document: Document, path: Path, ruleset: RuleSet) -> bool:
    """Whether a rule set is of the same subject and province as a profile, and knows all its facts."""
    facts, province = facts_of(document), document.text(("commune", "province"))
    of_its_province = PROVINCES.get(ruleset.id, province) == province
    subject = "village" if path.parent.name == "villages" else "commune"
    return of_its_province and ruleset.subject == subject and facts <= set(ruleset.indicators)


def table() -> str:
    """One row an example of the main rule set, in the order of the file names."""
    rules = rules_of(MAIN)
    lines = [row(path, rules.check_document(read(path))) for path in sorted(EXAMPLES.glob("*.yaml"))]
    return _lines(("profile", "commune", "as of", "verdict", "because"), lines)


def row(path: Path, answer: Assessment) -> str:
    cells = (_link(path), title(answer, "en"), str(answer.as_of), _said(answer), _because(answer))
    return f"| {' | '.join(cells)} |"


def other_table() -> str:
    """One row for each profile and each further rule set that fits it."""
    lines = []
    for path in profiles():
        document = read(path)
        for id in built_in():
            if id != MAIN and facts_of(document) - {"unit_type"} and fits(document, path, rules_of(id).ruleset):
                answer = rules_of(id).check_document(document)
                name = title(answer, "en")
                lines.append(f"| {_link(path)} | {name} | `{id}` | {_said(answer)} | {_because(answer)} |")
    return _lines(("profile", "commune or village", "rule set", "verdict", "because"), lines)


def counts() -> str:
    """What each rule set for communes, except those of provinces, says about the rows of `communes.csv`."""
    order = (Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE, Verdict.UNDETERMINED, Verdict.OUT_OF_SCOPE, Verdict.NOT_IN_FORCE)
    lines = []
    for id in built_in():
        found = verdicts(id) if rules_of(id).ruleset.subject == "commune" and id not in PROVINCES else {}
        if found:
            tally = Counter(found.values())
            lines.append(f"| `{id}` | {' | '.join(str(tally[verdict] or '') for verdict in order)} |")
    return _lines(("rule set", *(_verdict(verdict) for verdict in order)), lines)


def verdicts(id: str) -> dict[tuple[str, ...], Verdict]:
    """The verdict of a rule set on each row of the table; none where it asks for nothing that is there."""
    rules = rules_of(id)
    asked = [column for column in rows()[0] if column in rules.ruleset.indicators and column != "unit_type"]
    return {key(row): verdict(row, rules) for row in rows()} if asked else {}


def key(row: dict[str, str]) -> tuple[str, ...]:
    """What tells the rows apart: a name may stand for another commune on another day."""
    return row["name"], row["province"], row["as_of"]


def verdict(row: dict[str, str], rules: Rules) -> Verdict:
    """The verdict on one row alone, without what else an answer says."""
    profile = profile_of(row, rules)
    return evaluate(rules.plan(date.fromisoformat(row["as_of"])), profile.facts).verdict


def profile_of(row: dict[str, str], rules: Rules) -> Profile:
    """One row as a profile: of its columns, those that the rule set knows."""
    known = {name: text for name, text in row.items() if text and name in rules.ruleset.indicators}
    commune = {name: row[name] for name in IDENTITY if row[name]}
    return profile_from_mapping({"commune": commune, "as_of": row["as_of"], "facts": known}, rules.ruleset)


def _lines(columns: Iterable[str], lines: list[str]) -> str:
    names = list(columns)
    return "\n".join([f"| {' | '.join(names)} |", "|" + "---|" * len(names), *lines]) + "\n"


def _link(path: Path) -> str:
    return f"[{path.stem}]({path.relative_to(EXAMPLES).as_posix()})"


def _verdict(verdict: Verdict) -> str:
    return Message(f"verdict.{verdict}").say("en").lower()


def _said(answer: Assessment) -> str:
    """The verdict as the rule set calls it."""
    return answer.ruleset.verdict.say("en").lower()


def _because(answer: Assessment) -> str:
    return ", ".join(f"`{id}`" for id in answer.because)


def written(text: str) -> str:
    """The page with its tables as they should be."""
    for name, content in zip(TABLES, (table(), other_table(), counts()), strict=True):
        text = between(name).sub(lambda _, content=content: content, text)
    return text
