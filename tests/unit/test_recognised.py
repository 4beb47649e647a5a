"""What is read as a table: by its first bytes, and by its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from smartcommune.tables.recognised import is_table


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.xlsx", b"", True),
        ("a.CSV", b"a: 1", True),
        ("a.yaml", b"PK\x03\x04...", True),
        ("a.json", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", True),
        ("a", b"PAR1...", True),
        ("a.txt", "Mã\tTên".encode("utf-16"), True),
        ("a.txt", "Mã;Tên\n1;Tân".encode(), True),
        ("a.txt", "# Xã\nfacts: {a: 1, b: 2}".encode(), False),
        ("a.txt", "facts:\n  a: Xã".encode() + b"x" * 4068 + "ã".encode(), False),
        ("a.yaml", b"a,b\n1,2", False),
        ("a.json", b'{"facts": {}}', False),
        ("a.yaml", b"\xe3\xff", False),
        ("a.txt", b"", False),
    ],
)
def test_a_table_is_known(tmp_path: Path, name: str, content: bytes, expected: bool) -> None:
    """Office files by their first bytes whatever they are called; texts by their names, others by their first line."""
    (tmp_path / name).write_bytes(content)
    assert is_table(str(tmp_path / name)) is expected


def test_a_file_that_is_not_there_is_what_its_name_says() -> None:
    """Whoever reads it says that it is not there."""
    assert is_table("nowhere.xlsx")
    assert not is_table("nowhere.yaml")
