"""Cases that fail, told where the rule set would have to be changed for them to pass; else where the case stands."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from smartcommune.authoring.cases import CaseResult, run_case
from smartcommune.authoring.lint import Finding, Subject
from smartcommune.messages import Amount, Listed, Message, Words
from smartcommune.model.ruleset import Case, RuleSet
from smartcommune.source.document import Path

if TYPE_CHECKING:
    from smartcommune.authoring.mend.blame import Blame

_MOST_NAMES: Final = 2
_EXPECTED: Final = ("verdict", "because", "missing", "score", "notices")


def check(subject: Subject) -> Iterator[Finding]:
    yield from _findings(_Same(subject.ruleset, subject.cases))


class _Same(NamedTuple):
    """A rule set and its cases, the same ones where they were read from the same texts."""

    ruleset: RuleSet
    cases: tuple[Case, ...]

    def __hash__(self) -> int:
        return hash((self.ruleset.sha256, self.ruleset.document.name))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and hash(self) == hash(other) and self.cases == other.cases


# A rule file and its file of cases are looked at one after the other, and both show what fails.
@lru_cache(maxsize=1)
def _findings(same: _Same) -> tuple[Finding, ...]:
    results = [run_case(case, same.ruleset) for case in same.cases]
    failing = {_key(result.case): result for result in results if result.differences}
    if not failing:
        return ()
    from smartcommune.authoring.mend.blame import blamed  # only files whose cases fail pay for it

    told = blamed(same.ruleset, results)
    mended = {_key(case) for blame in told for case in blame.mended}
    left = (_itself(result) for key, result in failing.items() if key not in mended)
    return (*(_repair(blame) for blame in told), *left)


def _repair(blame: Blame) -> Finding:
    """The change with which cases would pass, at its place."""
    first, repair = blame.mended[0], blame.repair
    count = Amount(len(blame.mended), "noun.failing")
    shown = [f"“{case.name}”" for case in blame.mended[:_MOST_NAMES]]
    names = Listed((*shown, "…") if len(blame.mended) > _MOST_NAMES else tuple(shown))
    message = Message("lint.case-fails-repair", count=count, names=names, change=repair.message)
    related = first.document.place((*first.path, "name"))
    return Finding(repair.path, message, on_key=repair.on_key, document=repair.document, related=related)


def _key(case: Case) -> tuple[str, Path]:
    return case.document.name, case.path


def _itself(result: CaseResult) -> Finding:
    """What first came out otherwise, at the place where the case expects it."""
    case, first = result.case, result.differences[0]
    path = ("expect", first.what) if first.what in _EXPECTED else ("expect", "outcomes", first.what)
    difference = Message("case.difference", **{key: Words(text, text) for key, text in first._asdict().items()})
    message = Message("lint.case-fails", name=case.name, difference=difference)
    return Finding((*case.path, *path), message, document=case.document)


SEVERITY = "warning"
SUMMARY = Words("Ca thử không đạt", "A case that fails")
AVOID = """\
thresholds:
  broadband_min: {type: percent, basis: law, cite: qd#1, values: [{from: 2023-01-01, default: 70%}]}
cases:
  - {name: below, on: 2023-06-30, facts: {broadband_rate: 79.9%}, expect: {verdict: not_eligible}}
  - {name: enough, on: 2023-06-30, facts: {broadband_rate: 80%}, expect: {verdict: eligible}}
"""
PREFER = """\
thresholds:
  broadband_min: {type: percent, basis: law, cite: qd#1, values: [{from: 2023-01-01, default: 80%}]}
cases:
  - {name: below, on: 2023-06-30, facts: {broadband_rate: 79.9%}, expect: {verdict: not_eligible}}
  - {name: enough, on: 2023-06-30, facts: {broadband_rate: 80%}, expect: {verdict: eligible}}
"""
WHY = Words(
    "Ca thử nói lên ý định của người soạn. Con số, dấu so sánh hay ngày chép sai vẫn là YAML đúng; chỉ ca thử cho "
    "thấy chỗ sai. Nếu đổi một chỗ mà các ca ấy đều đạt và không ca nào khác hỏng, lỗi được ghi ngay tại chỗ đó; "
    "nếu không, tại chính ca thử.",
    "A case says what was meant. A figure, a comparison or a date that was copied wrongly is still good YAML, and "
    "only a case can show it. Where one change makes the cases pass and breaks no other, the problem is told "
    "there; else at the case itself.",
)
ASKS_ALL = True
OF_CASES = True
