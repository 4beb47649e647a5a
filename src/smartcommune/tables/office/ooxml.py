"""The parts of an XLSX file to its sheets, shared texts and styles (ECMA-376, part 1, chapter 18).

Read here rather than by openpyxl, which makes an object of every cell: this takes a fifth of the time, knows a formula
without a stored value from a blank cell in one pass, and sees the fonts within a text.
"""

from __future__ import annotations

import posixpath
from string import ascii_letters
from typing import Final, NamedTuple

from smartcommune.messages import Message
from smartcommune.tables.office.stored_values import BUILT_IN_FORMATS, Font, Style, Text, struck, style_of
from smartcommune.tables.office.xml import MOST_CELLS, TooManyCells, Visitor, XmlError, attribute
from smartcommune.tables.sheets.sheet import RULES_NAME, letter_of
from smartcommune.tables.text.legacy import of_font

MOST_ROWS: Final = 1_048_576


class Relations(Visitor):
    """Visitor of a `.rels` part: what it points to, by id, with the last word of its type."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.targets: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes["Target"].replace("\\", "/")
            path = posixpath.normpath(posixpath.join("/", self.folder, target)).lstrip("/")
            self.targets[attributes["Id"]] = (attributes["Type"], path)


class Workbook(Visitor):
    """Visitor of the workbook part: its sheets, by relation, the day its dates count from, the rule set of a form."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.is_1904 = False
        self.rules: str | None = None
        self._is_rules = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            is_hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes["name"], attribute(attributes, "id") or "", is_hidden))
        elif name == "workbookPr":
            self.is_1904 = attributes.get("date1904", "0") in ("1", "true")
        self._is_rules = name == "definedName" and attributes.get("name") == RULES_NAME

    def text(self, text: str) -> None:
        if self._is_rules:
            self.rules = (self.rules or "") + text.strip('"')


class Styles(Visitor):
    """Visitor of the styles part: number format and font of each style of a cell."""

    def __init__(self) -> None:
        self.formats = dict(BUILT_IN_FORMATS)
        self.fonts: list[Font] = []
        self.styles: list[Style] = []
        self._within = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("numFmts", "fonts", "cellXfs", "cellStyleXfs", "dxfs"):
            self._within = name
        elif name == "numFmt" and self._within == "numFmts":
            self.formats[_number(attributes, "numFmtId")] = attributes["formatCode"]
        elif name == "font" and self._within == "fonts":
            self.fonts.append(Font())
        elif name == "name" and self._within == "fonts":
            self.fonts[-1] = self.fonts[-1]._replace(name=attributes["val"])
        elif name == "strike" and self._within == "fonts":
            self.fonts[-1] = self.fonts[-1]._replace(is_struck=_is_true(attributes.get("val", "1")))
        elif name == "xf" and self._within == "cellXfs":
            self._add(_number(attributes, "numFmtId"), _number(attributes, "fontId"))

    def _add(self, format: int, font: int) -> None:
        known = self.fonts[font] if font < len(self.fonts) else Font()
        self.styles.append(style_of(self.formats.get(format, ""), known))


class RichText(Visitor):
    """The runs of one text: its letters, those that are struck out marked, and the legacy font that some of it has."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._font = ""
        self._collects = self._is_phonetic = self._is_struck = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "t":
            self._collects = not self._is_phonetic
        elif name == "r":
            self._is_struck = False
        elif name == "strike":
            self._is_struck = _is_true(attributes.get("val", "1"))
        elif name == "rPh":
            self._is_phonetic = True
        elif name == "rFont" and of_font(attributes.get("val")):
            self._font = attributes["val"]

    def text(self, text: str) -> None:
        if self._collects:
            self._parts.append(struck(text) if self._is_struck else text)

    def end(self, name: str) -> None:
        if name == "t":
            self._collects = False
        elif name == "r":
            self._is_struck = False
        elif name == "rPh":
            self._is_phonetic = False

    def whole(self) -> Text:
        return Text("".join(self._parts), self._font)


class Strings(Visitor):
    """Visitor of the shared texts; equal ones, of which a hostile file has millions, are one."""

    def __init__(self) -> None:
        self.texts: list[Text] = []
        self._known: dict[Text, Text] = {}
        self._rich = RichText()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self._rich = RichText()
        else:
            self._rich.start(name, attributes)

    def text(self, text: str) -> None:
        self._rich.text(text)

    def end(self, name: str) -> None:
        if name != "si":
            self._rich.end(name)
            return
        if len(self.texts) == MOST_CELLS:
            raise TooManyCells
        text = self._rich.whole()
        self.texts.append(self._known.setdefault(text, text))


class Found(NamedTuple):
    """A cell as it is stored; the text of an `inlineStr` stands in the cell itself."""

    type: str
    style: int
    value: str | None
    formula: str | None
    font: str = ""  # a legacy one within a text that stands in its cell


class Worksheet(Visitor):
    """Visitor of a sheet: its cells by row and column, what is hidden, what is merged."""

    def __init__(self) -> None:
        self.rows: dict[int, dict[int, Found]] = {}
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self.merged: set[tuple[int, int, int, int]] = set()
        self._row = self._column = self._count = 0
        self._ending = "no row yet"  # of references to cells of the row
        self._cell: dict[str, str] = {}
        self._value: str | None = None
        self._formula: str | None = None
        self._rich: RichText | None = None
        self._parts: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name in ("v", "f"):
            self._parts = []
        elif name == "is":
            self._rich = RichText()
        elif self._rich is not None:
            self._rich.start(name, attributes)
        elif name == "row":
            self._start_row(attributes)
        elif name == "col" and _is_true(attributes.get("hidden")):
            self.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))
        elif name == "mergeCell":
            self.merged.add(area_of(attributes["ref"]))

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row = _number(attributes, "r") or self._row + 1
        self._column = -1
        if not 0 < self._row <= MOST_ROWS:
            raise XmlError(Message("damage.row", row=self._row))
        self._ending = str(self._row)
        if _is_true(attributes.get("hidden")):
            self.hidden_rows.append(self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        """A cell stands where it says, else behind the one before it; its row need not say its number."""
        self._cell, self._value, self._formula, self._rich = attributes, None, None, None
        reference = attributes.get("r")
        if not reference:
            self._column += 1
            return
        letters = reference[: -len(self._ending)]
        if reference.endswith(self._ending) and letters in _COLUMNS:  # as good as always: these were looked at before
            self._column = _COLUMNS[letters]
            return
        self._column = column_of(reference)
        self._row = row_of(reference)
        self._ending = str(self._row)

    def text(self, text: str) -> None:
        if self._parts is not None:
            self._parts.append(text)
        elif self._rich is not None:
            self._rich.text(text)

    def end(self, name: str) -> None:
        if name == "c":
            self._end_cell()
            self._rich = None
        elif name == "v":
            self._value, self._parts = "".join(self._parts or ()), None
        elif name == "f":
            self._formula, self._parts = "".join(self._parts or ()), None
        elif self._rich is not None:
            self._rich.end(name)

    def _end_cell(self) -> None:
        if self._value is None and self._formula is None and self._rich is None:
            return
        self._count += 1
        if self._count > MOST_CELLS:
            raise TooManyCells
        row = self.rows.setdefault(self._row, {})
        # A program that writes two rows with one number has lost one of them for whoever opens the file.
        if row.setdefault(self._column, found := self._found()) is not found:
            raise XmlError(Message("damage.cell-twice", cell=f"{letter_of(self._column)}{self._row}"))

    def _found(self) -> Found:
        """The cell; a text that stands in it counts if its type says so, or if nothing else is there."""
        type, style = self._cell.get("t") or "n", _number(self._cell, "s")
        if self._rich is not None and (type == "inlineStr" or self._value is None):
            text = self._rich.whole()
            return Found("inlineStr", style, text.text, self._formula, text.font)
        return Found(type, style, self._value, self._formula)


_COLUMNS: Final[dict[str, int]] = {}


def column_of(reference: str) -> int:
    """The column of `AB12`, counted from 0."""
    letters = reference.rstrip("0123456789")
    if letters not in _COLUMNS:
        if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
            raise XmlError(Message("damage.reference", reference=reference))
        number = 0
        for letter in letters.upper():
            number = number * 26 + ord(letter) - ord("A") + 1
        _COLUMNS[letters] = number - 1
    return _COLUMNS[letters]


def row_of(reference: str) -> int:
    """The row of `AB12`."""
    digits = reference.lstrip(ascii_letters)
    if not (digits.isascii() and digits.isdecimal() and 0 < len(digits) < 8 and 0 < int(digits) <= MOST_ROWS):
        raise XmlError(Message("damage.reference", reference=reference))
    return int(digits)


def area_of(reference: str) -> tuple[int, int, int, int]:
    """First row, first column, last row and last column of `A1:C2`, columns counted from 0."""
    first, _, last = reference.partition(":")
    last = last or first
    return (row_of(first), column_of(first), row_of(last), column_of(last))


def _number(attributes: dict[str, str], name: str) -> int:
    """An attribute that counts something; some programs write it empty where they mean 0."""
    number = int(attributes.get(name) or 0)
    if number < 0:
        raise XmlError(Message("damage.value"))
    return number


def _is_true(value: str | None) -> bool:
    return value in ("1", "true")
