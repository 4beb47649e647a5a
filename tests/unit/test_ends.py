"""What Polars says about a damaged file is a problem of that file, also where it gives up altogether."""

from __future__ import annotations

import errno
import os

import polars as pl
import pytest

from smartcommune.messages import LANGUAGES, Language
from smartcommune.problems import InputError
from smartcommune.tables.sheets.ends import reading


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
