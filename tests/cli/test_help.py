"""The help of every command, and what is said of a wrong call: nothing is left of the framework's own English."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from smartcommune.cli.app import _PANELS

from .conftest import Run

ROOT = Path(__file__).parents[2]
CALLS = {name: call for panel in _PANELS.values() for name, call in panel.items()}
COMMANDS = [*CALLS]
ENGLISH = re.compile(r"Usage|OPTIONS|COMMAND|ARGS|Options|Arguments|Commands|Show|default|required|<\w+", re.MULTILINE)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_the_help_is_all_in_one_language(run: Run, command: str) -> None:
    """Frames, defaults and the option for help itself are Vietnamese; a switch is shown without a value."""
    done = run(*command.split(), "--help")
    assert (done.code, done.err) == (0, "")
    assert ENGLISH.findall(done.out) == []
    assert "Cách dùng: smartcommune" in done.out
    assert re.search(r"--help +-h +Cho biết cách dùng\.", done.out)


def test_the_help_can_be_asked_for_in_english(run: Run) -> None:
    """The same frames in the other language."""
    out = run("validate", "--help", "--lang", "en").out
    assert "Usage: smartcommune validate [OPTIONS] [PATH]..." in out
    assert "[default: en]" in out
    assert "Tùy chọn" not in out


@pytest.mark.parametrize("call", [["--lang", "en", "list"], ["--lang=en", "list"], ["list", "--lang", "en"]])
def test_the_language_may_stand_before_the_command(run: Run, call: list[str]) -> None:
    """Behind it as ever; both say the same."""
    done = run(*call)
    assert done.code == 0
    assert "Built-in rule sets" in done.out
    assert run("--lang", "fr", "list").code == 2


def test_the_main_help_names_the_way_to_the_other_language(run: Run) -> None:
    """In the words of that language, for who does not read this one."""
    assert "English: smartcommune --lang en --help" in run("--help").out
    assert "Tiếng Việt: smartcommune --lang vi --help" in run("--lang", "en", "--help").out


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_has_an_example_and_its_exit_codes(run: Run, command: str, language: str) -> None:
    """Below the options; 0 and 2 are among them everywhere."""
    out = " ".join(run(command, "--help", "--lang", language).out.split())
    example, codes = ("Ví dụ: ", "Mã thoát: 0 ") if language == "vi" else ("Example: ", "Exit codes: 0 ")
    assert f"{example}smartcommune {CALLS[command]} {codes}" in out
    assert re.search(r"\b2 ", out[out.index(codes) :])


@pytest.mark.full
def test_the_examples_of_the_help_work(run: Run, tmp_path: Path) -> None:
    """One after the other, in a folder with a profile, a table and rules of those names; none is bad usage."""
    shutil.copy(ROOT / "examples" / "tan-my.yaml", tmp_path / "xa.yaml")
    shutil.copy(ROOT / "examples" / "communes.xlsx", tmp_path / "xa.xlsx")
    (tmp_path / "rules").mkdir()
    for name in ("pilot-smart-2023.yaml", "pilot-smart-2023.cases.yaml"):
        shutil.copy(ROOT / "rules" / name, tmp_path / "rules" / name)
    shutil.copy(ROOT / "rules" / "tinh" / "pilot-smart-tra-vinh.yaml", tmp_path / "rules" / "tinh.yaml")
    ended = {call: run(*call.split()).code for call in CALLS.values()}
    assert {call: code for call, code in ended.items() if code in (1, 2, 4)} == {}


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("validte", "validte: không có lệnh này; có phải `validate`? [no-such-command]"),
        ("validate --strickt", "--strickt: không có tùy chọn này; có phải `--strict`? [no-such-option]"),
        ("validate --select", "--select: tùy chọn này cần một giá trị; xem `smartcommune --help` [option-needs-value]"),
        (
            "validate --strict=1",
            "--strict: tùy chọn này không nhận giá trị; xem `smartcommune --help` [option-takes-none]",
        ),
        ("list x y", "smartcommune: thừa `x y`; xem `smartcommune list --help` [extra-argument]"),
        ("show", "smartcommune: thiếu `RULESET`; xem `smartcommune show --help` [missing-argument]"),
    ],
)
def test_a_wrong_call_is_told_as_every_other_problem(run: Run, call: str, said: str) -> None:
    """What was found, what may have been meant, where to look it up; bad usage is 2 and prints nothing else."""
    assert run(*call.split()) == (2, "", f"{said}\n1 lỗi\n")


def test_nothing_at_all_is_answered_with_the_help(run: Run) -> None:
    """Who does not know a command yet sees them all; that is no success."""
    done = run()
    assert done.code == 2
    assert "validate" in done.out + done.err
