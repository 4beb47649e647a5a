"""The stream of an XLS workbook (MS-XLS) to its sheets: values, styles, what is hidden and merged.

Read here since the libraries that do lose number formats and error values, and end the process on some damaged files.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

from smartcommune.tables.office.number_formats import BUILT_IN_FORMATS, shown_by
from smartcommune.tables.office.stored_values import Style, Text, Value, Values, seen_number
from smartcommune.tables.text.legacy import of_font

# Records of all sheets, of the beginning and end of each, of its rows and columns, of its cells.
_FILEPASS, _FONT, _BOUNDSHEET, _XF, _SST, _FORMAT, _DATEMODE = 0x2F, 0x31, 0x85, 0xE0, 0xFC, 0x041E, 0x22
_BOF, _EOF, _CONTINUE = 0x0809, 0x0A, 0x3C
_COLINFO, _ROW, _MERGEDCELLS = 0x7D, 0x0208, 0xE5
_FORMULA, _STRING, _MULRK, _RK, _NUMBER = 0x06, 0x0207, 0xBD, 0x027E, 0x0203
_LABELSST, _LABEL, _RSTRING, _BOOLERR = 0xFD, 0x0204, 0xD6, 0x0205
_VERSION: Final = 0x0600  # of Excel 97 to 2003; older ones write other records
_WORKSHEET: Final = 0
_ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip


# Row and column, counted from 0, and style.
Place = tuple[int, int, int]


class OldVersionError(ValueError):
    """The records are of a version before Excel 97."""


class EncryptedError(ValueError):
    """The records are encrypted."""


class Part(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    start: int
    is_hidden: bool


class Book:
    """What all sheets share.

    Raises:
        OldVersionError, EncryptedError: it cannot be read.
        ValueError: the records are damaged.
    """

    def __init__(self, stream: bytes) -> None:
        self.stream = stream
        self.sheets: list[Part] = []
        self.styles: list[Style] = []
        self.texts: list[Text] = []
        self.is_1904 = False
        self._formats = dict(BUILT_IN_FORMATS)
        self._fonts: list[str] = []
        self._codes: list[tuple[int, int]] = []
        try:
            if struct.unpack_from("<HHH", stream)[::2] != (_BOF, _VERSION):
                raise OldVersionError
            for type, parts in _records(stream, 0):
                self._read(type, parts)
            self.styles = [
                Style(shown_by(self._formats.get(format, "")), self.font(font)) for font, format in self._codes
            ]
        except (struct.error, IndexError, UnicodeDecodeError) as error:
            raise ValueError("damaged records") from error

    def _read(self, type: int, parts: list[bytes]) -> None:
        data = parts[0]
        if type == _FILEPASS:
            raise EncryptedError
        if type == _FORMAT:
            self._formats[struct.unpack_from("<H", data)[0]] = Letters([data[2:]]).text()
        elif type == _FONT:
            self._fonts.append(Letters([data[15:]]).letters(data[14]))
        elif type == _XF:
            self._codes.append(struct.unpack_from("<HH", data))
        elif type == _DATEMODE:
            self.is_1904 = data[0] == 1
        elif type == _BOUNDSHEET and data[5] == _WORKSHEET:
            name = Letters([data[7:]]).letters(data[6])
            self.sheets.append(Part(name, struct.unpack_from("<I", data)[0], bool(data[4] & 3)))
        elif type == _SST:
            letters = Letters([data[8:], *parts[1:]])
            self.texts = [self._rich(letters) for _ in range(struct.unpack_from("<I", data, 4)[0])]

    def _rich(self, letters: Letters) -> Text:
        text, fonts = letters.rich_text()
        return Text(text, next((name for name in map(self.font, fonts) if of_font(name)), ""))

    def _style(self, font: int, format: int) -> Style:
        return Style(shown_by(self._formats.get(format, "")), self.font(font))

    def font(self, number: int) -> str:
        """There is no font 4: later ones are counted from one higher."""
        number -= number > 4
        return self._fonts[number] if number < len(self._fonts) else ""


class Letters:
    """The texts in a record and those that continue it, each of one or two bytes a letter."""

    def __init__(self, parts: list[bytes]) -> None:
        self._parts = parts
        self._part = self._at = 0

    def take(self, count: int) -> bytes:
        """The next bytes, wherever a part ends."""
        found = b""
        while len(found) < count:
            if self._at >= len(self._parts[self._part]):
                self._part, self._at = self._part + 1, 0
            more = self._parts[self._part][self._at : self._at + count - len(found)]
            self._at += len(more)
            found += more
        return found

    def text(self) -> str:
        """A text with its length in two bytes in front."""
        return self.letters(int.from_bytes(self.take(2), "little"))

    def letters(self, count: int, flags: int | None = None) -> str:
        """So many letters; each part of them says at its beginning how many bytes a letter has."""
        flags = self.take(1)[0] if flags is None else flags
        found = b""
        while True:
            width = 2 if flags & 1 else 1
            rest = self._parts[self._part][self._at :]
            taken = width * min(count - len(found) // 2, len(rest) // width)
            found += rest[:taken] if width == 2 else rest[:taken].decode("latin-1").encode("utf-16-le")
            self._at += taken
            if len(found) >= 2 * count:
                return found.decode("utf-16-le", "replace")
            self._part, self._at = self._part + 1, 0
            flags = self.take(1)[0]

    def rich_text(self) -> tuple[str, list[int]]:
        """A text with the fonts that parts of it have."""
        count, flags = struct.unpack("<HB", self.take(3))
        runs = int.from_bytes(self.take(2), "little") if flags & 8 else 0
        extra = int.from_bytes(self.take(4), "little") if flags & 4 else 0
        text = self.letters(count, flags)
        fonts = [font for _, font in struct.iter_unpack("<HH", self.take(4 * runs))]
        self.take(extra)
        return text, fonts


class Worksheet:
    """One sheet: what is seen in its cells, what is hidden, what is merged; rows count from 1, columns from 0.

    Raises:
        ValueError: the records are damaged.
    """

    def __init__(self, book: Book, part: Part) -> None:
        self.rows: Values = {}
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[tuple[int, int]] = []  # first and last, from 1
        self.merged: list[tuple[int, int, int, int]] = []
        self._book = book
        self._place: Place = (0, 0, 0)  # of the formula whose text comes next
        try:
            for type, parts in _records(book.stream, part.start):
                self._read(type, parts)
        except (struct.error, IndexError, UnicodeDecodeError) as error:
            raise ValueError("damaged records") from error

    def _read(self, type: int, parts: list[bytes]) -> None:
        data = parts[0]
        if type in (_NUMBER, _RK, _FORMULA, _LABELSST, _LABEL, _RSTRING, _BOOLERR):
            self._read_cell(type, parts)
        elif type == _STRING:
            self._set(self._place, Value(Letters(parts).text(), is_text=True))
        elif type == _MULRK:
            row, first = struct.unpack_from("<HH", data)
            for number, (style, code) in enumerate(struct.iter_unpack("<HI", data[4:-2])):
                self._set_number((row, first + number, style), _rk(code))
        elif type == _ROW and struct.unpack_from("<H", data, 12)[0] & 0x20:
            self.hidden_rows.append(struct.unpack_from("<H", data)[0] + 1)
        elif type == _COLINFO and struct.unpack_from("<H", data, 8)[0] & 0x01:
            first, last = struct.unpack_from("<HH", data)
            self.hidden_columns.append((first + 1, last + 1))
        elif type == _MERGEDCELLS:
            for top, bottom, left, right in struct.iter_unpack(
                "<4H", data[2 : 2 + 8 * struct.unpack_from("<H", data)[0]]
            ):
                self.merged.append((top + 1, left, bottom + 1, right))

    def _read_cell(self, type: int, parts: list[bytes]) -> None:
        data = parts[0]
        place: Place = struct.unpack_from("<HHH", data)
        if type == _NUMBER:
            self._set_number(place, struct.unpack_from("<d", data, 6)[0])
        elif type == _RK:
            self._set_number(place, _rk(struct.unpack_from("<I", data, 6)[0]))
        elif type == _LABELSST:
            shared = self._book.texts[struct.unpack_from("<I", data, 6)[0]]
            self._set(place, Value(shared.text, is_text=True, font=shared.font))
        elif type in (_LABEL, _RSTRING):
            self._set(place, Value(Letters([data[6:], *parts[1:]]).text(), is_text=True))
        elif type == _BOOLERR:
            self._set(place, _special(data[6], is_error=bool(data[7])))
        elif data[12:14] != b"\xff\xff":
            self._set_number(place, struct.unpack_from("<d", data, 6)[0])
        elif data[6] in (1, 2):
            self._set(place, _special(data[8], is_error=data[6] == 2))
        else:
            self._place = place

    def _set_number(self, place: Place, value: float) -> None:
        self._set(place, seen_number(value, self._book.styles[place[2]], is_1904=self._book.is_1904))

    def _set(self, place: Place, value: Value) -> None:
        row, column, style = place
        font = value.font or self._book.styles[style].font
        self.rows.setdefault(row + 1, {})[column] = value._replace(font=font) if value.is_text else value


def _special(code: int, *, is_error: bool) -> Value:
    """A truth value or an error value."""
    if is_error:
        return Value(_ERRORS.get(code, "#ERR!"))
    return Value("true" if code else "false")


def _rk(code: int) -> float:
    """A number in 30 bits: whole or the upper half of a double, perhaps in hundredths."""
    if code & 2:
        value: float = (code >> 2) - ((code >> 31) << 30)
    else:
        value = struct.unpack("<d", struct.pack("<Q", (code & 0xFFFFFFFC) << 32))[0]
    return value / 100 if code & 1 else value


def _records(stream: bytes, at: int) -> Iterator[tuple[int, list[bytes]]]:
    """The records of one part of the stream, each with those that continue it; parts within it are passed over."""
    depth = 0
    found: tuple[int, list[bytes]] | None = None
    while True:
        type, length = struct.unpack_from("<HH", stream, at)
        data = stream[at + 4 : at + 4 + length]
        at += 4 + length
        if type == _CONTINUE and depth == 1 and found is not None:
            found[1].append(data)
            continue
        if found is not None:
            yield found
        depth += (type == _BOF) - (type == _EOF)
        if depth == 0:
            return
        found = (type, [data]) if depth == 1 else None
