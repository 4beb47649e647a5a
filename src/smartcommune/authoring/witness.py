"""What a case should show to a commune that shows it, or to the proof that there is none.

Whatever is asked is asked about all communes that could exist (`reach`), so that an answer is exact; where there is too
much to look at, it is left open.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Any, Final, NamedTuple

from smartcommune.authoring.exercise import Example
from smartcommune.authoring.obligations import Figure, Kind, Obligation, decides, shows, stands
from smartcommune.authoring.rewrites import beside
from smartcommune.authoring.stretches import stretches
from smartcommune.cells import cells, is_written
from smartcommune.communes import Communes, TooMany
from smartcommune.evaluate import evaluate
from smartcommune.facts import Facts, FactValue
from smartcommune.logic import MET, NOT_MET
from smartcommune.plan import Plan, make_plan
from smartcommune.reach import Reach
from smartcommune.ruleset import AtLeast, Indicator, Leaf, RuleSet, Verdict, parts

_SETTLED: Final = (Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE, Verdict.OUT_OF_SCOPE)


class Answer(NamedTuple):
    """A commune, the proof that there is none, or neither."""

    example: Example | None = None
    is_impossible: bool = False


UNDECIDED: Final = Answer()
IMPOSSIBLE: Final = Answer(is_impossible=True)

# A criterion's outcome, the verdict, and what the verdict would be if the criterion were met, or not met.
Seen = tuple[Any, Verdict, Verdict, Verdict]


class Witness:
    """Finds communes that show obligations of one rule set."""

    def __init__(self, ruleset: RuleSet) -> None:
        self._ruleset = ruleset
        self._plans = {day: make_plan(ruleset, day) for day in stretches(ruleset)}
        self._reaches: dict[date, Reach] = {}

    def of(self, obligation: Obligation) -> Answer:
        """A commune that shows what an obligation asks for."""
        figure = obligation.figure
        if figure is None:
            return self._criterion(obligation)
        answers = [self._fact(obligation, figure, id) for id in figure.indicators]
        answers += [self._members(obligation, figure, group) for group in figure.groups]
        return next((item for item in answers if item.example), None) or _together(answers)

    def _criterion(self, obligation: Obligation) -> Answer:
        is_open = False
        for day, plan in self._plans.items():
            reach = self._reaches.setdefault(day, Reach(Communes([plan])))
            try:
                found = seen(reach, plan, obligation.subject)
            except TooMany:
                is_open = True
                continue
            fitting = [facts for answer, facts in found if _fits(obligation.kind, answer)]
            if fitting:
                return self._checked(obligation, plan, fitting[0])
        return UNDECIDED if is_open else IMPOSSIBLE

    def _checked(self, obligation: Obligation, plan: Plan, facts: Facts) -> Answer:
        is_shown = shows(obligation, evaluate(plan, facts))
        return Answer(Example(plan.as_of, facts)) if is_shown else UNDECIDED

    def _fact(self, obligation: Obligation, figure: Figure, id: str) -> Answer:
        """A commune with one fact below, at or above a figure; one that the fact decides, if there is one."""
        is_open = False
        for plan, where in self._places(figure):
            for stated in _stated(obligation.kind, figure, plan.ruleset.indicators[id]):
                facts, is_decided = _around(plan, {**where, **stated}, id)
                if facts is not None:
                    return self._checked(obligation, plan, facts)
                is_open = is_open or not is_decided
        return UNDECIDED if is_open else IMPOSSIBLE

    def _places(self, figure: Figure) -> Iterator[tuple[Plan, dict[str, FactValue]]]:
        """The days and places at which a figure counts."""
        by = None if figure.threshold is None else figure.threshold.by
        for day in figure.days:
            for place in figure.places or ("",):
                yield self._plans[day], {by: place} if by is not None and place else {}

    def _members(self, obligation: Obligation, figure: Figure, group: AtLeast) -> Answer:
        """A commune with so many members of a group met."""
        is_open = group.is_share  # of those that apply: how many that is differs from commune to commune
        for plan, where in self._places(figure):
            least = _least(group, figure)
            asked = [
                group._replace(need=Fraction(need), is_share=False, threshold=None, must=())
                for need in (least, least + 1)
            ]
            reach = Reach(Communes([plan], given=where, unknown=not group.is_share, not_applicable=not group.is_share))
            try:
                found = reach.answers(*(reach.condition(plan, condition) for condition in asked), reach.verdict(plan))
            except TooMany:
                is_open = True
                continue
            wanted = {Kind.BELOW: (NOT_MET, NOT_MET), Kind.AT: (MET, NOT_MET), Kind.ABOVE: (MET, MET)}[obligation.kind]
            for (enough, more, _), facts in sorted(found.items(), key=lambda item: item[0][2] not in _SETTLED):
                if (enough, more) == wanted:
                    return self._checked(obligation, plan, facts)
        is_never = group.is_share and obligation.kind is Kind.ABOVE and figure.value == 100
        return UNDECIDED if is_open and not is_never else IMPOSSIBLE


def _together(answers: list[Answer]) -> Answer:
    return IMPOSSIBLE if all(answer.is_impossible for answer in answers) else UNDECIDED


def seen(reach: Reach, plan: Plan, criterion: str) -> list[tuple[Seen, Facts]]:
    """Every way in which a criterion and the verdict can come out, the most telling first.

    Raises:
        TooMany: there is too much to look at.
    """
    verdicts = (reach.verdict(plan), *(reach.verdict(plan, {criterion: forced}) for forced in (MET, NOT_MET)))
    found = reach.answers(reach.outcome(plan, criterion), *verdicts)
    return sorted(found.items(), key=lambda item: (_rank(item[0]), len(item[1])))  # type: ignore[arg-type,return-value]  # four answers


def _rank(answer: Seen) -> int:
    """The criterion decides alone; or the verdict is known; or nothing is."""
    if _decides(Kind.DECIDES_FOR, answer) or _decides(Kind.DECIDES_AGAINST, answer):
        return 0
    return 1 if answer[1] in _SETTLED else 2


def _decides(kind: Kind, answer: Seen) -> bool:
    outcome, verdict, as_met, as_not_met = answer
    return outcome in (MET, NOT_MET) and decides(kind, verdict, as_not_met if outcome == MET else as_met)


def _fits(kind: Kind, answer: Seen) -> bool:
    match kind:
        case Kind.MET:
            return bool(answer[0] == MET)
        case Kind.NOT_MET:
            return bool(answer[0] == NOT_MET)
        case _:
            return _decides(kind, answer)


def _stated(kind: Kind, figure: Figure, indicator: Indicator) -> Iterator[dict[str, FactValue]]:
    """What a profile could state that stands so to a figure: the nearest value, then others, then two counts."""
    for value in dict.fromkeys((*beside(figure.value, indicator), *cells(indicator, [figure.value]))):
        is_statable = not isinstance(value, Fraction) or is_written(value)
        if is_statable and stands(kind, value, figure.value, indicator):
            yield {indicator.id: value}
    if kind is Kind.AT and indicator.share is not None and isinstance(figure.value, Fraction):
        part = figure.value / 100
        yield {indicator.share.of: Fraction(part.numerator), indicator.share.total: Fraction(part.denominator)}


def _around(plan: Plan, given: dict[str, FactValue], id: str) -> tuple[Facts | None, bool]:
    """A commune with given facts in which a criterion that compares one of them is as telling as possible."""
    reach = Reach(Communes([plan], given=given))
    best: list[tuple[Seen, Facts]] = []
    for criterion in comparing(plan.ruleset, id):
        try:
            best += seen(reach, plan, criterion)[:1]
        except TooMany:
            return given, False
    if not best:
        return None, True
    return min(best, key=lambda item: (_rank(item[0]), len(item[1])))[1], True


def comparing(ruleset: RuleSet, id: str) -> list[str]:
    """The criteria that compare an indicator themselves; all, where only the verdict does."""
    found = [
        criterion.id
        for criterion in ruleset.criteria.values()
        for condition in criterion.conditions
        if any(isinstance(part, Leaf) and part.indicator == id for part in parts(condition))
    ]
    return list(dict.fromkeys(found)) or list(ruleset.criteria)


def _least(group: AtLeast, figure: Figure) -> int:
    need = figure.value if isinstance(figure.value, Fraction) else Fraction(0)
    return ceil(need * len(group.members) / 100 if group.is_share else need)
