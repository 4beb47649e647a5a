"""Laws of reading tables: the quick way and the careful one agree on every text, and so do tables and profiles."""

from __future__ import annotations

import unicodedata
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcommune.messages import Words
from smartcommune.model.facts import NA
from smartcommune.model.indicator import Indicator
from smartcommune.model.values import Unfit
from smartcommune.problems import InputError
from smartcommune.rulesets.library import load
from smartcommune.tables.cells import column_reader
from smartcommune.tables.cells.cell_facts import load_table, rejected
from smartcommune.tables.cells.column_reader import Reader
from smartcommune.tables.cells.parse import read_cell
from smartcommune.tables.header.manner import COMMA, POINT, Manner, SaidWords, choices_of
from tests.profile_mapping import profile_from_mapping
from tests.table_rows import sheet_of

RULES = load("pilot-smart-2023")
LABEL = Words("a", "b")

WORDS = (
    *("na", "NA", "Không áp dụng", "?", "x", "có", "Không", "chưa đạt", "true", "1", "0", "nan", "inf", "1e5"),
    *("#DIV/0!", "=A1", "31/05/2023", "2023-05-31", "5.6.2023", "31/02/2023", "Xã", "xa", "PHƯỜNG", "none"),
    *("null", "Hoà", "✓", "+5", "٣", "v", "-", "12", "00012"),
    *("1.000", "12.000", "1,000", "1.000.000", "5.0", "5,00", "-0", "1.500,000", "0.000", "100,000%", "2.500"),
)
numberish = st.text("0123456789.,-% ", max_size=14)
grouped = st.builds(
    lambda number, mark, end: f"{number:,}".replace(",", mark) + end,
    st.integers(-(10**9), 10**13),
    st.sampled_from(",. "),
    st.sampled_from(("", ",5", ".5", "%", " %", ",25 ", ".125")),
)
decimals = st.builds(
    lambda number, places, mark, end: f"{number / 10**places:.{places}f}".replace(".", mark) + end,
    st.integers(0, 10**6),
    st.integers(0, 5),
    st.sampled_from(",."),
    st.sampled_from(("", "%", " % ", " ")),
)
texts = st.lists(
    st.one_of(numberish, grouped, decimals, st.sampled_from(WORDS), st.text(max_size=6)).map(
        lambda text: "".join(sign for sign in text if unicodedata.category(sign) != "Cs")
    ),
    max_size=30,
)

INDICATORS = [
    Indicator("a", "boolean", LABEL),
    Indicator("a", "enum", LABEL, values={"xa": Words("Xã", "Commune"), "phuong": Words("Phường", "Ward")}),
    Indicator("a", "percent", LABEL),
    Indicator("a", "percent", LABEL, least=Fraction(10), most=Fraction("90.5")),
    Indicator("a", "count", LABEL),
    Indicator("a", "count", LABEL, most=Fraction(5000)),
    Indicator("a", "number", LABEL),
    Indicator("a", "number", LABEL, least=Fraction(0), most=Fraction(100)),
    Indicator("a", "money", LABEL),
    Indicator("a", "date", LABEL),
    Indicator("a", "text", LABEL),
    Indicator("a", "code", LABEL),
]
manners = st.builds(
    lambda indicator, is_fact, is_office, is_fraction, is_percent, marks, preferred, words: Manner(
        indicator,
        is_fact=is_fact or indicator.type not in ("text", "date"),
        is_office=is_office,
        is_fraction=is_fraction,
        is_percent=is_percent and not is_fraction,
        digits=5,
        marks=marks,
        preferred=preferred if len(marks) == 2 else None,
        said=SaidWords(yes=words, unknown=frozenset({"-"})),
        choices=choices_of(indicator),
    ),
    st.sampled_from(INDICATORS),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from(((POINT, COMMA), (POINT,), (COMMA,))),
    st.sampled_from((None, POINT, COMMA)),
    st.sampled_from((frozenset(), frozenset({"v"}))),
)


def careful(text: str | None, manner: Manner, *, is_number: bool) -> tuple[object, bool, bool]:
    """What `read_cell` says: the value as a column holds it, whether the cell is wrong, whether it does not apply."""
    try:
        value = read_cell(text, manner, is_number=is_number)
    except Unfit:
        return None, True, False
    if value is NA:
        return None, False, True
    if isinstance(value, Fraction):
        return (int(value) if manner.indicator.type == "count" else float(value)), False, False
    return value, False, False


def marks(found: pl.Series | None, height: int) -> list[bool]:
    """The marks written out, where none are set."""
    return [False] * height if found is None else found.to_list()


@given(texts, manners, st.booleans(), st.booleans(), st.sampled_from([0, column_reader.FEW]))
def test_whole_columns_are_read_as_single_cells_are(
    cells: list[str | None], manner: Manner, is_number: bool, is_wide: bool, few: int
) -> None:
    """Every text, of every type, whether it is looked up, after it was read alone or with others, or never."""
    column = pl.Series([*cells, None], dtype=pl.String)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(column_reader, "FEW", few)
        reader = Reader(manner, is_number=is_number)
        reader._is_wide = is_wide
        found = reader.read(column)
    expected = [careful(text, manner, is_number=is_number) for text in column]
    wrong, na = marks(found.wrong, len(column)), marks(found.na, len(column))
    assert list(zip(found.values.to_list(), wrong, na, strict=True)) == expected
    assert found.values.dtype == column_reader.type_of(manner)


@given(st.lists(st.one_of(st.floats(), st.floats(0, 1), st.integers(0, 10**6).map(lambda n: n / 10**4)), max_size=30),
       st.sampled_from([item for item in INDICATORS if item.numeric]), st.booleans())  # fmt: skip
def test_typed_numbers_are_used_exactly(numbers: list[float], indicator: Indicator, is_fraction: bool) -> None:
    """A number of a typed file is the value itself, or 100 times itself rounded once; what is no value is refused."""
    from smartcommune.tables.cells.typed import TypedColumn, read_numbers

    manner = Manner(indicator, is_fraction=is_fraction)
    reader = TypedColumn(manner, pl.Float64())
    piece = pl.DataFrame({"c0": numbers}, schema={"c0": pl.Float64()})
    found = read_numbers({"x": reader}, piece)["x"]
    for number, value, wrong in zip(numbers, found.values, marks(found.wrong, len(numbers)), strict=True):
        exact = reader.one({"c0": repr(number)})
        assert isinstance(exact, Fraction | Unfit)
        assert (value, wrong) == ((None, True) if isinstance(exact, Unfit) else (float(exact), False))


facts = st.fixed_dictionaries(
    {},
    optional={
        "unit_type": st.sampled_from(("xa", "phuong", "?", "không áp dụng", "")),
        "central_pilot": st.sampled_from(("true", "false", "?", "")),
        "ntm_level": st.sampled_from(("none", "basic", "model", "không áp dụng", "?")),
        "ntm_criteria_set": st.sampled_from(("2016_2020", "2021_2025", "không áp dụng", "")),
        "smartphone_adults": st.one_of(st.integers(0, 30).map(str), st.sampled_from(("không áp dụng", "?"))),
        "adults": st.one_of(st.integers(0, 30).map(str), st.sampled_from(("không áp dụng", "?"))),
        "smartphone_rate": st.one_of(
            st.sampled_from(
                ("không áp dụng", "?", "33.3", "33,33%", "66.7", "66.66", "66.67", "50", "50.00000", "14.2857143")
            ),
            st.decimals(0, 120, places=1).map(str),
        ),
        "broadband_household_rate": st.sampled_from(("80", "79,9%", "101", "0.5%", "a", "12.34567%")),
    },
)


@given(st.lists(facts, min_size=1, max_size=8))
def test_a_table_gives_the_facts_of_a_profile_with_the_same_words(rows: list[dict[str, str]]) -> None:
    """The same facts, and the same rows refused: in text and as the words of problems."""
    rows = [*rows, {"unit_type": "xa", "smartphone_rate": "50"}]  # fractions alone would have the whole table refused
    ids = sorted({id for row in rows for id in row})
    cells = [["00001", *(row.get(id, "") for id in ids)] for row in rows]
    loaded = load_table(sheet_of([["code", *ids], *cells]), RULES)
    frame = loaded.frame.collect(engine="streaming")
    assert frame["row"].to_list() == list(range(2, len(rows) + 2))
    for row, read in zip(rows, frame.iter_rows(named=True), strict=True):
        wrong = [problem.id for problem in rejected(loaded, frame.filter(pl.col("row") == read["row"]))]
        expected, problems = as_a_profile(row)
        assert (read["ok"], sorted(wrong)) == (not problems, sorted(problems))
        if not problems:
            assert {id: told(read, id) for id in ids if told(read, id) is not None} == expected


def as_a_profile(row: dict[str, str]) -> tuple[dict[str, object], list[str]]:
    """The facts of a profile as a table holds them, and the ids of what is wrong with it."""
    try:
        profile = profile_from_mapping({"facts": row}, RULES)
    except InputError as error:
        return {}, [problem.id for problem in error.problems]
    return {id: float(value) if isinstance(value, Fraction) else value for id, value in profile.facts.items()}, []


def told(row: dict[str, Any], id: str) -> object:
    return NA if row[f"{id}.na"] else row[id]


HEADERS = (
    *("code", "Mã xã", "Tên xã", "xã", "Tỉnh", "Ngày số liệu", "STT", "ĐTTM", "Tỷ lệ ĐTTM (%)", "Người trưởng thành"),
    *("Số người trưởng thành dùng ĐTTM", "Wifi nhà văn hoá", "Loại đơn vị", "Đạt chuẩn NTM", "Bộ tiêu chí NTM", "%"),
    *("Tổng cộng", "Cộng", "Người lập biểu", "CHỦ TỊCH", "Ghi chú: abc", "(1)", "1", "A", "I", "người", "Ghi chú"),
)
cells = st.one_of(st.just(""), st.sampled_from((*HEADERS, *WORDS)), numberish.map(str.strip), st.text(max_size=3))
tables = st.integers(1, 6).flatmap(
    lambda width: st.tuples(
        st.lists(st.lists(cells, min_size=width, max_size=width), max_size=3),
        st.lists(st.sampled_from(HEADERS), min_size=width, max_size=width),
        st.lists(st.lists(cells, min_size=width, max_size=width), max_size=12),
    )
)


@given(tables, st.sampled_from(("csv", "xlsx")))
def test_every_row_is_read_refused_or_said_to_be_left_out(
    table: tuple[list[list[str]], list[str], list[list[str]]], kind: str
) -> None:
    """Whatever stands in a table: no row is lost, every refused one has a problem, and no other has one."""
    above, header, below = table
    sheet = sheet_of([*above, header, *below], kind)
    try:
        loaded = load_table(sheet, RULES)
    except InputError:
        return
    frame = loaded.frame.collect(engine="streaming")
    rows = sorted([*frame["row"], *loaded.layout.header, *(item.row for item in loaded.layout.left_out)])
    assert rows == [row.number for row in sheet.head]
    refused = frame.filter(~pl.col("ok"))["row"].to_list()
    assert sorted({problem.place.line or 0 for problem in rejected(loaded, frame)}) == refused
    for row in sheet.head:
        if row.number in frame["row"].to_list() and row.number not in refused:
            cells = {f"c{place}": cell for place, cell in enumerate(row.cells)}
            assert loaded.rows.refusals.problems(row.number, cells) == []
