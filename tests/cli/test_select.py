"""`smartcommune select` as a user runs it: who gets a seat, in every format, and what cannot be asked for."""

from __future__ import annotations

import csv
import io
import json
import shlex
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.cli.conftest import DAY, Done, Run
from tests.cli.test_batch import rows_of, table
from tests.quick import some

HEADER = ["Mã xã", "Tên xã", "Tỉnh", "unit_type", "central_pilot", "smartphone_rate", "facilities_attested", "adults"]
ROWS = [
    ["00001", "Giao Phong", "Nam Định", "Xã", "không", "90", "có", "3000"],
    ["00002", "Xuân Trúc", "NAM ĐỊNH", "Xã", "không", "85", "có", "5000"],
    ["00003", "Tân Mỹ", "Bắc Giang", "Xã", "không", "81", "", ""],
    ["00004", "Vi Hương", "Bắc Kạn", "Xã", "không", "", "", ""],
    ["00005", "Bạch Đằng", "Hà Nội", "Phường", "", "", "", ""],
]
SCORED = Path(__file__).parents[1] / "files" / "scored"
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
    assert reasons["00005"] == "Out of scope; not met: Is a commune (Ward, needs Commune)"
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
    assert "Nobody is picked (seats: 2)" in done.out
    assert "Seats that stay free, for nobody else can be picked: 2" in done.out
    assert "below 99" in done.out


@pytest.mark.parametrize(("least", "picked"), [("50", "AB"), ("60", "B"), ("120", "")])
def test_points_are_ranked_and_have_a_minimum(run: Run, tmp_path: Path, least: str, picked: str) -> None:
    """They may be more than 100."""
    header = ["Mã xã", "Tên xã", "terrain", "people", "plan", "rate", "tasks", "council", "late"]
    rows = [
        ["90001", "A", "low", "3600", "có", "72%", "90%", "5", "0"],
        ["90002", "B", "low", "9000", "có", "90%", "95%", "6", "0"],
        ["90003", "C", "low", "9000", "không", "10%", "95%", "1", "0"],
    ]
    rules = str(Path(__file__).parents[1] / "files" / "scored" / "scored.yaml")
    name = table(tmp_path / "points.csv", rows, header)
    done = run("select", name, *PICK, "--rules", rules, "--min-score", least, "-f", "csv")
    assert {row["name"] for row in rows_of(done.out) if row["standing"] == "picked"} == set(picked)


def test_every_answer_says_the_level(run: Run, tmp_path: Path) -> None:
    """Beside the score, in a column of its own, and those that are still possible; without levels there is none."""
    header = ["Mã xã", "Tên xã", "terrain", "people", "plan", "rate", "tasks", "council", "late"]
    rows = [
        ["90001", "A", "low", "3600", "có", "72%", "90%", "5", "0"],
        ["90002", "B", "low", "9000", "có", "90%", "95%", "6", "0"],
        ["90003", "C", "low", "", "có", "90%", "95%", "6", "0"],
    ]
    arguments = [table(tmp_path / "t.csv", rows, header), *PICK, "--rules", str(SCORED / "scored.yaml"), "--lang", "en"]
    for name in ("a.csv", "a.json", "a.html", "a.docx", "a.xlsx"):
        assert run("select", *arguments, "-o", name).code in (0, 11)
    table_written = rows_of((tmp_path / "a.csv").read_text(encoding="utf-8"))
    found = {row["name"]: (row["level"], row["levels_possible"]) for row in table_written}
    assert found == {"A": ("b", ""), "B": ("a", ""), "C": ("", "a,b")}
    communes = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["communes"]
    assert {row["name"]: (row["level"] or "", row["levels_possible"] or "") for row in communes} == found
    assert '<th scope="col" class="name">Level' in (tmp_path / "a.html").read_text(encoding="utf-8")
    page = run("select", *arguments).out
    assert "Class A · score" in page
    assert "Class A / Class B" in page
    word = docx.Document(str(tmp_path / "a.docx"))
    assert [cell.text for cell in word.tables[1].rows[0].cells][2] == "Level"
    listed = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    assert {"Class A", "Level"} <= {cell.value for row in listed.iter_rows() for cell in row}


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
    assert (found["schema"], found["seats"]) == ("smartcommune/selection/1", 2)
    assert [each["code"] for each in found["next"]] == ["00003"]
    assert [commune["row"] for commune in found["communes"]] == [2, 3, 4, 5, 6]
    assert "smartphone_rate" in found["communes"][3]["missing"]
    assert found["communes"][0]["best"] == 1


def test_a_workbook_has_the_ranking(run: Run, office: str, tmp_path: Path) -> None:
    """What is signed and the terms in front, then all figures of who is ranked or undetermined, and all others."""
    assert run("select", office, *PICK, *BY_ADULTS, "--per", "province=1", "-o", "chon.xlsx") == Done(0, "", "")
    book = openpyxl.load_workbook(tmp_path / "chon.xlsx")
    assert book.sheetnames == ["Danh sách", "Cách chọn", "Xếp hạng", "Không xét chọn"]
    assert [book[name].max_row for name in book.sheetnames[2:]] == [5, 2]
    standings = ["Được chọn", "Nhóm đã đủ suất", "Được chọn"]
    assert [cell.value for cell in book["Xếp hạng"]["D"]][1:4] == standings
    assert [cell.value for cell in book["Danh sách"]["E"]][4:7] == standings
    assert any("Tỉnh" in str(cell.value) for cell in book["Cách chọn"]["A"])


def test_the_list_of_a_workbook_is_signed(run: Run, office: str, tmp_path: Path) -> None:
    """By whom the office says; what came of the choice stands above, and no command that decides between equals."""
    who = ("--place", "Nam Định", "--signer", "Nguyễn Văn A", "--office", "Sở Nội vụ")
    assert run("select", office, *PICK, *who, "-o", "chon.xlsx").code in (0, 11)
    rows = openpyxl.load_workbook(tmp_path / "chon.xlsx")["Danh sách"].iter_rows(values_only=True)
    found = [str(cell) for row in rows for cell in row if cell is not None]
    assert found[0] == "SỞ NỘI VỤ"
    assert found[-4:] == ["NGƯỜI LẬP BIỂU", "…………………", "…………………", "Nguyễn Văn A"]
    assert any(text.startswith("Được chọn: ") for text in found)
    assert not any("smartcommune select" in text for text in found)


def test_only_what_is_signed_has_a_signer(run: Run, office: str) -> None:
    """A table that programs read has no place for one, and a workbook none for a letterhead."""
    refused = run("select", office, *PICK, "--signer", "A", "-f", "csv", "--lang", "en")
    assert (refused.code, refused.out) == (2, "")
    assert "a workbook (.xlsx) of `batch` or `select` [needs-signed]" in refused.err
    assert "[needs-word]" in run("select", office, *PICK, "--number", "1", "-o", "a.xlsx").err


@pytest.mark.parametrize("format", some(["text", "csv", "json", "xlsx"], ["csv"]))
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


FULL = ["Mã xã", "Tên xã", "Tỉnh", "Huyện", "Điểm thi đua", "vote"]
VOTES = """
format: 1
id: votes
version: "1"
subject: commune
label: {vi: Phiếu, en: Votes}
in_force: {from: 2020-01-01}
sources: {qd: {title: {vi: QĐ, en: D}, date: 2020-01-01, kind: province}}
indicators:
  vote: {type: boolean, label: {vi: Được bầu, en: Voted for}}
  people: {type: count, unit: person, label: {vi: Số dân, en: People}}
criteria:
  voted: {label: {vi: Được bầu, en: Voted for}, cite: qd#1, weight: WEIGHT, test: {indicator: vote, is: true}}
verdict: {eligible_when: {all_of: [voted]}}
"""
RANKED = "ranking: {by: [score, {indicator: people, order: least_first}], cite: qd#2}\n"


def votes(folder: Path, weight: str = "1", more: str = "") -> str:
    """A rule set of one criterion, by which all who are eligible are equal."""
    (folder / "votes.yaml").write_text(VOTES.replace("WEIGHT", weight) + more, encoding="utf-8")
    return str(folder / "votes.yaml")


@pytest.fixture
def tied(tmp_path: Path) -> tuple[str, ...]:
    """Three equal communes, and one of which it is not known whether it is eligible."""
    rows = [
        ["00001", "Một", "A", "H1", "7", "có"],
        ["00002", "Hai", "A", "H2", "9", "có"],
        ["00003", "Ba", "B", "H1", "8", "có"],
        ["00004", "Bốn", "B", "H2", "", "?"],
    ]
    return (table(tmp_path / "v.csv", rows, FULL), "--rules", votes(tmp_path), "--as-of", DAY)


def picked(done: Done) -> list[str]:
    return sorted(code for code, standing in standings(done).items() if standing == "picked")


def test_equals_are_not_settled_silently(run: Run, tied: tuple[str, ...]) -> None:
    """Seats that do not suffice for all equals stay open, in 11, with a command that decides."""
    done = run("select", *tied, "--seats", "2", "-f", "json")
    found = json.loads(done.out)
    assert (done.code, found["picked"], found["seats"]) == (11, 0, 2)
    ((group, seats),) = [([each["code"] for each in tie["communes"]], tie["seats"]) for tie in found["open_seats"]]
    assert (group, seats) == (["00001", "00002", "00003"], 2)
    _, _, *command = shlex.split(found["command"])
    assert run("select", *command, "-f", "csv").code == 0


def test_three_equals_for_three_seats_are_no_tie(run: Run, tied: tuple[str, ...]) -> None:
    """Who fits is picked, with one rank for all."""
    done = run("select", *tied, "--seats", "3", "-f", "csv")
    assert (done.code, picked(done)) == (0, ["00001", "00002", "00003"])


@pytest.mark.parametrize(
    ("tie", "first", "said", "order"),
    [
        ("code", "00001", "code", "least"),
        ("code:least", "00001", "code", "least"),
        ("code:most", "00003", "code:most", "most"),
        ("name:most", "00001", "name:most", "most"),
        ("Điểm thi đua", "00002", "Điểm thi đua", "most"),
        ("Điểm thi đua:most", "00002", "Điểm thi đua", "most"),
        ("điểm thi đua:least", "00001", "điểm thi đua:least", "least"),
    ],
)
def test_any_column_decides_between_equals(
    run: Run, tied: tuple[str, ...], tie: str, first: str, said: str, order: str
) -> None:
    """By its header, the highest first or the least; a code only where it is asked for. Every output says which."""
    asked = ("select", *tied, "--seats", "1", "--tie-break", tie)
    done = run(*asked, "-o", "out.csv")
    table = (Path(tied[0]).parent / "out.csv").read_text(encoding="utf-8-sig")
    assert (done.code, [line.split(",")[4] for line in table.splitlines() if ",picked," in line]) == (0, [first])
    assert f"tie-break={said};" in table or f'tie-break={said}"' in table or f"tie-break={said}\n" in table
    run(*asked, "-o", "out.json")
    (found,) = json.loads(Path(tied[0]).with_name("out.json").read_text(encoding="utf-8"))["tie_breaks"]
    assert (found["column"], found["order"]) == (said.partition(":")[0], order)
    for result in ("out.csv", "out.json"):
        assert run("verify", result, "--table", *tied[:3]).code == 0


def test_a_code_that_decides_is_said(run: Run, tied: tuple[str, ...]) -> None:
    """The page says that the order is that of the codes and no merit."""
    page = run("select", *tied, "--seats", "1", "--tie-break", "code", "--lang", "en").out
    assert "Code (by its letters, not by merit)" in page


def test_a_blank_tie_breaker_decides_nothing(run: Run, tied: tuple[str, ...]) -> None:
    """Among equals it is neither the best nor the worst, and the page counts those who have none."""
    path = Path(tied[0])
    path.write_text(path.read_text(encoding="utf-8").replace("H1;8", "H1;-").replace("H1,8", "H1,-"), encoding="utf-8")
    done = run("select", *tied, "--seats", "1", "--tie-break", "Điểm thi đua", "--lang", "en")
    assert done.code == 11
    assert "does not decide for 1" in " ".join(done.out.split())


def test_the_district_stands_beside_the_province(run: Run, tied: tuple[str, ...]) -> None:
    """Where a table has one: in each row, among equals, in lists, and in a workbook, which is verified with it."""
    page = run("select", *tied, "--seats", "2", "--lang", "en").out
    assert "Một, H1, A" in page
    assert "Bốn, H2, B" in page
    found = json.loads(run("select", *tied, "--seats", "2", "-f", "json").out)
    assert [each["district"] for each in found["open_seats"][0]["communes"]] == ["H1", "H2", "H1"]
    assert [each["district"] for each in found["communes"]] == ["H1", "H2", "H1", "H2"]
    assert run("select", *tied, "--seats", "2", "-o", "out.xlsx").code == 11
    assert run("verify", "out.xlsx", "--table", *tied[:3]).code == 0
    path = Path(tied[0])
    path.write_text(path.read_text(encoding="utf-8").replace("Huyện", "Ghi chú"), encoding="utf-8")
    assert "district" not in json.loads(run("select", *tied, "--seats", "2", "-f", "json").out)["communes"][0]


def test_a_place_is_any_column(run: Run, tied: tuple[str, ...]) -> None:
    """`--per Huyện=1` counts by the district of each province."""
    done = run("select", *tied, "--seats", "4", "--per", "Huyện=1", "-f", "csv")
    assert picked(done) == ["00001", "00002", "00003"]
    both = run("select", *tied, "--seats", "4", "--per", "Huyện=1", "--per", "province=1", "-f", "csv")
    assert both.code == 11


@pytest.mark.parametrize("unknown", ["?", "-", "", "chưa rõ", "Chưa rõ"])
def test_an_unknown_province_takes_no_seat(run: Run, tied: tuple[str, ...], unknown: str) -> None:
    """However that is written; the two others have their own."""
    path = Path(tied[0])
    path.write_text(path.read_text(encoding="utf-8").replace("Một,A", f"Một,{unknown}"), encoding="utf-8")
    done = run("select", *tied, "--seats", "3", "--per", "province=1", "-f", "csv")
    assert standings(done)["00001"] == "quota_unknown"
    assert picked(done) == ["00002", "00003"]


def test_a_rule_set_without_weights_cannot_rank(run: Run, tied: tuple[str, ...], tmp_path: Path) -> None:
    """It says so; a tie-breaker can; a least score is bad usage."""
    votes(tmp_path, "0")
    done = run("select", *tied, "--seats", "1", "--lang", "en")
    assert done.code == 11
    assert "has no weights, so it cannot rank" in " ".join(done.out.split())
    assert picked(run("select", *tied, "--seats", "1", "--tie-break", "Điểm thi đua", "-f", "csv")) == ["00002"]
    assert run("select", *tied, "--seats", "1", "--min-score", "50").code == 2


def test_a_rule_set_may_have_tie_breakers_of_its_own(run: Run, tmp_path: Path) -> None:
    """They decide without being asked for, and the page cites them."""
    rules = votes(tmp_path, more=RANKED)
    header = ["Mã xã", "Tên xã", "vote", "people"]
    path = table(tmp_path / "v.csv", [["00001", "Một", "có", "900"], ["00002", "Hai", "có", "500"]], header)
    arguments = (path, "--rules", rules, "--as-of", DAY, "--seats", "1")
    assert picked(run("select", *arguments, "-f", "csv")) == ["00002"]
    page = " ".join(run("select", *arguments, "--lang", "en").out.split())
    assert "People (the lower first)" in page
    assert "2" in page.split("This order is that of:")[1]


def test_the_document_of_a_rule_set_has_its_tie_breakers(run: Run, tmp_path: Path) -> None:
    """In every format, with their citation."""
    rules = votes(tmp_path, more=RANKED)
    for format in ("text", "markdown"):
        page = " ".join(run("show", rules, "--as-of", DAY, "--lang", "en", "-f", format).out.split())
        assert "Between equal scores, in this order: People (the lower first)" in page
    found = json.loads(run("show", rules, "--as-of", DAY, "-f", "json").out)["ranking"]
    assert [(each["indicator"], each["order"]) for each in found["by"]] == [("people", "least_first")]
    assert [each["at"] for each in found["citations"]] == ["2"]


@pytest.mark.parametrize(
    ("ranking", "problem"),
    [
        ("[{indicator: people, order: least_first}]", "score-first"),
        ("[score, score]", "score-first"),
        ("[score, {indicator: peple, order: most_first}]", "undeclared-indicator"),
    ],
)
def test_what_cannot_rank_is_a_problem(run: Run, tmp_path: Path, ranking: str, problem: str) -> None:
    """Of the rule file, at its place."""
    rules = votes(tmp_path, more=f"ranking: {{by: {ranking}, cite: qd#2}}\n")
    done = run("validate", rules)
    assert done.code == 3
    assert f"[{problem}]" in done.out + done.err


def test_every_format_says_how_sure_a_pick_is(run: Run, tied: tuple[str, ...], tmp_path: Path) -> None:
    """Two of three hang on nobody; with a seat for three, all do on the one that may join them."""
    terms = ("--seats", "3", "--min-score", "50")
    found = json.loads(run("select", *tied, *terms, "-f", "json").out)
    first = found["communes"][0]
    assert (found["certain"], first["certain"]) == (0, False)
    assert [(each["code"], each["facts"]) for each in first["hangs_on"]] == [("00004", ["vote"])]
    assert "0 of 3 certain" in run("select", *tied, *terms, "--lang", "en").out
    row = rows_of(run("select", *tied, *terms, "-f", "csv", "--lang", "en").out)[0]
    assert (row["certain"], row["hangs_on"]) == ("no", "Bốn, H2, B (Voted for)")
    assert run("select", *tied, *terms, "-o", "a.xlsx").code == 0
    assert "Bốn, H2, B (Được bầu)" in [
        cell.value for cell in next(openpyxl.load_workbook(tmp_path / "a.xlsx")["Xếp hạng"].iter_rows(min_row=2))
    ]
    certain = json.loads(run("select", *tied, "--seats", "4", "-f", "json").out)
    assert certain["certain"] == 3


def test_every_output_says_under_which_terms(run: Run, office: str, tmp_path: Path) -> None:
    """Day, rules, settings, minimum, quotas and tie-breakers."""
    asked = (*PICK, *BY_ADULTS, "--per", "province=1", "--min-score", "10", "--set", "smartphone_min=70%")
    document = json.loads(run("select", office, *asked, "-f", "json").out)
    assert (document["as_of"], document["quotas"], document["minimum"]) == (DAY, {"province": 1}, 10)
    assert document["tie_breaks"] == [{"column": "adults", "order": "least"}]
    assert document["ruleset"]["settings"] == ["smartphone_min=70%"]
    assert "smartphone_min" not in document["thresholds_assumed"]
    assert "fibre_village_min" in document["thresholds_assumed"]
    row = rows_of(run("select", office, *asked, "-f", "csv").out)[0]
    assert row["terms"].startswith("seats=2; per=province=1; min-score=10; tie-break=adults:least; assumed=")
    assert (row["as_of"], "smartphone_min=70%" in row["ruleset"]) == (DAY, True)
    page = run("select", office, *asked).out
    assert all(words in page for words in ("smartphone_min=70%", "Số suất: 2", "tối thiểu: 10", "“Tỉnh”"))
    run("select", office, *asked, "-o", "a.xlsx")
    lines = [str(row[0].value) for row in openpyxl.load_workbook(tmp_path / "a.xlsx")["Cách chọn"].iter_rows()]
    assert any("smartphone_min=70%" in line for line in lines)
    assert "Số suất: 2" in lines


def test_who_takes_the_seat_of_one_who_withdraws(run: Run, office: str) -> None:
    """The next of the same province, though one seat more would go to nobody."""
    asked = (*PICK, *BY_ADULTS, "--per", "province=1")
    found = json.loads(run("select", office, *asked, "-f", "json").out)
    assert found["next"] == []
    reserve = {each["code"]: [other["code"] for other in each.get("reserve", [])] for each in found["communes"]}
    assert reserve["00001"] == ["00002"]


def test_what_is_not_claimed_once_all_claims_are_stated_can_earn_nothing(run: Run, tmp_path: Path) -> None:
    """The score that a commune can reach is that of `batch`: a closed list of claims is not open again."""
    text = (SCORED / "scored.yaml").read_text(encoding="utf-8")
    text = text.replace("has_plan: {", "has_plan: {by_claim: true, ")
    (tmp_path / "rules.yaml").write_text(text, encoding="utf-8")
    known = "72.5%,90%,low,3600,5,0"
    (tmp_path / "xa.csv").write_text(
        f"code,rate,tasks,terrain,people,council,late,claims\n1,{known},complete\n2,{known},\n", encoding="utf-8"
    )
    arguments = ("xa.csv", "--rules", "rules.yaml", "--as-of", "2023-06-30", "-f", "csv")
    picked = rows_of(run("select", *arguments, "--seats", "2").out)
    counted = {row["code"]: row for row in rows_of(run("batch", *arguments).out)}
    ends = {row["code"]: (row["score_low"], row["score_high"]) for row in picked}
    assert ends == {code: (row["score_low"], row["score_high"]) for code, row in counted.items()}
    assert [low == high for _, (low, high) in sorted(ends.items())] == [True, False]
