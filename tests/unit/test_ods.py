"""What ODS files have: repeated cells, comments, white space, every type of value."""

from __future__ import annotations

from pathlib import Path

from smartcommune.tables.open import open_table
from tests.hostile.test_tables import packed, with_table
from tests.hostile.test_tables import row as written


def cells(folder: Path, content: str) -> tuple[str | None, ...]:
    """The first row, with these cells."""
    return open_table(packed(folder, with_table(written(content.encode())), "a.ods")).head[0].cells


def text(content: str) -> str:
    return f'<table:table-cell office:value-type="string">{content}</table:table-cell>'


def test_white_space_is_that_of_the_cell(tmp_path: Path) -> None:
    """Spaces, tabs and line ends have elements of their own; paragraphs are lines."""
    first = '<text:p>a<text:s text:c="2"/>b<text:tab/>c</text:p>'
    second = "<text:p><text:span>d</text:span><text:line-break/>e</text:p>"
    assert cells(tmp_path, text(first + second))[0] == "a  b\tc\nd\ne"


def test_comments_and_pictures_are_no_text(tmp_path: Path) -> None:
    """They stand within the cell that they belong to."""
    aside = "<office:annotation><text:p>ghi chú</text:p></office:annotation>"
    picture = "<draw:frame><draw:text-box><text:p>hình</text:p></draw:text-box></draw:frame>"
    assert cells(tmp_path, text(f"{aside}<text:p>a</text:p>{picture}"))[0] == "a"


def test_every_type_of_value(tmp_path: Path) -> None:
    """Numbers, percentages, money, truth values, days, times, texts, errors, formulas without a value."""
    values = (
        '<table:table-cell office:value-type="float" office:value="85.20"/>'
        '<table:table-cell office:value-type="percentage" office:value="0.29"/>'
        '<table:table-cell office:value-type="currency" office:value="1000"/>'
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>'
        '<table:table-cell office:value-type="date" office:date-value="2023-05-31"/>'
        '<table:table-cell office:value-type="time" office:time-value="PT36H05M00S"/>'
        '<table:table-cell office:value-type="string" office:string-value="x"><text:p>y</text:p></table:table-cell>'
        '<table:table-cell calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=[.A1]"/>'
    )
    assert cells(tmp_path, values) == (
        "85.2",
        "29%",
        "1000",
        "true",
        "2023-05-31",
        "36:05:00",
        "x",
        "#DIV/0!",
        "=[.A1]",
    )


def test_repeated_cells_and_rows_are_all_there(tmp_path: Path) -> None:
    """A stretch of equal cells is written once."""
    cell = '<table:table-cell table:number-columns-repeated="3" office:value-type="float" office:value="1"/>'
    found = with_table(written(cell.encode(), b'table:number-rows-repeated="4"'))
    head = open_table(packed(tmp_path, found, "a.ods")).head
    assert [(row.number, row.cells[:3]) for row in head[:4]] == [(number, ("1", "1", "1")) for number in range(1, 5)]
    assert head[4].cells[0] == "BIỂU TỔNG HỢP"
