"""Texts of a workbook and the fonts they are typed in to Unicode: fonts named `.Vn…` or `VNI-…` give old codes away."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import normalize

from smartcommune.messages import Message
from smartcommune.problems import refusal
from smartcommune.tables.office.stored_values import Value, Values
from smartcommune.tables.text.encoding import known_encoding, looks_legacy
from smartcommune.tables.text.legacy import LEGACY, Legacy, of_font, suspected, to_unicode, words


def in_unicode(name: str, values: Values, encoding: str | None) -> tuple[Values, tuple[Message, ...]]:
    """The values of a sheet, their texts in Unicode, and what to say about that.

    Raises:
        InputError: they look like an old code and nothing was said about it.
    """
    wanted = known_encoding(encoding)
    if wanted == "utf-8":
        return values, ()
    rows = values.values()
    texts = [value for row in rows for value in row.values() if value.is_text and not value.text.isascii()]
    if wanted in LEGACY:
        return _converted(values, texts, wanted), (Message("encoding-given", encoding=LEGACY[wanted]),)
    if wanted is not None:
        raise refusal("workbook-encoding", name)
    suspicion = next(filter(None, map(_given_away, texts)), None) or suspected(words(value.text for value in texts))
    if suspicion is not None:
        raise looks_legacy(name, suspicion)
    return values, ()


def _given_away(value: Value) -> Legacy | None:
    """The code of a text whose font tells it; letters that no old code has tell that it is Unicode."""
    return None if _is_unicode(value.text) else of_font(value.font)


def _is_unicode(text: str) -> bool:
    """Whether it has a letter that no old code has."""
    return any(letter > "\xff" and letter.isalpha() for letter in text)


def _converted(values: Values, texts: Sequence[Value], legacy: Legacy) -> Values:
    """Converts what has such a font; if nothing has one, everything that is not Unicode already."""
    goes_by_font = any(_given_away(value) == legacy for value in texts)

    def converted(value: Value) -> Value:
        if not value.is_text or _is_unicode(value.text) or (goes_by_font and of_font(value.font) != legacy):
            return value
        text = normalize("NFC", to_unicode(value.text, legacy))
        return value._replace(text=text.upper() if legacy == "tcvn3" and _has_capitals(value.font) else text)

    return {number: {column: converted(value) for column, value in row.items()} for number, row in values.items()}


def _has_capitals(font: str) -> bool:
    """Whether a TCVN3 font draws small letters as capitals, as those whose name ends in H do."""
    return of_font(font) == "tcvn3" and font.strip().endswith("H")
