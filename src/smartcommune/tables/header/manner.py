"""How the cells of one column are written: which words, which decimal mark, which scale."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from smartcommune.model.indicator import Indicator
from smartcommune.tables.header.folding import bare, folded, word

POINT: Final = "point"
COMMA: Final = "comma"

# What stands for yes and for no in a cell.
YES: Final = frozenset(
    map(word, ("x", "✓", "✔", "☑", "có", "co", "đã có", "đạt", "dat", "đã đạt", "đúng", "true", "yes", "1"))
)
NO: Final = frozenset(
    map(
        word,
        ("không", "khong", "ko", "chưa", "chua", "không có", "khong co", "chưa có", "chua co", "không đạt", "khong dat",
         "chưa đạt", "chua dat", "sai", "false", "no", "0"),
    )
)  # fmt: skip


class SaidWords(NamedTuple):
    """The words that a map declares, by what they mean."""

    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    not_applicable: frozenset[str] = frozenset()


class Manner(NamedTuple):
    """How the cells of one column are written.

    `marks` are the decimal marks that may occur; `preferred` is the one that other cells of the column show, and
    decides only where one cell has two readings.
    """

    indicator: Indicator
    is_fact: bool = True  # not so the name of the commune, where every text is itself, and the days of the row
    is_office: bool = False  # from a spreadsheet, where `#DIV/0!` and `=A1` are no texts
    is_fraction: bool = False  # 0.852 means 85.2 %
    is_percent: bool = False  # 0.852 means 0.852 %: somebody said so
    digits: int = 0  # how many a code has: one that is stored as a number may have lost zeros
    marks: tuple[str, ...] = (POINT, COMMA)
    preferred: str | None = None
    said: SaidWords = SaidWords()
    choices: Mapping[str, str | None] = {}  # of an enumeration: folded text to value, None where it is not clear


def choices_of(indicator: Indicator) -> dict[str, str | None]:
    """What the values of an enumeration may be called: ids first, then labels, then both without accents."""
    found: dict[str, str | None] = {folded(value): value for value in indicator.values}
    for fold in (folded, lambda text: bare(folded(text))):
        level: dict[str, str | None] = {}
        for value, label in indicator.values.items():
            for text in {fold(name) for name in (value, label.vi, label.en, *indicator.value_aliases.get(value, ()))}:
                level[text] = value if level.get(text, value) == value else None
        found = level | found
    return found


def is_answer(text: str, indicator: Indicator) -> bool:
    """Whether a text says yes or no, or which value it is, where that is asked."""
    if indicator.type == "boolean":
        return word(text) in YES | NO
    return folded(text) in choices_of(indicator) or bare(folded(text)) in choices_of(indicator)
