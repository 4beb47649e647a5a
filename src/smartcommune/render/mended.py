"""Files that were put right to what was done in them, line by line, and to a unified diff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import unified_diff
from typing import Final

from smartcommune.authoring.report import Mended
from smartcommune.messages import Language
from smartcommune.render.safe import terminal

_NO_END: Final = "\\ No newline at end of file\n"


def fixes(found: Iterable[Mended], language: Language) -> str:
    """A line for each fix that was used or held back."""
    said = (fixed.sentence.say(language) for mended in found for fixed in mended.fixes)
    return "".join(f"{terminal(line)}\n" for line in said)


def unified(found: Iterable[Mended], *, is_shown: bool = False) -> str:
    """What changes, as `patch` and `git apply` read it; on a terminal nothing in it acts."""
    lines = (line for mended in found for line in _changes(mended))
    return "".join(f"{terminal(line.rstrip())}\n" if is_shown else line for line in lines)


def _changes(mended: Mended) -> Iterator[str]:
    before, after = (source.text.splitlines(keepends=True) for source in (mended.before, mended.after))
    for line in unified_diff(before, after, mended.before.name, mended.after.name):
        yield line
        if not line.endswith(("\n", "\r")):
            yield "\n" + _NO_END
