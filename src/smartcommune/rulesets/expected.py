"""The cases of a rule file, or of a file of their own, to cases whose expectations name what the rule set has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from smartcommune.logic import Outcome
from smartcommune.messages import Message
from smartcommune.model.ruleset import NO_LEVEL, Case, Criterion, Expectation, Level, RuleSet, Verdict
from smartcommune.problems import InputError, suggested
from smartcommune.quantity import decimal
from smartcommune.rulesets.indicators import items
from smartcommune.rulesets.names import FIRST_DAY, Names, day
from smartcommune.rulesets.readings import computed
from smartcommune.source.document import Document, Path

if TYPE_CHECKING:
    from smartcommune.shape.cases import CaseShape, ExpectShape


def link_cases(shapes: tuple[CaseShape, ...], ruleset: RuleSet, document: Document) -> tuple[Case, ...]:
    """The cases that a file of their own has for a rule set.

    Raises:
        InputError: a case names a criterion, a level or an indicator that the rule set does not declare.
    """
    names = Names(document)
    names.indicators.update(ruleset.indicators)
    names.criteria.update(ruleset.criteria)
    names.readings.update(computed(ruleset))
    cases = link_all(shapes, names, ruleset.criteria, ruleset.levels)
    if names.problems:
        raise InputError(names.problems)
    return cases


def link_all(
    shapes: Sequence[CaseShape], names: Names, criteria: Mapping[str, Criterion], levels: Sequence[Level]
) -> tuple[Case, ...]:
    """Cases whose expectations are of these criteria and levels; what is not declared is reported."""
    known = tuple(level.id for level in levels)
    return tuple(_case(shape, names, ("cases", number), criteria, known) for number, shape in enumerate(shapes))


def _case(
    shape: CaseShape, names: Names, path: Path, criteria: Mapping[str, Criterion], levels: tuple[str, ...]
) -> Case:
    expect = shape.expect
    _check_named(expect, names, (*path, "expect"))
    _check_scored(expect, names, (*path, "expect"), criteria)
    score = None if expect.score is None else (decimal(expect.score.low), decimal(expect.score.high))
    expectation = Expectation(
        Verdict(expect.verdict),
        None if expect.because is None else frozenset(expect.because),
        {id: Outcome(name) for id, name in items(expect.outcomes)},
        expect.missing,
        score,
        None if expect.notices is None else tuple(sorted(day(text) or FIRST_DAY for text in expect.notices)),
        dict(_points(expect)),
        _levels(expect, names, (*path, "expect"), levels),
    )
    taken = dict(items(shape.reading))
    for id in taken:
        names.declared("reading", id, names.readings, (*path, "reading", id), key=True)
    return Case(shape.name, day(shape.on) or FIRST_DAY, expectation, names.document, path, taken)


def _check_named(expect: ExpectShape, names: Names, path: Path) -> None:
    for key in ("because", "outcomes", "points"):
        for place, id in enumerate(getattr(expect, key) or ()):
            is_key = key != "because"
            names.declared("criterion", id, names.criteria, (*path, key, id if is_key else place), key=is_key)
    for place, id in enumerate(expect.missing or ()):
        names.declared("indicator", id, names.indicators, (*path, "missing", place))


def _check_scored(expect: ExpectShape, names: Names, path: Path, criteria: Mapping[str, Criterion]) -> None:
    """Points are expected of what earns them, and met or not met of what has an outcome."""
    for id, _ in items(expect.points):
        if id in criteria and criteria[id].earning is None:
            names.report("no-points", (*path, "points", id), Message("no-points", name=id), key=True)
    for id, outcome in items(expect.outcomes):
        if outcome in (Outcome.MET, Outcome.NOT_MET) and id in criteria and not criteria[id].has_outcome:
            names.report("no-outcome", (*path, "outcomes", id), Message("no-outcome", name=id), key=True)


def _points(expect: ExpectShape) -> Iterator[tuple[str, tuple[Fraction, Fraction]]]:
    """The fewest and the most points of each criterion."""
    for id, shape in items(expect.points):
        low, high = (shape, shape) if isinstance(shape, str) else (shape.low, shape.high)
        yield id, (decimal(low), decimal(high))


def _levels(expect: ExpectShape, names: Names, path: Path, levels: tuple[str, ...]) -> frozenset[str | None] | None:
    """The levels that have to be possible; None among them stands for no level."""
    if expect.level is not None and expect.levels_possible is not None:
        names.report("level-beside-possible", (*path, "level"), Message("level-beside-possible"), key=True)
    if expect.levels_possible is not None:
        found = enumerate(expect.levels_possible)
        return frozenset(_level(id, names, (*path, "levels_possible", number), levels) for number, id in found)
    return None if expect.level is None else frozenset((_level(expect.level, names, (*path, "level"), levels),))


def _level(id: str, names: Names, path: Path, levels: tuple[str, ...]) -> str | None:
    if id == NO_LEVEL and id not in levels:
        return None
    if id not in levels:
        help = suggested(len(names.problems), id, levels)
        names.report("expected-level", path, Message("expected-level", name=id), help)
    return id
