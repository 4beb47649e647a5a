"""What all tests share: the quick run and the full one, ways to run the command line, one Spark session."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.command import Run, inside, installed

QUICK = "not full"
WHAT_ELSE = "`pytest --all` adds the full run: laws with more examples, builds, hooks, Spark, LibreOffice, processes"
LAWS = Path(__file__).parent / "laws"
LEFT_OUT = pytest.StashKey[int]()
MEMORY = Path("/dev/shm")  # noqa: S108 (it is where Linux keeps files in memory)
ENOUGH = 1 << 30  # bytes; a quick run writes a quarter of it

# No law depends on how fast the machine is; a quick run tries the same examples each time.
settings.register_profile("quick", deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
settings.register_profile("full", settings.get_profile("quick"), derandomize="CI" in os.environ)
# What is collected stays to the end: looking for garbage every 700 objects takes a fifth of collecting.
gc.set_threshold(50_000)


# ---------------------------------------------------------------------------------------------------------------------
# The quick run and the full one


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", help="the full run, as `-m ''`: also what is marked `full`")
    parser.addoption("--installed", action="store_true", help="run every command in a process of its own")


def pytest_configure(config: pytest.Config) -> None:
    """Which tests are run, and how many examples of each law."""
    config.stash[LEFT_OUT] = 0
    if config.getoption("all"):
        config.option.markexpr = ""
    is_quick = config.option.markexpr == QUICK
    if is_quick and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))  # some disks take 3 ms for each file that goes
    examples = int(os.environ.get("LAW_EXAMPLES", "2" if is_quick else "200"))
    settings.register_profile("asked", settings.get_profile("quick" if is_quick else "full"), max_examples=examples)
    settings.load_profile("asked")


def pytest_report_header(config: pytest.Config) -> str:
    return f"quick run; {WHAT_ELSE}" if config.option.markexpr == QUICK else "full run"


def pytest_collection_finish() -> None:
    """What is collected is no garbage, and is not looked through again and again."""
    gc.freeze()


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    """Count what the quick run leaves out."""
    for item in items:
        if item.config.option.markexpr == QUICK and item.get_closest_marker("full") is not None:
            item.config.stash[LEFT_OUT] += 1


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tell the process that shares out the work what was left out here."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["left out"] = session.config.stash[LEFT_OUT]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Each process that shares the work looks at the same tests: what one has left out, all have."""
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get("left out", 0)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Nothing is left out silently."""
    if config.stash[LEFT_OUT]:
        terminalreporter.write_line(f"{config.stash[LEFT_OUT]} tests left for the full run; {WHAT_ELSE}")


# ---------------------------------------------------------------------------------------------------------------------
# The command line


@pytest.fixture(scope="session")
def runner(request: pytest.FixtureRequest) -> Callable[[Path], Run]:
    """Gives, for a folder, what runs `smartcommune …` there."""
    return installed if request.config.getoption("installed") else inside


@pytest.fixture
def run(runner: Callable[[Path], Run], tmp_path: Path) -> Run:
    """Runs `smartcommune …` to its end; what it prints must be whole UTF-8."""
    return runner(tmp_path)


@pytest.fixture
def process(tmp_path: Path) -> Run:
    """Runs `smartcommune …` in a process of its own, where that is the point."""
    return installed(tmp_path)


@pytest.fixture
def patched(tmp_path: Path) -> Run:
    """Runs `smartcommune …` in this process, where a test replaces what it calls."""
    return inside(tmp_path)


# ---------------------------------------------------------------------------------------------------------------------
# What runs where


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of a module run in one process, which makes once what they share; those with Spark where its session is.

    Branches are not counted while a law tries its examples: that takes twice as long, and they run the same lines.
    """
    for item in items:
        if LAWS in item.path.parents:
            item.add_marker("no_cover")
        if "spark" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("spark"))
            item.add_marker(pytest.mark.full)
        elif item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """Spark on one core of this machine."""
    pyspark = pytest.importorskip("pyspark", reason="pyspark is not installed: `.[full]`")
    assert pyspark.__version__
    from smartcommune.tables.spark_session import session

    found = session("local[1]")
    found.sparkContext.setLogLevel("OFF")
    found.conf.set("spark.sql.shuffle.partitions", "1")
    yield found
    found.stop()
