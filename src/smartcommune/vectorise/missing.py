"""What is open in every row to the unknown facts that keep it open, and where these may not change the verdict.

Where every open condition hangs on unknown facts of its own, and each of these is free to settle it either way, every
one of the facts decides for some values of the others. Elsewhere it takes a look at one commune at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from smartcommune.engine.cut_points import cells, turns
from smartcommune.engine.plan import Plan
from smartcommune.model.condition import AtLeast, Leaf, Operand, PointsLeaf, Reference, Value
from smartcommune.model.facts import NA, Facts, completed, holds
from smartcommune.model.points import Scale, Sum
from smartcommune.model.ruleset import Criterion, RuleSet, Verdict
from smartcommune.reach import TooMany
from smartcommune.reach.communes import Communes
from smartcommune.reach.declared import Declared
from smartcommune.vectorise.criteria import Assessed, Judged, Part
from smartcommune.vectorise.facts import FactColumns
from smartcommune.vectorise.judgement import Judgement
from smartcommune.vectorise.leaves import Leaves
from smartcommune.vectorise.points import is_open
from smartcommune.vectorise.possible import Steps, Truth, all_true, any_true, no, two_of


class Asked(NamedTuple):
    """A comparison, the rows in which it is open, and those in which its fact is unknown."""

    leaf: Leaf
    rows: Truth
    unknown: Truth


class MissingFacts(NamedTuple):
    """In which rows each unknown fact is in an undecided branch, and in which some may not matter after all."""

    rows: Mapping[str, Truth]
    doubtful: Truth


def missing(of: Judgement, *, with_doubts: bool) -> MissingFacts:
    """The unknown facts in undecided branches, in the order of the rule set, with the rows in which each is.

    A branch is undecided as long as several outcomes are possible for it and for all that it stands in. In doubtful
    rows some of these facts may be unable to change the verdict after all, for example because an indicator is used
    twice; which these are takes a look at one commune at a time.
    """
    gaps = _Gaps(of.leaves, of.periods.ruleset, of.steps)
    gaps.fill(of.found, of.given[Verdict.UNDETERMINED], _unplaced(of.found, of.given, of.periods.ruleset))
    rows = {id: of.steps.kept(any_true(each)) for id, each in gaps.rows.items()}
    return MissingFacts(rows, of.steps.kept(gaps.doubtful()) if with_doubts else False)


def _unplaced(found: Assessed, given: Mapping[Verdict, Truth], ruleset: RuleSet) -> Truth:
    """The rows in which several levels are possible, whatever the verdict is."""
    if ruleset.verdict_by_level:
        return given[Verdict.UNDETERMINED]
    settled = [given[Verdict.OUT_OF_SCOPE], given[Verdict.NOT_IN_FORCE]]
    return all_true([no(any_true(settled)), two_of(found.levels.values())])


class _Gaps:
    """For each indicator, the rows in which it is asked for."""

    def __init__(self, leaves: Leaves, ruleset: RuleSet, steps: Steps) -> None:
        self.rows: dict[str, list[Truth]] = {id: [] for id in ruleset.indicators}
        self._leaves = leaves
        self._facts: FactColumns = leaves.facts
        self._ruleset = ruleset
        self._steps = steps
        self._reached: dict[str, list[Truth]] = {id: [] for id in ruleset.criteria}
        self._earned: dict[str, list[Truth]] = {id: [] for id in ruleset.criteria}  # rows in which its points matter
        self._asked: list[Asked] = []
        self._unsettled: list[Truth] = []  # rows in which a group is open whose number of members has no value

    def doubtful(self) -> Truth:
        """The rows in which some of these facts may be unable to change the verdict."""
        plans = [plan for plan, _ in self._leaves.plans]
        places = [any_true(self.rows[id]) for id in self._ruleset.places]
        named = [*self.rows.values(), *self._reached.values()]
        return _doubtful(self._asked, named, places, self._unsettled, plans)

    def fill(self, found: Assessed, undetermined: Truth, unplaced: Truth) -> None:
        """Follows what is undecided from the verdict down; each criterion comes after all that name it."""
        outside = all_true([undetermined, no(found.scope.is_met)])
        for id in self._ruleset.scope:
            self._reached[id].append(all_true([outside, found.criteria[id].possible.is_open]))
        self._below(found.eligible, undetermined)
        for level in found.reached:
            self._below(level, unplaced)
        for id in reversed(list(self._ruleset.criteria)):
            here = self._steps.kept(any_true(self._reached[id]))
            judged = found.criteria[id]
            counted = self._in_points(id, judged)
            for part in (judged.applies, judged.test):
                if part is not None:
                    self._below(part, any_true([here, counted]))
            # Rows of one figure all ask for it.
            for part in judged.rows[: 1 if _is_measured(self._ruleset.criteria[id]) else None]:
                self._below(part, counted)

    def _in_points(self, id: str, judged: Judged) -> Truth:
        """The rows in which it is open what a criterion earns, and that matters; what a sum adds up matters there."""
        if judged.scored is None:
            return False
        here = self._steps.kept(all_true([any_true(self._earned[id]), is_open(judged.scored)]))
        earning = self._ruleset.criteria[id].earning
        for member in earning.members if isinstance(earning, Sum) else ():
            self._earned[member].append(here)
        return here

    def _below(self, part: Part, above: Truth) -> None:
        here = self._steps.kept(all_true([above, part.possible.is_open]))
        match part.condition:
            case _ if here is False:
                return
            case PointsLeaf(criterion=criterion):
                self._earned[criterion].append(here)
                for plan, rows in self._leaves.plans:
                    self._ask_place(plan.place_of(part.condition), [here, rows])
            case Reference(criterion=criterion):
                self._reached[criterion].append(here)
            case Leaf() as leaf:
                self._leaf(leaf, here)
            case AtLeast(threshold=threshold) if threshold is not None:
                for plan, rows in self._leaves.plans:
                    self._ask_place(plan.bounds[threshold].by, [here, rows])
                self._unsettled += [here for need, _ in self._leaves.needs(threshold) if need is None]
        for member in part.members:
            self._below(member, here)

    def _leaf(self, leaf: Leaf, here: Truth) -> None:
        for plan, rows in self._leaves.plans:
            self._ask_place(plan.place_of(leaf), [here, rows])
        unknown = self._steps.kept(self._leaves.computed.fact(leaf.indicator).unknown)
        in_doubt = self._steps.kept(all_true([here, unknown, self._facts.said(leaf.indicator)]))
        self._unsettled.append(in_doubt)
        self._in_doubt(leaf.indicator, in_doubt)
        asked = all_true([here, unknown, no(in_doubt)])
        self._ask(leaf.indicator, asked)
        self._asked.append(Asked(leaf, here, unknown))

    def _ask(self, id: str, here: Truth) -> None:
        """A figure is asked for as itself, unless a part of it is known already; of nothing no part settles it."""
        form, computed = self._ruleset.indicators[id].form, self._leaves.computed
        if form is None or here is False:
            self.rows[id].append(self._steps.kept(here))
            return
        nothing, parts = computed.nothing(form), [(part, computed.fact(part)) for part in form.parts]
        self._unsettled.append(all_true([here, nothing]))
        asked = all_true([here, no(nothing)])
        is_begun = self._ruleset.indicators[id].sides is not None or any_true(fact.known for _, fact in parts)
        for part, fact in parts:
            self._ask(part, all_true([asked, is_begun, fact.unknown]))
        self.rows[id].append(self._steps.kept(all_true([asked, no(is_begun)])))

    def _in_doubt(self, id: str, here: Truth) -> None:
        """Where a fact is said not to apply, but it is not known whether it may: asked for is what decides that."""
        if here is False:
            return
        indicator = self._ruleset.indicators[id]
        for other in (*(leaf.indicator for leaf in indicator.conditions), *indicator.parts):
            unknown, said = all_true([here, self._facts[other].unknown]), self._facts.said(other)
            self.rows[other].append(all_true([unknown, no(said)]))
            self._in_doubt(other, all_true([unknown, said]))

    def _ask_place(self, by: str | None, rows: Sequence[Truth]) -> None:
        if by is not None:
            self.rows[by].append(all_true([*rows, self._facts[by].unknown]))


def _doubtful(
    asked: Sequence[Asked],
    named: Iterable[Sequence[Truth]],
    places: Iterable[Truth],
    unsettled: Iterable[Truth],
    plans: Sequence[Plan],
) -> Truth:
    """The rows in which an unknown fact may be asked for although it cannot change the verdict.

    Args:
        asked: every comparison with the rows in which it is open.
        named: of each fact, and of each criterion, the rows in which each place of the rule set asks for it.
        places: the rows in which a place is asked for that thresholds depend on.
        unsettled: the rows in which a group is open whose number of members has no value.
        plans: those in force.
    """
    return any_true(
        [
            *map(two_of, named),
            *places,
            *unsettled,
            *(_stays_open(item, plans) for item in asked),
            *_bound(asked, plans),
        ]
    )


def _stays_open(item: Asked, plans: Sequence[Plan]) -> Truth:
    """The rows in which a comparison is open although its fact is known, or in which no value settles it either way."""
    if not all(_is_free(item.leaf, plan) for plan in plans):
        return item.rows
    is_rounded = any(plan.ruleset.indicators[item.leaf.indicator].rounded_to is not None for plan in plans)
    return is_rounded and all_true([item.rows, no(item.unknown)])


def _is_free(leaf: Leaf, plan: Plan) -> bool:
    """Whether a comparison can be met and can fail, at every place."""
    return all(_truths(leaf, operands, plan) == {True, False} for operands in plan.operands(leaf, {}))


def _truths(leaf: Leaf, operands: tuple[Operand | None, ...], plan: Plan) -> set[bool]:
    if None in operands:
        return set()
    indicator = plan.ruleset.indicators[leaf.indicator]
    cuts = chain.from_iterable(operand if isinstance(operand, tuple) else (operand,) for operand in operands)
    return {_is_met(leaf, operands, plan, value) for value in cells(indicator, turns(indicator, cuts))}  # type: ignore[arg-type]  # no None


def _is_met(leaf: Leaf, operands: tuple[Operand | None, ...], plan: Plan, value: Value) -> bool:
    indicator = plan.ruleset.indicators[leaf.indicator]
    pairs = zip(leaf.comparisons, operands, strict=True)
    return all(holds(plan.operator(item), value, operand, indicator) for item, operand in pairs)


def _bound(asked: Sequence[Asked], plans: Sequence[Plan]) -> Iterator[Truth]:
    """The rows in which two open comparisons look at facts of which one restricts the other."""
    of = {item.leaf.indicator: item for item in asked}
    for group in _groups(of, plans):
        together = [of[id] for id in of if id in group]
        if len(together) > 1 and not all(_are_free([item.leaf for item in together], group, plan) for plan in plans):
            yield two_of(item.rows for item in together)


def _groups(ids: Iterable[str], plans: Sequence[Plan]) -> list[frozenset[str]]:
    """The facts that are bound to each other, directly or not."""
    return [] if not plans else Declared(plans[:1]).bound(ids)


def _are_free(leaves: Sequence[Leaf], group: frozenset[str], plan: Plan) -> bool:
    """Whether every one of several comparisons can be met and fail, whatever the others do."""
    if not all(plan.place_of(leaf) is None and _is_free(leaf, plan) for leaf in leaves):
        return False
    try:
        choices = Communes([plan], unknown=False, not_applicable=False).choices(group)
    except TooMany:
        return False
    found = {tuple(_outcomes(leaves, choice.facts, plan)) for choice in choices}
    return len({each for each in found if None not in each}) == 1 << len(leaves)


def _outcomes(leaves: Sequence[Leaf], facts: Facts, plan: Plan) -> Iterator[bool | None]:
    for leaf in leaves:
        (operands,) = plan.operands(leaf, facts)
        value = completed(facts, plan.ruleset).get(leaf.indicator)
        yield None if value is None or value is NA else _is_met(leaf, operands, plan, value)


def _is_measured(criterion: Criterion) -> bool:
    """Whether its points depend on one figure alone."""
    return isinstance(criterion.earning, Scale) and criterion.earning.measured is not None
