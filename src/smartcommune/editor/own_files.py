"""File names and texts to whether they are rule files or cases: of everything else the editor is told nothing."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

from smartcommune.rulesets.library import CASES
from smartcommune.source.files import YAML

_KEY: Final = re.compile(r"""^["']?(?P<key>[A-Za-z_]\w*)["']?[ \t]*:""", re.MULTILINE)
_RULES: Final = ({"format", "id"}, {"format", "ruleset"})
_FOLDER: Final = "rules"


def is_own(name: str, text: str) -> bool:
    """Whether a YAML file lies below a folder called `rules`, or begins as rule files and files of cases do."""
    path = PurePath(name)
    if path.suffix.lower() not in YAML:
        return False
    if name.endswith(CASES) or _FOLDER in path.parts[:-1]:
        return True
    keys = {match["key"] for match in _KEY.finditer(text)}
    return any(wanted <= keys for wanted in _RULES)
