"""An indicator's cells: one value per region in which no comparison can tell a difference."""

from __future__ import annotations

from datetime import date
from fractions import Fraction as F  # noqa: N817 - numbers stand in rows here
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcommune.engine.cut_points import cells, stands_for
from smartcommune.messages import Words
from smartcommune.model.condition import Value
from smartcommune.model.indicator import Indicator

WORDS = Words("a", "a")


def indicator(type: str, **more: Any) -> Indicator:
    return Indicator("it", type, WORDS, **more)


NUMBERS = st.integers(-400, 400).map(lambda number: F(number, 4))


@pytest.mark.parametrize(
    ("of", "cuts", "expected"),
    [
        (indicator("boolean"), [], (False, True)),
        (indicator("boolean"), [True], (False, True)),
        (indicator("enum", values={"b": WORDS, "a": WORDS}), ["a"], ("b", "a")),
        (indicator("number"), [], (F(0),)),
        (indicator("number"), [F(5)], (F(4), F(5), F(6))),
        (indicator("number"), [F(5), F(5)], (F(4), F(5), F(6))),
        (indicator("number"), [F(5), F(6)], (F(4), F(5), F(11, 2), F(6), F(7))),
        (indicator("number", least=F(5)), [F(5)], (F(5), F(6))),
        (indicator("number", most=F(5)), [F(5)], (F(4), F(5))),
        (indicator("number", least=F(5), most=F(5)), [], (F(5),)),
        (indicator("percent"), [F(80)], (F(0), F(40), F(80), F(90), F(100))),
        (indicator("percent"), [F(100)], (F(0), F(50), F(100))),
        (indicator("count"), [], (F(0), F(1))),
        (indicator("count"), [F(1)], (F(0), F(1), F(2))),
        (indicator("count"), [F(150)], (F(0), F(75), F(150), F(151))),
        (indicator("money"), [F(-1), F(1)], (F(-2), F(-1), F(0), F(1), F(2))),
        (indicator("date"), [], (date(2000, 1, 1),)),
        (
            indicator("date"),
            [date(2023, 1, 1)],
            (date(2022, 12, 31), date(2023, 1, 1), date(2023, 1, 2)),
        ),
        (indicator("date"), [date.min, date.max], (date.min, date.max)),
        (indicator("text"), [], ("x",)),
        (indicator("text"), ["a", "x", "xx", "a"], ("a", "x", "xx", "xxx")),
        (indicator("code"), ["01"], ("01", "x")),
    ],
)
def test_every_cell_has_one_value(of: Indicator, cuts: list[Value], expected: tuple[Value, ...]) -> None:
    """A cut point is a cell of its own, and so is each gap; values keep to range and type."""
    assert cells(of, cuts) == expected


@given(st.lists(NUMBERS), NUMBERS)
def test_every_number_shares_its_cell_with_a_value(cuts: list[F], number: F) -> None:
    """Whatever a commune has, one of the values compares with every cut point as it does."""
    signs = [(cut > number) - (cut < number) for cut in cuts]
    assert signs in [
        [(cut > value) - (cut < value) for cut in cuts]
        for value in cells(indicator("number"), cuts)  # type: ignore[operator]  # numbers
    ]


@given(st.lists(st.integers(0, 20).map(F)), st.integers(0, 30).map(F))
def test_every_count_shares_its_cell_with_a_whole_value(cuts: list[F], number: F) -> None:
    """The values for counts are whole and not below zero, and still reach every cell."""
    found = cells(indicator("count"), cuts)
    assert all(isinstance(value, F) and value.denominator == 1 and value >= 0 for value in found)
    signs = [(cut > number) - (cut < number) for cut in cuts]
    assert signs in [[(cut > value) - (cut < value) for cut in cuts] for value in found]  # type: ignore[operator]  # numbers


ROUNDED = indicator("percent", rounded_to=F(1, 10))


@pytest.mark.parametrize(
    ("of", "value", "cuts", "expected"),
    [
        (indicator("percent"), F(70), [F(70)], (F(70),)),
        (ROUNDED, F(70), [], (F(1399, 20), F(70))),
        (ROUNDED, F(70), [F(70)], (F(1399, 20), F(70), F(2799, 40), F(2801, 40))),
        (ROUNDED, F(70), [F(80), F(10)], (F(1399, 20), F(70))),
        (ROUNDED, F(0), [], (F(0), F(1, 40))),
        (ROUNDED, F(100), [], (F(1999, 20), F(100), F(3999, 40))),
        (ROUNDED, F(100), [F(100)], (F(1999, 20), F(100), F(3999, 40))),
    ],
)
def test_a_rounded_figure_stands_for_every_value_that_rounds_to_it(
    of: Indicator, value: F, cuts: list[F], expected: tuple[F, ...]
) -> None:
    """70.0 rounded to 0.1 is anything from 69.95 up to but without 70.05, within 0 to 100."""
    assert stands_for(value, of, cuts) == expected


@given(NUMBERS, st.lists(NUMBERS), st.integers(-20, 19))
def test_every_value_that_rounds_to_the_figure_shares_its_cell_with_one_of_them(
    value: F, cuts: list[F], steps: int
) -> None:
    """Nothing that a published figure can stand for is forgotten, and nothing else is added."""
    of = indicator("number", rounded_to=F(4))
    found = stands_for(value, of, cuts)
    assert all(value - 2 <= one < value + 2 for one in found)
    number = value + F(steps, 10)
    signs = [(cut > number) - (cut < number) for cut in cuts]
    assert signs in [[(cut > one) - (cut < one) for cut in cuts] for one in found]
