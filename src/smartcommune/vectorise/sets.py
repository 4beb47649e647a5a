"""A column of sets, each a text with commas, to whether it has a value and how many it has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce
from operator import add

import narwhals as nw

from smartcommune.model.condition import Operator
from smartcommune.model.facts import holds
from smartcommune.model.indicator import Indicator
from smartcommune.model.sets import EMPTY, sizes
from smartcommune.vectorise.possible import Term, Truth, all_true, no
from smartcommune.vectorise.ranges import Edge


def every_set(indicator: Indicator) -> str:
    """The pattern of all sets of an indicator's values, however they are spaced and ordered."""
    one = f"(?:{'|'.join(map(re.escape, indicator.values))})"
    return f"^ *(?:{re.escape(EMPTY)}|{one}(?: *[,;] *{one})*) *$"


def told_of_set(value: nw.Expr, bounds: Sequence[Edge], indicator: Indicator) -> tuple[Truth, Truth]:
    """In which rows a comparison of a set that is known can hold, and in which it can fail."""
    met = all_true(_holds(value, edge, indicator) for edge in bounds if edge[1] is not None)
    is_open = any(operand is None for _, operand in bounds)
    return met, is_open or no(met)


def _holds(value: nw.Expr, edge: Edge, indicator: Indicator) -> Truth:
    operator, operand = edge
    if operator is Operator.HAS:
        return Term(_has(value, str(operand)))
    wanted = [int(size) for size in sizes(indicator.values) if holds(operator, size, operand, indicator)]
    if len(wanted) in (0, len(indicator.values) + 1):
        return bool(wanted)
    if 0 not in wanted and len(wanted) == len(indicator.values):
        return no(_is_empty(value))
    if wanted == [0]:
        return _is_empty(value)
    size = reduce(add, (nw.when(_has(value, each)).then(1).otherwise(0) for each in indicator.values))
    return Term(size.is_in(wanted), 0, len(indicator.values))


def _is_empty(value: nw.Expr) -> Term:
    """In which rows a set has no value: that takes one look where its values take one each."""
    return Term(_never_null(value.str.strip_chars(" ") == EMPTY))


def _has(value: nw.Expr, one: str) -> nw.Expr:
    return _never_null(value.str.contains(f"(?:^|[ ,;]){re.escape(one)}(?:$|[ ,;])"))


def _never_null(truth: nw.Expr) -> nw.Expr:
    """False where the set is not known: pandas has two kinds of truths with nulls, and cannot join them."""
    return truth.fill_null(value=False)
