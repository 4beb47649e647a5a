"""The answers that `examples/README.md` shows are those of the tool."""

from __future__ import annotations

import csv
import io
import re
from fractions import Fraction

import openpyxl
import pytest

from smartcommune.model.ruleset import Verdict
from smartcommune.problems import InputError
from smartcommune.profiles.profile import read_profile
from smartcommune.rulesets.library import built_in
from smartcommune.source.document import read_document
from smartcommune.source.files import Source
from smartcommune.tables.header.column_map import ColumnMap
from smartcommune.tables.header.header_names import naming_of
from smartcommune.tables.header.layout import layout_of
from smartcommune.tables.header.matching import columns_of
from smartcommune.tables.open import open_table
from tests.docs.communes_workbook import CSV, XLSX, rows, workbook
from tests.docs.examples_table import (
    EXAMPLES,
    README,
    fits,
    key,
    profile_of,
    profiles,
    read,
    rules_of,
    verdict,
    verdicts,
    written,
)

CENTRAL_PILOTS = {
    "giao-phong",
    "hoa-dong",
    "my-loc",
    "my-xuong",
    "phuc-hoa",
    "quang-tho",
    "tan-my-chanh",
    "thoai-giang",
    "tuc-tranh",
}


@pytest.mark.full
def test_tables_are_what_the_tool_says():
    """The tables of answers are up to date; `python -m tests.docs` writes them anew."""
    page = README.read_text()
    assert page == written(page)


def test_of_the_recognised_communes_none_is_decided():
    """What the page says of them: the title alone settles nothing while it is not known who was a central pilot."""
    with (EXAMPLES / "recognised.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    assert all(row["source"] and row["as_of"] for row in found)
    assert (len(found), sum(row["ntm_level"] == "none" for row in found)) == (52, 3)
    assert sum(row["outstanding_field"].count(";") > 0 for row in found) == 8
    answers = {verdict({"code": "", "code_list": "", **row}, rules_of("pilot-smart-2023")) for row in found}
    assert answers == {Verdict.UNDETERMINED, Verdict.NOT_IN_FORCE}


def test_central_pilots_and_others_are_there():
    """There is a profile of each of the nine central pilots and of at least eight other communes."""
    names = {path.stem for path in EXAMPLES.glob("*.yaml")}
    assert names >= CENTRAL_PILOTS
    assert len(names - CENTRAL_PILOTS - {"tan-my"}) >= 8


@pytest.mark.parametrize("path", profiles(), ids=lambda path: path.relative_to(EXAMPLES).as_posix())
def test_every_figure_has_its_source(path):
    """Each profile fits a rule set, and each fact of each real commune names the evidence it rests on."""
    document = read(path)
    fitting = [id for id in built_in() if fits(document, path, rules_of(id).ruleset)]
    assert fitting
    profile = read_profile(document, rules_of(fitting[0]).ruleset)
    without = [id for id in profile.facts if not profile.evidence[id].text]
    assert without == [] or path.stem == "tan-my"


MERGED = EXAMPLES / "after-merger"


def test_every_central_pilot_has_its_successor():
    """None of the nine is unchanged: what they went into has no title by itself, and one of them is a ward now."""
    successors = {path.stem: read(path) for path in MERGED.glob("*.yaml")}
    assert len(successors) >= len(CENTRAL_PILOTS)
    rules = rules_of("advanced-title-after-merger")
    answers = {stem: rules.check_document(document).verdict for stem, document in successors.items()}
    assert answers.pop("my-phong") == "out_of_scope"
    assert set(answers.values()) == {"undetermined"}


@pytest.mark.parametrize("path", sorted(MERGED.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_code_of_the_new_list_is_refused_before_the_rearrangement(path):
    """On the day before, the same code with the same list is a problem; on the day itself it is not."""
    document = path.read_text(encoding="utf-8")
    day = re.search("^as_of: (.*)$", document, re.MULTILINE)
    before = document.replace(day[0], "as_of: 2025-06-30")
    rules = rules_of("advanced-title-after-merger").ruleset
    assert read_profile(read_document(Source(path.name, document)), rules).commune.code
    with pytest.raises(InputError) as caught:
        read_profile(read_document(Source(path.name, before)), rules)
    assert [problem.id for problem in caught.value.problems] == ["code-list"]


# ---------------------------------------------------------------------------------------------------------------------
# The table


def test_every_figure_of_the_table_has_its_source():
    """The last column names every column that is filled, with where its figure was published."""
    for row in rows():
        sources = dict(part.split(": ", 1) for part in re.split(r"; (?=[a-z_0-9]+: )", row["source"]))
        filled = {column for column, text in row.items() if text} - {
            "code", "code_list", "name", "province", "as_of", "source",
        }  # fmt: skip
        assert set(sources) == filled, row["name"]
        assert all(sources.values())


def test_the_table_says_what_the_profiles_say():
    """Every real profile of a commune is a row of the table with the same facts, and there is no other row."""
    found = {key(row): row for row in rows()}
    assert len(found) == len(rows())
    seen = set()
    for path in profiles():
        if path.stem != "tan-my" and path.parent.name != "villages":
            document = read(path)
            row = found[key_of(document)]
            for id in ("code", "code_list"):
                assert row[id] == (document.text(("commune", id)) or "")
            for id, (_, node) in document.node(("facts",)).entries.items():
                assert row[id] == document.text(("facts", id, "value")), (path, id)
                assert node
            seen.add(key(row))
    assert seen == set(found)


def key_of(document):
    """The row of the table that a profile is."""
    texts = (document.text(path) for path in (("commune", "name"), ("commune", "province"), ("as_of",)))
    return tuple(str(text) for text in texts)


def test_the_rows_get_the_verdicts_of_the_profiles():
    """The main rule set says the same about a row as about the profile it is from."""
    found = verdicts("pilot-smart-2023")
    for path in sorted(EXAMPLES.glob("*.yaml")):
        document = read(path)
        if path.stem != "tan-my":
            answer = rules_of("pilot-smart-2023").check_document(document).verdict
            assert found[key_of(document)] == answer


def cells(content: bytes) -> list[list[tuple[object, str]]]:
    """The cells of a workbook with their number formats."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [[(cell.value, cell.number_format) for cell in row] for row in book.active.iter_rows()]


def test_the_workbook_is_the_table():
    """`python -m tests.docs` writes `communes.xlsx` anew, the same from run to run."""
    assert workbook() == workbook()
    assert cells(XLSX.read_bytes()) == cells(workbook())


def test_the_workbook_holds_no_formula_and_no_share_above_one():
    """A percentage is a formatted fraction of 1, as offices keep it."""
    shares = [value for row in cells(XLSX.read_bytes()) for value, format in row if "%" in format and value is not None]
    assert sorted(Fraction(str(share)) for share in shares) == [Fraction("0.6962"), Fraction("0.994")]


@pytest.mark.parametrize("path", [CSV, XLSX], ids=lambda path: path.name)
def test_the_columns_are_found(path):
    """In either file, the columns of the main rule set are known by their headers."""
    ruleset, sheet = rules_of("pilot-smart-2023").ruleset, open_table(str(path))
    naming = naming_of(ruleset)
    layout = layout_of(sheet, naming, ColumnMap())
    targets = {column.target for column in columns_of(sheet, layout, naming, ruleset, ColumnMap())}
    wanted = {column for column in rows()[0] if column in ruleset.indicators}
    assert targets - {None} == wanted | {"code", "code_list", "name", "province", "as_of"}


def test_a_row_is_checked_with_what_a_rule_set_knows():
    """A column of another rule set is left out, a blank one is unknown."""
    row = next(row for row in rows() if row["name"] == "Hòa Đồng")
    rules = rules_of("smart-commune-phuyen-2023")
    answer = rules.check(profile_of(row, rules))
    assert answer.outcomes["public_wifi"] == "met"
    assert answer.outcomes["internet_lines"] == "unknown"


@pytest.mark.parametrize("table", [CSV, XLSX], ids=lambda path: path.name)
@pytest.mark.parametrize("id", ["pilot-smart-2023", "programme-924", "commune-digital-readiness"])
def test_a_batch_says_what_one_profile_at_a_time_says(id, table, run, tmp_path):
    """Of either file, whatever the notation of the office; no row is rejected."""
    result = tmp_path / "result.csv"
    done = run("batch", str(table), "--rules", id, "-o", str(result), "--quiet")
    assert (done.code, done.err) == (0, "")
    found = list(csv.DictReader(io.StringIO(result.read_text(encoding="utf-8-sig"))))
    rules = rules_of(id)
    assert [(row["name"], row["verdict"]) for row in found] == [
        (row["name"], verdict(row, rules).value) for row in rows()
    ]
