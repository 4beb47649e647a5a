"""What to collect next for many communes, and how many that settles."""

from __future__ import annotations

from collections.abc import Sequence

from smartcommune.collect import collection_plan
from smartcommune.ruleset import RuleSet

from .tiny import Tree, evaluated, tiny, yes

TWO = tiny({"ca": yes("a"), "cb": yes("b")}, {"all_of": ["ca", "cb"]})


def planned(ruleset: RuleSet, communes: Sequence[Tree]) -> list[tuple[str, int, int]]:
    """For each fact of the plan, for how many communes it is collected and how many it settles."""
    steps = collection_plan([evaluated(ruleset, facts) for facts in communes])
    return [(step.indicator, len(step.communes), len(step.settles)) for step in steps]


def test_the_fact_that_settles_most_communes_comes_first() -> None:
    """`b` alone settles the two communes of which `a` is known to hold; `a` the one with `b`."""
    communes = [{"a": True}, {"a": True}, {"b": True}]
    assert planned(TWO, communes) == [("b", 2, 2), ("a", 1, 1)]


def test_what_takes_two_facts_is_settled_by_the_second() -> None:
    """Nothing is known: the first fact settles none by itself, the second all."""
    assert planned(TWO, [{}, {}]) == [("a", 2, 0), ("b", 2, 2)]


def test_decided_communes_are_left_alone() -> None:
    """Nothing is collected for them, and nothing at all where none is open."""
    assert planned(TWO, [{"a": False}, {"a": True}]) == [("b", 1, 1)]
    assert planned(TWO, [{"a": False}]) == []


def test_the_plan_names_the_communes() -> None:
    """By their numbers, so that a table can list them."""
    (step,) = collection_plan([evaluated(TWO, facts) for facts in ({"a": False}, {"a": True}, {"a": True, "b": False})])
    assert (step.indicator, step.communes, step.settles) == ("b", (1,), (1,))
