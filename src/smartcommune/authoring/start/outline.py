"""The rows of a table of criteria to the tree that their numbers make: sections, criteria, and the lines below each.

`I` and `A` head what is numbered `1`, which heads `1.1` and `a)`. A row without a number goes on with the one above it:
another line of its scale, or a criterion of its own under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final, NamedTuple

from smartcommune.authoring.start.annex import (
    CONTENT,
    EVIDENCE,
    LEVEL,
    METHOD,
    NAME,
    NOTE,
    NUMBER,
    POINTS,
    UNIT,
    Annex,
    AnnexRow,
    Cell,
)
from smartcommune.authoring.start.bands import band_of
from smartcommune.authoring.start.classes import class_of
from smartcommune.authoring.start.lines import Idle, Line, Said, begins_line, figure, idle, said
from smartcommune.tables.header.folding import bare, folded

# How far inside a number stands: letters, Roman numbers, whole ones, then `1.1`; small letters, and last what has none.
_LETTER, _ROMAN, _WHOLE, _INSIDE, _SMALL, _UNNUMBERED = 0, 1, 2, 10, 20, 21
# `1.1.`, `II.`, `A`, `a)`, with the words behind it where they stand in one cell.
_NUMBERED: Final = re.compile(
    r"(?:(?P<kind>Tiêu chí|Tiêu chuẩn|Chỉ tiêu|Mục|Phần)\s+(?:số\s+)?)?"
    r"(?P<number>\d{1,2}(?:\.\d{1,2})*|[IVXL]{1,6}|[A-HĐ]|[a-zđ](?=\)))\s*(?P<sign>[.):\-–]?)(?P<words>\s.*|$)",
    re.DOTALL,
)
_TOTAL: Final = re.compile(r"(tong|cong)( so)?( diem| cong| muc| phan|( [ivx]+)?$).*|diem tong.*")
# A section that prints its points in its name: `I. Chính quyền số (40 điểm)`.
_IN_NAME: Final = re.compile(r"\((?:tối đa\s+)?(?P<points>\d{1,4}(?:[.,]\d+)?)\s*điểm\)", re.IGNORECASE)
_BONUS: Final = re.compile(r".*\b(diem thuong|diem cong)\b.*")
_DEDUCTION: Final = re.compile(r".*\bdiem tru\b.*")
# From here on nothing more belongs to the table.
_SIGNED: Final = re.compile(r"(noi nhan|tm |kt |tl |chu tich|nguoi lap|nguoi cham|xac nhan cua).*")
_MOST_SIGNED: Final = 10
# Before the number of an indicator, which begins anew under each criterion: `Chỉ tiêu 1`.
_INDICATOR: Final = "."
_ROMANS: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


@dataclass(frozen=True)
class Item:
    """A criterion, or a section of them."""

    number: str  # with those of the sections it is in: `I.2.1`; "" where it has none
    label: str
    cell: Cell  # where its words stand
    row: int
    rank: int  # how far inside it is numbered
    levels: Mapping[str, Cell]
    points: Cell | None
    evidence: str
    unit: str
    idle: Idle | None  # what becomes of its points where nothing occurs
    lines: list[Line] = field(default_factory=list)
    inside: list[Item] = field(default_factory=list)
    kind: str = ""  # `bonus` or `deduction`, by what its section is called

    @property
    def most(self) -> Fraction | None:
        """The printed most; of a deduction it is below 0, however it is printed."""
        found = None if self.points is None else figure(self.points.text)
        return -abs(found) if found is not None and self.kind == "deduction" else found

    @property
    def words(self) -> str:
        return f"{self.number}. {self.label}" if self.number else self.label

    def all(self) -> Iterator[Item]:
        """The item, and all inside it."""
        yield self
        for each in self.inside:
            yield from each.all()


@dataclass(frozen=True)
class Outline:
    """A table of criteria, with the row of its total and the rows that are no criteria."""

    annex: Annex
    items: list[Item]
    total: Item | None
    others: tuple[AnnexRow, ...]

    @property
    def most(self) -> Fraction:
        """The points that are printed beside criteria, together; what is taken off does not count."""
        leaves = [each for item in self.items for each in item.all() if not each.inside]
        return sum((each.most for each in leaves if each.most is not None and each.most > 0), Fraction(0))

    @property
    def has_points(self) -> bool:
        return any(item.points is not None for item in self.all())

    def all(self) -> Iterator[Item]:
        for each in self.items:
            yield from each.all()


class _Entry(NamedTuple):
    """The words of one criterion in a row: a name, or what stands beside it in a column of its own."""

    number: str
    words: str
    cell: Cell
    row: AnnexRow
    has_rest: bool  # whether what the row says of levels and points is said of it
    is_content: bool


class _Reader:
    """The rows one after another, with the criteria that the next one can stand inside of."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.above: list[Item] = []
        self.letters: list[str] = []
        self.total: Item | None = None
        self.total_row = AnnexRow(0, {})
        self.others: dict[int, AnnexRow] = {}  # by their numbers

    def read(self, entry: _Entry) -> None:
        if _TOTAL.fullmatch(bare(folded(entry.words))) and not _levels(entry.row):
            self._add_up(entry)
        elif lines := self._lines(entry):
            self.above[-1].lines.extend(lines)
        elif entry.number:
            self._put(entry, entry.number, self._rank(entry.number))
        else:
            self._stands_inside(entry)

    def _put(self, entry: _Entry, number: str, rank: int) -> None:
        while self.above and self.above[-1].rank >= rank:
            self.above.pop()
        item = _item(entry, number, self.above, rank)
        (self.above[-1].inside if self.above else self.items).append(item)
        self.above.append(item)

    def _add_up(self, entry: _Entry) -> None:
        """The last row of a total that has points is that of all; sections say themselves what theirs say."""
        total = _item(entry, "", [], _WHOLE)
        is_blank = self.total is not None and total.points is None  # to be filled in: `TỔNG SỐ ĐIỂM: …………`
        other = entry.row if is_blank else self.total_row
        if self.total is not None:
            self.others[other.number] = other
        if not is_blank:
            self.total, self.total_row = total, entry.row
        self.above.clear()

    def _rank(self, number: str) -> int:
        """`C` follows `B`, and is else a Roman number."""
        if number.startswith(_INDICATOR):
            return _INSIDE
        if number[0].isdigit():
            return _WHOLE + number.count(".")
        if number.islower():
            return _SMALL
        is_next = number == "A" or (self.letters and number == chr(ord(self.letters[-1]) + 1))
        if number in _ROMANS and not is_next:
            return _ROMAN
        self.letters.append(number)
        return _LETTER

    def _lines(self, entry: _Entry) -> tuple[Line, ...]:
        """What a row adds to the scale of the criterion above it; nothing where it is a criterion itself.

        `a)` is a line where it has points, as that criterion has, and no lines of its own.
        """
        last, points = self.above[-1] if self.above else None, entry.row.cells.get(POINTS)
        is_letter = entry.number.islower() and points is not None and last is not None and last.points is not None
        is_own = entry.is_content if not entry.number else not is_letter or bool(said(entry.words).lines)
        if last is None or last.inside or is_own or _levels(entry.row) or class_of(entry.words):
            return ()
        is_step = points is not None and (is_letter or begins_line(entry.words) or bool(band_of(entry.words)))
        found = said(f"- {entry.words}: {points.text} điểm" if points is not None and is_step else entry.words)
        return () if found.label else found.lines

    def _stands_inside(self, entry: _Entry) -> None:
        """A criterion of its own, where it is asked for something or earns points, under the last that has a number."""
        while self.above and (self.above[-1].rank == _UNNUMBERED or self.above[-1].levels):
            self.above.pop()
        is_one = entry.is_content or POINTS in entry.row.cells or _levels(entry.row)
        if not is_one or not (self.above or _levels(entry.row)):
            self.others[entry.row.number] = entry.row
            return
        self._put(entry, str(len(self.above[-1].inside) + 1) if self.above else "", _UNNUMBERED)


def outline_of(annex: Annex) -> Outline:
    """The tree of a table."""
    reader, is_over = _Reader(), False
    for row in annex.rows:
        is_over = is_over or _is_signature(row)
        entries = [] if is_over else list(_entries(row))
        for entry in entries:
            reader.read(entry)
        if row.cells and not entries:
            reader.others[row.number] = row
    items = list(map(_joined, reader.items))
    alone = [list(map(_without_section, item.inside)) if item.rank < _WHOLE else [item] for item in items]
    numbers = [each.number for inside in alone for one in inside for each in one.all()]
    if len(set(numbers)) == len(numbers):
        items = [
            replace(item, inside=inside) if item.rank < _WHOLE else item
            for item, inside in zip(items, alone, strict=True)
        ]
    return Outline(annex, items, reader.total, tuple(reader.others.values()))


def _is_signature(row: AnnexRow) -> bool:
    """Whether a row has no number, and a few words that only signatures begin with."""
    texts = [bare(folded(cell.text)) for cell in row.cells.values()]
    is_one = any(_SIGNED.fullmatch(text) and len(text.split()) < _MOST_SIGNED for text in texts)
    return is_one and not _number(row.cells.get(NUMBER))[0] and not re.search(r"\d", " ".join(texts))


def _entries(row: AnnexRow) -> Iterator[_Entry]:
    """The criteria of a row: its name, and what stands beside it."""
    texts = [(role, row.cells[role]) for role in (NAME, CONTENT) if role in row.cells]
    number, words = _number(row.cells.get(NUMBER))
    if words:
        texts.insert(0, (NAME, Cell(words, row.cells[NUMBER].name)))
    elif not number and len(texts) > 1 and not _number(texts[0][1])[1]:
        number = _number(texts.pop(0)[1])[0]  # the column of names has the numbers: `Tiêu chí 1`
    for place, (role, cell) in enumerate(texts):
        own, rest = _number(cell)
        is_content = role == CONTENT and (place > 0 or not number)
        if is_content or not number:
            number_of, words = (own, rest) if rest else ("", cell.text)
        else:
            number_of, words = number, rest if own == number and rest else cell.text
        yield _Entry(number_of, words, cell, row, has_rest=place == len(texts) - 1, is_content=is_content)


def _number(cell: Cell | None) -> tuple[str, str]:
    """The number in a cell, and the words behind it; words without a number are all words."""
    if cell is None:
        return "", ""
    found = _NUMBERED.fullmatch(cell.text)
    if found is None or (found["words"].strip() and not found["sign"]):
        return "", cell.text
    kind = bare(folded(found["kind"] or ""))
    return (f"{_INDICATOR}{found['number']}" if kind == "chi tieu" else found["number"]), found["words"].strip()


def _levels(row: AnnexRow) -> dict[str, Cell]:
    return {role: cell for role, cell in row.cells.items() if role.startswith(LEVEL)}


def _item(entry: _Entry, number: str, above: list[Item], rank: int) -> Item:
    """A criterion with all that its row says; what its section is called says whether it is a bonus."""
    cells = entry.row.cells if entry.has_rest else {}
    about = said(entry.words)
    beside = [cells[role].text for role in (METHOD, NOTE) if role in cells]
    label = _IN_NAME.sub("", about.label).strip() or (
        about.lines[0].words.partition(":")[0] if about.lines else entry.words
    )
    return Item(
        number=_path(number, above),
        label=label,
        cell=entry.cell,
        row=entry.row.number,
        rank=rank,
        levels=_levels(entry.row) if entry.has_rest else {},
        points=cells.get(POINTS) or _points_in_name(entry),
        evidence=" ".join(cells[EVIDENCE].text.split()) if EVIDENCE in cells else "",
        unit=cells[UNIT].text if UNIT in cells else "",
        idle=about.idle or next(filter(None, map(idle, beside)), None),
        lines=_lines(about, cells.get(METHOD)),
        kind=_kind(label) or (above[-1].kind if above else ""),
    )


def _points_in_name(entry: _Entry) -> Cell | None:
    found = _IN_NAME.search(entry.words)
    return None if found is None else Cell(found["points"], entry.cell.name)


def _lines(about: Said, method: Cell | None) -> list[Line]:
    """The lines of a scale: those of the criterion, or those in the column that says how points are given."""
    if about.lines or method is None:
        return list(about.lines)
    found = said("".join(f"\n- {text}" for text in method.text.splitlines() if text.strip()).replace("- - ", "- "))
    return list(found.lines) if any(line.points is not None for line in found.lines) else []


def _kind(label: str) -> str:
    words = bare(folded(label))
    return "deduction" if _DEDUCTION.fullmatch(words) else "bonus" if _BONUS.fullmatch(words) else ""


def _path(number: str, above: list[Item]) -> str:
    """A number with that of its section, unless it says all of that itself."""
    number = number.removeprefix(_INDICATOR)
    parents = [each for each in above if each.number and (each.rank < _WHOLE or "." not in number)]
    return f"{parents[-1].number}.{number}" if number and parents else number


def _without_section(item: Item) -> Item:
    """A criterion with the number that is printed, where the numbers run on from section to section."""
    number = item.number.partition(".")[2] if "." in item.number else item.number
    return replace(item, number=number, inside=list(map(_without_section, item.inside)))


def _joined(item: Item) -> Item:
    """A name with one unnumbered criterion beside it is this criterion, under its own name."""
    inside = list(map(_joined, item.inside))
    if len(inside) != 1 or inside[0].rank != _UNNUMBERED or item.levels or item.lines or item.row != inside[0].row:
        return replace(item, inside=inside)
    only = inside[0]
    label = only.label if only.label == item.label else f"{item.label}: {only.label}"
    return replace(only, number=item.number, label=label, rank=item.rank)
