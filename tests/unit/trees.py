"""Random conditions over criteria about one flag each.

Each criterion is named once, so that what is possible follows from its parts and brute force must agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, NamedTuple

from hypothesis import strategies as st

from smartcommune.model.ruleset import RuleSet

from .tiny import tiny, yes

FLAGS = "abcd"
VALUES = ("true", "false", "na")


@st.composite
def conditions(draw: st.DrawFn, names: tuple[str, ...]) -> Any:
    """A condition that names each criterion once."""
    if len(names) == 1:
        return draw(st.sampled_from([names[0], {"not": names[0]}]))
    kind = draw(st.sampled_from(["all_of", "any_of", "none_of", "at_least", "share"]))
    parts = draw(st.integers(2, len(names)))
    cuts = sorted(draw(st.permutations(range(1, len(names))))[: parts - 1])
    pieces = [names[low:high] for low, high in zip([0, *cuts], [*cuts, len(names)], strict=True)]
    members = [draw(conditions(piece)) for piece in pieces]
    if kind == "at_least":
        return {"at_least": {"n": draw(st.integers(1, len(members))), "of": members}}
    if kind == "share":
        return {"at_least": {"n": draw(st.sampled_from(["50%", "2/3", "80%", "100%"])), "of": members}}
    return {kind: members}


class Sample(NamedTuple):
    """What a random rule set is made of; short to print, unlike the rule set itself."""

    weights: Mapping[str, str]
    eligible_when: Any

    @property
    def ruleset(self) -> RuleSet:
        criteria = {f"c{flag}": {"test": yes(flag), "weight": weight} for flag, weight in self.weights.items()}
        return tiny(criteria, self.eligible_when)


@st.composite
def samples(draw: st.DrawFn) -> Sample:
    """A rule set over up to four flags, each in one criterion."""
    flags = FLAGS[: draw(st.integers(1, len(FLAGS)))]
    weights = {flag: draw(st.sampled_from(["0", "1", "2", "0.5"])) for flag in flags}
    return Sample(weights, draw(conditions(tuple(f"c{flag}" for flag in draw(st.permutations(flags))))))


def flags_of(ruleset: RuleSet) -> list[str]:
    """The flags that the criteria of a rule set are about."""
    return [id.removeprefix("c") for id in ruleset.criteria]


facts = st.fixed_dictionaries({}, optional={flag: st.sampled_from(VALUES) for flag in FLAGS})


def completions(known: Mapping[str, str], flags: list[str]) -> Iterator[dict[str, str]]:
    """Every way to fill in the flags that are not known."""
    unknown = [flag for flag in flags if flag not in known]
    for values in product(VALUES, repeat=len(unknown)):
        yield {**known, **dict(zip(unknown, values, strict=True))}
