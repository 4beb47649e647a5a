"""A verdict and the outcomes behind it to one sentence, put together from constant clauses.

A clause belongs to a criterion and one of its outcomes, and holds no value of the commune. So a table of any length has
few different sentences, they can be joined by any engine, and every engine gives the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from smartcommune.assess.requirement import needs_of
from smartcommune.engine.plan import Plan
from smartcommune.logic import Outcome
from smartcommune.messages import Language, Listed, Message, Sayable
from smartcommune.model.condition import AtLeast, Condition, Leaf, Reference, members, parts
from smartcommune.model.conditions import is_turned, thresholds_in
from smartcommune.model.facts import Facts
from smartcommune.model.indicator import Indicator
from smartcommune.model.ruleset import Criterion, Verdict
from smartcommune.model.wording import Shown, period

SEPARATOR: Final = "; "
_OPPOSITE: Final = {Outcome.MET: Outcome.NOT_MET, Outcome.NOT_MET: Outcome.MET}

# The two parts of a verdict, among the outcomes; no criterion can have these names.
SCOPE: Final = "verdict.scope"
ELIGIBLE: Final = "verdict.eligible_when"

# What is known of the place of communes in general.
NOWHERE: Final[Facts] = {}

# A criterion, or a part of the verdict, with the outcome that matters.
Key = tuple[str, Outcome]
_OPEN_PARTS: Final = ((SCOPE, Outcome.UNKNOWN), (ELIGIBLE, Outcome.UNKNOWN))


class Clause(NamedTuple):
    """What is said of a criterion that has an outcome, if one of the clauses `within` which it stands holds too.

    Without any, it stands in the rule set's conditions themselves. A criterion that only combines others says nothing.
    """

    criterion: str
    outcome: Outcome
    within: tuple[Key, ...]
    text: str | None

    @property
    def key(self) -> Key:
        return self.criterion, self.outcome


class Pattern(NamedTuple):
    """What is said for a verdict: it itself, and the clauses that hold. A clause comes after those it is within."""

    lead: str
    clauses: tuple[Clause, ...]

    @property
    def said(self) -> tuple[Clause, ...]:
        """The clauses that say something, in the order of the rule set."""
        return tuple(clause for clause in reversed(self.clauses) if clause.text is not None)


def patterns(plan: Plan, language: Language) -> dict[Verdict, Pattern]:
    """What is said for each verdict under a plan."""
    return {verdict: _pattern(verdict, plan, language) for verdict in Verdict}


def sentence(plan: Plan, verdict: Verdict, outcomes: Mapping[str, Outcome], language: Language) -> str:
    """The reasons for the verdict on one commune, in a sentence.

    Args:
        plan: what was evaluated.
        verdict: what it came to.
        outcomes: of every criterion, and of `SCOPE` and `ELIGIBLE`.
        language: of the sentence.
    """
    pattern = _pattern(verdict, plan, language)
    holding: set[Key] = set()
    for clause in pattern.clauses:
        inside = not clause.within or not holding.isdisjoint(clause.within)
        if inside and outcomes[clause.criterion] is clause.outcome:
            holding.add(clause.key)
    said = (str(clause.text) for clause in pattern.said if clause.key in holding)
    return SEPARATOR.join([pattern.lead, *said])


def _pattern(verdict: Verdict, plan: Plan, language: Language) -> Pattern:
    lead = plan.ruleset.verdict_words(verdict).say(language)
    if verdict is Verdict.NOT_IN_FORCE:
        return Pattern(SEPARATOR.join([lead, _period(plan).say(language)]), ())
    found: dict[Key, dict[Key, None]] = {key: dict.fromkeys(within) for key, within in _named(verdict, plan)}
    top = {key for key, within in found.items() if not within}
    for criterion in reversed(list(plan.ruleset.criteria.values())):
        for outcome in Outcome:
            if (criterion.id, outcome) in found:
                for key in _below(criterion, outcome):
                    if key not in top:
                        found.setdefault(key, {})[criterion.id, outcome] = None
    order = {id: number for number, id in enumerate((SCOPE, ELIGIBLE, *reversed(list(plan.ruleset.criteria))))}
    clauses = (
        Clause(id, outcome, tuple(found[id, outcome]), _text(id, outcome, plan, language))
        for id, outcome in sorted(found, key=lambda key: (order[key[0]], key[1].value))
    )
    return Pattern(lead, tuple(clauses))


def _period(plan: Plan) -> Message:
    first, last = plan.ruleset.in_force
    if last is None:
        return Message("page.in-force-since", first=Shown(first))
    return Message("page.in-force", first=Shown(first), last=Shown(last))


def _named(verdict: Verdict, plan: Plan) -> Iterator[tuple[Key, tuple[Key, ...]]]:
    """The criteria that the verdict itself names, with the outcomes that speak for it, and what these stand within."""
    ruleset = plan.ruleset
    match verdict:
        case Verdict.ELIGIBLE if not ruleset.levels_ordered:  # the signs of a class, and that it has those of no other
            yield from ((key, ()) for each in _OPPOSITE for key in _speaking(ruleset.eligible_when, each))
        case Verdict.ELIGIBLE:
            yield from ((key, ()) for key in _speaking(ruleset.eligible_when, Outcome.MET))
        case Verdict.NOT_ELIGIBLE:
            yield from ((key, ()) for key in _speaking(ruleset.eligible_when, Outcome.NOT_MET))
        case Verdict.UNDETERMINED:
            # Of a part that is settled, nothing more has to be known.
            scope, eligible = _OPEN_PARTS
            yield from ((part, ()) for part in _OPEN_PARTS)
            both = {*ruleset.scope} & {id for id, _ in _speaking(ruleset.eligible_when, Outcome.UNKNOWN)}
            for id in ruleset.scope:
                yield (id, Outcome.UNKNOWN), (_OPEN_PARTS if id in both else (scope,))
            for key in _speaking(ruleset.eligible_when, Outcome.UNKNOWN):
                yield key, (_OPEN_PARTS if key[0] in both else (eligible,))
            if not ruleset.levels_ordered:  # the signs of two classes leave both of them open
                yield from ((key, (eligible,)) for key in _speaking(ruleset.eligible_when, Outcome.MET))
        case _:
            for id in ruleset.scope:
                yield from (((id, outcome), ()) for outcome in (Outcome.NOT_MET, Outcome.NOT_APPLICABLE))


def _speaking(condition: Condition, outcome: Outcome) -> Iterator[Key]:
    """The criteria in a condition with the outcomes that speak for an outcome of it."""
    for part, inner in _ends(condition, outcome):
        if isinstance(part, Reference):
            yield part.criterion, inner


def deciding(criterion: Criterion, outcome: Outcome) -> Iterator[tuple[Leaf, Outcome]]:
    """The comparisons in a criterion itself with the outcomes that speak for its own."""
    tests = [criterion.test]
    if criterion.applies_when is not None and outcome is Outcome.UNKNOWN:
        tests.append(criterion.applies_when)
    for part, inner in (end for test in tests for end in _ends(test, outcome)):
        if isinstance(part, Leaf):
            yield part, inner


def _ends(condition: Condition, outcome: Outcome) -> Iterator[tuple[Condition, Outcome]]:
    """What a condition combines, each with the outcome that speaks for an outcome of the whole."""
    if isinstance(condition, Reference | Leaf):
        yield condition, outcome
    inner = _OPPOSITE.get(outcome, outcome) if is_turned(condition) else outcome
    for member in members(condition):
        yield from _ends(member, inner)


def _below(criterion: Criterion, outcome: Outcome) -> Iterator[Key]:
    yield from _speaking(criterion.test, outcome)
    if criterion.applies_when is not None and outcome is Outcome.UNKNOWN:
        yield from _speaking(criterion.applies_when, outcome)


def _text(id: str, outcome: Outcome, plan: Plan, language: Language) -> str | None:
    if id in (SCOPE, ELIGIBLE):
        return None
    criterion = plan.ruleset.criteria[id]
    if plan.has(criterion) and criterion.applies_when is None and _only_combines(criterion.test):
        return None
    return Message(f"sentence.{outcome}", what=_what(criterion, plan)).say(language)


def _only_combines(condition: Condition) -> bool:
    """Whether a condition is settled by other criteria alone, one of which then has the outcome that speaks for it."""
    return not any(isinstance(part, Leaf | AtLeast) for part in parts(condition))


def _what(criterion: Criterion, plan: Plan) -> Sayable:
    """The criterion, with the figures it needs, or on what they rest; one that is not in force with its period."""
    if criterion.in_force is not None and not plan.has(criterion):
        return Message("sentence.in-force", label=criterion.label, period=period(criterion.in_force))
    test = criterion.test
    if isinstance(test, Leaf) and plan.ruleset.indicators[test.indicator].comparable:
        return Message("sentence.needs", label=criterion.label, need=needed(test, plan))
    bases = tuple(_bases(test, plan))
    return Message("sentence.rests", label=criterion.label, on=Listed(bases)) if bases else criterion.label


def needed(leaf: Leaf, plan: Plan, place: Facts = NOWHERE) -> Sayable:
    """What a comparison asks for, wherever the commune lies, or where a place is known."""
    return Listed(needs_of(plan, leaf, place, of_commune=False))


def dropping(indicator: Indicator, plan: Plan) -> Sayable | None:
    """Where a fact may not apply, by its declaration; None where it always applies."""
    if indicator.may_not_apply is True:
        return Message("drops.always")
    ways = (("drops.where", indicator.may_not_apply or None), ("drops.unless", indicator.only_when))
    said = [
        Message(key, label=plan.ruleset.indicators[leaf.indicator].label, need=needed(leaf, plan))
        for key, leaf in ways
        if leaf is not None
    ]
    return Listed(tuple(said), "; ") if said else None


def _bases(condition: Condition, plan: Plan) -> Iterator[Message]:
    """On what else than law the thresholds in a condition rest."""
    bounds = [plan.bounds[name] for name in thresholds_in((condition,))]
    if any(bound.threshold.basis == "assumption" and not bound.is_set and bound.absence is None for bound in bounds):
        yield Message("sentence.assumed")
    if any(bound.is_set for bound in bounds):
        yield Message("sentence.set")
