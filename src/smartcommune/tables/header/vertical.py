"""A sheet that one commune fills in from the top down to what is said in it: cell by cell, and for what.

Such a sheet names its commune above a header (`Nội dung`, `Số liệu`, `Điểm tự chấm` …), below which each row is a
criterion or an indicator. A row is known by the id that our form gives it, or else by its words; never by its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from smartcommune.messages import Listed, Message
from smartcommune.model.beside import EVIDENCE_DATE, SELF, self_scored
from smartcommune.model.conditions import leaves_in
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import Criterion, RuleSet
from smartcommune.problems import Place, Problem, finding
from smartcommune.tables.header.folding import folded
from smartcommune.tables.header.header_names import Naming, heading_of
from smartcommune.tables.header.heading_parts import reading_of
from smartcommune.tables.header.identity_names import IDENTITY, KEYS, SERIAL
from smartcommune.tables.header.marks import without_marks
from smartcommune.tables.sheets.sheet import Cell, Row, Sheet

# What the columns are called, by what stands in them.
CONTENT: Final = "content"
VALUE: Final = "value"
OWN: Final = "own"
EVIDENCE: Final = "evidence"
DATE: Final = "date"
KEY: Final = "key"
_NUMBER: Final = "number"
_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    CONTENT: (
        "Nội dung", "Nội dung tiêu chí", "Nội dung đánh giá", "Tiêu chí", "Tên tiêu chí", "Tiêu chí, chỉ tiêu",
        "Tiêu chí, nội dung", "Nội dung, tiêu chí", "Chỉ tiêu", "Content", "Criterion",
    ),
    VALUE: ("Số liệu", "Kết quả", "Kết quả thực hiện", "Số liệu thực hiện", "Giá trị", "Figure", "Value"),
    OWN: ("Điểm tự chấm", "Tự chấm", "Điểm xã tự chấm", "Điểm tự đánh giá", "Self-scored points"),
    EVIDENCE: ("Minh chứng", "Tài liệu minh chứng", "Tài liệu kiểm chứng", "Evidence"),
    DATE: ("Ngày minh chứng", "Day of the evidence"),
    KEY: ("Mã dòng", "Row id"),
}  # fmt: skip
_ROLES: Final = {folded(name): role for role, names in _COLUMNS.items() for name in names} | {
    folded(name): _NUMBER for name in SERIAL
}
# Between the criterion and the indicator in the id of a row.
BETWEEN: Final = "/"
# The rows above a header: a title, the commune, the day, what it states.
_MOST_ABOVE: Final = 40
_MOST_SAID: Final = 8


class Said(NamedTuple):
    """What one cell says: for what, by the name that a table's column of it would have."""

    header: str
    text: str
    is_number: bool
    cell: Cell


class Filled(NamedTuple):
    """What one commune has filled in."""

    asked: tuple[str, ...]  # the headers of all that is asked, in the order of the sheet
    said: Mapping[str, Said]  # what is filled in, by header
    problems: tuple[Problem, ...]
    remarks: tuple[Message, ...]  # what is not used


class Line(NamedTuple):
    """What a row is about."""

    criterion: str | None
    indicator: str | None


class _Header(NamedTuple):
    row: int
    columns: Mapping[str, int]  # the position of each column, by its role


def header_of(sheet: Sheet, naming: Naming) -> int | None:
    """The row of the header, if a sheet is one that is filled in from the top down."""
    found = None if sheet.is_typed else _header(sheet, naming)
    return None if found is None else found.row


def _header(sheet: Sheet, naming: Naming) -> _Header | None:
    for row in sheet.head[:_MOST_ABOVE]:
        columns: dict[str, int] = {}
        for position, text in enumerate(row.cells):
            role = None if text is None else _ROLES.get(folded(heading_of(text).base or text))
            if role is not None:
                columns.setdefault(role, position)
        if CONTENT in columns and columns.keys() & {VALUE, OWN} and not _names_communes(row, naming):
            return _Header(row.number, columns)
    return None


def _names_communes(row: Row, naming: Naming) -> bool:
    """Whether a row heads a column of communes, of which a table has one a row."""
    return any(name.target in KEYS for text in row.cells if text for name in naming.of(heading_of(text)))


def filled(sheet: Sheet, naming: Naming, ruleset: RuleSet) -> Filled:
    """What is said in a sheet that is filled in from the top down."""
    header = _header(sheet, naming)
    if header is None:
        return Filled((), {}, (finding("not-vertical", Place(sheet.name)),), ())
    return _Reader(sheet, naming, ruleset, header).filled()


class _Reader:
    """Goes through one sheet from the top down."""

    def __init__(self, sheet: Sheet, naming: Naming, ruleset: RuleSet, header: _Header) -> None:
        self._sheet = sheet
        self._naming = naming
        self._ruleset = ruleset
        self._header = header
        self._scored = frozenset(self_scored(ruleset))
        self._labels = _labels(ruleset.criteria)
        self._sole = {id: found for id, item in ruleset.criteria.items() if (found := sole_figure(item)) is not None}
        self._asked: dict[str, None] = {}
        self._said: dict[str, Said] = {}
        self._problems: list[Problem] = []
        self._unused: list[Message] = []

    def filled(self) -> Filled:
        """All that is said."""
        for cells in self._sheet.frame.collect().iter_rows(named=True):
            if cells["row"] < self._header.row:
                self._above(cells)
            elif cells["row"] > self._header.row:
                self._below(cells)
        if not any(self._names(each) & {*KEYS} for each in self._said):
            self._problems.append(finding("vertical-nameless", Place(self._sheet.name)))
        return Filled((*self._asked,), self._said, tuple(self._problems), tuple(self._remarks()))

    def _remarks(self) -> Iterator[Message]:
        if self._unused:
            more = len(self._unused) - _MOST_SAID
            rest = (Message("unused.more", count=more),) if more > 0 else ()
            yield Message("vertical.unused", cells=Listed((*self._unused[:_MOST_SAID], *rest), "; "))

    def _names(self, header: str) -> set[str]:
        return {name.target for name in self._naming.of(heading_of(header))}

    def _above(self, cells: Mapping[str, object]) -> None:
        """Who it is, and what is stated as a whole: a name with the value right of it, or behind a colon."""
        texts = [(position, text) for position in range(self._sheet.width) if (text := _text(cells, position))]
        for (position, text), (at, value) in zip(texts, [*texts[1:], (None, "")], strict=True):
            name, _, behind = text.partition(":")
            if not self._is_of_sheet(name):
                continue
            if behind.strip():
                self._take(name.strip(), behind.strip(), cells, position, is_text=True)
            elif at is not None and value:
                self._take(name.strip(), value, cells, at)

    def _is_of_sheet(self, name: str) -> bool:
        """Whether a name is that of the commune, of the day, or of a statement."""
        known = {*IDENTITY, *relations(self._ruleset).statements}
        return bool(name.strip()) and any(target in known for target in self._names(name.strip()))

    def _below(self, cells: Mapping[str, object]) -> None:
        """The figure, the points and the evidence in one row."""
        content = self._at(CONTENT, cells)
        line = self._line(cells, content)
        for role in (each for each in (VALUE, OWN, EVIDENCE, DATE) if each in self._header.columns):
            header, text = self._header_of(line, role), self._at(role, cells)
            if header is not None:
                self._asked.setdefault(header)
            if text is None:
                continue
            if header is None:
                known = {"cell": self._cell(cells, self._header.columns[role]).name, "content": content or ""}
                self._unused.append(Message("vertical.cell", **known))
            else:
                self._take(header, text, cells, self._header.columns[role])

    def _at(self, role: str, cells: Mapping[str, object]) -> str | None:
        position = self._header.columns.get(role)
        return None if position is None else _text(cells, position)

    def _line(self, cells: Mapping[str, object], content: str | None) -> Line:
        """What a row is about: by its id, or else by its words."""
        key = self._at(KEY, cells)
        if key is not None:
            first, _, second = key.partition(BETWEEN)
            return Line(
                first if first in self._ruleset.criteria else None,
                second if second in self._ruleset.declared else None,
            )
        if content is None:
            return Line(None, None)
        criterion, indicator = self._criterion(content, self._at(_NUMBER, cells)), self._indicator(content)
        if criterion is not None and indicator is None:
            return Line(criterion, self._sole.get(criterion))
        if criterion is None and indicator is not None:
            alone = [id for id, sole in self._sole.items() if sole == indicator and id in self._scored]
            return Line(alone[0] if len(alone) == 1 else None, indicator)
        return Line(criterion, indicator)

    def _criterion(self, content: str, number: str | None) -> str | None:
        """The criterion that has these words; of several, the one with this number."""
        ids = self._labels.get(folded(content)) or self._labels.get(folded(without_marks(content)), ())
        if len(ids) > 1:
            ids = tuple(id for id in ids if self._ruleset.criteria[id].number == number)
        return ids[0] if len(ids) == 1 else None

    def _indicator(self, content: str) -> str | None:
        """The indicator of which this is a name."""
        reading = reading_of(content, self._naming, by_words=False)
        names = () if reading is None or reading.parts else reading.names
        ids = {name.target for name in names} & self._ruleset.declared.keys()
        return ids.pop() if len(ids) == 1 and len(names) == 1 else None

    def _header_of(self, line: Line, role: str) -> str | None:
        """What a table would call the column of a cell."""
        if role == OWN:
            return self._called(SELF + line.criterion) if line.criterion in self._scored and line.criterion else None
        if line.indicator is None:
            return None
        header = self._called(line.indicator)
        if role == DATE:
            needed = f"{line.indicator}.{EVIDENCE_DATE}"
            return self._called(needed) if needed in self._naming.indicators else None
        return header if role == VALUE else evidence_of(header)

    def _called(self, target: str) -> str:
        """The label of what it is, where that means nothing else; else its id."""
        label = self._naming.indicators[target].label.vi
        return label if self._names(label) == {target} else target

    def _cell(self, cells: Mapping[str, object], position: int) -> Cell:
        return Cell(self._sheet.name, self._sheet.sheet, int(str(cells["row"])), position)

    def _take(
        self, header: str, text: str, cells: Mapping[str, object], position: int, *, is_text: bool = False
    ) -> None:
        is_number = bool(cells.get(f"c{position}.number")) and not is_text
        said = Said(header, text, is_number, self._cell(cells, position))
        self._asked.setdefault(header)
        first = self._said.setdefault(header, said)
        if first is not said and first.text != text:
            known = {"header": header, "first": first.cell.name, "second": said.cell.name}
            place = Place(self._sheet.name, said.cell.row, said.cell.column + 1)
            self._problems.append(finding("vertical-twice", place, **known))


def evidence_of(header: str) -> str:
    """What a table calls the column of the evidence of a figure."""
    return f"{header} (minh chứng)"


def sole_figure(criterion: Criterion) -> str | None:
    """The one indicator that a criterion looks at; None where it looks at more, or at none."""
    ids = {leaf.indicator for leaf in leaves_in(criterion.conditions)}
    return ids.pop() if len(ids) == 1 else None


def _labels(criteria: Mapping[str, Criterion]) -> dict[str, tuple[str, ...]]:
    """The criteria by their labels."""
    found: dict[str, dict[str, None]] = {}
    for id, criterion in criteria.items():
        for label in (criterion.label.vi, criterion.label.en, *_numbered(criterion)):
            found.setdefault(folded(label), {})[id] = None
    return {label: tuple(ids) for label, ids in found.items()}


def _numbered(criterion: Criterion) -> Iterable[str]:
    return () if criterion.number is None else (f"{criterion.number} {criterion.label.vi}",)


def _text(cells: Mapping[str, object], position: int) -> str | None:
    """What stands in a cell; None where nothing does."""
    text = cells.get(f"c{position}")
    return str(text).strip() or None if text is not None else None
