"""What is said about what cases exercise, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

COVERAGE: Final[dict[str, tuple[str, str]]] = {}
