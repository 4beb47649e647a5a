"""On a terminal: as wide as it is, with colours where they are wanted, and a bar while a table is read."""

from __future__ import annotations

import os
import re
import struct
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from tests.command import COMMAND, PATIENCE, environment

from .conftest import ELIGIBLE, EXAMPLES, NOT_ELIGIBLE, OUT_OF_SCOPE, UNDETERMINED, WriteProfile
from .test_batch import ROWS, table

fcntl: Any = pytest.importorskip("fcntl", reason="this system has no pseudo-terminals")
termios: Any = pytest.importorskip("termios", reason="this system has no pseudo-terminals")

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
WIDTHS = [80, *(pytest.param(columns, marks=pytest.mark.full) for columns in (40, 140))]


def at_terminal(
    columns: int, home: Path, *arguments: str, env: Mapping[str, str] | None = None, stream: str = "stdout"
) -> tuple[int, str]:
    """The code of a command and what it printed on a terminal of so many columns."""
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    other = "stderr" if stream == "stdout" else "stdout"
    process = subprocess.Popen(
        [*COMMAND, *arguments],
        stdin=subprocess.DEVNULL,
        env=environment(home, {"TERM": "xterm-256color", **(env or {})}),
        cwd=home,
        **{stream: slave, other: subprocess.DEVNULL},
    )
    os.close(slave)
    content = b""
    try:
        while chunk := os.read(master, 65536):
            content += chunk
    except OSError:  # how a terminal says that its other end was closed
        pass
    finally:
        os.close(master)
    return process.wait(timeout=PATIENCE), content.decode().replace("\r\n", "\n")


def too_wide(page: str, columns: int) -> list[str]:
    return [line for line in ESCAPES.sub("", page).splitlines() if cell_len(line) > columns]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("columns", WIDTHS)
def test_no_line_is_wider_than_the_terminal(tmp_path: Path, profile: WriteProfile, columns: int, language: str) -> None:
    """Every page, and the summary of several, keeps to the terminal's width, with colours."""
    paths = [
        profile(NOT_ELIGIBLE, "1.json", commune={"code": "01001", "name": "Tân Mỹ", "province": "Bắc Giang"}),
        profile(UNDETERMINED, "2.json", commune={"name": "Một xã có tên dài hơn nhiều so với bình thường"}),
        profile(OUT_OF_SCOPE, "3.json"),
        profile(ELIGIBLE, "4.json", as_of="2026-03-01", commune={"name": "x" * 200}),
        profile({**ELIGIBLE, "smartphone_rate": "79.9%"}, "5.json", commune={"name": "全角" * 40}),
    ]
    code, page = at_terminal(columns, tmp_path, "check", *paths, "--lang", language)
    assert code == 10
    assert too_wide(page, columns) == []
    assert "\x1b[" in page
    assert "\x1b" not in ESCAPES.sub("", page)


@pytest.mark.parametrize("columns", WIDTHS)
def test_every_example_keeps_to_the_terminal(tmp_path: Path, columns: int) -> None:
    """The real profiles, alone and in a summary."""
    paths = [str(path) for path in sorted(EXAMPLES.glob("*.yaml"))]
    _, page = at_terminal(columns, tmp_path, "check", *paths, env={"NO_COLOR": "1"})
    assert too_wide(page, columns) == []
    assert "\x1b" not in page


@pytest.mark.parametrize("columns", WIDTHS)
def test_the_summary_names_every_commune(tmp_path: Path, profile: WriteProfile, columns: int) -> None:
    """A table of verdicts without the communes' names would say nothing."""
    names = ["Tân Mỹ", "Vi Hương"]
    paths = [profile(NOT_ELIGIBLE, "1.json", commune={"name": names[0]})]
    paths.append(profile(UNDETERMINED, "2.json", commune={"name": names[1]}))
    _, page = at_terminal(columns, tmp_path, "check", *paths, "--lang", "en", env={"NO_COLOR": "1"})
    summary = page[page.rindex("Summary") :]
    assert all(name in summary for name in names)


@pytest.mark.parametrize("columns", [40, 80])
def test_the_line_shown_below_a_problem_fits_the_terminal(tmp_path: Path, profile: WriteProfile, columns: int) -> None:
    """The source line and the mark under it keep to the terminal that standard error is, also for a place far right."""
    path = profile({**ELIGIBLE, "outstanding_field": "x" * 10, "facilities_attested": "maybe"})
    _, page = at_terminal(columns, tmp_path, "check", path, env={"NO_COLOR": "1"}, stream="stderr")
    shown = [line for line in page.splitlines() if re.match(r" +[0-9]+ \| | +\^+$", line)]
    assert len(shown) == 4
    assert too_wide("\n".join(shown), columns) == []
    lines, marks = shown[::2], shown[1::2]
    assert [line[mark.index("^") : len(mark)] for line, mark in zip(lines, marks, strict=True)] == [
        '"xxxxxxxxxx"',
        '"maybe"',
    ]


@pytest.mark.parametrize("arguments", [["--no-color"], []], ids=["--no-color", "NO_COLOR"])
def test_a_terminal_gets_no_colours_where_none_are_wanted(
    tmp_path: Path, profile: WriteProfile, arguments: list[str]
) -> None:
    """`--no-color` and `NO_COLOR` switch all escape sequences off, bold ones too, and nothing else changes."""
    path = profile(NOT_ELIGIBLE)
    env = {} if arguments else {"NO_COLOR": "1"}
    coloured = at_terminal(80, tmp_path, "check", path)[1]
    plain = at_terminal(80, tmp_path, "check", path, *arguments, env=env)[1]
    assert "\x1b" not in plain
    assert ESCAPES.sub("", coloured) == plain


def test_an_empty_no_color_changes_nothing(tmp_path: Path, profile: WriteProfile) -> None:
    """`NO_COLOR=` counts as not set (no-color.org)."""
    assert "\x1b[" in at_terminal(80, tmp_path, "check", profile(NOT_ELIGIBLE), env={"NO_COLOR": ""})[1]


def test_problems_on_a_terminal_can_be_without_colours(tmp_path: Path, profile: WriteProfile) -> None:
    """`--no-color` reaches standard error too."""
    path = profile({"nope": 1})
    assert "\x1b[" in at_terminal(80, tmp_path, "check", path, stream="stderr")[1]
    assert "\x1b" not in at_terminal(80, tmp_path, "check", path, "--no-color", stream="stderr")[1]


def test_marks_carry_the_meaning(tmp_path: Path, profile: WriteProfile) -> None:
    """Colour only repeats what marks and words say: without it nothing is lost."""
    page = at_terminal(80, tmp_path, "check", profile({**UNDETERMINED, "ntm_level": "none"}), "--full", "--no-color")[1]
    assert "✔ " in page
    assert "✘ " in page
    assert "? " in page


@pytest.mark.parametrize("quiet", [True, False])
def test_a_table_shows_rows_and_speed(tmp_path: Path, quiet: bool) -> None:
    """While a table is read there is a bar with rows and rows per second, unless it is not wanted."""
    name = table(tmp_path / "xa.csv", ROWS * 200)
    options = ["-o", "kq.csv", "--as-of", "2023-06-30", "--lang", "en", *(["--quiet"] if quiet else [])]
    code, shown = at_terminal(80, tmp_path, "batch", name, *options, stream="stderr")
    assert code == 3
    assert ("rows/s" in shown) is not quiet
