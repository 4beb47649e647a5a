"""All lints, in the order of their ids: each module here that has a `LINT` is one."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import Final

from smartcommune.authoring.lint import Lint

_MODULES: Final = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]
LINTS: Final[dict[str, Lint]] = {module.LINT.id: module.LINT for module in _MODULES if hasattr(module, "LINT")}
