"""Problems to SARIF, held against the schema of the standard."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from jsonschema import Draft4Validator

from smartcommune.authoring.report import Report, tidy_path
from smartcommune.messages import Language
from smartcommune.render.safe import terminal
from smartcommune.render.sarif import FINGERPRINT, SCHEMA, report
from tests.unit.reports import (
    DESCRIBED,
    EMPTY,
    HOSTILE,
    ORDINARY,
    bad_report,
    texts,
    writable,
)

STANDARD = json.loads((Path(__file__).parents[1] / "files" / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
VALIDATOR = Draft4Validator(STANDARD)
URI = "rules/x%C3%A3%20n%C3%B4ng%20th%C3%B4n.yaml"


def run_of(found: Report, language: Language = "en") -> dict[str, Any]:
    """The only run of a report, after the standard's schema has accepted the whole."""
    written = report(found, language, DESCRIBED, "1.2.3")
    assert writable(written)
    document = json.loads(written)
    VALIDATOR.validate(document)
    assert (document["version"], document["$schema"]) == ("2.1.0", SCHEMA)
    (run,) = document["runs"]
    assert isinstance(run, dict)
    return run


def place(uri: str, **region: int) -> dict[str, Any]:
    found: dict[str, Any] = {"artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"}}
    return {"physicalLocation": found | ({"region": region} if region else {})}


def test_the_schema_is_the_one_of_the_standard() -> None:
    """The file beside the tests is the schema that the output names, and it is a schema."""
    assert STANDARD["id"] == SCHEMA
    Draft4Validator.check_schema(STANDARD)
    assert not VALIDATOR.is_valid({"version": "2.1.0", "runs": [{}]})


def test_the_results() -> None:
    """Rule, level, sentence and place of every problem; no region where there is no line."""
    results = run_of(ORDINARY)["results"]
    assert all(set(result.pop("partialFingerprints")) == {FINGERPRINT} for result in results)
    sentence = "unknown threshold `smartfone_rate`; did you mean `smartphone_rate`?"
    assert results == [
        {
            "ruleId": "unreadable-file",
            "ruleIndex": 1,
            "level": "error",
            "message": {"text": "no such file"},
            "locations": [place("none.yaml")],
        },
        {
            "ruleId": "undeclared-threshold",
            "ruleIndex": 0,
            "level": "error",
            "message": {"text": sentence},
            "locations": [place(URI, startLine=14, startColumn=7, endColumn=21)],
            "relatedLocations": [place(URI, startLine=3, startColumn=3, endColumn=8)],
            "fixes": [
                {
                    "description": {"text": "write `smartphone_rate`"},
                    "artifactChanges": [
                        {
                            "artifactLocation": {"uri": URI, "uriBaseId": "%SRCROOT%"},
                            "replacements": [
                                {
                                    "deletedRegion": {
                                        "startLine": 14,
                                        "startColumn": 7,
                                        "endLine": 14,
                                        "endColumn": 21,
                                    },
                                    "insertedContent": {"text": "smartphone_rate"},
                                }
                            ],
                        }
                    ],
                }
            ],
        },
        {
            "ruleId": "unused-threshold",
            "ruleIndex": 2,
            "level": "warning",
            "message": {"text": "the threshold `x` is not used; compare with it, or remove it"},
            "locations": [place(URI, startLine=20)],
        },
    ]


def test_the_rules() -> None:
    """The rules that occur, in the order of their ids, each with what it means and why."""
    run = run_of(ORDINARY, "vi")

    def rule(id: str, summary: str, why: str) -> dict[str, Any]:
        texts = {"shortDescription": summary, "fullDescription": why, "help": why}
        return {"id": id, **{name: {"text": text} for name, text in texts.items()}}

    assert run["tool"]["driver"] == {
        "name": "smartcommune",
        "version": "1.2.3",
        "language": "vi",
        "rules": [
            rule("undeclared-threshold", "Chưa khai", "Chưa khai"),
            rule("unreadable-file", "Không đọc được", "Không đọc được"),
            rule("unused-threshold", "Ngưỡng không dùng", "Vì {{thừa}}"),
        ],
    }
    assert (run["language"], run["columnKind"]) == ("vi", "unicodeCodePoints")


def test_fingerprints_do_not_depend_on_the_language() -> None:
    """Another language opens no alert again, although every sentence is another."""
    runs = [run_of(ORDINARY, language) for language in ("vi", "en")]
    vietnamese, english = (run["results"] for run in runs)
    marks = [result["partialFingerprints"] for result in vietnamese]
    assert marks == [result["partialFingerprints"] for result in english]
    assert len({mark[FINGERPRINT] for mark in marks}) == 3
    assert not any(one["message"] == other["message"] for one, other in zip(vietnamese, english, strict=True))


def test_an_empty_report() -> None:
    """No problems are an empty list of results: it says that there was a run, and closes what was open."""
    run = run_of(EMPTY)
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


@pytest.mark.parametrize(
    ("name", "artifact"),
    [
        ("./rules/x.yaml", {"uri": "rules/x.yaml", "uriBaseId": "%SRCROOT%"}),
        ("a:b, c%20d?#.yaml", {"uri": "a%3Ab%2C%20c%2520d%3F%23.yaml", "uriBaseId": "%SRCROOT%"}),
        ("../x.yaml", {"uri": "../x.yaml", "uriBaseId": "%SRCROOT%"}),
        ("/srv/a/../xã.yaml", {"uri": "file:///srv/x%C3%A3.yaml"}),
        ("C:/x.yaml", {"uri": "file:///C%3A/x.yaml"}),
        ("a\udcffb.yaml", {"uri": "a%ED%B3%BFb.yaml", "uriBaseId": "%SRCROOT%"}),
    ],
)
def test_uris(name: str, artifact: dict[str, str]) -> None:
    """Relative paths begin at the root of the sources; an absolute one says so; signs with a meaning are escaped."""
    (result,) = run_of(bad_report(name, "x"))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == artifact


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts(text: str) -> None:
    """A reader that undoes the format's own escapes sees what a terminal shows, and no link."""
    (result,) = run_of(bad_report(text, text))["results"]
    message = result["message"]["text"]
    assert "](" not in message
    shown = terminal(text).replace("](", "] (")
    expected = f"unknown threshold `{shown}`; did you mean `{shown}`?"
    assert message.replace("{{", "{").replace("}}", "}") == expected


def test_braces_are_no_placeholders() -> None:
    """`{0}` would be replaced with an argument, which there is none of."""
    (result,) = run_of(bad_report("x.yaml", "{0}"))["results"]
    assert "`{{0}}`" in result["message"]["text"]


@given(texts, texts)
def test_any_text_is_valid(file: str, name: str) -> None:
    """The schema accepts whatever a file and its keys are called; the address is plain and leads back to the file."""
    (result,) = run_of(bad_report(file, name, None), "vi")["results"]
    location = result["locations"][0]["physicalLocation"]
    assert "region" not in location
    artifact = location["artifactLocation"]
    assert artifact["uri"].isascii()
    if "uriBaseId" in artifact:
        assert unquote(artifact["uri"], errors="surrogatepass") == tidy_path(file)
    else:
        assert artifact["uri"].startswith("file:///")
