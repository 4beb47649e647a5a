"""What is installed is whole: from a wheel, from a source distribution and as an editable copy.

Each is put into an empty environment and run from a folder that has nothing to do with the project. Building and
installing need the package index that pip is configured for.
"""

from __future__ import annotations

import email
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RULES = ROOT / "rules"
EXAMPLE = ROOT / "examples" / "tan-my.yaml"
pytestmark = [
    pytest.mark.full,
    pytest.mark.xdist_group("packaging"),  # what is built once serves all of these
    pytest.mark.skipif(find_spec("build") is None, reason="build is not installed: `.[full]`"),
]
KINDS = ["wheel", "sdist", "editable"]


def environment(home: Path) -> dict[str, str]:
    """Nothing but the path, a home and pip's own settings; Python finds only what was installed."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_"))}
    proxies = {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")}
    return {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(home), **kept, **proxies}


def run(*command: str | Path, home: Path, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    """A command that may install something; its output is shown where it fails."""
    return subprocess.run(
        [str(part) for part in command], env=environment(home), cwd=cwd, capture_output=True, timeout=600, check=False
    )


def succeed(*command: str | Path, home: Path, cwd: Path) -> None:
    done = run(*command, home=home, cwd=cwd)
    assert done.returncode == 0, (done.stdout + done.stderr).decode(errors="replace")[-3000:]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project without caches and repository, so that building leaves no trace in the original."""
    target = tmp_path_factory.mktemp("source") / "smartcommune"
    unwanted = shutil.ignore_patterns(
        ".git", ".coverage*", "__pycache__", ".*_cache", ".hypothesis", "dist", "*.egg-info", ".venv"
    )
    shutil.copytree(ROOT, target, ignore=unwanted)
    return target


@pytest.fixture(scope="module")
def built(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the source distribution, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    succeed(sys.executable, "-m", "build", "--outdir", folder, source, home=folder, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (path,) = built.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def sdist(built: Path) -> Path:
    (path,) = built.glob("*.tar.gz")
    return path


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, bytes]:
    """What the code under test says about the example."""
    folder = tmp_path_factory.mktemp("expected")
    command = [sys.executable, "-m", "smartcommune", "check", EXAMPLE]
    done = subprocess.run(command, env=environment(folder), cwd=folder, capture_output=True, timeout=600, check=False)
    assert done.stderr == b""
    return done.returncode, done.stdout


@pytest.mark.parametrize("kind", KINDS)
def test_an_installed_copy_works(
    kind: str, source: Path, wheel: Path, sdist: Path, expected: tuple[int, bytes], tmp_path: Path
) -> None:
    """In an empty environment, from another folder: the same answer, every built-in rule set, the same version."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    venv = tmp_path / "venv"
    succeed(sys.executable, "-m", "venv", venv, home=tmp_path, cwd=elsewhere)
    scripts = venv / ("Scripts" if os.name == "nt" else "bin")
    what: list[str | Path] = {"wheel": [wheel], "sdist": [sdist], "editable": ["--editable", source]}[kind]
    succeed(scripts / "python", "-m", "pip", "install", "--quiet", *what, home=tmp_path, cwd=elsewhere)

    command = scripts / "smartcommune"
    done = run(command, "check", EXAMPLE, home=tmp_path, cwd=elsewhere)
    assert (done.returncode, done.stdout, done.stderr) == (*expected, b"")
    done = run(scripts / "python", "-m", "smartcommune", "check", EXAMPLE, home=tmp_path, cwd=elsewhere)
    assert (done.returncode, done.stdout) == expected
    nothing_known = tmp_path / "profile.yaml"
    nothing_known.write_text("facts: {}\n", encoding="utf-8")
    for path in RULES.rglob("*.yaml"):
        if not path.name.endswith(".cases.yaml"):
            done = run(command, "check", nothing_known, "--rules", path.stem, "-q", home=tmp_path, cwd=elsewhere)
            assert (done.returncode, done.stderr) in [(code, b"") for code in (11, 12)]
    version = run(command, "--version", home=tmp_path, cwd=elsewhere).stdout.decode().split()[-1]
    assert f"smartcommune-{version}-" in wheel.name
    assert list(elsewhere.iterdir()) == []


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if not name.endswith("/")}


def test_the_wheel_is_whole(wheel: Path) -> None:
    """Every module, the marker for type checkers, every template, every rule file and the licence; nothing else."""
    names = names_in(wheel)
    modules = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src" / "smartcommune").rglob("*.py")}
    rules = {f"smartcommune/{path.relative_to(ROOT).as_posix()}" for path in RULES.rglob("*") if path.is_file()}
    templates = {path.relative_to(ROOT / "src").as_posix() for path in ROOT.glob("src/**/templates/*")}
    assert len(templates) > 5
    assert modules | rules | templates | {"smartcommune/py.typed"} <= names
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    packaged = {name for name in names if ".dist-info/" not in name}
    assert packaged == modules | rules | templates | {"smartcommune/py.typed"}


def test_the_wheel_holds_the_rule_files_byte_for_byte(wheel: Path) -> None:
    """What is installed is what was checked."""
    with zipfile.ZipFile(wheel) as archive:
        for path in RULES.rglob("*.yaml"):
            assert archive.read(f"smartcommune/{path.relative_to(ROOT).as_posix()}") == path.read_bytes()


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    """Name, licence, the least Python version, the command, and a description that can be shown."""
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        (scripts,) = [name for name in archive.namelist() if name.endswith(".dist-info/entry_points.txt")]
        found = email.message_from_bytes(archive.read(metadata))
        assert "smartcommune = smartcommune.cli:main" in archive.read(scripts).decode()
    assert (found["Name"], found["License-Expression"], found["Requires-Python"]) == ("smartcommune", "MIT", ">=3.11")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    required = [text for text in found.get_all("Requires-Dist", []) if "extra ==" not in text]
    assert {text.split(">")[0].split("<")[0].strip() for text in required} == {
        text.split(">")[0].split("<")[0].strip() for text in project["dependencies"]
    }
    assert found["Description-Content-Type"] == "text/markdown"


def test_the_source_distribution_is_whole(sdist: Path) -> None:
    """It builds and tests by itself: code, rules, examples and tests, and no caches."""
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    for wanted in ("pyproject.toml", "LICENSE", "README.md", "rules/rules.sha256", "examples/tan-my.yaml"):
        assert wanted in names
    assert "src/smartcommune/py.typed" in names
    assert "tests/packaging/test_packaging.py" in names
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc") or ".git/" in name]


def test_a_wheel_built_again_is_the_same(source: Path, wheel: Path, tmp_path: Path) -> None:
    """The same sources give the same names and contents."""
    succeed(sys.executable, "-m", "build", "--wheel", "--outdir", tmp_path, source, home=tmp_path, cwd=tmp_path)
    (again,) = tmp_path.glob("*.whl")
    assert again.name == wheel.name
    with zipfile.ZipFile(wheel) as first, zipfile.ZipFile(again) as second:
        assert first.namelist() == second.namelist()
        assert [first.read(name) for name in first.namelist()] == [second.read(name) for name in second.namelist()]
