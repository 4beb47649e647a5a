"""A smallest set of criteria that settles the verdict, against every set."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import assume, given

from smartcommune.assess import because as module
from smartcommune.assess.because import because
from smartcommune.model.ruleset import RuleSet, Verdict

from .tiny import Tree, ethnic, evaluated, tiny, yes
from .trees import Sample, completions, facts, flags_of, samples


def settles(ruleset: RuleSet, known: dict[str, str], chosen: tuple[str, ...], verdict: Verdict) -> bool:
    """Whether the verdict is the same however the flags of all other criteria turn out."""
    kept = {flag: value for flag, value in known.items() if f"c{flag}" in chosen}
    return all(evaluated(ruleset, facts).verdict is verdict for facts in completions(kept, flags_of(ruleset)))


@given(samples(), facts)
def test_it_is_a_smallest_set_that_settles_the_verdict(sample: Sample, known: dict[str, str]) -> None:
    """The criteria given settle the verdict by themselves, and no smaller set does."""
    ruleset = sample.ruleset
    evaluation = evaluated(ruleset, {flag: value for flag, value in known.items() if flag in flags_of(ruleset)})
    assume(evaluation.verdict is not Verdict.UNDETERMINED)
    found = because(evaluation)
    assert settles(ruleset, known, found, evaluation.verdict)
    for smaller in combinations(ruleset.criteria, max(len(found) - 1, 0)):
        assert not found or not settles(ruleset, known, smaller, evaluation.verdict)


CRITERIA = {f"c{flag}": yes(flag) for flag in "abcdef"}


@pytest.mark.parametrize(
    ("when", "known", "expected"),
    [
        ({"any_of": ["ca", "cb", "cc"]}, {"b": True, "c": True}, ("cb",)),
        ({"any_of": ["ca", "cb", "cc"]}, {"a": False, "b": False, "c": False}, ("ca", "cb", "cc")),
        ({"all_of": ["ca", "cb", "cc"]}, {"a": True, "b": False, "c": False}, ("cb",)),
        ({"all_of": ["ca", {"any_of": ["cb", "cc"]}]}, {"a": True, "b": True, "c": True}, ("ca", "cb")),
        ({"at_least": {"n": 2, "of": ["ca", "cb", "cc"]}}, {"a": False, "b": True, "c": True}, ("cb", "cc")),
        ({"at_least": {"n": 2, "of": ["ca", "cb", "cc"]}}, {"a": False, "b": False}, ("ca", "cb")),
        ({"none_of": ["ca", "cb"]}, {"a": False, "b": True}, ("cb",)),
        ({"not": "ca"}, {"a": True}, ("ca",)),
        ("ca", {"a": "na"}, ("ca",)),
        ({"all_of": ["ca", "cb"]}, {"a": "na", "b": "na"}, ("ca", "cb")),
    ],
)
def test_it_names_what_decided(when: object, known: Tree, expected: tuple[str, ...]) -> None:
    """One met branch is enough for `any_of`, one failed for `all_of`; of several sets the first one is given."""
    assert because(evaluated(tiny(CRITERIA, when), known)) == expected


@pytest.mark.parametrize("known", [{}, {"a": True}, {"b": True}])
def test_an_open_verdict_rests_on_nothing(known: Tree) -> None:
    """Undetermined: no set of criteria settles it."""
    assert because(evaluated(tiny(CRITERIA, {"all_of": ["ca", "cb"]}), known)) == ()


def test_a_rule_set_out_of_force_rests_on_nothing() -> None:
    """Nothing was evaluated."""
    from datetime import date

    assert because(evaluated(tiny(CRITERIA, "ca"), {"a": True}, date(2030, 1, 1))) == ()


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"a": False}, ("ca",)),
        ({"b": False}, ("cb",)),
        ({"a": "na", "b": False}, ("cb",)),
        ({"a": "na", "b": "na"}, ("ca",)),
    ],
)
def test_out_of_scope_names_the_one_criterion(known: Tree, expected: tuple[str, ...]) -> None:
    """The criterion of the scope that is not met; the conditions of selection do not matter."""
    ruleset = tiny(CRITERIA, "cc", scope=["ca", "cb"])
    if known == {"a": "na", "b": "na"}:
        assert evaluated(ruleset, known).verdict is Verdict.OUT_OF_SCOPE
    assert because(evaluated(ruleset, {**known, "c": True})) == expected


def test_the_scope_is_taken_for_granted() -> None:
    """Where the commune is in scope, only the conditions of selection are named."""
    assert because(evaluated(tiny(CRITERIA, "cc", scope=["ca"]), {"a": True, "c": True})) == ("cc",)


def test_the_example_of_the_format() -> None:
    """`because: [not_ntm, high_poverty]`, as its first case says."""
    known = {"region": "other", "ntm": False, "poverty_rate": "20%"}
    assert because(evaluated(ethnic(), known)) == ("not_ntm", "high_poverty")


def test_where_there_are_too_many_sets_nothing_more_can_be_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the bound the set need not be smallest, but every criterion in it is needed."""
    monkeypatch.setattr(module, "MOST_SETS", 3)
    ruleset = tiny(CRITERIA, {"at_least": {"n": 3, "of": list(CRITERIA)}})
    known = {"a": "true", "b": "false", "c": "true", "d": "true", "e": "true"}
    evaluation = evaluated(ruleset, known)
    found = because(evaluation)
    assert len(found) == 3
    outcomes = {id: "true" if id in found else "false" for id in CRITERIA}
    assert evaluated(ruleset, {id[1:]: value for id, value in outcomes.items()}).verdict is Verdict.ELIGIBLE


def test_many_criteria_are_settled_quickly() -> None:
    """Thirty criteria of which twenty are needed: an answer all the same, and an irreducible one."""
    flags = {f"f{number}": {"type": "boolean"} for number in range(30)}
    criteria = {f"c{number}": yes(f"f{number}") for number in range(30)}
    ruleset = tiny(criteria, {"at_least": {"n": 20, "of": list(criteria)}}, indicators=flags)
    known = {flag: "true" if number < 25 else "false" for number, flag in enumerate(flags)}
    found = because(evaluated(ruleset, known))
    assert len(found) == 20
    assert set(found) <= {f"c{number}" for number in range(25)}
