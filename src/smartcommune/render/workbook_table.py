"""A title, a header, and rows that are numbered from 1: what the sheets of results have in common."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from smartcommune.messages import Language, Message
from smartcommune.model.provenance import Provenance
from smartcommune.model.wording import Shown
from smartcommune.problems import InputError, Place, Problem
from smartcommune.render.workbook_pages import BookPage, Row

# A sheet has 1,048,576 rows, of which some are title, header and what stands below the last commune.
MOST_ROWS: Final = 1_048_500


def title_of(rules: Provenance, language: Language) -> list[tuple[str, str]]:
    """What the results are, and by which rules, each with its style."""
    title = Message("sheet.title", label=rules.label).say(language).upper()
    return [(title, "title"), (rules.title.say(language), "line")]


class NumberedTable:
    """Takes rows, each with its styles, and puts their numbers in front of them."""

    def __init__(
        self, page: BookPage, title: Sequence[tuple[str, str]], heads: Sequence[str], widths: Sequence[float]
    ) -> None:
        """Write the title and the header.

        Args:
            page: the sheet.
            title: its lines, each with its style.
            heads: of the columns behind that of the numbers.
            widths: of all columns.
        """
        self._page = page
        page.widths(widths)
        for line, style in title:
            page.line([line], style)
        page.skip()
        self._head = page.row
        page.line([Message("column.serial").say(page.book.language), *heads], "header")
        page.sheet.freeze_panes(page.row, 3)

    def write(self, row: Row) -> None:
        """Write one more row.

        Raises:
            InputError: the sheet has no room for it.
        """
        number = self._page.row - self._head
        if number > MOST_ROWS:
            message, help = Message("too-many-rows", most=Shown(Fraction(MOST_ROWS))), Message("too-many-rows-help")
            raise InputError([Problem("too-many-rows", Place("--output"), message, help)])
        values, styles = row
        self._page.line([number, *values], ["serial", *styles])

    @property
    def head(self) -> int:
        """The row of the header."""
        return self._head

    def filtered(self, columns: int) -> None:
        """Let whoever looks at the rows that are there filter them."""
        self._page.sheet.autofilter(self._head, 0, max(self._page.row - 1, self._head), columns - 1)
