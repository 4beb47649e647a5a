"""The container of an XLS file (MS-CFB) to the stream that holds its workbook."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

_FREE: Final = 0xFFFFFFFF
_LAST: Final = 0xFFFFFFFA  # sector numbers from here on mark ends and tables
_ENTRY: Final = 128  # bytes of a directory entry
_SHORT: Final = 64  # bytes of a sector of a short stream
_NAMES: Final = ("Workbook", "Book")


class Entry(NamedTuple):
    """What the directory says of a stream."""

    name: str
    start: int
    size: int


class Container:
    """The sectors of a file, in the order that its allocation table gives them.

    Raises:
        ValueError: a sector lies outside the file, or the table is none.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            self._size = 1 << min(struct.unpack_from("<H", content, 30)[0], 16)
            self._sectors = [content[at : at + self._size] for at in range(self._size, len(content), self._size)]
            self._table = [entry for number in self._tables() for entry in self._numbers(number)]
        except (struct.error, IndexError) as error:
            raise ValueError("no container") from error
        used = max((number for number, entry in enumerate(self._table) if entry != _FREE), default=-1)
        if not 0 <= used < len(self._sectors):
            raise ValueError("cut short")

    def workbook(self) -> bytes | None:
        """The stream of the workbook, if there is one; short streams share the sectors of the root's stream.

        Raises:
            ValueError: its sectors do not follow from each other.
        """
        entries = list(self._entries())
        found = next((entry for entry in entries if entry.name in _NAMES), None)
        (least,) = struct.unpack_from("<I", self._content, 56)
        if found is None or found.size >= least:
            return found and _joined(self._sectors, self._table, found.start)[: found.size]
        (first,) = struct.unpack_from("<I", self._content, 60)
        table = [entry for (entry,) in struct.iter_unpack("<I", _joined(self._sectors, self._table, first))]
        shared = _joined(self._sectors, self._table, entries[0].start)
        short = [shared[at : at + _SHORT] for at in range(0, len(shared), _SHORT)]
        return _joined(short, table, found.start)[: found.size]

    def _entries(self) -> Iterator[Entry]:
        (first,) = struct.unpack_from("<I", self._content, 48)
        directory = _joined(self._sectors, self._table, first)
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            (length,) = struct.unpack_from("<H", directory, at + 64)
            name = directory[at : at + min(max(length - 2, 0), 64)].decode("utf-16-le", "replace")
            yield Entry(name, *struct.unpack_from("<II", directory, at + 116))

    def _tables(self) -> Iterator[int]:
        """The sectors of the allocation table: 109 are listed in the header, the others in sectors of their own."""
        (count,) = struct.unpack_from("<I", self._content, 44)
        listed = list(struct.unpack_from("<109I", self._content, 76))
        (following,) = struct.unpack_from("<I", self._content, 68)
        while following < _LAST and len(listed) < count:
            *more, following = self._numbers(following)
            listed += more
        yield from listed[: min(count, len(listed))]

    def _numbers(self, sector: int) -> tuple[int, ...]:
        return struct.unpack(f"<{self._size // 4}I", self._sectors[sector])


def _joined(sectors: Sequence[bytes], table: Sequence[int], first: int) -> bytes:
    """The sectors of one stream, each followed by the one that the table names."""
    found: list[bytes] = []
    while first < _LAST:
        if first >= min(len(table), len(sectors)) or len(found) > len(table):
            raise ValueError("wrong chain")
        found.append(sectors[first])
        first = table[first]
    return b"".join(found)
