"""Names that are not declared: the use or the declaration may be misspelt, and the reader sees both."""

from __future__ import annotations

from pathlib import Path

import pytest

from smartcommune.authoring.check.validate import validate
from smartcommune.problems import Problem
from smartcommune.source.files import Source

ROOT = Path(__file__).parents[2]
GOOD = (ROOT / "tests" / "files" / "lints" / "no-cases" / "prefer.yaml").read_bytes().decode()


def found(*changes: tuple[str, str]) -> list[tuple[str, int | None, int | None]]:
    """Id, line and other line of each problem of a file in which texts were replaced."""
    return [(item.id, item.place.line, item.related and item.related.line) for item in problems(*changes)]


def problems(*changes: tuple[str, str]) -> tuple[Problem, ...]:
    text = GOOD
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return validate(Source("x.yaml", text), ())


def line_of(text: str) -> int:
    return next(number for number, line in enumerate(GOOD.splitlines(), 1) if text in line)


@pytest.mark.parametrize(
    ("change", "used"),
    [
        (("  team: {type", "  taem: {type"), "indicator: team"),
        (("  files: {type", "  fiels: {type"), "indicator: files"),
        (("  rate_min: {", "  rate_mni: {"), "threshold: rate_min"),
        (("threshold: rate_min", "threshold: rate_mni"), "threshold: rate_min"),
        (("  staffed:\n", "  stafed:\n"), "online, staffed"),
    ],
    ids=lambda value: value[1].strip() if isinstance(value, tuple) else "",
)
def test_of_a_name_that_is_used_once_both_places_are_told(change: tuple[str, str], used: str) -> None:
    """The use is the place, the declaration the other one: either may be misspelt."""
    told = [item for item in found(change) if item[2] is not None]
    declared = line_of(change[0].strip()) if change[0].startswith("  ") else line_of("rate_min: {")
    assert [item[1:] for item in told] == [(line_of(used), declared)]


def test_a_name_that_is_used_often_is_misspelt_where_it_is_declared() -> None:
    """One mistake is one problem, at the declaration, with the first use as the other place."""
    change = ("  law: {title", "  lwa: {title")
    (problem,) = problems(change)
    assert (problem.place.line, problem.place.column) == (line_of("  law: {"), 3)
    assert problem.related is not None
    assert problem.related.line == line_of("cite: law#2")
    assert problem.say("en") == (
        "x.yaml:8:3: `lwa` is declared here and used nowhere, while `law` is used 3 times and not declared; "
        "did you mean `law`? [undeclared-source]"
    )


def test_a_declaration_that_is_used_is_not_blamed() -> None:
    """`files` is used, so `fiels` is what is wrong; there is no second place to look at."""
    assert found(("indicator: team", "indicator: file")) == [("undeclared-indicator", line_of("indicator: team"), None)]


def test_what_is_nothing_alike_is_not_blamed() -> None:
    """A name that was invented is told where it stands, and no declaration with it."""
    assert found(("indicator: team", "indicator: unrelated_thing"))[0][2] is None


def test_a_key_that_is_missing_is_told_with_the_key_above_which_it_stands() -> None:
    """The table that lacks it is the place; where it stretches over lines, the other one is where to write it."""
    text = GOOD.replace("    cite: law#1\n", "", 1)
    (problem,) = validate(Source("x.yaml", text), ())
    assert problem.say("en") == "x.yaml:16:3: the key `cite` is missing; write it above `test` [missing-key]"
    assert problem.related is not None
    assert (problem.related.line, problem.related.column) == (18, 5)
    (inline,) = validate(Source("x.yaml", GOOD.replace("basis: law, ", "")), ())
    assert (inline.help, inline.related) == (None, None)
