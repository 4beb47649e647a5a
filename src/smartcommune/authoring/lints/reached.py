"""A rule set to what all communes together could make of it; what the lints that reason about all of them look at.

What is asked is asked about communes of which everything is known, on every stretch of the period in force. Where that
would take too long a lint does not guess: `not-decided` tells that.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import partial
from typing import Any, Final, NamedTuple, TypeVar, cast

from smartcommune.assess.formula import Formula
from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.beside import beside
from smartcommune.authoring.lints.common import own_criteria, rests_on
from smartcommune.authoring.measure.witness import complete
from smartcommune.authoring.stretches import stretches
from smartcommune.engine.evaluate import Evaluation, evaluate, evaluate_under, flipped
from smartcommune.engine.plan import Plan, make_plan
from smartcommune.engine.verdicts import verdict_of
from smartcommune.logic import MET, NOT_MET, negate
from smartcommune.messages import Message
from smartcommune.model.condition import Condition, Group, Leaf, Reference, Value, parts
from smartcommune.model.facts import Facts
from smartcommune.model.relations import Same, relations
from smartcommune.model.ruleset import RuleSet, Verdict
from smartcommune.reach import Budget, Reach, TooMany
from smartcommune.reach.nodes import Question
from smartcommune.reach.roles import Roles
from smartcommune.remembered import remembered

# For one question, about a tenth of a second; and for one file, a few seconds at most.
_MOST_HEARD: Final = 300_000
_MOST_IN_ALL: Final = 3_000_000
# Communes that were found and are looked at before others are searched for.
_MOST_SEEN: Final = 30
# Real rule sets have below 10.
_MOST_STRETCHES: Final = 40


Answer = TypeVar("Answer")


class Told(NamedTuple):
    """What is known of a criterion: how it can come out, and whether its opposite would ever turn the verdict."""

    can_be_met: bool
    can_fail: bool
    decides: bool


class Reached:
    """What the communes that could exist make of a rule set; None where that was not decided."""

    def __init__(self, ruleset: RuleSet) -> None:
        self._ruleset = ruleset
        self.plans = [make_plan(ruleset, day) for day in stretches(ruleset)[:_MOST_STRETCHES]]
        self._budget = Budget(_MOST_IN_ALL)
        self._reaches = [self._complete(plan) for plan in self.plans]
        self._found: dict[tuple[str, Hashable], Any] = {}
        self._seen: dict[str, Evaluation] = {}
        self._deciding: dict[str, Evaluation] = {}  # for a criterion a commune in which it decides
        self._comparing = {id for ids in relations(ruleset).comparing.values() for id in ids}
        self._found_roles: dict[Reach, tuple[Roles, dict[str, Question]]] = {}
        self._formulas: dict[Same[Evaluation], Formula] = {}
        self._facts: dict[str, frozenset[str]] = {}
        self.open: dict[str, int] = {}  # how many questions of a kind were not decided
        self.asked: dict[str, int] = {}

    @property
    def looked(self) -> int:
        """How many answers were heard in all."""
        return self._budget.taken

    def criterion(self, id: str) -> Told | None:
        """What is known of a criterion."""
        return self._decided("criteria", id, partial(self._tell, id))

    def verdicts(self) -> frozenset[Verdict] | None:
        """The verdicts that some commune gets."""
        return self._decided("verdict", None, self._verdicts)

    def unplaced(self) -> Evaluation | None:
        """A commune in scope that is in no level."""
        return self._decided("levels", None, self._unplaced)

    def contradicting(self, group: Group) -> tuple[Condition, Condition] | None:
        """Two members of an `all_of` that can each be met where both apply, but never together; None without any."""
        return self._decided("groups", group.path, partial(self._contradicting, group))

    def is_idle(self, threshold: str, values: Sequence[Value]) -> bool | None:
        """Whether every commune is proven to get the same verdict with other values of a threshold."""
        return self._decided("thresholds", threshold, partial(self._is_idle, threshold, values))

    def _decided(self, kind: str, name: Hashable, ask: Callable[[], Answer]) -> Answer | None:
        if (kind, name) not in self._found:
            self.asked[kind] = self.asked.get(kind, 0) + 1
            try:
                self._found[kind, name] = ask()
            except TooMany:
                self.open[kind] = self.open.get(kind, 0) + 1
                self._found[kind, name] = None
        return cast("Answer | None", self._found[kind, name])

    def _verdicts(self) -> frozenset[Verdict]:
        found: set[Verdict] = set()
        for plan, reach in self._spaces():
            told = reach.answers(reach.verdict(plan))
            found |= {verdict for (verdict,) in told}
            for facts in told.values():
                self._see(plan, facts)
        return frozenset(found)

    def _unplaced(self) -> Evaluation | None:
        for plan, reach in self._spaces():
            for (levels, verdict), facts in reach.answers(reach.levels(plan), reach.verdict(plan)).items():
                if levels == (None,) and verdict is not Verdict.OUT_OF_SCOPE:
                    return self._see(plan, facts)
        return None

    def _contradicting(self, group: Group) -> tuple[Condition, Condition] | None:
        return next((pair for pair in self._related(group) if self._exclude(*pair)), None)

    def _related(self, group: Group) -> Iterator[tuple[Condition, Condition]]:
        """The pairs of members that look at a fact in common."""
        looking: dict[str, list[int]] = {}
        facts = [self._facts_of(member) for member in group.members]
        for number, ids in enumerate(facts):
            for id in ids:
                looking.setdefault(id, []).append(number)
        for number, ids in enumerate(facts):
            later = {other for id in ids for other in looking[id] if other > number}
            yield from ((group.members[number], group.members[other]) for other in sorted(later))

    def _is_idle(self, threshold: str, values: Sequence[Value]) -> bool:
        pairs = [(plan, _with_value(plan, threshold, value)) for value in values for plan in self.plans]
        if any(self._is_shown_apart(threshold, plan, other) for plan, other in pairs):
            return False
        return all(self._agree(plan, other) for plan, other in pairs)

    def _is_shown_apart(self, threshold: str, plan: Plan, other: Plan) -> bool:
        """Whether a commune in which a criterion decides that compares with a threshold shows another value of it."""
        comparing = relations(self._ruleset).comparing.get(threshold, ())
        deciding = [self._deciding[id] for id in comparing if id in self._deciding] or list(self._seen.values())
        for each in (each for found in deciding if found.plan is plan for each in beside(found, other, threshold)):
            self._budget.take(2 * len(each.outcomes))
            if evaluate_under(each, other, comparing).verdict is not each.verdict:
                return True
        return False

    def _agree(self, plan: Plan, other: Plan) -> bool:
        """Whether every commune gets the same verdict under two plans."""
        for reach in self._complete(plan, other):
            found = reach.answers(reach.verdict(plan), reach.verdict(other))
            if any(before != after for before, after in found):
                return False
        return True

    def _exclude(self, first: Condition, second: Condition) -> bool:
        met = [False, False]
        for plan, reach in self._spaces():
            for outcomes in reach.answers(reach.condition(plan, first), reach.condition(plan, second)):
                if outcomes == (MET, MET):
                    return False
                if all(outcome in (MET, NOT_MET) for outcome in outcomes):
                    met = [known or outcome == MET for known, outcome in zip(met, outcomes, strict=True)]
        return all(met)

    def _facts_of(self, condition: Condition) -> frozenset[str]:
        """The indicators that a condition looks at, itself or in the criteria that it names."""
        found = set[str]()
        for part in parts(condition):
            if isinstance(part, Leaf):
                found.add(part.indicator)
            elif isinstance(part, Reference):
                found |= self._facts_of_criterion(part.criterion)
        return frozenset(found)

    def _facts_of_criterion(self, id: str) -> frozenset[str]:
        if id not in self._facts:
            conditions = self._ruleset.criteria[id].conditions
            self._facts[id] = frozenset().union(*map(self._facts_of, conditions))
        return self._facts[id]

    def _tell(self, id: str) -> Told:
        """What is known of a criterion: by communes that were found before, then by those that show more."""
        told = Told(can_be_met=False, can_fail=False, decides=False)
        for each in self._seen.values():
            told = self._shown(each, id, told)
        for plan, reach in self._spaces():
            if not (told.can_be_met and told.can_fail):
                outcomes = {outcome for (outcome,) in reach.answers(reach.outcome(plan, id))}
                told = Told(told.can_be_met or MET in outcomes, told.can_fail or NOT_MET in outcomes, told.decides)
            if not told.decides:
                told = told._replace(decides=self._decides(id, plan, reach))
            if all(told):
                break
        return told

    def _shown(self, commune: Evaluation, id: str, told: Told) -> Told:
        """What is known of a criterion once one more commune shows it."""
        outcome = commune.outcomes.get(id)
        if outcome not in (MET, NOT_MET):
            return told
        if not told.decides and self._is_turned(commune, id):
            self._deciding[id] = commune
        return Told(told.can_be_met or outcome == MET, told.can_fail or outcome == NOT_MET, id in self._deciding)

    def _is_turned(self, commune: Evaluation, id: str) -> bool:
        """Whether a commune would get another verdict if one criterion had come out the other way."""
        has_points = self._ruleset.criteria[id].earning is not None
        if has_points or id in self._ruleset.scope or relations(self._ruleset).followers.get(id):
            self._budget.take(len(commune.outcomes))
            return flipped(commune, id).verdict is not commune.verdict
        formula = self._formula(commune)
        looked, before = formula.looked, formula.put({id: negate(commune.outcomes[id])})
        self._budget.take(1 + formula.looked - looked)
        eligible = formula.eligible
        formula.put_back(before)
        return verdict_of(commune.scope, eligible) is not commune.verdict

    def _formula(self, commune: Evaluation) -> Formula:
        if Same(commune) not in self._formulas:
            self._formulas[Same(commune)] = Formula(commune)
        return self._formulas[Same(commune)]

    def _decides(self, id: str, plan: Plan, reach: Reach) -> bool:
        """Whether a criterion turns the verdict of some commune; where it compares with a threshold, such a commune."""
        roles, criteria = self._roles(plan, reach)
        if id not in criteria:
            return False
        is_shown = id in self._comparing
        if reach.nodes[criteria[id]].is_constant or (is_shown and not roles.stands_alone(criteria[id])):
            return self._is_found_deciding(id, plan, reach)
        return roles.turns(criteria[id]) and (not is_shown or self._is_found_deciding(id, plan, reach))

    def _roles(self, plan: Plan, reach: Reach) -> tuple[Roles, dict[str, Question]]:
        """What the criteria do for the verdict."""
        if reach not in self._found_roles:
            verdict, criteria = reach.named(plan)
            self._found_roles[reach] = Roles(reach, verdict), criteria
        return self._found_roles[reach]

    def _is_found_deciding(self, id: str, plan: Plan, reach: Reach) -> bool:
        asked = (reach.verdict(plan), *(reach.verdict(plan, {id: forced}) for forced in (MET, NOT_MET)))
        found = reach.answers(reach.outcome(plan, id), *asked)
        for (outcome, verdict, as_met, as_failed), facts in found.items():
            if verdict != {MET: as_failed, NOT_MET: as_met}.get(outcome, verdict):
                self._deciding[id] = self._see(plan, facts)
        return id in self._deciding

    def _see(self, plan: Plan, facts: Facts) -> Evaluation:
        """Look at a commune and keep it, unless there are many: what it shows need not be searched for."""
        key = repr((plan.as_of, facts))
        found = self._seen.get(key) or evaluate(plan, facts)
        if len(self._seen) < _MOST_SEEN:
            self._seen[key] = found
        return found

    def _spaces(self) -> list[tuple[Plan, Reach]]:
        """The communes to which everything applies on each stretch, then all of them."""
        tiers = zip(*self._reaches, strict=True)
        return [pair for reaches in tiers for pair in zip(self.plans, reaches, strict=True)]

    def _complete(self, *plans: Plan) -> tuple[Reach, ...]:
        return tuple(complete(*plans, most=_MOST_HEARD, in_all=self._budget))


def _with_value(plan: Plan, threshold: str, value: Value) -> Plan:
    """A plan in which a threshold has one value at every place."""
    return plan._replace(bounds={**plan.bounds, threshold: plan.bounds[threshold].everywhere(value)})


@remembered(1)
def _reached(same: Same[RuleSet]) -> Reached:
    return Reached(same.thing)


def reached(subject: Subject) -> Reached:
    """What is known about a rule set; several lints ask about the same one after the other."""
    return _reached(Same(subject.ruleset))


def alike(subject: Subject, said: str, is_so: Callable[[Told], bool]) -> Iterator[Finding]:
    """The criteria that come out alike for every commune, in a way that a lint looks for.

    What a single comparison comes to, other lints look at; what rests on a criterion that is told is told by it.
    """
    found: list[str] = []
    for id in own_criteria(subject):
        criterion = subject.ruleset.criteria[id]
        told = None if isinstance(criterion.test, Leaf) or not criterion.has_outcome else reached(subject).criterion(id)
        if told is not None and is_so(told):
            found.append(id)
    for id in found:
        if not rests_on(subject.ruleset, id, found):
            yield Finding(subject.ruleset.criteria[id].path, Message(said, name=id), on_key=True)
