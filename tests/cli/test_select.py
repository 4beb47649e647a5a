"""`smartcommune select` as a user runs it: who gets a seat, in every format, and what cannot be asked for."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import DAY, Done, Run
from tests.cli.test_batch import rows_of, table

HEADER = ["Mã xã", "Tên xã", "Tỉnh", "unit_type", "central_pilot", "smartphone_rate", "facilities_attested", "adults"]
ROWS = [
    ["00001", "Giao Phong", "Nam Định", "Xã", "không", "90", "có", "3000"],
    ["00002", "Xuân Trúc", "NAM ĐỊNH", "Xã", "không", "85", "có", "5000"],
    ["00003", "Tân Mỹ", "Bắc Giang", "Xã", "không", "81", "", ""],
    ["00004", "Vi Hương", "Bắc Kạn", "Xã", "không", "", "", ""],
    ["00005", "Bạch Đằng", "Hà Nội", "Phường", "", "", "", ""],
]
PICK = ("--as-of", DAY, "--seats", "2")
BY_ADULTS = ("--tie-break", "adults:least")


@pytest.fixture
def office(tmp_path: Path) -> str:
    return table(tmp_path / "xa.csv", ROWS, HEADER)


def standings(done: Done) -> dict[str, str]:
    return {row["code"]: row["standing"] for row in rows_of(done.out)}


def test_the_best_are_picked(run: Run, office: str) -> None:
    """Seats go by score, and equals have one rank; every commune of the table has a line that says why."""
    done = run("select", office, *PICK, "-f", "csv")
    assert (done.code, done.err) == (0, "")
    assert standings(done) == {
        "00001": "picked",
        "00002": "picked",
        "00003": "seats_full",
        "00004": "undetermined",
        "00005": "out_of_scope",
    }
    assert [row["rank"] for row in rows_of(done.out)] == ["1", "1", "3", "", ""]


def test_a_quota_counts_a_province_however_it_is_written(run: Run, office: str) -> None:
    """Capitals make no other province."""
    done = run("select", office, *PICK, *BY_ADULTS, "--per", "province=1", "-f", "csv")
    assert {code: standing for code, standing in standings(done).items() if code < "00004"} == {
        "00001": "picked",
        "00002": "quota_full",
        "00003": "picked",
    }


@pytest.mark.parametrize("province", ["nam dinh", "Tỉnh Nam Định", "TỈNH NAM ÐỊNH", "Nam  Đinh"])
def test_accents_and_the_word_in_front_make_no_other_province(run: Run, tmp_path: Path, province: str) -> None:
    """No two provinces have names that differ by nothing else, so nobody gets a second seat by leaving them out."""
    rows = [ROWS[0], [*ROWS[1][:2], province, *ROWS[1][3:]]]
    office = table(tmp_path / "xa.csv", rows, HEADER)
    done = run("select", office, *PICK, *BY_ADULTS, "--per", "province=1", "-f", "csv")
    assert standings(done) == {"00001": "picked", "00002": "quota_full"}


def test_everyone_is_told_why(run: Run, office: str) -> None:
    """Who is picked by rank and score, who is not by what stands in the way."""
    done = run("select", office, *PICK, "--min-score", "60", "-f", "csv", "--lang", "en")
    reasons = {row["code"]: row["reason"] for row in rows_of(done.out)}
    assert reasons["00004"] == "Not yet decidable: facts are missing"
    assert reasons["00005"].startswith("Out of scope; not met: Is a commune")
    one = rows_of(run("select", office, *PICK, "-f", "csv", "--lang", "en").out)[0]
    assert one["reason"] == f"Picked: rank 1, certain score {one['score'].removesuffix('.0')}"


def test_who_cannot_reach_the_minimum_is_no_candidate(run: Run, office: str) -> None:
    """A commune whose highest score is too low stands with those not considered, and is told which score it lacks."""
    rows = [*ROWS, ["00006", "Giao Hà", "Nam Định", "Xã", "không", "10", "", ""]]
    del rows[3]
    office = table(Path(office), rows, HEADER)
    page = run("select", office, *PICK, "--min-score", "100", "--lang", "en").out
    assert "may become candidates" not in page
    _, others = page.split("Not considered: 2")
    assert "Giao Hà" in others
    assert "its highest possible score is below 100" in others


def test_the_page_says_what_was_read_and_left_out(run: Run, tmp_path: Path) -> None:
    """The rows add up, and those that are no communes are named."""
    bad = [*ROWS[2][:5], "80-85", "", ""]
    rows = [*ROWS[:2], bad, ["", "Tổng cộng", "", "", "", "", "", "8000"]]
    done = run("select", table(tmp_path / "xa.csv", rows, HEADER), *PICK, "--lang", "en")
    words = " ".join(done.out.split())
    assert "3 rows read: 2 assessed, 1 could not be read;" in words
    assert "left out: row 5 (total)" in words


def test_all_problems_are_counted(run: Run, tmp_path: Path) -> None:
    """Only the first are shown, with how many more there are."""
    rows = [ROWS[0], *[[f"{number:05}", "Xã", "B", "Xã", "không", "80-85", "", ""] for number in range(2, 152)]]
    done = run("select", table(tmp_path / "xa.csv", rows, HEADER), *PICK, "--lang", "en")
    assert done.code == 3
    assert "50 more problems are not listed" in done.err


def test_tie_breakers_decide_between_equals(run: Run, office: str) -> None:
    """The higher value first, or the lower if that is asked for."""
    high = run("select", office, "--as-of", DAY, "--seats", "1", "--tie-break", "adults", "-f", "csv")
    low = run("select", office, "--as-of", DAY, "--seats", "1", *BY_ADULTS, "-f", "csv")
    assert [code for code, standing in standings(high).items() if standing == "picked"] == ["00002"]
    assert [code for code, standing in standings(low).items() if standing == "picked"] == ["00001"]


def test_a_minimum_leaves_seats_free(run: Run, office: str) -> None:
    """With a minimum nobody reaches, no seat is taken, and the page says so."""
    done = run("select", office, *PICK, "--min-score", "99", "--lang", "en")
    assert "Picked: 0 of 2 seats" in done.out
    assert "2 seats stay free" in done.out
    assert "below 99" in done.out


def test_the_page_says_who_is_next(run: Run, office: str) -> None:
    """The picked, the next in line, the undetermined with what they lack; narrow enough for the terminal."""
    done = run("select", office, *PICK, "--lang", "en", env={"COLUMNS": "80"})
    assert "Next in line if there is one seat more: Tân Mỹ, Bắc Giang" in done.out
    assert "to find out:" in done.out
    assert "Not considered" in done.out
    assert max(map(len, done.out.splitlines())) <= 80


def test_json_has_the_whole_choice(run: Run, office: str) -> None:
    """The terms, who is next, and each commune with rank, standing, reason and missing facts."""
    found = json.loads(run("select", office, *PICK, "-f", "json").out)
    assert (found["schema"], found["seats"], found["next"]) == ("smartcommune/selection/1", 2, "00003")
    assert [commune["row"] for commune in found["communes"]] == [2, 3, 4, 5, 6]
    assert "smartphone_rate" in found["communes"][3]["missing"]
    assert found["communes"][0]["best"] == 1


def test_a_workbook_has_the_ranking(run: Run, office: str, tmp_path: Path) -> None:
    """Ranked and undetermined communes on the first sheet, all others on the second, the terms on the third."""
    assert run("select", office, *PICK, *BY_ADULTS, "--per", "province=1", "-o", "chon.xlsx") == Done(0, "", "")
    book = openpyxl.load_workbook(tmp_path / "chon.xlsx")
    assert [sheet.max_row for sheet in book.worksheets[:2]] == [5, 2]
    assert [cell.value for cell in book.worksheets[0]["D"]][1:4] == ["Được chọn", "Nhóm đã đủ suất", "Được chọn"]
    assert any("Tỉnh" in str(cell.value) for cell in book.worksheets[2]["A"])


@pytest.mark.parametrize("format", ["text", "csv", "json", "xlsx"])
def test_the_order_of_the_table_does_not_matter(run: Run, tmp_path: Path, office: str, format: str) -> None:
    """The same communes the other way round give the same choice, and two runs the same bytes."""
    name = f"a.{format}" if format != "text" else "a.txt"
    outputs = []
    for rows in (ROWS, ROWS[::-1]):
        path = table(tmp_path / "xa.csv", rows, HEADER)
        assert run("select", path, *PICK, "-o", name).code == 0
        outputs.append((tmp_path / name).read_bytes())
    if format == "json":
        first, second = (json.loads(output)["communes"] for output in outputs)
        assert [commune["code"] for commune in first] == [commune["code"] for commune in second]
    else:
        assert outputs[0] == outputs[1]


def test_a_commune_listed_twice_is_refused(run: Run, tmp_path: Path) -> None:
    """Two rows of one code end in 3 with both row numbers, and nothing is picked."""
    done = run("select", table(tmp_path / "xa.csv", [ROWS[0], ROWS[1], ROWS[0]], HEADER), *PICK, "--lang", "en")
    assert (done.code, done.out) == (3, "")
    assert "row 4 stands in row 2 too" in done.err


def test_a_row_that_cannot_be_read_is_told(run: Run, tmp_path: Path) -> None:
    """The others are ranked all the same, and the exit code is 3."""
    bad = [*ROWS[0][:5], "80-85", "", ""]
    done = run("select", table(tmp_path / "xa.csv", [bad, ROWS[1]], HEADER), *PICK, "-f", "csv")
    assert done.code == 3
    assert standings(done) == {"00002": "picked"}
    assert "80-85" in done.err


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_rejects_and_answer_appear_together(run: Run, tmp_path: Path, format: str) -> None:
    """An answer that cannot be written leaves no list of rejects behind, as if there had been a choice."""
    bad = [*ROWS[0][:5], "80-85", "", ""]
    path = table(tmp_path / "xa.csv", [bad, ROWS[1]], HEADER)
    done = run("select", path, *PICK, "-o", f"no-folder/a.{format}", "--rejects", "r.csv")
    assert (done.code, (tmp_path / "r.csv").exists()) == (4, False)


@pytest.mark.parametrize("name", ["=1+1", "\x1b[31m", "@x"])
def test_a_name_does_not_act(run: Run, tmp_path: Path, name: str) -> None:
    """A formula or an escape in a name stays text in every format."""
    path = table(tmp_path / "xa.csv", [[ROWS[0][0], name, *ROWS[0][2:]]], HEADER)
    assert "\x1b" not in run("select", path, *PICK).out
    found = list(csv.reader(io.StringIO(run("select", path, *PICK, "-f", "csv").out)))
    assert found[1][5][0] in "'\\"
    assert "\x1b" not in run("select", path, *PICK, "-f", "json").out


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--seats", "x"], "not-a-whole-number"),
        (["--seats", "-1"], "not-a-whole-number"),
        (["--seats", "1", "--per", "province"], "not-a-whole-number"),
        (["--seats", "1", "--per", "adults=1"], "not-counted-by"),
        (["--seats", "1", "--per", "Vùng=1"], "not-a-place"),
        (["--seats", "1", "--per", "province=1", "--per", "province=2"], "asked-twice"),
        (["--seats", "1", "--per", "province=1", "--per", "Tỉnh=1"], "asked-twice"),
        (["--seats", "1", "--tie-break", "Dân số"], "not-a-tie-break"),
        (["--seats", "1", "--tie-break", "adults", "--tie-break", "adults:least"], "asked-twice"),
        (["--seats", "1", "--min-score", "x"], "not-a-number"),
        (["--seats", "1", "--min-score", "101"], "not-a-score"),
        (["--seats", "1", "--tie-break", "outstanding_field"], "not-comparable-tie"),
        (["--seats", "1", "-f", "xlsx"], "needs-a-file"),
        (["--seats", "1", "-o", "xa.csv"], "would-overwrite"),
    ],
)
def test_what_cannot_be_is_bad_usage(run: Run, office: str, arguments: list[str], problem: str) -> None:
    """Bad options end in 2 and say which."""
    done = run("select", office, *arguments)
    assert (done.code, done.out) == (2, "")
    assert f"[{problem}]" in done.err
