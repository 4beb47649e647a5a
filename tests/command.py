"""The command line as a user meets it: arguments, standard input, an environment that holds nothing, and how it ends.

`inside` calls its own entry in this process, which takes a tenth of the time; `installed` starts the installed
command. Both give the same, and `pytest --installed` proves it of every call that asks for neither.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from importlib.machinery import SourceFileLoader
from io import TextIOWrapper
from pathlib import Path
from threading import Thread
from types import CodeType
from typing import Any, NamedTuple
from unittest import mock

import smartcommune

SCRIPT = shutil.which("smartcommune", path=str(Path(sys.executable).parent))
COMMAND = (SCRIPT,) if SCRIPT else (sys.executable, "-m", "smartcommune")
CLI = "smartcommune.cli"
# A guard against what never ends, far beyond what the busiest machine needs: no test fails because it waits.
PATIENCE = 600


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def answers(self) -> list[dict[str, Any]]:
        """The assessments of a JSON answer."""
        return list(json.loads(self.out)["assessments"])

    @property
    def answer(self) -> dict[str, Any]:
        (only,) = self.answers
        return only


Run = Callable[..., Done]


def environment(home: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Nothing but the path and a home; and, where branches are counted, what counts them in another process too."""
    counted = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
    return {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(home), **counted, **(more or {})}


def installed(home: Path) -> Run:
    """Runs `smartcommune …` in a process of its own, from `home` unless told otherwise."""

    def run(
        *arguments: str, stdin: str = "", env: Mapping[str, str] | None = None, cwd: Path | None = None, **more: Any
    ) -> Done:
        more = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": PATIENCE, **more}
        surroundings = {"env": environment(home, env), "cwd": cwd or home}
        process = subprocess.run([*COMMAND, *arguments], input=stdin.encode(), check=False, **surroundings, **more)
        return Done(process.returncode, (process.stdout or b"").decode(), (process.stderr or b"").decode())

    return run


def inside(home: Path) -> Run:
    """Runs `smartcommune …` in this process, from `home` unless told otherwise."""

    def run(*arguments: str, stdin: str = "", env: Mapping[str, str] | None = None, cwd: Path | None = None) -> Done:
        with ExitStack() as stack:
            stack.enter_context(_surroundings(environment(home, env), cwd or home))
            out, err = stack.enter_context(_streams(stdin.encode()))
            stack.enter_context(_own_settings())
            stack.enter_context(_anew())
            sys.argv = ["smartcommune", *arguments]
            code = sys.modules[CLI].run()
            return Done(code, _written(out), _written(err))

    return run


@contextmanager
def _surroundings(variables: Mapping[str, str], folder: Path) -> Iterator[None]:
    """The environment and the folder of a process."""
    before, place = dict(os.environ), Path.cwd()
    os.environ.clear()
    os.environ.update(variables)
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(place)
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def _streams(content: bytes) -> Iterator[tuple[TextIOWrapper, TextIOWrapper]]:
    """Standard streams that are files of the system, as those of a process are: input is a pipe."""
    before = sys.stdin, sys.stdout, sys.stderr
    reading, writing = os.pipe()
    writer = Thread(target=_feed, args=(writing, content))
    with (
        os.fdopen(reading, encoding="utf-8") as stdin,
        TextIOWrapper(tempfile.TemporaryFile(), encoding="utf-8") as stdout,
        TextIOWrapper(tempfile.TemporaryFile(), encoding="utf-8") as stderr,
    ):
        sys.stdin, sys.stdout, sys.stderr = stdin, stdout, stderr
        writer.start()
        try:
            yield stdout, stderr
        finally:
            sys.stdin, sys.stdout, sys.stderr = before
    writer.join()


def _feed(pipe: int, content: bytes) -> None:
    """Write to a pipe; that nobody reads to the end is no matter."""
    with suppress(BrokenPipeError), os.fdopen(pipe, "wb") as file:
        file.write(content)


def _written(stream: TextIOWrapper) -> str:
    stream.flush()
    stream.buffer.seek(0)
    return stream.buffer.read().decode()


@contextmanager
def _own_settings() -> Iterator[None]:
    """What a run does to its process is put back: arguments, signals, and how often garbage is looked for."""
    arguments, threshold = sys.argv, gc.get_threshold()
    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    handlers = {number: signal.getsignal(number) for number in numbers}
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
        gc.set_threshold(*threshold)
        sys.argv = arguments


@contextmanager
def _anew() -> Iterator[None]:
    """The command line as a process imports it: what it takes from arguments and environment is taken anew."""
    before = {name: module for name, module in sys.modules.items() if _is_cli(name)}
    for name in before:
        del sys.modules[name]
    try:
        with mock.patch.object(SourceFileLoader, "get_code", _code):
            importlib.import_module(CLI)
            yield
    finally:
        for name in filter(_is_cli, tuple(sys.modules)):
            del sys.modules[name]
        sys.modules.update(before)
        vars(smartcommune)["cli"] = before.get(CLI)


_read = SourceFileLoader.get_code
_codes: dict[str, CodeType | None] = {}


def _code(loader: SourceFileLoader, name: str) -> CodeType | None:
    """The code of a module; that of the command line is made once: where Python may not keep it, that takes longest."""
    if not _is_cli(name):
        return _read(loader, name)
    if name not in _codes:
        _codes[name] = _read(loader, name)
    return _codes[name]


def _is_cli(name: str) -> bool:
    return name == CLI or name.startswith(f"{CLI}.")
