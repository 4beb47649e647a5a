"""The generated pages of `docs/` are what `python -m tests.docs` would write."""

from __future__ import annotations

import re

import pytest

from smartcommune.authoring.lints import LINTS
from smartcommune.rulesets.library import built_in
from tests.docs.generated import DOCS, pages

PAGES = pages()
NAMES = sorted(path.relative_to(DOCS).as_posix() for path in PAGES)


@pytest.mark.parametrize("name", NAMES)
def test_page_is_up_to_date(name: str) -> None:
    """If this fails, run `python -m tests.docs`."""
    path = DOCS / name
    assert path.is_file(), name
    assert path.read_text(encoding="utf-8") == PAGES[path]


def test_there_is_no_other_page() -> None:
    """A rule set or a lint that is no more leaves no page behind."""
    found = {path for folder in ("rules", "lints") for path in (DOCS / folder).glob("*.md")}
    assert found <= set(PAGES)


def test_every_rule_set_and_every_lint_has_its_page_and_its_place_in_the_index() -> None:
    """By its id."""
    for folder, ids in (("rules", built_in()), ("lints", LINTS)):
        index = PAGES[DOCS / folder / "README.md"]
        assert {f"{id}.md" for id in ids} <= set(re.findall(r"\]\(([\w-]+\.md)", index))


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere(name: str) -> None:
    """Every relative link of a generated page leads to a generated page."""
    for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", PAGES[DOCS / name]):
        assert (DOCS / name).parent / link in PAGES
