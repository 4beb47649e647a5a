"""What an editor waits for, and what it costs: a rule file is typed in, key after key, as a client of the server.

Every figure is a ratio, or memory, of one run: the quick problems after a key against `validate` of the same text, both
in a process that is warm; a definition while a whole round is running against one while none is; the server's memory
once a whole round has followed each of so many keys. Time waited for on purpose is not counted.

    python benchmarks/editor.py [--rounds 38] [FILE]
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, Final

from lsprotocol import types
from pytest_lsp import LanguageClient

from smartcommune.authoring.check.validate import validate
from smartcommune.authoring.lints import LINTS
from smartcommune.editor.desk import Desk, Sheet
from smartcommune.editor.problems import quick_problems
from smartcommune.source.files import Source

ROOT: Final = Path(__file__).parents[1]
MAIN: Final = ROOT / "rules" / "pilot-smart-2023.yaml"
PAIRS: Final = 9
ASKED: Final = 40


def keys(path: Path) -> float:
    """The time of the quick problems after a key, as a share of that of `validate` of the same text."""
    text, desk, name = path.read_text(encoding="utf-8"), Desk(), path.as_posix()
    ratios = []
    for number in range(PAIRS):
        desk.put(name, Sheet(path.as_uri(), f"{text}# {number}\n", number))
        quick = _took(partial(quick_problems, name, LINTS.values()))
        whole = Source(name, f"{text}# {number}.\n", path)
        ratios.append(quick / _took(partial(validate, whole, LINTS.values())))
    desk.take_away(name)
    return median(ratios[1:])  # the first pays for what is made once


def _took(what: Callable[[], object]) -> float:
    start = time.process_time()
    what()
    return time.process_time() - start


class Editor:
    """A client that has one file open."""

    def __init__(self, path: Path) -> None:
        self.client: Any = LanguageClient()
        self.path, self.version = path, 0
        self.text = path.read_text(encoding="utf-8")
        self.told: asyncio.Queue[Any] = asyncio.Queue()
        self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: self.told.put_nowait(params))

    async def start(self) -> None:
        await self.client.start_io("smartcommune", "lsp")
        await self.client.initialize_session(types.InitializeParams(types.ClientCapabilities()))
        document = types.TextDocumentItem(self.path.as_uri(), "yaml", 0, self.text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(document))
        await self.both()

    def key(self) -> None:
        self.version += 1
        document = types.VersionedTextDocumentIdentifier(self.version, self.path.as_uri())
        change = types.TextDocumentContentChangeWholeDocument(f"{self.text}# {self.version}\n")
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    async def both(self) -> None:
        """Wait for the quick problems and for all of them."""
        await self.told.get()
        await self.told.get()

    async def definition(self) -> float:
        """The time until a name's declaration is known."""
        lines = self.text.splitlines()
        line = next(number for number, text in enumerate(lines) if "threshold: " in text)
        at = types.Position(line, lines[line].index("threshold: ") + 12)
        document = types.TextDocumentIdentifier(self.path.as_uri())
        start = time.perf_counter()
        await self.client.text_document_definition_async(types.DefinitionParams(document, at))
        return time.perf_counter() - start

    def processes(self) -> list[Path]:
        """The server and what it has begun, where the system tells it."""
        found = [Path(f"/proc/{self.client._server.pid}")]
        for each in found:
            children = (each / "task" / each.name / "children").read_text(encoding="utf-8").split()
            found += [Path("/proc") / child for child in children]
        return found

    def memory(self) -> str:
        """The memory that the server holds, and what it and its processes have for themselves and their share of."""
        processes = self.processes()
        share = sum(_kib(each, "Pss") for each in processes)
        beside = f"{len(processes) - 1} processes beside it, together a share of {_size(share)}"
        return f"{_size(_kib(processes[0], 'Rss'))}; {beside}"


def _kib(process: Path, kind: str) -> int:
    """The memory of a process in KiB; 0 of one that has just ended."""
    told = (process / "smaps_rollup").read_text(encoding="utf-8").splitlines()
    return sum(int(line.split()[1]) for line in told if line.startswith(f"{kind}:"))


def _size(kib: int) -> str:
    return f"{kib * 1024 / 1_000_000:.0f} MB ({kib / 1024:.0f} MiB)"


async def session(path: Path, rounds: int) -> None:
    editor = Editor(path)
    await editor.start()
    quiet = [await editor.definition() for _ in range(ASKED)]
    editor.key()
    await editor.told.get()  # the quick problems; the whole round begins 300 ms later
    await asyncio.sleep(0.35)
    busy = [await editor.definition() for _ in range(ASKED)]
    is_over = not editor.told.empty()
    await editor.told.get()
    quiet += [await editor.definition() for _ in range(ASKED)]
    print(f"definition during a whole round{' (which ended before)' * is_over}: {median(busy) / median(quiet):.2f} x")
    for _ in range(rounds):
        editor.key()
        await editor.both()
    print(f"memory after {rounds} rounds: {editor.memory()}")
    for _ in range(rounds):
        editor.key()
        await asyncio.sleep(0.13)  # the quick problems of each key, and a whole round of none
    await editor.both()
    print(f"memory after {rounds} keys more, one behind the other: {editor.memory()}")
    await editor.client.shutdown_session()
    await editor.client.stop()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=MAIN)
    parser.add_argument("--rounds", type=int, default=38)
    options = parser.parse_args()
    path = options.file.resolve()
    print(f"problems after a key: {keys(path):.2f} of `validate`")
    asyncio.run(session(path, options.rounds))


if __name__ == "__main__":
    main()
