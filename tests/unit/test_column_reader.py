"""Columns read piece by piece: what was learnt is kept, and it makes no difference to what comes out."""

from __future__ import annotations

from fractions import Fraction

import polars as pl
import pytest

from smartcommune.messages import Words
from smartcommune.model.condition import Comparison, Leaf, Operator
from smartcommune.model.forms import Form
from smartcommune.model.indicator import Indicator
from smartcommune.rulesets.library import load
from smartcommune.tables.cells import column_reader
from smartcommune.tables.cells.cell_facts import load_table
from smartcommune.tables.cells.column_reader import Cells, Reader, read_together
from smartcommune.tables.cells.contradictions import contradicting
from smartcommune.tables.header.manner import Manner
from tests.table_rows import sheet_of

RULES = load("pilot-smart-2023")
LABEL = Words("a", "b")


def texts(*cells: str | None) -> pl.Series:
    return pl.Series("c0", cells, dtype=pl.String)


def wrong(cells: Cells) -> list[bool]:
    return [False] * len(cells.values) if cells.wrong is None else cells.wrong.to_list()


@pytest.mark.parametrize("type", ["percent", "count", "number", "boolean", "text"])
def test_a_column_of_many_texts_is_read_all_the_same(type: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond what is looked up, nothing changes but the way."""
    cells = [*(str(number) for number in range(2, 60)), "kad", None, "x y", "1", "85,2 %", " 7 ", "n/a", " NA ", "?"]
    reader = Reader(Manner(Indicator("a", type, LABEL)))
    before = reader.read(texts(*cells))
    monkeypatch.setattr(column_reader, "MOST_KNOWN", 10)
    reader = Reader(Manner(Indicator("a", type, LABEL)))
    first, second = reader.read(texts(*cells)), reader.read(texts(*cells))
    for after in (first, second):
        assert after.letters == before.letters == 2
        for one, other in zip(before[:3], after[:3], strict=True):
            assert (one is None) == (other is None)
            assert one is None or (other is not None and one.to_list() == other.to_list())
    assert reader.known is None


def test_columns_read_together_are_those_read_alone() -> None:
    """Some looked up, one with a text that is new to it, one of too many texts."""
    piece = pl.DataFrame({"c0": ["1", "2", None], "c1": ["NA", "?", "kad"], "c2": ["b", "a", "a"]})
    manners = [Manner(Indicator("a", type, LABEL)) for type in ("count", "boolean", "text")]

    def made() -> list[Reader]:
        return [Reader(manner, f"c{place}") for place, manner in enumerate(manners)]

    wide = made()
    wide[0]._is_wide = True
    for found in (read_together(made(), piece), read_together(wide, piece)):
        assert [column.values.to_list() for column in found] == [[1, 2, None], [None, None, None], ["b", "a", "a"]]
        assert [column.letters for column in found] == [0, 1, 0]
        assert found[1].is_na.to_list() == [False, False, True]
    known = made()
    assert [column.values.to_list() for column in read_together(known, piece)] == [
        column.values.to_list() for column in read_together(known, piece)
    ]
    assert read_together([], piece) == []


def test_names_are_kept_as_they_are_in_composed_form() -> None:
    """Also where there are too many to look up."""
    name = Manner(Indicator("name", "text", LABEL), is_fact=False)
    office = Reader(name._replace(is_office=True))
    plain = Reader(name)
    for reader in (office, plain):
        reader._is_wide = True
    cells = texts("  Hoa\u0300  ", "NA", " ", None)
    assert plain.read(cells).values.to_list() == office.read(cells).values.to_list() == ["Hoà", "NA", None, None]
    found = office.read(texts("=A1", "#REF!", "#1", "a"))
    assert found.values.to_list() == [None, None, "#1", "a"]
    assert found.wrong is not None
    assert found.wrong.to_list() == [True, True, False, False]


ODD_NAMES = (
    *("", " ", " An Phú", "An Phú\u00a0", "Hoa\u0300", "a\tb", "a\nb", "a\r\nb", "\n", "An\u0336", "-", "\u201d"),
    *("n.t", "NT", "Như trên", "ditto", "Ph? Ninh", "?ại Lộc", "Th\ufffd", "=A1", "#REF!", "#1", "Nhơn Trạch", "1"),
)


@pytest.mark.parametrize("is_office", [False, True])
@pytest.mark.parametrize("odd", ODD_NAMES)
def test_one_odd_name_among_plain_ones_is_read_as_alone(odd: str, *, is_office: bool) -> None:
    """Names are looked through all at once; wherever one stands, and beside blank ones, it is found."""
    manner = Manner(Indicator("name", "text", LABEL), is_fact=False, is_office=is_office)
    plain = ["An Phú", "Xã số 7", "Phường 2", "Đặc khu Côn Đảo"]
    for cells in ([odd, *plain], [*plain, odd], [*plain, None, odd, *plain], [odd, odd], [odd]):
        wide = Reader(manner)
        wide._is_wide = True
        found, alone = wide.read(texts(*cells)), Reader(manner).read(texts(*cells))
        assert found.values.to_list() == alone.values.to_list()
        assert wrong(found) == wrong(alone)


def test_a_piece_is_read_in_one_go() -> None:
    """As the whole table is, row by row."""
    rows = [["code", "ĐTTM", "smartphone_adults", "Người trưởng thành", "Đạt chuẩn NTM", "Bộ tiêu chí NTM"],
            ["00001", "58", "58", "100", "none", "2021_2025"], ["00002", "57", "58", "100", "basic", ""]]  # fmt: skip
    loaded = load_table(sheet_of(rows), RULES)
    piece = loaded.rows.read(sheet_of(rows).frame.filter(pl.col("row") > 1).collect())
    assert piece.equals(loaded.frame.collect())
    assert piece["ok"].to_list() == [False, False]


NUMBER = Indicator("n", "number", LABEL)
DAY = Indicator("d", "date", LABEL)


@pytest.mark.parametrize(
    ("operator", "constant", "fine"),
    [
        (Operator.GTE, 5, [True, True, False]),
        (Operator.GT, 5, [True, False, False]),
        (Operator.LTE, 5, [False, True, True]),
        (Operator.LT, 5, [False, False, True]),
        (Operator.IS, 5, [False, True, False]),
        (Operator.IS_NOT, 5, [True, False, True]),
    ],
)
def test_a_fact_that_is_given_although_it_cannot_be(operator: Operator, constant: int, fine: list[bool]) -> None:
    """Every operator, on numbers; an unknown condition forbids nothing."""
    leaf = Leaf("n", (Comparison(operator, Fraction(constant)),))
    rules = RULES._replace(indicators={"n": NUMBER, "t": Indicator("t", "text", LABEL, only_when=leaf)}, thresholds={})
    cells = {
        "n": Cells(pl.Series([6.0, 5.0, 4.0, None])),
        "t": Cells(pl.Series(["a", "a", "a", "a"])),
    }
    assert contradicting(cells, rules, 4).to_list() == [*(not good for good in fine), False]


def test_a_stated_share_is_the_counted_one_rounded_or_cut_off() -> None:
    """At its own last digit, or at the fourth; nothing in nothing is no share."""
    share = Indicator("s", "percent", LABEL, form=Form("share", (("p", Fraction(100)),), "w", of_counts=True))
    counts = {name: Indicator(name, "count", LABEL) for name in ("p", "w")}
    rules = RULES._replace(indicators={**counts, "s": share}, thresholds={})
    rows = [
        (66.0, 2, 3, True), (67.0, 2, 3, True), (66.6, 2, 3, True), (66.7, 2, 3, True), (66.66666667, 2, 3, True),
        (66.66666666, 2, 3, True), (66.66690001, 2, 3, False), (66.6669, 2, 3, False),
        (66.5, 2, 3, False), (65.0, 2, 3, False),
        (None, 2, 3, True), (50.0, None, 3, True), (50.0, 0, 0, False), (50.0, None, 0, False), (0.0, 0, 5, True),
        (29.0, 29, 100, True), (58.0, 29, 50, True), (100.0, 10**12, 10**12, True), (99.9999, 10**12, 10**12, False),
    ]  # fmt: skip
    cells = {
        "s": Cells(pl.Series([row[0] for row in rows], dtype=pl.Float64)),
        "p": Cells(pl.Series([row[1] for row in rows], dtype=pl.Int64)),
        "w": Cells(pl.Series([row[2] for row in rows], dtype=pl.Int64)),
    }
    assert contradicting(cells, rules, len(rows)).to_list() == [not row[3] for row in rows]
    na = Cells(pl.Series([None, None], dtype=pl.Float64), na=pl.Series([True, True]))
    counted = {"s": na, "p": Cells(pl.Series([1, 1])), "w": Cells(pl.Series([2, 0]))}
    assert contradicting(counted, rules, 2).to_list() == [True, True]
    rules = rules._replace(indicators={**counts, "s": share._replace(may_not_apply=True)})
    assert contradicting(counted, rules, 2).to_list() == [True, False]
