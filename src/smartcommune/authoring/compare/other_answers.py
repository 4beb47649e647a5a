"""What two rule sets say of communes beside verdicts and outcomes: other levels, other points, each with a commune."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from smartcommune.authoring.measure.scorings import Scorings
from smartcommune.engine.evaluate import evaluate
from smartcommune.engine.plan import Plan
from smartcommune.engine.points import Earned
from smartcommune.engine.verdicts import Levels
from smartcommune.messages import Listed, Message, Sayable, Words
from smartcommune.model.facts import NA, Facts, FactValue
from smartcommune.model.indicator import Indicator
from smartcommune.model.ruleset import RuleSet, Verdict
from smartcommune.model.wording import Shown, shown
from smartcommune.reach import Reach
from smartcommune.reach.declared import Declared

# Levels that change into others, of which communes are shown.
_MOST_LEVELS: Final = 6


class Known(NamedTuple):
    """A fact of a commune in words."""

    indicator: str
    label: Words
    value: FactValue
    words: Sayable


class AnswerChange(NamedTuple):
    """Another level, or other points, of a commune whose verdict may be the same; with a smallest such commune."""

    id: str | None  # the criterion whose points they are; None of levels
    label: Sayable
    before: Sayable
    after: Sayable
    facts: tuple[Known, ...]


def known(facts: Facts, *plans: Plan) -> tuple[Known, ...]:
    """Facts in words; where plans call an indicator otherwise, as the last of them does."""
    indicators = {id: each for plan in plans for id, each in plan.ruleset.indicators.items()}
    return tuple(_known(id, value, indicators[id]) for id, value in facts.items())


def _known(id: str, value: FactValue, indicator: Indicator) -> Known:
    words = Message("not-applicable") if value is NA else shown(value, indicator)
    return Known(id, indicator.label, value, Message("diff.fact", value=words))


def said(facts: Sequence[Known]) -> Sayable:
    """The facts of a commune in one line; what is not named is not known."""
    found = tuple(Message("diff.known", label=known.label, value=known.words) for known in facts)
    return Listed(found, "; ") if found else Message("diff.nothing-known")


def level_changes(reach: Reach, old: Plan, new: Plan) -> Iterator[AnswerChange]:
    """The levels that are others within the scope, the fewest facts first."""
    asked = (reach.levels(old), reach.levels(new))
    if asked[0] == asked[1]:
        return
    found: dict[tuple[Levels, Levels], Facts] = {}
    for (before, after, verdict), facts in reach.answers(*asked, reach.verdict(new)).items():
        if before != after and verdict is not Verdict.OUT_OF_SCOPE:
            found.setdefault((before, after), facts)
    yield from _changed_levels(found, old, new)


def _changed_levels(found: Mapping[tuple[Levels, Levels], Facts], old: Plan, new: Plan) -> Iterator[AnswerChange]:
    for before, after in sorted(found, key=lambda pair: (len(pair[0]) + len(pair[1]), str(pair)))[:_MOST_LEVELS]:
        called = (_called(before, old.ruleset), _called(after, new.ruleset))
        yield AnswerChange(None, Message("column.level"), *called, known(found[before, after], old, new))


def shown_levels(old: Plan, new: Plan) -> Iterator[AnswerChange]:
    """Levels that are others for communes beside what one plan takes, where it is too much to look at all communes."""
    declared = Declared((old, new))
    found: dict[tuple[Levels, Levels], Facts] = {}
    for plan, others in ((old, new), (new, old)):
        for each in Scorings(plan.ruleset).at_marks(plan.as_of, others):
            facts = declared.fitting(each.stated)
            one, other = evaluate(old, facts), evaluate(new, facts)
            if one.levels != other.levels and other.verdict is not Verdict.OUT_OF_SCOPE:
                found.setdefault((one.levels, other.levels), facts)
    yield from _changed_levels(found, old, new)


def points_changes(reach: Reach, old: Plan, new: Plan) -> Iterator[AnswerChange]:
    """The criteria that can earn other points."""
    for id, criterion in new.ruleset.criteria.items():
        before = old.ruleset.criteria.get(id)
        if criterion.earning is None or before is None or before.earning is None:
            continue
        asked = (reach.earned(old, id), reach.earned(new, id))
        pairs = {} if asked[0] == asked[1] else reach.answers(*asked)
        others = ((one, other, facts) for (one, other), facts in pairs.items() if one.pairs != other.pairs)
        first = min(others, key=_least_told, default=None)
        if first is not None:
            one, other, facts = first
            yield AnswerChange(id, criterion.label, _points(one), _points(other), known(facts, old, new))


def _called(levels: Levels, ruleset: RuleSet) -> Sayable:
    """What the levels that are possible are called."""
    labels = {level.id: level.label for level in ruleset.levels}
    return Listed(tuple(labels[id] if id is not None else Message("level.none") for id in levels), " / ")


def _least_told(found: tuple[Earned, Earned, Facts]) -> tuple[bool, int, int]:
    """Other points before another most only; settled ones first, and few facts."""
    one, other, facts = found
    same = (one.low, one.high) == (other.low, other.high)
    return same, len(one.pairs) + len(other.pairs), len(facts)


def _points(earned: Earned) -> Sayable:
    """The fewest and the most points."""
    low, high = earned.low, earned.high
    return Shown(low) if low == high else Message("diff.between", low=Shown(low), high=Shown(high))
