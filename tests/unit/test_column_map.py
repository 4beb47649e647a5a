"""Files that say which column is which: read strictly, each problem with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from smartcommune.problems import InputError
from smartcommune.rulesets.library import load
from smartcommune.source.document import read_document
from smartcommune.source.files import Source
from smartcommune.tables.cells.cell_facts import load_table, rejected
from smartcommune.tables.header.column_map import ColumnMap, read_map
from tests.table_rows import sheet_of

RULES = load("pilot-smart-2023")


def map_of(text: str) -> ColumnMap:
    return read_map(read_document(Source("map.yaml", text)), RULES)


def test_a_map_settles_columns_units_marks_and_words() -> None:
    """What a map says about a column holds for its cells."""
    rows = [["xã", "A1", "B1", "C1"], ["Hoà Bình", "0,852", "v", "1.000"], ["Tân Mỹ", "-", "o", "12"]]
    mapping = map_of("""
columns:
  name: A
  smartphone_rate: {column: a1, unit: fraction, decimal: comma, unknown: ["-"]}
  free_wifi_culture_house: {column: C, yes: v, no: [o]}
  adults: {column: C1, decimal: comma}
""")
    frame = load_table(sheet_of(rows), RULES, mapping).frame.collect()
    assert frame.select("ok", "name", "smartphone_rate", "free_wifi_culture_house", "adults").rows() == [
        (True, "Hoà Bình", 85.2, True, 1000),
        (True, "Tân Mỹ", None, False, 12),
    ]


def test_the_map_in_the_documentation_is_one() -> None:
    """What the page about tables shows can be read."""
    page = (Path(__file__).parents[2] / "docs" / "reading-tables.md").read_text(encoding="utf-8")
    mapping = map_of(page.partition("```yaml\n")[2].partition("```")[0])
    assert mapping.header == (6, 7)
    assert mapping.entries["smartphone_rate"].said.unknown == {"-"}


def test_a_mark_that_a_map_excludes_is_a_problem() -> None:
    """A column declared to have decimal commas has no decimal points."""
    mapping = map_of("columns: {smartphone_rate: {decimal: comma}}")
    loaded = load_table(sheet_of([["Xã", "ĐTTM"], ["Tân Mỹ", "85.2"], ["Giao Hà", "85,2"]]), RULES, mapping)
    frame = loaded.frame.collect()
    assert frame["ok"].to_list() == [False, True]
    assert [problem.id for problem in rejected(loaded, frame)] == ["other-mark"]


def test_a_map_settles_two_equal_headers() -> None:
    """The column that it names is the one; the other is not used."""
    rows = [["ĐTTM", "ĐTTM", "Xã"], ["81", "82", "Tân Mỹ"]]
    with pytest.raises(InputError, match="two columns are `smartphone_rate`: column A “ĐTTM” and column B “ĐTTM”"):
        load_table(sheet_of(rows), RULES)
    frame = load_table(sheet_of(rows), RULES, map_of("columns: {smartphone_rate: B}")).frame.collect()
    assert frame["smartphone_rate"].to_list() == [82.0]


def test_a_map_may_name_the_rows_of_the_header() -> None:
    """Where no header has a known name, the map says where it stands."""
    rows = [["Bảng"], ["M", "P"], ["00123", "81"]]
    mapping = map_of("header: 2\ncolumns: {code: A, smartphone_rate: B}")
    frame = load_table(sheet_of(rows), RULES, mapping).frame.collect()
    assert frame.select("row", "code", "smartphone_rate").rows() == [(3, "00123", 81.0)]


@pytest.mark.parametrize("header", ["", "header: []\n"])
def test_a_map_may_give_a_table_without_a_header_its_columns(header: str) -> None:
    """By their letters; the first row is data."""
    rows = [["14212", "Giao Phong", "81"], ["14215", "Giao Hà", "82"]]
    mapping = map_of(header + "columns: {code: A, name: B, smartphone_rate: C}")
    frame = load_table(sheet_of(rows), RULES, mapping).frame.collect()
    assert frame.select("row", "code", "name", "smartphone_rate").rows() == [
        (1, "14212", "Giao Phong", 81.0),
        (2, "14215", "Giao Hà", 82.0),
    ]


def test_words_where_a_figure_is_due_are_a_header_nobody_knows() -> None:
    """Letters alone do not make the first row data."""
    rows = [["M", "P", "Q"], ["14212", "Giao Phong", "81"]]
    frame = load_table(sheet_of(rows), RULES, map_of("columns: {code: A, name: B, smartphone_rate: C}")).frame
    assert frame.collect()["row"].to_list() == [2]


def test_a_map_says_what_offices_call_values() -> None:
    """Before all words that the rule set declares; a value that it has not is a problem."""
    rows = [["Xã", "Đạt chuẩn NTM", "ĐTTM"], ["Tân Mỹ", "loại A", "81"], ["Giao Hà", "NTMNC", "81"]]
    mapping = map_of("columns: {ntm_level: {values: {model: [loại A], advanced: loại B}}}")
    assert load_table(sheet_of(rows), RULES, mapping).frame.collect()["ntm_level"].to_list() == ["model", "advanced"]
    with pytest.raises(InputError, match="`best`"):
        map_of("columns: {ntm_level: {values: {best: loại A}}}")


def test_ignored_columns_are_not_read() -> None:
    """By header or letter; of two that are one thing the other is read."""
    rows = [["ĐTTM", "ĐTTM", "Xã"], ["81", "82", "Tân Mỹ"]]
    loaded = load_table(sheet_of(rows), RULES, map_of("columns: {}\nignore: [A]"))
    assert loaded.frame.collect()["smartphone_rate"].to_list() == [82.0]
    assert [column.how for column in loaded.columns] == ["ignored", "alias", "label"]
    with pytest.raises(InputError, match="the table has no column `K`"):
        load_table(sheet_of(rows), RULES, map_of("columns: {}\nignore: K"))


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("columns: {smartphone_rat: A}", ["map.yaml:1:11: unknown indicator `smartphone_rat`"]),
        ("colums: {}", ["map.yaml:1:1: the key `columns` is missing", "map.yaml:1:1: unknown key `colums`"]),
        ("columns: {adults: {unit: percent}}", ["map.yaml:1:20: `unit` does not fit `adults`, which is a count"]),
        ("columns: {code: {yes: x}}", ["map.yaml:1:18: `yes` does not fit `code`, which is an identity column"]),
        (
            "columns: {smartphone_rate: {decimal: dot, unit: permille}}",
            ["map.yaml:1:38: `dot` is not allowed", "map.yaml:1:49: `permille` is not allowed"],
        ),
        (
            "columns: {central_pilot: {yes: [v, x], no: [X]}}",
            ["map.yaml:1:44: the word `x` stands in `yes`, `no` alike"],
        ),
        ("columns: {code: [a]}", ["map.yaml:1:17: found a list, expected lines"]),
        ("columns: {code: {column: [a]}}", ["map.yaml:1:26: found a list, expected a single value"]),
        ("columns: {code: {column: }}", ["map.yaml:1:18: `column` has no value"]),
        ("header: one\ncolumns: {code: A}", ["map.yaml:1:9: `one` is not the number of a row"]),
    ],
)
def test_whatever_is_not_understood_is_a_problem(text: str, problems: list[str]) -> None:
    """Each mistake with its line and column."""
    with pytest.raises(InputError) as raised:
        map_of(text)
    found = [problem.say("en") for problem in raised.value.problems]
    assert len(found) == len(problems)
    assert all(said.startswith(expected) for said, expected in zip(found, problems, strict=True)), found


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("columns: {smartphone_rate: Z}", "the table has no column `Z`"),
        ("columns: {smartphone_rate: x}", "several columns are called `x`; give the letter of one: B, C"),
        ("columns: {smartphone_rate: A, adults: A}", "the column `A` is already used for `smartphone_rate`"),
    ],
)
def test_a_column_that_is_not_there_is_a_problem_of_the_map(text: str, problem: str) -> None:
    """The place is that of the entry."""
    with pytest.raises(InputError, match=problem):
        load_table(sheet_of([["ĐTTM", "x", "x"], ["81", "", ""]]), RULES, map_of(text))
