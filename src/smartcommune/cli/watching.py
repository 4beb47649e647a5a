"""A run again and again, each time when something of what it rests on has changed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from time import sleep
from typing import Final, NoReturn

from smartcommune.cli.rule_paths import rule_files
from smartcommune.cli.streams import show
from smartcommune.messages import Amount, Language, Message
from smartcommune.rulesets.library import rules_root
from smartcommune.source.files import Stamp, stamps, yaml_files

# Seconds between two looks: nobody waits for it, and it costs nothing.
_BETWEEN: Final = 0.5


def watch(paths: Sequence[str], option: str, language: Language) -> NoReturn:
    """Run the call without this option whenever a rule file changes, comes or goes, until somebody ends it.

    Every run is a process of its own: nothing that was read before is remembered there.
    """
    call = [sys.executable, "-m", "smartcommune", *(word for word in sys.argv[1:] if word != option)]
    again(lambda: stamps(_watched(paths)), lambda seen: _run(call, seen, language), lambda: sleep(_BETWEEN))


def again(
    look: Callable[[], frozenset[Stamp]], run: Callable[[frozenset[Stamp]], None], wait: Callable[[], None]
) -> NoReturn:
    """Look, run where something else is seen than before, and wait; what changes during a run is seen after it."""
    before: frozenset[Stamp] | None = None
    while True:
        seen = look()
        if seen != before:
            run(seen)
        else:
            wait()
        before = seen


def _run(call: Sequence[str], seen: frozenset[Stamp], language: Language) -> None:
    subprocess.run(call, check=False)  # noqa: S603  # the call that the user has made
    said = Message("watching", files=Amount(len(seen), "noun.file")).say(language)
    show(f"{said}\n", sys.stderr, color=False)


def _watched(paths: Sequence[str]) -> Iterable[str]:
    """The files that are asked for, and all others under their roots: they may rest on these."""
    names = rule_files(paths).names
    roots = {str(rules_root(Path(name))) for name in names}
    return {*names, *(found for root in roots for found in yaml_files(root))}
