"""What `.ci/release` builds can be installed without a network, on this system and, as far as names tell, on Windows.

Building needs the package index that pip is configured for; what it does not have is a reason to skip, which is told.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.utils import parse_wheel_filename

from . import test_packaging
from .test_packaging import EXAMPLE, ROOT, run, succeed

pytestmark = test_packaging.pytestmark
HERE = {"Linux": "linux", "Windows": "windows"}.get(platform.system())
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
# What pip says where it cannot reach its index, or that has no such wheel.
NOT_GIVEN = re.compile(
    r"No matching distribution|Could not find a version|connection|resolve host|timed out", re.IGNORECASE
)


def released(folder: Path, system: str) -> Path:
    """The folder with what is published for one system."""
    done = run(
        sys.executable, ROOT / ".ci" / "release", folder, "--for", system, "--python", PYTHON, home=folder, cwd=folder
    )
    said = (done.stdout + done.stderr).decode(errors="replace")
    if done.returncode and NOT_GIVEN.search(said):
        pytest.skip(f"the index has not all wheels for {system} and Python {PYTHON}: {said.strip().splitlines()[-1]}")
    assert done.returncode == 0, said[-3000:]
    return folder


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if HERE is None:
        pytest.skip(f"nothing is published for {platform.system()}")
    return released(tmp_path_factory.mktemp("here"), HERE)


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return released(tmp_path_factory.mktemp("windows"), "windows")


def zipped(folder: Path) -> zipfile.ZipFile:
    (path,) = folder.glob("*.zip")
    return zipfile.ZipFile(path)


def digests(text: str) -> Iterator[tuple[str, str]]:
    """The names with their digests."""
    for line in text.splitlines():
        digest, _, name = line.partition("  ")
        yield name, digest


def test_the_zip_installs_without_an_index(here: Path, tmp_path: Path) -> None:
    """Into an empty environment, with nothing of pip's settings; the command then assesses a commune."""
    with zipped(here) as archive:
        archive.extractall(tmp_path)
    succeed(sys.executable, "-m", "venv", tmp_path / "venv", home=tmp_path, cwd=tmp_path)
    scripts = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    alone = ["--isolated", "--no-index", "--find-links", "wheels", "smartcommune"]
    succeed(scripts / "python", "-m", "pip", "install", "--quiet", *alone, home=tmp_path, cwd=tmp_path)
    done = run(scripts / "smartcommune", "check", EXAMPLE, "--lang", "en", home=tmp_path, cwd=tmp_path)
    assert done.returncode == 10, done.stderr.decode()
    assert "NOT ELIGIBLE" in done.stdout.decode()


def test_everything_has_its_digest(here: Path) -> None:
    """Wheel, source and zip beside it; in the zip, each wheel."""
    found = dict(digests((here / "SHA256SUMS").read_text(encoding="utf-8")))
    built = {path.name for path in here.iterdir() if path.suffix in (".whl", ".gz", ".zip")}
    assert found.keys() == built
    assert len(built) == 3
    assert all(hashlib.sha256((here / name).read_bytes()).hexdigest() == digest for name, digest in found.items())
    with zipped(here) as archive:
        inside = dict(digests(archive.read("wheels/SHA256SUMS").decode()))
        wheels = {name.removeprefix("wheels/") for name in archive.namelist() if name.endswith(".whl")}
        assert inside.keys() == wheels
        for name, digest in inside.items():
            assert hashlib.sha256(archive.read(f"wheels/{name}")).hexdigest() == digest


def test_the_zip_for_windows_is_whole(windows: Path) -> None:
    """Every wheel runs there, and what is needed on Windows alone is among them, wherever the zip was built."""
    with zipped(windows) as archive:
        wheels = [parse_wheel_filename(Path(name).name) for name in archive.namelist() if name.endswith(".whl")]
        told = archive.read("INSTALL.txt").decode()
    for name, _, _, tags in wheels:
        assert {tag.platform for tag in tags} & {"win_amd64", "any"}, name
    assert {"smartcommune", "colorama", "polars", "pydantic-core"} <= {name for name, *_ in wheels}
    assert "--no-index --find-links wheels smartcommune" in told
    assert "\r\n" in told
