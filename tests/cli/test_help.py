"""The help of every command, and what is said of a wrong call: nothing is left of the framework's own English."""

from __future__ import annotations

import re

import pytest

from .conftest import Run

COMMANDS = ["check", "batch", "select", "inspect", "template", "validate", "test", "diff", "list", "show", "schema"]
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
