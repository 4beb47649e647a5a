"""A text to a scalar of YAML that reads as that text: plain where that is safe, else in double quotes."""

from __future__ import annotations

import json
import re
from typing import Final

from smartcommune.render.safe import terminal

_PLAIN: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.%/-]*")


def scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else quoted(text)


def quoted(text: str) -> str:
    """A text in double quotes; JSON's escapes are YAML's too."""
    return json.dumps(terminal(text), ensure_ascii=False)
