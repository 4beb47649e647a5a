"""`smartcommune check`: exit codes, formats and options, as a user meets them (contract, sections 3, 4, 6 and 7)."""

from __future__ import annotations

import itertools
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from markdown_it import MarkdownIt

from smartcommune import __version__, api
from smartcommune.messages import LANGUAGES, Message
from tests.command import COMMAND, PATIENCE, Run, environment

from .conftest import (
    DAY,
    ELIGIBLE,
    EXAMPLES,
    NOT_ELIGIBLE,
    OUT_OF_SCOPE,
    UNDETERMINED,
    WriteProfile,
    every_reason,
)

ESCAPE = "\x1b"

# ---------------------------------------------------------------------------------------------------------------------
# Exit codes (contract, section 4)


def test_eligible_is_0(run: Run, profile: WriteProfile) -> None:
    """A commune that is eligible ends in 0 with nothing on standard error."""
    done = run("check", profile(ELIGIBLE))
    assert (done.code, done.err) == (0, "")


def test_not_eligible_is_10(run: Run, profile: WriteProfile) -> None:
    """A commune that is not eligible ends in 10, which no failure shares."""
    done = run("check", profile(NOT_ELIGIBLE))
    assert (done.code, done.err) == (10, "")


def test_undetermined_is_11(run: Run, profile: WriteProfile) -> None:
    """A verdict that unknown facts keep open ends in 11."""
    done = run("check", profile(UNDETERMINED))
    assert (done.code, done.err) == (11, "")


def test_out_of_scope_is_12(run: Run, profile: WriteProfile) -> None:
    """A ward is out of scope, not ineligible."""
    done = run("check", profile(OUT_OF_SCOPE))
    assert (done.code, done.err) == (12, "")


def test_not_in_force_is_12(run: Run, profile: WriteProfile) -> None:
    """A date outside the period in force says nothing about the commune."""
    done = run("check", profile(ELIGIBLE, as_of="2023-06-04"))
    assert (done.code, done.err) == (12, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--nope"],
        ["--format", "xml"],
        ["--lang", "fr"],
        ["--assumptions", "maybe"],
        ["--rules", "no-such-rules"],
        ["--set", "smartphone_min"],
        ["--set", "=80%"],
        ["--set", "smartphone_min="],
        ["--set", "no_such_threshold=80%"],
        ["--set", "smartphone_min=80"],
        ["--set", "smartphone_min=120%"],
        ["--set", "smartphone_min=nan%"],
        ["--as-of", "2023-02-29"],
        ["--as-of", "30/06/2023"],
        ["--as-of", "1:30"],
        ["--output"],
    ],
    ids=" ".join,
)
def test_bad_usage_is_2(run: Run, profile: WriteProfile, arguments: list[str]) -> None:
    """An option that does not exist or whose value does not fit ends in 2, before anything is assessed."""
    done = run("check", profile(ELIGIBLE), *arguments)
    assert done.code == 2
    assert done.out == ""
    assert done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    "arguments", [[], ["check"], ["chek", "x.yaml"]], ids=["none", "no profile", "no such command"]
)
def test_a_command_line_without_its_parts_is_2(run: Run, arguments: list[str]) -> None:
    """No command, no profile, or a command that does not exist is bad usage."""
    assert run(*arguments).code == 2


def test_a_bad_option_is_told_with_what_to_do(run: Run, profile: WriteProfile) -> None:
    """The message on a misspelt rule set or threshold names the option, what was found and what was meant."""
    path = profile(ELIGIBLE)
    rules = run("check", path, "--rules", "pilot-smart-2024", "--lang", "en").err
    threshold = run("check", path, "--set", "smartphone_mn=80%", "--lang", "en").err
    assert rules.startswith("--rules: ")
    assert "`pilot-smart-2024`" in rules
    assert "`pilot-smart-2023`" in rules
    assert threshold.startswith("--set")
    assert "`smartphone_min`" in threshold


def test_a_profile_with_problems_is_3(run: Run, profile: WriteProfile) -> None:
    """All problems of a profile are told at once, each at its place; nothing is printed as a result."""
    path = profile({"smartfone_rate": 85.2, "unit_type": "town", "smartphone_rate": 0.85})
    done = run("check", path, "--lang", "en")
    assert (done.code, done.out) == (3, "")
    for words in ("`smartphone_rate`", "`town`", "`0.85`"):
        assert words in done.err
    assert len(re.findall(rf"^{re.escape(path)}:1:\d+: ", done.err, re.MULTILINE)) == 3
    assert "Traceback" not in done.err


@pytest.mark.parametrize("content", ["", "a: [", "- 1\n- 2\n", "facts: {a: &x 1, b: *x}", "facts: 1\n---\nfacts: 2\n"])
def test_text_that_is_no_profile_is_3(run: Run, tmp_path: Path, content: str) -> None:
    """An empty file, broken YAML, a list, an alias and a second document are problems with the file."""
    path = tmp_path / "bad.yaml"
    path.write_text(content, encoding="utf-8")
    done = run("check", str(path))
    assert (done.code, done.out) == (3, "")
    assert "bad.yaml" in done.err


def test_a_rule_file_with_problems_is_3(run: Run, profile: WriteProfile, tmp_path: Path) -> None:
    """A broken rule file is a problem with a file, not bad usage."""
    rules = tmp_path / "broken.yaml"
    rules.write_text("format: 1\nid: broken\n", encoding="utf-8")
    done = run("check", profile(ELIGIBLE), "--rules", str(rules))
    assert (done.code, done.out) == (3, "")
    assert "broken.yaml" in done.err


def test_a_missing_file_is_4(run: Run, tmp_path: Path) -> None:
    """A profile that is not there could not be read."""
    done = run("check", str(tmp_path / "none.yaml"))
    assert (done.code, done.out) == (4, "")
    assert "none.yaml" in done.err


def test_a_missing_rule_file_is_4(run: Run, profile: WriteProfile) -> None:
    """A rule file that is not there could not be read."""
    done = run("check", profile(ELIGIBLE), "--rules", "./none.yaml")
    assert (done.code, done.out) == (4, "")
    assert "none.yaml" in done.err


def test_a_folder_is_4(run: Run, tmp_path: Path) -> None:
    """A folder is no file."""
    done = run("check", str(tmp_path))
    assert (done.code, done.out) == (4, "")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no /dev/zero")
def test_a_device_is_4(run: Run) -> None:
    """A device without an end is not read."""
    assert run("check", "/dev/zero").code == 4


def test_an_output_that_cannot_be_written_is_4(run: Run, profile: WriteProfile, tmp_path: Path) -> None:
    """An output in a folder that does not exist is told by its name; the verdict's code does not show."""
    target = tmp_path / "none" / "answer.json"
    done = run("check", profile(NOT_ELIGIBLE), "-o", str(target))
    assert (done.code, done.out) == (4, "")
    assert "none/answer.json" in done.err
    assert "Traceback" not in done.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("format", ["text", "json", "markdown"])
def test_a_full_disk_behind_standard_output_is_4(process: Run, profile: WriteProfile, format: str) -> None:
    """A full disk is a failure to write, not a verdict, and is told in one line."""
    with Path("/dev/full").open("wb") as full:
        done = process("check", profile(ELIGIBLE), "--format", format, stdout=full)
    assert done.code == 4
    assert done.err.count("\n") == 1


def test_a_closed_standard_output_is_4(profile: WriteProfile, tmp_path: Path) -> None:
    """Without a standard output the answer cannot be written: a failure to write, and no bug of ours."""
    assert _with_closed("1", profile(ELIGIBLE), tmp_path) == 4


def test_a_closed_standard_error_changes_no_code(profile: WriteProfile, tmp_path: Path) -> None:
    """Without a standard error the problems of a file still end in 3."""
    assert _with_closed("2", profile({"nope": 1}), tmp_path) == 3


def test_a_closed_standard_input_is_4(tmp_path: Path) -> None:
    """Without a standard input there is nothing to read."""
    assert _with_closed("0", "-", tmp_path) == 4


def _with_closed(stream: str, path: str, home: Path) -> int:
    """The code of `check` in a shell that closes one of the standard streams."""
    script = f'exec "$@" {stream}<&-' if stream == "0" else f'exec "$@" {stream}>&-'
    command = ["sh", "-c", script, "sh", *COMMAND, "check", path]
    process = subprocess.run(
        command, env=environment(home), cwd=home, capture_output=True, timeout=PATIENCE, check=False
    )
    return process.returncode


WORST_FIRST = [("ngoai", OUT_OF_SCOPE, 12), ("chua", UNDETERMINED, 11), ("khong", NOT_ELIGIBLE, 10)]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_the_worst_verdict_gives_the_code(run: Run, profile: WriteProfile, order: tuple[int, ...]) -> None:
    """Not eligible before undetermined before out of scope before eligible, in whatever order they are given."""
    paths = [profile(WORST_FIRST[number][1], f"{WORST_FIRST[number][0]}.json") for number in order]
    assert run("check", *paths, profile(ELIGIBLE, "du.json"), "--quiet").code == 10


@pytest.mark.parametrize(
    ("worse", "better", "code"),
    [
        (NOT_ELIGIBLE, UNDETERMINED, 10),
        (NOT_ELIGIBLE, OUT_OF_SCOPE, 10),
        (NOT_ELIGIBLE, ELIGIBLE, 10),
        (UNDETERMINED, OUT_OF_SCOPE, 11),
        (UNDETERMINED, ELIGIBLE, 11),
        (OUT_OF_SCOPE, ELIGIBLE, 12),
    ],
    ids=["10-11", "10-12", "10-0", "11-12", "11-0", "12-0"],
)
def test_of_two_verdicts_the_worse_gives_the_code(
    run: Run, profile: WriteProfile, worse: dict[str, object], better: dict[str, object], code: int
) -> None:
    """Each pair, in both orders."""
    first, second = profile(worse, "worse.json"), profile(better, "better.json")
    assert run("check", first, second, "--quiet").code == code
    assert run("check", second, first, "--quiet").code == code


@pytest.mark.parametrize("bad_first", [True, False], ids=["bad first", "bad last"])
def test_one_bad_profile_among_good_ones_is_3(run: Run, profile: WriteProfile, bad_first: bool) -> None:
    """The good ones are assessed and printed all the same, the bad one is listed, and 3 stands above any verdict."""
    bad = profile({"nope": 1}, "bad.json")
    good = [
        profile(ELIGIBLE, "good.json", commune={"name": "Xã Tốt"}),
        profile(NOT_ELIGIBLE, "other.json", commune={"name": "Xã Kém"}),
    ]
    done = run("check", *([bad, *good] if bad_first else [*good, bad]), "--format", "json")
    assert done.code == 3
    assert [answer["commune"]["name"] for answer in done.answers] == ["Xã Tốt", "Xã Kém"]
    assert "bad.json" in done.err
    assert "nope" in done.err


def test_one_missing_profile_among_good_ones_is_4(run: Run, profile: WriteProfile, tmp_path: Path) -> None:
    """A file that cannot be read ends in 4; the others are assessed and printed."""
    done = run("check", str(tmp_path / "none.yaml"), profile(ELIGIBLE), "--format", "json")
    assert done.code == 4
    assert done.answer["verdict"] == "eligible"


def test_bad_profiles_are_told_when_the_good_ones_cannot_be_written(run: Run, profile: WriteProfile) -> None:
    """A problem in one profile is not lost because the answer for another could not be written."""
    done = run("check", profile({"nope": 1}, "bad.json"), profile(ELIGIBLE), "-o", "none/answer.txt")
    assert done.code == 4
    assert "bad.json" in done.err


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["interrupted", "terminated"]
)
def test_a_signal_ends_the_command(tmp_path: Path, number: signal.Signals, code: int) -> None:
    """A command that waits for its input ends at once with the signal's code, without a word or a traceback."""
    process = subprocess.Popen(
        [*COMMAND, "check", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(tmp_path),
        cwd=tmp_path,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert process.stdin is not None
    # Far more than a pipe holds: once this is written, the command has begun to read and waits for more.
    process.stdin.write(b"# waiting\n" * 40_000)
    process.stdin.flush()
    process.send_signal(number)
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == code
    assert out == b""
    assert b"Traceback" not in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("failure", [RuntimeError("first\nsecond"), KeyError("x"), RecursionError("deep")], ids=repr)
def test_a_bug_is_1(patched: Run, monkeypatch: pytest.MonkeyPatch, profile: WriteProfile, failure: Exception) -> None:
    """Whatever a command raises ends in 1 with one line that asks for a report, and no traceback."""

    def fail(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr(api.Rules, "check", fail)
    done = patched("check", profile(ELIGIBLE))
    assert (done.code, done.out) == (1, "")
    assert done.err.count("\n") == 1
    assert type(failure).__name__ in done.err
    assert "Traceback" not in done.err


def test_main_gives_the_code_back(patched: Run, profile: WriteProfile) -> None:
    """`main` itself neither exits nor raises."""
    assert patched("check", profile(NOT_ELIGIBLE), "--quiet") == (10, "", "")


# ---------------------------------------------------------------------------------------------------------------------
# Where profiles come from


def test_standard_input_takes_yaml(run: Run) -> None:
    """`-` is standard input; problems in it are told as `<stdin>`."""
    text = "as_of: 2023-06-30\nfacts:\n  unit_type: xa\n  central_pilot: false\n  smartphone_rate: 85,2%\n"
    done = run("check", "-", "--format", "json", stdin=text)
    assert (done.code, done.answer["verdict"]) == (0, "eligible")
    bad = run("check", "-", stdin=text + "  nope: 1\n")
    assert bad.code == 3
    assert bad.err.startswith("<stdin>:6:3: ")


def test_standard_input_takes_json(run: Run) -> None:
    """JSON with tabs, escapes and its own booleans is read as YAML is."""
    text = json.dumps({"commune": {"name": "Đồng\u00a0Tâm 😀"}, "as_of": DAY, "facts": ELIGIBLE}, indent="\t")
    done = run("check", "-", "--format", "json", stdin=text)
    assert (done.code, done.answer["verdict"]) == (0, "eligible")
    assert done.answer["commune"] == {"name": "Đồng\u00a0Tâm 😀"}


def test_a_windows_text_file_is_read(run: Run, tmp_path: Path) -> None:
    """A byte order mark and CRLF line ends do not matter."""
    path = tmp_path / "win.yaml"
    path.write_bytes(b"\xef\xbb\xbfas_of: 2023-06-30\r\nfacts:\r\n  unit_type: phuong\r\n")
    assert run("check", str(path), "--quiet").code == 12


VILLAGE = "smart-village-ninhbinh-2022"


def written(path: Path, rules: str) -> str:
    """A profile that asks for a rule set."""
    path.write_text(f"rules: {rules}\ncommune: {{name: Khe Cốc}}\nas_of: 2023-06-30\nfacts: {{}}\n", encoding="utf-8")
    return str(path)


def test_a_profile_names_its_rule_set(run: Run, profile: WriteProfile, tmp_path: Path) -> None:
    """Each profile is assessed by what it asks for, one that asks for nothing by the selection of pilot communes."""
    named = written(tmp_path / "v.yaml", VILLAGE)
    answers = run("check", named, profile(ELIGIBLE), "-f", "json").answers
    assert [answer["ruleset"]["id"] for answer in answers] == [VILLAGE, "pilot-smart-2023"]


def test_a_profile_names_a_rule_file_beside_it(run: Run, tmp_path: Path) -> None:
    """A relative name starts from the profile's folder, wherever the command runs."""
    (tmp_path / "a" / "b").mkdir(parents=True)
    rules = (EXAMPLES.parent / "rules" / "pilot-smart-2023.yaml").read_text(encoding="utf-8")
    (tmp_path / "a" / "pilot-smart-2023.yaml").write_text(rules, encoding="utf-8")
    named = written(tmp_path / "a" / "v.yaml", "pilot-smart-2023.yaml")
    assert run("check", named, "-f", "json", cwd=tmp_path / "a" / "b").answer["ruleset"]["id"] == "pilot-smart-2023"


def test_another_rule_set_than_the_profile_names_is_said(run: Run, tmp_path: Path) -> None:
    """The option decides, and the answer says that the profile asks for something else."""
    done = run(
        "check", written(tmp_path / "v.yaml", VILLAGE), "--rules", "pilot-smart-2023", "-f", "json", "--lang", "en"
    )
    assert done.answer["ruleset"]["id"] == "pilot-smart-2023"
    assert f"the profile asks for the rule set `{VILLAGE}`" in done.out


@pytest.mark.parametrize(("name", "id"), [("smart-vilage-ninhbinh-2022", "unknown-ruleset"), ("[a]", "wrong-kind")])
def test_a_rule_set_that_is_none_is_a_problem_of_the_profile(run: Run, tmp_path: Path, name: str, id: str) -> None:
    """It is told at its place; the other profiles are assessed all the same."""
    good, bad = written(tmp_path / "v.yaml", VILLAGE), written(tmp_path / "w.yaml", name)
    done = run("check", bad, good, "-f", "json")
    assert (done.code, len(done.answers)) == (3, 1)
    assert "w.yaml:1:8: " in done.err
    assert f"[{id}]" in done.err


def test_a_form_names_the_rule_set_that_it_is_for(run: Run, tmp_path: Path) -> None:
    """Filled in and checked without a word about rules, it is assessed by them."""
    form = run("template", "--rules", VILLAGE, "-f", "yaml").out
    (tmp_path / "form.yaml").write_text(form, encoding="utf-8")
    assert run("check", "form.yaml", "--as-of", "2023-06-30", "-f", "json").answer["ruleset"]["id"] == VILLAGE


def test_every_example_is_assessed(run: Run) -> None:
    """Every profile in examples/ is assessed without a problem, in the order given."""
    paths = sorted(EXAMPLES.glob("*.yaml"))
    done = run("check", *map(str, paths), "--format", "json")
    assert done.code == 10
    assert done.err == ""
    assert len(done.answers) == len(paths) > 15


# ---------------------------------------------------------------------------------------------------------------------
# JSON (contract, section 7)

TEXT = {"type": "string", "minLength": 1}
VALUE = {"type": ["number", "string", "boolean", "array"]}
COMPARISON_KEYS: dict[str, Any] = {
    "operator": {"enum": [">=", ">", "<=", "<", "=", "!=", "in"]},
    "threshold": {"type": [*VALUE["type"], "null"]},
    "threshold_id": TEXT,
    "basis": {"enum": ["law", "guidance", "province", "assumption", "set"]},
    "threshold_citation": TEXT,
    "from_test": TEXT,
}
THRESHOLD_RULES = {"threshold_id": ["basis"], "basis": ["threshold_id"], "operator": ["threshold"]}


def closed(properties: dict[str, Any], optional: tuple[str, ...] = (), **more: Any) -> dict[str, Any]:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False, **more}


REASON = closed(
    {
        "id": TEXT,
        "label": TEXT,
        "outcome": {"enum": ["met", "not_met", "unknown", "not_applicable"]},
        "text": TEXT,
        "indicator": TEXT,
        "value": {"type": [*VALUE["type"], "null"]},
        "evidence": TEXT,
        "evidence_date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        **COMPARISON_KEYS,
        "citation": TEXT,
        "comparisons": {
            "type": "array",
            "minItems": 2,
            "items": closed(
                COMPARISON_KEYS,
                ("threshold_id", "basis", "threshold_citation", "from_test"),
                dependentRequired=THRESHOLD_RULES,
            ),
        },
        "children": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/reason"}},
    },
    ("indicator", "value", "evidence", "evidence_date", *COMPARISON_KEYS, "citation", "comparisons", "children"),
    dependentRequired={**THRESHOLD_RULES, "indicator": ["value"], "value": ["indicator"]},
)
CHANGE = closed({"indicator": TEXT, "from": {"type": [*VALUE["type"], "null"]}, "to": VALUE, "text": TEXT})
SCORE = {"type": "number", "minimum": 0, "maximum": 100}
NUMBER: dict[str, Any] = {"type": ["number", "string"]}
VERDICTS = {"enum": ["eligible", "not_eligible", "undetermined", "out_of_scope", "not_in_force"]}
MARGIN = closed(
    {"indicator": TEXT, "value": NUMBER, "edge": NUMBER, "distance": NUMBER, "relative": NUMBER, "verdict": VERDICTS}
)
SHA256 = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
ASSESSMENT = closed(
    {
        "commune": closed(
            {"code": TEXT, "code_list": TEXT, "name": TEXT, "province": TEXT}, ("code", "code_list", "name", "province")
        ),
        "ruleset": closed(
            {
                "id": TEXT,
                "version": TEXT,
                "sha256": SHA256,
                "changed": {"type": "array", "items": TEXT},
                "files": {"type": "array", "items": closed({"name": TEXT, "sha256": SHA256}), "minItems": 1},
                "settings": {"type": "array", "items": TEXT},
            }
        ),
        "as_of": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "verdict": VERDICTS,
        "score": {"anyOf": [closed({"value": SCORE, "low": SCORE, "high": SCORE}), {"type": "null"}]},
        "because": {"type": "array", "items": TEXT, "uniqueItems": True},
        "reasons": {"anyOf": [{"$ref": "#/$defs/reason"}, {"type": "null"}]},
        "missing": {"type": "array", "items": TEXT, "uniqueItems": True},
        "advice": {"type": "array", "items": closed({"changes": {"type": "array", "minItems": 1, "items": CHANGE}})},
        "margin": {"anyOf": [{"type": "null"}, MARGIN]},
        "notices": {"type": "array", "items": closed({"text": TEXT, "citation": {"type": "string"}})},
        "as_it_stood": {"$ref": "#/$defs/assessment"},
    },
    ("as_it_stood",),
    # Outside the period in force nothing is evaluated: no score and no reasons.
    **{
        "if": {"properties": {"verdict": {"const": "not_in_force"}}},
        "then": {
            "properties": {
                "score": {"type": "null"},
                "reasons": {"type": "null"},
                "because": {"maxItems": 0},
                "missing": {"maxItems": 0},
                "advice": {"maxItems": 0},
            }
        },
        "else": {"properties": {"score": {"type": "object"}, "reasons": {"type": "object"}}},
    },
)
ANSWER = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$defs": {"reason": REASON, "assessment": ASSESSMENT},
    **closed(
        {
            "schema": {"const": "smartcommune/assessment/1"},
            "assessments": {"type": "array", "items": {"$ref": "#/$defs/assessment"}},
        }
    ),
}


def checked_answers(text: str) -> list[dict[str, Any]]:
    """The assessments of a JSON answer that has exactly the keys of the contract."""
    document = json.loads(text)
    jsonschema.Draft202012Validator(ANSWER).validate(document)
    return list(document["assessments"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_has_the_keys_of_the_contract(run: Run, profile: WriteProfile, language: str) -> None:
    """Each verdict's JSON answer has exactly the keys of section 7 and the documented additions."""
    paths = [
        profile(ELIGIBLE, "1.json", commune={"code": "01001", "code_list": "2023-01-01", "name": "A", "province": "B"}),
        profile(NOT_ELIGIBLE, "2.json"),
        profile(UNDETERMINED, "3.json"),
        profile(OUT_OF_SCOPE, "4.json", as_of="2025-08-01"),
        profile(ELIGIBLE, "5.json", as_of="2026-03-01"),
        profile({"ntm_criteria_set": "na", "smartphone_adults": 2, "adults": 3}, "6.json"),
    ]
    done = run("check", *paths, "--format", "json", "--lang", language)
    answers = checked_answers(done.out)
    verdicts = [answer["verdict"] for answer in answers]
    assert verdicts == ["eligible", "not_eligible", "undetermined", "out_of_scope", "not_in_force", "undetermined"]
    assert answers[0]["commune"] == {"code": "01001", "code_list": "2023-01-01", "name": "A", "province": "B"}
    assert answers[0]["ruleset"]["id"] == "pilot-smart-2023"
    assert answers[0]["as_of"] == DAY
    assert [len(answer["notices"]) for answer in answers] == [0, 0, 0, 1, 3, 0]


@pytest.mark.full
def test_json_of_every_example_has_the_keys_of_the_contract(run: Run) -> None:
    """The examples, also under a province's rule set and without assumptions."""
    paths = [str(path) for path in sorted(EXAMPLES.glob("*.yaml"))]
    for more in ([], ["--rules", "pilot-smart-lam-dong"], ["--assumptions", "refuse"], ["--set", "smartphone_min=70%"]):
        done = run("check", *paths, "--format", "json", *more)
        assert len(checked_answers(done.out)) == len(paths)


def test_json_says_where_two_thresholds_bound_one_value(run: Run, tmp_path: Path, profile: WriteProfile) -> None:
    """A leaf with two bounds lists them as `comparisons`; a threshold that depends on an unknown place has no value."""
    rules = tmp_path / "between.yaml"
    rules.write_text(BETWEEN, encoding="utf-8")
    done = run("check", profile({"rate": "16%"}), "--rules", str(rules), "--format", "json")
    (answer,) = checked_answers(done.out)
    (leaf,) = [reason for reason in every_reason(answer["reasons"]) if "comparisons" in reason]
    assert [item["threshold"] for item in leaf["comparisons"]] == [None, 20]
    assert [item.get("threshold_id") for item in leaf["comparisons"]] == ["low", None]
    assert (leaf["value"], leaf["outcome"]) == (16, "unknown")


BETWEEN = """\
format: 1
id: between
version: "1"
label: {vi: Giữa, en: Between}
in_force: {from: 2021-01-01}
sources: {law: {title: {vi: Luật, en: Law}, kind: law, date: 2020-01-01}}
indicators:
  region: {type: enum, values: [delta, other], label: {vi: Vùng, en: Region}}
  rate: {type: percent, label: {vi: Tỷ lệ, en: Rate}}
thresholds:
  low: {type: percent, by: region, basis: law, cite: law, values: [{from: 2021-01-01, default: 15%, delta: 17%}]}
criteria:
  mid: {cite: law, label: {vi: Giữa, en: Mid}, test: {indicator: rate, gte: {threshold: low}, lt: 20%}}
verdict: {scope: [], eligible_when: mid}
"""


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("85.2", "85.2"),
        ("85,2%", "85.2"),
        ("80", "80"),
        ("80.0%", "80"),
        ("80.10 %", "80.1"),
        ("100", "100"),
        ("0", "0"),
        ("69.9999999999999", "69.9999999999999"),
        ("0.1%", "0.1"),
    ],
)
def test_numbers_come_out_as_they_went_in(run: Run, profile: WriteProfile, written: str, shown: str) -> None:
    """A percentage keeps its digits, and a whole one has no point."""
    done = run("check", profile({**ELIGIBLE, "smartphone_rate": written}), "--format", "json")
    reason = next(item for item in every_reason(done.answer["reasons"]) if item["id"] == "smartphone_use")
    assert json.dumps(reason["value"]) == shown
    assert f'"value": {shown},' in done.out
    assert json.dumps(reason["threshold"]) == "80"


@pytest.mark.parametrize(
    ("part", "whole", "shown"), [(2, 3, "200/3"), (1, 2, 50), (167, 293, "16700/293"), (29, 80, 36.25), (3, 3, 100)]
)
def test_a_share_is_exact(run: Run, profile: WriteProfile, part: int, whole: int, shown: object) -> None:
    """A share of two counts is a number where a short decimal is exact, and else the text of the fraction."""
    facts = {"unit_type": "xa", "central_pilot": False, "smartphone_adults": part, "adults": whole}
    done = run("check", profile(facts), "--format", "json")
    reason = next(item for item in every_reason(done.answer["reasons"]) if item["id"] == "smartphone_use")
    assert reason["value"] == shown
    assert type(reason["value"]) is type(shown)


def test_counts_are_whole_numbers(run: Run, profile: WriteProfile) -> None:
    """A count in an advice is an integer, and the change reaches the threshold exactly: 240 of 300 is 80 %."""
    facts = {key: value for key, value in NOT_ELIGIBLE.items() if key != "smartphone_rate"}
    done = run("check", profile({**facts, "smartphone_adults": 100, "adults": 300}), "--format", "json")
    changes = [item["changes"] for item in done.answer["advice"]]
    (change,) = next(found for found in changes if found[0]["indicator"] == "smartphone_adults")
    assert (change["from"], change["to"]) == (100, 240)
    assert type(change["from"]) is type(change["to"]) is int


def test_the_score_is_its_low_end(run: Run, profile: WriteProfile) -> None:
    """With unknown facts the score is an interval, and `value` is `low`; one that is known is one number."""
    scores = [
        run("check", profile(facts), "--format", "json").answer["score"] for facts in (NOT_ELIGIBLE, UNDETERMINED)
    ]
    assert scores[1] == {"value": 0, "low": 0, "high": 100}
    assert scores[0] == {"value": 16.67, "low": 16.67, "high": 16.67}


def test_because_missing_and_advice_fit_the_verdict(run: Run, profile: WriteProfile) -> None:
    """Eligible: a reason and nothing to do. Not eligible: advice. Undetermined: what to find out, and no reason."""
    names = ["1.json", "2.json", "3.json", "4.json"]
    facts = [ELIGIBLE, NOT_ELIGIBLE, UNDETERMINED, OUT_OF_SCOPE]
    paths = [profile(item, name) for item, name in zip(facts, names, strict=True)]
    eligible, not_eligible, undetermined, outside = run("check", *paths, "--format", "json").answers
    assert (eligible["because"], eligible["missing"], eligible["advice"]) == (["other_conditions"], [], [])
    assert not_eligible["because"] == ["advanced_ntm", "ict_in_outstanding_field", "other_conditions"]
    assert not_eligible["missing"] == []
    assert ["free_wifi_culture_house"] in [
        [item["indicator"] for item in way["changes"]] for way in not_eligible["advice"]
    ]
    assert undetermined["because"] == []
    assert "smartphone_rate" in undetermined["missing"]
    assert undetermined["advice"]
    assert (outside["because"], outside["missing"], outside["advice"]) == (["is_commune"], [], [])


# ---------------------------------------------------------------------------------------------------------------------
# Markdown


def rows_of(text: str) -> list[list[str]]:
    """The cells of every row of the tables in a Markdown text, as a reader sees them."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    rows: list[list[str]] = []
    for number, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("td_open", "th_open"):
            children = tokens[number + 1].children or []
            assert {child.type for child in children} <= {"text", "text_special"}, children
            rows[-1].append("".join(child.content for child in children).strip("\u2003"))
    return rows


@pytest.mark.parametrize("facts", [ELIGIBLE, NOT_ELIGIBLE, UNDETERMINED, OUT_OF_SCOPE], ids=["0", "10", "11", "12"])
def test_markdown_is_a_table_of_the_criteria(run: Run, profile: WriteProfile, facts: dict[str, object]) -> None:
    """Every row of the table has the four cells of its head, and every criterion has a row."""
    done = run("check", profile(facts), "--format", "markdown", "--lang", "en")
    rows = rows_of(done.out)
    assert {len(row) for row in rows} == {4}
    labels = [row[1] for row in rows]
    for label in ("Is a commune", "Has the facilities", "Smartphone use"):
        assert label in labels


def test_markdown_escapes_what_would_act(run: Run, profile: WriteProfile) -> None:
    """A name with pipes, stars, tags, brackets and backslashes is shown as it is, in the heading and nowhere live."""
    name = "A | B *c* _d_ <script>alert(1)</script> [e](javascript:f) `g` \\| &lt; # ~~h~~"
    done = run("check", profile(ELIGIBLE, commune={"name": name}), "--format", "markdown")
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(done.out)
    heading = tokens[[token.type for token in tokens].index("heading_open") + 1]
    assert "".join(child.content for child in heading.children or []) == name
    assert {child.type for child in heading.children or []} <= {"text", "text_special"}
    assert not [token for token in tokens if token.type.startswith("html")]


def test_markdown_escapes_the_words_of_a_rule_file(run: Run, tmp_path: Path, profile: WriteProfile) -> None:
    """A pipe in a label or a citation does not add a cell, and a tag stays text."""
    rules = tmp_path / "acting.yaml"
    text = BETWEEN.replace("en: Mid", 'en: "a|b *c* <script>x</script>"').replace(
        "cite: law, label", 'cite: "law#1|2", label'
    )
    assert text != BETWEEN
    rules.write_text(text, encoding="utf-8")
    done = run("check", profile({"rate": "16%"}), "--rules", str(rules), "--format", "markdown", "--lang", "en")
    rows = rows_of(done.out)
    assert {len(row) for row in rows} == {4}
    assert rows[1][1] == "a|b *c* <script>x</script>"
    (note,) = (line for line in done.out.splitlines() if line.startswith(f"{rows[1][3]}: "))
    assert note.endswith("1\\|2")


# ---------------------------------------------------------------------------------------------------------------------
# Options


@pytest.mark.parametrize("format", ["text", "json", "markdown"])
def test_output_is_written_whole_and_nothing_is_printed(
    run: Run, profile: WriteProfile, tmp_path: Path, format: str
) -> None:
    """`-o` writes what would have been printed, replaces what was there, and leaves nothing else behind."""
    path = profile(NOT_ELIGIBLE)
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "answer").write_text("old and longer" * 10_000, encoding="utf-8")
    printed = run("check", path, "--format", format)
    done = run("check", path, "--format", format, "-o", str(folder / "answer"))
    assert (done.code, done.out, done.err) == (10, "", "")
    assert (folder / "answer").read_bytes().decode() == printed.out
    assert [item.name for item in folder.iterdir()] == ["answer"]


def test_output_follows_a_link(run: Run, profile: WriteProfile, tmp_path: Path) -> None:
    """A link stays a link; the file behind it gets the answer and keeps its permissions."""
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    link.symlink_to(target)
    assert run("check", profile(ELIGIBLE), "--format", "json", "-o", str(link)).code == 0
    assert link.is_symlink()
    assert json.loads(target.read_text(encoding="utf-8"))["assessments"][0]["verdict"] == "eligible"
    assert target.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("option", ["--quiet", "-q"])
def test_quiet_prints_nothing(run: Run, profile: WriteProfile, option: str) -> None:
    """Only the exit code speaks; problems with files still do."""
    done = run("check", profile(NOT_ELIGIBLE), option)
    assert (done.code, done.out, done.err) == (10, "", "")
    bad = run("check", profile({"nope": 1}), option)
    assert (bad.code, bad.out) == (3, "")
    assert "nope" in bad.err


@pytest.mark.parametrize(
    ("arguments", "env"),
    [([], {}), (["--no-color"], {}), ([], {"NO_COLOR": "1"}), ([], {"FORCE_COLOR": "1", "TERM": "xterm-256color"})],
    ids=["piped", "--no-color", "NO_COLOR", "FORCE_COLOR"],
)
def test_a_pipe_gets_no_colours(run: Run, profile: WriteProfile, arguments: list[str], env: dict[str, str]) -> None:
    """What goes into a file or another program has no escape sequence, on either stream."""
    done = run("check", profile(NOT_ELIGIBLE), profile({"nope": 1}, "bad.json"), *arguments, env=env)
    assert ESCAPE not in done.out + done.err
    assert "nope" in done.err


@pytest.mark.parametrize(
    ("arguments", "env", "language"),
    [
        ([], {}, "vi"),
        (["--lang", "vi"], {}, "vi"),
        (["--lang", "en"], {}, "en"),
        (["--lang=en"], {}, "en"),
        ([], {"SMARTCOMMUNE_LANG": "en"}, "en"),
        (["--lang", "vi"], {"SMARTCOMMUNE_LANG": "en"}, "vi"),
        (["--lang", "en"], {"SMARTCOMMUNE_LANG": "vi"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8"}, "vi"),
    ],
)
def test_the_language_is_chosen(
    run: Run, profile: WriteProfile, arguments: list[str], env: dict[str, str], language: Any
) -> None:
    """Vietnamese by default; the option stands above the variable; the system's locale does not matter."""
    other = next(item for item in LANGUAGES if item != language)
    done = run("check", profile(NOT_ELIGIBLE), *arguments, env=env)
    verdict = Message("verdict.not_eligible")
    assert verdict.say(language).upper() in done.out
    assert verdict.say(other).upper() not in done.out


def test_problems_are_told_in_the_language(run: Run, tmp_path: Path) -> None:
    """A missing file is told in Vietnamese or in English."""
    path = str(tmp_path / "none.yaml")
    assert Message("no-such-file").say("vi") in run("check", path).err
    assert Message("no-such-file").say("en") in run("check", path, "--lang", "en").err
    assert Message("no-such-file").say("en") in run("check", path, env={"SMARTCOMMUNE_LANG": "en"}).err


def test_a_set_threshold_is_shown_in_every_reason_it_touches(run: Run, profile: WriteProfile) -> None:
    """The value given by the user decides, and each reason that uses it says that it was set."""
    path = profile(NOT_ELIGIBLE)
    arguments = ("--set", "smartphone_min=71.5%", "--set", "trained_staff_min = 62%", "--lang", "en")
    done = run("check", path, *arguments, "--format", "json")
    assert done.code == 0
    reasons = [reason for reason in every_reason(done.answer["reasons"]) if "threshold_id" in reason]
    by_id = {reason["threshold_id"]: reason for reason in reasons}
    assert (by_id["smartphone_min"]["threshold"], by_id["trained_staff_min"]["threshold"]) == (71.5, 62)
    for id, reason in by_id.items():
        is_set = id in ("smartphone_min", "trained_staff_min")
        assert reason["basis"] == ("set" if is_set else "assumption")
        assert ("set by the user" in reason["text"]) is is_set
        assert ("assumed" in reason["text"]) is not is_set
        assert ("from_test" in reason) is not is_set
        assert ("threshold_citation" in reason) is not is_set
    text = run("check", path, *arguments).out
    assert "set by the user" in text
    assert "smartphone_min (" not in text  # it is no assumption any more, so nothing is to be explained
    assert "Set by the user: smartphone_min=71.5%; trained_staff_min=62%\n" in text


COUNTED = BETWEEN.replace(
    "thresholds:\n",
    "thresholds:\n"
    "  enough: {type: count, basis: assumption, cite: law, from_test: {vi: khác, en: other}, "
    "values: [{from: 2021-01-01, default: 2}]}\n",
).replace(
    "{indicator: rate, gte: {threshold: low}, lt: 20%}",
    "{at_least: {n: {threshold: enough}, of: [{indicator: rate, gte: 10%}, {indicator: rate, gte: 50%}]}}",
)


def test_a_set_threshold_reaches_counts_of_members(run: Run, profile: WriteProfile, tmp_path: Path) -> None:
    """A threshold that says how many members are needed can be set too, and the reason says so."""
    rules = tmp_path / "count.yaml"
    rules.write_text(COUNTED, encoding="utf-8")
    path = profile({"rate": "16%"})
    usual = run("check", path, "--rules", str(rules), "--format", "json", "--lang", "en")
    changed = run("check", path, "--rules", str(rules), "--format", "json", "--lang", "en", "--set", "enough=1")
    assert (usual.code, changed.code) == (10, 0)
    assert any("assumed" in reason["text"] for reason in every_reason(usual.answer["reasons"]))
    assert any("set by the user" in reason["text"] for reason in every_reason(changed.answer["reasons"]))


def test_refused_assumptions_leave_their_leaves_unknown(run: Run, profile: WriteProfile) -> None:
    """Without assumed thresholds every leaf that needs one is unknown and says why; other leaves are as before."""
    done = run("check", profile(NOT_ELIGIBLE), "--assumptions", "refuse", "--format", "json", "--lang", "en")
    assert (done.code, done.answer["verdict"]) == (11, "undetermined")
    leaves = [reason for reason in every_reason(done.answer["reasons"]) if "operator" in reason]
    assumed = [leaf for leaf in leaves if "threshold_id" in leaf]
    assert {leaf["threshold_id"] for leaf in assumed} == {
        "broadband_min",
        "work_files_min",
        "fibre_village_min",
        "mobile_coverage_min",
        "trained_staff_min",
        "smartphone_min",
    }
    for leaf in assumed:
        assert (leaf["outcome"], leaf["threshold"]) == ("unknown", None)
        assert "assumptions are refused" in leaf["text"]
    assert {leaf["outcome"] for leaf in leaves if "threshold_id" not in leaf} == {"met", "not_met"}


def test_a_set_threshold_is_no_assumption(run: Run, profile: WriteProfile) -> None:
    """With assumptions refused, a threshold that the user sets still counts."""
    arguments = ("--assumptions", "refuse", "--set", "smartphone_min=70%")
    assert run("check", profile(NOT_ELIGIBLE), *arguments, "--quiet").code == 0


def test_as_of_stands_above_the_profile_s_own_date(run: Run, profile: WriteProfile) -> None:
    """The option's date is the one that counts, in both directions."""
    inside, outside = profile(ELIGIBLE, "1.json"), profile(ELIGIBLE, "2.json", as_of="2020-01-01")
    done = run("check", inside, "--as-of", "2020-01-01", "--format", "json")
    assert (done.code, done.answer["as_of"]) == (12, "2020-01-01")
    done = run("check", outside, "--as-of", "2024-01-01", "--format", "json")
    assert (done.code, done.answer["as_of"]) == (0, "2024-01-01")


@pytest.mark.parametrize(
    ("day", "code"), [("2023-06-04", 12), ("2023-06-05", 0), ("2025-12-31", 0), ("2026-01-01", 12), ("2026-02-14", 12)]
)
def test_the_period_in_force_includes_both_ends(run: Run, profile: WriteProfile, day: str, code: int) -> None:
    """Dates are inclusive at both ends (contract, section 2)."""
    assert run("check", profile(ELIGIBLE, as_of=None), "--as-of", day, "--quiet").code == code


def test_after_its_time_the_answer_says_what_replaced_it(run: Run, profile: WriteProfile) -> None:
    """Since 2026-02-15 every answer names Decision 51/2025; the day before it does not."""
    path = profile(NOT_ELIGIBLE, as_of=None)
    before = run("check", path, "--as-of", "2026-02-14", "--format", "json").answer
    done = run("check", path, "--as-of", "2026-02-15", "--format", "json")
    after = done.answer
    assert (done.code, after["verdict"], before["verdict"]) == (12, "not_in_force", "not_in_force")
    assert any("51/2025/QĐ-TTg" in notice["text"] and "51/2025" in notice["citation"] for notice in after["notices"])
    assert not any("51/2025" in notice["text"] for notice in before["notices"])
    for format in ("text", "markdown"):
        shown = run("check", path, "--as-of", "2026-02-15", "--format", format).out
        first, mark, rest = " ".join(shown.split()).partition("ngày cuối còn hiệu lực, 31/12/2025")
        assert ("51/2025/QĐ-TTg" in first, mark != "") == (True, True)
        verdict = Message("verdict.not_eligible").say("vi")
        assert [verdict.upper() in part or f"**{verdict}**" in part for part in (first, rest)] == [False, True]


def test_a_province_s_rule_set_replaces_a_threshold(run: Run, profile: WriteProfile) -> None:
    """Ninh Bình asks for 90 % where the national rule set assumes 80 %."""
    path = profile(ELIGIBLE)
    done = run("check", path, "--rules", "pilot-smart-ninh-binh", "--format", "json")
    reason = next(item for item in every_reason(done.answer["reasons"]) if item["id"] == "smartphone_use")
    assert (done.code, reason["threshold"], reason["outcome"]) == (11, 90, "not_met")
    assert done.answer["ruleset"]["id"] == "pilot-smart-ninh-binh"


def test_a_rule_file_can_be_given_by_its_path(run: Run, profile: WriteProfile, tmp_path: Path) -> None:
    """A relative path counts from the folder one is in."""
    (tmp_path / "between.yaml").write_text(BETWEEN, encoding="utf-8")
    done = run("check", profile({"rate": "17%"}), "--rules", "between.yaml", "--format", "json")
    assert (done.code, done.answer["ruleset"]["id"]) == (0, "between")


def test_version(run: Run) -> None:
    """`--version` names the program and its version."""
    done = run("--version")
    assert (done.code, done.out, done.err) == (0, f"smartcommune {__version__}\n", "")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_shows_the_panel_for_officers(run: Run, language: Any, option: str) -> None:
    """The commands stand in panels; the help is in the user's language."""
    done = run(option, env={"SMARTCOMMUNE_LANG": language})
    assert (done.code, done.err) == (0, "")
    assert Message("help.officers").say(language) in done.out
    assert re.search(r"\bcheck\b", done.out)


def test_the_help_of_check_names_every_option(run: Run) -> None:
    """Every common option of the contract has its line, and the exit codes stand below."""
    done = run("check", "--help", "--lang", "en", env={"COLUMNS": "200"})
    assert done.code == 0
    options = [
        "--rules",
        "--as-of",
        "--set",
        "--assumptions",
        "--lang",
        "--format",
        "--output",
        "--no-color",
        "--quiet",
    ]
    for option in options:
        assert option in done.out
    for code in ("10", "11", "12"):
        assert code in done.out


def test_the_installed_command_is_the_module(profile: WriteProfile, tmp_path: Path, process: Run, run: Run) -> None:
    """`smartcommune …` and `python -m smartcommune …` are one program, which ends as its entry does."""
    arguments = ("check", profile(NOT_ELIGIBLE))
    module = [sys.executable, "-m", "smartcommune", *arguments]
    done = subprocess.run(module, env=environment(tmp_path), capture_output=True, timeout=PATIENCE, check=False)
    assert (done.returncode, done.stdout.decode(), done.stderr.decode()) == process(*arguments) == run(*arguments)


def test_nothing_is_left_on_the_disk(run: Run, profile: WriteProfile, tmp_path: Path) -> None:
    """Reading leaves no file behind, and the working folder is not looked at."""
    path = profile(ELIGIBLE)
    folder = tmp_path / "empty"
    folder.mkdir()
    assert run("check", path, cwd=folder).code == 0
    assert os.listdir(folder) == []  # noqa: PTH208  # names are all that is asked for
