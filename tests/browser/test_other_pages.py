"""Pages of selections, of rule sets and of differences between them, as a browser shows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import NARROW, Open
from tests.command import Run

pytestmark = pytest.mark.full
EXAMPLES = Path(__file__).parents[2] / "examples"
PAGES = {
    "select": ("select", str(EXAMPLES / "communes.csv"), "--seats", "3", "--as-of", "2023-06-30", "--quiet"),
    "diff": ("diff", "pilot-smart-2023", "pilot-smart-lam-dong"),
    "diff on a table": ("diff", "pilot-smart-2023", "pilot-smart-lam-dong", "--on", str(EXAMPLES / "communes.csv")),
    "show": ("show", "pilot-smart-2023", "--as-of", "2023-06-30"),
    "show a long one": ("show", "ntm-model-2021"),
    "show a criterion": ("show", "pilot-smart-2023", "smartphone_use"),
}


@pytest.mark.parametrize("width", [NARROW, 1280])
@pytest.mark.parametrize("command", PAGES.values(), ids=PAGES.keys())
def test_a_page_is_quiet_and_fits(
    run: Run, tmp_path: Path, open_page: Open, command: tuple[str, ...], width: int
) -> None:
    """No message, no request but the file itself, no wider than the window; every link leads somewhere."""
    path = tmp_path / "page.html"
    run(*command, "-o", str(path))
    opened = open_page(path, width)
    assert opened.width == width
    assert (opened.said, opened.asked) == ([], [path.as_uri()])
    links = opened.page.eval_on_selector_all("a[href^='#']", "links => links.map(link => link.hash.slice(1))")
    ids = opened.page.eval_on_selector_all("[id]", "all => all.map(one => one.id)")
    assert set(links) <= set(ids)
    assert len(ids) == len(set(ids))


def test_a_selection_is_filtered(run: Run, tmp_path: Path, open_page: Open) -> None:
    """Each standing can be shown alone, without a script."""
    path = tmp_path / "page.html"
    run(*PAGES["select"], "-o", str(path))
    page = open_page(path, scripts=False).page
    rows = page.locator("#list tbody tr")
    kinds = {kind: rows.filter(visible=True).count() for kind in ("all",)}
    for radio in page.locator("[name=v]:not(#v-all)").all():
        radio.check()
        kinds[str(radio.get_attribute("value"))] = rows.filter(visible=True).count()
    assert len(kinds) > 1
    assert kinds.pop("all") == sum(kinds.values())
