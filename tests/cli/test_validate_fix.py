"""`smartcommune validate --fix`, `--unsafe-fixes` and `--diff`: what is written, what is shown, how it ends."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.test_fixing import BOTH, FILES, TEAM, small

from .conftest import Run

RIGHT = small().text
SLIP = small(f"{{all_of: [{{any_of: [{TEAM}]}}, {FILES}]}}").text  # another way to say it
MISSPELT = small(BOTH, ("rate, gte: {threshold: rate_min}", "rate, gte: {threshold: rate_mni}")).text
TWICE = small(f"{{at_least: {{n: 2, of: [{TEAM}, {FILES}, {TEAM}]}}}}").text  # once is something else

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Put a rule file into the folder that the command runs in."""

    def write(text: str) -> Path:
        path = tmp_path / "small.yaml"
        path.write_bytes(text.encode())
        return path

    return write


def test_what_is_proved_is_written(run: Run, write: Write) -> None:
    """Each change is told with its place and its grounds; what is left decides about the exit code."""
    path = write(SLIP)
    done = run("validate", "small.yaml", "--fix", "--lang", "en")
    assert path.read_bytes().decode() == RIGHT
    assert (done.code, done.out) == (0, "no problems in 1 file\n")
    told = "keep the member alone, without the group [single-member]; proved the same for every commune"
    assert done.err == f"small.yaml:23:22: {told}\n"
    assert run("validate", "small.yaml", "--fix", "--lang", "en").err == ""


def test_line_ends_and_the_mark_of_the_coding_stay(run: Run, write: Write) -> None:
    """A file of Windows stays one, to the last byte that is not part of a change."""
    before = codecs.BOM_UTF8 + SLIP.replace("\n", "\r\n").encode()
    path = write("")
    path.write_bytes(before)
    assert run("validate", "small.yaml", "--fix").code == 0
    assert path.read_bytes() == codecs.BOM_UTF8 + RIGHT.replace("\n", "\r\n").encode()


def test_what_is_not_proved_is_held_back_and_stays_a_problem(run: Run, write: Write) -> None:
    """The commune that is judged otherwise is told, and nothing is written: not even the time of the file changes."""
    path = write(TWICE)
    seen = path.stat().st_mtime_ns
    done = run("validate", "small.yaml", "--fix", "--lang", "en")
    assert (done.code, path.read_text(encoding="utf-8"), path.stat().st_mtime_ns) == (3, TWICE, seen)
    assert done.err.startswith("small.yaml:23:93: held back: keep it once [repeated-member]: a commune with ")
    assert done.err.endswith("Eligible → Not eligible\n")
    assert "--fix" not in done.out  # it cannot be put right that way


def test_guesses_are_for_those_who_ask(run: Run, write: Write) -> None:
    """`--fix` alone says that there is one."""
    path = write(MISSPELT)
    done = run("validate", "small.yaml", "--fix", "--lang", "en")
    assert (done.code, path.read_text(encoding="utf-8")) == (3, MISSPELT)
    assert done.out.endswith("\n--fix --unsafe-fixes can put 1 right, by a guess\n")
    done = run("validate", "small.yaml", "--fix", "--unsafe-fixes", "--lang", "en")
    assert (done.code, path.read_text(encoding="utf-8")) == (0, RIGHT)
    assert done.err == "small.yaml:19:46: write `rate_min` [undeclared-threshold]; a guess\n"


def test_a_diff_writes_nothing(run: Run, write: Write, tmp_path: Path) -> None:
    """It is what `patch` reads, alone on standard output, and ends in 20; with problems left in 3, else in 0."""
    path = write(SLIP)
    done = run("validate", "small.yaml", "--diff", "--lang", "en")
    assert (done.code, path.read_text(encoding="utf-8")) == (20, SLIP)
    lines = done.out.splitlines()
    assert lines[:3] == ["--- small.yaml", "+++ small.yaml", "@@ -20,7 +20,7 @@"]
    assert [line for line in lines[3:] if line[0] in "+-"] == [
        f"-{SLIP.splitlines()[22]}",
        f"+{RIGHT.splitlines()[22]}",
    ]
    assert done.err.endswith("proved the same for every commune\nno problems in 1 file\n")
    assert run("validate", "small.yaml", "--diff", "-o", "a.diff").code == 20
    assert (tmp_path / "a.diff").read_bytes().decode() == done.out
    write(RIGHT)
    assert run("validate", "small.yaml", "--diff").code == 0
    write(TWICE.replace("{all_of: [online, staffed]}", "{all_of: [online, {any_of: [staffed]}]}"))
    assert run("validate", "small.yaml", "--diff").code == 3  # an error is left


def test_standard_input_comes_out_mended(run: Run, tmp_path: Path) -> None:
    """On standard output, as other programs do it; what it stands for is not written, and the report is beside it."""
    done = run("validate", "--fix", "-", "--lang", "en", stdin=SLIP)
    assert (done.code, done.out) == (0, RIGHT)
    assert done.err.endswith("proved the same for every commune\nno problems in 1 file\n")
    named = run("validate", "--fix", "-", "--stdin-filename", "small.yaml", stdin=SLIP)
    assert (named.out, (tmp_path / "small.yaml").exists()) == (RIGHT, False)
    diff = run("validate", "--diff", "-", stdin=SLIP)
    assert (diff.code, diff.out.splitlines()[0]) == (20, "--- <stdin>")


def test_json_says_what_was_done(run: Run, write: Write) -> None:
    """Used and held back, each with its edits; without `--fix` the edits stand with their problems."""
    write(SLIP)
    (problem,) = json.loads(run("validate", "small.yaml", "-f", "json", "--lang", "en").out)["problems"]
    assert problem["fix"] == {
        "title": "keep the member alone, without the group",
        "safe": True,
        "edits": [
            {
                "file": "small.yaml",
                "line": 23,
                "column": 21,
                "end_line": 23,
                "end_column": 21 + len(f"{{any_of: [{TEAM}]}}"),
                "text": TEAM,
            }
        ],
    }
    answer = json.loads(run("validate", "small.yaml", "--fix", "-f", "json", "--lang", "en").out)
    assert answer["problems"] == answer["held_back"] == []
    assert answer["fixed"] == [
        {"id": "single-member", "file": "small.yaml", "line": 23, "column": 22, "width": 6} | problem["fix"]
    ]
    write(TWICE)
    answer = json.loads(run("validate", "small.yaml", "--fix", "-f", "json", "--lang", "en").out)
    assert (answer["fixed"], [held["id"] for held in answer["held_back"]]) == ([], ["repeated-member"])
    assert answer["held_back"][0]["why"].endswith("Eligible → Not eligible")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--fix", "--diff"], "`--fix` writes and `--diff` only shows"),
        (["--unsafe-fixes"], "goes with `--fix` or `--diff` only"),
        (["--diff", "--format", "json"], "`--diff` is a format of its own"),
    ],
    ids=" ".join,
)
def test_options_that_do_not_go_together(run: Run, write: Write, options: list[str], said: str) -> None:
    """They are bad usage, and nothing is written."""
    path = write(SLIP)
    done = run("validate", "small.yaml", *options, "--lang", "en")
    assert (done.code, path.read_text(encoding="utf-8")) == (2, SLIP)
    assert said in done.err


def test_a_file_that_cannot_be_written_stays_whole(
    patched: Run, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """4, with nothing half-written: neither where the disk fails, nor where somebody else was faster."""
    path = write(SLIP)

    def faster(*_: object) -> str:
        path.write_text(RIGHT + "# later\n", encoding="utf-8")
        return ""

    from smartcommune.authoring.fixing import rounds

    changed = rounds.changed
    monkeypatch.setattr(rounds, "changed", lambda text, edits: faster() or changed(text, edits))
    done = patched("validate", "small.yaml", "--fix", "--lang", "en")
    assert (done.code, path.read_text(encoding="utf-8")) == (4, RIGHT + "# later\n")
    assert "small.yaml: cannot be written: the file was changed meanwhile" in done.err
    assert [found.name for found in tmp_path.iterdir()] == ["small.yaml"]
