"""An evaluation to a smallest set of criteria that settles its verdict.

Sets are tried by size; where that would be too many, criteria are left out one by one as long as the verdict stands, so
that nothing more can be left out of what remains.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations
from typing import Final

from smartcommune.assess.formula import Formula
from smartcommune.engine.evaluate import Evaluation
from smartcommune.logic import ANYTHING, MET, NOT_MET, Possible
from smartcommune.model.conditions import named_in
from smartcommune.model.ruleset import Verdict

# Enough for every set of up to 4 of 14 criteria, in a few hundredths of a second; of hundreds a tenth of one.
MOST_SETS: Final = 1_500
MOST_LOOKS: Final = 300_000


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
    named, formula = _in_force(evaluation), Formula(evaluation)
    needed = {id for id in named if not _settles(formula, {id: ANYTHING})}
    others = [id for id in named if id not in needed]
    before, looked = formula.put(dict.fromkeys(others, ANYTHING)), formula.looked
    for tried, more in enumerate(_sets(others)):
        if tried == MOST_SETS or formula.looked - looked > MOST_LOOKS:
            formula.put_back(before)
            return _irreducible(formula, named)
        if _settles(formula, {id: evaluation.outcomes[id] for id in more}):
            return tuple(id for id in named if id in needed or id in more)
    return named


def _in_force(evaluation: Evaluation) -> tuple[str, ...]:
    """The criteria named in `eligible_when` whose period covers the day; the others settle nothing."""
    plan = evaluation.plan
    named = named_in((plan.ruleset.eligible_when,))
    return tuple(id for id in named if plan.has(plan.ruleset.criteria[id]))


def _sets(ids: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Every choice of ids, the smallest first."""
    return chain.from_iterable(combinations(ids, size) for size in range(len(ids) + 1))


def _irreducible(formula: Formula, named: Iterable[str]) -> tuple[str, ...]:
    """What is left once every criterion that is not needed beside the others has been left out, one after the other."""
    return tuple([id for id in named if not _is_left_out(formula, id)])


def _is_left_out(formula: Formula, id: str) -> bool:
    before = formula.put({id: ANYTHING})
    is_left_out = formula.is_settled
    if not is_left_out:
        formula.put_back(before)
    return is_left_out


def _settles(formula: Formula, outcomes: Mapping[str, Possible]) -> bool:
    """Whether the verdict is settled with other outcomes of some criteria; afterwards they are as they were."""
    before = formula.put(outcomes)
    is_settled = formula.is_settled
    formula.put_back(before)
    return is_settled
