"""The container of XLS files: streams of many sectors, short ones, and tables that lead nowhere."""

from __future__ import annotations

import struct

import pytest

from smartcommune.tables.office.container import Container

FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def entry(name: str, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    return encoded.ljust(64, b"\x00") + struct.pack("<H50xII4x", len(encoded) + 2, start, size)


def sectors(content: bytes) -> list[bytes]:
    return [content[at : at + 512].ljust(512, b"\x00") for at in range(0, len(content), 512)]


def container(stream: bytes, chain: list[int] | None = None, name: str = "Workbook") -> bytes:
    """A file with one stream of full sectors: table, directory, stream."""
    parts = sectors(stream)
    following = [*range(3, len(parts) + 2), END] if chain is None else chain
    table = struct.pack(f"<{2 + len(following)}I", TABLE, END, *following).ljust(512, b"\xff")
    directory = (entry("Root Entry", END, 0) + entry(name, 2, len(stream))).ljust(512, b"\x00")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack("<22xH", 9) + struct.pack("<12xII", 1, 1)
    header += struct.pack("<4xIIIII", 4096, END, 0, END, 0) + struct.pack("<109I", 0, *[FREE] * 108)
    assert len(header) == 512
    return header + table + directory + b"".join(parts)


STREAM = bytes(range(256)) * 20


@pytest.mark.parametrize("name", ["Workbook", "Book"])
def test_a_stream_is_put_together(name: str) -> None:
    """Sector by sector, cut to its length."""
    assert Container(container(STREAM, name=name)).workbook() == STREAM


def test_sectors_may_stand_in_any_order() -> None:
    """The table says which follows which."""
    parts = sectors(STREAM)
    turned = parts[0] + b"".join(reversed(parts[1:]))
    last = len(parts) + 1
    chain = [last, END, *range(3, last)]
    assert Container(container(turned, chain)).workbook() == STREAM


def test_a_file_without_a_workbook_has_none() -> None:
    """As a text document of the same time."""
    assert Container(container(STREAM, name="WordDocument")).workbook() is None


@pytest.mark.parametrize("chain", [[2], [3, 2], [99], [3, 4, 5, 3]])
def test_a_chain_that_leads_nowhere_is_refused(chain: list[int]) -> None:
    """Round in a circle, or out of the file."""
    with pytest.raises(ValueError, match="wrong chain"):
        Container(container(STREAM, chain)).workbook()


@pytest.mark.parametrize("size", [0, 8, 40, 511, 512, 1_000, 1_536, 3_000])
def test_a_file_cut_short_is_refused(size: int) -> None:
    """Wherever it ends."""
    with pytest.raises(ValueError, match=r"no container|cut short"):
        Container(container(STREAM)[:size])


def test_a_large_table_is_listed_in_sectors_of_its_own() -> None:
    """The header has room for 109; more follow it, chained."""
    content = bytearray(container(STREAM))
    where = len(content) // 512 - 1
    struct.pack_into("<I", content, 68, where)
    struct.pack_into("<I", content, 44, 110)
    content[80:512] = struct.pack("<108I", *[where + 1] * 108)
    content += struct.pack("<128I", where + 1, *[FREE] * 126, END) + b"\xff" * 512
    assert Container(bytes(content)).workbook() == STREAM
