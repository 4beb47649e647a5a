"""Results in CSV, JSON Lines and Parquet: whole, the same every time, and nothing in them acts."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from smartcommune.messages import Words
from smartcommune.render.data_files import FROM_RULES, FROM_TABLE, acting_columns, guarded, write
from smartcommune.render.safe import cell
from tests.hostile.test_writing import HOSTILE, OVERRIDES, acting

FORMULAS = ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "－1"]


def results(*names: str | None) -> pl.DataFrame:
    return pl.DataFrame(
        {"code": ["00123"] * len(names), "name": names, "score": [-1.5] * len(names), "reasons": ["x"] * len(names)},
        schema={"code": pl.String, "name": pl.String, "score": pl.Float64, "reasons": pl.String},
    )


def written(frame: pl.DataFrame, format: str, path: Path, *, with_mark: bool = False) -> bytes:
    with path.open("wb") as file:
        write(frame.lazy(), format, file, with_mark=with_mark)
    return path.read_bytes()


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula(text: str) -> None:
    """A text that a spreadsheet program would calculate begins with an apostrophe."""
    (name,) = guarded(results(text), FROM_TABLE)["name"]
    assert name.startswith("'")


def test_numbers_and_harmless_texts_are_untouched(tmp_path: Path) -> None:
    """A negative number stays one; a name, a blank and a code with zeros stay what they are."""
    frame = results("Bạch Đằng", None, "a=b", "Xã A-B", "'x")
    assert_frame_equal(guarded(frame, FROM_TABLE), frame)
    assert written(frame.head(1), "csv", tmp_path / "a.csv").decode().splitlines()[1] == "00123,Bạch Đằng,-1.5,x"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_whole_column_is_guarded_as_each_of_its_texts(text: str) -> None:
    """What a column as a whole is looked through for misses nothing that acts."""
    frame = guarded(results("A", text, None), FROM_TABLE)
    assert frame["name"].to_list() == ["A", cell(text), None]
    assert acting(cell(text)) == set()


def test_every_character_that_acts_is_found() -> None:
    """Of all characters, none that a terminal acts on gets past the search in columns."""
    every = [chr(code) for code in [*range(1, 0x3000), 0xFEFF, 0xE0041, 0xFFF9, *map(ord, OVERRIDES)]]
    column = guarded(results(*every), FROM_TABLE)["name"]
    assert {found for found in column if acting(found)} == set()


def test_reasons_are_looked_through_if_the_rule_set_acts() -> None:
    """Reasons are made of the rule set's words: only where these act is there anything to find."""
    assert acting_columns([Words("Là xã", "Is a commune")]) == FROM_TABLE
    assert acting_columns([Words("Là xã", "=1")]) == FROM_TABLE + FROM_RULES
    assert acting_columns([Words("\u202ex", "x")]) == FROM_TABLE + FROM_RULES


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_csv_gives_back_one_row_for_each(tmp_path: Path, text: str) -> None:
    """Whatever is in a name, every CSV reader finds as many rows and columns as there are."""
    content = written(guarded(results(text, "B"), FROM_TABLE), "csv", tmp_path / "a.csv").decode("utf-8")
    rows = list(csv.reader(io.StringIO(content)))
    assert [len(row) for row in rows] == [4, 4, 4]
    assert rows[1][1] == cell(text)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_json_lines_give_the_text_back_and_do_not_act(tmp_path: Path, text: str) -> None:
    """JSON keeps the text as it is, and has every character that acts escaped."""
    content = written(results(text, "B"), "jsonl", tmp_path / "a.jsonl").decode("utf-8")
    assert [json.loads(line)["name"] for line in content.splitlines()] == [text, "B"]
    assert acting(content) == set()


def test_a_letter_cut_in_two_is_written_whole(tmp_path: Path) -> None:
    """Output comes in pieces that may end within a letter; more than any buffer holds comes out as it went in."""
    names = [f"Bạch Đằng {number} \u202e" for number in range(40_000)]
    content = written(results(*names), "jsonl", tmp_path / "a.jsonl").decode("utf-8")
    assert [json.loads(line)["name"] for line in content.splitlines()] == names


def test_the_mark_is_for_excel(tmp_path: Path) -> None:
    """With a mark in front Excel reads Vietnamese, and Polars reads the same table."""
    frame = results("Bạch Đằng")
    content = written(frame, "csv", tmp_path / "a.csv", with_mark=True)
    assert content.startswith(b"\xef\xbb\xbfcode,")
    assert written(frame, "csv", tmp_path / "b.csv") == content.removeprefix(b"\xef\xbb\xbf")
    assert_frame_equal(pl.read_csv(tmp_path / "a.csv", schema=frame.schema), frame)


def test_parquet_keeps_types_and_is_the_same_every_time(tmp_path: Path) -> None:
    """What is read from Parquet is what was written, and two runs give the same bytes."""
    frame = results(*(f"=xã {number}" for number in range(1000)))
    content = written(frame, "parquet", tmp_path / "a.parquet")
    assert_frame_equal(pl.read_parquet(tmp_path / "a.parquet"), frame)
    assert written(frame, "parquet", tmp_path / "b.parquet") == content
