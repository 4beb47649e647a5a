"""Standard streams: always UTF-8, quiet when a reader goes, the same bytes everywhere."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.command import COMMAND, PATIENCE, Run, environment

from .conftest import DAY, ELIGIBLE, EXAMPLES, NOT_ELIGIBLE, OUT_OF_SCOPE, UNDETERMINED, WriteProfile

CODE_PAGES = ["cp1258", *(pytest.param(name, marks=pytest.mark.full) for name in ("cp437", "ascii"))]
FORMATS = ["text", *(pytest.param(name, marks=pytest.mark.full) for name in ("json", "markdown"))]


# ---------------------------------------------------------------------------------------------------------------------
# Encodings


def of_code_page(name: str) -> dict[str, str]:
    """The environment of a system that has a code page without Vietnamese."""
    return {"PYTHONIOENCODING": name, "PYTHONUTF8": "0", "LC_ALL": "C"}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("code_page", CODE_PAGES)
def test_vietnamese_comes_out_whole(run: Run, process: Run, profile: WriteProfile, code_page: str, format: str) -> None:
    """Whatever code page the system gives the streams, the answer is the same UTF-8."""
    path = profile(NOT_ELIGIBLE, commune={"name": "Tân Mỹ", "province": "Đắk Lắk"})
    usual = run("check", path, "--format", format)
    strange = process("check", path, "--format", format, env=of_code_page(code_page))
    assert strange == usual
    assert "Tân Mỹ" in strange.out


@pytest.mark.parametrize("code_page", CODE_PAGES)
def test_problems_come_out_whole(run: Run, process: Run, profile: WriteProfile, code_page: str) -> None:
    """Standard error is UTF-8 as well."""
    path = profile({"xã_lạ": "Đắk Lắk"})
    strange = process("check", path, env=of_code_page(code_page))
    assert strange == run("check", path)
    assert "xã_lạ" in strange.err


@pytest.mark.parametrize("code_page", CODE_PAGES)
def test_vietnamese_is_whole_in_a_file(
    run: Run, process: Run, profile: WriteProfile, tmp_path: Path, code_page: str
) -> None:
    """Standard output redirected to a file, and `-o`, both hold UTF-8 without a byte order mark."""
    path = profile(NOT_ELIGIBLE)
    env = of_code_page(code_page)
    redirected, written = tmp_path / "redirected.txt", tmp_path / "written.txt"
    with redirected.open("wb") as file:
        assert process("check", path, env=env, stdout=file).err == ""
    assert process("check", path, "-o", str(written), env=env).err == ""
    expected = run("check", path).out.encode()
    assert redirected.read_bytes() == expected
    assert written.read_bytes() == expected


def test_standard_input_is_utf_8(process: Run) -> None:
    """A profile from standard input is read as UTF-8, whatever the code page."""
    text = f"commune: {{name: Đồng Tháp}}\nas_of: {DAY}\nfacts: {{unit_type: phuong}}\n"
    done = process("check", "-", "--format", "json", stdin=text, env=of_code_page("cp1258"))
    assert done.answer["commune"]["name"] == "Đồng Tháp"


def test_help_comes_out_whole(run: Run, process: Run) -> None:
    """The help is Vietnamese too."""
    strange = process("check", "--help", env=of_code_page("cp1258"))
    assert strange == run("check", "--help")
    assert "hồ sơ xã" in strange.out


# ---------------------------------------------------------------------------------------------------------------------
# Readers that go away


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(("facts", "code"), [(ELIGIBLE, 0), (NOT_ELIGIBLE, 10), (UNDETERMINED, 11), (OUT_OF_SCOPE, 12)])
def test_a_reader_that_is_gone_ends_the_output_quietly(
    profile: WriteProfile, tmp_path: Path, facts: dict[str, object], code: int, format: str
) -> None:
    """Nobody reads: the verdict's own code, and not a word on standard error."""
    process = subprocess.Popen(
        [*COMMAND, "check", profile(facts), "--format", format],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(tmp_path),
        cwd=tmp_path,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    with process.stderr:
        assert process.stderr.read() == b""
    assert process.wait(timeout=PATIENCE) == code


def test_a_reader_that_leaves_early_ends_the_output_quietly(tmp_path: Path) -> None:
    """As with `| head -1`: one line of far more than a pipe holds is read, then the reader leaves."""
    paths = [str(path) for path in sorted(EXAMPLES.glob("*.yaml"))] * 3
    process = subprocess.Popen(
        [*COMMAND, "check", *paths, "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(tmp_path),
        cwd=tmp_path,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline() == b"{\n"
    process.stdout.close()
    with process.stderr:
        assert process.stderr.read() == b""
    assert process.wait(timeout=PATIENCE) == 10


# ---------------------------------------------------------------------------------------------------------------------
# The same bytes always


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_input_gives_the_same_bytes(process: Run, profile: WriteProfile, tmp_path: Path, format: str) -> None:
    """Hash seeds, time zones, locales and folders do not show in any answer."""
    paths = [profile(NOT_ELIGIBLE, "1.json"), profile(UNDETERMINED, "2.json"), profile(OUT_OF_SCOPE, "3.json")]
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    surroundings = [
        ({"PYTHONHASHSEED": "0"}, tmp_path),
        ({"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"}, folder),
        ({"PYTHONHASHSEED": "2", "TZ": "Etc/GMT+12", "LC_ALL": "C"}, Path("/")),
        ({"PYTHONHASHSEED": "3", "LC_ALL": "vi_VN.UTF-8", "LANGUAGE": "vi", "USER": "x"}, tmp_path),
    ]
    answers = {
        process("check", *paths, "--format", format, env={**env, "COLUMNS": "80"}, cwd=cwd) for env, cwd in surroundings
    }
    assert len(answers) == 1
    assert str(tmp_path) not in answers.pop().out


def test_the_same_problems_give_the_same_bytes(process: Run, profile: WriteProfile) -> None:
    """Problems come in the order of their places, whatever the hash seed."""
    path = profile({"nope": 1, "unit_tipe": "xa", "unit_type": "town", "adults": 1, "smartphone_adults": 2})
    seeds = [process("check", path, env={"PYTHONHASHSEED": str(seed)}) for seed in range(4)]
    assert len(set(seeds)) == 1
    columns = [int(found) for found in re.findall(r":1:(\d+): ", seeds[0].err)]
    assert columns == sorted(columns)
    assert len(columns) >= 4


@pytest.mark.parametrize("given", ["0", "1", "-5", "99999", "many", ""])
def test_a_strange_width_is_no_matter(run: Run, profile: WriteProfile, given: str) -> None:
    """`COLUMNS` that is no sensible number neither fails nor hangs."""
    assert run("check", profile(NOT_ELIGIBLE), env={"COLUMNS": given}).code == 10


def test_deep_conditions_can_be_shown(run: Run, tmp_path: Path, profile: WriteProfile) -> None:
    """A rule file may nest conditions further than a page is wide; the answer still comes, and keeps to the width."""
    depth = 50
    condition = "{not: " * depth + "{indicator: flag, is: true}" + "}" * depth
    rules = tmp_path / "deep.yaml"
    rules.write_text(
        "format: 1\nid: deep\nversion: '1'\nlabel: {vi: Sâu, en: Deep}\nin_force: {from: 2021-01-01}\n"
        "sources: {law: {title: {vi: Luật, en: Law}, kind: law, date: 2020-01-01}}\n"
        "indicators: {flag: {type: boolean, label: {vi: Cờ, en: Flag}}}\n"
        f"criteria: {{deep: {{label: {{vi: Sâu, en: Deep}}, cite: law, test: {condition}}}}}\n"
        "verdict: {scope: [], eligible_when: deep}\n",
        encoding="utf-8",
    )
    path = profile({"flag": True})
    assert run("check", path, "--rules", str(rules), "--format", "json").code == 0
    done = run("check", path, "--rules", str(rules), env={"COLUMNS": "80"})
    assert done.code == 0
    assert [line for line in done.out.splitlines() if cell_len(line) > 80] == []
