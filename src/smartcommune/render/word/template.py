"""The office's own letterhead with named places to the document in which the content of an answer stands in them.

`{{noi_dung}}`, in a paragraph of its own, is where the content goes; every other place is words: `{{so}}`. Word cuts
what is typed into runs at will, so a place is looked for in the text of its paragraph as a whole.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple
from zipfile import BadZipFile

import docx
from docx.oxml.ns import qn
from docx.shared import Twips

from smartcommune.messages import Language, Listed, Message
from smartcommune.problems import InputError, Place, Problem, finding, refusal
from smartcommune.render.office import OfficeDetails
from smartcommune.render.safe import line_text
from smartcommune.render.word.document import Content, saved
from smartcommune.render.word.elements import Element, close, element, fit

BODY: Final = "noi_dung"
# What an option of the letter says, by the place that it stands in.
_OPTIONS: Final = {"co_quan": "office", "so": "number", "dia_danh": "place", "chuc_danh": "title", "nguoi_ky": "signer"}
_PLACE: Final = re.compile(r"\{\{\s*(\w+)\s*\}\}")
# What stumbles over a file that is not one of Word's, or no longer.
_DAMAGES: Final = (BadZipFile, KeyError, ValueError, AttributeError, SyntaxError, OSError, RuntimeError)


class Template(NamedTuple):
    """The file of a letterhead."""

    name: str
    content: bytes


def filled(template: Template, content: Content, details: OfficeDetails, language: Language) -> bytes:
    """The letterhead with the content and the words in their places.

    Raises:
        InputError: it is no document of Word, lacks a place, or has one that nothing is known for.
    """
    document = _opened(template)
    words = {
        **details.words,
        "tieu_de": content.title,
        "ve_viec": content.about,
        **content.places,
    }
    paragraphs = [each for part in _parts(document) for each in part.iter(qn("w:p"))]
    _check(template, paragraphs, words, details)
    for block in content.blocks:
        fit(block, min(map(_room, document.sections)))
    for each in paragraphs:
        if BODY in _names(each):
            _put_content(each, content.blocks)
        else:
            _put_words(each, words)
    return saved(document, content, language)


def _opened(template: Template) -> Any:
    try:
        return docx.Document(io.BytesIO(template.content))
    except _DAMAGES as error:
        raise refusal("not-a-template", template.name, Message("save-as-docx")) from error


def _room(section: Any) -> int:
    """How wide the text of a page is, in twips."""
    return int((section.page_width - section.left_margin - section.right_margin) / Twips(1))


def _parts(document: Any) -> Iterator[Any]:
    """The body of the document, and what stands above and below its pages."""
    yield document.element.body
    for section in document.sections:
        pages = ("", "first_page_", "even_page_")
        for found in (getattr(section, f"{page}{end}") for page in pages for end in ("header", "footer")):
            if not found.is_linked_to_previous:
                yield found._element


def _check(template: Template, paragraphs: Sequence[Element], words: Mapping[str, str], details: OfficeDetails) -> None:
    names = [name for each in paragraphs for name in _names(each)]
    alone = any(_PLACE.fullmatch(_text(each).strip()) for each in paragraphs if BODY in _names(each))
    known = Listed(tuple(f"{{{{{name}}}}}" for name in (BODY, *words)))
    at = Place(template.name)
    problems: list[Problem] = []
    if BODY not in names:
        problems.append(finding("template-without-body", at, Message("template-places", names=known)))
    elif not alone or names.count(BODY) > 1:
        problems.append(finding("template-body-alone", at))
    unknown = tuple(f"`{name}`" for name in dict.fromkeys(names) if name not in words and name != BODY)
    if unknown:
        help = Message("template-places", names=known)
        problems.append(finding("template-other-places", at, help, names=Listed(unknown)))
    for name, option in _OPTIONS.items():
        if getattr(details, option) and name not in names:
            problems.append(finding("template-lacks-place", at, option=f"--{option}", name=f"{{{{{name}}}}}"))
    if problems:
        raise InputError(problems)


def _texts(paragraph: Element) -> list[Any]:
    """The pieces of text of a paragraph; what stands in a text box of it has paragraphs of its own."""
    found: list[Any] = paragraph.xpath("./w:r/w:t | ./w:hyperlink/w:r/w:t | ./w:ins/w:r/w:t")
    return found


def _text(paragraph: Element) -> str:
    return "".join(each.text or "" for each in _texts(paragraph))


def _names(paragraph: Element) -> list[str]:
    return _PLACE.findall(_text(paragraph))


def _put_content(paragraph: Element, blocks: Sequence[Element]) -> None:
    close(blocks)
    *before, last = blocks
    for block in before:
        paragraph.addprevious(block)
    parent: Any = paragraph.getparent()
    parent.replace(paragraph, last)


def _put_words(paragraph: Element, words: Mapping[str, str]) -> None:
    """The words in the look of the first sign of their place; from the last place on, so that no word is one."""
    for match in reversed(list(_PLACE.finditer(_text(paragraph)))):
        start, end = match.span()
        at = 0
        for each in _texts(paragraph):
            text = each.text or ""
            left, right = max(start - at, 0), max(end - at, 0)
            if left < len(text) and right > 0:
                _set(each, text[:left], words[match.group(1)] if at <= start else "", text[right:])
            at += len(text)


def _set(piece: Any, before: str, put: str, after: str) -> None:
    """A piece of text with words in it, of which each line stands on a line."""
    first, *more = put.split("\n")
    lines = [line_text(first), *map(line_text, more)]
    lines[0] = before + lines[0]
    lines[-1] += after
    piece.text, at = lines[0], piece
    piece.set(qn("xml:space"), "preserve")
    for text in lines[1:]:
        made = element("t")
        made.text = text
        made.set(qn("xml:space"), "preserve")
        at.addnext(element("br"))
        at.getnext().addnext(made)
        at = made
