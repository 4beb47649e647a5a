"""`smartcommune schema`: JSON Schemas for editors and other programs (contract, sections 3 and 4)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from smartcommune.messages import LANGUAGES

from .conftest import DAY, ELIGIBLE, Run, WriteProfile

RULES = Path(__file__).parents[2] / "rules"


@pytest.mark.parametrize("name", ["ruleset", "cases", "profile", "assessment"])
def test_a_schema_is_printed(run: Run, name: str) -> None:
    """One JSON document, indented, with Vietnamese as it is written, and nothing on standard error."""
    done = run("schema", name)
    assert (done.code, done.err) == (0, "")
    document = json.loads(done.out)
    Draft202012Validator.check_schema(document)
    assert document["$id"] == f"{name}.schema.json"
    assert done.out == json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def test_the_schema_of_rule_sets_is_the_one_in_the_package(run: Run) -> None:
    """What is printed is the file that the built-in rule sets point at, byte for byte."""
    assert run("schema", "ruleset").out == (RULES / "ruleset.schema.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_schema_is_the_same_in_every_language(run: Run, language: str) -> None:
    """It says everything in both languages, so an editor needs only one."""
    assert run("schema", "profile", "--lang", language).out == run("schema", "profile").out


def test_a_schema_can_be_written_to_a_file(run: Run, tmp_path: Path) -> None:
    """With `--output` nothing is printed, and the file holds what would have been."""
    done = run("schema", "profile", "-o", "profile.schema.json")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert (tmp_path / "profile.schema.json").read_text(encoding="utf-8") == run("schema", "profile").out


def test_an_answer_has_the_schema_that_is_printed(run: Run, profile: WriteProfile) -> None:
    """`schema assessment` describes what `check --format json` prints, `schema profile` what it reads."""
    path = profile(ELIGIBLE, as_of=DAY)
    answer = json.loads(run("check", path, "--format", "json").out)
    Draft202012Validator(json.loads(run("schema", "assessment").out)).validate(answer)
    content = json.loads(Path(path).read_text(encoding="utf-8"))
    Draft202012Validator(json.loads(run("schema", "profile").out)).validate(content)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "schema: `rule-set` is not allowed for `schema`; did you mean `ruleset`? [not-allowed]"),
        ("vi", "[not-allowed]"),
    ],
)
def test_another_name_is_bad_usage(run: Run, language: str, expected: str) -> None:
    """It ends in 2 with the nearest name, in the user's language."""
    done = run("schema", "rule-set", "--lang", language)
    assert (done.code, done.out) == (2, "")
    assert expected in " ".join(done.err.split())


def test_no_name_is_bad_usage(run: Run) -> None:
    """A schema of nothing is none."""
    done = run("schema")
    assert (done.code, done.out) == (2, "")


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "JSON Schema của bộ tiêu chí"), ("en", "JSON Schema of rule sets")]
)
def test_the_help_is_in_the_language(run: Run, language: str, words: str) -> None:
    """`schema --help` says in one sentence what it is for."""
    done = run("schema", "--help", "--lang", language, env={"COLUMNS": "200"})
    assert done.code == 0
    assert words in done.out


def test_a_file_that_cannot_be_written_is_4(run: Run) -> None:
    """A folder that does not exist is a failure of its own."""
    done = run("schema", "profile", "-o", "no/such/folder.json")
    assert (done.code, done.out) == (4, "")
    assert "no/such/folder.json" in done.err
