"""Problems to GitHub's workflow commands, read back as GitHub's runner reads them."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given

from smartcommune.authoring.report import tidy_path
from smartcommune.render.github import report
from smartcommune.render.safe import terminal
from tests.unit.reports import EMPTY, HOSTILE, ORDINARY, bad_report, texts, writable

EXPECTED = """\
::error file=none.yaml,title=unreadable-file::no such file
::error file=rules/xã nông thôn.yaml,line=14,col=7,endColumn=21,title=undeclared-threshold::unknown threshold \
`smartfone_rate`; did you mean `smartphone_rate`?
::warning file=rules/xã nông thôn.yaml,line=20,title=unused-threshold::the threshold `x` is not used; \
compare with it, or remove it
"""


class Command(NamedTuple):
    """A workflow command as the runner understands it."""

    name: str
    properties: dict[str, str]
    message: str


def read(line: str) -> Command:
    """What the runner makes of a line: `::`, name, space, properties with commas between them, `::`, message."""
    assert line.startswith("::")
    head, message = line[2:].split("::", 1)
    name, _, properties = head.partition(" ")
    pairs = (pair.split("=", 1) for pair in properties.split(","))
    return Command(name, {key: unescaped(value, ":,") for key, value in pairs}, unescaped(message))


def unescaped(text: str, others: str = "") -> str:
    for sign in "\r\n" + others + "%":
        text = text.replace(f"%{ord(sign):02X}", sign)
    return text


def test_the_whole_report() -> None:
    """A line for each problem; without a line number there is none, without a column none either."""
    assert report(ORDINARY, "en") == EXPECTED


def test_no_problems() -> None:
    """Nothing to show is no line at all."""
    assert report(EMPTY, "en") == ""


def test_a_percent_sign_survives() -> None:
    """Thresholds have percent signs; the runner shows them as they were."""
    line = report(bad_report("x.yaml", "80%"), "vi")
    assert "`80%25`" in line
    assert "`80%`" in read(line).message


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts(text: str) -> None:
    """A text neither forges a command nor leaves its property, and is shown as a terminal shows it."""
    written = report(bad_report(text, text), "en")
    assert written.count("\n") == 1
    command = read(written.rstrip("\n"))
    shown = terminal(text)
    assert command.name == "error"
    assert command.message == f"unknown threshold `{shown}`; did you mean `{shown}`?"
    assert command.properties == {
        "file": terminal(tidy_path(text)),
        "line": "1",
        "col": "1",
        "endColumn": "2",
        "title": "undeclared-threshold",
    }


@given(texts, texts)
def test_any_text_is_one_command(file: str, name: str) -> None:
    """Whatever a file and its keys are called, the line holds the same properties and nothing that acts."""
    written = report(bad_report(file, name, None), "vi")
    assert writable(written)
    assert written.count("\n") == 1
    command = read(written.rstrip("\n"))
    assert command.properties == {"file": terminal(tidy_path(file)), "title": "undeclared-threshold"}
