"""The content of a document in the frame of its office to the bytes of a Word file: the same for the same input."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, Final, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from smartcommune.messages import Language
from smartcommune.render.office import OfficeDetails
from smartcommune.render.word.elements import MM, POINT, Element, Look, Run, close, element, line, paragraph
from smartcommune.render.word.letter import WIDTH, foot, head

# Decree 30/2020/NĐ-CP, annex I: 20 to 25 mm above and below, 30 to 35 on the left, 15 to 20 on the right.
_MARGINS: Final = {"top_margin": 20, "bottom_margin": 20, "left_margin": 30, "right_margin": 15}
_FONT: Final = "Times New Roman"
_LANGUAGES: Final[Mapping[Language, str]] = {"vi": "vi-VN", "en": "en-US"}
_TITLE: Final = Look("center", 14, before=POINT * 14, stays=True)
_ABOUT: Final = Look("center", 14, stays=True)
# What an archive has as the time of its parts: the first that it can have.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)


class Content(NamedTuple):
    """What a document says, whoever signs it."""

    title: str  # what it is: `PHIẾU THẨM ĐỊNH`
    about: str  # and of what
    day: date  # of the assessment
    blocks: Sequence[Element]  # paragraphs and tables
    places: Mapping[str, str] = {}  # what else a template may have in its named places


def written(contents: Sequence[Content], details: OfficeDetails, language: Language) -> bytes:
    """One document with each content on pages of its own, numbered from 1."""
    document = docx.Document()
    _set_up(document, language)
    for number, content in enumerate(contents):
        if number:
            document.add_section(WD_SECTION.NEW_PAGE)
        section: Any = document.sections[-1]
        _set_pages(section)
        for block in _framed(content, details, language):
            section._sectPr.addprevious(block)
    _number_pages(document.sections[0])
    return saved(document, contents[0], language)


def _framed(content: Content, details: OfficeDetails, language: Language) -> list[Element]:
    """Everything between the margins."""
    title = paragraph([Run(content.title, bold=True)], _TITLE)
    about = paragraph([Run(content.about, bold=True)], _ABOUT)
    close(content.blocks)
    under = line(round(50 * MM), WIDTH, after=POINT * 8)
    below = (foot(details, language), paragraph("", Look(size=1)))  # Word wants a paragraph behind the last table
    return [head(details, language), title, about, under, *content.blocks, *below]


def _set_up(document: Any, language: Language) -> None:
    """The look of plain text, and its language."""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(13)
    normal.paragraph_format.space_after = Pt(0)
    about = normal.element.get_or_add_rPr()
    fonts = about.find(qn("w:rFonts"))
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)
    about.append(element("lang", val=_LANGUAGES[language], eastAsia=_LANGUAGES[language]))


def _set_pages(section: Any) -> None:
    """A4 with the margins of the decree; each content begins with page 1."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, size in _MARGINS.items():
        setattr(section, name, Mm(size))
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    if section._sectPr.find(qn("w:pgNumType")) is None:  # a section begins as the one before it
        section._sectPr.find(qn("w:pgMar")).addnext(element("pgNumType", start=1))


def _number_pages(section: Any) -> None:
    """The number in the middle above, but on the first page; sections behind it take over what it has."""
    header = section.header
    header.is_linked_to_previous = False
    found = header.paragraphs[0]._p
    found.append(element("fldSimple", element("r", element("rPr", element("sz", val=26)), element("t")), instr="PAGE"))
    found.get_or_add_pPr().append(element("jc", val="center"))


def saved(document: Any, content: Content, language: Language) -> bytes:
    """The bytes of a document that says of itself what it is, and nothing of when and where it was made."""
    core = document.core_properties
    core.title, core.author, core.comments, core.keywords = f"{content.title}: {content.about}"[:250], "", "", ""
    core.last_modified_by, core.language, core.revision = "", _LANGUAGES[language], 1
    core.created = core.modified = datetime.combine(content.day, time(), UTC).replace(tzinfo=None)
    made = io.BytesIO()
    document.save(made)
    return _timeless(made)


def _timeless(made: io.BytesIO) -> bytes:
    """The same parts in the same order, each at no time."""
    packed = io.BytesIO()
    with ZipFile(made) as parts, ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for part in parts.infolist():
            archive.writestr(ZipInfo(part.filename, _NO_TIME), parts.read(part), ZIP_DEFLATED)
    return packed.getvalue()
