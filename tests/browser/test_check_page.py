"""The page of one commune, or of several, as a browser shows and prints it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smartcommune.render.safe import page_text
from tests.browser.conftest import NARROW, Open
from tests.command import Run
from tests.naughty import NAUGHTY

EXAMPLES = Path(__file__).parents[2] / "examples"
pytestmark = pytest.mark.full
PILOT = sorted(EXAMPLES.glob("*.yaml"))
LONGEST = EXAMPLES / "vi-huong.yaml"  # nothing decides, so everything is shown


def sheet(run: Run, tmp_path: Path, *arguments: object) -> Path:
    path = tmp_path / "phieu.html"
    done = run("check", *map(str, arguments), "-o", str(path))
    assert done.err == ""
    return path


@pytest.mark.parametrize("profile", PILOT, ids=lambda path: path.stem)
def test_a_sheet_is_quiet_narrow_and_short(run: Run, tmp_path: Path, open_page: Open, profile: Path) -> None:
    """No message, no request but the file itself, no wider than a telephone, at most two sheets of A4."""
    path = sheet(run, tmp_path, profile)
    opened = open_page(path, NARROW)
    assert opened.width == NARROW
    assert opened.sheets <= 2
    assert (opened.said, opened.asked) == ([], [path.as_uri()])


@pytest.mark.parametrize("width", [NARROW, 700, 1280, 1600])
def test_a_sheet_fits_every_window(run: Run, tmp_path: Path, open_page: Open, width: int) -> None:
    """Nothing has to be moved sideways."""
    assert open_page(sheet(run, tmp_path, LONGEST), width).width == width


def test_every_link_leads_somewhere(run: Run, tmp_path: Path, open_page: Open) -> None:
    """Numbers of citations and marks of assumed thresholds are links to what they mean, also with several communes."""
    page = open_page(sheet(run, tmp_path, *PILOT[:3], "--as-of", "2026-06-30")).page
    links = page.eval_on_selector_all("a[href^='#']", "links => links.map(link => link.hash.slice(1))")
    ids = page.eval_on_selector_all("[id]", "all => all.map(one => one.id)")
    assert len(links) > 20
    assert set(links) <= set(ids)
    assert len(ids) == len(set(ids))


def test_what_is_folded_is_printed(run: Run, tmp_path: Path, open_page: Open) -> None:
    """On the screen a branch that decides nothing is folded; on paper all of it stands there."""
    opened = open_page(sheet(run, tmp_path, EXAMPLES / "thanh-phu.yaml"))
    folded = opened.page.locator("details td").first
    assert not folded.is_visible()
    opened.page.emulate_media(media="print")
    assert folded.bounding_box() is not None
    assert opened.page.locator("summary").first.is_hidden()


def test_a_sheet_is_read_with_the_keyboard(run: Run, tmp_path: Path, open_page: Open) -> None:
    """A folded branch opens with the keyboard."""
    page = open_page(sheet(run, tmp_path, EXAMPLES / "thanh-phu.yaml")).page
    summary = page.locator("summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("details td").first.is_visible()


def test_every_text_is_shown_as_text(run: Run, tmp_path: Path, open_page: Open) -> None:
    """Names, provinces and evidence with markup, quotes, other scripts and signs that act: all of it letters."""
    communes = []
    for number, text in enumerate(NAUGHTY):
        path = tmp_path / f"{number}.json"
        facts = {"unit_type": "xa", "smartphone_rate": {"value": "85%", "evidence": text}}
        profile = {"commune": {"name": text, "province": text}, "as_of": "2023-06-30", "facts": facts}
        path.write_text(json.dumps(profile), encoding="utf-8")
        communes.append(path)
    path = sheet(run, tmp_path, *communes)
    opened = open_page(path)
    names = opened.page.eval_on_selector_all("article h1 bdi", "all => all.map(one => one.textContent)")
    assert names == [page_text(f"{text.strip()}, {text.strip()}").replace(" %", "\u00a0%") for text in NAUGHTY]
    below = opened.page.eval_on_selector_all("td > small", "all => all.map(one => one.children.length)")
    assert len(below) >= len(NAUGHTY)
    assert set(below) == {0}
    assert opened.page.locator("script, img, iframe, object, [onerror], [onload]").count() == 0
    assert (opened.said, opened.asked) == ([], [path.as_uri()])
