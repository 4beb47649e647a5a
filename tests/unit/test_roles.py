"""What it does to a question that a fact is unknown: the same as asked one by one, with fewer questions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from smartcommune.engine.plan import make_plan
from smartcommune.reach import Reach
from smartcommune.reach.communes import Communes
from smartcommune.reach.roles import Roles

from .tiny import Tree, tiny, yes

NO = {"indicator": "b", "is": "false"}


class Spy(Reach):
    """Counts how often the whole question is asked."""

    asked = 0
    whole = -1

    def answers(self, *questions: int) -> Any:
        self.asked += self.whole in questions
        return super().answers(*questions)


def asked(criteria: Tree, eligible_when: object) -> tuple[Roles, Spy]:
    """The roles of the facts under the verdict of a rule set, and what is asked about it."""
    plan = make_plan(tiny(criteria, eligible_when), date(2023, 6, 30))
    reach = Spy(Communes([plan], unknown=False))
    reach.whole = reach.verdict(plan)
    return Roles(reach, reach.whole), reach


def times(roles: Roles, reach: Spy, ids: str) -> int:
    """How often the whole question is asked for some facts; what is answered is what they are asked one by one."""
    for id in ids:
        found = roles.pairs(id)
        before = reach.asked
        assert found == set(reach.answers(reach.without(reach.whole, id), reach.whole))
        reach.asked = before
    return reach.asked


@pytest.mark.parametrize(
    "test",
    [
        {"all_of": [yes("a"), yes("b")]},
        {"none_of": [yes("a"), yes("b")]},
        {"at_least": {"n": "2", "of": [yes("a"), yes("b"), yes("c")]}},
        {
            "any_of": [
                yes("c"),
                {"all_of": [yes("a"), yes("b")]},
                {"at_least": {"n": "60%", "of": [yes("a"), yes("b")]}},
            ]
        },
        {"any_of": [{"not": yes("a")}, {"not": yes("b")}]},
        {"any_of": [yes("a"), NO]},
    ],
)
def test_members_of_the_same_groups_have_one_role(test: Tree) -> None:
    """A group only counts its members: which of them it counts makes no difference."""
    assert times(*asked({"x": test}, {"all_of": ["x", yes("d")]}), "ab") == 1


@pytest.mark.parametrize(
    "test",
    [
        {"any_of": [yes("a"), {"all_of": [yes("b"), yes("c")]}]},
        {"any_of": [yes("a"), {"not": yes("b")}]},
        {"all_of": [{"any_of": [yes("a"), yes("b")]}, {"any_of": [yes("a"), yes("c")]}]},
        {"any_of": [{"all_of": [yes("a"), yes("c")]}, {"all_of": [yes("b"), yes("d")]}]},
    ],
)
def test_what_stands_elsewhere_is_answered_as_if_it_were_asked_alone(test: Tree) -> None:
    """In another group, behind a negation, or asked for by a further one."""
    assert times(*asked({"x": test}, {"all_of": ["x", yes("f")]}), "abf") in (1, 2, 3)


def test_what_can_never_matter_has_other_pairs_than_what_does() -> None:
    """A member of a group that cannot be met changes nothing, whatever it is."""
    never = {"all_of": [yes("b"), *({"indicator": "region", "is": place} for place in ("delta", "other"))]}
    roles, _ = asked({"x": {"any_of": [yes("a"), never]}}, "x")
    assert all(without == known for without, known in roles.pairs("b"))
    assert any(without != known for without, known in roles.pairs("a"))


def test_a_condition_and_its_criterion_do_not_stand_in_for_each_other() -> None:
    """Whether a criterion applies is not what it tests."""
    criterion = {"applies_when": yes("a"), "test": yes("b")}
    assert times(*asked({"x": criterion, "y": yes("c")}, {"all_of": ["x", "y"]}), "abc") == 3
