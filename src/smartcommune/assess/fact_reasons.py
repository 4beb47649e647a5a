"""A fact to the reason that it gives: what it is, what it would have to be, and on what it rests."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from smartcommune.assess.assessment import Compared, Reason
from smartcommune.assess.requirement import attestations, attested, needs_of
from smartcommune.engine.cut_points import rounded_from
from smartcommune.engine.evaluate import Evaluation, possible
from smartcommune.logic import Outcome, outcome_of
from smartcommune.messages import Listed, Message, Sayable
from smartcommune.model.condition import Comparison, Leaf, Operand, Operator
from smartcommune.model.facts import NA, is_of_nothing
from smartcommune.model.indicator import Indicator
from smartcommune.model.wording import as_compared, shown
from smartcommune.profiles.profile import Evidence
from smartcommune.quantity import apart


class FactReasons:
    """What each comparison of a fact of one commune gives as a reason."""

    def __init__(self, evaluation: Evaluation, evidence: Mapping[str, Evidence]) -> None:
        self._evaluation = evaluation
        self._evidence = evidence
        self._plan = evaluation.plan
        self._attested = attestations(evaluation.plan.ruleset)

    def reason(self, leaf: Leaf, id: str) -> Reason:
        """Why a comparison of a fact came out as it did."""
        indicator = self._plan.ruleset.indicators[leaf.indicator]
        value = self._evaluation.facts.get(leaf.indicator)
        choices = self._plan.operands(leaf, self._evaluation.facts)
        compared = tuple(
            self.compared(comparison, {operands[number] for operands in choices}, indicator)
            for number, comparison in enumerate(leaf.comparisons)
        )
        outcome = outcome_of(possible(leaf, self._evaluation))
        need = Listed(needs_of(self._plan, leaf, self._evaluation.facts))
        if indicator.sides is not None:
            return self._beside(leaf, indicator.sides, id, outcome, need)
        text = self._why_open(indicator, value, outcome, need) or (
            _attestation(value, outcome)
            if indicator.id in self._attested
            else _sentence(indicator, value, compared, need, outcome)
        )
        return Reason(
            id=id,
            label=indicator.label,
            outcome=outcome,
            text=text,
            citations=(),
            indicator=indicator.id,
            value=value,
            compared=compared,
            evidence=self.evidence(indicator),
        )

    def _beside(self, leaf: Leaf, sides: tuple[str, str], id: str, outcome: Outcome, need: Sayable) -> Reason:
        """One fact beside another: both, with what they are."""
        one, other = (self._plan.ruleset.indicators[side] for side in sides)
        value, limit = (self._evaluation.facts.get(side) for side in sides)
        compared = (Compared(leaf.comparisons[0].operator, None if limit is NA else limit),)
        text = _sentence(one, value, compared, need, outcome)
        if value is not NA and limit is NA:
            text = Message("text.other-not-applicable", label=other.label)
        evidence = (*self.evidence(one), *self.evidence(other))
        found = Reason(id, one.label, outcome, text, (), one.id, value, compared, evidence=evidence)
        return found._replace(other_indicator=other.id, other_value=limit)

    def evidence(self, indicator: Indicator) -> tuple[Evidence, ...]:
        """The evidence of a fact, else that of the figures that it is made of."""
        own = self._evidence.get(indicator.id)
        found = [own] if own is not None else [self._evidence.get(id) for id in indicator.parts]
        return tuple(dict.fromkeys(each for each in found if each is not None and any(each)))

    def _why_open(self, indicator: Indicator, value: object, outcome: Outcome, need: Sayable) -> Message | None:
        """Why a comparison is open although nothing is missing: a share of nothing, or a figure that is rounded."""
        if value is None and is_of_nothing(indicator.form, self._evaluation.facts):
            return Message("text.of-nothing" if indicator.share is None else "text.share-of-nothing", need=need)
        if outcome is not Outcome.UNKNOWN or not isinstance(value, Fraction) or indicator.rounded_to is None:
            return None
        low, high = (shown(end, indicator) for end in rounded_from(value, indicator))
        return Message("text.rounded", value=shown(value, indicator), low=low, high=high, need=need)

    def compared(self, comparison: Comparison, operands: set[Operand | None], indicator: Indicator) -> Compared:
        """What a value was compared with, by which threshold; no operand where several are possible."""
        operand = operands.pop() if len(operands) == 1 else None
        operator = self._plan.operator(comparison)
        if comparison.threshold is None:
            return Compared(operator, operand)
        bound = self._plan.bounds[comparison.threshold]
        threshold = bound.threshold
        return Compared(
            operator=operator,
            threshold=operand,
            threshold_id=threshold.id,
            basis=threshold.basis,
            citations=threshold.citations,
            from_test=threshold.from_test,
            shown=None if operand is None else Listed((shown(operand, indicator),)),
            label=threshold.name,
        )


def _sentence(
    indicator: Indicator, value: object, compared: tuple[Compared, ...], need: Sayable, outcome: Outcome
) -> Message:
    """A comparison in a sentence: the value, and what it would have to be."""
    if value is None:
        return Message("text.not-given", need=need)
    if value is NA:
        return Message("text.not-applicable")
    known = as_compared(value, indicator, _places(value, compared))  # type: ignore[arg-type]  # neither unknown nor NA
    is_plain = outcome is Outcome.MET and all(item.operator is Operator.IS for item in compared)
    return Message("text.value", value=known) if is_plain else Message("text.value-need", value=known, need=need)


def _attestation(value: object, outcome: Outcome) -> Message:
    """What is asked to be so, in the words of those who attest it."""
    if value is None:
        return Message("text.not-assessed", need=Message("attested"))
    if value is NA:
        return Message("text.not-applicable")
    if outcome is Outcome.MET:
        return Message("text.value", value=attested(value))
    return Message("text.not-attested", value=attested(value), need=Message("attested"))


def _places(value: object, compared: tuple[Compared, ...]) -> int | None:
    """As many digits as it takes to show on which side of its threshold a share lies."""
    if not isinstance(value, Fraction):
        return None
    found = [apart(value, item.threshold) for item in compared if isinstance(item.threshold, Fraction)]
    return max((places for places in found if places is not None), default=None)
