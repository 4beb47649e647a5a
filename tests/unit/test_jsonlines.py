"""JSON Lines to typed sheets: numbers with their digits, lines with their numbers, bad lines told."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcommune.problems import InputError
from smartcommune.tables.open import open_table
from smartcommune.tables.sheets.sheet import BLANKS, Sheet


def opened(folder: Path, text: str | bytes) -> Sheet:
    path = folder / "a.jsonl"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return open_table(str(path))


@pytest.mark.parametrize(
    ("values", "type", "found"),
    [
        (["1", "-2", "null"], pl.Int64, [1, -2, None]),
        (["1", "85.2", "1e3"], pl.Float64, [1.0, 85.2, 1000.0]),
        (["true", "false", "null"], pl.Boolean, [True, False, None]),
        (['"01001"', '"NA"', '" "'], pl.String, ["01001", "NA", None]),
        (["1", '"x"', "true"], pl.String, ["1", "x", "true"]),
        (["0.12345678901234567", "1", "2"], pl.String, ["0.12345678901234567", "1", "2"]),
        (["12345678901234567890", "1", "2"], pl.String, ["12345678901234567890", "1", "2"]),
        (["1e400", "1", "2"], pl.String, ["1e400", "1", "2"]),
        ([f"1e{'9' * 5_000}", "1", "2"], pl.String, [f"1e{'9' * 5_000}", "1", "2"]),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_column_has_the_type_that_all_its_values_have(
    values: list[str], type: pl.DataType, found: list[object], tmp_path: Path
) -> None:
    """Text if they differ, or if a number has more digits than fit."""
    sheet = opened(tmp_path, "".join(f'{{"mã": "x", "v": {value}}}\n' for value in values))
    frame = sheet.frame.collect(engine="streaming")
    assert (sheet.kind, sheet.is_typed, sheet.names) == ("jsonl", True, ("mã", "v"))
    assert frame.schema == {"row": pl.Int64, "c0": pl.String, "c1": type}
    assert frame["c1"].to_list() == found


def test_lines_keep_their_numbers(tmp_path: Path) -> None:
    """Blank lines and objects without values count; keys come in the order they first stand in."""
    sheet = opened(tmp_path, b'\xef\xbb\xbf{"b": 1}\n\n{}\n{"a": "x", "b": null}\n{"b": null}\n')
    assert sheet.names == ("b", "a")
    assert sheet.frame.collect().rows() == [(1, 1, None), (4, None, "x")]
    assert sheet.head == ((1, ("1", None)), (4, (None, "x")))


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{bad", "not-json"),
        ('{"a": 1} {"a": 2}', "not-json"),
        ("[" * 100_000, "not-json"),
        ("[1]", "not-an-object"),
        ("5", "not-an-object"),
        ('{"a": [1]}', "nested-value"),
        ('{"a": {"b": 1}}', "nested-value"),
        ('{"a": 1, "a": 2}', "key-twice"),
        ('{"a": NaN}', "not-a-json-number"),
        ('{"a": -Infinity}', "not-a-json-number"),
        ('{"a": "\\ud800"}', "half-a-character"),
        ('{"a": "x\\u0000"}', "nul-character"),
    ],
    ids=lambda value: value[:20],
)
def test_a_bad_line_is_left_out_and_told(line: str, problem: str, tmp_path: Path) -> None:
    """The lines around it are read."""
    sheet = opened(tmp_path, f'{{"a": 1}}\n{line}\n{{"a": 3}}\n')
    assert sheet.frame.collect().rows() == [(1, 1), (3, 3)]
    assert [(each.place.line, each.id) for each in sheet.problems] == [(2, problem)]


def test_a_file_of_bad_lines_is_refused(tmp_path: Path) -> None:
    """There is no table in it."""
    with pytest.raises(InputError) as caught:
        opened(tmp_path, "[1]\n[2]\n")
    assert [problem.id for problem in caught.value.problems] == ["not-an-object"] * 2


TEXTS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=5)
RECORDS = st.lists(
    st.builds(lambda a, b: {"a": a, "b": b}, TEXTS, st.integers(-(10**14), 10**14)), min_size=1, max_size=5
)


@given(RECORDS, st.booleans())
def test_what_the_standard_library_writes_comes_back(records: list[dict[str, object]], ascii: bool) -> None:
    """Every text and every whole number, whether letters are escaped or not."""
    text = "".join(json.dumps(record, ensure_ascii=ascii) + "\n" for record in records)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonl"
        path.write_text(text, encoding="utf-8")
        frame = open_table(str(path), encoding="utf-8").frame.collect()
    assert frame["c1"].to_list() == [record["b"] for record in records]
    expected = [text if str(text).strip(BLANKS) else None for text in (record["a"] for record in records)]
    assert frame["c0"].to_list() == expected
