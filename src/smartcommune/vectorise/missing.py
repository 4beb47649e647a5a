"""What is open in every row to the unknown facts that keep it open."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw

from smartcommune.ruleset import AtLeast, Leaf, Reference, RuleSet, Share
from smartcommune.vectorise.criteria import Assessed, Part
from smartcommune.vectorise.leaves import Facts, Leaves
from smartcommune.vectorise.possible import Truth, all_true, any_true, no
from smartcommune.vectorise.steps import Steps
from smartcommune.vectorise.verdicts import named


def missing(found: Assessed, undetermined: Truth, ruleset: RuleSet, leaves: Leaves, steps: Steps) -> nw.Expr:
    """The ids of the unknown facts in undecided branches, in the order of the rule set; null where there are none.

    A branch is undecided as long as several outcomes are possible for it and for all that it stands in. `check` goes
    further, one commune at a time: it leaves out what cannot change the verdict after all, because an indicator is used
    twice or a threshold has no value. Where neither is so, the two lists have the same facts.
    """
    gaps = _Gaps(leaves, ruleset, steps)
    gaps.fill(found, undetermined)
    return named({id: steps.kept(any_true(rows)) for id, rows in gaps.rows.items()})


class _Gaps:
    """For each indicator, the rows in which it is asked for."""

    def __init__(self, leaves: Leaves, ruleset: RuleSet, steps: Steps) -> None:
        self.rows: dict[str, list[Truth]] = {id: [] for id in ruleset.indicators}
        self._leaves = leaves
        self._facts: Facts = leaves.facts
        self._ruleset = ruleset
        self._steps = steps
        self._reached: dict[str, list[Truth]] = {id: [] for id in ruleset.criteria}

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
        for member in part.members:
            self._below(member, here)

    def _leaf(self, leaf: Leaf, here: Truth) -> None:
        for plan, rows in self._leaves.plans:
            self._ask_place(plan.place_of(leaf), [here, rows])
        share = self._ruleset.indicators[leaf.indicator].share
        if share is None:
            self.rows[leaf.indicator].append(all_true([here, self._facts[leaf.indicator].unknown]))
        else:
            self._share(leaf.indicator, share, here)

    def _share(self, id: str, share: Share, here: Truth) -> None:
        """A share is asked for as a share, unless one of its counts is known already."""
        part, whole = self._facts[share.of], self._facts[share.total]
        open_here = all_true([here, self._leaves.share(id, share).fact.unknown])
        self.rows[share.of].append(all_true([open_here, part.unknown, no(whole.unknown)]))
        self.rows[share.total].append(all_true([open_here, whole.unknown, no(part.unknown)]))
        self.rows[id].append(all_true([open_here, part.unknown, whole.unknown]))

    def _ask_place(self, by: str | None, rows: Sequence[Truth]) -> None:
        if by is not None:
            self.rows[by].append(all_true([*rows, self._facts[by].unknown]))
