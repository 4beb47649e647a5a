"""The most points that a document prints for a sum, where its members together reach another number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final, NamedTuple

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.engine.plan import Plan, make_plan
from smartcommune.messages import Listed, Message, Words
from smartcommune.model.conditions import leaves_in
from smartcommune.model.points import Sum
from smartcommune.model.relations import relations
from smartcommune.model.wording import Shown
from smartcommune.reach import Reach, TooMany
from smartcommune.reach.communes import Communes

# Answers that are heard about members that look at the same facts: a tenth of a second.
MOST_HEARD: Final = 20_000


class _Most(NamedTuple):
    """The most points of something: exactly so many, or no more than these."""

    points: Fraction
    is_reached: bool


def check(subject: Subject) -> Iterator[Finding]:
    plan = make_plan(subject.ruleset, subject.ruleset.in_force.first)
    for id in subject.own("criteria"):
        earning = subject.ruleset.criteria[id].earning
        if isinstance(earning, Sum) and earning.printed_most is not None:
            found = _added(earning.members, plan)
            if found.points < earning.printed_most or (found.is_reached and found.points > earning.printed_most):
                said = {"printed": Shown(earning.printed_most), "found": Shown(found.points)}
                message = Message("lint.printed-most", parts=Listed(tuple(_given(earning, plan)), " + "), **said)
                yield Finding(("criteria", id, "points", "printed_most"), message)


def _given(earning: Sum, plan: Plan) -> Iterator[Message]:
    """What each member gives at most."""
    for id in earning.members:
        yield Message("lint.most-of", name=id, most=Shown(_most_of(id, plan).points))


def _added(ids: Iterable[str], plan: Plan) -> _Most:
    """The most that criteria can earn together; those that look at the same fact may not earn all of it at once."""
    found = [_together(group, plan) for group in _groups(ids, plan)]
    return _Most(sum((each.points for each in found), Fraction(0)), all(each.is_reached for each in found))


def _together(ids: tuple[str, ...], plan: Plan) -> _Most:
    if len(ids) == 1:
        return _most_of(ids[0], plan)
    reach = Reach(Communes([plan], unknown=False), most=MOST_HEARD)
    bound = _Most(sum((_most_of(id, plan).points for id in ids), Fraction(0)), is_reached=False)
    if any(_has_period(id, plan) for id in ids):
        return bound  # on no single day all of them may be in force
    try:
        answers = reach.answers(*(reach.earned(plan, id) for id in ids))
    except TooMany:
        return bound
    return _Most(max(sum((each.high for each in answer), Fraction(0)) for answer in answers), is_reached=True)


def _has_period(id: str, plan: Plan) -> bool:
    """Whether a criterion, or one that it names, is in force on some days only."""
    criterion = plan.ruleset.criteria[id]
    return criterion.in_force is not None or any(_has_period(other, plan) for other in criterion.references)


def _most_of(id: str, plan: Plan) -> _Most:
    """The most that one criterion can earn."""
    earning = plan.ruleset.criteria[id].earning
    most = relations(plan.ruleset).mosts[id]
    if not isinstance(earning, Sum) or earning.scaled_to is not None or earning.round is not None:
        return _Most(most, is_reached=not isinstance(earning, Sum))
    found = _added(earning.members, plan)
    return found if earning.most is None else found._replace(points=min(found.points, earning.most))


def _groups(ids: Iterable[str], plan: Plan) -> list[tuple[str, ...]]:
    """Criteria in groups that share no fact."""
    found: list[tuple[tuple[str, ...], frozenset[str]]] = []
    for id in ids:
        facts = _facts(id, plan)
        near = [group for group in found if not group[1].isdisjoint(facts)]
        found = [group for group in found if group not in near]
        names = tuple(name for group in near for name in group[0])
        found.append(((*names, id), facts.union(*(group[1] for group in near))))
    return [names for names, _ in found]


def _facts(id: str, plan: Plan) -> frozenset[str]:
    """The facts that a criterion looks at, or those that it names."""
    criterion, basis = plan.ruleset.criteria[id], relations(plan.ruleset).basis
    own = (basis[leaf.indicator] for leaf in leaves_in(criterion.conditions))
    return frozenset[str]().union(*own, *(_facts(other, plan) for other in criterion.references))


SEVERITY = "warning"
SUMMARY = Words(
    "Điểm tối đa in trong văn bản khác tổng của các tiêu chí", "A printed most that the members do not give"
)
AVOID = """\
criteria:
  plan:  {label: {vi: …, en: …}, cite: qd#1, test: {indicator: has_plan, is: true}, points: 4}
  team:  {label: {vi: …, en: …}, cite: qd#2, test: {indicator: has_team, is: true}, points: 5}
  total: {label: {vi: …, en: …}, cite: qd#3, points: {sum: [plan, team], printed_most: 10}}
"""
PREFER = """\
criteria:
  plan:  {label: {vi: …, en: …}, cite: qd#1, test: {indicator: has_plan, is: true}, points: 4}
  team:  {label: {vi: …, en: …}, cite: qd#2, test: {indicator: has_team, is: true}, points: 6}
  total: {label: {vi: …, en: …}, cite: qd#3, points: {sum: [plan, team], printed_most: 10}}
"""
WHY = Words(
    "Điểm tối đa in trong văn bản là số để đối chiếu: khi các tiêu chí cộng lại ra số khác thì có dòng bị chép sai, "
    "bị sót, hoặc hai dòng không thể cùng đạt. So lại từng dòng với văn bản.",
    "The most that a document prints is a checksum: where its members give another number, a row was copied wrongly or "
    "left out, or two rows cannot be earned at once. Compare each row with the document.",
)
