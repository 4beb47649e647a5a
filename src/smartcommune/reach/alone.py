"""Questions to the parts that stand alone: they share neither an indicator nor a part with what is not below them.

Nobody outside hears anything of what is below such a part but its answer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence

from smartcommune.reach.nodes import Node, Question


def standing_alone(
    targets: Iterable[Question],
    cone: Sequence[Question],
    nodes: Sequence[Node],
    together: Iterable[Collection[Question]],
) -> frozenset[Question]:
    """The groups and functions that stand alone.

    Args:
        targets: what is asked.
        cone: the targets and all their parts, parts first.
        nodes: what they are.
        together: the atoms, in groups of those that ask for facts which are bound to each other.
    """
    bit = {number: 1 << place for place, number in enumerate(cone)}
    users = dict.fromkeys(cone, 0)
    for number in cone:
        for part in nodes[number].parts:
            users[part] |= bit[number]
    inside, beside = _inside_and_beside(cone, nodes, bit, users, together)
    asked = sum(bit[target] for target in set(targets))
    return frozenset(
        number
        for number in cone
        if nodes[number].parts and not beside[number] & ~inside[number] and not (inside[number] & ~bit[number]) & asked
    )


def _inside_and_beside(
    cone: Sequence[Question],
    nodes: Sequence[Node],
    bit: Mapping[Question, int],
    users: Mapping[Question, int],
    together: Iterable[Collection[Question]],
) -> tuple[dict[Question, int], dict[Question, int]]:
    """Of each node what it is made of, and what shares an indicator or a part with that."""
    of_group = {atom: sum(bit[each] for each in atoms) for atoms in together for atom in atoms}
    inside, beside = dict.fromkeys(cone, 0), dict.fromkeys(cone, 0)
    for number in cone:  # parts stand before what they are parts of
        inside[number] = bit[number]
        beside[number] = of_group.get(number, 0)
        for part in nodes[number].parts:
            inside[number] |= inside[part]
            beside[number] |= beside[part] | (0 if nodes[part].is_constant else users[part])
    return inside, beside


def by_group(
    numbers: Iterable[Question], nodes: Sequence[Node], groups: Callable[[Iterable[Question]], list[frozenset[str]]]
) -> dict[frozenset[str], list[Question]]:
    """The atoms among some nodes, for each group of indicators that are bound to each other those that ask for it."""
    atoms = [number for number in numbers if nodes[number].is_atom]
    group_of = {id: group for group in groups(atoms) for id in group}
    found: dict[frozenset[str], list[Question]] = {}
    for atom in atoms:
        found.setdefault(group_of[nodes[atom].content.asks.id], []).append(atom)
    return found


def below(
    targets: Iterable[Question], nodes: Sequence[Node], alone: Container[Question] = frozenset()
) -> list[Question]:
    """The targets and all their parts, parts first; what stands alone is not taken apart."""
    found: dict[Question, None] = {}
    waiting = [(target, False) for target in reversed(list(targets))]
    while waiting:
        number, is_done = waiting.pop()
        if number in found:
            continue
        if is_done or number in alone or not nodes[number].parts:
            found[number] = None
        else:
            waiting.append((number, True))
            waiting += [(part, False) for part in reversed(nodes[number].parts)]
    return list(found)
