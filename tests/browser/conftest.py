"""A real browser: what a page shows, asks for and complains of, and what it prints."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_SHEET = re.compile(rb"/Type\s*/Page\b")
WIDE, NARROW = 1280, 360


class Opened(NamedTuple):
    """A page in a browser, and what it asked for and complained of so far."""

    page: Page
    said: list[str]
    asked: list[str]

    @property
    def width(self) -> int:
        return int(self.page.evaluate("document.documentElement.scrollWidth"))

    @property
    def sheets(self) -> int:
        """How many sheets of paper it takes."""
        return len(_SHEET.findall(self.page.pdf(prefer_css_page_size=True)))


Open = Callable[..., Opened]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The browser of this machine."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip("there is no browser: none of " + ", ".join(BROWSERS))
    root = getattr(os, "geteuid", lambda: 1)() == 0
    playwright: Any = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: `.[full]`")
    with playwright.sync_playwright() as client:
        found = client.chromium.launch(executable_path=path, args=["--no-sandbox"] if root else [])
        yield found
        found.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Opens a file, in a window so wide, with or without scripts."""
    with _closed(browser) as pages:

        def opened(path: Path, width: int = WIDE, *, scripts: bool = True) -> Opened:
            page = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
            pages.append(page)
            said: list[str] = []
            asked: list[str] = []
            page.on("console", lambda message: said.append(message.text))
            page.on("pageerror", lambda error: said.append(str(error)))
            page.on("request", lambda request: asked.append(request.url))
            page.goto(path.as_uri())
            return Opened(page, said, asked)

        yield opened


@contextmanager
def _closed(browser: Browser) -> Iterator[list[Page]]:
    pages: list[Page] = []
    try:
        yield pages
    finally:
        for page in pages:
            page.close()
