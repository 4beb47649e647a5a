"""A table's facts to those that count: where a fact needs evidence and the row has none that will do, it is unknown.

As `assess/evidenced` has it for one commune: evidence that is absent, of no day, or too old on the day of assessment.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeVar

import narwhals as nw

from smartcommune.engine.periods import Periods
from smartcommune.model.beside import EVIDENCE, EVIDENCE_DATE
from smartcommune.model.indicator import EvidenceNeed
from smartcommune.model.relations import relations
from smartcommune.vectorise.ages import OF_MONTH, numbered
from smartcommune.vectorise.days import days
from smartcommune.vectorise.facts import NA, NA_FOR_SPARK
from smartcommune.vectorise.possible import Term, any_true
from smartcommune.vectorise.verdicts import named

Frame = TypeVar("Frame", nw.DataFrame[Any], nw.LazyFrame[Any])
Schema = Mapping[str, nw.dtypes.DType]

# The column of the facts that do not count.
UNEVIDENCED: Final = "unevidenced"


def counted(frame: Frame, periods: Periods) -> Frame:
    """The frame in which facts that do not count are unknown, and the column `UNEVIDENCED` with their ids."""
    ids = relations(periods.ruleset).evidenced
    if not ids:
        return frame
    schema = frame.collect_schema()
    columns: dict[str, nw.Expr] = {}
    without = {}
    for id in ids:
        need = periods.ruleset.indicators[id].evidence
        if need is None or not any(id + ending in schema for ending in ("", NA, NA_FOR_SPARK)):
            continue
        lacks = _lacking(id, need, periods, schema)
        stated = []
        if id in schema:
            stated.append(Term(~nw.col(id).is_null()))
            columns[id] = nw.when(~lacks).then(nw.col(id))
        for name in (id + ending for ending in (NA, NA_FOR_SPARK) if id + ending in schema):
            stated.append(Term(nw.col(name).fill_null(value=False)))
            columns[name] = nw.col(name) & ~lacks
        given = any_true(stated)
        without[id] = Term(given.expr & lacks) if isinstance(given, Term) else given
    return frame.with_columns(**{UNEVIDENCED: named(without)}).with_columns(**columns)


def _lacking(id: str, need: EvidenceNeed, periods: Periods, schema: Schema) -> nw.Expr:
    """Where the evidence of a fact does not do."""
    text = _column(id, EVIDENCE, schema)
    if text is None:
        return nw.lit(value=True)
    lacks = text.is_null() | (text.cast(nw.String).str.strip_chars() == "").fill_null(value=False)
    if need.within is None:
        return lacks
    day = _column(id, EVIDENCE_DATE, schema)
    if day is None:
        return nw.lit(value=True)
    too_old = numbered(day) + OF_MONTH * need.within.months < numbered(days(periods, schema))
    return lacks | day.is_null() | too_old


def _column(id: str, part: str, schema: Schema) -> nw.Expr | None:
    return next((nw.col(name) for name in _names(id, part) if name in schema), None)


def _names(id: str, part: str) -> Iterator[str]:
    yield from (f"{id}{between}{part}" for between in (".", ":"))
