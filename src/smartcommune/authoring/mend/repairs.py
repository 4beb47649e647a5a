"""A rule set to the same rule set with one thing put right, for every slip that someone may have made in it.

The other way round than a mutant: what is tried is what the cases ask for, such as a threshold at a figure of one of
them. A change may lie in a rule set that this one extends: it is told there, since only there it can be mended.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final, NamedTuple

from smartcommune.authoring.measure.rewrites import named
from smartcommune.authoring.stretches import is_own, stretch_periods
from smartcommune.authoring.variants import (
    Variant,
    put,
    with_comparison,
    with_criterion,
    with_period,
    with_threshold,
    with_values,
    without_each,
)
from smartcommune.messages import Message
from smartcommune.model.condition import AtLeast, Comparison, Condition, Group, Leaf, Not, Operator, Reference, Value
from smartcommune.model.conditions import BOUNDS, conditions, every_part
from smartcommune.model.facts import Facts
from smartcommune.model.indicator import Indicator
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import RuleSet
from smartcommune.model.sets import sizes
from smartcommune.model.threshold import Dated, Span, Threshold
from smartcommune.model.wording import Shown, need_shown, shown
from smartcommune.source.document import Listing, Path

_KINDS: Final = ("all_of", "any_of", "none_of")
_CHOICES: Final = (Operator.IS, Operator.IS_NOT)
_AGES: Final = (Operator.WITHIN, Operator.LONGER_AGO_THAN)


class Tried(NamedTuple):
    """What cases try: on which days, and with which values of each indicator."""

    days: tuple[date, ...]
    values: Mapping[str, tuple[Value, ...]]


def tried(cases: Iterable[tuple[date, Facts]]) -> Tried:
    """The days and values of cases, each once."""
    days: dict[date, None] = {}
    values: dict[str, dict[Value, None]] = {}
    for day, facts in cases:
        days[day] = None
        for id, value in facts.items():
            if isinstance(value, bool | str | Fraction | date):
                values.setdefault(id, {})[value] = None
    return Tried(tuple(days), {id: tuple(found) for id, found in values.items()})


def repairs(ruleset: RuleSet, cases: Tried) -> Iterator[Variant]:
    """Every change, the smallest first: signs and figures, then days, then how conditions are put together.

    What stands in the rule set's own file is looked at before what it takes over.
    """
    seen: list[RuleSet] = []
    owner: RuleSet | None = ruleset
    while owner is not None:
        yield from (edit._replace(owner=owner) for edit in _in_file(_Parts(ruleset, owner, tuple(seen)), cases))
        seen.append(owner)
        owner = owner.parent


class _Parts(NamedTuple):
    """What one file adds to a rule set; `below` are the files that build on it, and may replace something."""

    ruleset: RuleSet
    owner: RuleSet
    below: tuple[RuleSet, ...]

    def has(self, path: Path) -> bool:
        return is_own(self.owner, path) and not any(is_own(other, path) for other in self.below)

    @property
    def thresholds(self) -> list[Threshold]:
        return [item for id, item in self.ruleset.thresholds.items() if self.has(("thresholds", id))]

    def stretch_periods(self, threshold: Threshold) -> list[tuple[Path, Dated]]:
        return stretch_periods(self.owner, threshold.id)

    @property
    def conditions(self) -> list[Condition]:
        """Every condition, with those inside it."""
        return list(every_part(condition for condition in conditions(self.ruleset) if self.has(condition.path)))


def _in_file(found: _Parts, cases: Tried) -> Iterator[Variant]:
    """What stands in one file: signs before figures, for a sign is one slip, and a figure a step off another."""
    leaves = _leaves(found.conditions)
    for threshold in found.thresholds:
        yield from _of_exclusive(threshold, found)
    for leaf in leaves:
        yield from _of_operators(leaf, found.ruleset)
    for threshold in found.thresholds:
        yield from _of_values(threshold, found, cases)
    for leaf in leaves:
        yield from _of_constants(leaf, found.ruleset, cases)
    yield from _of_days(found, cases)
    for part in found.conditions:
        yield from _of_group(part, found.ruleset)
    if found.has(("verdict",)):
        yield from _of_scope(found)
    yield from _of_notices(found, cases)  # last: they are many, and no verdict hangs on them


def _leaves(conditions: Iterable[Condition]) -> list[Leaf]:
    """The comparisons, first those that are written otherwise than most beside them: a slip stands out there."""
    conditions = list(conditions)
    odd = {leaf.path for part in conditions if isinstance(part, Group | AtLeast) for leaf in _odd(part.members)}
    return sorted((part for part in conditions if isinstance(part, Leaf)), key=lambda leaf: leaf.path not in odd)


def _odd(members: Iterable[Condition]) -> Iterator[Leaf]:
    """Of the comparisons of a group those that differ from what most of them have in common."""
    leaves = [member for member in members if isinstance(member, Leaf)]
    forms = Counter(map(_form, leaves))
    yield from (
        leaf for leaf in leaves if 2 * max(forms.values()) > len(leaves) and 2 * forms[_form(leaf)] < len(leaves)
    )


def _form(leaf: Leaf) -> tuple[tuple[Operator, object], ...]:
    """How a comparison is written: its operators and words, whatever figures it has."""
    return tuple(
        (item.operator, type(item.constant) if isinstance(item.constant, Fraction) else item.constant)
        for item in leaf.comparisons
    )


def _of_exclusive(threshold: Threshold, found: _Parts) -> Iterator[Variant]:
    if threshold.id in found.ruleset.counting:
        return  # there it is refused
    key: Path = ("thresholds", threshold.id, "exclusive")
    where = key if found.has(key) else key[:-1]
    said = Message("repair.inclusive" if threshold.exclusive else "repair.exclusive")
    changed = threshold._replace(exclusive=not threshold.exclusive)
    yield Variant(where, said, with_threshold(found.ruleset, changed), on_key=where != key)


def _of_values(threshold: Threshold, found: _Parts, cases: Tried) -> Iterator[Variant]:
    ruleset = found.ruleset
    like = threshold.like
    candidates = _figures(threshold.id, ruleset, cases)
    for path, dated in found.stretch_periods(threshold):
        for at, value in dated.stated.items():
            for other in _nearest(candidates, value):
                if other != value:
                    changed = with_period(threshold, dated, with_values(dated, {at: other}))
                    said = _instead(shown(value, like), shown(other, like))
                    yield Variant((*path, *dated.keys(at)), said, with_threshold(ruleset, changed))


def _figures(threshold: str, ruleset: RuleSet, cases: Tried) -> list[Value]:
    """What a threshold may be meant to be: a value that some case has of what is compared with it, or a count."""
    found: dict[Value, None] = {}
    for part in relations(ruleset).compared.get(threshold, ()):
        if isinstance(part, Leaf):
            indicator = ruleset.indicators[part.indicator]
            is_set = indicator.type == "set"
            found |= dict.fromkeys(sizes(indicator.values) if is_set else cases.values.get(indicator.id, ()))
        elif isinstance(part, AtLeast):
            found |= dict.fromkeys(_needs(part))
    return [value for value in found if isinstance(value, Fraction | date)]


def _nearest(values: Iterable[Any], value: Any) -> list[Any]:
    """Numbers or days in the order of how little they differ from one."""
    return sorted((other for other in values if type(other) is type(value)), key=lambda other: abs(other - value))


def _needs(group: AtLeast) -> list[Fraction]:
    """Every number of members that can be asked for, in the unit of the group."""
    count = len(group.members)
    return [Fraction(100 * number, count) if group.is_share else Fraction(number) for number in range(1, count + 1)]


def _of_days(found: _Parts, cases: Tried) -> Iterator[Variant]:
    """First and last days at those of cases."""
    ruleset = found.ruleset
    if found.has(("in_force",)):
        for key, said, span in _spans(ruleset.in_force, cases):
            yield Variant(("in_force", key), said, ruleset._replace(in_force=span))
    for criterion in ruleset.criteria.values():
        path: Path = (*criterion.path, "in_force")
        for key, said, span in _spans(criterion.in_force, cases) if criterion.in_force and found.has(path) else ():
            yield Variant((*path, key), said, with_criterion(ruleset, criterion._replace(in_force=span)))
    for threshold in found.thresholds:
        for path, dated in found.stretch_periods(threshold):
            for key, said, span in _spans(dated.span, cases):
                changed = with_period(threshold, dated, dated._replace(span=span))
                yield Variant((*path, key), said, with_threshold(ruleset, changed))


def _of_notices(found: _Parts, cases: Tried) -> Iterator[Variant]:
    """First and last days of the notices of a file that hold; what is taken over stands before them."""
    written = found.owner.document.node(("notices",))
    count = len(written.items) if isinstance(written, Listing) else 0
    for number, remark in enumerate(found.owner.remarks[-count:] if count else ()):
        for key, said, span in _spans(remark.span, cases) if remark in found.ruleset.remarks else ():
            changed = (remark._replace(span=span) if each is remark else each for each in found.ruleset.remarks)
            yield Variant(("notices", number, key), said, found.ruleset._replace(remarks=tuple(changed)))


def _spans(span: Span, cases: Tried) -> Iterator[tuple[str, Message, Span]]:
    for day in _nearest(cases.days, span.first):
        if day != span.first and (span.last is None or day <= span.last):
            yield "from", _instead(Shown(span.first), Shown(day)), span._replace(first=day)
    for day in () if span.last is None else _nearest(cases.days, span.last):
        if span.last is not None and span.first <= day != span.last:
            yield "until", _instead(Shown(span.last), Shown(day)), span._replace(last=day)


def _instead(before: object, after: object) -> Message:
    return Message("repair.instead", before=before, after=after)


def _of_operators(leaf: Leaf, ruleset: RuleSet) -> Iterator[Variant]:
    for comparison in leaf.comparisons:
        same = next((kind for kind in (BOUNDS, _CHOICES, _AGES) if comparison.operator in kind), ())
        for operator in same:
            if operator is not comparison.operator:
                before, after = (f"`{item.key}`" for item in (comparison.operator, operator))
                changed = with_comparison(leaf, comparison, comparison._replace(operator=operator))
                yield Variant(leaf.place(comparison), _instead(before, after), put(ruleset, leaf, changed), on_key=True)


def _of_constants(leaf: Leaf, ruleset: RuleSet, cases: Tried) -> Iterator[Variant]:
    indicator = ruleset.indicators[leaf.indicator]
    for comparison in leaf.comparisons:
        for value in _constants(comparison, indicator, cases):
            changed = with_comparison(leaf, comparison, comparison._replace(constant=value))
            said = _instead(shown(comparison.constant or False, indicator), shown(value, indicator))
            yield Variant(leaf.place(comparison), said, put(ruleset, leaf, changed))


def _constants(comparison: Comparison, indicator: Indicator, cases: Tried) -> Iterator[Value]:
    if comparison.constant is None or isinstance(comparison.constant, tuple):
        return
    known: Collection[Value] = (False, True) if indicator.type == "boolean" else tuple(indicator.values)
    if comparison.counted:
        known = sizes(indicator.values)
    for value in known or cases.values.get(indicator.id, ()):
        if value != comparison.constant:
            yield value


def _of_group(part: Condition, ruleset: RuleSet) -> Iterator[Variant]:
    match part:
        case Group():
            path = (*part.path, part.kind)
            yield from _of_kind(part, path, ruleset)
            yield from _of_members(part, path, ruleset)
        case AtLeast():
            yield from _of_need(part, ruleset)
            yield from _of_members(part, (*part.path, "of"), ruleset)
        case Not(member=AtLeast(beyond=1, need=Fraction() as need) as group):
            said = Message("repair.instead", before="`at_most`", after="`at_least`")
            enough = group._replace(need=max(need - 1, Fraction(1)), beyond=0)
            yield Variant(group.path, said, put(ruleset, part, enough))
        case Not():
            yield Variant(
                (*part.path, "not"), Message("repair.without-not"), put(ruleset, part, part.member), on_key=True
            )
        case Leaf() | Reference():
            negated = put(ruleset, part, Not(part, part.path))
            yield Variant(part.path, Message("repair.not", member=named(part)), negated)


def _of_kind(group: Group, path: Path, ruleset: RuleSet) -> Iterator[Variant]:
    for kind in _KINDS:
        if kind != group.kind:
            said = _instead(f"`{group.kind}`", f"`{kind}`")
            yield Variant(path, said, put(ruleset, group, group._replace(kind=kind)), on_key=True)


def _of_need(group: AtLeast, ruleset: RuleSet) -> Iterator[Variant]:
    if group.need is None:
        return
    for need in _needs(group):
        if need != group.need:
            said = _instead(need_shown(group, group.need), need_shown(group, need))
            yield Variant((*group.path, "n"), said, put(ruleset, group, group._replace(need=need)))


def _of_members(group: Group | AtLeast, path: Path, ruleset: RuleSet) -> Iterator[Variant]:
    """A criterion that was forgotten, or one member too many."""
    present = {member.criterion for member in group.members if isinstance(member, Reference)}
    for id in ruleset.criteria:
        if id not in present:
            changed = group._replace(members=(*group.members, Reference(id, (*path, len(group.members)))))
            yield Variant(path, Message("repair.member", name=id), put(ruleset, group, changed), on_key=True)
    for _, member, rest in without_each(group.members):
        if rest:
            said = Message("repair.without", member=named(member))
            yield Variant(member.path, said, put(ruleset, group, group._replace(members=rest)))


def _of_scope(found: _Parts) -> Iterator[Variant]:
    ruleset = found.ruleset
    path: Path = ("verdict", "scope") if found.has(("verdict", "scope")) else ("verdict",)
    for id in ruleset.criteria:
        if id not in ruleset.scope:
            yield Variant(
                path, Message("repair.member", name=id), ruleset._replace(scope=(*ruleset.scope, id)), on_key=True
            )
    for position, id, rest in without_each(ruleset.scope):
        said = Message("repair.without", member=f"`{id}`")
        yield Variant(("verdict", "scope", position), said, ruleset._replace(scope=rest))
