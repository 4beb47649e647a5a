"""The most points that a document prints for a sum, where its members together reach another number."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.most_points import most_of, most_together
from smartcommune.engine.plan import Plan, make_plan
from smartcommune.messages import Listed, Message, Words
from smartcommune.model.points import Sum
from smartcommune.model.wording import Shown


def check(subject: Subject) -> Iterator[Finding]:
    plan = make_plan(subject.ruleset, subject.ruleset.in_force.first)
    for id in subject.own("criteria"):
        earning = subject.ruleset.criteria[id].earning
        if isinstance(earning, Sum) and earning.printed_most is not None:
            found = most_together(earning.members, plan)
            if found.points < earning.printed_most or (found.is_reached and found.points > earning.printed_most):
                said = {"printed": Shown(earning.printed_most), "found": Shown(found.points)}
                message = Message("lint.printed-most", parts=Listed(tuple(_given(earning, plan)), " + "), **said)
                yield Finding(("criteria", id, "points", "printed_most"), message)


def _given(earning: Sum, plan: Plan) -> Iterator[Message]:
    """What each member gives at most."""
    for id in earning.members:
        yield Message("lint.most-of", name=id, most=Shown(most_of(id, plan).points))


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
