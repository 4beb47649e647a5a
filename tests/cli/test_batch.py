"""`smartcommune batch` as a user runs it: what is read is assessed or refused, and the files are whole or not there."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from smartcommune.api import load_ruleset
from smartcommune.tables.results.recorded import read_results
from tests.cli.conftest import DAY
from tests.command import COMMAND, PATIENCE, Done, Run, environment

HEADER = ["Mã xã", "Tên xã", "Tỉnh", "unit_type", "central_pilot", "smartphone_rate", "Ghi chú"]
ROWS = [
    ["00123", "Giao Phong", "Nam Định", "Xã", "không", "85,2", ""],
    ["00124", "Tân Mỹ", "Bắc Giang", "Xã", "không", "71,5", ""],
    ["00125", "=1+1", "Bắc Giang", "Xã", "không", "80-85", ""],
    ["00126", "Bạch Đằng", "", "Phường", "", "", "x"],
    ["00127", "@x", "Nam Định", "Xã", "", "", ""],
]
VERDICTS = ["eligible", "undetermined", "out_of_scope", "undetermined"]
AS_OF = ("--as-of", DAY)


def table(path: Path, rows: list[list[str]] = ROWS, header: list[str] = HEADER) -> str:
    """A CSV table, as an office would save it."""
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    path.write_text(text.getvalue(), encoding="utf-8")
    return str(path)


@pytest.fixture
def office(tmp_path: Path) -> str:
    return table(tmp_path / "xa.csv")


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_results_go_to_the_output_and_the_summary_beside_it(run: Run, office: str) -> None:
    """Without a file the results are on standard output, one row a row in order, and all else is on standard error."""
    done = run("batch", office, *AS_OF)
    rows = rows_of(done.out)
    assert done.code == 3
    assert [row["code"] for row in rows] == ["00123", "00124", "00126", "00127"]
    assert [row["verdict"] for row in rows] == VERDICTS
    assert "Đủ điều kiện" in done.err
    assert "dòng 4" in done.err
    assert "\ufeff" not in done.out


def test_the_columns_are_those_of_the_contract(run: Run, office: str) -> None:
    """Identity, verdict, score, reasons, missing, then an outcome for each criterion of the rule set."""
    head = run("batch", office, *AS_OF).out.splitlines()[0].split(",")
    fixed = ["code", "name", "province", "verdict", "score", "score_low", "score_high", "reasons", "missing"]
    assert head[:9] == fixed
    outcomes = [f"outcome.{id}" for id in load_ruleset("pilot-smart-2023").ruleset.criteria]
    assert head[9:] == [*outcomes, "as_of", "ruleset"]


def test_columns_of_the_table_are_handed_through_when_asked_for(run: Run, office: str) -> None:
    """By header however it is typed, by what it is read as, or all that the results do not say anyway."""
    for asked, headers in (
        (["ghi chú"], ["Ghi chú"]),
        (["smartphone_rate", "Ghi chú"], ["smartphone_rate", "Ghi chú"]),
        (["all"], ["unit_type", "central_pilot", "smartphone_rate", "Ghi chú"]),
    ):
        done = run("batch", office, *AS_OF, *(word for name in asked for word in ("--keep", name)))
        first, *_, last = rows_of(done.out)
        assert list(first)[-len(headers) - 1 :] == ["ruleset", *headers]
        assert last["verdict"] == VERDICTS[-1]
        assert "smartphone_rate" not in headers or first["smartphone_rate"] == "85,2"


def test_a_column_that_is_not_there_cannot_be_kept(run: Run, office: str) -> None:
    """The nearest header is named."""
    done = run("batch", office, *AS_OF, "--keep", "Ghi chu thich", "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert "--keep: the table has no column `Ghi chu thich`" in done.err


def test_kept_texts_do_not_act(run: Run, tmp_path: Path) -> None:
    """What would be a formula in the results is none."""
    source = table(tmp_path / "xa.csv", [[*ROWS[0][:-1], "=1+1"]])
    (row,) = rows_of(run("batch", source, *AS_OF, "--keep", "all").out)
    assert row["Ghi chú"] == "'=1+1"


def test_full_reasons_say_value_and_need(run: Run, office: str) -> None:
    """Of every comparison that decided; a workbook has them unless told otherwise."""
    first, *_ = rows_of(run("batch", office, *AS_OF, "--reasons", "full").out)
    assert "Tỷ lệ sử dụng điện thoại thông minh (85,2 %, cần từ 80 % trở lên, giả định)" in first["reasons"]
    short, *_ = rows_of(run("batch", office, *AS_OF).out)
    assert "85,2" not in short["reasons"]
    assert "(cần từ 80 % trở lên, giả định)" in short["reasons"]


def test_the_workbook_has_every_row_of_the_table(run: Run, office: str, tmp_path: Path) -> None:
    """With its columns, its figures, and what is wrong with the row that could not be read."""
    target = tmp_path / "kq.xlsx"
    run("batch", office, *AS_OF, "-o", str(target))
    book = openpyxl.load_workbook(target)
    listed, all = (list(book[name].iter_rows(min_row=4, values_only=True)) for name in ("Danh sách", "Kết quả"))
    head, *body = all
    assert [row[:4] for row in listed[1:6]] == [row[:4] for row in body]
    assert [row[0] for row in body] == [1, 2, 3, 4, 5]
    assert [row[1] for row in body] == ["00123", "00124", "00125", "00126", "00127"]
    assert list(head[-4:]) == ["unit_type", "central_pilot", "smartphone_rate", "Ghi chú"]
    assert (body[2][4], body[2][-2]) == ("Không đọc được", "80-85")
    assert "`80-85` không phải là số" in listed[3][listed[0].index("Lý do")]
    assert "85,2\u00a0%, cần từ 80\u00a0%" in listed[1][listed[0].index("Lý do")]


def test_communes_within_a_margin_are_marked(run: Run, office: str, tmp_path: Path) -> None:
    """85.2 is 5.2 points above 80: within a margin of 6, not of 5; the column is there where it is asked for."""
    near = {margin: rows_of(run("batch", office, *AS_OF, "--margin", margin).out)[0]["near"] for margin in ("5", "6%")}
    assert near == {"5": "", "6%": "smartphone_rate"}
    done = run("batch", office, *AS_OF, "--margin", "6", "--lang", "en", "-o", str(tmp_path / "kq.xlsx"))
    assert "Near a threshold: 1" in done.out
    sheet = openpyxl.load_workbook(tmp_path / "kq.xlsx")["Results"]
    head, first, *_ = sheet.iter_rows(min_row=4, values_only=True)
    assert dict(zip(head, first, strict=True))["Near a threshold"] == "Share of adults using a smartphone"


def test_a_margin_is_a_percentage(run: Run, office: str) -> None:
    """Anything else is refused."""
    done = run("batch", office, "--margin", "near", "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert "--margin: `near` is no percentage from 0 to 100 [not-a-share]" in done.err


def test_verdicts_go_by_the_names_that_the_rule_set_gives_them(run: Run, tmp_path: Path) -> None:
    """In the summary, the reasons and the workbook; the column for programs keeps the word they know."""
    header = ["name", "as_of", "unit_type", "next_to_urban", "agriculture_share", "planned_new_town", "minority_area"]
    rows = [
        ["A", "2026-03-01", "xa", "false", "40", "false", "outside"],
        ["B", "2026-03-01", "xa", "false", "9", "false", "area_3"],
    ]
    source, target = table(tmp_path / "xa.csv", rows, header), tmp_path / "xa.xlsx"
    done = run("batch", source, "--rules", "commune-group-2026", "--lang", "en")
    assert "In a group" in done.err
    assert [row["verdict"] for row in rows_of(done.out)] == ["eligible", "undetermined"]
    assert [row["reasons"].partition(";")[0] for row in rows_of(done.out)] == ["In a group", "Not yet decidable"]
    run("batch", source, "--rules", "commune-group-2026", "--lang", "en", "-o", str(target))
    sheets = openpyxl.load_workbook(target)
    assert [sheets.worksheets[0].cell(row, 5).value for row in (5, 6)] == ["In a group", "Not yet decidable"]
    assert "In a group" in [row[0].value for row in sheets.worksheets[1].iter_rows()]


def test_the_group_of_a_commune_stands_in_a_column_of_its_own(run: Run, tmp_path: Path) -> None:
    """By its id for programs and by its name in a workbook; the signs of two groups leave both, and a ward has none."""
    header = ["name", "as_of", "unit_type", "next_to_urban", "agriculture_share", "planned_new_town", "minority_area"]
    rows = [
        ["A", "2026-03-01", "xa", "false", "40", "false", "outside"],
        ["B", "2026-03-01", "xa", "false", "9", "false", "area_3"],
        ["C", "2026-03-01", "phuong", "false", "40", "false", "outside"],
    ]
    source, target = table(tmp_path / "xa.csv", rows, header), tmp_path / "xa.xlsx"
    done = run("batch", source, "--rules", "commune-group-2026", "--lang", "en")
    found = [(row["level"], row["levels_possible"]) for row in rows_of(done.out)]
    assert found == [("group_2", ""), ("", "group_1,group_3"), ("", "")]
    assert rows_of(done.out)[1]["reasons"].endswith("met: Has a sign of group 1; met: Has the sign of group 3")
    run("batch", source, "--rules", "commune-group-2026", "--lang", "en", "-o", str(target))
    sheet = openpyxl.load_workbook(target)["List"]
    found = [sheet.cell(row, 6).value or "" for row in (4, 5, 6, 7)]
    assert found == ["Level", "Group 2", "Group 1 / Group 3", ""]
    summary = [row[:4] for row in openpyxl.load_workbook(target)["Summary"].iter_rows(values_only=True)]
    assert ("(no province given)", 1, 1, 2) in summary
    assert ("Total", 1, 1, 2) in summary


def test_a_row_is_assessed_as_its_profile_is(run: Run, office: str) -> None:
    """A row of a table and a profile with the same facts have the same verdict and outcomes."""
    rules = load_ruleset("pilot-smart-2023", as_of=DAY)
    facts: list[dict[str, Any]] = [
        {"unit_type": "xa", "central_pilot": False, "smartphone_rate": "85.2"},
        {"unit_type": "xa", "central_pilot": False, "smartphone_rate": "71.5"},
        {"unit_type": "phuong"},
        {"unit_type": "xa"},
    ]
    for row, each in zip(rows_of(run("batch", office, *AS_OF).out), facts, strict=True):
        answer = rules.check({"facts": each})
        assert row["verdict"] == answer.verdict.value
        assert {id: row[f"outcome.{id}"] for id in answer.outcomes} == {
            id: outcome.value for id, outcome in answer.outcomes.items()
        }


@pytest.mark.parametrize("format", ["csv", "jsonl", "parquet", "xlsx"])
def test_each_format_says_the_same(run: Run, office: str, tmp_path: Path, format: str) -> None:
    """The file's name chooses the format; codes stay text, numbers are numbers, the order is the table's."""
    output = tmp_path / f"kq.{format}"
    done = run("batch", office, *AS_OF, "-o", output.name)
    assert (done.code, done.err) == (3, "")
    assert f"Kết quả: {output.name}" in done.out
    if format == "xlsx":
        sheet = openpyxl.load_workbook(output)["Kết quả"]
        found = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5, min_col=2, max_col=6)]
        assert [row[:2] for row in found] == [[row[0], row[1]] for row in ROWS]
        assert [row[3] for row in found][:1] == ["Đủ điều kiện"]
        assert {type(row[4]) for row in found if row[0] != "00125"} <= {int, float}
        return
    read = {"csv": pl.read_csv, "jsonl": pl.read_ndjson, "parquet": pl.read_parquet}[format]
    frame = read(output, infer_schema_length=0) if format == "csv" else read(output)
    assert frame["code"].to_list() == ["00123", "00124", "00126", "00127"]
    assert frame["verdict"].to_list() == VERDICTS
    assert frame["name"].to_list()[3] == ("'@x" if format == "csv" else "@x")
    assert frame.schema["score"] == (pl.String if format == "csv" else pl.Float64)


def test_refused_rows_are_all_in_their_file(run: Run, office: str, tmp_path: Path) -> None:
    """Beside the results stands each refused row with its number, commune, column, cell, problem and help."""
    run("batch", office, *AS_OF, "-o", "kq.csv")
    (reject,) = rows_of((tmp_path / "kq.rejects.csv").read_text(encoding="utf-8"))
    assert list(reject.values())[:5] == ["4", "00125", "'=1+1", "smartphone_rate", "80-85"]
    assert reject["Loại lỗi"] == "not-a-number"
    assert "`80-85`" in reject["Lỗi"]


def test_a_row_that_is_no_row_is_refused_in_its_place(run: Run, tmp_path: Path) -> None:
    """A line with too many cells stands among the refused rows by its number, and the rows add up."""
    name = table(tmp_path / "xa.csv", [ROWS[0], [*ROWS[1], "", "y"], ROWS[2], ROWS[3]])
    done = run("batch", name, *AS_OF, "-o", "kq.csv", "--lang", "en")
    rejects = rows_of((tmp_path / "kq.rejects.csv").read_text(encoding="utf-8"))
    assert [row["Row"] for row in rejects] == ["3", "4"]
    assert len(rows_of((tmp_path / "kq.csv").read_text(encoding="utf-8"))) == 2
    assert "4 rows" in done.out


def test_nothing_refused_leaves_no_file(run: Run, tmp_path: Path) -> None:
    """A table without problems ends in 0 and has no rejects; those of an earlier run do not stay as if its own."""
    run("batch", table(tmp_path / "bad.csv"), *AS_OF, "-o", "kq.csv")
    assert len(rows_of((tmp_path / "kq.rejects.csv").read_text(encoding="utf-8"))) == 1
    name = table(tmp_path / "good.csv", [ROWS[0], ROWS[1]])
    assert run("batch", name, *AS_OF, "-o", "kq.csv").code == 0
    assert rows_of((tmp_path / "kq.rejects.csv").read_text(encoding="utf-8")) == []
    assert run("batch", name, *AS_OF, "-o", "kq2.csv").code == 0
    assert not (tmp_path / "kq2.rejects.csv").exists()


def test_rejects_go_where_they_are_wanted(run: Run, office: str, tmp_path: Path) -> None:
    """`--rejects` names their file, also where the results go to standard output."""
    done = run("batch", office, *AS_OF, "--rejects", "loi.csv", "--quiet")
    assert (done.code, done.err) == (3, "")
    assert len(rows_of((tmp_path / "loi.csv").read_text(encoding="utf-8"))) == 1


def test_each_row_is_assessed_on_its_own_date(run: Run, tmp_path: Path) -> None:
    """A date in the row counts, unless the user gives one for all."""
    header = [*HEADER[:6], "as_of"]
    rows = [[*ROWS[0][:6], "2023-06-30"], [*ROWS[0][:6], "2020-01-01"], [*ROWS[0][:6], "30/06/2023"]]
    name = table(tmp_path / "xa.csv", rows, header)
    found = [row["verdict"] for row in rows_of(run("batch", name).out)]
    assert found == ["eligible", "not_in_force", "eligible"]
    assert {row["verdict"] for row in rows_of(run("batch", name, *AS_OF).out)} == {"eligible"}


def test_settings_count(run: Run, office: str) -> None:
    """`--set` and `--assumptions` change what rests on a threshold, and the reasons say so."""
    set_by_user = rows_of(run("batch", office, *AS_OF, "--set", "smartphone_min=70%").out)
    assert [row["verdict"] for row in set_by_user][:2] == ["eligible", "eligible"]
    assert "người dùng đặt" in set_by_user[0]["reasons"]
    refused = rows_of(run("batch", office, *AS_OF, "--assumptions", "refuse").out)
    assert refused[0]["verdict"] == "undetermined"


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["-o", "xa.csv"], "would-overwrite"),
        (["-o", "./xa.csv"], "would-overwrite"),
        (["-o", "kq.csv", "--rejects", "kq.csv"], "would-overwrite"),
        (["-o", "kq.csv", "--rejects", "xa.csv"], "would-overwrite"),
        (["-o", "kq.docx"], "unknown-suffix"),
        (["-o", "kq"], "unknown-suffix"),
        (["-f", "xlsx"], "needs-a-file"),
        (["-f", "parquet", "-o", "-"], "needs-a-file"),
        (["-f", "docx"], "not-allowed"),
        (["--lang", "fr"], "not-allowed"),
        (["--assumptions", "maybe"], "not-allowed"),
        (["--as-of", "2023"], "not-a-date"),
    ],
)
def test_what_cannot_be_is_bad_usage(run: Run, office: str, arguments: list[str], problem: str) -> None:
    """Bad options end in 2 with what is wrong, and nothing is read or written over."""
    before = Path(office).read_bytes()
    done = run("batch", office, *arguments)
    assert (done.code, done.out) == (2, "")
    assert f"[{problem}]" in done.err
    assert Path(office).read_bytes() == before


def test_what_is_not_there_cannot_be_read_or_written(run: Run, office: str) -> None:
    """A table or a folder that does not exist ends in 4."""
    assert run("batch", "none.csv").code == 4
    assert run("batch", office, "-o", "none/kq.csv").code == 4


def test_a_table_that_cannot_be_understood_is_a_problem(run: Run, tmp_path: Path) -> None:
    """A table without any known column ends in 3 and writes nothing."""
    done = run("batch", table(tmp_path / "xa.csv", [["1", "2"]], ["a", "b"]), "-o", "kq.csv")
    assert done.code == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["xa.csv"]


def test_standard_input_and_output(run: Run, office: str) -> None:
    """`-` reads the table and writes the results; a device is written to and stays what it is."""
    text = Path(office).read_text(encoding="utf-8")
    piped = run("batch", "-", *AS_OF, "-o", "-", stdin=text)
    assert piped.out == run("batch", office, *AS_OF).out
    assert run("batch", office, *AS_OF, "-o", os.devnull).code == 3
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@pytest.mark.parametrize(
    "format", ["csv", *(pytest.param(name, marks=pytest.mark.full) for name in ("jsonl", "parquet", "xlsx"))]
)
def test_two_runs_give_the_same_bytes(process: Run, office: str, tmp_path: Path, format: str) -> None:
    """Time, folder, language of the system and hash seed leave no trace in the results."""
    (tmp_path / "b").mkdir()
    process("batch", office, *AS_OF, "-o", f"kq.{format}", env={"TZ": "UTC", "PYTHONHASHSEED": "1"})
    other = process("batch", office, *AS_OF, "-o", f"b/kq.{format}", env={"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "2"})
    assert other.code == 3
    assert (tmp_path / f"kq.{format}").read_bytes() == (tmp_path / "b" / f"kq.{format}").read_bytes()


def test_a_file_for_excel_bears_a_mark(run: Run, office: str, tmp_path: Path) -> None:
    """CSV files begin with the mark by which Excel reads Vietnamese, unless it is not wanted."""
    run("batch", office, *AS_OF, "-o", "a.csv")
    run("batch", office, *AS_OF, "-o", "b.csv", "--no-bom")
    marked, plain = (tmp_path / "a.csv").read_bytes(), (tmp_path / "b.csv").read_bytes()
    assert marked == b"\xef\xbb\xbf" + plain


def test_who_may_read_the_results_stays(run: Run, office: str, tmp_path: Path) -> None:
    """A file that is written again keeps its permissions."""
    (tmp_path / "kq.csv").write_text("old", encoding="utf-8")
    (tmp_path / "kq.csv").chmod(0o600)
    run("batch", office, *AS_OF, "-o", "kq.csv")
    assert stat.S_IMODE((tmp_path / "kq.csv").stat().st_mode) == 0o600


def test_lists_of_missing_facts_that_may_be_too_long_are_told(run: Run, tmp_path: Path) -> None:
    """A rule set that asks for most of its facts twice: for how many communes is said below what to collect."""
    name = table(tmp_path / "xa.csv", [["00123", "Xã"], ["00124", "Xã"]], ["Mã xã", "unit_type"])
    done = run(
        "batch", name, "--rules", "title-revocation-2022", *AS_OF, "--lang", "en", "-o", str(tmp_path / "out.csv")
    )
    assert done.code == 0
    assert "The missing facts of 2 may include some that can no longer change the verdict" in " ".join(done.out.split())
    narrow = run("batch", name, "--rules", "ntm-model-2021", *AS_OF, "--lang", "en", "-o", str(tmp_path / "out.csv"))
    assert "may include some" not in narrow.out
    assert "What to collect" in narrow.out


def test_the_summary_is_narrow_and_in_the_language(run: Run, office: str) -> None:
    """No line is wider than the terminal, and the English summary has no Vietnamese of ours."""
    done = run("batch", office, *AS_OF, "--lang", "en", "-o", "kq.csv", env={"COLUMNS": "80"})
    assert max(map(len, done.out.splitlines())) <= 80
    assert "Eligible " in done.out
    assert "Could not be read" in done.out
    assert "Results: kq.csv" in done.out


def test_quiet_says_nothing(run: Run, office: str) -> None:
    """`--quiet` leaves the results and the exit code."""
    done = run("batch", office, *AS_OF, "-o", "kq.csv", "--quiet")
    assert done == Done(3, "", "")


def test_the_help_stands_in_the_officers_panel(run: Run) -> None:
    """`batch` is one of the commands for officers."""
    out = run("--help", env={"SMARTCOMMUNE_LANG": "en"}).out
    assert out.index("batch") < out.index("For rule authors")


# Whoever starts the tests may ignore signals, as `nohup` and shells in the background do.
HEARD = (
    "import signal\nfor number in (signal.SIGINT, signal.SIGHUP): signal.signal(number, signal.default_int_handler)\n"
)
STOPPED = """\
import os, signal, sys
from smartcommune.cli import main
from smartcommune.tables.results import stream
taken = stream.Pass._taken
def end(self, batch):
    os.kill(os.getpid(), signal.{signal})
    return taken(self, batch)
stream.Pass._taken = end
sys.argv = ["smartcommune", *sys.argv[1:]]
sys.exit(main())
"""


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
@pytest.mark.parametrize(
    "format", ["csv", *(pytest.param(name, marks=pytest.mark.full) for name in ("parquet", "xlsx"))]
)
def test_an_end_on_the_way_leaves_nothing(tmp_path: Path, office: str, format: str, name: str, code: int) -> None:
    """Interrupted or terminated half-way: the old file stays, and nothing beside it."""
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / f"kq.{format}").write_text("old", encoding="utf-8")
    command = [
        sys.executable,
        "-c",
        HEARD + STOPPED.format(signal=name),
        "batch",
        office,
        *AS_OF,
        "-o",
        f"out/kq.{format}",
    ]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment(tmp_path), capture_output=True, timeout=PATIENCE, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (code, b"", b"")
    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == {f"kq.{format}": "old"}


UNHEARD = """\
import signal, sys
from smartcommune.cli import main, signals, table_run
def lost(results, *arguments):
    signals._asked.append(143)  # as if what the handler raised had been lost while a module was imported
    return results
results = table_run.TableRun.results
table_run.TableRun.results = lambda *arguments, **more: lost(results(*arguments, **more))
sys.argv = ["smartcommune", *sys.argv[1:]]
sys.exit(main())
"""


def test_an_end_that_nobody_heard_is_an_end(tmp_path: Path) -> None:
    """Python ignores what is raised in some of its own callbacks; the run ends all the same, and leaves nothing."""
    name = table(tmp_path / "long.csv", [ROWS[0]] * 200_000)
    command = [sys.executable, "-c", UNHEARD, "batch", name, *AS_OF, "-o", "kq.csv"]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment(tmp_path), capture_output=True, timeout=PATIENCE, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (143, b"", b"")
    assert not (tmp_path / "kq.csv").exists()


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="this system has no SIGHUP")
def test_nohup_is_respected(tmp_path: Path, office: str) -> None:
    """Who closes the terminal on purpose wants the run to go on."""
    ignored = "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n" + STOPPED.format(signal="SIGHUP")
    command = [sys.executable, "-c", ignored, "batch", office, *AS_OF, "-o", "kq.csv", "-q"]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment(tmp_path), capture_output=True, timeout=PATIENCE, check=False
    )
    assert (done.returncode, (tmp_path / "kq.csv").exists()) == (3, True)


def test_a_reader_that_has_seen_enough(tmp_path: Path) -> None:
    """A closed pipe ends the command quietly."""
    name = table(tmp_path / "long.csv", [ROWS[0]] * 5_000)
    command = [*COMMAND, "batch", name, *AS_OF, "--quiet"]
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    process = subprocess.Popen(command, cwd=tmp_path, env=environment(tmp_path), **pipes)
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline().startswith(b"code,")
    process.stdout.close()
    assert (process.stderr.read(), process.wait(timeout=PATIENCE)) == (b"", 0)
    process.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_a_full_device_is_told(run: Run, process: Run, office: str, format: str) -> None:
    """Writing to a device that is full ends in 4, be it named or standard output."""
    named = run("batch", office, *AS_OF, "-o", "/dev/full", "-f", format)
    assert (named.code, named.out) == (4, "")
    assert "/dev/full" in named.err
    with Path("/dev/full").open("wb") as full:
        assert process("batch", office, *AS_OF, "-f", format, "-q", stdout=full).code == 4


def test_json_lines_are_json(run: Run, office: str) -> None:
    """Each line is an object with the columns of the contract; what is not given is null."""
    lines = run("batch", office, *AS_OF, "-f", "jsonl").out.splitlines()
    found = [json.loads(line) for line in lines]
    assert [row["verdict"] for row in found] == VERDICTS
    assert found[2]["province"] is None


PLACES = """\
format: 1
id: places
version: "1"
subject: commune
label: {vi: Theo nơi, en: By place}
in_force: {from: 2021-01-01}
sources:
  law: {title: {vi: L, en: L}, number: 1/QĐ, date: 2020-01-01, kind: law}
indicators:
  province: {type: text, label: {vi: Tỉnh, en: Province}}
  district: {type: text, label: {vi: Huyện, en: District}}
criteria:
  here: {cite: law#1, label: {vi: Ở đây, en: Here}, test: {indicator: province, is: Huế}}
  there: {cite: law#1, label: {vi: Ở kia, en: There}, test: {indicator: district, is: A Lưới}}
verdict: {eligible_when: {all_of: [here, there]}}
"""


@pytest.mark.parametrize("format", ["csv", "jsonl", "xlsx"])
def test_an_indicator_that_is_a_place_reads_the_identity_column(run: Run, tmp_path: Path, format: str) -> None:
    """The results still say where each commune lies, and can be verified; the form asks for the province once."""
    (tmp_path / "places.yaml").write_text(PLACES, encoding="utf-8")
    rows = "Mã xã,Tỉnh,Huyện\n00001,Huế,A Lưới\n00002,Huế,Phú Lộc\n00003,,A Lưới\n"
    (tmp_path / "t.csv").write_text(rows, encoding="utf-8")
    rules, day = ("--rules", "places.yaml"), ("--as-of", "2023-01-01")
    assert run("batch", "t.csv", *rules, *day, "-o", f"k.{format}", cwd=tmp_path).code == 0
    found = pl.DataFrame(read_results(str(tmp_path / f"k.{format}")).rows)
    assert found["province"].to_list() == ["Huế", "Huế", None]
    assert run("verify", f"k.{format}", *rules, "--table", "t.csv", cwd=tmp_path).code == 0
    picked = run("select", "t.csv", "--seats", "1", "--per", "province=1", *rules, *day, "-f", "json", cwd=tmp_path)
    assert json.loads(picked.out)["communes"][0]["standing"] == "picked"
    form = run("template", *rules, "-f", "csv", "--lang", "vi", cwd=tmp_path).out.strip().split(",")
    assert len(form) == len(set(form))


@pytest.mark.parametrize("name", ["verdict", "missing", "score", "ruleset"])
def test_an_indicator_cannot_be_called_like_a_column_of_results(run: Run, tmp_path: Path, name: str) -> None:
    """Told by `validate` and by `batch`, instead of one standing in the other's column."""
    text = PLACES.replace("district:", f"{name}:").replace("indicator: district", f"indicator: {name}")
    (tmp_path / "places.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "t.csv").write_text("Mã xã,Tỉnh\n00001,Huế\n", encoding="utf-8")
    told = run("validate", "places.yaml", "--format", "json", cwd=tmp_path)
    assert "reserved-name" in [problem["id"] for problem in json.loads(told.out)["problems"]]
    done = run("batch", "t.csv", "--rules", "places.yaml", "--as-of", "2023-01-01", cwd=tmp_path)
    assert (done.code, done.out, f"`{name}`" in done.err) == (3, "", True)


RULES_OF = """\
format: 1
id: few
version: "1"
subject: commune
label: {{vi: Ít, en: Few}}
in_force: {{from: 2021-01-01}}
sources:
  law: {{title: {{vi: L, en: L}}, number: 1/QĐ, date: 2020-01-01, kind: law}}
indicators:
{indicators}
criteria:
  a: {{cite: law#1, label: {{vi: A, en: A}}, test: {test}}}
verdict: {{eligible_when: a}}
"""


def few(folder: Path, test: str, *indicators: str) -> tuple[str, ...]:
    """The options for a rule set of one criterion."""
    text = RULES_OF.format(test=test, indicators="\n".join(indicators))
    (folder / "few.yaml").write_text(text, encoding="utf-8")
    return ("--rules", "few.yaml", "--as-of", "2023-01-01", "--lang", "en")


def indicator(id: str, rest: str) -> str:
    return f"  {id}: {{{rest}, label: {{vi: Số {id}, en: Figure {id}}}}}"


def test_a_group_all_of_whose_members_must_be_met(run: Run, tmp_path: Path) -> None:
    """Where all of them drop out nothing is left to count: the commune is out of scope."""
    members = "{indicator: x, is: true}, {indicator: y, is: true}"
    test = f"{{at_least: {{n: 50%, of: [{members}], must: [{members}]}}}}"
    rules = few(tmp_path, test, *(indicator(id, "type: boolean, may_not_apply: true") for id in "xy"))
    (tmp_path / "t.csv").write_text("code,x,y\n00001,yes,yes\n00002,kad,kad\n00003,kad,yes\n", encoding="utf-8")
    done = run("batch", "t.csv", *rules, cwd=tmp_path)
    assert [row["verdict"] for row in csv.DictReader(io.StringIO(done.out))] == ["eligible", "out_of_scope", "eligible"]


def test_a_day_is_asked_for_as_late_as_the_day_of_the_row(run: Run, tmp_path: Path) -> None:
    """What an unknown day may be ends with the day on which the row is assessed, not with the last change of rules."""
    late, early = "{indicator: x, gte: 2023-01-01}", "{indicator: x, lt: 2023-01-01}"
    test = f"{{any_of: [{late}, {{all_of: [{early}, {{indicator: y, is: true}}]}}]}}"
    rules = few(tmp_path, test, indicator("x", "type: date"), indicator("y", "type: boolean"))
    (tmp_path / "t.csv").write_text("code,x,y,as_of\n00001,,,2024-05-05\n", encoding="utf-8")
    done = run("batch", "t.csv", *rules[:2], cwd=tmp_path)
    assert [row["missing"] for row in csv.DictReader(io.StringIO(done.out))] == ["x,y"]


SHARE = """\
  p: {type: count, label: {vi: Phần, en: Part}}
  h: {type: count, label: {vi: Cả, en: Whole}}
derived:
  s: {share: {of: p, in: h}, label: {vi: Tỷ lệ, en: Share}}
"""


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_shares_that_fit_no_count_are_told(run: Run, tmp_path: Path, format: str) -> None:
    """In how many rows and where first, in the summary and in the workbook; the stated share decides."""
    rules = few(tmp_path, "{indicator: s, gte: 75%}", SHARE)
    table = "code,s,p,h\n00001,75.35,,4120\n00002,75,,4120\n00003,33.3,2,\n00004,66.7,2,3\n"
    (tmp_path / "t.csv").write_text(table, encoding="utf-8")
    done = run("batch", "t.csv", *rules, "-o", f"k.{format}", cwd=tmp_path)
    assert done.code == 0
    said = "1 row with a share that no whole number makes (row 2: column B “s” beside column D “h”); the share is used"
    assert said in " ".join(done.out.split())
    assert read_results(str(tmp_path / f"k.{format}")).rows[0]["verdict"] in ("eligible", "Eligible")
    if format == "xlsx":
        cells = [str(cell.value) for cell in openpyxl.load_workbook(tmp_path / "k.xlsx").worksheets[1]["A"]]
        assert any(said in cell for cell in cells)


def test_full_reasons_say_why_a_known_figure_leaves_it_open(run: Run, tmp_path: Path) -> None:
    """The interval of a rounded one, and that a share is of nothing; the part that could not help is not asked for."""
    full = ("--reasons", "full")
    rules = few(tmp_path, "{indicator: r, gte: 80%}", indicator("r", "type: percent, rounded_to: 1%"))
    (tmp_path / "t.csv").write_text("code,r\n00001,80\n00002,82\n", encoding="utf-8")
    said = [
        row["reasons"] for row in csv.DictReader(io.StringIO(run("batch", "t.csv", *rules, *full, cwd=tmp_path).out))
    ]
    assert "(80% is rounded and may be from 79.5% to below 80.5%, needs at least 80%)" in said[0]
    assert "(82%, needs at least 80%)" in said[1]
    rules = few(tmp_path, "{indicator: s, gte: 75%}", SHARE)
    (tmp_path / "t.csv").write_text("code,p,h\n00001,0,0\n00002,,0\n", encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(run("batch", "t.csv", *rules, *full, cwd=tmp_path).out)))
    assert all("(no share, for it is of 0, needs at least 75%)" in row["reasons"] for row in rows)
    assert [row["missing"] for row in rows] == ["", ""]


@pytest.mark.full
def test_a_list_says_where_points_are_lost(run: Run, tmp_path: Path) -> None:
    """The most first, as `check` does, in a workbook and on a page; nothing of what is open."""
    rules = Path(__file__).parents[1] / "files" / "scored" / "scored.yaml"
    (tmp_path / "xa.csv").write_text(
        "code,terrain,people,plan,rate,tasks,council,late\n1,low,3600,true,72.5%,70%,5.5,0\n2,low,,,,,6,0\n",
        encoding="utf-8",
    )
    for output in ("kq.xlsx", "kq.html"):
        done = run("batch", "xa.csv", "--rules", str(rules), "--as-of", DAY, "-o", output, "--lang", "en")
        assert (done.code, done.err) == (0, "")
    told = [str(row[-1].value).replace("\u00a0", " ") for row in openpyxl.load_workbook(tmp_path / "kq.xlsx")["List"]]
    lost = "points lost: 4 Size 24.5; 2 Tasks 6; 3 Disbursement 1.47"
    assert [text.endswith(lost) for text in told if "points lost" in text] == [True]
    assert (tmp_path / "kq.html").read_text(encoding="utf-8").count(lost) == 1
