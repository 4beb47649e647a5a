"""The records of an XLS workbook (MS-XLS) to what its reader does not tell: styles, error values, what is hidden."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

from smartcommune.tables.ooxml import Style
from smartcommune.tables.shown import BUILT_IN_FORMATS, shown_by

# Records of all sheets, of the beginning and end of each, of its rows and columns, of its cells.
_FONT, _BOUNDSHEET, _XF, _FORMAT = 0x31, 0x85, 0xE0, 0x041E
_BOF, _EOF = 0x0809, 0x0A
_COLINFO, _ROW = 0x7D, 0x0208
_FORMULA, _MULRK, _LABELSST, _NUMBER, _LABEL, _BOOLERR, _RK = 0x06, 0xBD, 0xFD, 0x0203, 0x0204, 0x0205, 0x027E
_VERSION: Final = 0x0600  # of Excel 97 to 2003; older ones write other records
_WORKSHEET: Final = 0
ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip

Place = tuple[int, int]  # row from 1, column from 0


class Details(NamedTuple):
    """What one sheet says beside its values."""

    styles: dict[Place, Style]
    errors: dict[Place, str]
    hidden_rows: list[int]
    hidden_columns: list[tuple[int, int]]  # first and last, from 1


class Globals:
    """What all sheets share: formats, fonts, styles, and where each sheet begins."""

    def __init__(self, stream: bytes) -> None:
        self.formats = dict(BUILT_IN_FORMATS)
        self.fonts: list[str] = []
        self.starts: list[int] = []
        self._styles: list[tuple[int, int]] = []
        for type, data in _records(stream, 0):
            if type == _FORMAT:
                number, length, flags = struct.unpack_from("<HHB", data)
                self.formats[number] = _text(data[5:], length, flags)
            elif type == _FONT:
                self.fonts.append(_text(data[16:], data[14], data[15]))
            elif type == _XF:
                self._styles.append(struct.unpack_from("<HH", data))
            elif type == _BOUNDSHEET and data[5] == _WORKSHEET:
                self.starts.append(struct.unpack_from("<I", data)[0])

    def styles(self) -> list[Style]:
        return [Style(shown_by(self.formats.get(format, "")), self._font(font)) for font, format in self._styles]

    def _font(self, number: int) -> str:
        """There is no font 4: later ones are counted from one higher."""
        number -= number > 4
        return self.fonts[number] if number < len(self.fonts) else ""


def details_of(stream: bytes) -> list[Details] | None:
    """The details of each worksheet, in order; None for the records of a version before Excel 97.

    Raises:
        ValueError: the records are damaged.
    """
    try:
        if struct.unpack_from("<HHH", stream)[::2] != (_BOF, _VERSION):
            return None
        found = Globals(stream)
        styles = found.styles()
        return [_details(stream, start, styles) for start in found.starts]
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise ValueError("damaged records") from error


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part of the stream, to its end; parts within it (charts) are passed over."""
    depth = 0
    while True:
        type, length = struct.unpack_from("<HH", stream, at)
        depth += (type == _BOF) - (type == _EOF)
        if depth == 0:
            return
        if depth == 1:
            yield type, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _details(stream: bytes, start: int, styles: list[Style]) -> Details:
    found = Details({}, {}, [], [])
    for type, data in _records(stream, start):
        if type in (_NUMBER, _RK, _FORMULA, _LABELSST, _LABEL, _BOOLERR):
            row, column, style = struct.unpack_from("<HHH", data)
            found.styles[row + 1, column] = styles[style]
            error = _error(type, data)
            if error is not None:
                found.errors[row + 1, column] = ERRORS.get(error, "#ERR!")
        elif type == _MULRK:
            row, first = struct.unpack_from("<HH", data)
            for number, (style, _) in enumerate(struct.iter_unpack("<HI", data[4:-2])):
                found.styles[row + 1, first + number] = styles[style]
        elif type == _ROW and struct.unpack_from("<H", data, 12)[0] & 0x20:
            found.hidden_rows.append(struct.unpack_from("<H", data)[0] + 1)
        elif type == _COLINFO and struct.unpack_from("<H", data, 8)[0] & 0x01:
            first, last = struct.unpack_from("<HH", data)
            found.hidden_columns.append((first + 1, last + 1))
    return found


def _error(type: int, data: bytes) -> int | None:
    """The code of an error value, or of a formula that has one."""
    if type == _BOOLERR:
        return data[6] if data[7] else None
    is_error = type == _FORMULA and data[6] == 2 and data[12:14] == b"\xff\xff"
    return data[8] if is_error else None


def _text(data: bytes, length: int, flags: int) -> str:
    """A text of one or two bytes a letter."""
    is_wide = flags & 1
    return data[: length << is_wide].decode("utf-16-le" if is_wide else "latin-1")
