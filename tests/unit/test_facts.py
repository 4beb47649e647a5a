"""Facts: derived shares, and comparisons that round nothing."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any, cast

import pytest

from smartcommune.messages import Words
from smartcommune.model.condition import Operator, Value
from smartcommune.model.facts import NA, FactValue, completed, figure_of, holds
from smartcommune.model.forms import Form
from smartcommune.model.indicator import Indicator
from smartcommune.model.ruleset import RuleSet

WORDS = Words("a", "a")
NUMBER = Indicator("n", "number", WORDS)
ORDERED = Indicator("level", "enum", WORDS, values=dict.fromkeys(("low", "middle", "high"), WORDS), ordered=True)
SHARE = Form("share", (("part", Fraction(100)),), "whole", of_counts=True)
DAY = Indicator("day", "date", WORDS)


@pytest.mark.parametrize(
    ("part", "total", "share"),
    [
        (Fraction(29), Fraction(50), Fraction(58)),
        (Fraction(167), Fraction(293), Fraction(16700, 293)),
        (Fraction(0), Fraction(5), Fraction(0)),
        (Fraction(0), Fraction(0), NA),
        (Fraction(5), Fraction(0), NA),
        (NA, Fraction(5), NA),
        (Fraction(5), NA, NA),
        (NA, None, NA),
        (None, NA, NA),
        (None, Fraction(5), None),
        (Fraction(5), None, None),
        (None, None, None),
    ],
)
def test_a_share_is_exact_unknown_or_not_applicable(
    part: FactValue | None, total: FactValue | None, share: FactValue | None
) -> None:
    """A share of nothing does not apply, and one of something unknown is unknown."""
    facts = {id: fact for id, fact in (("part", part), ("whole", total)) if fact is not None}
    assert figure_of(SHARE, facts) == share


def rules(*indicators: Indicator) -> RuleSet:
    return cast("RuleSet", SimpleNamespace(indicators={indicator.id: indicator for indicator in indicators}))


RATE = Indicator("rate", "percent", WORDS, form=SHARE, may_not_apply=True)
COUNTS = [Indicator(id, "count", WORDS, may_not_apply=True) for id in ("part", "whole")]


@pytest.mark.parametrize(
    ("given", "rate"),
    [
        ({"part": Fraction(1), "whole": Fraction(4)}, Fraction(25)),
        ({"part": Fraction(1)}, None),
        ({"rate": Fraction(25)}, Fraction(25)),
        ({"rate": Fraction(33), "part": Fraction(1), "whole": Fraction(3)}, Fraction(100, 3)),
        ({"part": NA}, NA),
        ({}, None),
    ],
)
def test_shares_follow_from_counts(given: dict[str, Any], rate: FactValue | None) -> None:
    """Counts decide where both are known, exactly; the facts themselves are not changed."""
    before = dict(given)
    assert completed(given, rules(NUMBER, RATE, *COUNTS)).get("rate") == rate
    assert given == before


LOW, TIE, HIGH = Fraction(6995, 100), Fraction(70), Fraction(7005, 100)


@pytest.mark.parametrize(
    ("operator", "expected"),
    [
        (Operator.GTE, (False, True, True)),
        (Operator.GT, (False, False, True)),
        (Operator.LTE, (True, True, False)),
        (Operator.LT, (True, False, False)),
        (Operator.IS, (False, True, False)),
        (Operator.IS_NOT, (True, False, True)),
    ],
)
def test_a_value_just_below_is_below(operator: Operator, expected: tuple[bool, ...]) -> None:
    """69.95 is below 70, and 70 is neither above nor below it."""
    assert tuple(holds(operator, value, TIE, NUMBER) for value in (LOW, TIE, HIGH)) == expected


@pytest.mark.parametrize(
    ("value", "operand", "of"),
    [("high", "low", ORDERED), ("middle", "low", ORDERED), (date(2023, 6, 30), date(2023, 6, 29), DAY)],
)
def test_order_is_that_of_the_declaration_or_the_calendar(value: Value, operand: Value, of: Indicator) -> None:
    """`high` is above `low` because it stands after it, not because of its letters."""
    assert holds(Operator.GT, value, operand, of)
    assert holds(Operator.LT, operand, value, of)
    assert holds(Operator.GTE, value, value, of)
    assert holds(Operator.LTE, value, value, of)


def test_in_asks_for_one_of_several() -> None:
    """A value is in a list or not."""
    assert holds(Operator.IN, "low", ("low", "high"), ORDERED)
    assert not holds(Operator.IN, "middle", ("low", "high"), ORDERED)
    assert not holds(Operator.IN, "low", "low", ORDERED)
