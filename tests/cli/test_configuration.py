"""`smartcommune.toml`: what an office or a repository says once, so that nobody types it at each call."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import docx
import openpyxl
import pytest
import yaml

from smartcommune.cli.configuration import KINDS
from tests.command import Run

OFFICE = """
office = ["UBND tỉnh Nam Định", "Văn phòng Điều phối"]
place = "Nam Định"
number = "12/PTĐ"
title = "Chánh Văn phòng"
signer = "Nguyễn Văn A"
"""
DAY = ("--as-of", "2023-06-30")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder below one that holds `.git`, with a profile."""
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "2026" / "xã"
    folder.mkdir(parents=True)
    profile = {"commune": {"name": "Giao Phong"}, "as_of": "2023-06-30", "facts": {"unit_type": "xa"}}
    (folder / "p.yaml").write_text(yaml.safe_dump(profile), encoding="utf-8")
    (folder / "t.csv").write_text("name,as_of,unit_type\nA,2023-06-30,xa\n", encoding="utf-8")
    return folder


def words_of(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def test_the_office_says_once_who_signs(run: Run, home: Path) -> None:
    """In a folder above: Word and the list of a workbook have it, and what is given at a call wins."""
    (home.parent / "smartcommune.toml").write_text(OFFICE, encoding="utf-8")
    assert run("check", "p.yaml", "-o", "p.docx", "--signer", "Trần Thị B", cwd=home).code == 11
    found = words_of(home / "p.docx")
    for text in ("UBND TỈNH NAM ĐỊNH", "VĂN PHÒNG ĐIỀU PHỐI", "12/PTĐ", "CHÁNH VĂN PHÒNG", "Trần Thị B"):
        assert text in found
    assert "Nguyễn Văn A" not in found
    assert run("batch", "t.csv", "-o", "k.xlsx", cwd=home).code == 0
    sheet = openpyxl.load_workbook(home / "k.xlsx")["Danh sách"]
    cells = [cell.value for row in sheet.iter_rows() for cell in row]
    assert {"UBND TỈNH NAM ĐỊNH", "CHÁNH VĂN PHÒNG", "Nguyễn Văn A"} <= set(cells)


def test_the_letterhead_stands_where_the_file_says(run: Run, home: Path) -> None:
    """Seen from the file, not from the working folder."""
    letterhead = docx.Document()
    letterhead.add_paragraph("{{nguoi_ky}} ký")
    letterhead.add_paragraph("{{noi_dung}}")
    letterhead.save(str(home.parent / "mau.docx"))
    text = 'template = "mau.docx"\nsigner = "Nguyễn Văn A"\n'
    (home.parent / "smartcommune.toml").write_text(text, encoding="utf-8")
    assert run("check", "p.yaml", "-o", "p.docx", cwd=home).code == 11
    assert "Nguyễn Văn A ký" in words_of(home / "p.docx")


def test_what_is_not_signed_knows_no_office(run: Run, home: Path) -> None:
    """Other formats are as they are without the file, and nothing is refused."""
    before = {format: run("check", "p.yaml", "-f", format, cwd=home) for format in ("text", "json", "html")}
    (home / "smartcommune.toml").write_text(OFFICE, encoding="utf-8")
    assert {format: run("check", "p.yaml", "-f", format, cwd=home) for format in before} == before


def test_an_option_wins_over_the_environment_and_this_over_the_file(run: Run, home: Path) -> None:
    """The language of a call."""
    (home.parent / "smartcommune.toml").write_text('lang = "en"\n', encoding="utf-8")
    english, vietnamese = "Not yet decidable".upper(), "CHƯA KẾT LUẬN ĐƯỢC"
    assert english in run("check", "p.yaml", cwd=home).out
    assert vietnamese in run("check", "p.yaml", cwd=home, env={"SMARTCOMMUNE_LANG": "vi"}).out
    assert english in run("check", "p.yaml", "--lang", "en", cwd=home, env={"SMARTCOMMUNE_LANG": "vi"}).out
    assert "Exit codes" in run("check", "--help", cwd=home).out or "exit" in run("check", "--help", cwd=home).out


def test_the_nearest_file_counts(run: Run, home: Path) -> None:
    """One beside the work hides one above; what stands above the folder of `.git` belongs to somebody else."""
    (home.parent / "smartcommune.toml").write_text('lang = "en"\n', encoding="utf-8")
    (home / "smartcommune.toml").write_text("", encoding="utf-8")
    assert "CHƯA" in run("check", "p.yaml", cwd=home).out
    (home / "smartcommune.toml").unlink()
    (home / ".git").mkdir()
    assert "CHƯA" in run("check", "p.yaml", cwd=home).out


def test_pyproject_has_a_table_of_its_own(run: Run, home: Path) -> None:
    """Without that table the file says nothing, and one further up counts."""
    (home.parent / "smartcommune.toml").write_text('lang = "en"\n', encoding="utf-8")
    (home / "pyproject.toml").write_text('[project]\nname = "smartcommune-rules"\n', encoding="utf-8")
    assert "NOT YET" in run("check", "p.yaml", cwd=home).out
    (home / "pyproject.toml").write_text('[tool.smartcommune]\nlang = "vi"\n', encoding="utf-8")
    assert "CHƯA" in run("check", "p.yaml", cwd=home).out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('lang = "en"\n\nsignr = "A"\n', "smartcommune.toml:3:1: there is no setting `signr`; did you mean `signer`?"),
        ('lang = "fr"\n', 'smartcommune.toml:1:1: the value of `lang` is not valid; write one of: "vi", "en"'),
        ("[office]\nname = 1\n", "smartcommune.toml:1:1: the value of `office` is not valid; write a text, or a list"),
        ("signer = 3\n", "smartcommune.toml:1:1: the value of `signer` is not valid; write a text"),
        ('strict = "yes"\n', "smartcommune.toml:1:1: the value of `strict` is not valid; write true or false"),
        (
            'paths = "rules"\n',
            'smartcommune.toml:1:1: the value of `paths` is not valid; write a list, such as ["rules"]',
        ),
        ('[lints]\na = "on"\n', 'smartcommune.toml:2:1: the value of `a` is not valid; write one of: "off", "warning"'),
        ('[per-file]\n"x/*" = 1\n', "smartcommune.toml:2:1: the value of `x/*` is not valid; write a table"),
        ('[per-file."x.y"]\na = 1\n', "smartcommune.toml:2:1: the value of `a` is not valid; write one of"),
        ("lang = en\n", "smartcommune.toml:1:8: this is not TOML"),
        ('lang = "en', "smartcommune.toml:1:11: this is not TOML"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(run: Run, home: Path, text: str, said: str) -> None:
    """A name that is not known, a value that is none, a file that is no TOML: 3, and nothing is done."""
    (home / "smartcommune.toml").write_text(text, encoding="utf-8")
    done = run("check", "p.yaml", "--lang", "en", "-o", "p.html", cwd=home)
    assert (done.code, done.out) == (3, "")
    assert said in " ".join(done.err.split())
    assert not (home / "p.html").exists()
    assert run("check", "--help", cwd=home).code == 0


def test_everything_wrong_is_told_at_once(run: Run, home: Path) -> None:
    """One run, all places."""
    (home / "smartcommune.toml").write_text('lang = "xx"\nsignr = "A"\n', encoding="utf-8")
    assert run("check", "p.yaml", "--lang", "en", cwd=home).err.count("smartcommune.toml:") == 2


def test_the_file_is_not_written_over(run: Run, home: Path) -> None:
    """It is one that the run reads."""
    (home / "smartcommune.toml").write_text('lang = "en"\n', encoding="utf-8")
    done = run("check", "p.yaml", "-f", "text", "-o", "smartcommune.toml", cwd=home)
    assert done.code == 2
    assert (home / "smartcommune.toml").read_text(encoding="utf-8") == 'lang = "en"\n'


@pytest.mark.full
def test_no_verdict_depends_on_it(run: Run, home: Path) -> None:
    """Whatever may stand in it, the answers for programs are the same bytes."""
    calls = [("check", "p.yaml", "-f", "json"), ("batch", "t.csv"), ("select", "t.csv", "--seats", "1", "-f", "json")]
    before = [run(*call, "--lang", "vi", cwd=home) for call in calls]
    everything = (
        f'{OFFICE}paths = ["x"]\nexclude = ["y"]\nstrict = true\n[lints]\nx = "off"\n[per-file."z"]\ny = "error"\n'
    )
    (home / "smartcommune.toml").write_text(f'lang = "en"\n{everything}', encoding="utf-8")
    assert [run(*call, "--lang", "vi", cwd=home) for call in calls] == before
    assert json.loads(before[0].out)["assessments"][0]["verdict"] == "undetermined"


def test_the_example_of_the_documentation_is_one(run: Run, home: Path) -> None:
    """Every key that there is stands in it, and nothing in it is wrong."""
    page = (Path(__file__).parents[2] / "docs" / "configuration.md").read_text(encoding="utf-8")
    example = page.partition("```toml\n")[2].partition("```")[0]
    assert set(tomllib.loads(example)) == set(KINDS)
    (home / "smartcommune.toml").write_text(example, encoding="utf-8")
    (home / "mau").mkdir()
    letterhead = docx.Document()
    letterhead.add_paragraph("{{co_quan}} {{dia_danh}} {{so}} {{chuc_danh}} {{nguoi_ky}}")
    letterhead.add_paragraph("{{noi_dung}}")
    letterhead.save(str(home / "mau" / "phieu.docx"))
    assert run("check", "p.yaml", "-o", "p.docx", cwd=home).code == 11
    assert "PHÓ CHÁNH VĂN PHÒNG" in words_of(home / "p.docx")
    assert run("validate", "p.yaml", cwd=home).code == 3
