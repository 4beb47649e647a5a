"""A zipped file (XLSX, ODS) to its parts, each unpacked when it is asked for and never further than is reasonable."""

from __future__ import annotations

import posixpath
import struct
import zlib
from collections.abc import Mapping
from typing import Final, TypeVar
from zipfile import BadZipFile, ZipFile, ZipInfo

from smartcommune.messages import Message
from smartcommune.problems import InputError, refusal
from smartcommune.source.files import read_head
from smartcommune.source.table_files import TableFile
from smartcommune.tables.office.xml import MOST_CELLS, TooManyCells, Visitor, XmlError, visit

# A sheet of 3,321 rows and 60 columns unpacks to about 10 MB; a million full rows do not belong in a workbook.
MOST_BYTES: Final = 200_000_000
MOST_PARTS: Final = 10_000
# Sheets shrink to a tenth or, where most cells are alike, to a hundredth; what shrinks further and is large is a bomb.
MOST_RATIO: Final = 200
_SMALL: Final = 20_000_000
_IS_ENCRYPTED: Final = 0x1
# What the entry of a part in the directory of an archive begins with.
_ENTRY: Final = b"PK\x01\x02"

# What `zipfile` stumbles on; none of it is raised on purpose by anything else there.
_DAMAGES: Final = (BadZipFile, zlib.error, struct.error, KeyError, OSError, EOFError, ValueError, RuntimeError)
V = TypeVar("V", bound=Visitor)


class Archive:
    """The parts of a zipped file; nothing is unpacked before it is asked for.

    Raises:
        InputError: no archive, encrypted, or one that would fill the memory.
    """

    def __init__(self, file: TableFile) -> None:
        self.file = file
        self._parts = _parts(file)
        self._most = min(MOST_BYTES, max(_SMALL, file.size * MOST_RATIO))
        if sum(part.file_size for part in self._parts.values()) > self._most:
            raise _unpacks_to_too_much(file.name)

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._parts

    def read(self, name: str) -> bytes:
        """The bytes of one part; no more of it is unpacked than the directory promises.

        Raises:
            InputError: no such part, a damaged one, or more than may be unpacked of one file.
        """
        part = self._parts.get(_plain(name))
        if part is None:
            raise broken(self.file.name, Message("damage.missing", part=name))
        self._most -= part.file_size
        if self._most < 0:
            raise _unpacks_to_too_much(self.file.name)
        try:
            with ZipFile(self.file.path) as archive, archive.open(part) as stream:
                # Asked for all, `zipfile` would unpack whatever is packed before it looks at the directory's size.
                return stream.read(part.file_size + 1)
        except _DAMAGES as error:
            raise broken(self.file.name, Message("damage.part", part=name)) from error

    def visit(self, name: str, visitor: V, *, keeps_prefixes: bool = False) -> V:
        """The visitor, once it has seen one part.

        Raises:
            InputError: no such part, a damaged one, or one that the visitor cannot understand.
        """
        content = self.read(name)
        try:
            visit(content, visitor, keeps_prefixes=keeps_prefixes)
        except TooManyCells as error:
            raise too_many_cells(self.file.name) from error
        except XmlError as error:
            where = Message("damage.in-part", part=name, line=error.line, what=error.what)
            raise broken(self.file.name, where) from error
        return visitor


def _parts(file: TableFile) -> Mapping[str, ZipInfo]:
    r"""The parts by name: programs write `Content.XML` and `xl\workbook.xml` for what others look up.

    Raises:
        InputError: no archive, an encrypted part, or too large a directory to be held.
    """
    if file.size > MOST_BYTES or read_head(file.path, MOST_BYTES).count(_ENTRY) > MOST_PARTS:
        raise _unpacks_to_too_much(file.name)
    try:
        with ZipFile(file.path) as archive:
            parts = archive.infolist()
    except _DAMAGES as error:
        raise broken(file.name, Message("damage.archive")) from error
    if any(part.flag_bits & _IS_ENCRYPTED for part in parts):
        raise encrypted(file.name)
    return {_plain(part.filename): part for part in parts}


def _plain(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/").lower()


def too_many_cells(name: str) -> InputError:
    return refusal("too-many-cells", name, Message("as-csv"), most=f"{MOST_CELLS // 1_000_000}")


def _unpacks_to_too_much(name: str) -> InputError:
    return refusal("unpacks-to-too-much", name, Message("as-csv"), most=f"{MOST_BYTES // 1_000_000} MB")


def broken(name: str, what: Message) -> InputError:
    """What is raised for a file that is damaged."""
    return refusal("broken-workbook", name, Message("save-again"), what=what)


def encrypted(name: str) -> InputError:
    return refusal("encrypted", name, Message("remove-password"))
