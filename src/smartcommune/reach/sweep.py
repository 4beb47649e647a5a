"""Questions to their answers: the sources of facts one after the other, and of equal summaries only the cheapest.

After each source a commune is only the summaries of the parts that are still open; of all communes with the same
summaries the cheapest goes on. Parts that can no longer matter are forgotten.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import add
from typing import Final, NamedTuple

from smartcommune.reach.questions import Answer, Question
from smartcommune.reach.schedule import Around, Machine, Schedule, Step
from smartcommune.reach.ways import Table, Way, add_way

FORGOTTEN: Final = -1
# What it costs to keep a way, in answers heard.
KEPT: Final = 3


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
    states: dict[tuple[int, ...], list[Way]] = {schedule.start: [Way(around.free, frozenset(), {})]}
    for step in schedule.steps():
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
    known: dict[tuple[int, ...], list[tuple[Moved, list[Way]]]] = {}
    keep = around.keep
    for state, ways in states.items():
        at = tuple([state[slot] for slot in step.slots])
        if at not in known:
            known[at] = _moves(step, at, machines, around)
        for moved, choices in known[at]:
            around.limit.hear(KEPT)
            after = _state(step, state, moved, machines)
            for way in ways:
                for choice in choices:
                    cost = tuple(map(add, way.cost, choice.cost))
                    if keep > 1 or after not in found or cost < found[after][0].cost:
                        names = way.names | choice.names
                        add_way(found, after, Way(cost, names, (way.choices, choice.choices)), keep)
    return found


def _moves(
    step: Step, at: tuple[int, ...], machines: Sequence[Machine], around: Around
) -> list[tuple[Moved, list[Way]]]:
    """What a source can do to the parts that hear it, with the choices that do it.

    Where only the cheapest way counts, answers that move the parts alike are one from here on: of a figure that every
    place compares otherwise, one place tells few values apart.
    """
    table = step.table()
    around.limit.hear(step.heard * len(table))
    moves = [(_moved(step, at, answers, machines), choices) for answers, choices in table.items()]
    if around.keep > 1:
        return moves
    found: dict[Moved, list[Way]] = {}
    for moved, choices in moves:
        if moved not in found or choices[0].cost < found[moved][0].cost:
            found[moved] = choices
    return list(found.items())


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
