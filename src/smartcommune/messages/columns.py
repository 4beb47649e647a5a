"""What is said about the columns and cells of tables, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

COLUMNS: Final[dict[str, tuple[str, str]]] = {}
