"""What only the office knows to the lower end of a sheet that is signed: who made it, and who signs it."""

from __future__ import annotations

from typing import Final

from smartcommune.messages import Message
from smartcommune.render.office import OPEN, OfficeDetails
from smartcommune.render.workbook_pages import BookPage

_ROOM: Final = 4  # rows for a hand


def signed(page: BookPage, details: OfficeDetails, left: int, right: int) -> None:
    """Write the place and the day, the titles, and below room for a hand the names.

    Args:
        page: the sheet.
        details: what the office knows.
        left: the column of whoever made the list.
        right: the column of whoever signs it.
    """
    language = page.book.language

    def line(first: str | None, second: str, style: str) -> None:
        cells = {left: first, right: second}
        page.line([cells.get(column) for column in range(right + 1)], style)

    page.skip()
    line(None, Message("word.place-and-day", place=details.words["dia_danh"]).say(language), "place")
    title, *more = details.words["chuc_danh"].split("\n")
    line(Message("list.made-by").say(language), title, "signed")
    for each in more:
        line(None, each, "signed")
    page.skip(_ROOM)
    line(OPEN, details.words["nguoi_ky"], "signed")
