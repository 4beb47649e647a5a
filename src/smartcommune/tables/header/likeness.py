"""A header that is no name to the name that it resembles, and whether so closely that somebody has to say what it is.

A name but for two letters, or for a short form that offices use, is most likely meant; what only resembles one is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Final, NamedTuple

from smartcommune.tables.header.folding import bare, folded
from smartcommune.tables.header.header_names import heading_of
from smartcommune.tables.header.heading_parts import cells_of
from smartcommune.tables.header.marks import field_of, without_marks
from smartcommune.tables.header.qualifiers import SHORT_FORMS

_MOST_LETTERS: Final = 120
_CUTOFF: Final = 0.75
# Letters that may be wrong in a name of at least so many; in a shorter one they make another word.
_SLIPS: Final = ((9, 2), (6, 1))
_FIGURES: Final = re.compile("[0-9]+")
_SEEN: Final = 4096


class Likeness(NamedTuple):
    """An indicator that a header resembles."""

    target: str
    name: str  # what it is called there
    is_near: bool  # nothing but a slip or a short form lies between


def likeness_of(header: str, names: Mapping[str, str]) -> Likeness | None:
    """What a header resembles most."""
    text = cells_of(header)[-1][:_MOST_LETTERS]
    forms = [form for form in (text, field_of(text)) if form]
    for form in forms:
        for name, target in names.items():
            if _is_near(_base(form), _base(name)):
                return Likeness(target, name, is_near=True)
    known = {bare(_base(name)): name for name in names}
    for form in forms:
        close = get_close_matches(bare(_base(form)), known, n=1, cutoff=_CUTOFF)
        if close:
            return Likeness(names[known[close[0]]], known[close[0]], is_near=False)
    return None


@lru_cache(_SEEN)
def _base(text: str) -> str:
    """The words of a header that name something, in small letters."""
    return heading_of(without_marks(text)).base


def _is_near(found: str, name: str) -> bool:
    """Whether two headers differ by a slip or by short forms only; figures in them are no letters."""
    if _FIGURES.findall(found) != _FIGURES.findall(name):
        return False
    spelt = (lambda text: bare(text)) if found == bare(found) else (lambda text: text)
    return any(_differ_by_slip(spelt(form(found)), spelt(form(name))) for form in (str, _long))


def _differ_by_slip(one: str, other: str) -> bool:
    length = min(len(one), len(other))
    most = next((slips for least, slips in _SLIPS if length >= least), 0)
    if abs(len(one) - len(other)) > most or _distance(one, other, most) > most:
        return False
    words, others = one.split(), other.split()
    return len(words) != len(others) or all(map(_is_same_word, words, others))


def _is_same_word(one: str, other: str) -> bool:
    """Whether most letters of a word are right: `Số tổ …` is not `Có tổ …`."""
    length = min(len(one), len(other))
    return one == other or 2 * _distance(one, other, length) <= length


def _distance(one: str, other: str, most: int) -> int:
    """How many letters are to be changed, left out or put in, or two exchanged; more than `most` is not counted."""
    above: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, above, row = above, row, [i]
        for j, against in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


@lru_cache(_SEEN)
def _long(text: str) -> str:
    """The words with short forms written out."""
    return _SHORT.sub(lambda found: _LONG[found.group()], text)


def _spelt(forms: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Short forms as folded headers have them, with accents and without."""
    for short, long in forms.items():
        yield bare(folded(short)), bare(folded(long))
    for short, long in forms.items():
        yield folded(short), folded(long)


_LONG: Final = dict(_spelt(SHORT_FORMS))
_SHORT: Final = re.compile(rf"(?<!\S)(?:{'|'.join(sorted(map(re.escape, _LONG), key=len, reverse=True))})(?!\S)")
