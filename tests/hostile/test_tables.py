"""Tables made to fill the memory, hang or crash the reader: each ends in a table or in a problem."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from smartcommune.problems import InputError
from smartcommune.tables.office.archive import Archive
from smartcommune.tables.office.stored_values import shown_by
from smartcommune.tables.open import open_table
from tests.unit.test_tables_elsewhere import FILES

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def parts(kind: str) -> dict[str, bytes]:
    """The parts of a small workbook."""
    if kind == "ods":
        with zipfile.ZipFile(FILES / "libreoffice.ods") as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    file = io.BytesIO()
    book = Workbook()
    book.active.append(["mã", 1])
    book.save(file)
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(folder: Path, found: dict[str, bytes], name: str = "a.xlsx") -> str:
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for part, content in found.items():
            archive.writestr(part, content)
    return str(folder / name)


def with_rows(rows: str, before: str = "", after: str = "") -> dict[str, bytes]:
    """A workbook whose sheet holds these rows."""
    sheet = f'{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    return {**parts("xlsx"), SHEET: sheet.encode()}


def with_texts(texts: str, rows: str) -> dict[str, bytes]:
    """A workbook with these shared texts."""
    found = with_rows(rows)
    found["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{texts}</sst>'.encode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    link = f'<Relationship Id="texts" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'.encode()
    name = "xl/_rels/workbook.xml.rels"
    found[name] = found[name].replace(b"</Relationships>", link)
    return found


def ids(path: str) -> list[str]:
    """The problems of a table that is refused."""
    with pytest.raises(InputError) as caught:
        open_table(path)
    for problem in caught.value.problems:
        assert len(problem.say("vi")) < 2_000
        assert len(problem.say("en")) < 2_000
    return [problem.id for problem in caught.value.problems]


@pytest.mark.parametrize("size", [30_000_000, 201_000_000])
def test_a_bomb_is_not_unpacked(size: int, tmp_path: Path) -> None:
    """What shrinks a thousandfold, or unpacks to more than 200 MB, is refused by its directory."""
    found = {**parts("xlsx"), "xl/media/image1.png": b"\x00" * size}
    path = packed(tmp_path, found)
    assert Path(path).stat().st_size < size // 100
    assert ids(path) == ["unpacks-to-too-much"]


def test_a_directory_that_lies_is_no_way_around(tmp_path: Path) -> None:
    """No more is unpacked than the directory says, and then the checksum is wrong."""
    path = Path(packed(tmp_path, {**parts("xlsx"), SHEET: b" " * 50_000_000}))
    content = path.read_bytes()
    size = (50_000_000).to_bytes(4, "little")
    assert content.count(size) == 2
    path.write_bytes(content.replace(size, (1_000).to_bytes(4, "little")))
    assert ids(str(path)) == ["broken-workbook"]


def test_no_more_is_unpacked_than_the_directory_promises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """2 MB that stand for 2 GB are not unpacked before their size is found to be a lie: here 20 KB for 20 MB."""
    path = Path(packed(tmp_path, {**parts("xlsx"), SHEET: b" " * 20_000_000}))
    size = (20_000_000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (1_000).to_bytes(4, "little")))
    unpacked: list[int] = []
    plain = zipfile.ZipExtFile._read1

    def counted(stream: zipfile.ZipExtFile, most: int) -> bytes:
        unpacked.append(most)
        return plain(stream, most)

    monkeypatch.setattr(zipfile.ZipExtFile, "_read1", counted)
    assert ids(str(path)) == ["broken-workbook"]
    assert max(unpacked) < 100_000


def test_a_part_read_by_many_sheets_is_unpacked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand blank sheets may be one and the same part."""
    found = with_rows("")
    name = "xl/workbook.xml"
    (start, _, rest) = found[name].partition(b"<sheet ")
    sheet, _, end = rest.partition(b"/>")
    found[name] = start + (b"<sheet " + sheet + b"/>") * 1_000 + end
    reads: list[str] = []
    plain = Archive.read
    monkeypatch.setattr(Archive, "read", lambda archive, name: reads.append(name) or plain(archive, name))
    assert ids(packed(tmp_path, found)) == ["empty-table"]
    assert reads.count(SHEET) == 1


@pytest.mark.parametrize("texts", ["<si/>" * 60, "<si><t/></si>" * 11], ids=["tags", "texts"])
def test_millions_of_empty_texts_are_refused(texts: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twelve million of them fit in a megabyte: as tags before they are read, as texts before they are kept."""
    monkeypatch.setattr("smartcommune.tables.office.ooxml.MOST_CELLS", 10)
    monkeypatch.setattr("smartcommune.tables.office.xml.MOST_TAGS", 50)
    found = with_texts(texts, '<row><c t="s"><v>0</v></c></row>')
    found["xl/styles.xml"] = b"<styleSheet/>"
    assert ids(packed(tmp_path, found)) == ["too-many-cells"]


def test_a_number_format_of_brackets_is_gone_through_once(tmp_path: Path) -> None:
    """Each bracket that never closes was looked for to the end of the format."""
    assert shown_by("[" * 200_000) == "number"
    assert shown_by('"' * 200_001 + "0%") == "percent"
    assert shown_by("[x" * 100_000) == "number"


def test_columns_hidden_over_and_over_are_counted_once(tmp_path: Path) -> None:
    """A hostile sheet names each of them a hundred thousand times."""
    columns = "".join(f'<col min="{n % 16_000 + 1}" max="16384" hidden="1"/>' for n in range(100_000))
    found = with_rows(CELL.format("", "1"))
    found[SHEET] = found[SHEET].replace(b"<sheetData>", f"<cols>{columns}</cols><sheetData>".encode())
    (note,) = open_table(packed(tmp_path, found)).notes
    assert note.say("en") == "hidden columns, read all the same: A"


def test_very_many_parts_are_refused(tmp_path: Path) -> None:
    """Ten thousand are more than any workbook has."""
    assert ids(packed(tmp_path, {**parts("xlsx"), **{f"x{n}": b"" for n in range(10_001)}})) == ["unpacks-to-too-much"]


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>'
)
CELL = '<row r="1"><c r="A1"{}><v>{}</v></c></row>'


@pytest.mark.parametrize(
    "found",
    [
        with_rows(CELL.format(' t="str"', "&d;"), LAUGHS),
        with_rows(CELL.format(' t="str"', "x"), '<!DOCTYPE x SYSTEM "file:///etc/passwd">'),
        with_rows("<row>" * 1_000),
        with_rows(CELL.format("", "x")),
        with_rows(CELL.format("", "nan")),
        with_rows(CELL.format("", "1e999")),
        with_rows(CELL.format("", "1_000")),
        with_rows(CELL.format(' t="s"', "99")),
        with_rows(CELL.format(' t="s"', "x")),
        with_rows(CELL.format(' s="x"', "1")),
        with_rows('<row r="0"><c r="A0"><v>1</v></c></row>'),
        with_rows('<row r="1048577"><c><v>1</v></c></row>'),
        with_rows('<row r="1"><c r="ABCD1"><v>1</v></c></row>'),
        with_rows('<row r="1"><c r="é1"><v>1</v></c></row>'),
        with_rows(CELL.format("", "1"), after='<mergeCells><mergeCell ref="A"/></mergeCells>'),
        {**parts("xlsx"), "xl/styles.xml": b"<styleSheet><numFmts><numFmt/></numFmts></styleSheet>"},
        {**parts("xlsx"), "xl/workbook.xml": b"\xff\xfe"},
        {**parts("xlsx"), "_rels/.rels": b"<Relationships/>"},
        {name: content for name, content in parts("xlsx").items() if name != SHEET},
        {
            **parts("xlsx"),
            "xl/_rels/workbook.xml.rels": parts("xlsx")["xl/_rels/workbook.xml.rels"].replace(
                b"/xl/worksheets/sheet1.xml", b"../../../../etc/passwd"
            ),
        },
    ],
    ids=range(20),
)
def test_a_workbook_that_no_program_writes_is_refused(found: dict[str, bytes], tmp_path: Path) -> None:
    """Entities, wrong references, values that are no numbers, parts that are missing or lie elsewhere."""
    assert ids(packed(tmp_path, found)) == ["broken-workbook"]


@pytest.mark.parametrize(
    ("found", "problem"),
    [
        (with_rows('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "too-many-columns"),
        (with_rows("<row><c><v>1</v></c></row>" + '<row r="1"/>' * 10_000), None),
        (with_rows('<row r="1048576"><c r="A1048576" s="999"><v>1</v></c></row>'), None),
        (with_rows(CELL.format(' t="str"', "_xD800__x0000__x0009__x005F_x0041_")), None),
        (with_rows("<a>" * 100_000 + "</a>" * 100_000 + CELL.format("", "1")), None),
    ],
)
def test_odd_workbooks_end_in_a_table_or_a_problem(
    found: dict[str, bytes], problem: str | None, tmp_path: Path
) -> None:
    """One cell in the last place, rows without numbers, missing styles, halves of characters, deep nesting."""
    path = packed(tmp_path, found)
    if problem is None:
        assert len(open_table(path).head) == 1
    else:
        assert ids(path) == [problem]


def test_a_control_character_is_read_as_excel_shows_it(tmp_path: Path) -> None:
    """Excel writes it as `_x0009_`; what would be half a character or none stays as it is written."""
    path = packed(tmp_path, with_rows(CELL.format(' t="str"', "_xD800__x0000_a_x0009_b_x005F_x0041_")))
    assert open_table(path).head[0].cells == ("_xD800__x0000_a\tb_x0041_",)


def test_more_cells_than_can_be_held_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted while they are read, in XLSX and in the repetitions of ODS."""
    monkeypatch.setattr("smartcommune.tables.office.ooxml.MOST_CELLS", 100)
    assert ids(packed(tmp_path, with_rows("<row>" + "<c><v>1</v></c>" * 101 + "</row>"))) == ["too-many-cells"]


def with_table(rows: bytes) -> dict[str, bytes]:
    """An ODS file whose first sheet begins with these rows."""
    found = parts("ods")
    start = found["content.xml"].index(b"<table:table-row")
    found["content.xml"] = found["content.xml"][:start] + rows + found["content.xml"][start:]
    return found


VALUE = b'<table:table-cell %b office:value-type="float" office:value="%b"/>'


def row(cell: bytes, attributes: bytes = b"") -> bytes:
    return b"<table:table-row " + attributes + b">" + cell + b"</table:table-row>"


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (
            row(
                VALUE % (b'table:number-columns-repeated="2000"', b"1"),
                b'table:number-rows-repeated="1000000"',
            ),
            "too-many-cells",
        ),
        (row(VALUE % (b'table:number-columns-repeated="16384"', b"1")), "broken-workbook"),
        (row(VALUE % (b"", b"nan")), "broken-workbook"),
        (row(VALUE % (b"", b"1e999")), "broken-workbook"),
        (row(VALUE % (b'table:number-columns-repeated="x"', b"1")), "broken-workbook"),
        (row(VALUE % (b"", b"1"), b'table:number-rows-repeated="2000000"'), "broken-workbook"),
    ],
)
def test_repetitions_of_an_ods_file_are_bounded(rows: bytes, problem: str, tmp_path: Path) -> None:
    """A few bytes cannot stand for a billion cells."""
    assert ids(packed(tmp_path, with_table(rows), "a.ods")) == [problem]


def test_blank_repetitions_cost_nothing(tmp_path: Path) -> None:
    """LibreOffice fills every sheet up with them."""
    blank = row(b'<table:table-cell table:number-columns-repeated="16384"/>', b'table:number-rows-repeated="1000000"')
    assert open_table(packed(tmp_path, with_table(blank), "a.ods")).head[0].number == 1_000_001


def test_an_encrypted_ods_file_is_told(tmp_path: Path) -> None:
    """LibreOffice leaves the names readable and says so in the manifest."""
    manifest = parts("ods")["META-INF/manifest.xml"].replace(b"/>", b"><manifest:encryption-data/></x>", 1)
    assert ids(packed(tmp_path, {**parts("ods"), "META-INF/manifest.xml": manifest}, "a.ods")) == ["encrypted"]


def test_an_encrypted_part_is_told(tmp_path: Path) -> None:
    """As packers with a password mark it."""
    path = Path(packed(tmp_path, parts("xlsx")))
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    path.write_bytes(content)
    assert ids(str(path)) == ["encrypted"]


# Texts that are hard on readers of CSV.
TEXTS = (
    b'"' * 100_001,
    b'a,b\n"' + b"x\n" * 100_000,
    b'a,b\n"1,2\n' + b'"3,4\n' * 2_000,
    b"a,b\n" + b"\x00" * 3,
    b"a,b\n1," + b"2" * 1_000_000 + b"\n",
    b"a,b\r1,2\r",
    b"a,b\n\r\n\r\r\n1,2",
    b"\xef\xbb\xbf",
    b"\xef\xbb\xbf\xef\xbb\xbfa,b\n1,2\n",
    b"sep=,",
    b"sep=,\n",
    b"sep=\xc3\xa9\na\n",
    b",",
    b"," * 5_000 + b"\n",
    b"a;b,c\n",
    "a,b\n\u2028,\u2029\n1,\x85\n".encode(),
)


@pytest.mark.parametrize("text", TEXTS, ids=range(16))
@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.jsonl"])
def test_odd_texts_end_in_a_table_or_a_problem(text: bytes, name: str, tmp_path: Path) -> None:
    """And every row is either in the frame or among the problems."""
    (tmp_path / name).write_bytes(text)
    try:
        sheet = open_table(str(tmp_path / name))
    except InputError:
        return
    numbers = sheet.frame.collect(engine="streaming")["row"].to_list()
    told = {problem.place.line for problem in sheet.problems}
    assert numbers == sorted(set(numbers))
    assert not told & set(numbers)
    assert numbers or told


def test_quotes_that_never_close_are_no_work(tmp_path: Path) -> None:
    """Each is looked for in the next lines only, so that ten thousand of them take no longer than their lines."""
    (tmp_path / "a.csv").write_bytes(b"a,b\n" + b'"1,2\nx,y\n' * 5_000)
    sheet = open_table(str(tmp_path / "a.csv"))
    assert len(sheet.problems) == 5_000
    assert sheet.frame.collect().height == 5_001
