"""Two columns to be ticked, one for yes and one for no, to one column of yes and no.

A tick in both, a denial in both, or any other word leaves what stands there: it is refused where it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import polars as pl

from smartcommune.messages import Message
from smartcommune.tables.cells.parse import UNKNOWN
from smartcommune.tables.header.columns import Column, named
from smartcommune.tables.header.folding import word
from smartcommune.tables.header.manner import NO, YES

_BETWEEN: Final = "\x1f"
_TICK, _DENIAL = "x", "không"


def with_ticks(rows: pl.LazyFrame, columns: Sequence[Column]) -> tuple[pl.LazyFrame, tuple[Message, ...]]:
    """The rows with the answer of each such pair in its first column, and what is said about that."""
    notes = []
    for column in columns:
        if column.no is None:
            continue
        yes, no = f"c{column.position}", f"c{column.no}"
        both = pl.concat_str(pl.col(yes).fill_null(""), pl.col(no).fill_null(""), separator=_BETWEEN)
        rows = rows.with_columns(both.map_batches(_answers, return_dtype=pl.String, is_elementwise=True).alias(yes))
        notes.append(Message("note.ticked", yes=named(column), no=named(columns[column.no])))
    return rows, tuple(notes)


def _answers(pairs: pl.Series) -> pl.Series:
    """What each pair of cells says; equal ones, of which a table has many, are looked at once."""
    known = pairs.unique()
    said = pl.Series([_answer(*pair.split(_BETWEEN)) for pair in known], dtype=pl.String)
    return pairs.replace_strict(known, said, return_dtype=pl.String)


def _answer(yes: str, no: str) -> str | None:
    """One answer in the place of two cells."""
    is_yes, is_no = _said(yes), _said(no)
    if (is_yes, is_no) in ((True, None), (True, False)):
        return _TICK
    if (is_yes, is_no) in ((None, True), (False, True), (False, None)):
        return _DENIAL
    if is_yes is None and is_no is None and not yes.strip(f"{UNKNOWN} ") and not no.strip(f"{UNKNOWN} "):
        return None
    return f"{yes} | {no}" if no.strip() else yes


def _said(text: str) -> bool | None:
    key = word(text)
    return None if key not in YES | NO else key in YES
