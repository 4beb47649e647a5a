"""Questions to the order in which sources of facts are heard, and to what each does to the parts that are still open.

A source is a group of indicators that are bound to each other, or a part of the questions that shares no indicator with
the rest and is answered by itself first.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from smartcommune.reach.alone import below, by_group, standing_alone
from smartcommune.reach.atoms import Answer
from smartcommune.reach.blocks import blocks
from smartcommune.reach.communes import Cost
from smartcommune.reach.members import Adding, Counting, Function
from smartcommune.reach.nodes import Node, Question
from smartcommune.reach.ways import Limit, Table


class Around(NamedTuple):
    """What a sweep asks for: answers of atoms together, of a part by itself, and the groups of the atoms' facts."""

    nodes: Sequence[Node]
    machine: Callable[[Question], Machine]
    groups: Callable[[Iterable[Question]], list[frozenset[str]]]
    choices: Callable[[frozenset[str], tuple[Question, ...]], Table]
    alone: Callable[[tuple[Question, ...]], Table]
    free: Cost
    keep: int
    limit: Limit


class Machine:
    """A node's count with its summaries numbered, and every move between them found only once."""

    def __init__(self, counting: Counting, hear: Callable[[int], None]) -> None:
        self._counting = counting
        self._hear = hear
        self._summaries: list[Any] = []
        self._numbers: dict[Hashable, int] = {}
        self._moves: dict[tuple[int, int, Any], int] = {}
        self.settled: list[bool] = []
        self._results: dict[int, Answer] = {}
        self.number(counting.start)

    def number(self, summary: Any) -> int:
        """The number of a summary; all that settle the same answer have one."""
        is_settled = self._counting.settled(summary)
        key = (is_settled, self._counting.result(summary) if is_settled else summary)
        if key not in self._numbers:
            self._numbers[key] = len(self._summaries)
            self._summaries.append(summary)
            self.settled.append(is_settled)
        return self._numbers[key]

    def move(self, at: int, part: int, answer: Answer) -> int:
        key = (at, part, answer)
        if key not in self._moves:
            if isinstance(self._counting, Adding):
                self._hear(self._counting.pairs(self._summaries[at], part, answer))
            self._moves[key] = self.number(self._counting.add(self._summaries[at], part, answer))
        return self._moves[key]

    def result(self, at: int) -> Answer:
        if at not in self._results:
            self._results[at] = self._counting.result(self._summaries[at])
        return self._results[at]


class FactSource(NamedTuple):
    """Facts to choose, and the nodes that they answer."""

    answered: tuple[Question, ...]
    table: Callable[[], Table]


class Move(NamedTuple):
    """What an open part hears from a source, and whether it has heard all then.

    Each item of `hears` has the number of the part that is heard, and where its answer comes from: another slot that
    has just been finished, or a position in the source's answer.
    """

    slot: int
    hears: tuple[tuple[int, bool, int], ...]
    is_done: bool
    is_target: bool


class Hearer(NamedTuple):
    """An open part that hears a source itself: as which of its parts, if that is all that it hears now, and where."""

    place: int  # among the slots of the step
    slot: int
    part: int | None
    wheres: tuple[int, ...]
    is_done: bool


class Step(NamedTuple):
    """What a source does to the open parts; `open` has those that are left, wholes first, with their own wholes."""

    table: Callable[[], Table]
    moves: tuple[Move, ...]
    slots: tuple[int, ...]  # of the moves
    hearers: tuple[Hearer, ...]
    open: tuple[tuple[int, tuple[int, ...]], ...]
    opens: bool  # whether some are among them for the first time

    @property
    def heard(self) -> int:
        """How much one answer of the source asks for: so many parts hear it, or might."""
        return sum(len(move.hears) for move in self.moves)


class Schedule:
    """The open parts of some targets in slots, each after its own parts, and the sources in their order."""

    def __init__(self, targets: tuple[Question, ...], around: Around) -> None:
        self._around = around
        self._nodes = around.nodes
        self._targets = targets
        self._cone = below(targets, self._nodes)
        self.size = len(self._cone)
        self._alone = self._closed(self._standing_alone())
        self._inner = [
            number
            for number in below(targets, self._nodes, self._alone)
            if number not in self._alone and self._nodes[number].parts
        ]
        self._parts = [self._nodes[number].parts for number in self._inner] + [(target,) for target in targets]
        self.heard_by = self._hearers()
        self._wholes = [
            tuple(dict.fromkeys(whole for whole, _ in self.heard_by.get(number, ()))) for number in self._inner
        ]  # of each slot those that it is a part of
        self.machines = [
            *map(around.machine, self._inner),
            *(Machine(Function(1, _same), around.limit.hear) for _ in targets),
        ]
        self.results = range(len(self._inner), len(self._parts))
        self.start = tuple(self._begun(slot) for slot in range(len(self._parts)))

    def _hearers(self) -> dict[Question, list[tuple[int, int]]]:
        """Of each part the slots that hear it, and as which part they do."""
        found: dict[Question, list[tuple[int, int]]] = {}
        for slot, parts in enumerate(self._parts):
            for number, part in enumerate(parts):
                found.setdefault(part, []).append((slot, number))
        return found

    def _begun(self, slot: int) -> int:
        """The summary of a slot once it has heard its constant parts."""
        at = 0
        for number, part in enumerate(self._parts[slot]):
            if self._nodes[part].is_constant:
                at = self.machines[slot].move(at, number, self._nodes[part].content)
        return at

    def _closed(self, alone: frozenset[Question]) -> dict[Question, tuple[Question, ...]]:
        """What is answered by itself, each part with those that are answered together with it."""
        named = below(self._targets, self._nodes, alone)
        groups = by_group(named, self._nodes, self._around.groups).items()
        leaves: dict[Question, Hashable] = {number: number for number in alone}
        leaves |= {atom: group for group, atoms in groups for atom in atoms}
        found: dict[Question, tuple[Question, ...]] = {number: (number,) for number in alone}
        for block in blocks(self._targets, named, self._nodes, leaves):
            found |= dict.fromkeys(block, block)
        return found

    def _standing_alone(self) -> frozenset[Question]:
        together = by_group(self._cone, self._nodes, self._around.groups).values()
        found = standing_alone(self._targets, self._cone, self._nodes, together)
        return found.difference(self._targets) if len(self._targets) == 1 else found

    def _sources(self) -> Iterator[FactSource]:
        """The groups of indicators and the parts that stand alone, in the order in which they are first named."""
        named = below(self._targets, self._nodes, self._alone)
        own = [number for number in named if number not in self._alone]
        groups = by_group(own, self._nodes, self._around.groups).items()
        first = {atoms[0]: (group, tuple(atoms)) for group, atoms in groups}
        told: set[Question] = set()
        for number in sorted(named, key=self._place):
            if number in first:
                group, atoms = first[number]
                yield FactSource(atoms, partial(self._around.choices, group, atoms))
            elif number in self._alone and number not in told:
                together = self._alone[number]
                told.update(together)
                yield FactSource(together, partial(self._around.alone, together))

    def _place(self, number: Question) -> int:
        """What several topmost wholes have in common comes first: while they hear the same, their states agree."""
        if number not in self._alone:
            return 1
        heard_by = {slot for slot, _ in self.heard_by.get(number, ())}
        return 0 if len(heard_by) > 1 and all(map(self._is_topmost, heard_by)) else 1

    def _is_topmost(self, slot: int) -> bool:
        """Whether no group stands above a slot, up to the targets."""
        if slot >= len(self._inner):
            return True
        wholes = self._wholes[slot]
        return all(
            whole >= len(self._inner)
            or (isinstance(self._nodes[self._inner[whole]].content, Function) and self._is_topmost(whole))
            for whole in wholes
        )

    def steps(self) -> Iterator[Step]:
        """What each source does, one after the other."""
        waiting = [sum(not self._nodes[part].is_constant for part in parts) for parts in self._parts]
        begun: set[int] = set()
        opened: set[int] = set()
        for source in self._sources():
            moves = tuple(self._moves(source, waiting, begun))
            left = tuple(self._open(waiting, begun))
            slots = tuple(move.slot for move in moves)
            yield Step(
                source.table,
                moves,
                slots,
                tuple(_hearers(moves)),
                left,
                not opened.issuperset(slot for slot, _ in left),
            )
            opened.update(slot for slot, _ in left)

    def _moves(self, source: FactSource, waiting: list[int], begun: set[int]) -> Iterator[Move]:
        hearing: dict[int, list[tuple[int, bool, int]]] = {}
        for place, number in enumerate(source.answered):
            self._hear(hearing, number, is_slot=False, where=place)
        while hearing:
            slot = min(hearing)  # parts stand before what they are parts of
            hears = tuple(sorted(hearing.pop(slot)))
            begun.add(slot)
            waiting[slot] -= len(hears)
            if not waiting[slot] and slot < len(self._inner):
                self._hear(hearing, self._inner[slot], is_slot=True, where=slot)
            yield Move(slot, hears, not waiting[slot], slot >= len(self._inner))

    def _open(self, waiting: Sequence[int], begun: set[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
        """The slots that still wait and may be forgotten: those that have begun, and those below them."""
        found: set[int] = set()
        for slot in reversed(range(len(self._inner))):
            wholes = self._wholes[slot]
            if waiting[slot] and (slot in begun or found.issuperset(wholes)):
                found.add(slot)
                yield slot, wholes

    def _hear(
        self, hearing: dict[int, list[tuple[int, bool, int]]], number: Question, *, is_slot: bool, where: int
    ) -> None:
        for slot, part in self.heard_by.get(number, ()):
            hearing.setdefault(slot, []).append((part, is_slot, where))


def _hearers(moves: Sequence[Move]) -> Iterator[Hearer]:
    for place, move in enumerate(moves):
        wheres = tuple(where for _, is_slot, where in move.hears if not is_slot)
        if wheres:
            yield Hearer(place, move.slot, move.hears[0][0] if len(move.hears) == 1 else None, wheres, move.is_done)


def _same(answer: Answer) -> Answer:
    return answer
