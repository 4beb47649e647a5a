"""Answers to parts of questions, a few at a time, to the answers to the questions.

Between two steps only what the parts of the questions have counted so far is remembered; what has counted the same is
the same from there on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from smartcommune.reach.alone import below
from smartcommune.reach.atoms import Answer
from smartcommune.reach.nodes import Node, Question
from smartcommune.reach.schedule import Machine

# How much each part has counted, by its place in the course.
State = tuple[int, ...]


class _Move(NamedTuple):
    """What one part hears in a step: as which of its parts, from a place in the course or among what is said."""

    slot: int
    hears: tuple[tuple[int, bool, int], ...]
    is_done: bool


Step = tuple[_Move, ...]


class Course:
    """The parts of questions above some leaves, each after its own parts.

    Args:
        targets: the questions.
        leaves: what is answered from outside.
        nodes: all parts.
        machine: gives how a part counts.
    """

    def __init__(
        self,
        targets: Sequence[Question],
        leaves: Collection[Question],
        nodes: Sequence[Node],
        machine: Callable[[Question], Machine],
    ) -> None:
        inner = below(targets, nodes, leaves)
        self._inner = [number for number in inner if number not in leaves and not nodes[number].is_constant]
        self._targets = tuple(targets)
        self._nodes = nodes
        self._machines = [machine(number) for number in self._inner]
        self._places = {number: place for place, number in enumerate(self._inner)}
        self._heard_by: dict[Question, list[tuple[int, int]]] = {}
        for place, number in enumerate(self._inner):
            for part, below_it in enumerate(nodes[number].parts):
                self._heard_by.setdefault(below_it, []).append((place, part))
        self._asked = {target for target in self._targets if target in self._places}

    def begin(self) -> Run:
        """A new round of answers."""
        return Run(self)

    @property
    def start(self) -> State:
        """Where all parts stand once they have heard what is always the same."""
        return tuple(self._begun(place) for place in range(len(self._inner)))

    def _begun(self, place: int) -> int:
        at = 0
        for number, part in enumerate(self._nodes[self._inner[place]].parts):
            if self._nodes[part].is_constant:
                at = self._machines[place].move(at, number, self._nodes[part].content)
        return at

    def waiting(self) -> list[int]:
        """For how many answers each part waits."""
        return [sum(not self._nodes[part].is_constant for part in self._nodes[number].parts) for number in self._inner]

    def step(self, said: Sequence[Question], waiting: list[int]) -> Step:
        """What happens once some leaves are answered together; takes them off what is waited for."""
        hearing: dict[int, list[tuple[int, bool, int]]] = {}
        for where, number in enumerate(said):
            for place, part in self._heard_by.get(number, ()):
                hearing.setdefault(place, []).append((part, False, where))
        moves: list[_Move] = []
        while hearing:
            place = min(hearing)  # parts stand before what they are parts of
            hears = tuple(hearing.pop(place))
            waiting[place] -= len(hears)
            moves.append(_Move(place, hears, not waiting[place]))
            for whole, part in self._heard_by.get(self._inner[place], ()) if not waiting[place] else ():
                hearing.setdefault(whole, []).append((part, True, place))
        return tuple(moves)

    def after(self, step: Step, state: State, answers: Sequence[Answer]) -> State:
        """Where the parts stand once they have heard some answers."""
        if not step:
            return state
        slots, done = list(state), dict[int, Answer]()
        for move in step:
            at, machine = slots[move.slot], self._machines[move.slot]
            for part, is_inside, where in move.hears:
                at = machine.move(at, part, done[where] if is_inside else answers[where])
            if move.is_done:
                done[move.slot] = machine.result(at)
            is_over = move.is_done and self._inner[move.slot] not in self._asked
            slots[move.slot] = 0 if is_over else at  # what was told further up need not be told apart
        return tuple(slots)

    def answers(self, state: State) -> tuple[Answer, ...]:
        """The answers to the questions, once all has been heard."""
        return tuple(self._answer(target, state) for target in self._targets)

    def _answer(self, target: Question, state: State) -> Answer:
        if target in self._places:
            place = self._places[target]
            return self._machines[place].result(state[place])
        return self._nodes[target].content


class Run:
    """One round of answers to the leaves of a course, each once."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._waiting = course.waiting()

    def step(self, said: Sequence[Question]) -> Step:
        return self._course.step(said, self._waiting)
