"""Sheets that communes fill in from the top down: made, filled in as Excel would save them, and read back."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName

from smartcommune.api import Rules
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError
from smartcommune.profiles.profile import Profile
from smartcommune.render.vertical_form import workbook
from smartcommune.rulesets.library import load, parse_ruleset
from smartcommune.tables.cells.cell_facts import Loaded, load_table, rejected
from smartcommune.tables.form import form_of
from smartcommune.tables.named_rules import ruleset_of
from smartcommune.tables.open import open_table
from smartcommune.tables.results.communes import Wanted, communes
from smartcommune.tables.sheets.sheet import RULES_NAME
from smartcommune.tables.vertical_form import VerticalForm, vertical_form
from tests.profile_mapping import profile_from_mapping

TEXT = (Path(__file__).parents[1] / "files" / "scored" / "scored.yaml").read_text(encoding="utf-8")
RULESET = parse_ruleset(TEXT.replace('given: {number: "5", ', 'given: {number: "5", by_claim: true, '))
EXAMPLES = Path(__file__).parents[2] / "examples" / "scored"
DAY = date(2023, 6, 30)

Rows = list[list[Any]]
HEAD = ["TT", "Nội dung", "Số liệu", "Điểm tối đa", "Điểm tự chấm", "Minh chứng"]
# As a commune of its own accord would write it: figures as texts with a comma, blank rows, titles, a signature.
BY_HAND: Rows = [
    [None, "PHIẾU TỰ CHẤM ĐIỂM"],
    [],
    [None, "Tên xã:", "Giao An"],
    [None, "Mã xã: 14212"],
    [None, "Ngày số liệu", "30/6/2023"],
    [None, "Kê khai đã đủ", "đã đủ"],
    [],
    HEAD,
    ["I", "Điểm chuẩn", None, 50],
    ["1", "Có kế hoạch", "Có", 4, 4, "QĐ 12/QĐ-UBND"],
    [],
    ["2", "2. Hoàn thành nhiệm vụ", 90, 10, 10],
    ["3", "Giải ngân", "72,5%", 10, "8,47", "BC 5"],
    ["4", "Quy mô", None, 35, "10,5"],
    [None, "- Địa bàn", "Đồng bằng"],
    [None, "- Dân số (người)", "3.600"],
    ["5", "Hội đồng chấm", "5,5", 6],
    ["6", "Nộp trễ", 0, None, 0],
    [None, "Tổng điểm", None, 100, 60],
    [],
    [None, None, None, "CHỦ TỊCH"],
]
FACTS = {
    "terrain": "low",
    "people": "3600",
    "plan": {"value": "true", "evidence": "QĐ 12/QĐ-UBND"},
    "rate": {"value": "72.5%", "evidence": "BC 5"},
    "tasks": "90",
    "council": "5.5",
    "late": "0",
}
OWN = {"has_plan": "4", "done": "10", "spent": "8.47", "size": "10.5", "delay": "0", "total": "60"}
TYPED = {
    "commune": {"code": "14212", "name": "Giao An"},
    "as_of": "2023-06-30",
    "claims": "complete",
    "facts": FACTS,
    "self_points": OWN,
}


def saved(rows: Rows, file: Path) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Phiếu"
    for row in rows:
        page.append(row)
    book.save(file)
    return file


def read(file: Path, ruleset: RuleSet = RULESET) -> Loaded:
    return load_table(open_table(str(file)), ruleset)


def profile_in(file: Path, ruleset: RuleSet = RULESET) -> Profile:
    (found,) = communes(read(file, ruleset), ruleset, Wanted())
    assert found.problems == ()
    assert found.profile is not None
    return found.profile


def same_as(profile: Profile, typed: dict[str, Any], ruleset: RuleSet = RULESET) -> None:
    expected = profile_from_mapping(typed, ruleset)
    assert profile.commune == expected.commune
    assert profile.as_of == expected.as_of
    assert dict(profile.facts) == dict(expected.facts)
    assert dict(profile.self_points) == dict(expected.self_points)
    assert {id: each.text for id, each in profile.evidence.items() if each.text} == {
        id: each.text for id, each in expected.evidence.items() if each.text
    }


def moved(rows: Rows) -> Rows:
    """The same with the columns in another order, and blank rows between all."""
    at = rows.index(HEAD)
    table = [[*row, *[None] * (6 - len(row))] for row in rows[at:]]
    return [*rows[:at], *(line for row in table for line in ([row[place] for place in (5, 1, 4, 0, 3, 2)], []))]


@pytest.mark.parametrize("change", [lambda rows: rows, moved, lambda rows: [[None, *row] for row in rows]])
def test_a_sheet_by_hand_says_what_a_profile_says(change: Callable[[Rows], Rows], tmp_path: Path) -> None:
    """Words, not places, tell what a row is about; numbers are written as Vietnamese write them."""
    same_as(profile_in(saved(change(BY_HAND), tmp_path / "phieu.xlsx")), TYPED)


def form(ruleset: RuleSet, day: date = DAY) -> tuple[VerticalForm, bytes]:
    plan = Rules(ruleset, day).on(None)
    found, file = vertical_form(form_of(plan), plan), io.BytesIO()
    workbook(file, found, "vi")
    return found, file.getvalue()


def filled(content: bytes, values: dict[str, Any], own: dict[str, Any], file: Path) -> Path:
    """The form as Excel saves it once it is filled in: by the ids of the rows and the titles of the columns."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book.worksheets[0]
    rows = {cell.value: cell.row for row in page.iter_rows() for cell in row if cell.value}
    columns = {cell.value: cell.column for row in page.iter_rows() for cell in row if cell.row == rows["Nội dung"]}
    page.cell(rows["Tên xã"], 3, "Giao An")
    page.cell(rows["Ngày số liệu"], 3, date(2023, 6, 30))
    keys = [str(page.cell(row, columns["Mã dòng"]).value) for row in range(1, page.max_row + 1)]
    for row, key in enumerate(keys, 1):
        criterion, _, indicator = key.partition("/")
        if indicator in values:
            page.cell(row, columns["Số liệu"], values[indicator])
        if criterion in own:
            page.cell(row, columns["Điểm tự chấm"], own[criterion])
    book.save(file)
    return file


def test_the_form_that_is_filled_in_is_read_back(tmp_path: Path) -> None:
    """Every figure and all points, on the form of a rule set with a figure below a criterion of two."""
    values = {
        "terrain": "Miền núi",
        "people": 3600,
        "plan": "Không",
        "rate": "72,5",
        "tasks": 90.5,
        "council": "5,5",
        "late": 3,
    }
    own = {id: float(points) for id, points in OWN.items()} | {"delay": -2}
    found, content = form(RULESET)
    profile = profile_in(filled(content, values, own, tmp_path / "phieu.xlsx"))
    facts = {"terrain": "high", "people": "3600", "plan": "false", "rate": "72.5", "tasks": "90.5", "council": "5.5"}
    typed = {"commune": {"name": "Giao An"}, "as_of": "2023-06-30", "facts": facts | {"late": "3"}}
    same_as(profile, typed | {"self_points": OWN | {"delay": "-2"}})
    assert [field.indicator.id for field in found.stated] == ["claims"]
    assert [(line.number, line.level) for line in found.lines][:4] == [(None, 0), (None, 1), ("1", 2), ("2", 2)]
    assert [line.most for line in found.lines if line.number == "4"] == [35]


@pytest.mark.full
@pytest.mark.parametrize("name", ["nq57-khanh-hoa-commune-2026", "commune-class-1211", "legal-access-2021"])
def test_every_figure_and_all_points_are_asked_for_once(name: str, tmp_path: Path) -> None:
    """By each rule set with points; the empty form says nothing of any, and no cell of it is left over."""
    ruleset = load(str(EXAMPLES / f"{name}.yaml"))
    found, content = form(ruleset, ruleset.in_force.last or date(2026, 9, 1))
    ids = [line.field.indicator.id for line in found.lines if line.field is not None]
    assert len(set(ids)) == len(ids)
    assert {*ids, *(field.indicator.id for field in found.stated)} == {
        field.indicator.id for field in found.form.fields if field.indicator.id not in ("province", "district")
    }
    own = [line.key.partition("/")[0] for line in found.lines if line.is_scored]
    assert len(set(own)) == len(own)
    profile = profile_in(filled(content, {}, {}, tmp_path / "phieu.xlsx"), ruleset)
    assert (dict(profile.facts), dict(profile.self_points), profile.notes) == ({}, {}, ())


def test_a_rule_set_without_points_has_a_sheet_too() -> None:
    """It has no columns of points."""
    found, content = form(load("pilot-smart-2023"))
    assert not found.has_points
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    words = {cell.value for row in page.iter_rows() for cell in row}
    assert {"Nội dung", "Số liệu", "Minh chứng"} <= words
    assert not {"Điểm tối đa", "Điểm tự chấm"} & words


WRONG: dict[str, tuple[int, int, Any, str]] = {
    "a text for points": (
        11,
        4,
        "tám",
        "ô E12 “Điểm tự chấm: Hoàn thành nhiệm vụ”: `tám` không phải là số",
    ),
    "too many points": (
        11,
        4,
        12,
        "ô E12 “Điểm tự chấm: Hoàn thành nhiệm vụ”: `12` nằm ngoài khoảng 0–10",
    ),
    "a share above all": (12, 2, "172", "ô C13 “Tỷ lệ giải ngân”: `172` nằm ngoài khoảng 0–100"),
    "a day to come": (4, 2, "31/6/2023", "ô C5 “Ngày số liệu”: `31/6/2023` không phải là ngày"),
}


@pytest.mark.parametrize(("row", "column", "value", "said"), WRONG.values(), ids=WRONG)
def test_a_mistake_is_told_by_its_cell(row: int, column: int, value: Any, said: str, tmp_path: Path) -> None:
    """On the sheet that the commune filled in, not on the row that was made of it."""
    rows = [list(each) for each in BY_HAND]
    rows[row][column] = value
    loaded = read(saved(rows, tmp_path / "phieu.xlsx"))
    (found,) = communes(loaded, RULESET, Wanted())
    (problem,) = found.problems
    assert problem.message.say("vi") == f"trang “Phiếu”, {said}"
    assert (problem.place.line, problem.place.column) == (row + 1, column + 1)


def test_days_of_evidence_are_asked_for_where_it_may_be_too_old(tmp_path: Path) -> None:
    """In a column of their own, which other rule sets do not have."""
    need = "tasks: {type: percent, evidence: {required: true, within: {months: 6}},"
    ruleset = parse_ruleset(TEXT.replace("tasks: {type: percent,", need))
    found, content = form(ruleset)
    assert [line.number for line in found.lines if line.dates_evidence] == ["2"]
    assert not form(RULESET)[0].has_dates
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book.worksheets[0]
    rows = {cell.value: cell.row for row in page.iter_rows() for cell in row}
    columns = {cell.value: cell.column for cell in page[rows["Nội dung"]]}
    page.cell(rows["Tên xã"], 3, "Giao An")
    for title, value in (("Số liệu", 90), ("Minh chứng", "BC 1"), ("Ngày minh chứng", date(2023, 6, 1))):
        page.cell(rows["done/tasks"], columns[title], value)
    book.save(tmp_path / "phieu.xlsx")
    evidence = profile_in(tmp_path / "phieu.xlsx", ruleset).evidence["tasks"]
    assert (evidence.text, evidence.day) == ("BC 1", date(2023, 6, 1))


def test_every_sheet_of_a_workbook_that_is_filled_in_is_a_commune(tmp_path: Path) -> None:
    """A form is copied for the next commune; a blank copy says nothing, and one sheet can be asked for."""
    path = saved(BY_HAND, tmp_path / "phieu.xlsx")
    book = openpyxl.load_workbook(path)
    for title, name in (("Xã hai", "Giao Hải"), ("Trống", None)):
        page = book.copy_worksheet(book.worksheets[0])
        page.title = title
        for row in page.iter_rows():
            for cell in row:
                cell.value = {"Giao An": name, "Mã xã: 14212": name and "Mã xã: 14215"}.get(str(cell.value), cell.value)
                if name is None and cell.row != 1 and cell.column > 2:
                    cell.value = cell.value if cell.value in HEAD else None
    book.create_sheet("Danh mục").append(["Xã", "Phường"])
    book.save(path)
    (tmp_path / "folder").mkdir()
    book.save(tmp_path / "folder" / "phieu.xlsx")
    for name in (path, tmp_path / "folder"):
        found = communes(read(name), RULESET, Wanted())
        assert [(each.profile.commune.code, each.profile.commune.name) for each in found if each.profile] == [
            ("14212", "Giao An"),
            ("14215", "Giao Hải"),
        ]
    alone = communes(load_table(open_table(str(path), sheet="Xã hai"), RULESET), RULESET, Wanted())
    assert [each.profile.commune.name for each in alone if each.profile] == ["Giao Hải"]


def test_what_is_not_understood_is_told(tmp_path: Path) -> None:
    """A row of something else, and evidence where no figure stands: both are named by their cells."""
    rows = [*BY_HAND, ["7", "Việc lạ", "12", None, 3]]
    profile = profile_in(saved(rows, tmp_path / "phieu.xlsx"))
    (note,) = profile.notes
    assert note.say("vi") == "ô có ghi nhưng không dùng: C22 (“Việc lạ”); E22 (“Việc lạ”)"


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([*BY_HAND, ["2", "Hoàn thành nhiệm vụ", 91]], "vertical-twice"),
        ([row for row in BY_HAND if not row or row[1] not in ("Tên xã:", "Mã xã: 14212")], "vertical-nameless"),
    ],
)
def test_a_sheet_that_contradicts_itself_or_is_of_nobody_is_refused(rows: Rows, problem: str, tmp_path: Path) -> None:
    """Two figures for one thing, and a commune that is not named."""
    with pytest.raises(InputError) as raised:
        read(saved(rows, tmp_path / "phieu.xlsx"))
    assert [each.id for each in raised.value.problems] == [problem]


def test_the_same_value_twice_is_no_contradiction(tmp_path: Path) -> None:
    """A figure that two rows ask for may stand in both."""
    same_as(profile_in(saved([*BY_HAND, [None, "Dân số", "3.600"]], tmp_path / "phieu.xlsx")), TYPED)


def test_a_table_of_communes_stays_one(tmp_path: Path) -> None:
    """Rows of communes under headers with the same words are no sheet of one commune."""
    rows = [["TT", "Tên xã", "Nội dung", "Điểm tự chấm", "Dân số"], [1, "Giao An", "x", 60, 3600]]
    loaded = read(saved(rows, tmp_path / "bang.xlsx"))
    assert [column.target for column in loaded.columns] == [None, "name", None, "self_points.total", "people"]


def test_a_folder_of_sheets_is_a_table(tmp_path: Path) -> None:
    """A row for each, in the order of their names; what cannot be read is told of its file, and the rest goes on."""
    other = [list(row) for row in BY_HAND]
    other[2][2], other[11][4] = "Giao Ba", 12
    saved(BY_HAND, tmp_path / "a.xlsx")
    saved(other, tmp_path / "b.xlsx")
    saved([["x", "y"], [1, 2]], tmp_path / "c.xlsx")
    (tmp_path / "d.xlsx").write_bytes(b"%PDF")
    (tmp_path / "ghi-chu.txt").write_text("x", encoding="utf-8")
    loaded = read(tmp_path)
    (rows,) = loaded.batches(100)
    assert rows.select("row", "ok", "name", "people", "self_points.done").rows() == [
        (1, True, "Giao An", 3600, 10.0),
        (2, False, "Giao Ba", 3600, None),
    ]
    (problem,) = rejected(loaded, rows)
    assert problem.message.say("vi").startswith("b.xlsx, trang “Phiếu”, ô E12 “Điểm tự chấm")
    assert [each.message.say("vi").partition(":")[0] for each in loaded.sheet.problems] == ["d.xlsx", "c.xlsx"]
    assert "ghi-chu.txt" in " ".join(note.say("vi") for note in loaded.sheet.notes)
    one, two, *rest = communes(loaded, RULESET, Wanted())
    assert one.profile is not None
    same_as(one.profile, TYPED)
    assert [len(each.problems) for each in (two, *rest)] == [1, 1, 1]


def test_forms_of_one_folder_name_one_rule_set(tmp_path: Path) -> None:
    """Those that name none go along; two that name different ones are told apart, unless one is asked for."""

    def named(name: str, id: str | None) -> None:
        book = openpyxl.load_workbook(saved(BY_HAND, tmp_path / name))
        if id is not None:
            book.defined_names[RULES_NAME] = DefinedName(RULES_NAME, attr_text=f'"{id}"')
        book.save(tmp_path / name)

    named("a.xlsx", None)
    named("b.xlsx", "ntm-basic-2021")
    assert ruleset_of(open_table(str(tmp_path)), None).id == "ntm-basic-2021"
    assert ruleset_of(open_table(str(tmp_path)), RULESET) is RULESET
    named("c.xlsx", RULESET.id)
    with pytest.raises(InputError) as raised:
        ruleset_of(open_table(str(tmp_path)), None)
    (problem,) = raised.value.problems
    assert (problem.id, problem.place.source) == ("forms-differ", "--rules")
    said = problem.message.say("en")
    assert said.endswith(f"different rule sets: `ntm-basic-2021` (b.xlsx); `{RULESET.id}` (c.xlsx)")
    loaded = read(tmp_path)
    assert [note.say("en") for note in loaded.layout.remarks][:2] == [
        f"forms that were made for the rule set `ntm-basic-2021`, assessed by `{RULESET.id}` here: b.xlsx",
        f"by the rule set `{RULESET.id}`, which the form names",
    ]
    told = [each.profile.notes for each in communes(loaded, RULESET, Wanted()) if each.profile is not None]
    assert [[note.key for note in notes] for notes in told] == [[], ["form-of-other-rules"], []]


def test_a_folder_without_sheets_is_told(tmp_path: Path) -> None:
    """Nothing that is a workbook, or nothing that is filled in from the top down."""
    with pytest.raises(InputError) as raised:
        read(tmp_path)
    assert [each.id for each in raised.value.problems] == ["unreadable-file"]
    saved([["x", "y"], [1, 2]], tmp_path / "c.xlsx")
    with pytest.raises(InputError) as raised:
        read(tmp_path)
    assert [each.id for each in raised.value.problems] == ["not-vertical"]


def test_points_of_a_sheet_are_compared(tmp_path: Path) -> None:
    """The answer for the sheet is that for the profile."""
    found = Rules(RULESET).check(profile_in(saved(BY_HAND, tmp_path / "phieu.xlsx")))
    assert {id: each.difference for id, each in found.self_points.items() if each.difference} == {
        "done": 2,
        "spent": Fraction(-6, 100),
        "total": Fraction(60) - found.self_points["total"].points.low,
    }
