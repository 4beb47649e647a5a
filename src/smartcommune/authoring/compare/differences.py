"""Two rule sets to every change of behaviour between them, or to the proof that there is none.

Each change comes with a smallest commune that shows it.
They are compared on each stretch of days on which neither changes. A change is laid to the clause that alone, taken
from the new rule set into the old one, gives the new verdict; what takes several clauses together is told apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from smartcommune.assess.assessment import Reason
from smartcommune.assess.explain import reasons
from smartcommune.authoring.compare.accepted import Accepted, accepted_by_one
from smartcommune.authoring.compare.clauses import ChangedClause, changed_clauses, with_clause
from smartcommune.authoring.compare.other_answers import (
    AnswerChange,
    Known,
    known,
    level_changes,
    points_changes,
    shown_levels,
)
from smartcommune.authoring.compare.without_effect import WithoutEffect, without_effect
from smartcommune.engine.evaluate import evaluate
from smartcommune.engine.periods import changes as days_of_change
from smartcommune.engine.plan import Assumptions, Plan, make_plan
from smartcommune.engine.turns import turns
from smartcommune.logic import Outcome, outcome_of
from smartcommune.messages import Sayable, Words
from smartcommune.model.conditions import has_ages
from smartcommune.model.facts import Facts
from smartcommune.model.provenance import Provenance
from smartcommune.model.ruleset import RuleSet, Verdict
from smartcommune.model.threshold import Span
from smartcommune.reach import Budget, Reach, TooMany, least_facts
from smartcommune.reach.communes import Communes
from smartcommune.reach.nodes import Question

# Answers heard about some days: a few seconds.
MOST_HEARD: Final = 1_800_000
# A commune with more facts is shown whole: leaving out what is not needed takes long, and leaves much.
_MOST_SHORTENED: Final = 40
# From yes to no first: what is undecided on one side tells less.
_ORDER: Final = (
    Verdict.ELIGIBLE,
    Verdict.NOT_ELIGIBLE,
    Verdict.OUT_OF_SCOPE,
    Verdict.UNDETERMINED,
    Verdict.NOT_IN_FORCE,
)


Part = Literal["levels", "points"]


class Side(NamedTuple):
    """What one of the rule sets says of a commune, and why."""

    verdict: Verdict
    called: Sayable
    reasons: Reason


class ChangeExample(NamedTuple):
    """A smallest commune for which the two rule sets say different things."""

    facts: tuple[Known, ...]
    before: Side
    after: Side
    day: date | None = None  # on which it is shown, where the rules compare with the day of assessment itself


class VerdictChange(NamedTuple):
    """What one clause changes; None stands for several clauses together."""

    clause: ChangedClause | None
    examples: tuple[ChangeExample, ...]


class OutcomeChange(NamedTuple):
    """A criterion whose outcome is another one, with a smallest commune."""

    id: str
    label: Words
    before: Outcome
    after: Outcome
    facts: tuple[Known, ...]


class Stretch(NamedTuple):
    """Days on which neither rule set changes, and how they differ then."""

    spans: tuple[Span, ...]
    old_in_force: bool
    new_in_force: bool
    changes: tuple[VerdictChange, ...] = ()
    silent: tuple[ChangedClause, ...] = ()  # that change no verdict
    undecided: tuple[ChangedClause, ...] = ()  # of which it is not known whether they do
    outcomes: tuple[OutcomeChange, ...] = ()  # looked for only where no verdict changes
    levels: tuple[AnswerChange, ...] = ()
    points: tuple[AnswerChange, ...] = ()  # looked for only where nothing else changes
    open: tuple[Part, ...] = ()  # what was too much to look at beside the verdicts
    looked: int | None = None  # how far, where it was too much to look at
    only_complete: bool = False  # whether it is decided for communes of which everything is known, at least

    @property
    def is_same(self) -> bool:
        same_force = self.old_in_force == self.new_in_force
        found = (self.changes, self.outcomes, self.levels, self.points, self.open)
        return same_force and not any(found) and self.looked is None


class Differences(NamedTuple):
    """Everything in which two rule sets differ."""

    old: RuleSet
    new: RuleSet
    as_of: date | None  # the day that was asked for; None for all days of either
    rests_on: tuple[Provenance, Provenance]
    stretches: tuple[Stretch, ...]
    only_old: tuple[str, ...]  # indicators
    only_new: tuple[str, ...]
    uncompared: tuple[str, ...]  # indicators that have another type
    accepted: tuple[Accepted, ...]  # what only one of the two takes
    asides: tuple[WithoutEffect, ...]
    otherwise: tuple[str, ...] = ()  # ambiguities of which the other reading was not compared

    @property
    def is_same(self) -> bool:
        """Whether it is proven that both say the same about every commune, also what it scores."""
        scored = any(aside.where.endswith(".weight") for aside in self.asides)
        apart = self.uncompared or self.accepted or scored or self.otherwise
        return all(stretch.is_same for stretch in self.stretches) and not apart


def differences(old: RuleSet, new: RuleSet, as_of: date | None = None, assumptions: Assumptions = "use") -> Differences:
    """How two rule sets differ, on one day or on all days of either."""
    both = [id for id in new.declared if id in old.declared]
    accepted = accepted_by_one(old, new)
    told = {item.where for item in accepted}
    return Differences(
        old=old,
        new=new,
        as_of=as_of,
        rests_on=(_rests_on(old, assumptions), _rests_on(new, assumptions)),
        stretches=tuple(_stretches(old, new, as_of, assumptions)),
        only_old=tuple(id for id in old.declared if id not in new.declared),
        only_new=tuple(id for id in new.declared if id not in old.declared),
        uncompared=tuple(id for id in both if old.indicators[id].type != new.indicators[id].type),
        accepted=accepted,
        asides=tuple(aside for aside in without_effect(old, new) if aside.where not in told),
        otherwise=() if old.sha256 == new.sha256 else tuple(sorted({*_readings(old), *_readings(new)})),
    )


def _readings(ruleset: RuleSet) -> set[str]:
    """The ambiguities that may be read otherwise, and by nobody's choice are."""
    return {id for instead in ruleset.others for id in instead}


def _rests_on(ruleset: RuleSet, assumptions: Assumptions) -> Provenance:
    """What every answer says of its rules; the settings are those of any day."""
    return make_plan(ruleset, ruleset.in_force.first, None, assumptions).provenance


def _stretches(old: RuleSet, new: RuleSet, as_of: date | None, assumptions: Assumptions) -> Iterator[Stretch]:
    """One comparison for all days on which the plans are the same."""
    found: dict[tuple[object, ...], list[Span]] = {}
    plans: dict[tuple[object, ...], tuple[Plan, Plan]] = {}
    turning = turns(old, new)
    for span in (
        [Span(as_of, as_of)] if as_of is not None else _spans({*days_of_change(old), *days_of_change(new), *turning})
    ):
        pair = (make_plan(old, span.first, None, assumptions), make_plan(new, span.first, None, assumptions))
        if any(plan.in_force for plan in pair) or as_of is not None:
            turned = sum(day <= span.first for day in turning)
            key = (turned, *(part for plan in pair for part in (plan.in_force, _resolved(plan))))
            found.setdefault(key, []).append(span)
            plans.setdefault(key, pair)
    for key, spans in found.items():
        yield _stretch(*plans[key], tuple(_joined(spans)))


def _resolved(plan: Plan) -> object:
    """The values of the thresholds, and which criteria are in force, so that it can be looked up."""
    if not plan.in_force:
        return ()
    has = tuple(map(plan.has, plan.ruleset.criteria.values()))
    return has, *((id, bound.default, tuple(bound.places.items()), bound.absence) for id, bound in plan.bounds.items())


def _spans(begins: set[date]) -> Iterator[Span]:
    """The spans between days, the last without an end."""
    days = sorted(begins)
    for number, day in enumerate(days):
        yield Span(day, days[number + 1] - timedelta(days=1) if number + 1 < len(days) else None)


def _joined(spans: list[Span]) -> Iterator[Span]:
    """Spans of which each begins on the day after the one before it as one span."""
    current = spans[0]
    for span in spans[1:]:
        if current.last is not None and current.last + timedelta(days=1) == span.first:
            current = Span(current.first, span.last)
        else:
            yield current
            current = span
    yield current


def _stretch(old: Plan, new: Plan, spans: tuple[Span, ...]) -> Stretch:
    bare = Stretch(spans, old.in_force, new.in_force)
    if not (old.in_force and new.in_force):
        return bare
    clauses = list(changed_clauses(old, new))
    try:
        return _Compared(old, new).stretch(bare, clauses)
    except TooMany as given_up:
        found = _of_complete(old, new, bare, clauses)._replace(looked=given_up.looked)
        return found if found.only_complete else found._replace(levels=tuple(shown_levels(old, new)))


def _of_complete(old: Plan, new: Plan, bare: Stretch, clauses: list[ChangedClause]) -> Stretch:
    """What is decided for communes of which everything is known, where it is too much to look at all of them."""
    try:
        found = _Compared(old, new, unknown=False).stretch(bare, clauses)
    except TooMany:
        return bare._replace(undecided=tuple(clauses))
    return found._replace(silent=(), undecided=found.silent, only_complete=True)


def side(plan: Plan, facts: Facts) -> Side:
    """What a plan says of a commune."""
    found = evaluate(plan, facts)
    return Side(found.verdict, plan.ruleset.verdict_words(found.verdict), reasons(found))


def _needed(facts: Facts, plans: tuple[Plan, ...]) -> Facts:
    """A commune with no fact left that all plans can do without."""
    if len(facts) > _MOST_SHORTENED:
        return facts
    told = [(plan, evaluate(plan, facts).verdict) for plan in plans]
    return least_facts(facts, lambda fewer: all(evaluate(plan, fewer).verdict is verdict for plan, verdict in told))


def _telling(pair: tuple[Verdict, ...]) -> tuple[int, ...]:
    """The place of a pair of verdicts: both settled before one that is open."""
    return (max(map(_ORDER.index, pair)), *map(_ORDER.index, pair))


def _decided(found: Iterator[AnswerChange]) -> tuple[AnswerChange, ...] | None:
    """What is found; None where it was too much to look at."""
    try:
        return tuple(found)
    except TooMany:
        return None


class _Compared:
    """Compares two plans that are both in force."""

    def __init__(self, old: Plan, new: Plan, *, unknown: bool = True) -> None:
        self.old = old
        self.new = new
        self._unknown = unknown
        self.reach = Reach(Communes([old, new], unknown=unknown), in_all=Budget(MOST_HEARD))
        self.asked = (self.reach.verdict(old), self.reach.verdict(new))

    def stretch(self, bare: Stretch, clauses: list[ChangedClause]) -> Stretch:
        """What each clause changes by itself, and what only several of them change together."""
        found: list[VerdictChange] = []
        explained: set[tuple[Verdict, ...]] = set()
        for clause in clauses:
            changed = with_clause(self.old, self.new, clause)
            pairs = self._shown_by(changed)
            if pairs:
                found.append(VerdictChange(clause, tuple(self._examples(pairs, (self.old, self.new, changed)))))
                explained |= pairs.keys()
        causes = {change.clause for change in found}
        bare = bare._replace(silent=tuple(clause for clause in clauses if clause not in causes))
        together = {pair: facts for pair, facts in self._pairs(*self.asked).items() if pair not in explained}
        if together:
            found.append(VerdictChange(None, tuple(self._examples(together, (self.old, self.new)))))
        bare = bare._replace(changes=tuple(found), outcomes=() if found else tuple(self._outcomes()))
        return self._beside(bare)

    def _beside(self, bare: Stretch) -> Stretch:
        """What changes beside verdicts and outcomes; what is too much to look at leaves these decided."""
        levels = _decided(level_changes(self.reach, self.old, self.new))
        is_other = bare.changes or bare.outcomes or levels
        points = () if is_other else _decided(points_changes(self.reach, self.old, self.new))
        open: dict[Part, bool] = {"levels": levels is None, "points": points is None}
        return bare._replace(
            levels=levels or (), points=points or (), open=tuple(part for part, is_open in open.items() if is_open)
        )

    def _pairs(self, before: Question, after: Question) -> dict[tuple[Verdict, ...], Facts]:
        """The pairs of two different verdicts; the same question has none."""
        if before == after:
            return {}
        return {pair: facts for pair, facts in self.reach.answers(before, after).items() if pair[0] is not pair[1]}

    def _shown_by(self, changed: Plan) -> dict[tuple[Verdict, ...], Facts]:
        """The pairs of verdicts that one clause alone brings about, with the smallest communes.

        Args:
            changed: the old plan with that clause.

        Mostly the new rule set says of the smallest commune for which the clause alone changes something just what the
        old one with that clause says; where other clauses undo it there, all three are asked together.
        """
        partly = self.reach.verdict(changed)
        found = self._pairs(self.asked[0], partly)
        if all(evaluate(self.new, facts).verdict is after for (_, after), facts in found.items()):
            return found
        return {
            (before, after): facts
            for (before, after, alone), facts in self.reach.answers(*self.asked, partly).items()
            if before is not after and alone is after
        }

    def _examples(self, found: Mapping[tuple[Verdict, ...], Facts], plans: tuple[Plan, ...]) -> Iterator[ChangeExample]:
        """The communes; those of which everything is known with as few facts as the plans need to say the same."""
        for pair in sorted(found, key=_telling):
            facts = found[pair] if self._unknown else _needed(found[pair], plans)
            day = self.new.as_of if any(has_ages(plan.ruleset) for plan in (self.old, self.new)) else None
            yield ChangeExample(known(facts, self.old, self.new), side(self.old, facts), side(self.new, facts), day)

    def _outcomes(self) -> Iterator[OutcomeChange]:
        """The criteria that can come out differently, though no verdict does."""
        for id, criterion in self.new.ruleset.criteria.items():
            if id not in self.old.ruleset.criteria:
                continue
            asked = (self.reach.outcome(self.old, id), self.reach.outcome(self.new, id))
            if asked[0] == asked[1]:
                continue
            pairs = {
                (outcome_of(before), outcome_of(after)): facts
                for (before, after), facts in self.reach.answers(*asked).items()
                if before != after
            }
            if pairs:
                (before, after), facts = min(pairs.items(), key=lambda item: (Outcome.UNKNOWN in item[0], len(item[1])))
                yield OutcomeChange(id, criterion.label, before, after, known(facts, self.old, self.new))
