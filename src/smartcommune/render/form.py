"""An empty form to a workbook with drop-downs and notes, to the header of a CSV table, and to a profile to fill in."""

from __future__ import annotations

import csv as library
import io
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import BinaryIO, Final

from smartcommune.messages import Language, Message, Sayable
from smartcommune.model.ruleset import Value
from smartcommune.model.wording import Shown
from smartcommune.quantity import plain
from smartcommune.render.safe import cell, terminal
from smartcommune.render.workbook_pages import Book, BookPage, writing
from smartcommune.tables.form import Field, Form

# Rows that can be filled in with drop-downs; no province has as many communes.
ROWS: Final = 5_000
_IDENTITY: Final = ("code", "name", "province", "as_of")
_WIDTHS: Final = {"code": 12, "name": 28, "province": 20, "as_of": 14}
# Of a drop-down's list and of a note.
_FIRST_CHOICE: Final = 1
_MOST_NOTE: Final = 2_000
_NUMBERS: Final = {"percent": "decimal", "number": "decimal", "money": "decimal", "count": "integer"}


def headers(form: Form, language: Language) -> list[str]:
    """What stands above each column: the commune, then the questions."""
    subject = form.ruleset.subject
    names = [Message(f"form.{name}-{subject}").say(language) for name in ("code", "name")]
    names += [Message(f"form.{name}").say(language) for name in ("province", "as_of")]
    return names + [field.header.say(language) for field in form.fields]


def csv(form: Form, language: Language) -> str:
    """The header of a table, and nothing below it."""
    text = io.StringIO()
    library.writer(text, lineterminator="\n").writerow([cell(header) for header in headers(form, language)])
    return text.getvalue()


# ------------------------------------------------------------------------------------------------------------ workbook


def workbook(file: BinaryIO, form: Form, language: Language) -> None:
    """A sheet to fill in, a filled one as an example, and the lists that the drop-downs offer."""
    with writing(file, language) as book:
        sheet = book.sheet("form.sheet")
        _head(sheet, form)
        example = book.sheet("form.example-sheet")
        lists = _lists(book, form)
        for position, field in enumerate(form.fields, len(_IDENTITY)):
            _limit(sheet, position, field, lists.get(field.indicator.id))
            _write_note(sheet, position, field)
        _example(example, form)
        _instructions(book.sheet("form.instructions-sheet"), form, sheet.sheet.get_name())


def _instructions(page: BookPage, form: Form, sheet: str) -> None:
    """How the form is filled in, which columns suffice, and what to do with it: one page of A4."""
    ruleset = form.ruleset
    page.widths([12.0] * 8)
    page.say("form.how-title", "title", label=ruleset.label)
    page.skip()
    for key in ("rows", "who", "blank", "columns", "share", "run"):
        page.paragraph(Message(f"form.how-{key}", sheet=sheet, id=ruleset.id).say(page.book.language))
    page.sheet.set_portrait()
    page.sheet.set_paper(9)
    page.sheet.fit_to_pages(1, 0)
    page.sheet.hide_gridlines(2)


def _head(page: BookPage, form: Form) -> None:
    names = headers(form, page.book.language)
    page.widths([*_WIDTHS.values(), *(_width(name) for name in names[len(_IDENTITY) :])])
    for position, name in enumerate(_IDENTITY):
        style = "day" if name == "as_of" else "entry"
        page.sheet.set_column(position, position, _WIDTHS[name], page.book.formats[style])
    for position, field in enumerate(form.fields, len(_IDENTITY)):
        style = {"date": "day", "text": "entry", "code": "entry"}.get(field.indicator.type, "general")
        page.sheet.set_column(position, position, _width(names[position]), page.book.formats[style])
    page.line(names, "header")
    page.sheet.freeze_panes(1, 2)
    page.print_across(2)
    for position, name in enumerate(_IDENTITY[:-1]):
        page.sheet.write_comment(0, position, Message(f"form.{name}-note").say(page.book.language), {"x_scale": 2})
    note = Message("form.as_of-note") if form.day is None else Message("form.as_of-proposed", day=Shown(form.day))
    page.sheet.write_comment(0, 3, note.say(page.book.language), {"x_scale": 2})


def _width(header: str) -> float:
    return max(14.0, min(26.0, len(header) * 0.6))


def _lists(book: Book, form: Form) -> dict[str, str]:
    """The range of each drop-down's choices, on a sheet of their own."""
    page = book.sheet("form.lists-sheet")
    found: dict[str, str] = {}
    fields = [field for field in form.fields if field.choices]
    columns = [[choice.say(book.language) for choice in field.choices] for field in fields]
    page.widths([42.0] * len(fields))
    page.print_across(2, 0, 0)
    page.line([field.header.say(book.language) for field in fields], "header")
    for number in range(max(map(len, columns), default=0)):
        page.line([column[number] if number < len(column) else None for column in columns])
    for position, (field, column) in enumerate(zip(fields, columns, strict=True)):
        name, letters = page.sheet.get_name(), _letters(position)
        found[field.indicator.id] = f"='{name}'!${letters}$2:${letters}${len(column) + _FIRST_CHOICE}"
    return found


def _letters(position: int) -> str:
    more, last = divmod(position, 26)
    return (_letters(more - 1) if more else "") + chr(ord("A") + last)


def _limit(page: BookPage, position: int, field: Field, choices: str | None) -> None:
    """What may be entered: one of the choices, or a number within its limits; other words only after a warning."""
    rule: dict[str, object] = {"ignore_blank": True, "error_type": "warning"}
    say = page.book.language
    if choices is not None:
        rule |= {"validate": "list", "source": choices, "error_message": Message("form.choose").say(say)}
    elif field.indicator.type in _NUMBERS:
        rule |= {
            "validate": _NUMBERS[field.indicator.type],
            "error_message": Message("form.number").say(say),
            **_range(field),
        }
    elif field.indicator.type == "date":
        first = date(1900, 1, 1)
        rule |= {"validate": "date", "criteria": ">=", "value": first, "error_message": Message("form.day").say(say)}
    else:
        return
    page.sheet.data_validation(1, position, ROWS, position, rule)


def _range(field: Field) -> dict[str, object]:
    low, high = (None if end is None else float(end) for end in (field.low, field.high))
    if low is not None and high is not None:
        return {"criteria": "between", "minimum": low, "maximum": high}
    if high is not None:
        return {"criteria": "<=", "value": high}
    return {"criteria": ">=", "value": -1e15 if low is None else low}


def _write_note(page: BookPage, position: int, field: Field) -> None:
    lines = [line.say(page.book.language) for line in (field.manner, *field.note)]
    text = "\n".join(terminal(line) for line in lines)[:_MOST_NOTE]
    size = {"x_scale": 2.6, "y_scale": max(1.0, 0.24 * sum(1 + len(line) // 48 for line in lines))}
    page.sheet.write_comment(0, position, text, size)


def _example(page: BookPage, form: Form) -> None:
    language = page.book.language
    names = headers(form, language)
    page.widths([*_WIDTHS.values(), *(_width(name) for name in names[len(_IDENTITY) :])])
    page.sheet.set_landscape()
    page.sheet.fit_to_pages(2, 0)
    page.say("form.example-note", "section")
    page.line(names, "header")
    code, name, province, day = example_identity(language)
    proposed = day if form.day is None else Shown(form.day).say(language)
    page.line([code, name, province, proposed, *(_answer(field, language) for field in form.fields)], "text")
    page.sheet.freeze_panes(2, 2)


def example_identity(language: Language) -> list[str]:
    """A commune that does not exist."""
    return [Message(f"form.example-{name}").say(language) for name in _IDENTITY]


def _answer(field: Field, language: Language) -> str | float | None:
    """The example as an officer would enter it."""
    if isinstance(field.example, Fraction):
        return float(field.example)
    return None if field.shown is None else field.shown.say(language)


# ------------------------------------------------------------------------------------------------------------- profile


def profile(form: Form, language: Language) -> str:
    """A profile in YAML whose every fact is still open, with what it means above it."""
    return "\n".join(_lines(form, language)) + "\n"


def _lines(form: Form, language: Language) -> Iterator[str]:
    ruleset = form.ruleset
    for line in ruleset.provenance().lines:
        yield from _comment(line, language)
    yield from _comment(Message("form.how"), language)
    yield "commune:"
    for name in ("code", "name", "province"):
        yield f"  {name}: # {Message(f'form.yaml-{name}').say(language)}"
    day = "" if form.day is None else f" {form.day.isoformat()}"
    yield f"as_of:{day} # {Message('form.yaml-as_of').say(language)}"
    yield "facts:"
    for field in form.fields:
        yield ""
        yield from (f"  {line}" for line in _comment(field.indicator.label, language))
        for line in field.note:
            yield from (f"  {comment}" for comment in _comment(line, language))
        if field.indicator.values:
            yield f"  # {Message('form.values').say(language)}"
            yield from (f"  #   {id}: {terminal(words.say(language))}" for id, words in field.indicator.values.items())
        yield f"  {field.indicator.id}:{_hint(field)}"


def _comment(words: Sayable, language: Language) -> Iterator[str]:
    """A text as comments of lines that are easy to read."""
    from smartcommune.render.page import wrapped

    yield from (f"# {line}" for line in wrapped(terminal(words.say(language)), 110))


def _hint(field: Field) -> str:
    return "" if field.example is None else f" # {_plainly(field.example, field)}"


def _plainly(value: Value, field: Field) -> str:
    """The example as a profile writes it."""
    if isinstance(value, bool):
        return "true | false"
    if isinstance(value, Fraction):
        return plain(value) + ("%" if field.indicator.type == "percent" else "")
    return " | ".join(field.indicator.values) if field.indicator.values else str(value)
