"""What is possible for the scope and for `eligible_when` to the verdict of every row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import narwhals as nw

from smartcommune.logic import Outcome
from smartcommune.model.ruleset import Verdict
from smartcommune.vectorise.criteria import Assessed
from smartcommune.vectorise.levels import NONE
from smartcommune.vectorise.possible import Possible, Steps, Truth, all_true, any_true, no, two_of

NO_TEXT: Final = nw.lit(None, dtype=nw.String)
SEPARATOR: Final = ","


def verdicts(found: Assessed, in_force: Truth, steps: Steps) -> dict[Verdict, Truth]:
    """In which rows each verdict is given; exactly one is in each row."""
    scope, eligible = found.scope, found.eligible.possible
    outside = any_true([no(scope.met), eligible.is_dropped])
    inside = all_true([in_force, no(outside), no(scope.fail), no(scope.drop)])
    settled = {
        Verdict.NOT_IN_FORCE: no(in_force),
        Verdict.OUT_OF_SCOPE: all_true([in_force, outside]),
        Verdict.ELIGIBLE: all_true([inside, eligible.is_met]),
        Verdict.NOT_ELIGIBLE: all_true([inside, eligible.is_failed]),
    }
    kept = {verdict: steps.kept(truth, 1) for verdict, truth in settled.items()}
    return {**kept, Verdict.UNDETERMINED: steps.kept(no(any_true(kept.values())), 1)}


def verdict_text(given: dict[Verdict, Truth]) -> nw.Expr:
    return first_of([(truth, nw.lit(verdict.value)) for verdict, truth in given.items()])


def outcome_text(possible: Possible, in_force: Truth) -> nw.Expr:
    """The outcome as a word; null where nothing is in force."""
    return first_of(
        [
            (no(in_force), NO_TEXT),
            (possible.is_met, nw.lit(Outcome.MET.value)),
            (possible.is_failed, nw.lit(Outcome.NOT_MET.value)),
            (possible.is_dropped, nw.lit(Outcome.NOT_APPLICABLE.value)),
            (True, nw.lit(Outcome.UNKNOWN.value)),
        ]
    )


def scored_text(in_force: Truth) -> nw.Expr:
    """What is said of a criterion that earns points and is neither met nor not."""
    return first_of([(in_force, nw.lit(Outcome.SCORED.value))])


def named(rows: Mapping[str, Truth], separator: str = SEPARATOR) -> nw.Expr:
    """The ids of what is true in each row, in their order; null where nothing is."""
    some = any_true(rows.values())
    if some is False:
        return NO_TEXT
    ids = [first_of([(truth, nw.lit(id))]) for id, truth in rows.items()]
    return first_of([(some, nw.concat_str(*ids, separator=separator, ignore_nulls=True))])


def first_of(cases: Sequence[tuple[Truth, nw.Expr]]) -> nw.Expr:
    """The text of the first case that is true, else null."""
    found = NO_TEXT
    for truth, text in reversed(cases):
        if truth is True:
            found = text
        elif truth is not False:
            found = nw.when(truth.expr).then(text).otherwise(found)
    return found


def level_text(found: Mapping[str, Truth]) -> nw.Expr:
    """The one level that is possible; null where there are several, or none."""
    single = no(two_of(found.values()))
    return first_of([(all_true([single, truth]), nw.lit(id)) for id, truth in found.items() if id != NONE])


def levels_text(found: Mapping[str, Truth]) -> nw.Expr:
    """The levels that are possible, best first, `-` standing for none of them; null where it is settled."""
    several = two_of(found.values())
    return named({id: all_true([several, truth]) for id, truth in found.items()})
