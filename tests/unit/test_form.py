"""Forms ask for everything that a rule set needs, and their example is a commune that could be."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from smartcommune.api import Rules
from smartcommune.messages import LANGUAGES, Language
from smartcommune.model.ruleset import Verdict
from smartcommune.profiles.profile import read_profile
from smartcommune.quantity import plain
from smartcommune.render.form import headers, profile, workbook
from smartcommune.rulesets.library import built_in, load_built_in
from smartcommune.source.document import read_document
from smartcommune.source.files import Source
from smartcommune.source.python_values import document_of
from smartcommune.tables.cells.cell_facts import load_table
from smartcommune.tables.form import Field, Form, form_of
from smartcommune.tables.open import open_table
from tests.quick import some
from tests.table_rows import sheet_of

DAY = date(2023, 6, 30)
every_rule_set = pytest.mark.parametrize("name", some(sorted(built_in()), ["pilot-smart-2023", "ntm-model-2021"]))


def form(name: str, day: date = DAY) -> Form:
    return form_of(Rules(load_built_in(name), day).plan(day))


def field(id: str, name: str = "pilot-smart-2023") -> Field:
    return next(field for field in form(name).fields if field.indicator.id == id)


@every_rule_set
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_header_is_known_to_the_reader(name: str, language: Language) -> None:
    """Each column of a form is matched with nothing to map: the commune's own, and one for every indicator."""
    ruleset = load_built_in(name)
    sheet = sheet_of([headers(form(name), language), ["00001", "A", "B", "C"]], kind="xlsx")
    assert [column.target for column in load_table(sheet, ruleset).columns] == [
        "code",
        "name",
        "district",
        "province",
        "as_of",
        *(field.indicator.id for field in form(name).fields),
    ]


@every_rule_set
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_evidence_of_a_figure_is_known_as_such(name: str, language: Language) -> None:
    """Each column of evidence belongs to its figure, is no figure itself, and nobody is asked about it."""
    fields = form(name).fields
    names = [each.say(language) for field in fields for each in (field.header, field.evidence)]
    columns = load_table(sheet_of([["code", *names], ["00001"]], kind="xlsx"), load_built_in(name)).columns[1:]
    assert [column.target for column in columns[::2]] == [field.indicator.id for field in fields]
    assert [(column.how, column.named) for column in columns[1::2]] == [
        ("evidence", field.indicator.id) for field in fields
    ]


@every_rule_set
def test_the_example_could_be(name: str) -> None:
    """The facts of the example contradict neither their types nor each other."""
    facts = {field.indicator.id: _plainly(field) for field in form(name).fields if field.example is not None}
    found = read_profile(document_of({"facts": facts}, "example"), load_built_in(name))
    assert set(found.facts) >= set(facts)


@every_rule_set
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_filled_form_is_read_back(tmp_path: Path, name: str, language: Language) -> None:
    """The example, copied into the form as it stands, is a row without a problem that says what the example says."""
    with (tmp_path / "form.xlsx").open("wb") as file:
        workbook(file, form(name), language)
    fill(tmp_path / "form.xlsx")
    rows = load_table(open_table(str(tmp_path / "form.xlsx")), load_built_in(name)).frame.collect()
    (row,) = rows.to_dicts()
    assert row["ok"]
    for field in form(name).fields:
        given = field.example
        assert row[field.indicator.id] == (float(given) if isinstance(given, Fraction) else given)


def fill(path: Path) -> None:
    """Fill the first row of a form with its own example, as somebody would who copies it over."""
    book = openpyxl.load_workbook(path)
    sheet, example = book.worksheets[:2]
    for cell in example[3]:
        if cell.value is not None:
            sheet.cell(2, cell.column, cell.value)
    book.save(path)


@every_rule_set
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_profile_is_a_profile(name: str, language: Language) -> None:
    """The YAML form is read as it is: nothing in it is known yet."""
    source = Source("form.yaml", profile(form(name), language))
    assert read_profile(read_document(source), load_built_in(name)).facts == {}


def _plainly(field: Field) -> object:
    if isinstance(field.example, Fraction):
        return plain(field.example) + ("%" if field.indicator.type == "percent" else "")
    return field.example


def test_a_note_says_what_the_fact_is_for() -> None:
    """Meaning, limits, and the criterion with its citation."""
    note = "\n".join(line.say("vi") for line in field("broadband_household_rate").note)
    assert "cáp quang" in note
    assert "Từ 0 đến 100" in note
    assert "Có khả năng áp dụng công nghệ số [3445/BNN-VPĐP" in note


def test_a_share_names_its_counts_and_they_what_they_are_for() -> None:
    """A share may be left blank where its counts are given; these belong to the criterion of the share."""
    assert "Bỏ trống nếu đã ghi" in "\n".join(line.say("vi") for line in field("smartphone_rate").note)
    assert field("smartphone_rate").example is None
    assert "Tỷ lệ sử dụng điện thoại thông minh" in field("adults").note[-1].say("vi")


def test_choices_are_the_words_of_the_rule_set() -> None:
    """An enumeration offers its labels, a yes or no these two words, a number none."""
    assert [choice.say("vi") for choice in field("unit_type").choices] == ["Xã", "Phường", "Thị trấn", "Đặc khu"]
    assert [choice.say("en") for choice in field("central_pilot").choices] == ["yes", "no"]
    assert field("smartphone_rate").choices == ()


def test_a_yes_that_speaks_against_a_commune_is_no_in_the_example() -> None:
    """Where a criterion asks for a no, the example says no."""
    assert field("central_pilot").example is False
    assert field("community_digital_team").example is True


def test_the_form_says_which_columns_suffice() -> None:
    """Those of the scope, and those of one branch: with nothing else, a commune is eligible."""
    needs = form("pilot-smart-2023").needs
    assert needs.scope == ("unit_type", "central_pilot")
    assert needs.branches[0].indicators == ("ntm_level", "ntm_criteria_set")
    facts = {field.indicator.id: _plainly(field) for field in form("pilot-smart-2023").fields}
    for branch in needs.branches:
        wanted = (*needs.scope, *branch.indicators)
        given = {id: facts[id] for id in wanted if facts[id] is not None}
        rules = Rules(load_built_in("pilot-smart-2023"), DAY)
        assert rules.check({"facts": given}).verdict is Verdict.ELIGIBLE


@pytest.mark.parametrize(("day", "is_asked"), [(date(2025, 6, 30), False), (date(2025, 7, 1), True)])
def test_what_only_criteria_of_other_days_look_at_is_not_asked(day: date, is_asked: bool) -> None:
    """Neither as a column nor among those that suffice; every other indicator is."""
    asked = form("pilot-smart-2023", day)
    late = {"unit_change", "own_decision_after_merger"}
    assert {field.indicator.id for field in asked.fields} & late == (late if is_asked else set())
    assert set(asked.needs.branches[0].indicators) & late == (late if is_asked else set())
    assert len(asked.fields) == len(load_built_in("pilot-smart-2023").declared) - (0 if is_asked else len(late))
