"""Facts that can stand in for each other, and facts that only look as if they could."""

from __future__ import annotations

from datetime import date

import pytest

from smartcommune.engine.plan import make_plan
from smartcommune.reach import Reach
from smartcommune.reach.communes import Communes
from smartcommune.reach.roles import Roles

from .tiny import Tree, tiny, yes

NO = {"indicator": "b", "is": "false"}


def roles(criteria: Tree, eligible_when: object) -> Roles:
    """The roles of the flags under the verdict of a rule set."""
    plan = make_plan(tiny(criteria, eligible_when), date(2023, 6, 30))
    reach = Reach(Communes([plan], unknown=False))
    return Roles(reach, reach.verdict(plan))


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
    found = roles({"x": test}, "x")
    assert found.of("a") == found.of("b")


@pytest.mark.parametrize(
    "test",
    [
        {"any_of": [yes("a"), {"all_of": [yes("b"), yes("c")]}]},
        {"any_of": [yes("a"), {"not": yes("b")}]},
        {"all_of": [{"any_of": [yes("a"), yes("b")]}, {"any_of": [yes("a"), yes("c")]}]},
        {"any_of": [{"all_of": [yes("a"), yes("c")]}, {"all_of": [yes("b"), yes("d")]}]},
    ],
)
def test_what_stands_elsewhere_has_another_role(test: Tree) -> None:
    """In another group, behind a negation, or asked for by a further one."""
    found = roles({"x": test}, "x")
    assert found.of("a") != found.of("b")


def test_a_condition_and_its_criterion_do_not_stand_in_for_each_other() -> None:
    """Whether a criterion applies is not what it tests."""
    criterion = {"applies_when": yes("a"), "test": yes("b")}
    found = roles({"x": criterion, "y": yes("c")}, {"all_of": ["x", "y"]})
    assert len({found.of(flag) for flag in "abc"}) == 3
