"""`smartcommune diff`: what changes between two rule sets, as users see it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_rule_set_is_the_same_as_itself(run: Run) -> None:
    """Exit code 0, and the proof is said."""
    done = run("diff", "pilot-smart-2023", "pilot-smart-2023", "--lang", "en")
    assert done.code == 0
    assert "THE SAME BEHAVIOUR FOR EVERY COMMUNE" in done.out


@pytest.mark.parametrize("format", ["text", "markdown", "json"])
def test_a_province_differs_from_the_nation(run: Run, format: str) -> None:
    """Exit code 20, in every format, with nothing on standard error."""
    done = run("diff", "pilot-smart-2023", "pilot-smart-ninh-binh", "--format", format)
    assert (done.code, done.err) == (20, "")
    assert "smartphone_min" in done.out.replace("\\", "")


def test_a_day_can_be_chosen(run: Run) -> None:
    """Only that day is compared; before the period neither rule set says anything."""
    done = run("diff", "pilot-smart-2023", "pilot-smart-ninh-binh", "--as-of", "2020-01-01", "--format", "json")
    assert done.code == 0
    (period,) = json.loads(done.out)["periods"]
    assert period["in_force"] == {"old": False, "new": False}


def test_without_assumptions_the_provinces_agree(run: Run) -> None:
    """All their thresholds are assumed: refused, none of them can differ."""
    done = run("diff", "pilot-smart-2023", "pilot-smart-ninh-binh", "--assumptions", "refuse", "--quiet")
    assert (done.code, done.out) == (0, "")


def test_an_unknown_rule_set_is_a_problem(run: Run) -> None:
    """As everywhere: named, with what it could have been."""
    done = run("diff", "pilot-smart-2023", "pilot-smart-2024", "--lang", "en")
    assert done.code in (2, 3)
    assert "pilot-smart-2023" in done.err


def test_on_a_table_levels_that_change_are_told(run: Run, tmp_path: Path) -> None:
    """Those of communes whose verdict is what it was; settled ones and open ones."""
    one = "levels: [{id: one, label: {vi: M, en: O}, cite: law, when: WHEN}, {id: two, label: {vi: H, en: T}}]"
    text = f"""\
format: 1
id: levelled
version: "1"
label: {{vi: Xếp loại, en: Levelled}}
in_force: {{from: 2023-01-01}}
sources: {{law: {{title: {{vi: Luật, en: Law}}, date: 2020-01-01, kind: law}}}}
indicators: {{a: {{type: boolean, label: {{vi: A, en: A}}}}, b: {{type: boolean, label: {{vi: B, en: B}}}}}}
criteria:
  x: {{cite: law, label: {{vi: X, en: X}}, test: {{indicator: a, is: true}}}}
  y: {{cite: law, label: {{vi: Y, en: Y}}, test: {{indicator: b, is: true}}}}
{one}
verdict: {{eligible_when: x}}
"""
    (tmp_path / "old.yaml").write_text(text.replace("WHEN", "{all_of: [x, y]}"), encoding="utf-8")
    (tmp_path / "new.yaml").write_text(text.replace("WHEN", "y"), encoding="utf-8")
    (tmp_path / "xa.csv").write_text("Mã,A,B\n1,có,có\n2,có,không\n3,không,có\n4,,có\n", encoding="utf-8")
    call = ("diff", "old.yaml", "new.yaml", "--on", "xa.csv", "--as-of", "2023-06-30", "--lang", "en")
    assert "! Rows that change their level though not their verdict, 2: 4–5" in run(*call).out
    assert json.loads(run(*call, "-f", "json").out)["rows_with_another_level"] == [4, 5]
