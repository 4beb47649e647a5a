"""A count beside what is known of others to the values that it can have: one for each of its cells.

Counts that are parts of each other, or of which there are shares, are taken together (`counts`); a share of which one
count is known is judged by the other one.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import ceil, floor
from typing import Final

from smartcommune.engine.cut_points import cells
from smartcommune.model.condition import Value
from smartcommune.model.facts import NA, Facts
from smartcommune.model.indicator import MOST_PERCENT
from smartcommune.profiles.shares import true_between
from smartcommune.reach.declared import Declared, Fact
from smartcommune.reach.nearest import FINEST
from smartcommune.reach.wholes import CountCells, Interval, Portion, TooMany, portions, ranges, wholes

# Choices of one group of bound indicators; the largest group of a built-in rule set has a few dozen.
MOST_CHOICES: Final = 20_000
# Facts beside a count that each may stay or change: so many twofold choices.
MOST_STAYING: Final = 8
# Wholes above a count that are followed: a count of a count of a count.
MOST_DEPTH: Final = 8


class CountValues:
    """The counts of one group of indicators that are bound to each other.

    Args:
        group: the indicators, of which some are counts.
        declared: what is said about them.
        given: facts that are settled, of other indicators as well.
        stated: facts that may stay as they are.
    """

    def __init__(self, group: frozenset[str], declared: Declared, given: Facts, stated: Facts) -> None:
        self._group = group
        self._declared = declared
        self._given = given
        self._stated = stated
        self._has_shares = any(map(declared.counts, group))

    def order(self) -> list[str]:
        """The indicators of the group, wholes before their parts, and what others are computed from before these."""
        return sorted(self._group, key=self._place)

    def values(self, id: str, known: Facts) -> list[Fact]:
        """One value of a count for each cell that exists beside what is known."""
        indicator = self._declared.indicator(id)
        if indicator is None:
            return []
        if not self._has_shares:
            return [*cells(indicator, [cut for other in self._counts_beside() for cut in self._ends(other)])]
        lowest = (each.low for each in self._ranges(id, known, self._group))
        return [*map(Fraction, sorted({*lowest, *wholes(self._cells(id, known, self._group))}))]

    def beside(self, id: str, known: Facts) -> list[Fact]:
        """Values of a count or a share that go with what is known, where each of the others may stay as it is."""
        if self._declared.counts(id):
            return self._share_beside(id, known)
        return self._count_beside(id, known) if self._has_shares and self._declared.is_count(id) else []

    def _share_beside(self, id: str, known: Facts) -> list[Fact]:
        """What a share is by its counts, as it would be published; of whatever it is, none are 0 %."""
        share = self._declared.computed(id, known)
        if share is None:
            return [Fraction(0)] if known.get(self._declared.counts(id)[0]) == 0 else []
        if not isinstance(share, Fraction):
            return [share]
        return [floor(share / FINEST) * FINEST] if share <= MOST_PERCENT else []

    def _count_beside(self, id: str, known: Facts) -> list[Fact]:
        """Numbers around the cut points of shares, and one for each cell, whichever other facts stay as they are."""
        staying = self._staying(id, known)
        in_cells = [value for stays in staying for value in self.values(id, {**stays, **known})]
        return [*self._around(id, {**staying[0], **known}), *in_cells]

    def _staying(self, id: str, known: Facts) -> list[Facts]:
        """Every choice of stated facts that stay as they are, all of them first.

        Raises:
            TooMany: there are too many.
        """
        others = [other for other in self._in_order() if other in self._stated and other not in known and other != id]
        if len(others) > MOST_STAYING:
            raise TooMany(MOST_STAYING)
        choices = (chosen for size in range(len(others), -1, -1) for chosen in combinations(others, size))
        return [{other: self._stated[other] for other in chosen} for chosen in choices]

    def _around(self, id: str, known: Facts) -> list[Fraction]:
        """The numbers around the cut points of the shares that a count is part of."""
        indicator = self._declared.indicator(id)
        low, high = (0, None) if indicator is None else (indicator.least or 0, indicator.most)
        shares = [share for share in self._in_order() if id in self._declared.counts(share)]
        near = (number for share in shares for number in self._near(id, share, known))
        return [Fraction(number) for number in near if number >= low and (high is None or number <= high)]

    def _in_order(self) -> list[str]:
        return sorted(self._group, key=self._declared.positions.__getitem__)

    def _near(self, id: str, share: str, known: Facts) -> list[int]:
        part, whole = self._declared.counts(share)
        cuts = [cut for cut in (*self._declared.cuts(share), self._given.get(share)) if isinstance(cut, Fraction)]
        if id == part and isinstance(total := known.get(whole), Fraction):
            return [ceil(cut * total / 100) + step for cut in cuts for step in (-1, 0, 1)]
        if id == whole and isinstance(of := known.get(part), Fraction):
            above = [cut for cut in cuts if cut > 0]  # no whole is so large that a part of it is no share
            return [floor(of * 100 / cut) + step for cut in above for step in (-1, 0, 1)]
        return []

    def _place(self, id: str) -> tuple[int, int]:
        depth, above = 0, id
        while (over := self._wholes(above, self._group)) and depth < MOST_DEPTH:
            depth, above = depth + 1, min(over)
        return (MOST_DEPTH + 1 if self._declared.parts(id) else depth), self._declared.positions[id]

    def _counts_beside(self) -> list[str]:
        """The counts of the group, and those that are settled beside it: they have their cut points in common."""
        settled = {other for id in self._group for other in self._declared.near(id) if other in self._given}
        positions = self._declared.positions
        return [id for id in sorted(self._group | settled, key=positions.__getitem__) if self._declared.is_count(id)]

    def _ends(self, id: str) -> list[Value]:
        indicator = self._declared.indicator(id)
        ends = () if indicator is None else (indicator.least, indicator.most, self._given.get(id))
        return [end for end in (*self._declared.cuts(id), *ends) if isinstance(end, Fraction)]

    def _cells(self, id: str, known: Facts, group: frozenset[str]) -> CountCells:
        """The cells of a count beside what is known, and of its parts in a group.

        Raises:
            TooMany: one count is a part of several others, which is not looked through.
        """
        others = group - {id}
        below = sorted(part for part in others if id in self._wholes(part, group) and known.get(part) is not NA)
        if any(len(self._wholes(part, group)) > 1 for part in below):
            raise TooMany(MOST_CHOICES)
        parts = ((self._portions(part, id, known), self._cells(part, known, others)) for part in below)
        return CountCells(self._ranges(id, known, group), tuple(parts))

    def _wholes(self, part: str, group: frozenset[str]) -> set[str]:
        """What a count is a part of: by its declaration, or by that of a share."""
        indicator = self._declared.indicator(part)
        by_share = (counts[1] for counts in map(self._declared.counts, group) if counts and counts[0] == part)
        declared = (indicator.at_most,) if indicator is not None and indicator.at_most is not None else ()
        return {*by_share, *declared} & group

    def _ranges(self, id: str, known: Facts, group: frozenset[str]) -> tuple[Interval, ...]:
        """The cells of a count, where its whole is known those of its shares as well; just its value if that is."""
        value, indicator = known.get(id), self._declared.indicator(id)
        if isinstance(value, Fraction):
            return (Interval(int(value), int(value)),)
        # Of nothing there is no share, so that 0 is a cell of its own.
        cuts = [Fraction(0), *(cut for cut in self._declared.cuts(id) if isinstance(cut, Fraction))]
        for whole in self._wholes(id, group):
            total = known.get(whole)
            if isinstance(total, Fraction):
                cuts += [cut * total / MOST_PERCENT for cut in (*self._share_cuts(id, whole, known), MOST_PERCENT)]
        least, most = (None, None) if indicator is None else (indicator.least, indicator.most)
        return ranges(cuts, ceil(least or 0), None if most is None else floor(most))

    def _portions(self, part: str, whole: str, known: Facts) -> tuple[Portion, ...]:
        indicator = self._declared.indicator(part)
        is_bound = indicator is not None and whole in indicator.wholes
        return portions(self._share_cuts(part, whole, known), Fraction(1) if is_bound else None)

    def _share_cuts(self, part: str, whole: str, known: Facts) -> list[Fraction]:
        """The cut points of the shares that one count has in another, and where one that is stated is still true."""
        found: list[Fraction] = []
        for id in self._declared.shares(part, whole):
            found += [cut for cut in self._declared.cuts(id) if isinstance(cut, Fraction)]
            stated = known.get(id)
            found += true_between(stated) if isinstance(stated, Fraction) else ()
        return found
