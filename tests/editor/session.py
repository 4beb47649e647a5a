"""A session with the language server as an editor has it: the command in a process of its own, and a client."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.command import COMMAND, environment

types: Any = pytest.importorskip("lsprotocol.types", reason="pygls is not installed: `smartcommune[editor]`")
pytest_lsp: Any = pytest.importorskip("pytest_lsp", reason="pytest-lsp is not installed")

PUBLISHED = "textDocument/publishDiagnostics"
# Seconds: a guard against what never comes.
PATIENCE = 60


class Session:
    """What an editor does."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.told: asyncio.Queue[Any] = asyncio.Queue()

    def open(self, path: Path, text: str, version: int = 1) -> str:
        uri = path.as_uri()
        document = types.TextDocumentItem(uri, "yaml", version, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(document))
        return uri

    def type(self, uri: str, text: str, version: int) -> None:
        document = types.VersionedTextDocumentIdentifier(version, uri)
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    async def diagnostics(self) -> Any:
        """The next that are published."""
        return await asyncio.wait_for(self.told.get(), PATIENCE)


@asynccontextmanager
async def session(home: Path, encodings: Sequence[str]) -> AsyncIterator[Session]:
    client = pytest_lsp.LanguageClient()
    found = Session(client)
    client.feature(PUBLISHED)(lambda params: found.told.put_nowait(params))
    await client.start_io(*COMMAND, "lsp", "--lang", "en", env=environment(home), cwd=home)
    general = types.GeneralClientCapabilities(position_encodings=list(encodings))
    await client.initialize_session(types.InitializeParams(types.ClientCapabilities(general=general)))
    try:
        yield found
    finally:
        await client.shutdown_session()
        await client.stop()


def drive(home: Path, talk: Callable[[Session], Awaitable[None]], encodings: Sequence[str] = ("utf-16",)) -> None:
    """Have a talk with a server of its own, to its end."""

    async def whole() -> None:
        async with session(home, encodings) as found:
            await talk(found)

    asyncio.run(whole())
