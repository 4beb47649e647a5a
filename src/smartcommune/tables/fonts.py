"""Texts of a workbook and the fonts they are typed in to Unicode: fonts named `.Vn…` or `VNI-…` give old codes away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple
from unicodedata import normalize

from smartcommune.messages import Message
from smartcommune.problems import InputError, Place, Problem
from smartcommune.tables.encoding import known_encoding, looks_legacy
from smartcommune.tables.grid import Cell, Cells
from smartcommune.tables.legacy import LEGACY, Legacy, of_font, suspected, to_unicode, words
from smartcommune.tables.seen import Values


class Typed(NamedTuple):
    """A text and the name of its font."""

    text: str
    font: str = ""


Converter = Callable[[Typed], str]


def cells_in_unicode(name: str, values: Values, encoding: str | None) -> tuple[Cells, tuple[Message, ...]]:
    """The cells of a sheet, their texts in Unicode, and what to say about that.

    Raises:
        InputError: as `converter` does.
    """
    texts = [Typed(value.text, value.font) for row in values.values() for value in row.values() if value.is_text]
    convert, notes = converter(name, texts, encoding)
    cells = {
        number: {
            column: Cell(convert(Typed(value.text, value.font)) if value.is_text else value.text, value.is_number)
            for column, value in row.items()
        }
        for number, row in values.items()
    }
    return cells, notes


def converter(name: str, texts: Sequence[Typed], encoding: str | None) -> tuple[Converter, tuple[Message, ...]]:
    """What turns each of the texts into Unicode, and what to say about it.

    Args:
        name: the file they are from.
        texts: those of one sheet.
        encoding: `tcvn3` or `vni` converts, `utf-8` takes them as they are.

    Raises:
        InputError: they look like an old code and nothing was said about it.
    """
    wanted = known_encoding(encoding)
    if wanted == "utf-8":
        return _as_typed, ()
    if wanted in LEGACY:
        return _converting(wanted, texts), (Message("encoding-given", encoding=LEGACY[wanted]),)
    if wanted is not None:
        raise InputError([Problem("workbook-encoding", Place(name), Message("workbook-encoding"))])
    suspicion = next(filter(None, map(_given_away, texts)), None) or suspected(words(text for text, _ in texts))
    if suspicion is not None:
        raise looks_legacy(name, suspicion)
    return _as_typed, ()


def _as_typed(typed: Typed) -> str:
    return typed.text


def _given_away(typed: Typed) -> Legacy | None:
    """The code of a text whose font tells it, if it makes a difference there."""
    return None if typed.text.isascii() or _is_unicode(typed.text) else of_font(typed.font)


def _is_unicode(text: str) -> bool:
    """Whether it has a letter that no old code has."""
    return any(letter > "\xff" and letter.isalpha() for letter in text)


def _converting(legacy: Legacy, texts: Sequence[Typed]) -> Converter:
    """Converts what has such a font; if nothing has one, everything that is not Unicode already."""
    goes_by_font = any(_given_away(typed) == legacy for typed in texts)

    def convert(typed: Typed) -> str:
        if _is_unicode(typed.text) or (goes_by_font and of_font(typed.font) != legacy):
            return typed.text
        text = normalize("NFC", to_unicode(typed.text, legacy))
        return text.upper() if legacy == "tcvn3" and _has_capitals(typed.font) else text

    return convert


def _has_capitals(font: str) -> bool:
    """Whether a TCVN3 font draws small letters as capitals, as those whose name ends in H do."""
    return of_font(font) == "tcvn3" and font.strip().endswith("H")
