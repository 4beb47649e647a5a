"""What is said of a name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from smartcommune.editor.desk import Desk
from smartcommune.editor.hover import hover
from smartcommune.editor.pages import Pages
from smartcommune.messages import Language
from smartcommune.source.files import read_source
from tests.unit.small import SMALL

from .desks import folder, put
from .test_naming import find

QUOTED = SMALL.replace("number: 1/QĐ,", "number: 1/QĐ, quote: Từ 80% trở lên,", 1)
DAY = date(2023, 5, 1)


def said(pages: Pages, path: Path, word: str, language: Language = "en") -> str:
    text = read_source(path.as_posix()).text
    return hover(pages, find(pages, path, text, word), DAY, language) or ""


def test_a_threshold(desk: Desk, tmp_path: Path) -> None:
    """Its label, the value in force in each place, its basis, and the words that it rests on."""
    path = folder(tmp_path) / "small.yaml"
    put(desk, path, QUOTED)
    told = said(Pages(), path, "threshold: hi|gh}")
    assert told.startswith("**high, ")
    for part in ("80%", "70%", "\n\nBasis: law\n\n", "1/QĐ", "“Từ 80% trở lên”"):
        assert part in told
    assert "Cơ sở: luật" in said(Pages(), path, "threshold: hi|gh}", "vi")


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("indicator: ra|te,", ["**Rate** `rate`", "type percent"]),
        ("is_not: no|ne", ["**No** `none`"]),
        ("cite: l|aw#1", ["**Law** `law`", "1/QĐ"]),
        ("  go|od: {label", ["**Good** `good`", "Requirement: Rate: at least 80%", "Citation:"]),
        ("id: sm|all", ["**Small** `small`"]),
    ],
)
def test_each_kind(tmp_path: Path, word: str, parts: list[str]) -> None:
    """What its declaration says, in one look."""
    told = said(Pages(), folder(tmp_path) / "small.yaml", word)
    assert [part for part in parts if part not in told] == [], told


def test_what_the_child_makes_of_it(tmp_path: Path) -> None:
    """The value that holds there, not that of the parent."""
    pages, path = Pages(), folder(tmp_path) / "child.yaml"
    assert "90%" in said(pages, path, "  hi|gh:")
    assert said(pages, path, "extends: sm|all").startswith("**Small**")


def test_the_last_rule_set_that_was_whole_serves(desk: Desk, tmp_path: Path) -> None:
    """A text with a mistake in it still tells its values; one that never was whole, what its file says."""
    path, pages = folder(tmp_path) / "small.yaml", Pages()
    assert "80%" in said(pages, path, "threshold: hi|gh}")
    wrong = SMALL.replace("test: {indicator: flag", "test: {indicator: flga", 1)
    put(desk, path, wrong)
    assert "80%" in said(pages, path, "threshold: hi|gh}")
    assert said(Pages(), path, "{indicator: ra|te,").startswith("**Rate** `rate`")
    assert said(Pages(), path, "indicator: flg|a,") == ""
