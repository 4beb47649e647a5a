"""A rule set to its mutants: the same rule set with one small mistake, for every mistake that is easily made.

Only what stands in the rule set's own file is changed: the parts that it takes over are tested where they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from smartcommune.authoring.measure.rewrites import Rewrite, beside, rewrites
from smartcommune.authoring.stretches import day_after, is_own, stretch_periods
from smartcommune.messages import Message, Words
from smartcommune.model.conditions import conditions, every_part
from smartcommune.model.ruleset import (
    AtLeast,
    Criterion,
    Dated,
    Indicator,
    RuleSet,
    Span,
    Threshold,
    Value,
)
from smartcommune.model.wording import Shown, shown
from smartcommune.source.document import Path


class Mutant(NamedTuple):
    """A rule set with one mistake: where it is and what it is."""

    path: Path
    message: Message
    ruleset: RuleSet

    @property
    def kind(self) -> str:
        """The kind of mistake, as programs read it."""
        return self.message.key.partition(".")[2]


def mutants(ruleset: RuleSet) -> Iterator[Mutant]:
    """Every mutant, in the order of the rule set's parts."""
    yield from _of_period(ruleset)
    for id in ruleset.thresholds:
        if is_own(ruleset, ("thresholds", id)):
            yield from _of_threshold(ruleset.thresholds[id], ruleset)
    for criterion in ruleset.criteria.values():
        if is_own(ruleset, ("criteria", criterion.id)):
            yield from _of_criterion(criterion, ruleset)
    if is_own(ruleset, ("verdict",)):
        yield from _of_verdict(ruleset)


def _of_period(ruleset: RuleSet) -> Iterator[Mutant]:
    if is_own(ruleset, ("in_force",)):
        for key, message, span in _shifted(ruleset.in_force, "in_force"):
            yield Mutant(("in_force", key), message, ruleset._replace(in_force=span))


def _shifted(span: Span, name: str, within: Span | None = None) -> Iterator[tuple[str, Message, Span]]:
    """A period that begins or ends a day off; only where that changes a day of another period."""
    for days in (-1, 1):
        moved = day_after(span.first, days)
        if moved is not None and _matters(max(moved, span.first), -1, within):
            said = {"name": name, "before": Shown(span.first), "after": Shown(moved)}
            if span.last is None or moved <= span.last:
                yield "from", Message("mutant.first-day", **said), span._replace(first=moved)
    for days in (-1, 1) if span.last is not None else ():
        moved = day_after(span.last, days) if span.last is not None else None
        if moved is not None and span.last is not None and _matters(max(moved, span.last), 0, within):
            said = {"name": name, "before": Shown(span.last), "after": Shown(moved)}
            if span.first <= moved:
                yield "until", Message("mutant.last-day", **said), span._replace(last=moved)


def _matters(day: date, days: int, within: Span | None) -> bool:
    changed = day_after(day, days)
    return changed is not None and (within is None or within.covers(changed))


def _of_threshold(threshold: Threshold, ruleset: RuleSet) -> Iterator[Mutant]:
    for path, message, changed in _thresholds(threshold, ruleset):
        thresholds = {**ruleset.thresholds, threshold.id: changed}
        yield Mutant(path, message, ruleset._replace(thresholds=thresholds))


def _thresholds(threshold: Threshold, ruleset: RuleSet) -> Iterator[tuple[Path, Message, Threshold]]:
    like = _like(threshold, ruleset)
    for path, dated in stretch_periods(ruleset, threshold.id):
        for key, message, changed in _dated(dated, threshold, like, ruleset):
            yield (*path, key), message, _with_period(threshold, dated, changed)
    if threshold.id in ruleset.counting:
        return  # there it is refused
    message = Message("mutant.exclusive" if not threshold.exclusive else "mutant.inclusive", name=threshold.id)
    yield ("thresholds", threshold.id), message, threshold._replace(exclusive=not threshold.exclusive)


def _with_period(threshold: Threshold, old: Dated, new: Dated) -> Threshold:
    values = [new if dated is old else dated for dated in threshold.values]
    return threshold._replace(values=tuple(sorted(values, key=lambda dated: dated.span.first)))


def _dated(
    dated: Dated, threshold: Threshold, like: Indicator, ruleset: RuleSet
) -> Iterator[tuple[str, Message, Dated]]:
    for place, value in _values(dated):
        for moved in beside(value, like):
            said = {"name": threshold.id, "place": _place_words(place, threshold, ruleset)}
            message = Message("mutant.threshold", **said, before=shown(value, like), after=shown(moved, like))
            yield place, message, _with_values(dated, {place: moved})
    yield from _swapped(dated, threshold, ruleset)
    for key, message, span in _shifted(dated.span, threshold.id, ruleset.in_force):
        yield key, message, dated._replace(span=span)


def _values(dated: Dated) -> list[tuple[str, Value]]:
    default = [] if dated.default is None else [("default", dated.default)]
    return [*default, *dated.places.items()]


def _with_values(dated: Dated, values: Mapping[str, Value]) -> Dated:
    places = {place: values.get(place, value) for place, value in dated.places.items()}
    return dated._replace(default=values.get("default", dated.default), places=places)


def _swapped(dated: Dated, threshold: Threshold, ruleset: RuleSet) -> Iterator[tuple[str, Message, Dated]]:
    """Two neighbouring values exchanged, as a table copied with its lines mixed up has them."""
    for (place, value), (other, other_value) in pairwise(_values(dated)):
        if value != other_value:
            first, second = (_place_words(name, threshold, ruleset) for name in (place, other))
            message = Message("mutant.swapped", name=threshold.id, first=first, second=second)
            yield other, message, _with_values(dated, {place: other_value, other: value})


def _place_words(place: str, threshold: Threshold, ruleset: RuleSet) -> object:
    if threshold.by is None:
        return ""
    if place == "default":
        return Message("mutant.elsewhere")
    return Message("mutant.at-place", place=ruleset.indicators[threshold.by].values[place])


def _like(threshold: Threshold, ruleset: RuleSet) -> Indicator:
    """Something that has the type of the threshold, and its step: where it counts members, a share of one of them."""
    found = Indicator(threshold.id, threshold.type, Words(threshold.id, threshold.id))
    sizes = [
        len(part.members)
        for part in every_part(conditions(ruleset))
        if isinstance(part, AtLeast) and part.threshold == threshold.id
    ]
    is_share = sizes and threshold.type == "percent"
    return found._replace(rounded_to=100 / Fraction(max(sizes))) if is_share else found


def _of_criterion(criterion: Criterion, ruleset: RuleSet) -> Iterator[Mutant]:
    for rewrite in rewrites(criterion.test, ruleset):
        yield _with_criterion(rewrite, criterion._replace(test=rewrite.condition), ruleset)
    if criterion.applies_when is None:
        return
    path: Path = ("criteria", criterion.id, "applies_when")
    message = Message("mutant.applies-dropped", criterion=criterion.id)
    yield _with_criterion(Rewrite(path, message, criterion.test), criterion._replace(applies_when=None), ruleset)
    for rewrite in rewrites(criterion.applies_when, ruleset):
        yield _with_criterion(rewrite, criterion._replace(applies_when=rewrite.condition), ruleset)


def _with_criterion(rewrite: Rewrite, criterion: Criterion, ruleset: RuleSet) -> Mutant:
    changed = ruleset._replace(criteria={**ruleset.criteria, criterion.id: criterion})
    return Mutant(rewrite.path, rewrite.message, changed)


def _of_verdict(ruleset: RuleSet) -> Iterator[Mutant]:
    for position, id in enumerate(ruleset.scope):
        rest = ruleset.scope[:position] + ruleset.scope[position + 1 :]
        message = Message("mutant.scope-dropped", criterion=id)
        yield Mutant(("verdict", "scope", position), message, ruleset._replace(scope=rest))
    for rewrite in rewrites(ruleset.eligible_when, ruleset):
        yield Mutant(rewrite.path, rewrite.message, ruleset._replace(eligible_when=rewrite.condition))
