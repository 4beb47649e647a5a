"""Questions about plans to every answer that some commune gives, each with the smallest commune that gives it.

    reach = Reach(Communes([old, new]))
    reach.answers(reach.verdict(old), reach.verdict(new))  # {(Verdict, Verdict): the facts of a commune, …}

The space of communes falls into finitely many cells, and conditions that share no indicator are taken apart before they
are multiplied out (`schedule`). So every answer is exact, and one that is not listed is given by no commune. Where
there would be too much to look at, `TooMany` says so: the question is not decided.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from sys import maxsize
from typing import Final

from smartcommune.engine.plan import Plan
from smartcommune.model.facts import Facts, FactValue, completed
from smartcommune.model.relations import Same
from smartcommune.model.ruleset import RuleSet, Verdict
from smartcommune.reach.atoms import Answer, Atom
from smartcommune.reach.communes import Communes
from smartcommune.reach.nodes import Question
from smartcommune.reach.questions import Questions
from smartcommune.reach.schedule import Around, Machine
from smartcommune.reach.sweep import sweep
from smartcommune.reach.ways import Budget, Limit, Table, Way, add_way
from smartcommune.reach.wholes import TooMany

__all__ = ["Budget", "Reach", "TooMany", "needed", "verdict_pairs", "witness"]

# Answers that are heard: about two seconds.
MOST_HEARD: Final = 2_000_000

Commune = dict[str, FactValue]


class Reach(Questions):
    """The questions that can be asked about communes, and their answers.

    Args:
        communes: which communes there are, and what makes one smaller than another.
        keep: how many ways to each answer are kept; they differ in the facts that cost something.
        most: how many answers are heard before a question is given up.
        in_all: how many are heard about all questions together, those of other reaches included.
    """

    def __init__(
        self, communes: Communes, *, keep: int = 1, most: int = MOST_HEARD, in_all: Budget | None = None
    ) -> None:
        super().__init__(communes.given)
        self.communes = communes
        self._keep = keep
        self._most = most
        self._budget = in_all or Budget(maxsize)
        self._limit = Limit(most)  # of the question that is being answered
        self._tables: dict[tuple[Question, ...], Table] = {}
        self._machines: dict[Question, Machine] = {}
        self._answered_at: dict[tuple[tuple[Question, ...], str, FactValue], tuple[Answer, ...]] = {}
        self._hidden: dict[Hashable, Answer] = {}
        self._choices: dict[tuple[frozenset[str], tuple[Question, ...]], Table] = {}

    def answers(self, *questions: Question) -> dict[tuple[Answer, ...], Commune]:
        """Every combination of answers that some commune gives, with the facts of the smallest such commune.

        Raises:
            TooMany: there is too much to look at; says how much was looked at about all questions together.
        """
        return {answers: self.commune(ways[0]) for answers, ways in self.ways(*questions).items()}

    def ways(self, *questions: Question) -> Table:
        """As `answers`, with several ways to each, the cheapest first; the settled facts are not among theirs."""
        if self.communes.has_computed:
            raise TooMany(self._budget.taken)
        self._limit = limit = Limit(min(self._most, self._budget.left))
        try:
            return self._table(questions, limit)
        except TooMany as given_up:
            raise TooMany(self._budget.taken + given_up.looked) from given_up
        finally:
            self._budget.taken += limit.heard

    def commune(self, way: Way) -> Commune:
        """The facts of a way, in the order in which they are declared."""
        return self.communes.in_order(way.facts())

    def _table(self, targets: tuple[Question, ...], limit: Limit) -> Table:
        if targets not in self._tables:
            around = Around(
                nodes=self.nodes,
                machine=self.machine,
                groups=self.groups,
                choices=self.chosen,
                alone=lambda parts: self._table(parts, limit),
                free=self.communes.free,
                keep=self._keep,
                limit=limit,
            )
            self._tables[targets] = sweep(targets, around)
        return self._tables[targets]

    def _hear(self, answers: int) -> None:
        self._limit.hear(answers)

    def machine(self, number: Question) -> Machine:
        """How a node counts its parts; what it has learnt about that is kept."""
        if number not in self._machines:
            self._machines[number] = Machine(self.nodes[number].content, self._hear)
        return self._machines[number]

    def groups(self, atoms: Iterable[Question]) -> list[frozenset[str]]:
        """The indicators that atoms ask for, in groups of those that are bound to each other."""
        return self.communes.groups(self.nodes[atom].content.asks.id for atom in atoms)

    def chosen(self, group: frozenset[str], atoms: tuple[Question, ...]) -> Table:
        """What the atoms answer together, over all choices of facts for one group of indicators."""
        key = (group, atoms)
        if key not in self._choices:
            found: Table = {}
            for facts, cost, names in self.communes.choices(group):
                add_way(found, self.answered(atoms, {**self.given, **facts}), Way(cost, names, facts), self._keep)
            self._choices[key] = found
        return self._choices[key]

    def answered_at(self, atoms: tuple[Question, ...], id: str, fact: FactValue) -> tuple[Answer, ...]:
        """What some atoms answer where one fact is known besides those that are settled."""
        key = atoms, id, fact
        if key not in self._answered_at:
            self._answered_at[key] = self.answered(atoms, {**self.given, id: fact})
        return self._answered_at[key]

    def answered(self, atoms: Iterable[Question], known: Facts) -> tuple[Answer, ...]:
        """What some atoms answer; one to which a fact is hidden says the same whatever that is."""
        counted: dict[Same[RuleSet], Facts] = {}
        return tuple([self._answered(atom, known, counted) for atom in atoms])

    def _answered(self, number: Question, known: Facts, counted: dict[Same[RuleSet], Facts]) -> Answer:
        atom: Atom = self.nodes[number].content
        if not atom.hidden:
            ruleset = atom.asks.plan.ruleset
            if (same := Same(ruleset)) not in counted:
                counted[same] = completed(known, ruleset)
            return atom.asks.answer(counted[same])
        key = number, tuple([known.get(id) for id in atom.seen])
        if key not in self._hidden:
            self._hidden[key] = atom.answer(known)
        return self._hidden[key]


def witness(reach: Reach, holds: Callable[..., bool], *questions: Question) -> Commune | None:
    """The smallest commune whose answers make a condition true; None if there is proven to be none.

    Raises:
        TooMany: there is too much to look at.
    """
    fitting = [ways[0] for answers, ways in reach.ways(*questions).items() if holds(*answers)]
    return reach.commune(min(fitting, key=lambda way: way.cost)) if fitting else None


def least_facts(facts: Facts, is_enough: Callable[[Facts], bool]) -> Facts:
    """The facts that are left when every one that is not needed has been left out, the last ones first.

    Many are left out at once where none of them is needed.
    """
    waiting = [tuple(facts)]
    while waiting:
        ids = waiting.pop()
        fewer = {id: fact for id, fact in facts.items() if id not in ids}
        if is_enough(fewer):
            facts = fewer
        elif len(ids) > 1:
            half = len(ids) // 2
            waiting += (ids[:half], ids[half:])
    return facts


def verdict_pairs(old: Plan, new: Plan) -> dict[tuple[Verdict, Verdict], Commune]:
    """Every pair of verdicts that two plans give one commune, with the smallest such commune; facts may be unknown.

    Two plans say the same of every commune when no pair has two different verdicts.

    Raises:
        TooMany: there is too much to look at.
    """
    reach = Reach(Communes([old, new]))
    found = reach.answers(reach.verdict(old), reach.verdict(new))
    return {(before, after): facts for (before, after), facts in found.items()}
