"""What is open in every row to the unknown facts that keep it open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import narwhals as nw

from smartcommune.model.ruleset import AtLeast, Leaf, Reference, RuleSet, Share
from smartcommune.vectorise.criteria import Assessed, Part
from smartcommune.vectorise.doubt import Asked, doubtful
from smartcommune.vectorise.leaves import FactColumns, Leaves
from smartcommune.vectorise.possible import Term, Truth, all_true, any_true, no
from smartcommune.vectorise.steps import Steps
from smartcommune.vectorise.verdicts import named


class MissingColumns(NamedTuple):
    """The ids of the unknown facts in undecided branches, and the rows in which some may not matter after all."""

    ids: nw.Expr
    doubtful: Truth


def missing(
    found: Assessed, undetermined: Truth, ruleset: RuleSet, leaves: Leaves, steps: Steps, *, with_doubts: bool
) -> MissingColumns:
    """The ids of the unknown facts in undecided branches, in the order of the rule set; null where there are none.

    A branch is undecided as long as several outcomes are possible for it and for all that it stands in. In doubtful
    rows some of these facts may be unable to change the verdict after all, for example because an indicator is used
    twice; which these are takes a look at one commune at a time.
    """
    gaps = _Gaps(leaves, ruleset, steps)
    gaps.fill(found, undetermined)
    ids = named({id: steps.kept(any_true(rows)) for id, rows in gaps.rows.items()})
    return MissingColumns(ids, steps.kept(gaps.doubtful()) if with_doubts else False)


class _Gaps:
    """For each indicator, the rows in which it is asked for."""

    def __init__(self, leaves: Leaves, ruleset: RuleSet, steps: Steps) -> None:
        self.rows: dict[str, list[Truth]] = {id: [] for id in ruleset.indicators}
        self._leaves = leaves
        self._facts: FactColumns = leaves.facts
        self._ruleset = ruleset
        self._steps = steps
        self._reached: dict[str, list[Truth]] = {id: [] for id in ruleset.criteria}
        self._asked: list[Asked] = []
        self._unsettled: list[Truth] = []  # rows in which a group is open whose number of members has no value

    def doubtful(self) -> Truth:
        """The rows in which some of these facts may be unable to change the verdict."""
        plans = [plan for plan, _ in self._leaves.plans]
        places = [any_true(self.rows[id]) for id in self._ruleset.places]
        named = [*self.rows.values(), *self._reached.values()]
        return doubtful(self._asked, named, places, self._unsettled, plans)

    def fill(self, found: Assessed, undetermined: Truth) -> None:
        """Follows what is undecided from the verdict down; each criterion comes after all that name it."""
        outside = all_true([undetermined, no(found.scope.is_met)])
        for id in self._ruleset.scope:
            self._reached[id].append(all_true([outside, found.criteria[id].possible.is_open]))
        self._below(found.eligible, undetermined)
        for id in reversed(list(self._ruleset.criteria)):
            here = self._steps.kept(any_true(self._reached[id]))
            judged = found.criteria[id]
            for part in (judged.applies, judged.test):
                if part is not None:
                    self._below(part, here)

    def _below(self, part: Part, above: Truth) -> None:
        here = self._steps.kept(all_true([above, part.possible.is_open]))
        match part.condition:
            case _ if here is False:
                return
            case Reference(criterion=criterion):
                self._reached[criterion].append(here)
            case Leaf() as leaf:
                self._leaf(leaf, here)
            case AtLeast(threshold=threshold) if threshold is not None:
                for plan, rows in self._leaves.plans:
                    self._ask_place(plan.bounds[threshold].by, [here, rows])
                self._unsettled += [here for need, _ in self._leaves.needs(threshold) if need is None]
        for member in part.members:
            self._below(member, here)

    def _leaf(self, leaf: Leaf, here: Truth) -> None:
        for plan, rows in self._leaves.plans:
            self._ask_place(plan.place_of(leaf), [here, rows])
        share = self._ruleset.indicators[leaf.indicator].share
        fact = self._facts[leaf.indicator] if share is None else self._leaves.share(leaf.indicator, share).fact
        unknown = fact.unknown
        in_doubt = all_true([here, unknown, self._facts.said(leaf.indicator)])
        self._unsettled.append(in_doubt)
        self._in_doubt(leaf.indicator, in_doubt)
        asked = all_true([here, unknown, no(in_doubt)])
        if share is None:
            self.rows[leaf.indicator].append(asked)
        else:
            self._share(leaf.indicator, share, asked)
        self._asked.append(Asked(leaf, here, unknown))

    def _share(self, id: str, share: Share, open_here: Truth) -> None:
        """A share is asked for as a share, unless one of its counts is known already; of nothing no part settles it."""
        part, whole = self._facts[share.of], self._facts[share.total]
        nothing = all_true([whole.known, Term(whole.value == 0)])
        self._unsettled.append(all_true([open_here, nothing]))
        self.rows[share.of].append(all_true([open_here, part.unknown, no(any_true([whole.unknown, nothing]))]))
        self.rows[share.total].append(all_true([open_here, whole.unknown, no(part.unknown)]))
        self.rows[id].append(all_true([open_here, part.unknown, whole.unknown]))

    def _in_doubt(self, id: str, here: Truth) -> None:
        """Where a fact is said not to apply, but it is not known whether it may: asked for is what decides that."""
        if here is False:
            return
        indicator = self._ruleset.indicators[id]
        for other in (*(leaf.indicator for leaf in indicator.conditions), *(indicator.share or ())):
            unknown, said = all_true([here, self._facts[other].unknown]), self._facts.said(other)
            self.rows[other].append(all_true([unknown, no(said)]))
            self._in_doubt(other, all_true([unknown, said]))

    def _ask_place(self, by: str | None, rows: Sequence[Truth]) -> None:
        if by is not None:
            self.rows[by].append(all_true([*rows, self._facts[by].unknown]))
