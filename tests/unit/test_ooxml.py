"""What XLSX files of other programs have: shared and rich texts, prefixes, days as texts, cells without references."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from smartcommune.problems import InputError
from smartcommune.tables.office.ooxml import area_of, column_of
from smartcommune.tables.office.xml import XmlError
from smartcommune.tables.open import open_table
from tests.hostile.test_tables import MAIN, SHEET, packed, parts, with_rows, with_texts


def row(path: str) -> tuple[str | None, ...]:
    """The cells of the only row."""
    (found,) = open_table(path).head
    return found.cells


def test_shared_texts_are_found_by_number(tmp_path: Path) -> None:
    """Plain ones, those of several runs, without the readings that stand beside them."""
    texts = (
        "<si><t>Tân Mỹ</t></si>"
        "<si><r><t>Tân </t></r><r><rPr><rFont val='Arial'/></rPr><t>Mỹ</t></r></si>"
        "<si><t>東</t><rPh sb='0' eb='1'><t>ひがし</t></rPh></si>"
    )
    cells = "".join(f'<c t="s"><v>{number}</v></c>' for number in range(3))
    assert row(packed(tmp_path, with_texts(texts, f"<row>{cells}</row>"))) == ("Tân Mỹ", "Tân Mỹ", "東")


def test_a_legacy_font_within_a_shared_text_is_seen(tmp_path: Path) -> None:
    """Its cell may have another font."""
    texts = "<si><r><rPr><rFont val='.VnTime'/></rPr><t>Tªn x·</t></r></si>"
    path = packed(tmp_path, with_texts(texts, '<row><c t="s"><v>0</v></c></row>'))
    with pytest.raises(InputError, match="looks like TCVN3"):
        open_table(path)
    assert open_table(path, encoding="tcvn3").head[0].cells == ("Tên xã",)


def test_texts_in_their_cells(tmp_path: Path) -> None:
    """Of several runs, without readings."""
    text = "<is><r><t>a</t></r><r><t xml:space='preserve'> b</t></r><rPh><t>x</t></rPh></is>"
    assert row(packed(tmp_path, with_rows(f'<row><c t="inlineStr">{text}</c></row>'))) == ("a b",)


def test_every_type_of_cell(tmp_path: Path) -> None:
    """Days as texts, truth values, errors, results of formulas, formulas without a result."""
    cells = (
        '<c t="d"><v>2023-05-31T00:00:00</v></c><c t="d"><v>2023-05-31T14:30:00</v></c><c t="b"><v>1</v></c>'
        '<c t="e"><v>#N/A</v></c><c t="str"><f>A1</f><v>x</v></c><c t="str"><f>A1</f><v></v></c><c><f>A1</f></c>'
        '<c><f t="shared" si="0"/></c><c t="n"><v> 1.50 </v></c><c/>'
        '<c t="s"><v></v></c><c t="b"><v> </v></c><c><v></v></c><c t="d"><v>PT0H11M</v></c>'
    )
    assert row(packed(tmp_path, with_rows(f"<row>{cells}</row>"))) == (
        "2023-05-31",
        "2023-05-31 14:30:00",
        "true",
        "#N/A",
        "x",
        None,
        "=A1",
        "=…",
        "1.5",
        *[None] * 4,
        "PT0H11M",
    )


def test_names_may_have_prefixes(tmp_path: Path) -> None:
    """Some programs write `x:row`."""
    rows = '<x:sheetData><x:row r="3"><x:c r="B3"><x:v>1</x:v></x:c></x:row></x:sheetData>'
    found = {**parts("xlsx"), SHEET: f'<x:worksheet xmlns:x="{MAIN}">{rows}</x:worksheet>'.encode()}
    assert open_table(packed(tmp_path, found)).head == ((3, (None, "1")),)


def test_days_can_be_counted_from_1904(tmp_path: Path) -> None:
    """As Excel did on the Macintosh."""
    found = with_rows('<row><c s="1"><v>43615</v></c></row>')
    name = "xl/workbook.xml"
    found[name], changed = re.subn(
        rb"<workbookPr ?/>", b'<workbookPr date1904="1"/>', found[name]
    )  # by lxml or without
    assert changed == 1
    styles = '<fonts><font/></fonts><cellXfs><xf numFmtId="0"/><xf numFmtId="14" fontId="9"/></cellXfs>'
    found["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'.encode()
    assert row(packed(tmp_path, found)) == ("2023-05-31",)


def test_a_binary_workbook_is_told(tmp_path: Path) -> None:
    """XLSB looks like XLSX from outside."""
    found = parts("xlsx")
    found["_rels/.rels"] = found["_rels/.rels"].replace(b"xl/workbook.xml", b"xl/workbook.bin")
    with pytest.raises(InputError, match="binary-workbook"):
        open_table(packed(tmp_path, found))


def test_a_workbook_of_empty_sheets_is_refused(tmp_path: Path) -> None:
    """There is nothing to choose."""
    with pytest.raises(InputError, match="empty-table"):
        open_table(packed(tmp_path, with_rows("")))


def test_references_are_counted_from_zero() -> None:
    """Columns are; rows are as the officer sees them."""
    assert [column_of(name) for name in ("A1", "Z9", "AA1", "XFD1", "b2")] == [0, 25, 26, 16383, 1]
    assert area_of("B2:C10") == (2, 1, 10, 2)
    assert area_of("B2") == (2, 1, 2, 1)
    for wrong in ("1", "ABCD1", "A", "A0", "A1048577", "A٣", "A-1"):
        with pytest.raises(XmlError):
            area_of(wrong)


def test_a_cell_is_what_its_type_says(tmp_path: Path) -> None:
    """A text beside a value belongs to an `inlineStr` only; a text alone is a text whatever the type."""
    cells = (
        "<c><v>8</v><is><t>8</t></is></c><c><is><t>8</t></is><v>9</v></c>"
        '<c t="inlineStr"><v>8</v><is><t>a</t></is></c><c><is><t>b</t></is></c><c t="inlineStr"><v>c</v></c>'
    )
    assert row(packed(tmp_path, with_rows(f"<row>{cells}</row>"))) == ("8", "9", "a", "b", "c")


def test_empty_attributes_are_left_out(tmp_path: Path) -> None:
    """Some programs write `s=""` where they mean no style."""
    assert row(packed(tmp_path, with_rows('<row r=""><c r="" s="" t=""><v>1</v></c></row>'))) == ("1",)


def test_a_cell_stands_where_it_says(tmp_path: Path) -> None:
    """Also where its row says nothing; letters may be small."""
    rows = '<row><c r="b3"><v>1</v></c></row><row><c r="A7"><v>2</v></c></row>'
    assert open_table(packed(tmp_path, with_rows(rows))).head == ((3, (None, "1")), (7, ("2", None)))


def test_two_rows_with_one_number_do_not_hide_each_other(tmp_path: Path) -> None:
    """Where both fill one cell the file is damaged; where they fill others, it is one row."""
    rows = '<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="{}2"><v>2</v></c></row>'
    assert open_table(packed(tmp_path, with_rows(rows.format("B")))).head == ((2, ("1", "2")),)
    with pytest.raises(InputError, match=r"sheet1.xml`, line 1: the cell A2 stands there twice; open it .* as .xlsx"):
        open_table(packed(tmp_path, with_rows(rows.format("A"))))


def test_names_of_parts_are_found_however_they_are_written(tmp_path: Path) -> None:
    """In capitals, with backslashes, with a slash in front."""
    found = {name.upper().replace("/", "\\"): content for name, content in parts("xlsx").items()}
    name = "XL\\_RELS\\WORKBOOK.XML.RELS"
    found[name] = found[name].replace(b"/xl/worksheets/sheet1.xml", b"worksheets\\Sheet1.xml")
    assert row(packed(tmp_path, found)) == ("mã", "1")


@pytest.mark.parametrize("count", ['count="9" uniqueCount="9"', 'count="0"', 'count="x"', ""])
def test_the_count_of_shared_texts_does_not_matter(count: str, tmp_path: Path) -> None:
    """They are counted here."""
    found = with_texts("<si><t>a</t></si>", '<row><c t="s"><v>0</v></c></row>')
    found["xl/sharedStrings.xml"] = found["xl/sharedStrings.xml"].replace(b"<sst", f"<sst {count}".encode())
    assert row(packed(tmp_path, found)) == ("a",)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("1", "tệp thiếu văn bản dùng chung số 1 mà ô này trỏ tới"),
        ("-1", "giá trị `-1` không đọc được"),
        ("x", "giá trị `x` không đọc được"),
        ("1.0", "giá trị `1.0` không đọc được"),
    ],
)
def test_a_shared_text_that_is_not_there_is_told_with_its_cell(number: str, said: str, tmp_path: Path) -> None:
    """And with what to do, in the reader's language."""
    path = packed(tmp_path, with_texts("<si><t>a</t></si>", f'<row r="3"><c r="B3" t="s"><v>{number}</v></c></row>'))
    with pytest.raises(InputError) as caught:
        open_table(path)
    assert caught.value.problems[0].say("vi") == (
        f"{path}: tệp bảng tính bị hỏng: sheet `Sheet`, ô B3: {said}; "
        "mở tệp bằng Excel hoặc LibreOffice rồi lưu lại dạng .xlsx [broken-workbook]"
    )


@pytest.mark.parametrize(
    ("cell", "found"), [("<c><v>5</v></c>", ("5",)), ('<c t="inlineStr"><is><t>a</t></is></c>', ("a",))]
)
def test_a_file_that_has_lost_its_shared_texts_is_whole_where_no_cell_needs_them(
    cell: str, found: tuple[str, ...], tmp_path: Path
) -> None:
    """And one in which a cell does is told with that cell."""
    parts = with_texts("", f"<row>{cell}</row>")
    del parts["xl/sharedStrings.xml"]
    assert row(packed(tmp_path, parts)) == found
    parts = with_texts("", '<row><c r="A1" t="s"><v>0</v></c></row>')
    del parts["xl/sharedStrings.xml"]
    with pytest.raises(InputError, match="cell A1: the file lacks the shared text number 0"):
        open_table(packed(tmp_path, parts))


@pytest.mark.parametrize("encoding", ["utf8", "UTF_8", "windows-1252", "iso-8859-1"])
def test_an_encoding_is_known_by_its_names(encoding: str, tmp_path: Path) -> None:
    """The parser itself knows few."""
    codec = "utf-8" if encoding.lower().startswith("utf") else encoding
    sheet = with_rows('<row><c t="str"><v>Hà</v></c></row>')[SHEET].decode()
    content = f"<?xml version='1.0' encoding='{encoding}'?>{sheet}".encode(codec)
    assert row(packed(tmp_path, {**parts("xlsx"), SHEET: content})) == ("Hà",)


def test_an_unknown_encoding_is_told(tmp_path: Path) -> None:
    """In words of our own."""
    content = b"<?xml version='1.0' encoding='x-none'?>" + with_rows("")[SHEET]
    with pytest.raises(InputError, match="line 1: it declares an encoding that is not known"):
        open_table(packed(tmp_path, {**parts("xlsx"), SHEET: content}))


def test_the_number_format_fills_up_a_code(tmp_path: Path) -> None:
    """1423 shown as `01423` is the code `01423`; it stays a number for a column of numbers."""
    found = with_rows('<row><c s="0"><v>1423</v></c><c s="1"><v>5</v></c><c s="0"><v>-1.5</v></c></row>')
    styles = (
        '<numFmts><numFmt numFmtId="200" formatCode="00000"/>'
        '<numFmt numFmtId="201" formatCode="[Red]000;\\-0"/></numFmts>'
        '<cellXfs><xf numFmtId="200"/><xf numFmtId="201"/></cellXfs>'
    )
    found["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'.encode()
    sheet = open_table(packed(tmp_path, found))
    assert sheet.head[0].cells == ("01423", "005", "-1.5")
    assert sheet.frame.collect()["c0.number"].to_list() == [True]


def test_what_is_struck_out_is_seen_so(tmp_path: Path) -> None:
    """A cell by its style, letters by their run; a row that is wholly struck out is none."""
    texts = (
        "<si><r><rPr><strike/></rPr><t>80</t></r><r><t> 85</t></r></si>"
        "<si><r><rPr><strike val='0'/></rPr><t>b</t></r></si>"
    )
    rows = (
        '<row r="1"><c t="s"><v>0</v></c><c s="1"><v>7</v></c><c t="s"><v>1</v></c></row>'
        '<row r="2"><c s="1"><v>1</v></c><c t="inlineStr"><is><r><rPr><strike/></rPr><t>a b</t></r></is></c></row>'
    )
    found = with_texts(texts, rows)
    styles = '<fonts><font/><font><strike/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs>'
    found["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'.encode()
    sheet = open_table(packed(tmp_path, found))
    assert sheet.head == ((1, ("8\u03360\u0336 85", "7\u0336", "b")),)
    assert not sheet.frame.collect()["c1.number"].any()
    assert [note.say("en") for note in sheet.notes] == [
        "rows that are wholly struck out, not read: 2",
        "cells that are struck out, which are no data: A1, B1",
    ]


@pytest.mark.parametrize(
    ("stored", "seen"),
    [
        ("a_x000D_b", "a\rb"), ("_x005F_x000D_", "_x000D_"), ("_x0031__x0032_", "12"), ("T_x00E2_n", "Tân"),
        ("_x0000_", "_x0000_"), ("_xD83D__xDE00_", "_xD83D__xDE00_"), ("_x12_", "_x12_"), ("ten_xa", "ten_xa"),
    ],
)  # fmt: skip
def test_a_character_may_be_written_as_its_number(stored: str, seen: str, tmp_path: Path) -> None:
    """As Excel reads it; halves of characters, and the one that no text has, stay as they stand."""
    cells = f'<row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>{stored}</t></is></c></row>'
    assert row(packed(tmp_path, with_texts(f"<si><t>{stored}</t></si>", cells))) == (seen, seen)
