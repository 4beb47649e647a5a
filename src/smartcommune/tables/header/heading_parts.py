"""The cells of a column's header, from the top down, to the name that one of them has and what the others make of it.

`Mục tiêu đến năm 2025` over the name of an indicator makes another figure of it, `Hạ tầng số` does not: the words that
do stand in `qualifiers`. A header that names nothing is read once more in itself, for the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from smartcommune.tables.header.folding import bare, folded
from smartcommune.tables.header.header_names import Heading, Name, Naming, heading_of
from smartcommune.tables.header.marks import field_of, without_marks
from smartcommune.tables.header.qualifiers import AROUND_YEARS, NO_COLUMN, OTHER_FIGURES, PLAIN, PLAIN_APART, YES_COLUMN

# Between the cells of a header; a cell that has it is written without the spaces.
BETWEEN: Final = " / "
PLAIN_KIND: Final = "plain"
EVIDENCE: Final = "evidence"
# A header of more words than this is a sentence.
_MOST_WORDS: Final = 40
_YEAR: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_DAY: Final = re.compile(r"(?<![0-9])[0-9]{1,2}\s*[/.-]\s*(?:[0-9]{1,2}\s*[/.-]\s*)?(?=(?:19|20)[0-9]{2}(?![0-9]))")
# Behind a whole name, with whatever brackets of its own.
_BEHIND: Final = re.compile(r"(?P<name>.*\S)\s*[(\[](?P<words>[^()\[\]]*)[)\]]\s*", re.S)
_COUNTED: Final = re.compile(r"[0-9]{1,2}")
_SEEN: Final = 4096


class Part(NamedTuple):
    """What one cell of a header says about the figure that another one names."""

    text: str
    kind: str | None  # of `OTHER_FIGURES`, plain, or None where nobody knows
    years: tuple[int, ...] = ()
    is_apart: bool = True  # in a cell of its own

    def is_other(self, year: int | None) -> bool:
        """Whether the figure is not the one of that year; with no year, every figure of a year is another."""
        if self.kind not in (None, PLAIN_KIND):
            return True
        if not self.years or self.kind is None:
            return False
        return year is None or not min(self.years) <= year <= max(self.years)

    @property
    def is_other_beside(self) -> bool:
        """Whether words in the cell of a name make something else of it, whatever the year."""
        return not self.is_apart and self.kind not in (None, PLAIN_KIND)

    def why(self, year: int | None) -> str | None:
        """What makes another figure of it."""
        if self.kind == PLAIN_KIND:
            return "year" if self.is_other(year) else None
        return self.kind


class Reading(NamedTuple):
    """What a header names, and what its other parts say about that."""

    names: tuple[Name, ...]
    heading: Heading
    parts: tuple[Part, ...] = ()

    @property
    def is_evidence(self) -> bool:
        """Whether it is the evidence of a figure, and no figure."""
        return any(part.kind == EVIDENCE for part in self.parts)

    def other(self, year: int | None) -> Part | None:
        """The part that makes another figure of what is named."""
        return next((part for part in self.parts if part.is_other(year)), None)


def years_of(parts: Iterable[Part]) -> tuple[int, ...]:
    """The years of which a figure is, by the parts of its header."""
    return tuple(year for part in parts if part.kind == PLAIN_KIND for year in part.years)


def cells_of(header: str) -> tuple[str, ...]:
    """The cells of a header, from the top down."""
    return tuple(header.split(BETWEEN))


def joined(cells: Iterable[str]) -> str:
    """The cells of a header in one text."""
    return BETWEEN.join(cell.replace(BETWEEN, "/") for cell in cells)


def reading_of(header: str, naming: Naming, unit: Heading | None = None, *, by_words: bool = True) -> Reading | None:
    """What a header names: as a whole, by its lowest cell that is a name, or else by the words of that cell."""
    cells = cells_of(header)
    behind = _BEHIND.fullmatch(header)
    if behind is not None and part_of(behind["words"]).kind == EVIDENCE:
        found = reading_of(behind["name"], naming, unit, by_words=by_words)
        return found and found._replace(parts=(*found.parts, part_of(behind["words"])._replace(is_apart=False)))
    for heading in _headings(header, unit):
        if names := naming.of(heading):
            return Reading(names, heading)
    for position in reversed(range(len(cells))):
        found = _by_cell(cells, position, naming, unit)
        if found is not None:
            return found
    return _by_words(cells, naming, unit) if by_words else None


def _by_cell(cells: Sequence[str], position: int, naming: Naming, unit: Heading | None) -> Reading | None:
    """The reading by one cell; below it may only stand what is known to say something about a figure."""
    above = tuple(part_of(cell) for cell in cells[:position])
    below = tuple(part_of(cell) for cell in cells[position + 1 :])
    if any(part.kind is None for part in below):
        return None
    for heading in _headings(cells[position], unit):
        if names := naming.of(heading):
            return Reading(names, heading, (*above, *below))
    return None


def _by_words(cells: Sequence[str], naming: Naming, unit: Heading | None) -> Reading | None:
    """The reading of a lowest cell that has a name and known words before or behind it."""
    heading = heading_of(without_marks(cells[-1]))
    words = heading.base.split()
    if len(words) > _MOST_WORDS:
        return None
    given = unit if unit is not None and heading.unit is None else heading
    above = tuple(part_of(cell) for cell in cells[:-1])
    for end, years in _ends(words):
        for at in range(1, end):
            for name, rest in ((words[:at], words[at:end]), (words[at:end], words[:at])):
                part = _inner_part(" ".join(rest))
                base = " ".join(word for word in name if word != "%")
                unit_known = given if given.unit or "%" not in name else given._replace(unit="percent", unit_text="%")
                if part is not None and (names := naming.of(unit_known._replace(base=base))):
                    return Reading(names, unit_known._replace(base=base), (*above, part, *years))
    return None


def _ends(words: Sequence[str]) -> Iterator[tuple[int, tuple[Part, ...]]]:
    """Where the words of a header end: with the last one, and before a year that follows other words."""
    yield len(words), ()
    for end in range(2, len(words)):
        part = _inner_part(" ".join(words[end:]))
        if part is not None and part.kind == PLAIN_KIND and part.years:
            yield end, (part,)
            return


def _inner_part(text: str) -> Part | None:
    """What words beside a name in one cell say; None where they are not known."""
    part = part_of(text)
    is_known = part.kind is not None and folded(text) not in _APART
    return part._replace(is_apart=False) if is_known else None


@lru_cache(_SEEN)  # a row is tried as a header alone, and with those above it
def _headings(text: str, unit: Heading | None) -> tuple[Heading, ...]:
    """What a text may be matched by: as it stands, without its marks, and by the last part of the name of a field."""
    return tuple(_forms_of(text, unit))


def _forms_of(text: str, unit: Heading | None) -> Iterator[Heading]:
    for form in dict.fromkeys(filter(None, (text, without_marks(text), field_of(text)))):
        heading = heading_of(form)
        for base in dict.fromkeys((heading, heading_of(without_marks(_name_of(form, heading))))):
            found = base if base.unit is not None else base._replace(unit=heading.unit, unit_text=heading.unit_text)
            if found.unit is None and unit is not None:
                found = found._replace(unit=unit.unit, unit_text=unit.unit_text)
            if found.base:
                yield found


def _name_of(text: str, heading: Heading) -> str:
    """A header without the unit behind it."""
    return text if heading.unit_text is None else text[: text.rfind(heading.unit_text)].rstrip(" ([（,;:")


@lru_cache(_SEEN)
def part_of(text: str) -> Part:
    """What a cell of a header says about a figure that another cell names."""
    shown = " ".join(text.split())
    plain = without_marks(shown)
    years = tuple(int(year) for year in _YEAR.findall(plain))
    rest = folded(_YEAR.sub(" ", _DAY.sub(" ", plain)))
    if not years:
        return Part(shown, _kind(rest))
    words = [word for word in rest.split() if word not in _AROUND and not _COUNTED.fullmatch(word)]
    return Part(shown, _kind(" ".join(words)) if words else PLAIN_KIND, years)


def _kind(words: str) -> str | None:
    """What the words of a header's part make of a figure."""
    for text in dict.fromkeys((words, heading_of(words).base)):
        for kind, pattern in _kinds().items():
            if pattern.fullmatch(text):
                return kind
    return None


@cache  # the headers of a form are known as a whole, and then these patterns are not needed
def _kinds() -> dict[str, re.Pattern[str]]:
    """The words for each kind of figure."""
    first = {kind: _pattern(OTHER_FIGURES[kind]) for kind in _FIRST}
    others = {kind: _pattern(phrases) for kind, phrases in OTHER_FIGURES.items() if kind not in _FIRST}
    return {**first, PLAIN_KIND: _pattern((*PLAIN, *PLAIN_APART)), **others}


def ticked(cells: Sequence[str]) -> bool | None:
    """Whether a lowest cell heads a column to be ticked for yes or for no; None for neither."""
    word = folded(without_marks(cells[-1]))
    if len(cells) == 1 or word not in _YES | _NO:
        return None
    return word in _YES


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """The words of some phrases as one pattern, with accents and without."""
    forms = {form for phrase in phrases for form in _forms(phrase)}
    return re.compile("|".join(sorted(forms)))


def _forms(phrase: str) -> Iterator[str]:
    """A phrase as folded headers have it; of several words, also without accents."""
    parts = [folded(part) for part in phrase.split("…")]
    words = [part for part in parts if part]
    is_bare = " " in " ".join(words)
    for forms in (words, [bare(part) for part in words]) if is_bare else (words,):
        before = "" if parts[0] else "(?:.* )?"
        behind = "" if parts[-1] else "(?: .*)?"
        yield before + "(?: .*)? ".join(map(re.escape, forms)) + behind


# A comparison and another year are these whatever else is said: `Kết quả năm trước`.
_FIRST: Final = ("compared", "year")
_APART: Final = frozenset(map(folded, PLAIN_APART))
_AROUND: Final = frozenset(word for phrase in AROUND_YEARS for word in folded(phrase).split())
_YES: Final = frozenset(map(folded, YES_COLUMN))
_NO: Final = frozenset(map(folded, NO_COLUMN))
