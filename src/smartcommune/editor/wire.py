"""Plain answers to what the protocol of language servers calls them, and the positions of an editor to ours."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from lsprotocol import types
from pygls.uris import to_fs_path

from smartcommune.authoring.report import sentence
from smartcommune.editor.actions import Action
from smartcommune.editor.complete import Completion
from smartcommune.editor.desk import Desk
from smartcommune.editor.positions import Encoding, Position, Range, column, range_of, units
from smartcommune.editor.problems import Shown
from smartcommune.editor.symbols import Part, Symbol
from smartcommune.messages import Language
from smartcommune.problems import Place
from smartcommune.shape.text_types import Kind
from smartcommune.source.files import Source, shown

_SEVERITIES: Final = {"error": types.DiagnosticSeverity.Error, "warning": types.DiagnosticSeverity.Warning}
_UNUSED: Final = "unused-"
_KINDS: Final[dict[Kind, types.CompletionItemKind]] = {
    "ruleset": types.CompletionItemKind.Module,
    "source": types.CompletionItemKind.File,
    "indicator": types.CompletionItemKind.Field,
    "threshold": types.CompletionItemKind.Constant,
    "criterion": types.CompletionItemKind.Function,
    "level": types.CompletionItemKind.EnumMember,
    "value": types.CompletionItemKind.Value,
}
_PARTS: Final[dict[Part, types.SymbolKind]] = {
    "section": types.SymbolKind.Namespace,
    "source": types.SymbolKind.File,
    "indicator": types.SymbolKind.Field,
    "threshold": types.SymbolKind.Constant,
    "criterion": types.SymbolKind.Function,
    "level": types.SymbolKind.EnumMember,
    "case": types.SymbolKind.Event,
}


def name_of(uri: str) -> str:
    """The name of a file that an editor means; of a text that has no file, what the editor calls it."""
    path = to_fs_path(uri)
    return uri if path is None else shown(path)


class Wire:
    """How this editor counts, and in which language it is spoken to."""

    def __init__(self, desk: Desk, language: Language) -> None:
        self._desk = desk
        self.language = language
        self.encoding: Encoding = "utf-16"

    def uri(self, name: str) -> str:
        """How the editor calls a file: by its own name for one that is open."""
        sheet = self._desk.sheet(name)
        return Path(name).as_uri() if sheet is None else sheet.uri

    def position(self, source: Source, position: types.Position) -> Position:
        """The editor's position in a text."""
        return Position(position.line, column(source.line(position.line + 1), position.character, self.encoding))

    def range(self, found: Range, first: str, last: str | None = None) -> types.Range:
        """A range for the editor, with the lines on which it starts and ends."""
        ends = ((found.start, first), (found.end, first if last is None else last))
        start, end = (types.Position(at.line, units(line, at.column, self.encoding)) for at, line in ends)
        return types.Range(start, end)

    def place(self, place: Place) -> types.Range:
        return self.range(range_of(place), place.excerpt)

    def location(self, place: Place) -> types.Location:
        return types.Location(self.uri(place.source), self.place(place))

    def diagnostic(self, found: Shown) -> types.Diagnostic:
        problem = found.problem
        return types.Diagnostic(
            range=self.place(found.place),
            message=sentence(problem, self.language),
            severity=_SEVERITIES[problem.severity],
            code=problem.id,
            source="smartcommune",
            tags=[types.DiagnosticTag.Unnecessary] if problem.id.startswith(_UNUSED) else None,
            related_information=[
                types.DiagnosticRelatedInformation(self.location(place), message.say(self.language))
                for place, message in found.related
            ],
        )

    def items(self, found: Completion, source: Source) -> list[types.CompletionItem]:
        """What is offered, each with the edit that writes it; in the order in which it is given."""
        range = self.range(found.range, source.line(found.range.start.line + 1))
        return [
            types.CompletionItem(
                label=offer.text,
                kind=_KINDS[offer.kind],
                detail=None if offer.label is None else offer.label.say(self.language),
                sort_text=f"{number:04}",
                text_edit=types.TextEdit(range, offer.text),
            )
            for number, offer in enumerate(found.offers)
        ]

    def action(self, found: Action) -> types.CodeAction:
        changes: dict[str, list[types.TextEdit]] = {}
        for edit in found.fix.edits:
            start, end = Position(edit.line - 1, edit.column - 1), Position(edit.end_line - 1, edit.end_column - 1)
            first, last = (self._desk.line(edit.source, at.line) for at in (start, end))
            changes.setdefault(self.uri(edit.source), []).append(
                types.TextEdit(self.range(Range(start, end), first, last), edit.text)
            )
        return types.CodeAction(
            title=found.fix.title.say(self.language),
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[self.diagnostic(found.shown)],
            is_preferred=found.fix.safe,
            edit=types.WorkspaceEdit(changes),
        )

    def renamed(self, places: Iterable[Place], name: str) -> types.WorkspaceEdit:
        changes: dict[str, list[types.TextEdit]] = {}
        for place in places:
            changes.setdefault(self.uri(place.source), []).append(types.TextEdit(self.place(place), name))
        return types.WorkspaceEdit(changes)

    def symbol(self, found: Symbol, source: Source) -> types.DocumentSymbol:
        first, last = (source.line(at.line + 1) for at in found.range)
        return types.DocumentSymbol(
            name=found.text or "?",
            kind=_PARTS[found.part],
            range=self.range(found.range, first, last),
            selection_range=self.place(found.place),
            detail=None if found.label is None else found.label.say(self.language),
            children=[self.symbol(each, source) for each in found.inner],
        )
