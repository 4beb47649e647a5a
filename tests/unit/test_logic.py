"""The three-valued logic against the two-valued one, lifted by trying every combination."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import product

import pytest

from smartcommune.logic import (
    ANYTHING,
    MET,
    NOT_APPLICABLE,
    NOT_MET,
    UNDECIDED,
    Outcome,
    Possible,
    all_of,
    any_of,
    applied,
    counted,
    negate,
    outcome_of,
    with_must,
)

SETTLED = (MET, NOT_MET, NOT_APPLICABLE)
EVERY = [Possible(bits) for bits in range(1, 8)]


def members_of(possible: Possible) -> list[Possible]:
    return [outcome for outcome in SETTLED if possible & outcome]


def lifted(members: Iterable[Possible], decide: Callable[[list[Possible]], Possible]) -> Possible:
    """What every combination of the members' outcomes gives."""
    found = Possible(0)
    for combination in product(*map(members_of, members)):
        found |= decide([outcome for outcome in combination if outcome is not NOT_APPLICABLE])
    return found


def truth(holds: bool) -> Possible:
    return MET if holds else NOT_MET


def every_group(most: int) -> Iterable[tuple[Possible, ...]]:
    for size in range(1, most + 1):
        yield from product(EVERY, repeat=size)


def test_all_of_is_kleene_s_and_over_what_applies() -> None:
    """Of every group of up to four: met if all that apply are met; not applicable if none applies."""
    for group in every_group(4):
        expected = lifted(group, lambda found: truth(all(one is MET for one in found)) if found else NOT_APPLICABLE)
        assert all_of(group) == expected, group


def test_any_of_is_kleene_s_or_over_what_applies() -> None:
    """Of every group of up to four: met if one that applies is met; not applicable if none applies."""
    for group in every_group(4):
        expected = lifted(group, lambda found: truth(any(one is MET for one in found)) if found else NOT_APPLICABLE)
        assert any_of(group) == expected, group


@pytest.mark.parametrize("need", [0, 1, 2, 3, 5])
def test_a_count_of_members(need: int) -> None:
    """Of every group of up to four: met if so many that apply are met."""
    for group in every_group(4):
        expected = lifted(group, lambda found: truth(found.count(MET) >= need) if found else NOT_APPLICABLE)
        assert counted(group, lambda met, _: met >= need) == expected, group


@pytest.mark.parametrize("share", ["1/2", "2/3", "4/5", "1"])
def test_a_share_of_members(share: str) -> None:
    """Of every group of up to four: met if that share of those that apply is met, without rounding."""
    need = Fraction(share)

    def decide(found: list[Possible]) -> Possible:
        return truth(found.count(MET) >= need * len(found)) if found else NOT_APPLICABLE

    for group in every_group(4):
        assert counted(group, lambda met, applicable: met >= need * applicable) == lifted(group, decide), group


@pytest.mark.parametrize("must", [all_of, any_of])
@pytest.mark.parametrize("named", [1, 2])
@pytest.mark.parametrize("need", [0, 1, 2, 3])
def test_members_that_must_be_met_are_members_all_the_same(
    need: int, named: int, must: Callable[[Iterable[Possible]], Possible]
) -> None:
    """Of every group of up to three: met if so many are met and the first ones are, alone or as a group."""

    def decide(choice: tuple[Possible, ...]) -> Possible:
        applicable = [outcome for outcome in choice if outcome is not NOT_APPLICABLE]
        holds = applicable.count(MET) >= need and must(choice[:named]) != NOT_MET
        return truth(holds) if applicable else NOT_APPLICABLE

    def enough(members: Iterable[Possible]) -> Possible:
        return counted(members, lambda met, _: met >= need)

    for group in every_group(3):
        expected = Possible(0)
        for choice in product(*map(members_of, group)):
            expected |= decide(choice)
        assert with_must(enough(group), must(group[:named]), enough(group[named:])) == expected, group


def test_not_exchanges_met_and_not_met() -> None:
    """What does not apply does not apply the other way round either, and unknown stays unknown."""
    assert [negate(possible) for possible in (MET, NOT_MET, NOT_APPLICABLE)] == [NOT_MET, MET, NOT_APPLICABLE]
    assert [negate(possible) for possible in (UNDECIDED, ANYTHING)] == [UNDECIDED, ANYTHING]
    for possible in EVERY:
        assert negate(negate(possible)) == possible
        assert negate(all_of([possible, MET])) == any_of([negate(possible), NOT_MET])


def test_kleene_s_table() -> None:
    """The nine rows of the strong table for `all_of` and `any_of`, as the documentation prints them."""
    rows = {
        (MET, MET): (MET, MET),
        (MET, UNDECIDED): (UNDECIDED, MET),
        (MET, NOT_MET): (NOT_MET, MET),
        (UNDECIDED, UNDECIDED): (UNDECIDED, UNDECIDED),
        (UNDECIDED, NOT_MET): (NOT_MET, UNDECIDED),
        (NOT_MET, NOT_MET): (NOT_MET, NOT_MET),
    }
    for (first, second), (both, one) in rows.items():
        for pair in ((first, second), (second, first)):
            assert (all_of(pair), any_of(pair)) == (both, one)


def test_what_does_not_apply_drops_out() -> None:
    """A member that does not apply changes nothing, unless it is alone."""
    for possible in EVERY:
        assert all_of([possible, NOT_APPLICABLE]) == all_of([possible]) == possible
        assert any_of([possible, NOT_APPLICABLE]) == any_of([possible]) == possible
    assert all_of([NOT_APPLICABLE, NOT_APPLICABLE]) == NOT_APPLICABLE


def test_groups_do_not_use_up_their_members() -> None:
    """An iterator is as good as a list."""
    assert all_of(iter([MET, NOT_MET])) == NOT_MET
    assert any_of(iter([MET, NOT_MET])) == MET


def test_a_condition_on_when_a_criterion_applies() -> None:
    """Every pair: met leaves the test, not met or not applicable drops it, unknown allows both."""
    for applies, test in product(EVERY, repeat=2):
        expected = Possible(0)
        for one in members_of(applies):
            expected |= test if one is MET else NOT_APPLICABLE
        assert applied(applies, test) == expected


def test_an_outcome_is_unknown_unless_only_one_is_possible() -> None:
    """Users see four outcomes; three of them are settled."""
    assert [outcome_of(possible) for possible in SETTLED] == [Outcome.MET, Outcome.NOT_MET, Outcome.NOT_APPLICABLE]
    assert {outcome_of(possible) for possible in EVERY if possible not in SETTLED} == {Outcome.UNKNOWN}
