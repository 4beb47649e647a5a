"""`smartcommune check` of a table: from the list to one commune, and to a sheet for each (contract, section 3)."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from smartcommune import api
from smartcommune.assess.assessment import Assessment
from smartcommune.profiles.profile import Profile
from tests.command import Run
from tests.unit.test_encoding import windows_1258

from .conftest import COMMAND, DAY, NOT_ELIGIBLE, WriteProfile, environment
from .test_batch import table

HEADER = ["Mã xã", "Tên xã", "Tỉnh", "Ngày số liệu", "Loại đơn vị", "Trung ương chọn thí điểm", "Tỷ lệ ĐTTM"]
ROWS = [
    ["00001", "Giao Phong", "Nam Định", DAY, "Xã", "không", "90"],
    ["00002", "Mỹ Lộc", "Nam Định", DAY, "Xã", "không", ""],
    ["00003", "Mỹ Lộc", "Vĩnh Long", DAY, "Phường", "không", "70"],
    ["00004", "Xã Vân/Hồ", "Sơn La", DAY, "Xã", "không", "70"],
    ["00004", "Xã Vân/Hồ", "Sơn La", "2023-07-31", "Xã", "không", "90"],
]
SHEETS = ["00001-Giao Phong", "00002-Mỹ Lộc", "00003-Mỹ Lộc", "00004-Xã Vân-Hồ-dong-5", "00004-Xã Vân-Hồ-dong-6"]


@pytest.fixture
def office(tmp_path: Path) -> str:
    return table(tmp_path / "xa.csv", ROWS, HEADER)


def found(run: Run, office: str, *options: str) -> list[str]:
    """The codes of the communes in an answer."""
    return [each["commune"]["code"] for each in run("check", office, *options, "-f", "json").answers]


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        (["--code", "00002"], ["00002"]),
        (["--code", "2"], ["00002"]),
        (["--row", "4"], ["00003"]),
        (["--name", "Giao Phong"], ["00001"]),
        (["--name", "xã giao phong"], ["00001"]),
        (["--name", "xa giao phong"], ["00001"]),
        (["--name", "Vân/Hồ", "--row", "5"], []),
        (["--row", "4", "--code", "00001", "--name", "giao phong"], ["00001", "00003"]),
        ([], ["00001", "00002", "00003", "00004", "00004"]),
    ],
)
def test_a_commune_is_found_by_code_row_or_name(run: Run, office: str, options: list[str], codes: list[str]) -> None:
    """Each once, in the table's order; a name is known however it is typed, unless it is that of several."""
    if codes:
        assert found(run, office, *options) == codes
    else:
        assert run("check", office, *options).code == 2


def test_a_row_is_assessed_as_its_profile_is(run: Run, profile: WriteProfile, tmp_path: Path) -> None:
    """The same facts and the same evidence give the same answer, be they in a file of their own or in a row."""
    commune = {"code": "14212", "code_list": "2023-01-01", "name": "Giao Phong", "province": "Nam Định"}
    said = {"smartphone_rate": "Báo cáo 12/BC-UBND", "ntm_level": "Quyết định 7/QĐ-UBND"}
    facts = {id: {"value": value, **_evidence(said, id)} for id, value in NOT_ELIGIBLE.items()}
    alone = run("check", profile(facts, commune=commune), "-f", "json").answer
    rows = {**commune, "as_of": DAY, **NOT_ELIGIBLE}
    labels = {"smartphone_rate": "Tỷ lệ sử dụng điện thoại thông minh", "ntm_level": "Mức đạt chuẩn nông thôn mới"}
    header = [*rows, *(f"{labels[id]} (minh chứng)" for id in said)]
    values = [str(value).lower() if isinstance(value, bool) else str(value) for value in rows.values()]
    source = table(tmp_path / "xa.csv", [[*values, *said.values()]], header)
    assert run("check", source, "--row", "2", "-f", "json").answer == alone
    assert "Báo cáo 12/BC-UBND" in json.dumps(alone, ensure_ascii=False)


def _evidence(said: dict[str, str], id: str) -> dict[str, str]:
    return {"evidence": said[id]} if id in said else {}


def test_several_of_a_name_are_listed_with_their_rows(run: Run, office: str) -> None:
    """Which of them is meant is asked, and nothing is assessed."""
    done = run("check", office, "--name", "mỹ lộc")
    assert (done.code, done.out) == (2, "")
    assert (
        "“mỹ lộc” là 2 dòng trong bảng: dòng 3: Mỹ Lộc, Nam Định, 00002; dòng 4: Mỹ Lộc, Vĩnh Long, 00003" in done.err
    )
    assert "--row" in done.err


@pytest.mark.parametrize("options", [("--name", "Giao Phon"), ("--code", "99999"), ("--row", "1"), ("--row", "77")])
def test_a_commune_that_is_not_there_is_3(run: Run, office: str, options: tuple[str, str]) -> None:
    """What is wrong is the question to this table; a name that is near is proposed."""
    done = run("check", office, *options)
    assert (done.code, done.out) == (3, "")
    assert ("Giao Phong" in done.err) == ("Giao Phon" in options)


@pytest.mark.parametrize(
    "arguments",
    [
        ["xa.csv", "--row", "two"],
        ["xa.csv", "p.json", "--row", "2"],
        ["p.json", "--sheet", "2"],
        ["p.json", "--columns", "c.yaml"],
    ],
)
def test_options_that_do_not_go_together_are_2(
    run: Run, office: str, profile: WriteProfile, arguments: list[str]
) -> None:
    """Rows are of one table, and what is said of reading a table is not passed over where there is none."""
    profile({}, "p.json")
    done = run("check", *arguments)
    assert (done.code, done.out) == (2, "")


def test_a_row_with_a_problem_is_told_and_the_others_are_assessed(run: Run, tmp_path: Path) -> None:
    """As with several profiles: the good ones are answered, the others listed with their cells."""
    rows = [ROWS[0], [*ROWS[1][:-1], "80-85"]]
    done = run("check", table(tmp_path / "xa.csv", rows, HEADER), "-f", "json")
    assert done.code == 3
    assert [each["commune"]["code"] for each in done.answers] == ["00001"]
    assert "xa.csv:3:7: cột G “Tỷ lệ ĐTTM”: `80-85`" in done.err


def test_a_column_that_is_nearly_an_indicator_is_asked_about(run: Run, tmp_path: Path) -> None:
    """The answer is given, and the run does not end as if all were well."""
    header = [*HEADER[:-1], "Tỷ lệ sử dụng điện thoại thông min"]
    done = run("check", table(tmp_path / "xa.csv", ROWS[:1], header), "-f", "json")
    assert done.code == 3
    assert len(done.answers) == 1
    assert "column-asked" in done.err


def test_an_undated_row_after_the_last_day_is_2(run: Run, tmp_path: Path) -> None:
    """Nobody is assessed by rules that have ended without a word; the way out is said, and works."""
    source = table(tmp_path / "xa.csv", [row[:3] + row[4:] for row in ROWS], HEADER[:3] + HEADER[4:])
    done = run("check", source, "--row", "2")
    assert (done.code, done.out) == (2, "")
    assert "--as-of 2025-12-31" in done.err
    assert run("check", source, "--row", "2", "--as-of", "2025-12-31").code == 0


@pytest.mark.parametrize(
    ("name", "encoding"), [("xa.csv", "cp1258"), ("xa.txt", "utf-16"), ("xa.txt", "utf-8"), ("xa", "utf-16")]
)
def test_a_table_is_known_whatever_its_encoding(run: Run, tmp_path: Path, name: str, encoding: str) -> None:
    """Whoever gives a table to `check` never hears that a profile has to be UTF-8."""
    lines = ["Mã xã\tTên xã\tLoại đơn vị\tNgày số liệu", f"00001\tMy Loc\tXã\t{DAY}"]
    text = "\n".join(lines).replace("\t", ";" if name.endswith("csv") else "\t")
    (tmp_path / name).write_bytes(windows_1258(text) if encoding == "cp1258" else text.encode(encoding))
    done = run("check", name, "-f", "json")
    assert (done.code, "utf" in done.err.casefold()) == (11, False)
    assert done.answer["commune"]["code"] == "00001"


def test_a_workbook_is_read_from_standard_input(tmp_path: Path) -> None:
    """A workbook is known by its first bytes there, too."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (HEADER, ROWS[0]):
        book.active.append(row)
    book.save(tmp_path / "xa.xlsx")
    with (tmp_path / "xa.xlsx").open("rb") as stdin:
        command = [*COMMAND, "check", "-", "-f", "json"]
        done = subprocess.run(command, stdin=stdin, env=environment(tmp_path), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["assessments"][0]["commune"]["name"] == "Giao Phong"


def test_a_form_is_assessed_by_its_own_rules(run: Run, tmp_path: Path) -> None:
    """A form names its rule set as a profile does; `--rules` decides where it is given, and the answer says so."""
    assert run("template", "--rules", "commune-group-2026", "-o", "form.xlsx").code == 0
    book = openpyxl.load_workbook(tmp_path / "form.xlsx")
    sheet, example = book.worksheets[:2]
    for cell in example[3]:
        if cell.value is not None:
            sheet.cell(2, cell.column, cell.value)
    book.save(tmp_path / "form.xlsx")
    assert run("check", "form.xlsx", "-f", "json").answer["ruleset"]["id"] == "commune-group-2026"
    other = run("check", "form.xlsx", "--rules", "pilot-smart-2023", "-f", "json").answer
    assert other["ruleset"]["id"] == "pilot-smart-2023"
    assert any("commune-group-2026" in notice["text"] for notice in other["notices"])


# ---------------------------------------------------------------------------------------------------------------------
# A folder with a sheet for each


def sheets(folder: Path) -> Iterator[str]:
    return iter(sorted(path.name for path in folder.iterdir()))


def test_a_folder_has_a_sheet_for_each(run: Run, office: str, tmp_path: Path) -> None:
    """Named by code and name, with the row where that is not unique; a slash in a name makes no folder."""
    done = run("check", office, "-o", "phieu/", "-f", "markdown")
    assert (done.code, done.err) == (11, "")
    assert list(sheets(tmp_path / "phieu")) == [f"{name}.md" for name in SHEETS]
    assert "Đã ghi 5 phiếu vào phieu/" in done.out
    alone = run("check", office, "--row", "2", "-f", "markdown")
    assert (tmp_path / "phieu" / f"{SHEETS[0]}.md").read_text(encoding="utf-8") == alone.out
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["phieu"]


def test_profiles_go_to_a_folder_as_well(run: Run, profile: WriteProfile, tmp_path: Path) -> None:
    """A profile is a commune like a row; without code and name it is known by its number among the files."""
    (tmp_path / "phieu").mkdir()
    (tmp_path / "phieu" / "notes.txt").write_text("kept", encoding="utf-8")
    done = run(
        "check", profile({}, "1.json"), profile({}, "2.json", commune={"name": ".."}), "-o", "phieu", "-f", "json"
    )
    assert done.code == 11
    assert list(sheets(tmp_path / "phieu")) == ["dong-1.json", "dong-2.json", "notes.txt"]


def test_no_folder_is_made_for_nobody(run: Run, tmp_path: Path) -> None:
    """Where no row can be assessed, nothing is written."""
    source = table(tmp_path / "xa.csv", [[*ROWS[0][:-1], "80-85"]], HEADER)
    done = run("check", source, "-o", "phieu/")
    assert (done.code, done.out) == (3, "")
    assert not (tmp_path / "phieu").exists()


@pytest.mark.parametrize("exists", [True, False])
def test_a_folder_is_written_whole_or_not_at_all(
    patched: Run, monkeypatch: pytest.MonkeyPatch, office: str, tmp_path: Path, exists: bool
) -> None:
    """If anything fails on the way, what was there before is there, and nothing else."""
    before = ["00001-Giao Phong.json"] if exists else []
    if exists:
        (tmp_path / "phieu").mkdir()
        (tmp_path / "phieu" / before[0]).write_text("old", encoding="utf-8")
    real, count = api.Rules.check, iter(range(9))

    def fail(self: api.Rules, profile: Profile) -> Assessment:
        if next(count) == 3:
            raise RuntimeError("the disk is gone")
        return real(self, profile)

    monkeypatch.setattr(api.Rules, "check", fail)
    assert patched("check", office, "-o", "phieu/", "-f", "json").code == 1
    assert [path.name for path in tmp_path.rglob("*.json")] == before
    assert (tmp_path / "phieu").exists() == exists
    assert not list(tmp_path.rglob("*.tmp"))
    assert not exists or (tmp_path / "phieu" / before[0]).read_text(encoding="utf-8") == "old"


def test_a_run_that_is_ended_leaves_no_folder(office: str, tmp_path: Path) -> None:
    """Asked to end while the sheets are written, it ends with the promised code, and nothing half-written stays."""
    before = sorted(tmp_path.iterdir())
    command = [sys.executable, "-c", ENDED, "check", office, "-o", "phieu/", "-f", "json"]
    done = subprocess.run(command, env=environment(tmp_path), cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (143, b"")
    assert b"Traceback" not in done.stderr
    assert sorted(tmp_path.iterdir()) == before


# The signal comes with the third sheet.
ENDED = """\
import os, signal, sys
from smartcommune import api, cli
real, count = api.Rules.check, iter(range(9))
def check(self, profile):
    if next(count) == 2:
        os.kill(os.getpid(), signal.SIGTERM)
    return real(self, profile)
api.Rules.check = check
sys.exit(cli.main())
"""


@pytest.mark.parametrize("folder", ["taken/", "nowhere/phieu/"])
def test_a_folder_that_cannot_be_is_4(run: Run, office: str, tmp_path: Path, folder: str) -> None:
    """A file is no folder, and folders above are not made; the reason is told in one line."""
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    done = run("check", office, "-o", folder)
    assert (done.code, done.out, done.err.count("\n")) == (4, "", 1)
    assert sorted(tmp_path.iterdir()) == before


def test_a_sheet_does_not_replace_what_the_run_reads(run: Run, profile: WriteProfile, tmp_path: Path) -> None:
    """A profile that is called as its sheet would be is left alone."""
    source = profile({}, "00001-A.json", commune={"code": "00001", "code_list": "2023-01-01", "name": "A"})
    before = Path(source).read_bytes()
    done = run("check", source, "-o", ".", "-f", "json")
    assert done.code == 2
    assert Path(source).read_bytes() == before
