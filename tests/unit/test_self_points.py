"""The points that a commune gives itself: read where they stand, compared with what is computed, and never deciding."""

from __future__ import annotations

import io
import json
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from docx import Document
from jsonschema import Draft202012Validator

from smartcommune.api import Rules
from smartcommune.assess.assessment import Assessment, every_reason
from smartcommune.assess.self_points import beside
from smartcommune.authoring.schemas import schema
from smartcommune.cli.office_options import Office, OfficeOptions
from smartcommune.engine.evaluate import evaluate
from smartcommune.engine.plan import make_plan
from smartcommune.messages import LANGUAGES
from smartcommune.model.beside import SELF, as_read
from smartcommune.problems import InputError
from smartcommune.render import markdown, text
from smartcommune.render.json import assessments
from smartcommune.render.pages import sheets
from smartcommune.rulesets.library import parse_ruleset
from smartcommune.tables.cells.cell_facts import load_table
from smartcommune.tables.open import open_table
from smartcommune.tables.results.communes import Wanted, communes
from tests.profile_mapping import profile_from_mapping

TEXT = (Path(__file__).parents[1] / "files" / "scored" / "scored.yaml").read_text(encoding="utf-8")
RULESET = parse_ruleset(TEXT)
RULES = Rules(RULESET)
PLAN = make_plan(RULESET, date(2023, 6, 30))
FACTS = {"terrain": "low", "people": "3600", "plan": "true", "rate": "72%", "tasks": "90%", "council": "5.5"}
OPEN = {"done": 10, "spent": "8.47", "total": 60, "delay": 0}


@cache
def half_known() -> Assessment:
    """The answer for a commune of which it is open how many days are late: that takes a few seconds."""
    return RULES.check({"as_of": "2023-06-30", "facts": FACTS, "self_points": OPEN})


def answer(own: dict[str, Any], **facts: Any) -> Assessment:
    return RULES.check({"as_of": "2023-06-30", "facts": FACTS | {"late": "0"} | facts, "self_points": own})


def difference(id: str, own: str) -> Fraction | None:
    profile = profile_from_mapping({"facts": FACTS}, RULESET)
    return beside({id: Fraction(own)}, evaluate(PLAN, profile.facts))[id].difference


@pytest.mark.parametrize(
    ("id", "own", "expected"),
    [
        ("done", "8", "0"),
        ("done", "10", "2"),
        ("done", "7.5", "-1/2"),
        ("spent", "8.47", "0"),
        # what is computed is 8.47 to hundredths: more digits of the same figure are no difference
        ("spent", "8.471", "0"),
        ("spent", "8.475", "1/100"),
        # 0 to 10 points are taken off for days that nobody knows
        ("delay", "-10", None),
        ("delay", "0", None),
        ("total", "58.65", None),
        ("total", "58.66", "1/100"),
        ("total", "48.64", "-1/100"),
    ],
)
def test_the_difference_is_what_the_commune_gives_itself_above_what_is_computed(
    id: str, own: str, expected: str | None
) -> None:
    """In hundredths; while facts are unknown, whatever lies between the ends may be the same."""
    assert difference(id, own) == (None if expected is None else Fraction(expected))


@pytest.mark.full
@pytest.mark.parametrize("own", ["?", "", "na", None])
def test_what_is_not_given_is_not_compared(own: Any) -> None:
    """Blank, unknown and not applicable are no points, and no difference."""
    assert answer({"done": own}).self_points == {}


@pytest.mark.full
def test_they_decide_nothing() -> None:
    """Whatever a commune gives itself, the answer is the same but for what is said of that."""
    plain, other = answer({}), answer({"total": 91, "delay": -10, "done": 0})
    assert (plain.verdict, plain.points, plain.levels, plain.missing) == (
        other.verdict,
        other.points,
        other.levels,
        other.missing,
    )
    assert plain.advice == other.advice


def test_differences_are_told_wherever_the_points_are() -> None:
    """Beside the criterion and together, in every format that people read."""
    found = half_known()
    said = {reason.id: reason.text.say("vi") for reason in every_reason(found.reasons) if reason.is_criterion}
    assert said["done"] == "90 %: 8 của 10 điểm; tự chấm 10"
    assert said["spent"] == "72 %: 8,47 của 10 điểm"
    remarks = [remark.say("vi") for remark, _ in found.remarks][-2:]
    assert remarks[0] == "Đối chiếu 4 điểm tự chấm với điểm tính được: 1 khớp, 2 khác, 1 chưa đủ số liệu"
    assert remarks[1] == (
        "Điểm tự chấm khác điểm tính được: tiêu chí 2: tự chấm 10, tính được 8 của 10 điểm; "
        "Tổng điểm: tự chấm 60, tính được 48,65–58,65 của 91 điểm"
    )
    for language in LANGUAGES:
        own = "tự chấm 10" if language == "vi" else "self-scored 10"
        pages = (
            text.assessments([found], language, 200).plain,
            markdown.assessments([found], language),
            sheets.assessments([found], language),
        )
        assert [page.count(own) > 1 for page in pages] == [True] * 3


@pytest.mark.full
def test_a_word_document_has_a_column_of_them() -> None:
    """What the commune gives itself stands beside what is computed; without any there is no such column."""

    def table(found: Assessment) -> list[list[str]]:
        content = Office(OfficeOptions(), "vi").sheets([found])
        tables = Document(io.BytesIO(content)).tables
        rows = next(each for each in tables if each.cell(0, 0).text == "TT").rows
        return [[cell.text for cell in row.cells] for row in rows]

    head, *rows = table(answer({"done": 10, "spent": "8.47"}))
    assert head[4:6] == ["Tự chấm", "Điểm"]
    assert {row[0]: row[4:6] for row in rows if row[0] in {*"1234"}} == {
        "1": ["", "4 của 4"],
        "2": ["10", "8 của 10"],
        "3": ["8,47", "8,47 của 10"],
        "4": ["", "10,5 của 35"],
    }
    assert "Tự chấm" not in table(answer({}))[0]


def test_json_has_them_by_criterion_and_in_the_reasons() -> None:
    """With the difference, which is null while it may be none."""
    written = json.loads(assessments([half_known()], "en"))
    Draft202012Validator(schema("assessment")).validate(written)
    own = written["assessments"][0]["self_points"]
    assert {id: own[id] for id in ("done", "delay")} == {
        "done": {"value": 8, "low": 8, "high": 8, "most": 10, "self_points": 10, "points_difference": 2},
        "delay": {"value": -10, "low": -10, "high": 0, "most": 0, "self_points": 0, "points_difference": None},
    }
    assert json.dumps(written).count('"points_difference": 2') > 1
    assert "self_points" not in json.loads(assessments([answer({})], "en"))["assessments"][0]


@pytest.mark.parametrize(
    ("own", "problem", "place", "said"),
    [
        ({"don": 8}, "undeclared-criterion", "self_points.don", "did you mean `done`"),
        ({"is_plan": 8}, "no-points", "self_points.is_plan", "has no `points`"),
        ({"done": 12}, "out-of-range", "self_points.done", "`12` lies outside 0–10"),
        ({"delay": 1}, "out-of-range", "self_points.delay", "`1` lies outside -10–0"),
        ({"done": "eight"}, "not-a-number", "self_points.done", "`eight` is not a number"),
        ({"done": "8,5"}, "not-a-number", "self_points.done", "write `8.5`"),
        ({"done": [8]}, "wrong-kind", "self_points.done", ""),
        ([8], "wrong-kind", "self_points", ""),
    ],
)
def test_what_is_wrong_with_them_is_told_in_its_place(own: Any, problem: str, place: str, said: str) -> None:
    """Unknown criteria, those that earn nothing, too many or too few points, and what is no number."""
    plan = "criteria:\n  is_plan: {label: {vi: x, en: x}, cite: law#1, test: {indicator: plan, is: true}}\n"
    rules = Rules(parse_ruleset(TEXT.replace("criteria:\n", plan, 1)))
    with pytest.raises(InputError) as raised:
        rules.check({"as_of": "2023-06-30", "facts": FACTS, "self_points": own})
    (found,) = raised.value.problems
    assert (found.id, found.place.source) == (problem, f"profile.{place}")
    assert said in found.say("en")


def test_all_problems_of_a_profile_are_told_at_once() -> None:
    """Those of the facts and those of the points."""
    with pytest.raises(InputError) as raised:
        answer({"done": 11, "nobody": 1}, tasks="101%")
    assert [each.id for each in raised.value.problems] == ["out-of-range", "out-of-range", "undeclared-criterion"]


def test_the_fewest_points_are_those_that_a_criterion_can_earn() -> None:
    """0 where none are taken off; a sum of what may be below 0 has its own least."""
    read = as_read(RULESET).indicators
    ends = {id: (read[SELF + id].least, read[SELF + id].most) for id in ("done", "delay", "basic", "total")}
    assert ends == {"done": (0, 10), "delay": (-10, 0), "basic": (0, 50), "total": (0, 91)}
    assert as_read(RULESET) is as_read(RULESET)
    bare = parse_ruleset(TEXT.replace("most: 100, least: 0, ", ""))
    assert as_read(bare).indicators[SELF + "total"].least == -10
    scaled = parse_ruleset(TEXT.replace("most: 100, least: 0, ", "scaled_to: 100, "))
    assert as_read(scaled).indicators[SELF + "total"].least is None


HEADERS = {
    "self_points.done": "done",
    "Điểm tự chấm 2": "done",
    "Tự chấm tiêu chí 2": "done",
    "2 Hoàn thành nhiệm vụ (điểm tự chấm)": "done",
    "Hoàn thành nhiệm vụ / Điểm tự chấm": "done",
    "Diem tu cham: Hoan thanh nhiem vu": "done",
    "Self-scored points: Tasks": "done",
    "Điểm tự chấm Nộp trễ (điểm)": "delay",
    "Tổng điểm tự chấm": "total",
    "Điểm tự chấm": "total",
}


@pytest.mark.parametrize(("header", "id"), HEADERS.items())
def test_sheets_name_the_columns_by_number_or_label(header: str, id: str, tmp_path: Path) -> None:
    """Before or behind the criterion, with accents and without; the bare title is that of the whole."""
    assert targets(f"Tên xã,{header}\nGiao An,0\n", tmp_path) == ["name", SELF + id]


def test_other_columns_are_none_of_them(tmp_path: Path) -> None:
    """Those of an indicator stay its own; what names no criterion is left alone, and told."""
    header = "Tên xã,Điểm hội đồng,Điểm tự chấm 9,Điểm thẩm định 2,Ghi chú"
    assert targets(f"{header}\nGiao An,1,2,3,x\n", tmp_path) == ["name", "council", None, None, None]


def test_a_column_of_no_criterion_is_a_problem(tmp_path: Path) -> None:
    """By its id it can mean nothing else."""
    with pytest.raises(InputError) as raised:
        targets("Tên xã,Dân số,self_points.don\nGiao An,1,1\n", tmp_path)
    (found,) = raised.value.problems
    assert found.id == "self-points-of-none"
    assert "did you mean `done`" in found.say("en")


def targets(content: str, folder: Path) -> list[str | None]:
    return [column.target for column in loaded(content, folder).columns]


def loaded(content: str, folder: Path) -> Any:
    file = folder / "table.csv"
    file.write_text(content, encoding="utf-8")
    return load_table(open_table(str(file)), RULESET)


TABLE = """Tên xã,Ngày xét tại,Địa bàn,Dân số,Có kế hoạch,Tỷ lệ giải ngân (%),Nhiệm vụ hoàn thành (%),Điểm hội đồng,\
self_points.done,Điểm tự chấm 3,Điểm tự chấm 6,Tổng điểm tự chấm
Giao An,30/6/2023,Đồng bằng,3600,Có,72,90,"5,5",10,"8,47",0,"58,66"
Giao Ba,30/6/2023,Đồng bằng,3600,Có,72,90,"5,5",,không áp dụng,-3,"48,65"
Giao Tư,30/6/2023,Đồng bằng,3600,Có,72,90,"5,5",12,tám,1,"58,65"
"""


def test_a_row_of_a_table_is_the_profile_that_a_file_would_be(tmp_path: Path) -> None:
    """The same points, and for the unreadable ones the cell, what was found, and what is expected."""
    one, other, wrong = communes(loaded(TABLE, tmp_path), RULESET, Wanted())
    assert one.profile is not None
    assert other.profile is not None
    assert other.profile.self_points == {"delay": -3, "total": Fraction(4865, 100)}
    own = {"done": "10", "spent": "8.47", "delay": "0", "total": "58.66"}
    assert one.profile.self_points == profile_from_mapping({"facts": FACTS, "self_points": own}, RULESET).self_points
    assert [each.message.say("vi") for each in wrong.problems] == [
        "cột I “self_points.done”: `12` nằm ngoài khoảng 0–10",
        "cột J “Điểm tự chấm 3”: `tám` không phải là số",
        "cột K “Điểm tự chấm 6”: `1` nằm ngoài khoảng -10–0",
    ]


def test_a_frame_has_the_differences_of_the_columns_that_it_gives() -> None:
    """One column for each; null where nothing is given, or where it may be the same."""
    facts = {"as_of": date(2023, 6, 30), "terrain": "low", "people": 3600, "plan": True, "rate": 72.0, "tasks": 90.0}
    own = [
        {"self_points.done": 10.0, "self_points.spent": 8.471, "self_points.total": 60.0},
        {"self_points.done": 8.0, "self_points.spent": 8.475, "self_points.total": 48.65},
        {"self_points.done": None, "self_points.spent": None, "self_points.total": 40.0},
        {"self_points.done": 12.0, "self_points.spent": 8.0, "self_points.total": 40.0},
    ]
    frame = pl.DataFrame([facts | {"council": 5.5} | each for each in own])
    found = RULES.assess(frame)
    names = [name for name in found.columns if name.startswith("points_difference.")]
    assert names == ["points_difference.done", "points_difference.spent", "points_difference.total"]
    assert found.select(names).rows()[:3] == [(2.0, 0.0, 1.35), (0.0, 0.01, None), (None, None, -8.65)]
    assert found["verdict"].to_list() == ["eligible"] * 3 + [None]
    assert "self_points.done" in found["reasons"][3]
    assert [name for name in RULES.assess(frame.select(*facts)).columns if "difference" in name] == []


def test_a_frame_with_points_of_no_criterion_is_refused() -> None:
    """As a table is."""
    frame = pl.DataFrame({"plan": [True], "self_points.don": [1.0]})
    with pytest.raises(InputError) as raised:
        RULES.assess(frame)
    assert [each.id for each in raised.value.problems] == ["self-points-of-none"]
