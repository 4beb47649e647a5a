"""Parts that count the same members to blocks, which have no fact in common with anything else.

A count of many members has many summaries. Where several such counts stand side by side, each block is answered by
itself, so that only the answers of blocks are multiplied and not their summaries.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from smartcommune.reach.joined import joined
from smartcommune.reach.members import OpenQuorum
from smartcommune.reach.nodes import Node, Question

Sources = frozenset[Hashable]


def blocks(
    targets: Sequence[Question], named: Sequence[Question], nodes: Sequence[Node], leaves: Mapping[Question, Hashable]
) -> list[tuple[Question, ...]]:
    """For each block the parts of it that are heard outside; none where everything is one block.

    Args:
        targets: what is asked.
        named: the targets and all their parts, parts first.
        nodes: what they are.
        leaves: the parts that are not taken apart here, with what they are about.
    """
    about = _about(named, nodes, leaves)
    heard_by = _hearers(named, nodes)
    found: list[tuple[Question, ...]] = []
    for block in joined(about[number] for number in named if isinstance(nodes[number].content, OpenQuorum)):
        inside = {number for number in named if about[number] and about[number] <= block}
        if not inside.issuperset(targets):
            edge = [number for number in named if number in inside and not inside.issuperset(heard_by.get(number, ()))]
            asked = [target for target in dict.fromkeys(targets) if target in inside and target not in edge]
            found.append((*edge, *asked))
    return found


def _about(
    named: Sequence[Question], nodes: Sequence[Node], leaves: Mapping[Question, Hashable]
) -> dict[Question, Sources]:
    """What each part looks at, in itself or below it."""
    found: dict[Question, Sources] = {}
    for number in named:
        below = (found[part] for part in nodes[number].parts)
        found[number] = frozenset({leaves[number]}) if number in leaves else Sources().union(*below)
    return found


def _hearers(named: Sequence[Question], nodes: Sequence[Node]) -> dict[Question, list[Question]]:
    found: dict[Question, list[Question]] = {}
    for number in named:
        for part in nodes[number].parts:
            found.setdefault(part, []).append(number)
    return found
