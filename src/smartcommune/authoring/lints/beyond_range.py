"""Comparisons that hold for every value an indicator can have, or for none."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import Truths, planned_leaves, truths, where
from smartcommune.engine.plan import Plan
from smartcommune.messages import Message, Words
from smartcommune.model.condition import Leaf
from smartcommune.model.wording import shown


def check(subject: Subject) -> Iterator[Finding]:
    found: dict[tuple[Leaf, int], Finding] = {}
    for plan, leaf in planned_leaves(subject):
        truth = list(chain.from_iterable(truths(leaf, plan)))
        for number, comparison in enumerate(leaf.comparisons):
            places = [place for place in truth if place.comparison == comparison]
            finding = _finding(places, leaf, plan, subject) if places else None
            if finding is not None:
                found.setdefault((leaf, number), finding)
    yield from found.values()


def _finding(places: list[Truths], leaf: Leaf, plan: Plan, subject: Subject) -> Finding | None:
    """What one comparison, with its value at each place, cannot tell apart."""
    path = where(subject, leaf, places[0].comparison)
    never = next((place for place in places if not any(place.holds)), None)
    if path is None or (never is None and not all(all(place.holds) for place in places)):
        return None
    indicator, place = plan.ruleset.indicators[leaf.indicator], never or places[0]
    key = "lint.beyond-range-always" if never is None else "lint.beyond-range-never"
    operator = plan.operator(place.comparison).value
    return Finding(path, Message(key, indicator=indicator.id, operator=operator, value=shown(place.operand, indicator)))


SEVERITY = "error"
SUMMARY = Words("So sánh luôn đúng hoặc không bao giờ đúng", "A comparison that is always true, or never")
AVOID = """\
indicators:
  points: {type: number, range: {min: 0, max: 10}, label: {vi: Điểm, en: Points}}
criteria:
  enough: {label: {vi: …, en: …}, cite: qd#1, test: {indicator: points, gt: 10}}
"""
PREFER = """\
indicators:
  points: {type: number, range: {min: 0, max: 10}, label: {vi: Điểm, en: Points}}
criteria:
  enough: {label: {vi: …, en: …}, cite: qd#1, test: {indicator: points, gte: 8}}
"""
WHY = Words(
    "Ngưỡng nằm ngoài hoặc ngay mép khoảng giá trị thì mọi xã cùng đạt hoặc cùng không đạt, dù số liệu là bao nhiêu.",
    "With a threshold beyond the range, or at its edge, all communes pass or all fail, whatever their figures.",
)
