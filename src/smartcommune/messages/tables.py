"""What is said about the files that tables come in, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

TABLES: Final[dict[str, tuple[str, str]]] = {}
