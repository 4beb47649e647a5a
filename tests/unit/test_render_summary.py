"""The summary of a run: it adds up, it fits the terminal, and nothing in it acts."""

from __future__ import annotations

from typing import Any

import pytest
from rich.cells import cell_len

from smartcommune.messages import Language, Words
from smartcommune.model.ruleset import Verdict
from smartcommune.problems import InputError
from smartcommune.render.summary import summary
from smartcommune.rulesets.library import load_built_in
from smartcommune.tables.cells.cell_facts import Loaded, load_table, rejected
from smartcommune.tables.collection_plan import Collect
from smartcommune.tables.results.rejects import Reject, of_rows
from smartcommune.tables.results.summary import Summary
from smartcommune.tables.results.tally import Apart, Counts, Differing
from tests.hostile.test_writing import HOSTILE, acting
from tests.table_rows import sheet_of

RULES = load_built_in("pilot-smart-2023")
COUNTS = Counts(
    {**dict.fromkeys(Verdict, 0), Verdict.ELIGIBLE: 46, Verdict.NOT_ELIGIBLE: 17, Verdict.UNDETERMINED: 1},
    {},
    (("facilities", 12), ("smartphone_use", 3)),
    (Collect("smartphone_rate", 41, 29), Collect("ntm_level", 5, 0)),
)


def loaded(*headers: str, cells: tuple[str, ...] = ("Xã", "x")) -> Loaded:
    return load_table(sheet_of([["unit_type", "Tên xã", *headers], [*cells, *["x"] * len(headers)]]), RULES)


def page(width: int = 80, language: Language = "en", **more: Any) -> str:
    found = {
        "loaded": loaded(),
        "rows": 64,
        "refused": 0,
        "counts": COUNTS,
        "rejects": (),
        "criteria": {id: criterion.label for id, criterion in RULES.criteria.items()},
        "indicators": {id: indicator.label for id, indicator in RULES.indicators.items()},
        "verdicts": RULES.verdicts,
        "output": "kq.csv",
    }
    return summary(Summary(**{**found, **more}), language, width).plain


def rejects() -> tuple[Reject, ...]:
    table = loaded(cells=("huyện", "Tân Mỹ"))
    return tuple(of_rows(table, table.frame.collect()))


def test_levels_are_counted() -> None:
    """Each that occurs, in the order of the rule set, then those that are open between several."""
    found = COUNTS._replace(levels={None: {"?": 2, "b": 4}})
    levels = {id: Words(f"Mức {id}", f"Level {id}") for id in "abc"}
    assert "  Level\n  - Level b: 4\n  - open between several levels: 2\n" in page(counts=found, levels=levels)
    assert "Level" not in page()


@pytest.mark.parametrize(
    ("is_worded", "column"), [(False, "`points_difference.facilities`"), (True, "“Self-scored above")]
)
def test_self_scored_points_that_differ_are_told(is_worded: bool, column: str) -> None:
    """By criterion, and which columns say by how much; where none differ, that is said."""
    apart = Differing(3, (Apart("facilities", 2, 1), Apart("smartphone_use", 0, 1)))
    told = page(200, counts=COUNTS._replace(differing=apart), is_worded=is_worded)
    assert f"differ from those computed, rows: 3 (by how much: column {column}" in " ".join(told.split())
    labels = [RULES.criteria[each.criterion].label.en for each in apart.criteria]
    assert f"  3 {labels[0]}: 2 above, 1 below\n  1 {labels[1]}: 0 above, 1 below\n" in told
    assert "No self-scored points differ" in page(counts=COUNTS._replace(differing=Differing(0, ())))
    assert "elf-scored" not in page()


def test_counts_have_bars_of_their_length() -> None:
    """The largest count has the longest bar, a smaller one its share, and what is there at all shows."""
    lines = [line for line in page().splitlines() if "█" in line or "▏" in line or "▋" in line]
    assert [line.count("█") for line in lines] == [30, 11, 0]
    assert [line.split()[-2] for line in lines] == ["46", "17", "1"]
    assert lines[2].rstrip()[-1] in "▏▎▍▌▋▊▉"


def test_a_verdict_that_does_not_occur_takes_no_line() -> None:
    """Only what there is is shown; refused rows stand with the verdicts."""
    assert "Out of scope" not in page()
    assert "Could not be read" not in page()
    assert "Could not be read" in page(refused=1, rejects=rejects())


def test_why_not_and_what_is_lacking() -> None:
    """The criteria most often not met, and the facts to collect, for how many and how many that settles."""
    lines = [" ".join(line.split()) for line in page().splitlines()]
    assert "12 Has the facilities" in lines
    assert "1. Share of adults using a smartphone: for 41, settles 29" in lines
    assert "2. New-rural level held: for 5" in lines


def test_the_first_refused_rows_are_shown_with_the_file_of_all() -> None:
    """Row, column and problem; where there is no file, how to get one."""
    assert "row 2, column A “unit_type”" in page(refused=1, rejects=rejects(), rejects_file="a/kq.rejects.csv")
    assert "all of them in kq.rejects.csv" in page(refused=1, rejects=rejects(), rejects_file="a/kq.rejects.csv")
    assert "--rejects" in page(refused=1, rejects=rejects())


def test_columns_that_are_not_used_are_named() -> None:
    """No column is left out silently; one that is all but called like an indicator is asked about."""
    assert "not used: “Ghi chú”" in " ".join(page(loaded=loaded("Ghi chú")).split())
    asked = " ".join(page(loaded=loaded("TL dùng ĐTTM")).split())
    assert "To be settled" in asked
    assert "? column C “TL dùng ĐTTM”: resembles “Tỷ lệ sử dụng điện thoại thông minh”" in asked


def test_numbers_are_written_as_the_language_writes_them() -> None:
    """Thousands have a point in Vietnamese and a comma in English."""
    assert "12.345 dòng" in page(language="vi", rows=12_345)
    assert "12,345 rows" in page(rows=12_345)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_line_is_too_wide(width: int, language: Language) -> None:
    """Whatever the width, every line fits, the bars too."""
    more = {"refused": 1, "rejects": rejects(), "rejects_file": "kq.rejects.csv", "rows": 10**9}
    assert max(map(cell_len, page(width, language, **more).splitlines())) <= width


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_nothing_of_the_table_acts(text: str) -> None:
    """A header, a sheet or a file that tries to act is shown as text."""
    try:
        table = loaded(text)
    except InputError:
        table = loaded()
    found = page(loaded=table._replace(sheet=table.sheet._replace(sheet=text)), output=text)
    assert acting(found) == set()


def test_a_reject_knows_its_commune_and_its_cell() -> None:
    """What an officer mends the table by: row, name, header, what stands there, and the kind of problem."""
    (reject,) = rejects()
    assert (reject.row, reject.name, reject.column, reject.found) == (2, "Tân Mỹ", "unit_type", "huyện")
    assert reject.problem in rejected(loaded(), loaded(cells=("huyện", "Tân Mỹ")).frame.collect())
