"""`new --from`: the table of an annex becomes a rule file that is used at once, and says what it did not understand."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from smartcommune.engine.evaluate import evaluate
from smartcommune.engine.plan import make_plan
from smartcommune.model.conditions import leaves_in
from smartcommune.model.ruleset import RuleSet, Verdict
from smartcommune.rulesets.library import load
from tests.annexes import FOLDER, annex, workbook
from tests.command import Run
from tests.profile_mapping import profile_from_mapping

BY_HAND = Path(__file__).parents[2] / "examples" / "scored" / "nq57-khanh-hoa-commune-2026.yaml"
CONDITIONS = {
    "ty_le_duong_xa_duoc_nhua_hoa_hoac_be_tong": "90%",
    "ty_le_duong_ngo_xom_sach": "80%",
    "so_nha_van_hoa_thon_dat_chuan": "2",
    "dat_co_ban_chu_nhiem_nha_van_hoa": "true",
    "thuy_loi_ty_le_dien_tich_duoc_tuoi_tieu_chu": "70%",
    "ho_ngheo_ty_le_ho_ngheo_da_chieu": "4.9%",
}


def answer(ruleset: RuleSet, facts: dict[str, Any], **more: str) -> Any:
    plan = make_plan(ruleset, ruleset.in_force.first)
    return evaluate(plan, profile_from_mapping({"facts": facts, **more}, ruleset).facts)


def test_a_table_of_conditions(run: Run, tmp_path: Path) -> None:
    """Each group of communes has its level; what is not clear is attested, and told with its cell."""
    annex("standard", tmp_path)
    made = run("new", "tinh-a", "--from", "standard.xlsx", "--lang", "en")
    assert (made.code, "cell D9: the level “80%”" in made.err, "cell F13" in made.err) == (0, True, True)
    ruleset = load(str(tmp_path / "tinh-a.yaml"))
    assert [each.en for each in ruleset.not_known if "cell D9" in each.en]
    assert (str(ruleset.status), ruleset.criteria["tc_1_1"].number) == ("draft", "1.1")
    assert {threshold.basis for threshold in ruleset.thresholds.values()} == {"assumption"}
    assert "ô D7" in str(ruleset.thresholds["min_ty_le_duong_xa_duoc_nhua_hoa_hoac_be_tong"].citations[0].at)
    for place, expected in (("1", Verdict.NOT_ELIGIBLE), ("2", Verdict.ELIGIBLE), ("3", Verdict.UNDETERMINED)):
        assert answer(ruleset, {**CONDITIONS, "vung": f"xa_nhom_{place}"}).verdict is expected
    attested = {"dat_ho_ngheo_ty_le_ho_ngheo_da_chieu": "true", "vung": "xa_nhom_3"}
    assert answer(ruleset, {**CONDITIONS, **attested}).verdict is Verdict.ELIGIBLE


@pytest.mark.full
def test_what_was_made_is_used_at_once(run: Run, tmp_path: Path) -> None:
    """It validates but for what only a person can do, and forms, cases and answers come of it."""
    annex("standard", tmp_path)
    run("new", "tinh-a", "--from", "standard.xlsx")
    checked = run("validate", "tinh-a.yaml", "--lang", "en")
    assert (checked.code, checked.out.count("warning:")) == (0, 2)
    assert all(id in checked.out for id in ("[no-cases]", "[not-translated]"))
    suggested = run("test", "tinh-a.yaml", "--suggest")
    assert (suggested.code, "verdict: eligible" in suggested.out) == (0, True)
    assert run("template", "--rules", "tinh-a.yaml", "-o", "xa.yaml").code == 0
    assert run("check", "xa.yaml", "--rules", "tinh-a.yaml").code == 11
    assert "ô D7" in run("show", "tinh-a.yaml").out


SHARES = (
    "0%",
    "0.1%",
    "25%",
    "29.9%",
    "30%",
    "59.9%",
    "60%",
    "69.9%",
    "70%",
    "80%",
    "84.99%",
    "85%",
    "90%",
    "99.9%",
    "100%",
)
COUNTS = ("0", "1", "2", "4", "5", "49", "50", "99", "100")
TRUTHS = ("false", "true")
LINES = {"dong_1": "regular", "dong_2": "irregular", "dong_3": "none"}
STARS = {"dong_1": "four_or_more", "dong_2": "three", "khong_dong_nao": "none"}
# The criteria of the table, by their numbers, with the fact that the file written by hand asks for, and some values.
ASKED: dict[str, tuple[str, tuple[str, ...] | dict[str, str]]] = {
    "I.2.1": ("inspected", (*SHARES, "na")),
    "I.3": ("reports_complete", TRUTHS),
    "I.4": ("innovations", COUNTS),
    "II.1.1": ("committee_tasks", SHARES),
    "II.1.2": ("province_tasks", SHARES),
    "II.1.3": ("platform_use", LINES),
    "II.2": ("comments_in_time", (*TRUTHS, "na")),
    "II.3.1": ("digital_staff", TRUTHS),
    "II.3.2": ("science_staff", TRUTHS),
    "II.4.1": ("training_plan", TRUTHS),
    "II.5.1": ("people_reached", COUNTS),
    "II.5.2": ("items_published", COUNTS),
    "II.6": ("disbursed", SHARES),
    "II.7": ("final_report", TRUTHS),
    "IV.1": ("proposals", COUNTS),
    "IV.3.1": ("breakthrough", ("0", "2.5", "6")),
    "IV.3.2": ("press_features", COUNTS),
    "IV.3.3": ("ocop_stars", STARS),
    "IV.3.4": ("ip_registered", TRUTHS),
    "IV.3.5": ("task_approved", TRUTHS),
    "V.2": ("task_unfinished", TRUTHS),
    "V.3": ("report_missed", TRUTHS),
    "V.4": ("other_deduction", TRUTHS),
}
# By hand these are computed of other figures; the table leaves it to somebody who says what holds.
ATTESTED = {
    "I.1": {"dong_1": {"province_plan_on": "2026-07-20", "commune_plan_on": "2026-08-19", "plan_good": "true"},
            "dong_2": {"province_plan_on": "2026-07-01", "commune_plan_on": "2026-08-15", "plan_good": "true"},
            "dong_3": {"plan_good": "false"}},
    "I.2.2": {"true": {"findings_open": "0"}, "false": {"findings_open": "1"}},
    "IV.2": {"true": {"disbursed_rise": "1%"}, "false": {"disbursed_rise": "0%"}},
}  # fmt: skip


def earned(ruleset: RuleSet, facts: Mapping[str, str]) -> dict[str, Any]:
    """What each criterion with a number earns, and of how much."""
    found = answer(ruleset, {id: value for id, value in facts.items() if value}).earned
    return {each.number: found[id] for id, each in ruleset.criteria.items() if each.number and id in found}


@pytest.mark.full
def test_the_table_of_28_criteria(run: Run, tmp_path: Path) -> None:
    """Its points are those of the file that was written by hand, but for what is told."""
    annex("rating", tmp_path)
    made = run("new", "nq57", "--from", "rating.xlsx", "--lang", "en")
    assert made.code == 0
    assert [cell for cell in ("B24", "B35") if f"cell {cell}: how" in made.err] == ["B24", "B35"]
    assert "counts 1 for each day or case, up to what is not said; people give up to 100" in made.err
    assert made.err.count("warning:") == 4
    ruleset, by_hand = load(str(tmp_path / "nq57.yaml")), load(str(BY_HAND))
    facts = {
        criterion.number: fact_of(ruleset, id) for id, criterion in ruleset.criteria.items() if fact_of(ruleset, id)
    }
    assert {each.number for each in by_hand.criteria.values() if each.number} == {*ASKED, *ATTESTED, "II.4.2", "V.1"}
    for turn in range(len(SHARES) + 1):
        here, there = {}, {}
        for number, (asked, values) in ASKED.items():
            pairs = list(values.items() if isinstance(values, dict) else zip(values, values, strict=True))
            here[facts[number]], there[asked] = pairs[turn % len(pairs)]
        for number, ways in ATTESTED.items():
            here[facts[number]], stated = list(ways.items())[turn % len(ways)]
            there |= stated
        found, expected = earned(ruleset, here), earned(by_hand, there)
        assert {number: found[number] for number in (*ASKED, *ATTESTED)} == {
            number: expected[number] for number in (*ASKED, *ATTESTED)
        }
    assert [level.label.vi for level in ruleset.levels] == [level.label.vi for level in by_hand.levels]
    marks = [[Fraction(each.values[0].default) for each in rules.thresholds.values()] for rules in (ruleset, by_hand)]
    assert marks[0] == marks[1]


def fact_of(ruleset: RuleSet, id: str) -> str | None:
    """The fact by which a criterion earns its points."""
    leaves = [leaf.indicator for condition in ruleset.criteria[id].conditions for leaf in leaves_in([condition])]
    return leaves[0] if leaves else None


def test_scales_in_rows_of_their_own_and_classes_below(run: Run, tmp_path: Path) -> None:
    """Sections print their points in their names or beside them; a total that is a formula is told."""
    annex("digital", tmp_path)
    made = run("new", "so", "--from", "digital.xlsx", "--lang", "en")
    assert (made.code, "cell C17" in made.err, "rows 12, 18, 22" in made.err) == (0, True, True)
    checked = run("validate", "so.yaml", "--lang", "en")
    assert (checked.code, checked.out.count("warning:")) == (0, 2)
    ruleset = load(str(tmp_path / "so.yaml"))
    facts = {"ty_le_ho_so_truc_tuyen": "89.9%", "to_cong_nghe_so_cong_dong": "dong_2", "tai_tru_so": "true"}
    rest = {"trang_thong_tin": "false", "hoat_dong_cong_dong_moi_hoat_dong_duoc_2": "15"}
    names = {id: value for known, value in {**facts, **rest}.items() for id in ruleset.indicators if known in id}
    found = answer(ruleset, names)
    assert {each.high for id, each in found.earned.items() if id == "tong_diem"} == {6 + 4 + 20 + 3}
    assert ([level.label.vi for level in ruleset.levels], found.levels) == (["Tốt", "Khá", "Trung bình"], ("kha",))


def test_a_level_for_all_beside_those_of_regions(run: Run, tmp_path: Path) -> None:
    """It counts where no region has its own; another unit is no level, and what nobody asks is left out."""
    annex("regions", tmp_path)
    made = run("new", "vung", "--from", "regions.xlsx", "--lang", "en")
    assert (made.code, "cell F5: the level “≥ 2 tổ”" in made.err, "cell D8" in made.err) == (0, True, True)
    assert run("validate", "vung.yaml").code == 0  # though a criterion is called as a column of communes is
    ruleset = load(str(tmp_path / "vung.yaml"))
    assert [indicator.type for indicator in ruleset.indicators.values()][:4] == ["enum", "number", "boolean", "count"]
    assert ruleset.indicators["ty_le_lao_dong_qua_dao_tao"].type == "percent"
    facts = {"thu_nhap_binh_quan_dau_nguoi": "50", "dat_co_cho": "true", "so_mo_hinh": "1", "dat_ten_xa": "true"}
    mountain = answer(ruleset, {**facts, "vung": "mien_nui", "ty_le_lao_dong_qua_dao_tao": "65%"})
    assert mountain.verdict is Verdict.ELIGIBLE
    assert answer(ruleset, {**facts, "vung": "dong_bang"}).verdict is Verdict.NOT_ELIGIBLE


def test_what_is_no_such_table_is_refused(run: Run, tmp_path: Path) -> None:
    """With what is missing; nothing is written, nor written over, and options that do not go together are told."""
    workbook(tmp_path / "a.xlsx", [["Mã xã", "Tên xã"], ["1", "A"]])
    workbook(tmp_path / "b.xlsx", [["TT", "Tiêu chí", "Chỉ tiêu"], ["1", "Chợ", "-"]])
    (tmp_path / "kept.yaml").write_text("kept", encoding="utf-8")
    for name, table, id, code in (
        ("a", "a.xlsx", "annex-columns", 3),
        ("b", "b.xlsx", "annex-empty", 3),
        ("kept", "b.xlsx", "file-exists", 3),
    ):
        made = run("new", name, "--from", table)
        assert (made.code, f"[{id}]" in made.err) == (code, True)
    assert sorted(path.name for path in tmp_path.glob("*.yaml")) == ["kept.yaml"]
    assert "[from-alone]" in run("new", "c", "--from", "a.xlsx", "--extends", "ntm-2026").err
    assert "[sheet-of-none]" in run("new", "c", "--extends", "ntm-2026", "--sheet", "1").err


def test_a_unit_in_a_column_and_a_level_above_others(run: Run, tmp_path: Path) -> None:
    """A bare number is percent where the column of units says so; what heads other criteria asks for nothing itself."""
    text = (FOLDER / "smart.csv").read_text(encoding="utf-8")
    (tmp_path / "smart.csv").write_text(text, encoding="utf-8")
    made = run("new", "smart", "--from", "smart.csv", "--lang", "en")
    assert (made.code, "“≥ 1” of “3. Sản phẩm chủ lực lên sàn” is not used" in made.err) == (0, True)
    ruleset = load(str(tmp_path / "smart.yaml"))
    facts = {
        "ty_le_ho_co_internet_cap_quang": "80%",
        "phu_song_4g": "100%",
        "san_pham_ocop": "2",
        "mo_hinh_kinh_te_so": "1",
    }
    assert answer(ruleset, {**facts, "dat_to_cong_nghe_so": "true"}).verdict is Verdict.ELIGIBLE
    assert answer(ruleset, {**facts, "phu_song_4g": "99.9%"}).verdict is Verdict.NOT_ELIGIBLE
