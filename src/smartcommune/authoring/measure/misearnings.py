"""A criterion that earns points to the same criterion with one small mistake in how it does.

Points one off, a row or a member forgotten, a bound of a ladder beside the right one, another rounding, a cap that is
missing, and something else where the criterion does not apply. What its rows look at is changed where conditions are.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final, NamedTuple

from smartcommune.authoring.measure.rewrites import step_of
from smartcommune.authoring.stretches import is_own
from smartcommune.authoring.variants import without_each
from smartcommune.messages import Message
from smartcommune.model.indicator import Indicator
from smartcommune.model.points import Increments, Proportion, Rung, Scale, Sum
from smartcommune.model.rounding import Rounding
from smartcommune.model.ruleset import Criterion, Earning, RuleSet
from smartcommune.model.wording import Shown, shown
from smartcommune.rulesets.ladders import MOST_ROWS, ladder, row_count
from smartcommune.rulesets.points import furthest_first
from smartcommune.source.document import Path

_WAYS: Final = ("full", "none", "left_out")
_ROUNDINGS: Final = ("half_away", "down", "half_even")


class Misearning(NamedTuple):
    """A criterion with one mistake: where it is, what it is, and the criterion with it."""

    path: Path
    message: Message
    criterion: Criterion


def of_earning(criterion: Criterion, ruleset: RuleSet) -> Iterator[Misearning]:
    """Every mistake in how a criterion earns points."""
    path = (*criterion.path, "points")
    for key, message, earning in _earnings(criterion, ruleset):
        if is_own(ruleset, (*path, *key)):  # what is not written is no slip of the pen
            yield Misearning((*path, *key), message, criterion._replace(earning=earning))
    before = criterion.not_applicable
    for way in () if before is None else _WAYS:
        if before is not None and way != before:
            message = _changed("not_applicable", before, way)
            yield Misearning((*criterion.path, "not_applicable"), message, criterion._replace(not_applicable=way))


def rows_of(criterion: Criterion) -> tuple[Rung, ...]:
    """The rows that its file writes, each with a condition of its own."""
    earning = criterion.earning
    is_written = isinstance(earning, Scale) and earning.written is None and not criterion.has_outcome
    return earning.rungs if is_written and isinstance(earning, Scale) else ()


def _earnings(criterion: Criterion, ruleset: RuleSet) -> Iterator[tuple[Path, Message, Earning]]:
    earning = criterion.earning
    match earning:
        case Sum():
            yield from _sums(earning)
        case Scale(written=Proportion() | Increments() as rates):
            for path, message, changed in _ladders(rates, ruleset.indicators[rates.indicator]):
                if row_count(changed) <= MOST_ROWS:
                    yield path, message, ladder(changed, (*criterion.path, "points"))
        case Scale(written=None):
            yield from _scales(earning, (*criterion.path, "points"), is_whole=not criterion.has_outcome)


def _scales(scale: Scale, path: Path, *, is_whole: bool) -> Iterator[tuple[Path, Message, Earning]]:
    """Points of a row one off, and of a scale a row less, or other points where none holds."""
    for number, rung, rest in without_each(scale.rungs):
        for points in (rung.points - 1, rung.points + 1):
            rungs = (*scale.rungs[:number], rung._replace(points=points), *scale.rungs[number + 1 :])
            message = Message("mutant.points", before=Shown(rung.points), after=Shown(points))
            yield _place(rung, path, "points"), message, scale._replace(rungs=furthest_first(rungs))
        if rest:
            message = Message("mutant.row-dropped", points=Shown(rung.points))
            yield _place(rung, path), message, scale._replace(rungs=rest)
    for points in (scale.otherwise - 1, scale.otherwise + 1) if is_whole else ():
        yield ("otherwise",), _changed("otherwise", scale.otherwise, points), scale._replace(otherwise=points)


def _place(rung: Rung, path: Path, *key: str) -> Path:
    """Where a row of a scale stands, or its points; those of a test stand alone."""
    at = rung.condition.path
    return (*at[len(path) : at.index("scale") + 2], *key) if "scale" in at else ()


def _sums(sum: Sum) -> Iterator[tuple[Path, Message, Earning]]:
    for position, id, rest in without_each(sum.members) if len(sum.members) > 1 else ():
        message = Message("mutant.member-dropped", group="sum", member=f"`{id}`")
        yield ("sum", position), message, sum._replace(members=rest)
    for key in ("scaled_to", "most", "least"):
        value = getattr(sum, key)
        for other in () if value is None else (value - 1, value + 1):
            if other > 0 or key == "least":
                yield (key,), _changed(key, value, other), _with(sum, key, other)
        if value is not None:
            yield (key,), Message("mutant.key-dropped", key=key), _with(sum, key, None)
    if sum.round is not None:
        for path, message, other_round in _roundings(sum.round):
            yield path, message, sum._replace(round=other_round)
        yield ("round",), Message("mutant.key-dropped", key="round"), sum._replace(round=None)


def _ladders(rates: Any, like: Indicator) -> Iterator[tuple[Path, Message, Any]]:
    """A ladder with one of its figures a step off, with other points, or rounded otherwise."""
    inner = ("in_proportion",) if isinstance(rates, Proportion) else ()
    for key in ("full_at", "above", "each", "none_below"):
        figure: Fraction | None = getattr(rates, key, None)
        step = Fraction(1) if figure is None else step_of(figure, like)
        for other in () if figure is None else (figure - step, figure + step):
            if figure is not None and (other > 0 or key in ("above", "none_below")):
                words = Message("mutant.key", key=key, before=shown(figure, like), after=shown(other, like))
                yield (*inner, key), words, _with(rates, key, other)
    for key in ("base", "add", "most", "least"):
        points: Fraction | None = getattr(rates, key, None)
        for other in () if points is None else (points - 1, points + 1):
            if points is not None and _is_sensible(rates, key, other):
                yield (*inner, key), _changed(key, points, other), _with(rates, key, other)
    if rates.round is not None:
        for path, message, other_round in _roundings(rates.round):
            yield path, message, rates._replace(round=other_round)


def _is_sensible(rates: Any, key: str, points: Fraction) -> bool:
    """Whether a file could say so: points still grow, or shrink, from the base to an end beyond it."""
    changed = _with(rates, key, points)
    if isinstance(rates, Proportion):
        return points > 0
    end, start = (changed.most, changed.base) if rates.add > 0 else (-changed.least, -changed.base)
    return bool((changed.add > 0) == (rates.add > 0) and changed.add != 0 and end > start)


def _roundings(round: Rounding) -> Iterator[tuple[Path, Message, Rounding]]:
    """Another way to round, and a step that is ten times as large."""
    for how in _ROUNDINGS:
        if how != round.how:
            yield ("round",), _changed("how", round.how, how), round._replace(how=how)
    yield ("round", "to"), _changed("to", round.to, round.to * 10), round._replace(to=round.to * 10)


def _with(earning: Any, key: str, value: Fraction | None) -> Any:
    return earning._replace(**{key: value})


def _changed(key: str, before: Fraction | str, after: Fraction | str) -> Message:
    said = {
        name: Shown(value) if isinstance(value, Fraction) else value
        for name, value in (("before", before), ("after", after))
    }
    return Message("mutant.key", key=key, **said)
