"""`smartcommune validate`: what it looks at, what it says, how it ends (contract, sections 3 and 4)."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from smartcommune.authoring.lints import LINTS
from smartcommune.messages import LANGUAGES, Language

from .conftest import Run

ROOT = Path(__file__).parents[2]
FILES = ROOT / "tests" / "files"
GOOD = (FILES / "lints" / "no-cases" / "prefer.yaml").read_bytes().decode()

MISSPELT = ("threshold: rate_min", "threshold: rate_mni")
NO_COLON = ("    label: {vi: Có tổ", "    label {vi: Có tổ")
WRONG_TYPE = ("type: boolean, label: {vi: Có tổ", "type: bool, label: {vi: Có tổ")
HTTP = ("date: 2022-01-01, kind: law}", "date: 2022-01-01, kind: law, url: http://a.vn/x}")
SAYS_HTTP = (
    "warning: the address of the source `law` is not https; use an https address if there is one [url-not-https]"
)
FORMATS = ["text", "json", "github", "sarif", "junit", "gitlab"]
SCHEMA = json.loads((FILES / "sarif-schema-2.1.0.json").read_bytes())

Write = Callable[..., str]


def changed(*changes: tuple[str, str]) -> str:
    """The good rule file with texts replaced; each must stand there exactly once."""
    text = GOOD
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file below the folder that commands run in, with the id of its name: `write("rules/x.yaml", text)`."""

    def write(name: str, text: str = GOOD) -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        id = path.stem if re.fullmatch("[a-z][a-z0-9-]*", path.stem) else "small"
        path.write_bytes(text.replace("id: small\n", f"id: {id}\n").encode())
        return name

    return write


@pytest.fixture
def mistakes(write: Write) -> None:
    """A rules folder with a file of each sort: broken, with two mistakes, with a weak place, and good."""
    write("rules/tinh/broken.yaml", changed(NO_COLON))
    write("rules/names.yaml", changed(MISSPELT, WRONG_TYPE))
    write("rules/weak.yaml", changed(HTTP))
    write("rules/good.yaml")


# ---------------------------------------------------------------------------------------------------------------------
# What it says


def test_nothing_wrong(run: Run, write: Write) -> None:
    """A good file ends in 0, with the number of files that were looked at."""
    done = run("validate", write("rules/good.yaml"), "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("no problems in 1 file")


# Two misspelt words.
CAN_BE_FIXED = "--fix --unsafe-fixes can put 2 right, by a guess"


def test_everything_wrong_is_told_in_one_run(run: Run, mistakes: None) -> None:
    """Each problem has its place, finding, remedy and id, with the line and a mark; files and lines are in order."""
    done = run("validate", "--lang", "en")
    assert (done.code, done.err) == (3, "")
    expected = f"""\
rules/names.yaml:11:16: `bool` is not allowed for `type`; did you mean `boolean`? [not-allowed]
   11 |   team: {{type: bool, label: {{vi: Có tổ công nghệ số, en: Digital team}}}}
                       ^^^^
rules/names.yaml:19:46: unknown threshold `rate_mni`; did you mean `rate_min`? [undeclared-threshold]
   19 |     test: {{indicator: rate, gte: {{threshold: rate_mni}}}}
                                                     ^^^^^^^^
   14 |   rate_min: {{type: percent, basis: law, cite: law#2, values: [{{from: 202
          ^^^^^^^^
rules/tinh/broken.yaml:21:25: not YAML (mapping values are not allowed in this context); check the indentation, \
brackets and colons on this line and the one above [not-yaml]
   21 |     label {{vi: Có tổ, en: Staffed}}
                                ^
rules/weak.yaml:8:100: {SAYS_HTTP}
    8 | , date: 2022-01-01, kind: law, url: http://a.vn/x}}
                                            ^^^^^^^^^^^^^
3 problems and 1 warning in 3 of 4 files
{CAN_BE_FIXED}
"""
    places = re.compile(r"^(\S+:\d+:\d+): (.*)$", re.MULTILINE)
    assert places.findall(done.out) == places.findall(expected)
    assert done.out == expected


def test_everything_is_told_in_vietnamese(run: Run, mistakes: None) -> None:
    """Without an option the same problems are told in Vietnamese."""
    vi, en = run("validate"), run("validate", "--lang", "en")
    assert vi.code == en.code == 3
    assert "rules/names.yaml:19:46: không có ngưỡng `rate_mni`; có phải `rate_min`? [undeclared-threshold]\n" in vi.out
    assert "\n3 lỗi và 1 cảnh báo trong 3 trên 4 tệp" in vi.out
    places = re.compile(r"^rules/\S+:\d+:\d+:|\[[a-z-]+\]$|^ +\d+ \|.*\n +\^+$", re.MULTILINE)
    assert places.findall(vi.out) == places.findall(en.out)


def test_the_order_of_the_arguments_changes_nothing(run: Run, mistakes: None) -> None:
    """The report is in the order of the files, and byte for byte the same each time."""
    names = ["rules/weak.yaml", "rules/tinh/broken.yaml", "rules/names.yaml"]
    assert len({run("validate", *order, "--lang", "en") for order in itertools.permutations(names)}) == 1


def test_the_mark_stands_under_the_place(run: Run, mistakes: None) -> None:
    """Whatever the letters before it, marks cover just what is wrong."""
    lines = run("validate", "--lang", "en").out.splitlines()
    marked = [
        line[mark.start() : mark.end()]
        for line, below in itertools.pairwise(lines)
        for mark in re.finditer(r"\^+", below)
    ]
    assert marked[:2] == ["bool", "rate_mni"]


def test_a_narrow_terminal_cuts_the_line_not_the_message(run: Run, mistakes: None) -> None:
    """The line shown is cut to the width; the problem itself is one line, for editors to find the place in it."""
    out = run("validate", "--lang", "en", env={"COLUMNS": "40"}).out
    shown = [line for line in out.splitlines() if re.match(r" +\d+ \|", line)]
    assert shown
    assert max(map(len, shown)) <= 40
    assert f"rules/weak.yaml:8:100: {SAYS_HTTP}\n" in out


def test_mistakes_elsewhere_do_not_hide_each_other(run: Run, write: Write) -> None:
    """What is not well formed and what is not declared are told together, and what only follows is not."""
    write(
        "rules/x.yaml",
        changed(("type: percent, label", "type: percnt, label"), ("{indicator: team", "{indicator: taem")),
    )
    out = run("validate", "--lang", "en").out
    assert re.findall(r"\[([a-z-]+)\]$", out, re.MULTILINE) == ["not-allowed", "undeclared-indicator"]


@pytest.mark.parametrize("path", sorted((FILES / "err").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_broken_file_ends_in_problems(run: Run, path: Path) -> None:
    """Each known mistake is an error at a place; never a bug or a traceback."""
    done = run("validate", str(path), "--lang", "en")
    assert (done.code, done.err) == (3, "")
    assert f"{path}:" in done.out


def test_a_parent_is_told_once_by_its_own_name(run: Run, write: Write) -> None:
    """What is wrong with a rule file that others extend is one problem, at the path that it has."""
    write("rules/parent.yaml", changed(("id: small", "id: parent"), MISSPELT))
    for name in "ab":
        text = f'format: 1\nid: {name}\nversion: "1"\nextends: parent\nlabel: {{vi: Con, en: Child}}\n'
        write(f"rules/{name}.yaml", text)
    done = run("validate", "--lang", "en")
    assert done.code == 3
    assert re.findall(r"^\S+:\d+:\d+:", done.out, re.MULTILINE) == ["rules/parent.yaml:19:46:"]


@pytest.mark.full
def test_the_built_in_files_have_no_errors(run: Run) -> None:
    """From a checkout, `rules/` ends in 0."""
    assert run("validate", cwd=ROOT).code == 0


# ---------------------------------------------------------------------------------------------------------------------
# How it ends


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--select", "url-not-htps"], "did you mean `url-not-https`?"),
        (["--ignore", "uncitd"], "did you mean `uncited`?"),
        (["--explain", "no-case"], "did you mean `no-cases`?"),
        (["--format", "jsn"], "did you mean `json`?"),
        (["--format", "xml"], "`text`, `json`, `github`, `sarif`, `junit`, `gitlab`"),
        (["--lang", "fr"], "fr"),
        (["--strickt"], "--strict"),
        (["--select"], "--select"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_bad_usage_is_2(run: Run, write: Write, arguments: list[str], said: str) -> None:
    """A lint, format or option that does not exist is told with what there is, and no file is looked at."""
    write("rules/x.yaml", changed(MISSPELT))
    done = run("validate", *arguments, env={"SMARTCOMMUNE_LANG": "en"})
    assert (done.code, done.out) == (2, "")
    assert said in done.err


@pytest.mark.parametrize("format", FORMATS)
def test_warnings_end_in_0_unless_they_count(run: Run, write: Write, format: str) -> None:
    """A weak place is told; with `--strict` it fails, in every format."""
    path = write("rules/weak.yaml", changed(HTTP))
    assert run("validate", path, "--format", format).code == 0
    assert run("validate", path, "--format", format, "--strict").code == 3


def test_many_warnings_are_still_warnings(run: Run, write: Write) -> None:
    """However many they are, they fail nothing without `--strict`; what is not listed is counted below the rest."""
    sources = "".join(
        f"  s{n}: {{title: {{vi: Q, en: D}}, date: 2022-01-01, kind: law, url: http://a.vn/{n}}}\n" for n in range(60)
    )
    path = write("rules/many.yaml", changed(("indicators:\n", f"{sources}indicators:\n")))
    done = run("validate", path, "--lang", "en")
    assert done.code == 0
    assert done.out.splitlines()[-3].endswith("20 more warnings are not listed [too-many-problems]")
    assert done.out.endswith("\n--fix --unsafe-fixes can put 50 right, by a guess\n")  # of those that are listed


@pytest.mark.parametrize("format", FORMATS)
def test_errors_end_in_3(run: Run, mistakes: None, format: str) -> None:
    """The code does not depend on the format."""
    assert run("validate", "--format", format).code == 3


@pytest.mark.parametrize("arguments", [[], ["rules"], ["none.yaml"], ["rules/*.yml"], ["empty"], ["x" * 300], [""]])
def test_nothing_to_look_at_is_4(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    """A file that is not there, an empty folder, a pattern that matches nothing: never a success."""
    (tmp_path / "empty").mkdir()
    done = run("validate", *arguments, "--lang", "en")
    assert done.code == 4
    assert "bug" not in done.err
    assert (arguments or ["rules"])[0][:100] in done.out + done.err


def test_a_missing_file_does_not_hide_the_others(run: Run, mistakes: None) -> None:
    """What can be read is checked all the same."""
    for missing in ("none.yaml", "none/*.yaml"):
        done = run("validate", missing, "rules/names.yaml", "--lang", "en")
        assert done.code == 4
        assert "rules/names.yaml:19:46:" in done.out
        assert missing in done.out + done.err


# ---------------------------------------------------------------------------------------------------------------------
# What it looks at


def test_standard_input(run: Run) -> None:
    """`-` is a rule file on standard input, which messages call `<stdin>`."""
    done = run("validate", "-", "--lang", "en", stdin=changed(MISSPELT))
    assert (done.code, done.err) == (3, "")
    assert done.out.startswith("<stdin>:19:46: unknown threshold `rate_mni`; did you mean `rate_min`?")
    assert run("validate", "-", stdin=GOOD).code == 0
    assert run("validate", "-", stdin="").code == 3


def test_standard_input_stands_for_a_file(run: Run, write: Write) -> None:
    """Under its name, with what it rests on, and with the cases beside it; whatever the file itself holds."""
    write("rules/base.yaml")
    child = GOOD.replace("id: small\n", "id: child\n").partition("indicators:")[0] + "extends: base\n"
    done = run("validate", "-", "--stdin-filename", "rules/child.yaml", "--lang", "en", stdin=child)
    assert "unknown rule set" not in done.out
    assert "<stdin>" not in done.out
    write("rules/small.yaml")
    case = "{name: a, on: 2023-06-30, facts: {raet: 80%}, expect: {verdict: eligible}}"
    cases = f"format: 1\nruleset: small\ncases:\n  - {case}\n"
    done = run("validate", "-", "--stdin-filename", "rules/small.cases.yaml", "--lang", "en", stdin=cases)
    assert done.code == 3
    assert "rules/small.cases.yaml:4:" in done.out
    done = run("validate", "--stdin-filename", "rules/small.yaml", "--lang", "en", stdin=changed(MISSPELT))
    assert done.out.startswith("rules/small.yaml:19:46: unknown threshold `rate_mni`")
    assert run("validate", "rules/small.yaml").code == 0


def test_a_name_for_standard_input_needs_it(run: Run, write: Write) -> None:
    """Else a file that is named would be read, and the name mean nothing."""
    done = run("validate", write("rules/small.yaml"), "--stdin-filename", "x.yaml", "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert "--stdin-filename: `--stdin-filename` needs `-` among the paths" in done.err


@pytest.mark.parametrize(
    ("paths", "files"),
    [
        (["rules"], 4),
        (["./rules/"], 4),
        (["rules/tinh"], 1),
        (["rules/*.yaml"], 3),
        (["rules/**/*.yaml"], 4),
        (["rules/[nw]*.yaml"], 2),
        (["rules/names.yaml", "rules"], 4),
        (["rules/names.yaml", "rules/n*.yaml", "./rules/names.yaml"], 1),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_folders_and_patterns(run: Run, mistakes: None, write: Write, paths: list[str], files: int) -> None:
    """Folders are searched to any depth, patterns expanded; a file counts once, and only YAML counts."""
    write("rules/rules.sha256", "no YAML: [")
    done = run("validate", *paths, "--format", "json")
    assert json.loads(done.out)["summary"]["files"] == files


def test_a_name_with_the_signs_of_a_pattern(run: Run, write: Write) -> None:
    """A file that exists is meant by its name."""
    assert run("validate", write("rules/a[1].yaml")).code == 0


def test_cases_beside(run: Run, write: Write) -> None:
    """A file of cases is held against the rule set beside it: its names, its facts, and the name it gives."""
    write("rules/small.yaml")
    cases = "format: 1\nruleset: small\ncases:\n"
    row = "  - {name: %s, on: 2023-06-30, facts: {%s}, expect: {verdict: eligible, because: [%s]}}\n"
    write("rules/small.cases.yaml", cases + row % ("a", "rate: 0.8", "online") + row % ("b", "raet: 80%", "onlien"))
    done = run("validate", "--lang", "en")
    assert done.code == 3
    assert set(re.findall(r"\[([a-z-]+)\]$", done.out, re.MULTILINE)) >= {"undeclared-criterion"}
    assert "rules/small.cases.yaml:5:" in done.out
    write("rules/small.cases.yaml", cases + row % ("a", "rate: 0.8", "online") + row % ("b", "raet: 80%", "online"))
    found = re.findall(r"^rules/small.cases.yaml:(\d).*\[([a-z-]+)\]$", run("validate").out, re.MULTILINE)
    assert found == [("4", "percent-or-fraction"), ("5", "unknown-indicator")]


def test_cases_of_another_rule_set(run: Run, write: Write) -> None:
    """`ruleset` names the rule set beside the file; another name, or none beside it, is a mistake."""
    write("rules/small.yaml")
    text = "format: 1\nruleset: %s\ncases:\n  - {name: a, on: 2023-06-30, expect: {verdict: undetermined}}\n"
    write("rules/small.cases.yaml", text % "smal")
    done = run("validate", "--lang", "en")
    assert done.code == 3
    assert "rules/small.cases.yaml:2:10: " in done.out
    write("rules/small.cases.yaml", text % "small")
    assert run("validate").code == 0
    assert run("validate", write("rules/other.cases.yaml", text % "other")).code == 3


@pytest.mark.parametrize(
    "names", list(itertools.product(["small.yaml", "small.yml"], ["small.cases.yaml", "small.cases.yml"]))
)
def test_both_endings_mean_the_same(run: Run, write: Write, names: tuple[str, str]) -> None:
    """`.yml` is `.yaml`, for rule files and for their cases."""
    write(f"rules/{names[0]}")
    write(
        f"rules/{names[1]}",
        "format: 1\nruleset: small\ncases:\n  - {name: a, on: 2023-06-30, expect: {verdict: undetermined}}\n",
    )
    done = run("validate", "--lang", "en")
    assert (done.code, done.out.splitlines()) == (0, ["no problems in 2 files"])


# ---------------------------------------------------------------------------------------------------------------------
# Options


def test_select_and_ignore(run: Run, write: Write) -> None:
    """`--select` looks for some lints only, `--ignore` leaves some out; both can be repeated, errors always stay."""
    weak = changed(HTTP, ("kind: law, url", "kind: law, url"), ("date: 2022-01-01, ", ""))
    path = write("rules/x.yaml", weak)

    def found(*arguments: str) -> list[str]:
        return re.findall(r"\[([a-z-]+)\]$", run("validate", path, *arguments).out, re.MULTILINE)

    assert found() == ["undated-source", "url-not-https"]
    assert found("--select", "url-not-https") == ["url-not-https"]
    assert found("--select", "url-not-https", "--select", "undated-source") == found()
    assert found("--ignore", "url-not-https") == ["undated-source"]
    assert found("--ignore", "url-not-https", "--ignore", "undated-source") == []
    assert found("--select", "url-not-https", "--ignore", "url-not-https") == []
    write("rules/x.yaml", changed(MISSPELT))
    assert found("--select", "url-not-https") == ["undeclared-threshold"]


def test_a_comment_silences_a_lint(run: Run, write: Write) -> None:
    """With a reason, on the line or above it; also under `--strict`."""
    comment = "# smartcommune: ignore[url-not-https] -- the province has no other"
    beside = write("rules/a.yaml", changed((HTTP[0], f"{HTTP[1]} {comment}")))
    above = write("rules/b.yaml", changed(HTTP, ("  law: {", f"  {comment}\n  law: {{")))
    assert run("validate", beside, above, "--strict").code == 0


def test_a_comment_that_silences_nothing_is_a_problem(run: Run, write: Write) -> None:
    """It is told at its place; without a reason it silences nothing."""
    unused = write("rules/a.yaml", f"{GOOD}# smartcommune: ignore[url-not-https] -- gone\n")
    bare = write("rules/b.yaml", changed((HTTP[0], f"{HTTP[1]} # smartcommune: ignore[url-not-https]")))
    done = run("validate", unused, bare, "--lang", "en", "--strict")
    assert done.code == 3
    assert re.findall(r"\[([a-z-]+)\]$", done.out, re.MULTILINE) == [
        "unused-suppression",
        "url-not-https",
        "bad-suppression",
    ]


@pytest.mark.parametrize("arguments", [["--select", "uncited"], ["--ignore", "url-not-https"]], ids=" ".join)
def test_a_comment_for_a_lint_that_was_not_asked_for_is_no_problem(
    run: Run, write: Write, arguments: list[str]
) -> None:
    """Nobody knows then whether it is needed."""
    comment = "# smartcommune: ignore[url-not-https] -- the province has no other"
    path = write("rules/a.yaml", changed((HTTP[0], f"{HTTP[1]} {comment}")))
    assert run("validate", path, "--strict", *arguments).code == 0


def test_statistics(run: Run, mistakes: None, write: Write) -> None:
    """The kinds of problems with their number, the most frequent first, above the summary."""
    write("rules/weak2.yaml", changed(HTTP))
    done = run("validate", "--statistics", "--lang", "en")
    assert done.out.splitlines()[-6:] == [
        "    2  url-not-https",
        "    1  not-allowed",
        "    1  not-yaml",
        "    1  undeclared-threshold",
        "3 problems and 2 warnings in 4 of 5 files",
        CAN_BE_FIXED,
    ]
    assert run("validate", "rules/good.yaml", "--statistics").out == run("validate", "rules/good.yaml").out


@pytest.mark.parametrize("format", ["github", "sarif", "junit", "gitlab"])
def test_statistics_of_a_format_without_a_place_for_them(run: Run, mistakes: None, format: str) -> None:
    """They stand on standard error, and the report itself is what it always is; JSON has them always."""
    done = run("validate", "--statistics", "--lang", "en", "--format", format)
    counts = ["    1  not-allowed", "    1  not-yaml", "    1  undeclared-threshold", "    1  url-not-https"]
    assert done.err.splitlines()[-6:] == [*counts, "3 problems and 1 warning in 3 of 4 files", CAN_BE_FIXED]
    assert done.out == run("validate", "--lang", "en", "--format", format).out
    by_id = json.loads(run("validate", "--format", "json").out)["summary"]["by_id"]
    assert [f"{count:>5}  {id}" for id, count in by_id.items()] == counts


def test_explain_knows_mistakes_that_are_no_lints(run: Run) -> None:
    """Whatever stands in brackets behind a problem can be asked for."""
    done = run("validate", "--explain", "undeclared-threshold", "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("# undeclared-threshold\n\nA threshold that is not declared (error)\n")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_explain_prints_the_page_of_a_lint(run: Run, lang: Language) -> None:
    """Summary, what to avoid, what to prefer and why, in either language, without looking at any file."""
    lint = LINTS["url-not-https"]
    done = run("validate", "--explain", "url-not-https", "--lang", lang)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("# url-not-https\n\n")
    for part in (lint.summary.say(lang), f"```yaml\n{lint.avoid}```", f"```yaml\n{lint.prefer}```", lint.why.say(lang)):
        assert part in done.out


def test_quiet(run: Run, mistakes: None) -> None:
    """Nothing but the code."""
    assert run("validate", "--quiet") == (3, "", "")
    assert run("validate", "--quiet", "rules/good.yaml") == (0, "", "")


@pytest.mark.parametrize("format", FORMATS)
def test_an_output_file_has_the_whole_answer(run: Run, mistakes: None, tmp_path: Path, format: str) -> None:
    """`-o` writes what standard output would have shown."""
    usual = run("validate", "--format", format)
    done = run("validate", "--format", format, "-o", "report.out")
    assert (done.code, done.out) == (usual.code, "")
    assert (tmp_path / "report.out").read_bytes().decode() == usual.out


# ---------------------------------------------------------------------------------------------------------------------
# Formats


def test_json(run: Run, mistakes: None) -> None:
    """One document with its version, counts, and every problem with its place."""
    done = run("validate", "--format", "json", "--lang", "en")
    assert done.err == ""
    answer = json.loads(done.out)
    assert answer["schema"] == "smartcommune/problems/1"
    counts = {"not-allowed": 1, "not-yaml": 1, "undeclared-threshold": 1, "url-not-https": 1}
    assert answer["summary"] == {"files": 4, "files_with_problems": 3, "errors": 3, "warnings": 1, "by_id": counts}
    assert [problem["id"] for problem in answer["problems"]] == [
        "not-allowed",
        "undeclared-threshold",
        "not-yaml",
        "url-not-https",
    ]
    assert answer["problems"][1] == {
        "id": "undeclared-threshold",
        "severity": "error",
        "file": "rules/names.yaml",
        "line": 19,
        "column": 46,
        "width": 8,
        "message": "unknown threshold `rate_mni`",
        "help": "did you mean `rate_min`?",
        "related": {"file": "rules/names.yaml", "line": 14, "column": 3, "width": 8},
        "fix": {
            "title": "write `rate_min`",
            "safe": False,
            "edits": [
                {
                    "file": "rules/names.yaml",
                    "line": 19,
                    "column": 46,
                    "end_line": 19,
                    "end_column": 54,
                    "text": "rate_min",
                }
            ],
        },
    }


def test_github(run: Run, mistakes: None) -> None:
    """Workflow commands on standard output, and the ordinary report as well, since few commands are shown."""
    done = run("validate", "--format", "github", "--lang", "en")
    text = run("validate", "--lang", "en").out
    assert done.err == text
    commands = done.out.splitlines()
    assert [command.partition(" ")[0] for command in commands] == ["::error", "::error", "::error", "::warning"]
    assert commands[1] == (
        "::error file=rules/names.yaml,line=19,col=46,endColumn=54,title=undeclared-threshold::"
        "unknown threshold `rate_mni`; did you mean `rate_min`?"
    )


def test_sarif(run: Run, mistakes: None) -> None:
    """A log that the published schema accepts, with the page of each lint that occurs."""
    log = json.loads(run("validate", "--format", "sarif", "--lang", "en").out)
    jsonschema.validate(log, SCHEMA)
    (only,) = log["runs"]
    assert len(only["results"]) == 4
    described = {rule["id"]: rule.get("shortDescription") for rule in only["tool"]["driver"]["rules"]}
    assert described["url-not-https"] == {"text": LINTS["url-not-https"].summary.en}


def test_junit(run: Run, mistakes: None) -> None:
    """A suite for each file, good ones included; a warning is no failure."""
    suites = ElementTree.fromstring(run("validate", "--format", "junit").out)  # noqa: S314  # our own output
    assert [(suite.get("name"), suite.get("failures")) for suite in suites] == [
        ("rules/good.yaml", "0"),
        ("rules/names.yaml", "2"),
        ("rules/tinh/broken.yaml", "1"),
        ("rules/weak.yaml", "0"),
    ]


def test_gitlab(run: Run, mistakes: None) -> None:
    """An array of problems whose fingerprints differ, and stay the same in the other language."""
    vi, en = (json.loads(run("validate", "--format", "gitlab", "--lang", lang).out) for lang in ("vi", "en"))
    assert [problem["fingerprint"] for problem in vi] == [problem["fingerprint"] for problem in en]
    assert len({problem["fingerprint"] for problem in en}) == 4
    assert en[1]["location"] == {"path": "rules/names.yaml", "lines": {"begin": 19}}
    assert [problem["severity"] for problem in en] == ["major", "major", "major", "minor"]


@pytest.mark.parametrize("format", ["json", "sarif", "junit", "gitlab"])
def test_formats_without_problems(run: Run, write: Write, format: str) -> None:
    """A good file makes an empty report, not an empty output."""
    done = run("validate", write("rules/good.yaml"), "--format", format)
    assert (done.code, done.err) == (0, "")
    if format == "junit":
        assert ElementTree.fromstring(done.out).get("failures") == "0"  # noqa: S314  # our own output
    else:
        assert json.loads(done.out) is not None


@pytest.mark.parametrize("format", ["json", "gitlab", "junit", "sarif"])
def test_a_missing_file_is_in_the_report(run: Run, write: Write, format: str) -> None:
    """Also a build server that only looks at the report sees that a file was not read."""
    done = run("validate", write("rules/good.yaml"), "none.yaml", "--format", format)
    assert done.code == 4
    assert "none.yaml" in done.out


def test_no_colours_in_a_pipe(run: Run, mistakes: None) -> None:
    """Escapes are for terminals."""
    assert "\x1b" not in run("validate", env={"FORCE_COLOR": "1"}).out
