"""What is said about which rule set applies when, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

RULESETS: Final[dict[str, tuple[str, str]]] = {}
