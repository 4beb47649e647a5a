"""Cells as people write them: one reading, or a problem that says which two there are."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import polars as pl
import pytest

from smartcommune.messages import Words
from smartcommune.model.facts import NA
from smartcommune.model.indicator import Indicator
from smartcommune.model.values import Unfit
from smartcommune.tables.cells.column_reader import Reader
from smartcommune.tables.cells.parse import read_cell
from smartcommune.tables.header.manner import COMMA, POINT, Manner, SaidWords, choices_of

LABEL = Words("a", "b")
LEVELS = {"none": Words("Chưa đạt chuẩn", "None"), "basic": Words("Đạt chuẩn", "New-rural")}


def manner(type: str, **more: object) -> Manner:
    indicator = Indicator("a", type, LABEL, values=LEVELS if type == "enum" else {})
    return Manner(indicator, choices=choices_of(indicator))._replace(**more)


@pytest.mark.parametrize(
    ("type", "text", "value"),
    [
        ("percent", "85,2", "85.2"),
        ("percent", "85.2%", "85.2"),
        ("percent", " 85,2 % ", "85.2"),
        ("percent", "0,5%", "0.5"),
        ("percent", "0", "0"),
        ("percent", "1.234", "1.234"),
        ("percent", "99,999", "99.999"),
        ("count", "1.234", "1234"),
        ("count", "1,234,567", "1234567"),
        ("count", "85.0", "85"),
        ("number", "1.234,5", "1234.5"),
        ("number", "1,234.5", "1234.5"),
        ("number", "0.123", "0.123"),
        ("number", "1234.567", "1234.567"),
        ("number", "-12,5", "-12.5"),
        ("money", "1.234.567", "1234567"),
    ],
)
def test_a_number_with_one_reading_is_read(type: str, text: str, value: str) -> None:
    """Either mark, thousands apart, a percent sign and blanks, where only one number can be meant."""
    assert read_cell(text, manner(type)) == Fraction(value)


@pytest.mark.parametrize(
    ("type", "text", "problem"),
    [
        ("number", "1.234", "two-readings"),
        ("number", "1,234", "two-readings"),
        ("money", "12.000", "two-readings"),
        ("count", "1.000", "two-readings"),
        ("count", "12.5", "not-a-count"),
        ("count", "-3", "not-a-count"),
        ("count", "1000000000001", "too-many"),
        ("percent", "0.85", "percent-or-fraction"),
        ("percent", "1", "percent-or-fraction"),
        ("percent", "101", "out-of-range"),
        ("percent", "80-85", "not-a-number"),
        ("percent", "%", "not-a-number"),
        ("percent", "85 2", "not-a-number"),
        ("number", "NaN", "not-a-number"),
        ("number", "inf", "not-a-number"),
        ("number", "1e5", "not-a-number"),
        ("number", "٣", "not-a-number"),
        ("number", "007", "not-a-number"),
        ("number", "12.345.67", "not-a-number"),
        ("number", "-", "not-a-number"),
        ("number", "1234567890123456", "too-many-digits"),
        ("number", "0.1234567890123456", "too-many-digits"),
        ("boolean", "x?", "not-a-truth"),
        ("boolean", "2", "not-a-truth"),
        ("enum", "Đạt", "not-a-value"),
        ("enum", "Đạt chuẩn?", "not-a-value"),
        ("date", "31/02/2023", "not-a-day"),
        ("date", "5/31/2023", "not-a-day"),
        ("date", "31/05/23", "not-a-day"),
        ("date", "31/05-2023", "not-a-day"),
        ("code", "a b", "not-a-code"),
    ],
)
def test_whatever_is_no_value_or_two_is_refused(type: str, text: str, problem: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(Unfit) as raised:
        read_cell(text, manner(type))
    assert raised.value.id == problem


@pytest.mark.parametrize(
    ("type", "text", "help"),
    [
        ("number", "-", 'leave it blank if not known, or declare it with --columns: `columns: {a: {unknown: ["-"]}}`'),
        ("number", "80-85", "write one number, leave it blank if not known"),
        ("number", "NaN", "write one number, leave it blank if not known"),
        ("number", "-inf", "write one number, leave it blank if not known"),
        ("number", "007", "a number does not begin with 0; if it is a code, its type is `code`"),
        ("enum", "Đạt chuẩn?", "write one of: “None”; “New-rural”; leave it blank if not known"),
    ],
)
def test_what_to_write_instead_is_told(type: str, text: str, help: str) -> None:
    """A word for what is not known can be declared; values are listed as the officer may write them."""
    with pytest.raises(Unfit) as raised:
        read_cell(text, manner(type))
    assert raised.value.help is not None
    assert raised.value.help.say("en") == help


def test_two_readings_are_both_told() -> None:
    """So the officer sees what is not clear."""
    with pytest.raises(Unfit) as raised:
        read_cell("1.234", manner("number"))
    assert raised.value.message.say("en") == "`1.234` could be 1.234 or 1,234"


def test_the_other_cells_of_a_column_decide_between_two_readings_only() -> None:
    """What has one reading keeps it."""
    settled = manner("number", preferred=COMMA)
    assert [read_cell(text, settled) for text in ("1.234", "1,234", "85.2")] == [
        1234,
        Fraction("1.234"),
        Fraction("85.2"),
    ]


def test_a_declared_mark_is_the_only_one() -> None:
    """Somebody said so: the other is a problem, except in a cell that holds a number."""
    declared = manner("number", marks=(COMMA,))
    assert read_cell("1.234", declared) == 1234
    with pytest.raises(Unfit, match="other-mark"):
        read_cell("85.25", declared)
    assert read_cell("85.25", declared, is_number=True) == Fraction("85.25")
    assert read_cell("1.234", manner("number", marks=(POINT,))) == Fraction("1.234")


def test_fractions_are_percentages_where_that_is_declared() -> None:
    """Exactly a hundred times as much; a percent sign says the same by itself."""
    shares = manner("percent", is_fraction=True)
    assert [read_cell(text, shares) for text in ("0,57", "1", "57%")] == [57, 100, 57]
    assert read_cell("0.57", manner("percent", is_percent=True)) == Fraction("0.57")


@pytest.mark.parametrize("text", ["x", "X", "✓", "có", "CÓ", "co", "đạt", "đã có", "true", "yes", "1"])
def test_words_for_yes(text: str) -> None:
    """As offices write it, in any case and Unicode form."""
    assert read_cell(text, manner("boolean")) is True


@pytest.mark.parametrize("text", ["không", "Khong", "chưa đạt", "Không đạt", "chưa", "false", "no", "0"])
def test_words_for_no(text: str) -> None:
    """A denial is never taken for what it denies."""
    assert read_cell(text, manner("boolean")) is False


@pytest.mark.parametrize("text", [None, "", "  ", "\u00a0", "?"])
@pytest.mark.parametrize("type", ["boolean", "enum", "percent", "count", "date", "text", "code"])
def test_blank_is_unknown_and_never_no(type: str, text: str | None) -> None:
    """Nor is it zero."""
    assert read_cell(text, manner(type)) is None


@pytest.mark.parametrize("text", ["Không áp dụng", "KHÔNG ÁP DỤNG", "not applicable", "Kad", "KAD"])
@pytest.mark.parametrize("type", ["boolean", "enum", "percent", "count", "date"])
def test_not_applicable_is_said_in_words(type: str, text: str) -> None:
    """They are written out."""
    assert read_cell(text, manner(type)) is NA


@pytest.mark.parametrize("text", ["na", "NA", "N/A", "n/a", " NA "])
@pytest.mark.parametrize("type", ["boolean", "enum", "percent", "count", "date", "text", "code"])
def test_the_letters_of_programs_are_unknown(type: str, text: str) -> None:
    """What R and others write for a missing value never says that something does not apply."""
    assert read_cell(text, manner(type)) is None


@pytest.mark.parametrize("text", ["nt", "-nt-", "N.T", "như trên", '"', "-”-", "''"])
def test_ditto_marks_are_no_names(text: str) -> None:
    """A district called so would have seats of its own."""
    for reader in readers("name", "text"):
        found = reader.read(pl.Series("c0", [text]))
        assert (found.values.to_list(), found.wrong is not None) == ([None], True)


@pytest.mark.parametrize("text", ["-", "—", "…", "./.", "*", "?"])
def test_a_dash_is_no_name(text: str) -> None:
    """Where a name is due it says that there is none."""
    for reader in readers("district", "text"):
        assert reader.read(pl.Series("c0", [text])).values.to_list() == [None]


def test_a_name_that_is_wrapped_in_its_cell_is_one_name() -> None:
    """The break is none of its letters."""
    for reader in readers("name", "text"):
        assert reader.read(pl.Series("c0", ["Giao \n Phong", "Tân\r\nMỹ"])).values.to_list() == ["Giao Phong", "Tân Mỹ"]


def readers(id: str, type: str) -> list[Reader]:
    """One that looks texts up, and one of a column with too many to be looked up."""
    manner = Manner(Indicator(id, type, Words("a", "a")), is_fact=False)
    looked_up, wide = Reader(manner), Reader(manner)
    wide._is_wide = True
    return [looked_up, wide]


@pytest.mark.parametrize("text", ["NA", "Null", "Y", "Đúng", "không áp dụng", "=Xã", "#1"])
def test_a_commune_keeps_its_name(text: str) -> None:
    """Every text is itself where a name is due."""
    assert read_cell(text, manner("text", is_fact=False)) == text


@pytest.mark.parametrize(("text", "problem"), [("#DIV/0!", "cell-error"), ("#N/A", "cell-error"), ("=A1", "formula")])
@pytest.mark.parametrize("is_fact", [True, False])
def test_errors_and_formulas_of_a_spreadsheet_are_problems(text: str, problem: str, is_fact: bool) -> None:
    """Never blanks, and never names."""
    with pytest.raises(Unfit, match=problem):
        read_cell(text, manner("text", is_office=True, is_fact=is_fact))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("basic", "basic"),
        ("Đạt chuẩn", "basic"),
        ("dat chuan", "basic"),
        ("CHƯA ĐẠT CHUẨN", "none"),
        ("New-Rural", "basic"),
    ],
)
def test_a_value_is_named_by_its_id_or_label(text: str, value: str) -> None:
    """In either language, with or without accents."""
    assert read_cell(text, manner("enum")) == value


def test_a_label_that_two_values_share_names_neither() -> None:
    """Without accents, that is: with them they are apart."""
    indicator = Indicator("a", "enum", LABEL, values={"p": Words("Má", "P"), "q": Words("Mã", "Q")})
    both = Manner(indicator, choices=choices_of(indicator))
    assert read_cell("Mã", both) == "q"
    with pytest.raises(Unfit, match="not-a-value"):
        read_cell("ma", both)


@pytest.mark.parametrize("text", ["31/05/2023", "31-5-2023", "31.05.2023", "2023-05-31"])
def test_days_are_written_as_vietnamese_do_or_as_machines_do(text: str) -> None:
    """The day before the month, or the year first."""
    assert read_cell(text, manner("date")) == date(2023, 5, 31)


def test_a_code_that_is_stored_as_a_number_may_have_lost_zeros() -> None:
    """It is said and never repaired; as text it is what it is."""
    code = manner("text", is_fact=False, digits=5)
    with pytest.raises(Unfit, match="lost-zeros"):
        read_cell("1421", code, is_number=True)
    assert read_cell("1421", code) == "1421"
    assert read_cell("14212", code, is_number=True) == "14212"


def test_declared_words_come_first() -> None:
    """A map can give a word another meaning in its column."""
    said = SaidWords(yes=frozenset({"v"}), no=frozenset({"x"}), unknown=frozenset({"-"}))
    declared = manner("boolean", said=said)
    assert [read_cell(text, declared) for text in ("V", "x", "-", "có")] == [True, False, None, True]
