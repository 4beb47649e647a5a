"""Hostile names and values through every renderer, and files that cannot be written: what comes out never acts.

Each row of "Writing" in the list of threats that `check` can meet has its test.
"""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from smartcommune.problems import WriteError
from smartcommune.source.writing import write_text
from tests.command import PATIENCE, Run, environment
from tests.quick import some

HOSTILE = {
    "red": "\x1b[31mđỏ\x1b[0m",
    "title": "\x1b]0;owned\x07",
    "clear": "\x1b[2J\x1b[H",
    "csi": "\x9b31m",
    "osc": "\x9d0;owned\x9c",
    "next line": "a\x85b",
    "nul": "a\x00b",
    "back": "abc\x08\x08\x08",
    "return": "abc\rdef",
    "bell": "\x07",
    "delete": "\x7f",
    "override": "\u202etxt.exe",
    "isolate": "\u2066a\u2069",
    "marks": "\u200e\u200f\u061c",
    "zero width": "a\u200bb\u200cc\u200dd\u2060e\ufefff",
    "separators": "a\u2028b\u2029c",
    "private": "\ue000\U000f0000",
    "tags": "\U000e0041\U000e007f",
    "not a character": "\ufdd0\ufffe",
    "newline": "a\nb\n\n# c\n- d",
    "forged": "a\n::error file=x::b",
    "tab": "\ta\tb",
    "rich": "[/] [bold]x[/bold] [link=https://x]y[/link] [not closed :smile:",
    "closing": "[/]",
    "formula": "=1+1",
    "plus": "+1+cmd|' /C calc'!A0",
    "at": "@SUM(1)",
    "script": "<script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "comment": "<!-- -->",
    "link": "[a](javascript:alert(1)) ![b](x) <javascript:c> <https://d>",
    "entity": "&lt;b&gt; &#60;i&#62; &amp;",
    "fence": "```\n</code>\n~~~",
    "code": "`a` ``b``",
    "rule": "---\n***\n===",
    "table": "| a | b |\n|---|---|",
    "backslash": "\\| \\\\ \\n \\",
    "format": "{0} {name} {} %s %(a)s {{}}",
    "json": '"}],"verdict":"eligible',
    "combining": "a" + "\u0301" * 200,
    "wide": "全" * 200,
    "long": "x" * 10_000,
    "spaces": "   a   ",
    "no-break": "a\u00a0b\u3000c",
    "emoji": "👩‍👩‍👧 🇻🇳 ✔️",
}
FACTS: dict[str, object] = {"unit_type": "xa", "central_pilot": False, "smartphone_rate": "85.2%"}
OVERRIDES = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
FORMATS = ["text", "json", "markdown", "html"]


def acting(output: str) -> set[str]:
    """The characters of an output that a terminal would act on, apart from the end of a line."""
    return {
        repr(character)
        for character in output
        if (unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") and character != "\n") or character in OVERRIDES
    }


def write_profile(path: Path, **content: object) -> str:
    """A profile as JSON, which YAML reads: every hostile character is an escape inside quotes."""
    path.write_text(json.dumps({"as_of": "2023-06-30", "facts": FACTS, **content}), encoding="ascii")
    return str(path)


# ---------------------------------------------------------------------------------------------------------------------
# Names and values


@pytest.fixture
def communes(tmp_path: Path) -> dict[str, str]:
    """A profile for each hostile text, by its path: the commune bears the text as its name and in its province."""
    return {
        write_profile(tmp_path / f"{number}.json", commune={"name": text, "province": f"T {text}"}): text
        for number, text in enumerate(HOSTILE.values())
    }


def named(names: Iterable[str], err: str) -> set[str]:
    """The files in which problems were found."""
    return {name for name in names if f"{name}:" in err}


@pytest.mark.parametrize("format", some(FORMATS, ["text"]))
def test_a_hostile_commune_does_not_act(run: Run, tmp_path: Path, format: str) -> None:
    """A commune's name, province and code come out as text, or are refused as a problem that is text."""
    for number, text in enumerate(HOSTILE.values()):
        write_profile(tmp_path / f"{number}.json", commune={"name": text, "province": f"T {text}", "code": text})
    code, out, err = run("check", *map(str, tmp_path.glob("*.json")), "--format", format)
    assert code in (0, 3)
    assert out
    assert acting(out + err) == set()


def test_json_gives_a_hostile_name_back(run: Run, communes: dict[str, str]) -> None:
    """What is not refused comes out of JSON as it went in, in composed form and without spaces around it."""
    done = run("check", *communes, "--format", "json")
    refused = named(communes, done.err)
    assert len(refused) < len(communes) / 2
    assert [answer["commune"]["name"] for answer in done.answers] == [
        unicodedata.normalize("NFC", text).strip() for path, text in communes.items() if path not in refused
    ]


def test_markdown_shows_no_live_html(run: Run, communes: dict[str, str]) -> None:
    """In Markdown there is no tag, link, image or code that a profile brought along, and one heading a commune."""
    _, out, err = run("check", *communes, "--format", "markdown", "--lang", "en")
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(out)
    kinds = {token.type for token in tokens}
    inline = {child.type for token in tokens for child in token.children or []}
    assert not kinds & {"html_block", "fence", "code_block", "hr", "bullet_list_open", "blockquote_open"}
    assert inline <= {"text", "text_special", "softbreak", "strong_open", "strong_close"}
    headings = sum(token.type == "heading_open" and token.tag == "h2" for token in tokens)
    assert headings >= len(communes) - len(named(communes, err))


@pytest.mark.full
def test_a_terminal_page_keeps_its_width(run: Run, communes: dict[str, str]) -> None:
    """However long or wide a name is, no line of the page is longer than 80 columns."""
    from rich.cells import cell_len

    code, out, _ = run("check", *communes, "--lang", "en")
    assert code in (0, 3)
    assert [line for line in out.splitlines() if cell_len(line) > 80] == []


PLACES: dict[str, Callable[[str], dict[str, Any]]] = {
    "value": lambda text: {"facts": {"unit_type": text}},
    "key": lambda text: {"facts": {text: "1"}},
    "text": lambda text: {"facts": {"adults": {"value": text, "nope": text}}},
}


def told_once(err: str) -> bool:
    """Whether each problem takes one line of its own, and the last line counts them."""
    lines = [line for line in err.splitlines()[:-1] if line.endswith("]") and not line.startswith(" ")]
    return len(lines) == int(err.splitlines()[-1].split()[0])


@pytest.mark.parametrize("place", PLACES)
def test_a_hostile_text_in_a_problem_does_not_act(run: Run, tmp_path: Path, place: str) -> None:
    """What a message quotes from a file, and the line below it, is text; each problem takes one line of its own."""
    for number, text in enumerate(HOSTILE.values()):
        content = json.dumps(PLACES[place](text), ensure_ascii=place == "key")
        (tmp_path / f"{number}.yaml").write_text(content, encoding="utf-8", errors="replace")
    code, out, err = run("check", *map(str, tmp_path.glob("*.yaml")), "--lang", "en")
    assert code in (3, 4)
    assert acting(out + err) == set()
    assert told_once(err)


def test_a_hostile_file_name_does_not_act(run: Run, tmp_path: Path) -> None:
    """The name of a file that is not there is text, each in a line of its own."""
    names = [text.replace("/", "").replace("\0", "")[:60] or "x" for text in HOSTILE.values()]
    code, out, err = run("check", *(str(tmp_path / f"{name}.json") for name in names), "--lang", "en")
    assert (code, out) == (4, "")
    assert acting(err) == set()
    assert told_once(err)


OPTIONS = ["--set", "--rules", "--", "--as-of", "--format", "--lang", "--assumptions"]


@pytest.mark.parametrize("option", some(OPTIONS, ["--set"]))
def test_a_hostile_option_does_not_act(run: Run, tmp_path: Path, option: str) -> None:
    """An option's value, or an option that does not exist, is shown as text."""
    path = write_profile(tmp_path / "p.json")
    texts = [text.replace("\0", "\x01") for text in HOSTILE.values()]
    calls = [[f"--{text}"] if option == "--" else [option, text] for text in texts]
    ended = {repr(call): run("check", path, *call) for call in calls}
    assert {call: done for call, done in ended.items() if done.code not in (2, 4)} == {}
    assert {call: done for call, done in ended.items() if acting(done.out + done.err)} == {}


RULES = """\
format: 1
id: hostile
version: {version}
label: {{vi: {text}, en: {text}}}
in_force: {{from: 2021-01-01, until: 2025-12-31, note: {{vi: {text}, en: {text}}}}}
sources:
  law: {{title: {{vi: {text}, en: {text}}}, number: {text}, kind: law, date: 2020-01-01}}
  news: {{title: {{vi: {text}, en: {text}}}, kind: press, date: 2020-01-01}}
indicators:
  kind:
    type: enum
    values: {{a: {{vi: {other}, en: {other}}}, b: {{vi: {text}, en: {text}}}}}
    label: {{vi: {text}, en: {text}}}
  word: {{type: text, label: {{vi: {text}, en: {text}}}}}
  rate: {{type: percent, label: {{vi: {text}, en: {text}}}}}
  length: {{type: number, unit: km, label: {{vi: {text}, en: {text}}}}}
thresholds:
  low:
    type: percent
    basis: assumption
    cite: news
    from_test: {{vi: {text}, en: {text}}}
    values: [{{from: 2021-01-01, default: 15%}}]
criteria:
  one: {{cite: [law, news], label: {{vi: {text}, en: {text}}}, test: {{indicator: kind, is: a}}}}
  two: {{cite: law, label: {{vi: {text}, en: {text}}}, test: {{indicator: word, is: {text}}}}}
  three: {{cite: law, label: {{vi: {text}, en: {text}}}, test: {{indicator: rate, gte: {{threshold: low}}}}}}
  four: {{cite: law, label: {{vi: {text}, en: {text}}}, test: {{indicator: length, gte: 5}}}}
verdict: {{scope: [], eligible_when: {{all_of: [one, two, three, four]}}}}
notices:
  - {{from: 2021-01-01, cite: [law, news], text: {{vi: {text}, en: {text}}}}}
"""


def quoted(text: str) -> str:
    """The text as a YAML scalar whose every unusual character is an escape."""
    plain = (char if char.isascii() and char.isalnum() else f"\\U{ord(char):08x}" for char in text)
    return f'"{"".join(plain)}"'


@pytest.mark.full
@pytest.mark.parametrize("format", some(FORMATS, ["text"]))
def test_a_hostile_rule_file_does_not_act(run: Run, tmp_path: Path, format: str) -> None:
    """Every text of a rule file comes out as text, inside and outside its time."""
    outside = write_profile(tmp_path / "2.json", facts={"kind": "b"}, as_of="2030-01-01")
    for text in HOSTILE.values():
        rules = tmp_path / "hostile.yaml"
        rules.write_text(RULES.format(version="2021.1", text=quoted(text), other=quoted(f"{text}a")), encoding="ascii")
        facts = {"kind": "b", "word": text, "rate": "10%", "length": 3}
        inside = write_profile(tmp_path / "1.json", facts=facts, commune={"name": "A"})
        code, out, err = run("check", inside, outside, "--rules", str(rules), "--format", format)
        assert (code, err) == (10, ""), text
        assert acting(out) == set(), text
        if format == "markdown":
            tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(out)
            inline = {child.type for token in tokens for child in token.children or []}
            assert inline <= {"text", "text_special", "softbreak", "hardbreak", "strong_open", "strong_close"}, text
            assert not {"html_block", "fence", "code_block"} & {token.type for token in tokens}, text


@pytest.mark.full
def test_a_hostile_version_is_refused(run: Run, tmp_path: Path) -> None:
    """A version stands in file names and logs: only plain text is one, and what is refused is shown as text."""
    path, rules = write_profile(tmp_path / "p.json"), tmp_path / "hostile.yaml"
    ended = {}
    for text in HOSTILE.values():
        rules.write_text(RULES.format(version=quoted(text), text="plain", other="other"), encoding="ascii")
        ended[text] = run("check", path, "--rules", str(rules))
    assert {text: done for text, done in ended.items() if (done.code, done.out) != (3, "")} == {}
    assert {text: done for text, done in ended.items() if "[bad-version]" not in done.err} == {}
    assert {text: done for text, done in ended.items() if acting(done.err)} == {}


@pytest.mark.parametrize("name", ["[/]", "[bold]x", "[link=https://x.vn]y[/link]", ":smile:", "\\[x]", "[red]"])
def test_markup_in_a_name_is_shown_as_it_is(run: Run, tmp_path: Path, name: str) -> None:
    """What looks like the terminal library's own markup is text."""
    code, out, _ = run("check", write_profile(tmp_path / "p.json", commune={"name": name}))
    assert code == 0
    assert name in out


def test_a_formula_stays_a_name(run: Run, tmp_path: Path) -> None:
    """Only tables guard against formulas: JSON, Markdown and the page give `=1+1` as it is."""
    for format in FORMATS:
        assert "=1+1" in run("check", write_profile(tmp_path / "p.json", commune={"name": "=1+1"}), "-f", format)[1]


# ---------------------------------------------------------------------------------------------------------------------
# Files that cannot be written


def only_old(folder: Path) -> bool:
    """Whether a folder holds the old answer and nothing else."""
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == {"answer.txt": "old\n"}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """An answer that is there already, alone in its folder."""
    folder = tmp_path / "out"
    folder.mkdir()
    path = folder / "answer.txt"
    path.write_text("old\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("function", ["fsync", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS], ids=errno.errorcode.get)
def test_a_failure_to_write_leaves_the_old_file(
    patched: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, target: Path, function: str, number: int
) -> None:
    """A full or broken disk ends in 4 with the file's name; the old answer stays, and no temporary file with it."""

    def fail(*_: Any, **__: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, function, fail)
    code, out, err = patched("check", write_profile(tmp_path / "p.json"), "-o", str(target), "--lang", "en")
    monkeypatch.undo()
    assert (code, out) == (4, "")
    assert "out/answer.txt" in err
    assert os.strerror(number) in err
    assert err.count("\n") == 1
    assert only_old(target.parent)


def terminated() -> BaseException:
    """What a signal to end raises; the command line is imported anew for each call, and this with it."""
    return sys.modules["smartcommune.cli.signals"].Terminated()


@pytest.mark.parametrize(("end", "code"), [(KeyboardInterrupt, 130), (terminated, 143)], ids=["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("function", ["fsync", "replace"])
def test_an_end_in_between_leaves_the_old_file(
    patched: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    target: Path,
    function: str,
    end: Callable[[], BaseException],
    code: int,
) -> None:
    """Interrupted or terminated while writing: the old answer stays, and no temporary file with it."""

    def stop(*_: Any, **__: Any) -> None:
        raise end()

    monkeypatch.setattr(os, function, stop)
    found = patched("check", write_profile(tmp_path / "p.json"), "-o", str(target))
    monkeypatch.undo()
    assert found[:2] == (code, "")
    assert only_old(target.parent)


KILLED = """\
import os, signal, sys
from smartcommune.cli import main
def die(*_, **__):
    os.kill(os.getpid(), signal.{signal})
os.{function} = die
sys.argv = ["smartcommune", *sys.argv[1:]]
sys.exit(main())
"""


@pytest.mark.parametrize("function", ["fsync", "replace"])
def test_a_killed_writer_never_leaves_a_torn_file(tmp_path: Path, target: Path, function: str) -> None:
    """Killed with the answer half on the disk, the process leaves the old answer whole under its name."""
    code = _run(KILLED.format(signal="SIGKILL", function=function), tmp_path, target)
    assert code == -signal.SIGKILL
    assert target.read_text(encoding="utf-8") == "old\n"


@pytest.mark.parametrize("function", ["fsync", "replace"])
def test_a_terminated_writer_cleans_up(tmp_path: Path, target: Path, function: str) -> None:
    """A real SIGTERM while writing ends in 143, with the old answer and nothing beside it."""
    code = _run(KILLED.format(signal="SIGTERM", function=function), tmp_path, target)
    assert code == 143
    assert only_old(target.parent)


def _run(script: str, tmp_path: Path, target: Path) -> int:
    arguments = [sys.executable, "-c", script, "check", write_profile(tmp_path / "p.json"), "-o", str(target)]
    process = subprocess.run(
        arguments, env=environment(tmp_path), cwd=tmp_path, capture_output=True, timeout=PATIENCE, check=False
    )
    assert b"Traceback" not in process.stderr
    return process.returncode


def test_a_folder_that_allows_no_writing_leaves_the_old_file(run: Run, tmp_path: Path, target: Path) -> None:
    """A folder without write permission, or for root one that does not exist, ends in 4."""
    if os.geteuid() == 0:
        aim = target.parent / "none" / "answer.txt"
    else:
        aim = target
        target.parent.chmod(0o500)
    code, out, err = run("check", write_profile(tmp_path / "p.json"), "-o", str(aim))
    target.parent.chmod(0o700)
    assert (code, out) == (4, "")
    assert "answer.txt" in err
    assert only_old(target.parent)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_device_is_told(run: Run, tmp_path: Path) -> None:
    """Writing to a device that is full ends in 4 and leaves the device."""
    code, out, err = run("check", write_profile(tmp_path / "p.json"), "-o", "/dev/full")
    assert (code, out) == (4, "")
    assert "/dev/full" in err
    assert Path("/dev/full").is_char_device()


@pytest.mark.parametrize("name", ["", "x" * 300], ids=["empty", "long"])
def test_a_name_that_no_file_can_have_is_told(run: Run, tmp_path: Path, name: str) -> None:
    """An empty name and a name too long are failures to write, and no bugs of ours."""
    code, out, err = run("check", write_profile(tmp_path / "p.json"), "-o", name)
    assert code in (2, 4)
    assert out == ""
    assert acting(err) == set()


def test_a_hostile_file_name_in_a_failure_does_not_act(run: Run, tmp_path: Path) -> None:
    """The name of a file that cannot be written is shown as text."""
    code, _, err = run("check", write_profile(tmp_path / "p.json"), "-o", str(tmp_path / "\x1b[31m" / "x.txt"))
    assert code == 4
    assert acting(err) == set()
    assert "\\x1b[31m" in err


def test_the_caller_is_told_of_a_failure(monkeypatch: pytest.MonkeyPatch, target: Path) -> None:
    """In Python a failure to write is a `WriteError` with the path and the reason."""

    def fail(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(WriteError) as caught:
        write_text(str(target), "new")
    assert caught.value.reason == "No space left on device"
    assert caught.value.path.endswith("answer.txt")
    assert only_old(target.parent)
