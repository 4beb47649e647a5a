"""A zipped file (XLSX, ODS) to the list of its parts, once it is known that they unpack to something reasonable."""

from __future__ import annotations

import struct
import zlib
from typing import Final, TypeVar
from zipfile import BadZipFile, ZipFile

from smartcommune.messages import Message
from smartcommune.problems import InputError, Place, Problem
from smartcommune.source.files import TableFile
from smartcommune.tables.office.xml import MOST_CELLS, TooManyCells, Visitor, XmlError, visit

# A sheet of 3,321 rows and 60 columns unpacks to about 10 MB; a million full rows do not belong in a workbook.
MOST_UNPACKED: Final = 200_000_000
MOST_PARTS: Final = 10_000
# Sheets shrink to a tenth or, where most cells are alike, to a hundredth; what shrinks further and is large is a bomb.
MOST_RATIO: Final = 200
_SMALL: Final = 20_000_000
_IS_ENCRYPTED: Final = 0x1

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
        try:
            with ZipFile(file.path) as archive:
                parts = archive.infolist()
        except _DAMAGES as error:
            raise broken(file.name, error) from error
        if any(part.flag_bits & _IS_ENCRYPTED for part in parts):
            raise encrypted(file.name)
        size = sum(part.file_size for part in parts)
        if size > MOST_UNPACKED or len(parts) > MOST_PARTS or size > max(_SMALL, file.size * MOST_RATIO):
            message = Message("unpacks-to-too-much", most=f"{MOST_UNPACKED // 1_000_000} MB")
            raise InputError([Problem("unpacks-to-too-much", Place(file.name), message, Message("as-csv"))])
        self.names = frozenset(part.filename for part in parts)

    def read(self, name: str) -> bytes:
        """The bytes of one part, at most as many as its directory entry says.

        Raises:
            InputError: no such part, or a damaged one.
        """
        try:
            with ZipFile(self.file.path) as archive:
                return archive.read(name)
        except _DAMAGES as error:
            raise broken(self.file.name, error) from error

    def visit(self, name: str, visitor: V, *, keeps_prefixes: bool = False) -> V:
        """The visitor, once it has seen one part.

        Raises:
            InputError: no such part, a damaged one, or one that the visitor cannot understand.
        """
        content = self.read(name)
        try:
            visit(content, visitor, keeps_prefixes=keeps_prefixes)
        except TooManyCells as error:
            raise _too_many_cells(self.file.name) from error
        except (XmlError, ValueError, KeyError, IndexError) as error:
            raise broken(self.file.name, error) from error
        return visitor


def _too_many_cells(name: str) -> InputError:
    message = Message("too-many-cells", most=f"{MOST_CELLS // 1_000_000}")
    return InputError([Problem("too-many-cells", Place(name), message, Message("as-csv"))])


def broken(name: str, error: BaseException) -> InputError:
    """What is raised for a file that is damaged; the library's own words say how."""
    reason = " ".join(str(error).split()) or type(error).__name__
    return InputError([Problem("broken-workbook", Place(name), Message("broken-workbook", reason=reason))])


def encrypted(name: str) -> InputError:
    return InputError([Problem("encrypted", Place(name), Message("encrypted"), Message("remove-password"))])
