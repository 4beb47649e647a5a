"""What every workbook of ours has in common: texts that stay texts, one look, the same bytes from run to run."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from tempfile import gettempdir
from typing import Any, BinaryIO, Final

import xlsxwriter  # type: ignore[import-untyped]  # the library has no types
from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]  # the library has no types

from smartcommune.messages import Language, Message
from smartcommune.problems import WriteError
from smartcommune.render.page import wrapped
from smartcommune.render.safe import sheet_cell
from smartcommune.render.workbook_lines import Lines

# The cells of a row, and their styles.
Row = tuple[Sequence[object], Sequence[str]]
_OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# As workbooks number the sizes of paper.
_A4: Final = 9
# Of what is too wide for one sheet, in percent: small, and read with ease.
_SCALE: Final = 65
# As many letters of a column's width as one such sheet takes.
_ACROSS: Final = 180
# The blank between a number and what it is a number of.
_BEFORE_UNIT: Final = re.compile(r"(?<=\d) (?=%|[^\W\d_])")
# In points: a line of text, and the highest row there is.
_LINE: Final = 15.75
_HIGHEST: Final = 408.75
# Letters of Times New Roman in one unit of a column's width, which is a figure of Calibri, in the styles that break
# lines: names have many capitals, and what is cut at the end of a cell is lost on paper.
_LETTERS: Final = {"wrapped": 0.9, "header": 0.9, "boxed": 0.9, "boxed_title": 0.9, "boxed_head": 0.9}
# From which width on narrow letters of a line make up for wide ones, and how much more it holds then.
_WIDE: Final = 40
_WIDE_HOLDS: Final = 1.15
# A workbook says when it was made; ours always says the same.
_CREATED: Final = datetime(2023, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_PLAIN: Final = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
_LINED: Final = {"bottom": 4, "bottom_color": "#B8C4D0"}
_BOXED: Final = {"border": 1, "border_color": "#8A97A5"}
_VERDICT: Final = {**_LINED, "bold": True, "text_wrap": True}
_STYLES: Final[Mapping[str, Mapping[str, object]]] = {
    "text": {"num_format": "@", **_LINED},
    "wrapped": {"num_format": "@", "text_wrap": True, **_LINED},
    "right": {"num_format": "@", "align": "right", "indent": 1, **_LINED},
    "number": {"num_format": "0.0?_ ", **_LINED},
    "count": {"num_format": "#,##0_ ", **_LINED},
    "serial": {"num_format": "0", "align": "center", **_LINED},
    "sum": {"num_format": "#,##0_ ", "bold": True},
    "total": {"bold": True},
    "line": {},
    "paragraph": {"text_wrap": True},
    "entry": {"num_format": "@"},
    "boxed": {"num_format": "@", "text_wrap": True, **_BOXED},
    "boxed_title": {"text_wrap": True, "bold": True, **_BOXED},
    "boxed_figure": {"align": "right", **_BOXED},
    "boxed_day": {"num_format": "dd/mm/yyyy", "align": "right", **_BOXED},
    "boxed_head": {"text_wrap": True, "bold": True, "bg_color": "#DDE6F0", "align": "center", **_BOXED},
    "closed": {"bg_color": "#E7EBF0", "align": "right", **_BOXED},
    "general": {},
    "day": {"num_format": "dd/mm/yyyy"},
    "header": {"bold": True, "text_wrap": True, "bg_color": "#DDE6F0", "bottom": 1, "valign": "vcenter"},
    "title": {"bold": True, "font_size": 15},
    "signed": {"bold": True, "align": "center"},
    "place": {"italic": True, "align": "center"},
    "section": {"bold": True, "font_size": 13},
    "faint": {"font_color": "#595959"},
    "eligible": {**_VERDICT, "bg_color": "#DCEFD8", "font_color": "#1E5B1A"},
    "not_eligible": {**_VERDICT, "bg_color": "#F8DCD9", "font_color": "#8E1B12"},
    "undetermined": {**_VERDICT, "bg_color": "#FCF0CC", "font_color": "#6B4E00"},
    "out_of_scope": {**_VERDICT, "bg_color": "#E4E4E4", "font_color": "#404040"},
    "not_in_force": {**_VERDICT, "bg_color": "#E9E1F2", "font_color": "#4B2E6E"},
    "met": {**_LINED, "font_color": "#1E5B1A"},
    "not_met": {**_LINED, "font_color": "#8E1B12"},
    "unknown": {**_LINED, "font_color": "#6B4E00"},
    "unread": {**_VERDICT, "bg_color": "#FFFFFF", "font_color": "#8E1B12"},
    "share": {"num_format": "0.##%_ ", **_LINED},
    "figure": {"num_format": "General", **_LINED},
    "not_applicable": {**_LINED, "font_color": "#595959"},
    "scored": _LINED,
}

# The styles that are seen where there is no value.
_UNDERLINED: Final = frozenset(name for name, style in _STYLES.items() if style.keys() & {"bottom", "border"})


class Book:
    """A workbook that is being written, with its formats."""

    def __init__(self, file: io.BytesIO, language: Language) -> None:
        self.language = language
        self.workbook: Any = xlsxwriter.Workbook(file, _OPTIONS)
        self.workbook.set_properties({"created": _CREATED})
        self.formats: dict[str, Any] = {
            name: self.workbook.add_format({**_PLAIN, **style}) for name, style in _STYLES.items()
        }

    def leave(self) -> None:
        """Let go of the temporary files in which rows have waited."""
        for sheet in self.workbook.worksheets():
            sheet._opt_close()

    def sheet(self, key: str) -> BookPage:
        """A new sheet with a name in the user's language."""
        return BookPage(self, self.workbook.add_worksheet(Message(key).say(self.language), Lines))


class BookPage:
    """A sheet that is written from the top down; the library keeps no row once the next one has begun."""

    def __init__(self, book: Book, sheet: Any) -> None:
        self.book = book
        self.sheet: Any = sheet
        self.row = 0
        self._widths: tuple[float, ...] = ()

    def line(self, values: Sequence[object], styles: Sequence[str] | str = "text") -> None:
        """Write a row from its first column on, as high as its wrapped texts need it, and go to the next one.

        Where there is no value, there is nothing but the line below it.
        """
        named = [styles] * len(values) if isinstance(styles, str) else styles
        lines = self._lines(values, named)
        formats = [
            self.book.formats[style] if value is not None or style in _UNDERLINED else None
            for value, style in zip(values, named, strict=True)
        ]
        self.sheet.line(self.row, values, formats, _height(lines) if lines > 1 else None)
        self.row += 1

    def _lines(self, values: Sequence[object], styles: Sequence[str]) -> int:
        """How many lines the longest text takes: programs other than Excel do not find out by themselves."""
        texts = (
            (value, _room(width, style))
            for value, style, width in zip(values, styles, self._widths, strict=False)
            if style in _LETTERS and isinstance(value, str)
        )
        return max((_lines_of(text, room) for text, room in texts), default=1)

    def say(self, key: str, style: str = "text", **values: object) -> None:
        """Write a sentence in a row of its own."""
        self.line([Message(key, **values).say(self.book.language)], style)

    def paragraph(self, text: str, columns: int = 8) -> None:
        """Write a text over several columns, in as many lines as it takes."""
        lines = _lines_of(text, _room(sum(self._widths[:columns]), "wrapped"))
        self.sheet.set_row(self.row, _height(lines))
        self.sheet.merge_range(self.row, 0, self.row, columns - 1, sheet_cell(text), self.book.formats["paragraph"])
        self.row += 1

    def skip(self, rows: int = 1) -> None:
        self.row += rows

    def print_over_pages(self, head: int, last: int = 1, together: int = 1) -> None:
        """Print on sheets of A4 side by side, each with the header and the columns that say which commune.

        Args:
            head: the row of the header.
            last: the last of the columns that each sheet has.
            together: how many columns are never parted, counted from the last one backwards.
        """
        self._paper()
        self.sheet.set_print_scale(_SCALE)
        self.sheet.repeat_rows(head)
        self.sheet.repeat_columns(0, last)
        self.sheet.set_v_pagebreaks(list(self._breaks(last + 1, together)))

    def _breaks(self, repeated: int, together: int) -> Iterator[int]:
        """The columns that begin a new sheet."""
        first = repeated + (len(self._widths) - repeated) % together
        used = sum(self._widths[:first])
        for column in range(first, len(self._widths), together):
            width = sum(self._widths[column : column + together])
            if used + width > _ACROSS:
                yield column
                used = sum(self._widths[:repeated])
            used += width

    def _paper(self) -> None:
        """A4 landscape, its pages numbered."""
        self.sheet.set_landscape()
        self.sheet.set_paper(_A4)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        self.sheet.set_footer("&C&P / &N")

    def on_a4(self) -> None:
        """Print as wide as the page, on as many pages as it takes."""
        self._paper()
        self.sheet.fit_to_pages(1, 0)

    def print_on_a4(self, head: int, last_column: int) -> None:
        """Print the columns up to one, with the header on each page."""
        self.on_a4()
        self.sheet.repeat_rows(head)
        self.sheet.print_area(0, 0, max(self.row - 1, head), last_column)

    def widths(self, widths: Sequence[float]) -> None:
        self._widths = tuple(widths)
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)


def unbroken(text: str) -> str:
    """A sentence of ours in which no number is parted from its unit at the end of a line."""
    return _BEFORE_UNIT.sub("\u00a0", text)


def _height(lines: int) -> float:
    """In points."""
    return min(lines * _LINE, _HIGHEST)


def _room(width: float, style: str) -> int:
    """How many letters a line of a column holds."""
    return max(int(width * _LETTERS[style] * (_WIDE_HOLDS if width > _WIDE else 1)), 1)


@lru_cache(maxsize=10_000)  # rows of a table have few different texts, and some of them are long
def _lines_of(text: str, room: int) -> int:
    return 1 if 2 * len(text) <= room else sum(1 for _ in wrapped(text, room))


@contextmanager
def writing(file: BinaryIO, language: Language) -> Iterator[Book]:
    """A workbook that is whole once this is left without an error.

    Raises:
        OSError: the file cannot take it.
        WriteError: the folder for temporary files cannot take it.
    """
    content = io.BytesIO()  # at most some hundred megabytes, and a zip file that fails half-way would say so itself
    book = Book(content, language)
    try:
        yield book
        book.workbook.close()
    except (FileCreateError, OSError) as error:  # until it is whole, only temporary files are written
        raise WriteError(gettempdir(), getattr(error, "strerror", None) or str(error)) from error
    finally:
        book.leave()
    with content.getbuffer() as whole:  # let go of whatever happens: Python 3.13 complains of one that is kept
        file.write(whole)
