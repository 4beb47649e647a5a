"""The source text of the program, each module parsed once, and only where a test reads it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import smartcommune

ROOT = Path(smartcommune.__file__).parent


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix("__init__").removesuffix(".")


# Every module by its name below `smartcommune`.
MODULES = {_name(path): path for path in sorted(ROOT.rglob("*.py"))}


@cache
def tree(module: str) -> ast.Module:
    """What stands in a module."""
    return ast.parse(MODULES[module].read_text(encoding="utf-8"), str(MODULES[module]))


@cache
def nodes(module: str) -> tuple[ast.AST, ...]:
    """All of it, however deep."""
    return tuple(ast.walk(tree(module)))
