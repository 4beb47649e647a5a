"""An evaluation to a smallest set of criteria that settles its verdict.

Sets are tried by size; where that would be too many, criteria are left out one by one as long as the verdict stands, so
that nothing more can be left out of what remains.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations
from typing import Final

from smartcommune.engine.evaluate import Evaluation, possible
from smartcommune.logic import ANYTHING, MET, NOT_MET
from smartcommune.model.conditions import named_in
from smartcommune.model.ruleset import Verdict

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
    """The first of the smallest sets; whatever none can do without is in each of them."""
    named = named_in((evaluation.plan.ruleset.eligible_when,))
    needed = {id for id in named if not _settles(evaluation, named, without=id)}
    others = [id for id in named if id not in needed]
    for tried, more in enumerate(_sets(others)):
        if tried == MOST_SETS:
            return _irreducible(evaluation, named)
        chosen = tuple(id for id in named if id in needed or id in more)
        if _settles(evaluation, chosen):
            return chosen
    return named


def _sets(ids: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Every choice of ids, the smallest first."""
    return chain.from_iterable(combinations(ids, size) for size in range(len(ids) + 1))


def _irreducible(evaluation: Evaluation, chosen: tuple[str, ...]) -> tuple[str, ...]:
    for id in chosen:
        if _settles(evaluation, chosen, without=id):
            chosen = tuple(other for other in chosen if other != id)
    return chosen


def _settles(evaluation: Evaluation, chosen: Iterable[str], without: str | None = None) -> bool:
    """Whether the outcomes of these criteria alone give the verdict, whatever those of the others are."""
    plan, known = evaluation.plan, {*chosen} - {without}
    outcomes = {id: outcome if id in known else ANYTHING for id, outcome in evaluation.outcomes.items()}
    return possible(plan.ruleset.eligible_when, plan, evaluation.facts, outcomes) == evaluation.eligible
