"""Declarations of indicators that refer to others: what may not apply, what is never above what, days and words."""

from __future__ import annotations

import pytest

from smartcommune.model.condition import Leaf
from smartcommune.rulesets.library import parse_ruleset

from .small import changed, problems, small

FLAG = "flag: {type: boolean"


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        (FLAG, f"{FLAG}, may_not_apply: maybe", "write `true` or `false`"),
        (FLAG, f"{FLAG}, may_not_apply: {{indicator: flag, is: true}}", "in a circle: flag → flag [circle]"),
        (FLAG, f"{FLAG}, may_not_apply: {{indicator: sat, is: x}}", "unknown indicator `sat`"),
        (FLAG, f"{FLAG}, may_not_apply: {{indicator: share, is: 0%}}", "one that is computed like `share`"),
        (FLAG, f"{FLAG}, may_not_apply: {{indicator: part, gte: {{threshold: enough}}}}", "not with a threshold"),
        ("region: {type: enum", "region: {type: enum, may_not_apply: true", "[place-applies]"),
        (FLAG, f"{FLAG}, future: true", "`future` is for the type `date` only"),
        ("whole: {type: count", "whole: {type: count, at_most: part", "depend on each other in a circle: "),
        (FLAG, "flag: {type: money, unit: vnd", "money is always in million VND"),
        (FLAG, "flag: {type: boolean, unit: household", "`unit` is for the types"),
        ("values: [delta, other]", "values: [delta, na]", "`na` cannot be a value"),
        ("values: [delta, other]", "values: [delta, other, 'null']", "`null` cannot be a value"),
    ],
)
def test_what_cannot_be_declared_is_told(old: str, new: str, wrong: str) -> None:
    """Circles, thresholds, computed facts, units that are words only, and values that mean something else."""
    assert any(wrong in problem for problem in problems(changed((old, new)))), problems(changed((old, new)))


def test_what_may_not_apply_is_declared() -> None:
    """Always, under a comparison, or, as nothing is said, never."""
    condition = "{indicator: level, is: none}"
    rules = parse_ruleset(changed((FLAG, f"{FLAG}, may_not_apply: {condition}")))
    assert isinstance(rules.indicators["flag"].may_not_apply, Leaf)
    assert parse_ruleset(changed((FLAG, f"{FLAG}, may_not_apply: true"))).indicators["flag"].may_not_apply is True
    assert small().indicators["flag"].may_not_apply is False


def test_a_part_is_never_above_any_of_its_wholes() -> None:
    """By `at_most`, or as the part of a share, directly or by steps."""
    rules = parse_ruleset(
        changed(
            ("whole: {type: count", "all: {type: count, label: {vi: A, en: A}}\n  whole: {type: count, at_most: all")
        )
    )
    assert rules.indicators["part"].wholes == ("whole", "all")
    unbound = parse_ruleset(changed(("part: {type: count, at_most: whole", "part: {type: count")))
    assert unbound.indicators["part"].wholes == ("whole",)
