"""Plain answers to what the protocol of language servers calls them, and the positions of an editor to ours."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from lsprotocol import types
from pygls.uris import to_fs_path

from smartcommune.authoring.report import sentence
from smartcommune.editor.desk import Desk
from smartcommune.editor.positions import Encoding, Position, Range, column, range_of, units
from smartcommune.editor.problems import Shown
from smartcommune.messages import Language
from smartcommune.problems import Place
from smartcommune.source.files import Source, shown

_SEVERITIES: Final = {"error": types.DiagnosticSeverity.Error, "warning": types.DiagnosticSeverity.Warning}
_UNUSED: Final = "unused-"


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
