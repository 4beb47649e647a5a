"""The thresholds of a rule file to dated values; one that replaces a parent's keeps what is not written anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from smartcommune.messages import Message, Words
from smartcommune.model.indicator import Indicator
from smartcommune.model.threshold import DEFAULT, Dated, Span, Threshold, written_by
from smartcommune.model.wording import Shown
from smartcommune.rulesets.names import Names
from smartcommune.rulesets.places import Places, linked_places, places_by
from smartcommune.rulesets.relative import is_relative, link_relative
from smartcommune.rulesets.sources import check_basis
from smartcommune.rulesets.words import words_or
from smartcommune.source.document import Path

if TYPE_CHECKING:
    from smartcommune.shape.rule_file import ThresholdShape, ValuesShape

_DAY: Final = timedelta(days=1)


def link_threshold(id: str, shape: ThresholdShape, names: Names, in_force: Span, before: Threshold | None) -> Threshold:
    """A threshold of a file; `before` is what the rule set that the file extends has under that id."""
    path: Path = ("thresholds", id)
    type = _type(shape, names, path, before)
    by = (shape.by,) if isinstance(shape.by, str) else shape.by or (before.by if before else ())
    like = Indicator(id, type, Words(id, id))
    places = places_by(by, names, (*path, "by"))
    values = [
        _dated(value, like, places, names, (*path, "values", number)) for number, value in enumerate(shape.values)
    ]
    values.sort(key=lambda dated: dated.span.first)
    citations = names.citations(shape.cite, (*path, "cite"))
    check_basis(shape.basis, citations, names, path)
    return Threshold(
        id=id,
        type=type,
        label=words_or(shape.label, before.label if before else None),
        by=by,
        exclusive=shape.exclusive == "true",
        basis=shape.basis,
        citations=citations,
        from_test=words_or(shape.from_test, None),
        values=(*_kept(before, by, values[0].span.first, in_force, names), *values),
    )


def _type(shape: ThresholdShape, names: Names, path: Path, before: Threshold | None) -> str:
    """Its type: the one that it replaces has the same."""
    if shape.type is None:
        if before is None:
            names.report("missing-key", path, Message("missing-key", key="type"), key=True)
        return before.type if before else "percent"
    if shape.type in ("boolean", "enum", "set", "text", "code"):
        names.report("threshold-type", (*path, "type"), Message("threshold-type", type=shape.type))
    if before is not None and before.type != shape.type:
        message = Message("other-type", threshold=before.id, type=shape.type, expected=before.type)
        names.report("other-type", (*path, "type"), message)
    return shape.type


def _dated(shape: ValuesShape, like: Indicator, places: Sequence[Places], names: Names, path: Path) -> Dated:
    span = names.period(shape.from_, shape.until, path)
    if is_relative(shape):
        return Dated(span, None, {}, of=link_relative(shape, like, names, path))
    default = None if shape.default is None else names.value(shape.default, like, (*path, DEFAULT))
    return Dated(span, default, linked_places(shape, like, places, names, path))


def _kept(
    before: Threshold | None, by: tuple[str, ...], first: date, in_force: Span, names: Names
) -> tuple[Dated, ...]:
    """What a threshold was before the first day for which it is written anew; where it depended on other places, none.

    Then the file has to say what it is from its own first day on.
    """
    if before is None:
        return ()
    found = tuple(_until(first, before))
    if by == before.by:
        return found
    told = next((dated for dated in found if dated.span.last is None or dated.span.last >= in_force.first), None)
    if told is not None:
        day = Shown(max(told.span.first, in_force.first))
        message = Message("other-places", name=before.id, by=written_by(before.by or ("-",)), day=day)
        names.report("other-places", ("thresholds", before.id, "values"), message)
    return ()


def _until(first: date, before: Threshold) -> Iterator[Dated]:
    """The periods of a threshold that begin before a day, ended by it; one without a last day by the next one, too."""
    begun = [dated for dated in before.values if dated.span.first < first]
    for number, dated in enumerate(begun):
        follows = next(
            (later.span.first for later in begun[number + 1 :] if later.span.first > dated.span.first), first
        )
        last = min(dated.span.last or follows - _DAY, first - _DAY)
        yield dated._replace(span=Span(dated.span.first, last), grounds=dated.grounds or before.grounds)
