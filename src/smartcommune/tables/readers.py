"""One column of cells to values and states, a piece of the table at a time: what `parse.read_cell` says, only quickly.

Most columns of a table have few different texts. Each is read once by `read_cell` and looked up ever after. A column of
many different numbers is read by expressions that take only what has one plain reading; `read_cell` reads the rest.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final, NamedTuple

import polars as pl

from smartcommune.facts import NA
from smartcommune.tables.numbers import plain_numbers
from smartcommune.tables.parse import Manner, read_cell
from smartcommune.tables.sheet import BLANKS
from smartcommune.values import Unfit

# What a cell turned out to be.
VALUE: Final = 0
UNKNOWN: Final = 1
NOT_APPLICABLE: Final = 2
MISREAD: Final = 3

# A column with more different texts than this is not looked up.
MOST_KNOWN: Final = 20_000

_TYPES: Final[dict[str, pl.DataType]] = {
    "boolean": pl.Boolean(),
    "count": pl.Int64(),
    "date": pl.Date(),
    "percent": pl.Float64(),
    "number": pl.Float64(),
    "money": pl.Float64(),
}


def type_of(manner: Manner) -> pl.DataType:
    """The type of a column's values."""
    return _TYPES.get(manner.indicator.type, pl.String())


class Cells(NamedTuple):
    """What a piece of a column says: values, null where there is none, and states."""

    values: pl.Series
    states: pl.Series


class _Known(NamedTuple):
    """The texts that were read, with what each says."""

    texts: pl.Series
    values: pl.Series
    states: pl.Series


class Reader:
    """Reads a column of text piece by piece, from several threads at once; what it has learnt is only ever added to."""

    def __init__(self, manner: Manner, *, is_number: bool = False) -> None:
        self.manner = manner
        self._is_number = is_number
        self._type = type_of(manner)
        self._known = self._read(pl.Series(["?"], dtype=pl.String))
        self._is_wide = False

    def read(self, texts: pl.Series) -> Cells:
        """The values and states of some cells."""
        if not self.manner.is_fact and self._type == pl.String:
            return self._spelt(texts) if self._is_number else self._names(texts)
        if not self._is_wide:
            return self._looked_up(texts)
        return self._numbers(texts) if self.manner.indicator.numeric else self._spelt(texts)

    def _looked_up(self, texts: pl.Series) -> Cells:
        """What the texts were found to say when they were first seen."""
        known = self._known
        at = _positions(texts, known)
        unseen = texts.filter(at.is_null() & texts.is_not_null())
        if len(unseen):
            known = self._learn(unseen.unique(), known)
            at = _positions(texts, known)
        return _said(at, known)

    def _learn(self, unseen: pl.Series, known: _Known) -> _Known:
        """What was known together with what is new; it is kept as long as it is not too much."""
        grown = _Known(*(pl.concat(pair) for pair in zip(known, self._read(unseen), strict=True)))
        if len(grown.texts) > MOST_KNOWN:
            self._is_wide = True
        elif len(grown.texts) > len(self._known.texts):
            self._known = grown  # another thread may do the same: what one of them forgets is read again
        return grown

    def _spelt(self, texts: pl.Series) -> Cells:
        """What the texts say, each read anew."""
        known = self._read(texts.drop_nulls().unique())
        return _said(_positions(texts, known), known)

    def _read(self, texts: pl.Series) -> _Known:
        """Each text as `read_cell` reads it."""
        cells = [self._one(text) for text in texts]
        values = pl.Series([value for value, _ in cells], dtype=self._type, strict=True)
        return _Known(texts, values, pl.Series([state for _, state in cells], dtype=pl.UInt8))

    def _one(self, text: str) -> tuple[object, int]:
        try:
            value = read_cell(text, self.manner, is_number=self._is_number)
        except Unfit:
            return None, MISREAD
        if value is None:
            return None, UNKNOWN
        if value is NA:
            return None, NOT_APPLICABLE
        if isinstance(value, Fraction):
            return (int(value) if self._type == pl.Int64 else float(value)), VALUE
        return value, VALUE

    def _numbers(self, texts: pl.Series) -> Cells:
        """Numbers by expressions, and what these do not take one by one."""
        values = plain_numbers(texts, self.manner, is_number=self._is_number)
        rest = values.is_null() & texts.is_not_null()
        states = texts.is_null().cast(pl.UInt8) * UNKNOWN
        if rest.any():
            more, at = self._spelt(texts.filter(rest)), rest.arg_true()
            values, states = values.scatter(at, more.values), states.scatter(at, more.states)
        return Cells(values, states)

    def _names(self, texts: pl.Series) -> Cells:
        """Every text as it is, without the blanks around it."""
        values = texts.str.strip_chars(BLANKS).str.normalize("NFC").replace("", None)
        states = values.is_null().cast(pl.UInt8) * UNKNOWN
        if self.manner.is_office:
            doubtful = values.str.contains("^[#=]").fill_null(value=False)
            if doubtful.any():
                more, at = self._spelt(texts.filter(doubtful)), doubtful.arg_true()
                values, states = values.scatter(at, more.values), states.scatter(at, more.states)
        return Cells(values, states)


def _positions(texts: pl.Series, known: _Known) -> pl.Series:
    """Where each text stands among the known ones; null where it does not."""
    numbers = range(len(known.texts))
    return texts.replace_strict(known.texts, pl.Series(numbers, dtype=pl.UInt32), default=None, return_dtype=pl.UInt32)


def _said(at: pl.Series, known: _Known) -> Cells:
    return Cells(known.values.gather(at), known.states.gather(at).fill_null(UNKNOWN))
