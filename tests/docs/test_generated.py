"""The generated pages of `docs/` are what `python -m tests.docs` would write."""

from __future__ import annotations

import re
from functools import cache

import pytest

from smartcommune.authoring.lints import LINTS
from smartcommune.authoring.schemas import schema
from smartcommune.messages import Language
from smartcommune.rulesets.library import built_in
from tests.docs.generated import DOCS, pages
from tests.docs.key_examples import key_examples
from tests.docs.reference import FILES, reference

wanted = cache(pages)


@pytest.mark.full
def test_every_page_is_up_to_date() -> None:
    """If this fails, run `python -m tests.docs`."""
    found = {path: path.read_text(encoding="utf-8") if path.is_file() else None for path in wanted()}
    assert [str(path) for path, text in wanted().items() if found[path] != text] == []


@pytest.mark.full
def test_there_is_no_other_page() -> None:
    """A rule set or a lint that is no more leaves no page behind."""
    found = {path for folder in ("rules", "lints") for path in (DOCS / folder).glob("*.md")}
    assert found <= set(wanted())


@pytest.mark.full
def test_every_rule_set_and_every_lint_has_its_page_and_its_place_in_the_index() -> None:
    """By its id."""
    for folder, ids in (("rules", built_in()), ("lints", LINTS)):
        index = wanted()[DOCS / folder / "README.md"]
        assert {f"{id}.md" for id in ids} <= set(re.findall(r"\]\(([\w-]+\.md)", index))


@pytest.mark.full
def test_links_lead_somewhere() -> None:
    """Every relative link of a generated page leads to a generated page, or to an example."""
    links = [(path, link) for path, text in wanted().items() for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", text)]
    assert len(links) > len(wanted())
    others = [(path, link) for path, link in links if path.parent / link not in wanted()]
    assert {path.name for path, _ in others} == {"format.md"}
    assert [link for path, link in others if not (path.parent / link).is_file()] == []


@pytest.mark.full
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_reference_has_every_key_and_leads_nowhere_wrong(language: Language) -> None:
    """Each key of the schemas of rule files, cases and profiles stands there, and every link has its place."""
    page = reference(language)
    for name in FILES:
        whole = schema(name)
        keys = [key for part in (whole, *whole["$defs"].values()) for key in part.get("properties", ())]
        assert keys
        assert [key for key in keys if f"`{key}`" not in page] == []
    assert set(re.findall(r"\(#([a-z-]+)\)", page)) <= set(re.findall(r'<a id="([a-z-]+)"', page))


def test_every_key_stands_in_an_example_that_is_run() -> None:
    """A key that is new needs a file under `examples/` that has it, with cases that show what it does."""
    without = []
    for name, file in FILES.items():
        whole = schema(name)
        for part, found in {file: whole, **whole["$defs"]}.items():
            without += [(part, key) for key in found.get("properties", ()) if (part, key) not in key_examples()]
    assert without == []
