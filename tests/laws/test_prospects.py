"""What a commune can become, by its counts, against every number that the unknown count may have."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcommune.assess import fillings
from smartcommune.assess.prospects import Prospect, Prospects
from smartcommune.engine.evaluate import evaluate
from smartcommune.engine.plan import Plan, make_plan
from smartcommune.engine.weight import NO_WEIGHT, whole_weights
from smartcommune.model.facts import NA, Facts, FactValue
from smartcommune.model.ruleset import Verdict
from smartcommune.profiles.profile import contradicts_itself
from tests.unit.tiny import DAY, tiny, yes

# Beyond them nothing changes any more for the counts that are tried: 20 of 140 are less than 15 %.
MOST = 140
NUMBERS = range(21)
SHARES = ("0%", "15%", "33.3%", "50%", "60%", "80%", "100%")


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Rules about a share, its counts and a fact beside them, of which some rest on others."""
    share = st.sampled_from(SHARES).flatmap(lambda cut: _leaf("share", ("gte", "gt", "lt", "lte"), cut))
    count = st.tuples(st.sampled_from(["part", "whole"]), st.integers(3, 25)).flatmap(
        lambda pair: _leaf(pair[0], ("gte", "lt"), str(pair[1]))
    )
    leaves = st.one_of(share, share, count, st.just(yes("a")))
    criteria: dict[str, Any] = {}
    for id in ("k1", "k2", "k3", "k4"):
        one = st.one_of(leaves, st.sampled_from([*criteria])) if criteria else leaves
        group = draw(st.sampled_from(["all_of", "any_of", "none_of"]))
        criteria[id] = {"test": {group: draw(st.lists(one, min_size=1, max_size=3, unique_by=str))}}
    low, high = draw(st.sampled_from([(0, None), (0, 25), (3, None)]))
    limits = (
        {"range": {"min": str(low), **({} if high is None else {"max": str(high)})}} if (low, high) != (0, None) else {}
    )
    whole = {"type": "count", **limits}
    when = {draw(st.sampled_from(["all_of", "any_of"])): ["k2", "k4"]}
    return make_plan(tiny(criteria, when, indicators={"whole": whole}), DAY)


def _leaf(indicator: str, operators: tuple[str, ...], value: str) -> st.SearchStrategy[dict[str, str]]:
    return st.sampled_from(operators).map(lambda operator: {"indicator": indicator, operator: value})


def filled(facts: Facts) -> Iterator[Facts]:
    """The facts of a commune, one of whose counts is unknown, in every way in which they may become known."""
    for other in ("part", "whole"):
        if other not in facts:
            for number in (*map(Fraction, range(MOST)), NA):
                for flag in (facts["a"],) if "a" in facts else (True, False, NA):
                    yield {**facts, "a": flag, other: number}


def brute(plan: Plan, facts: Facts) -> set[Prospect]:
    """Everything that a commune can become, by the evaluation of each."""
    weights = whole_weights(plan.ruleset)
    found = set()
    for each in filled(facts):
        if contradicts_itself(each, plan.ruleset) or _is_out(each, plan):
            continue
        evaluation, weight = evaluate(plan, each), NO_WEIGHT
        for id, many in weights.items():
            weight = weight.plus(many, evaluation.outcomes[id])
        found.add(Prospect(evaluation.verdict is Verdict.ELIGIBLE, weight.score))
    return found


def _is_out(facts: Facts, plan: Plan) -> bool:
    """Whether a count lies outside its range."""
    whole, declared = facts["whole"], plan.ruleset.indicators["whole"]
    if not isinstance(whole, Fraction):
        return False
    return (declared.least is not None and whole < declared.least) or (
        declared.most is not None and whole > declared.most
    )


@pytest.mark.full
@given(plans(), st.sampled_from(["part", "whole"]), st.sampled_from([{"a": True}, {}]))
def test_a_known_count_leaves_what_some_number_of_the_other_makes(
    plan: Plan, known: str, more: dict[str, FactValue]
) -> None:
    """Looked at one after the other, so that whatever is taken over from another number has to be right."""
    prospects = Prospects(plan)
    for number in NUMBERS:
        facts: Facts = {**more, known: Fraction(number)}
        if not contradicts_itself(facts, plan.ruleset) and not _is_out({"whole": NA, **facts}, plan):
            evaluation = evaluate(plan, facts)
            if evaluation.verdict in (Verdict.ELIGIBLE, Verdict.UNDETERMINED):
                found = prospects.asked(prospects.known(evaluation.verdict, evaluation.outcomes), facts)
                assert found == brute(plan, facts), facts


def test_numbers_that_make_the_same_shares_are_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 80 % all parts are alike that 4 divides, and all others: a hundred communes take no more than these two."""
    tried: list[object] = []
    outcomes_of = fillings.outcomes_of
    monkeypatch.setattr(fillings, "outcomes_of", lambda *given: tried.append(given) or outcomes_of(*given))
    plan = make_plan(tiny({"many": {"indicator": "share", "gte": "80%"}}, {"all_of": ["many"]}), DAY)
    prospects, steps = Prospects(plan), []
    for number in range(8, 108):
        evaluation = evaluate(plan, {"part": Fraction(number)})
        prospects.asked(prospects.known(evaluation.verdict, evaluation.outcomes), {"part": Fraction(number)})
        steps.append(len(tried))
    assert steps[1] > steps[0] > 0
    assert set(steps[1:]) == {steps[1]}
