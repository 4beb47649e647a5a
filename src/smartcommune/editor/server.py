"""The language server: messages of an editor to questions, and their answers to messages.

Nothing is known here of rule files: every answer is made elsewhere from a text and a position.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, BinaryIO, Final, get_args

from lsprotocol import types

from smartcommune.editor.actions import actions
from smartcommune.editor.complete import completion
from smartcommune.editor.hover import hover
from smartcommune.editor.naming import definition, uses_of
from smartcommune.editor.positions import Encoding, Range
from smartcommune.editor.rename import can_rename, places_to_rename
from smartcommune.editor.session import LintsOf, Session
from smartcommune.editor.symbols import symbols
from smartcommune.editor.wire import name_of
from smartcommune.messages import Language, Message
from smartcommune.quantity import today


def serve(language: Language, lints_of: LintsOf, heard: BinaryIO, said: BinaryIO) -> None:
    """Talk to the editor until it ends.

    Args:
        language: of everything that is shown.
        lints_of: the lints that look at a file, by its name.
        heard: what the editor says.
        said: what it is told.

    Raises:
        SystemExit: the editor says that it ends; with 1 if it has not asked for the end before.
    """
    session = Session(language, lints_of)
    for method, handler in _HANDLERS.items():
        session.feature(method, _OPTIONS.get(method))(handler)
    session.talk(heard, said)


def _initialized(session: Session, _params: types.InitializedParams) -> None:
    agreed = session.server_capabilities.position_encoding
    session.wire.encoding = next((known for known in get_args(Encoding) if known == agreed), "utf-16")


def _opened(session: Session, params: types.DidOpenTextDocumentParams) -> None:
    document = params.text_document
    session.put(document.uri, document.text, document.version)


def _changed(session: Session, params: types.DidChangeTextDocumentParams) -> None:
    document = params.text_document
    session.put(document.uri, params.content_changes[-1].text, document.version)


def _closed(session: Session, params: types.DidCloseTextDocumentParams) -> None:
    session.take_away(params.text_document.uri)


def _hover(session: Session, params: types.HoverParams) -> types.Hover | None:
    found = session.name_at(params)
    said = None if found is None else hover(session.pages, found, today(), session.wire.language)
    if found is None or said is None:
        return None
    content = types.MarkupContent(types.MarkupKind.Markdown, said)
    return types.Hover(content, session.wire.place(found.name.place))


def _definition(session: Session, params: types.DefinitionParams) -> types.Location | None:
    found = session.name_at(params)
    place = None if found is None else definition(session.pages, found)
    return None if place is None else session.wire.location(place)


def _references(session: Session, params: types.ReferenceParams) -> list[types.Location]:
    found = session.name_at(params)
    if found is None:
        return []
    used = uses_of(session.pages, found, with_declarations=params.context.include_declaration)
    return [session.wire.location(each.name.place) for each in used]


def _completion(session: Session, params: types.CompletionParams) -> list[types.CompletionItem]:
    found = session.at(params)
    return [] if found is None else session.wire.items(completion(session.pages, *found), found[0])


def _actions(session: Session, params: types.CodeActionParams) -> list[types.CodeAction]:
    name = name_of(params.text_document.uri)
    source = session.desk.source(name)
    if source is None:
        return []
    start, end = (session.wire.position(source, at) for at in (params.range.start, params.range.end))
    return [session.wire.action(each) for each in actions(session.told(name).problems, Range(start, end))]


def _may_rename(session: Session, params: types.PrepareRenameParams) -> types.Range | None:
    found = session.name_at(params)
    if found is None:
        return None
    session.refuse(can_rename(session.pages, found))
    return session.wire.place(found.name.place)


def _rename(session: Session, params: types.RenameParams) -> types.WorkspaceEdit | None:
    found = session.name_at(params)
    if found is None:
        return None
    places = places_to_rename(session.pages, found, params.new_name)
    if isinstance(places, Message):
        session.refuse(places)
        return None
    return session.wire.renamed(places, params.new_name)


def _lenses(session: Session, params: types.CodeLensParams) -> list[types.CodeLens]:
    found = session.told(name_of(params.text_document.uri)).lenses
    language = session.wire.language
    return [
        types.CodeLens(session.wire.place(each.place), types.Command(each.said.say(language), "")) for each in found
    ]


def _symbols(session: Session, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    page = session.pages.page(name_of(params.text_document.uri))
    return [] if page is None else [session.wire.symbol(each, page.source) for each in symbols(page)]


_HANDLERS: Final[dict[str, Callable[[Session, Any], Any]]] = {
    types.INITIALIZED: _initialized,
    types.TEXT_DOCUMENT_DID_OPEN: _opened,
    types.TEXT_DOCUMENT_DID_CHANGE: _changed,
    types.TEXT_DOCUMENT_DID_CLOSE: _closed,
    types.TEXT_DOCUMENT_HOVER: _hover,
    types.TEXT_DOCUMENT_DEFINITION: _definition,
    types.TEXT_DOCUMENT_REFERENCES: _references,
    types.TEXT_DOCUMENT_COMPLETION: _completion,
    types.TEXT_DOCUMENT_CODE_ACTION: _actions,
    types.TEXT_DOCUMENT_PREPARE_RENAME: _may_rename,
    types.TEXT_DOCUMENT_RENAME: _rename,
    types.TEXT_DOCUMENT_CODE_LENS: _lenses,
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: _symbols,
}
_OPTIONS: Final[dict[str, Any]] = {
    types.TEXT_DOCUMENT_COMPLETION: types.CompletionOptions(trigger_characters=[" ", "[", "{", ","]),
    types.TEXT_DOCUMENT_CODE_ACTION: types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]),
}
