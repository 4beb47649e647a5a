"""`smartcommune test --coverage`, `--mutate` and `--suggest`: what is told, what is written, how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from smartcommune.authoring.measure import scorings
from smartcommune.rulesets.library import load

from .conftest import Run

RULES = """\
format: 1
id: small
version: "1"
label: {vi: Nhỏ, en: Small}
in_force: {from: 2023-01-01, until: 2025-12-31}
sources:
  law: {title: {vi: Luật, en: Law}, number: 1/QĐ, kind: law, date: 2022-01-01}
indicators:
  team: {type: boolean, label: {vi: Có tổ công nghệ, en: Team}}
  rate: {type: percent, label: {vi: Tỷ lệ trực tuyến, en: Online rate}}
thresholds:
  rate_min: {type: percent, basis: law, cite: law#1, values: [{from: 2023-01-01, default: 80%}]}
criteria:
  staffed: {label: {vi: Có người, en: Staffed}, cite: law#2, test: {indicator: team, is: true}}
  online: {label: {vi: Trực tuyến, en: Online}, cite: law#1, test: {indicator: rate, gte: {threshold: rate_min}}}
verdict: {eligible_when: {all_of: [staffed, online]}}
cases:
  - {name: one, on: 2023-06-30, facts: {team: true, rate: 80%}, expect: {verdict: eligible}}
"""

Write = Callable[[str, str], str]


def parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)  # noqa: S314  # our own report


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file into the folder that commands run in."""

    def write(name: str, text: str) -> str:
        (tmp_path / name).write_bytes(text.encode())
        return name

    return write


def test_coverage_in_english(run: Run, write: Write, tmp_path: Path) -> None:
    """How much is shown, and what is not, each with its place."""
    done = run("test", "--coverage", "--lang", "en", write("small.yaml", RULES))
    assert (done.code, done.err) == (0, "")
    passed, ruleset, *lines = done.out.splitlines()
    assert ruleset == f"    small 1 sha256:{load(str(tmp_path / 'small.yaml')).sha256}"
    assert [passed, *lines] == [
        "  ✔ small.yaml: 1 of 1 case pass",
        "1 case passed, 0 failed in 1 rule set",
        "",
        "  small",
        "  ✘ obligations: 5 of 11 shown (45.4%)",
        "    no case shows:",
        "    ✘ small.yaml:14:12: `staffed` is not met",
        "    ✘ small.yaml:14:12: a commune is not eligible because of `staffed` alone",
        "    ✘ small.yaml:15:11: `online` is not met",
        "    ✘ small.yaml:15:11: a commune is not eligible because of `online` alone",
        "    ✘ small.yaml:12:91: a figure below `rate_min` (80%)",
        "    ✘ small.yaml:12:91: a figure above `rate_min` (80%)",
    ]


def test_mutants_in_vietnamese(run: Run, write: Write) -> None:
    """The same for the mistakes that no case notices."""
    done = run("test", "--mutate", "--lang", "vi", write("small.yaml", RULES))
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[5] == "  ✘ đột biến: phát hiện 4 trên 13 (30,7 %)"
    assert lines[6] == "    không ca nào phát hiện nếu:"
    assert "    ✘ small.yaml:12:91: `rate_min`: 80 % thành 79,9 %" in lines


def test_suggested_cases_complete_the_file(run: Run, write: Write) -> None:
    """Pasted as they are, every obligation is shown and every mistake noticed."""
    write("small.yaml", RULES)
    done = run("test", "--coverage", "--mutate", "--suggest", "--lang", "en", "small.yaml", "-o", "small.cases.yaml")
    assert (done.code, done.out) == (0, "")
    assert "45.4%" in done.err
    again = run("test", "--coverage", "--mutate", "--min", "100", "--lang", "en", "small.yaml")
    assert (again.code, again.err) == (0, "")
    assert again.out.splitlines()[4:] == [
        "  small",
        "  ✔ obligations: 11 of 11 shown (100%)",
        "  ✔ mutants: 13 of 13 noticed (100%)",
    ]
    assert run("validate", "small.cases.yaml").code == 0


def test_a_suggested_case_is_yaml_that_a_reviewer_reads(run: Run, write: Write) -> None:
    """A name in words, the day, the facts that matter, the verdict and the outcome that it is about."""
    done = run("test", "--suggest", "--lang", "vi", write("small.yaml", RULES))
    assert done.out.splitlines() == [
        "# 3 ca đề xuất cho small: kết luận do chương trình tính, hãy xem lại rồi mới dùng.",
        "format: 1",
        "ruleset: small",
        "",
        "cases:",
        '  - {name: "Có người: không đạt", on: 2023-01-01,',
        "     facts: {team: false, rate: 80%},",
        "     expect: {verdict: not_eligible, outcomes: {staffed: not_met}}}",
        '  - {name: "Trực tuyến: không đạt", on: 2023-01-01,',
        "     facts: {team: true, rate: 0%},",
        "     expect: {verdict: not_eligible, outcomes: {online: not_met}}}",
        '  - {name: "Tỷ lệ trực tuyến trên 80 %", on: 2023-01-01,',
        "     facts: {team: true, rate: 80.1%},",
        "     expect: {verdict: eligible, outcomes: {online: met}}}",
    ]


def test_nothing_is_suggested_where_nothing_is_lacking(run: Run, write: Write) -> None:
    """A comment says so; what stands there twice gets a second name."""
    write("small.yaml", RULES)
    run("test", "--suggest", "small.yaml", "-o", "small.cases.yaml")
    done = run("test", "--suggest", "--lang", "en", "small.yaml")
    assert done.out == "# small needs no further case\n"


@pytest.mark.parametrize(("least", "code"), [("45", 0), ("45.4%", 0), ("45.5", 20), ("100", 20)])
def test_a_least_percentage_decides_how_it_ends(least: str, code: int, run: Run, write: Write) -> None:
    """Below it the exit code is that of a failed case."""
    assert run("test", "--coverage", "--min", least, "--quiet", write("small.yaml", RULES)).code == code


def test_every_rule_set_has_to_reach_the_least_percentage(run: Run, write: Write) -> None:
    """A good one does not make up for a poor one."""
    write("small.yaml", RULES)
    write("other.yaml", RULES.replace("id: small", "id: other"))
    run("test", "--suggest", "small.yaml", "-o", "small.cases.yaml")
    assert run("test", "--coverage", "--min", "100", "-q", "small.yaml").code == 0
    assert run("test", "--coverage", "--min", "100", "-q", "small.yaml", "other.yaml").code == 20


@pytest.mark.parametrize(
    ("options", "id"),
    [
        (["--min", "90"], "min-of-nothing"),
        (["--coverage", "--min", "101"], "not-a-share"),
        (["--coverage", "--min", "much"], "not-a-share"),
        (["--suggest", "--format", "json"], "suggest-is-yaml"),
    ],
)
def test_options_that_do_not_go_together_are_bad_usage(options: list[str], id: str, run: Run, write: Write) -> None:
    """Said in one line, before anything is run."""
    done = run("test", *options, write("small.yaml", RULES))
    assert done.code == 2
    assert f"[{id}]" in done.err


def test_json_has_everything(run: Run, write: Write) -> None:
    """The results as ever, with each obligation and each mutant, and a commune for what is lacking."""
    done = run("test", "--coverage", "--mutate", "--format", "json", "--lang", "en", write("small.yaml", RULES))
    (file,) = json.loads(done.out)["files"]
    assert file["cases"][0]["passed"]
    coverage, mutation = file["coverage"], file["mutation"]
    assert (coverage["rate"], len(coverage["shown"]), len(coverage["lacking"])) == (45.45, 5, 6)
    assert coverage["impossible"] == []
    assert coverage["shown"][0] == {
        "kind": "met",
        "subject": "staffed",
        "file": "small.yaml",
        "line": 14,
        "column": 12,
        "text": "`staffed` is met",
        "case": "one",
    }
    assert coverage["lacking"][0]["example"] == {"on": "2023-01-01", "facts": {"rate": "80%", "team": "false"}}
    assert (mutation["rate"], mutation["noticed"], len(mutation["survivors"])) == (30.76, 4, 9)
    assert mutation["survivors"][0]["kind"] == "first-day"


def test_junit_has_a_test_for_each_obligation(run: Run, write: Write) -> None:
    """What is lacking is skipped, or fails where a least percentage is asked for."""
    write("small.yaml", RULES)
    for options, lacking in ((["--coverage"], "skipped"), (["--coverage", "--min", "90"], "failures")):
        done = run("test", *options, "--format", "junit", "--lang", "en", "small.yaml")
        suites = {suite.get("name"): suite for suite in parsed(done.out)}
        assert set(suites) == {"small.yaml", "small.yaml (--coverage)"}
        found = suites["small.yaml (--coverage)"]
        assert (found.get("tests"), found.get(lacking)) == ("11", "6")
        first = next(test for test in found if len(test))
        assert first.get("name") == "`staffed` is not met"
        assert first[0].get("message") == "no case shows: `staffed` is not met"


def test_survivors_are_told_to_a_build_server(run: Run, write: Write) -> None:
    """Each is a test of its own."""
    done = run("test", "--mutate", "--format", "junit", "--lang", "en", write("small.yaml", RULES))
    suites = {suite.get("name"): suite for suite in parsed(done.out)}
    assert suites["small.yaml (--mutate)"].get("skipped") == "9"


def test_what_no_commune_can_show_is_listed_and_not_counted(run: Run, write: Write) -> None:
    """Nothing is above 100 %; a comparison with it is covered all the same."""
    text = RULES.replace("default: 80%", "default: 100%").replace("rate: 80%", "rate: 100%")
    done = run("test", "--coverage", "--lang", "en", write("small.yaml", text))
    assert "  ✘ obligations: 5 of 10 shown (50%)" in done.out
    assert "    – no commune can show: a figure above `rate_min` (100%)" in done.out


def test_mistakes_that_change_nothing_are_counted_apart(run: Run, write: Write) -> None:
    """No percentage is above 100: whoever forgets to say so has changed nothing."""
    text = RULES.replace("gte: {threshold: rate_min}", "gte: {threshold: rate_min}, lte: 100%")
    done = run("test", "--mutate", "--lang", "en", write("small.yaml", text))
    assert "    – not counted, for no commune is answered otherwise: 1 mutant" in done.out.splitlines()


def test_a_child_answers_for_its_own_parts(run: Run, write: Write) -> None:
    """How much is left to the rule set that it extends is said."""
    text = (
        'format: 1\nid: child\nversion: "1"\nextends: pilot-smart-2023\nlabel: {vi: Con, en: Child}\n'
        "thresholds:\n  smartphone_min: {type: percent, basis: law, cite: tt60, "
        "values: [{from: 2023-06-05, default: 85%}]}\n"
    )
    done = run("test", "--coverage", "--lang", "en", write("child.yaml", text))
    assert "  ✘ obligations: 0 of 11 shown (0%)" in done.out
    assert "    – left to the cases of `pilot-smart-2023`: 9 criteria taken over" in done.out


def test_what_is_not_tried_is_told_and_never_passes(
    patched: Run, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How far it came, in text and JSON; a least percentage is not reached by what was not tried."""
    monkeypatch.setattr(scorings, "MOST_LOOKED", 0)
    done = patched("test", "--mutate", "--min", "1", "--lang", "en", write("small.yaml", RULES))
    assert done.code == 20
    assert "  ✘ mutants: 0 of 13 noticed (0%)" in done.out.splitlines()
    assert "    ? not decided: tried 0 of 13; 13 mutants not tried, counted as not noticed" in done.out.splitlines()
    told = json.loads(patched("test", "--mutate", "--format", "json", "--lang", "en", "small.yaml").out)
    mutation = told["files"][0]["mutation"]
    assert (mutation["rate"], mutation["noticed"], len(mutation["not_decided"])) == (0, 0, 13)
