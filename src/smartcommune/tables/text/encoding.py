"""Bytes to UTF-8, and the sign by which their encoding was known: nothing is guessed silently.

A byte order mark says what follows it. Without one a file is UTF-8 if all of it can be; else Windows-1258 if its words
then are Vietnamese and would not be in another encoding. TCVN3 and VNI are converted only when asked for.
"""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple
from unicodedata import normalize

from smartcommune.messages import Listed, Message
from smartcommune.problems import InputError, Place, finding, refusal
from smartcommune.source.files import read_head
from smartcommune.source.table_files import TableFile, read_chunks, read_lines, spool
from smartcommune.tables.text.legacy import LEGACY, Legacy, suspected, to_unicode, words
from smartcommune.tables.text.syllables import is_syllable

# The names of `--encoding`, each with Python's and with the one that people know.
ENCODINGS: Final = {
    "utf-8": ("utf-8", "UTF-8"),
    "utf-16": ("utf-16", "UTF-16"),
    "windows-1258": ("cp1258", "Windows-1258"),
    "tcvn3": ("cp1252", "TCVN3"),
    "vni": ("cp1252", "VNI"),
}
_ALIASES: Final = {"utf8": "utf-8", "utf16": "utf-16", "cp1258": "windows-1258", "windows1258": "windows-1258"}
_MARKS: Final = {
    codecs.BOM_UTF32_LE: "",
    codecs.BOM_UTF32_BE: "",
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# What is looked at to know an encoding.
_HEAD_BYTES: Final = 1 << 20
# No row is as long; a file without line ends would fill the memory.
MOST_LINE: Final = 10_000_000
# Of the words above ASCII this many in a hundred are Vietnamese in the right encoding; some names are not.
_ENOUGH: Final = 80


class Text(NamedTuple):
    """A file in UTF-8, with what is known about the one it was made from."""

    path: Path
    note: Message


def known_encoding(encoding: str | None) -> str | None:
    """The name that this program uses for an encoding.

    Raises:
        InputError: an encoding that it does not read.
    """
    if encoding is None:
        return None
    found = _ALIASES.get(encoding.lower(), encoding.lower())
    if found in ENCODINGS:
        return found
    known = Listed(tuple(f"`{each}`" for each in ENCODINGS))
    raise refusal("unknown-encoding", "--encoding", encoding=encoding, names=known)


def as_utf8(file: TableFile, encoding: str | None) -> Text:
    """The file itself if it is UTF-8, else a copy that is.

    Raises:
        InputError: the encoding cannot be known, is another than was said, or is one to be asked for.
    """
    wanted = known_encoding(encoding)
    head = read_head(file.path, _HEAD_BYTES)
    if file.size > MOST_LINE and b"\n" not in head and b"\r" not in head:
        raise refusal("line-too-long", file.name)
    marked = next((name for mark, name in _MARKS.items() if head.startswith(mark)), None)
    if marked is not None:
        return _marked(file, head, marked, wanted)
    if wanted == "utf-16" or head.count(0) * 10 > len(head):
        raise refusal("no-byte-order-mark", file.name)
    if wanted in LEGACY:
        return _converted(file, head, wanted)
    if _is_utf8(head) and (wanted != "windows-1258" or not head.isascii()):
        return _plain(file, head, wanted)
    return _other(file, head, wanted)


def _marked(file: TableFile, head: bytes, marked: str, wanted: str | None) -> Text:
    if not marked or wanted not in (None, marked, *LEGACY):
        shown = ENCODINGS[marked][1] if marked else "UTF-32"
        raise refusal("other-encoding", file.name, encoding=shown)
    if wanted in LEGACY:
        return _converted(file, head, wanted, marked)
    note = Message("encoding-by-mark", encoding=ENCODINGS[marked][1])
    path = _with_line_feeds(file.path, head) if marked == "utf-8" else _copy(file, "utf-16", str)
    text = Text(path, note)
    return text if wanted else _unless_legacy(file, read_head(path, _HEAD_BYTES).decode("utf-8", "ignore"), text)


def _plain(file: TableFile, head: bytes, wanted: str | None) -> Text:
    """A file that is UTF-8 by itself; another encoding that was asked for would garble it."""
    if wanted not in (None, "utf-8") and not head.isascii():
        raise refusal("other-encoding", file.name, encoding="UTF-8")
    text = Text(_with_line_feeds(file.path, head), Message("encoding-utf-8"))
    return text if wanted else _unless_legacy(file, head.decode("utf-8", "ignore"), text)


def _other(file: TableFile, head: bytes, wanted: str | None) -> Text:
    """A file that is not UTF-8."""
    if wanted == "utf-8" or _is_mostly_utf8(head):
        raise not_utf8(file.name, file.path)
    if wanted is None:
        _check_windows(file.name, head)
        return Text(_copy(file, "cp1258", _composed), Message("encoding-by-words", encoding="Windows-1258"))
    return Text(_copy(file, "cp1258", _composed), Message("encoding-given", encoding="Windows-1258"))


def _check_windows(name: str, head: bytes) -> None:
    """Nothing, if Windows-1258 alone makes words of the bytes above ASCII."""
    as_latin = words([head.decode("cp1252", "replace")])
    shares = {"windows-1258": _share(words([head.decode("cp1258", "replace")]), str)}
    shares |= {legacy: _share(as_latin, partial(to_unicode, legacy=legacy)) for legacy in LEGACY}
    likely = sorted(name for name in shares if shares[name] >= _ENOUGH)
    if likely == ["windows-1258"]:
        return
    if len(likely) == 1:
        raise looks_legacy(name, likely[0])
    if likely:
        names = Listed(tuple(f"`{each}`" for each in likely))
        raise refusal("unclear-encoding", name, Message("give-encoding"), names=names)
    raise refusal("not-a-text", name)


def _share(found: Counter[str], read: Callable[[str], str]) -> int:
    """Of a hundred words above ASCII, how many are Vietnamese as they are read."""
    return 100 * sum(count for word, count in found.items() if is_syllable(read(word))) // max(1, found.total())


def _unless_legacy(file: TableFile, head: str, text: Text) -> Text:
    suspicion = suspected(words([head]))
    if suspicion is not None:
        raise looks_legacy(file.name, suspicion)
    return text


def looks_legacy(name: str, legacy: str) -> InputError:
    """What is raised for a text that was typed with fonts from before Unicode."""
    return refusal("looks-like-legacy", name, Message("pass-encoding", name=legacy), encoding=ENCODINGS[legacy][1])


def not_utf8(name: str, path: Path) -> InputError:
    """What is raised for a text with a character that is not UTF-8, at the line of the first one."""
    for number, line in enumerate(read_lines(path), 1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            place = Place(name, number, 1 + len(line[: error.start].decode("utf-8")))
            return InputError([finding("not-utf-8", place, Message("save-or-say-encoding"))])
    return refusal("not-utf-8", name)


def _converted(file: TableFile, head: bytes, legacy: Legacy, marked: str = "") -> Text:
    """A copy of a text in a legacy encoding, whether as bytes of its own or in Unicode's Latin letters."""
    encoding = marked or ("utf-8" if _is_utf8(head) else ENCODINGS[legacy][0])
    copy = _copy(file, "utf-8-sig" if encoding == "utf-8" else encoding, lambda text: to_unicode(text, legacy))
    return Text(copy, Message("encoding-given", encoding=LEGACY[legacy]))


def _copy(file: TableFile, encoding: str, convert: Callable[[str], str]) -> Path:
    try:
        copy = spool(_lines(file.name, file.path, encoding, convert))
    except UnicodeError as error:
        raise refusal("not-a-text", file.name) from error
    return _with_line_feeds(copy, read_head(copy, _HEAD_BYTES))


def _lines(name: str, path: Path, encoding: str, convert: Callable[[str], str]) -> Iterator[bytes]:
    """The bytes of a file in UTF-8, converted in whole lines, since letters may be made of two characters."""
    decoder = codecs.getincrementaldecoder(encoding)()
    rest = ""
    for chunk in read_chunks(path):
        text = rest + decoder.decode(chunk)
        end = text.rfind("\n") + 1
        rest = text[end:]
        yield convert(text[:end]).encode()
        if len(rest) > MOST_LINE:
            raise refusal("line-too-long", name)
    yield convert(rest + decoder.decode(b"", final=True)).encode()


def _with_line_feeds(path: Path, head: bytes) -> Path:
    """The file, or a copy if its lines end in carriage returns alone, as old Macintosh programs wrote them."""
    if b"\n" in head or b"\r" not in head:
        return path
    return spool(chunk.replace(b"\r", b"\n") for chunk in read_chunks(path))


def _composed(text: str) -> str:
    return normalize("NFC", text)


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _is_mostly_utf8(head: bytes) -> bool:
    """Whether most characters above ASCII are UTF-8, so that single ones are damaged."""
    decoded = head.decode("utf-8", "replace")
    wrong = decoded.count("\ufffd")
    return sum(letter > "\x7f" for letter in decoded) > 2 * wrong
