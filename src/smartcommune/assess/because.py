"""An evaluation to a smallest set of criteria that settles its verdict.

Sets are tried by size; where that would be too many, criteria are left out one by one as long as the verdict stands, so
that nothing more can be left out of what remains.
"""

from __future__ import annotations

from itertools import combinations
from typing import Final

from smartcommune.engine.evaluate import Evaluation, possible
from smartcommune.logic import ANYTHING, MET, NOT_MET
from smartcommune.model.ruleset import Reference, Verdict, parts

# Enough for every set of up to 4 of 14 criteria, in a few hundredths of a second.
MOST_SETS: Final = 1_500


def because(evaluation: Evaluation) -> tuple[str, ...]:
    """The criteria named in `eligible_when` that settle the verdict, or the one that puts the commune out of scope.

    The scope itself is taken for granted. An undecided verdict has no such set.
    """
    if evaluation.verdict in (Verdict.UNDETERMINED, Verdict.NOT_IN_FORCE):
        return ()
    if not evaluation.scope & MET:
        return _out_of_scope(evaluation)
    return _smallest(evaluation)


def _out_of_scope(evaluation: Evaluation) -> tuple[str, ...]:
    """The first criterion of the scope that failed, before one that only does not apply."""
    closed = [id for id in evaluation.plan.ruleset.scope if not evaluation.outcomes[id] & MET]
    return next(((id,) for id in closed if evaluation.outcomes[id] == NOT_MET), (closed[0],))


def _smallest(evaluation: Evaluation) -> tuple[str, ...]:
    named = dict.fromkeys(
        part.criterion for part in parts(evaluation.plan.ruleset.eligible_when) if isinstance(part, Reference)
    )
    tried = 0
    for size in range(len(named) + 1):
        for chosen in combinations(named, size):
            if _settles(evaluation, chosen):
                return chosen
            tried += 1
            if tried == MOST_SETS:
                return _irreducible(evaluation, tuple(named))
    return tuple(named)


def _irreducible(evaluation: Evaluation, chosen: tuple[str, ...]) -> tuple[str, ...]:
    for id in chosen:
        fewer = tuple(other for other in chosen if other != id)
        if _settles(evaluation, fewer):
            chosen = fewer
    return chosen


def _settles(evaluation: Evaluation, chosen: tuple[str, ...]) -> bool:
    """Whether the outcomes of these criteria alone give the verdict, whatever those of the others are."""
    plan, known = evaluation.plan, set(chosen)
    outcomes = {id: outcome if id in known else ANYTHING for id, outcome in evaluation.outcomes.items()}
    return possible(plan.ruleset.eligible_when, plan, evaluation.facts, outcomes) == evaluation.eligible
