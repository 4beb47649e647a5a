"""Figures beside those that they are computed from: contradictions, with the places of both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from smartcommune.messages import Listed, Message
from smartcommune.model.facts import NA, Facts, FactValue, completed, figure_of
from smartcommune.model.forms import Form
from smartcommune.model.indicator import Indicator
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import RuleSet
from smartcommune.model.values import limits
from smartcommune.model.wording import shown
from smartcommune.problems import Place, Problem
from smartcommune.profiles.shares import agree


def otherwise_computed(
    indicator: Indicator, form: Form, facts: Facts, ruleset: RuleSet, places: Mapping[str, Place]
) -> Iterator[Problem]:
    """A figure that says something else than those that it follows from, by more than its last digit."""
    stated, known = facts[indicator.id], completed(facts, ruleset)
    computed = figure_of(form, known)
    if computed is None and form.share and known.get(form.share.of) == 0 and stated is not NA:
        computed = Fraction(0)  # of whatever it is
    if computed is None or agree(stated, computed):
        return
    other = _place_of_part(indicator.id, ruleset, places)
    figures = {"stated": stated, "computed": computed}
    message = Message(
        "other-share" if form.kind == "share" else "otherwise-computed",
        figure=indicator.id,
        parts=Listed(tuple(f"`{id}`" for id in form.parts), ", "),
        **dict(zip(("part", "whole"), form.parts, strict=False)),
        place=other,
        **{key: _in_words(value, indicator) for key, value in figures.items()},
    )
    yield Problem("contradiction", places[indicator.id], message, related=other)


def _in_words(value: FactValue, indicator: Indicator) -> object:
    return Message("not-applicable") if value is NA else shown(value, indicator)


def _place_of_part(id: str, ruleset: RuleSet, places: Mapping[str, Place], number: int = 0) -> Place:
    """Where a fact is stated that a figure follows from, in the order of the rule set; the last one where few are."""
    sources = relations(ruleset).sources[id]
    stated = [places[each] for each in ruleset.indicators if each in sources and each in places]
    return stated[min(number, len(stated) - 1)]


def beyond_range(facts: Facts, ruleset: RuleSet, places: Mapping[str, Place]) -> Iterator[Problem]:
    """Figures that cannot be what they are computed to be."""
    forms = [(id, form) for id, form in relations(ruleset).forms.items() if not form.share]
    known = completed(facts, ruleset) if forms else facts
    for id, form in forms:
        indicator, figure = ruleset.indicators[id], figure_of(form, known)
        low, high = limits(indicator)
        if isinstance(figure, Fraction) and not (figure if low is None else low) <= figure <= (
            figure if high is None else high
        ):
            at, other = (_place_of_part(id, ruleset, places, number) for number in (0, 1))
            message = Message(
                "computed-out-of-range",
                figure=id,
                parts=Listed(tuple(f"`{part}`" for part in form.parts), ", "),
                computed=shown(figure, indicator),
                low="…" if low is None else shown(low, indicator),
                high="…" if high is None else shown(high, indicator),
                place=other,
            )
            yield Problem("contradiction", at, message, Message("computed-out-of-range-help"), related=other)
