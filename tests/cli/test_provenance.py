"""Reports about rule files and tables name rule set, version, digest, day and settings, as answers do."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from smartcommune.rulesets.library import load
from tests.command import Run

RULES = Path(__file__).parents[2] / "rules"
ID = "pilot-smart-2023"
DAY = ("--as-of", "2023-06-30")
TABLE = "code,unit_type,smartphone_rate\n00012,xa,85\n"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with a rule set, the same with another limit, and a table without days."""
    (tmp_path / "rules").mkdir()
    file = tmp_path / "rules" / f"{ID}.yaml"
    shutil.copy(RULES / f"{ID}.yaml", file)
    changed = file.read_text(encoding="utf-8").replace("default: 80%", "default: 90%").replace(f"id: {ID}", "id: other")
    (tmp_path / "rules" / "other.yaml").write_text(changed, encoding="utf-8")
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path


def both(here: Path) -> tuple[str, str]:
    """The digests of the two rule sets."""
    return load(str(here / "rules" / f"{ID}.yaml")).sha256, load(str(here / "rules" / "other.yaml")).sha256


@pytest.mark.parametrize("table", [(), ("--on", "t.csv")], ids=["everywhere", "on a table"])
@pytest.mark.parametrize("format", ["text", "markdown", "json"])
def test_a_difference_names_both_rule_sets(run: Run, here: Path, format: str, table: tuple[str, ...]) -> None:
    """With the day and what was set, in every format."""
    files = (f"rules/{ID}.yaml", "rules/other.yaml")
    done = run("diff", *files, *table, *DAY, "--assumptions", "refuse", "--format", format, "--lang", "en")
    assert done.code in (0, 20)
    said = " ".join(done.out.replace("\\", "").split())
    for word in (*both(here), "assumptions=refuse", "2023-06-30"):
        assert word in said
    if format == "json":
        answer = json.loads(done.out)
        assert [answer[side]["settings"] for side in ("old", "new")] == [["assumptions=refuse"]] * 2
        assert answer["as_of"] == "2023-06-30"


def test_a_difference_on_undated_rows_after_the_last_day_is_refused(run: Run, here: Path) -> None:
    """Every row would be compared on a day on which neither rule set is in force; the way out is told."""
    assert here
    files = (f"rules/{ID}.yaml", "rules/other.yaml")
    done = run("diff", *files, "--on", "t.csv", "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert "--as-of 2025-12-31" in done.err
    assert run("diff", *files, "--on", "t.csv", *DAY).code == 0


@pytest.mark.parametrize("format", ["text", "json"])
def test_an_inspection_names_its_rule_set(run: Run, here: Path, format: str) -> None:
    """And the day, where one is asked for."""
    done = run("inspect", "t.csv", "--rules", "rules/other.yaml", *DAY, "--format", format, "--lang", "en")
    assert both(here)[1] in done.out
    assert "2023-06-30" in done.out


@pytest.mark.full
def test_a_validation_names_its_rule_sets(run: Run, here: Path) -> None:
    """Where the format has a place for it: JSON, SARIF and JUnit. A file that cannot be read names none."""
    (here / "rules" / "broken.yaml").write_text("format: 1\n", encoding="utf-8")
    found = {format: run("validate", "--format", format).out for format in ("json", "sarif", "junit")}
    rulesets = json.loads(found["json"])["rulesets"]
    assert [(item["file"], item["sha256"]) for item in rulesets] == [
        ("rules/other.yaml", both(here)[1]),
        (f"rules/{ID}.yaml", both(here)[0]),
    ]
    artifacts = json.loads(found["sarif"])["runs"][0]["artifacts"]
    said = {item["location"]["uri"]: item.get("properties", {}).get("ruleset") for item in artifacts}
    text = load(str(here / "rules" / "other.yaml")).provenance().text
    assert (said["rules/broken.yaml"], said["rules/other.yaml"]) == (None, text)
    properties = [item.get("value") for item in ET.fromstring(found["junit"]).iter("property")]  # noqa: S314  # our own
    assert text in properties
    assert len(properties) == 2


@pytest.mark.full
def test_an_id_in_two_files_is_told_without_the_machine_s_folders(run: Run, here: Path) -> None:
    """Also where the folder is named from the root of the disk, in what goes to a code host."""
    shutil.copy(here / "rules" / "other.yaml", here / "rules" / "copy.yaml")
    done = run("validate", str(here / "rules"), "--format", "github", "--lang", "en", cwd=here)
    assert "`rules/copy.yaml`, `rules/other.yaml`" in done.out
    assert str(here) not in done.out
