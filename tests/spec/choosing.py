"""Communes, each with all that it may turn out to be, to a choice among them: what `select` means, said plainly.

Everything that the missing facts may turn out to be is tried, and every order in which equals may be taken. Slow on
purpose and trusting its input: `select` is compared with it.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations, product
from typing import NamedTuple

Values = tuple[Fraction, ...]
Places = tuple[str | None, ...]


class Turn(NamedTuple):
    """One thing that a commune may turn out to be."""

    eligible: bool
    score: Fraction = Fraction(-1)  # below all others where there is none
    ties: Values = ()
    places: Places = ()

    @property
    def position(self) -> Values:
        return (self.score, *self.ties)


class Commune(NamedTuple):
    """What is known of a commune, and all that it may turn out to be."""

    row: int
    eligible: bool  # for sure
    turns: tuple[Turn, ...]
    places: Places = ()

    @property
    def now(self) -> tuple[Turn, ...]:
        """With its certain score, whatever a tie-breaker that is not known may be."""
        low = min(turn.score for turn in self.turns)
        return tuple(
            dict.fromkeys(Turn(eligible=True, score=low, ties=turn.ties, places=self.places) for turn in self.turns)
        )


class Rules(NamedTuple):
    """Seats, quotas in the order of the places, and the least score."""

    seats: int
    quotas: tuple[int, ...] = ()
    minimum: Fraction | None = None

    def lets_in(self, turn: Turn) -> bool:
        return turn.eligible and (self.minimum is None or turn.score >= self.minimum)


def seated(turns: dict[int, Turn], rules: Rules) -> tuple[frozenset[int], frozenset[int]]:
    """Who gets a seat in every order in which equals may be taken, and who does in some."""
    ways = [greedy(order, turns, rules) for order in orders(turns, rules)]
    return frozenset.intersection(*ways), frozenset.union(*ways)


def orders(turns: dict[int, Turn], rules: Rules) -> Iterator[list[int]]:
    """The communes that take part, from the best to the last, in every order of equals."""
    there = [row for row, turn in turns.items() if rules.lets_in(turn) and None not in turn.places]
    positions = sorted({turns[row].position for row in there}, reverse=True)
    groups = [[row for row in there if turns[row].position == position] for position in positions]
    for chosen in product(*(permutations(group) for group in groups)):
        yield [row for group in chosen for row in group]


def greedy(order: list[int], turns: dict[int, Turn], rules: Rules) -> frozenset[int]:
    found: list[int] = []
    for row in order:
        places = turns[row].places
        full = any(
            sum(turns[other].places[number] == place for other in found) >= rules.quotas[number]
            for number, place in enumerate(places)
        )
        if len(found) < rules.seats and not full:
            found.append(row)
    return frozenset(found)


def chosen_now(communes: list[Commune], rules: Rules) -> tuple[frozenset[int], frozenset[int]]:
    """Who is picked on what is known, and who may be by a tie-breaker or an order that is not known."""
    known = [each for each in communes if each.eligible]
    ways = [
        seated({each.row: turn for each, turn in zip(known, way, strict=True)}, rules)
        for way in product(*(each.now for each in known))
    ]
    return frozenset.intersection(*(sure for sure, _ in ways)), frozenset.union(*(some for _, some in ways))


class Every(NamedTuple):
    """Everything that communes may turn out to be together, with who is picked then."""

    communes: list[Commune]
    picked: dict[tuple[int, ...], frozenset[int]]

    def is_certain(self, row: int) -> bool:
        return all(row in each for each in self.picked.values())

    def hangs_on(self, row: int) -> set[int]:
        """Those of whom alone, with some choice of the others, it depends whether a commune is picked."""
        found = set()
        for place, commune in enumerate(self.communes):
            for way, picked in self.picked.items():
                others = ((*way[:place], turn, *way[place + 1 :]) for turn in range(len(commune.turns)))
                if any((row in picked) != (row in self.picked[other]) for other in others):
                    found.add(commune.row)
                    break
        return found

    def ranks(self, row: int) -> tuple[int, int]:
        """The best and the worst rank that a commune has where it is eligible."""
        found = []
        for way in self.picked:
            turns = {each.row: each.turns[turn] for each, turn in zip(self.communes, way, strict=True)}
            if turns[row].eligible:
                ahead = (each for each in turns.values() if each.eligible and each.position > turns[row].position)
                found.append(1 + len(list(ahead)))
        return min(found), max(found)


def every(communes: list[Commune], rules: Rules) -> Every:
    found = {}
    for way in product(*(range(len(each.turns)) for each in communes)):
        turns = {each.row: each.turns[turn] for each, turn in zip(communes, way, strict=True)}
        found[way] = seated(turns, rules)[0]
    return Every(communes, found)
