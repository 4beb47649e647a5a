"""A rule set and its cases to its coverage: which obligations some case shows, which none, and which no case could."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from smartcommune.authoring.measure.exercise import Example, Exercise, share
from smartcommune.authoring.measure.obligations import Obligation, changed_criteria, obligations, shows
from smartcommune.authoring.measure.witness import Witness
from smartcommune.model.ruleset import Case, RuleSet


class ShownObligation(NamedTuple):
    """An obligation with the first case that shows it."""

    obligation: Obligation
    case: Case


class LackingObligation(NamedTuple):
    """An obligation that no case shows, with a commune that would; without one where that was not decided."""

    obligation: Obligation
    example: Example | None


class Coverage(NamedTuple):
    """What the cases of a rule set show."""

    shown: tuple[ShownObligation, ...]
    lacking: tuple[LackingObligation, ...]
    impossible: tuple[Obligation, ...]
    left: int  # criteria that are taken over unchanged

    @property
    def rate(self) -> Fraction:
        """The obligations that are shown, in percent of those that can be."""
        return share(len(self.shown), len(self.lacking))


def coverage(ruleset: RuleSet, found: Sequence[Exercise]) -> Coverage:
    """Every obligation: shown, lacking or impossible."""
    shown: list[ShownObligation] = []
    lacking: list[LackingObligation] = []
    impossible: list[Obligation] = []
    witness = Witness(ruleset)
    for obligation in obligations(ruleset):
        by = next((exercise.case for exercise in found if shows(obligation, exercise.evaluation)), None)
        if by is not None:
            shown.append(ShownObligation(obligation, by))
            continue
        answer = witness.of(obligation)
        if answer.is_impossible:
            impossible.append(obligation)
        else:
            lacking.append(LackingObligation(obligation, answer.example))
    left = len(ruleset.criteria) - len(changed_criteria(ruleset))
    return Coverage(tuple(shown), tuple(lacking), tuple(impossible), left)
