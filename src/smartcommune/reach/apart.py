"""Questions about points to what they add up: parts that share no unknown fact, and what each of these can come to.

Parts that share none can come out in any combination, so that the points of a sum are all sums of theirs. These are
found by adding up sets of points, one part after the other, and not by looking at each combination.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import chain, product
from math import prod
from typing import Final, NamedTuple

from smartcommune.engine.points import NO_STEPS, Earned, Pair, added, in_steps
from smartcommune.logic import MET, NOT_APPLICABLE, NOT_MET, Possible
from smartcommune.reach import Reach, TooMany
from smartcommune.reach.alone import below, by_group
from smartcommune.reach.atoms import Answer
from smartcommune.reach.joined import joined
from smartcommune.reach.members import Adding
from smartcommune.reach.nodes import Question

# Combinations of answers of facts that belong together: about a tenth of a second.
MOST_COMBINED: Final = 5_000
Group = frozenset[str]
_NONE: Final = Fraction(0)


class Entangled(Exception):
    """Sums hang together in a way in which they cannot be taken apart."""


class Out(NamedTuple):
    """One way in which a part can come out."""

    points: Fraction
    top: Fraction  # the most that was to be had
    said: tuple[Answer, ...]  # of what stands beside sums


class Source(NamedTuple):
    """Facts that are bound to each other, what looks at them, and what that answers, all that some choice gives."""

    facts: Group
    atoms: tuple[Question, ...]
    answers: tuple[tuple[Answer, ...], ...]


@dataclass(frozen=True, eq=False)
class Part:
    """What shares unknown facts: terms of one sum at most, and conditions beside sums."""

    sources: tuple[Source, ...]
    terms: tuple[Question, ...]
    leaves: tuple[Question, ...]
    home: Question | None
    found: tuple[tuple[tuple[Pair, ...], tuple[Answer, ...]], ...] = ()  # of its terms and leaves, all that is possible

    @cached_property
    def outs(self) -> tuple[Out, ...]:
        """The ways in which it can come out."""
        return tuple(dict.fromkeys(Out(*added_up(pairs), said) for pairs, said in self.found))


class Apart:
    """The sums below some questions, the questions above them, and the parts that share no unknown fact.

    Args:
        reach: whom the questions are asked.
        targets: the questions.
        beside: sums of which it is asked as well what they come to.

    Raises:
        Entangled: a sum is compared at places that are not known, applies only under a condition, or stands in two
            sums; or a part has terms in two sums, or is open also where all is known.
        TooMany: there is too much to look at.
    """

    def __init__(self, reach: Reach, targets: Sequence[Question], beside: Sequence[Question] = ()) -> None:
        self.reach = reach
        self.targets = tuple(targets)
        self._cone = below([*targets, *beside], reach.nodes)
        self._over = self._over_sums()
        self.sums = [number for number in self._cone if self.adding(number) is not None]
        self.compared: dict[Question, list[Question]] = {number: [] for number in self.sums}
        self._wholes: dict[Question, list[Question]] = {number: [] for number in self.sums}
        self._find_users()
        self.homes = {number: self._home(number) for number in self.sums}
        self.roots = [number for number in self.sums if self.homes[number] == number]
        if not self.roots:
            raise Entangled
        self.base = {number: (Fraction(0), Fraction(0)) for number in self.roots}
        self._terms: dict[Question, Question] = {}
        self.leaves: list[Question] = []
        self._find_terms()
        self.parts = tuple(self._parts())

    def adding(self, number: Question) -> Adding | None:
        """How a sum is made; None for what is none."""
        content = self.reach.nodes[number].content
        return content if isinstance(content, Adding) else None

    def whole(self, sum: Question) -> Question | None:
        """The sum that adds up another one, as far as they are told apart."""
        wholes = self._wholes[sum]
        return self.homes[wholes[0]] if wholes else None

    def earned(self, sum: Question) -> Earned:
        """What a sum can come to, as far as it is asked by itself."""
        adding = self.adding(sum)
        if adding is None:
            return self.reach.nodes[sum].content  # type: ignore[no-any-return]  # it is settled
        terms, others = self._members(sum)
        found = [each for part in self.parts if (each := _earned(part, terms)) is not None]
        members = [*others, *found]
        whole = NO_STEPS
        for each in members:
            whole = added(whole, in_steps(each))
            if whole.is_hull:  # between corners that are cut off may lie points that nothing comes to
                return _ends(adding, members)
        earned: Earned = adding.result((MET, whole))
        return earned

    def _members(self, sum: Question) -> tuple[set[Question], list[Earned]]:
        """The terms of a sum, and what else comes to it."""
        terms, others = set[Question](), list[Earned]()
        for part in self.reach.nodes[sum].parts[1:]:
            if part in self.compared and self.homes[part] != part:
                below_it = self._members(part)
                terms, others = terms | below_it[0], others + below_it[1]
            elif part in self._terms:
                terms.add(part)
            else:
                others.append(self.earned(part))
        return terms, others

    @property
    def widest(self) -> Question:
        """The sum with the most parts."""
        counts = Counter(part.home for part in self.parts)
        return max(self.roots, key=counts.__getitem__)

    def of_sum(self, sum: Question | None) -> Iterator[Part]:
        """The parts of a sum; of None those that stand beside all."""
        return (part for part in self.parts if part.home == sum)

    def inner(self, sum: Question) -> Iterator[Question]:
        """The sums that a sum adds up."""
        return (number for number in self.roots if number != sum and self.whole(number) == sum)

    def _over_sums(self) -> set[Question]:
        found = set(self.targets)
        for number in self._cone:
            if self.adding(number) is not None or not found.isdisjoint(self.reach.nodes[number].parts):
                found.add(number)
        return found

    def _find_users(self) -> None:
        for number in self._cone:
            node = self.reach.nodes[number]
            for part in node.parts:
                if part not in self.compared:
                    continue
                if self.adding(number) is not None:
                    self._wholes[part].append(number)
                elif isinstance(node.key, tuple) and node.key[0] == "points" and self._is(node.parts[0], (0,)):
                    self.compared[part].append(number)
                else:
                    raise Entangled
        for number in self.sums:
            adding = self.adding(number)
            is_surely_there = self._is(self.reach.nodes[number].parts[0], MET)
            if len(self._wholes[number]) > 1 or adding is None or not adding.rises or not is_surely_there:
                raise Entangled

    def _is(self, number: Question, answer: Answer) -> bool:
        node = self.reach.nodes[number]
        return node.is_constant and bool(node.content == answer)

    def _home(self, sum: Question) -> Question:
        """The sum that members count in as if they stood there: nothing is done to what is added up on the way."""
        adding = self.adding(sum)
        while adding is not None and adding.is_plain and self._wholes[sum] and not self.compared[sum]:
            (sum,) = self._wholes[sum]
            adding = self.adding(sum)
        return sum

    def _find_terms(self) -> None:
        comparing = {number for numbers in self.compared.values() for number in numbers}
        for number in self._cone:
            if number in self._over and number not in comparing:
                for part in self.reach.nodes[number].parts:
                    self._take(part, number)
        if not self._terms.keys().isdisjoint(self.leaves):
            raise Entangled

    def _take(self, part: Question, whole: Question) -> None:
        node = self.reach.nodes[part]
        if part in self._over:
            return
        if self.adding(whole) is None:
            if not node.is_constant and part not in self.leaves:
                self.leaves.append(part)
        elif not node.is_constant:
            if part in self._terms:
                raise Entangled
            self._terms[part] = self.homes[whole]
        elif isinstance(node.content, Earned):
            points, top = single(node.content)
            mine, most = self.base[self.homes[whole]]
            self.base[self.homes[whole]] = (mine + points, most + top)

    def _parts(self) -> Iterator[Part]:
        named = [*self._terms, *self.leaves]
        atoms = by_group(below(named, self.reach.nodes), self.reach.nodes, self.reach.groups)
        group_of = {atom: group for group, each in atoms.items() for atom in each}
        near = {
            number: {group_of[atom] for atom in below([number], self.reach.nodes) if atom in group_of}
            for number in named
        }
        for together in joined({number, *near[number]} for number in named):
            numbers = [number for number in named if number in together]
            homes = {self._terms[number] for number in numbers if number in self._terms}
            if len(homes) > 1:
                raise Entangled
            groups = [group for group in atoms if group in together]
            yield self._part(numbers, groups, homes.pop() if homes else None)

    def _part(self, numbers: Sequence[Question], groups: Sequence[Group], home: Question | None) -> Part:
        seen = {*below(numbers, self.reach.nodes)}
        atoms = by_group(sorted(seen), self.reach.nodes, self.reach.groups)
        sources = tuple(
            Source(group, tuple(atoms[group]), tuple(self.reach.chosen(group, tuple(atoms[group])))) for group in groups
        )
        combined = prod(len(source.answers) for source in sources)
        if combined > MOST_COMBINED:
            raise TooMany(combined)
        terms = tuple(number for number in numbers if number in self._terms)
        leaves = tuple(number for number in numbers if number not in self._terms)
        part = Part(sources, terms, leaves, home)
        found = dict.fromkeys(self._settled(part, each) for each in product(*(source.answers for source in sources)))
        return replace(part, found=tuple(found))

    def out(self, part: Part, answers: Iterable[tuple[Answer, ...]]) -> Out:
        """How a part comes out by what its sources answer, where all is known."""
        pairs, said = self._settled(part, answers)
        return Out(*added_up(pairs), said)

    def outs(self, part: Part, answers: Iterable[tuple[Answer, ...]]) -> Iterator[Out]:
        """All ways in which it may come out while a fact is unknown, as far as each term by itself tells."""
        earned, said = self._found(part, answers)
        each = [each.pairs for each in earned]
        for pairs in product(*each):
            for heard in product(*map(_each, said)):
                yield Out(*added_up(pairs), heard)

    def _settled(
        self, part: Part, answers: Iterable[tuple[Answer, ...]]
    ) -> tuple[tuple[Pair, ...], tuple[Answer, ...]]:
        earned, said = self._found(part, answers)
        return tuple(map(single, earned)), tuple(said)

    def _found(self, part: Part, answers: Iterable[tuple[Answer, ...]]) -> tuple[list[Earned], list[Answer]]:
        atoms = chain.from_iterable(each.atoms for each in part.sources)
        known = dict(zip(atoms, chain.from_iterable(answers), strict=True))
        earned = [self._worked_out(number, known) for number in part.terms]
        return earned, [self._worked_out(number, known) for number in part.leaves]

    def _worked_out(self, number: Question, known: dict[Question, Answer]) -> Answer:
        """The answer of a question by those of its atoms."""
        if number not in known:
            node = self.reach.nodes[number]
            if node.is_constant:
                return node.content
            summary = node.content.start
            for place, part in enumerate(node.parts):
                summary = node.content.add(summary, place, self._worked_out(part, known))
            known[number] = node.content.result(summary)
        return known[number]


def _earned(part: Part, terms: Container[Question]) -> Earned | None:
    """What some terms of a part can come to together; None where it has none of them."""
    places = [place for place, term in enumerate(part.terms) if term in terms]
    pairs = (added_up(pairs[place] for place in places) for pairs, _ in part.found)
    return Earned(frozenset(pairs)) if places else None


def _ends(adding: Adding, members: Iterable[Earned]) -> Earned:
    """The fewest and the most points of a sum for each most that was to be had."""
    found: dict[Fraction, tuple[Fraction, Fraction]] = {_NONE: (_NONE, _NONE)}
    for each in members:
        more: dict[Fraction, tuple[Fraction, Fraction]] = {}
        for (top, ours), (its, others) in product(found.items(), _by_top(each.pairs).items()):
            low, high = ours[0] + others[0], ours[1] + others[1]
            known = more.get(top + its, (low, high))
            more[top + its] = min(low, known[0]), max(high, known[1])
        found = more
    pairs = (end for top, ends in found.items() for points in ends for end in adding.ends((points, top)))
    return Earned(frozenset(pairs), is_hull=True)


def _by_top(pairs: Iterable[Pair]) -> dict[Fraction, tuple[Fraction, Fraction]]:
    """The fewest and the most of some points, by the most that was to be had."""
    found: dict[Fraction, tuple[Fraction, Fraction]] = {}
    for points, top in pairs:
        low, high = found.get(top, (points, points))
        found[top] = min(low, points), max(high, points)
    return found


def single(earned: Earned) -> Pair:
    """What is earned where all is known.

    Raises:
        Entangled: it is open also then.
    """
    if not earned.is_settled:
        raise Entangled
    (pair,) = earned.pairs
    return pair


def _each(answer: Answer) -> list[Answer]:
    """The answers that one which is open may turn out to be."""
    if not isinstance(answer, Possible):
        raise Entangled
    return [bit for bit in (MET, NOT_MET, NOT_APPLICABLE) if answer & bit]


def added_up(pairs: Iterable[Pair]) -> Pair:
    points, tops = Fraction(0), Fraction(0)
    for point, top in pairs:
        points, tops = points + point, tops + top
    return points, tops
