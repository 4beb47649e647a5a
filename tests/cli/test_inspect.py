"""`smartcommune inspect`: how a table would be read, as an officer meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from smartcommune.rulesets.library import DEFAULT, load
from tests import office

from .conftest import Run

TABLE = "mã xã;tên xã;ĐTTM;Tỷ lệ ĐTTTM;Wifi nhà văn hoá;Ghi chú\n00001;Hoà Bình;85,2;1;x;\n00004;NA;80-85;2;không;a\n"

EXPLAINED = """
  xa.csv                                       for the rule set pilot-smart-2023
  2 rows of data, row 2 to 3

  How it is read
  · encoding UTF-8
  · separator `;`
  · header in row 1

  Columns
  ✔ A  mã xã
        the commune's code; by its name
  ✔ B  tên xã
        the commune's name; by its name
  ✔ C  ĐTTM
        Share of adults using a smartphone; by an alias; a percentage
  – D  Tỷ lệ ĐTTTM
        not used; resembles “Tỷ lệ ĐTTM”: if so, declare `columns:
        {smartphone_rate: …}` with --columns; if not, use --ignore-columns
  ✔ E  Wifi nhà văn hoá
        Free wifi at the culture houses; by an alias; yes or no
  – F  Ghi chú
        not used

  Indicators without a column (taken as unknown)
  Type of unit; Already chosen as a pilot by the central level; New-rural level
  held; New-rural criteria set applied; What the rearrangement of units did; The
  new commune has its own decision of recognition as advanced; Households with
  broadband internet; Work files processed online; Community digital technology
  team; Digital platform in use; Capability to apply digital technology
  attested; Outstanding field; and 7 more

  1 of 2 rows have problems; the first:
  ✘ xa.csv:3:3: column C “ĐTTM”: `80-85` is not a number; write one number,
    leave it blank if not known [not-a-number]

  Rule set: Selection of pilot smart new-rural communes (pilot-smart-2023
  2023.3)
  SHA-256 of the rule set:
  {sha256}
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "xa.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_table_is_explained(run: Run, table: Path) -> None:
    """Each column with what it is and how that was found; what it resembles otherwise; bad rows."""
    done = run("inspect", table.name, "--lang", "en", cwd=table.parent)
    assert (done.code, done.err) == (3, "")
    assert done.out == EXPLAINED.replace("{sha256}", load(DEFAULT).sha256)


def test_the_answer_can_be_read_by_programs(run: Run, table: Path) -> None:
    """The JSON document has the same facts."""
    answer = json.loads(run("inspect", str(table), "--format", "json").out)
    assert (answer["schema"], answer["rows"], answer["rows_with_problems"]) == ("smartcommune/inspection/1", 2, 1)
    found = {column["column"]: (column["target"], column["matched"]) for column in answer["columns"]}
    assert found == {
        "A": ("code", "label"), "B": ("name", "label"), "C": ("smartphone_rate", "alias"), "D": (None, "unused"),
        "E": ("free_wifi_culture_house", "alias"), "F": (None, "unused"),
    }  # fmt: skip
    assert [column["suggestion"] for column in answer["columns"]][3:] == ["Tỷ lệ ĐTTM", None, None]
    assert [(problem["row"], problem["column"], problem["id"]) for problem in answer["problems"]] == [
        (3, 3, "not-a-number")
    ]


@pytest.mark.full
def test_what_was_found_can_be_kept_and_used(run: Run, tmp_path: Path) -> None:
    """A map that was written reads the table in the same way."""
    table = office.provincial_report(tmp_path / "a.xlsx")
    first = run("inspect", str(table), "--format", "json", "--write-columns", str(tmp_path / "map.yaml"))
    second = run("inspect", str(table), "--format", "json", "--columns", str(tmp_path / "map.yaml"))
    before, after = json.loads(first.out), json.loads(second.out)
    for answer in (before, after):
        for column in answer["columns"]:
            assert column.pop("matched") != "map" or answer is after
    rules, (last,) = before["ruleset"]["files"], after["ruleset"].pop("files")[1:]
    assert (before["ruleset"].pop("files"), last["name"]) == (rules, "map.yaml")
    assert before == after
    assert (first.code, second.code) == (3, 3)


@pytest.mark.parametrize(
    ("text", "settles"),
    [
        ('Tên xã,ĐTTM\nTân Mỹ,"0,85"\nVị Hương,"0,82"\n', {"smartphone_rate": '{column: "ĐTTM", unit: "fraction"}'}),
        ("Tên xã,ĐTTM,Tỷ lệ ĐTTM\nTân Mỹ,81,82\n", {"smartphone_rate": '{column: "Tỷ lệ ĐTTM"}'}),
        ("Tên xã,ĐTTM 2021,ĐTTM 2022\nTân Mỹ,81,82\n", {"smartphone_rate": '{column: "C"}'}),
        ("Nơi,ĐTTM\nTân Mỹ,81\n", {"name": '{column: "A"}'}),
        ("Tân Mỹ,81\nVị Hương,82\n", {"name": '{column: "A"}', "smartphone_rate": '{column: "B"}'}),
        ("Nơi,Có máy\nTân Mỹ,81\n", {"name": '{column: "A"}', "smartphone_rate": '{column: "B"}'}),
        ("KẾ HOẠCH NĂM 2025\nTên xã,ĐTTM\nTân Mỹ,81\n", {"smartphone_rate": '{column: "ĐTTM"}'}),
    ],
)
def test_a_draft_is_written_where_the_run_stops(run: Run, tmp_path: Path, text: str, settles: dict[str, str]) -> None:
    """As it stands it settles nothing; once the remarks that are meant are entries, the table is read."""
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    assert run("inspect", "a.csv", "--write-columns", "map.yaml").code == 3
    draft = tmp_path / "map.yaml"
    assert run("inspect", "a.csv", "--columns", "map.yaml").code == 3
    lines = draft.read_text(encoding="utf-8").splitlines()
    for target, entry in settles.items():
        at = next(at for at, line in enumerate(lines) if f": {entry}" in line)
        lines = [line for line in lines if not line.startswith(f"  {target}:")]
        lines.insert(min(at, len(lines)), f"  {target}: {entry}")
    draft.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert run("inspect", "a.csv", "--columns", "map.yaml").code == 0


def test_a_good_table_ends_with_0(run: Run, tmp_path: Path) -> None:
    """No row has a problem."""
    done = run("inspect", str(office.plain_form(tmp_path / "c.xlsx")), "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert "No row has a problem" in done.out


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_line_is_wider_than_the_page(run: Run, tmp_path: Path, language: str) -> None:
    """At 80 columns nothing wraps badly."""
    done = run("inspect", str(office.provincial_report(tmp_path / "a.xlsx")), "--lang", language, cwd=tmp_path)
    assert max(map(len, done.out.splitlines())) <= 80


def test_headers_from_outside_cannot_act_on_the_terminal(run: Run, tmp_path: Path) -> None:
    """Escapes and overrides are shown and not sent."""
    path = tmp_path / "a.csv"
    path.write_text("code,ĐTTM,\x1b[31mred\u202e\n00001,81,x\n", encoding="utf-8")
    done = run("inspect", str(path), "--write-columns", str(tmp_path / "map.yaml"))
    assert "\x1b" not in done.out
    assert "\u202e" not in done.out


def test_two_equal_headers_are_refused_with_both_columns(run: Run, tmp_path: Path) -> None:
    """And the way out is told."""
    path = tmp_path / "a.csv"
    path.write_text("code,ĐTTM,đttm\n00001,81,82\n", encoding="utf-8")
    done = run("inspect", "a.csv", "--lang", "en", cwd=tmp_path)
    assert done.code == 3
    assert done.err.startswith(
        "a.csv: two columns are `smartphone_rate`: column B “ĐTTM” and column C “đttm”; say which one with a "
        "--columns file, like `columns: {smartphone_rate: B}`, or change the header"
    )
