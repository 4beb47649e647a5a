"""The pages of problems that are no lints: whole, in both languages, and about problems that files do have."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from smartcommune.authoring.faults import FAULTS
from smartcommune.authoring.lint import LintPage
from smartcommune.authoring.lints import LINTS
from smartcommune.problems import InputError
from smartcommune.source.document import Document, read_document
from smartcommune.source.files import Source

FILES = Path(__file__).parents[1] / "files"

every_fault = pytest.mark.parametrize("page", FAULTS.values(), ids=FAULTS)


@every_fault
def test_a_page_is_whole(page: LintPage) -> None:
    """Summary and reason are there in both languages; what is preferred is YAML and not what is to be avoided."""
    for words in (page.summary, page.why):
        assert words.vi.strip()
        assert words.en.strip()
        assert words.vi != words.en
    assert page.avoid != page.prefer
    assert isinstance(read_document(Source("page", page.prefer)), Document)


@every_fault
def test_what_is_to_be_avoided_shows_the_problem_of_its_page(page: LintPage) -> None:
    """Where the text itself is wrong, reading it tells just that; other pieces are YAML."""
    try:
        read_document(Source("page", page.avoid))
        ids = {page.id}
    except InputError as error:
        ids = {problem.id for problem in error.problems}
        assert page.id in ("not-yaml", "duplicate-key")
    assert ids == {page.id}


def test_the_pages_are_those_of_problems_that_occur() -> None:
    """Each ends a line in `err/*.out`, or is about comments or about files side by side; no lint has the same id."""
    found = {
        id
        for path in (FILES / "err").glob("*.out")
        for id in re.findall(r"\[([a-z-]+)\]$", path.read_text(encoding="utf-8"), re.M)
    }
    assert set(FAULTS) - found == {"bad-suppression", "id-unlike-name", "same-id", "unused-suppression"}
    assert not set(FAULTS) & set(LINTS)
    assert list(FAULTS) == sorted(FAULTS)
