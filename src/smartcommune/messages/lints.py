"""What lints find, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

LINTS: Final[dict[str, tuple[str, str]]] = {
    "lint.unused-threshold": ("ngưỡng `{name}` không được dùng", "the threshold `{name}` is not used"),
}
