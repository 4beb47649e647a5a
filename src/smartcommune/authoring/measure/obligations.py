"""A rule set to its obligations: what its cases should show; and an assessed case to those that it shows.

Each criterion is to be seen met, not met, and deciding alone in both directions; each figure with a fact below, at and
above it, in each period and at each place that has a figure of its own. What a rule set takes over unchanged is left
to the rule set where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import product
from math import ceil
from typing import Final, NamedTuple

from smartcommune.authoring.stretches import is_own, stretch_periods, stretches
from smartcommune.engine.evaluate import Evaluation, flipped, possible
from smartcommune.engine.plan import Plan, make_plan
from smartcommune.engine.points import Earned
from smartcommune.logic import MET, NOT_APPLICABLE, NOT_MET, Outcome, negate, outcome_of
from smartcommune.messages import Message, Sayable, Words
from smartcommune.model.condition import Age, AtLeast, Comparison, Leaf, Operator, PointsLeaf, Value
from smartcommune.model.conditions import BOUNDS, conditions, every_part, leaves_in, thresholds_in
from smartcommune.model.facts import NA, holds
from smartcommune.model.indicator import MOST_PERCENT, Indicator
from smartcommune.model.points import Scale
from smartcommune.model.ruleset import Criterion, RuleSet, Verdict, is_borrowed, verdict_id
from smartcommune.model.threshold import Dated, Threshold, Where, nearest
from smartcommune.model.wording import Shown, age_shown, place_name, shown
from smartcommune.rulesets.borrowed import uses
from smartcommune.source.document import Path


class Kind(StrEnum):
    """What is to be seen of a criterion or a figure; the value is what the JSON output shows."""

    MET = "met"
    NOT_MET = "not_met"
    DECIDES_FOR = "decides_for"
    DECIDES_AGAINST = "decides_against"
    LEVEL = "level"
    ROW = "row"
    BELOW = "below"
    AT = "at"
    ABOVE = "above"


DECIDING: Final = (Kind.DECIDES_FOR, Kind.DECIDES_AGAINST)
OF_CRITERIA: Final = (Kind.MET, Kind.NOT_MET, *DECIDING)
OF_FIGURES: Final = (Kind.BELOW, Kind.AT, Kind.ABOVE)
_POINTS: Final = Indicator("", "number", Words("", ""))


class Figure(NamedTuple):
    """What facts are compared with: a constant, an age, or a threshold in one period at one place."""

    value: Value | Age
    days: tuple[date, ...]  # the first of each stretch on which it counts
    indicators: tuple[str, ...]  # what is compared with it
    groups: tuple[AtLeast, ...] = ()  # whose members are counted against it
    scored: tuple[PointsLeaf, ...] = ()  # the comparisons of points with it
    threshold: Threshold | None = None
    dated: Dated | None = None
    by: tuple[str, ...] = ()  # the indicators that tell the places apart
    places: tuple[Where, ...] = ((),)  # by their values

    def on(self, day: date) -> Value:
        """The value itself; of an age the first day that it reaches back to from another."""
        return self.value.before(day) if isinstance(self.value, Age) else self.value

    def counts_for(self, evaluation: Evaluation) -> bool:
        """Whether it is this figure that a case is compared with, on its day and at its place."""
        if self.threshold is None or self.dated is None:
            return True
        if not in_effect(self.dated, self.threshold, evaluation.plan):
            return False
        possible = evaluation.plan.localities(self.by, evaluation.facts)
        return {tuple(place.values()) for place in possible} <= {*self.places}


class Obligation(NamedTuple):
    """One thing that some case should show."""

    kind: Kind
    subject: str  # a criterion, a level, a threshold, or an indicator with a constant
    path: Path
    message: Message
    figure: Figure | None = None
    points: Fraction | None = None  # of a row of the scale that its criterion has


def obligations(ruleset: RuleSet) -> tuple[Obligation, ...]:
    """Everything that the cases of a rule set should show, in the order of its parts."""
    scored = (*_of_rows(ruleset), *_of_levels(ruleset))
    return (*_of_criteria(ruleset), *_of_thresholds(ruleset), *_of_constants(ruleset), *scored)


def shows(obligation: Obligation, evaluation: Evaluation) -> bool:
    """Whether a case shows what an obligation asks for."""
    if evaluation.verdict is Verdict.NOT_IN_FORCE:
        return False
    if obligation.figure is not None:
        return obligation.figure.counts_for(evaluation) and _stands(obligation.kind, obligation.figure, evaluation)
    if obligation.kind is Kind.LEVEL:
        return evaluation.levels == (obligation.subject,)
    if obligation.points is not None:
        outcome, earned = evaluation.outcomes[obligation.subject], evaluation.earned[obligation.subject]
        return not outcome & NOT_APPLICABLE and earned.low == earned.high == obligation.points
    outcome = evaluation.outcomes[obligation.subject]
    match obligation.kind:
        case Kind.MET:
            return outcome == MET
        case Kind.NOT_MET:
            return outcome == NOT_MET
        case _:
            return _decides(obligation, evaluation)


def _decides(obligation: Obligation, evaluation: Evaluation) -> bool:
    """Whether a criterion alone decides in a case; of most it is seen at once that it does not."""
    outcome, is_for = evaluation.outcomes[obligation.subject], obligation.kind is Kind.DECIDES_FOR
    if negate(outcome) == outcome or is_for is not (evaluation.verdict is Verdict.ELIGIBLE):
        return False
    return decides(obligation.kind, evaluation.verdict, flipped(evaluation, obligation.subject).verdict)


def decides(kind: Kind, verdict: Verdict, turned: Verdict) -> bool:
    """Whether a criterion alone decides, by the verdict and the one there would be if it came out the other way."""
    away = (Verdict.NOT_ELIGIBLE, Verdict.OUT_OF_SCOPE)
    before, after = (verdict, turned) if kind is Kind.DECIDES_FOR else (turned, verdict)
    return before is Verdict.ELIGIBLE and after in away


def _of_criteria(ruleset: RuleSet) -> Iterator[Obligation]:
    for id in changed_criteria(ruleset):
        for kind in _kinds(ruleset.criteria[id], ruleset):
            message = Message(f"obligation.{kind.value}", criterion=id)
            yield Obligation(kind, id, _path_of(id, ruleset), message)


def _kinds(criterion: Criterion, ruleset: RuleSet) -> tuple[Kind, ...]:
    """What is to be seen of a criterion; where the level is the verdict, none that earns points decides alone."""
    if not criterion.has_outcome:
        return ()
    is_part = ruleset.verdict_by_level and criterion.id not in ruleset.scope
    return (Kind.MET, Kind.NOT_MET) if is_part else OF_CRITERIA


def _of_rows(ruleset: RuleSet) -> Iterator[Obligation]:
    """Each number of points that a scale of rows can give, and both ends of one whose points follow from a figure."""
    for id in changed_criteria(ruleset):
        criterion = ruleset.criteria[id]
        scale = criterion.earning
        if isinstance(scale, Scale) and not criterion.has_outcome:
            rows = (*(rung.points for rung in scale.rungs), scale.otherwise)
            for points in dict.fromkeys(rows if scale.written is None else reversed(scale.ends)):
                message = Message("obligation.row", criterion=id, points=Shown(points))
                yield Obligation(Kind.ROW, id, (*criterion.path, "points"), message, points=points)


def _of_levels(ruleset: RuleSet) -> Iterator[Obligation]:
    for number, level in enumerate(ruleset.levels if is_own(ruleset, ("levels",)) else ()):
        yield Obligation(Kind.LEVEL, level.id, ("levels", number), Message("obligation.level", level=level.label))


def changed_criteria(ruleset: RuleSet) -> list[str]:
    """The criteria that this rule set declares, or that rest on a threshold or criterion of its own."""
    used = {verdict_id(use.ruleset, use.verdict) for use in uses(ruleset.document)}
    anew = ruleset.parent is None or is_own(ruleset, ("verdict",))
    changed: list[str] = []
    for id, criterion in ruleset.criteria.items():
        before = ruleset.parent and ruleset.parent.criteria.get(id)
        is_changed = before is not criterion or any(other in changed for other in criterion.references)
        is_changed = is_changed or any(
            is_own(ruleset, ("thresholds", name)) for name in thresholds_in(criterion.conditions)
        )
        if id in used or (not is_borrowed(id) and (anew or is_changed)):
            changed.append(id)
    return changed


def _path_of(id: str, ruleset: RuleSet) -> Path:
    """Where a criterion stands; the verdict of another rule set stands where it is first asked for."""
    if not is_borrowed(id):
        return ruleset.criteria[id].path
    asked = (use.path for use in uses(ruleset.document) if verdict_id(use.ruleset, use.verdict) == id)
    return next(asked, ("criteria",))


def _of_thresholds(ruleset: RuleSet) -> Iterator[Obligation]:
    for threshold in ruleset.thresholds.values():
        if is_own(ruleset, ("thresholds", threshold.id)):
            for path, dated in stretch_periods(ruleset, threshold.id):
                yield from _of_period(path, dated, threshold, ruleset)


def _of_period(path: Path, dated: Dated, threshold: Threshold, ruleset: RuleSet) -> Iterator[Obligation]:
    days = tuple(day for day in stretches(ruleset) if in_effect(dated, threshold, make_plan(ruleset, day)))
    indicators, groups = _compared_with(threshold.id, ruleset)
    scored = _scored_with(threshold.id, ruleset)
    if not days or not (indicators or groups or scored):
        return
    like = threshold.like
    when = Message("obligation.since", day=Shown(dated.span.first)) if len(threshold.values) > 1 else ""
    for each_days, stated in _stated(dated, threshold, days, ruleset):
        figure = Figure(
            value=stated.value,
            days=each_days,
            indicators=indicators,
            groups=groups,
            scored=scored,
            threshold=threshold,
            dated=dated,
            by=stated.by,
            places=stated.places,
        )
        said = {"subject": f"`{threshold.id}`", "value": shown(stated.value, like), "where": stated.words, "when": when}
        for kind in OF_FIGURES:
            what = "" if indicators else "points-" if scored else "members-"
            message = Message(f"obligation.{what}{kind.value}", **said)
            yield Obligation(kind, threshold.id, (*path, *stated.keys), message, figure)


def in_effect(dated: Dated, threshold: Threshold, plan: Plan) -> bool:
    """Whether it is these values that a threshold has in a plan, and not those of another period."""
    if dated.of is not None:
        return threshold.on(plan.as_of) is dated and not plan.bounds[threshold.id].is_set
    return plan.bounds[threshold.id].places is dated.places and dated.span.covers(plan.as_of)


class _Stated(NamedTuple):
    """A value of a threshold, and where it counts."""

    keys: Path  # under which it stands in its period
    words: Sayable | str  # where that is
    value: Value
    by: tuple[str, ...]
    places: tuple[Where, ...]  # by the values of these indicators


def _stated(
    dated: Dated, threshold: Threshold, days: tuple[date, ...], ruleset: RuleSet
) -> Iterator[tuple[tuple[date, ...], _Stated]]:
    """The values of a period with the days on which they count; those that follow from others change with these."""
    if dated.of is None:
        yield from ((days, each) for each in _values(dated, threshold.by, ruleset))
        return
    found: dict[_Stated, list[date]] = {}
    for day in days:
        bound = make_plan(ruleset, day).bounds[threshold.id]
        for each in _values(dated._replace(default=bound.default, places=bound.places), bound.by, ruleset):
            found.setdefault(each._replace(keys=("of",)), []).append(day)
    yield from ((tuple(each_days), each) for each, each_days in found.items())


def _values(dated: Dated, by: tuple[str, ...], ruleset: RuleSet) -> Iterator[_Stated]:
    """The values with the places where each counts; not one that counts nowhere."""
    at: dict[Where, list[Where]] = {}
    for place in product(*(ruleset.indicators[id].values for id in by)):
        at.setdefault(nearest(place, dated.places), []).append(place)
    for where, value in dated.stated.items():
        if where in at:
            words = _words(where, dated, by, ruleset) if by else ""
            yield _Stated(dated.keys(where), words, value, by, tuple(at[where]))


def _words(where: Where, dated: Dated, by: tuple[str, ...], ruleset: RuleSet) -> Message:
    elsewhere = Message("obligation.elsewhere")
    place = place_name(where, by, dated.places, ruleset.indicators) if where else elsewhere
    return Message("obligation.place", place=place)


def _compared_with(threshold: str, ruleset: RuleSet) -> tuple[tuple[str, ...], tuple[AtLeast, ...]]:
    """The indicators, and the groups of members, that are compared with a threshold."""
    found = list(every_part(conditions(ruleset)))
    leaves = [part for part in found if isinstance(part, Leaf)]
    indicators = [leaf.indicator for leaf in leaves if any(item.threshold == threshold for item in leaf.comparisons)]
    groups = [part for part in found if isinstance(part, AtLeast) and part.threshold == threshold]
    return tuple(dict.fromkeys(indicators)), tuple(groups)


def _scored_with(threshold: str, ruleset: RuleSet) -> tuple[PointsLeaf, ...]:
    """The comparisons of points with a threshold."""
    found = [part for part in every_part(conditions(ruleset)) if isinstance(part, PointsLeaf)]
    used = [leaf for leaf in found if any(item.threshold == threshold for item in leaf.comparisons)]
    return tuple({(leaf.criterion, leaf.is_share): leaf for leaf in used}.values())


def _of_constants(ruleset: RuleSet) -> Iterator[Obligation]:
    """A figure that stands in a comparison itself asks for the same as a threshold; one that stands twice asks once."""
    seen: set[tuple[str, Value | Age]] = set()
    days = tuple(stretches(ruleset))
    for leaf, item, value in _own_figures(ruleset):
        id = leaf.indicator
        if (id, value) in seen:
            continue
        seen.add((id, value))
        what, words = (
            ("age", age_shown(value)) if isinstance(value, Age) else ("constant", shown(value, ruleset.indicators[id]))
        )
        path = leaf.place(item)
        subject, sides = id, ruleset.indicators[id].sides
        if sides is not None:
            subject, words = sides[0], f"`{sides[1]}`"
        for kind in OF_FIGURES:
            message = Message(f"obligation.{what}-{kind.value}", subject=f"`{subject}`", value=words)
            yield Obligation(kind, id, path, message, Figure(value, days, (id,)))
    yield from _of_marks(ruleset, days)


def _of_marks(ruleset: RuleSet, days: tuple[date, ...]) -> Iterator[Obligation]:
    """The same of a figure that stands where points are compared."""
    seen: set[tuple[str, bool, Value]] = set()
    own = (
        part for part in every_part(conditions(ruleset)) if isinstance(part, PointsLeaf) and is_own(ruleset, part.path)
    )
    for leaf in own:
        for item in leaf.comparisons:
            mark = (leaf.criterion, leaf.is_share, item.constant)
            if item.operator in BOUNDS and isinstance(item.constant, Fraction) and mark not in seen:
                seen.add((leaf.criterion, leaf.is_share, item.constant))
                unit = _POINTS._replace(type="percent") if leaf.is_share else _POINTS
                said = {"subject": f"`{leaf.criterion}`", "value": shown(item.constant, unit)}
                for kind in OF_FIGURES:
                    message = Message(f"obligation.constant-{kind.value}", **said)
                    figure = Figure(item.constant, days, (), scored=(leaf,))
                    yield Obligation(kind, leaf.criterion, (*leaf.path, item.operator.key), message, figure)


def _own_figures(ruleset: RuleSet) -> Iterator[tuple[Leaf, Comparison, Value | Age]]:
    """The comparisons of this file with a constant or an age that more and less are said of."""
    for leaf in leaves_in(conditions(ruleset)):
        is_written = leaf.path[-1:] != ("points",)  # and no row that points are computed to
        for item in leaf.comparisons if is_written and is_own(ruleset, leaf.path) else ():
            if item.age is not None:
                yield leaf, item, item.age
            elif item.operator in BOUNDS and item.constant is not None and not isinstance(item.constant, tuple):
                yield leaf, item, item.constant


def _stands(kind: Kind, figure: Figure, evaluation: Evaluation) -> bool:
    """Whether some fact of a case stands below, at or above a figure."""
    facts, indicators, day = evaluation.facts, evaluation.plan.ruleset.indicators, evaluation.plan.as_of
    for id in figure.indicators:
        value = facts.get(id)
        if value is not None and value is not NA and stands(kind, value, figure.on(day), indicators[id]):
            return True
    scored = ((leaf, evaluation.earned[leaf.criterion]) for leaf in figure.scored)
    if any(earned.is_settled and points_stand(kind, leaf, earned, figure) for leaf, earned in scored):
        return True
    return any(_stand(kind, group, evaluation) for group in figure.groups)


def points_stand(kind: Kind, leaf: PointsLeaf, earned: Earned, figure: Figure) -> bool:
    """Whether settled points, or their share of the most, are below, at or above a figure."""
    ((points, most),) = earned.pairs
    if leaf.is_share and most == 0:
        return False
    value = MOST_PERCENT * points / most if leaf.is_share else points
    return stands(kind, value, figure.value, _POINTS) if not isinstance(figure.value, Age) else False


def stands(kind: Kind, value: Value, figure: Value, indicator: Indicator) -> bool:
    """Whether a value is below, at or above another."""
    least, most = (holds(operator, value, figure, indicator) for operator in (Operator.GTE, Operator.LTE))
    return {Kind.BELOW: not least, Kind.AT: least and most, Kind.ABOVE: not most}[kind]


def _stand(kind: Kind, group: AtLeast, evaluation: Evaluation) -> bool:
    """Whether fewer members are met than are needed, just as many, or more; only if their outcomes settle it."""
    plan, facts = evaluation.plan, evaluation.facts
    found = [possible(member, evaluation) for member in group.members]
    needs = plan.needs(group, facts)
    need = needs[0] if len(needs) == 1 else None
    is_open = any(outcome_of(item) is Outcome.UNKNOWN for item in found)
    if need is None or (group.is_share and is_open) or all(item is NOT_APPLICABLE for item in found):
        return False
    applicable = len(found) - found.count(NOT_APPLICABLE)
    least = ceil(need * applicable / 100 if group.is_share else need)
    fewest, most = found.count(MET), sum(1 for item in found if item & MET)
    return {Kind.BELOW: most < least, Kind.AT: fewest == most == least, Kind.ABOVE: fewest > least}[kind]
