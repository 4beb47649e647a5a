"""Bytes to text: by which sign an encoding is known, and what is refused rather than guessed."""

from __future__ import annotations

import codecs
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcommune.problems import InputError
from smartcommune.source.table_files import find_table
from smartcommune.tables.text.encoding import as_utf8
from tests.unit.test_legacy import TEXT, typed

TABLE = f"mã;tên\r\n01;{TEXT}\r\n"


def windows_1258(text: str) -> bytes:
    """The text in Windows-1258, whose tones stand behind their vowels as characters of their own."""
    letters = []
    for letter in text:
        plain = normalize("NFD", letter)
        base = normalize("NFC", "".join(mark for mark in plain if mark not in "\u0300\u0301\u0303\u0309\u0323"))
        letters.append(base + "".join(mark for mark in plain if mark in "\u0300\u0301\u0303\u0309\u0323"))
    return "".join(letters).encode("cp1258")


def read(folder: Path, content: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text of a file with these bytes, and the note on its encoding."""
    path = folder / "a.csv"
    path.write_bytes(content)
    text = as_utf8(find_table(str(path)), encoding)
    return text.path.read_text(encoding="utf-8-sig"), text.note.say("en")


def refusal(folder: Path, content: bytes, encoding: str | None = None) -> str:
    with pytest.raises(InputError) as caught:
        read(folder, content, encoding)
    (problem,) = caught.value.problems
    return problem.say("en").removeprefix(f"{folder}/a.csv")


PLAIN = TABLE.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("content", "encoding", "note"),
    [
        (TABLE.encode(), None, "encoding UTF-8"),
        (TABLE.encode(), "UTF-8", "encoding UTF-8"),
        (b"a;b\n", None, "encoding UTF-8"),
        (TABLE.encode("utf-8-sig"), None, "encoding UTF-8 (by the byte order mark)"),
        (codecs.BOM_UTF16_LE + TABLE.encode("utf-16-le"), None, "encoding UTF-16 (by the byte order mark)"),
        (codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be"), "utf16", "encoding UTF-16 (by the byte order mark)"),
        (windows_1258(TABLE), None, "encoding Windows-1258 (by its tone marks and Vietnamese syllables)"),
        (windows_1258(TABLE), "cp1258", "encoding Windows-1258 (by --encoding)"),
        (typed(TABLE, "tcvn3").encode("cp1252"), "tcvn3", "encoding TCVN3 (by --encoding)"),
        (typed(TABLE, "vni").encode("cp1252"), "vni", "encoding VNI (by --encoding)"),
        (typed(TABLE, "tcvn3").encode(), "tcvn3", "encoding TCVN3 (by --encoding)"),
        (typed(TABLE, "vni").encode("utf-8-sig"), "VNI", "encoding VNI (by --encoding)"),
        (typed(TABLE, "vni").encode("utf-16"), "vni", "encoding VNI (by --encoding)"),
    ],
)
def test_an_encoding_is_known_by_its_sign(content: bytes, encoding: str | None, note: str, tmp_path: Path) -> None:
    """A mark, being UTF-8 throughout, tone marks that make syllables, or what the user says; the note says which."""
    text, said = read(tmp_path, content, encoding)
    assert text in (PLAIN, "a;b\n")
    assert said == note


@pytest.mark.parametrize("legacy", ["tcvn3", "vni"])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_legacy_text_is_refused_with_the_option_to_pass(legacy: str, encoding: str, tmp_path: Path) -> None:
    """It is never converted by guess, however it was saved."""
    content = typed(TABLE, legacy).encode(encoding)
    assert refusal(tmp_path, content) == (
        f": looks like {legacy.upper()}; pass `--encoding {legacy}` [looks-like-legacy]"
    )


def test_text_that_looks_legacy_can_be_called_unicode(tmp_path: Path) -> None:
    """`--encoding utf-8` takes the letters as they are."""
    text = typed(PLAIN, "tcvn3")
    assert read(tmp_path, text.encode(), "utf-8")[0] == text


@pytest.mark.parametrize(
    ("content", "encoding", "problem"),
    [
        (TABLE.encode(), "windows-1258", ": the file is UTF-8 [other-encoding]"),
        (TABLE.encode("utf-8-sig"), "utf-16", ": the file is UTF-8 [other-encoding]"),
        (TABLE.encode("utf-16"), "utf-8", ": the file is UTF-16 [other-encoding]"),
        (TABLE.encode("utf-32"), None, ": the file is UTF-32 [other-encoding]"),
        (
            TABLE.encode("utf-16-le"),
            None,
            ": no text, or UTF-16 without a byte order mark; save it as UTF-8 [no-byte-order-mark]",
        ),
        (
            b"a;b\n",
            "koi8-r",
            (
                "--encoding: the encoding `koi8-r` cannot be read; those that can: "
                "`utf-8`, `utf-16`, `windows-1258`, `tcvn3`, `vni` [unknown-encoding]"
            ),
        ),
        (
            TABLE.encode() + b"x;\xff\n",
            None,
            (
                ":3:3: this character is not UTF-8; save the file as UTF-8, or say its encoding with --encoding "
                "[not-utf-8]"
            ),
        ),
        (
            "müller;größe;straße\n".encode("latin-1"),
            None,
            ": no text in a known Vietnamese encoding; save it as CSV UTF-8 or XLSX [not-a-text]",
        ),
        (
            bytes(range(256)),
            None,
            ": no text in a known Vietnamese encoding; save it as CSV UTF-8 or XLSX [not-a-text]",
        ),
        (
            b"x\xf3;1\n",
            None,
            ": the encoding may be any of `tcvn3`, `vni`, `windows-1258`; say which with --encoding [unclear-encoding]",
        ),
    ],
)
def test_what_is_not_known_is_refused(content: bytes, encoding: str | None, problem: str, tmp_path: Path) -> None:
    """Another encoding than was said, none at all, or one among several."""
    assert refusal(tmp_path, content, encoding) == problem


def test_old_line_ends_become_line_feeds(tmp_path: Path) -> None:
    """A file whose lines end in carriage returns alone has lines all the same, in every encoding."""
    text = PLAIN.replace("\n", "\r")
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        path = tmp_path / "a.csv"
        path.write_bytes(text.encode(encoding))
        assert as_utf8(find_table(str(path)), None).path.read_bytes().decode("utf-8-sig") == PLAIN


def test_a_file_without_lines_is_refused(tmp_path: Path) -> None:
    """Its one line would have to be held in memory."""
    content = "a;".encode("utf-16") + "a;".encode("utf-16-le") * 6_000_000
    assert "line-too-long" in refusal(tmp_path, content)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff"), max_size=20))
def test_utf16_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Any text in UTF-16 with its mark is the same text in UTF-8."""
    path = tmp_path_factory.mktemp("utf16") / "a.csv"
    path.write_bytes(codecs.BOM_UTF16_LE + ("x\n" + text).encode("utf-16-le"))
    copy = as_utf8(find_table(str(path)), "utf-16").path
    assert copy.read_bytes().decode() == "x\n" + text
