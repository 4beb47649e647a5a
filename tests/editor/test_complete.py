"""What may stand at a position: `|` is the position, in a text that need not be whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from smartcommune.editor.complete import Completion, completion
from smartcommune.editor.desk import Desk
from smartcommune.editor.pages import Pages
from smartcommune.editor.positions import Position
from tests.unit.small import SMALL

from .desks import CHILD, folder, put

CASES = "format: 1\nruleset: small\ncases:\n  - {name: a, on: 2023-05-01, facts: {}, expect: {verdict: eligible}}\n"


def offered(desk: Desk, pages: Pages, path: Path, text: str) -> Completion:
    """What is offered at the bar, once the text with it is on the desk."""
    before, _, behind = text.partition("|")
    name = put(desk, path, before + behind)
    source = desk.source(name)
    assert source is not None
    return completion(pages, source, Position(before.count("\n"), len(before.rpartition("\n")[2])))


@pytest.mark.parametrize(
    ("file", "typed", "texts"),
    [
        ("small", "extra: {test: {indicator: |", "region level set flag rate length opened part whole share"),
        ("small", "extra: {test: {indicator: rate, gte: {threshold: |", "high guess enough"),
        ("small", "extra: {cite: |", "law news"),
        ("small", "extra: {cite: [law, n|", "law news"),
        ("small", "extra: {cite: law#|", ""),
        ("small", "extra: {test: {all_of: [go|", "base good many"),
        ("small", "extra: {test: {indicator: region, is: |", "delta other"),
        ("small", "extra: {test: {indicator: level, in: [none, |", "none high"),
        ("small", "extra: {test: {indicator: flag, is: |", "true false"),
        ("small", "extra: {test: {indicator: rate, gte: |", ""),
        ("small", "extra: {lab|", ""),
        ("child", "verdict:\n  scope: [|", "base good many"),
        ("child", "verdict:\n  eligible_when:\n    all_of:\n      - |", "base good many"),
        ("child", "replace:\n  criteria:\n    go|", "base good many"),
        ("child", "  |", "guess enough"),
        ("child", "  high: {by: region, values: [{from: 2022-01-01, |", "delta other"),
        (
            "cases",
            "  - name: b\n    facts:\n      flag: true\n      |",
            "region level set rate length opened part whole share",
        ),
        ("cases", "  - {name: b, facts: {flag: |", "true false"),
        ("cases", "  - {name: b, facts: {level: {value: hi|", "none high"),
        ("cases", "  - {name: b, expect: {outcomes: {|", "base good many"),
        ("cases", "  - {name: b, expect: {verdict: |", ""),
    ],
)
def test_names_and_values(desk: Desk, tmp_path: Path, file: str, typed: str, texts: str) -> None:
    """Of the kind that is due, declared in the file or above it, though the text is no YAML at that moment."""
    names = {"small": "small.yaml", "child": "child.yaml", "cases": "small.cases.yaml"}
    rules, pages = folder(tmp_path, {"small.cases.yaml": CASES}), Pages()
    path = rules / names[file]
    whole = path.read_text(encoding="utf-8")
    assert pages.page(path.as_posix()) is not None
    text = whole.replace("criteria:\n", f"criteria:\n  {typed}\n", 1) if file == "small" else f"{whole}{typed}\n"
    assert [offer.text for offer in offered(desk, pages, path, text).offers] == texts.split()


def test_what_is_replaced(desk: Desk, tmp_path: Path) -> None:
    """The whole word that stands there, in both directions; the label comes with it."""
    path = folder(tmp_path) / "small.yaml"
    found = offered(desk, Pages(), path, SMALL.replace("threshold: high}, lt", "threshold: hi|gh}, lt", 1))
    line = SMALL.splitlines()[found.range.start.line]
    assert line[found.range.start.column : found.range.end.column] == "high"
    rate = offered(desk, Pages(), path, SMALL.replace("indicator: rate, gte", "indicator: |rate, gte", 1)).offers[4]
    assert (rate.text, rate.label and rate.label.en) == ("rate", "Rate")


def test_rule_sets(desk: Desk, tmp_path: Path) -> None:
    """Those that are built in and those of the folder."""
    found = offered(desk, Pages(), folder(tmp_path) / "child.yaml", CHILD.replace("extends: small", "extends: |", 1))
    assert {"small", "pilot-smart-2023"} <= {offer.text for offer in found.offers}
    assert "child" not in {offer.text for offer in found.offers}


def test_places_inside_places(desk: Desk) -> None:
    """Of a threshold that depends on several things, each level offers the values of its own."""
    path, pages = Path(__file__).parents[2] / "examples/format/clean-water.yaml", Pages()
    text = path.read_text(encoding="utf-8")
    assert pages.page(path.as_posix()) is not None
    place = "        islands: 65%\n"
    for typed, texts in (
        ("|", "delta islands"),
        ("islands: {|", "g1 g2 g3"),
        ("islands:\n          g1: 1%\n          |", "g2 g3"),
    ):
        found = offered(desk, pages, path, text.replace(place, f"        {typed}\n", 1)).offers
        assert [offer.text for offer in found] == texts.split(), typed
