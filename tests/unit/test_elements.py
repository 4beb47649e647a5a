"""Parts of Word documents as the format has them."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn

from smartcommune.render.word.elements import Cell, paragraph, table


@pytest.mark.parametrize(("letters", "is_whole"), [(1, True), (400, True), (401, False)])
def test_a_row_stands_on_one_page_unless_it_is_very_long(letters: int, is_whole: bool) -> None:
    """One that is long would leave the rest of the page above it empty."""
    found = table((100,), [[Cell((paragraph("Xã"),))], [Cell((paragraph("x" * letters),))]])
    head, row = found.findall(qn("w:tr"))
    assert (row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None) == is_whole
    assert head.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None
