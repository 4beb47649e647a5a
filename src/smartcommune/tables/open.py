"""The name of a file to its sheet: what the file holds chooses the reader, and its suffix where that is silent."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from smartcommune.messages import Listed, Message
from smartcommune.problems import UNREADABLE, InputError, Place, Problem, refusal
from smartcommune.source.files import files_in, is_folder, read_head
from smartcommune.source.table_files import TableFile, find_table
from smartcommune.tables.office.archive import Archive, encrypted
from smartcommune.tables.recognised import EMPTY_ZIP, OLE, PARQUET, RECORDS, ZIP
from smartcommune.tables.sheets.sheet import Sheet

# The name of the stream that holds an encrypted XLSX file, as the directory of its container writes it.
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
_MOST_OLE: Final = 200_000_000
_COMPRESSED: Final = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!")
# Many a system writes a web page, or XML, and calls it `.xls`.
_MARKUP: Final = (b"<?xml", b"<html", b"<!doctype", b"<table", b"<meta", b"mime-version:")
# Files of other kinds that are taken for tables, by their first bytes.
_OTHERS: Final = {
    b"%PDF": "pdf",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"ARROW1": "arrow",
    b"\xff\xff\xff\xff": "arrow",
    b"ORC": "orc",
    b"Obj\x01": "avro",
    b"SQLite format 3\x00": "database",
}
_DOCUMENTS: Final = ("word/document.xml", "ppt/presentation.xml")
# What a folder of sheets is made of.
_BOOKS: Final = (".xlsx", ".xlsm", ".xls", ".ods")
_JSON: Final = (".jsonl", ".ndjson", ".json")


def open_table(
    name: str, *, sheet: str | None = None, encoding: str | None = None, separator: str | None = None
) -> Sheet:
    """The table of a file, or of standard input for `-`.

    Args:
        name: the path of a CSV, TSV, XLSX, XLS, ODS, Parquet or JSON Lines file, or of a folder of workbooks.
        sheet: which sheet of a workbook, by name or number from 1.
        encoding: of a text; of the legacy fonts of a workbook.
        separator: between the cells of a text.

    Raises:
        InputError: no such file, or none that holds a table that can be read.
    """
    if is_folder(name):
        _sign(separator)
        return _of_folder(name, sheet, encoding)
    found = _of_file(name, sheet, encoding, _sign(separator))
    return found if sheet is None else found._replace(others=())


def _of_file(name: str, sheet: str | None, encoding: str | None, sign: str | None) -> Sheet:
    file = find_table(name)
    kind = _kind(file)
    if sign is not None and kind not in ("csv", "tsv"):
        raise refusal("no-separator", file.name)
    # Each reader is imported when a file needs it: the libraries behind them are large.
    if kind == "xlsx":
        from smartcommune.tables.office.xlsx import read_workbook

        return read_workbook(file, sheet, encoding)
    if kind == "ods":
        from smartcommune.tables.office.ods import read_ods

        return read_ods(file, sheet, encoding)
    if kind == "xls":
        from smartcommune.tables.office.xls import read_xls

        return read_xls(file, sheet, encoding)
    if sheet is not None:
        raise refusal("no-sheets", file.name)
    if kind == "parquet":
        from smartcommune.tables.sheets.parquet import read_parquet

        return read_parquet(file)
    if kind == "jsonl":
        from smartcommune.tables.text.jsonlines import read_json_lines

        return read_json_lines(file, encoding)
    from smartcommune.tables.text.delimited import read_delimited

    return read_delimited(file, kind, encoding, sign)


def _of_folder(folder: str, sheet: str | None, encoding: str | None) -> Sheet:
    """The sheets of the workbooks in a folder, in the order of their names; what cannot be opened is told for itself.

    Raises:
        InputError: there are none, or none can be opened.
    """
    names = files_in(folder)
    books = [name for name in names if PurePath(name).suffix.lower() in _BOOKS]
    if not books:
        raise InputError([Problem(UNREADABLE, Place(folder), Message("no-sheets-in-folder"))])
    parts: list[Sheet] = []
    problems: list[Problem] = []
    for name in books:
        try:
            parts.append(open_table(name, sheet=sheet, encoding=encoding))
        except InputError as error:
            problems += error.problems
    if not parts:
        raise InputError(problems)
    others = tuple(PurePath(name).name for name in names if name not in books)
    notes = (Message("folder-not-read", files=Listed(others)),) if others else ()
    apart = tuple(of_file(each, len(parts) + number) for number, each in enumerate(problems, 1))
    return parts[0]._replace(name=folder, sheet=None, rules=None, parts=tuple(parts), problems=apart, notes=notes)


def of_file(problem: Problem, row: int) -> Problem:
    """What is wrong with one file of a folder, as a problem of its row."""
    file = PurePath(problem.place.source).name
    message = Message("vertical.of-file", file=file, text=problem.message)
    return problem._replace(place=Place(problem.place.source, row), message=message)


def _sign(separator: str | None) -> str | None:
    """The character that an option means."""
    sign = {"tab": "\t", "\\t": "\t"}.get(separator or "", separator)
    if sign is None or (len(sign) == 1 and sign.isascii() and not sign.isalnum() and sign not in '"\r\n\x00'):
        return sign
    raise refusal("bad-separator", "--separator", separator=separator)


def _kind(file: TableFile) -> str:
    """What a file holds, by its first bytes; a text is JSON Lines or tab-separated by its suffix, else CSV.

    Raises:
        InputError: nothing, or something that is no table.
    """
    head = read_head(file.path, 4_096)
    suffix = PurePath(file.name).suffix.lower()
    if not head:
        raise refusal("empty-file", file.name)
    if head.startswith((ZIP, EMPTY_ZIP)):
        return _zipped(file)
    if head.startswith(OLE):
        if _ENCRYPTED_PACKAGE in read_head(file.path, _MOST_OLE):
            raise encrypted(file.name)
        return "xls"
    if head.startswith(RECORDS):
        return "xls"
    if head.startswith(PARQUET):
        return "parquet"
    other = next((kind for start, kind in _OTHERS.items() if head.startswith(start)), None)
    if other is not None:
        raise _other(file, other)
    if head.startswith(_COMPRESSED):
        raise refusal("compressed", file.name)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        raise refusal("markup", file.name, Message("as-xlsx"))
    if suffix in _JSON or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b'{"'):
        return "jsonl"
    return "tsv" if suffix in (".tsv", ".tab") else "csv"


def _zipped(file: TableFile) -> str:
    archive = Archive(file)
    if any(part in archive for part in _DOCUMENTS):
        raise _other(file, "document")
    if "content.xml" in archive:
        return "ods"
    if "[Content_Types].xml" in archive:
        return "xlsx"
    raise refusal("compressed", file.name)


def _other(file: TableFile, kind: str) -> InputError:
    return refusal("other-file", file.name, Message("as-table"), kind=Message(f"other-file.{kind}"))
