"""Several plans to what they declare together: the indicators, what binds these, and where their cells end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from smartcommune.engine.cut_points import MOST_ASKED, cells, come, figure_cuts, is_written
from smartcommune.engine.plan import Plan
from smartcommune.logic import MET
from smartcommune.model.condition import Leaf, Value
from smartcommune.model.facts import Facts, FactValue, figure_of, may_be_na
from smartcommune.model.forms import Form
from smartcommune.model.indicator import Indicator
from smartcommune.model.ruleset import RuleSet
from smartcommune.profiles.profile import contradicts_itself
from smartcommune.profiles.shares import misfits
from smartcommune.reach.joined import joined
from smartcommune.reach.wholes import TooMany

Fact = FactValue | None  # None where it is unknown


class Declared:
    """The indicators of plans that are asked about the same commune."""

    def __init__(self, plans: Sequence[Plan]) -> None:
        self.plans = tuple(plans)
        # Which facts contradict each other is said by what indicators are, and by nothing else.
        self._rulesets: list[RuleSet] = []
        for ruleset in (plan.ruleset for plan in self.plans):
            if all(ruleset.indicators != other.indicators for other in self._rulesets):
                self._rulesets.append(ruleset)
        ids = dict.fromkeys(each.id for each in self._declarations())
        self.positions = {id: number for number, id in enumerate(ids)}
        self._shares = list(dict.fromkeys((each.id, *each.share) for each in self._declarations() if each.share))
        self._counts = {share: (part, whole) for share, part, whole in reversed(self._shares)}
        self._shares_of = _by_counts(self._shares)
        self.forms: dict[str, Form] = {each.id: each.form for each in reversed([*self._declarations()]) if each.form}
        forms = {(each.id, each.form) for each in self._declarations()}
        self.differing = {id for id in ids if len({form for other, form in forms if other == id}) > 1}
        self._conditions = _conditions(self._declarations())
        self._near = _bindings(self._declarations())
        self._indicators: dict[str, Indicator | None] = {}
        self._from: dict[str, frozenset[str]] = {}
        self._cuts: dict[str, list[Value]] = {}
        self._cells: dict[str, list[Fact]] = {}
        self._points: dict[str, list[Any]] = {}  # sorted, of one type

    def indicator(self, id: str) -> Indicator | None:
        """The declaration that all plans agree on; None if they declare different types."""
        if id not in self._indicators:
            self._indicators[id] = _narrowed(self._of(id))
        return self._indicators[id]

    def is_count(self, id: str) -> bool:
        """Whether all plans declare a number of persons or things, which does not follow from others."""
        indicator = self.indicator(id)
        return indicator is not None and indicator.type == "count" and indicator.form is None

    def is_between(self, id: str) -> bool:
        """Whether it is the difference by which two facts are compared, which nobody states."""
        return any(indicator.sides is not None for indicator in self._of(id))

    def is_place(self, id: str) -> bool:
        """Whether a threshold of some plan depends on where a commune lies."""
        return any(id in plan.ruleset.places for plan in self.plans)

    def counts(self, id: str) -> tuple[str, ...]:
        """The part and the whole that a share follows from; nothing of other indicators."""
        return self._counts.get(id, ())

    def parts(self, id: str) -> tuple[str, ...]:
        """The indicators that a figure follows from; nothing of others."""
        return self.forms[id].parts if id in self.forms else ()

    def sources(self, id: str) -> frozenset[str]:
        """The stated facts that a figure follows from, by whatever steps; of another fact itself."""
        if id not in self._from:
            parts = frozenset().union(*map(self.sources, self.parts(id)))
            self._from[id] = parts if id in self.forms else frozenset({id})
        return self._from[id]

    def computed(self, id: str, facts: Facts) -> Fact:
        """The figure that follows from facts, where one does; `na` where there is none."""
        if id not in self.forms:
            return None
        known = ((part, self.known(part, facts)) for part in self.parts(id))
        return figure_of(self.forms[id], {part: fact for part, fact in known if fact is not None})

    def known(self, id: str, facts: Facts) -> Fact:
        """A fact as it follows from others, and else as it is stated."""
        computed = self.computed(id, facts)
        return facts.get(id) if computed is None else computed

    def follows(self, id: str, facts: Facts) -> bool:
        """Whether a figure follows from others, so that nothing has to be stated."""
        return self.computed(id, facts) is not None

    def conditions(self, id: str) -> list[str]:
        """The facts that decide whether a fact is given, or may not apply."""
        return [leaf.indicator for indicator in self._of(id) for leaf in indicator.conditions]

    def may_be_na(self, id: str, facts: Facts) -> bool:
        """Whether a fact may not apply beside others, by every plan that declares it; a place always applies."""
        rulesets = [plan.ruleset for plan in self.plans if id in plan.ruleset.indicators]
        return not self.is_place(id) and all(may_be_na(id, facts, each.indicators) & MET for each in rulesets)

    def may_drop_out(self, id: str) -> bool:
        """Whether a fact may not apply in some commune, by what its declarations say."""
        return any(indicator.may_not_apply or indicator.only_when for indicator in self._of(id))

    def near(self, id: str) -> set[str]:
        """The indicators that what is said about one says something about, and itself."""
        return self._near.get(id, {id})

    def together(self, ids: Iterable[str]) -> list[frozenset[str]]:
        """The indicators in groups of which each is bound to another one of its group, in their own order."""
        asked = dict.fromkeys(ids)
        return joined({id, *(near for near in self.near(id) if near in asked)} for id in asked)

    def bound(self, ids: Iterable[str]) -> list[frozenset[str]]:
        """The indicators that are bound to each other, directly or not, in groups of which each has one of these."""
        groups = joined({id, *self.near(id)} for id in (*ids, *self._near))
        return [group for group in groups if not group.isdisjoint(ids)]

    def fitting(self, facts: Facts) -> Facts:
        """The facts without counts of which no whole number is a share that is stated: the share is what decides."""
        unfit = {count for plan in self.plans for _, count in misfits(facts, plan.ruleset.indicators)}
        return {id: fact for id, fact in facts.items() if id not in unfit} if unfit else facts

    def contradict(self, facts: Facts) -> bool:
        """Whether no profile could state these facts together."""
        return any(contradicts_itself(facts, ruleset) for ruleset in self._rulesets)

    def beside(self, facts: Facts, others: Facts) -> Facts:
        """Facts with those of others that what is said about them says something about."""
        near = (id for fact in facts for id in self.near(fact) if id in others)
        return {**{id: others[id] for id in near}, **facts}

    def shares(self, part: str, whole: str) -> list[str]:
        """The indicators that follow from just these two counts."""
        return [id for id, *_ in self._shares_of.get(part, ()) if self.counts(id) == (part, whole)]

    def cuts(self, id: str) -> list[Value]:
        """Every value that some plan compares an indicator with, itself or as the condition of another fact."""
        if id not in self._cuts:
            self._cuts[id] = list(dict.fromkeys(self._compared(id)))
        return self._cuts[id]

    def figure_cuts(self, id: str) -> list[Value]:
        """The cut points of what is stated, for each way in which the plans round it."""
        cuts = self.cuts(id)
        return list(dict.fromkeys(cut for indicator in self._of(id) for cut in figure_cuts(indicator, cuts)))

    def cells(self, id: str) -> Sequence[Fact]:
        """One value of what is no count for each cell, as a profile can state it."""
        if id not in self._cells:
            indicator, cuts = self.indicator(id), self.figure_cuts(id)
            is_set = indicator is not None and indicator.type == "set"
            if is_set and sum(isinstance(cut, str) for cut in cuts) > MOST_ASKED:
                raise TooMany(MOST_ASKED)  # each of the plans asks for fewer
            values = [cut for cut in cuts if not isinstance(cut, Fraction) or is_written(cut)]
            self._cells[id] = [] if indicator is None else self._come(cells(indicator, values), indicator)
        return self._cells[id]

    def days(self, id: str, others: Iterable[date]) -> Sequence[Fact]:
        """One day for each cell that ends at its own cut points, or at others."""
        indicator = self.indicator(id)
        return [] if indicator is None else self._come(cells(indicator, [*self.cuts(id), *others]), indicator)

    def _come(self, values: Iterable[Value], indicator: Indicator) -> list[Fact]:
        """The values that a fact can have on the first of the days of assessment."""
        return [*come(values, indicator, min(plan.as_of for plan in self.plans))]

    def cells_of(self, facts: Facts, given: Facts) -> Hashable:
        """In which cells facts lie, and the figures that follow from them: no plan tells others in these apart."""
        known = {**given, **facts}
        following = (id for id in self.forms if not self.sources(id).isdisjoint(facts))
        computed = ((id, self.computed(id, known)) for id in following)
        return tuple((id, self._cell_of(id, fact)) for id, fact in (*facts.items(), *computed))

    def _cell_of(self, id: str, fact: Fact) -> Hashable:
        if not isinstance(fact, Fraction | date):
            return fact
        if id not in self._points:
            zero = [Fraction(0)] if self.is_count(id) else []  # of nothing there is no share
            self._points[id] = sorted({*zero, *self.figure_cuts(id)})
        points = self._points[id]
        place = bisect_left(points, fact)
        return place, place < len(points) and points[place] == fact

    def _declarations(self) -> Iterator[Indicator]:
        for plan in self.plans:
            yield from plan.ruleset.indicators.values()

    def _of(self, id: str) -> list[Indicator]:
        return [plan.ruleset.indicators[id] for plan in self.plans if id in plan.ruleset.indicators]

    def _compared(self, id: str) -> Iterator[Value]:
        for plan in self.plans:
            yield from plan.cuts(id) if id in plan.ruleset.indicators else ()
        for item in (item for leaf in self._conditions.get(id, ()) for item in leaf.comparisons):
            yield from item.constant if isinstance(item.constant, tuple) else [item.constant]  # type: ignore[misc]  # constants only


def _by_counts(shares: Iterable[tuple[str, str, str]]) -> dict[str, list[tuple[str, str, str]]]:
    """For each count the shares that follow from it, with both counts."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for share in shares:
        for count in dict.fromkeys(share[1:]):
            found.setdefault(count, []).append(share)
    return found


def _conditions(declared: Iterable[Indicator]) -> dict[str, list[Leaf]]:
    """For each indicator the comparisons of it that decide whether another fact is given, or may not apply."""
    found: dict[str, list[Leaf]] = {}
    for leaf in (leaf for indicator in declared for leaf in indicator.conditions):
        found.setdefault(leaf.indicator, []).append(leaf)
    return found


def _bindings(declared: Iterable[Indicator]) -> dict[str, set[str]]:
    """For each indicator those that what is said about it says something about: wholes, parts, conditions."""
    found: dict[str, set[str]] = {}
    declared = list(declared)
    by_id = {indicator.id: indicator for indicator in reversed(declared)}
    for indicator in declared:
        conditions = (leaf.indicator for leaf in indicator.conditions)
        near = {indicator.id, *indicator.wholes, *conditions, *_sources(indicator, by_id)}
        for id in near:
            found.setdefault(id, set()).update(near)
    return found


def _sources(indicator: Indicator, by_id: Mapping[str, Indicator]) -> Iterator[str]:
    """The indicators that one follows from, by whatever steps."""
    for part in indicator.parts:
        yield part
        yield from _sources(by_id[part], by_id)


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
