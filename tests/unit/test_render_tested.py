"""Results of cases as text, JSON and JUnit."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rich.cells import cell_len

from smartcommune.authoring import cases
from smartcommune.authoring.cases import run_file
from smartcommune.authoring.measure.measured import Measured
from smartcommune.messages import Language
from smartcommune.render import tested as rendered
from smartcommune.render.json import provenance
from smartcommune.render.styled import Styled

from .test_cases import FACTS, RULES, row

FIRST = RULES.count("\n") + 2  # the line of the first case


def json_report(tested: list[cases.TestedFile], language: Language) -> str:
    """Where nothing is measured besides."""
    return rendered.json_report([Measured(file) for file in tested], language)


def text_report(tested: list[cases.TestedFile], language: Language, width: int) -> Styled:
    return rendered.text_report([Measured(file) for file in tested], language, width, None)


def junit_report(tested: list[cases.TestedFile], language: Language) -> str:
    return rendered.junit_report([Measured(file) for file in tested], language, (), None)


@pytest.fixture
def tested(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[cases.TestedFile]:
    """One rule set with a case that passes, one that fails, and one whose facts cannot be."""
    rows = (
        row("verdict: eligible", name="good"),
        row("verdict: eligible, outcomes: {online: met}", "xa: true, rate: 79%, team: true", name="too few"),
        row("verdict: eligible", "rate: 0.9", name="odd"),
    )
    return [ran(tmp_path, monkeypatch, *rows)]


def ran(folder: Path, monkeypatch: pytest.MonkeyPatch, *rows: str) -> cases.TestedFile:
    monkeypatch.chdir(folder)
    Path("small.yaml").write_text(RULES + "cases:\n" + "".join(rows), encoding="utf-8")
    return run_file("small.yaml")


def test_text_in_english(tested: list[cases.TestedFile]) -> None:
    """Each failed case with its place, what differed and the reasons; then a line a file, then the counts."""
    assert text_report(tested, "en", 80).plain.splitlines() == [
        "",
        f"  ✘ small.yaml:{FIRST + 1}:5: too few",
        "    - verdict: expected eligible, got not_eligible",
        "    - online: expected met, got not_met",
        "    ✔ scope: yes",
        "    ✘ online: 79% (needs at least 80%)",
        "    ✔ staffed: yes",
        "",
        f"  ✘ small.yaml:{FIRST + 2}:5: odd",
        f"    - small.yaml:{FIRST + 2}:47: `0.9` could be a percentage or a fraction; write `0.9%`",
        "      or `90%` [percent-or-fraction]",
        "  ✘ small.yaml: 1 of 3 cases pass",
        f"    small 1 sha256:{tested[0].ruleset.sha256}",
        "1 case passed, 2 failed in 1 rule set",
    ]


def test_text_in_vietnamese(tested: list[cases.TestedFile]) -> None:
    """The same for a Vietnamese reader, with figures as they are written there."""
    out = text_report(tested, "vi", 80).plain
    assert "    - verdict: cần eligible, được not_eligible\n" in out
    assert "\n    ✘ online: 79 % (cần từ 80 %" in out
    assert out.splitlines()[-3:] == [
        "  ✘ small.yaml: đạt 1 trong 3 ca",
        f"    small 1 sha256:{tested[0].ruleset.sha256}",
        "1 ca đạt, 2 không đạt trong 1 bộ tiêu chí",
    ]


@pytest.mark.parametrize("width", [40, 60, 80])
def test_reasons_keep_within_the_width(tested: list[cases.TestedFile], width: int) -> None:
    """What was expected and what happened are folded, not cut; only the closing lines may be longer."""
    lines = text_report(tested, "vi", width).plain.splitlines()[:-3]
    assert max(cell_len(line) for line in lines) <= width


def test_only_failed_cases_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where all pass there are just the counts, and which text they are about."""
    file = ran(tmp_path, monkeypatch, row("verdict: eligible"))
    assert text_report([file], "vi", 80).plain == (
        f"  ✔ small.yaml: đạt 1 trong 1 ca\n    small 1 sha256:{file.ruleset.sha256}\n"
        "1 ca đạt, 0 không đạt trong 1 bộ tiêu chí\n"
    )


def test_criteria_without_a_case_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With their number, in the line of their file."""
    file = ran(tmp_path, monkeypatch, row("verdict: undetermined", "rate: 90%"))
    out = text_report([file], "vi", 80).plain
    assert out.startswith("  ✔ small.yaml: đạt 1 trong 1 ca; 2 tiêu chí chưa có ca nào: scope, staffed\n")


def test_a_long_difference_is_told_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two lists that differ only in their last name must not look the same."""
    ids = [f"indicator_with_a_long_name_{number}" for number in range(10, 20)]
    more = "".join(f"  {id}: {{type: boolean, label: {{vi: A, en: B}}}}\n" for id in ids)
    leaves = ", ".join(f"{{indicator: {id}, is: true}}" for id in ids)
    rules = RULES.replace("criteria:\n", f"{more}criteria:\n", 1).replace(
        "test: {indicator: team, is: true}", f"test: {{any_of: [{leaves}]}}"
    )
    monkeypatch.chdir(tmp_path)
    wanted = f"verdict: undetermined, missing: [{', '.join(ids[:-1])}, team]"
    case = row(wanted, "xa: true, rate: 90%")
    Path("small.yaml").write_text(f"{rules}cases:\n{case}", encoding="utf-8")
    out = " ".join(text_report([run_file("small.yaml")], "en", 80).plain.split())
    expected, _, found = out.partition("got [")
    assert "team]" in expected
    assert ids[-1] in found


def test_json(tested: list[cases.TestedFile]) -> None:
    """A versioned document with every case, in either language the same but for its sentences."""
    en, vi = (json.loads(json_report(tested, language)) for language in ("en", "vi"))
    assert en["schema"] == vi["schema"] == "smartcommune/cases/1"
    (file,) = en["files"]
    assert (file["file"], file["unexercised"]) == ("small.yaml", [])
    assert file["ruleset"] == provenance(tested[0].ruleset.provenance())
    assert file["cases"][1] == {
        "name": "too few",
        "file": "small.yaml",
        "line": FIRST + 1,
        "passed": False,
        "differences": [
            {"what": "verdict", "expected": "eligible", "found": "not_eligible"},
            {"what": "online", "expected": "met", "found": "not_met"},
        ],
        "problems": [],
    }
    assert file["cases"][1] == vi["files"][0]["cases"][1]
    assert len(file["cases"][2]["problems"]) == 1


def test_junit(tested: list[cases.TestedFile]) -> None:
    """A suite for the file, a test for each case, with all that differed in one failure."""
    (suite,) = ElementTree.fromstring(junit_report(tested, "en"))  # noqa: S314  # our own output
    assert (suite.get("name"), suite.get("tests"), suite.get("failures")) == ("small.yaml", "3", "2")
    rules, good, few, odd = suite
    assert rules[0].attrib == {"name": "ruleset", "value": f"small 1 sha256:{tested[0].ruleset.sha256}"}
    assert len(good) == 0
    assert few[0].get("message") == ("verdict: expected eligible, got not_eligible; online: expected met, got not_met")
    assert len(odd) == 1


def test_text_from_a_file_cannot_act(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are shown as they are: no escape reaches a terminal, no sign ends a tag, JSON stays JSON."""
    name = '"</testcase>\\e[31m\\u202e]]>&"'
    file = ran(tmp_path, monkeypatch, row("verdict: not_eligible", FACTS, name=name))
    text = text_report([file], "en", 80).plain
    raw = json_report([file], "en")
    for output in (text, raw, junit_report([file], "en")):
        assert "\x1b" not in output
        assert "\u202e" not in output
    assert json.loads(raw)["files"][0]["cases"][0]["name"] == "</testcase>\x1b[31m\u202e]]>&"
    (suite,) = ElementTree.fromstring(junit_report([file], "en"))  # noqa: S314  # our own output
    assert suite[1].get("name") == "</testcase>\\x1b[31m\\u202e]]>&"


def test_no_rule_sets() -> None:
    """Nothing to tell is still well formed."""
    assert json.loads(json_report([], "en"))["files"] == []
    assert ElementTree.fromstring(junit_report([], "en")).get("tests") == "0"  # noqa: S314  # our own output
