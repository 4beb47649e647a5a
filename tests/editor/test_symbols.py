"""The outline of a file."""

from __future__ import annotations

from pathlib import Path

from smartcommune.editor.pages import Pages
from smartcommune.editor.positions import Range
from smartcommune.editor.symbols import symbols
from smartcommune.messages import Words
from smartcommune.source.document import Table

ROOT = Path(__file__).parents[2]
PARTS = ("sources", "indicators", "derived", "thresholds", "criteria", "levels", "cases")


def piece(lines: list[str], range: Range) -> str:
    """A piece of a text."""
    (line, start), (last, end) = range
    found = [*lines[line : last + 1]]
    found[-1] = found[-1][:end]
    return "\n".join([found[0][start:], *found[1:]])


def test_the_outline() -> None:
    """Sections with what they declare; each part holds its name, lies in its section, and ends where it ends."""
    page = Pages().page((ROOT / "examples/scored/commune-class-1211.yaml").as_posix())
    assert page is not None
    assert isinstance(page.document.root, Table)
    found, lines = {each.text: each for each in symbols(page)}, page.source.lines
    assert list(found) == [key for key in page.document.root.entries if key in PARTS]
    assert [each.text for each in found["sources"].inner] == ["nq1211"]
    assert (found["indicators"].inner[1].text, found["indicators"].inner[1].label) == (
        "population",
        Words("Dân số", "Population"),
    )
    for section in found.values():
        assert piece(lines, section.range).startswith(f"{section.text}:")
        assert not piece(lines, section.range).endswith("\n")
        for each in section.inner:
            assert section.range.start <= each.range.start <= each.range.end <= section.range.end
            assert each.text in piece(lines, each.range)
    population = piece(lines, found["indicators"].inner[1].range)
    assert (
        population == "population: {type: count, unit: person, actionable: false, label: {vi: Dân số, en: Population}}"
    )


def test_cases() -> None:
    """By their names; in brackets, each ends before the next."""
    page = Pages().page((ROOT / "rules/pilot-smart-2023.cases.yaml").as_posix())
    assert page is not None
    (cases,) = symbols(page)
    first = cases.inner[0]
    assert first.text == "the day before the period is not in force, whatever the facts"
    assert piece(page.source.lines, first.range).startswith("{name: ")
    assert piece(page.source.lines, first.range).endswith("missing: []}}")
