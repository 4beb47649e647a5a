"""A rule set to its mutants: the same rule set with one small mistake, for every mistake that is easily made.

Only what stands in the rule set's own file is changed: the parts that it takes over are tested where they stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import pairwise

from smartcommune.authoring.measure.misearnings import of_earning, rows_of
from smartcommune.authoring.measure.rewrites import beside, rewrites
from smartcommune.authoring.stretches import is_own, stretch_periods
from smartcommune.authoring.variants import (
    Variant,
    in_each_reading,
    put,
    with_criterion,
    with_period,
    with_threshold,
    with_values,
    without_each,
)
from smartcommune.messages import Message
from smartcommune.model.condition import AtLeast, Condition, PointsLeaf, parts
from smartcommune.model.indicator import Indicator
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import Criterion, RuleSet
from smartcommune.model.threshold import Dated, Span, Threshold, Where
from smartcommune.model.wording import Shown, place_name, shown
from smartcommune.quantity import day_after
from smartcommune.source.document import Path


def mutants(ruleset: RuleSet) -> Iterator[Variant]:
    """Every mutant, in the order of the rule set's parts; however its text is read, the mistake is in it."""
    for variant in _mutants(ruleset):
        yield variant._replace(ruleset=in_each_reading(ruleset, variant.ruleset)) if ruleset.others else variant


def _mutants(ruleset: RuleSet) -> Iterator[Variant]:
    yield from _of_period(ruleset)
    for id in ruleset.thresholds:
        if is_own(ruleset, ("thresholds", id)):
            yield from _of_threshold(ruleset.thresholds[id], ruleset)
    for criterion in ruleset.criteria.values():
        if is_own(ruleset, criterion.path):
            yield from _of_criterion(criterion, ruleset)
    if is_own(ruleset, ("levels",)):
        yield from _of_levels(ruleset)
    if is_own(ruleset, ("verdict",)):
        yield from _of_verdict(ruleset)


def _of_period(ruleset: RuleSet) -> Iterator[Variant]:
    if is_own(ruleset, ("in_force",)):
        for key, message, span in _shifted(ruleset.in_force, "in_force"):
            yield Variant(("in_force", key), message, ruleset._replace(in_force=span))


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


def _of_threshold(threshold: Threshold, ruleset: RuleSet) -> Iterator[Variant]:
    for path, message, changed in _thresholds(threshold, ruleset):
        yield Variant(path, message, with_threshold(ruleset, changed))


def _thresholds(threshold: Threshold, ruleset: RuleSet) -> Iterator[tuple[Path, Message, Threshold]]:
    like = _like(threshold, ruleset)
    for path, dated in stretch_periods(ruleset, threshold.id):
        for key, message, changed in _dated(dated, threshold, like, ruleset):
            yield (*path, *key), message, with_period(threshold, dated, changed)
    if threshold.id in ruleset.counting:
        return  # there it is refused
    message = Message("mutant.exclusive" if not threshold.exclusive else "mutant.inclusive", name=threshold.id)
    yield ("thresholds", threshold.id), message, threshold._replace(exclusive=not threshold.exclusive)


def _dated(
    dated: Dated, threshold: Threshold, like: Indicator, ruleset: RuleSet
) -> Iterator[tuple[Path, Message, Dated]]:
    for where, value in dated.stated.items():
        for moved in beside(value, like):
            said = {"name": threshold.id, "place": _place_words(where, dated, threshold, ruleset)}
            message = Message("mutant.threshold", **said, before=shown(value, like), after=shown(moved, like))
            yield dated.keys(where), message, with_values(dated, {where: moved})
    yield from _swapped(dated, threshold, ruleset)
    for key, message, span in _shifted(dated.span, threshold.id, ruleset.in_force):
        yield (key,), message, dated._replace(span=span)


def _swapped(dated: Dated, threshold: Threshold, ruleset: RuleSet) -> Iterator[tuple[Path, Message, Dated]]:
    """Two neighbouring values exchanged, as a table copied with its lines mixed up has them."""
    for (where, value), (other, other_value) in pairwise(dated.stated.items()):
        if value != other_value:
            first, second = (_place_words(each, dated, threshold, ruleset) for each in (where, other))
            message = Message("mutant.swapped", name=threshold.id, first=first, second=second)
            yield dated.keys(other), message, with_values(dated, {where: other_value, other: value})


def _place_words(where: Where, dated: Dated, threshold: Threshold, ruleset: RuleSet) -> object:
    if not threshold.by:
        return ""
    if not where:
        return Message("mutant.elsewhere")
    return Message("mutant.at-place", place=place_name(where, threshold.by, dated.places, ruleset.indicators))


def _like(threshold: Threshold, ruleset: RuleSet) -> Indicator:
    """Something that has the type of the threshold, and its step: a share of one member, or a point of a mark."""
    found = threshold.like
    compared = relations(ruleset).compared.get(threshold.id, ())
    sizes = [len(part.members) for part in compared if isinstance(part, AtLeast)]
    is_share = sizes and threshold.type == "percent"
    if is_share:
        return found._replace(rounded_to=100 / Fraction(max(sizes)))
    is_mark = any(isinstance(part, PointsLeaf) for part in compared)
    return found._replace(rounded_to=Fraction(1)) if is_mark else found  # points come in steps


def _of_criterion(criterion: Criterion, ruleset: RuleSet) -> Iterator[Variant]:
    own = criterion.in_force
    for key, message, span in () if own is None else _shifted(own, criterion.id, ruleset.in_force):
        changed = with_criterion(ruleset, criterion._replace(in_force=span))
        yield Variant((*criterion.path, "in_force", key), message, changed)
    if criterion.has_outcome:
        yield from _of_condition(criterion.test, ruleset)
    for mistake in of_earning(criterion, ruleset):
        yield Variant(mistake.path, mistake.message, with_criterion(ruleset, mistake.criterion))
    for rung in rows_of(criterion):
        yield from _of_condition(rung.condition, ruleset)
    if criterion.applies_when is not None:
        path: Path = (*criterion.path, "applies_when")
        message = Message("mutant.applies-dropped", criterion=criterion.id)
        yield Variant(path, message, with_criterion(ruleset, criterion._replace(applies_when=None)))
        yield from _of_condition(criterion.applies_when, ruleset)


def _of_condition(condition: Condition, ruleset: RuleSet) -> Iterator[Variant]:
    for part in parts(condition):
        for path, message, changed in rewrites(part, ruleset):
            yield Variant(path, message, put(ruleset, part, changed))


def _of_levels(ruleset: RuleSet) -> Iterator[Variant]:
    for level in ruleset.levels:
        if level.when is not None:
            yield from _of_condition(level.when, ruleset)
    for number, (level, other) in enumerate(pairwise(ruleset.levels) if ruleset.levels_ordered else ()):
        if other.when is not None:  # the last takes what is left wherever it stands
            order = (*ruleset.levels[:number], other, level, *ruleset.levels[number + 2 :])
            message = Message("mutant.levels-swapped", first=level.label, second=other.label)
            yield Variant(("levels", number), message, ruleset._replace(levels=order))


def _of_verdict(ruleset: RuleSet) -> Iterator[Variant]:
    for position, id, rest in without_each(ruleset.scope):
        message = Message("mutant.scope-dropped", criterion=id)
        yield Variant(("verdict", "scope", position), message, ruleset._replace(scope=rest))
    if not ruleset.verdict_by_level:  # else nobody wrote it
        yield from _of_condition(ruleset.eligible_when, ruleset)
