"""Criteria that every commune meets."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Lint, Subject
from smartcommune.authoring.lints.common import rests_on
from smartcommune.messages import Message, Words
from smartcommune.model.ruleset import Leaf


def check(subject: Subject) -> Iterator[Finding]:
    from smartcommune.authoring.lints.reached import reached  # only files that are not on record pay for it

    found: list[str] = []
    for id in subject.own("criteria"):
        criterion = subject.ruleset.criteria[id]
        told = (
            None if isinstance(criterion.test, Leaf) else reached(subject).criterion(id)
        )  # other lints look at leaves
        if told is not None and told.can_be_met and not told.can_fail:
            found.append(id)
    for id in found:
        if not rests_on(subject.ruleset, id, found):  # what rests on it is told by it
            yield Finding(("criteria", id), Message("lint.never-fails", name=id), on_key=True)


LINT = Lint(
    id="never-fails",
    severity="error",
    summary=Words("Tiêu chí xã nào cũng đạt", "A criterion that every commune meets"),
    avoid="""\
test:
  any_of:
    - {indicator: poverty_rate, lt: 10%}
    - {indicator: poverty_rate, gte: 5%}
""",
    prefer="""\
test:
  all_of:
    - {indicator: poverty_rate, lt: 10%}
    - {indicator: poverty_rate, gte: 5%}
""",
    why=Words(
        "Dù số liệu thế nào, tiêu chí này cũng đạt, vào bất cứ ngày nào trong thời gian có hiệu lực: nó không"
        " loại được xã nào. Khi số trường hợp quá lớn để xét hết, `not-decided` nói điều đó.",
        "Whatever the facts, this criterion is met on every day in force: it keeps nobody out. Where there "
        "would be too much to look at, `not-decided` says so.",
    ),
    check=check,
    asks_all=True,
)
