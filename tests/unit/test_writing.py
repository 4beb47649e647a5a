"""Text and bytes to files: what is written is whole or not there, and nothing that was read is written over."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path
from threading import Event

import pytest

from smartcommune.problems import InputError, WriteError
from smartcommune.source import writing
from smartcommune.source.files import begin_run, read_source
from smartcommune.source.writing import _mark, is_same_file, whole_file, write_text


def unwritable(path: Path) -> None:
    """A file that cannot be written leaves nothing behind."""
    before = sorted(path.parent.iterdir())
    with pytest.raises(WriteError) as caught:
        write_text(str(path), "new")
    assert caught.value.path == str(path)
    assert caught.value.reason
    assert str(caught.value) == f"{path}: {caught.value.reason}"
    assert sorted(path.parent.iterdir()) == before


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    """The text is there in UTF-8 with the line ends it has, and nothing else is."""
    write_text(str(tmp_path / "a.txt"), "Bạch Đằng\n")
    assert (tmp_path / "a.txt").read_bytes() == "Bạch Đằng\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path) -> None:
    """Who may read a report does not change when it is written again."""
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    write_text(str(path), "new")
    assert path.read_text(encoding="utf-8") == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_is_followed_when_written(tmp_path: Path) -> None:
    """The file behind a link is replaced, the link stays."""
    (tmp_path / "real.txt").write_text("old", encoding="utf-8")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_text(str(tmp_path / "link.txt"), "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text(encoding="utf-8") == "new"


def test_a_device_is_written_to_directly() -> None:
    """A device is not replaced by a file."""
    write_text(os.devnull, "gone")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_folder_that_is_not_there_cannot_be_written_to(tmp_path: Path) -> None:
    """No folder is made, and the reason is the system's own."""
    with pytest.raises(WriteError, match="No such file or directory"):
        write_text(str(tmp_path / "no" / "a.txt"), "new")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_cannot_be_written_over(tmp_path: Path) -> None:
    """A folder in the place of the file stays as it is."""
    (tmp_path / "a").mkdir()
    unwritable(tmp_path / "a")


def test_nothing_is_left_when_replacing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills up leaves the old file and no temporary one."""
    (tmp_path / "a.txt").write_text("old", encoding="utf-8")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    unwritable(tmp_path / "a.txt")
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "old"


def test_a_long_file_goes_to_the_disk_while_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written by then is safe before the end, and all of it is at the end."""
    sizes: list[int] = []
    heard = Event()

    def synced(descriptor: int) -> None:
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            sizes.append(os.fstat(descriptor).st_size)
            heard.set()

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(writing, "_BETWEEN_SYNCS", 0.001)
    with whole_file(str(tmp_path / "a.csv")) as file:
        file.write(b"half")
        file.flush()
        assert heard.wait(5)
        file.write(b" and half")
    assert sizes[0] in (0, 4)
    assert sizes[-1] == 13


def test_a_disk_that_fails_while_it_is_written_is_heard_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system tells it once, before the end: the old file stays."""
    (tmp_path / "a.csv").write_text("old", encoding="utf-8")
    told: list[OSError] = []
    heard = Event()

    def fail_once(_: int) -> None:
        if not told:
            told.append(OSError(5, "Input/output error"))
            heard.set()
            raise told[0]

    def write() -> None:
        with whole_file(str(tmp_path / "a.csv")) as file:
            file.write(b"half")
            assert heard.wait(5)

    monkeypatch.setattr(os, "fsync", fail_once)
    monkeypatch.setattr(writing, "_BETWEEN_SYNCS", 0.001)
    with pytest.raises(WriteError, match="Input/output error"):
        write()
    assert {found.name: found.read_text(encoding="utf-8") for found in tmp_path.iterdir()} == {"a.csv": "old"}


def test_a_name_with_a_nul_cannot_be_written() -> None:
    """A name that the system cannot have is a write error, not a crash."""
    with pytest.raises(WriteError):
        write_text("a\0b", "new")


def test_text_that_has_no_bytes_cannot_be_written(tmp_path: Path) -> None:
    """A lone surrogate is a write error, not a crash, and leaves nothing behind."""
    unwritable_text = "\ud800"
    with pytest.raises(WriteError):
        write_text(str(tmp_path / "a.txt"), unwritable_text)
    assert list(tmp_path.iterdir()) == []


def test_a_file_takes_its_name_once_it_is_whole(tmp_path: Path) -> None:
    """While it is written nothing stands under its name; afterwards nothing else stands beside it."""
    path = tmp_path / "a.csv"
    with whole_file(str(path)) as file:
        file.write(b"half")
        assert not path.exists()
        file.write(b" and half")
    assert path.read_bytes() == b"half and half"
    assert [found.name for found in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.parametrize("end", [RuntimeError(), KeyboardInterrupt(), SystemExit()], ids=lambda end: type(end).__name__)
def test_whoever_stops_writing_leaves_the_old_file(tmp_path: Path, end: BaseException) -> None:
    """An error or an interruption half-way leaves the old file and no temporary one, and is passed on."""
    (tmp_path / "a.csv").write_text("old", encoding="utf-8")

    def stop_halfway() -> None:
        with whole_file(str(tmp_path / "a.csv")) as file:
            file.write(b"half")
            raise end

    with pytest.raises(type(end)):
        stop_halfway()
    assert {found.name: found.read_text(encoding="utf-8") for found in tmp_path.iterdir()} == {"a.csv": "old"}


def test_a_disk_that_fills_up_is_a_failure_to_write(tmp_path: Path) -> None:
    """Whatever the system says while writing comes out as one kind of error, with the file's name."""
    with pytest.raises(WriteError, match="No space left on device"), whole_file(str(tmp_path / "a.csv")):
        raise OSError(28, "No space left on device")
    assert list(tmp_path.iterdir()) == []


def test_one_file_by_two_names(tmp_path: Path) -> None:
    """A file is recognised through links and detours; files that do not exist are told apart by their names."""
    (tmp_path / "a").write_text("x", encoding="utf-8")
    (tmp_path / "link").symlink_to("a")
    (tmp_path / "hard").hardlink_to(tmp_path / "a")
    for name in ("a", "link", "hard", "./a"):
        assert is_same_file(str(tmp_path / "a"), f"{tmp_path}/{name}")
    assert not is_same_file(str(tmp_path / "a"), str(tmp_path / "b"))
    assert is_same_file(str(tmp_path / "b"), f"{tmp_path}/./b")
    assert not is_same_file("a\0b", "c")


def test_what_was_read_is_not_written_over(tmp_path: Path) -> None:
    """By whichever name; with a new run nothing is in use."""
    (tmp_path / "a").write_text("x", encoding="utf-8")
    (tmp_path / "b").hardlink_to(tmp_path / "a")
    begin_run()
    read_source(str(tmp_path / "a"))
    with pytest.raises(InputError) as caught:
        write_text(str(tmp_path / "b"), "new", "--rejects")
    assert [str(problem.place) for problem in caught.value.problems] == ["--rejects"]
    begin_run()
    write_text(str(tmp_path / "b"), "new")
    assert (tmp_path / "a").read_text(encoding="utf-8") == "x"


def test_a_planted_name_is_not_followed(tmp_path: Path) -> None:
    """Two files that are written at once have temporary names of their own, which nobody can foresee."""
    with whole_file(str(tmp_path / "a")) as first, whole_file(str(tmp_path / "a")) as second:
        first.write(b"1")
        second.write(b"22")
        names = {path.name for path in tmp_path.iterdir()}
        assert len(names) == 2
        assert all(len(name) < 30 for name in names)
    assert (tmp_path / "a").read_bytes() == b"1"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_long_name_can_be_written(tmp_path: Path) -> None:
    """The temporary name is short, however long the name is."""
    name = "x" * 255
    write_text(str(tmp_path / name), "new")
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_new_file_is_as_the_mask_has_it(tmp_path: Path) -> None:
    """Whoever may read new files of the user may read this one."""
    mask = os.umask(0o027)
    try:
        write_text(str(tmp_path / "a"), "new")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_left_overs_of_a_day_ago_are_cleared(tmp_path: Path) -> None:
    """Of the same file only, and not those of a run that may still be writing."""
    with whole_file(str(tmp_path / "a")), whole_file(str(tmp_path / "b")):
        of_a, of_b = sorted(tmp_path.iterdir(), key=lambda path: _mark("a") not in path.name)
    for name, age in ((of_a.name, 86_500), (f"{_mark('a')}young.tmp", 80_000), (of_b.name, 86_500)):
        (tmp_path / name).write_bytes(b"half")
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    write_text(str(tmp_path / "a"), "new")
    assert {path.name for path in tmp_path.iterdir()} == {"a", "b", f"{_mark('a')}young.tmp", of_b.name}
