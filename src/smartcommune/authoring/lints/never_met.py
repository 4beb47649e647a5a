"""Criteria that no commune can ever meet."""

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
        if told is not None and told.can_fail and not told.can_be_met:
            found.append(id)
    for id in found:
        if not rests_on(subject.ruleset, id, found):  # what rests on it is told by it
            yield Finding(("criteria", id), Message("lint.never-met", name=id), on_key=True)


LINT = Lint(
    id="never-met",
    severity="error",
    summary=Words("Tiêu chí không xã nào đạt được", "A criterion that no commune can meet"),
    avoid="""\
test:
  all_of:
    - {indicator: poverty_rate, lt: 5%}
    - {indicator: poverty_rate, gte: 10%}
""",
    prefer="""\
test:
  any_of:
    - {indicator: poverty_rate, lt: 5%}
    - {indicator: poverty_rate, gte: 10%}
""",
    why=Words(
        "Dù số liệu thế nào, tiêu chí này cũng không đạt, vào bất cứ ngày nào trong thời gian có hiệu lực: "
        "điều kiện đã bị viết mâu thuẫn hoặc sai chiều. Khi số trường hợp quá lớn để xét hết, mục này không "
        "nói gì.",
        "Whatever the facts, this criterion fails on every day in force: its conditions contradict each "
        "other, or one points the wrong way. Where there would be too much to look at, this lint says "
        "nothing.",
    ),
    check=check,
    asks_all=True,
)
