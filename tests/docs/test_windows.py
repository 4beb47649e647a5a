"""What an officer on Windows is told to type is typed as it stands, in PowerShell 5.1 and in cmd."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcommune.cli.app import _PANELS
from smartcommune.cli.shell import line
from tests.shells import Acts, cmd, powershell

PAGE = (Path(__file__).parents[2] / "README.vi.md").read_text(encoding="utf-8")
EXAMPLES = [f"smartcommune {call}" for commands in _PANELS.values() for call in commands.values()]
CALLS = [*re.findall(r"^\$ (.+)$", PAGE, re.MULTILINE), *re.findall(r"`(smartcommune [^`|]+)`", PAGE), *EXAMPLES]
INSTALL = [each for each in PAGE.splitlines() if each.startswith((".venv\\", "py -m"))]


@pytest.mark.parametrize("call", CALLS)
def test_a_call_is_the_same_in_every_shell(call: str) -> None:
    """No quote, percent sign or ampersand of it means something else on Windows than it does here."""
    assert powershell(call) == cmd(call) == shlex.split(call)


def test_installing_is_the_same_in_both_shells() -> None:
    """Line by line, without `&&` and without a script that may not be run."""
    assert len(INSTALL) == 4
    for each in INSTALL:
        assert powershell(each) == cmd(each) == each.split()
        assert ".ps1" not in each


def test_what_differs_is_said_for_each_shell() -> None:
    """Of every row of the table of traps what is typed in a shell does not act there, unless it is named as a trap."""
    rows = [each.split("|")[1:4] for each in PAGE.splitlines() if re.match(r"\| [^|]+ \| [^|]+ \| [^|]+ \|$", each)]
    told = {place.strip(): (left, right) for place, left, right in rows}
    left, right = told["tên tệp có dấu cách"]
    assert [powershell(each) for each in re.findall("`([^`]+)`", left)] == [["Biểu xã 2023.xlsx"]] * 2
    assert [cmd(each) for each in re.findall("`([^`]+)`", right)] == [["Biểu xã 2023.xlsx"]]
    assert cmd("'Biểu xã'") == ["'Biểu", "xã'"]
    left, right = told["giá trị có dấu phẩy, chấm phẩy, `@`, `$`"]
    assert [powershell(each) for each in re.findall("`([^`]+)`", left)] == [["a,b"]]
    assert [cmd(each) for each in re.findall("`([^`]+)`", right)] == [["a,b"]]
    assert powershell("--set smartphone_min=70%") == cmd("--set smartphone_min=70%") == ["--set", "smartphone_min=70%"]
    for shell in (powershell, cmd):
        with pytest.raises(Acts):
            shell("a && b")
    with pytest.raises(Acts):
        powershell("--keep a,b")


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1), min_size=1)
)
def test_a_command_that_is_told_can_be_typed(words: list[str]) -> None:
    """Here it always gives the words; on Windows wherever it has no single quotes and no pair of percent signs."""
    told = line(words)
    assert shlex.split(told) == words
    if not re.search("['%$`\"!\\\\]", told.replace('"', "")) and not any(word.startswith("-") for word in words):
        assert powershell(told) == cmd(told) == words


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("--seats", "--seats"),
        ("smartphone_min=70%", "smartphone_min=70%"),
        ("Biểu 2023.xlsx", '"Biểu 2023.xlsx"'),
        ("Xã/P", "Xã/P"),
        ("D:\\xã\\t.csv", '"D:\\xã\\t.csv"'),
        ("a,b", '"a,b"'),
        ("$a", "'$a'"),
    ],
)
def test_double_quotes_where_they_do(word: str, told: str) -> None:
    """Cmd knows no others."""
    assert line([word]) == told
