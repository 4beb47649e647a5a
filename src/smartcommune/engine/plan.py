"""A rule set, a date and the user's settings to a plan: which value each threshold has.

After this nothing about dates, assumptions or settings is left to look up; both evaluators start from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import chain, product
from math import prod
from typing import Literal, NamedTuple

from smartcommune.engine.bounds import Bound, bound_on
from smartcommune.engine.relative import followed
from smartcommune.messages import Message, Words
from smartcommune.model.condition import AtLeast, Comparison, Leaf, Operand, Operator, PointsLeaf, Value, parts
from smartcommune.model.conditions import STRICT, conditions
from smartcommune.model.facts import Facts
from smartcommune.model.points import Rung, Scale
from smartcommune.model.provenance import Provenance
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import Criterion, Remark, RuleSet
from smartcommune.model.sources import Citation, LegalSource
from smartcommune.model.threshold import SET, Locality, Threshold
from smartcommune.model.values import Unfit, constant, written_constant
from smartcommune.model.wording import shown
from smartcommune.problems import InputError, Place, Problem, did_you_mean, finding

Assumptions = Literal["use", "refuse"]


class Plan(NamedTuple):
    """A rule set on a date."""

    ruleset: RuleSet
    as_of: date  # the day of assessment
    bounds: Mapping[str, Bound]  # the values of the thresholds on that day, by id
    settings: tuple[str, ...] = ()  # the user's, as the command line takes them
    others: tuple[Plan, ...] = ()  # the same under the other readings of the text that are left open

    @property
    def provenance(self) -> Provenance:
        return self.ruleset.provenance(self.settings)

    def on(self, day: date) -> Plan:
        """The plan on another day on which everything is as on its own."""
        return self._replace(as_of=day, others=tuple(other.on(day) for other in self.others))

    @property
    def in_force(self) -> bool:
        return self.ruleset.in_force.covers(self.as_of)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What every answer for the day says besides the verdict."""
        return tuple(remark for remark in self.ruleset.remarks if remark.span.covers(self.as_of))

    def has(self, criterion: Criterion) -> bool:
        """Whether a criterion is in force on the day; else it does not apply."""
        return criterion.in_force is None or criterion.in_force.covers(self.as_of)

    def operands(self, leaf: Leaf | PointsLeaf, facts: Facts) -> list[tuple[Operand | None, ...]]:
        """What a leaf compares with: one tuple per place that is possible, an operand per comparison.

        None stands for a threshold without a value.
        """
        by = self.places_of(leaf)
        if not by:  # as nearly everywhere
            return [self.operands_at(leaf, {})]
        return list(dict.fromkeys(self.operands_at(leaf, place) for place in self.localities(by, facts)))

    def localities(self, by: Iterable[str], facts: Facts) -> Iterator[Locality]:
        """Where a commune can lie, as far as some indicators tell places apart."""
        ids = tuple(by)
        for places in product(*(self._places(id, facts) for id in ids)):
            yield dict(zip(ids, places, strict=True))

    def _places(self, id: str, facts: Facts) -> Iterable[str]:
        place = facts.get(id)
        # A place that does not apply is refused in profiles; whoever brings one all the same may be anywhere.
        return (place,) if isinstance(place, str) else self.ruleset.indicators[id].values

    def depends_on_place(self, scale: Scale) -> bool:
        """Whether a row of a scale of one figure compares with what differs from place to place."""
        return any(map(self._is_placed, scale.outer))

    def _is_placed(self, rung: Rung) -> bool:
        return any(isinstance(part, Leaf) and self.places_of(part) for part in parts(rung.condition))

    def places_of(self, leaf: Leaf | PointsLeaf) -> tuple[str, ...]:
        """The indicators that the thresholds of a leaf depend on."""
        compared = (item.threshold for item in leaf.comparisons if item.threshold is not None)
        return tuple(dict.fromkeys(id for threshold in compared for id in self.bounds[threshold].by))

    def open_places(self, leaf: Leaf | PointsLeaf, facts: Facts) -> Iterator[str]:
        """The indicators that are unknown, and between whose values what a leaf compares with differs somewhere."""
        by = self.places_of(leaf)
        for id in by:
            others = self.localities((other for other in by if other != id), facts)
            if id not in facts and any(self._differs(leaf, id, place) for place in others):
                yield id

    def _differs(self, leaf: Leaf | PointsLeaf, id: str, place: Locality) -> bool:
        values = self.ruleset.indicators[id].values
        return len({self.operands_at(leaf, {**place, id: value}) for value in values}) > 1

    def operator(self, comparison: Comparison) -> Operator:
        """How a comparison compares: reaching a threshold that is exclusive does not suffice."""
        if comparison.threshold is not None and self.bounds[comparison.threshold].threshold.exclusive:
            return STRICT.get(comparison.operator, comparison.operator)
        return comparison.operator

    def needs(self, group: AtLeast, facts: Facts) -> list[Fraction | None]:
        """How many members must be met: one number per place that is possible."""
        if group.threshold is None:
            return [group.need]
        found = self.operands(counting(group.threshold), facts)
        return [value if isinstance(value, Fraction) else None for (value,) in found]

    def work(self) -> int:
        """How many comparisons one evaluation may take."""
        found = 1
        for condition in conditions(self.ruleset):
            found += sum(self.width(part, {}) if isinstance(part, Leaf) else 1 for part in parts(condition))
        return found

    def width(self, leaf: Leaf, facts: Facts) -> int:
        """How many comparisons a leaf may take: one for each place that is possible."""
        return prod(len(self.ruleset.indicators[id].values) for id in self.places_of(leaf) if id not in facts)

    def cuts(self, indicator: str) -> list[Value]:
        """Every constant and threshold value that some criterion compares an indicator with."""
        leaves = relations(self.ruleset).leaves.get(indicator, ())
        return list(dict.fromkeys(chain.from_iterable(map(self._values, leaves))))

    def operands_at(self, leaf: Leaf | PointsLeaf, place: Locality) -> tuple[Operand | None, ...]:
        """What a leaf compares with at a place: an operand per comparison."""
        return tuple(self.operand(comparison, place) for comparison in leaf.comparisons)

    def operand(self, comparison: Comparison, place: Locality) -> Operand | None:
        """What a fact is compared with at a place: of an age the first day that it reaches back to, and the last."""
        if comparison.age is not None:
            first = comparison.age.before(self.as_of)
            return (first, self.as_of) if comparison.operator is Operator.WITHIN else first
        if comparison.threshold is None:
            return comparison.constant
        value = self.bounds[comparison.threshold].at(place)
        return value + comparison.plus if isinstance(value, Fraction) and comparison.plus else value

    def _values(self, leaf: Leaf) -> Iterator[Value]:
        for comparison in leaf.comparisons:
            bound = None if comparison.threshold is None else self.bounds[comparison.threshold]
            places = () if bound is None else (dict(zip(bound.by, where, strict=False)) for where in bound.places)
            for operand in dict.fromkeys(self.operand(comparison, place) for place in ({}, *places)):
                if operand is not None:
                    yield from operand if isinstance(operand, tuple) else (operand,)


def counting(threshold: str) -> Leaf:
    """The comparison of how many members are met with a threshold that says how many are enough."""
    return Leaf("", (Comparison(Operator.GTE, threshold=threshold),))


def make_plan(
    ruleset: RuleSet,
    as_of: date,
    overrides: Mapping[str, str] | None = None,
    assumptions: Assumptions = "use",
    cites: Mapping[str, str] | None = None,
) -> Plan:
    """The plan of a rule set for a date.

    Args:
        ruleset: what to plan.
        as_of: the date whose thresholds count.
        overrides: threshold ids with the values that replace theirs, as rule files write them.
        assumptions: `refuse` leaves thresholds that rest on an assumption without a value.
        cites: threshold ids with the documents that decided the values that replace theirs.

    Raises:
        InputError: an override names no threshold, its value does not fit, or a document decides nothing.
    """
    settings = _settings(ruleset, overrides or {})
    decided = _decided(cites or {}, settings)
    bounds = {
        id: Bound(_set(threshold.as_of(as_of), decided.get(id)), settings[id], {}, is_set=True)
        if id in settings
        else bound_on(threshold, as_of, are_refused=assumptions == "refuse")
        for id, threshold in ruleset.thresholds.items()
    }
    bounds, beyond = followed(bounds, as_of)
    if beyond and settings:
        raise InputError([_beyond(each.threshold, each.base, each.value, settings, ruleset) for each in beyond])
    said = (_said(id, bounds[id], decided.get(id)) for id in settings)
    set_by_user = (*said, *(("assumptions=refuse",) if assumptions == "refuse" else ()))
    others = (make_plan(other, as_of, overrides, assumptions, cites) for other in ruleset.others.values())
    return Plan(ruleset, as_of, bounds, set_by_user, tuple(others))


def _beyond(id: str, base: str, value: Value, settings: Iterable[str], ruleset: RuleSet) -> Problem:
    """A value that follows from one that the user sets, and that cannot be."""
    told = {"name": id, "base": base, "value": shown(value, ruleset.thresholds[id].like)}
    return finding("threshold-beyond", Place("--set " + ", ".join(settings)), **told)


def _decided(cites: Mapping[str, str], settings: Mapping[str, Value]) -> Mapping[str, str]:
    """The documents themselves, once each is known to be about a threshold that the user sets."""
    for id, text in cites.items():
        if id not in settings:
            message, help = Message("cite-of-nothing", name=id), did_you_mean(id, settings)
            raise InputError([Problem("cite-of-nothing", Place(f"--set-cite {id}"), message, help)])
        if not text.isprintable():
            message = Message("bad-setting", found=text, option="--set-cite")
            raise InputError([Problem("bad-setting", Place(f"--set-cite {id}"), message)])
    return cites


def _set(threshold: Threshold, decided: str | None) -> Threshold:
    """A threshold as the user sets it: what its own value rests on says nothing of this one."""
    citations = () if decided is None else (Citation(_document(decided), ""),)
    return threshold._replace(basis=SET, citations=citations, from_test=None)


def _document(number: str) -> LegalSource:
    """The document that decided a value of the user's, of which nothing but its number is known."""
    title = Message("source.set")
    return LegalSource(f"{SET} {number}", Words(title.say("vi"), title.say("en")), number, None, None, SET, None, None)


def _said(id: str, bound: Bound, decided: str | None) -> str:
    """A setting as the command line takes it, with the document in brackets behind it."""
    value = written_constant(bound.default, bound.threshold.type)
    return f"{id}={value}" if decided is None else f"{id}={value} [{decided}]"


def _settings(ruleset: RuleSet, overrides: Mapping[str, str]) -> dict[str, Value]:
    """The user's threshold values in their types."""
    found: dict[str, Value] = {}
    problems: list[Problem] = []
    for id, text in overrides.items():
        place = Place(f"--set {id}")
        if id not in ruleset.thresholds:
            help = did_you_mean(id, ruleset.thresholds)
            problems.append(Problem("undeclared-threshold", place, Message("undeclared-threshold", name=id), help))
            continue
        try:
            found[id] = constant(text, ruleset.thresholds[id].like)
        except Unfit as unfit:
            problems.append(unfit.at(place))
    if problems:
        raise InputError(problems)
    return found
