"""The sheet of one commune to a workbook that it fills in from the top down, and that is read back as it is."""

from __future__ import annotations

from typing import BinaryIO, Final

from smartcommune.messages import Language, Message
from smartcommune.model.wording import Rounded, Shown
from smartcommune.render.form import IDENTITY, limit, lists_of, write_note
from smartcommune.render.workbook_pages import BookPage, writing
from smartcommune.tables.form import Field
from smartcommune.tables.sheets.sheet import RULES_NAME
from smartcommune.tables.vertical_form import FormLine, VerticalForm

# The columns, with how wide they are; those of points only where there are any.
_WIDTHS: Final = {
    "number": 7,
    "content": 44,
    "asked": 30,
    "value": 14,
    "most": 9,
    "own": 9,
    "evidence": 30,
    "date": 13,
    "key": 20,
}
_OF_POINTS: Final = ("most", "own")
# The types of figures of which it is said how they are written; numbers have their unit.
_SAID: Final = ("boolean", "enum", "date", "money")
_ROW_HEIGHT: Final = 21
_INDENT: Final = "   "


def workbook(file: BinaryIO, sheet: VerticalForm, language: Language) -> None:
    """The sheet to fill in, and the lists that its drop-downs offer."""
    with writing(file, language) as book:
        book.workbook.define_name(RULES_NAME, f'="{sheet.form.ruleset.id}"')
        page = book.sheet("vertical.sheet")
        lines = [line.field for line in sheet.lines if line.field is not None]
        written = _Written(page, sheet)
        written.all()
        written.limited(lists_of(book, [*sheet.stated, *lines]))


class _Written:
    """Writes the sheet from the top down, and remembers in which row each figure is asked for."""

    def __init__(self, page: BookPage, sheet: VerticalForm) -> None:
        self._page = page
        self._sheet = sheet
        left_out = {*(() if sheet.has_points else _OF_POINTS), *(() if sheet.has_dates else ("date",))}
        self._columns = [name for name in _WIDTHS if name not in left_out]
        self._asked: list[tuple[int, int, Field]] = []  # row, column

    def all(self) -> None:
        """The commune, the header, every line."""
        page, form = self._page, self._sheet.form
        page.sheet.set_default_row(_ROW_HEIGHT)
        page.widths([_WIDTHS[name] for name in self._columns])
        page.say("vertical.title", "title", label=form.ruleset.label)
        for key in ("vertical.how-fill", "vertical.how-check", "vertical.how-batch"):
            page.say(key, "faint", rules=form.rules)
        page.skip()
        for name in IDENTITY:
            key = f"form.{name}-{form.ruleset.subject}" if name in ("code", "name") else f"form.{name}"
            day = Shown(form.day).say(page.book.language) if name == "as_of" and form.day is not None else None
            self._above(Message(key).say(page.book.language), day, is_day=name == "as_of")
        for field in self._sheet.stated:
            self._asked.append((page.row, self._at("asked"), field))
            self._above(field.header.say(page.book.language), None)
        page.skip()
        head = page.row
        page.line([Message(f"vertical.{name}").say(page.book.language) for name in self._columns], "boxed_head")
        for line in self._sheet.lines:
            self._line(line)
        page.sheet.freeze_panes(head + 1, 2)
        page.print_on_a4(head, self._at("key") - 1)

    def _at(self, name: str) -> int:
        return self._columns.index(name)

    def _above(self, label: str, value: str | None, *, is_day: bool = False) -> None:
        style = "boxed_day" if is_day and value is None else "boxed"
        self._page.line([None, label, value], ["line", "boxed_title", style])

    def _line(self, line: FormLine) -> None:
        """A criterion or a figure; what is not to be filled in is shaded."""
        language, field = self._page.book.language, line.field
        if field is not None:
            self._asked.append((self._page.row, self._at("value"), field))
        is_title = line.field is None
        most = None if line.most is None else Rounded(line.most).say(language)
        style = "boxed_day" if field is not None and field.indicator.type == "date" else "boxed_figure"
        cells = {
            "number": (line.number, "boxed_title" if is_title else "boxed"),
            "content": (_INDENT * line.level + line.label.say(language), "boxed_title" if is_title else "boxed"),
            "asked": (_asked(field, language), "boxed"),
            "value": (None, "closed" if field is None else style),
            "most": (most, "closed"),
            "own": (None, "boxed_figure" if line.is_scored else "closed"),
            "evidence": (None, "closed" if field is None else "boxed"),
            "date": (None, "boxed_day" if line.dates_evidence else "closed"),
            "key": (line.key, "faint"),
        }
        values, styles = zip(*(cells[name] for name in self._columns), strict=True)
        self._page.line(values, styles)

    def limited(self, lists: dict[str, str]) -> None:
        """What may be entered in each cell, with a note beside it."""
        for row, position, field in self._asked:
            limit(self._page, (row, position, row, position), field, lists.get(field.indicator.id))
            write_note(self._page, row, position, field)


def _asked(field: Field | None, language: Language) -> str | None:
    """The figure that is asked for, and how it is written."""
    if field is None:
        return None
    kind = field.indicator.type
    how = Message(f"vertical.type-{kind}").say(language) if kind in _SAID else ""
    unit = field.unit.say(language) if field.unit is not None else how
    label = field.header.say(language)
    return f"{label} ({unit})" if unit else label
