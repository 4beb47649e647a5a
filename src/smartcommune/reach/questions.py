"""Plans to questions: conditions written down as nodes.

A comparison whose threshold depends on a place is asked in two: how the figure compares at each place, and which place
it is.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from fractions import Fraction
from itertools import zip_longest

from smartcommune.engine.plan import Plan, counting
from smartcommune.engine.points import (
    NOTHING,
    Earned,
    compared_points,
    earned_alone,
    earned_where,
    unearned,
    where_applied,
)
from smartcommune.engine.verdicts import Levels, by_level, levels_of
from smartcommune.engine.weight import whole_weights
from smartcommune.logic import MET, NOT_APPLICABLE, Possible, holding, negate, with_must
from smartcommune.model.condition import (
    AtLeast,
    Condition,
    Group,
    Holds,
    Leaf,
    Not,
    PointsLeaf,
    Reference,
)
from smartcommune.model.conditions import free_members, leaves_in
from smartcommune.model.facts import Facts
from smartcommune.model.points import Scale, Sum, Unearned
from smartcommune.model.relations import Same, relations
from smartcommune.model.ruleset import Criterion, Verdict
from smartcommune.reach.atoms import Atom, Climbing, Comparing, ComparingByPlace, begins
from smartcommune.reach.members import (
    Adding,
    Function,
    OpenQuorum,
    QuorumByNumber,
    VerdictRule,
    Weighed,
    WhereItApplies,
    all_members,
    any_member,
    enough_members,
)
from smartcommune.reach.nodes import Nodes, Question
from smartcommune.reach.whereabouts import places_of

NO_FACTS: Facts = {}


class Questions(Nodes):
    """The conditions of plans as nodes."""

    def __init__(self, given: Facts) -> None:
        super().__init__(given)
        self._writers: dict[Same[Plan], _Writer] = {}

    def verdict(self, plan: Plan, forced: Mapping[str, Possible] | None = None) -> Question:
        """The verdict of a plan.

        Args:
            plan: one of those that the communes fit.
            forced: criteria that are taken to have these outcomes, whatever the facts are.
        """
        if not plan.in_force:
            return self.constant(Verdict.NOT_IN_FORCE)
        writer = self._writer(plan)
        return (_Forced(writer, forced) if forced else writer).verdict()

    def outcome(self, plan: Plan, criterion: str) -> Question:
        """The outcomes that are possible for a criterion."""
        return self._writer(plan).criterion(criterion)

    def condition(self, plan: Plan, condition: Condition) -> Question:
        """The outcomes that are possible for a condition."""
        return self._writer(plan).condition(condition)

    def named(self, plan: Plan) -> tuple[Question, dict[str, Question]]:
        """The verdict of a plan, with a part of its own for each criterion that it rests on, whatever that says."""
        writer = _Named(self, plan)
        return writer.verdict(), writer.written

    def earned(self, plan: Plan, criterion: str) -> Question:
        """What a criterion can earn."""
        return self._writer(plan).earned(criterion)

    def levels(self, plan: Plan) -> Question:
        """The levels that are possible."""
        return self._writer(plan).levels()

    def weight(self, plan: Plan) -> Question:
        """The weight of the criteria that are met, and of those that apply."""
        weights = whole_weights(plan.ruleset)
        parts = tuple(self.outcome(plan, id) for id in weights)
        return self.node(("weight", *weights.items()), Weighed(tuple(weights.values())), parts)

    def _writer(self, plan: Plan) -> _Writer:
        """What writes a plan down; whatever it has written is known."""
        return self._writers.setdefault(Same(plan), _Writer(self, plan))


class _Writer:
    """Writes the conditions of one plan down as nodes."""

    def __init__(self, questions: Questions, plan: Plan) -> None:
        self._questions = questions
        self._plan = plan
        self._criteria: dict[str, Question] = {}
        self._earned: dict[str, Question] = {}

    def verdict(self) -> Question:
        ruleset = self._plan.ruleset
        if ruleset.verdict_by_level:
            eligible = self._questions.node("by-level", Function(1, by_level), (self.levels(),))
        else:
            eligible = self.condition(ruleset.eligible_when)
        parts = (self._scope(), eligible)
        return self._questions.node("verdict", VerdictRule(), parts)

    def _scope(self) -> Question:
        ids = self._plan.ruleset.scope
        return self._group("all_of", [self.criterion(id) for id in ids]) if ids else self._questions.constant(MET)

    def criterion(self, id: str) -> Question:
        if id not in self._criteria:
            self._criteria[id] = self._criterion(id)
        return self._criteria[id]

    def _criterion(self, id: str) -> Question:
        criterion = self._plan.ruleset.criteria[id]
        if not self._plan.has(criterion):
            return self._questions.constant(NOT_APPLICABLE)
        test = self.condition(criterion.test)
        if criterion.applies_when is None:
            return test
        return self._questions.node("applied", WhereItApplies(), (self.condition(criterion.applies_when), test))

    def condition(self, condition: Condition) -> Question:
        match condition:
            case Leaf():
                return self._leaf(condition)
            case Reference():
                return self.criterion(condition.criterion)
            case Not():
                return self._not(self.condition(condition.member))
            case Holds():
                return self._questions.node("holds", Function(1, holding), (self.condition(condition.member),))
            case PointsLeaf():
                return self._points(condition)
            case Group():
                group = self._group(condition.kind, self._members(condition))
                return self._not(group) if condition.kind == "none_of" else group
            case AtLeast():
                return self._at_least(condition)

    def earned(self, id: str) -> Question:
        """What a criterion can earn."""
        if id not in self._earned:
            self._earned[id] = self._earning(self._plan.ruleset.criteria[id])
        return self._earned[id]

    def _earning(self, criterion: Criterion) -> Question:
        earning = criterion.earning
        if not self._plan.has(criterion):
            return self._questions.constant(NOTHING)
        if isinstance(earning, Sum):
            return self._sum(criterion, earning)
        if isinstance(earning, Unearned):
            return self._unearned(criterion, earning)
        if earning is None:
            raise AssertionError(f"{criterion.id} has no points")
        if earning.measured is not None and not criterion.has_outcome and not self._plan.depends_on_place(earning):
            return self._climbing(criterion, earning)
        outcome, rungs = self.criterion(criterion.id), () if criterion.has_outcome else earning.rungs
        rows, most = tuple(self.condition(rung.condition) for rung in rungs), earning.most

        def rule(outcome: Possible, *rows: Possible) -> Earned:
            return earned_alone(criterion, earning, most, outcome, rows.__getitem__)

        return self._questions.node(_earns(criterion), Function(1 + len(rows), rule), (outcome, *rows))

    def _climbing(self, criterion: Criterion, scale: Scale) -> Question:
        """A scale of one figure, of which only the points are asked."""
        most = scale.most  # a scale may have thousands of rows

        def rule(outcome: Possible, points: frozenset[Fraction]) -> Earned:
            return earned_where(criterion, most, outcome, points)

        leaves = tuple(leaves_in(rung.condition for rung in scale.rungs))
        points = self._questions.atom(Atom(Climbing(self._plan, scale, leaves, begins(scale, leaves))))
        key = ("climbs", most, criterion.not_applicable)
        return self._questions.node(key, Function(2, rule), (self.criterion(criterion.id), points))

    def _unearned(self, criterion: Criterion, earning: Unearned) -> Question:
        """Nothing of what was to be had, where the criterion applies."""

        def rule(applies: Possible) -> Earned:
            return where_applied(criterion, unearned(earning), applies, earning.most)

        return self._questions.node(_earns(criterion), Function(1, rule), (self._applies(criterion),))

    def _sum(self, criterion: Criterion, earning: Sum) -> Question:
        most = relations(self._plan.ruleset).mosts[criterion.id]
        parts = (self._applies(criterion), *(self.earned(id) for id in earning.members))
        return self._questions.node((_earns(criterion), most), Adding(criterion, earning, most), parts)

    def _applies(self, criterion: Criterion) -> Question:
        """Whether a criterion applies, by what it says itself."""
        condition = criterion.applies_when
        return self._questions.constant(MET) if condition is None else self.condition(condition)

    def _points(self, leaf: PointsLeaf) -> Question:
        """A comparison of points; where a threshold depends on the place, with that of each place that is possible."""
        operands = tuple(self._plan.operands(leaf, NO_FACTS))
        operators = tuple(self._plan.operator(comparison) for comparison in leaf.comparisons)
        place = self._questions.constant((0,)) if len(operands) == 1 else self._place(leaf)

        def rule(numbers: tuple[int, ...], earned: Earned) -> Possible:
            found = Possible(0)
            for number in numbers:
                found |= compared_points(leaf, earned, operands[number], self._plan)
            return found

        key = ("points", operators, operands, leaf.is_share)
        return self._questions.node(key, Function(2, rule), (place, self.earned(leaf.criterion)))

    def levels(self) -> Question:
        """The levels that are possible."""
        ruleset = self._plan.ruleset
        ids = tuple(level.id for level in ruleset.levels)
        parts = tuple(self.condition(level.when) for level in ruleset.levels if level.when is not None)

        def rule(*outcomes: Possible) -> Levels:  # the last level may stand without a condition
            return levels_of(list(zip_longest(ids, outcomes)), is_ordered=ruleset.levels_ordered)

        return self._questions.node(("levels", ids, ruleset.levels_ordered), Function(len(parts), rule), parts)

    def _not(self, member: Question) -> Question:
        return self._questions.node("not", Function(1, negate), (member,))

    def _members(self, group: Group) -> list[Question]:
        """The members; those that look at what nothing else looks at are a group of their own, answered by itself."""
        shared: list[Question] = []
        own: list[Question] = []
        for member in group.members:
            is_own = isinstance(member, Leaf) and len(relations(self._plan.ruleset).leaves[member.indicator]) == 1
            (own if is_own else shared).append(self.condition(member))
        return [*shared, self._group(group.kind, own)] if shared and len(own) > 1 else [*shared, *own]

    def _group(self, kind: str, members: list[Question]) -> Question:
        if kind == "all_of":
            return self._questions.node(kind, all_members(), tuple(members))
        return self._questions.node("any_of", any_member(), tuple(members))

    def _at_least(self, group: AtLeast) -> Question:
        members = tuple(self.condition(member) for member in group.members)
        enough = self._enough(group, members)
        if not group.must:
            return enough
        must = self._group("all_of", [self.condition(member) for member in group.must])
        free = self._enough(group, tuple(self.condition(member) for member in free_members(group)))
        return self._questions.node("with_must", Function(3, with_must), (enough, must, free))

    def _enough(self, group: AtLeast, members: tuple[Question, ...]) -> Question:
        """Whether enough members are met. Where every count matters they are counted once, whatever is asked of it."""
        leaf = Leaf("", ()) if group.threshold is None else counting(group.threshold)
        by = self._plan.places_of(leaf)
        needs = tuple(self._plan.needs(group, NO_FACTS))
        if not by and not group.is_share:
            return self._questions.node(needs, enough_members(needs, len(members)), members)
        place = self._place(leaf) if by else self._questions.constant((0,))
        count = self._questions.node("count", OpenQuorum(), members)
        key = ("enough", needs, group.is_share)
        return self._questions.node(key, QuorumByNumber(needs, group.is_share), (place, count))

    def _leaf(self, leaf: Leaf) -> Question:
        left = self._plan.operands(leaf, self._questions.given)  # where the place is settled, one
        if len(left) == 1:
            return self._questions.atom(Atom(Comparing(self._plan, leaf, left[0])))
        operands = tuple(self._plan.operands(leaf, NO_FACTS))
        figure = self._questions.atom(Atom(ComparingByPlace(self._plan, leaf, operands)))
        return self._questions.node("at", Function(2, _at_places), (self._place(leaf), figure))

    def _place(self, leaf: Leaf | PointsLeaf) -> Question:
        """Which operands the place of a commune leaves, by their number among those of all places."""
        places = places_of(leaf, self._plan)
        parts = tuple(self._questions.atom(Atom(each)) for each in places.each)
        rule = Function(len(parts), places.all_left)
        return parts[0] if len(parts) == 1 else self._questions.node(places.key, rule, parts)


class _Forced(_Writer):
    """Writes a plan down in which some criteria have an outcome whatever the facts are; the others are as they were."""

    def __init__(self, plain: _Writer, forced: Mapping[str, Possible]) -> None:
        super().__init__(plain._questions, plain._plan)
        self._plain = plain
        self._forced = forced
        self._following = relations(plain._plan.ruleset).following(forced)

    def _criterion(self, id: str) -> Question:
        if id in self._forced:
            return self._questions.constant(self._forced[id])
        return super()._criterion(id) if id in self._following else self._plain.criterion(id)


class _Named(_Writer):
    """Writes a plan down so that no criterion is one part with what else says the same."""

    @property
    def written(self) -> dict[str, Question]:
        """The criteria that were written down so far."""
        return self._criteria

    def _criterion(self, id: str) -> Question:
        return self._questions.node(("criterion", id), Function(1, _same), (super()._criterion(id),))


def _same(outcome: Possible) -> Possible:
    return outcome


def _earns(criterion: Criterion) -> Hashable:
    """All that it depends on how much is earned, but for what the parts are."""
    earning = criterion.earning
    rows: Hashable = earning
    if isinstance(earning, Scale):
        rows = tuple(rung.points for rung in earning.rungs), earning.otherwise, earning.most
    return "earned", rows, criterion.has_outcome, criterion.not_applicable


def _at_places(numbers: tuple[int, ...], outcomes: tuple[Possible, ...]) -> Possible:
    found = Possible(0)
    for number in numbers:
        found |= outcomes[number]
    return found
