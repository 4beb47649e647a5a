"""Parquet to typed sheets: each column keeps what it holds, exactly."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from smartcommune.problems import InputError
from smartcommune.tables.open import open_table
from smartcommune.tables.sheets.ends import reading
from smartcommune.tables.sheets.sheet import Sheet


def opened(folder: Path, frame: pl.DataFrame) -> Sheet:
    path = folder / "a.parquet"
    frame.write_parquet(path)
    return open_table(str(path))


NOON = datetime.fromisoformat("2023-05-31T12:00")


@pytest.mark.parametrize(
    ("type", "values", "read", "found"),
    [
        (pl.String, ["01001", "NA", " "], pl.String, ["01001", "NA", None]),
        (pl.Int64, [1, None, -3], pl.Int64, [1, None, -3]),
        (pl.UInt8, [1, 2, 3], pl.Int64, [1, 2, 3]),
        (pl.Float64, [85.2, None, 0.1], pl.Float64, [85.2, None, 0.1]),
        (pl.Float32, [85.2, None, 1.5], pl.String, ["85.2", None, "1.5"]),
        (pl.Boolean, [True, None, False], pl.Boolean, [True, None, False]),
        (pl.Date, [date(2023, 5, 31), None, None], pl.Date, [date(2023, 5, 31), None, None]),
        (pl.Datetime, [NOON, NOON.replace(hour=0), None], pl.String, ["2023-05-31 12:00:00", "2023-05-31", None]),
        (pl.Categorical, ["a", None, "b"], pl.String, ["a", None, "b"]),
        (pl.Decimal(10, 2), [Decimal("85.20"), None, Decimal(1)], pl.String, ["85.20", None, "1.00"]),
        (pl.UInt64, [2**64 - 1, None, 1], pl.String, ["18446744073709551615", None, "1"]),
        (pl.Null, [None, None, None], pl.String, [None, None, None]),
    ],
    ids=str,
)
def test_a_column_keeps_its_values(
    type: pl.DataType, values: list[object], read: pl.DataType, found: list[object], tmp_path: Path
) -> None:
    """In the type it has, or as the text that says exactly what it holds."""
    sheet = opened(tmp_path, pl.DataFrame({"mã": ["a", "b", "c"], "x": pl.Series(values, dtype=type)}))
    frame = sheet.frame.collect(engine="streaming")
    assert (sheet.kind, sheet.is_typed, sheet.names, sheet.width) == ("parquet", True, ("mã", "x"), 2)
    assert frame.schema == {"row": pl.Int64, "c0": pl.String, "c1": read}
    assert frame["c1"].to_list() == found
    assert frame["row"].to_list() == [1, 2, 3]


def test_rows_without_anything_are_left_out(tmp_path: Path) -> None:
    """They count all the same; the head has the texts of the others."""
    sheet = opened(tmp_path, pl.DataFrame({"a": ["x", None, " "], "b": [None, None, None], "c": [1.5, None, None]}))
    assert sheet.frame.collect().rows() == [(1, "x", None, 1.5)]
    assert sheet.head == sheet.tail == ((1, ("x", None, "1.5")),)


@pytest.mark.parametrize("filled", [1, 2, 4])
def test_a_row_is_blank_only_if_all_of_it_is(filled: int, tmp_path: Path) -> None:
    """Whichever column has the one value of a row, and whether or not another column has one in every row."""
    columns = {f"t{number}": [None, " ", "x" if number == filled else None] for number in range(5)}
    read = opened(tmp_path, pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))).frame.collect()
    assert read["row"].to_list() == [3]
    whole = pl.DataFrame({**columns, "t0": [1, 2, 3]}, schema_overrides=dict.fromkeys(list(columns)[1:], pl.String))
    assert opened(tmp_path, whole).frame.collect()["row"].to_list() == [1, 2, 3]
    assert opened(tmp_path, whole).frame.collect()[f"c{filled}"].to_list() == [None, None, "x"]


def test_columns_of_other_types_are_each_a_problem(tmp_path: Path) -> None:
    """All of them are told, by name."""
    frame = pl.DataFrame({"a": [[1]], "b": [{"x": 1}], "c": [b"x"], "d": [1]})
    with pytest.raises(InputError) as caught:
        opened(tmp_path, frame)
    said = [problem.message.say("en") for problem in caught.value.problems]
    assert sorted(sentence.split(",")[0] for sentence in said) == [
        "the column `a` holds lists",
        "the column `b` holds objects of several values",
        "the column `c` holds bytes",
    ]


def test_an_empty_table_is_refused(tmp_path: Path) -> None:
    """No row, nothing to assess."""
    with pytest.raises(InputError) as caught:
        opened(tmp_path, pl.DataFrame({"a": []}))
    assert [problem.id for problem in caught.value.problems] == ["empty-table"]


@pytest.mark.parametrize("share", [0.02, 0.5, 0.99])
def test_a_file_cut_short_is_a_problem(share: float, tmp_path: Path) -> None:
    """Its directory stands at its end."""
    path = tmp_path / "a.parquet"
    pl.DataFrame({"a": list(range(1_000))}).write_parquet(path)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(InputError) as caught:
        open_table(str(path))
    assert [problem.id for problem in caught.value.problems] == ["broken-table"]


def test_a_damaged_file_is_a_problem_or_a_table(tmp_path: Path) -> None:
    """Wherever a stretch of bytes is overwritten or the file ends, nothing but `InputError` is raised, and no panic."""
    path = tmp_path / "a.parquet"
    pl.DataFrame(
        {"name": [f"Xã {n}" for n in range(300)], "smartphone_rate": [n / 7 for n in range(300)]}
    ).write_parquet(path)
    content, refused = path.read_bytes(), 0
    for start in range(0, len(content) - 8, len(content) // 100):
        for damaged in (content[:start], content[:start] + b"\xa5" * 8 + content[start + 8 :]):
            path.write_bytes(damaged)
            try:
                with reading(str(path)):
                    open_table(str(path)).frame.collect()
            except InputError:
                refused += 1
    assert refused > 100
