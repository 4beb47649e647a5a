"""All lints, in the order of their ids."""

from __future__ import annotations

from typing import Final

from smartcommune.authoring.lint import Lint
from smartcommune.authoring.lints import unused_threshold

LINTS: Final[dict[str, Lint]] = {module.LINT.id: module.LINT for module in (unused_threshold,)}
