"""Members one after the other to what is possible for their group: as much as has to be remembered, and no more.

Each part of a question is such a count. It begins with a summary, takes its members' answers in any order, and gives
the group's answer at the end; the summaries of communes that can no longer be told apart are equal.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from fractions import Fraction
from math import ceil
from typing import Any, Final, NamedTuple

from smartcommune.engine.evaluate import enough_for
from smartcommune.engine.points import (
    MOST_SUMS,
    NO_STEPS,
    Earned,
    Pair,
    Steps,
    added,
    finished,
    finished_pair,
    in_points,
    in_steps,
    is_plain,
    where_applied,
)
from smartcommune.engine.verdicts import verdict_of
from smartcommune.engine.weight import NO_WEIGHT, Weight
from smartcommune.logic import MET, NOT_APPLICABLE, NOT_MET, UNDECIDED, Enough, Possible, applied
from smartcommune.model.points import Sum
from smartcommune.model.ruleset import Criterion, Verdict

Needs = tuple[Fraction | None, ...]
Summary = Hashable

# More members than any group has: nothing is forgotten.
ALL: Final = 1_000_000


class Members(NamedTuple):
    """What members leave possible, as far as their group can tell."""

    can_be_met: int = 0
    only_not_met: int = 0
    only_met: int = 0
    can_be_not_met: int = 0
    may_all_drop_out: bool = True
    left: int = 0  # how many are still to come, where that can settle the answer


class Quorum:
    """Members of whom enough must be met.

    Args:
        needs: how many; several where a place decides it and is not known, None where no number is in force.
        is_share: whether the numbers are percent of those that apply.
        most: how many can matter of those that can be met, cannot, are met, and can be not met.
        settled: the answer that one member can give alone, if it has that outcome only.
        left: how many members there are, where their number can settle the answer.
    """

    def __init__(
        self, needs: Needs, is_share: bool, most: Sequence[int], settled: Possible | None, left: int = 0
    ) -> None:
        self.start: Summary = Members(left=left)
        self.needs = needs
        self.is_share = is_share
        self._most = tuple(most)
        self._whole = [ceil(need) for need in needs if need is not None]
        self._counts = not is_share and len(self._whole) == len(needs)
        self._settled = settled

    def add(self, summary: Any, _: int, member: Possible) -> Summary:
        most = self._most
        # Of a number: one that is met shows that the group applies, so that one that is not tells no more.
        is_told = not self.is_share and (summary.only_met or member == MET)
        return Members(
            min(summary.can_be_met + bool(member & MET), most[0]),
            min(summary.only_not_met + (member == NOT_MET), most[1]),
            min(summary.only_met + (member == MET), most[2]),
            0 if is_told else min(summary.can_be_not_met + bool(member & NOT_MET), most[3]),
            bool(summary.may_all_drop_out and member & NOT_APPLICABLE),
            max(summary.left - 1, 0),
        )

    def settled(self, summary: Any) -> bool:
        """Whether no further member can change the answer."""
        if self._settled == MET:
            return bool(summary.only_met)
        if self._settled == NOT_MET:
            return bool(summary.only_not_met)
        return self._counts and all(_is_decided(summary, need) for need in self._whole)

    def result(self, summary: Any) -> Possible:
        found = Possible(0)
        for need in self.needs:
            found |= enough_of(summary, need, self.is_share)
        return found


def _is_decided(members: Members, need: int) -> bool:
    """Whether those still to come change nothing: some apply, and the rest is too few to turn either answer."""
    can_hold, holds = members.can_be_met, members.only_met
    return (
        not members.may_all_drop_out
        and (can_hold >= need or can_hold + members.left < need)
        and (holds >= need or holds + members.left < need)
    )


def enough_of(members: Members, need: Fraction | None, is_share: bool) -> Possible:
    """The outcomes of a group that needs so many members; as in `logic.counted`, from the counts alone."""
    found = NOT_APPLICABLE if members.may_all_drop_out else Possible(0)
    if need is None:
        return found | (UNDECIDED if members.can_be_met or members.can_be_not_met else Possible(0))
    enough = enough_for(need, is_share)
    if _can_hold(members, enough):
        found |= MET
    if _can_fail(members, enough):
        found |= NOT_MET
    return found


def _can_hold(members: Members, enough: Enough) -> bool:
    applicable = members.can_be_met + members.only_not_met
    if applicable:
        return enough(members.can_be_met, applicable)
    return members.can_be_not_met > 0 and enough(0, 1)


def _can_fail(members: Members, enough: Enough) -> bool:
    applicable = members.only_met + members.can_be_not_met
    if applicable:
        return not enough(members.only_met, applicable)
    return members.can_be_met > 0 and not enough(1, 1)


def all_members() -> Quorum:
    """Every member that applies must be met: 100 % of them."""
    return Quorum((Fraction(100),), is_share=True, most=(1, 1, 0, 1), settled=NOT_MET)


def any_member() -> Quorum:
    return Quorum((Fraction(1),), is_share=False, most=(1, 1, 1, 1), settled=MET)


def enough_members(needs: Needs, members: int) -> Quorum:
    """Members of whom so many must be met; those that are not matter only where none has to be."""
    known = [ceil(need) for need in needs if need is not None]
    most = max([1, *known])
    return Quorum(needs, is_share=False, most=(most, int(0 in known), most, 1), settled=None, left=members)


class OpenQuorum(Quorum):
    """Members of whom it is not known yet how many must be met: the answer is what they leave possible."""

    def __init__(self) -> None:
        super().__init__((), is_share=True, most=(ALL,) * 4, settled=None)

    def result(self, summary: Any) -> Any:
        return summary


class Function:
    """A few parts with a place each, and what follows from them."""

    def __init__(self, parts: int, rule: Callable[..., Any]) -> None:
        self.start: Summary = (None,) * parts
        self.rule = rule

    def add(self, summary: Any, part: int, answer: Any) -> Summary:
        return (*summary[:part], answer, *summary[part + 1 :])

    def settled(self, _: Any) -> bool:
        return False

    def result(self, summary: Any) -> Any:
        return self.rule(*summary)


class WhereItApplies(Function):
    """A test with a condition on when it applies: where that does not hold, the test does not matter."""

    def __init__(self) -> None:
        super().__init__(2, applied)

    def settled(self, summary: Any) -> bool:
        applies, _ = summary
        return applies is not None and not applies & MET

    def result(self, summary: Any) -> Possible:
        return NOT_APPLICABLE if self.settled(summary) else applied(*summary)


class QuorumByNumber(Function):
    """What counted members come to: which needs are possible, by their number, and what the members leave possible."""

    def __init__(self, needs: Needs, is_share: bool) -> None:
        super().__init__(2, self._enough)
        self._needs = needs
        self._is_share = is_share

    def _enough(self, numbers: tuple[int, ...], members: Members) -> Possible:
        found = Possible(0)
        for number in numbers:
            found |= enough_of(members, self._needs[number], self._is_share)
        return found


class VerdictRule(Function):
    """The verdict, from the scope and the condition of eligibility."""

    def __init__(self) -> None:
        super().__init__(2, verdict_of)

    def settled(self, summary: Any) -> bool:
        scope, eligible = summary
        return (scope is not None and not scope & MET) or eligible == NOT_APPLICABLE

    def result(self, summary: Any) -> Verdict:
        scope, eligible = summary
        return Verdict.OUT_OF_SCOPE if self.settled(summary) else verdict_of(scope, eligible)


class Adding:
    """Members of a sum of points, and whether the sum applies: the answer is what it can earn."""

    def __init__(self, criterion: Criterion, earning: Sum, most: Fraction) -> None:
        self.start: Summary = (None, NO_STEPS)
        self._in_steps: dict[Earned, Steps] = {}
        self._criterion = criterion
        self._earning = earning
        self._most = most

    def pairs(self, summary: Any, part: int, answer: Any) -> int:
        """How many pairs are added up for a member; each takes as long as an answer that is heard."""
        return 0 if part == 0 else min(len(summary[1].pairs) * len(answer.pairs), MOST_SUMS)

    def add(self, summary: Any, part: int, answer: Any) -> Summary:
        applies, earned = summary
        return (answer, earned) if part == 0 else (applies, added(earned, self._stepped(answer)))

    def _stepped(self, answer: Earned) -> Steps:
        """A member's answer in steps; each is heard beside many others."""
        if answer not in self._in_steps:
            self._in_steps[answer] = in_steps(answer)
        return self._in_steps[answer]

    def settled(self, _: Any) -> bool:
        return False

    @property
    def is_plain(self) -> bool:
        """Whether nothing is done to what was added up."""
        return is_plain(self._criterion, self._earning)

    def ends(self, pair: Pair) -> list[Pair]:
        """What points that were added up may come to, with the most that was to be had."""
        return list(finished_pair(self._criterion, self._earning, pair, self._most))

    @property
    def rises(self) -> bool:
        """Whether more points never come to less."""
        return self._earning.scaled_to is None or self._earning.scaled_to > 0

    def result(self, summary: Any) -> Any:
        applies, earned = summary
        whole = finished(self._criterion, self._earning, in_points(earned), self._most)
        return where_applied(self._criterion, whole, applies, self._most)


class Weighed:
    """Criteria that count, each with its weight: the answer is the weight of what is met and of what applies."""

    def __init__(self, weights: Sequence[int]) -> None:
        self.start: Summary = NO_WEIGHT
        self._weights = tuple(weights)

    def add(self, summary: Any, part: int, outcome: Possible) -> Summary:
        weight: Weight = summary
        return weight.plus(self._weights[part], outcome)

    def settled(self, _: Any) -> bool:
        return False

    def result(self, summary: Any) -> Any:
        return summary


Counting = Quorum | Function | Weighed | Adding
