"""What Polars says about a damaged file is a problem of that file, also where it gives up altogether."""

from __future__ import annotations

import errno
import os

import polars as pl
import pytest

from smartcommune.messages import LANGUAGES, Language
from smartcommune.problems import InputError
from smartcommune.tables.sheets.ends import reading
from smartcommune.tables.sheets.unheard import panics_unheard


@pytest.mark.parametrize("kind", [pl.exceptions.ComputeError, pl.exceptions.PanicException])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_damaged_table_is_a_problem_of_the_file(kind: type[BaseException], language: Language) -> None:
    """Its name and what to do in our words, whatever the kind of failure, and none of the library's."""
    with pytest.raises(InputError) as caught, reading("t.parquet"):
        raise kind("bad page")
    said = caught.value.problems[0].say(language)
    assert said.startswith("t.parquet: ")
    assert "bad page" not in said
    assert caught.value.problems[0].help is not None


def test_a_disk_that_fails_is_no_damage_of_the_file() -> None:
    """What the system says is said, in both languages."""
    with pytest.raises(InputError) as caught, reading("t.parquet"):
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    assert caught.value.unreadable
    assert "lỗi thiết bị lưu trữ" in caught.value.problems[0].say("vi")
    assert "Input/output error" in caught.value.problems[0].say("en")


@pytest.mark.parametrize("error", [KeyboardInterrupt(), ValueError("x")], ids=lambda error: type(error).__name__)
def test_what_is_no_fault_of_the_file_goes_on(error: BaseException) -> None:
    """An interruption is one, and a bug of ours is one."""
    with pytest.raises(type(error)), reading("t.parquet"):
        raise error


PANIC = (
    "\nthread 'async-executor-0' (7) panicked at crates/polars-arrow/src/bitmap/immutable.rs:329:9:\n"
    "assertion failed: offset + length <= bytes\n"
)
NOTE = "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace\n"


def panic(said: str) -> None:
    """Write to standard error and panic, as Polars does."""
    os.write(2, said.encode())
    raise pl.exceptions.PanicException("bad page")


@pytest.mark.parametrize("said", [PANIC, PANIC + NOTE, PANIC + PANIC + NOTE])
def test_of_a_panic_nobody_hears_but_of_all_else(said: str, capfd: pytest.CaptureFixture[str]) -> None:
    """What the library writes of it on standard error is left out; what else stands there comes out in its order."""
    with pytest.raises(InputError), reading("t.parquet"), panics_unheard():
        panic(f"before\n{said}\nnote: after\nthread 'x' is well\n")
    os.write(2, b"and then\n")
    assert capfd.readouterr().err == "before\n\nnote: after\nthread 'x' is well\nand then\n"


def test_one_thread_at_a_time_holds_what_is_written(capfd: pytest.CaptureFixture[str]) -> None:
    """A second one is heard as ever, and afterwards standard error is what it was."""
    with panics_unheard(), panics_unheard():
        os.write(2, b"first\n")
    os.write(2, PANIC.encode())
    assert capfd.readouterr().err == f"first\n{PANIC}"
