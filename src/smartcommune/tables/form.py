"""A rule set to an empty form: what to ask of each commune, in which words to answer, and what each answer is for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from pathlib import PurePath
from typing import Final, NamedTuple

from smartcommune.assess.sentence import dropping
from smartcommune.engine.plan import Plan
from smartcommune.logic import MET
from smartcommune.messages import Listed, Message, Sayable, Words
from smartcommune.model.condition import Condition, Group, Leaf, Reference, Value, parts
from smartcommune.model.conditions import conditions, leaves_in, thresholds_of
from smartcommune.model.facts import Facts, holds, whether
from smartcommune.model.indicator import Indicator
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import RuleSet
from smartcommune.model.sets import set_of
from smartcommune.model.values import limits
from smartcommune.model.wording import Shown, evidence_need, shown, unit_words

YES: Final = Message("yes")
NO: Final = Message("no")
# Counts in the example: whole numbers that look like those of a commune.
_PART: Final = Fraction(4500)
_WHOLE: Final = Fraction(5000)
_EXAMPLE_PERCENT: Final = Fraction(85)


class Field(NamedTuple):
    """One question: an indicator, what its answer looks like, and what it is for."""

    indicator: Indicator
    header: Sayable
    evidence: Sayable  # the header of the column that says where the answer is from
    evidence_date: Sayable | None  # of the column of its day, where that decides whether the answer counts
    choices: tuple[Sayable, ...]  # of a drop-down; empty where there is none
    low: Fraction | None
    high: Fraction | None
    note: tuple[Sayable, ...]  # meaning, unit, limits, and what it is for
    manner: Sayable  # how the answer is written in a cell
    example: Value | None
    shown: Sayable | None  # the example as it is written in a cell
    unit: Sayable | None = None  # of a count or another number


class Branch(NamedTuple):
    """One way to be eligible: what it is called, and the indicators that it asks for."""

    label: Sayable
    indicators: tuple[str, ...]


class Needs(NamedTuple):
    """The indicators that every commune is asked for, and the branches of which one suffices."""

    scope: tuple[str, ...]
    branches: tuple[Branch, ...]


class Form(NamedTuple):
    """What is asked of each commune under a rule set."""

    ruleset: RuleSet
    fields: tuple[Field, ...]
    needs: Needs
    day: date | None = None  # the one that is proposed for the assessment

    @property
    def rules(self) -> str:
        """How a command asks for the rule set: by its id, or by its file where it does not come with the package."""
        return self.ruleset.id if self.ruleset.is_built_in else PurePath(self.ruleset.files[0].path).name


def form_of(plan: Plan, day: date | None = None) -> Form:
    """The form of a rule set, in the order of its indicators, with the day that is proposed."""
    examples = _examples(plan)
    fields = (_field(each, plan, examples.get(id)) for id, each in plan.ruleset.declared.items() if _is_asked(id, plan))
    return Form(plan.ruleset, tuple(fields), _needs_of(plan), day)


def _is_asked(id: str, plan: Plan) -> bool:
    """Whether an indicator is asked for on the day: not if only criteria that are not in force then look at it."""
    ruleset = plan.ruleset
    lookers = [ruleset.criteria[looker] for looker in relations(ruleset).lookers.get(id, ())]
    beside = (ruleset.eligible_when, *(level.when for level in ruleset.levels if level.when is not None))
    return not lookers or any(map(plan.has, lookers)) or any(leaf.indicator == id for leaf in leaves_in(beside))


def _field(indicator: Indicator, plan: Plan, example: Value | None) -> Field:
    low, high = limits(indicator) if indicator.numeric else (None, None)
    percent = indicator.type == "percent"
    header: Sayable = Message("form.percent", label=indicator.label) if percent else indicator.label
    choices = tuple(_choices(indicator))
    return Field(
        indicator=indicator,
        header=header,
        evidence=Message("form.evidence", label=indicator.label),
        evidence_date=_evidence_date(indicator),
        choices=choices,
        low=low,
        high=high,
        note=tuple(_note(indicator, plan)),
        manner=Message(f"form.type-{indicator.type}"),
        example=example,
        shown=None if example is None else Listed((shown(example, indicator),)),
        unit=_unit(indicator),
    )


def _unit(indicator: Indicator) -> Sayable | None:
    if indicator.type not in ("count", "number") or indicator.unit is None:
        return None
    return Listed((unit_words(indicator.unit),))


def _choices(indicator: Indicator) -> Iterator[Sayable]:
    """The one answer that is picked; several are written."""
    if indicator.type == "boolean":
        yield from (YES, NO)
    elif indicator.type == "enum":
        yield from indicator.values.values()


def _note(indicator: Indicator, plan: Plan) -> Iterator[Sayable]:
    """Meaning, unit, what to leave blank, and the criteria that need it with their citations."""
    if indicator.about is not None:
        yield indicator.about
    yield from _measure(indicator)
    if indicator.form is not None:
        counts = tuple(Message("form.quoted", label=_label(id, plan)) for id in indicator.parts)
        yield Message("form.derived", counts=Listed(counts, ", "))
    if indicator.evidence is not None:
        yield evidence_need(indicator.evidence)
    if indicator.at_most is not None:
        yield Message("form.at-most", label=_label(indicator.at_most, plan))
    if (words := dropping(indicator, plan)) is not None:
        yield words
    for criterion in plan.ruleset.criteria.values():
        if indicator.id in _indicators(plan.ruleset, criterion.id):
            yield Message("form.used", label=criterion.label, citations=Listed(criterion.citations[:2], "; "))
            if criterion.evidence_asked is not None:
                yield Message("show.evidence-asked", evidence=criterion.evidence_asked)


def _evidence_date(indicator: Indicator) -> Sayable | None:
    is_dated = indicator.evidence is not None and indicator.evidence.within is not None
    return Message("form.evidence-date", label=indicator.label) if is_dated else None


def _label(id: str, plan: Plan) -> Words:
    return plan.ruleset.indicators[id].label


def _measure(indicator: Indicator) -> Iterator[Sayable]:
    low, high = limits(indicator) if indicator.numeric else (None, None)
    if indicator.type in ("count", "number") and indicator.unit is not None:
        yield Message("form.unit", unit=unit_words(indicator.unit))
    if indicator.type == "set":
        yield Message("form.among", values=Listed(tuple(indicator.values.values()), "; "))
    if low is not None and high is not None:
        yield Message("form.between", low=Shown(low), high=Shown(high))


def _indicators(ruleset: RuleSet, criterion: str) -> set[str]:
    """The indicators that a criterion compares itself, with the parts that these are computed from."""
    found: set[str] = set()
    given = ruleset.criteria[criterion]
    for leaf in leaves_in(given.conditions):
        found |= {leaf.indicator, *ruleset.indicators[leaf.indicator].parts}
    return found & ruleset.declared.keys()


# ------------------------------------------------------------------------------------------------------------- example


def _examples(plan: Plan) -> dict[str, Value]:
    """Facts of a commune that could be; what follows from others is left out."""
    indicators = plan.ruleset.indicators
    wholes = {each.at_most for each in indicators.values()} | {
        each.form.below for each in indicators.values() if each.form is not None
    }
    found: dict[str, Value] = {}
    for id, indicator in indicators.items():
        if indicator.form is None:
            value = _example(indicator, plan, is_whole=id in wholes)
            if value is not None:
                found[id] = value
    return {id: value for id, value in found.items() if _is_given(indicators[id], found, indicators)}


def _example(indicator: Indicator, plan: Plan, *, is_whole: bool) -> Value | None:
    match indicator.type:
        case "boolean":
            return next((value for value in (True, False) if _speaks_for(value, indicator, plan)), True)
        case "enum":
            return next((value for value in indicator.values if _speaks_for(value, indicator, plan)), None)
        case "set":
            return next((value for value in _sets(indicator) if _speaks_for(value, indicator, plan)), None)
        case "date":
            return plan.as_of
        case "percent" | "count" | "number" | "money":
            return _within(
                _EXAMPLE_PERCENT if indicator.type == "percent" else _WHOLE if is_whole else _PART, indicator
            )
        case _:
            return None


def _sets(indicator: Indicator) -> Iterator[str]:
    """The first values of a set, two of them first: an example shows how several are written."""
    values = list(indicator.values)
    yield from (set_of(values[:number], values) for number in (*range(2, len(values) + 1), 1, 0))


def _speaks_for(value: Value, indicator: Indicator, plan: Plan) -> bool:
    """Whether every criterion that compares the indicator with constants is met by the value."""
    return all(
        holds(each.operator, value, each.constant, indicator)
        for leaf in leaves_in(conditions(plan.ruleset))
        if leaf.indicator == indicator.id
        for each in leaf.comparisons
        if each.constant is not None
    )


def _within(value: Fraction, indicator: Indicator) -> Fraction:
    low, high = limits(indicator)
    value = value if high is None else min(value, high)
    return value if low is None else max(value, low)


def _is_given(indicator: Indicator, facts: Facts, indicators: Mapping[str, Indicator]) -> bool:
    """Whether an indicator that only some communes have is one that this commune has."""
    return indicator.only_when is None or whether(indicator.only_when, facts, indicators) == MET


# -------------------------------------------------------------------------------------------- what suffices for a yes


def _needs_of(plan: Plan) -> Needs:
    """What suffices on the day; a rule set that knows no branches has none."""
    ruleset = plan.ruleset
    scope = _ordered({id for criterion in ruleset.scope for id in _of_criterion(criterion, plan)}, ruleset)
    way = ruleset.eligible_when
    members = way.members if isinstance(way, Group) and way.kind == "any_of" else ()
    labels = [_branch_label(member, ruleset) for member in members]
    if None in labels:
        return Needs(scope, ())
    named = [(label, member) for label, member in zip(labels, members, strict=True) if label is not None]
    return Needs(scope, tuple(Branch(label, _ordered(set(_of(each, plan)), ruleset)) for label, each in named))


def _branch_label(condition: Condition, ruleset: RuleSet) -> Sayable | None:
    """What a branch is called; None if it has no name."""
    match condition:
        case Reference(criterion=id):
            return ruleset.criteria[id].label
        case Leaf(indicator=id):
            return ruleset.indicators[id].label
        case _:
            return None


def _of(condition: Condition, plan: Plan) -> Iterator[str]:
    """The facts that a condition asks for, those of the criteria that it names among them."""
    for part in parts(condition):
        if isinstance(part, Reference):
            yield from _of_criterion(part.criterion, plan)
        elif isinstance(part, Leaf):
            yield part.indicator
        yield from (by for id in thresholds_of(part) for by in plan.ruleset.thresholds[id].by)


def _of_criterion(id: str, plan: Plan) -> Iterator[str]:
    criterion = plan.ruleset.criteria[id]
    for condition in (criterion.test, criterion.applies_when):
        if condition is not None and plan.has(criterion):
            yield from _of(condition, plan)


def _ordered(ids: set[str], ruleset: RuleSet) -> tuple[str, ...]:
    return tuple(id for id in ruleset.declared if id in ids)
