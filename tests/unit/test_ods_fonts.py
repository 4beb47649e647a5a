"""Styles of an ODS file to their fonts."""

from __future__ import annotations

from smartcommune.tables.office.ods_fonts import Fonts
from smartcommune.tables.office.xml import visit

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
