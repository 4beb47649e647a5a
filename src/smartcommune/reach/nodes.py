"""What is asked of all communes, as nodes: equal parts of one or several questions are one node.

What the settled facts answer already is not asked again.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, NamedTuple

from smartcommune.model.facts import NA, Facts
from smartcommune.model.relations import relations
from smartcommune.reach.atoms import Answer, Atom
from smartcommune.reach.members import Counting

Question = int


class Node(NamedTuple):
    """A part of a question: a constant answer, an atom, or how the answers of its parts are counted."""

    content: Any
    about: frozenset[str] = frozenset()  # the facts that may decide the answer
    parts: tuple[Question, ...] = ()
    key: Hashable = None  # what nodes have in common that count their parts alike

    @property
    def is_atom(self) -> bool:
        return isinstance(self.content, Atom)

    @property
    def is_constant(self) -> bool:
        return not self.parts and not self.is_atom


class Nodes:
    """The nodes of all questions; a question is the number of its node."""

    def __init__(self, given: Facts) -> None:
        self.nodes: list[Node] = []
        self.given = given
        self._numbers: dict[Hashable, Question] = {}

    def without(self, question: Question, id: str) -> Question:
        """A question to which a fact is taken to be unknown."""
        return self._without(question, id, {})

    def replaced(self, question: Question, part: Question, answer: Answer) -> Question:
        """A question of which one part has the same answer for every commune."""
        return self._replaced(question, {part: self.constant(answer)})

    def _replaced(self, question: Question, known: dict[Question, Question]) -> Question:
        node = self.nodes[question]
        if question not in known:
            parts = tuple([self._replaced(part, known) for part in node.parts])
            known[question] = question if parts == node.parts else self.node(node.key, node.content, parts)
        return known[question]

    def _without(self, question: Question, id: str, known: dict[Question, Question]) -> Question:
        node = self.nodes[question]
        if id not in node.about:
            return question
        if question not in known:
            if node.is_atom:
                known[question] = self.atom(node.content._replace(hidden=node.content.hidden | {id}))
            else:
                parts = tuple([self._without(part, id, known) for part in node.parts])
                known[question] = self.node(node.key, node.content, parts)
        return known[question]

    def constant(self, answer: Answer) -> Question:
        """A question whose answer is always the same."""
        return self._numbered((type(answer), answer), Node(answer))

    def atom(self, atom: Atom) -> Question:
        """What the facts answer, or what the settled ones have answered already."""
        if self._is_settled(atom):
            return self.constant(atom.answer(self.given))
        return self._numbered((atom.asks.key, atom.hidden), Node(atom, atom.about))

    def _is_settled(self, atom: Atom) -> bool:
        """Whether the settled facts answer; one that does not apply may depend on others for that."""
        ids = self._looked_at(atom)
        is_known = all(id in self.given and id not in atom.hidden for id in ids)
        return is_known and (atom.about <= self.given.keys() or all(self.given[id] is not NA for id in ids))

    def _looked_at(self, atom: Atom) -> tuple[str, ...]:
        """The fact that an atom looks at, or those that it follows from."""
        return tuple(relations(atom.asks.plan.ruleset).sources.get(atom.asks.id, (atom.asks.id,)))

    def node(self, key: Hashable, counting: Counting, parts: tuple[Question, ...]) -> Question:
        """The answers of parts counted; what the constant ones settle is constant itself."""
        summary, known = counting.start, 0
        for number, part in enumerate(parts):
            if self.nodes[part].is_constant:
                summary, known = counting.add(summary, number, self.nodes[part].content), known + 1
        if known == len(parts) or counting.settled(summary):
            return self.constant(counting.result(summary))
        about = frozenset[str]().union(*(self.nodes[part].about for part in parts))
        return self._numbered((key, parts), Node(counting, about, parts, key))

    def _numbered(self, key: Hashable, node: Node) -> Question:
        if key not in self._numbers:
            self._numbers[key] = len(self.nodes)
            self.nodes.append(node)
        return self._numbers[key]
