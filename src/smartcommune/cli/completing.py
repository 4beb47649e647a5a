"""A line that somebody types in a shell to the words that may come next, where typer does not know them itself."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any, Final

# In the environment where a shell asks for the words that may come next.
COMPLETED: Final = "_SMARTCOMMUNE_COMPLETE"
# Where the scripts put the line that is typed.
_LINES: Final = ("COMP_WORDS", "_TYPER_COMPLETE_ARGS")
# Values that may name a built-in rule set.
_RULESETS: Final = ("ID|FILE", "ID|FILE|FOLDER", "RULESET", "OLD", "NEW")


def is_asked() -> bool:
    """Whether a shell asks for words."""
    return COMPLETED in os.environ


def typed() -> Sequence[str]:
    """The words of the line that is to be completed, behind the name of the program."""
    from typer._completion_classes import completion_init

    completion_init()
    line = next((os.environ[name] for name in _LINES if name in os.environ), "")
    return line.split()[1:]


def values(_context: Any, parameter: Any, incomplete: str) -> list[Any]:
    """The values that a parameter may have and that begin as the last word does; none where it names a file."""
    from typer._click.shell_completion import CompletionItem

    metavar = parameter.metavar or ""
    known = metavar.split("|") if metavar.islower() else ()
    if metavar in _RULESETS:
        from smartcommune.rulesets.library import built_in

        known = tuple(built_in())
    return [CompletionItem(value) for value in known if value.startswith(incomplete)]
