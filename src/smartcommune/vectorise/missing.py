"""What is open in every row to the unknown facts that keep it open, and where these may not change the verdict.

Where every open condition hangs on unknown facts of its own, and each of these is free to settle it either way, every
one of the facts decides for some values of the others. Elsewhere it takes a look at one commune at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple, TypeVar

from smartcommune.engine.cut_points import cells, turns
from smartcommune.engine.plan import Plan, counting
from smartcommune.model.condition import AtLeast, Leaf, Operand, PointsLeaf, Reference, Value
from smartcommune.model.facts import NA, Facts, completed, holds
from smartcommune.model.points import Scale, Sum
from smartcommune.model.ruleset import Criterion, RuleSet, Verdict
from smartcommune.reach import TooMany
from smartcommune.reach.communes import Communes
from smartcommune.reach.declared import Declared
from smartcommune.vectorise.criteria import Assessed, Judged, Part
from smartcommune.vectorise.facts import FactColumns
from smartcommune.vectorise.judgement import Judgement, union
from smartcommune.vectorise.points import is_open
from smartcommune.vectorise.possible import Truth, all_true, any_true, no, two_of


class Asked(NamedTuple):
    """A comparison, the rows in which it is open, and those in which its fact is unknown."""

    leaf: Leaf
    rows: Truth
    unknown: Truth
    readings: frozenset[int]  # by which it is asked


Thing = TypeVar("Thing")
# The readings that ask for something, and the rows in which they do.
Place = tuple[frozenset[int], Truth]


class MissingFacts(NamedTuple):
    """In which rows each unknown fact is in an undecided branch, and in which some may not matter after all."""

    rows: Mapping[str, Truth]
    doubtful: Truth


def missing(of: Judgement, *, with_doubts: bool) -> MissingFacts:
    """The unknown facts in undecided branches, in the order of the rule set, with the rows in which each is.

    A branch is undecided as long as several outcomes are possible for it and for all that it stands in, by some
    reading. In doubtful rows some of these facts may be unable to change the verdict after all, for example because an
    indicator is used twice; which these are takes a look at one commune at a time.
    """
    every = [_Gaps(readings) for readings in _together(of.readings)]
    asked = union({id: any_true(row for _, row in each) for id, each in gaps.rows.items()} for gaps in every)
    doubtful = any_true(gaps.doubtful() for gaps in every) if with_doubts else False
    return MissingFacts({id: of.steps.kept(rows) for id, rows in asked.items()}, of.steps.kept(doubtful))


def _together(readings: Sequence[Judgement]) -> list[list[Judgement]]:
    """The readings in groups that have the same facts, and the same criteria in the same order."""
    found: list[list[Judgement]] = []
    for reading in readings:
        group = next((each for each in found if _are_alike(each[0], reading)), None)
        if group is None:
            found.append([reading])
        else:
            group.append(reading)
    return found


def _are_alike(one: Judgement, other: Judgement) -> bool:
    return one.leaves is other.leaves and [*one.found.criteria] == [*other.found.criteria]


def _unplaced(found: Assessed, given: Mapping[Verdict, Truth], ruleset: RuleSet) -> Truth:
    """The rows in which several levels are possible, whatever the verdict is."""
    if ruleset.verdict_by_level:
        return given[Verdict.UNDETERMINED]
    settled = [given[Verdict.OUT_OF_SCOPE], given[Verdict.NOT_IN_FORCE]]
    return all_true([no(any_true(settled)), two_of(found.levels.values())])


class _Gaps:
    """For each indicator, the rows in which it is asked for by some readings; what these share is followed once."""

    def __init__(self, readings: Sequence[Judgement]) -> None:
        self._ruleset = readings[0].periods.ruleset
        self.rows: dict[str, list[Place]] = {id: [] for id in self._ruleset.indicators}
        self._leaves = readings[0].leaves
        self._facts: FactColumns = self._leaves.facts
        self._steps = readings[0].steps
        self._readings = readings
        self._now = frozenset[int]()  # the readings of which a part is followed
        self._reached: dict[int, list[Place]] = {}  # by the identity of what is known of a criterion
        self._earned: dict[int, list[Truth]] = {}  # rows in which its points matter
        self._asked: list[Asked] = []
        self._unsettled: list[Truth] = []  # rows in which a group is open whose number of members has no value
        self._fill()

    def doubtful(self) -> Truth:
        """The rows in which some of these facts may be unable to change the verdict."""
        plans = [plan for plan, _ in self._leaves.plans]
        places = [any_true(row for _, row in self.rows[id]) for id in self._ruleset.places]
        lists, numbers = [*self.rows.values(), *self._reached.values()], range(len(self._readings))
        named = _distinct([row for by, row in each if number in by] for each in lists for number in numbers)
        asked = _distinct([item for item in self._asked if number in item.readings] for number in numbers)
        return _doubtful(list(asked), named, places, self._unsettled, plans)

    def _fill(self) -> None:
        """Follows what is undecided from the verdict down; each criterion comes after all that name it."""
        for number, reading in enumerate(self._readings):
            self._now = frozenset((number,))
            self._verdict(reading)
        for id in reversed(list(self._ruleset.criteria)):
            for readings in self._variants(id):
                self._now = readings
                self._criterion(id)

    def _variants(self, id: str) -> list[frozenset[int]]:
        """The readings in groups by which the same is known of a criterion."""
        found: dict[int, frozenset[int]] = {}
        for number, reading in enumerate(self._readings):
            key = _same(reading.found.criteria[id])
            found[key] = found.get(key, frozenset[int]()) | {number}
        return list(found.values())

    def _verdict(self, reading: Judgement) -> None:
        found, undetermined = reading.found, reading.given[Verdict.UNDETERMINED]
        outside = all_true([undetermined, no(found.scope.is_met)])
        for id in reading.periods.ruleset.scope:
            self._reach(id, all_true([outside, found.criteria[id].possible.is_open]))
        self._below(found.eligible, undetermined)
        unplaced = _unplaced(found, reading.given, reading.periods.ruleset)
        for level in found.reached:
            self._below(level, unplaced)

    def _criterion(self, id: str) -> None:
        judged, criterion = self._known(id), self._readings[min(self._now)].periods.ruleset.criteria[id]
        here = self._steps.kept(any_true(row for _, row in self._reached.get(_same(judged), ())))
        counted = self._in_points(criterion, judged)
        for part in (judged.applies, judged.test):
            if part is not None:
                self._below(part, any_true([here, counted]))
        # Rows of one figure all ask for it.
        for part in judged.rows[: 1 if _is_measured(criterion) else None]:
            self._below(part, counted)

    def _in_points(self, criterion: Criterion, judged: Judged) -> Truth:
        """The rows in which it is open what a criterion earns, and that matters; what a sum adds up matters there."""
        if judged.scored is None:
            return False
        here = self._steps.kept(all_true([any_true(self._earned.get(_same(judged), ())), is_open(judged.scored)]))
        for member in criterion.earning.members if isinstance(criterion.earning, Sum) else ():
            self._earn(member, here)
        return here

    def _known(self, id: str) -> Judged:
        """What is known of a criterion by the readings of which a part is followed."""
        return self._readings[min(self._now)].found.criteria[id]

    def _reach(self, id: str, rows: Truth) -> None:
        self._reached.setdefault(_same(self._known(id)), []).append((self._now, rows))

    def _earn(self, id: str, rows: Truth) -> None:
        self._earned.setdefault(_same(self._known(id)), []).append(rows)

    def _below(self, part: Part, above: Truth) -> None:
        here = self._steps.kept(all_true([above, part.possible.is_open]))
        match part.condition:
            case _ if here is False:
                return
            case PointsLeaf(criterion=criterion):
                self._earn(criterion, here)
                self._ask_places(part.condition, here)
            case Reference(criterion=criterion):
                self._reach(criterion, here)
            case Leaf() as leaf:
                self._leaf(leaf, here)
            case AtLeast(threshold=threshold) if threshold is not None:
                self._ask_places(counting(threshold), here)
                self._unsettled += [here for need, _ in self._leaves.needs(threshold) if need is None]
        for member in part.members:
            self._below(member, here)

    def _leaf(self, leaf: Leaf, here: Truth) -> None:
        self._ask_places(leaf, here)
        unknown = self._steps.kept(self._leaves.computed.fact(leaf.indicator).unknown)
        in_doubt = self._steps.kept(all_true([here, unknown, self._facts.said(leaf.indicator)]))
        self._unsettled.append(in_doubt)
        self._in_doubt(leaf.indicator, in_doubt)
        asked = all_true([here, unknown, no(in_doubt)])
        self._ask(leaf.indicator, asked)
        self._asked.append(Asked(leaf, here, unknown, self._now))

    def _name(self, id: str, here: Truth) -> None:
        self.rows[id].append((self._now, here))

    def _ask(self, id: str, here: Truth) -> None:
        """A figure is asked for as itself, unless a part of it is known already; of nothing no part settles it."""
        form, computed = self._ruleset.indicators[id].form, self._leaves.computed
        if form is None or here is False:
            self._name(id, self._steps.kept(here))
            return
        nothing, parts = computed.nothing(form), [(part, computed.fact(part)) for part in form.parts]
        self._unsettled.append(all_true([here, nothing]))
        asked = all_true([here, no(nothing)])
        is_begun = self._ruleset.indicators[id].sides is not None or any_true(fact.known for _, fact in parts)
        for part, fact in parts:
            self._ask(part, all_true([asked, is_begun, fact.unknown]))
        self._name(id, self._steps.kept(all_true([asked, no(is_begun)])))

    def _in_doubt(self, id: str, here: Truth) -> None:
        """Where a fact is said not to apply, but it is not known whether it may: asked for is what decides that."""
        if here is False:
            return
        indicator = self._ruleset.indicators[id]
        for other in (*(leaf.indicator for leaf in indicator.conditions), *indicator.parts):
            unknown, said = all_true([here, self._facts[other].unknown]), self._facts.said(other)
            self._name(other, all_true([unknown, no(said)]))
            self._in_doubt(other, all_true([unknown, said]))

    def _ask_places(self, leaf: Leaf | PointsLeaf, here: Truth) -> None:
        for plan, rows in self._leaves.plans:
            for id, where in self._leaves.places(leaf, plan).items():
                self._name(id, all_true([here, rows, where, self._facts[id].unknown]))


def _doubtful(
    asked: Sequence[Sequence[Asked]],
    named: Iterable[Sequence[Truth]],
    places: Iterable[Truth],
    unsettled: Iterable[Truth],
    plans: Sequence[Plan],
) -> Truth:
    """The rows in which an unknown fact may be asked for although it cannot change the verdict.

    Args:
        asked: by each reading every comparison with the rows in which it is open.
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
            *(_stays_open(item, plans) for item in chain.from_iterable(asked)),
            *chain.from_iterable(_bound(each, plans) for each in asked),
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
    if not all(not plan.places_of(leaf) and _is_free(leaf, plan) for leaf in leaves):
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


def _distinct(lists: Iterable[list[Thing]]) -> Iterator[list[Thing]]:
    """The lists that hold different things; readings mostly ask for the same."""
    found: dict[tuple[int, ...], list[Thing]] = {}
    for each in lists:
        found.setdefault(tuple(map(id, each)), each)
    yield from found.values()


def _same(judged: Judged) -> int:
    """What tells apart what is known of criteria: by identity, for comparing would look all through it."""
    return id(judged)


def _is_measured(criterion: Criterion) -> bool:
    """Whether its points depend on one figure alone."""
    return isinstance(criterion.earning, Scale) and criterion.earning.measured is not None
