"""Parts that share no unknown fact to the answers that all of them can come to, and to what each part decides.

What all parts but one come to is a set of points for each state in which they leave the questions. How the last part
comes out shifts these sets over the points at which the answers change.
"""

from __future__ import annotations

import builtins
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator, Sequence
from fractions import Fraction
from itertools import chain, pairwise, product
from math import lcm, prod
from typing import Any, Final, NamedTuple, TypeVar

from smartcommune.engine.points import Earned, Pair
from smartcommune.model.indicator import MOST_PERCENT
from smartcommune.reach.apart import Apart, Entangled, Out, Part
from smartcommune.reach.atoms import Answer
from smartcommune.reach.course import Course, State
from smartcommune.reach.nodes import Question
from smartcommune.reach.wholes import TooMany

# Points of a sum that are looked at one by one, and combinations of those of sums above another.
MOST_POINTS: Final = 5_000
MOST_OUTER: Final = 200
# States in which parts leave the questions: beyond them they are looked at otherwise.
MOST_STATES: Final = 500
# Steps in which points are counted at all.
MOST_STEPS: Final = 2_000_000

# For each most that was to be had the points that can be earned, a bit for each number of steps above the least.
Pile = dict[int, int]
_NONE: Final = Fraction(0)
Key = TypeVar("Key", bound=Hashable)
# Which of the points that the others come to lead to which answers.
Signature = frozenset[tuple[Hashable, int]]


class Contribution(NamedTuple):
    """What can come to a sum: a part, or another sum with all that is below it."""

    leaves: tuple[Question, ...]
    outs: tuple[Out, ...]


class Grid(NamedTuple):
    """The steps in which the points of a sum are counted."""

    unit: int  # steps per point
    low: int  # the least that all can come to
    high: int


class Rest(NamedTuple):
    """What all parts but one come to: where they leave the questions, and the points of each sum above the part."""

    state: State
    piles: tuple[Pile, ...]  # from the outermost sum inwards


class Deciding:
    """What parts decide."""

    def __init__(self, apart: Apart) -> None:
        self.apart = apart
        leaves = [*apart.leaves, *chain.from_iterable(apart.compared.values())]
        self.course = Course(apart.targets, leaves, apart.reach.nodes, apart.reach.machine)
        self._closed: dict[Question, Contribution] = {}
        self._grids: dict[Question, Grid] = {}
        self._pieces: dict[Hashable, list[tuple[int, int, tuple[Answer, ...]]]] = {}

    def of(self, part: Part | None) -> Last:
        """What a part decides beside all that the others can come to; None for all of them together."""
        return Last(self, part)

    def contributions(
        self, sum: Question, without: Part | None = None, inner: Question | None = None
    ) -> list[Contribution]:
        """What can come to a sum, but for one part and one sum that it adds up."""
        parts = [Contribution(each.leaves, each.outs) for each in self.apart.of_sum(sum) if each is not without]
        return parts + [self.closed(each) for each in self.apart.inner(sum) if each != inner]

    def closed(self, sum: Question) -> Contribution:
        """A sum with all that is below it as what comes to another one."""
        if sum not in self._closed:
            each = self.contributions(sum)
            leaves = (*chain.from_iterable(one.leaves for one in each), *self.apart.compared[sum])
            self._closed[sum] = Contribution(leaves, tuple(dict.fromkeys(self._outs(sum, each))))
        return self._closed[sum]

    def _outs(self, sum: Question, each: list[Contribution]) -> Iterator[Out]:
        grid, is_inner = self.grid(sum), self.apart.whole(sum) is not None
        piles: dict[tuple[Answer, ...], Pile] = {(): self.begun(sum, grid)}
        for one in each:
            piles = added(piles, one, grid, lambda said, out: (*said, *out.said))
        looked = 0
        for said, pile in piles.items():
            for top, bits in pile.items():
                if not is_inner:
                    for first, last, compared in self.pieces((sum,), top, ()):
                        if bits & _between(first - grid.low, last - grid.low):
                            yield Out(Fraction(0), Fraction(0), (*said, *compared))
                    continue
                for place in _places(bits):
                    looked += 1
                    if looked > MOST_POINTS:
                        raise TooMany(looked)
                    pair, compared = self.climbed((sum,), grid.low + place, top, ())
                    yield Out(*pair, (*said, *compared))

    def begun(self, sum: Question, grid: Grid) -> Pile:
        """What is settled of a sum."""
        _, top = self.apart.base[sum]
        return {int(top * grid.unit): 1}

    def grid(self, sum: Question) -> Grid:
        """The steps of a sum, and from how many to how many it can come to."""
        if sum not in self._grids:
            self._grids[sum] = self._grid(sum)
        return self._grids[sum]

    def _grid(self, sum: Question) -> Grid:
        return self.grid_of(sum, self.contributions(sum))

    def grid_of(self, sum: Question, each: Sequence[Contribution], finer: int = 1) -> Grid:
        """The steps of some of what can come to a sum, of which so many make a point, or a multiple of that."""
        base = self.apart.base[sum]
        numbers = chain(base, chain.from_iterable(out[:2] for one in each for out in one.outs))
        unit = lcm(finer, *{number.denominator for number in numbers})
        low = builtins.sum((base[0], *(min(out.points for out in one.outs) for one in each)))
        high = builtins.sum((base[0], *(max(out.points for out in one.outs) for one in each)))
        grid = Grid(unit, int(low * unit), int(high * unit))
        if grid.high - grid.low > MOST_STEPS:
            raise TooMany(MOST_STEPS)
        return grid

    def chain_of(self, home: Question) -> tuple[Question, ...]:
        """A sum and those above it, from the inside out."""
        found = [home]
        while (whole := self.apart.whole(found[-1])) is not None:
            found.append(whole)
        return tuple(found)

    def climbed(
        self, sums: tuple[Question, ...], points: int, top: int, outer: tuple[Pair, ...]
    ) -> tuple[Pair, tuple[Answer, ...]]:
        """What sums come to, from the inside out, and what is compared with them.

        Args:
            sums: each adds up the one before it.
            points: of the innermost, in steps.
            top: the most that was to be had of it, in steps.
            outer: what comes to each of the others besides.
        """
        unit, said = self.grid(sums[0]).unit, list[Answer]()
        pair = (Fraction(points, unit), Fraction(top, unit))
        for number, sum in enumerate(sums):
            if number:
                pair = (pair[0] + outer[number - 1][0], pair[1] + outer[number - 1][1])
            pair = self.ended(sum, pair)
            earned = Earned(frozenset((pair,)))
            said += [self._content(node).rule((0,), earned) for node in self.apart.compared[sum]]
        return pair, tuple(said)

    def ended(self, sum: Question, pair: Pair) -> Pair:
        """What was added up, with all that is done to it."""
        adding = self.apart.adding(sum)
        ends = [] if adding is None else adding.ends(pair)
        if len(ends) != 1:
            raise Entangled
        return ends[0]

    def _content(self, number: Question) -> Any:
        return self.apart.reach.nodes[number].content

    def pieces(
        self, sums: tuple[Question, ...], top: int, outer: tuple[Pair, ...]
    ) -> list[tuple[int, int, tuple[Answer, ...]]]:
        """From which points on, and below which, the same comes of all that is compared with some sums."""
        key = sums[0], top, outer
        if key not in self._pieces:
            grid = self.grid(sums[0])
            cuts = {grid.low, grid.high + 1}
            for level, sum in enumerate(sums):
                for node in self.apart.compared[sum]:
                    cuts.update(self._cuts(sums[: level + 1], top, outer, node))
            self._pieces[key] = [
                (first, last, self.climbed(sums, first, top, outer)[1]) for first, last in pairwise(sorted(cuts))
            ]
        return self._pieces[key]

    def _cuts(self, sums: tuple[Question, ...], top: int, outer: tuple[Pair, ...], node: Question) -> Iterator[int]:
        """Where what is compared reaches each figure that it is compared with, and where it passes it."""
        key: Any = self.apart.reach.nodes[node].key
        _, _, operands, is_share = key  # of comparisons of points
        grid = self.grid(sums[0])

        def value(points: int) -> Fraction:
            found, most = self.climbed(sums, points, top, outer)[0]
            if is_share and most < 0:
                raise Entangled
            return (MOST_PERCENT * found / most if most else Fraction(0)) if is_share else found

        rows = range(grid.low, grid.high + 1)
        for operand in {each for every in operands for each in every}:
            if isinstance(operand, Fraction):
                yield grid.low + bisect_left(rows, operand, key=value)
                yield grid.low + bisect_left(rows, x=True, key=lambda points: value(points) > operand)


class Last:
    """A part that is looked at last, and what the others can come to.

    Raises:
        Entangled: sums hang together in a way in which they cannot be taken apart.
        TooMany: there is too much to look at.
    """

    def __init__(self, deciding: Deciding, part: Part | None) -> None:
        self._deciding = deciding
        self._part = part
        apart = deciding.apart
        self._sums = deciding.chain_of(apart.widest if part is None or part.home is None else part.home)
        self._run = deciding.course.begin()
        self._rests: list[Rest] = self._beside()
        self._grids: list[Grid] = []  # of what the others come to, from the outermost sum inwards
        for level, sum in reversed([*enumerate(self._sums)]):
            self._add(sum, self._sums[level - 1] if level else None)
        leaves = () if part is None else part.leaves
        compared = (apart.compared[sum] for sum in self._sums)
        self._step = self._run.step((*leaves, *chain.from_iterable(compared)))
        self._answers: dict[Hashable, tuple[Answer, ...]] = {}
        self._outers = [self._outer(rest) for rest in self._rests]
        self._known: dict[Out, dict[Hashable, dict[tuple[Answer, ...], int]]] = {}

    def _beside(self) -> list[Rest]:
        """Where what stands beside these sums leaves the questions."""
        deciding, apart = self._deciding, self._deciding.apart
        states: dict[State, Pile] = {deciding.course.start: {0: 1}}
        beside = [Contribution(each.leaves, each.outs) for each in apart.of_sum(None) if each is not self._part]
        beside += [deciding.closed(sum) for sum in apart.roots if apart.whole(sum) is None and sum != self._sums[-1]]
        for each in beside:
            states = added(states, _without_points(each), Grid(1, 0, 0), self._hearing(each))
        return [Rest(state, ()) for state in states]

    def _add(self, sum: Question, inner: Question | None) -> None:
        """One sum more, with all that can come to it but for the part, or the sum above the part."""
        deciding = self._deciding
        own = deciding.contributions(sum, self._part, inner)
        grid = deciding.grid_of(sum, own, deciding.grid(sum).unit if inner is None else 1)
        hearing = [self._hearing(each) for each in own]
        found: list[Rest] = []
        for rest in self._rests:
            piles = {rest.state: deciding.begun(sum, grid)}
            for each, hear in zip(own, hearing, strict=True):
                piles = added(piles, each, grid, hear)
            found += [Rest(state, (*rest.piles, pile)) for state, pile in piles.items()]
        if len(found) > MOST_STATES:
            raise TooMany(len(found))
        self._rests = found
        self._grids.append(grid)

    def _hearing(self, each: Contribution) -> Callable[[State, Out], State]:
        course, step = self._deciding.course, self._run.step(each.leaves)
        found: dict[Hashable, State] = {}

        def hear(state: State, out: Out) -> State:
            key = state, out.said
            if key not in found:
                found[key] = course.after(step, state, out.said)
            return found[key]

        return hear

    def signature(self, out: Out, told: Callable[[tuple[Answer, ...]], Answer]) -> Signature:
        """Which of the points that the others can come to lead to which answers, where the part comes out so.

        Args:
            out: how the part comes out.
            told: what matters of the answers.
        """
        found: dict[tuple[Hashable, Any], int] = {}
        for where, leading in self._led(out).items():
            for answers, bits in leading.items():
                key = where, told(answers)
                found[key] = found.get(key, 0) | bits
        return frozenset(found.items())

    def answers(self, out: Out) -> set[tuple[Answer, ...]]:
        """All answers that are possible where the part comes out so."""
        return {answers for leading in self._led(out).values() for answers in leading}

    def _led(self, out: Out) -> dict[Hashable, dict[tuple[Answer, ...], int]]:
        """By where the others leave the questions, the points that they come to, by the answers that these lead to."""
        if out not in self._known:
            self._known[out] = {
                (number, outer, top): leading
                for number, rest in enumerate(self._rests)
                for outer in self._outers[number]
                for top, bits in rest.piles[-1].items()
                if (leading := self._leading(out, rest.state, outer, top, bits))
            }
        return self._known[out]

    def _leading(
        self, out: Out, state: State, outer: tuple[Pair, ...], top: int, bits: int
    ) -> dict[tuple[Answer, ...], int]:
        grid = self._grids[-1]
        shift, top = int(out.points * grid.unit) + grid.low, top + int(out.top * grid.unit)
        found: dict[tuple[Answer, ...], int] = {}
        for first, last, compared in self._deciding.pieces(self._sums, top, outer):
            met = bits & _between(first - shift, last - shift)
            if met:
                answers = self._told(state, (*out.said, *compared))
                found[answers] = found.get(answers, 0) | met
        return found

    def _outer(self, rest: Rest) -> list[tuple[Pair, ...]]:
        """What comes to each of the outer sums besides, from the inside out, in every combination."""
        piles = [*zip(self._grids, rest.piles, strict=True)][-2::-1]
        if prod(sum(bits.bit_count() for bits in pile.values()) for _, pile in piles) > MOST_OUTER:
            raise TooMany(MOST_OUTER)
        return [*product(*(_pairs(grid, pile) for grid, pile in piles))]

    def _told(self, state: State, said: tuple[Answer, ...]) -> tuple[Answer, ...]:
        key = state, said
        if key not in self._answers:
            course = self._deciding.course
            self._answers[key] = course.answers(course.after(self._step, state, said))
        return self._answers[key]


def added(piles: dict[Key, Pile], each: Contribution, grid: Grid, after: Callable[[Key, Out], Key]) -> dict[Key, Pile]:
    """Piles with one contribution more, by where they leave the questions then.

    Args:
        piles: those so far.
        each: what can come to all of them.
        grid: in which steps they are counted.
        after: where a way to come out leads.
    """
    found: dict[Key, Pile] = {}
    low = min(out.points for out in each.outs)
    steps = [(int((out.points - low) * grid.unit), int(out.top * grid.unit), out) for out in each.outs]
    for key, pile in piles.items():
        for shift, more, out in steps:
            into = found.setdefault(after(key, out), {})
            for top, bits in pile.items():
                into[top + more] = into.get(top + more, 0) | bits << shift
    if len(found) > MOST_STATES:
        raise TooMany(len(found))
    return found


def _without_points(each: Contribution) -> Contribution:
    return each._replace(outs=tuple(dict.fromkeys(out._replace(points=_NONE, top=_NONE) for out in each.outs)))


def _between(first: int, last: int) -> int:
    """The bits from one place on, and below another one."""
    first, last = max(first, 0), max(last, 0)
    return (1 << last) - (1 << first) if last > first else 0


def _places(bits: int) -> Iterator[int]:
    """The places of the bits that are set."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _pairs(grid: Grid, pile: Pile) -> list[Pair]:
    """The points of a pile, each with the most that was to be had."""
    return [
        (Fraction(grid.low + place, grid.unit), Fraction(top, grid.unit))
        for top, bits in pile.items()
        for place in _places(bits)
    ]
