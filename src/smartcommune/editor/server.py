"""The language server: messages of an editor to questions, and their answers to messages.

Nothing is known here of rule files: every answer is made elsewhere from a text and a position.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, Final, get_args

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from smartcommune import __version__
from smartcommune.authoring.lint import Lint
from smartcommune.editor import rounds
from smartcommune.editor.desk import Desk, Sheet
from smartcommune.editor.hover import hover
from smartcommune.editor.naming import Found, definition, name_at, uses_of
from smartcommune.editor.own_files import is_own
from smartcommune.editor.pages import Pages
from smartcommune.editor.positions import Encoding
from smartcommune.editor.problems import Shown, quick_problems
from smartcommune.editor.wire import Wire, name_of
from smartcommune.messages import Language
from smartcommune.quantity import today

# Seconds after the last key: what is quick is told while somebody still types, the rest once nobody does.
_QUICK: Final = 0.1
_ALL: Final = 0.4

LintsOf = Callable[[str], Sequence[Lint]]
# What asks about a position of a file.
At = types.HoverParams | types.DefinitionParams | types.ReferenceParams


class Server(LanguageServer):
    """What is open in one editor, and what is being found out about it."""

    def __init__(self, language: Language, lints_of: LintsOf) -> None:
        super().__init__("smartcommune", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.desk = Desk()
        self.wire = Wire(self.desk, language)
        self.pages = Pages()
        self._lints_of = lints_of
        self._asking: asyncio.Task[None] | None = None

    def put(self, uri: str, text: str, version: int) -> None:
        """Take over a text as it is now; whatever is being asked about an older one is forgotten."""
        name = name_of(uri)
        if is_own(name, text):
            self.desk.put(name, Sheet(uri, text, version))
            self._ask(name)
        elif self.desk.sheet(name) is not None:
            self.take_away(uri)

    def take_away(self, uri: str) -> None:
        """A file was closed, or is none of ours any more."""
        name = name_of(uri)
        if self.desk.sheet(name) is not None:
            self.desk.take_away(name)
            self._publish(uri, None, [])
            self._ask(None)

    def name_at(self, params: At) -> Found | None:
        """The name at a position of an open file."""
        source = self.desk.source(name_of(params.text_document.uri))
        return None if source is None else name_at(self.pages, source, self.wire.position(source, params.position))

    def _ask(self, changed: str | None) -> None:
        if self._asking is not None:
            self._asking.cancel()
        self._asking = asyncio.get_running_loop().create_task(self._ask_in_turn(changed))

    async def _ask_in_turn(self, changed: str | None) -> None:
        """First what is quick of the changed file, then everything: of it, and of the others, which may rest on it."""
        await asyncio.sleep(_QUICK)
        if changed is not None:
            self._tell(changed, quick_problems(changed, self._lints_of(changed)))
        await asyncio.sleep(_ALL - _QUICK)
        for name in sorted(self.desk.names, key=lambda name: name != changed):
            sheet = self.desk.sheet(name)
            found = await rounds.ask(rounds.Question(name, self._lints_of(name), self.desk.unsaved))
            if sheet is not None and sheet == self.desk.sheet(name):
                self._tell(name, found)

    def _tell(self, name: str, found: Sequence[Shown]) -> None:
        sheet = self.desk.sheet(name)
        if sheet is not None:
            self._publish(sheet.uri, sheet.version, [self.wire.diagnostic(each) for each in found])

    def _publish(self, uri: str, version: int | None, found: list[types.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))


def serve(language: Language, lints_of: LintsOf) -> None:
    """Talk to the editor over standard input and output until it ends.

    Args:
        language: of everything that is shown.
        lints_of: the lints that look at a file, by its name.
    """
    server = Server(language, lints_of)
    for method, handler in _HANDLERS.items():
        server.feature(method)(handler)
    server.start_io()


def _initialized(server: Server, _params: types.InitializedParams) -> None:
    agreed = server.server_capabilities.position_encoding
    server.wire.encoding = next((known for known in get_args(Encoding) if known == agreed), "utf-16")


def _opened(server: Server, params: types.DidOpenTextDocumentParams) -> None:
    document = params.text_document
    server.put(document.uri, document.text, document.version)


def _changed(server: Server, params: types.DidChangeTextDocumentParams) -> None:
    document = params.text_document
    server.put(document.uri, params.content_changes[-1].text, document.version)


def _closed(server: Server, params: types.DidCloseTextDocumentParams) -> None:
    server.take_away(params.text_document.uri)


def _hover(server: Server, params: types.HoverParams) -> types.Hover | None:
    found = server.name_at(params)
    said = None if found is None else hover(server.pages, found, today(), server.wire.language)
    if found is None or said is None:
        return None
    content = types.MarkupContent(types.MarkupKind.Markdown, said)
    return types.Hover(content, server.wire.place(found.name.place))


def _definition(server: Server, params: types.DefinitionParams) -> types.Location | None:
    found = server.name_at(params)
    place = None if found is None else definition(server.pages, found)
    return None if place is None else server.wire.location(place)


def _references(server: Server, params: types.ReferenceParams) -> list[types.Location]:
    found = server.name_at(params)
    if found is None:
        return []
    used = uses_of(server.pages, found, with_declarations=params.context.include_declaration)
    return [server.wire.location(each.name.place) for each in used]


_HANDLERS: Final[dict[str, Callable[[Server, Any], Any]]] = {
    types.INITIALIZED: _initialized,
    types.TEXT_DOCUMENT_DID_OPEN: _opened,
    types.TEXT_DOCUMENT_DID_CHANGE: _changed,
    types.TEXT_DOCUMENT_DID_CLOSE: _closed,
    types.TEXT_DOCUMENT_HOVER: _hover,
    types.TEXT_DOCUMENT_DEFINITION: _definition,
    types.TEXT_DOCUMENT_REFERENCES: _references,
}
