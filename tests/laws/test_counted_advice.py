"""Advice on counts and their shares against small worlds: every part, every whole, and shares around each cut point."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from smartcommune.assess.advise import MOST_ADVICE, advise
from smartcommune.engine.evaluate import evaluate
from smartcommune.model.ruleset import Verdict
from tests.laws.grid import evaluated, law, read, written
from tests.unit.tiny import evaluated as assessed
from tests.unit.tiny import tiny, yes

MOST_TRIED = 400  # of the values of one set of facts

PERCENT = [0, 16, 20, 33, 40, 50, 60, 66, 70, 100]
NUMBERS = [0, 1, 2, 3, 5, 7, 10, 12]
WORLD = {
    "part": [str(number) for number in range(16)],
    "whole": [str(number) for number in range(26)],
    "share": [f"{percent}.{tenth}%" for percent in range(100) for tenth in (0, 1, 9)] + ["100%"],
    "a": ["true", "false"],
}
Commune = dict[str, str]


@st.composite
def leaves(draw: st.DrawFn) -> Any:
    """A comparison of a share, of one of its counts, or of something else."""
    name = draw(st.sampled_from(["share", "share", "part", "whole", "a"]))
    if name == "a":
        return yes("a")
    texts = [f"{percent}%" for percent in PERCENT] if name == "share" else [str(number) for number in NUMBERS]
    low, high = sorted(draw(st.lists(st.sampled_from(range(len(texts))), min_size=2, max_size=2, unique=True)))
    above = {draw(st.sampled_from(["gte", "gt"])): texts[low]}
    below = {draw(st.sampled_from(["lte", "lt"])): texts[high]}
    return {"indicator": name} | draw(st.sampled_from([{"is": texts[low]}, above, below, above | below, above | below]))


conditions = st.recursive(
    leaves(),
    lambda inner: st.one_of(
        st.builds(lambda member: {"not": member}, inner),
        st.builds(
            lambda kind, members: {kind: members},
            st.sampled_from(["all_of", "any_of", "none_of"]),
            st.lists(inner, min_size=1, max_size=3),
        ),
    ),
    max_leaves=4,
)


@st.composite
def communes(draw: st.DrawFn) -> Commune:
    """What is stated: some of the counts, or a share beside at most one of them."""
    counts = draw(
        st.fixed_dictionaries({}, optional={id: st.sampled_from(NUMBERS).map(str) for id in ("part", "whole")})
    )
    shares = st.sampled_from(["0%", "16%", "33.3%", "50%", "51%", "100%"])
    optional = {"a": st.sampled_from(WORLD["a"])} | ({"share": shares} if len(counts) < 2 else {})
    return counts | draw(st.fixed_dictionaries({}, optional=optional))


def others(stated: Commune, most: int) -> Iterator[tuple[frozenset[str], Commune]]:
    """Communes with up to so many other facts; a share that follows from counts is left alone."""
    free = [id for id in WORLD if id != "share" or not {"part", "whole"} <= stated.keys()]
    chance = random.Random(0)  # noqa: S311  # no secret: the same communes in every run
    for size in range(1, most + 1):
        for names in combinations(free, size):
            choices = list(product(*([text for text in WORLD[id] if text != stated.get(id)] for id in names)))
            for choice in choices if len(choices) <= MOST_TRIED else chance.sample(choices, MOST_TRIED):
                yield frozenset(names), stated | dict(zip(names, choice, strict=True))


@pytest.mark.full
@law
@given(condition=conditions, more=conditions, stated=communes(), is_bound=st.booleans())
def test_advice_on_counts_is_every_smallest_set(condition: Any, more: Any, stated: Commune, is_bound: bool) -> None:
    """Each advice applied makes the commune eligible, and no other set of as many facts, or of fewer, does."""
    indicators: dict[str, Mapping[str, Any]] = {
        "whole": {"type": "count"},
        "part": {"type": "count"} | ({"at_most": "whole"} if is_bound else {}),
    }
    ruleset = tiny({"it": condition, "more": more}, {"all_of": ["it", "more"]}, indicators=indicators)
    plan = assessed(ruleset, {}).plan
    facts = read(plan, stated)
    assume(facts is not None and evaluate(plan, facts).verdict in (Verdict.NOT_ELIGIBLE, Verdict.UNDETERMINED))
    sets = []
    for found in advise(evaluated(plan, stated)):
        changes = written({change.indicator: change.after for change in found.changes}, ruleset)
        assert evaluated(plan, stated | changes).verdict is Verdict.ELIGIBLE
        sets.append(frozenset(changes))
    most = len(sets[0]) if sets else 2
    for names, commune in others(stated, most):
        if names not in sets and (len(names) < most or len(sets) < MOST_ADVICE):
            known = read(plan, commune)
            assert known is None or evaluate(plan, known).verdict is not Verdict.ELIGIBLE, commune
