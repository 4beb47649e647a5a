"""What every command that reads a table says of a column that holds data and that nobody reads."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import DAY, Run

HEADERS = (
    "Tên xã", "unit_type", "central_pilot", "Tỷ lệ hộ có Intenet băng rộng", "Kế hoạch ĐTTM", "ĐTTM",
    "Tỷ lệ hộ dùng Internet băng thông rộng", "Ghi chú",
)  # fmt: skip
HEADER = ",".join(HEADERS)
ROW = "Tân Mỹ,xa,không,81,90,85,70,họp lại"
IGNORED = ("--ignore-columns", "D")
PILOT = "pilot-smart-2023"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with a table of one commune, one near miss and three other columns that nobody reads."""
    (tmp_path / "t.csv").write_text(f"{HEADER}\n{ROW}\n", encoding="utf-8")
    return tmp_path


def said_in_workbook(path: Path) -> str:
    sheets = openpyxl.load_workbook(path).worksheets
    return "\n".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value)


def test_the_workbook_of_batch_names_the_nearest_indicator(run: Run, here: Path) -> None:
    """A near miss, another figure and what is only like, each with its indicator; all others by their headers."""
    assert run("batch", "t.csv", "--as-of", DAY, "-o", "k.xlsx").code == 3
    said = said_in_workbook(here / "k.xlsx")
    assert "cột D “Tỷ lệ hộ có Intenet băng rộng”: gần giống “Tỷ lệ hộ có Internet băng rộng”" in said
    assert "cột E “Kế hoạch ĐTTM”: là số kế hoạch hoặc mục tiêu của “Tỷ lệ người trưởng thành" in said
    assert "Cột không dùng để đánh giá: cột H “Ghi chú”" in said


def test_the_answer_of_select_names_the_nearest_indicator(run: Run, here: Path) -> None:
    """In JSON by id, in a workbook in words; what is asked about keeps everybody from being picked."""
    assert here
    asked = run("select", "t.csv", "--seats", "1", "--as-of", DAY, "-f", "json")
    assert (asked.code, "broadband_household_rate" in asked.err) == (3, True)
    done = run("select", "t.csv", "--seats", "1", "--as-of", DAY, "-f", "json", *IGNORED)
    found = {each["column"]: each for each in json.loads(done.out)["unused_columns"]}
    assert set(found) == {"E", "G", "H"}
    assert (found["E"]["resembles"], found["E"]["is_other_figure"]) == ("smartphone_rate", "plan")
    assert (found["G"]["resembles"], found["G"]["is_other_figure"]) == ("broadband_household_rate", None)
    assert (found["H"]["resembles"], found["H"]["header"]) == (None, "Ghi chú")
    assert run("select", "t.csv", "--seats", "1", "--as-of", DAY, "-o", "k.xlsx", *IGNORED).code == 0
    assert "cột G “Tỷ lệ hộ dùng Internet băng thông rộng”: gần giống" in said_in_workbook(here / "k.xlsx")


def test_a_comparison_of_rule_sets_asks_as_well(run: Run, here: Path) -> None:
    """Of two rule sets on a table; what is not to be used is not asked about."""
    assert here
    rules = (PILOT, "pilot-smart-lam-dong", "--on", "t.csv", "--as-of", DAY, "--lang", "en")
    asked = run("diff", *rules)
    assert (asked.code, "resembles “Tỷ lệ hộ có Internet băng rộng”" in asked.err) == (3, True)
    assert run("diff", *rules, *IGNORED).code in (0, 20)
    alone = run("diff", PILOT, "pilot-smart-lam-dong", *IGNORED)
    assert (alone.code, "--ignore-columns" in alone.err) == (2, True)


def test_results_are_verified_with_the_columns_that_were_not_used(run: Run, here: Path) -> None:
    """One that is not there is bad usage."""
    assert here
    rows = f"{HEADER},ĐTTM (%)\n{ROW},86\n"
    (here / "t.csv").write_text(rows, encoding="utf-8")
    ignored = (*IGNORED, "--ignore-columns", "I")
    assert run("batch", "t.csv", "--as-of", DAY, "-o", "k.csv", *ignored).code == 0
    assert run("verify", "k.csv", "--table", "t.csv").code == 3
    assert run("verify", "k.csv", "--table", "t.csv", *ignored).code == 0
    assert run("verify", "k.csv", "--table", "t.csv", "--ignore-columns", "Z").code == 2
