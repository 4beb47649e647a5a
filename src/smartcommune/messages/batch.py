"""What is said about whole tables of communes, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

BATCH: Final[dict[str, tuple[str, str]]] = {}
