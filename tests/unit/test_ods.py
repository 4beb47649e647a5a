"""What ODS files have: repeated cells, comments, white space, every type of value."""

from __future__ import annotations

from pathlib import Path

from smartcommune.tables.office.ods import Fonts
from smartcommune.tables.office.xml import visit
from smartcommune.tables.open import open_table
from tests.hostile.test_tables import packed, with_table
from tests.hostile.test_tables import row as written


def cells(folder: Path, content: str) -> tuple[str | None, ...]:
    """The first row, with these cells."""
    return open_table(packed(folder, with_table(written(content.encode())), "a.ods")).head[0].cells


def text(content: str) -> str:
    return f'<table:table-cell office:value-type="string">{content}</table:table-cell>'


def test_a_form_names_its_rule_set(tmp_path: Path) -> None:
    """Among the names that its workbook defines; others are none of ours."""
    named = '<table:named-expression table:name="{}" table:expression="&quot;ntm-2026&quot;"/>'
    expressions = "".join(map(named.format, ("other", "smartcommune.rules"))).encode()
    parts = with_table(written(text("<text:p>a</text:p>").encode()))
    inside = b"<table:named-expressions>" + expressions + b"</table:named-expressions></office:spreadsheet>"
    content = parts["content.xml"].replace(b"</office:spreadsheet>", inside)
    assert open_table(packed(tmp_path, parts | {"content.xml": content}, "a.ods")).rules == "ntm-2026"
    assert open_table(packed(tmp_path, parts, "b.ods")).rules is None


def test_white_space_is_that_of_the_cell(tmp_path: Path) -> None:
    """Spaces, tabs and line ends have elements of their own; paragraphs are lines."""
    first = '<text:p>a<text:s text:c="2"/>b<text:tab/>c</text:p>'
    second = "<text:p><text:span>d</text:span><text:line-break/>e</text:p>"
    assert cells(tmp_path, text(first + second))[0] == "a  b\tc\nd\ne"


def test_comments_and_pictures_are_no_text(tmp_path: Path) -> None:
    """They stand within the cell that they belong to."""
    aside = "<office:annotation><text:p>ghi chú</text:p></office:annotation>"
    shapes = "".join(
        f"<draw:{shape}><text:p>{shape}</text:p></draw:{shape}>"
        for shape in ("g", "rect", "ellipse", "line", "caption", "polygon", "connector", "custom-shape", "control")
    )
    picture = "<draw:frame><draw:text-box><text:p>hình</text:p></draw:text-box></draw:frame>"
    assert cells(tmp_path, text(f"{aside}<text:p>a</text:p>{picture}{shapes}"))[0] == "a"


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


def test_a_code_has_the_zeros_that_are_shown(tmp_path: Path) -> None:
    """Nothing else of what is shown is a value: a rounded number stays exact."""
    values = "".join(
        f'<table:table-cell office:value-type="float" office:value="{value}">'
        f"<text:p>{shown}</text:p></table:table-cell>"
        for value, shown in (("1423", "01423"), ("0.849", "1"), ("5", "05 hộ"), ("0", "0"))
    )
    assert cells(tmp_path, values)[:4] == ("01423", "0.849", "5", "0")


def test_what_is_struck_out_is_seen_so(tmp_path: Path) -> None:
    """A cell by its style, letters by the style of their span."""
    line = '<style:text-properties style:text-line-through-style="solid"/>'
    styles = "".join(
        f'<style:style style:name="gone" style:family="{family}">{line}</style:style>'
        for family in ("table-cell", "text")
    )
    found = with_table(
        written(
            b'<table:table-cell table:style-name="gone" office:value-type="float" office:value="80"/>'
            b'<table:table-cell office:value-type="string">'
            b'<text:p><text:span text:style-name="gone">80</text:span> 85</text:p></table:table-cell>'
        )
    )
    found["content.xml"] = found["content.xml"].replace(
        b"<office:automatic-styles>", f"<office:automatic-styles>{styles}".encode(), 1
    )
    assert open_table(packed(tmp_path, found, "a.ods")).head[0].cells[:2] == ("8\u03360\u0336", "8\u03360\u0336 85")


STYLES = """<a:styles xmlns:a="a" xmlns:style="s" xmlns:svg="v" xmlns:fo="f">
<style:font-face style:name="old" svg:font-family="'.VnTime H'"/>
<style:style style:name="base" style:family="table-cell"><style:text-properties style:font-name="old"/></style:style>
<style:style style:name="own" style:family="table-cell" style:parent-style-name="base">
  <style:text-properties fo:font-family="Arial"/></style:style>
<style:style style:name="rests" style:family="table-cell" style:parent-style-name="base"/>
<style:style style:name="base" style:family="text"><style:text-properties style:font-weight="bold"/></style:style>
<style:style style:name="one" style:family="text" style:parent-style-name="other"/>
<style:style style:name="other" style:family="text" style:parent-style-name="one"/>
</a:styles>"""


def fonts() -> Fonts:
    found = Fonts()
    visit(STYLES.encode(), found, keeps_prefixes=True)
    return found


def test_a_style_has_its_own_font_or_that_of_the_style_it_rests_on() -> None:
    """By the name of its declaration, or by the family itself."""
    of = fonts().of
    assert [of("table-cell", name) for name in ("base", "own", "rests")] == [".VnTime H", "Arial", ".VnTime H"]


def test_families_do_not_mix() -> None:
    """A style of letters may have the name of one of cells."""
    assert fonts().of("text", "base") == ""


def test_a_style_without_a_font_has_none() -> None:
    """Nor has one that rests on itself, one that is not declared, or no style at all."""
    of = fonts().of
    assert [of("text", "one"), of("text", "nobody"), of("table-cell", "")] == ["", "", ""]
