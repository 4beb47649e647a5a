"""A part of an office file to its elements, one after the other: no tree, no depth, no entities."""

from __future__ import annotations

from typing import Final, Protocol
from xml.parsers import expat  # a document type is refused below, and with it every entity

# Of one sheet; each is an object while it is read.
MOST_CELLS: Final = 3_000_000


class Visitor(Protocol):
    """What is told of each element; names come without prefixes, unless these are asked for."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...
    def text(self, text: str) -> None: ...
    def end(self, name: str) -> None: ...


class XmlError(ValueError):
    """A part is not XML, or has what no office program writes."""


class TooManyCells(XmlError):
    """A sheet has more cells than a workbook can be read with."""


def visit(content: bytes, visitor: Visitor, *, keeps_prefixes: bool = False) -> None:
    """Tell the visitor of every element.

    Raises:
        XmlError: not XML, or with a document type, where entities would be declared.
    """
    parser = expat.ParserCreate()
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
    except expat.ExpatError as error:
        raise XmlError(str(error)) from error


def _refuse(*_: object) -> None:
    raise XmlError("document type")


def attribute(attributes: dict[str, str], name: str) -> str | None:
    """An attribute of some namespace, whatever its prefix."""
    return next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), None)
