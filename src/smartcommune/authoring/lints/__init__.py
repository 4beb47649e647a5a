"""All lints, in the order of their ids: each module here that has a `check` is one, and its constants are its page."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Final

from smartcommune.authoring.lint import Lint


def _lint(module: ModuleType) -> Lint:
    """The lint of a module, which is called as the module is."""
    page = {field: getattr(module, field.upper()) for field in Lint._fields if hasattr(module, field.upper())}
    id = module.__name__.rpartition(".")[2].replace("_", "-")
    return Lint(id=id, check=module.check, **page)


_MODULES: Final = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
_FOUND: Final = [_lint(module) for module in _MODULES if hasattr(module, "check")]
LINTS: Final[dict[str, Lint]] = {lint.id: lint for lint in _FOUND}
