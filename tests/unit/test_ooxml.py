"""What XLSX files of other programs have: shared and rich texts, prefixes, days as texts, cells without references."""

from __future__ import annotations

from pathlib import Path

import pytest

from smartcommune.problems import InputError
from smartcommune.tables.office.ooxml import area_of, column_of
from smartcommune.tables.office.xml import XmlError
from smartcommune.tables.open import open_table
from tests.hostile.test_tables import SHEET, packed, parts, with_rows

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def row(path: str) -> tuple[str | None, ...]:
    """The cells of the only row."""
    (found,) = open_table(path).head
    return found.cells


def with_texts(texts: str, rows: str) -> dict[str, bytes]:
    """A workbook with these shared texts."""
    found = with_rows(rows)
    found["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{texts}</sst>'.encode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    link = f'<Relationship Id="texts" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'.encode()
    name = "xl/_rels/workbook.xml.rels"
    found[name] = found[name].replace(b"</Relationships>", link)
    return found


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
        '<c t="s"><v></v></c><c t="b"><v> </v></c><c><v></v></c>'
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
    assert b"<workbookPr />" in found[name]
    found[name] = found[name].replace(b"<workbookPr />", b'<workbookPr date1904="1"/>')
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
    assert [column_of(name) for name in ("A1", "Z9", "AA1", "XFD1")] == [0, 25, 26, 16383]
    assert area_of("B2:C10") == (2, 1, 10, 2)
    assert area_of("B2") == (2, 1, 2, 1)
    for wrong in ("a1", "1", "ABCD1"):
        with pytest.raises(XmlError):
            column_of(wrong)
