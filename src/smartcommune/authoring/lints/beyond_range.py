"""Comparisons that hold for every value an indicator can have, or for none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import Truths, planned_leaves, planned_points, truths, where
from smartcommune.authoring.lints.most_points import most_of
from smartcommune.engine.plan import Plan
from smartcommune.messages import Message, Words
from smartcommune.model.condition import Comparison, Leaf, Operand, Operator, PointsLeaf
from smartcommune.model.points import Sum
from smartcommune.model.wording import Shown, shown
from smartcommune.source.document import Path


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
    yield from _beyond_points(subject)


def _beyond_points(subject: Subject) -> Iterator[Finding]:
    """Comparisons of points with more than can be earned, at some place or on some day; one finding for each."""
    seen: set[Path] = set()
    for plan, leaf in planned_points(subject):
        most = _most(leaf.criterion, plan)
        for comparison, operand in (pair for each in plan.operands(leaf, {}) for pair in _pairs(leaf, each)):
            path, operator = where(subject, leaf, comparison), plan.operator(comparison)
            is_beyond = operand >= most if operator is Operator.GT else operand > most
            if path is not None and path not in seen and operator in (Operator.GTE, Operator.GT) and is_beyond:
                seen.add(path)
                said = {"operator": operator.value, "value": Shown(operand), "most": Shown(most)}
                yield Finding(path, Message("lint.beyond-points", name=leaf.criterion, **said))


def _pairs(leaf: PointsLeaf, operands: Sequence[Operand | None]) -> Iterator[tuple[Comparison, Fraction]]:
    """The comparisons that have a value, each with it."""
    for comparison, operand in zip(leaf.comparisons, operands, strict=True):
        if isinstance(operand, Fraction):
            yield comparison, operand


def _most(id: str, plan: Plan) -> Fraction:
    """No more points than these are ever earned; where sums are rounded, a step more may be."""
    waiting, most = [id], most_of(id, plan).points
    while waiting:
        earning = plan.ruleset.criteria[waiting.pop()].earning
        if isinstance(earning, Sum):
            waiting += earning.members
            most = max(most, earning.least or most)
            most += earning.round.to if earning.round is not None and most % earning.round.to else 0
    return most


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
    "Ngưỡng nằm ngoài hoặc ngay mép khoảng giá trị thì mọi xã cùng đạt hoặc cùng không đạt, dù số liệu là bao nhiêu. "
    "Mức điểm cao hơn số điểm nhiều nhất có thể đạt cũng vậy: không xã nào lên được mức đó.",
    "With a threshold beyond the range, or at its edge, all communes pass or all fail, whatever their figures. So it "
    "is with a mark above the most points that can be earned: no commune reaches it.",
)
