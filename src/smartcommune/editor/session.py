"""One editor's session: the texts that are open, what is being asked about them, and what was told of them."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Sequence
from threading import Event
from typing import BinaryIO, Final, NamedTuple

from lsprotocol import types
from pygls.capabilities import get_capability
from pygls.exceptions import JsonRpcException
from pygls.io_ import StdinAsyncReader, StdoutWriter, run_async
from pygls.lsp.server import LanguageServer

from smartcommune import __version__
from smartcommune.authoring.lint import Lint
from smartcommune.editor import rounds
from smartcommune.editor.desk import Desk, Sheet
from smartcommune.editor.lens import Lens
from smartcommune.editor.naming import Found, name_at
from smartcommune.editor.own_files import is_own
from smartcommune.editor.pages import Pages
from smartcommune.editor.positions import Position
from smartcommune.editor.problems import Shown, quick_problems
from smartcommune.editor.wire import Wire, name_of
from smartcommune.messages import Language, Message
from smartcommune.remembered import forget_unasked
from smartcommune.source.files import Source

# Seconds after the last key: what is quick is told while somebody still types, the rest once nobody does.
_QUICK: Final = 0.1
_ALL: Final = 0.4
_AT_ONCE: Final = 1 << 16

LintsOf = Callable[[str], Sequence[Lint]]
# What asks about a position of a file.
At = (
    types.HoverParams
    | types.DefinitionParams
    | types.ReferenceParams
    | types.CompletionParams
    | types.PrepareRenameParams
    | types.RenameParams
)


class Told(NamedTuple):
    """What was shown of a text."""

    sheet: Sheet | None
    problems: Sequence[Shown]
    lenses: Sequence[Lens]


class Session(LanguageServer):
    """What is open in one editor, and what is being found out about it."""

    def __init__(self, language: Language, lints_of: LintsOf) -> None:
        super().__init__("smartcommune", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.desk = Desk()
        self.wire = Wire(self.desk, language)
        self.pages = Pages()
        self._lints_of = lints_of
        self._told: dict[str, Told] = {}
        self._asking: asyncio.Task[None] | None = None

    def talk(self, heard: BinaryIO, said: BinaryIO) -> None:
        """Talk to the editor until it ends.

        Raises:
            SystemExit: the editor says that it ends; with 1 if it has not asked for the end before.
        """
        self.protocol.set_writer(StdoutWriter(said))
        try:
            asyncio.run(self._talk(heard))
        except (BrokenPipeError, asyncio.IncompleteReadError):  # the editor is gone, in the midst of a word
            pass
        finally:
            self.shutdown()

    async def _talk(self, heard: BinaryIO) -> None:
        self._stop_event = Event()
        reader = _as_it_comes(heard) or StdinAsyncReader(heard, self.thread_pool)
        await run_async(self._stop_event, reader, self.protocol, error_handler=self.report_server_error)

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
        found = self.at(params)
        return None if found is None else name_at(self.pages, *found)

    def at(self, params: At) -> tuple[Source, Position] | None:
        """The text of an open file, and a position in it."""
        source = self.desk.source(name_of(params.text_document.uri))
        return None if source is None else (source, self.wire.position(source, params.position))

    def _ask(self, changed: str | None) -> None:
        if self._asking is not None:
            self._asking.cancel()
        self._asking = asyncio.get_running_loop().create_task(self._ask_in_turn(changed))
        self._asking.add_done_callback(self._ended)

    def _ended(self, asking: asyncio.Task[None]) -> None:
        """Whatever else happens is a bug, and is told instead of being lost with the task."""
        error = None if asking.cancelled() else asking.exception()
        if isinstance(error, Exception):
            self.report_server_error(error, JsonRpcException)

    async def _ask_in_turn(self, changed: str | None) -> None:
        """First what is quick of the changed file, then everything: of it, and of the others, which may rest on it."""
        await asyncio.sleep(_QUICK)
        if changed is not None:
            forget_unasked()
            self._tell(changed, quick_problems(changed, self._lints_of(changed)))
        await asyncio.sleep(_ALL - _QUICK)
        for name in sorted(self.desk.names, key=lambda name: name != changed):
            sheet = self.desk.sheet(name)
            found = await rounds.ask(rounds.Question(name, self._lints_of(name), self.desk.unsaved))
            if found is None:
                said = Message("editor.no-answer", file=name).say(self.wire.language)
                self.window_show_message(types.ShowMessageParams(types.MessageType.Error, said))
            elif sheet is not None and sheet == self.desk.sheet(name):
                self._tell(name, found.problems, found.lenses)

    def _tell(self, name: str, found: Sequence[Shown], lenses: Sequence[Lens] = ()) -> None:
        sheet = self.desk.sheet(name)
        if sheet is not None:
            self._told[name] = Told(sheet, found, lenses)
            self._publish(sheet.uri, sheet.version, [self.wire.diagnostic(each) for each in found])
            if lenses and get_capability(
                self.client_capabilities, "workspace.code_lens.refresh_support", default=False
            ):
                self.workspace_code_lens_refresh(None)

    def told(self, name: str) -> Told:
        """What was told of a text as it is now; of an older one nothing is shown any more."""
        found, sheet = self._told.get(name), self.desk.sheet(name)
        return found if found is not None and found.sheet == sheet else Told(sheet, (), ())

    def _publish(self, uri: str, version: int | None, found: list[types.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def shutdown(self) -> None:
        """End, without waiting for a thread that reads what the editor may never send."""
        if self._stop_event is not None:
            self._stop_event.set()
        if self._thread_pool is not None:
            self._thread_pool.shutdown(wait=False)

    def refuse(self, why: Message | None) -> None:
        """Tell the editor why something cannot be done, if it cannot.

        Raises:
            JsonRpcException: with the sentence, which the editor shows.
        """
        if why is not None:
            raise JsonRpcException(why.say(self.wire.language), types.LSPErrorCodes.RequestFailed)


def _as_it_comes(heard: BinaryIO) -> asyncio.StreamReader | None:
    """What the editor says, as it says it; None where the system does not tell when there is something to read.

    A thread that waits for it would do as well, but a process of several threads cannot be copied.
    """
    loop, number = asyncio.get_running_loop(), heard.fileno()
    reader = asyncio.StreamReader(limit=sys.maxsize)  # nobody else limits what an editor says

    def hear() -> None:
        said = os.read(number, _AT_ONCE)
        if said:
            reader.feed_data(said)
        else:
            loop.remove_reader(number)
            reader.feed_eof()

    try:
        loop.add_reader(number, hear)
    except (NotImplementedError, PermissionError):  # Windows; a file
        return None
    return reader
