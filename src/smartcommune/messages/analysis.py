"""What is said about rules as a whole: what is missing, what would change, what differs, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

ANALYSIS: Final[dict[str, tuple[str, str]]] = {}
