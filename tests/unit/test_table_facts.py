"""Tables to facts: the same words give the same facts as in a profile, and no row is lost."""

from __future__ import annotations

import polars as pl

from smartcommune.library import load
from smartcommune.tables.facts import load_table, rejected
from tests.table_rows import sheet_of

RULES = load("pilot-smart-2023")


def test_a_simple_table_is_read_in_order() -> None:
    """A header in row 1, and every row behind it with its number and its facts."""
    rows = [["code", "name", "smartphone_rate", "Wifi nhà văn hoá", "Loại đơn vị"],
            ["00123", "Hoà Bình", "85,2 %", "x", "Xã"], ["00124", "NA", "", "không", "phường"]]  # fmt: skip
    loaded = load_table(sheet_of(rows), RULES)
    frame = loaded.frame.collect(engine="streaming")
    assert frame.select(
        "row", "ok", "code", "name", "smartphone_rate", "free_wifi_culture_house", "unit_type"
    ).rows() == [
        (2, True, "00123", "Hoà Bình", 85.2, True, "xa"),
        (3, True, "00124", "NA", None, False, "phuong"),
    ]
    assert frame.schema["smartphone_rate"] == pl.Float64
    assert frame.schema["row"] == pl.Int64


def test_a_bad_cell_rejects_its_row_and_is_named() -> None:
    """The row, the column with its header, what was found: and the other rows stay."""
    rows = [["code", "ĐTTM"], ["1", "80-85"], ["2", "81"]]
    loaded = load_table(sheet_of(rows), RULES)
    frame = loaded.frame.collect()
    assert frame["ok"].to_list() == [False, True]
    assert [problem.say("en") for problem in rejected(loaded, frame)] == [
        "t.csv:2:2: column B “ĐTTM”: `80-85` is not a number [not-a-number]"
    ]
