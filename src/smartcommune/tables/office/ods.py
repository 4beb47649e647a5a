"""An ODS file to a sheet of texts: percent styles, dates, error values, hidden and merged parts (OpenDocument 1.3)."""

from __future__ import annotations

import re
from typing import Final

from smartcommune.messages import Message
from smartcommune.source.files import TableFile
from smartcommune.tables.office.archive import Archive, encrypted
from smartcommune.tables.office.grid import Tab, sheet_of
from smartcommune.tables.office.notes import column_letters
from smartcommune.tables.office.number_formats import filled, number_of, number_text
from smartcommune.tables.office.ods_fonts import Fonts
from smartcommune.tables.office.sheet_choice import Listing, chosen
from smartcommune.tables.office.stored_values import Style, Value, Values, as_seen, struck, without_blanks
from smartcommune.tables.office.xml import MOST_CELLS, TooManyCells, XmlError
from smartcommune.tables.sheets.sheet import MOST_COLUMNS, Sheet
from smartcommune.tables.text.legacy import of_font

_MOST_ROWS: Final = 1_048_576
_NUMBERS: Final = ("float", "currency", "percentage")
_DURATION: Final = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
# What stands in a cell without being its text: notes, footnotes, pictures and shapes of every kind, controls.
_ASIDE: Final = re.compile(
    "(?:draw|dr3d|form|presentation|chart):|office:(?:annotation|event)|text:(?:note$|ruby-text)"
)


class Table:
    """One sheet: its cells by row and column, what is hidden, what is merged."""

    def __init__(self, name: str, style: str) -> None:
        self.name = name
        self.style = style
        self.rows: Values = {}
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self.merged: list[tuple[int, int, int, int]] = []


class Content:
    """Visitor of `content.xml`: every sheet."""

    def __init__(self, fonts: Fonts) -> None:
        self.tables: list[Table] = []
        self.hidden_styles: set[str] = set()
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
                self.tables[-1].hidden_rows += range(self._row + 1, min(last, _MOST_ROWS) + 1)
        elif name == "table:table-column":
            self._start_column(attributes)
        elif name == "table:table":
            self.tables.append(Table(attributes["table:name"], attributes.get("table:style-name", "")))
            self._row = self._columns = 0
            self._column_styles = []
        else:
            self._start_style(name, attributes)

    def _start_style(self, name: str, attributes: dict[str, str]) -> None:
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
            self.tables[-1].hidden_columns.append((self._columns + 1, self._columns + count))
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
                    Message("damage.reference", reference=f"{column_letters(self._column + count)}{self._row + 1}")
                )
            self._cells |= dict.fromkeys(range(self._column, self._column + count), found)
        height = int(self._cell.get("table:number-rows-spanned", 1))
        width = int(self._cell.get("table:number-columns-spanned", 1))
        if height > 1 or width > 1:
            area = (self._row + 1, self._column, self._row + height, self._column + width - 1)
            self.tables[-1].merged.append(area)
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
            self.tables[-1].rows |= dict.fromkeys(range(self._row + 1, self._row + self._repeated + 1), self._cells)
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
    position = chosen(file.name, listings, sheet, lambda number: not tables[number].rows)
    found = tables[position]
    tab = Tab(without_blanks(found.rows), found.hidden_rows, found.hidden_columns, found.merged)
    return sheet_of(file, "ods", tab, listings, position, encoding)
