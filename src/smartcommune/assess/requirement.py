"""A comparison to what it asks for, in words: `từ 80 % trở lên, giả định*`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from smartcommune.engine.bounds import Absence, Bound
from smartcommune.engine.plan import Plan
from smartcommune.messages import Listed, Message, Sayable, Words
from smartcommune.model.condition import Age, Comparison, Leaf, Operand, Operator, parts
from smartcommune.model.conditions import is_turned, leaves_in, named_in, outline
from smartcommune.model.facts import NA, Facts
from smartcommune.model.indicator import Indicator
from smartcommune.model.ruleset import RuleSet
from smartcommune.model.values import limits
from smartcommune.model.wording import Shown, age_shown, shown, together

# What points are compared like: so many of them, or a share of the most that was to be had.
POINTS: Final = Indicator("points", "number", Words("điểm", "points"), unit="point")
SHARE: Final = Indicator("points", "percent", Words("điểm", "points"))
# More values than that, one for each place, say less than where they begin and end.
MOST_VALUES: Final = 4


def asked_for(
    plan: Plan,
    comparison: Comparison,
    operands: Sequence[Operand | None],
    indicator: Indicator,
    facts: Facts,
    *,
    of_commune: bool = True,
) -> Sayable:
    """What a comparison asks for.

    Args:
        plan: where the comparison stands.
        comparison: what to word.
        operands: the values it may compare with, one for each place; None is a threshold without a value.
        indicator: what is compared.
        facts: what is known of the place, among others.
        of_commune: whether it is said of one commune: with the day that an age reaches back to, and with a mark on
            assumed thresholds that refers to a footnote.
    """
    if comparison.age is not None:
        return age_need(comparison.operator, comparison.age, comparison.age.before(plan.as_of) if of_commune else None)
    known = [operand for operand in dict.fromkeys(operands) if operand is not None]
    if comparison.threshold is None:
        return need_of(plainly(comparison.operator, known, indicator), shown(known[0], indicator), indicator)
    bound = plan.bounds[comparison.threshold]
    if not known:
        return absent(bound)
    values = _few(known, indicator)
    need = need_of(plainly(plan.operator(comparison), known, indicator), values, indicator)
    if len(known) > 1:
        unknown = [plan.ruleset.indicators[id].label for id in bound.by if not isinstance(facts.get(id), str)]
        need = Message("need.by_place", need=need, by=together(unknown))
    return with_basis(need, bound, has_footnote=of_commune)


def age_need(operator: Operator, age: Age, since: date | None = None) -> Sayable:
    """Within what time a day has to lie, or before what; with the day that it reaches back to, where that is said."""
    need = Message(f"need.{operator.value}", age=age_shown(age))
    if since is None:
        return need
    key = "need.gte.date" if operator is Operator.WITHIN else "need.lt.date"
    return Listed((need, Message(key, value=Shown(since))))


def needs_of(plan: Plan, leaf: Leaf, facts: Facts, *, of_commune: bool = True) -> tuple[Sayable, ...]:
    """What the comparisons of a leaf ask for of a commune; of none in particular, wherever it lies."""
    indicator, choices = plan.ruleset.indicators[leaf.indicator], plan.operands(leaf, facts)
    if indicator.sides is not None:
        return (beside_need(leaf, plan.ruleset, facts),)
    return tuple(
        asked_for(plan, item, [operands[number] for operands in choices], indicator, facts, of_commune=of_commune)
        for number, item in enumerate(leaf.comparisons)
    )


def attestations(ruleset: RuleSet) -> frozenset[str]:
    """The facts that are so or not and that are only ever asked to be so: what offices attest as achieved.

    One that is turned round somewhere, or says to whom a criterion applies, is no achievement.
    """
    asked = {id for id, indicator in ruleset.indicators.items() if indicator.type == "boolean"}
    found = list(outline(ruleset))
    otherwise = [part for condition in found for part in parts(condition) if is_turned(part)]
    otherwise += [each.applies_when for each in ruleset.criteria.values() if each.applies_when is not None]
    named = set(named_in(otherwise))
    for criterion in reversed(list(ruleset.criteria.values())):  # each stands after those that it refers to
        if criterion.id in named:
            otherwise += criterion.outline
            named |= set(named_in(criterion.outline))
    asked -= {leaf.indicator for leaf in leaves_in(otherwise)}
    return frozenset(asked - {leaf.indicator for leaf in leaves_in(found) if not _asks_for_yes(leaf)})


def _asks_for_yes(leaf: Leaf) -> bool:
    return [(item.operator, item.constant) for item in leaf.comparisons] == [(Operator.IS, True)]


def attested(value: object) -> Message:
    """What was attested: that it is achieved, or that it is not yet."""
    return Message("attested" if value is True else "not-attested")


def beside_need(leaf: Leaf, ruleset: RuleSet, facts: Facts) -> Sayable:
    """What a comparison asks for of one fact beside another, which is named, with its value where that is known."""
    difference, (comparison,) = ruleset.indicators[leaf.indicator], leaf.comparisons
    other = ruleset.indicators[difference.parts[1]]
    value = facts.get(other.id)
    said: Sayable = Message("need.other", label=other.label)
    if value is not None and value is not NA:
        said = Message("need.other-value", label=other.label, value=shown(value, other))
    if other.type == "date":
        return Message(f"need.{comparison.operator.key}.other-day", other=said)
    return Message(f"need.{comparison.operator.key}.other", other=said)


def _few(operands: list[Operand], indicator: Indicator) -> Listed:
    """The values that are possible; of many, the lowest and the highest."""
    if len(operands) <= MOST_VALUES:
        return Listed(tuple(shown(operand, indicator) for operand in operands), " / ")
    ends = (min(operands), max(operands))  # numbers or days, all of one type
    return Listed(tuple(shown(operand, indicator) for operand in ends), " … ")


def absent(bound: Bound) -> Message:
    return Message("need.refused" if bound.absence is Absence.ASSUMPTION else "need.open")


def with_basis(need: Message, bound: Bound, *, has_footnote: bool = True) -> Message:
    """The need, with a plain word where its number is not law: assumed, or given by the user."""
    if bound.is_set and bound.threshold.citations:
        return Message("need.decided", need=need, document=Listed(bound.threshold.citations))
    if bound.is_set:
        return Message("need.set", need=need)
    if bound.threshold.basis != "assumption":
        return need
    return Message("need.assumed" if has_footnote else "need.assumed-plain", need=need)


def plainly(operator: Operator, operands: list[Operand], indicator: Indicator) -> Operator:
    """`100 %` instead of `at least 100 %`: nothing lies above the highest value."""
    highest = limits(indicator)[1]
    return Operator.IS if operator is Operator.GTE and all(operand == highest for operand in operands) else operator


def need_of(operator: Operator, value: object, indicator: Indicator) -> Message:
    if operator in (Operator.IS, Operator.IS_NOT, Operator.IN, Operator.HAS):
        return Message(f"need.{operator.key}", value=value)
    kind = "ordered" if indicator.ordered else "date" if indicator.type == "date" else "number"
    return Message(f"need.{operator.key}.{kind}", value=value)
