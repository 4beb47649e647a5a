"""What is said about a rule set on a day on which it is not in force."""

from __future__ import annotations

from datetime import date

import smartcommune as sc
from smartcommune.messages import Message
from smartcommune.rulesets.library import built_in, load
from smartcommune.rulesets.succession import in_force_on, instead


def said(id: str, day: date) -> list[str]:
    return [message.say("en") for message in instead(load(id), day)]


def test_every_rule_set_is_in_force_in_its_period_alone():
    """On the first and last day of its period a rule set is among those in force; outside it is not."""
    for id in built_in():
        ruleset = load(id)
        assert ruleset in in_force_on(ruleset.in_force.first, ruleset.subject)
        assert ruleset not in in_force_on(date(1990, 1, 1), ruleset.subject)
        assert ruleset not in in_force_on(ruleset.in_force.first, "nobody")


def test_what_replaced_it_is_told_after_its_end():
    """With how to use it; before the first day there is nothing to replace yet."""
    after, before = said("ntm-advanced-2021", date(2026, 3, 1)), said("ntm-advanced-2021", date(2020, 3, 1))
    assert after[0].startswith("Replaced by ntm-2026: ")
    assert after[0].endswith("--rules ntm-2026")
    assert after[1].startswith("Built-in rule sets in force on 2026-03-01: ")
    assert before == ["No built-in rule set is in force on 2020-03-01."]


def test_a_village_is_told_of_rule_sets_for_villages_alone():
    """On a day on which some are in force for communes and none for villages."""
    assert in_force_on(date(2026, 3, 1), "commune")
    assert said("smart-village-ninhbinh-2022", date(2026, 3, 1)) == [
        "No built-in rule set for villages is in force on 2026-03-01."
    ]
    assert said("smart-village-lamdong-2022", date(2024, 12, 31))[0].count("smart-village-") == 3


def test_an_answer_that_is_not_in_force_says_what_applies():
    """From Python as on the command line; an answer that is in force says nothing of it."""
    rules = sc.load_ruleset("pilot-smart-2023")
    facts = {"unit_type": "xa", "central_pilot": False, "smartphone_rate": 85.2}
    gone = rules.check({"as_of": "2026-03-01", "facts": facts})
    assert gone.verdict is sc.Verdict.NOT_IN_FORCE
    keys = [text.key for text, _ in gone.remarks if isinstance(text, Message)]
    assert keys == ["in-force.others"]
    there = rules.check({"as_of": "2023-06-30", "facts": facts})
    assert [text for text, _ in there.remarks if isinstance(text, Message)] == []


def test_a_rule_set_of_the_users_own_names_its_successor_by_its_id(tmp_path):
    """A successor that is not built in has no label here."""
    path = tmp_path / "mine.yaml"
    path.write_text(
        """\
format: 1
id: mine
version: "1"
label: {vi: A, en: B}
in_force: {from: 2021-01-01, until: 2021-12-31, replaced_by: [mine-too]}
sources: {law: {title: {vi: A, en: B}, number: 1/L, kind: law, date: 2020-01-01}}
indicators: {flag: {type: boolean, label: {vi: A, en: B}}}
criteria: {a: {label: {vi: A, en: B}, cite: law, test: {indicator: flag, is: true}}}
verdict: {eligible_when: a}
""",
        encoding="utf-8",
    )
    assert said(str(path), date(2022, 1, 1))[0] == "Replaced by mine-too; to assess against that one: --rules mine-too"
