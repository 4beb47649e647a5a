"""`smartcommune test`: which cases run, what is said of those that fail, how it ends (contract, sections 3 and 4)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from .conftest import Run

ROOT = Path(__file__).parents[2]
GOOD = (ROOT / "tests" / "files" / "lints" / "no-cases" / "prefer.yaml").read_bytes().decode()
RULES, _, CASE = GOOD.partition("cases:\n")
CASE_LINE = GOOD.count("\n")  # the only case stands in the last line

Write = Callable[..., str]


def case(name: str = "one", facts: str = "rate: 80%, team: true", expect: str = "verdict: eligible") -> str:
    return f"  - {{name: {name}, on: 2023-06-30, facts: {{{facts}}}, expect: {{{expect}}}}}\n"


def rules(*cases: str) -> str:
    return RULES + ("cases:\n" + "".join(cases) if cases else "")


def beside(*cases: str) -> str:
    return "format: 1\nruleset: small\ncases:\n" + "".join(cases)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file below the folder that commands run in: `write("rules/x.yaml", text)`."""

    def write(name: str, text: str = GOOD) -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return name

    return write


# ---------------------------------------------------------------------------------------------------------------------
# How it ends


def test_passing_cases_end_in_0(run: Run, write: Write) -> None:
    """Each rule file has a line with its cases and one with its digest, and the last line counts them all."""
    write("rules/small.yaml")
    done = run("test", "--lang", "vi")
    assert (done.code, done.err) == (0, "")
    first, which, last = done.out.splitlines()
    assert which.startswith("    small 1 sha256:")
    assert [first, last] == [
        "  ✔ rules/small.yaml: đạt 1 trong 1 ca",
        "1 ca đạt, 0 không đạt trong 1 bộ tiêu chí",
    ]
    assert run("test", "--lang", "en").out.startswith("  ✔ rules/small.yaml: 1 of 1 case")


def test_a_failed_case_ends_in_20(run: Run, write: Write) -> None:
    """Told with its place, what was expected, what came out, and the reasons of what happened."""
    write("rules/small.yaml", rules(case("too few", "rate: 79%, team: true")))
    done = run("test", "--lang", "en")
    assert (done.code, done.err) == (20, "")
    lines = done.out.splitlines()
    assert lines[:3] == [
        "",
        f"  ✘ rules/small.yaml:{CASE_LINE}:5: too few",
        "    - verdict: expected eligible, got not_eligible",
    ]
    assert "    ✘ online: 79% (needs at least 80%)" in lines[3:]
    assert any(line.startswith("    ✔ staffed: ") for line in lines[3:])
    assert any(line.startswith("  ✘ rules/small.yaml: 0 of 1 case") for line in lines[3:])


def test_a_failed_case_is_told_in_vietnamese(run: Run, write: Write) -> None:
    """The same in the officer's language."""
    write("rules/small.yaml", rules(case("too few", "rate: 79%, team: true")))
    out = run("test").out
    assert "    - verdict: cần eligible, được not_eligible\n" in out
    assert "\n    ✘ online: 79 % (cần từ 80 %" in out


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        ("verdict: not_eligible", "verdict: expected not_eligible, got eligible"),
        ("verdict: eligible, because: [online]", "because: expected [online], got [online, staffed]"),
        ("verdict: eligible, outcomes: {online: not_met}", "online: expected not_met, got met"),
        ("verdict: eligible, missing: [files]", "missing: expected [files], got []"),
        ("verdict: eligible, score: {low: 50, high: 100}", "score: expected 50 to 100, got 100 to 100"),
    ],
    ids=["verdict", "because", "outcomes", "missing", "score"],
)
def test_whatever_is_expected_is_compared(run: Run, write: Write, expect: str, said: str) -> None:
    """Each key of `expect` fails the case when it comes out otherwise, and only it is told."""
    write("rules/small.yaml", rules(case(expect=expect)))
    done = run("test", "--lang", "en")
    assert done.code == 20
    assert re.findall(r"^    - (.*)$", done.out, re.MULTILINE) == [said]


def test_everything_that_differs_is_told(run: Run, write: Write) -> None:
    """One case can fail in several ways, and several cases of a file can fail."""
    wrong = "verdict: undetermined, because: [online], outcomes: {staffed: unknown}"
    write("rules/small.yaml", rules(case("a", expect=wrong), case("b"), case("c", expect="verdict: out_of_scope")))
    out = run("test", "--lang", "en").out
    assert len(re.findall(r"^    - ", out, re.MULTILINE)) == 4
    assert f"rules/small.yaml:{CASE_LINE + 2}:5: c" in out
    assert "rules/small.yaml: 1 of 3 cases pass" in out


def test_facts_no_profile_could_have_end_in_3(run: Run, write: Write) -> None:
    """They are problems at their places, and no expectation is compared."""
    write("rules/small.yaml", rules(case("odd", "rate: 0.8, taem: true"), case("two")))
    done = run("test", "--lang", "en")
    assert done.code == 3
    assert re.findall(rf"rules/small.yaml:{CASE_LINE}:\d+: ", done.out)
    assert "`taem`" in done.out
    assert "`0.8`" in done.out


def test_a_broken_rule_file_ends_in_3(run: Run, write: Write) -> None:
    """Its problems are told on standard error; the cases of the others run all the same."""
    write("rules/broken.yaml", GOOD.replace("threshold: rate_min", "threshold: rate_mni"))
    write("rules/small.yaml")
    done = run("test", "--lang", "en")
    assert done.code == 3
    assert "rules/broken.yaml:19:46: unknown threshold `rate_mni`; did you mean `rate_min`?" in done.err
    assert "rules/small.yaml: 1 of 1 case" in done.out


def test_a_broken_parent_is_told_once(run: Run, write: Write) -> None:
    """Rule files that extend a broken one do not repeat what is wrong with it."""
    write("rules/parent.yaml", GOOD.replace("id: small", "id: parent").replace("threshold: rate_min", "threshold: no"))
    for name in "ab":
        text = f'format: 1\nid: {name}\nversion: "1"\nextends: parent\nlabel: {{vi: Con, en: Child}}\n'
        write(f"rules/{name}.yaml", text)
    done = run("test", "--lang", "en")
    assert done.code == 3
    assert re.findall(r"^\S+:\d+:\d+:", done.err, re.MULTILINE) == ["rules/parent.yaml:19:46:"]


@pytest.mark.parametrize("arguments", [[], ["none.yaml"], ["rules/*.yml"], ["empty"]], ids=" ".join)
def test_nothing_to_run_is_4(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    """Files that match nothing are an error, not a success."""
    (tmp_path / "empty").mkdir()
    done = run("test", *arguments)
    assert done.code == 4
    assert (arguments or ["rules"])[0] in done.err


def test_a_missing_file_does_not_hide_the_others(run: Run, write: Write) -> None:
    """What can be run is run."""
    done = run("test", "none.yaml", write("rules/small.yaml"), "--lang", "en")
    assert done.code == 4
    assert "none.yaml" in done.err
    assert "rules/small.yaml: 1 of 1 case" in done.out


def test_no_case_at_all_is_a_failure(run: Run, write: Write) -> None:
    """So that CI does not stay green when the cases are lost; a name that no case has is bad usage."""
    write("rules/small.yaml", rules())
    done = run("test", "--lang", "en")
    assert (done.code, "there is no case to run" in done.err) == (20, True)
    assert "0 of 0 cases" in done.out
    done = run("test", "-k", "no such name", "--lang", "en", write("rules/small.yaml"))
    assert (done.code, "no case has `no such name` in its name" in done.err) == (2, True)


@pytest.mark.parametrize(
    "text", ["", "# nothing yet\n", "\n\n---\n# still nothing\n"], ids=["empty", "comment", "document"]
)
def test_an_empty_file_of_cases_is_as_if_it_were_not_there(run: Run, write: Write, text: str) -> None:
    """`test --suggest > x.cases.yaml` makes it before it is written, and `validate` takes it as well."""
    write("rules/small.yaml")
    write("rules/small.cases.yaml", text)
    assert run("validate").code == 0
    assert "1 of 1 case" in run("test", "--lang", "en").out


def test_a_file_with_mistakes_gets_no_suggestions(run: Run, write: Write) -> None:
    """They are told instead, with their exit code."""
    done = run("test", "--suggest", "--lang", "en", write("rules/bad.yaml", "format: 1\nid: bad\n"))
    assert (done.code, done.out) == (3, "")
    assert "[missing-key]" in done.err


def test_cases_are_suggested_for_one_rule_set_at_a_time(run: Run, write: Write) -> None:
    """What is suggested is a file of cases, and that belongs to one."""
    write("rules/small.yaml")
    write("rules/other.yaml", rules().replace("id: small", "id: other"))
    done = run("test", "--suggest", "--lang", "en")
    assert (done.code, "there are 2 rule sets here" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["--format", "jsn"], "`json`"), (["--format", "sarif"], "`junit`"), (["--lang", "fr"], "fr"), (["--no"], "--no")],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_bad_usage_is_2(run: Run, write: Write, arguments: list[str], said: str) -> None:
    """An option or a format that does not exist is told before any case runs."""
    write("rules/small.yaml", rules(case(facts="rate: 1%")))
    done = run("test", *arguments, env={"SMARTCOMMUNE_LANG": "en"})
    assert (done.code, done.out) == (2, "")
    assert said in done.err


# ---------------------------------------------------------------------------------------------------------------------
# Which cases


def test_cases_beside_the_rule_set_run_too(run: Run, write: Write) -> None:
    """Those in the rule file first, then those in `<name>.cases.yaml`, each with its own place."""
    write("rules/small.yaml", rules(case("inside")))
    write("rules/small.cases.yaml", beside(case("outside", "rate: 79%, team: true")))
    done = run("test", "--lang", "en")
    assert done.code == 20
    assert "✘ rules/small.cases.yaml:4:5: outside" in done.out
    assert "rules/small.yaml: 1 of 2 cases pass" in done.out


def test_a_file_of_cases_runs_with_its_rule_set(run: Run, write: Write) -> None:
    """Naming only the file of cases runs it, as a hook that passes changed files does; never silently nothing."""
    write("rules/small.yaml", rules())
    path = write("rules/small.cases.yaml", beside(case("outside", "rate: 79%, team: true")))
    done = run("test", path, "--lang", "en")
    assert done.code == 20
    assert "✘ rules/small.cases.yaml:4:5: outside" in done.out


def test_a_file_of_cases_without_a_rule_set_is_a_problem(run: Run, write: Write) -> None:
    """Its cases would never run."""
    write("rules/small.yaml")
    write("rules/lost.cases.yaml", beside(case()).replace("small", "lost"))
    for arguments in ([], ["rules/lost.cases.yaml"]):
        done = run("test", *arguments, "--lang", "en")
        assert done.code == 3
        assert "rules/lost.cases.yaml" in done.out + done.err


def test_k_runs_the_cases_whose_name_contains_a_text(run: Run, write: Write) -> None:
    """Wherever they stand; the others are not counted."""
    write("rules/small.yaml", rules(case("quite enough"), case("too few", "rate: 1%")))
    write("rules/small.cases.yaml", beside(case("enough"), case("nothing", "rate: 1%")))
    done = run("test", "-k", "enough", "--lang", "en")
    assert done.code == 0
    assert done.out.splitlines()[-1].startswith("2 cases passed, 0 failed")
    assert run("test", "-k", "few").code == 20


def test_standard_input(run: Run) -> None:
    """`-` is a rule file on standard input, with the cases in it."""
    done = run("test", "-", "--lang", "en", stdin=rules(case("few", "rate: 1%, team: true")))
    assert done.code == 20
    assert f"<stdin>:{CASE_LINE}:5: few" in done.out


def test_folders_patterns_and_files(run: Run, write: Write) -> None:
    """Each rule file runs once, however often it is meant."""
    write("rules/small.yaml")
    write("rules/tinh/other.yaml", GOOD.replace("id: small", "id: other"))
    done = run("test", "rules/small.yaml", "rules", "rules/**/*.yaml", "--format", "json")
    assert [file["file"] for file in json.loads(done.out)["files"]] == ["rules/small.yaml", "rules/tinh/other.yaml"]


def test_criteria_that_no_case_settles_are_counted(run: Run, write: Write) -> None:
    """A criterion that is neither met nor failed in any case has never been tried."""
    write("rules/small.yaml", rules(case("open", "rate: 80%", "verdict: undetermined")))
    done = run("test", "--lang", "en")
    assert done.code == 0
    assert re.search(r"1 of 1 cases? pass.*; no case settles 1 criteri\w+: staffed\n", done.out)
    (file,) = json.loads(run("test", "--format", "json").out)["files"]
    assert file["unexercised"] == ["staffed"]


@pytest.mark.full
def test_the_built_in_cases_pass(run: Run) -> None:
    """From a checkout, `rules/` ends in 0."""
    assert run("test", cwd=ROOT).code == 0


# ---------------------------------------------------------------------------------------------------------------------
# Formats


@pytest.fixture
def mixed(write: Write) -> None:
    """A rule set with a case that passes, one that fails, and one whose facts cannot be."""
    odd = case("odd", "rate: 0.8")
    write("rules/small.yaml", rules(case("good"), case("“<few>” & 1%", "rate: 79%, team: true"), odd))


def test_json(run: Run, mixed: None) -> None:
    """A versioned document with every case, its place, and what was different or wrong."""
    done = run("test", "--format", "json", "--lang", "en")
    assert done.code == 3
    answer = json.loads(done.out)
    assert answer["schema"] == "smartcommune/cases/1"
    (file,) = answer["files"]
    assert (file["file"], file["ruleset"]["id"]) == ("rules/small.yaml", "small")
    good, few, odd = file["cases"]
    assert good == {
        "name": "good",
        "file": "rules/small.yaml",
        "line": CASE_LINE,
        "passed": True,
        "differences": [],
        "problems": [],
    }
    assert few["differences"] == [{"what": "verdict", "expected": "eligible", "found": "not_eligible"}]
    assert (odd["passed"], odd["differences"], len(odd["problems"])) == (False, [], 1)


def test_junit(run: Run, mixed: None) -> None:
    """A test for each case; what failed says what was expected, with any sign escaped."""
    root = ElementTree.fromstring(run("test", "--format", "junit", "--lang", "en").out)  # noqa: S314  # our own output
    assert (root.get("tests"), root.get("failures")) == ("3", "2")
    (suite,) = root
    assert [(test.get("name"), test.get("line"), len(test)) for test in suite.iter("testcase")] == [
        ("good", str(CASE_LINE), 0),
        ("“<few>” & 1%", str(CASE_LINE + 1), 1),
        ("odd", str(CASE_LINE + 2), 1),
    ]
    assert suite[2][0].get("message") == "verdict: expected eligible, got not_eligible"


def test_junit_shows_a_rule_file_that_cannot_be_read(run: Run, write: Write) -> None:
    """A build server that only looks at the report must not see all green."""
    write("rules/broken.yaml", GOOD.replace("threshold: rate_min", "threshold: rate_mni"))
    done = run("test", "--format", "junit")
    assert done.code == 3
    assert "rules/broken.yaml" in done.out


@pytest.mark.parametrize("format", ["text", "json", "junit"])
def test_the_answer_is_the_same_each_time(run: Run, mixed: None, tmp_path: Path, format: str) -> None:
    """No times and no order of the disk; `-o` writes just what would have been printed, `--quiet` nothing."""
    first = run("test", "--format", format)
    assert run("test", "--format", format) == first
    assert run("test", "--format", format, "-o", "report.out")[:2] == (first.code, "")
    assert (tmp_path / "report.out").read_bytes().decode() == first.out
    assert run("test", "--format", format, "--quiet")[:2] == (first.code, "")


def test_text_from_a_case_cannot_act_on_a_terminal(run: Run, write: Write) -> None:
    """A name with an escape is shown, not obeyed."""
    write("rules/small.yaml", rules(case('"a\\e[31mred"', "rate: 1%, team: true")))
    done = run("test")
    assert "\x1b" not in done.out
    assert "\\x1b[31mred" in done.out
