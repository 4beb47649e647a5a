"""A row of a table's frame to the commune and the facts that the evaluator of one profile takes.

Numbers come as 64-bit floats that hold decimals of at most 15 digits; their shortest text is that decimal exactly.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final, NamedTuple

from smartcommune.model.beside import EVIDENCE, EVIDENCE_DATE, SELF, self_scored
from smartcommune.model.facts import NA, FactValue
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import RuleSet
from smartcommune.profiles.profile import Commune, Evidence

_NA: Final = ".na"


class FactRow(NamedTuple):
    """A commune of a table: where it stands, which one it is, on which day its row is about, and its facts."""

    number: int
    commune: Commune
    as_of: date | None
    facts: Mapping[str, FactValue]


def row_of(cells: Mapping[str, Any], ruleset: RuleSet) -> FactRow:
    """The commune in the cells of a frame's row, by the names of its columns."""
    commune = Commune(**{name: cells.get(name) for name in Commune._fields})
    facts = {id: fact for id in ruleset.indicators if (fact := _fact(id, cells)) is not None}
    return FactRow(cells["row"], commune, cells.get("as_of"), facts)


def self_points_in(cells: Mapping[str, Any], ruleset: RuleSet) -> dict[str, Fraction]:
    """What a commune gives itself in the cells of a frame's row, by criterion."""
    found = ((id, _fact(SELF + id, cells)) for id in self_scored(ruleset))
    return {id: points for id, points in found if isinstance(points, Fraction)}


def evidence_in(cells: Mapping[str, Any], ruleset: RuleSet) -> dict[str, Evidence]:
    """The evidence in the cells of a frame's row of the facts that need it."""
    return {
        id: Evidence(cells.get(f"{id}.{EVIDENCE}"), cells.get(f"{id}.{EVIDENCE_DATE}"))
        for id in relations(ruleset).evidenced
    }


def _fact(id: str, cells: Mapping[str, Any]) -> FactValue | None:
    if cells.get(id + _NA):
        return NA
    value = cells.get(id)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return Fraction(value) if isinstance(value, int) else Fraction(repr(value))
