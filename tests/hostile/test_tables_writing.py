"""Hostile cells through `batch` and `select`: results, rejects, workbooks and summaries in which nothing acts."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from tests.command import Run
from tests.hostile.test_writing import HOSTILE, acting

HEADER = ["code", "name", "province", "unit_type", "central_pilot", "smartphone_rate"]
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# All texts in one table; and each in a table of its own, since some change how a table is read.
TOGETHER = ["all", *(pytest.param(name, marks=pytest.mark.full) for name in HOSTILE)]


def table(path: Path, which: str) -> str:
    """For each text a row whose name and province are hostile, and one whose share is, so that it is refused."""
    texts = HOSTILE.values() if which == "all" else [HOSTILE[which]]
    rows = [HEADER]
    for number, text in enumerate(texts):
        rows += [[f"a{number}", text, text, "xa", "không", "85,2"], [f"b{number}", "A", "B", "xa", "không", text]]
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
    return str(path)


@pytest.mark.parametrize("which", TOGETHER)
@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_results_do_not_act(run: Run, tmp_path: Path, which: str, format: str) -> None:
    """Neither on the terminal nor in a spreadsheet program, and neither do the summary and the rejects."""
    name = table(tmp_path / "t.csv", which)
    rejects = tmp_path / "r.csv"
    code, out, err = run("batch", name, "--as-of", "2023-06-30", "-f", format, "--rejects", str(rejects))
    assert code in (0, 3)
    assert acting(out + err) == set()
    kept = rejects.read_text(encoding="utf-8-sig") if rejects.exists() else ""
    assert acting(kept) == set()
    assert which != "all" or len(out.splitlines()) > len(HOSTILE) / 2
    cells = [cell for row in csv.reader(io.StringIO(kept + (out if format == "csv" else ""))) for cell in row]
    assert [cell for cell in cells if cell.startswith(FORMULA)] == []


@pytest.mark.parametrize("which", TOGETHER)
@pytest.mark.parametrize("verb", ["batch", "select"])
def test_a_workbook_does_not_act(run: Run, tmp_path: Path, which: str, verb: str) -> None:
    """Every cell is a text or a number, none a formula or a link."""
    seats = ["--seats", "1"] if verb == "select" else []
    name = table(tmp_path / "t.csv", which)
    code, out, err = run(verb, name, "--as-of", "2023-06-30", *seats, "-o", str(tmp_path / "kq.xlsx"))
    assert code in (0, 3)
    assert acting(out + err) == set()
    cells = [
        cell
        for sheet in openpyxl.load_workbook(tmp_path / "kq.xlsx").worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(cell.hyperlink is None for cell in cells)
    assert acting("".join(str(cell.value) for cell in cells)) == set()


@pytest.mark.parametrize("which", TOGETHER)
def test_a_page_of_a_choice_does_not_act(run: Run, tmp_path: Path, which: str) -> None:
    """The ranking on the terminal shows a hostile name as text, within its width."""
    from rich.cells import cell_len

    name = table(tmp_path / "t.csv", which)
    code, out, err = run("select", name, "--as-of", "2023-06-30", "--seats", "1", "--per", "province=1")
    assert code in (0, 3)
    assert acting(out + err) == set()
    assert [line for line in out.splitlines() if cell_len(line) > 80] == []
