"""Texts that can be read in two ways: answers that hold whichever reading is right, and what takes one of them."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import narwhals as nw
import pytest
from jsonschema import Draft202012Validator

from smartcommune import load_ruleset
from smartcommune.api import Rules
from smartcommune.assess.assessment import Assessment
from smartcommune.authoring.cases import run_case
from smartcommune.authoring.schemas import schema
from smartcommune.authoring.show.describe import describe
from smartcommune.engine.periods import Periods
from smartcommune.problems import InputError
from smartcommune.profiles.profile import read_profile
from smartcommune.render import json as as_json
from smartcommune.render import markdown, show_json, show_markdown, show_text, text
from smartcommune.render.pages import sheets
from smartcommune.render.word import sheet
from smartcommune.rulesets.library import load, parse_ruleset
from smartcommune.source.document import as_data, read_document
from smartcommune.source.files import read_source
from smartcommune.source.python_values import document_of
from smartcommune.vectorise import assessed
from tests.command import Run
from tests.laws.frames import frame_of

RATING = "nq57-khanh-hoa-commune-2026"
SCORED = Path(__file__).parents[2] / "examples" / "scored"
RULES = """\
format: 1
id: two-ways
version: "1"
label: {vi: Hai cách, en: Two ways}
in_force: {from: 2021-01-01}
sources:
  law: {title: {vi: Luật, en: Law}, number: 1/QĐ, kind: law, date: 2020-01-01}
indicators:
  rate: {type: percent, label: {vi: Tỷ lệ, en: Rate}}
  plan: {type: boolean, label: {vi: Kế hoạch, en: Plan}}
  staff: {type: boolean, label: {vi: Cán bộ, en: Staff}}
criteria:
  high: {label: {vi: Cao, en: High}, cite: law, test: {indicator: rate, gte: 80%}}
  ready:
    label: {vi: Sẵn sàng, en: Ready}
    cite: law
    test: {indicator: plan, is: true}
    ambiguities:
      - id: A-1
        question: {vi: Có cần cán bộ không?, en: Is staff needed?}
        reading: {vi: Không., en: No.}
        alternative: {vi: Có., en: Yes.}
        instead:
          criteria: {ready: {cite: law, test: {all_of: [{indicator: plan, is: true}, {indicator: staff, is: true}]}}}
verdict: {eligible_when: {all_of: [high, ready]}}
cases:
  - {name: open, on: 2023-05-01, facts: {rate: 90, plan: true, staff: false},
     expect: {verdict: undetermined, because: [], outcomes: {high: met, ready: unknown}}}
  - {name: written, on: 2023-05-01, reading: {A-1: written}, facts: {rate: 90, plan: true, staff: false},
     expect: {verdict: eligible, because: [high, ready]}}
  - {name: instead, on: 2023-05-01, reading: {A-1: instead}, facts: {rate: 90, plan: true, staff: false},
     expect: {verdict: not_eligible, because: [ready]}}
"""
SECOND = """\
    ambiguities:
      - id: A-2
        question: {vi: Từ bao nhiêu?, en: From how many?}
        reading: {vi: Từ 80 %., en: From 80 %.}
        alternative: {vi: Từ 70 %., en: From 70 %.}
        instead: {criteria: {high: {cite: law, test: {indicator: rate, gte: 70%}}}}
"""
BOTH = RULES.replace(
    "  high: {label: {vi: Cao, en: High}, cite: law, test: {indicator: rate, gte: 80%}}\n",
    "  high:\n    label: {vi: Cao, en: High}\n    cite: law\n    test: {indicator: rate, gte: 80%}\n" + SECOND,
).partition("cases:")[0]
DAY = date(2023, 5, 1)
CHILD = """\
format: 1
id: child
version: "1"
label: {vi: Con, en: Child}
extends: two-ways
"""


def answer(rules: str = RULES, readings: dict[str, str] | None = None, **facts: object) -> Assessment:
    return Rules(parse_ruleset(rules), DAY, readings=readings).check({"facts": facts})


def told(rules: str) -> list[str]:
    """The problems of a rule file, each with its line."""
    with pytest.raises(InputError) as error:
        parse_ruleset(rules)
    return [f"{each.place.line} {each.id} {each.message.say('en')}" for each in error.value.problems]


# ---------------------------------------------------------------------------------------------------------------------
# Answers
# ---------------------------------------------------------------------------------------------------------------------


def test_what_readings_disagree_on_is_open_and_both_are_said() -> None:
    """Nothing is missing: the verdict hangs on the text alone, and the answer has what each reading gives."""
    found = answer(rate=90, plan=True, staff=False)
    assert (found.verdict, found.because, found.missing) == ("undetermined", (), ())
    assert [(dict(each.taken), each.answer.verdict.value) for each in found.readings] == [
        ({"A-1": "written"}, "eligible"),
        ({"A-1": "instead"}, "not_eligible"),
    ]
    said = found.remarks[0][0].say("en")
    assert "Is staff needed?" in said
    assert said.endswith("reading 1 is --reading A-1=written; reading 2 is --reading A-1=instead.")
    assert said in " ".join(text.assessments([found], "en", 100).plain.split())


def test_what_each_reading_gives_stands_below_the_verdict() -> None:
    """On the terminal, in Markdown, on a page and in Word, before any reason; nothing where readings agree."""
    found = answer(rate=90, plan=True, staff=False)
    assert found.by_reading is not None
    said = found.by_reading.say("en")
    each = "By reading 1 (“No.”): Eligible; by reading 2 (“Yes.”): Not eligible; so the verdict is open."
    assert said == f"{each} What follows is by reading 1."
    pages = (
        text.assessments([found], "en", 100).plain,
        markdown.assessments([found], "en"),
        re.sub("<[^>]*>", "", sheets.assessments([found], "en")),
        " ".join("".join(block.itertext()) for block in sheet.sheet(found, "en").blocks),
    )
    for page, reasons in zip(pages, ("Still open", "Ready") * 2, strict=True):
        flat = " ".join(page.split())
        assert flat.index(said) < flat.index(reasons)
    assert answer(rate=90, plan=False).by_reading is None


def test_readings_that_share_a_verdict_tell_levels_and_points() -> None:
    """Where only the level hangs on the text, the verdict is not said again."""
    cases: Any = as_data(read_document(read_source(str(SCORED / f"{RATING}.cases.yaml"))).root)
    case = next(each for each in cases["cases"] if "hangs on how QD11-2" in each["name"])
    profile = {key: case[key] for key in ("claims", "findings", "facts")}
    found = Rules(load(str(SCORED / f"{RATING}.yaml")), date.fromisoformat(case["on"])).check(profile)
    assert found.by_reading is not None
    assert found.by_reading.say("vi").startswith(
        "Theo cách đọc 1 (“Quy đổi về 85 điểm.”): Loại A, hoàn thành xuất sắc (90,28 điểm); "
        "theo cách đọc 2 (“Không quy đổi.”): Loại B, hoàn thành tốt (82,91 điểm); vì vậy chưa xếp loại."
    )


def test_what_readings_agree_on_is_settled() -> None:
    """With staff, or without a plan, it makes no difference, and that is said."""
    for facts, verdict in (({"staff": True, "plan": True}, "eligible"), ({"plan": False}, "not_eligible")):
        found = answer(rate=90, **facts)
        assert found.verdict == verdict
        assert "the same whichever way" in found.remarks[0][0].say("en")


def test_a_fact_that_matters_by_one_reading_is_missing() -> None:
    """Whether there is staff settles it: with staff both readings agree."""
    found = answer(rate=90, plan=True)
    assert (found.verdict, [item.indicator for item in found.missing]) == ("undetermined", ["staff"])


def test_advice_leads_there_by_every_reading() -> None:
    """A plan alone would do as it is written; it takes staff, too, for both."""
    found = answer(rate=90, plan=False, staff=False)
    assert [[change.indicator for change in each.changes] for each in found.advice] == [["plan", "staff"]]


@pytest.mark.parametrize(("reading", "verdict"), [("written", "eligible"), ("instead", "not_eligible")])
def test_one_reading_can_be_taken(reading: str, verdict: str) -> None:
    """The answer is that of the reading, bears its name, and speaks of no other one."""
    found = answer(readings={"A-1": reading}, rate=90, plan=True, staff=False)
    assert (found.verdict, found.readings) == (verdict, ())
    assert found.ruleset.provenance.settings == (f"reading:A-1={reading}",)


def test_two_texts_are_read_in_every_combination() -> None:
    """Where one of them is settled, only the other is left open."""
    found = answer(BOTH, rate=75, plan=True, staff=True)
    assert (found.verdict, len(found.readings)) == ("undetermined", 4)
    found = answer(BOTH, {"A-2": "instead"}, rate=75, plan=True, staff=False)
    assert [dict(each.taken) for each in found.readings] == [{"A-1": "written"}, {"A-1": "instead"}]
    assert [each.answer.verdict.value for each in found.readings] == ["eligible", "not_eligible"]
    taken = {"A-1": "written", "A-2": "instead"}
    assert answer(BOTH, taken, rate=75, plan=True, staff=False).verdict == "eligible"


def test_json_has_every_reading() -> None:
    """As the schema says."""
    document = json.loads(as_json.assessments([answer(rate=90, plan=True, staff=False)], "en"))
    Draft202012Validator(schema("assessment")).validate(document)
    assert document["assessments"][0]["readings"] == [
        {"taken": {"A-1": "written"}, "verdict": "eligible"},
        {"taken": {"A-1": "instead"}, "verdict": "not_eligible"},
    ]


def test_a_table_says_what_a_profile_says() -> None:
    """Verdict, outcomes and missing facts of every row, and that a row hangs on the reading."""
    rules = Rules(parse_ruleset(BOTH), DAY)
    facts = [
        {"rate": rate, "plan": plan, "staff": staff}
        for rate in (60, 75, 90, None)
        for plan in (True, False, None)
        for staff in (True, False, None)
    ]
    known = [{id: value for id, value in each.items() if value is not None} for each in facts]
    profiles = [read_profile(document_of({"facts": each}, "profile"), rules.ruleset) for each in known]
    frame = frame_of(rules.ruleset, [profile.facts for profile in profiles]).lazy()
    rows = assessed(nw.from_native(frame), Periods((rules.plan(DAY),)), "en").to_native().collect().to_dicts()
    for profile, row in zip(profiles, rows, strict=True):
        found = rules.check(profile)
        assert row["verdict"] == found.verdict.value
        assert {id: row[f"outcome.{id}"] for id in found.outcomes} == {
            id: each.value for id, each in found.outcomes.items()
        }
        assert {*(row["missing"] or "").split(",")} - {""} >= {item.indicator for item in found.missing}
        is_open = len({each.answer.verdict for each in found.readings}) > 1
        assert row["reasons"].endswith("hangs on how A-2, A-1 is read") == is_open


def test_cases_take_a_reading_or_none() -> None:
    """Without one a case expects what holds whichever is right; an ambiguity that is not computed is refused."""
    ruleset = parse_ruleset(RULES)
    assert [run_case(case, ruleset).differences for case in ruleset.cases] == [(), (), ()]
    other = RULES.replace("reading: {A-1: written}", "reading: {A-9: written}")
    assert told(other) == ["29 undeclared-reading no ambiguity `A-9` is computed under two readings"]


def test_show_has_the_other_reading() -> None:
    """In every format what would stand there otherwise, and how it is taken."""
    found = describe(parse_ruleset(RULES), DAY, DAY)
    said = "Ready: All of the following: a) Plan; b) Staff"
    for rendered in (show_text.description(found, "en", 400).plain, show_markdown.description(found, "en")):
        assert "--reading A-1=written|instead" in rendered.replace("\\", "")
    assert said in show_json.description(found, "en")


def test_the_reading_that_is_taken_shows_as_the_rule() -> None:
    """Its words are those of the other reading, and what was written is the alternative now."""
    rules = Rules(parse_ruleset(RULES), DAY, readings={"A-1": "instead"})
    (reading,) = rules.ruleset.criteria["ready"].readings
    assert (reading.reading.en, reading.alternative.en) == ("Yes.", "No.")


# ---------------------------------------------------------------------------------------------------------------------
# Mistakes
# ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "criteria: {ready: {cite",
            "criteria: {reddy: {cite",
            "24 undeclared-criterion unknown criterion `reddy`",
        ),
        (
            "{indicator: staff, is: true}]",
            "{indicator: stuff, is: true}]",
            "24 undeclared-indicator unknown indicator `stuff`",
        ),
        (
            "test: {all_of: [{indicator: plan, is: true}, {indicator: staff, is: true}]}",
            "test: {indicator: plan, is: true}",
            (
                "24 reading-same `ready` stands in `instead` of A-1 as it stands anyway: "
                "the other reading changes nothing of it"
            ),
        ),
        (
            "id: A-1",
            "id: A 1",
            "19 reading-id `A 1` cannot be given to `--reading`: use letters of A to Z, digits, `.`, `_` and `-`",
        ),
    ],
)
def test_a_mistake_is_told_where_it_stands(before: str, after: str, expected: str) -> None:
    """Names that are not there, and a reading that changes nothing or cannot be asked for."""
    assert told(RULES.partition("cases:")[0].replace(before, after)) == [expected]


def test_a_part_hangs_on_one_text_only() -> None:
    """Which of two readings would count for one criterion nobody could say."""
    other = "{ready: {cite: law, test: {indicator: staff, is: true}}}"
    clash = BOTH.replace("{high: {cite: law, test: {indicator: rate, gte: 70%}}}", other)
    assert told(clash) == ["33 readings-clash `ready` differs by A-2 and by A-1; a part may hang on one ambiguity only"]


@pytest.mark.parametrize(
    ("name", "reading", "expected"),
    [
        ("A-2", "instead", "no ambiguity `A-2` is computed under two readings"),
        ("A-1", "other", "`other` is no reading; write `written` (as it stands) or `instead` (the other one)"),
    ],
)
def test_a_reading_that_is_not_there_is_refused(name: str, reading: str, expected: str) -> None:
    """Before anything is assessed."""
    with pytest.raises(InputError, match="reading") as error:
        answer(readings={name: reading})
    assert [each.message.say("en") for each in error.value.problems] == [expected]


# ---------------------------------------------------------------------------------------------------------------------
# Rule sets that rest on such a text
# ---------------------------------------------------------------------------------------------------------------------


def child(folder: Path, more: str) -> str:
    """A file that extends the rule set."""
    (folder / "two-ways.yaml").write_text(RULES, encoding="utf-8")
    (folder / "child.yaml").write_text(CHILD + more, encoding="utf-8")
    return str(folder / "child.yaml")


def test_a_child_keeps_the_open_text(tmp_path: Path) -> None:
    """What it replaces besides counts under both readings."""
    more = "replace: {criteria: {high: {cite: law, test: {indicator: rate, gte: 60%}}}}\n"
    rules = load_ruleset(child(tmp_path, more), DAY)
    found = rules.check({"facts": {"rate": 65, "plan": True, "staff": False}})
    assert [each.answer.verdict.value for each in found.readings] == ["eligible", "not_eligible"]


def test_a_child_that_writes_the_same_part_says_what_becomes_of_it(tmp_path: Path) -> None:
    """Else the parent's reading would overrule the child's own words; writing the ambiguity anew settles it."""
    more = "replace: {criteria: {ready: {cite: law, test: {indicator: staff, is: true}}}}\n"
    with pytest.raises(InputError) as error:
        load(child(tmp_path, more))
    assert [(each.place.line, each.id) for each in error.value.problems] == [(6, "reading-overruled")]
    settled = "ambiguities: [{id: A-1, question: {vi: a, en: a}, reading: {vi: b, en: b}, alternative: {vi: c, en: c}}]"
    load(child(tmp_path, more.replace("is: true}}}}", f"is: true}}, {settled}}}}}}}")))


def test_a_verdict_that_may_hang_on_a_reading_is_not_used(tmp_path: Path) -> None:
    """The other rule set would take the text as it is written without a word."""
    more = CHILD.replace("extends: two-ways\n", "in_force: {from: 2022-01-01}\n")
    more += "sources:\n  own: {title: {vi: A, en: B}, number: 2/QĐ, kind: law, date: 2021-06-01}\n"
    more += "criteria:\n  titled: {label: {vi: A, en: B}, cite: own, test: {ruleset: two-ways, is: eligible}}\n"
    name = child(tmp_path, "")
    Path(name).write_text(more + "verdict: {eligible_when: titled}\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        load(name)
    assert [each.id for each in error.value.problems] == ["used-reading"]


# ---------------------------------------------------------------------------------------------------------------------
# Commands
# ---------------------------------------------------------------------------------------------------------------------


def test_select_wants_one_reading(run: Run, tmp_path: Path) -> None:
    """Ranks could hang on the text: it stops before it reads the table's rows, with the way out."""
    (tmp_path / "two-ways.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "t.csv").write_text("name,rate,plan,staff\nA,90,true,false\nB,95,true,true\n", encoding="utf-8")
    asked = ("select", "t.csv", "--rules", "two-ways.yaml", "--seats", "1", "--lang", "en")
    stopped = run(*asked)
    assert (stopped.code, stopped.out) == (2, "")
    assert "add --reading A-1=written|instead [reading-needed]" in stopped.err
    done = run(*asked, "--reading", "A-1=instead", "-f", "json")
    assert done.code == 0
    assert json.loads(done.out)["ruleset"]["settings"] == ["reading:A-1=instead"]


def test_results_are_verified_by_the_reading_that_they_name(run: Run, tmp_path: Path) -> None:
    """The table is assessed again by it; without one, by both."""
    (tmp_path / "two-ways.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "t.csv").write_text("name,rate,plan,staff\nA,90,true,false\nB,95,true,true\n", encoding="utf-8")
    for reading, verdict in (((), "undetermined"), (("--reading", "A-1=written"), "eligible")):
        run("batch", "t.csv", "--rules", "two-ways.yaml", "-o", "out.csv", *reading)
        assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()[1].split(",")[3] == verdict
        assert run("verify", "out.csv", "--rules", "two-ways.yaml", "--table", "t.csv").code == 0
