"""A question and a fact to the answers that are possible without it and with it; facts with one role are asked once.

What stands alone is asked by itself first, from the fact upwards: whatever is above hears only what that answers. Of
two facts of which the same is heard in the same groups, each can stand in for the other.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from smartcommune.logic import MET, NOT_MET
from smartcommune.reach import Reach
from smartcommune.reach.alone import below, by_group, standing_alone
from smartcommune.reach.atoms import Answer
from smartcommune.reach.members import Function, Quorum
from smartcommune.reach.nodes import Question

# What some parts answer without a fact and with it, every combination that some commune gives.
Pairs = frozenset[tuple[Answer, ...]]
# Whether a part is met or not met, what follows from either, and what the answer is: all that some commune gives.
Turns = frozenset[tuple[bool, Answer, Answer, Answer]]


class Roles:
    """What each fact does for one question."""

    def __init__(self, reach: Reach, question: Question) -> None:
        self._reach = reach
        self._question = question
        cone = below([question], reach.nodes)
        self._users: dict[Question, list[Question]] = {number: [] for number in cone}
        for number in cone:
            for part in reach.nodes[number].parts:
                self._users[part].append(number)
        groups = by_group(cone, reach.nodes, reach.groups)
        self._atoms = {id: tuple(atoms) for group, atoms in groups.items() for id in group}
        self._alone = standing_alone([question], cone, reach.nodes, groups.values())
        self._home = self._homes(cone, self._alone)
        self._pairs: dict[Hashable, Pairs] = {}
        self._turns: dict[Hashable, Turns] = {}

    def pairs(self, id: str) -> Pairs:
        """What the question answers without a fact and with it.

        Raises:
            TooMany: there is too much to look at.
        """
        heard = self._atoms.get(id, ())
        pairs = self._asked(heard, id)
        while heard != (self._question,):
            if all(pair[: len(heard)] == pair[len(heard) :] for pair in pairs):
                return frozenset(answers * 2 for answers in self._reach.answers(self._question))
            home = self._home[heard[0]]
            role = (home, pairs, tuple(self._way_up(number, home) for number in heard))
            if role not in self._pairs:
                self._pairs[role] = self._asked((home,), id)
            heard, pairs = (home,), self._pairs[role]
        return pairs

    def stands_alone(self, part: Question) -> bool:
        """Whether a part shares no fact with what is beside it."""
        return part in self._alone

    def turns(self, part: Question) -> bool:
        """Whether some commune gets another answer once a part that is met, or not met, is taken for the opposite.

        Args:
            part: one of the question's, which is no constant.

        Raises:
            TooMany: there is too much to look at.
        """
        heard, turns = part, frozenset((_is_settled(own), MET, NOT_MET, own) for (own,) in self._reach.answers(part))
        while heard != self._question and _tell(turns):
            home = self._home[heard]
            # What shares a fact with something beside it has a role of its own.
            role = (home, turns, self._way_up(heard, home) if self.stands_alone(heard) else heard)
            if role not in self._turns:
                self._turns[role] = self._turned(part, home)
            heard, turns = home, self._turns[role]
        return _tell(turns)

    def _turned(self, part: Question, home: Question) -> Turns:
        met, failed = (self._reach.replaced(home, part, outcome) for outcome in (MET, NOT_MET))
        found = self._reach.answers(part, met, failed, home)
        return frozenset((_is_settled(own), *others) for own, *others in found)

    def _asked(self, heard: tuple[Question, ...], id: str) -> Pairs:
        return frozenset(self._reach.answers(*(self._reach.without(number, id) for number in heard), *heard))

    def _homes(self, cone: Sequence[Question], alone: frozenset[Question]) -> dict[Question, Question]:
        """For each node the nearest one above it that stands alone; whoever hears the node stands below that one."""
        found: dict[Question, Question] = {}
        for number in reversed(cone):
            for user in self._users[number]:
                found[number] = user if user in alone or user == self._question else found[user]
        return found

    def _way_up(self, number: Question, home: Question) -> Hashable:
        """The steps from a node to the groups that count it; the node itself where they do more than to count."""
        steps: list[Hashable] = []
        at = number
        while at != home and len(users := self._users[at]) == 1 and self._is_function(users[0]):
            node = self._reach.nodes[users[0]]
            steps.append((node.content.rule, *(None if part == at else part for part in node.parts)))
            at = users[0]
        counted = at == home or all(isinstance(self._reach.nodes[user].content, Quorum) for user in self._users[at])
        return (tuple(steps), at == home, tuple(sorted(self._users[at]))) if counted else number

    def _is_function(self, number: Question) -> bool:
        return isinstance(self._reach.nodes[number].content, Function)


def _is_settled(outcome: Answer) -> bool:
    return outcome in (MET, NOT_MET)


def _tell(turns: Turns) -> bool:
    """Whether it matters to some commune which of the two a part is."""
    return any(is_settled and met != failed for is_settled, met, failed, _ in turns)
