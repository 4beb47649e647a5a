"""Positions to names, and names to where they are declared and used, across files."""

from __future__ import annotations

from pathlib import Path

import pytest

from smartcommune.editor.desk import Desk
from smartcommune.editor.naming import Found, definition, name_at, uses_of
from smartcommune.editor.pages import Pages
from smartcommune.editor.positions import Position
from smartcommune.problems import Place
from smartcommune.source.files import read_source
from tests.unit.small import SMALL

from .desks import CHILD, folder, put

CASES = """\
format: 1
ruleset: child
cases:
  - {name: a, on: 2023-05-01, facts: {region: delta, rate: 95%}, expect: {verdict: eligible}}
"""


def find(pages: Pages, path: Path, text: str, word: str) -> Found:
    """The name at the first place of a piece of text, with the bar in it taken out."""
    before, _, behind = word.partition("|")
    index = text.index(before + behind) + len(before)
    lines = text[:index].split("\n")
    found = name_at(pages, read_source(path.as_posix()), Position(len(lines) - 1, len(lines[-1])))
    assert found is not None
    return found


def said(place: Place | None) -> str:
    assert place is not None
    return f"{Path(place.source).name}: {place.excerpt.strip()[:40]}"


@pytest.mark.parametrize(
    ("word", "kind", "declared"),
    [
        ("{threshold: h|igh}", "threshold", "small.yaml: high: {type: percent, by: region"),
        ("cite: l|aw#1", "source", "small.yaml: law: {title: {vi: Luật"),
        ("indicator: ra|te,", "indicator", "small.yaml: rate: {type: percent"),
        ("by: reg|ion", "indicator", "small.yaml: region: {type: enum"),
        ("is_not: no|ne", "value", "small.yaml: level: {type: enum"),
    ],
)
def test_the_declaration_of_a_name(tmp_path: Path, word: str, kind: str, declared: str) -> None:
    """Of each kind, at any letter of it; a citation names its source."""
    pages, path = Pages(), folder(tmp_path) / "small.yaml"
    found = find(pages, path, SMALL, word)
    assert found.name.kind == kind
    assert said(definition(pages, found)).startswith(declared)


def test_across_the_rule_set_that_is_extended(tmp_path: Path) -> None:
    """What the child declares anew leads to the parent, as do its sources, its parent's id, and a case's facts."""
    rules = folder(tmp_path, {"child.cases.yaml": CASES})
    pages = Pages()
    for file, text, word, declared in (
        ("child.yaml", CHILD, "  hi|gh:", "small.yaml: high:"),
        ("child.yaml", CHILD, "cite: la|w", "small.yaml: law:"),
        ("child.yaml", CHILD, "extends: sm|all", "small.yaml: id: small"),
        ("child.cases.yaml", CASES, "facts: {reg|ion", "small.yaml: region:"),
        ("child.cases.yaml", CASES, "region: del|ta", "small.yaml: region:"),
        ("child.cases.yaml", CASES, "ruleset: ch|ild", "child.yaml: id: child"),
    ):
        assert said(definition(pages, find(pages, rules / file, text, word))).startswith(declared), word


def test_every_use_of_a_name(desk: Desk, tmp_path: Path) -> None:
    """In all files that rest on the one that declares it, wherever it is asked; unsaved texts count."""
    rules = folder(tmp_path, {"child.cases.yaml": CASES})
    put(desk, rules / "child.cases.yaml", CASES.replace("region: delta, ", ""))
    pages = Pages()
    for file, text, word in (("small.yaml", SMALL, "  ra|te: {type"), ("child.cases.yaml", CASES, "ra|te: 95")):
        asked = find(pages, rules / file, desk.sheet((rules / file).as_posix()).text if "cases" in file else text, word)
        used = uses_of(pages, asked, with_declarations=False)
        assert {Path(each.page.source.name).name for each in used} == {"small.yaml", "child.cases.yaml"}
        count = SMALL.count("indicator: rate") + SMALL.count("rate: 8") + 1
        assert len(used) >= count > 1
        assert len(uses_of(pages, asked, with_declarations=True)) == len(used) + 1


def test_the_last_good_text_serves(desk: Desk, tmp_path: Path) -> None:
    """While a text is broken, names are found in it, and their declarations where they last stood."""
    path = folder(tmp_path) / "small.yaml"
    pages = Pages()
    assert pages.page(path.as_posix()) is not None
    broken = SMALL + "more: [\n  x: {test: {indicator: rate, gte: {threshold: high\n"
    broken = broken.replace("more: [", "replace: {criteria: {")
    put(desk, path, broken)
    found = find(pages, path, broken, "indicator: rate, gte: {threshold: hi|gh\n")
    assert said(definition(pages, found)).startswith("small.yaml: high:")
