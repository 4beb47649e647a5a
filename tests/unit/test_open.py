"""Which reader a file gets: by what it holds, and by its suffix where that is silent."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from pathlib import Path

import pytest

from smartcommune.problems import InputError
from smartcommune.tables.open import open_table
from tests.unit.test_tables_elsewhere import FILES


class StandardInput:
    """Standard input with these bytes."""

    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


def refusal(name: str, **options: str) -> tuple[str, bool]:
    """The id of the one problem, and whether the file could not be read at all."""
    with pytest.raises(InputError) as caught:
        open_table(name, **options)
    (problem,) = caught.value.problems
    return problem.id, caught.value.unreadable


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_a_workbook_is_known_whatever_it_is_called(kind: str, tmp_path: Path) -> None:
    """People rename files; their first bytes do not change."""
    path = tmp_path / "a.csv"
    path.write_bytes((FILES / f"libreoffice.{kind}").read_bytes())
    assert open_table(str(path)).kind == kind


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        ("a,b\n1,2\n", "a.csv", "csv"),
        ("a,b\n1,2\n", "a.txt", "csv"),
        ("a\tb\n1\t2\n", "A.TSV", "tsv"),
        ('{"a": 1}\n', "a.jsonl", "jsonl"),
        ('\ufeff\n{"a": 1}\n', "a.csv", "jsonl"),
        ("{a},b\n1,2\n", "a.csv", "csv"),
    ],
)
def test_texts_are_told_apart(content: str, name: str, kind: str, tmp_path: Path) -> None:
    """JSON Lines by their braces, tabs by the suffix, everything else is CSV."""
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert open_table(str(tmp_path / name)).kind == kind


@pytest.mark.parametrize("file", ["libreoffice.xlsx", "libreoffice.ods", "libreoffice.xls"])
def test_standard_input_can_be_a_workbook(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kept in a file of its own, since workbooks are read from their end."""
    monkeypatch.setattr("sys.stdin", StandardInput((FILES / file).read_bytes()))
    sheet = open_table("-")
    assert (sheet.name, sheet.sheet) == ("<stdin>", "Biểu 01")


def test_standard_input_can_be_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Problems name it as other commands do."""
    monkeypatch.setattr("sys.stdin", StandardInput("mã;tên\n01;An\n02\n".encode()))
    sheet = open_table("-")
    assert sheet.frame.collect().rows() == [(1, "mã", "tên"), (2, "01", "An")]
    assert [str(problem.place) for problem in sheet.problems] == ["<stdin>:3"]


def test_no_standard_input_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    """As when a service starts the program."""
    monkeypatch.setattr("sys.stdin", None)
    assert refusal("-") == ("unreadable-file", True)


def test_standard_input_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """An endless one is refused before it fills the disk."""
    monkeypatch.setattr("smartcommune.source.table_files.MOST_TABLE_BYTES", 1_000)
    monkeypatch.setattr("sys.stdin", StandardInput(b"a,b\n" * 1_000))
    assert refusal("-") == ("too-large", False)


def test_what_is_no_file_cannot_be_read(tmp_path: Path) -> None:
    """A folder, a pipe, a device, nothing: the exit code for unreadable files."""
    os.mkfifo(tmp_path / "pipe.csv")
    for name in (tmp_path, tmp_path / "pipe.csv", tmp_path / "none.csv", Path("/dev/zero"), Path("a\x00b")):
        assert refusal(str(name)) == ("unreadable-file", True)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its size, before anything of it is read."""
    monkeypatch.setattr("smartcommune.source.table_files.MOST_TABLE_BYTES", 3)
    (tmp_path / "a.csv").write_bytes(b"a,b\n")
    assert refusal(str(tmp_path / "a.csv")) == ("too-large", False)


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)  # of one day: parameters are named by these bytes
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "empty-file"),
        (gzip.compress(b"a,b\n1,2\n", mtime=0), "compressed"),
        (zipped(a=b"a,b\n1,2\n"), "compressed"),
        (b"PK\x03\x04 and nothing more", "broken-workbook"),
        (zipped(), "compressed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "broken-workbook"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "encrypted",
        ),
        (b"PAR1 and nothing more", "broken-table"),
        (b"\xef\xbb\xbf\r\n<HTML><table><tr><td>1</td></tr></table></HTML>", "markup"),
        (b'<?xml version="1.0"?>\n<Workbook/>', "markup"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n\xff\xfe\xfd", "other-file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x00", "other-file"),
        (b"ARROW1\x00\x00\xff\xff\xff\xff", "other-file"),
        (b"SQLite format 3\x00\x10\x00", "other-file"),
        (zipped(**{"word/document.xml": b"<w/>"}), "other-file"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_table_is_refused(content: bytes, problem: str, tmp_path: Path) -> None:
    """Each with a sentence of its own, whatever the suffix says."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert refusal(str(path)) == (problem, False)


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl"])
def test_a_file_without_sheets_has_none_to_choose(name: str, tmp_path: Path) -> None:
    """An option that would be ignored is told."""
    (tmp_path / name).write_text('{"a": 1}\n' if name.endswith("l") else "a,b\n1,2\n", encoding="utf-8")
    assert refusal(str(tmp_path / name), sheet="1") == ("no-sheets", False)


def test_an_option_that_does_not_fit_is_told(tmp_path: Path) -> None:
    """A workbook has no separators, and a separator is one sign."""
    (tmp_path / "a.csv").write_text("a\tb\n1\t2\n", encoding="utf-8")
    assert refusal(str(FILES / "libreoffice.xlsx"), separator=";") == ("no-separator", False)
    for separator in ("", ";;", '"', "\n", "a", "é"):
        assert refusal(str(tmp_path / "a.csv"), separator=separator) == ("bad-separator", False)
    for separator in ("tab", "\\t", "\t"):
        assert open_table(str(tmp_path / "a.csv"), separator=separator).width == 2


def test_a_name_is_no_pattern(tmp_path: Path) -> None:
    """Signs that Polars would expand stand for themselves."""
    for name in ("a*.csv", "b[1].csv", "c?.csv"):
        (tmp_path / name).write_text(f"{name},b\n1\n", encoding="utf-8")
    (tmp_path / "ax.csv").write_text("x,y\n", encoding="utf-8")
    for name in ("a*.csv", "b[1].csv", "c?.csv"):
        assert open_table(str(tmp_path / name)).frame.collect().rows() == [(1, name, "b")]
