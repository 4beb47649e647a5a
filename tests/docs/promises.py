"""What `SECURITY.md` and the page about provenance promise, tried from the outside; a check gives the words there."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import openpyxl

from tests.command import Run

ROOT = Path(__file__).parents[2]
RULES = ROOT / "rules"
ID = "pilot-smart-2023"
DAY = ("--as-of", "2023-06-30")
HEADER = "code,name,province,unit_type,central_pilot,smartphone_rate\n"
# Text that is a formula, a command of a terminal, markup and an annotation where nobody looks.
ACTING = "=1+1 \x1b[31m<b>[x](http://x.example)</b>"
TABLE = f"{HEADER}00001,{ACTING},Huế,xa,không,85\n00002,B,Huế,xa,không,\n"


def table(folder: Path) -> Path:
    path = folder / "t.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def refused(run: Run, folder: Path, text: str) -> str:
    """The ids of the problems of a rule file."""
    (folder / "rules").mkdir(exist_ok=True)
    (folder / "rules" / "x.yaml").write_text(text, encoding="utf-8")
    done = run("validate", "rules/x.yaml", "-f", "json", cwd=folder)
    assert done.code == 3
    return " ".join(problem["id"] for problem in json.loads(done.out)["problems"])


def yaml(run: Run, folder: Path) -> str:
    """Each alone."""
    assert "anchor" in refused(run, folder, "format: &a 1\nid: *a\n")
    assert "tag" in refused(run, folder, "format: !!int 1\n")
    assert "second-document" in refused(run, folder, "format: 1\n---\nformat: 1\n")
    return "Anchors, aliases, tags and second documents are refused in YAML"


def outside(run: Run, folder: Path) -> str:
    """A path that leads out, and a link."""
    shutil.copy(RULES / f"{ID}.yaml", folder / "secret.yaml")
    text = 'format: 1\nid: x\nversion: "1"\nlabel: {{vi: X, en: X}}\nextends: {name}\n'
    assert "outside" in refused(run, folder, text.format(name="../secret.yaml"))
    (folder / "rules" / "link.yaml").symlink_to(folder / "secret.yaml")
    assert "outside" in refused(run, folder, text.format(name="link.yaml"))
    return "reach out of the folder of rules that it stands in, also not by a link"


def network(run: Run, folder: Path) -> str:
    """Not for an answer, a table, a choice, a page of rules, a form or a check of rules."""
    table(folder)
    commands = (
        ("check", str(ROOT / "examples" / "tan-my.yaml")),
        ("batch", "t.csv", *DAY, "-o", "k.xlsx"),
        ("verify", "k.xlsx", "--table", "t.csv"),
        ("select", "t.csv", "--seats", "1", *DAY),
        ("show", ID),
        ("template", "-o", "f.xlsx"),
        ("validate", str(RULES / f"{ID}.yaml")),
    )
    with patch.object(socket.socket, "connect", side_effect=AssertionError), patch("socket.getaddrinfo") as asked:
        for command in commands:
            assert run(*command, cwd=folder).code != 1
    assert not asked.called
    return "No command opens a connection"


def acts(run: Run, folder: Path) -> str:
    """One name that would be all of them."""
    table(folder)
    done = run("batch", "t.csv", *DAY, cwd=folder)
    assert next(csv.DictReader(io.StringIO(done.out)))["name"].startswith("'=")
    assert "\x1b" not in done.err
    run("batch", "t.csv", *DAY, "-o", "k.xlsx", cwd=folder)
    cells = [cell for row in openpyxl.load_workbook(folder / "k.xlsx").worksheets[0] for cell in row]
    assert any("=1+1" in str(cell.value) for cell in cells)
    assert all(cell.data_type != "f" for cell in cells if "=1+1" in str(cell.value))
    profile = {"commune": {"name": ACTING}, "as_of": "2023-06-30", "facts": {"unit_type": "xa"}}
    (folder / "p.json").write_text(json.dumps(profile), encoding="utf-8")
    assert "<b>" not in run("check", "p.json", "-f", "markdown", cwd=folder).out
    assert "\x1b" not in run("check", "p.json", cwd=folder).out
    refused(run, folder, 'format: 1\nid: "x\\n::error::forged"\n')
    assert "\n::error::forged" not in run("validate", "rules/x.yaml", "-f", "github", cwd=folder).out
    return (
        "no formulas in a workbook or a CSV, no commands on a terminal, no markup in Markdown and no annotations in a"
    )


def overwrites(run: Run, folder: Path) -> str:
    """The name itself, a link, a hard link, a way round."""
    path = table(folder)
    (folder / "soft.csv").symlink_to(path)
    (folder / "hard.csv").hardlink_to(path)
    for name in ("t.csv", "soft.csv", "hard.csv", str(path), "nowhere/../t.csv"):
        assert run("batch", "t.csv", *DAY, "-o", name, cwd=folder).code == 2
        assert path.read_text(encoding="utf-8") == TABLE
    return "by whatever name; the run ends in 2 before anything is written"


def again(run: Run, folder: Path) -> str:
    """0 for what the rules give, 20 for a verdict that somebody has changed."""
    table(folder)
    run("batch", "t.csv", *DAY, "-o", "k.csv", cwd=folder)
    assert run("verify", "k.csv", "--table", "t.csv", cwd=folder).code == 0
    results = folder / "k.csv"
    results.write_text(results.read_text(encoding="utf-8").replace("undetermined", "eligible"), encoding="utf-8")
    assert run("verify", "k.csv", "--table", "t.csv", cwd=folder).code == 20
    return "`smartcommune verify` assesses again and compares"


def settings(run: Run, folder: Path) -> str:
    """On the page, in JSON, in every row and in the workbook."""
    table(folder)
    asked = ("--set", "smartphone_min=75%", "--set-cite", "smartphone_min=12/QĐ", "--assumptions", "refuse")
    run("batch", "t.csv", *DAY, *asked, "-o", "k.xlsx", cwd=folder)
    rows = csv.DictReader(io.StringIO(run("batch", "t.csv", *DAY, *asked, cwd=folder).out))
    book = openpyxl.load_workbook(folder / "k.xlsx")
    profile = str(ROOT / "examples" / "tan-my.yaml")
    told = [
        *(row["ruleset"] for row in rows),
        "\n".join(str(cell.value) for row in book.worksheets[-1] for cell in row),
        *(run("check", profile, *DAY, *asked, "-f", format).out for format in ("text", "json")),
    ]
    for text in told:
        assert "smartphone_min=75%" in text
        assert "12/QĐ" in text
        assert "assumptions=refuse" in text
    return "what was set for this run: `--set smartphone_min=75%`, the document behind it, `--assumptions refuse`"


def windows(run: Run, folder: Path) -> str:
    """Line ends and a mark change nothing."""
    text = (RULES / f"{ID}.yaml").read_bytes()
    (folder / "a.yaml").write_bytes(text)
    (folder / "b.yaml").write_bytes(b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"))
    found = [run("digest", name, cwd=folder).out.split()[0] for name in ("a.yaml", "b.yaml")]
    assert found == [hashlib.sha256(text).hexdigest()] * 2
    return "so that a checkout on Windows has the same; for a file with line feeds it is what `sha256sum` prints"


def whole(run: Run, folder: Path) -> str:
    """Of a rule set that extends another: both files."""
    file = RULES / "tinh" / "pilot-smart-nam-dinh.yaml"
    lines = sorted({line.split()[0] for line in run("digest", str(file)).out.splitlines()})
    document = json.loads(run("show", str(file), "-f", "json").out)
    assert document["ruleset"]["sha256"] == hashlib.sha256("".join(f"{each}\n" for each in lines).encode()).hexdigest()
    return "list of its files' digests, one a line, sorted: its own file and those that it extends or asks"


PROMISES: dict[str, Callable[[Run, Path], str]] = {
    "yaml": yaml, "outside": outside, "network": network, "acts": acts, "overwrites": overwrites, "again": again,
    "settings": settings, "windows": windows, "list": whole,
}  # fmt: skip
