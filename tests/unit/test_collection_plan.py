"""What to collect next for many communes, and how many that settles."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcommune.assess.missing import missing
from smartcommune.model.ruleset import Verdict
from smartcommune.tables.collection_plan import Collect, collection_plan

from .tiny import evaluated
from .trees import Sample, completions, facts, flags_of, samples


@pytest.mark.parametrize(
    ("lacking", "plan"),
    [
        ([], []),
        (["b", "b", "a"], [("b", 2, 2), ("a", 1, 1)]),  # what settles most comes first
        (["ab", "ab"], [("a", 2, 0), ("b", 2, 2)]),  # what takes two facts is settled by the second
        (["abc", "bc", "c"], [("c", 3, 1), ("b", 2, 1), ("a", 1, 1)]),  # with those before it
        (["ab", "ac", "d"], [("d", 1, 1), ("a", 2, 0), ("b", 1, 1), ("c", 1, 1)]),  # then what most lack
    ],
)
def test_always_the_fact_that_settles_most_communes_next(lacking: list[str], plan: list[tuple[str, int, int]]) -> None:
    """Greedily; every fact that anyone lacks is in the plan, with the number of those who lack it."""
    assert collection_plan(Counter(map(frozenset, lacking)), "abcde") == tuple(Collect(*step) for step in plan)


@given(st.lists(st.frozensets(st.sampled_from("abcde"), max_size=4), max_size=12))
def test_the_numbers_are_those_of_collecting(communes: list[frozenset[str]]) -> None:
    """Fact by fact: who lacks it, and who then lacks nothing; no other fact would have settled more."""

    def settled(by: set[str]) -> int:
        return sum(lacks <= by for lacks in communes)

    plan = collection_plan(Counter(communes), "abcde")
    known = set[str]()
    for step in plan:
        before, best = settled(known), max(settled(known | {id}) for id in "abcde")
        known.add(step.indicator)
        assert step.lacking == sum(step.indicator in lacks for lacks in communes)
        assert step.settles == settled(known) - before == best - before
    assert sum(step.settles for step in plan) == sum(bool(lacks) for lacks in communes)


@pytest.mark.full
@given(samples(), facts)
def test_a_commune_is_settled_by_what_it_lacks_and_by_nothing_less(sample: Sample, known: dict[str, str]) -> None:
    """However the facts turn out that it lacks, the verdict is decided; without one of them, it may stay open."""
    flags = flags_of(sample.ruleset)
    known = {flag: value for flag, value in known.items() if flag in flags}
    lacks = [item.indicator for item in missing(evaluated(sample.ruleset, known)).facts]
    for filled in completions(known, lacks):
        assert evaluated(sample.ruleset, filled).verdict is not Verdict.UNDETERMINED
    for left in lacks:
        others = completions(known, [flag for flag in lacks if flag != left])
        assert any(evaluated(sample.ruleset, filled).verdict is Verdict.UNDETERMINED for filled in others)
