"""Words to the parts of a Word document: paragraphs and tables with fixed columns, each with its look spelt out.

Lengths are in twips, twentieths of a point, as the format has them. Text is text: it goes in as such, never as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from smartcommune.render.safe import line_text

Element = BaseOxmlElement
MM: Final = 56.7  # twips
POINT: Final = 20  # twips
# Between the lines of a cell and its text; Word's own is wider, and five columns need the room.
_CELL_MARGIN: Final = round(1.2 * MM)
# Paragraphs that are company for a signature; a digest alone is none.
_CLOSING: Final = 3


class Run(NamedTuple):
    """Some text in one look."""

    text: str
    bold: bool = False
    italic: bool = False


Text = str | Sequence[Run]


class Look(NamedTuple):
    """How a paragraph stands on its page."""

    align: str = "both"  # left, center, right or both
    size: float | None = None  # of the letters, in points; None is that of the document
    first: int = 0  # how far the first line is moved in
    left: int = 0  # how far all lines are
    before: int = 0
    after: int = 0
    stays: bool = False  # on the page of what comes next


# Letters of a cell that would leave much of a page empty if its row were not parted.
_LONG: Final = 400


class Cell(NamedTuple):
    """One cell of a table."""

    blocks: Sequence[Element]
    span: int = 1  # how many columns


def element(tag: str, *children: Element, **attributes: object) -> Element:
    """An element of the format, `w:` before its name and those of its attributes."""
    found = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        found.set(qn(f"w:{name}"), str(value))
    found.extend(children)
    return found


def paragraph(text: Text, look: Look = Look()) -> Element:  # noqa: B008  # a look is a value
    runs = [Run(text)] if isinstance(text, str) else text
    return element("p", _look(look), *(_run(each, look) for each in runs))


def line(width: int, room: int, after: int = 0) -> Element:
    """A line of a width in the middle of a room."""
    side = max(room - width, 0) // 2
    border = element("pBdr", element("bottom", val="single", sz=6, space=0, color="auto"))
    spacing = element("spacing", before=0, after=after, line=POINT * 2, lineRule="exact")
    ends = element("ind", left=side, right=side)
    return element("p", element("pPr", element("keepNext"), border, spacing, ends, element("jc", val="center")))


def table(
    widths: Sequence[int],
    rows: Iterable[Sequence[Cell]],
    *,
    has_head: bool = True,
    has_lines: bool = True,
) -> Element:
    """A table whose columns are as wide as they are said to be; a row stands on one page unless it is very long.

    Args:
        widths: of its columns.
        rows: their cells.
        has_head: whether the first of them is repeated on every page.
        has_lines: whether there are lines between cells.
    """
    grid = element("tblGrid", *(element("gridCol", w=width) for width in widths))
    made = (_row(widths, row, is_head=has_head and not number) for number, row in enumerate(rows))
    return element("tbl", _of_table(sum(widths), has_lines=has_lines), grid, *made)


def _of_table(width: int, *, has_lines: bool) -> Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    kind = {"val": "single", "sz": 4, "space": 0, "color": "auto"} if has_lines else {"val": "nil"}
    margins = (element(side, w=_CELL_MARGIN if has_lines else 0, type="dxa") for side in ("left", "right"))
    return element(
        "tblPr",
        element("tblW", w=width, type="dxa"),
        element("jc", val="center"),
        element("tblBorders", *(element(side, **kind) for side in sides)),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *margins),
    )


def _row(widths: Sequence[int], cells: Sequence[Cell], *, is_head: bool) -> Element:
    is_long = any(_letters(cell) > _LONG for cell in cells)
    kept = [*([] if is_long else [element("cantSplit")]), *([element("tblHeader")] if is_head else [])]
    found = element("tr", element("trPr", *kept))
    at = 0
    for cell in cells:
        found.append(_cell(cell, sum(widths[at : at + cell.span]), is_head=is_head))
        at += cell.span
    return found


def _letters(cell: Cell) -> int:
    return sum(len(text.text or "") for block in cell.blocks for text in block.iter(qn("w:t")))


def _cell(cell: Cell, width: int, *, is_head: bool) -> Element:
    spans = [element("gridSpan", val=cell.span)] if cell.span > 1 else []
    middle = [element("vAlign", val="center")] if is_head else []
    about = element("tcPr", element("tcW", w=width, type="dxa"), *spans, *middle)
    return element("tc", about, *cell.blocks)


def _look(look: Look) -> Element:
    found = element("pPr")
    if look.stays:
        found.append(element("keepNext"))
    found.append(element("spacing", before=look.before, after=look.after))
    if look.first or look.left:
        found.append(element("ind", left=look.left, firstLine=look.first))
    found.append(element("jc", val=look.align))
    return found


def _run(run: Run, look: Look) -> Element:
    about = element("rPr", *([element("b")] if run.bold else []), *([element("i")] if run.italic else []))
    if look.size is not None:
        half = round(look.size * 2)
        about.extend([element("sz", val=half), element("szCs", val=half)])
    text = element("t")
    text.text = line_text(run.text)
    text.set(qn("xml:space"), "preserve")
    return element("r", about, text)


def close(blocks: Sequence[Element]) -> None:
    """Have the last paragraphs stay on the page of what comes next: a signature does not stand alone."""
    for block in blocks[-_CLOSING:]:
        about = block.find(qn("w:pPr"))  # a table has none
        if about is not None and about.find(qn("w:keepNext")) is None:
            about.insert(0, element("keepNext"))


def fit(block: Element, width: int) -> None:
    """Have a table be no wider than there is room."""
    grid = [int(column.get(qn("w:w"), 0)) for column in block.iter(qn("w:gridCol"))]
    if sum(grid) <= width:
        return
    for part in block.iter(qn("w:gridCol"), qn("w:tcW"), qn("w:tblW")):
        part.set(qn("w:w"), str(int(part.get(qn("w:w"), 0)) * width // sum(grid)))
