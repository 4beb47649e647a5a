"""An evaluation with points to one in which criteria that look at the same unknown fact are taken together.

Each may earn so much by itself, and still not all of them at once. Where there is too much to look at, what was found
one by one stays: the least and the most are never too narrow.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from smartcommune.assess.outlook import Become, Outlook, by_two_ways, reaches
from smartcommune.engine.evaluate import Evaluation
from smartcommune.engine.points import Earned
from smartcommune.engine.verdicts import Levels, by_level
from smartcommune.logic import MET, NOT_MET
from smartcommune.model.points import Sum
from smartcommune.model.ruleset import Verdict
from smartcommune.reach import TooMany

_ELIGIBLE: Final = {Verdict.ELIGIBLE: MET, Verdict.NOT_ELIGIBLE: NOT_MET}


def together(evaluation: Evaluation, outlook: Outlook | None) -> Evaluation:
    """What the unknown facts leave possible for points, levels and the verdict, each in some way to fill them in.

    Args:
        evaluation: what each criterion comes to by itself.
        outlook: what can become of the commune, where that could be taken apart.

    Raises:
        TooMany: there is too much to look at.
    """
    open = [id for id, earned in evaluation.earned.items() if not earned.is_settled]
    if not open:
        return evaluation
    earned, answers = _asked(evaluation, open) if outlook is None else (outlook.earned, outlook.become)
    verdicts = {verdict for verdict, _ in answers}
    levels = _levels((levels for _, levels in answers), evaluation) if evaluation.plan.ruleset.levels else ()
    found = evaluation._replace(earned={**evaluation.earned, **earned}, levels=levels)
    if evaluation.plan.ruleset.verdict_by_level and evaluation.scope == MET:
        eligible = by_level(levels)
        verdicts = {verdict for verdict, bit in _ELIGIBLE.items() if eligible == bit}
    if len(verdicts) != 1 or evaluation.verdict is not Verdict.UNDETERMINED:
        return found
    (verdict,) = verdicts
    return found._replace(verdict=verdict, eligible=_ELIGIBLE.get(verdict, evaluation.eligible))


def _asked(evaluation: Evaluation, open: Iterable[str]) -> tuple[dict[str, Earned], frozenset[Become]]:
    """What is asked of all communes that this one may be, where it cannot be taken apart."""
    plan, ways = evaluation.plan, list(reaches([evaluation]))
    if len(list(by_two_ways(evaluation))) > 1:  # two ways for all of them together are not all there are
        raise TooMany(0)
    earned = {
        id: _any_of(answer for reach in ways for (answer,) in reach.answers(reach.earned(plan, id)))
        for id in open
        if isinstance(plan.ruleset.criteria[id].earning, Sum)
    }
    return earned, frozenset(pair for reach in ways for pair in reach.answers(reach.verdict(plan), reach.levels(plan)))


def _any_of(found: Iterable[Earned]) -> Earned:
    """What may be earned in one of several ways."""
    first, *others = found
    for other in others:
        first = first.with_(other)
    return first


def _levels(found: Iterable[Levels], evaluation: Evaluation) -> Levels:
    """The levels that are possible in one of several ways, best first."""
    possible = {level for levels in found for level in levels}
    order = [*(level.id for level in evaluation.plan.ruleset.levels), None]
    return tuple(id for id in order if id in possible)
