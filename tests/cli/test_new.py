"""`new`: a first rule file that can be used at once, of a rule set or of the levels of an office's own decision."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from smartcommune.authoring.start.limits import Attested, Limit, NotAsked, asked_of
from smartcommune.engine.evaluate import evaluate
from smartcommune.engine.plan import make_plan
from smartcommune.model.ruleset import Verdict
from smartcommune.rulesets.library import load
from tests.command import Run
from tests.profile_mapping import profile_from_mapping

DOCUMENT = {"Số văn bản": "12/2026/QĐ-UBND", "Ngày văn bản": "20/04/2026", "Cơ quan ban hành": "UBND tỉnh A"}
LEVELS = ("Mức: Nhóm 1", "Mức: Nhóm 2", "Mức: Nhóm 3")
OTHERS = {
    f"ntm2026_{name}": "true"
    for name in (
        "01_planning", "03_rural_economy", "04_training", "05_culture_education_health", "06_poverty_welfare",
        "07_science_digital", "08_environment_landscape", "09_politics_administration", "10_law_security",
    )
}  # fmt: skip
GROUP_1 = {"unit_type": "xa", "agriculture_share": "5%", "minority_area": "outside"}
GROUP_3 = {
    "unit_type": "xa",
    "agriculture_share": "50%",
    "minority_area": "area_2",
    "next_to_urban": "false",
    "planned_new_town": "false",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("≥ 80%", Limit("gte", Fraction(80), is_percent=True, unit="")),
        ("≥80 %", Limit("gte", Fraction(80), is_percent=True, unit="")),
        ("từ 90% trở lên", Limit("gte", Fraction(90), is_percent=True, unit="")),
        ("Đạt từ 90,5% trở lên", Limit("gte", Fraction("90.5"), is_percent=True, unit="")),
        ("at least 90%", Limit("gte", Fraction(90), is_percent=True, unit="")),
        ("Dưới 5%", Limit("lt", Fraction(5), is_percent=True, unit="")),
        ("không quá 3", Limit("lte", Fraction(3), is_percent=False, unit="")),
        ("≤ 1,5 triệu đồng", Limit("lte", Fraction("1.5"), is_percent=False, unit="triệu đồng")),
        ("2 mô hình trở lên", Limit("gte", Fraction(2), is_percent=False, unit="mô hình")),
        ("> 12", Limit("gt", Fraction(12), is_percent=False, unit="")),
        ("100%", Limit("gte", Fraction(100), is_percent=True, unit="")),
        ("Đạt", Attested()),
        ("-", NotAsked()),
        ("Không quy định", NotAsked()),
        # the most, or the least?
        ("80%", None),
        ("3", None),
        # a thousand, or one?
        ("≥ 1.000", None),
        ("≥ 3.500 km", None),
        ("≥ 1.500%", None),
        ("≥ 0.500 người", None),
        # people come whole, and no fraction has two points
        ("Từ 3.500 người trở lên", Limit("gte", Fraction(3500), is_percent=False, unit="người")),
        ("≥ 1.250.000 đồng", Limit("gte", Fraction(1_250_000), is_percent=False, unit="đồng")),
        # of what is it a share?
        ("≥ 80% số hộ nghèo", None),
        ("≥ 80% (≥ 35% từ công trình tập trung)", None),
        ("UBND tỉnh quy định", None),
        ("Chưa đạt", None),
        ("10–20%", None),
    ],
)
def test_what_a_level_asks(text: str, expected: Any) -> None:
    """As annexes have it; what may mean two things means nothing here."""
    assert asked_of(text) == expected


@pytest.fixture
def form(run: Run, tmp_path: Path) -> Path:
    """The empty form for the levels of `ntm-2026`."""
    assert run("template", "--requirements", "ntm-2026", "-o", "muc.xlsx").code == 0
    return tmp_path / "muc.xlsx"


def filled(form: Path, *rows: Mapping[str, str]) -> None:
    """Fill in rows of a form, each the next one of its criterion."""
    book = openpyxl.load_workbook(form)
    sheet = book.worksheets[0]
    place = {cell.value: cell.column for cell in sheet[1]}
    used: set[int] = set()
    for row in rows:
        named = (cell.row for cell in sheet["A"] if cell.value == row["Tiêu chí số"] and cell.row not in used)
        number = next(named, sheet.max_row + 1)
        used.add(number)
        for header, text in row.items():
            sheet.cell(number, place[header], text)
    book.save(form)


def row(criterion: str, label: str, *levels: str, **more: str) -> dict[str, str]:
    asked = {header: text for header, text in zip(LEVELS, levels, strict=True) if text}
    return {"Tiêu chí số": criterion, "Chỉ tiêu": label, **asked, **more}


def verdict(path: Path, facts: Mapping[str, str]) -> Verdict:
    ruleset = load(str(path))
    plan = make_plan(ruleset, ruleset.in_force.first)
    return evaluate(plan, profile_from_mapping({"facts": {**OTHERS, **facts}}, ruleset).facts).verdict


def test_a_filled_form_becomes_a_rule_set(form: Path, run: Run) -> None:
    """Each group has its own level; the file validates, and says where its figures are from."""
    filled(form, {**row("2", "Đường xã cứng hóa", "100%", "≥ 90%", "từ 80% trở lên"), **DOCUMENT, "Điểm, khoản": "2.1"})
    made = run("new", "tinh-a", "--requirements", "muc.xlsx")
    assert (made.code, "tinh-a.yaml" in made.err) == (0, True)
    path = form.parent / "tinh-a.yaml"
    checked = run("validate", "tinh-a.yaml", "--lang", "en")
    assert (checked.code, checked.out.count("warning:")) == (0, 2)
    assert ("[no-cases]" in checked.out, "[not-translated]" in checked.out) == (True, True)
    assert load(str(path)).thresholds["req_02_01_gte_90"].citations[0].at == "2.1"
    assert verdict(path, {**GROUP_1, "req_02_01": "99%"}) is Verdict.NOT_ELIGIBLE
    assert verdict(path, {**GROUP_1, "req_02_01": "100%"}) is Verdict.ELIGIBLE
    assert verdict(path, {**GROUP_3, "req_02_01": "80%"}) is Verdict.ELIGIBLE
    assert verdict(path, {**GROUP_3, "req_02_01": "79.9%"}) is Verdict.NOT_ELIGIBLE


def test_a_commune_with_the_signs_of_two_groups_waits_for_the_decision(form: Path, run: Run) -> None:
    """It is held neither to the easier level nor to the harder one."""
    filled(form, {**row("2", "Đường xã cứng hóa", "100%", "≥ 90%", "≥ 80%"), **DOCUMENT})
    run("new", "tinh-a", "--requirements", "muc.xlsx")
    path, both = form.parent / "tinh-a.yaml", {**GROUP_1, "minority_area": "area_2", "req_02_01": "85%"}
    assert verdict(path, both) is Verdict.UNDETERMINED
    assert verdict(path, {**both, "req_02_01": "79%"}) is Verdict.NOT_ELIGIBLE
    assert verdict(path, {**both, "group_decided": "group_3"}) is Verdict.ELIGIBLE
    assert verdict(path, {**both, "group_decided": "group_1"}) is Verdict.NOT_ELIGIBLE


def test_what_is_blank_or_unclear_stays_attested_and_is_told(form: Path, run: Run) -> None:
    """A wrong level would be worse than none; where the document asks nothing, nothing is asked."""
    filled(form, {**row("2", "Đường xã cứng hóa", "theo quy định", "", "Không quy định"), **DOCUMENT})
    made = run("new", "tinh-a", "--requirements", "muc.xlsx", "--lang", "en")
    assert made.code == 0
    assert [id in made.err for id in ("[level-unclear]", "[level-blank]", "2 warnings")] == [True] * 3
    path = form.parent / "tinh-a.yaml"
    assert "“theo quy định” is not understood" in load(str(path)).not_known[-2].en
    attested = {"ntm2026_02_infrastructure": "true"}
    assert verdict(path, GROUP_1) is Verdict.UNDETERMINED
    assert verdict(path, {**GROUP_1, **attested}) is Verdict.ELIGIBLE
    assert verdict(path, {**GROUP_1, "ntm2026_02_infrastructure": "false"}) is Verdict.NOT_ELIGIBLE
    assert verdict(path, GROUP_3) is Verdict.ELIGIBLE


def test_documents_are_written_once_and_units_are_one(form: Path, run: Run) -> None:
    """A row below is of the document above it; a level in another unit is no level."""
    first = {**row("2", "Nhà văn hóa", "≥ 3 nhà", "≥ 2", "≥ 1 khu"), **DOCUMENT}
    other = {
        **row("8", "Nước sạch", "Đạt", "Đạt", "Đạt"),
        "Số văn bản": "13/2026/QĐ-UBND",
        "Ngày văn bản": "2026-05-01",
    }
    filled(form, first, row("3", "Thu nhập", "Đạt", "Đạt", "Đạt"), other)
    made = run("new", "tinh-a", "--requirements", "muc.xlsx", "--lang", "en")
    assert (made.code, "“≥ 1 khu”" in made.err, "1 warning" in made.err) == (0, True, True)
    ruleset = load(str(form.parent / "tinh-a.yaml"))
    cited = {id: ruleset.criteria[id].citations[0].source.number for id in ("req_02_01", "req_03_01", "req_08_01")}
    assert list(cited.values()) == ["12/2026/QĐ-UBND", "12/2026/QĐ-UBND", "13/2026/QĐ-UBND"]
    assert ruleset.in_force.first.isoformat() == "2026-05-01"
    assert ruleset.indicators["req_02_01"].unit is not None


MISTAKES = {
    "an unknown number": ({**row("12", "Đường", "Đạt", "Đạt", "Đạt"), **DOCUMENT}, "no-such-number"),
    "no document": (row("2", "Đường", "Đạt", "Đạt", "Đạt"), "no-document"),
    "a day that is none": (
        {**row("2", "Đường", "Đạt", "Đạt", "Đạt"), **DOCUMENT, "Ngày văn bản": "31/02/2026"},
        "not-a-date",
    ),
    "nothing at all": ({"Tiêu chí số": "2"}, "no-requirements"),
}


@pytest.mark.parametrize(("given", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_mistakes_in_the_form_are_told_and_nothing_is_written(
    given: Mapping[str, str], expected: str, form: Path, run: Run
) -> None:
    """With the row that they stand in."""
    filled(form, given)
    made = run("new", "tinh-a", "--requirements", "muc.xlsx")
    assert (made.code, f"[{expected}]" in made.err) == (3, True)
    assert not (form.parent / "tinh-a.yaml").exists()


def test_a_form_without_its_columns_is_refused(form: Path, run: Run) -> None:
    """With those that are missing, and where to get them."""
    book = openpyxl.load_workbook(form)
    book.worksheets[0]["C1"] = "Chi tieu khac"
    book.save(form)
    made = run("new", "tinh-a", "--requirements", "muc.xlsx")
    assert (made.code, "Chỉ tiêu" in made.err, "[requirements-columns]" in made.err) == (3, True, True)


def test_a_table_of_another_kind_needs_its_rule_set(run: Run, tmp_path: Path) -> None:
    """A CSV does not say for which one it was made."""
    (tmp_path / "muc.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert "[no-form-rules]" in run("new", "x", "--requirements", "muc.csv").err
    assert "[requirements-columns]" in run("new", "x", "--requirements", "muc.csv", "--extends", "ntm-2026").err


def test_a_first_file_validates_and_shows_what_it_can_change(run: Run, tmp_path: Path) -> None:
    """Every threshold of the other stands there as a comment; without its marks it is a file, too."""
    assert run("new", "tinh-b", "--extends", "pilot-smart-2023").code == 0
    checked = run("validate", "tinh-b.yaml", "--strict")
    assert checked.code == 0, checked.out
    path = tmp_path / "tinh-b.yaml"
    text = path.read_text(encoding="utf-8")
    head, _, comments = text.partition("# thresholds:\n")
    path.write_text(head + "thresholds:\n" + comments.replace("# ", "", 1).replace("\n# ", "\n"), encoding="utf-8")
    assert set(load(str(path)).thresholds) == set(load("pilot-smart-2023").thresholds)


def test_what_is_extended_may_be_a_file(run: Run, tmp_path: Path) -> None:
    """It lies beside the new one, and its thresholds by several things are offered as they stand."""
    example = Path(__file__).parents[2] / "examples" / "format" / "clean-water.yaml"
    (tmp_path / example.name).write_bytes(example.read_bytes())
    assert run("new", "tinh-c", "--extends", example.name).code == 0
    assert run("new", "tinh-d", "--extends", example.stem).code == 0  # as the new file itself means it by its id
    path = tmp_path / "tinh-c.yaml"
    head, _, comments = path.read_text(encoding="utf-8").partition("# thresholds:\n")
    text = (head + "thresholds:\n" + comments.replace("# ", "", 1).replace("\n# ", "\n")).replace("g1: 50%", "g1: 55%")
    path.write_text(text, encoding="utf-8")
    (own,), (other,) = (load(str(each)).thresholds["clean_min"].values for each in (path, example))
    assert own.places == {**other.places, ("highlands", "g1"): 55}


def test_nothing_is_written_over(run: Run, tmp_path: Path) -> None:
    """Neither the file that the id names nor one that is asked for."""
    for name, more in (("x.yaml", ()), ("y.yaml", ("-o", "y.yaml"))):
        (tmp_path / name).write_text("kept", encoding="utf-8")
        made = run("new", "x", "--extends", "ntm-2026", *more)
        assert (made.code, "[file-exists]" in made.err) == (3, True)
        assert (tmp_path / name).read_text(encoding="utf-8") == "kept"


def test_of_what_it_is_made_has_to_be_said(run: Run, tmp_path: Path) -> None:
    """Of nothing, nothing is made; a rule set without numbers has no form."""
    assert run("new", "x").code == 2
    unknown = run("new", "x", "--extends", "ntm-2025")
    assert (unknown.code, unknown.err.startswith("--extends: ")) == (2, True)
    made = run("template", "--requirements", "pilot-smart-2023", "-o", "m.xlsx")
    assert (made.code, "[not-numbered]" in made.err) == (2, True)
