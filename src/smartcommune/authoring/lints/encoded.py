"""A rule set to the figures that its file encodes, each with how it bounds and the quoted words it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, NamedTuple

from smartcommune.authoring.lint import Subject
from smartcommune.authoring.lints.common import is_own, own_threshold, own_values
from smartcommune.model.condition import AtLeast, Condition, Leaf, Operand, Operator, parts
from smartcommune.model.conditions import STRICT, comparisons_with_thresholds
from smartcommune.model.points import Scale
from smartcommune.model.ruleset import Criterion
from smartcommune.model.sources import Citation
from smartcommune.quantity import plain
from smartcommune.source.document import Path

_NUMBERS: Final = ("percent", "count", "number")


class Encoded(NamedTuple):
    """One figure, as `80%` or `150`, and the quotes of the sources that it cites."""

    path: Path
    operator: Operator
    figure: str
    quotes: tuple[str, ...]


def encoded(subject: Subject) -> Iterator[Encoded]:
    """The constants of this file's criteria and the values of its thresholds, wherever they are compared with."""
    uses: dict[tuple[str, Operator], None] = {}
    for criterion in subject.ruleset.criteria.values():
        for condition in _written(criterion):
            uses.update(dict.fromkeys(_uses(condition)))
            yield from _constants(condition, criterion.citations, subject)
    uses.update(dict.fromkeys(_uses(subject.ruleset.eligible_when)))
    for name, operator in uses:
        yield from _threshold(name, operator, subject)


def _written(criterion: Criterion) -> Iterator[Condition]:
    """The conditions that stand in the file; rows that are computed have figures that nobody wrote."""
    earning = criterion.earning
    if criterion.has_outcome:
        yield criterion.test
    elif isinstance(earning, Scale) and earning.written is None:
        yield from (rung.condition for rung in earning.rungs)
    if criterion.applies_when is not None:
        yield criterion.applies_when


def _uses(condition: Condition) -> Iterator[tuple[str, Operator]]:
    """The thresholds that a condition compares with, and how."""
    for part in parts(condition):
        yield from comparisons_with_thresholds(part)


def _constants(condition: Condition, citations: tuple[Citation, ...], subject: Subject) -> Iterator[Encoded]:
    for part in parts(condition):
        if isinstance(part, Leaf) and is_own(subject, part.path):
            type = subject.ruleset.indicators[part.indicator].type
            for comparison in part.comparisons:
                path = part.place(comparison)
                if comparison.age is None:
                    like = "count" if comparison.counted else type
                    yield from _figure(path, comparison.operator, comparison.constant, like, citations)
                else:
                    number = Fraction(comparison.age.number)
                    yield from _figure((*path, comparison.age.unit), comparison.operator, number, "count", citations)
        elif isinstance(part, AtLeast) and is_own(subject, part.path):
            type, operator = "percent" if part.is_share else "count", Operator.LTE if part.beyond else Operator.GTE
            need = None if part.need is None else part.need - part.beyond
            yield from _figure((*part.path, "n"), operator, need, type, citations)


def _threshold(name: str, operator: Operator, subject: Subject) -> Iterator[Encoded]:
    if own_threshold(subject, name) is not None:
        threshold = subject.ruleset.thresholds[name]
        bound = STRICT.get(operator, operator) if threshold.exclusive else operator
        for path, value in own_values(subject, name):
            yield from _figure(path, bound, value, threshold.type, threshold.citations)


def _figure(
    path: Path, operator: Operator, value: Operand | None, type: str, citations: tuple[Citation, ...]
) -> Iterator[Encoded]:
    if isinstance(value, Fraction) and type in _NUMBERS:
        quotes = (citation.source.quote for citation in citations)
        figure = plain(value) + ("%" if type == "percent" else "")
        yield Encoded(path, operator, figure, tuple(quote for quote in quotes if quote is not None))
