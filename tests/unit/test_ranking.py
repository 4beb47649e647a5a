"""Who gets a seat: the best first, quotas kept, and a reason for everyone who does not."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcommune.model.ruleset import Verdict
from smartcommune.problems import InputError
from smartcommune.tables.ranking import Candidate, Pick, Standing, Terms, select


def commune(row: int, low: float = 50.0, high: float | None = None, **more: Any) -> Candidate:
    """An eligible commune of province A with that score."""
    province = more.pop("province", "A")
    found = {"code": f"{row:05}", "name": f"Xã {row}", "verdict": Verdict.ELIGIBLE, **more}
    return Candidate(
        row, low=low, high=low if high is None else high, province=province, places={"province": province}, **found
    )


def standings(candidates: list[Candidate], terms: Terms) -> list[tuple[int, str]]:
    return [(pick.candidate.row, pick.standing.value) for pick in select(candidates, terms).ranked]


def test_the_best_are_picked() -> None:
    """By score, the highest first; who is left out for lack of seats is told so, and the first of them is next."""
    found = select([commune(1, 40), commune(2, 60), commune(3, 50)], Terms(2))
    assert [(pick.candidate.row, pick.rank) for pick in found.ranked] == [(2, 1), (3, 2), (1, 3)]
    assert [pick.candidate.row for pick in found.picked] == [2, 3]
    assert found.next is not None
    assert found.next.candidate.row == 1


def test_tie_breakers_then_the_code_decide_between_equals() -> None:
    """A higher value wins, an unknown one loses; without any the smaller code comes first."""
    equals = [commune(1, ties=(None,)), commune(2, ties=(70.0,)), commune(3, ties=(90.0,)), commune(4, ties=(70.0,))]
    assert [row for row, _ in standings(equals, Terms(4))] == [3, 2, 4, 1]


def test_a_quota_passes_over_the_better() -> None:
    """Once a province has its seats, the next of another province is picked, and the one passed over is told why."""
    found = [commune(1, 90), commune(2, 80), commune(3, 70, province="B")]
    assert standings(found, Terms(2, {"province": 1})) == [(1, "picked"), (2, "quota_full"), (3, "picked")]
    assert select(found, Terms(2, {"province": 1})).ranked[1].quota == "province"


def test_without_a_province_no_quota_can_be_kept() -> None:
    """A commune of an unknown province takes no seat under a quota, and says what is lacking."""
    assert standings([commune(1, province=None)], Terms(1, {"province": 1})) == [(1, "quota_unknown")]
    assert standings([commune(1, province=None)], Terms(1)) == [(1, "picked")]


def test_a_minimum_is_a_minimum() -> None:
    """Who reaches it is picked, who does not is not, however many seats are left."""
    assert standings([commune(1, 70), commune(2, 69.99)], Terms(5, {}, 70)) == [(1, "picked"), (2, "below_minimum")]


def test_a_minimum_out_of_reach_makes_no_candidate() -> None:
    """An undetermined commune that cannot reach it stands with the others; in the ranks it still counts."""
    open = {"verdict": Verdict.UNDETERMINED}
    found = select([commune(1, 40), commune(2, 0, 59.9, **open), commune(3, 0, 60, **open)], Terms(1, {}, 60))
    assert [pick.candidate.row for pick in found.open] == [3]
    assert [(pick.candidate.row, pick.standing.value) for pick in found.others] == [(2, "out_of_reach")]
    assert found.ranked[0].worst == 3


def test_only_eligible_communes_are_ranked() -> None:
    """The undetermined stand apart, the most promising first; all others have their verdict for a reason."""
    found = select(
        [
            commune(1, verdict=Verdict.NOT_ELIGIBLE),
            commune(2, 0, 60, verdict=Verdict.UNDETERMINED, missing=("adults",)),
            commune(3, 0, 90, verdict=Verdict.UNDETERMINED),
            commune(4, verdict=Verdict.OUT_OF_SCOPE),
            commune(5, verdict=Verdict.NOT_IN_FORCE),
        ],
        Terms(3),
    )
    assert (found.ranked, found.next) == ((), None)
    assert [pick.candidate.row for pick in found.open] == [3, 2]
    assert [pick.standing.value for pick in found.others] == ["not_eligible", "out_of_scope", "not_in_force"]


def test_a_commune_has_one_row() -> None:
    """Two rows with one code are refused: a commune could take two seats."""
    with pytest.raises(InputError) as caught:
        select([commune(2, code="00001"), commune(7, code="00001")], Terms(1))
    assert [problem.id for problem in caught.value.problems] == ["code-twice"]
    assert len(select([commune(2, code=None), commune(7, code=None)], Terms(2)).picked) == 2


def test_a_rule_set_without_weights_ranks_by_code() -> None:
    """Where there are no scores, all are equal."""
    found = select([commune(2)._replace(low=None, high=None), commune(1)._replace(low=None, high=None)], Terms(1))
    assert [pick.candidate.row for pick in found.picked] == [1]
    assert (found.ranked[0].best, found.ranked[0].worst) == (1, 1)


SCORES = st.sampled_from([0.0, 25.0, 50.0, 66.66, 75.0, 100.0])
VERDICTS = st.sampled_from([Verdict.ELIGIBLE, Verdict.ELIGIBLE, Verdict.UNDETERMINED, Verdict.NOT_ELIGIBLE])


@st.composite
def tables(draw: st.DrawFn) -> list[Candidate]:
    """Communes of three provinces with intervals that touch and overlap."""
    found = []
    for row in range(draw(st.integers(0, 12))):
        low, high = sorted((draw(SCORES), draw(SCORES)))
        more = {
            "province": draw(st.sampled_from(["A", "B", None])),
            "verdict": draw(VERDICTS),
            "ties": (draw(st.sampled_from([None, 1.0, 2.0])),),
        }
        found.append(commune(row, low, high, **more))
    return found


TERMS = st.builds(
    Terms,
    st.integers(0, 6),
    st.sampled_from([{}, {"province": 1}, {"province": 2}]),
    st.sampled_from([None, 50.0, 66.67]),
)


@given(tables(), TERMS)
def test_seats_and_quotas_are_kept(table: list[Candidate], terms: Terms) -> None:
    """Never more than there are seats, never more of a province than its quota, none below the minimum."""
    found = select(table, terms)
    assert len(found.picked) <= terms.seats
    for most in terms.quotas.values():
        provinces = [pick.candidate.province for pick in found.picked]
        assert None not in provinces
        assert all(provinces.count(province) <= most for province in provinces)
    assert all(pick.candidate.low >= (terms.minimum or 0) for pick in found.picked if pick.candidate.low is not None)
    assert len(found.all) == len(table)


@given(tables(), TERMS)
def test_nobody_is_passed_over_without_a_reason(table: list[Candidate], terms: Terms) -> None:
    """Who ranks above a picked commune and is not picked stands behind a quota; no seat stays free for no reason."""
    found = select(table, terms)
    last = max((pick.rank or 0 for pick in found.picked), default=0)
    for pick in found.ranked[:last]:
        assert pick.standing in (Standing.PICKED, Standing.QUOTA_FULL, Standing.QUOTA_UNKNOWN)
    if len(found.picked) < terms.seats:
        assert found.next is None


@given(tables(), TERMS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(table: list[Candidate], terms: Terms, random: random.Random) -> None:
    """The same communes in any order give the same choice."""
    shuffled = list(table)
    random.shuffle(shuffled)
    assert select(shuffled, terms) == select(table, terms)


@given(tables(), st.randoms(use_true_random=False))
def test_a_certain_rank_is_certain(table: list[Candidate], random: random.Random) -> None:
    """Whatever the scores, tie-breakers and verdicts that are open turn out to be, a rank keeps within its bounds."""
    bounds = {pick.candidate.row: (pick.best, pick.worst) for pick in select(table, Terms(0)).ranked}
    settled = []
    for candidate in table:
        score = random.choice([candidate.low, candidate.high, 50.0])
        score = min(max(score or 0.0, candidate.low or 0.0), candidate.high or 0.0)
        ties = tuple(random.choice([0.0, 1.0, 3.0]) if value is None else value for value in candidate.ties)
        joins = candidate.verdict is Verdict.UNDETERMINED and random.random() < 0.5
        verdict = Verdict.ELIGIBLE if joins else candidate.verdict
        settled.append(candidate._replace(low=score, high=score, ties=ties, verdict=verdict))
    for pick in select(settled, Terms(0)).ranked:
        best, worst = bounds.get(pick.candidate.row, (1, len(table)))
        assert (best or 0) <= (pick.rank or 0) <= (worst or 0)


@given(tables())
def test_what_is_known_is_ranked_certainly(table: list[Candidate]) -> None:
    """Where every score is one number and every verdict is settled, best and worst are the rank itself."""
    settled = [
        candidate._replace(high=candidate.low, ties=(1.0,))
        for candidate in table
        if candidate.verdict is Verdict.ELIGIBLE
    ]

    def certain(pick: Pick) -> bool:
        return pick.best == pick.rank == pick.worst

    assert all(map(certain, select(settled, Terms(1)).ranked))
