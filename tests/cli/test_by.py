"""`batch --by`: what a table adds up to, by any of its columns."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.command import Run

TABLE = """\
Mã,Tên xã,Tỉnh,Huyện,Năm,unit_type,central_pilot,smartphone_rate
001,A,Nam Định,Hải Hậu,1,xã,không,90
002,B,Nam Định,Hải Hậu,1,xã,không,70
003,C,Nam Định,Giao Thủy,2,phường,không,90
004,D,Nam Định,,2,xã,không,95
"""


@pytest.fixture
def table(tmp_path: Path) -> None:
    (tmp_path / "xa.csv").write_text(TABLE, encoding="utf-8")


def lines(text: str, head: str) -> list[str]:
    """The list below a heading."""
    found = [line.strip() for line in text.partition(head)[2].partition("\n\n")[0].splitlines()]
    return [line for line in found if line]


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize(
    ("column", "title", "expected"),
    [
        ("huyện", "Huyện", ["- Giao Thủy: 1 (Out of scope: 1)", "- Hải Hậu: 2 (Eligible: 1, Not yet decidable: 1)"]),
        ("D", "Huyện", ["- Giao Thủy: 1 (Out of scope: 1)", "- Hải Hậu: 2 (Eligible: 1, Not yet decidable: 1)"]),
        ("Năm", "Năm", ["- 1: 2 (Eligible: 1, Not yet decidable: 1)", "- 2: 2 (Eligible: 1, Out of scope: 1)"]),
        ("unit_type", "unit_type", ["- phường: 1 (Out of scope: 1)", "- xã: 3 (Eligible: 2, Not yet decidable: 1)"]),
        ("province", "Tỉnh", ["- Nam Định: 4 (Eligible: 2, Not yet decidable: 1, Out of scope: 1)"]),
    ],
)
def test_totals_by_a_column(column: str, title: str, expected: list[str], run: Run) -> None:
    """By its header, what it is read as, or its letter; a blank cell is a value of its own, the last one."""
    done = run("batch", "xa.csv", "-o", "kq.csv", "--by", column, "--as-of", "2023-06-30", "--lang", "en")
    assert done.code == 0, done.err
    found = lines(done.out, f"By “{title}”")
    assert found[: len(expected)] == expected
    assert found[len(expected) :] == (["- –: 1 (Eligible: 1)"] if title == "Huyện" else [])


@pytest.mark.usefixtures("table")
def test_the_sheets_of_a_workbook_are_summed_up_by_it(run: Run, tmp_path: Path) -> None:
    """In the place of provinces."""
    assert run("batch", "xa.csv", "-o", "kq.xlsx", "--by", "Huyện", "--as-of", "2023-06-30", "--quiet").code == 0
    book = openpyxl.load_workbook(tmp_path / "kq.xlsx")
    rows = [tuple(cell for cell in row if cell is not None) for row in book["Tổng hợp"].iter_rows(values_only=True)]
    start = rows.index(("Theo “Huyện”",))
    assert rows[start + 2 : start + 6] == [
        ("Giao Thủy", 0, 0, 1, 1),
        ("Hải Hậu", 1, 1, 0, 2),
        ("–", 1, 0, 0, 1),
        ("Tổng số", 2, 1, 1, 4),
    ]


@pytest.mark.usefixtures("table")
def test_a_column_that_is_not_there_is_refused(run: Run, tmp_path: Path) -> None:
    """Before anything is written."""
    done = run("batch", "xa.csv", "-o", "kq.csv", "--by", "Huyên")
    assert (done.code, "--by" in done.err, "[keep-what]" in done.err, "“Huyện”" in done.err or "Huyện" in done.err) == (
        2, True, True, True,
    )  # fmt: skip
    assert not (tmp_path / "kq.csv").exists()


def test_a_column_of_names_is_not_summed_up_by(run: Run, tmp_path: Path) -> None:
    """That is said, and the totals of all are right."""
    rows = "".join(f"{number:04},X{number},xã\n" for number in range(600))
    (tmp_path / "xa.csv").write_text(f"Mã,Tên xã,unit_type\n{rows}", encoding="utf-8")
    done = run("batch", "xa.csv", "-o", "kq.csv", "--by", "Tên xã", "--as-of", "2023-06-30", "--lang", "en")
    assert (done.code, "more than 500 values" in done.out, "600" in done.out) == (0, True, True)


def test_the_signed_list_says_why_a_commune_is_in_its_group(run: Run, tmp_path: Path) -> None:
    """Of classes that are no ranks no verdict gives a reason."""
    rows = "001,A,xã,5,Khu vực II,không,không,không\n002,B,xã,50,Không thuộc vùng này,không,không,không\n"
    heads = "Mã,Tên xã,unit_type,agriculture_share,minority_area,next_to_urban,planned_urban,planned_new_town"
    (tmp_path / "xa.csv").write_text(f"{heads}\n{rows}003,C,xã,,,,,\n", encoding="utf-8")
    asked = ("--rules", "ntm-2026", "--as-of", "2026-06-01", "--quiet")
    assert run("batch", "xa.csv", "-o", "kq.xlsx", *asked).code == 0
    listed = openpyxl.load_workbook(tmp_path / "kq.xlsx").worksheets[0].iter_rows(min_row=5, max_row=7)
    said = [str(row[-1].value).partition("xếp loại: ")[2] for row in listed]
    signs = "Có dấu hiệu của nhóm 1 ({}), Có dấu hiệu của nhóm 3 ({})"
    assert said == [signs.format(each, each) for each in ("đạt", "không đạt", "chưa rõ")]
