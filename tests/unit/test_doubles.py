"""Rows with one key: found over all batches, each with the first one."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from smartcommune.tables.results import doubles
from smartcommune.tables.results.doubles import Double, Doubles


def rows(first: int, codes: list[str | None], **more: Any) -> pl.DataFrame:
    """Rows of communes; those without a code have no name, either, unless it is given."""
    names = {"name": pl.Series([None] * len(codes), dtype=pl.String)}
    return pl.DataFrame(
        {"row": range(first, first + len(codes)), "code": pl.Series(codes, dtype=pl.String), **names, **more}
    )


def test_equal_codes_are_found_in_any_batch() -> None:
    """A row with neither a code nor a name is nobody's double."""
    found = Doubles()
    found.add(rows(2, ["00001", None, "00002"]))
    found.add(rows(5, ["00003", None, "00001", "00001"]))
    assert found.found() == [Double(7, 2), Double(8, 2)]


def test_another_day_or_list_is_another_key() -> None:
    """One commune may stand in a table once for each day."""
    found = Doubles()
    found.add(rows(2, ["00001", "00001"], as_of=[date(2023, 6, 30), date(2024, 6, 30)]))
    assert found.found() == []
    found.add(rows(4, ["00001"], as_of=[date(2024, 6, 30)]))
    assert found.found() == [Double(4, 3)]


def test_too_many_rows_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """And that is known."""
    monkeypatch.setattr(doubles, "MOST_ROWS", 3)
    found = Doubles()
    found.add(rows(2, ["00001", "00001"]))
    assert not found.is_undecided
    found.add(rows(4, ["00001", "00001"]))
    assert found.is_undecided
    assert found.found() == []


def test_without_a_code_the_name_is_the_key() -> None:
    """With the district and the province; another district makes another commune of it."""
    found = Doubles()
    found.add(rows(2, ["Tân Lập", None], name=["Tân Lập", "Tân Lập"]))
    assert found.found() == []
    found.add(rows(4, [None, None], name=["Tân Lập", "Tân Hà"]))
    assert found.found() == [Double(4, 3)]
    apart = Doubles()
    apart.add(rows(2, [None, None], name=["Tân Lập", "Tân Lập"], district=["A", "B"]))
    assert apart.found() == []
