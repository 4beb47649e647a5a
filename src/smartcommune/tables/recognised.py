"""The name of a file to whether it holds a table: by its first bytes, and by its suffix where these are silent.

Whoever gives a table where a profile may stand is not told that the table is no profile.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from smartcommune.source.files import head_of, is_folder

# An archive of ZIP, of which many an office file is one, and one of nothing; a container of older office files; their
# records without one.
ZIP: Final = b"PK\x03\x04"
EMPTY_ZIP: Final = b"PK\x05\x06"
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Excel wrote its records (MS-XLS, 2.4.21) without a container around them until version 4.0; some programs do so still.
RECORDS: Final = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x08\x10\x00",
)
PARQUET: Final = b"PAR1"

_TABLES: Final = (".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xls", ".ods", ".parquet", ".jsonl", ".ndjson")
_PROFILES: Final = (".yaml", ".yml", ".json")
_MOST: Final = 4_096


def is_table(name: str) -> bool:
    """Whether a file, or a folder of them, is read as a table; one that cannot be read is what its name says."""
    suffix = PurePath(name).suffix.lower()
    if suffix in _TABLES or is_folder(name):
        return True
    head = head_of(name, _MOST)
    return head.startswith((ZIP, EMPTY_ZIP, OLE, *RECORDS, PARQUET)) or (suffix not in _PROFILES and _has_cells(head))


def _has_cells(head: bytes) -> bool:
    """Whether a text looks like cells in rows: profiles are UTF-8, and their first words are keys."""
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason != "unexpected end of data":  # the last character of a longer text is cut in two
            return True
        text = head[: error.start].decode("utf-8")
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    return "\0" in text or (":" not in first and any(sign in first for sign in "\t;,"))
