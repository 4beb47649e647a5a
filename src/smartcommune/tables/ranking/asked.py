"""The words of `--per` and `--tie-break` to the column of a table that they mean, and to its cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple

import polars as pl

from smartcommune.messages import Message, Sayable
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import did_you_mean
from smartcommune.tables.cells.cell_facts import Loaded
from smartcommune.tables.cells.typed import as_text
from smartcommune.tables.header.columns import Column
from smartcommune.tables.header.folding import bare, folded, word
from smartcommune.tables.header.heading_parts import cells_of
from smartcommune.tables.sheets.sheet import BLANKS, ROW

CODE: Final = "code"
PROVINCE: Final = "province"
DISTRICT: Final = "district"
# What can be counted by or compared, of what says which commune it is.
_IDENTITY: Final = (CODE, "name", PROVINCE, DISTRICT)
# What people write for a place that they do not know.
_UNKNOWN: Final = frozenset(
    {"", "?", "-", "--", "–", "—", "…", "...", "na", "n/a", "null", "none", "unknown"}
    | {"chua ro", "khong ro", "chua biet", "khong biet", "chua co", "chua xac dinh"}
)


class Asked(NamedTuple):
    """A column that is asked for: an indicator or what says which commune it is, or another column by its position."""

    name: str  # as it was asked for
    label: Sayable
    target: str | None = None
    position: int | None = None

    @property
    def key(self) -> str:
        """What it is, however it was called."""
        return self.target or f"column {self.position}"


def asked(name: str, loaded: Loaded, ruleset: RuleSet) -> Asked | None:
    """The column that a name means: an id, or the header as it stands in the table; None if there is none."""
    if name in ruleset.declared:
        return Asked(name, ruleset.indicators[name].label, name)
    if name in _IDENTITY:
        return Asked(name, Message(f"column.{name}"), name)
    columns = _headed(name, loaded.columns)
    if len(columns) != 1:
        return None
    (column,) = columns
    if column.target is not None and (column.target in ruleset.indicators or column.target in _IDENTITY):
        return asked(column.target, loaded, ruleset)
    return Asked(name, Message("form.quoted", label=column.header), None, column.position)


def _headed(name: str, columns: Sequence[Column]) -> list[Column]:
    """The columns with a header: as a whole, else by its last part."""
    whole = [column for column in columns if column.header and folded(column.header) == folded(name)]
    return whole or [column for column in columns if folded(name) == folded(cells_of(column.header)[-1])]


def likely(name: str, loaded: Loaded, ruleset: RuleSet) -> Message | None:
    """What a name that means nothing may have been meant to be."""
    headers = (column.header for column in loaded.columns if column.header)
    return did_you_mean(name, [*_IDENTITY, *ruleset.declared, *headers])


def cells(column: Asked, loaded: Loaded) -> dict[int, str | None]:
    """The texts of another column, by row; where cells are merged down, each row has the text."""
    source = f"c{column.position}"
    type = loaded.sheet.frame.collect_schema()[source]
    text = as_text(source, type) if loaded.sheet.is_typed else pl.col(source)
    found = dict(loaded.sheet.frame.select(ROW, text.str.strip_chars(BLANKS)).collect().iter_rows())
    for first, left, last, right in loaded.sheet.merged:
        if left == right == column.position and loaded.layout.first <= first:
            found |= dict.fromkeys(range(first, last + 1), found.get(first))
    return found


class PlaceReader:
    """Reads in which place a quota counts a commune."""

    def __init__(self, columns: Sequence[Asked], loaded: Loaded) -> None:
        self._columns = columns
        self._has_province = any(column.target == PROVINCE for column in loaded.columns)
        self._texts = {each.key: cells(each, loaded) for each in columns if each.target is None}

    def words(self, row: Mapping[str, Any]) -> tuple[str | None, ...]:
        """The places as the table words them."""
        return tuple([self._word(column, row) for column in self._columns])

    def places(self, row: Mapping[str, Any]) -> tuple[str | None, ...]:
        """The places so that the same one is the same text, however it is written; None where it is not known."""
        return tuple([self._place(column, row) for column in self._columns])

    def _word(self, column: Asked, row: Mapping[str, Any]) -> str | None:
        target = column.target
        found = self._texts[column.key].get(row[ROW]) if target is None else row.get(target)
        is_name = target is None or target in _IDENTITY
        return None if found is None or (is_name and is_unknown(str(found))) else str(found)

    def _place(self, column: Asked, row: Mapping[str, Any]) -> str | None:
        text = self._word(column, row)
        if text is None or column.target == PROVINCE:
            return text and province_of(text)
        if column.target != DISTRICT or not self._has_province:
            return folded(text)
        # Districts of several provinces bear one name: there are ten called Châu Thành.
        province = row.get(PROVINCE)
        return None if is_unknown(province) else f"{province_of(str(province))} / {folded(text)}"


def is_unknown(text: str | None) -> bool:
    """Whether a text says that a place is not known."""
    return text is None or bare(word(text)) in _UNKNOWN


@cache
def province_of(text: str) -> str:
    """A province however it is written: no two have names that differ by nothing but accents."""
    words = bare(folded(text))
    prefix = next((kind for kind in ("tinh", "thanh pho", "tp") if words.startswith(f"{kind} ")), "")
    return words.removeprefix(prefix).strip()
