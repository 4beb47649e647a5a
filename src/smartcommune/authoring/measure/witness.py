"""What a case should show to a commune that shows it, or to the proof that there is none.

Whatever is asked is asked about all communes of which everything is known (`reach`): what is settled stays so when more
becomes known, so that nothing is shown with unknown facts only. Examples keep the facts that they need. Where there is
too much to look at, the answer is left open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import chain, product
from math import ceil
from typing import Any, Final, NamedTuple

from smartcommune.authoring.measure.exercise import Example
from smartcommune.authoring.measure.obligations import (
    DECIDING,
    Figure,
    Kind,
    Obligation,
    decides,
    points_stand,
    shows,
    stands,
)
from smartcommune.authoring.measure.rewrites import beside
from smartcommune.authoring.measure.scorings import Scorings
from smartcommune.authoring.stretches import stretches
from smartcommune.engine.cut_points import cells, come, is_written, turns
from smartcommune.engine.evaluate import evaluate, flipped
from smartcommune.engine.plan import Plan, make_plan
from smartcommune.engine.points import Earned
from smartcommune.logic import MET, NOT_APPLICABLE, NOT_MET, Possible
from smartcommune.model.condition import AtLeast, PointsLeaf, Value
from smartcommune.model.conditions import leaves_in
from smartcommune.model.facts import Facts, FactValue
from smartcommune.model.indicator import MOST_PERCENT, Indicator
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import RuleSet, Verdict
from smartcommune.reach import MOST_HEARD, Budget, Reach, TooMany, least_facts
from smartcommune.reach.communes import Communes
from smartcommune.reach.nodes import Question

_SETTLED: Final = (Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE, Verdict.OUT_OF_SCOPE)


class Proof(NamedTuple):
    """A commune, the proof that there is none, or neither."""

    example: Example | None = None
    is_impossible: bool = False


# Steps that all obligations of a rule set, or all its mutants, may take together.
MOST_STEPS: Final = 10_000_000
# The same of rule sets with points, of which each step adds up thousands of them.
MOST_SCORED_STEPS: Final = 100_000

UNDECIDED: Final = Proof()
IMPOSSIBLE: Final = Proof(is_impossible=True)

# A criterion's outcome, the verdict, and what the verdict would be if the criterion were met, or not met.
Seen = tuple[Any, Verdict, Verdict, Verdict]


def budget_for(ruleset: RuleSet) -> Budget:
    """What all questions about a rule set may take together."""
    is_scored = any(criterion.earning is not None for criterion in ruleset.criteria.values())
    return Budget(MOST_SCORED_STEPS if is_scored else MOST_STEPS)


class Witness:
    """Finds communes that show obligations of one rule set."""

    def __init__(self, ruleset: RuleSet) -> None:
        self._ruleset = ruleset
        self._plans = {day: make_plan(ruleset, day) for day in stretches(ruleset)}
        self._budget = budget_for(ruleset)
        self._scorings = Scorings(ruleset)
        self._reaches = {day: tuple(complete(plan, in_all=self._budget)) for day, plan in self._plans.items()}

    def of(self, obligation: Obligation) -> Proof:
        """A commune that shows what an obligation asks for."""
        figure = obligation.figure
        if obligation.kind in (Kind.LEVEL, Kind.ROW) or (figure is not None and figure.scored):
            return self._scored(obligation)
        if figure is None:
            return self._criterion(obligation)
        answers = [self._fact(obligation, figure, id) for id in figure.indicators]
        answers += [self._members(obligation, figure, group) for group in figure.groups]
        return next((item for item in answers if item.example), None) or _together(answers)

    def _criterion(self, obligation: Obligation) -> Proof:
        found = self._among_scorings(obligation, obligation.subject)
        if found is not None:
            return found
        is_open = False
        for day, reaches in self._reaches.items():
            try:
                facts = _fitting(reaches, self._plans[day], obligation)
            except TooMany:
                is_open = True
                continue
            if facts is not None:
                return self._shown(obligation, self._plans[day], facts, obligation.subject)
        return UNDECIDED if is_open else IMPOSSIBLE

    def _scored(self, obligation: Obligation) -> Proof:
        """A commune in a level, with the points of a row, or with points below, at or above a mark."""
        found = self._among_scorings(obligation, None)
        if found is not None:
            return found
        is_open = False
        for day, reaches in self._reaches.items():
            plan = self._plans[day]
            for reach in reaches:
                try:
                    facts = _earning(reach, plan, obligation)
                except TooMany:
                    is_open = True
                    continue
                if facts is not None and shows(obligation, evaluate(plan, facts)):
                    return self._shown(obligation, plan, facts, None)
                is_open = is_open or facts is not None  # at another place, or on another day
        return UNDECIDED if is_open else IMPOSSIBLE

    def _among_scorings(self, obligation: Obligation, criterion: str | None) -> Proof | None:
        """One of the communes that earn all kinds of points, which are cheap to look at."""
        for day, plan in self._plans.items():
            beside = self._scorings.beside(day, obligation.subject) if obligation.kind in DECIDING else ()
            found = next((each for each in chain(beside, self._scorings.on(day)) if shows(obligation, each)), None)
            if found is not None:
                return self._shown(obligation, plan, found.stated, criterion)
        return None

    def _shown(self, obligation: Obligation, plan: Plan, facts: Facts, criterion: str | None) -> Proof:
        """The commune with as few facts as it needs to show the obligation and to keep its verdict.

        Where no more can be looked at, it keeps them all: it shows what it shows.
        """
        found = evaluate(plan, facts)
        if not shows(obligation, found):
            return UNDECIDED
        turned = None if criterion is None else flipped(found, criterion).verdict

        def is_enough(fewer: Facts) -> bool:
            other = evaluate(plan, fewer)
            self._budget.take(max(other.steps, plan.work() if criterion else 0))
            same = other.verdict is found.verdict and shows(obligation, other)
            return same and (criterion is None or flipped(other, criterion).verdict is turned)

        with suppress(TooMany):
            facts = least_facts(facts, is_enough)
        return Proof(Example(plan.as_of, facts))

    def _fact(self, obligation: Obligation, figure: Figure, id: str) -> Proof:
        """A commune with one fact below, at or above a figure; one that the fact decides, if there is one."""
        if self._ruleset.indicators[id].sides is not None:
            return UNDECIDED  # nobody states how far one fact lies above another
        for plan, where in self._places(figure):
            for stated in _stated(obligation.kind, figure.on(plan.as_of), plan.ruleset.indicators[id], plan.as_of):
                found = _around(plan, {**where, **stated}, id, self._budget)
                if found is not None:
                    return self._shown(obligation, plan, *found)
        return IMPOSSIBLE

    def _places(self, figure: Figure) -> Iterator[tuple[Plan, dict[str, FactValue]]]:
        """The days and places at which a figure counts."""
        for day, place in product(figure.days, figure.places):
            yield self._plans[day], dict(zip(figure.by, place, strict=True))

    def _members(self, obligation: Obligation, figure: Figure, group: AtLeast) -> Proof:
        """A commune with so many members of a group met."""
        if group.is_share and obligation.kind is Kind.ABOVE and figure.value == MOST_PERCENT:
            return IMPOSSIBLE
        is_open = group.is_share  # of those that apply: how many that is differs from commune to commune
        for plan, where in self._places(figure):
            try:
                facts = _counted(plan, where, group, _least(group, figure), obligation.kind, self._budget)
            except TooMany:
                is_open = True
                continue
            if facts is not None:
                return self._shown(obligation, plan, {**where, **facts}, None)
        return UNDECIDED if is_open else IMPOSSIBLE


def complete(
    *plans: Plan, given: Facts | None = None, most: int = MOST_HEARD, in_all: Budget | None = None
) -> Iterator[Reach]:
    """The communes of which everything is known: those to which everything applies, then all of them."""
    open = {id for plan in plans for id, indicator in plan.ruleset.indicators.items() if _may_not_apply(indicator)}
    by_counts = any(
        not open.isdisjoint(form.parts) for plan in plans for form in relations(plan.ruleset).forms.values()
    )
    for tier in (False, True) if open else (False,):
        communes = Communes(plans, given=given, unknown=False, not_applicable=tier, by_counts=tier and by_counts)
        yield Reach(communes, most=most, in_all=in_all)


def _may_not_apply(indicator: Indicator) -> bool:
    return bool(indicator.may_not_apply) or indicator.only_when is not None


def _together(answers: list[Proof]) -> Proof:
    return IMPOSSIBLE if all(answer.is_impossible for answer in answers) else UNDECIDED


def seen(reach: Reach, plan: Plan, criterion: str) -> list[tuple[Seen, Facts]]:
    """Every way in which a criterion and the verdict can come out, the most telling first.

    Raises:
        TooMany: there is too much to look at.
    """
    verdicts = (reach.verdict(plan), *(reach.verdict(plan, {criterion: forced}) for forced in (MET, NOT_MET)))
    found = reach.answers(reach.outcome(plan, criterion), *verdicts)
    return sorted(found.items(), key=lambda item: _rank(item[0]))


def _rank(answer: Seen) -> int:
    """The criterion decides alone; or the verdict is known; or nothing is."""
    if _decides(Kind.DECIDES_FOR, answer) or _decides(Kind.DECIDES_AGAINST, answer):
        return 0
    return 1 if answer[1] in _SETTLED else 2


def _decides(kind: Kind, answer: Seen) -> bool:
    outcome, verdict, as_met, as_not_met = answer
    return outcome in (MET, NOT_MET) and decides(kind, verdict, as_not_met if outcome == MET else as_met)


def _fitting(reaches: tuple[Reach, ...], plan: Plan, obligation: Obligation) -> Facts | None:
    """A commune that shows an obligation about a criterion; None if there is none."""
    for reach in reaches:
        for answer, facts in seen(reach, plan, obligation.subject):
            if _fits(obligation.kind, answer):
                return facts
    return None


def _earning(reach: Reach, plan: Plan, obligation: Obligation) -> Facts | None:
    """A commune with the level or the points that an obligation asks for; None if there is none."""
    if obligation.kind is Kind.LEVEL:
        return _first(reach, (reach.levels(plan),), lambda levels: levels == (obligation.subject,))
    if obligation.figure is None:
        id = obligation.subject
        return _first(reach, (reach.outcome(plan, id), reach.earned(plan, id)), partial(_is_row, obligation))
    for leaf in obligation.figure.scored:
        facts = _first(reach, (reach.earned(plan, leaf.criterion),), partial(_is_side, obligation, leaf))
        if facts is not None:
            return facts
    return None


def _first(reach: Reach, questions: tuple[Question, ...], is_fit: Callable[..., bool]) -> Facts | None:
    """A commune whose answers fit."""
    return next((facts for answers, facts in reach.answers(*questions).items() if is_fit(*answers)), None)


def _is_row(obligation: Obligation, outcome: Possible, earned: Earned) -> bool:
    return not outcome & NOT_APPLICABLE and earned.low == earned.high == obligation.points


def _is_side(obligation: Obligation, leaf: PointsLeaf, earned: Earned) -> bool:
    figure = obligation.figure
    return figure is not None and earned.is_settled and points_stand(obligation.kind, leaf, earned, figure)


def _fits(kind: Kind, answer: Seen) -> bool:
    match kind:
        case Kind.MET:
            return bool(answer[0] == MET)
        case Kind.NOT_MET:
            return bool(answer[0] == NOT_MET)
        case _:
            return _decides(kind, answer)


def _stated(kind: Kind, figure: Value, indicator: Indicator, day: date) -> Iterator[dict[str, FactValue]]:
    """What a profile could state that stands so to a figure: the nearest that has come, others, then two counts."""
    near = () if indicator.type == "set" else beside(figure, indicator)
    values = (*near, *cells(indicator, turns(indicator, [figure])))
    for value in dict.fromkeys(stated for each in values for stated in come([each], indicator, day)):
        is_statable = not isinstance(value, Fraction) or is_written(value)
        if is_statable and stands(kind, value, figure, indicator):
            yield {indicator.id: value}
    if kind is Kind.AT and indicator.share is not None and isinstance(figure, Fraction):
        part = figure / MOST_PERCENT
        yield {indicator.share.of: Fraction(part.numerator), indicator.share.total: Fraction(part.denominator)}


def _around(plan: Plan, given: Facts, id: str, budget: Budget) -> tuple[Facts, str | None] | None:
    """A commune with given facts, as telling as possible, and the criterion that it tells about."""
    if plan.ruleset.verdict_by_level or budget.left < 0:  # of points that are added up no criterion decides alone
        return given, None
    best: tuple[int, Facts, str] | None = None
    for reach in complete(plan, given=given, in_all=budget):
        for criterion in comparing(plan.ruleset, id):
            try:
                found = seen(reach, plan, criterion)[:1]
            except TooMany:
                return given, None
            for answer, facts in found:
                if best is None or _rank(answer) < best[0]:
                    best = (_rank(answer), {**given, **facts}, criterion)
        if best is not None and best[0] == 0:
            break
    return None if best is None else best[1:]


def comparing(ruleset: RuleSet, id: str) -> list[str]:
    """The criteria that compare an indicator themselves; all, where only the verdict does."""
    found = [
        criterion.id
        for criterion in ruleset.criteria.values()
        if any(leaf.indicator == id for leaf in leaves_in(criterion.conditions))
    ]
    return found or list(ruleset.criteria)


def _counted(plan: Plan, given: Facts, group: AtLeast, least: int, kind: Kind, budget: Budget) -> Facts | None:
    """A commune with fewer members of a group met than so many, just as many, or more."""
    wanted = {Kind.BELOW: (NOT_MET, NOT_MET), Kind.AT: (MET, NOT_MET), Kind.ABOVE: (MET, MET)}[kind]
    for reach in complete(plan, given=given, in_all=budget):
        enough, more = (
            reach.condition(plan, AtLeast(Fraction(need), is_share=False, threshold=None, members=group.members))
            for need in (least, least + 1)
        )
        found = reach.answers(enough, more, reach.verdict(plan))
        fitting = [(answer[2] not in _SETTLED, facts) for answer, facts in found.items() if answer[:2] == wanted]
        if fitting:
            return min(fitting, key=lambda item: item[0])[1]
    return None


def _least(group: AtLeast, figure: Figure) -> int:
    need = figure.value if isinstance(figure.value, Fraction) else Fraction(0)
    return ceil(need * len(group.members) / MOST_PERCENT if group.is_share else need)
