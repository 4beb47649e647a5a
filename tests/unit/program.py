"""The source text of the program, each module parsed once, for tests that read it."""

from __future__ import annotations

import ast
from pathlib import Path

import smartcommune

ROOT = Path(smartcommune.__file__).parent


def _modules() -> dict[str, ast.Module]:
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix("__init__").removesuffix(".")
        found[name] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return found


# Every module by its name below `smartcommune`, and all that stands in it.
MODULES = _modules()
NODES = {name: tuple(ast.walk(tree)) for name, tree in MODULES.items()}
