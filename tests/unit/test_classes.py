"""Levels that are no ranks: a commune is in the one whose signs it has, and in none while it has those of two."""

from __future__ import annotations

from datetime import date

import pytest

from smartcommune.assess.assessment import Assessment
from smartcommune.assess.whole import assess
from smartcommune.engine.plan import make_plan
from smartcommune.render import markdown, text
from smartcommune.rulesets.library import load_built_in, parse_ruleset
from tests.profile_mapping import profile_from_mapping

RULES = """\
format: 1
id: classes
version: "1"
label: {vi: Nhóm, en: Classes}
in_force: {from: 2021-01-01}
sources:
  law: {title: {vi: Luật, en: Law}, number: 1/QĐ, kind: law, date: 2020-01-01}
indicators:
  hill: {type: boolean, label: {vi: Đồi, en: Hill}}
  town: {type: boolean, label: {vi: Phố, en: Town}}
criteria:
  hilly: {label: {vi: Có đồi, en: Is hilly}, cite: law, weight: 0, test: {indicator: hill, is: true}}
  urban: {label: {vi: Có phố, en: Is urban}, cite: law, weight: 0, test: {indicator: town, is: true}}
score: {basis: assumption}
levels_ordered: false
levels:
  - {id: hills, label: {vi: Nhóm đồi, en: Hills}, when: hilly}
  - {id: towns, label: {vi: Nhóm phố, en: Towns}, when: urban}
"""
GROUP_1 = {
    "unit_type": "xa",
    "next_to_urban": False,
    "planned_urban": False,
    "planned_new_town": True,
    "agriculture_share": "40%",
    "minority_area": "outside",
}


def answer(**facts: object) -> Assessment:
    ruleset = parse_ruleset(RULES)
    return assess(make_plan(ruleset, date(2023, 5, 1)), profile_from_mapping({"facts": facts}, ruleset))


@pytest.mark.parametrize(
    ("facts", "verdict", "levels"),
    [
        ({"hill": True, "town": False}, "eligible", ["hills"]),
        ({"hill": False, "town": True}, "eligible", ["towns"]),
        ({"hill": True, "town": True}, "undetermined", ["hills", "towns"]),
        ({"hill": False, "town": False}, "not_eligible", [None]),
        ({"hill": True}, "undetermined", ["hills", "towns"]),
        ({"town": False}, "undetermined", ["hills", None]),
    ],
)
def test_the_signs_of_one_class_settle_it(facts, verdict, levels) -> None:
    """The last class has signs of its own here: it takes no one else."""
    found = answer(**facts)
    assert (found.verdict, [level.id for level in found.levels]) == (verdict, levels)


def test_both_signs_decide_a_class() -> None:
    """That the signs of the other are absent is as needed as the own: with either unknown it would be open."""
    assert answer(hill=True, town=False).because == ("hilly", "urban")


def test_the_signs_of_two_are_said() -> None:
    """Nothing is missing, and yet it is open: the answer says why."""
    found = answer(hill=True, town=True)
    said = "It has the signs of several levels at once (Hills, Towns), so it is in none of them until that is decided."
    assert (found.missing, [remark.say("en") for remark, _ in found.remarks]) == ((), [said])
    assert said in " ".join(text.assessments([found], "en", 100).plain.split())
    assert "Hills / Towns" in markdown.assessments([found], "en")


def test_a_ward_is_in_no_group() -> None:
    """Out of scope nobody falls into a level, whatever its signs are."""
    ruleset = load_built_in("commune-group-2026")
    plan = make_plan(ruleset, date(2026, 3, 1))
    facts = [GROUP_1, GROUP_1 | {"unit_type": "phuong"}, GROUP_1 | {"minority_area": "area_3"}]
    found = [assess(plan, profile_from_mapping({"facts": each}, ruleset)) for each in facts]
    assert [[level.id for level in each.levels] for each in found] == [["group_1"], [], ["group_1", "group_3"]]
