"""Where a commune lies to what its comparisons compare with there, as far as that differs from place to place."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from itertools import product
from typing import NamedTuple

from smartcommune.engine.plan import Plan
from smartcommune.model.condition import Leaf, PointsLeaf
from smartcommune.model.threshold import Where
from smartcommune.reach.atoms import Whereabouts


class Places(NamedTuple):
    """The places that a leaf depends on: of each indicator its values in kinds, all of one kind leave the same."""

    each: tuple[Whereabouts, ...]
    left: Mapping[tuple[int, ...], int]  # by kinds the number of the operands there, among those of all places

    @property
    def key(self) -> Hashable:
        """What places have in common that leave the same."""
        return "places", tuple(self.left.items())

    def all_left(self, *kinds: tuple[int, ...]) -> tuple[int, ...]:
        """The numbers of the operands that kinds leave of which each indicator may be."""
        return tuple(sorted({self.left[place] for place in product(*kinds)}))


def places_of(leaf: Leaf | PointsLeaf, plan: Plan) -> Places:
    """The places of a leaf; by one indicator the number of a kind is that of its operands."""
    by = plan.places_of(leaf)
    operands = {tuple(place.values()): plan.operands_at(leaf, place) for place in plan.localities(by, {})}
    number_of = {operand: number for number, operand in enumerate(dict.fromkeys(operands.values()))}
    left = {place: number_of[operand] for place, operand in operands.items()}
    kinds = [_kinds(position, left) for position in range(len(by))]
    each = tuple(Whereabouts(plan, id, tuple(kind.values())) for id, kind in zip(by, kinds, strict=True))
    return Places(each, {tuple(kind[at] for kind, at in zip(kinds, place, strict=True)): left[place] for place in left})


def _kinds(position: int, left: Mapping[Where, int]) -> dict[str, int]:
    """The values at a position of places by kind: those are of one that leave the same beside whatever else."""
    lines: dict[str, list[int]] = {}
    for place, number in left.items():
        lines.setdefault(place[position], []).append(number)
    kind_of = {line: number for number, line in enumerate(dict.fromkeys(map(tuple, lines.values())))}
    return {value: kind_of[tuple(line)] for value, line in lines.items()}
