"""A decided evaluation to its margin: the figure that would have to move least, relative to its range, to change it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from smartcommune.assess.assessment import Margin
from smartcommune.engine.cut_points import cells, figure_cuts
from smartcommune.engine.evaluate import Evaluation, evaluate
from smartcommune.messages import Message, Sayable
from smartcommune.model.facts import stated_of
from smartcommune.model.ruleset import Indicator, Verdict
from smartcommune.model.wording import Shown, shown
from smartcommune.profiles.profile import contradicts_itself
from smartcommune.reach.nearest import distance_of


def margin(evaluation: Evaluation) -> Margin | None:
    """The known figure that is nearest to another verdict; None if no single figure can change it.

    Only verdicts on eligibility have a margin: others do not rest on how large a figure is.
    """
    if evaluation.verdict not in (Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE):
        return None
    found = (_margin_of(indicator, evaluation) for indicator in evaluation.plan.ruleset.indicators.values())
    return min((one for one in found if one is not None), key=lambda one: one.relative, default=None)


def _margin_of(indicator: Indicator, evaluation: Evaluation) -> Margin | None:
    stated = stated_of(evaluation.facts, evaluation.plan.ruleset)
    now = stated.get(indicator.id)
    if not isinstance(now, Fraction):
        return None
    edges = sorted(_edges(indicator, evaluation), key=lambda edge: abs(edge[0] - now))
    for edge, value in edges:
        facts = {**stated, indicator.id: value}
        if contradicts_itself(facts, evaluation.plan.ruleset):
            continue
        verdict = evaluate(evaluation.plan, facts).verdict
        if verdict is not evaluation.verdict:
            relative = distance_of(edge, indicator, evaluation.facts)
            text = _text(indicator, now, edge, evaluation.plan.ruleset.verdict_words(verdict))
            return Margin(
                indicator=indicator.id,
                label=indicator.label,
                value=now,
                edge=edge,
                distance=abs(edge - now),
                relative=relative,
                verdict=verdict,
                text=text,
            )
    return None


def _text(indicator: Indicator, now: Fraction, edge: Fraction, verdict: Sayable) -> Message:
    """The margin in one sentence; the distance of percentages is in points."""
    if now == edge:
        return Message("page.margin-exact", label=indicator.label, edge=shown(edge, indicator), verdict=verdict)
    distance = abs(edge - now)
    points = Shown(distance, Message("unit.points")) if indicator.type == "percent" else shown(distance, indicator)
    figures = {"value": shown(now, indicator), "edge": shown(edge, indicator), "distance": points}
    return Message("page.margin", label=indicator.label, verdict=verdict, **figures)


def _edges(indicator: Indicator, evaluation: Evaluation) -> Iterator[tuple[Fraction, Fraction]]:
    """Where a figure reaches another cell, with a value in that cell."""
    now = evaluation.facts[indicator.id]
    points = {*figure_cuts(indicator, evaluation.plan.cuts(indicator.id)), *_counts(indicator, evaluation)}
    cuts = sorted(point for point in points if isinstance(point, Fraction))
    for value in cells(indicator, [*cuts, *_bounds(indicator, evaluation)]):
        if isinstance(value, Fraction) and isinstance(now, Fraction) and value != now:
            passed = [cut for cut in cuts if now <= cut <= value or value <= cut <= now]
            if passed:
                yield (max(passed) if value > now else min(passed)), value


def _bounds(indicator: Indicator, evaluation: Evaluation) -> Iterator[Fraction]:
    """How far a count can move beside its whole and its parts."""
    for other in evaluation.plan.ruleset.indicators.values():
        fact = evaluation.facts.get(other.id)
        if isinstance(fact, Fraction) and (other.id == indicator.at_most or other.at_most == indicator.id):
            yield fact


def _counts(indicator: Indicator, evaluation: Evaluation) -> Iterator[Fraction]:
    """The counts around which a share, whose other count is known, reaches its cut points, or has no value."""
    facts, plan = evaluation.facts, evaluation.plan
    for other in plan.ruleset.indicators.values():
        if other.share is None or indicator.id not in other.share:
            continue
        if indicator.id == other.share.total:
            yield Fraction(0)
        part, whole = facts.get(other.share.of), facts.get(other.share.total)
        if not isinstance(part, Fraction) or not isinstance(whole, Fraction):
            continue
        for cut in plan.cuts(other.id):
            if isinstance(cut, Fraction) and indicator.id == other.share.of:
                reached = cut * whole / 100
            elif isinstance(cut, Fraction) and cut:
                reached = 100 * part / cut
            else:
                continue
            near = (Fraction(reached.numerator // reached.denominator + step) for step in (-1, 0, 1))
            yield from (count for count in near if count >= 0)
