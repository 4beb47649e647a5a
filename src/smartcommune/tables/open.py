"""The name of a file to its sheet: what the file holds chooses the reader, and its suffix where that is silent."""

from __future__ import annotations

from pathlib import PurePath

from smartcommune.files import TableFile, find_table, read_head
from smartcommune.messages import Message
from smartcommune.problems import InputError, Place, Problem
from smartcommune.tables.sheet import Sheet

_ZIP = b"PK\x03\x04"


def open_table(
    name: str, *, sheet: str | None = None, encoding: str | None = None, separator: str | None = None
) -> Sheet:
    """The table of a file, or of standard input for `-`.

    Args:
        name: the path of a CSV, TSV, XLSX, XLS, ODS, Parquet or JSON Lines file.
        sheet: which sheet of a workbook, by name or number from 1.
        encoding: of a text; of the legacy fonts of a workbook.
        separator: between the cells of a text.

    Raises:
        InputError: no such file, or none that holds a table that can be read.
    """
    file = find_table(name)
    kind = _kind(file)
    if kind == "xlsx":
        from smartcommune.tables.workbook import read_workbook  # openpyxl is imported only for workbooks

        return read_workbook(file, sheet, encoding)
    from smartcommune.tables.delimited import read_delimited

    return read_delimited(file, kind, encoding, separator)


def _kind(file: TableFile) -> str:
    head = read_head(file.path, 8)
    if not head:
        raise InputError([Problem("empty-file", Place(file.name), Message("empty-file"))])
    if head.startswith(_ZIP):
        return "xlsx"
    return "tsv" if PurePath(file.name).suffix.lower() in (".tsv", ".tab") else "csv"
