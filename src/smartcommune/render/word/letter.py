"""What only the office knows to the frame of its document: head, number and place above, and who signs below."""

from __future__ import annotations

from typing import Final

from smartcommune.messages import Language, Message
from smartcommune.render.office import OfficeDetails
from smartcommune.render.word.elements import MM, POINT, Cell, Element, Look, Run, line, paragraph, table

# The text is 165 mm wide: A4 without 30 mm on the left and 15 on the right.
WIDTH: Final = round(165 * MM)
_HEAD: Final = (round(63 * MM), WIDTH - round(63 * MM))
_FOOT: Final = (round(80 * MM), WIDTH - round(80 * MM))
_SIGN: Final = POINT * 72  # room for a hand
_CENTRE: Final = Look("center", 13, stays=True)
_OFFICE: Final = _CENTRE._replace(size=12)
_BELOW: Final = _CENTRE._replace(before=POINT * 6)
_LISTED: Final = Look("left", 11)


def head(details: OfficeDetails, language: Language) -> Element:
    """Office and nation, number and place, side by side and without lines between."""

    def say(key: str, **values: object) -> str:
        return Message(key, **values).say(language)

    words = details.words
    *above, office = words["co_quan"].split("\n")
    left = (*(paragraph(each, _OFFICE) for each in above), paragraph([Run(office, bold=True)], _OFFICE))
    nation, motto = ([Run(say(key), bold=True)] for key in ("word.nation", "word.motto"))
    right = (paragraph(nation, _OFFICE), paragraph(motto, _CENTRE))
    number = paragraph(say("word.number", number=words["so"]), _BELOW)
    place = paragraph([Run(say("word.place-and-day", place=words["dia_danh"]), italic=True)], _BELOW)
    rows = [
        [Cell((*left, line(round(22 * MM), _HEAD[0]))), Cell((*right, line(round(55 * MM), _HEAD[1])))],
        [Cell((number,)), Cell((place,))],
    ]
    return table(_HEAD, rows, has_head=False, has_lines=False)


def foot(details: OfficeDetails, language: Language) -> Element:
    """Recipients and signer; all of it on one page."""

    def say(key: str) -> str:
        return Message(key).say(language)

    words = details.words
    recipients = [Run(say("word.recipients"), bold=True, italic=True)]
    listed = (paragraph(say(key), _LISTED) for key in ("word.recipient-open", "word.filed"))
    first, *more = ([Run(each, bold=True)] for each in words["chuc_danh"].split("\n"))
    title = (paragraph(first, _BELOW), *(paragraph(each, _CENTRE) for each in more))
    signer = paragraph([Run(words["nguoi_ky"], bold=True)], Look("center", 13, before=_SIGN))
    cells = [Cell((paragraph(recipients, Look("left", 12, before=POINT * 6)), *listed)), Cell((*title, signer))]
    return table(_FOOT, [cells], has_head=False, has_lines=False)
