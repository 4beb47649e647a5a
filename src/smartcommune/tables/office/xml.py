"""A part of an office file to its elements, one after the other: no tree, no depth, no entities."""

from __future__ import annotations

import re
from typing import Final
from xml.parsers import expat  # a document type is refused below, and with it every entity

from smartcommune.messages import Message

# Of one sheet; each is an object while it is read.
MOST_CELLS: Final = 3_000_000
# A cell with its value has four; what has more than all cells together may have costs minutes and holds nothing.
MOST_TAGS: Final = 5 * MOST_CELLS
# How some programs call UTF-8; expat knows it by its proper name only.
_UTF_8: Final = re.compile(rb"""\s*<\?xml[^>]{1,100}encoding\s*=\s*["'](?i:utf8|utf_8)["']""")


class Visitor:
    """What is told of each element; names come without prefixes, unless these are asked for."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...
    def text(self, text: str) -> None: ...
    def end(self, name: str) -> None: ...


class XmlError(ValueError):
    """A part is not XML, or has what no office program writes."""

    def __init__(self, what: Message, line: int = 1) -> None:
        self.what = what
        self.line = line
        super().__init__(what)


class TooManyCells(XmlError):
    """A sheet has more cells than a workbook can be read with."""

    def __init__(self) -> None:
        super().__init__(Message("damage.value"))


def visit(content: bytes, visitor: Visitor, *, keeps_prefixes: bool = False) -> None:
    """Tell the visitor of every element.

    Raises:
        XmlError: not XML, with a document type, where entities would be declared, or not what the visitor understands.
    """
    if content.count(b"<") > MOST_TAGS:
        raise TooManyCells
    parser = expat.ParserCreate("utf-8" if _UTF_8.match(content) else None)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.CharacterDataHandler = visitor.text

    def root(name: str, attributes: dict[str, str]) -> None:
        """Whether names have prefixes is asked once: a sheet has very many elements."""
        if ":" in name and not keeps_prefixes:
            parser.StartElementHandler = lambda name, found: visitor.start(name.rpartition(":")[2], found)
            parser.EndElementHandler = lambda name: visitor.end(name.rpartition(":")[2])
        else:
            parser.StartElementHandler, parser.EndElementHandler = visitor.start, visitor.end
        parser.StartElementHandler(name, attributes)

    parser.StartElementHandler = root
    try:
        parser.Parse(content, True)  # noqa: FBT003  # the last part of the content
    except TooManyCells:
        raise
    except Exception as error:
        raise _located(error, parser.CurrentLineNumber) from error


def _located(error: Exception, line: int) -> XmlError:
    """What went wrong and where: in the XML, in its encoding, or in what the visitor made of it."""
    if isinstance(error, XmlError):
        return XmlError(error.what, line)
    if isinstance(error, expat.ExpatError):
        return XmlError(Message("damage.xml"), line)
    if isinstance(error, LookupError) and not isinstance(error, KeyError | IndexError):
        return XmlError(Message("damage.encoding"), line)
    if isinstance(error, ValueError | KeyError | IndexError):
        return XmlError(Message("damage.value"), line)
    raise error


def _refuse(*_: object) -> None:
    raise XmlError(Message("damage.doctype"))


def attribute(attributes: dict[str, str], name: str) -> str | None:
    """An attribute of some namespace, whatever its prefix."""
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), None)
