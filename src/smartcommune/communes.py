"""Plans to the communes that can exist: for each group of indicators bound to each other, one choice of facts per cell.

A choice is what a profile could state: counts are whole, no part lies above its whole, nothing is given that another
fact rules out, and a share is stated only where its two counts are not.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Any, Final, NamedTuple

from smartcommune.cells import cells, figure_cuts, is_written
from smartcommune.counts import Cells, Portion, Range, TooMany, portions, ranges, wholes
from smartcommune.facts import NA, Facts, FactValue, share_of
from smartcommune.plan import Plan
from smartcommune.profile import contradicts_itself, true_between
from smartcommune.ruleset import MOST_PERCENT, Indicator, Value

# Choices of one group of bound indicators; the largest group of a built-in rule set has a few dozen.
MOST_CHOICES: Final = 20_000
# Wholes above a count that are followed: a count of a count of a count.
MOST_DEPTH: Final = 8

Cost = tuple[int | Fraction, ...]
Fact = FactValue | None  # None where it is unknown


class Choice(NamedTuple):
    """Facts about one group of indicators, with what they cost in the smallest commune."""

    facts: dict[str, FactValue]
    cost: Cost
    names: frozenset[str]  # of the facts that cost something


def fewest(_: str, fact: Fact) -> Cost:
    """The price of a fact where the smallest commune is the one with the fewest facts, and values before `na`."""
    return (int(fact is not None), int(fact is NA))


class Communes:
    """The communes that one or several plans can be asked about.

    Args:
        plans: all of them are asked about the same commune; it fits the declarations of each.
        given: facts that are settled.
        stated: facts that are known, though they may change: a share is judged by its counts where these are.
        open: indicators whose facts stay unknown.
        unknown: whether a fact may also be unknown.
        not_applicable: whether a fact may also not apply; the place of a threshold always does.
        values: what the facts of an indicator may be, None for unknown; all cells unless something else is asked for.
        price: what a fact costs; of two communes that answer alike the cheaper one is kept.
    """

    def __init__(
        self,
        plans: Sequence[Plan],
        *,
        given: Facts | None = None,
        stated: Facts | None = None,
        open: Collection[str] = (),
        unknown: bool = True,
        not_applicable: bool = True,
        values: Callable[[str], Iterable[Fact]] | None = None,
        price: Callable[[str, Fact], Cost] = fewest,
    ) -> None:
        self.plans = tuple(plans)
        self.given = {id: fact for id, fact in (given or {}).items() if not self._follows(id, given or {})}
        self._stated = {**(stated or {}), **self.given}
        self._open = frozenset(open)
        self._unknown = unknown
        self._not_applicable = not_applicable
        self._values = values
        self.price = price
        self.free: Cost = (0,) * len(price("", None))
        self._indicators: dict[str, Indicator | None] = {}
        self._positions = {
            id: number for number, id in enumerate(dict.fromkeys(each.id for each in self._declarations()))
        }
        self._shares = list(
            dict.fromkeys((each.id, *each.share) for each in self._declarations() if each.share is not None)
        )
        self._bound = _bindings(self._declarations())
        self._cuts: dict[str, list[Value]] = {}
        self._points: dict[str, list[Any]] = {}  # sorted, of one type
        self._choices: dict[frozenset[str], tuple[Choice, ...]] = {}

    def indicator(self, id: str) -> Indicator | None:
        """The declaration that all plans agree on; None if they declare different types."""
        if id not in self._indicators:
            declared = [plan.ruleset.indicators[id] for plan in self.plans if id in plan.ruleset.indicators]
            self._indicators[id] = _narrowed(declared)
        return self._indicators[id]

    def groups(self, ids: Iterable[str]) -> list[frozenset[str]]:
        """The indicators in groups of which each is bound to another one of its group, in their own order."""
        found: list[set[str]] = []
        for id in self._asked(ids):
            near = self._bound.get(id, {id})
            touched = [group for group in found if group & near]
            merged = set[str]().union({id}, *touched)
            found = [group for group in found if group not in touched] + [merged]
        return [frozenset(group) for group in found]

    def bound(self, ids: Iterable[str]) -> list[frozenset[str]]:
        """The indicators that are bound to each other, directly or not, in groups of which each has one of these."""
        found: list[set[str]] = []
        for near in [{id, *self._bound.get(id, ())} for id in (*ids, *self._bound)]:
            touched = [group for group in found if group & near]
            found = [group for group in found if group not in touched] + [near.union(*touched)]
        return [frozenset(group) for group in found if not group.isdisjoint(ids)]

    def choices(self, group: frozenset[str]) -> tuple[Choice, ...]:
        """What the facts of a group can be together, one choice per cell.

        Raises:
            TooMany: there are too many to look at.
        """
        if group not in self._choices:
            found: dict[Hashable, Choice] = {}
            for choice in self._chosen(group):
                alike = (self._cells_of(choice.facts), choice.names)
                if alike not in found or choice.cost < found[alike].cost:
                    found[alike] = choice
            self._choices[group] = tuple(found.values())
        return self._choices[group]

    def in_order(self, facts: Facts) -> dict[str, FactValue]:
        """The facts in the order in which the plans declare them."""
        return {id: facts[id] for id in sorted(facts, key=self._positions.__getitem__)}

    def cuts(self, id: str) -> list[Value]:
        """Every value that some plan compares an indicator with, itself or as the condition of another fact."""
        if id not in self._cuts:
            self._cuts[id] = list(dict.fromkeys(self._compared(id)))
        return self._cuts[id]

    def _compared(self, id: str) -> Iterator[Value]:
        for plan in self.plans:
            yield from plan.cuts(id) if id in plan.ruleset.indicators else ()
        for indicator in self._declarations():
            leaf = indicator.only_when
            if leaf is not None and leaf.indicator == id:
                for item in leaf.comparisons:
                    yield from item.constant if isinstance(item.constant, tuple) else [item.constant]  # type: ignore[misc]  # constants only

    def _cells_of(self, facts: Facts) -> Hashable:
        """In which cells facts lie, and the shares that follow from them: no plan tells others in these apart."""
        known = {**self.given, **facts}
        shares = ((id, share_of(known.get(part), known.get(whole))) for id, part, whole in self._shares)
        return tuple((id, self._cell_of(id, fact)) for id, fact in (*facts.items(), *shares))

    def _cell_of(self, id: str, fact: Fact) -> Hashable:
        if not isinstance(fact, Fraction | date):
            return fact
        if id not in self._points:
            zero = [Fraction(0)] if self._is_count(id) else []  # of nothing there is no share
            self._points[id] = sorted({*zero, *self._figure_cuts(id)})
        points = self._points[id]
        return bisect_left(points, fact), bisect_right(points, fact)

    def _follows(self, id: str, facts: Facts) -> bool:
        """Whether a share follows from its counts, so that nothing has to be stated."""
        counts = self._counts(id)
        return bool(counts) and all(count in facts for count in counts)

    def _declarations(self) -> Iterator[Indicator]:
        for plan in self.plans:
            yield from plan.ruleset.indicators.values()

    def _asked(self, ids: Iterable[str]) -> list[str]:
        """The indicators themselves, and those that may have to change with them.

        Of a share one of whose counts is known the other count is asked for as well.
        """
        found: dict[str, None] = {}
        waiting = list(ids)
        while waiting:
            id = waiting.pop()
            if id not in found:
                found[id] = None
                counts = self._counts(id)
                waiting += counts if any(count in self._stated for count in counts) else ()
                waiting += [near for near in self._bound.get(id, ()) if near in self._stated]
        return sorted(found, key=self._positions.__getitem__)

    def _counts(self, id: str) -> tuple[str, ...]:
        declared = (plan.ruleset.indicators.get(id) for plan in self.plans)
        share = next((found.share for found in declared if found is not None and found.share is not None), None)
        return () if share is None else (share.of, share.total)

    def _chosen(self, group: frozenset[str]) -> Iterator[Choice]:
        order = sorted(group, key=self._order(group))
        partial: list[dict[str, FactValue]] = [{}]
        for id in order:
            longer = (_with(facts, id, fact) for facts in partial for fact in self._domain(id, facts, group))
            partial = [facts for facts in longer if self._can_be(facts)]
            if len(partial) > MOST_CHOICES:
                raise TooMany(MOST_CHOICES)
        for facts in partial:
            costs = {id: self.price(id, facts.get(id)) for id in order}
            names = frozenset(id for id, cost in costs.items() if any(cost))
            yield Choice(facts, tuple(map(sum, zip(*costs.values(), strict=True))), names)

    def _order(self, group: frozenset[str]) -> Callable[[str], tuple[int, int]]:
        """Wholes before their parts, and counts before their shares."""

        def place(id: str) -> tuple[int, int]:
            depth, above = 0, id
            while (wholes := self._wholes(above, group)) and depth < MOST_DEPTH:
                depth, above = depth + 1, min(wholes)
            return (MOST_DEPTH + 1 if self._counts(id) else depth), self._positions[id]

        return place

    def _can_be(self, facts: Facts) -> bool:
        together = {**self.given, **facts}
        return not any(contradicts_itself(together, plan.ruleset) for plan in self.plans)

    def _domain(self, id: str, facts: Facts, group: frozenset[str]) -> Sequence[Fact]:
        if id in self.given:
            return (self.given[id],)
        known = {**self.given, **facts}
        is_stated = id in self._stated and not self._follows(id, self._stated)
        if id in self._open or (self._follows(id, known) and not is_stated):
            return (None,)
        if self._values is not None:
            return list(dict.fromkeys([*self._values(id), *self._shared_counts(id, known, group)]))
        return [*((None,) if self._unknown else ()), *self._cells(id, known, group), *self._na(id, known)]

    def _na(self, id: str, known: Facts) -> tuple[Fact, ...]:
        """Not applicable, where that is asked for; a share of nothing never applies."""
        if self._not_applicable:
            return () if any(id in plan.ruleset.places for plan in self.plans) else (NA,)
        counts = self._counts(id)
        whole = self.indicator(counts[1]) if counts else None
        is_of_nothing = whole is not None and not whole.least and not known.get(counts[0])
        return (NA,) if is_of_nothing else ()

    def _cells(self, id: str, known: Facts, group: frozenset[str]) -> list[Fact]:
        indicator = self.indicator(id)
        if indicator is None:
            return []
        if indicator.type != "count":
            cuts = [cut for cut in self._figure_cuts(id) if not isinstance(cut, Fraction) or is_written(cut)]
            return list(cells(indicator, cuts))
        if not any(map(self._counts, group)):
            return [*cells(indicator, [cut for other in self._counted_with(group) for cut in self._ends(other)])]
        lowest = (each.low for each in self._ranges(id, known, group))
        return [*map(Fraction, sorted({*lowest, *wholes(self._count_cells(id, known, group))}))]

    def _figure_cuts(self, id: str) -> list[Value]:
        """The cut points of what is stated, for each way in which the plans round it."""
        declared = [plan.ruleset.indicators[id] for plan in self.plans if id in plan.ruleset.indicators]
        cuts = self.cuts(id)
        return list(dict.fromkeys(cut for indicator in declared for cut in figure_cuts(indicator, cuts)))

    def _counted_with(self, group: frozenset[str]) -> list[str]:
        """The counts of a group, and those that are settled beside it: they have their cut points in common."""
        beside = {other for id in group for other in self._bound.get(id, ()) if other in self.given}
        return [id for id in sorted(group | beside, key=self._positions.__getitem__) if self._is_count(id)]

    def _is_count(self, id: str) -> bool:
        indicator = self.indicator(id)
        return indicator is not None and indicator.type == "count"

    def _ends(self, id: str) -> list[Value]:
        indicator = self.indicator(id)
        ends = () if indicator is None else (indicator.least, indicator.most, self.given.get(id))
        return [end for end in (*self.cuts(id), *ends) if isinstance(end, Fraction)]

    def _shared_counts(self, id: str, known: Facts, group: frozenset[str]) -> list[Fact]:
        """The counts around the cut points of the shares that a count is part of."""
        indicator = self.indicator(id)
        if indicator is None or indicator.type != "count":
            return []
        found: list[int] = []
        for share in (other for other in group if id in self._counts(other)):
            part, whole = self._counts(share)
            cuts = [cut for cut in (*self.cuts(share), self.given.get(share)) if isinstance(cut, Fraction)]
            above = [cut for cut in cuts if cut > 0]  # no whole is so large that a part of it is no share
            if id == part and isinstance(total := known.get(whole), Fraction):
                found += [ceil(cut * total / 100) + step for cut in cuts for step in (-1, 0, 1)]
            elif id == whole and isinstance(of := known.get(part), Fraction):
                found += [floor(of * 100 / cut) + step for cut in above for step in (-1, 0, 1)]
        if any(map(self._counts, group)):
            found += wholes(self._count_cells(id, known, group))
        low, high = indicator.least or 0, indicator.most
        return [Fraction(n) for n in dict.fromkeys(found) if n >= low and (high is None or n <= high)]

    def _count_cells(self, id: str, known: Facts, group: frozenset[str]) -> Cells:
        """The cells of a count beside what is known, and of its parts in the group.

        Raises:
            TooMany: one count is a part of several others, which is not looked through.
        """
        others = group - {id}
        below = sorted(part for part in others if id in self._wholes(part, group) and known.get(part) is not NA)
        if any(len(self._wholes(part, group)) > 1 for part in below):
            raise TooMany(MOST_CHOICES)
        parts = ((self._portions(part, id, known), self._count_cells(part, known, others)) for part in below)
        return Cells(self._ranges(id, known, group), tuple(parts))

    def _wholes(self, part: str, group: frozenset[str]) -> set[str]:
        """What a count is a part of: by its declaration, or by that of a share."""
        indicator = self.indicator(part)
        by_share = (counts[1] for counts in map(self._counts, group) if counts and counts[0] == part)
        declared = (indicator.at_most,) if indicator is not None and indicator.at_most is not None else ()
        return {*by_share, *declared} & group

    def _ranges(self, id: str, known: Facts, group: frozenset[str]) -> tuple[Range, ...]:
        """The cells of a count, where its whole is known those of its shares as well; just its value if that is."""
        value, indicator = known.get(id), self.indicator(id)
        if isinstance(value, Fraction):
            return (Range(int(value), int(value)),)
        # Of nothing there is no share, so that 0 is a cell of its own.
        cuts = [Fraction(0), *(cut for cut in self.cuts(id) if isinstance(cut, Fraction))]
        for whole in self._wholes(id, group):
            total = known.get(whole)
            if isinstance(total, Fraction):
                cuts += [cut * total / MOST_PERCENT for cut in (*self._share_cuts(id, whole, known), MOST_PERCENT)]
        least, most = (None, None) if indicator is None else (indicator.least, indicator.most)
        return ranges(cuts, ceil(least or 0), None if most is None else floor(most))

    def _portions(self, part: str, whole: str, known: Facts) -> tuple[Portion, ...]:
        indicator = self.indicator(part)
        is_bound = indicator is not None and indicator.at_most == whole
        return portions(self._share_cuts(part, whole, known), Fraction(1) if is_bound else None)

    def _share_cuts(self, part: str, whole: str, known: Facts) -> list[Fraction]:
        """The cut points of the shares that one count has in another, and where one that is stated is still true."""
        found: list[Fraction] = []
        for id in (id for id in self._positions if self._counts(id) == (part, whole)):
            found += [cut for cut in self.cuts(id) if isinstance(cut, Fraction)]
            stated = known.get(id)
            found += true_between(stated) if isinstance(stated, Fraction) else ()
        return found


def _bindings(declared: Iterable[Indicator]) -> dict[str, set[str]]:
    """For each indicator those that what is said about it says something about: wholes, shares, conditions."""
    found: dict[str, set[str]] = {}
    for indicator in declared:
        leaf, share = indicator.only_when, indicator.share
        near = {
            indicator.id,
            indicator.at_most,
            leaf.indicator if leaf else None,
            *((share.of, share.total) if share else ()),
        }
        for id in near - {None}:
            found.setdefault(str(id), set()).update(str(other) for other in near - {None})
    return found


def _with(facts: dict[str, FactValue], id: str, fact: Fact) -> dict[str, FactValue]:
    return facts if fact is None else {**facts, id: fact}


def _narrowed(declared: Sequence[Indicator]) -> Indicator | None:
    """The narrowest of several declarations: what all of them take."""
    if len({indicator.type for indicator in declared}) != 1:
        return None
    lows = [indicator.least for indicator in declared if indicator.least is not None]
    highs = [indicator.most for indicator in declared if indicator.most is not None]
    values = {
        value: label for value, label in declared[0].values.items() if all(value in other.values for other in declared)
    }
    return declared[0]._replace(least=max(lows, default=None), most=min(highs, default=None), values=values)
