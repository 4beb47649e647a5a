"""Facts that count only with their evidence: unknown without it, and every answer says why."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from jsonschema import Draft202012Validator

from smartcommune.api import Rules
from smartcommune.assess.assessment import Assessment
from smartcommune.authoring.cases import run_case
from smartcommune.authoring.compare.accepted import accepted_by_one
from smartcommune.authoring.schemas import schema
from smartcommune.engine.plan import make_plan
from smartcommune.model.condition import Age
from smartcommune.model.indicator import EvidenceNeed
from smartcommune.problems import InputError
from smartcommune.quantity import today
from smartcommune.render.form import workbook
from smartcommune.render.json import assessments
from smartcommune.rulesets.library import parse_ruleset
from smartcommune.tables.cells.cell_facts import load_table
from smartcommune.tables.form import form_of
from smartcommune.tables.open import open_table
from smartcommune.tables.results.communes import Wanted, communes

PLAIN = (Path(__file__).parents[1] / "files" / "scored" / "scored.yaml").read_text(encoding="utf-8")
NEED = "evidence: {required: true, within: {months: 6}}"
TEXT = PLAIN.replace("tasks: {type: percent,", f"tasks: {{type: percent, {NEED},").replace(
    "plan: {type: boolean,", "plan: {type: boolean, evidence: {required: true},"
)
RULESET = parse_ruleset(TEXT)
DAY = date(2023, 6, 30)
RULES = Rules(RULESET, DAY)
FACTS = {"terrain": "low", "people": 3600, "rate": "72%", "council": 5.5, "late": 0}
PLAN = {"value": True, "evidence": "12/QĐ-UBND"}


def answer(**facts: Any) -> Assessment:
    return RULES.check({"facts": FACTS | facts})


@pytest.mark.parametrize(
    ("evidence", "lacking"),
    [
        ({}, "absent"),
        pytest.param({"date": "2023-06-01"}, "absent", marks=pytest.mark.full),
        ({"evidence": "BC 1"}, "undated"),
        ({"evidence": "BC 1", "date": "2022-12-29"}, "too-old"),
        ({"evidence": "BC 1", "date": "2022-12-30"}, None),
        pytest.param({"evidence": "BC 1", "date": "2023-06-30"}, None, marks=pytest.mark.full),
        # after the day of assessment: that is told
        pytest.param({"evidence": "BC 1", "date": "2023-07-01"}, None, marks=pytest.mark.full),
    ],
)
def test_a_fact_without_evidence_that_will_do_is_unknown(evidence: dict[str, str], lacking: str | None) -> None:
    """None, no day, or half a year and a day before the day of assessment."""
    found = answer(plan=PLAN, tasks={"value": "90%", **evidence})
    assert dict(found.unevidenced) == ({} if lacking is None else {"tasks": lacking})
    assert found.points is not None
    assert (found.points.low == found.points.high) is (lacking is None)


@pytest.mark.full  # its advice about points looks at all that it may
def test_an_answer_says_what_does_not_count_and_why() -> None:
    """Among the missing facts, among the notes, and in JSON."""
    found = answer(plan=True, tasks={"value": "90%", "evidence": "BC 1", "date": "2022-12-29"})
    assert [remark.say("vi") for remark, _ in found.remarks if "Không tính" in remark.say("vi")] == [
        "Không tính: Có kế hoạch (đã ghi có, nhưng chưa có minh chứng)",
        "Không tính: Nhiệm vụ hoàn thành (đã ghi 90 %, nhưng minh chứng ngày 29/12/2022 đã quá 6 tháng)",
    ]
    level = TEXT.replace("{threshold: mark_a}", "57")
    asked = Rules(parse_ruleset(level), DAY).check({"facts": FACTS | {"people": 5900, "plan": PLAN, "tasks": "90%"}})
    assert [item.label.say("en") for item in asked.missing] == ["Tasks done (90% is stated, without evidence)"]
    written = json.loads(assessments([found], "en"))
    Draft202012Validator(schema("assessment")).validate(written)
    assert written["assessments"][0]["unevidenced"] == {"plan": "absent", "tasks": "too-old"}
    assert "unevidenced" not in json.loads(assessments([answer()], "en"))["assessments"][0]


@pytest.mark.full  # its advice about points looks at all that it may
def test_cases_count_a_bare_fact_and_look_at_evidence_that_is_written() -> None:
    """What a case is about are the rules; one that is about evidence writes it."""
    written = "tasks: {value: 90%, evidence: BC 1, date: 2022-12-29}"
    cases = {text: parse_ruleset(TEXT.replace("tasks: 90%", text)) for text in ("tasks: 90%", written)}
    found = {text: [run_case(case, rules) for case in rules.cases] for text, rules in cases.items()}
    open = {text: not each.evaluation.earned["done"].is_settled for text, (each,) in found.items() if each.evaluation}
    assert open == {"tasks: 90%": False, written: True}
    assert all(each.assessment is not None and not each.assessment.unevidenced for (each,) in found.values())


@pytest.mark.full
def test_what_does_not_apply_needs_its_evidence_too() -> None:
    """Else whoever has none would say that nothing applies."""
    rules = Rules(parse_ruleset(PLAIN.replace("may_not_apply: true,", f"may_not_apply: true, {NEED},")), DAY)
    facts = FACTS | {"plan": True, "tasks": "90%"}
    without = rules.check({"facts": facts | {"rate": "na"}})
    own = {"value": "na", "evidence": "BC 1", "date": "2023-06-01"}
    assert dict(without.unevidenced) == {"rate": "absent"}
    assert dict(rules.check({"facts": facts | {"rate": own}}).unevidenced) == {}


TABLE = """Tên xã,Ngày số liệu,Địa bàn,Dân số,Có kế hoạch,Có kế hoạch (minh chứng),Nhiệm vụ hoàn thành (%),\
Nhiệm vụ hoàn thành (minh chứng),Nhiệm vụ hoàn thành (ngày minh chứng),Tỷ lệ giải ngân (%),Điểm hội đồng,Ngày nộp trễ
An,30/6/2023,Đồng bằng,3600,Có,12/QĐ-UBND,90,BC 1,30/12/2022,72,"5,5",0
Ba,30/6/2023,Đồng bằng,3600,Có,,90,BC 1,29/12/2022,72,"5,5",0
Tư,30/6/2023,Đồng bằng,3600,Có,12/QĐ-UBND,90,BC 1,,72,"5,5",0
"""


@pytest.mark.full  # its advice about points looks at all that it may
def test_a_table_has_columns_of_evidence_and_of_its_days(tmp_path: Path) -> None:
    """A row is the profile that a file would be, and the table leaves out what that leaves out."""
    file = tmp_path / "t.csv"
    file.write_text(TABLE, encoding="utf-8")
    loaded = load_table(open_table(str(file)), RULESET)
    profiles = [each.profile for each in communes(loaded, RULESET, Wanted())]
    found = [dict(RULES.check(profile).unevidenced) for profile in profiles if profile is not None]
    assert found == [{}, {"plan": "absent", "tasks": "too-old"}, {"tasks": "undated"}]
    names = [name for name in loaded.schema() if "evidence" in name]
    assert names == [
        "plan.evidence",
        "plan.evidence.na",
        "tasks.evidence",
        "tasks.evidence.na",
        "tasks.evidence_date",
        "tasks.evidence_date.na",
    ]


def test_a_frame_without_such_columns_has_no_such_facts() -> None:
    """Each fact that needs evidence is unknown in every row, and named."""
    facts = {"terrain": "low", "people": 3600, "rate": 72.0, "council": 5.5, "late": 0, "plan": True, "tasks": 90.0}
    found = RULES.assess(pl.DataFrame([facts]))
    assert found["unevidenced"].to_list() == ["plan,tasks"]
    own = {"plan.evidence": "x", "tasks.evidence": "x", "tasks.evidence_date": date(2023, 6, 1)}
    assert RULES.assess(pl.DataFrame([facts | own]))["unevidenced"].to_list() == [None]
    assert "unevidenced" not in Rules(parse_ruleset(PLAIN), DAY).assess(pl.DataFrame([facts])).columns


def test_the_form_says_what_is_needed() -> None:
    """In the note of the figure."""
    fields = {field.indicator.id: field for field in form_of(make_plan(RULESET, DAY)).fields}
    said = {id: [line.say("vi") for line in fields[id].note] for id in ("plan", "tasks", "rate")}
    assert "Chỉ tính khi có minh chứng" in said["plan"]
    assert "Chỉ tính khi có minh chứng ghi ngày, trong vòng 6 tháng đến ngày xét" in said["tasks"]
    assert not any("minh chứng" in line for line in said["rate"])


@pytest.mark.parametrize(
    ("need", "problem"),
    [
        ("{within: {months: 6}}", "missing-key"),
        ("{required: false}", "not-allowed"),
        ("{required: true, within: {months: 0}}", "bad-age"),
        ("{required: true, within: {days: 6}}", "unknown-key"),
    ],
)
def test_what_is_wrong_with_a_need_is_told(need: str, problem: str) -> None:
    """It is required, and an age is years or months."""
    with pytest.raises(InputError) as raised:
        parse_ruleset(PLAIN.replace("tasks: {type: percent,", f"tasks: {{type: percent, evidence: {need},"))
    assert problem in [each.id for each in raised.value.problems]


def test_a_month_that_lacks_the_day_ends_the_age() -> None:
    """Half a year after the last of August is the last of February."""
    need = EvidenceNeed(Age(6, "months"))
    assert need.lacking("x", date(2022, 8, 31), date(2023, 2, 28)) is None
    assert need.lacking("x", date(2022, 8, 31), date(2023, 3, 1)) == "too-old"


def test_the_form_of_a_table_asks_for_the_day_of_evidence(tmp_path: Path) -> None:
    """Behind the evidence of a figure that counts only with evidence of late, and nowhere else."""
    content = io.BytesIO()
    workbook(content, form_of(make_plan(RULESET, DAY)), "vi")
    book = openpyxl.load_workbook(content)
    page = book.worksheets[0]
    heads = [str(cell.value) for cell in page[1]]
    assert [head for head in heads if "ngày minh chứng" in head] == ["Nhiệm vụ hoàn thành (ngày minh chứng)"]
    asked = {"Tên xã": "An", "Nhiệm vụ hoàn thành (%)": 90, "Nhiệm vụ hoàn thành (minh chứng)": "BC 1"}
    for head, value in (asked | {"Nhiệm vụ hoàn thành (ngày minh chứng)": date(2023, 6, 1)}).items():
        page.cell(2, heads.index(head) + 1, value)
    book.save(tmp_path / "form.xlsx")
    (found,) = communes(load_table(open_table(str(tmp_path / "form.xlsx")), RULESET), RULESET, Wanted())
    assert found.profile is not None
    assert found.profile.evidence["tasks"] == ("BC 1", date(2023, 6, 1))


def test_diff_says_that_other_evidence_is_asked_for() -> None:
    """What counts for one rule set and not for the other cannot be compared, and is named."""
    (item,) = accepted_by_one(RULESET, parse_ruleset(TEXT.replace("months: 6", "months: 12")))
    assert item.where == "indicators.tasks.evidence"
    assert item.text.say("vi") == "Nhiệm vụ hoàn thành (tasks): chỉ tính với minh chứng khác"


def test_evidence_of_a_day_after_today_is_refused(tmp_path: Path) -> None:
    """In a profile, in a table and in a frame; one after the day of assessment is only told."""
    late = (today() + timedelta(days=1)).isoformat()
    with pytest.raises(InputError) as raised:
        answer(plan=PLAN, tasks={"value": "90%", "evidence": "BC 1", "date": late})
    assert [each.id for each in raised.value.problems] == ["evidence-to-come"]
    file = tmp_path / "t.csv"
    for day, problems in ((late, ["evidence-to-come"]), ("2023-07-01", [])):
        file.write_text(TABLE.replace("30/12/2022", day), encoding="utf-8")
        first, *_ = communes(load_table(open_table(str(file)), RULESET), RULESET, Wanted())
        assert [each.id for each in first.problems] == problems
    own = {"tasks": 90.0, "tasks.evidence": "x", "tasks.evidence_date": date.fromisoformat(late)}
    found = RULES.assess(pl.DataFrame([own]))
    assert (found["verdict"][0], "tasks.evidence_date" in found["reasons"][0]) == (None, True)
