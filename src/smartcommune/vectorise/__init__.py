"""A table of facts and the plans of a rule set to the same table of verdicts, scores and outcomes.

The plans are compiled once to expressions that every dataframe of Narwhals' understands; no row passes through Python,
and a lazy frame stays lazy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

import narwhals as nw

from smartcommune.messages import Language
from smartcommune.periods import Periods
from smartcommune.vectorise.criteria import Assessed, judged
from smartcommune.vectorise.leaves import Facts, Leaves
from smartcommune.vectorise.possible import Term, Truth, all_true, any_true, no
from smartcommune.vectorise.score import score
from smartcommune.vectorise.steps import Steps
from smartcommune.vectorise.verdicts import NO_TEXT, outcome_text, verdict_text, verdicts

Frame = TypeVar("Frame", nw.DataFrame, nw.LazyFrame)  # type: ignore[type-arg]  # of whatever library

IDENTITY: Final = ("code", "name", "province")
AS_OF: Final = "as_of"


def assessed(frame: Frame, periods: Periods, language: Language, keep: Sequence[str] = ()) -> Frame:
    """One row for each row of the frame, in its order.

    The columns are those to keep, `code`, `name`, `province`, `verdict`, `score`, `score_low`, `score_high`, `reasons`,
    `missing`, and `outcome.<criterion id>` for each criterion.

    Args:
        frame: the facts, one column per indicator, null being unknown; `<id>.na` says where a fact does not apply.
            An absent column is unknown in every row. Values are taken to be of the declared types.
        periods: the plans; where there are several, the column `as_of` says which counts in a row.
        language: of the reasons.
        keep: columns to hand through.

    Raises:
        InputError: the weights have too many digits to be added up exactly.
    """
    schema = frame.collect_schema()
    steps = Steps()
    selected = _selected(periods, schema)
    in_force = _in_force(periods, selected)
    leaves = Leaves(Facts(schema, periods.ruleset.indicators), periods, selected)
    found = judged(periods, leaves, steps)
    columns = _columns(found, periods, in_force, steps, schema)
    for step in steps.columns:
        frame = frame.with_columns(**step)
    return frame.select(*keep, **columns)


def _columns(
    found: Assessed, periods: Periods, in_force: Truth, steps: Steps, schema: Mapping[str, nw.dtypes.DType]
) -> dict[str, nw.Expr]:
    possible = {id: judged.possible for id, judged in found.criteria.items()}
    given = verdicts(found, in_force, steps)
    ends = score(periods.ruleset, possible, steps)
    low, high = (_number(end, in_force) for end in ends or (None, None))
    return {
        **{id: nw.col(id) if id in schema else NO_TEXT for id in IDENTITY},
        "verdict": verdict_text(given),
        "score": low,
        "score_low": low,
        "score_high": high,
        "reasons": NO_TEXT,
        "missing": NO_TEXT,
        **{f"outcome.{id}": outcome_text(each, in_force) for id, each in possible.items()},
    }


def _number(end: nw.Expr | None, in_force: Truth) -> nw.Expr:
    if end is None or in_force is False:
        return nw.lit(None, dtype=nw.Float64)
    return nw.when(in_force.expr).then(end) if isinstance(in_force, Term) else end


def _selected(periods: Periods, schema: Mapping[str, nw.dtypes.DType]) -> list[Truth]:
    """For each plan, in which rows it counts."""
    if AS_OF not in schema or len(periods.plans) == 1:
        return [number == periods.default for number in range(len(periods.plans))]
    day = nw.col(AS_OF)
    found: list[Truth] = []
    for number, plan in enumerate(periods.plans):
        since: Truth = number == 0 or Term(day >= plan.as_of)
        is_last = number == len(periods.plans) - 1
        inside = all_true([since, is_last or Term(day < periods.plans[number + 1].as_of)])
        without = Term(day.is_null())
        found.append(any_true([without, inside]) if number == periods.default else all_true([no(without), inside]))
    return found


def _in_force(periods: Periods, selected: Sequence[Truth]) -> Truth:
    covered = [rows for plan, rows in zip(periods.plans, selected, strict=True) if plan.in_force]
    return True if len(covered) == len(periods.plans) else any_true(covered)
