"""The engine against the reference, and against the laws that hold for every rule set and every commune."""

import copy
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from smartcommune.assess.whole import assess
from smartcommune.engine.plan import make_plan
from smartcommune.problems import InputError
from smartcommune.rulesets.library import parse_ruleset
from tests.laws.strategies import Situation, Tree, completions, rule_sets, situations, to_yaml
from tests.profile_mapping import profile_from_mapping
from tests.spec import reference

HOSTILE: list[Any] = [
    *["", "?", "na", "no", "nan", "-inf", "1e400", "१२", "-1", "0.5", "101%", "70", "9" * 400, "1/0", "2/3", "true"],
    *[
        "2023-02-29",
        "9999-12-31",
        "10000-01-01",
        "\u0000",
        "\u202e",
        "c0",
        "rate",
        "t0",
        "none_of",
        "x" * 300,
        "{",
        "0",
    ],
    *[[], {}, ["c0"], {"indicator": "rate"}, {"threshold": "t0"}, {"not": "c1"}, {"all_of": []}, {"c0": {}}],
]


def answer(situation: Situation) -> Tree:
    """What the engine says, in the shape of the reference's answer."""
    ruleset = parse_ruleset(to_yaml(situation.rules))
    plan = make_plan(ruleset, date.fromisoformat(situation.as_of), situation.overrides, _assumptions(situation))
    found = assess(plan, profile_from_mapping({"facts": situation.facts}, ruleset))
    return {
        "verdict": found.verdict.value,
        "outcomes": {name: outcome.value for name, outcome in found.outcomes.items()},
        "score": None if found.score is None else (found.score.low, found.score.high),
    }


def _assumptions(situation: Situation) -> Any:
    """The situation's word for it, which a type checker cannot know to be `use` or `refuse`."""
    return situation.assumptions


@given(situation=situations())
def test_the_engine_agrees_with_the_reference(situation: Situation) -> None:
    """Verdict, every outcome and the score interval are those that the reference semantics gives."""
    rules, facts, as_of, overrides, assumptions = situation
    expected = reference.assess(rules, facts, as_of, overrides=overrides, assumptions=assumptions)
    assert answer(situation) == expected


def shuffled(draw: st.DrawFn, condition: Any) -> Any:
    """The same condition with the members of its groups in another order, some of them repeated."""
    if not isinstance(condition, dict) or "indicator" in condition:
        return condition
    ((form, body),) = condition.items()
    if form == "not":
        return {"not": shuffled(draw, body)}
    if form == "at_most":
        return {form: {"n": body["n"], "of": [shuffled(draw, each) for each in draw(st.permutations(body["of"]))]}}
    if form == "at_least":  # a repeated member would count twice, and one that must be met stays as it is named
        must = draw(st.permutations(body.get("must", [])))
        of = [x if str(x) in str(must) else shuffled(draw, x) for x in draw(st.permutations(body["of"]))]
        return {"at_least": {"n": body["n"], "of": of} | ({"must": must} if must else {})}
    repeated = draw(st.lists(st.sampled_from(body), max_size=2))
    return {form: [shuffled(draw, each) for each in draw(st.permutations([*body, *repeated]))]}


@st.composite
def rearranged(draw: st.DrawFn, rules: Tree) -> Tree:
    """The same rules in another order: declarations, criteria, scope and the members of groups."""
    other = dict(rules)
    for key in ("indicators", "thresholds", "criteria"):
        other[key] = {name: copy.deepcopy(rules[key][name]) for name in draw(st.permutations(list(rules[key])))}
    for criterion in other["criteria"].values():
        for key in ("test", "applies_when"):
            if key in criterion:
                criterion[key] = shuffled(draw, criterion[key])
    scope = draw(st.permutations(rules["verdict"]["scope"]))
    other["verdict"] = {"scope": scope, "eligible_when": shuffled(draw, rules["verdict"]["eligible_when"])}
    return other


@given(situation=situations(), data=st.data())
def test_order_and_repetition_never_matter(situation: Situation, data: st.DataObject) -> None:
    """Rearranged rules with repeated members give the same verdict, outcomes and score."""
    assert answer(situation._replace(rules=data.draw(rearranged(situation.rules)))) == answer(situation)


@given(situation=situations(), data=st.data())
def test_filling_in_never_flips_what_is_decided(situation: Situation, data: st.DataObject) -> None:
    """However unknown facts are filled in, decided verdicts and outcomes stay and the score stays in its interval."""
    before = answer(situation)
    filled = data.draw(completions(situation.rules, situation.facts))
    assume(filled != situation.facts)
    after = answer(situation._replace(facts=filled))
    assert before["verdict"] in ("undetermined", after["verdict"])
    for name, outcome in before["outcomes"].items():
        assert outcome in ("unknown", after["outcomes"][name])
    if after["score"]:
        assert before["score"][0] <= after["score"][0] <= after["score"][1] <= before["score"][1]


@given(situation=situations())
def test_the_same_question_has_the_same_answer(situation: Situation) -> None:
    """An assessment depends on nothing but rules, facts, day and options, and leaves them as they were."""
    kept = copy.deepcopy(situation)
    assert answer(situation) == answer(kept)
    assert situation == kept


def places(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to every value in a tree of mappings and lists."""
    children: Mapping[Any, Any] = (
        tree if isinstance(tree, dict) else dict(enumerate(tree)) if isinstance(tree, list) else {}
    )
    for key, child in children.items():
        yield (*path, key)
        yield from places(child, (*path, key))


@st.composite
def damaged(draw: st.DrawFn, tree: Tree) -> Tree:
    """A tree with one or two values replaced by something hostile, removed, or put where another value was."""
    tree = copy.deepcopy(tree)
    for _ in range(draw(st.integers(1, 2))):
        if not tree:
            break
        *above, last = draw(st.sampled_from(list(places(tree))))
        parent: Any = tree
        for key in above:
            parent = parent[key]
        how = draw(st.sampled_from(["replace", "replace", "remove", "transplant"]))
        if how == "remove":
            del parent[last]
        elif how == "replace":
            parent[last] = copy.deepcopy(draw(st.sampled_from(HOSTILE)))
        else:
            found: Any = tree
            for key in draw(st.sampled_from(list(places(tree)))):
                found = found[key]
            parent[last] = copy.deepcopy(found)
    return tree


@given(rules=rule_sets(), data=st.data())
def test_damaged_rules_are_refused_or_work(rules: Tree, data: st.DataObject) -> None:
    """A damaged rule set is an `InputError`, or loads and then assesses an empty profile on any day."""
    try:
        ruleset = parse_ruleset(to_yaml(data.draw(damaged(rules))))
    except InputError:
        return
    profile = profile_from_mapping({"facts": {}}, ruleset)
    for day in (date(2023, 5, 1), date.min, date.max):
        for assumptions in ("use", "refuse"):
            assess(make_plan(ruleset, day, {}, assumptions), profile)


@given(situation=situations(), data=st.data())
def test_hostile_facts_and_overrides_are_refused_or_work(situation: Situation, data: st.DataObject) -> None:
    """Whatever stands where a fact or an override is due, the answer is an assessment or an `InputError`."""
    hostile = st.sampled_from([*HOSTILE, None, 0.5, float("nan"), True, 10**400, date(2023, 1, 1), b"x"])
    names = [*situation.rules["indicators"], *situation.rules["derived"], "nobody", "", "c0"]
    facts: Tree = situation.facts | data.draw(st.dictionaries(st.sampled_from(names), hostile, max_size=3))
    texts = st.sampled_from([each for each in HOSTILE if isinstance(each, str)])
    overrides = data.draw(st.dictionaries(st.sampled_from([*situation.rules["thresholds"], "t9"]), texts, max_size=1))
    ruleset = parse_ruleset(to_yaml(situation.rules))
    try:
        profile = profile_from_mapping({"facts": facts}, ruleset)
        plan = make_plan(ruleset, date.fromisoformat(situation.as_of), overrides, _assumptions(situation))
    except InputError:
        return
    assess(plan, profile)
