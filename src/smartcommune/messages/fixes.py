"""What puts a problem right, and what is said of it once it is done or held back, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

FIXES: Final[dict[str, tuple[str, str]]] = {
    "fix.write": ("viết `{text}`", "write `{text}`"),
}
