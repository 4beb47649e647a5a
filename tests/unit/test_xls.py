"""Records of XLS workbooks, written here by hand, to sheets: what Excel wrote and LibreOffice seldom does."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from smartcommune.problems import InputError
from smartcommune.tables.open import open_table
from smartcommune.tables.sheets.sheet import Sheet


def record(type: int, content: bytes) -> bytes:
    return struct.pack("<HH", type, len(content)) + content


def start(kind: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 1997, 0, 0x0600))


END = record(0x0A, b"")


def text(value: str) -> bytes:
    """A text with its length."""
    return struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")


def font(name: str, flags: int = 0) -> bytes:
    head = struct.pack("<HHHHHBBBB", 200, flags, 8, 400, 0, 0, 0, 0, 0)
    return record(0x31, head + struct.pack("<BB", len(name), 1) + name.encode("utf-16-le"))


def style(font: int, format: int) -> bytes:
    return record(0xE0, struct.pack("<HH", font, format) + bytes(16))


FORMATS = b"".join(record(0x041E, struct.pack("<H", number) + text(code)) for number, code in [(164, "00000")])
# Arial, a legacy font, a struck-out one; there is no font 4, so that the fifth has the number 5.
FONTS = font("Arial") + font(".VnTime") + font("Arial", 8) + font("Arial") + font("VNI-Times")
STYLES = b"".join(style(*both) for both in [(0, 0), (0, 10), (0, 14), (0, 46), (0, 164), (1, 0), (2, 0), (5, 0)])
GENERAL, PERCENT, DAY, DURATION, CODE, LEGACY, STRUCK, VNI = range(8)


def cell(type: int, content: bytes, row: int, column: int, style: int) -> bytes:
    return record(type, struct.pack("<HHH", row, column, style) + content)


def number(value: float, style: int = GENERAL, row: int = 0, column: int = 0) -> bytes:
    return cell(0x0203, struct.pack("<d", value), row, column, style)


def label(value: str, style: int = GENERAL, row: int = 0, column: int = 0) -> bytes:
    return cell(0x0204, text(value), row, column, style)


def formula(result: bytes, column: int, type: int = 0x06) -> bytes:
    return cell(type, result + bytes(8), 0, column, GENERAL)


def workbook(*records: bytes, globals: bytes = b"") -> bytes:
    """A workbook of one sheet with these records, without a container."""
    name = b"a"
    before = start(5) + globals + FONTS + FORMATS + STYLES
    at = len(before) + 4 + 8 + len(name) + len(END)
    bound = record(0x85, struct.pack("<IBBBB", at, 0, 0, len(name), 0) + name)
    return before + bound + END + start(0x10) + b"".join(records) + END


def opened(folder: Path, content: bytes, encoding: str | None = None) -> Sheet:
    (folder / "a.xls").write_bytes(content)
    return open_table(str(folder / "a.xls"), encoding=encoding)


def test_styles_say_what_is_seen(tmp_path: Path) -> None:
    """Percentages, days, durations, codes with zeros in front; numbers are marked."""
    cells = [(0.825, PERCENT), (45077.0, DAY), (1.5, DURATION), (1423.0, CODE), (85.2, GENERAL)]
    records = [number(value, style, column=column) for column, (value, style) in enumerate(cells)]
    sheet = opened(tmp_path, workbook(*records))
    assert sheet.head == ((1, ("82.5%", "2023-05-31", "36:00:00", "01423", "85.2")),)
    marks = sheet.frame.collect().row(0, named=True)
    assert [marks[f"c{column}.number"] for column in range(5)] == [True, False, False, True, True]


def test_results_of_formulas(tmp_path: Path) -> None:
    """Numbers, truth values, errors, texts in a record of their own; also in the record of an older version."""
    records = [
        formula(struct.pack("<d", 2.5), 0),
        formula(struct.pack("<d", 3.5), 1, 0x0406),
        formula(b"\x01\x00\x01\x00\x00\x00\xff\xff", 2),
        formula(b"\x02\x00\x07\x00\x00\x00\xff\xff", 3),
        formula(b"\x00\x00\x00\x00\x00\x00\xff\xff", 4),
        record(0x0207, text("Tân Mỹ")),
    ]
    assert opened(tmp_path, workbook(*records)).head[0].cells == ("2.5", "3.5", "true", "#DIV/0!", "Tân Mỹ")


def test_days_can_be_counted_from_1904(tmp_path: Path) -> None:
    """As Excel did on the Macintosh."""
    content = workbook(number(43615.0, DAY), globals=record(0x22, b"\x01\x00"))
    assert opened(tmp_path, content).head[0].cells == ("2023-05-31",)


def test_a_legacy_font_gives_its_text_away(tmp_path: Path) -> None:
    """Also the fifth, which has the number 5."""
    for style, word, name, meant in ((LEGACY, "x·", "tcvn3", "xã"), (VNI, "Taân", "vni", "Tân")):
        content = workbook(label(word, style))
        with pytest.raises(InputError, match=f"pass `--encoding {name}`"):
            opened(tmp_path, content)
        assert opened(tmp_path, content, name).head[0].cells == (meant,)


def test_what_is_struck_out_is_seen_so(tmp_path: Path) -> None:
    """A cell by its style; a row that is wholly struck out is none."""
    records = [label("a"), number(80.0, STRUCK, column=1), label("b", STRUCK, row=1), number(7.0, STRUCK, 1, 1)]
    sheet = opened(tmp_path, workbook(*records))
    assert sheet.head == ((1, ("a", "8\u03360\u0336")),)
    assert [note.say("en") for note in sheet.notes] == [
        "rows that are wholly struck out, not read: 2",
        "cells that are struck out, which are no data: B1",
    ]


def test_letters_of_a_text_have_fonts_of_their_own(tmp_path: Path) -> None:
    """Runs that are struck out, and legacy fonts."""
    runs = struct.pack("<HBH", 5, 8, 2) + b"80 85" + struct.pack("<HHHH", 0, 2, 2, 0)
    shared = record(0xFC, struct.pack("<II", 1, 1) + runs)
    content = workbook(cell(0xFD, struct.pack("<I", 0), 0, 0, GENERAL), globals=shared)
    assert opened(tmp_path, content).head[0].cells == ("8\u03360\u0336 85",)


def test_hidden_and_merged_parts(tmp_path: Path) -> None:
    """Rows and columns by their flags."""
    sheet = opened(
        tmp_path,
        workbook(
            record(0x0208, struct.pack("<HHHHHHHH", 1, 0, 3, 255, 0, 0, 0x20, 0)),
            record(0x7D, struct.pack("<HHHHHH", 1, 1, 0, 0, 1, 0)),
            *(number(1.0, row=row, column=column) for row in range(2) for column in range(3)),
            record(0xE5, struct.pack("<H4H", 1, 0, 1, 2, 2)),
        ),
    )
    assert sheet.merged == ((1, 2, 2, 2),)
    assert [note.say("en") for note in sheet.notes][:2] == [
        "hidden rows, read all the same: 2",
        "hidden columns, read all the same: B",
    ]


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    """Encrypted records, damaged ones, a style that is not there: in our words, with what to do."""
    good = workbook(number(1.0))
    for content, id in (
        (workbook(number(1.0), globals=record(0x2F, struct.pack("<HHH", 0, 1, 2))), "encrypted"),
        (good[: len(good) // 2], "broken-workbook"),
        (workbook(number(1.0, style=99)), "broken-workbook"),
        (workbook(number(float("nan"))), "broken-workbook"),
        (workbook(cell(0xFD, struct.pack("<I", 9), 0, 0, GENERAL)), "broken-workbook"),
    ):
        with pytest.raises(InputError) as caught:
            opened(tmp_path, content)
        (problem,) = caught.value.problems
        assert problem.id == id
        assert id == "encrypted" or problem.say("en").endswith(
            "; open it in Excel or LibreOffice and save it again as .xlsx [broken-workbook]"
        )
