"""Paths to text and back: what is no text is refused with its place; what is written is whole or not there."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from smartcommune.problems import InputError, WriteError
from smartcommune.source.files import MOST_BYTES, Source, checked, read_source, size_of
from smartcommune.source.table_files import spool


def write(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    return str(path)


def refusal(path: Path) -> str:
    """The one problem of a file, without its folder."""
    with pytest.raises(InputError) as caught:
        read_source(str(path))
    (problem,) = caught.value.problems
    return str(problem.say("en")).removeprefix(f"{path.parent}/")


# ---------------------------------------------------------------------------------------------------------- reading


def test_a_file_is_read_as_it_stands(tmp_path: Path) -> None:
    """The text, its name and its path come back unchanged."""
    name = write(tmp_path / "a.yaml", "tên: Bạch Đằng\r\n".encode())
    source = read_source(name)
    assert (source.name, source.text, source.path) == (name, "tên: Bạch Đằng\r\n", tmp_path / "a.yaml")


def test_a_byte_order_mark_is_left_out(tmp_path: Path) -> None:
    """Windows writes one in front; it is no part of the text."""
    assert read_source(write(tmp_path / "a.yaml", b"\xef\xbb\xbfa: 1")).text == "a: 1"


def test_a_second_byte_order_mark_is_refused(tmp_path: Path) -> None:
    """Only the first one is a mark; another is a character that no text has."""
    write(tmp_path / "a.yaml", b"\xef\xbb\xbfa: 1\n\xef\xbb\xbfb: 2")
    assert refusal(tmp_path / "a.yaml") == (
        "a.yaml:2:1: the control character U+FEFF is not allowed in a text [bad-character]"
    )


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"\xff", "1:1"),
        (b"abc\xff", "1:4"),
        ("a: ế\nbộ: ".encode() + b"\xd0\xff", "2:5"),
        (b"a\n\xff", "2:1"),
        (b"a\r\nb\r\n\xff", "3:1"),
        (b"a\r\xff", "2:1"),
        ("ế".encode()[:2], "1:1"),
        (b"ab\xed\xa0\x80", "1:3"),
        (b"ab\xc0\xaf", "1:3"),
        ("xă ".encode("cp1258"), "1:2"),
        ("a".encode("utf-16"), "1:1"),
    ],
)
def test_the_first_character_that_is_not_utf8_is_named(mark: bytes, content: bytes, place: str, tmp_path: Path) -> None:
    """Another encoding, cut or overlong characters are refused at their line and column, mark or no mark."""
    write(tmp_path / "a.yaml", mark + content)
    assert refusal(tmp_path / "a.yaml") == (
        f"a.yaml:{place}: this character is not UTF-8; save the file as UTF-8 [not-utf-8]"
    )


@pytest.mark.parametrize(
    "code", [0, 1, 8, 0x0B, 0x0C, 0x1B, 0x1F, 0x7F, 0x80, 0x85, 0x9F, 0x2028, 0x2029, 0xFFFE, 0xFFFF]
)
def test_control_characters_and_odd_line_ends_are_refused(code: int, tmp_path: Path) -> None:
    """What an editor does not show, or counts as a line when YAML does not, is refused at its place."""
    write(tmp_path / "a.yaml", f"a: 1\nbé{chr(code)}".encode())
    assert refusal(tmp_path / "a.yaml") == (
        f"a.yaml:2:3: the control character U+{code:04X} is not allowed in a text [bad-character]"
    )


@pytest.mark.parametrize(
    "text", ["\t", "\n", "\r", " ", "~", "\u00a0", "ạ", "\u200f", "\ue000", "\ufffd", "😀", "\U0010ffff"]
)
def test_ordinary_characters_are_text(text: str) -> None:
    """Everything else that Unicode has may stand in a text."""
    assert checked(Source("x", text)).text == text


def test_a_lone_surrogate_is_refused() -> None:
    """A text from a program can hold what no file can."""
    with pytest.raises(InputError) as caught:
        checked(Source("x", "ab\ud800"))
    assert str(caught.value) == "x:1:3: the control character U+D800 is not allowed in a text [bad-character]"


def test_a_file_of_exactly_1_mb_is_read(tmp_path: Path) -> None:
    """The limit itself is allowed, one byte more is not."""
    assert len(read_source(write(tmp_path / "a.yaml", b"#" * MOST_BYTES)).text) == MOST_BYTES
    write(tmp_path / "b.yaml", b"#" * (MOST_BYTES + 1))
    assert refusal(tmp_path / "b.yaml") == "b.yaml: the file is larger than 1 MB [too-large]"


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    """A missing file is unreadable, which is not the same as wrong."""
    with pytest.raises(InputError) as caught:
        read_source(str(tmp_path / "no.yaml"))
    assert caught.value.unreadable
    assert refusal(tmp_path / "no.yaml") == "no.yaml: no such file [unreadable-file]"


def test_a_folder_cannot_be_read(tmp_path: Path) -> None:
    """A folder is no file."""
    (tmp_path / "a.yaml").mkdir()
    assert refusal(tmp_path / "a.yaml") == (
        "a.yaml: not a regular file (a folder, a device or a pipe) [unreadable-file]"
    )


def test_a_file_in_a_file_cannot_be_read(tmp_path: Path) -> None:
    """The system's own words say why."""
    write(tmp_path / "a.yaml", b"")
    with pytest.raises(InputError) as caught:
        read_source(str(tmp_path / "a.yaml" / "b.yaml"))
    assert "cannot be read: Not a directory [unreadable-file]" in str(caught.value)


@pytest.mark.parametrize("name", ["a\0b", "x" * 5_000])
def test_a_name_that_no_file_can_have_cannot_be_read(name: str) -> None:
    """A name with NUL or of 5,000 characters is a problem."""
    with pytest.raises(InputError) as caught:
        read_source(name)
    assert caught.value.unreadable


def test_a_minus_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard input has a name in messages and no path."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("a: ế".encode())))
    source = read_source("-")
    assert (source.name, source.text, source.path) == ("<stdin>", "a: ế", None)


def test_standard_input_is_bounded_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """An endless stream is read to the limit only."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"#" * (MOST_BYTES + 5))))
    with pytest.raises(InputError) as caught:
        read_source("-")
    assert str(caught.value) == "<stdin>: the file is larger than 1 MB [too-large]"


# ----------------------------------------------------------------------------------------------------------- places


@pytest.mark.parametrize(
    ("index", "place"),
    [(0, "x:1:1"), (2, "x:1:3"), (4, "x:2:1"), (5, "x:2:2"), (6, "x:3:1"), (7, "x:4:1"), (8, "x:4:2")],
)
def test_a_character_has_a_line_and_a_column(index: int, place: str) -> None:
    """Each kind of line end begins a new line."""
    assert str(Source("x", "ab\r\nc\n\rd").place_of_index(index)) == place


def test_a_place_carries_its_line() -> None:
    """The excerpt is the line without its end; beyond the last line there is none."""
    source = Source("x", "a\r\nbé\n")
    assert (source.place(2, 2, 3).excerpt, source.place(2, 2, 3).width) == ("bé", 3)
    assert [source.line(number) for number in (0, 1, 2, 3, -1)] == ["", "a", "bé", "", ""]


def test_the_size_of_a_file(tmp_path: Path) -> None:
    """Bytes of a regular file; nothing for what has no size."""
    (tmp_path / "a").write_bytes(b"12345")
    assert size_of(str(tmp_path / "a")) == 5
    assert [size_of(name) for name in (str(tmp_path), str(tmp_path / "none"), "a\0b", os.devnull)] == [None] * 4


# --------------------------------------------------------------------------------------------------------------- tables


def test_each_spool_is_a_file_of_its_own() -> None:
    """What was put down first is not overwritten by what comes later."""
    first, second = spool([b"a", b"b"]), spool([b"c"])
    assert (first.read_bytes(), second.read_bytes()) == (b"ab", b"c")


def test_a_spool_without_room_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As any result that cannot be written."""
    monkeypatch.setattr("smartcommune.source.table_files._spools", lambda: SimpleNamespace(name=str(tmp_path / "none")))
    with pytest.raises(WriteError) as caught:
        spool([b"a"])
    assert caught.value.reason == "No such file or directory"


def test_spools_vanish_with_the_process() -> None:
    """Whatever was kept for a while is gone when the program ends."""
    script = "from smartcommune.source.table_files import spool; print(spool([b'a']))"
    done = subprocess.run([sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert not Path(done.stdout.strip()).parent.exists()
