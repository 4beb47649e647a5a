"""The pages that are played step by step show what their commands answer."""

from __future__ import annotations

import re

import pytest

from tests.docs.walkthrough import PAGES, ROOT, STEP, played
from tests.quick import some_of

QUICK = [path.stem for path in PAGES if path.stem != "from-a-table-of-points"]  # which measures its cases
each = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)


@pytest.mark.parametrize("path", some_of({path.stem: (path,) for path in PAGES}, QUICK))
def test_every_step_is_as_the_page_says(path, runner):
    """Every answer and every exit code; `python -m tests.docs` writes the answers anew."""
    page = path.read_text(encoding="utf-8")
    found, codes = played(page, runner)
    assert found == page
    assert [command for command, code, expected in codes if code != expected] == []
    assert codes


@each
def test_no_step_is_overlooked(path):
    """Every mark stands before a fenced block, so that it is played."""
    page = path.read_text(encoding="utf-8")
    marks = re.findall(r"^<!-- (?:file|workbook|add|change|answer)", page, re.MULTILINE)
    assert len(marks) == len(STEP.findall(page))


@each
def test_links_lead_somewhere(path):
    """Every relative link leads to a file."""
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8"))
    assert links
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_problems_of_the_officers_page_are_real():
    """Each id in the table of what to do is one that the program tells, and each option there is one."""
    page = (ROOT / "README.vi.md").read_text(encoding="utf-8")
    ids = re.findall(r"^\| .*?\[([a-z-]+)\]", page, re.MULTILINE)
    assert len(ids) > 8
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    assert [id for id in ids if f'"{id}"' not in source] == []


def test_the_rule_set_of_the_page_is_part_of_the_built_in_one():
    """What the page teaches is what the built-in rule set says of the same sentence."""
    from smartcommune.quantity import plain
    from smartcommune.rulesets.library import load_built_in

    ruleset = load_built_in("smart-village-ninhbinh-2022")
    value = ruleset.thresholds["smartphone_min"].values[0].default
    page = (ROOT / "docs" / "writing-a-rule-set.md").read_text(encoding="utf-8")
    assert f"+    values: [{{from: 2022-10-10, default: {plain(value)}%}}]" in page
    assert "tỷ lệ người dân trưởng thành sử dụng điện thoại thông minh đạt từ 90% trở lên" in page
