"""Criteria to the order in which they are evaluated and shown."""

from __future__ import annotations

from collections.abc import Mapping

from smartcommune.model.ruleset import Criterion


def in_order(criteria: Mapping[str, Criterion]) -> dict[str, Criterion]:
    """Criteria as they stand in the file, but each after those that it refers to; none refers to itself in the end."""
    found: dict[str, Criterion] = {}
    waiting = list(criteria)[::-1]
    while waiting:
        id = waiting[-1]
        before = [other for other in criteria[id].references if other not in found]
        if before:
            waiting += reversed(before)
        else:
            found.setdefault(waiting.pop(), criteria[id])
    return found
