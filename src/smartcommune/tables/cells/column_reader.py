"""One column of cells to values, a piece of the table at a time: what `parse.read_cell` says, only quickly.

Most columns of a table have few different texts. Each is read once and looked up ever after. Many numbers are read by
expressions that take only what has one plain reading; `read_cell` reads the rest, one by one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final, NamedTuple

import polars as pl

from smartcommune.model.facts import NA, FactValue
from smartcommune.model.values import Unfit
from smartcommune.tables.cells.numbers import plain_numbers
from smartcommune.tables.cells.parse import is_letters, read_cell
from smartcommune.tables.header.manner import Manner
from smartcommune.tables.sheets.sheet import BLANKS
from smartcommune.tables.text.syllables import LOST_IN_NAME

# A column with more different texts than this is not looked up.
MOST_KNOWN: Final = 20_000
# Nor is one of names in which so many are new at once: they are taken as they are.
MOST_NAMES: Final = 1_000
# So few numbers are read sooner one by one than by expressions.
FEW: Final = 50
# A text of other letters than these may have another form when it is composed (NFC).
_MAY_COMPOSE: Final = r"[^\x{0000}-\x{02FF}\x{1E00}-\x{1EFF}]"
# Names that want a closer look: wrapped, with letters lost or struck out, or none at all, and ditto marks; in a
# workbook, also errors and formulas.
_UNCLEAR: Final = rf"[\t\r\x{{0336}}]|{LOST_IN_NAME}|^[^\pL\pN]+$|^(?i:\PL*(?:n\PL*t|nh\pL+ tr\pL+|ditto)\PL*)$"
_ODD: Final = rf"\n|{_UNCLEAR}"
_DOUBTFUL: Final = rf"^[#=]|{_ODD}"
# In many names at once, each in a line of its own: one that is not taken as it is.
_OTHERWISE: Final = rf"(?m)^$|^[#={BLANKS}]|[{BLANKS}]$|{_MAY_COMPOSE}|{_UNCLEAR}"
# The order in which texts are kept.
_NA: Final = 0
_WRONG: Final = 1
_LETTERS: Final = 2
_FINE: Final = 3

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
    """What a piece of a column says: values, null where there is none; which cells are wrong, and which do not apply.

    Where no cell is, these two are None: most columns are spared two passes.
    """

    values: pl.Series
    wrong: pl.Series | None = None
    na: pl.Series | None = None
    letters: int = 0  # how many cells hold what programs write for a value that is missing

    @property
    def is_na(self) -> pl.Series:
        """Which cells do not apply."""
        return none(len(self.values)) if self.na is None else self.na


class _Known(NamedTuple):
    """The texts that were read, with what they say, and expressions that find where each stands, and what it says.

    The expressions are kept because Polars takes the texts into a type again whenever one is made: for a small piece
    of a table that is most of the work. First stand the texts that do not apply, then those that are wrong, then
    letters for what is missing, then all others.
    """

    texts: pl.Series
    find: pl.Expr
    said: list[pl.Expr]
    values: pl.Series
    na: int  # how many texts do not apply
    wrong: int
    letters: int

    def positions(self, texts: pl.Series, source: str) -> pl.Series:
        """Where each text stands among those that were read; null for a blank one or one that was not."""
        return texts.alias(source).to_frame().select(self.find).to_series()


class Reader:
    """Reads a column of text piece by piece, from several threads at once; what it has learnt is replaced whole."""

    def __init__(self, manner: Manner, source: str = "c0", *, is_number: bool = False) -> None:
        self.manner = manner
        self.source = source
        self._is_number = is_number
        self._type = type_of(manner)
        self._is_name = not manner.is_fact and manner.indicator.type == "text" and not is_number
        self._known: _Known | None = None
        self._is_wide = False
        # Rows with a problem are read once more, cell by cell, and mostly have the texts that all rows have.
        self.one = lru_cache(MOST_KNOWN)(self._one)

    def read(self, texts: pl.Series) -> Cells:
        """What some cells say."""
        if not self._is_wide:
            return self._looked_up(texts)
        if self._is_name:
            return self._names(texts)
        return self._numbers(texts) if self.manner.indicator.numeric else self._spelt(texts)

    @property
    def known(self) -> _Known | None:
        """What was read so far, as long as the column is looked up."""
        return None if self._is_wide else self._known

    def _looked_up(self, texts: pl.Series) -> Cells:
        """What the texts were found to say when they were first seen."""
        known, unseen = self._known, texts.drop_nulls()
        if known is not None:
            at = known.positions(texts, self.source)
            unseen = texts.filter(at.is_null() & texts.is_not_null())
            if len(unseen) == 0:
                return _said(at, known, self.source)
        unseen = unseen.unique()
        if self._is_name and len(unseen) > MOST_NAMES:  # as codes are, and names of communes
            self._is_wide = True
            return self._names(texts)
        known = self._learn(unseen, known)
        return _said(known.positions(texts, self.source), known, self.source)

    def _learn(self, unseen: pl.Series, known: _Known | None) -> _Known:
        """What was known together with what is new; it is kept as long as it is not too much."""
        grown = self._read(unseen if known is None else pl.concat([known.texts, unseen]), known)
        if len(grown.texts) > MOST_KNOWN:
            self._is_wide = True
        elif self._known is None or len(grown.texts) > len(self._known.texts):
            self._known = grown  # another thread may do the same: what one of them forgets is read again
        return grown

    def _spelt(self, texts: pl.Series) -> Cells:
        """What the texts say, each read anew."""
        known = self._read(texts.drop_nulls().unique())
        return _said(known.positions(texts, self.source), known, self.source)

    def _read(self, texts: pl.Series, known: _Known | None = None) -> _Known:
        """Each text as `read_cell` reads it; those that come first may be known already."""
        seen = 0 if known is None else len(known.texts)
        values, kinds = self._each(texts[seen:])
        if known is not None:
            values = pl.concat([known.values, values])
            rest = seen - known.na - known.wrong - known.letters
            counts = {_NA: known.na, _WRONG: known.wrong, _LETTERS: known.letters, _FINE: rest}
            kinds = [*(kind for kind, count in counts.items() for _ in range(count)), *kinds]
        order = pl.Series(sorted(range(len(kinds)), key=kinds.__getitem__), dtype=pl.UInt32)
        texts = texts[order]
        find = pl.col(self.source).cast(pl.Enum(texts), strict=False).to_physical()
        values, found = values[order], [kinds.count(kind) for kind in (_NA, _WRONG, _LETTERS)]
        return _Known(texts, find, _saying(self.source, values, *found), values, *found)

    def _each(self, texts: pl.Series) -> tuple[pl.Series, list[int]]:
        """What each text says, and of which kind it is."""
        is_long = self.manner.indicator.numeric and len(texts) > FEW
        values = self._plain(texts) if is_long else pl.repeat(None, len(texts), dtype=self._type, eager=True)
        open = values.is_null().arg_true()
        left = texts.gather(open).to_list()
        facts = [self._one(text) for text in left]
        kinds = [_FINE] * len(texts)
        for place, text, fact in zip(open, left, facts, strict=True):
            kinds[place] = _kind(text, fact)
        return values.scatter(open, pl.Series(map(_stored, facts), dtype=self._type, strict=True)), kinds

    def _plain(self, texts: pl.Series) -> pl.Series:
        return plain_numbers(texts, self.manner, is_number=self._is_number)

    def _one(self, text: str | None) -> FactValue | Unfit | None:
        """What one cell says, or what is wrong with it."""
        try:
            return read_cell(text, self.manner, is_number=self._is_number)
        except Unfit as unfit:
            return unfit

    def _numbers(self, texts: pl.Series) -> Cells:
        """Numbers by expressions, and what these do not take one by one."""
        values = self._plain(texts)
        if values.null_count() == texts.null_count():
            return Cells(values)
        rest = values.is_null() & texts.is_not_null()
        return overlaid(Cells(values), self._spelt(texts.filter(rest)), rest)

    def _names(self, texts: pl.Series) -> Cells:
        """Every text as it is, without the blanks around it."""
        if _are_plain(texts):
            return Cells(texts)
        name = pl.col("name").str.strip_chars(BLANKS)
        is_doubtful = name.str.contains(_DOUBTFUL if self.manner.is_office else _ODD)
        found = (
            texts.alias("name")
            .to_frame()
            .select(
                pl.when(name != "").then(name),
                is_open=name.str.contains(_MAY_COMPOSE).any(),
                is_doubtful=is_doubtful.any(),
            )
        )
        values = found["name"]
        if len(found) and found["is_open"][0]:
            values = values.str.normalize("NFC")
        if len(found) and found["is_doubtful"][0]:
            doubtful = values.str.contains(_DOUBTFUL if self.manner.is_office else _ODD).fill_null(value=False)
            return overlaid(Cells(values), self._spelt(texts.filter(doubtful)), doubtful)
        return Cells(values)


class TextColumn:
    """A column of text; in a workbook, some of its cells hold numbers."""

    may_not_apply = True

    def __init__(self, manner: Manner, source: str, *, has_marks: bool) -> None:
        self.manner = manner
        self.source = source
        self.mark = f"{self.source}.number" if has_marks else None
        self.sources = [self.source] if self.mark is None else [self.source, self.mark]
        self._texts = Reader(manner, self.source)
        self.plain = self._texts if self.mark is None else None  # reads the whole column, together with others
        self._numbers = self._texts if self.mark is None else Reader(manner, self.source, is_number=True)

    def texts(self) -> list[pl.Expr]:
        """The cells as they are worded in a problem."""
        return [pl.col(source) for source in self.sources]

    def read(self, piece: pl.DataFrame) -> Cells:
        """The values and states of some rows."""
        cells = piece[self.source]
        if self.mark is None:
            return self._texts.read(cells)
        is_number = piece[self.mark].fill_null(value=False)
        blank = pl.repeat(None, len(cells), dtype=pl.String, eager=True)
        texts = self._texts.read(blank.zip_with(is_number, cells))
        numbers = self._numbers.read(cells.zip_with(is_number, blank))
        values = numbers.values.zip_with(is_number, texts.values)
        return Cells(values, _either(numbers.wrong, texts.wrong), _either(numbers.na, texts.na), texts.letters)

    def one(self, cells: Mapping[str, Any]) -> FactValue | Unfit | None:
        """The fact in one row, or what is wrong with it."""
        reader = self._numbers if self.mark is not None and cells[self.mark] else self._texts
        return reader.one(cells[self.source])


def read_together(readers: Sequence[Reader], piece: pl.DataFrame) -> list[Cells]:
    """What each of some columns says; those that are looked up are so in one step, which spares most of the time."""
    known = {reader.source: reader.known for reader in readers if reader.known is not None}
    at = piece.select(item.find for item in known.values())
    said = at.select(part for item in known.values() for part in item.said)
    found = []
    for reader in readers:
        source = reader.source
        if source not in known or at[source].null_count() > piece[source].null_count():
            found.append(reader.read(piece[source]))
        else:
            found.append(_cells(said, source))
    return found


def _are_plain(names: pl.Series) -> bool:
    """Whether all names are as they stand there: looking through all of them at once takes a third of the time."""
    lines = names.str.join("\n").alias("lines").to_frame()
    breaks, is_otherwise = (
        pl.col("lines").str.count_matches("\n", literal=True),
        pl.col("lines").str.contains(_OTHERWISE),
    )
    return lines.select(breaks, otherwise=is_otherwise).row(0) == (len(names) - names.null_count() - 1, False)


def _saying(source: str, values: pl.Series, na: int, wrong: int, letters: int) -> list[pl.Expr]:
    """What the texts at the positions in a column say, as `_cells` takes it."""
    at, right = pl.col(source), na + wrong
    found = [pl.lit(values).gather(at).alias(source)]
    if na:
        found.append((at < na).fill_null(value=False).alias(f"{source}.na"))
    if wrong:
        found.append(((at >= na) & (at < right)).fill_null(value=False).alias(f"{source}.wrong"))
    if letters:
        found.append(((at >= right) & (at < right + letters)).alias(f"{source}.letters"))
    return found


def _said(at: pl.Series, known: _Known, source: str) -> Cells:
    return _cells(at.alias(source).to_frame().select(known.said), source)


def _cells(said: pl.DataFrame, source: str) -> Cells:
    wrong, na, letters = (said.get_column(f"{source}.{kind}", default=None) for kind in ("wrong", "na", "letters"))
    return Cells(said[source], wrong, na, 0 if letters is None else letters.sum())


def _kind(text: str, fact: FactValue | Unfit | None) -> int:
    if fact is NA:
        return _NA
    if isinstance(fact, Unfit):
        return _WRONG
    return _LETTERS if fact is None and is_letters(text) else _FINE


def _stored(fact: FactValue | Unfit | None) -> object:
    """A fact as a column holds it."""
    if isinstance(fact, Unfit) or fact is NA:
        return None
    if isinstance(fact, Fraction):
        return int(fact) if fact.denominator == 1 else float(fact)
    return fact


def none(height: int) -> pl.Series:
    """No row at all."""
    return pl.Series([False]).new_from_index(0, height)


def overlaid(cells: Cells, more: Cells, where: pl.Series) -> Cells:
    """Cells of which some were read apart."""
    at = where.arg_true()
    wrong, na = (None if part is None else none(len(where)).scatter(at, part) for part in (more.wrong, more.na))
    return Cells(cells.values.scatter(at, more.values), wrong, na, cells.letters + more.letters)


def _either(one: pl.Series | None, other: pl.Series | None) -> pl.Series | None:
    """Marks of cells of which each was read as a number or as a text."""
    if one is None or other is None:
        return one if other is None else other
    return one | other
