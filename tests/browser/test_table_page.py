"""The page of a table as a browser shows it: filter, search, order, and what stands there without a script."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from smartcommune.render.safe import page_text
from tests.browser.conftest import NARROW, WIDE, Open
from tests.command import Run
from tests.naughty import NAUGHTY

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.full
ROWS = [
    ("00001", "Đông Hải", "Cà Mau", "xa", "không", "85%"),
    ("00004", "Bến Tre", "Cà Mau", "xa", "không", ""),
    ("00007", "Ấm Thượng", "Hà Nội", "xa", "không", "9,5%"),
    ("00010", "Yên Bái", "Hà Nội", "phường", "không", "100%"),
    ("00013", "Lỗi", "Hà Nội", "xa", "không", "nhiều"),
]
HEAD = ("code", "name", "province", "unit_type", "central_pilot", "smartphone_rate")


def table(run: Run, tmp_path: Path, rows: list[tuple[str, ...]] = ROWS, *more: str) -> Path:
    with (tmp_path / "xa.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *rows])
    path = tmp_path / "ket-qua.html"
    run("batch", "xa.csv", "--as-of", "2023-06-30", "-o", str(path), "--quiet", *more)
    return path


def seen(page: Page) -> list[str]:
    """The names of the lines that are seen, in their order."""
    lines = "lines => lines.filter(one => one.offsetHeight).map(one => one.querySelector('th').textContent)"
    return list(page.eval_on_selector_all("#list tbody tr", lines))


def test_a_page_of_a_table_is_quiet(run: Run, tmp_path: Path, open_page: Open) -> None:
    """No message, no request but the file itself; every row of the table has a line, in its place."""
    path = table(run, tmp_path)
    opened = open_page(path)
    assert seen(opened.page) == [name for _, name, *_ in ROWS]
    assert (opened.said, opened.asked) == ([], [path.as_uri()])


@pytest.mark.parametrize("width", [NARROW, 700, WIDE, 1600])
def test_the_page_is_no_wider_than_the_window(run: Run, tmp_path: Path, open_page: Open, width: int) -> None:
    """The list may be moved sideways inside its box, which the keyboard reaches; the page may not."""
    opened = open_page(table(run, tmp_path), width)
    assert opened.width == width
    boxes = opened.page.locator(".box")
    assert boxes.count() > 0
    assert all(box.get_attribute("tabindex") == "0" and box.get_attribute("aria-label") for box in boxes.all())


@pytest.mark.parametrize("scripts", [True, False])
def test_the_filter_needs_no_script(run: Run, tmp_path: Path, open_page: Open, *, scripts: bool) -> None:
    """Each verdict can be shown alone, also where scripts are blocked; all of the list stands there then."""
    page = open_page(table(run, tmp_path), scripts=scripts).page
    page.check("#v-u")
    assert seen(page) == ["Bến Tre", "Ấm Thượng"]
    page.check("#v-x")
    assert seen(page) == ["Lỗi"]
    page.check("#v-all")
    assert len(seen(page)) == len(ROWS)
    assert page.locator("#find").is_visible() is scripts


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("dong hai", ["Đông Hải"]),
        ("ĐÔNG", ["Đông Hải"]),
        ("am thuong", ["Ấm Thượng"]),
        ("ha noi 10", ["Yên Bái"]),
        ("cà mau", ["Đông Hải", "Bến Tre"]),
        ("", [name for _, name, *_ in ROWS]),
        ("*", []),
    ],
)
def test_search_knows_no_accents(run: Run, tmp_path: Path, open_page: Open, typed: str, found: list[str]) -> None:
    """Every word is looked for in code, name and province; how many lines are left is said."""
    page = open_page(table(run, tmp_path)).page
    page.fill("#find", typed)
    assert seen(page) == found
    assert page.locator("#count").text_content() == f"{len(found)} dòng"


def test_a_column_is_ordered_by_its_head(run: Run, tmp_path: Path, open_page: Open) -> None:
    """Names as Vietnamese orders them, numbers by size and ranges by where they begin; once more turns it round."""
    page = open_page(table(run, tmp_path)).page
    heads = page.locator("#list thead button")
    heads.nth(2).click()
    assert seen(page) == ["Ấm Thượng", "Bến Tre", "Đông Hải", "Lỗi", "Yên Bái"]
    heads.nth(2).press("Enter")
    assert seen(page) == ["Yên Bái", "Lỗi", "Đông Hải", "Bến Tre", "Ấm Thượng"]
    assert page.locator("#list thead th").nth(2).get_attribute("aria-sort") == "descending"
    heads.nth(5).click()
    assert seen(page)[-1] == "Lỗi"
    page.check("#v-u")
    assert set(seen(page)) == {"Bến Tre", "Ấm Thượng"}


def test_a_line_opens_to_its_reasons(run: Run, tmp_path: Path, open_page: Open) -> None:
    """Value and need of what decides stand behind what is lacking."""
    page = open_page(table(run, tmp_path)).page
    line = page.locator("#list tbody tr").first
    line.locator("summary").click()
    assert "85\u00a0%, cần từ 80\u00a0%" in line.inner_text()


def test_columns_of_the_table_stand_there_only_if_asked_for(run: Run, tmp_path: Path, open_page: Open) -> None:
    """A page may be made public: what is kept is named."""
    page = open_page(table(run, tmp_path)).page
    heads = page.locator("#list thead th").all_inner_texts()
    kept = open_page(table(run, tmp_path, ROWS, "--keep", "smartphone_rate")).page
    assert [head for head in kept.locator("#list thead th").all_inner_texts() if head not in heads] == [
        "smartphone_rate"
    ]


def test_every_name_is_shown_as_text(run: Run, tmp_path: Path, open_page: Open) -> None:
    """Markup, quotes, other scripts and signs that act: letters, in the list and in the table of places."""
    rows = [(f"{number:05}", text, text, "xa", "không", "85%") for number, text in enumerate(NAUGHTY, 1)]
    path = table(run, tmp_path, rows)
    opened = open_page(path)
    results = run("batch", "xa.csv", "--as-of", "2023-06-30", "-f", "jsonl", "--quiet").out.splitlines()
    names = [json.loads(line)["name"] or "" for line in results]
    assert len(set(names)) > len(NAUGHTY) - 3
    expected = [page_text(name).replace(" %", "\u00a0%") for name in names]
    assert [name for name in seen(opened.page) if name] == [name for name in expected if name]
    assert opened.page.locator("script").count() == 1
    assert opened.page.locator("img, iframe, object, [onerror], [onload]").count() == 0
    assert (opened.said, opened.asked) == ([], [path.as_uri()])


def test_what_is_filtered_is_what_is_printed(run: Run, tmp_path: Path, open_page: Open) -> None:
    """A long list takes many sheets; of a verdict that few have, few."""
    rows = [(f"{n:05}", f"Xã {n}", "Hà Nội", "xa", "không", "85%" if n % 50 else "") for n in range(1, 401)]
    opened = open_page(table(run, tmp_path, rows))
    whole = opened.sheets
    opened.page.check("#v-u")
    assert opened.sheets < whole / 2
