"""Records of XLS workbooks, written here by hand: what Excel wrote and LibreOffice seldom does."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcommune.tables.office.biff import Book, EncryptedError, OldVersionError, Part, Worksheet


def record(type: int, *parts: bytes) -> bytes:
    """A record, and those that continue it."""
    return b"".join(
        struct.pack("<HH", type if number == 0 else 0x3C, len(part)) + part for number, part in enumerate(parts)
    )


def start(version: int = 0x0600) -> bytes:
    return record(0x0809, struct.pack("<HH", version, 5))


END = record(0x0A, b"")


def text(value: str, wide: int = 1) -> bytes:
    """A text with its length and the width of its letters."""
    return struct.pack("<HB", len(value), wide) + value.encode("utf-16-le" if wide else "latin-1")


def font(name: str) -> bytes:
    return record(0x31, bytes(14) + struct.pack("<BB", len(name), 1) + name.encode("utf-16-le"))


def style(font: int, format: int) -> bytes:
    return record(0xE0, struct.pack("<HH", font, format) + bytes(16))


def strings(count: int, *parts: bytes) -> bytes:
    return record(0xFC, struct.pack("<II", count, count) + parts[0], *parts[1:])


def sheet_of(*records: bytes, shared: bytes = b"", styles: bytes | None = None) -> Worksheet:
    """A workbook of one sheet with these records."""
    chosen = style(0, 0) + style(0, 10) + style(0, 14) + style(0, 46) if styles is None else styles
    first = start() + font("Arial") + chosen + shared + END
    return Worksheet(Book(first + start() + b"".join(records) + END), Part("a", len(first), is_hidden=False))


def seen(*records: bytes, shared: bytes = b"", styles: bytes | None = None) -> list[str]:
    """The texts of the first row."""
    return [value.text for _, value in sorted(sheet_of(*records, shared=shared, styles=styles).rows[1].items())]


def cell(type: int, content: bytes, column: int = 0, style: int = 0) -> bytes:
    return record(type, struct.pack("<HHH", 0, column, style) + content)


def formula(result: bytes, column: int = 0) -> bytes:
    return cell(0x06, result + bytes(8), column)


def number(value: float) -> bytes:
    return struct.pack("<d", value)


def rk(value: int, kind: int) -> int:
    """A whole number in 30 bits."""
    return ((value & 0x3FFFFFFF) << 2) | 2 | kind


def test_every_kind_of_number() -> None:
    """Doubles, whole numbers, hundredths, halves of doubles, several in one record, results of formulas."""
    half = struct.unpack("<Q", number(1.5))[0] >> 32
    several = struct.pack("<HH", 0, 4) + struct.pack("<HIHI", 0, rk(7, 0), 1, rk(50, 1)) + struct.pack("<H", 5)
    assert seen(
        cell(0x0203, number(85.2)),
        cell(0x027E, struct.pack("<I", rk(-3, 0)), 1),
        cell(0x027E, struct.pack("<I", rk(8520, 1)), 2),
        cell(0x027E, struct.pack("<I", half), 3),
        record(0xBD, several),
        formula(number(2.5), 6),
    ) == ["85.2", "-3", "85.2", "1.5", "7", "50%", "2.5"]


@given(st.integers(-(2**29), 2**29 - 1))
def test_whole_numbers_come_back(value: int) -> None:
    """All that fit in 30 bits, negative ones too."""
    assert seen(cell(0x027E, struct.pack("<I", rk(value, 0)))) == [str(value)]


def test_styles_say_what_is_seen() -> None:
    """Percentages, days, durations."""
    values = [(0.825, 1), (45077.0, 2), (1.5, 3)]
    cells = [cell(0x0203, number(value), column, style) for column, (value, style) in enumerate(values)]
    assert seen(*cells) == ["82.5%", "2023-05-31", "36:00:00"]


def test_formats_and_fonts_have_their_numbers() -> None:
    """Those that the file spells out; there is no font 4."""
    format = record(0x041E, struct.pack("<H", 164) + text("0.0%", 0))
    fonts = b"".join(map(font, ["a", "b", "c", ".VnTime"]))
    sheet = sheet_of(
        cell(0x0203, number(0.5)),
        cell(0x0204, text("x"), 1, 1),
        styles=fonts + format + style(0, 164) + style(5, 0),
    )
    assert sheet.rows[1][0].text == "50%"
    assert sheet.rows[1][1].font == ".VnTime"


def test_results_of_formulas() -> None:
    """Truth values, errors, and texts that stand in a record of their own."""
    assert seen(
        formula(b"\x01\x00\x01\x00\x00\x00\xff\xff"),
        formula(b"\x02\x00\x07\x00\x00\x00\xff\xff", 1),
        formula(b"\x00\x00\x00\x00\x00\x00\xff\xff", 2),
        record(0x0207, text("Tân Mỹ")),
        cell(0x0205, b"\x2a\x01", 3),
        cell(0x0205, b"\x00\x00", 4),
        cell(0x0205, b"\x99\x01", 5),
    ) == ["true", "#DIV/0!", "Tân Mỹ", "#N/A", "false", "#ERR!"]


def test_a_long_text_is_continued_in_letters_of_another_width() -> None:
    """Each record says at its beginning how many bytes a letter has; a text may be cut anywhere between letters."""
    whole = "Xã " + "a" * 10 + "Tân Mỹ"
    first = struct.pack("<HB", len(whole), 1) + whole[:3].encode("utf-16-le")
    second = b"\x00" + whole[3:13].encode("latin-1")
    third = b"\x01" + whole[13:].encode("utf-16-le") + text("b", 0)
    shared = strings(2, first, second, third)
    cells = [cell(0xFD, struct.pack("<I", number), number) for number in range(2)]
    assert seen(*cells, shared=shared) == [whole, "b"]


def test_a_rich_text_is_known_by_its_fonts() -> None:
    """What follows it (which letters have which font, how it is pronounced) is no text."""
    rich = struct.pack("<HBHI", 3, 1 | 4 | 8, 1, 5) + "Tªn".encode("utf-16-le") + struct.pack("<HH", 0, 1) + b"\x00" * 5
    shared = strings(2, rich + text("b"))
    fonts = font(".VnTime") + style(0, 0)
    sheet = sheet_of(*(cell(0xFD, struct.pack("<I", n), n) for n in range(2)), shared=shared, styles=fonts)
    assert [(value.text, value.font) for value in sheet.rows[1].values()] == [("Tªn", ".VnTime"), ("b", "Arial")]


def test_letters_of_two_units_count_twice() -> None:
    """As in UTF-16; half of one is replaced, since nothing can show it."""
    assert seen(cell(0x0204, struct.pack("<HB", 3, 1) + "😀a".encode("utf-16-le"))) == ["😀a"]
    assert seen(cell(0x0204, struct.pack("<HB", 1, 1) + b"\x00\xd8")) == ["\ufffd"]


def test_hidden_and_merged_parts() -> None:
    """Rows and columns by their flags."""
    sheet = sheet_of(
        record(0x0208, struct.pack("<H10xHH", 4, 0x20, 0)),
        record(0x0208, struct.pack("<H10xHH", 5, 0, 0)),
        record(0x7D, struct.pack("<HHHHHH", 1, 2, 0, 0, 1, 0)),
        record(0xE5, struct.pack("<H4H4H", 2, 0, 1, 2, 3, 9, 9, 0, 1)),
    )
    assert sheet.hidden_rows == [5]
    assert sheet.hidden_columns == [(2, 3)]
    assert sheet.merged == [(1, 2, 2, 3), (10, 0, 10, 1)]


def test_charts_within_a_sheet_are_passed_over() -> None:
    """They have cells of their own, which are copies."""
    chart = start() + cell(0x0203, number(9.0)) + END
    assert seen(chart + cell(0x0203, number(1.0), 1)) == ["1"]


def test_days_can_be_counted_from_1904() -> None:
    """As Excel did on the Macintosh."""
    counted = record(0x22, b"\x01\x00") + style(0, 14)
    assert seen(cell(0x0203, number(0.0)), cell(0x0203, number(1.0), 1), styles=counted) == ["00:00:00", "1904-01-02"]


def test_sheets_are_listed() -> None:
    """Worksheets with their names and whether they are hidden; charts are none."""
    listed = [(0, 0, "Biểu"), (1, 0, "Ẩn"), (0, 2, "Đồ thị")]
    bounds = [
        record(0x85, struct.pack("<IBBBB", 7, hidden, type, len(name), 1) + name.encode("utf-16-le"))
        for hidden, type, name in listed
    ]
    assert Book(start() + b"".join(bounds) + END).sheets == [("Biểu", 7, False), ("Ẩn", 7, True)]


def test_what_cannot_be_read_says_why() -> None:
    """Older versions, encrypted records, damaged ones, numbers that are none."""
    with pytest.raises(OldVersionError):
        Book(start(0x0500) + END)
    with pytest.raises(EncryptedError):
        Book(start() + record(0x2F, bytes(54)) + END)
    for damaged in (b"", start(), start() + record(0x31, b"") + END, start() + strings(2, text("a")) + END):
        with pytest.raises(ValueError, match="damaged records"):
            Book(damaged)
    for cells in (
        cell(0xFD, struct.pack("<I", 9)),
        cell(0x0203, b""),
        cell(0x0203, number(1.0), 0, 9),
        record(0x0203, b"\x00"),
    ):
        with pytest.raises(ValueError, match="damaged records"):
            sheet_of(cells)
    with pytest.raises(ValueError, match="number"):
        sheet_of(cell(0x0203, number(float("nan"))))
