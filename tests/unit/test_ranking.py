"""Who gets a seat: the best first, quotas kept, equals together or not at all, and a reason for everyone else."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcommune.model.ruleset import Verdict
from smartcommune.problems import InputError
from smartcommune.tables.ranking.candidate import ANY, Candidate, Chance, Range, Terms, exactly
from smartcommune.tables.ranking.choice import Pick, Selection, Standing, select

NO_TIES: tuple[Range, ...] = ()


def commune(
    row: int, *scores: float | None, places: tuple[str | None, ...] = (), ties: tuple[Range, ...] = NO_TIES, **more: Any
) -> Candidate:
    """An eligible commune that may turn out to have these scores."""
    chances = tuple(Chance(None if score is None else Fraction(score), ties, places) for score in scores)
    found = {"code": f"{row:05}", "name": f"Xã {row}", "verdict": Verdict.ELIGIBLE, **more}
    return Candidate(row, province=None, chances=chances, ties=ties, places=places, words=places, **found)


def undetermined(row: int, *scores: float | None, **more: Any) -> Candidate:
    """A commune that may turn out to be eligible with these scores, or not to be."""
    return commune(row, *scores, verdict=Verdict.UNDETERMINED, can_fail=True, **more)


def standings(candidates: list[Candidate], terms: Terms) -> dict[int, str]:
    return {pick.candidate.row: pick.standing.value for pick in select(candidates, terms).all}


def rows(communes: tuple[Candidate, ...]) -> list[int]:
    return [commune.row for commune in communes]


def pick_of(row: int, found: Selection) -> Pick:
    return next(pick for pick in found.all if pick.candidate.row == row)


def test_the_best_are_picked() -> None:
    """By score, the highest first; who is left out for lack of seats is told so, and the first of them is next."""
    found = select([commune(1, 40), commune(2, 60), commune(3, 50)], Terms(2))
    assert [(pick.candidate.row, pick.rank) for pick in found.ranked] == [(2, 1), (3, 2), (1, 3)]
    assert [pick.candidate.row for pick in found.picked] == [2, 3]
    assert rows(found.next) == [1]


def test_scores_are_compared_as_they_are() -> None:
    """Two scores that look alike when rounded are two ranks, and a third is not below itself."""
    found = select([commune(1, Fraction(280303, 10000)), commune(2, Fraction(280374, 10000))], Terms(1))  # type: ignore[arg-type]  # exact
    assert [pick.candidate.row for pick in found.picked] == [2]
    third = commune(1, Fraction(100, 3))  # type: ignore[arg-type]  # exact
    assert standings([third], Terms(1, {}, Fraction(100, 3))) == {1: "picked"}


def test_equals_that_do_not_fit_stay_out_together() -> None:
    """Three equals for two seats: both stay open, nobody below takes one, and the group says for how many it is."""
    found = select([*(commune(row, 50) for row in (1, 2, 3)), commune(4, 40)], Terms(2))
    assert {pick.standing.value for pick in found.ranked[:3]} == {"tied"}
    assert pick_of(4, found).standing is Standing.SEATS_FULL
    assert [([pick.candidate.row for pick in tie.picks], tie.seats) for tie in found.ties] == [([1, 2, 3], 2)]
    assert {pick.rank for pick in found.ranked} == {1, 4}


def test_a_tie_for_the_seat_of_one_place_leaves_other_places_alone() -> None:
    """Two equals of A for its one seat keep it open; B gets its own, and so does C below them."""
    a, b, c = (("A",), ("B",), ("C",))
    found = [commune(1, 50, places=a), commune(2, 50, places=a), commune(3, 50, places=b), commune(4, 40, places=c)]
    assert standings(found, Terms(3, {"province": 1})) == {1: "tied", 2: "tied", 3: "picked", 4: "picked"}
    assert standings([*found, commune(5, 30, places=a)], Terms(3, {"province": 1}))[5] == "quota_full"
    (tie,) = select(found, Terms(3, {"province": 1})).ties
    assert (tie.seats, tie.quota) == (1, "province")


def test_tie_breakers_decide_between_equals() -> None:
    """A higher value wins; between the same values nothing does."""
    equals = [commune(row, 50, ties=(exactly(Fraction(value)),)) for row, value in ((1, 70), (2, 90), (3, 70))]
    assert standings(equals, Terms(1)) == {2: "picked", 1: "seats_full", 3: "seats_full"}
    assert standings(equals, Terms(2)) == {2: "picked", 1: "tied", 3: "tied"}


def test_an_unknown_tie_breaker_does_not_decide() -> None:
    """It may be the highest or the lowest: only what is so either way is decided."""
    known = [commune(row, 50, ties=(exactly(Fraction(value)),)) for row, value in ((1, 90), (2, 80))]
    found = [*known, commune(3, 50, ties=(ANY,))]
    assert standings(found, Terms(1)) == {1: "tied", 2: "seats_full", 3: "tied"}
    assert standings(found, Terms(2)) == {1: "picked", 2: "tied", 3: "tied"}


def test_a_quota_passes_over_the_better() -> None:
    """Once a province has its seats, the next of another province is picked, and the one passed over is told why."""
    found = [commune(1, 90, places=("A",)), commune(2, 80, places=("A",)), commune(3, 70, places=("B",))]
    assert standings(found, Terms(2, {"province": 1})) == {1: "picked", 2: "quota_full", 3: "picked"}
    assert pick_of(2, select(found, Terms(2, {"province": 1}))).quota == "province"


def test_without_a_place_no_quota_can_be_kept() -> None:
    """A commune of an unknown province takes no seat under a quota, and makes that of a worse one uncertain."""
    found = [commune(1, 90, places=(None,)), commune(2, 80, places=("A",))]
    assert standings(found, Terms(1, {"province": 1})) == {1: "quota_unknown", 2: "picked"}
    assert rows(pick_of(2, select(found, Terms(1, {"province": 1}))).hangs_on) == [1]


def test_a_minimum_is_a_minimum() -> None:
    """Who reaches it is picked, who does not is not, however many seats are left."""
    found = [commune(1, 70), commune(2, Fraction(6999, 100))]  # type: ignore[arg-type]  # exact
    assert standings(found, Terms(5, {}, Fraction(70))) == {1: "picked", 2: "below_minimum"}


def test_who_cannot_become_a_candidate_is_none() -> None:
    """An undetermined commune that can never be eligible, or never reach the minimum, stands with the others."""
    found = select([undetermined(1), undetermined(2, 59), undetermined(3, 59, 60)], Terms(1, {}, Fraction(60)))
    assert [(pick.candidate.row, pick.standing.value) for pick in found.open] == [(3, "undetermined")]
    assert [pick.standing.value for pick in found.others] == ["never_eligible", "out_of_reach"]


def test_a_pick_is_certain_or_says_on_whom_it_hangs() -> None:
    """It hangs on who may pass it, not on who is behind whatever happens, nor on who is ahead anyway."""
    found = select([commune(1, 90), commune(2, 50), undetermined(3, 60), undetermined(4, 40)], Terms(2))
    assert [(pick.candidate.row, pick.certain) for pick in found.picked] == [(1, True), (2, False)]
    assert rows(pick_of(2, found).hangs_on) == [3]
    assert found.certain == 1


def test_a_pick_hangs_on_its_own_facts_too() -> None:
    """With its better score nobody could pass it."""
    found = select([commune(1, 50, 90), undetermined(2, 60)], Terms(1))
    assert rows(pick_of(1, found).hangs_on) == [1, 2]


def test_what_could_not_be_looked_through_is_not_called_certain() -> None:
    """Neither certain nor hanging: not decided."""
    found = select([commune(1, 50), undetermined(2, 0, 100, is_exact=False)], Terms(1))
    assert pick_of(1, found).certain is None
    assert pick_of(1, select([commune(1, 50), commune(2, 10, 20, is_exact=False)], Terms(1))).certain is True


def test_ranks_lie_between_those_that_can_happen() -> None:
    """What is known has one rank; what may be passed has those on either side."""
    found = select([commune(1, 90), commune(2, 50, 70), commune(3, 60), undetermined(4, 60)], Terms(4))
    between = {pick.candidate.row: (pick.best, pick.worst) for pick in found.ranked}
    assert between == {1: (1, 1), 2: (2, 4), 3: (2, 3)}


def test_a_commune_without_a_score_comes_last() -> None:
    """No score is not 0: whoever has one is ahead."""
    assert [pick.candidate.row for pick in select([commune(1, None), commune(2, 0)], Terms(1)).picked] == [2]


def test_who_takes_the_seat_of_one_who_withdraws() -> None:
    """The next of the same province under a quota, also where one seat more would go to nobody."""
    a, b = ("A",), ("B",)
    found = [commune(1, 90, places=a), commune(2, 80, places=b), commune(3, 70, places=a), commune(4, 60, places=b)]
    chosen = select(found, Terms(2, {"province": 1}))
    assert {pick.candidate.row: rows(pick.reserve) for pick in chosen.picked} == {1: [3], 2: [4]}
    assert chosen.next == ()


def test_equals_for_a_seat_that_becomes_free() -> None:
    """Nobody takes it before something decides between them."""
    (picked,) = select([commune(1, 90), commune(2, 50), commune(3, 50)], Terms(1)).picked
    assert (picked.reserve, rows(picked.reserve_tied)) == ((), [2, 3])


@pytest.mark.parametrize("seats", [1, 2])
def test_quotas_that_cross_are_kept_too(seats: int) -> None:
    """By province and by kind, neither inside the other: the second of either is passed over."""
    places = [("A", "x"), ("A", "y"), ("B", "x"), ("B", "y")]
    found = [commune(row, 90 - row, places=each) for row, each in enumerate(places)]
    picked = select(found, Terms(seats, {"province": 1, "kind": 1})).picked
    assert [pick.candidate.row for pick in picked] == [0, 3][:seats]
    assert all(pick.certain for pick in picked)


def test_only_eligible_communes_are_ranked() -> None:
    """The undetermined stand apart, the most promising first; all others have their verdict for a reason."""
    found = select(
        [
            commune(1, verdict=Verdict.NOT_ELIGIBLE),
            undetermined(2, 60),
            undetermined(3, 90),
            commune(4, verdict=Verdict.OUT_OF_SCOPE),
            commune(5, verdict=Verdict.NOT_IN_FORCE),
        ],
        Terms(3),
    )
    assert (found.ranked, found.next) == ((), ())
    assert [pick.candidate.row for pick in found.open] == [3, 2]
    assert [pick.standing.value for pick in found.others] == ["not_eligible", "out_of_scope", "not_in_force"]


def test_a_commune_has_one_row() -> None:
    """Two rows with one code are refused, of whatever day they are: a commune could take two seats."""
    with pytest.raises(InputError) as caught:
        select([commune(2, 50, code="00001"), commune(7, 50, code="00001")], Terms(1))
    assert [problem.id for problem in caught.value.problems] == ["code-twice"]
    assert len(select([commune(2, 50, code=None), commune(7, 50, code=None)], Terms(2)).picked) == 2


def test_a_commune_without_a_code_has_one_row() -> None:
    """Its name says which it is; another district makes another commune of it."""
    names = {2: "Tân Lập", 7: "TÂN  LẬP"}
    twins = [commune(row, 50, code=None, name=name, district="A") for row, name in names.items()]
    with pytest.raises(InputError) as caught:
        select(twins, Terms(1))
    assert [problem.id for problem in caught.value.problems] == ["name-twice"]
    assert len(select([twins[0], twins[1]._replace(district="B")], Terms(2)).picked) == 2


PLACES = st.sampled_from(["A", "B", None])


@st.composite
def tables(draw: st.DrawFn) -> list[Candidate]:
    """Communes of two provinces with scores that touch and overlap."""
    found = []
    for row in range(draw(st.integers(0, 12))):
        scores = draw(st.lists(st.sampled_from([0, 25, 50, 75, 100, None]), min_size=1, max_size=3, unique=True))
        make = draw(st.sampled_from([commune, commune, undetermined]))
        tie = draw(st.sampled_from([ANY, exactly(Fraction(1)), exactly(Fraction(2))]))
        found.append(make(row, *scores, places=(draw(PLACES),), ties=(tie,)))
    return found


TERMS = st.builds(
    Terms,
    st.integers(0, 6),
    st.sampled_from([{"province": 1}, {"province": 2}]),
    st.sampled_from([None, Fraction(50), Fraction(67)]),
)


@given(tables(), TERMS)
def test_seats_and_quotas_are_kept(table: list[Candidate], terms: Terms) -> None:
    """Never more than there are seats, open ones with them, never more of a province than its quota."""
    found = select(table, terms)
    assert len(found.picked) + found.tied <= terms.seats
    provinces = [pick.candidate.places[0] for pick in found.picked]
    assert None not in provinces
    assert all(provinces.count(province) <= terms.quotas["province"] for province in provinces)
    assert all(terms.reaches(pick.candidate.low) for pick in found.picked)
    assert len(found.all) == len(table)


@given(tables(), TERMS)
def test_nobody_is_passed_over_without_a_reason(table: list[Candidate], terms: Terms) -> None:
    """While a seat is free, whoever is not picked stands behind a quota, a tie or the minimum."""
    found = select(table, terms)
    if len(found.picked) + found.tied < terms.seats:
        assert Standing.SEATS_FULL not in {pick.standing for pick in found.ranked}
        assert found.next == ()


@given(tables(), TERMS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(table: list[Candidate], terms: Terms, random: random.Random) -> None:
    """The same communes in any order give the same choice."""
    shuffled = list(table)
    random.shuffle(shuffled)
    assert select(shuffled, terms) == select(table, terms)
