"""`smartcommune verify` and `digest`: whether results are what these rules give, and of which texts the rules are."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from tests.command import Run
from tests.quick import some

RULES = Path(__file__).parents[2] / "rules"
TABLE = """\
code,name,province,unit_type,central_pilot,smartphone_rate
00012,=A,Nam Định,xa,không,"85,2"
00013,B,Nam Định,xa,không,
00014,C,Nam Định,phuong,không,x
"""
DAY = ("--as-of", "2023-06-30")
SET = ("--set", "smartphone_min=75%", "--set-cite", "smartphone_min=12/QĐ-UBND", "--assumptions", "refuse")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with a table, and with a rule set that bears a built-in id and is another."""
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "rules").mkdir()
    text = (RULES / "pilot-smart-2023.yaml").read_text(encoding="utf-8").replace("default: 80%", "default: 90%")
    (tmp_path / "rules" / "pilot-smart-2023.yaml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("settings", [(), SET], ids=["as they are", "set"])
@pytest.mark.parametrize("language", some(["vi", "en"], ["vi"]))
@pytest.mark.parametrize("format", some(["csv", "jsonl", "parquet", "xlsx"], ["csv", "xlsx"]))
def test_results_of_batch_are_what_the_rules_give(
    run: Run, here: Path, format: str, language: str, settings: tuple[str, ...]
) -> None:
    """In every format and language: the rules are named, and the rows come out again with what was set."""
    assert here
    assert run("batch", "t.csv", *DAY, *settings, "--lang", language, "-o", f"k.{format}").code == 3
    done = run("verify", f"k.{format}", "--table", "t.csv", "--lang", "en")
    assert (done.code, "2 rows assessed again: the results are the same" in done.out) == (0, True)


CHOICE = """\
code,name,province,unit_type,central_pilot,smartphone_rate
00012,A,Nam Định,xa,không,85
00013,B,Nam Định,xa,không,95
00014,C,Huế,xa,không,85
00015,D,Huế,xa,không,
00016,E,Huế,phuong,không,85
"""


@pytest.mark.parametrize(
    "terms", [(), ("--per", "province=1"), ("--tie-break", "name:most"), ("--min-score", "16", "--tie-break", "code")]
)
@pytest.mark.parametrize("format", some(["csv", "json", "xlsx"], ["csv"]))
def test_a_selection_can_be_verified(run: Run, here: Path, format: str, terms: tuple[str, ...]) -> None:
    """Whatever its terms and the order of its rows, those that are not considered included."""
    (here / "s.csv").write_text(CHOICE, encoding="utf-8")
    assert run("select", "s.csv", "--seats", "2", *terms, *DAY, "-o", f"k.{format}").code in (0, 11)
    done = run("verify", f"k.{format}", "--table", "s.csv", "--lang", "en")
    assert (done.code, "5 rows assessed again: the results are the same" in done.out) == (0, True)


def test_a_changed_pick_is_found(run: Run, here: Path) -> None:
    """A score and a standing that the terms do not give are named."""
    (here / "s.csv").write_text(CHOICE, encoding="utf-8")
    run("select", "s.csv", "--seats", "1", "--tie-break", "smartphone_rate", *DAY, "-o", "k.csv")
    results = (here / "k.csv").read_text(encoding="utf-8")
    first = next(line for line in results.splitlines() if ",picked," in line)
    forged = first.replace("picked", "seats_full").replace("16.67", "99")
    (here / "k.csv").write_text(results.replace(first, forged), encoding="utf-8")
    done = run("verify", "k.csv", "--table", "s.csv", "--lang", "en")
    assert done.code == 20
    assert "B: standing is “seats_full” in the results, assessed again it is “picked”" in done.out
    assert "B: score is “99” in the results" in done.out


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("undetermined", "eligible", "B: verdict is “eligible” in the results, assessed again it is “undetermined”"),
        ("00013,B", "00015,B", "B: not in the table"),
        ("16.66,16.66", "99.0,16.66", "score is “99” in the results"),
    ],
)
def test_an_altered_result_is_told(run: Run, here: Path, old: str, new: str, said: str) -> None:
    """A cell that was changed afterwards is named with what it would be."""
    run("batch", "t.csv", *DAY, "-o", "k.csv")
    text = (here / "k.csv").read_text(encoding="utf-8")
    assert old in text
    (here / "k.csv").write_text(text.replace(old, new, 1), encoding="utf-8")
    done = run("verify", "k.csv", "--table", "t.csv", "--lang", "en")
    assert (done.code, said in done.out) == (20, True)


def test_a_row_that_is_gone_is_told(run: Run, here: Path) -> None:
    """Results that lack a commune of the table are not what the rules give."""
    run("batch", "t.csv", *DAY, "-o", "k.csv")
    lines = (here / "k.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (here / "k.csv").write_text("".join(lines[:2]), encoding="utf-8")
    done = run("verify", "k.csv", "--table", "t.csv", "--lang", "en")
    assert (done.code, "B: in the table, not in the results" in done.out) == (20, True)


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_other_rules_of_the_same_id_are_told(run: Run, here: Path, format: str) -> None:
    """A folder whose rule file differs gives other results; a workbook says which file it is."""
    assert here
    run("batch", "t.csv", *DAY, "-o", f"k.{format}")
    done = run("verify", f"k.{format}", "--rules", "rules", "--lang", "en")
    assert (done.code, "pilot-smart-2023 is another" in done.out) == (20, True)
    assert ("the file that differs: pilot-smart-2023.yaml" in done.out) is (format == "xlsx")


def test_a_changed_rule_set_is_called_so_everywhere(run: Run, here: Path) -> None:
    """Text, Markdown, JSON, table and form of a file with a built-in id and another text; a copy is none."""
    (here / "p.yaml").write_text("as_of: 2023-06-30\nfacts: {unit_type: xa}\n", encoding="utf-8")
    changed, copy = "rules/pilot-smart-2023.yaml", str(RULES / "pilot-smart-2023.yaml")
    for format, mark in (("text", "Changed from"), ("markdown", "Changed from"), ("json", '"changed": [\n')):
        for rules, is_told in ((changed, True), (copy, False)):
            out = run("check", "p.yaml", "--rules", rules, "-f", format, "--lang", "en").out
            assert (mark in out) is is_told
    out = run("batch", "t.csv", *DAY, "--rules", changed).out
    assert " changed\n" in out
    assert run("verify", "t.csv").code == 3


def test_no_old_citation_stands_beside_a_value_that_is_set(run: Run, here: Path) -> None:
    """The document that is named stands there instead, or none at all."""
    (here / "p.yaml").write_text(
        "as_of: 2023-06-30\nfacts: {unit_type: xa, central_pilot: false, smartphone_rate: 78}\n", encoding="utf-8"
    )
    old = "The target of the Giao Phong model"
    for command in (("check", "p.yaml", "--full"), ("show", "pilot-smart-2023", "smartphone_use")):
        for format in ("text", "markdown", "json"):
            before, plain, cited = (
                " ".join(run(*command, *more, "-f", format, "--lang", "en").out.split())
                for more in ((), SET[:2], SET[:4])
            )
            assert old in before
            assert old not in plain + cited
            assert ("12/QĐ-UBND" in cited, "12/QĐ-UBND" in plain) == (True, False)


def test_digests_are_those_of_sha256sum(run: Run, here: Path) -> None:
    """Of files as they are named, sorted; of a text with other line ends or a mark the same."""
    source = here / "rules" / "pilot-smart-2023.yaml"
    sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
    text = source.read_text(encoding="utf-8")
    (here / "windows.yaml").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert run("digest", "rules", "./windows.yaml").out == (
        f"{sha256}  rules/pilot-smart-2023.yaml\n{sha256}  windows.yaml\n"
    )


def test_digests_of_what_a_file_rests_on_are_there(run: Run, here: Path) -> None:
    """The digest of a rule set is that of the list of these digests."""
    shutil.copy(next(RULES.rglob("pilot-smart-nam-dinh.yaml")), here / "rules")
    out = run("digest", "rules/pilot-smart-nam-dinh.yaml").out
    digests, names = zip(*(line.split("  ") for line in out.splitlines()), strict=True)
    assert names == ("rules/pilot-smart-2023.yaml", "rules/pilot-smart-nam-dinh.yaml")
    whole = hashlib.sha256("".join(f"{digest}\n" for digest in sorted(digests)).encode()).hexdigest()
    shown = run("show", "rules/pilot-smart-nam-dinh.yaml", "-f", "json").out
    assert whole in shown


def test_the_recorded_digests_are_those_of_the_command(run: Run) -> None:
    """`rules/rules.sha256` is what `digest` writes there."""
    assert run("digest", ".", cwd=RULES).out == (RULES / "rules.sha256").read_text(encoding="utf-8")
