"""What every id means: none is told that `explain` does not know, and it knows none that is not told."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import smartcommune
from smartcommune.authoring.check.explained import _PLAIN, Explained, explained
from smartcommune.authoring.faults import FAULTS
from smartcommune.authoring.lints import LINTS
from smartcommune.messages import CATALOGUE

SOURCE = Path(smartcommune.__file__).parent
EXPLAINED = explained()


def test_every_id_that_is_printed_is_explained() -> None:
    """In the answers that tests and pages expect."""
    root = Path(__file__).parents[2]
    places = [*root.glob("tests/files/**/*.out"), *root.glob("docs/*.md"), *root.glob("README*.md")]
    printed = {id for path in places for id in re.findall(r"\[([a-z]+(?:-[a-z]+)+)\]$", path.read_text("utf-8"), re.M)}
    assert len(printed) > 60
    assert printed - EXPLAINED.keys() == set()


@pytest.mark.full
def test_every_id_that_the_code_tells_is_explained() -> None:
    """Whatever is reported, refused or found by a name that stands in the code has its page, or its sentence."""
    told = {"finding", "refusal", "report", "Problem", "warning"}
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in SOURCE.rglob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    named = [(getattr(call.func, "id", getattr(call.func, "attr", "")), call.args[0]) for call in calls]
    ids = {each.value for name, each in named if name in told and isinstance(each, ast.Constant)}
    assert len(ids) > 200
    assert {id for id in ids if isinstance(id, str)} - EXPLAINED.keys() == set()


def test_nothing_is_explained_that_is_not_told() -> None:
    """Each of those without a page of a lint stands somewhere in the code, and no lint among them."""
    text = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py") if path.name != "explained.py")
    assert [id for id in _PLAIN if f'"{id}"' not in text] == []
    assert not set(_PLAIN) & (set(LINTS) | set(FAULTS))
    assert sorted(_PLAIN) == list(_PLAIN)


@pytest.mark.parametrize("found", EXPLAINED.values(), ids=EXPLAINED)
def test_it_says_what_is_wrong_and_what_to_do(found: Explained) -> None:
    """In both languages; without a page or a remedy the sentence itself says both."""
    said = [words for words in (found.summary, found.why, found.remedy) if words is not None]
    assert all(words.vi.strip() and words.en.strip() and words.vi != words.en for words in said)
    assert "{" not in re.sub(r"\{[^}]*\}", "", "".join(words.vi + words.en for words in said))
    if found.page is None and found.remedy is None:
        assert re.search("[:;(]", found.summary.vi)
        assert re.search("[:;(]", found.summary.en)


def test_no_remedy_is_written_for_nothing() -> None:
    """Each belongs to an id that has no page."""
    written = {key.partition(".")[2] for key in CATALOGUE if key.startswith(("remedy.", "explained."))}
    assert written <= set(_PLAIN)
