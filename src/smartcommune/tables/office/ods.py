"""An ODS file to a sheet of texts: percent styles, dates, error values, hidden and merged parts (OpenDocument 1.3)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple, TypeVar

from smartcommune.messages import Message
from smartcommune.source.table_files import TableFile
from smartcommune.tables.office.archive import Archive, encrypted
from smartcommune.tables.office.grid import Listing, Tab, chosen, sheet_of
from smartcommune.tables.office.stored_values import (
    Style,
    Value,
    as_seen,
    filled,
    number_of,
    number_text,
    struck,
    without_blanks,
)
from smartcommune.tables.office.xml import MOST_CELLS, TooManyCells, Visitor, XmlError
from smartcommune.tables.sheets.sheet import MOST_COLUMNS, RULES_NAME, Sheet, letter_of
from smartcommune.tables.text.legacy import of_font

_MOST_ROWS: Final = 1_048_576
_NUMBERS: Final = ("float", "currency", "percentage")
_DURATION: Final = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
# What stands in a cell without being its text: notes, footnotes, pictures and shapes of every kind, controls.
_ASIDE: Final = re.compile(
    "(?:draw|dr3d|form|presentation|chart):|office:(?:annotation|event)|text:(?:note$|ruby-text)"
)


# Styles rest on others; a file whose styles rest on each other in a ring is broken, and its fonts do not matter.
_MOST_PARENTS: Final = 16
T = TypeVar("T")


class Fonts(Visitor):
    """Visitor of the parts that declare styles (OpenDocument 1.3, 16.2 and 16.29)."""

    def __init__(self) -> None:
        self._faces: dict[str, str] = {}
        self._fonts: dict[tuple[str, str], str] = {}
        self._struck: dict[tuple[str, str], bool] = {}
        self._parents: dict[tuple[str, str], str] = {}
        self._known: dict[tuple[str, str], str] = {}
        self._style = ("", "")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "style:font-face":
            self._faces[attributes.get("style:name", "")] = attributes.get("svg:font-family", "").strip("'\"")
        elif name in ("style:style", "style:default-style"):
            self._style = (attributes.get("style:family", ""), attributes.get("style:name", ""))
            self._parents[self._style] = attributes.get("style:parent-style-name", "")
        elif name == "style:text-properties":
            font = self._faces.get(attributes.get("style:font-name", ""), attributes.get("fo:font-family", ""))
            if font:
                self._fonts.setdefault(self._style, font)
            line = attributes.get("style:text-line-through-style", attributes.get("style:text-line-through-type"))
            if line is not None:
                self._struck.setdefault(self._style, line != "none")

    def of(self, family: str, style: str) -> str:
        """The font of a style; empty where none is said."""
        key = (family, style)
        if key not in self._known:
            self._known[key] = self._found(self._fonts, family, style) or ""
        return self._known[key]

    def is_struck(self, family: str, style: str) -> bool:
        """Whether a style draws a line through its letters."""
        return bool(self._found(self._struck, family, style))

    def _found(self, said: Mapping[tuple[str, str], T], family: str, style: str) -> T | None:
        """What the style says, or the next that it rests on and that says anything."""
        for _ in range(_MOST_PARENTS):
            found = said.get((family, style))
            if found is not None or not style:
                return found
            style = self._parents.get((family, style), "")
        return None


class Table(NamedTuple):
    """One sheet: what it is called, its style, and what is seen in it."""

    name: str
    style: str
    tab: Tab


class Content(Visitor):
    """Visitor of `content.xml`: every sheet."""

    def __init__(self, fonts: Fonts) -> None:
        self.tables: list[Table] = []
        self.hidden_styles: set[str] = set()
        self.rules: str | None = None  # the id of the rule set that a form was made for
        self._fonts = fonts
        self._style = ""
        self._column_styles: list[str] = []
        self._row_style = ""
        self._span_font = ""  # of a span in a cell, if it is a legacy one
        self._spans: list[bool] = []  # whether each span that is open is struck out
        self._asides = 0
        self._row = self._column = self._columns = self._repeated = self._count = 0
        self._cells: dict[int, Value] = {}
        self._cell: dict[str, str] = {}
        self._is_cell = False
        self._lines: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._asides or _ASIDE.match(name):
            self._asides += 1
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._cell, self._lines, self._is_cell, self._span_font, self._spans = attributes, [], True, "", []
        elif self._is_cell:
            self._start_text(name, attributes)
        elif name == "table:table-row":
            self._repeated, self._cells, self._column = _repeated(attributes, "rows"), {}, 0
            self._row_style = attributes.get("table:default-cell-style-name", "")
            if attributes.get("table:visibility") in ("collapse", "filter"):
                last = self._row + self._repeated
                self.tables[-1].tab.hidden_rows.extend(range(self._row + 1, min(last, _MOST_ROWS) + 1))
        elif name == "table:table-column":
            self._start_column(attributes)
        elif name == "table:table":
            tab = Tab({}, [], [], set())
            self.tables.append(Table(attributes["table:name"], attributes.get("table:style-name", ""), tab))
            self._row = self._columns = 0
            self._column_styles = []
        else:
            self._start_style(name, attributes)

    def _start_style(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table:named-expression" and attributes.get("table:name") == RULES_NAME:
            self.rules = attributes.get("table:expression", "").strip('"')
        self._fonts.start(name, attributes)
        if name == "style:style":
            self._style = attributes.get("style:name", "")
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            self.hidden_styles.add(self._style)

    def _start_text(self, name: str, attributes: dict[str, str]) -> None:
        if name == "text:p":
            self._lines.append("")
        elif name == "text:s":
            self.text(" " * min(int(attributes.get("text:c", 1)), 1_000))
        elif name in ("text:tab", "text:line-break"):
            self.text("\t" if name == "text:tab" else "\n")
        elif name == "text:span":
            style = attributes.get("text:style-name", "")
            font = self._fonts.of("text", style)
            self._span_font = font if of_font(font) else self._span_font
            self._spans.append(self._fonts.is_struck("text", style))

    def _start_column(self, attributes: dict[str, str]) -> None:
        count = _repeated(attributes, "columns")
        if attributes.get("table:visibility") in ("collapse", "filter"):
            self.tables[-1].tab.hidden_columns.append((self._columns + 1, self._columns + count))
        self._columns += count
        style = attributes.get("table:default-cell-style-name", "")
        self._column_styles += [style] * min(count, MOST_COLUMNS - len(self._column_styles))

    def text(self, text: str) -> None:
        if self._lines and not self._asides:
            self._lines[-1] += struck(text) if any(self._spans) else text

    def end(self, name: str) -> None:
        if self._asides:
            self._asides -= 1
        elif name in ("table:table-cell", "table:covered-table-cell"):
            self._end_cell()
        elif name == "text:span" and self._spans:
            self._spans.pop()
        elif name == "table:table-row":
            self._end_row()

    def _end_cell(self) -> None:
        self._is_cell = False
        count = _repeated(self._cell, "columns")
        found = _value(self._cell, "\n".join(self._lines))
        if found is not None:
            found = as_seen(found._replace(font=self._span_font), self._seen_style())
        self._lines = []
        if found is not None:
            if self._column + count > MOST_COLUMNS:
                raise XmlError(
                    Message("damage.reference", reference=f"{letter_of(self._column + count - 1)}{self._row + 1}")
                )
            self._cells |= dict.fromkeys(range(self._column, self._column + count), found)
        height = int(self._cell.get("table:number-rows-spanned", 1))
        width = int(self._cell.get("table:number-columns-spanned", 1))
        if height > 1 or width > 1:
            area = (self._row + 1, self._column, self._row + height, self._column + width - 1)
            self.tables[-1].tab.merged.add(area)
        self._column += count

    def _seen_style(self) -> Style:
        """The font of a cell, and whether it is struck out: by its own style, its row's or its column's."""
        of_column = self._column_styles[self._column] if self._column < len(self._column_styles) else ""
        style = self._cell.get("table:style-name") or self._row_style or of_column
        return Style(font=self._fonts.of("table-cell", style), is_struck=self._fonts.is_struck("table-cell", style))

    def _end_row(self) -> None:
        self._count += len(self._cells) * self._repeated
        if self._count > MOST_CELLS:
            raise TooManyCells
        if self._cells:
            if self._row + self._repeated > _MOST_ROWS:
                raise XmlError(Message("damage.row", row=self._row + self._repeated))
            rows = range(self._row + 1, self._row + self._repeated + 1)
            self.tables[-1].tab.values.update(dict.fromkeys(rows, self._cells))
        self._row += self._repeated


def _repeated(attributes: dict[str, str], what: str) -> int:
    return max(1, int(attributes.get(f"table:number-{what}-repeated", 1)))


def _value(attributes: dict[str, str], shown: str) -> Value | None:
    """What is seen in a cell; None if it is blank."""
    type = attributes.get("office:value-type", "")
    if attributes.get("calcext:value-type") == "error":
        return Value(shown or "#ERR!")
    if type in _NUMBERS:
        number = number_text(number_of(attributes["office:value"]), "percent" if type == "percentage" else "number")
        # A code is shown with the zeros in front that its style asks for; nothing else of what is shown is a value.
        return Value(shown if shown.isdecimal() and shown.lstrip("0") == number else number, is_number=True)
    if type == "boolean":
        return Value(attributes["office:boolean-value"])
    if type == "date":
        return Value(attributes["office:date-value"].removesuffix("T00:00:00").replace("T", " "))
    if type == "time":
        return Value(_DURATION.sub(r"\1:\2:\3", attributes["office:time-value"]))
    if not type and not shown and "table:formula" in attributes:
        return Value("=" + attributes["table:formula"].partition("=")[2])
    text = attributes.get("office:string-value", shown)
    return None if filled(text) is None else Value(text, is_text=True)


def read_ods(file: TableFile, sheet: str | None, encoding: str | None) -> Sheet:
    """One sheet of an ODS file: the named one, else the first that is visible and not empty.

    Raises:
        InputError: encrypted, broken, too large, or without such a sheet.
    """
    archive = Archive(file)
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise encrypted(file.name)
    fonts = archive.visit("styles.xml", Fonts(), keeps_prefixes=True) if "styles.xml" in archive else Fonts()
    content = archive.visit("content.xml", Content(fonts), keeps_prefixes=True)
    tables = content.tables
    listings = [Listing(table.name, table.style in content.hidden_styles) for table in tables]
    position = chosen(file.name, listings, sheet, lambda number: not tables[number].tab.values)
    tab = tables[position].tab._replace(values=without_blanks(tables[position].tab.values))
    return sheet_of(file, "ods", tab, listings, position, encoding)._replace(rules=content.rules or None)
