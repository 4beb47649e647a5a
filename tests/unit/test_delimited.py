"""CSV and TSV to sheets: every cell as it stands, every row with its line, every bad row told."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from smartcommune.problems import InputError
from smartcommune.tables.open import open_table
from smartcommune.tables.sheets.sheet import BLANKS, Sheet
from smartcommune.tables.text.delimited import Found


def opened(folder: Path, content: bytes | str, name: str = "a.csv", **options: str) -> Sheet:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return open_table(str(path), **options)


def rows(sheet: Sheet) -> list[tuple[object, ...]]:
    """The rows of the frame with their numbers; a blank cell is none, however it is written."""
    found = sheet.frame.collect(engine="streaming").iter_rows()
    return [(number, *(cell if cell and cell.strip(BLANKS) else None for cell in cells)) for number, *cells in found]


def told(sheet: Sheet) -> list[str]:
    return [f"{problem.place.line}: {problem.id}" for problem in sheet.problems]


def test_every_cell_stays_text(tmp_path: Path) -> None:
    """Leading zeros, words that look like nothing or like numbers, and spaces beside a word are kept."""
    sheet = opened(tmp_path, "mã,tên,x\n01001,NA,NaN\n01002,Null, inf \n1e5,true,-0\n")
    assert (sheet.width, sheet.kind, sheet.is_typed) == (3, "csv", False)
    assert rows(sheet) == [
        (1, "mã", "tên", "x"),
        (2, "01001", "NA", "NaN"),
        (3, "01002", "Null", " inf "),
        (4, "1e5", "true", "-0"),
    ]
    assert sheet.frame.collect_schema() == {"row": pl.Int64, "c0": pl.String, "c1": pl.String, "c2": pl.String}


def test_blank_cells_are_null_and_blank_rows_count(tmp_path: Path) -> None:
    """Nothing, spaces, no-break spaces and empty quotes are blank; a blank row is no row, but it counts."""
    sheet = opened(tmp_path, 'a,b\n"", \n \t,\u00a0\n\n,\n1,"  "\n')
    assert rows(sheet) == [(1, "a", "b"), (6, "1", None)]
    assert sheet.problems == ()


@pytest.mark.parametrize(
    ("content", "name", "shown"),
    [
        ("a,b\n1,2\n", "a.csv", "separator `,`"),
        ("a;b\n1,5;2,5\n", "a.csv", "separator `;`"),
        ("a\tb\n1,5\t2,5\n", "a.csv", "separator tab"),
        ("a\tb\n1,5\t2,5\n", "a.tsv", "separator tab"),
        ("sep=;\na;b\n1;2\n", "a.csv", "separator `;`"),
        ("sep=|\r\na|b\r\n1|2\r\n", "a.csv", "separator `|`"),
        ("BIỂU 01, NĂM 2023\n\na;b\n1,5;2\n", "a.csv", "separator `;`"),
    ],
)
def test_the_separator_is_found_and_said(content: str, name: str, shown: str, tmp_path: Path) -> None:
    """Comma, semicolon or tab, by how many lines agree; a `sep=` line settles it."""
    sheet = opened(tmp_path, content, name)
    assert sheet.width == 2
    assert shown in [note.say("en") for note in sheet.notes]


def test_a_separator_line_counts_as_a_line(tmp_path: Path) -> None:
    """Row numbers are those of the file, with and without irregular rows."""
    assert rows(opened(tmp_path, "sep=;\na;b\n1;2\n")) == [(2, "a", "b"), (3, "1", "2")]
    sheet = opened(tmp_path, "sep=;\na;b\n1\n3;4\n")
    assert rows(sheet) == [(2, "a", "b"), (4, "3", "4")]
    assert told(sheet) == ["3: wrong-width"]


def test_a_separator_can_be_given(tmp_path: Path) -> None:
    """Any single character, whatever else the lines hold."""
    assert rows(opened(tmp_path, "a,b|c\n1,2|3\n", separator="|")) == [(1, "a,b", "c"), (2, "1,2", "3")]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_marks_line_ends_and_quotes_are_no_content(mark: bytes, end: str, quote: str, tmp_path: Path) -> None:
    """A byte order mark, either line end and quotes around cells change nothing."""
    text = f"{quote}mã{quote},b{end}1,{quote}2{quote}{end}"
    assert rows(opened(tmp_path, mark + text.encode())) == [(1, "mã", "b"), (2, "1", "2")]


def test_a_mark_before_a_header_of_several_lines_is_no_content(tmp_path: Path) -> None:
    """As Excel saves headers with line breaks."""
    sheet = opened(tmp_path, '\ufeff"Mã\nxã",b\n1,2\n')
    assert rows(sheet) == [(1, "Mã\nxã", "b"), (3, "1", "2")]


def test_bad_rows_are_told_and_the_others_kept(tmp_path: Path) -> None:
    """Too long, too short, a NUL, a quote left open: the row is missing from the frame and stands in the problems."""
    text = 'a,b,c\n1,2\n"x\ny",2,3\n\n5" ống,2,3\n"open,1,2\n1,2,3\n1,2,3,4\n1,\x00,3\n'
    sheet = opened(tmp_path, text)
    assert rows(sheet) == [(1, "a", "b", "c"), (3, "x\ny", "2", "3"), (6, '5" ống', "2", "3"), (8, "1", "2", "3")]
    assert told(sheet) == ["2: wrong-width", "7: unclosed-quote", "9: wrong-width", "10: nul-character"]
    assert [row.number for row in sheet.tail] == [1, 3, 6, 8]


def test_blank_cells_behind_the_header_are_no_columns(tmp_path: Path) -> None:
    """Separators at the end of lines, in some or in all, change nothing; a value there is a cell too many."""
    sheet = opened(tmp_path, "a,b\n1,2,\n3,4, ,\n5,6\n")
    assert rows(sheet) == [(1, "a", "b"), (2, "1", "2"), (3, "3", "4"), (4, "5", "6")]
    assert sheet.problems == ()
    sheet = opened(tmp_path, "a,b\n1,2\n3,4,\n5,6,x\n7,8\n")
    assert rows(sheet) == [(1, "a", "b"), (2, "1", "2"), (3, "3", "4"), (5, "7", "8")]
    assert told(sheet) == ["4: wrong-width"]


def test_head_and_tail_are_the_ends_of_the_frame(tmp_path: Path) -> None:
    """The first 200 and the last 60 rows that are not blank, even below thousands of blank ones."""
    sheet = opened(tmp_path, "a,b\n" + "".join(f"{n},x\n" for n in range(500)) + ",\n" * 5_000)
    assert [row.number for row in sheet.head] == list(range(1, 201))
    assert [row.number for row in sheet.tail] == list(range(442, 502))
    assert sheet.tail[-1].cells == ("499", "x")


@pytest.mark.parametrize("content", ["\n\n", ",,\n,,\n", " \n"])
def test_a_table_without_rows_is_refused(content: str, tmp_path: Path) -> None:
    """There is nothing to assess, and no header either."""
    with pytest.raises(InputError) as caught:
        opened(tmp_path, content)
    assert [problem.id for problem in caught.value.problems] == ["empty-table"]


# A lone carriage return is written without quotes, so that nobody can tell it from a line end.
CELLS = st.text(
    st.sampled_from('a1,;\t"\n ') | st.characters(exclude_characters="\x00\r\ufeff", exclude_categories=["Cs"]),
    max_size=6,
)
TABLES = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=6)
)


def are_rows(text: str, separator: str, width: int) -> bool:
    """Whether a row of several lines could be several rows with forgotten quotes, which is then told as a problem."""
    lines = re.split(r"\r\n|\r|\n", text.rstrip("\r\n"))
    return len(lines) > 1 and all(line.count(separator) == width - 1 for line in lines)


@given(TABLES, st.sampled_from([",", ";", "\t"]), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_what_the_standard_library_writes_comes_back(
    table: list[list[str]], separator: str, end: str, quote_all: bool
) -> None:
    """Cell by cell, with the line each row starts on; unless the lines of one row could be rows themselves."""
    text = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    expected = []
    writer = csv.writer(text, delimiter=separator, lineterminator=end, quoting=quoting)
    for cells in table:
        number = text.getvalue().count("\n") + 1
        before = text.tell()
        writer.writerow(cells)
        assume(not are_rows(text.getvalue()[before:], separator, len(cells)))
        if any(cell.strip(BLANKS) for cell in cells):
            expected.append((number, *(cell if cell.strip(BLANKS) else None for cell in cells)))
    assume(expected)
    with tempfile.TemporaryDirectory() as folder:
        sheet = opened(Path(folder), text.getvalue(), separator=separator, encoding="utf-8")
        assert sheet.problems == ()
        assert rows(sheet) == expected


def test_a_file_wider_than_one_expression_can_be(tmp_path: Path) -> None:
    """Beyond 500 columns lines are counted another way, with the same rows and problems."""
    width = 600
    header = ",".join(f"c{number}" for number in range(width))
    lines = [header, ",".join(["1"] * width), ",".join(['"1,5"'] * width), ",".join(["1"] * (width - 1))]
    sheet = opened(tmp_path, "\n".join(lines))
    assert sheet.frame.collect()["row"].to_list() == [1, 2, 3]
    assert sheet.head[2].cells == ("1,5",) * width
    assert told(sheet) == ["4: wrong-width"]


def test_bytes_that_are_no_utf8_far_below_are_placed(tmp_path: Path) -> None:
    """Only the beginning is looked at to know the encoding; what contradicts it later is refused with its place."""
    content = b"a,b\n" + b"1,2\n" * 300_000 + b"x,\xe1\n"
    with pytest.raises(InputError) as caught:
        opened(tmp_path, content)
    assert [str(problem.place).rpartition("/")[2] for problem in caught.value.problems] == ["a.csv:300002:3"]


def test_too_many_bad_rows_are_no_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a bound the file is refused as a whole; so is one without a good row."""
    monkeypatch.setattr("smartcommune.tables.text.lines.MOST_BAD_ROWS", 10)
    monkeypatch.setattr("smartcommune.tables.text.delimited.MOST_BAD_ROWS", 10)
    with pytest.raises(InputError) as caught:
        opened(tmp_path, "a,b\n1,2\n3,4\n" + "1\n" * 12)
    assert len(caught.value.problems) == 11
    with pytest.raises(InputError):
        opened(tmp_path, '"a"b\n"c"d\n')


def test_many_rows_of_many_lines_keep_their_numbers(tmp_path: Path) -> None:
    """Each line break moves the rows below it by one."""
    text = "a,b\n" + "".join(f'"{n}\n",x\n' if n % 7 == 0 else f"{n},x\n" for n in range(2_000))
    sheet = opened(tmp_path, text)
    lines = text.split("\n")
    frame = sheet.frame.collect(engine="streaming")
    assert frame.height == 2_001
    starts = [lines[number - 1].strip('"').split(",")[0] for number in frame["row"]]
    assert starts == [cell.strip() for cell in frame["c0"]]


def test_the_quick_reading_and_the_careful_one_are_equal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A regular file is scanned as it stands; looked at line by line, it has the same rows."""
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        for number in range(3_000):
            writer.writerow([f"{number:05}", 'Xã "anh hùng"', "a;b", "", " ", "85,2"])
    quick = open_table(str(path))
    found = Found(frozenset(range(1, 3_001)), has_blank_rows=True)
    monkeypatch.setattr("smartcommune.tables.text.delimited._looked_through", lambda *_: found)
    careful = open_table(str(path))
    assert rows(careful) == rows(quick)
    assert (careful.head, careful.tail, careful.problems) == (quick.head, quick.tail, ())


LINES = st.lists(st.text(st.sampled_from("a1, \t\u00a0ế"), max_size=8), min_size=3, max_size=12)


@given(LINES)
def test_every_line_is_a_row_or_blank_or_told(lines: list[str]) -> None:
    """Without quotes a line is what its separators make of it, and nothing else happens to any of them."""
    width = 3
    lines = ["a,b,c", "1,2,3", "4,5,6", *lines, "7,8,9"]
    expected, bad = [], []
    for number, line in enumerate(lines, 1):
        cells = [cell if cell.strip(BLANKS) else None for cell in line.split(",")]
        if not any(cells):
            continue
        if len(cells) < width or any(cells[width:]):
            bad.append(number)
        else:
            expected.append((number, *cells[:width]))
    assume(sum(line.count(",") == width - 1 for line in lines) > len(lines) // 2)
    with tempfile.TemporaryDirectory() as folder:
        sheet = opened(Path(folder), "\n".join(lines), separator=",")
        assert (rows(sheet), told(sheet)) == (expected, [f"{number}: wrong-width" for number in bad])


@given(TABLES, st.sampled_from([",", ";", "\t"]), st.booleans(), st.booleans())
def test_blank_rows_are_found_wherever_they_are(
    table: list[list[str]], separator: str, quote_all: bool, has_mark: bool
) -> None:
    """A file in which none is seen has none: each row that is left has a text with something in it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL)
    writer.writerows([[cell.replace("\n", " ") for cell in row] for row in table])
    assume(any(cell.strip(BLANKS) for row in table for cell in row))
    with tempfile.TemporaryDirectory() as folder:
        content = "\ufeff" * has_mark + text.getvalue()
        found = rows(opened(Path(folder), content, separator=separator, encoding="utf-8"))
    assert all(any(row[1:]) for row in found)
    assert len(found) == sum(any(cell.strip(BLANKS) for cell in row) for row in table)


def excel(rows: list[list[str]], separator: str = ";") -> str:
    """Rows as Excel saves them: in blocks of 16, no separators behind the last cell that a block uses."""
    lines = []
    for at in range(0, len(rows), 16):
        block = rows[at : at + 16]
        width = max(max((place for place, cell in enumerate(row, 1) if cell), default=1) for row in block)
        lines += [separator.join(row[:width]) for row in block]
    return "".join(f"{line}\r\n" for line in lines)


@pytest.mark.parametrize("count", [31, 40, 48, 300])
@pytest.mark.parametrize("titles", [[], [["BIỂU 01; XÃ A", "", "", ""], ["", "", "", ""]]])
def test_separators_that_excel_leaves_out_are_blank_cells(count: int, titles: list[list[str]], tmp_path: Path) -> None:
    """Also where such blocks are more than the others."""
    table = [[f"{n:05}", f"Xã {n}", "81", "x" if n < 10 else ""] for n in range(count)]
    sheet = opened(tmp_path, excel([*titles, ["Mã", "Tên", "Tỷ lệ", "Wifi"], *table]).replace("01; XÃ", "01, XÃ"))
    assert sheet.problems == ()
    assert sheet.width == 4
    assert [row[1:] for row in rows(sheet)][-count:] == [tuple(cell or None for cell in row) for row in table]


@pytest.mark.parametrize("above", [1, 5, 20])
def test_blocks_that_something_was_put_above_are_blocks(above: int, tmp_path: Path) -> None:
    """Sixteen lines that are short in one way are no damage; a few are, and are told."""
    table = [[f"{n:05}", f"Xã {n}", "81", "x" if n < 20 else ""] for n in range(52)]
    lines = excel([["Mã", "Tên", "Tỷ lệ", "Wifi"], *table])
    sheet = opened(tmp_path, f"Biểu 1; năm 2023; tỉnh A;\r\n{';;;' * (above > 1)}\r\n" + "x;x;x;x\r\n" * above + lines)
    assert (sheet.problems, sheet.width) == ((), 4)
    few = ["00001;A;81;x"] * 20 + ["00002;B;70"] * 15 + ["00003;C;81;x"] * 20
    assert told(opened(tmp_path, "\n".join(["Mã;Tên;Tỷ lệ;Wifi", *few]) + "\n")) == [
        f"{line}: wrong-width" for line in range(22, 37)
    ]


def test_a_short_row_among_full_ones_is_still_told(tmp_path: Path) -> None:
    """A separator is lacking anywhere in it, not behind its end: nobody can tell where."""
    table = [[f"{n:05}", f"Xã {n}", "81", "x"] for n in range(40)]
    lines = excel([["Mã", "Tên", "Tỷ lệ", "Wifi"], *table]).replace("00020;Xã 20;81;x", "00020;Xã 20;x")
    assert told(opened(tmp_path, lines)) == ["22: wrong-width"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Mã;Tên;Tỷ lệ;Hộ", "00001;A;81,5;90,2", "00004;B;C;72,5;90,1", *["00007;D;63,5;80,2"] * 3],
        ["Mã;Tên;Tỷ lệ;Hộ", "00001;A;81,5", *["00007;D;63,5;80,2"] * 3],
        ["Biểu 1, năm 2023", "Mã;Tên;Tỷ lệ;Hộ", *["00007;D;63,5;80,2"] * 3],
        ["Biểu 1, xã A, năm 2023", "Mã;Tên;Tỷ lệ;Hộ", *["00007;D;63,5;80,2"] * 3],
        ["Biểu 1; năm 2023", "(kèm theo; số 3)", "Mã;Tên;Tỷ lệ;Hộ", *["00007;D;63,5;80,2"] * 3],
    ],
)
def test_one_line_that_is_otherwise_does_not_change_the_separator(lines: list[str], tmp_path: Path) -> None:
    """A ragged line, and a title with commas or with the separator itself, which is no bad row either."""
    sheet = opened(tmp_path, "\n".join(lines) + "\n")
    assert (sheet.width, "separator `;`" in [note.say("en") for note in sheet.notes]) == (4, True)
    assert ["wrong-width" in problem for problem in told(sheet)] == [True] * ("Biểu" not in lines[0])
    assert rows(sheet)[-1][1:] == ("00007", "D", "63,5", "80,2")


def test_titles_with_the_separator_are_titles(tmp_path: Path) -> None:
    """Of any number of cells: the table has not begun."""
    sheet = opened(tmp_path, "Biểu 1, xã A, huyện B, tỉnh C, năm 2023\nKèm theo, số 3\nmã,tên,x\n1,a,2\n2,b,3\n")
    assert told(sheet) == []
    assert [row[0] for row in rows(sheet)] == [1, 2, 3, 4, 5]
    assert rows(sheet)[0][3] == " huyện B, tỉnh C, năm 2023"


@pytest.mark.parametrize("line", ['"mở,{n},3\n', 'a{n},"b,3\n', '"{n}\n'])
def test_open_quotes_cost_no_more_than_the_file_is_long(line: str, tmp_path: Path) -> None:
    """Each is told at its line; where a quote closes is looked for in as many lines as the file has, and no more."""
    count = 3_000
    text = "a,b,c\n1,2,3\n" + "".join(line.format(n=n) for n in range(count))
    sheet = opened(tmp_path, text)
    assert told(sheet) == [f"{number}: unclosed-quote" for number in range(3, count + 3)]
    assert rows(sheet) == [(1, "a", "b", "c"), (2, "1", "2", "3")]
