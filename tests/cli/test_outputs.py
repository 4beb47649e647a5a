"""Every output of every command: what the run reads is not written over, and the name of a file says its format."""

from __future__ import annotations

import os
import shutil
from errno import ENOSPC
from pathlib import Path

import pytest

from smartcommune.source.writing import Sink
from tests.command import Run

RULES = Path(__file__).parents[2] / "rules"
TABLE = (
    "code,name,province,unit_type,central_pilot,smartphone_rate\n1,A,Nam Định,xa,không,85\n2,B,Nam Định,xa,không,x\n"
)
PROFILE = "as_of: 2023-06-30\nfacts: {unit_type: xa, central_pilot: false, smartphone_rate: 85}\n"
DAY = ("--as-of", "2023-06-30")


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with a table, a profile, a map of columns and rule files, in which commands run."""
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "p.yaml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "c.yaml").write_text("columns: {smartphone_rate: smartphone_rate}\n", encoding="utf-8")
    (tmp_path / "rules").mkdir()
    for name in ("ntm-basic-2021", "title-revocation-2022"):
        for found in RULES.rglob(f"{name}*.yaml"):
            shutil.copy(found, tmp_path / "rules")
    shutil.copy(RULES / "pilot-smart-2023.yaml", tmp_path / "rules")
    shutil.copy(RULES / "pilot-smart-2023.cases.yaml", tmp_path / "rules")
    (tmp_path / "link.csv").symlink_to("t.csv")
    (tmp_path / "hard.csv").hardlink_to(tmp_path / "t.csv")
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


OWN = "rules/pilot-smart-2023.yaml"
OVERWRITES = [
    ("batch", "t.csv", "-o", "t.csv"),
    ("batch", "t.csv", "-o", "link.csv"),
    ("batch", "t.csv", "-o", "hard.csv"),
    ("batch", "link.csv", "-o", "./rules/../t.csv"),
    ("batch", "t.csv", *DAY, "-o", "nowhere/../t.csv"),
    ("inspect", "t.csv", "--write-columns", "nowhere/../t.csv"),
    ("batch", "t.csv", *DAY, "-o", "k.csv", "--rejects", "nowhere/../k.csv"),
    ("batch", "t.csv", *DAY, "-o", "k.csv", "--rejects", "hard.csv"),
    ("batch", "t.csv", *DAY, "-o", "k.csv", "--rejects", "k.csv"),
    ("batch", "t.csv", *DAY, "-f", "csv", "--rules", OWN, "-o", OWN),
    ("batch", "t.csv", *DAY, "-f", "csv", "--columns", "c.yaml", "-o", "c.yaml"),
    ("select", "t.csv", "--seats", "1", *DAY, "-o", "link.csv"),
    ("select", "t.csv", "--seats", "1", *DAY, "--rejects", "hard.csv"),
    ("inspect", "t.csv", "-o", "t.csv"),
    ("inspect", "t.csv", "--write-columns", "t.csv"),
    ("inspect", "t.csv", "--columns", "c.yaml", "--write-columns", "c.yaml"),
    ("check", "p.yaml", "-o", "p.yaml"),
    ("check", "p.yaml", "-f", "json", "--rules", OWN, "-o", OWN),
    ("template", "--rules", OWN, "-o", OWN),
    ("validate", "rules", "-f", "text", "-o", "rules/pilot-smart-2023.cases.yaml"),
    ("validate", "rules", "-o", "rules"),
    ("test", "rules", "-f", "json", "-o", OWN),
    ("test", OWN, "--suggest", "-o", "rules/pilot-smart-2023.cases.yaml"),
    ("show", OWN, "-f", "text", "-o", OWN),
    ("diff", OWN, "ntm-2026", "-f", "json", "-o", OWN),
    ("diff", OWN, OWN, "--on", "t.csv", *DAY, "-f", "json", "-o", "hard.csv"),
]


@pytest.mark.parametrize("arguments", OVERWRITES, ids=" ".join)
def test_what_is_read_is_not_written_over(run: Run, here: Path, arguments: tuple[str, ...]) -> None:
    """Whatever the option and by whatever name: the run ends in 2 and every file is as it was."""
    before = files(here)
    code, _, err = run(*arguments, "--lang", "en")
    assert (code, "would overwrite a file in use" in err) == (2, True)
    assert files(here) == before


def test_a_parent_is_not_written_over(run: Run, here: Path) -> None:
    """A file that only another rule file names is in use as well, and so is a built-in one."""
    shutil.copy(next(RULES.rglob("pilot-smart-nam-dinh.yaml")), here / "rules")
    before = files(here)
    given = ("show", "rules/pilot-smart-nam-dinh.yaml", "-f", "text", "-o", OWN, "--lang", "en")
    assert run(*given)[0] == 2
    built_in = str(RULES / "pilot-smart-2023.yaml")
    assert run("list", "-f", "json", "-o", built_in)[0] == 2
    assert files(here) == before


UNFIT = [
    (("check", "p.yaml", "-o", "a.zip"), ".txt, .md, .html, .docx, .json"),
    (("check", "p.yaml", "-o", "a"), ".txt, .md, .html, .docx, .json"),
    (("batch", "t.csv", *DAY, "-o", "a.md"), ".csv, .xlsx, .parquet, .jsonl"),
    (("select", "t.csv", "--seats", "1", *DAY, "-o", "a.xml"), ".txt"),
    (("inspect", "t.csv", "-o", "a.csv"), ".txt, .json"),
    (("inspect", "t.csv", "--write-columns", "a.csv"), ".yaml"),
    (("batch", "t.csv", *DAY, "--rejects", "a.xlsx"), ".csv"),
    (("template", "-o", "a.json"), ".yaml"),
    (("validate", "rules", "-o", "a.md"), ".txt, .json, .sarif, .xml"),
    (("test", "rules", "-o", "a.sarif"), ".txt, .json, .xml"),
    (("test", OWN, "--suggest", "-o", "a.txt"), ".yaml"),
    (("show", OWN, "-o", "a.yaml"), ".txt"),
    (("list", "-o", "a.csv"), ".txt, .md, .json"),
    (("diff", OWN, "ntm-2026", "-o", "a.csv"), ".txt, .md, .html, .json"),
    (("schema", "profile", "-o", "a.yaml"), ".json"),
]


@pytest.mark.parametrize(("arguments", "known"), UNFIT, ids=lambda value: " ".join(value) if value[0] != "." else "")
def test_a_suffix_that_the_command_cannot_write_is_bad_usage(
    run: Run, here: Path, arguments: tuple[str, ...], known: str
) -> None:
    """It ends in 2, and the answer names the suffixes that there are."""
    before = files(here)
    code, _, err = run(*arguments, "--lang", "en")
    assert (code, known in err) == (2, True)
    assert files(here) == before


FITTING = [
    (("check", "p.yaml"), {"a.txt": "ĐỦ", "a.md": "## ", "a.json": '{\n  "schema"'}),
    (("batch", "t.csv", *DAY), {"a.csv": "\ufeffcode,", "a.jsonl": '{"code"', "a.NDJSON": '{"code"'}),
    (("inspect", "t.csv"), {"a.txt": "t.csv", "a.json": "{"}),
    (("validate", OWN), {"a.json": '{\n  "schema"', "a.sarif": '{\n  "$schema"', "a.xml": "<?xml"}),
    (("test", "rules/ntm-basic-2021.yaml"), {"a.json": "{", "a.xml": "<?xml", "a.txt": "  "}),
    (("show", OWN), {"a.md": "# ", "a.json": "{"}),
    (("list",), {"a.md": "|", "a.json": "{"}),
    (("template",), {"a.yml": "#", "a.csv": "\ufeff"}),
]


@pytest.mark.parametrize(
    ("arguments", "answers"), FITTING, ids=lambda value: value[0] if value.__class__ is tuple else ""
)
def test_the_suffix_chooses_the_format(
    run: Run, here: Path, arguments: tuple[str, ...], answers: dict[str, str]
) -> None:
    """The name of the file is enough; `--format` beside it wins."""
    for name, begin in answers.items():
        run(*arguments, "-o", name)
        assert begin in (here / name).read_text(encoding="utf-8")[:200]
    formats = {"template": "yaml", "batch": "csv"}
    assert run(*arguments, "-f", formats.get(arguments[0], "json"), "-o", "a.zip")[0] != 2


@pytest.mark.parametrize("arguments", [("validate", OWN), ("test", "rules/ntm-basic-2021.yaml")], ids=" ".join)
def test_a_quiet_run_writes_its_file(run: Run, here: Path, arguments: tuple[str, ...]) -> None:
    """`-q` is about the screen; the report that was asked for is there."""
    assert run(*arguments, "-q", "-o", "a.xml")[:2] == (0, "")
    assert (here / "a.xml").read_text(encoding="utf-8").startswith("<?xml")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    "arguments",
    [
        ("batch", "t.csv", *DAY, "-o", "/dev/full"),
        ("batch", "t.csv", *DAY, "-f", "jsonl", "-o", "/dev/full"),
        ("batch", "t.csv", *DAY, "-o", "k.csv", "--rejects", "/dev/full"),
        ("select", "t.csv", "--seats", "1", *DAY, "-f", "csv", "-o", "/dev/full"),
        ("inspect", "t.csv", "--write-columns", "/dev/full"),
    ],
    ids=" ".join,
)
def test_the_file_that_is_full_is_named(run: Run, here: Path, arguments: tuple[str, ...]) -> None:
    """Also where two files are written at once, and nothing of the other one appears."""
    before = files(here)
    code, _, err = run(*arguments, "--lang", "en")
    assert (code, err.splitlines()[-1]) == (4, "smartcommune: /dev/full: cannot be written: No space left on device")
    assert files(here) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("batch", "t.csv", "-o", "k.parquet"),
        ("batch", "t.csv", "-o", "k.xlsx"),
        ("select", "t.csv", "--seats", "1", "-o", "k.xlsx"),
    ],
    ids=" ".join,
)
def test_a_disk_that_is_full_is_told_of_files_that_a_library_writes(
    patched: Run, here: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    """What the system said comes out, whatever the library makes of it, and nothing of the file appears."""
    whole = Sink.write

    def write(sink: Sink, content: bytes) -> int:
        if sink._name != arguments[-1]:
            return whole(sink, content)
        with sink._remembered():
            raise OSError(ENOSPC, os.strerror(ENOSPC))

    monkeypatch.setattr(Sink, "write", write)
    before = files(here)
    code, out, err = patched(*arguments, *DAY, "--lang", "en")
    assert (code, out) == (4, "")
    assert err.splitlines()[-1] == f"smartcommune: {arguments[-1]}: cannot be written: No space left on device"
    assert files(here) == before


def test_standard_output_has_other_names(run: Run, patched: Run, here: Path) -> None:
    """`-o /dev/stdout` is standard output, and an open descriptor is written to as it is."""
    _, plain, _ = run("batch", "t.csv", *DAY)
    _, named, _ = run("batch", "t.csv", *DAY, "-o", "/dev/stdout")
    assert named == plain != ""
    with (here / "log.csv").open("ab") as file:
        os.write(file.fileno(), b"before\n")
        patched("batch", "t.csv", *DAY, "-o", f"/dev/fd/{file.fileno()}")  # another process has no such descriptor
    assert (here / "log.csv").read_text(encoding="utf-8") == f"before\n{plain}"
