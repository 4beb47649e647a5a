"""Where a position lies in a text, broken or not: `|` is the position."""

from __future__ import annotations

import pytest

from smartcommune.editor.context import Context, context
from smartcommune.editor.positions import Position
from smartcommune.shape.roles import CASES, RULES, names_in
from smartcommune.source.document import read_document
from smartcommune.source.files import Source
from tests.unit.small import SMALL


def at(text: str) -> Context:
    """What stands at the bar in a text, which is taken out."""
    before, _, _ = text.partition("|")
    lines = text.replace("|", "", 1).splitlines()
    return context(lines, Position(before.count("\n"), len(before.rpartition("\n")[2])))


@pytest.mark.parametrize(
    ("text", "path", "key", "value", "word"),
    [
        ("criteria:\n  a: {test: {indicator: sm|", "criteria a test indicator", False, True, "sm"),
        ("criteria:\n  a: {test: {indicator: sm|ar, gte: 3}}", "criteria a test indicator", False, True, "smar"),
        ("criteria:\n  a:\n    test:\n      indicator: |\n  b:", "criteria a test indicator", False, True, ""),
        ("criteria:\n  a:\n    test: {all_of: [x, |", "criteria a test all_of", False, True, ""),
        (
            "verdict:\n  eligible_when:\n    all_of:\n      - a\n      - b|",
            "verdict eligible_when all_of",
            True,
            True,
            "b",
        ),
        ("verdict:\n  scope:\n  - a|", "verdict scope", True, True, "a"),
        ("criteria:\n  a: {test: {not: {all_of: [b]}}, cite: |", "criteria a cite", False, True, ""),
        ("cases:\n  - name: a\n    facts: {x: 1, sm|", "cases facts", True, False, "sm"),
        ("cases:\n  - name: a\n    facts:\n      x: 1\n      s|", "cases facts", True, False, "s"),
        ("a: {b: [c\nindicators:\n  x: {type: |", "indicators x type", False, True, ""),
        ("a:\n  b: >-\n    c: {d\n    e\nf:\n  g: |", "f g", False, True, ""),
        ('a: "x: {"\nb: |', "b", False, True, ""),
        ("a:\n  - b: 1\n    c: [1, 2,\n        |", "a c", False, True, ""),
    ],
)
def test_the_keys_that_lead_there(text: str, path: str, key: bool, value: bool, word: str) -> None:
    """Through blocks, lists and brackets, those that were never closed included."""
    found = at(text)
    assert (" ".join(found.path), found.may_be_key, found.may_be_value, found.word) == (path, key, value, word)


def test_what_stands_beside_it() -> None:
    """The keys of the same table that come before."""
    assert at("criteria:\n  a: {weight: 2, test: {indicator: region, is: |").beside[-2]["indicator"] == "region"
    assert at("t:\n  by: region\n  values:\n    - from: 2020-01-01\n      |").beside[1]["by"] == "region"


def test_every_name_of_a_good_text_is_found_alike() -> None:
    """In a text that can be read, the keys that lead to each name are those of its document."""
    document = read_document(Source("s.yaml", SMALL))
    lines = SMALL.splitlines()
    for name in names_in(document, CASES if "\nruleset:" in SMALL else RULES):
        found = context(lines, Position((name.place.line or 1) - 1, (name.place.column or 1) - 1))
        path = tuple(step for step in name.path if isinstance(step, str))
        is_key = found.path != path
        assert found.path == (path[:-1] if is_key else path), name
        role = RULES.along(found.path).key_role if is_key else RULES.along(found.path).role
        assert role is not None, name
        assert (role.kind, role.declares) == (name.kind, name.declares)
