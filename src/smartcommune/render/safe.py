"""Text from outside to text that cannot act: the only escaper of every format."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# What one cell of a workbook can hold.
MOST_CELL: Final = 32_767
# Letters of the name of a file: each may take four bytes, and systems take 255.
MOST_NAME: Final = 50
# Texts that `cell` changes begin with the one or hold the other; written for the regular expressions of Rust.
ACTING_START: Final = r" *[=+\-@＝＋－＠]"
ACTING_SIGN: Final = r"[\p{C}[\p{Z}&&[^ ]]]"

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_UNBROKEN: Final = "\u00a0"
_BREAK: Final = re.compile(r"[\t\r\n]+")
# What stands in the name of no file on some system.
_NO_NAME: Final = re.compile(r'[/\\:*?"<>|]')
# What Windows takes for a device, whatever stands behind a dot.
_DEVICE: Final = re.compile(r"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_MARKDOWN: Final = re.compile(r"([\\`*_\[\]<>|#~&])")
# What would begin a list.
_MARKDOWN_ITEM: Final = re.compile(r"^(\s*[0-9]*)([-+.)])(?=\s)")


def terminal(text: str) -> str:
    r"""The text with every character shown that would act on a terminal: `\x1b` for escape, `\u202e` for overrides."""
    return text if text.isprintable() else "".join(map(_visible, text))


def markdown(text: str) -> str:
    """The text as Markdown that shows it as it is."""
    return _MARKDOWN_ITEM.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", terminal(text)))


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    if unicodedata.category(character) == "Zs":
        return " "
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def cell(text: str) -> str:
    """The text as a table's cell: in one line, with nothing that acts, and no formula to any spreadsheet program."""
    shown = text if text.isprintable() else terminal(_BREAK.sub(" ", text))
    return f"'{shown}" if text.lstrip(" ").startswith(_FORMULA) else shown


def csv_cell(value: object) -> str:
    """What stands for a value in a CSV file: a text is a table's cell, in quotes where it has to be."""
    shown = cell(value) if isinstance(value, str) else "" if value is None else str(value)
    return '"{}"'.format(shown.replace('"', '""')) if "," in shown or '"' in shown else shown


def sheet_cell(text: str) -> str:
    """The text as a cell of a workbook, where no text is a formula: with its no-break spaces, and cut to what fits."""
    shown = _UNBROKEN.join(map(terminal, _BREAK.sub(" ", text).split(_UNBROKEN)))
    return shown if len(shown) <= MOST_CELL else f"{shown[: MOST_CELL - 1]}…"


def line_text(text: str) -> str:
    """The text for a document whose writer escapes it: in one line, with its no-break spaces, and nothing that acts."""
    return page_text(_BREAK.sub(" ", text))


def file_name(text: str) -> str:
    """The text as the name of a file on every system, without a suffix; empty where nothing of it can stand there."""
    plain = unicodedata.normalize("NFC", _NO_NAME.sub("-", terminal(text)))
    return _DEVICE.sub(r"\1-", " ".join(plain.split()).strip(". ")[:MOST_NAME].rstrip(". "))


def page_text(text: str) -> str:
    """The text for a page, whose templates escape it as markup: with its no-break spaces, and nothing that acts."""
    return text if text.isprintable() else _UNBROKEN.join(map(terminal, text.split(_UNBROKEN)))


def github_data(text: str) -> str:
    """The text as the message of a GitHub workflow command.

    The format also escapes line ends, which would begin a second command; `terminal` has left none.
    """
    return terminal(text).replace("%", "%25")


def github_property(text: str) -> str:
    """The text as a property of a GitHub workflow command, where `:` and `,` end it."""
    return github_data(text).replace(":", "%3A").replace(",", "%2C")


def xml_text(text: str) -> str:
    """The text for XML 1.0, between tags or in double quotes; what XML cannot hold is shown as on a terminal."""
    return terminal(text).translate(_XML)


def json_text(content: object) -> str:
    """The content as a JSON document in which nothing acts, ending in a newline."""
    import json  # a page for a terminal does without

    return json_document(json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n")


def json_document(document: str) -> str:
    r"""The JSON document with the same meaning and nothing in it that acts or cannot be written: `\u202e`."""
    acting = [sign for sign in set(document) if sign != "\n" and not sign.isprintable()]
    return document.translate({ord(sign): _json_escape(sign) for sign in acting}) if acting else document


def sarif_text(text: str) -> str:
    """The text as a SARIF message (3.11.5 and 3.11.6): braces doubled, and no `](` that would make it a link."""
    return terminal(text).replace("{", "{{").replace("}", "}}").replace("](", "] (")


def uri(path: str) -> str:
    """The path as a URI reference; every byte that is not plain in one is percent-encoded."""
    from urllib.parse import quote  # only SARIF pays for this import

    return quote(path.encode("utf-8", "surrogatepass"))


_XML: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def _json_escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex("-", 2)
    return "".join(f"\\u{unit}" for unit in units.split("-"))
