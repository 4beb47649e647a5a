"""A question to the roles of facts in it: of two facts with one role, each can stand in for the other.

What is true of one of them is true of all, so they need not be tried one by one.
"""

from __future__ import annotations

from collections.abc import Hashable

from smartcommune.reach import Reach
from smartcommune.reach.members import Function, Quorum
from smartcommune.reach.questions import Node, Question


class Roles:
    """What each fact does for one question.

    Two facts have the same role where each is asked for once, both are free of other facts, answer alike, and lead by
    the same steps to the same groups, which only count their members.
    """

    def __init__(self, reach: Reach, question: Question) -> None:
        self._reach = reach
        self._nodes = _below(reach, question)
        self._users: dict[Question, list[Question]] = {number: [] for number in self._nodes}
        self._atoms: dict[str, list[Question]] = {}
        for number, node in self._nodes.items():
            for part in node.parts:
                self._users[part].append(number)
            if node.is_atom:
                self._atoms.setdefault(node.content.asks.id, []).append(number)
        self._bound = {id for group in reach.communes.groups(self._atoms) if len(group) > 1 for id in group}

    def of(self, id: str) -> Hashable:
        """The role of a fact; its id where no other has the same."""
        atoms = self._atoms.get(id, [])
        if id in self._bound or len(atoms) != 1:
            return id
        (atom,) = atoms
        answers = frozenset(self._reach.answers(atom)), self._nodes[atom].content.asks.answer({})
        return answers, self._way_up(atom)

    def _way_up(self, number: Question) -> Hashable:
        """The steps from an atom to the groups that count it."""
        steps: list[Hashable] = []
        while len(users := self._users[number]) == 1 and isinstance(self._nodes[users[0]].content, Function):
            node = self._nodes[users[0]]
            steps.append((node.content.rule, *(None if part == number else part for part in node.parts)))
            number = users[0]
        counted = all(isinstance(self._nodes[user].content, Quorum) for user in users)
        return (tuple(steps), tuple(sorted(users))) if users and counted else number


def _below(reach: Reach, question: Question) -> dict[Question, Node]:
    """A question and all its parts."""
    found: dict[Question, Node] = {}
    waiting = [question]
    while waiting:
        number = waiting.pop()
        if number not in found:
            found[number] = reach.nodes[number]
            waiting += found[number].parts
    return found
