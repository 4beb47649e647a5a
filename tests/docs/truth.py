"""The truth tables of `docs/semantics.md`, from the logic that the tool uses (`python -m tests.docs` writes them)."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Final

from smartcommune.logic import (
    ANYTHING,
    MET,
    NOT_APPLICABLE,
    NOT_MET,
    Possible,
    all_of,
    any_of,
    applied,
    at_least_members,
    at_least_percent,
    counted,
    negate,
    outcome_of,
)

PAGE: Final = Path(__file__).parents[2] / "docs" / "semantics.md"
BETWEEN: Final = re.compile(r"(?<=<!-- truth tables -->\n).*?(?=<!-- end of truth tables -->)", re.DOTALL)
# An unknown fact may also turn out not to apply.
VALUES: Final[dict[str, Possible]] = {
    "met": MET,
    "not met": NOT_MET,
    "unknown": ANYTHING,
    "not applicable": NOT_APPLICABLE,
}


def name(possible: Possible) -> str:
    """An outcome in words."""
    return outcome_of(possible).value.replace("_", " ")


def tables() -> str:
    """All of them, the negation first."""
    return "\n".join((_negation(), _two_members(), _application()))


def _negation() -> str:
    return _table(("a", "`not` a"), [(word, name(negate(value))) for word, value in VALUES.items()])


def _two_members() -> str:
    """A group of two; their order does not matter."""
    head = (
        "members",
        "`all_of`",
        "`any_of`",
        "`none_of`",
        *(f"`at_least` {need}" for need in ("2", "50%", "60%")),
        "`at_most` 1",
    )
    rows = []
    for one, other in combinations_with_replacement(VALUES, 2):
        members = [VALUES[one], VALUES[other]]
        cells = [
            all_of(members),
            any_of(members),
            negate(any_of(members)),
            counted(members, at_least_members(2)),
            counted(members, at_least_percent(Fraction(50))),
            counted(members, at_least_percent(Fraction(60))),
            negate(counted(members, at_least_members(2))),
        ]
        rows.append((f"{one}, {other}", *map(name, cells)))
    return _table(head, rows)


def _application() -> str:
    """A criterion with `applies_when`."""
    rows = [
        (f"**{word}**", *(name(applied(applies, test)) for test in VALUES.values())) for word, applies in VALUES.items()
    ]
    return _table(("`applies_when` ↓, `test` →", *VALUES), rows)


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def written(text: str) -> str:
    """The page with its tables as they should be."""
    return BETWEEN.sub(lambda _: tables(), text)
