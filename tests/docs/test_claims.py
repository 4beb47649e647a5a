"""What a page claims in passing is so: behind `<!-- claim: NAME -->` stand the words that a check here gives."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from smartcommune.authoring.lints import LINTS
from tests.cli.conftest import NOT_ELIGIBLE, UNDETERMINED
from tests.command import Run
from tests.docs.promises import PROMISES

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
CLAIM = re.compile(r"<!-- claim: ([a-z-]+) -->([^\n]*)")
CLAIMED = [
    (str(page.relative_to(ROOT)), *found)
    for page in [ROOT / "README.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").glob("*.md"))]
    for found in CLAIM.findall(page.read_text(encoding="utf-8"))
]
DAY = ("--as-of", "2023-06-30")


def lints(run: Run, folder: Path) -> str:
    """As many as there are."""
    return f"{len(LINTS)} lints"


def notes(run: Run, folder: Path) -> str:
    """The form has one on each of its headers."""
    run("template", "-o", "form.xlsx")
    sheet = openpyxl.load_workbook(folder / "form.xlsx").worksheets[0]
    assert all(cell.comment for cell in sheet[1])
    return "a note on every header"


def mark(run: Run, folder: Path) -> str:
    """The mark by which Excel knows UTF-8."""
    table = str(EXAMPLES / "communes.csv")
    assert not run("batch", table, *DAY).out.startswith("\ufeff")
    run("batch", table, *DAY, "-o", "a.csv")
    assert (folder / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    return "CSV files, but not standard output, begin with the mark"


def answer(run: Run, profile: str) -> Any:
    return json.loads(run("check", profile, "--format", "json").out)["assessments"][0]


def ways(run: Run, folder: Path) -> str:
    """A way of fewer changes stands before one of more."""
    counts = [len(way["changes"]) for way in answer(run, str(EXAMPLES / "tan-my.yaml"))["advice"]]
    assert len(counts) > 1
    assert counts == sorted(counts)
    return "the nearest first"


def interval(run: Run, folder: Path) -> str:
    """With every fact known the score is one number, within what it was before."""
    scores = []
    for facts in (UNDETERMINED, NOT_ELIGIBLE):
        (folder / "a.json").write_text(json.dumps({"as_of": "2023-06-30", "facts": facts}), encoding="utf-8")
        scores.append(answer(run, "a.json")["score"])
    before, after = scores
    assert after["low"] == after["high"]
    assert before["low"] <= after["value"] <= before["high"]
    assert before["low"] < before["high"]
    return "it lies within it once every fact is known"


def written(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return name


def titles(run: Run, folder: Path) -> str:
    """And the table below it is read."""
    name = written(folder, "a.csv", "Biểu 1, kèm theo công văn, năm 2023\nTên xã,ĐTTM\nTân Mỹ,81\nVị Hương,82\n")
    done = run("batch", name, *DAY)
    assert (done.code, done.out.count("\n")) == (0, 3)
    assert "bỏ dòng 1 (phía trên bảng)" in " ".join(done.err.split())
    return "a title above the table may have the separator in it"


def draft(run: Run, folder: Path) -> str:
    """The file names each column, and as it stands it settles nothing."""
    tables = {
        "fractions.csv": ('Tên xã,ĐTTM\nTân Mỹ,"0,85"\nVị Hương,"0,82"\n', 'ĐTTM", unit: "fraction"'),
        "twice.csv": ("Tên xã,ĐTTM,Tỷ lệ ĐTTM\nTân Mỹ,81,82\n", '# smartphone_rate: {column: "Tỷ lệ ĐTTM"}'),
        "bare.csv": ("Tân Mỹ,81\nVị Hương,82\n", '# …: {column: "B"}  # 81 · 82'),
    }
    for name, (text, expected) in tables.items():
        assert run("inspect", written(folder, name, text), "--write-columns", "map.yaml").code == 3
        assert expected in (folder / "map.yaml").read_text(encoding="utf-8")
        assert run("inspect", name, "--columns", "map.yaml").code == 3
    return "also where the run stops: all fractions, two columns of one indicator, no header"


def keep(run: Run, folder: Path) -> str:
    """With what stands in it."""
    name = written(folder, "a.csv", "Tên xã,ĐTTM,Ghi chú\nTân Mỹ,81,họp lại\n")
    for given in ("Ghi chú", "all"):
        header, row = run("batch", name, *DAY, "--keep", given).out.splitlines()
        assert header.endswith(",Ghi chú")
        assert row.endswith(",họp lại")
    return "a column of the table behind the results, under its own header"


def reasons(run: Run, folder: Path) -> str:
    """Without it they have neither."""
    row = "Tên xã,Loại đơn vị,Xã thí điểm của Trung ương,ĐTTM\nTân Mỹ,Xã,không,85.5\n"
    name = written(folder, "a.csv", row)
    assert "85,5 %, cần từ 80 % trở lên" in run("batch", name, *DAY, "--reasons", "full").out
    assert "85,5 %" not in run("batch", name, *DAY).out
    return "the reasons have the figure and what is needed: `85,5 %, cần từ 80 % trở lên`"


def assumed(run: Run, folder: Path) -> str:
    """In every format of every command that uses the threshold; of one that the user sets it is not said."""
    profile, table, rules = str(EXAMPLES / "tan-my.yaml"), str(EXAMPLES / "communes.csv"), "pilot-smart-2023"
    for asked in (("check", profile), ("show", rules, *DAY), ("select", table, *DAY, "--seats", "1")):
        assert "giả định" in run(*asked).out
    for asked in (("check", profile), ("show", rules, *DAY)):
        assert "giả định" in run(*asked, "-f", "markdown").out
        assert '"basis": "assumption"' in run(*asked, "-f", "json").out
    limits = json.loads(run("select", table, *DAY, "--seats", "1", "-f", "json").out)["thresholds_assumed"]
    assert "smartphone_min" in limits
    for command in (("batch", table, *DAY), ("select", table, *DAY, "--seats", "1")):
        run(*command, "-o", "a.xlsx")
        sheets = openpyxl.load_workbook(folder / "a.xlsx").worksheets
        assert any("giả định" in str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row)
    assert "giả định" in run("batch", table, *DAY).out
    assert ",smartphone_min" in run("select", table, *DAY, "--seats", "1", "-f", "csv").out
    own = run("select", table, *DAY, "--seats", "1", "--set", "smartphone_min=80%", "-f", "json").out
    assert "smartphone_min" not in json.loads(own)["thresholds_assumed"]
    return "marked as assumed wherever it is used"


CHECKS: dict[str, Callable[[Run, Path], str]] = {
    "lints": lints, "notes": notes, "mark": mark, "ways": ways, "interval": interval,
    "titles": titles, "draft": draft, "keep": keep, "reasons": reasons,
    "assumed": assumed, **PROMISES,
}  # fmt: skip


@pytest.mark.parametrize(("page", "claim", "words"), CLAIMED)
def test_a_claim_is_so(run: Run, tmp_path: Path, page: str, claim: str, words: str) -> None:
    """The check passes, and the page says what was checked."""
    assert words.startswith(CHECKS[claim](run, tmp_path)), page


def test_every_check_is_of_a_claim() -> None:
    """None is left behind by a page that says something else now."""
    assert {claim for _, claim, _ in CLAIMED} == CHECKS.keys()
