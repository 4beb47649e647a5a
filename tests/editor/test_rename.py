"""A new name in every place that means the same thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from smartcommune.editor.desk import Desk
from smartcommune.editor.pages import Pages
from smartcommune.editor.rename import places_to_rename
from smartcommune.messages import Message
from smartcommune.rulesets.library import read_ruleset
from smartcommune.source.files import read_source
from tests.unit.small import SMALL

from .desks import CHILD, folder, put
from .test_naming import CASES, find


def written(pages: Pages, path: Path, word: str, name: str) -> dict[str, str]:
    """The files with the new name in its places."""
    text = read_source(path.as_posix()).text
    places = places_to_rename(pages, find(pages, path, text, word), name)
    assert not isinstance(places, Message), places.say("en")
    found: dict[str, list[str]] = {}
    for place in sorted(places, key=lambda place: (place.line or 0, place.column or 0), reverse=True):
        lines = found.setdefault(place.source, read_source(place.source).text.split("\n"))
        line, start = (place.line or 1) - 1, (place.column or 1) - 1
        lines[line] = lines[line][:start] + name + lines[line][start + place.width :]
    return {Path(source).name: "\n".join(lines) for source, lines in found.items()}


@pytest.mark.parametrize(
    ("word", "name", "files"),
    [
        ("  ra|te: {type", "share_of", {"small.yaml", "child.cases.yaml"}),
        ("{threshold: h|igh}", "top", {"small.yaml", "child.yaml"}),
        ("cite: l|aw#1", "act", {"small.yaml", "child.yaml"}),
        ("must: [go|od]", "fine", {"small.yaml"}),
    ],
)
def test_each_kind(tmp_path: Path, word: str, name: str, files: set[str]) -> None:
    """In the file, its child and their cases; what is written then reads as before, under the new name."""
    rules = folder(tmp_path, {"child.cases.yaml": CASES})
    found = written(Pages(), rules / "small.yaml", word, name)
    assert found.keys() == files
    for file, text in found.items():
        (rules / file).write_text(text, encoding="utf-8")
    for file in ("small.yaml", "child.yaml"):
        ruleset = read_ruleset(read_source((rules / file).as_posix()))
        assert name in {*ruleset.indicators, *ruleset.thresholds, *ruleset.sources, *ruleset.criteria}


@pytest.mark.parametrize(
    ("file", "word", "name", "refused"),
    [
        ("small", "  ra|te: {type", "flag", "editor.taken"),
        ("small", "  ra|te: {type", "Tỷ lệ", "bad-id"),
        ("small", "id: sm|all", "tiny", "editor.not-renamed"),
        ("small", "is_not: no|ne", "zero", "editor.not-renamed"),
        ("other", "scope: [is_com|mune]", "is_commune_now", "editor.built-in"),
    ],
)
def test_what_is_refused(tmp_path: Path, file: str, word: str, name: str, refused: str) -> None:
    """A name that is taken or no name, what is not renamed, and what a built-in rule set declares."""
    other = CHILD.replace("child", "other").replace("extends: small", "extends: pilot-smart-2023")
    other = f"{other.partition('thresholds')[0]}verdict: {{scope: [is_commune]}}\n"
    pages, path = Pages(), folder(tmp_path, {"other.yaml": other}) / f"{file}.yaml"
    told = places_to_rename(pages, find(pages, path, read_source(path.as_posix()).text, word), name)
    assert isinstance(told, Message)
    assert told.key == refused
    assert told.say("vi") != told.say("en")


def test_no_file_may_be_broken(desk: Desk, tmp_path: Path) -> None:
    """Its names would be changed where they last stood."""
    rules, pages = folder(tmp_path), Pages()
    child = put(desk, rules / "child.yaml", CHILD)
    assert pages.page(child) is not None
    put(desk, rules / "child.yaml", f"\n{CHILD}more: [")
    told = places_to_rename(pages, find(pages, rules / "small.yaml", SMALL, "{threshold: h|igh}"), "top")
    assert isinstance(told, Message)
    assert told.key == "editor.broken"
