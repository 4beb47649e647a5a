"""A condition that asks for the verdict of another rule set, in files that stand beside each other."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from smartcommune.assess.assessment import Assessment, Reason
from smartcommune.assess.sentence import sentence
from smartcommune.assess.whole import assess
from smartcommune.authoring.check.validate import validate
from smartcommune.engine.plan import make_plan
from smartcommune.model.ruleset import Verdict
from smartcommune.problems import InputError
from smartcommune.render import json as as_json
from smartcommune.render import markdown, text
from smartcommune.rulesets.library import load
from smartcommune.source.files import read_source
from tests.profile_mapping import profile_from_mapping

OTHER = """\
format: 1
id: other
version: "1"
label: {vi: Bộ kia, en: The other}
in_force: {from: 2021-01-01, until: 2025-12-31}
sources:
  law: {title: {vi: Luật, en: Law}, number: 1/QĐ, kind: law, date: 2020-01-01}
indicators:
  inside: {type: boolean, may_not_apply: true, label: {vi: Trong, en: Inside}}
  rate: {type: percent, may_not_apply: true, label: {vi: Tỷ lệ, en: Rate}}
thresholds:
  high: {type: percent, basis: law, cite: law, values: [{from: 2021-01-01, default: 80%}]}
criteria:
  is_inside: {label: {vi: Trong, en: Inside}, cite: law, test: {indicator: inside, is: true}}
  is_high: {label: {vi: Cao, en: High}, cite: law, test: {indicator: rate, gte: {threshold: high}}}
verdict: {scope: [is_inside], eligible_when: is_high}
"""
USER = """\
format: 1
id: user
version: "1"
label: {vi: Bộ này, en: The user}
in_force: {from: 2022-01-01, until: 2024-12-31}
sources:
  own: {title: {vi: Luật này, en: Own law}, number: 2/QĐ, kind: law, date: 2021-06-01}
indicators:
  attested: {type: boolean, label: {vi: Xác nhận, en: Attested}}
criteria:
  holds:
    label: {vi: Giữ danh hiệu, en: Holds the title}
    cite: own
    test: {any_of: [{indicator: attested, is: true}, {ruleset: other, is: eligible}]}
  lacks: {label: {vi: Không đạt, en: Lacks it}, cite: own, test: {ruleset: other, is: not_eligible}}
verdict: {eligible_when: holds}
"""


def files(folder: Path, user: str = USER, other: str = OTHER) -> str:
    """The two files in one folder; the name of the one that asks."""
    (folder / "other.yaml").write_text(other, encoding="utf-8")
    (folder / "user.yaml").write_text(user, encoding="utf-8")
    return str(folder / "user.yaml")


def answer(name: str, **facts: object) -> Assessment:
    ruleset = load(name)
    return assess(make_plan(ruleset, date(2023, 5, 1)), profile_from_mapping({"facts": facts}, ruleset))


def told(name: str) -> list[str]:
    with pytest.raises(InputError) as error:
        load(name)
    return [f"{problem.place.line} {problem.id} {problem.message.say('en')}" for problem in error.value.problems]


@pytest.mark.parametrize(
    ("facts", "holds", "lacks"),
    [
        ({"inside": True, "rate": 80}, "met", "not_met"),
        ({"inside": True, "rate": 79}, "not_met", "met"),
        ({"inside": False, "rate": 80}, "not_met", "not_met"),
        ({"inside": True, "rate": "na"}, "not_met", "not_met"),
        ({"inside": "na", "rate": 80}, "not_met", "not_met"),
        ({"inside": True}, "unknown", "unknown"),
        ({"rate": 79}, "not_met", "unknown"),
        ({}, "unknown", "unknown"),
    ],
)
def test_the_verdict_decides(tmp_path, facts, holds, lacks):
    """Out of scope, and what puts it there, is neither eligible nor not eligible; what is unknown stays unknown."""
    found = answer(files(tmp_path), attested=False, **facts).outcomes
    assert (found["holds"], found["lacks"]) == (holds, lacks)


def test_attested_or_derived(tmp_path):
    """An attested title does without the facts of the other rule set, and those settle it without an attestation."""
    name = files(tmp_path)
    assert answer(name, attested=True).verdict == "eligible"
    assert answer(name, inside=True, rate=90).verdict == "eligible"
    assert {item.indicator for item in answer(name, attested=False).missing} == {"inside", "rate"}


def test_reasons_show_the_other_rule_set(tmp_path):
    """The reasons name the other rule set's verdict, and below it the criteria that decided it."""

    def ids(reason: Reason) -> list[str]:
        return [reason.id, *(id for child in reason.children for id in ids(child))]

    reasons = answer(files(tmp_path), attested=False, inside=True, rate=90).reasons
    assert reasons is not None
    assert [id for id in ids(reasons) if "other" in id and "." not in id] == [
        "other:eligible",
        "other/is_inside",
        "other/is_high",
    ]


def test_the_score_is_of_the_user_alone(tmp_path):
    """The criteria of the other rule set carry no weight."""
    score = answer(files(tmp_path), attested=True, inside=True, rate=90).score
    assert score is not None
    assert (score.low, score.high) == (50, 50)  # `holds` is met, `lacks` is not


def test_a_date_outside_the_other_period_is_refused(tmp_path):
    """A rule set is in force only on days on which the verdicts that it uses can be had."""
    longer = USER.replace("until: 2024-12-31", "until: 2026-01-01")
    assert told(files(tmp_path, longer)) == [
        "14 used-period on some days this rule set is in force and `other` is not: there is no verdict to use"
    ]


def test_another_subject_is_refused(tmp_path):
    """A verdict about a village says nothing about a commune."""
    assert told(files(tmp_path, other=OTHER.replace("label:", "subject: village\nlabel:", 1))) == [
        "14 used-subject `other` assesses a `village`, this rule set a `commune`"
    ]


def test_the_points_of_the_other_decide_its_verdict(tmp_path):
    """Criteria that earn points keep them under their new names; the user's own weights stay."""
    scored = OTHER.replace(
        "test: {indicator: rate, gte: {threshold: high}}", "test: {indicator: rate, gte: 80%}, points: 4"
    )
    scored = re.sub(r"thresholds:\n.*\n", "", scored)
    total = "  all: {label: {vi: Cộng, en: Sum}, cite: law, points: {sum: [is_high]}}\n"
    scored = scored.replace("verdict:", f"{total}verdict:")
    scored = scored.replace("eligible_when: is_high}", "eligible_when: {points: all, gte: 4}}")
    weighed = USER.replace("    cite: own\n    test", "    cite: own\n    weight: 3\n    test")
    found = [answer(files(tmp_path, weighed, scored), inside=True, rate=rate) for rate in (80, 79)]
    assert [each.outcomes["holds"] for each in found] == ["met", "unknown"]
    assert [each.outcomes["lacks"] for each in found] == ["not_met", "met"]
    assert found[0].score is not None
    assert found[0].score.low == 75


def test_which_level_a_commune_falls_into_is_no_verdict_to_use(tmp_path):
    """Whoever is in the last level would be eligible, too; who has the signs of two classes neither is nor is not."""
    levels = "levels: [{id: a, label: {vi: A, en: A}, when: is_high}, {id: b, label: {vi: B, en: B}}]\n"
    other = OTHER.replace(
        "verdict: {scope: [is_inside], eligible_when: is_high}", levels + "verdict: {scope: [is_inside]}"
    )
    assert told(files(tmp_path, other=other)) == [
        "14 used-level the verdict of `other` is into which level a commune falls, and not whether it is eligible"
    ]


def test_one_name_for_two_things_is_refused(tmp_path):
    """What both declare has to be declared alike, however it is called."""
    level = "rate: {type: percent, may_not_apply: true, label: {vi: Mức, en: Level}}"
    renamed = USER.replace("indicators:", f"indicators:\n  {level}")
    assert answer(files(tmp_path, renamed), attested=True).verdict == "eligible"
    other = USER.replace("indicators:", "indicators:\n  rate:\n    label: {vi: Mức, en: Level}\n    type: number")
    assert told(files(tmp_path, other)) == [
        "11 declared-otherwise `rate` is declared otherwise in `other`; one name can mean one thing only"
    ]
    law = USER.replace(
        "sources:", "sources:\n  law: {title: {vi: A, en: B}, number: 9/QĐ, kind: law, date: 2020-01-01}"
    )
    assert told(files(tmp_path, law)) == [
        "7 declared-otherwise `law` is declared otherwise in `other`; one name can mean one thing only"
    ]
    figures = "thresholds:\n  high: {type: percent, basis: law, cite: own, values: [{from: 2021-01-01, default: 81%}]}"
    assert told(files(tmp_path, USER.replace("criteria:", f"{figures}\ncriteria:"))) == [
        "11 declared-otherwise `high` is declared otherwise in `other`; one name can mean one thing only"
    ]


def test_an_unknown_rule_set_is_told_where_it_stands(tmp_path):
    """A misspelt rule set is a problem at its place."""
    assert told(files(tmp_path, USER.replace("ruleset: other, is: eligible", "ruleset: othr, is: eligible"))) == [
        "14 unknown-ruleset unknown rule set `othr`"
    ]


def test_a_circle_is_told(tmp_path):
    """Two rule sets that ask for each other's verdicts are refused with the whole circle."""
    circle = OTHER.replace("test: {indicator: inside, is: true}", "test: {ruleset: user, is: eligible}")
    assert told(files(tmp_path, other=circle)) == [
        "14 circle the rule sets rest on each other in a circle: user → other → user"
    ]


def test_the_digest_covers_both_files(tmp_path):
    """What a verdict rests on is known by one digest: another text of the other file gives another one."""
    first = load(files(tmp_path)).sha256
    assert load(files(tmp_path, other=OTHER.replace("80%", "81%"))).sha256 != first


NAMES = "{eligible: {vi: Giữ, en: Holds}, not_eligible: {vi: Mất, en: Lost}}"
CALLED = f"verdict:\n  called: {NAMES}\n  eligible_when: holds\n"


def test_a_verdict_has_the_name_that_the_rule_set_gives_it(tmp_path):
    """In the heading, the reasons, the summary and Markdown; programs get the word they know."""
    name = files(tmp_path, USER.replace("verdict: {eligible_when: holds}\n", CALLED))
    held, lost = answer(name, attested=True), answer(name, attested=False, inside=True, rate=10)
    page = text.assessments([held, lost], "en", 80).plain
    assert "HOLDS" in page
    assert "LOST" in page
    assert "ELIGIBLE" not in page
    assert "**Lost**" in markdown.assessments([lost], "en")
    document = json.loads(as_json.assessments([held], "en"))["assessments"][0]
    assert (document["verdict"], document["reasons"]["text"]) == ("eligible", "Holds")
    assert sentence(make_plan(load(name), date(2023, 5, 1)), Verdict.ELIGIBLE, held.outcomes, "vi").startswith("Giữ")


def test_a_child_keeps_the_names_of_its_parent(tmp_path):
    """Also with conditions of its own, unless it says, with a citation, that it does not."""
    files(tmp_path, USER.replace("verdict: {eligible_when: holds}\n", CALLED))
    child = tmp_path / "child.yaml"
    head = 'format: 1\nid: child\nversion: "1"\nextends: user\nlabel: {vi: A, en: B}\n'
    child.write_text(head, encoding="utf-8")
    assert load(str(child)).verdict_words(Verdict.ELIGIBLE).say("en") == "Holds"
    own = f"{head}verdict: {{eligible_when: lacks}}\n"
    child.write_text(own, encoding="utf-8")
    assert load(str(child)).verdict_words(Verdict.ELIGIBLE).say("en") == "Holds"
    child.write_text(f"{own}without: {{called: {{cite: own}}}}\n", encoding="utf-8")
    assert load(str(child)).verdict_words(Verdict.ELIGIBLE).say("en") == "Eligible"


@pytest.mark.parametrize("mistake", ["is: eligibleh", "is: undetermined", "is: null", "is_not: eligible"])
def test_a_verdict_that_does_not_exist_is_a_problem(mistake: str, tmp_path: Path) -> None:
    """It is told at its place, with what else is wrong in the file; nothing breaks."""
    assert USER.count("is: not_eligible") == 1
    name = files(tmp_path, USER.replace("is: not_eligible", mistake).replace("    cite: own\n", "    cite: ovn\n"))
    problems = validate(read_source(name), ())
    assert "undeclared-source" in {problem.id for problem in problems}
    assert {problem.place.line for problem in problems} == {13, 15}


SUCCESSOR = (
    USER.replace("{from: 2022-01-01, until: 2024-12-31}", "{from: 2026-01-01}")
    .replace("is: eligible}", "is: eligible, on: its_last_day}")
    .replace("is: not_eligible}", "is: not_eligible, on: its_last_day}")
)
ENDED = (
    OTHER.replace(
        "values: [{from: 2021-01-01, default: 80%}]",
        "values: [{from: 2021-01-01, until: 2025-06-30, default: 80%}, {from: 2025-07-01, default: 60%}]",
    )
    .replace("rate: {type: percent,", "opened: {type: date, label: {vi: Mở, en: Opened}}\n  rate: {type: percent,")
    .replace(
        "verdict: {scope: [is_inside], eligible_when: is_high}",
        "  early: {label: {vi: Cũ, en: Old}, cite: law, in_force: {from: 2021-01-01, until: 2023-12-31},"
        " test: {indicator: inside, is: false}}\n"
        "  new: {label: {vi: Mới, en: New}, cite: law, test: {indicator: opened, within: {years: 1}}}\n"
        "verdict: {scope: [is_inside], eligible_when: {all_of: [is_high, early, new]}}",
    )
)


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"rate": 60, "opened": "2024-12-31"}, "eligible"),
        ({"rate": 59, "opened": "2024-12-31"}, "not_eligible"),
        ({"rate": 60, "opened": "2024-12-30"}, "not_eligible"),
        ({"rate": 60, "opened": "2026-02-01"}, "not_eligible"),
        ({"rate": 60}, "undetermined"),
    ],
)
def test_a_title_under_a_predecessor_is_that_of_its_last_day(tmp_path, facts, verdict):
    """The values, the criteria and the ages are those of the last day, whatever the day of assessment."""
    ruleset = load(files(tmp_path, SUCCESSOR, ENDED))
    profile = profile_from_mapping(
        {"as_of": "2026-09-01", "facts": {"attested": False, "inside": True} | facts}, ruleset
    )
    assert assess(make_plan(ruleset, date(2026, 9, 1)), profile).verdict == verdict


def test_a_reason_says_on_which_day_a_title_was_looked_at(tmp_path):
    """The verdict of the other rule set is called by its last day."""
    ruleset = load(files(tmp_path, SUCCESSOR, ENDED))
    criterion = ruleset.criteria["other:eligible"]
    assert criterion.label.en == "The other, on its last day in force 2025-12-31: Eligible"
    assert criterion.label.vi == "Bộ kia, xét vào ngày cuối có hiệu lực 31/12/2025: Đủ điều kiện"


@pytest.mark.parametrize(
    ("user", "other", "said"),
    [
        (SUCCESSOR, ENDED.replace(", until: 2025-12-31}", "}"), "14 no-last-day `other` has no last day in force"),
        (
            SUCCESSOR.replace("from: 2026-01-01", "from: 2025-12-31"),
            ENDED,
            "14 used-before-its-end on some days this rule set is in force and `other` has not ended",
        ),
        (
            SUCCESSOR.replace("is: not_eligible, on: its_last_day", "is: not_eligible"),
            ENDED,
            "14 used-on-two-days the verdict of `other` is asked for on the day of assessment and on its last day",
        ),
    ],
)
def test_only_what_has_ended_has_a_last_day_to_look_at(tmp_path, user, other, said):
    """It has one, it lies before the first day of whoever asks, and no other day is asked for beside it."""
    assert told(files(tmp_path, user, other))[0].startswith(said)
