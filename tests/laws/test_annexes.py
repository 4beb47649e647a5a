"""Whatever stands in a table of criteria: what is made of it is a rule set, and no mistake of its author."""

from __future__ import annotations

from datetime import date

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from smartcommune.authoring.lint import Subject, run
from smartcommune.authoring.lints import LINTS
from smartcommune.authoring.start.annex import read_annex
from smartcommune.authoring.start.from_annex import rule_file
from smartcommune.problems import InputError
from smartcommune.render.started import yaml
from smartcommune.rulesets.library import parse_ruleset
from smartcommune.source.files import Source
from smartcommune.tables.sheets.sheet import ROW, Sheet

LEVELS = (
    "", "-", "≥ 80%", "từ 90% trở lên", "80%", "Đạt", "Có", "Không quy định", "≤ 3", "≥ 2 nhà", "≥ 1,5 km", "dưới 5%",
    "100%", "> 10", "abc", "0", "≥ 1.000", "≥ 120%",
)  # fmt: skip
NAMES = (
    "", "Tỷ lệ hộ nghèo", "Giao thông", "1.1. Đường xã", "Tên xã", "Điểm trừ",
    "ĐIỂM THƯỞNG (10 điểm)", "Tổng số hộ",
    "Tổng điểm",
    "Loại A: từ 90 điểm trở lên", "- Loại B: từ 50 đến dưới 90 điểm", "Dưới 50 điểm: Yếu", "???", "A. Phần một",
    "II. Hai",
    "mỗi mô hình 1 điểm, tối đa 5 điểm",
)  # fmt: skip
LINES = (
    "- Từ 90% trở lên: 8 điểm", "- Từ 80% đến dưới 90%: 5 điểm", "- Dưới 80%: 0 điểm", "- Có: 8 điểm", "- Không: 0",
    "a) X: 1 điểm",
    "- trừ 2 điểm", "- Có 1 mô hình: 2 điểm", "- Từ 2 mô hình trở lên: 8", "- Vượt: -8 điểm", "- tối đa 3 điểm",
    "- Từ 10 đến 5: 3 điểm", "- Từ 60% đến dưới 85%: Điểm = (Tỷ lệ/85%) x 8, làm tròn 02 chữ số", "- Từ 85%: 8 điểm",
    "- Nếu không phát sinh thì giảm trừ điểm tối đa",
)  # fmt: skip
NUMBERS = ("", "1", "2", "1.1", "2.1", "I", "II", "A", "B", "C", "a)", "-")
POINTS = ("", "8", "10", "1,5", "0", "-2", "8 điểm", "abc", "=A1")
UNITS = ("", "%", "hộ", "km")

numbers, levels, printed, units = map(st.sampled_from, (NUMBERS, LEVELS, POINTS, UNITS))
lines = st.lists(st.sampled_from(LINES), max_size=4).map("\n".join)
words = st.tuples(st.sampled_from(NAMES), lines).map(lambda parts: "\n".join(filter(None, parts)))
COLUMNS = {
    ("TT", "Tiêu chí", "Chỉ tiêu"): (numbers, words, levels),
    ("TT", "Tên tiêu chí", "Nội dung", "Vùng 1", "Vùng 2"): (numbers, words, words, levels, levels),
    ("STT", "Nội dung", "Điểm tối đa", "Hướng dẫn chấm"): (numbers, words, printed, lines),
    ("STT", "Nội dung", "Mức", "Điểm", "Ghi chú"): (numbers, words, levels, printed, st.sampled_from(("", LINES[-1]))),
    ("TT", "Nội dung", "ĐVT", "Mức", "Vùng 1", "Vùng 2"): (numbers, words, units, levels, levels, levels),
}  # fmt: skip
sheets = st.sampled_from(list(COLUMNS)).flatmap(
    lambda header: st.lists(st.tuples(*COLUMNS[header]), min_size=1, max_size=8).map(lambda rows: sheet(header, rows))
)
# Mistakes that an author would make; what a table prints and cannot be had is the table's own.
ERRORS = [lint for lint in LINTS.values() if lint.severity == "error" and not lint.asks_all]


def sheet(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> Sheet:
    """A sheet with one row of names above the others."""
    columns = zip(header, *rows, strict=True)
    cells = {f"c{place}": [text or None for text in column] for place, column in enumerate(columns)}
    frame = pl.DataFrame({ROW: range(1, len(rows) + 2), **cells}, schema_overrides=dict.fromkeys(cells, pl.String))
    return Sheet("tieu-chi.csv", "csv", False, frame.lazy(), len(header), (), ())  # noqa: FBT003  # not typed


@given(sheets)
def test_what_is_made_of_a_table_is_a_rule_set(found: Sheet) -> None:
    """A table that asks for nothing is refused; all others become a file that can be read and has no errors."""
    try:
        made = rule_file("x", read_annex(found), date(2026, 1, 1))
    except InputError:
        return
    text = yaml(made.data, [], "vi")
    ruleset = parse_ruleset(text, "x.yaml")
    subject = Subject(ruleset, Source("x.yaml", text), ruleset.cases)
    assert [problem.say("en") for lint in ERRORS for problem in run(lint, subject)] == []
