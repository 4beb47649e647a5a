"""Questions to their answers: the sources of facts one after the other, and of equal summaries only the cheapest.

After each source a commune is only the summaries of the parts that are still open; of all communes with the same
summaries the cheapest goes on. Parts that can no longer matter are forgotten.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from operator import add
from typing import Final, NamedTuple

from smartcommune.reach.atoms import Answer
from smartcommune.reach.nodes import Question
from smartcommune.reach.schedule import Around, Hearer, Machine, Schedule, Step
from smartcommune.reach.ways import Table, Way, add_way

FORGOTTEN: Final = -1
# What it costs to keep a way, in answers heard.
KEPT: Final = 3
# Open parts that are looked through in the time in which one answer is heard.
LOOKED_THROUGH: Final = 4


class Moved(NamedTuple):
    """Where the parts that hear a source are afterwards, and whether one of them no longer listens."""

    at: tuple[int, ...]
    is_settling: bool


def sweep(targets: tuple[Question, ...], around: Around) -> Table:
    """Every combination of answers to the targets, with the ways to it.

    Raises:
        TooMany: more answers would be heard than may be.
    """
    schedule = Schedule(targets, around)
    around.limit.hear(schedule.size)
    states: dict[tuple[int, ...], list[Way]] = {schedule.start: [Way(around.free, 0, {})]}
    for step in schedule.steps():
        around.limit.hear(len(schedule.start) // LOOKED_THROUGH)
        states = _after(step, states, schedule.machines, around)
    found: Table = {}
    for state, ways in states.items():
        answers = tuple(schedule.machines[slot].result(state[slot]) for slot in schedule.results)
        for way in ways:
            add_way(found, answers, way, around.keep)
    return found


def _after(
    step: Step, states: dict[tuple[int, ...], list[Way]], machines: Sequence[Machine], around: Around
) -> dict[tuple[int, ...], list[Way]]:
    """The states after a source has been heard, with the ways to each."""
    found: dict[tuple[int, ...], list[Way]] = {}
    none: list[Way] = []
    moves, keep = _Moves(step, machines, around), around.keep
    moves.afford({tuple([state[slot] for slot in step.slots]) for state in states})
    for state, ways in states.items():
        for moved, choices in moves.of(tuple([state[slot] for slot in step.slots])):
            around.limit.hear(KEPT * len(ways) * len(choices))
            after = _state(step, state, moved, machines)
            for way in ways:
                for choice in choices:
                    cost = tuple(map(add, way.cost, choice.cost))
                    kept = found.get(after, none)
                    if len(kept) < keep or cost < kept[-1].cost:
                        both = Way(cost, way.names | choice.names, (way.choices, choice.choices))
                        add_way(found, after, both, keep)
    return found


class _Moves:
    """What a source can do to the parts that hear it; found once for all states in which these are the same."""

    def __init__(self, step: Step, machines: Sequence[Machine], around: Around) -> None:
        self._step = step
        self._machines = machines
        self._around = around
        self._found: dict[tuple[int, ...], list[tuple[Moved, list[Way]]]] = {}
        self._apart: dict[Hashable, Table] = {}

    def afford(self, ats: Iterable[tuple[int, ...]]) -> None:
        """Give up before the source is heard if so many different parts cannot hear it.

        Raises:
            TooMany: more answers would be heard than may be.
        """
        listening = {tuple([(each.place, slot) for each, slot in self._listening(at)]) for at in ats}
        self._around.limit.afford(sum(1 + len(each) for each in listening) * len(self._step.table()))

    def of(self, at: tuple[int, ...]) -> list[tuple[Moved, list[Way]]]:
        """Where the parts can be afterwards, with the choices that bring them there."""
        if at not in self._found:
            table = self._told_apart(at)
            self._around.limit.hear(self._step.heard * len(table))
            found: dict[Moved, list[Way]] = {}
            for answers, ways in table.items():
                for way in ways:
                    add_way(found, _moved(self._step, at, answers, self._machines), way, self._around.keep)
            self._found[at] = list(found.items())
        return self._found[at]

    def _told_apart(self, at: tuple[int, ...]) -> Table:
        """The answers, one for all that no part tells apart: of a figure one place alone tells few values apart."""
        listening = self._listening(at)
        key = tuple([(each.place, at_slot) for each, at_slot in listening])
        if key not in self._apart:
            table = self._step.table()
            self._around.limit.hear((1 + len(listening)) * len(table))
            alike: dict[Hashable, tuple[Answer, ...]] = {}
            found: Table = {}
            for answers, ways in table.items():
                told = tuple([self._told(each, at_slot, answers) for each, at_slot in listening])
                for way in ways:
                    add_way(found, alike.setdefault(told, answers), way, self._around.keep)
            self._apart[key] = found
        return self._apart[key]

    def _listening(self, at: tuple[int, ...]) -> list[tuple[Hearer, int]]:
        """The parts that still want to know, and where they stand."""
        return [(each, at[each.place]) for each in self._step.hearers if self._listens(each, at[each.place])]

    def _listens(self, hearer: Hearer, at_slot: int) -> bool:
        return at_slot != FORGOTTEN and not self._machines[hearer.slot].settled[at_slot]

    def _told(self, hearer: Hearer, at_slot: int, answers: tuple[Answer, ...]) -> Hashable:
        """What a part takes from an answer: what it says then, or where it stands; of several things all."""
        if hearer.part is None:
            return tuple([answers[where] for where in hearer.wheres])
        machine = self._machines[hearer.slot]
        after = machine.move(at_slot, hearer.part, answers[hearer.wheres[0]])
        return machine.result(after) if hearer.is_done else after


def _moved(step: Step, at: tuple[int, ...], answers: tuple[Answer, ...], machines: Sequence[Machine]) -> Moved:
    """Where the parts that hear a source are after one answer; the same for all states in which they were so before."""
    slots = dict(zip(step.slots, at, strict=True))
    done: dict[int, Answer] = {}
    is_settling = False
    for slot, hears, is_done, is_target in step.moves:
        at_slot, machine = slots[slot], machines[slot]
        for part, is_slot, where in hears:
            if at_slot == FORGOTTEN or machine.settled[at_slot]:
                break
            at_slot = machine.move(at_slot, part, done[where] if is_slot else answers[where])
            is_settling = is_settling or (machine.settled[at_slot] and not is_done)
        if is_done:
            done[slot] = None if at_slot == FORGOTTEN else machine.result(at_slot)
        slots[slot] = at_slot if is_target or not is_done else 0
    return Moved(tuple(slots.values()), is_settling)


def _state(step: Step, state: tuple[int, ...], moved: Moved, machines: Sequence[Machine]) -> tuple[int, ...]:
    """A state with some of its parts moved."""
    slots = list(state)
    for slot, at in zip(step.slots, moved.at, strict=True):
        slots[slot] = at
    if moved.is_settling or step.opens:
        _forget(step, slots, machines)
    return tuple(slots)


def _forget(step: Step, slots: list[int], machines: Sequence[Machine]) -> None:
    """Forget the open parts that nothing is left to hear."""
    for slot, wholes in step.open:
        for whole in wholes:
            if slots[whole] != FORGOTTEN and not machines[whole].settled[slots[whole]]:
                break
        else:
            slots[slot] = FORGOTTEN
