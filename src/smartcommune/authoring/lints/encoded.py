"""A rule set to the figures that its file encodes, each with how it bounds and the quoted words it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, NamedTuple

from smartcommune.authoring.lint import Subject
from smartcommune.authoring.lints.common import is_own, own_values
from smartcommune.document import Path
from smartcommune.quantity import plain
from smartcommune.ruleset import AtLeast, Citation, Condition, Leaf, Operand, Operator, parts

_NUMBERS: Final = ("percent", "count", "number")
_STRICT: Final = {Operator.GTE: Operator.GT, Operator.LTE: Operator.LT}


class Encoded(NamedTuple):
    """One figure, as `80%` or `150`, and the quotes of the sources that it cites."""

    path: Path
    operator: Operator
    figure: str
    quotes: tuple[str, ...]


def encoded(subject: Subject) -> Iterator[Encoded]:
    """The constants of this file's criteria and the values of its thresholds, wherever they are compared with."""
    ruleset = subject.ruleset
    for criterion in ruleset.criteria.values():
        for condition in (criterion.test, criterion.applies_when):
            if condition is not None:
                yield from _in_condition(condition, criterion.citations, subject)
    yield from _in_condition(ruleset.eligible_when, (), subject)


def _in_condition(condition: Condition, citations: tuple[Citation, ...], subject: Subject) -> Iterator[Encoded]:
    for part in parts(condition):
        if isinstance(part, Leaf):
            yield from _in_leaf(part, citations, subject)
        elif isinstance(part, AtLeast):
            yield from _need(part, citations, subject)


def _in_leaf(leaf: Leaf, citations: tuple[Citation, ...], subject: Subject) -> Iterator[Encoded]:
    type = subject.ruleset.indicators[leaf.indicator].type
    for comparison in leaf.comparisons:
        if comparison.threshold is not None:
            yield from _threshold(comparison.threshold, comparison.operator, subject)
        elif is_own(subject, leaf.path):
            path = (*leaf.path, comparison.operator.name.lower())
            yield from _figure(path, comparison.operator, comparison.constant, type, citations)


def _need(group: AtLeast, citations: tuple[Citation, ...], subject: Subject) -> Iterator[Encoded]:
    if group.threshold is not None:
        yield from _threshold(group.threshold, Operator.GTE, subject)
    elif is_own(subject, group.path):
        type = "percent" if group.is_share else "count"
        yield from _figure((*group.path, "n"), Operator.GTE, group.need, type, citations)


def _threshold(name: str, operator: Operator, subject: Subject) -> Iterator[Encoded]:
    if name in subject.own("thresholds"):
        threshold = subject.ruleset.thresholds[name]
        bound = _STRICT.get(operator, operator) if threshold.exclusive else operator
        for path, value in own_values(subject, name):
            yield from _figure(path, bound, value, threshold.type, threshold.citations)


def _figure(
    path: Path, operator: Operator, value: Operand | None, type: str, citations: tuple[Citation, ...]
) -> Iterator[Encoded]:
    if isinstance(value, Fraction) and type in _NUMBERS:
        quotes = (citation.source.quote for citation in citations)
        figure = plain(value) + ("%" if type == "percent" else "")
        yield Encoded(path, operator, figure, tuple(quote for quote in quotes if quote is not None))
