"""Questions about plans, and every answer that some commune gives."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from smartcommune.engine.evaluate import evaluate
from smartcommune.engine.plan import Plan, make_plan
from smartcommune.logic import MET, NOT_APPLICABLE, NOT_MET
from smartcommune.model.facts import NA
from smartcommune.model.ruleset import RuleSet, Verdict
from smartcommune.reach import Budget, Reach, TooMany, verdict_pairs, witness
from smartcommune.reach.communes import Communes
from smartcommune.reach.ways import Limit
from smartcommune.rulesets.library import load_built_in
from tests.quick import some

from .tiny import DAY, Tree, ethnic, threshold, tiny, yes


def of_share(least: int, operator: str, percent: str) -> Any:
    """Who is eligible: of a whole that is asked for as well, so many at least, and just that share."""
    criteria = {
        "many": {"indicator": "part", "gte": least},
        "share": {"indicator": "share", operator: percent},
        "some": {"indicator": "whole", "gte": 1},
    }
    plan = plan_of(tiny(criteria, {"all_of": list(criteria)}))
    reach = Reach(Communes([plan], unknown=False, not_applicable=False))
    return witness(reach, lambda verdict: verdict is Verdict.ELIGIBLE, reach.verdict(plan))


@pytest.mark.parametrize(
    ("least", "operator", "percent", "facts"),
    [
        (50, "is", "16%", {"part": 52, "whole": 325}),
        (50, "lt", "16%", {"part": 50, "whole": 313}),
        (1000, "is", "0.16%", {"part": 1000, "whole": 625_000}),
        (777, "is", "33.3%", {"part": 999, "whole": 3000}),
        (2000, "gte", "99.9%", {"part": 2000, "whole": 2000}),
    ],
)
def test_a_share_of_many_is_possible_where_the_whole_is_large(
    least: int, operator: str, percent: str, facts: dict[str, int]
) -> None:
    """However large the whole has to be; it was looked for among the first few hundred only."""
    assert of_share(least, operator, percent) == facts


def test_one_of_something_is_not_nothing() -> None:
    """Below the only cut point of a count lie 0, of which there is no share, and others, of which there is."""
    criteria = {"many": {"applies_when": {"indicator": "whole", "gte": 2}, "test": yes("a")}}
    plan = plan_of(tiny(criteria, {"indicator": "share", "is": "0%"}))
    reach = Reach(Communes([plan], unknown=False, not_applicable=False))
    answers = reach.answers(reach.outcome(plan, "many"), reach.verdict(plan))
    assert answers[NOT_APPLICABLE, Verdict.NOT_ELIGIBLE]["whole"] == 1


def plan_of(ruleset: RuleSet, **options: Any) -> Plan:
    return make_plan(ruleset, DAY, **options)


def rate(operator: str, percent: str) -> Plan:
    return plan_of(tiny({"it": {"indicator": "rate", operator: percent}}, "it"))


def test_two_rules_that_differ_at_one_point_are_told_apart_there() -> None:
    """Over 60 % and 60 % or more differ for a commune at exactly 60 %, and for no other."""
    found = verdict_pairs(rate("gt", "60%"), rate("gte", "60%"))
    assert found[Verdict.NOT_ELIGIBLE, Verdict.ELIGIBLE] == {"rate": Fraction(60)}
    assert (Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE) not in found


def test_rules_that_say_the_same_in_other_words_are_proven_equal() -> None:
    """Not below 60 % is 60 % or more, for whole communes and for half known ones."""
    other = plan_of(tiny({"it": {"not": {"indicator": "rate", "lt": "60%"}}}, "it"))
    assert all(before is after for before, after in verdict_pairs(rate("gte", "60%"), other))


def test_a_witness_has_the_fewest_facts() -> None:
    """One met branch of three is enough, and none is needed where nothing is asked for."""
    plan = plan_of(tiny({"ca": yes("a"), "cb": yes("b"), "cc": yes("c")}, {"any_of": ["ca", "cb", "cc"]}))
    reach = Reach(Communes([plan]))
    assert witness(reach, lambda verdict: verdict is Verdict.ELIGIBLE, reach.verdict(plan)) == {"c": True}
    assert witness(reach, lambda verdict: verdict is Verdict.UNDETERMINED, reach.verdict(plan)) == {}
    assert witness(reach, lambda verdict: verdict is Verdict.OUT_OF_SCOPE, reach.verdict(plan)) == dict.fromkeys(
        "abc", NA
    )
    assert witness(reach, lambda verdict: verdict is Verdict.NOT_IN_FORCE, reach.verdict(plan)) is None


def test_whether_a_criterion_can_ever_decide() -> None:
    """A criterion decides where the opposite outcome gives another verdict; one that is implied never does."""
    criteria = {
        "high": {"indicator": "rate", "gte": "80%"},
        "low": {"indicator": "rate", "gte": "50%"},
    }
    plan = plan_of(tiny(criteria, {"any_of": ["high", "low"]}))
    reach = Reach(Communes([plan], unknown=False, not_applicable=False))

    def decides(id: str, outcome: Any, other: Any) -> Any:
        questions = reach.outcome(plan, id), reach.verdict(plan), reach.verdict(plan, {id: other})
        return witness(reach, lambda found, verdict, without: found == outcome and verdict is not without, *questions)

    assert decides("high", MET, NOT_MET) is None
    assert decides("low", MET, NOT_MET) is not None
    assert decides("low", NOT_MET, MET) is not None


def test_a_criterion_that_turns_out_not_to_apply_is_another_thing_than_one_whose_test_does_not() -> None:
    """Of the first nothing more is asked, of the second whether it applies: the two are not counted as one."""
    criteria: Tree = {"it": {"applies_when": yes("a"), "test": yes("b")}}
    old, new = plan_of(tiny(criteria, yes("b"))), plan_of(tiny(criteria, yes("b"), scope=["it"]))
    found = verdict_pairs(old, new)
    assert found[Verdict.ELIGIBLE, Verdict.OUT_OF_SCOPE] == {"a": False, "b": True}
    assert found[Verdict.OUT_OF_SCOPE, Verdict.OUT_OF_SCOPE] == {"b": NA}


def test_settled_facts_are_kept() -> None:
    """With a fact given, only the others range; the given one is not repeated in the answer."""
    criteria: Tree = {"ca": yes("a"), "cb": yes("b")}
    plan = plan_of(tiny(criteria, {"all_of": ["ca", "cb"]}))
    reach = Reach(Communes([plan], given={"a": False}))
    assert {verdict for (verdict,) in reach.answers(reach.verdict(plan))} == {Verdict.NOT_ELIGIBLE}
    reach = Reach(Communes([plan], given={"a": True}))
    assert reach.answers(reach.verdict(plan))[Verdict.ELIGIBLE,] == {"b": True}


def test_counts_and_their_share_go_together() -> None:
    """Where both counts are compared, the share follows from them: no commune has 1 of 1 and a share below 50 %."""
    criteria = {
        "many": {"indicator": "part", "gte": 1},
        "few": {"indicator": "whole", "lte": 1},
        "half": {"indicator": "share", "lt": "50%"},
    }
    plan = plan_of(tiny(criteria, {"all_of": list(criteria)}))
    reach = Reach(Communes([plan], unknown=False, not_applicable=False))
    assert witness(reach, lambda verdict: verdict is Verdict.ELIGIBLE, reach.verdict(plan)) is None
    answers = reach.answers(*(reach.outcome(plan, id) for id in criteria))
    assert answers[MET, NOT_MET, MET] == {"part": 1, "whole": 3}


@pytest.mark.parametrize("drops_out", ["part", "whole"])
def test_a_share_does_not_apply_where_one_of_its_counts_does_not(drops_out: str) -> None:
    """Nothing asks for that count; and the share itself may only say so beside it."""
    never = {"may_not_apply": {"indicator": "rate", "lt": "0%"}}
    indicators = {id: {"type": "count", **({} if id == drops_out else never)} for id in ("part", "whole")}
    ruleset = tiny({"it": {"indicator": "share", "gte": "50%"}}, "it", indicators=indicators, share={})
    found = verdict_pairs(plan_of(ruleset), plan_of(ruleset))
    assert found[Verdict.OUT_OF_SCOPE, Verdict.OUT_OF_SCOPE] == {drops_out: NA}


def test_a_place_is_asked_for_once() -> None:
    """Thresholds by region: the region that makes the difference is part of the commune."""
    by_region = {"low": threshold("percent", "50%", places={"delta": "40%"})}
    ruleset = tiny({"it": {"indicator": "rate", "gte": {"threshold": "low"}}}, "it", thresholds=by_region)
    found = verdict_pairs(plan_of(ruleset), rate("gte", "50%"))
    assert found[Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE] == {"region": "delta", "rate": 40}
    assert (Verdict.NOT_ELIGIBLE, Verdict.ELIGIBLE) not in found


def test_the_example_of_the_format_has_every_verdict() -> None:
    """Shares, counts, places, a criterion that applies only somewhere; as nothing may not apply, all are in scope."""
    plan = plan_of(ethnic())
    reach = Reach(Communes([plan], unknown=False))
    verdicts = {verdict for (verdict,) in reach.answers(reach.verdict(plan))}
    assert verdicts == {Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE}


@pytest.mark.full
def test_counts_of_many_members_are_taken_apart_from_each_other() -> None:
    """Two titles are lost by failing many of 19 criteria each, or some with a named one: all of it is gone through."""
    ruleset = load_built_in("title-revocation-2022")
    plan = make_plan(ruleset, date(2023, 6, 30))
    found = verdict_pairs(plan, make_plan(ruleset, date(2023, 6, 30), {"half_failed": "60%"}))
    assert (Verdict.ELIGIBLE, Verdict.NOT_ELIGIBLE) in found
    assert (Verdict.NOT_ELIGIBLE, Verdict.ELIGIBLE) not in found


@pytest.mark.full
@pytest.mark.parametrize("share", some(["50%", "2/3"], ["2/3"]))
def test_what_counts_the_same_members_agrees_with_each_commune(share: str) -> None:
    """Two counts of the same members, one with a named member, beside two others: every commune of four facts each."""
    one, other = [yes(flag) for flag in "abc"], [yes(flag) for flag in "def"]
    criteria: Tree = {
        "most": {"at_least": {"n": share, "of": one}},
        "named": {"at_least": {"n": "1/3", "of": one, "must": [{"any_of": [yes("a"), yes("b")]}]}},
        "others": {"at_least": {"n": share, "of": other}},
        "all": {"at_least": {"n": "100%", "of": other}},
    }
    plan = plan_of(tiny(criteria, {"all_of": [{"any_of": ["most", "named"]}, {"any_of": ["others", "all"]}]}))
    reach = Reach(Communes([plan]))
    asked = [reach.outcome(plan, id) for id in criteria]
    told = set(reach.answers(*asked, reach.verdict(plan)))
    every = [dict(zip("abcdef", values, strict=True)) for values in product([None, True, False, NA], repeat=6)]
    seen = [evaluate(plan, {id: fact for id, fact in facts.items() if fact is not None}) for facts in every]
    assert told == {(*(one.outcomes[id] for id in criteria), one.verdict) for one in seen}


@pytest.mark.parametrize("need", ["0", "1"])
def test_a_count_that_needs_no_member_still_needs_one_that_applies(need: str) -> None:
    """Where none has to be met, the group is met as soon as one applies, and drops out where none does."""
    group = {"at_least": {"n": {"threshold": "n"}, "of": [yes("a"), yes("b")]}}
    plan = plan_of(tiny({"it": group}, "it", thresholds={"n": threshold("count", need)}))
    reach = Reach(Communes([plan]))
    for (verdict,), facts in reach.answers(reach.verdict(plan)).items():
        assert evaluate(plan, facts).verdict is verdict
    assert ((Verdict.NOT_ELIGIBLE,) in reach.answers(reach.verdict(plan))) is (need == "1")


def test_a_fact_that_is_counted_and_asked_for_besides_is_one_fact() -> None:
    """What counts it and what else hears it are answered together, beside a place that decides how many suffice."""
    members = [{"indicator": "length", "is": value} for value in (0, 2)]
    quota = threshold("percent", "50%", places={"delta": "100%"})
    longest = threshold("number", "2", places={"delta": "1"})
    criteria: Tree = {
        "it": {"applies_when": members[0], "test": {"at_least": {"n": {"threshold": "n"}, "of": members}}},
        "other": {"indicator": "length", "gte": {"threshold": "t"}},
    }
    plan = plan_of(tiny(criteria, "it", thresholds={"n": quota, "t": longest}))
    reach = Reach(Communes([plan], unknown=False, not_applicable=False))
    for (outcome, verdict), facts in reach.answers(reach.outcome(plan, "other"), reach.verdict(plan)).items():
        evaluation = evaluate(plan, facts)
        assert (evaluation.outcomes["other"], evaluation.verdict) == (outcome, verdict)


def test_where_there_is_too_much_to_look_at_nothing_is_claimed() -> None:
    """The question is given up after so many steps, and says how many."""
    plan = make_plan(load_built_in("pilot-smart-2023"), date(2023, 6, 30))
    reach = Reach(Communes([plan]), most=5)
    with pytest.raises(TooMany) as given_up:
        reach.answers(reach.verdict(plan))
    assert given_up.value.looked == 5


def test_out_of_force_there_is_one_answer() -> None:
    """Nothing else is asked."""
    plan = make_plan(load_built_in("pilot-smart-2023"), date(2030, 1, 1))
    reach = Reach(Communes([plan]))
    assert reach.answers(reach.verdict(plan)) == {(Verdict.NOT_IN_FORCE,): {}}


def test_several_reaches_may_share_the_steps_that_they_take() -> None:
    """What one has taken the other has no more; what was not asked takes nothing."""
    plan = make_plan(tiny({"x": yes("a"), "y": yes("b")}, {"all_of": ["x", "y"]}), DAY)
    alone = Budget(1_000)
    reach = Reach(Communes([plan]), in_all=alone)
    reach.answers(reach.verdict(plan))
    shared = Budget(alone.taken)
    for _ in range(2):
        reach = Reach(Communes([plan]), in_all=shared)
        question = reach.verdict(plan)
        if shared.left:
            assert reach.answers(question)
    with pytest.raises(TooMany):
        reach.answers(question)


def test_what_cannot_be_heard_any_more_is_given_up_before_it_is() -> None:
    """Whoever has heard ninety of a hundred does not hear eleven more; he says that it was ninety."""
    limit = Limit(100)
    limit.hear(90)
    limit.afford(10)
    with pytest.raises(TooMany) as given_up:
        limit.afford(11)
    assert given_up.value.looked == limit.heard == 90
