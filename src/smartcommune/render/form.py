"""An empty form to a workbook with drop-downs and notes, to the header of a CSV table, and to a profile to fill in."""

from __future__ import annotations

import csv as library
import io
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import accumulate
from typing import BinaryIO, Final

from smartcommune.messages import Language, Listed, Message, Sayable
from smartcommune.model.condition import Value
from smartcommune.model.relations import relations
from smartcommune.model.ruleset import RuleSet, Verdict
from smartcommune.model.sets import members
from smartcommune.model.wording import Shown
from smartcommune.quantity import plain
from smartcommune.render.safe import cell, terminal
from smartcommune.render.workbook_pages import Book, BookPage, writing
from smartcommune.tables.form import Field, Form
from smartcommune.tables.sheets.sheet import RULES_NAME

# Rows that can be filled in with drop-downs; no province has as many communes.
ROWS: Final = 5_000
IDENTITY: Final = ("code", "name", "district", "province", "as_of")
_WIDTHS: Final = {"code": 9, "name": 24, "district": 18, "province": 16, "as_of": 12}
_EVIDENCE_WIDTH: Final = 15
# Rows of an empty form that are printed, to be filled in by hand.
_PRINTED: Final = 24
_ROW_HEIGHT: Final = 21
# Of a drop-down's list and of a note.
_FIRST_CHOICE: Final = 1
_MOST_NOTE: Final = 2_000
_NUMBERS: Final = {"percent": "decimal", "number": "decimal", "money": "decimal", "count": "integer"}


def headers(form: Form, language: Language) -> list[str]:
    """What stands above each column: the commune, then the questions."""
    subject = form.ruleset.subject
    names = [Message(f"form.{name}-{subject}").say(language) for name in ("code", "name")]
    names += [Message(f"form.{name}").say(language) for name in IDENTITY[2:]]
    return names + [field.header.say(language) for field in _asked(form)]


def _asked(form: Form) -> tuple[Field, ...]:
    """The questions of a table; a place is asked for where every commune says in which it lies."""
    return tuple(field for field in form.fields if field.indicator.id not in IDENTITY)


def csv(form: Form, language: Language) -> str:
    """The header of a table, and nothing below it."""
    text = io.StringIO()
    library.writer(text, lineterminator="\n").writerow([cell(header) for header in headers(form, language)])
    return text.getvalue()


# ------------------------------------------------------------------------------------------------------------ workbook


def workbook(file: BinaryIO, form: Form, language: Language) -> None:
    """A sheet to fill in, a filled one as an example, and the lists that the drop-downs offer."""
    with writing(file, language) as book:
        book.workbook.define_name(RULES_NAME, f'="{form.ruleset.id}"')
        sheet = book.sheet("form.sheet")
        _head(sheet, form)
        example = book.sheet("form.example-sheet")
        lists = lists_of(book, _asked(form))
        for position, field in _placed(form):
            limit(sheet, (1, position, ROWS, position), field, lists.get(field.indicator.id))
            _write_notes(sheet, position, field)
        _example(example, form)
        _instructions(book.sheet("form.instructions-sheet"), form, sheet.sheet.get_name())


def _placed(form: Form) -> Iterator[tuple[int, Field]]:
    """Each question with its column; the next one is that of its evidence, and of the day of that where it counts."""
    asked = _asked(form)
    return zip(accumulate((len(_heads(field)) for field in asked), initial=len(IDENTITY)), asked, strict=False)


def _heads(field: Field) -> tuple[Sayable, ...]:
    """The headers of the columns of a question."""
    return tuple(filter(None, (field.header, field.evidence, field.evidence_date)))


def _columns(form: Form, language: Language) -> tuple[list[str], list[float]]:
    """The headers of the form and how wide their columns are."""
    own = headers(form, language)[: len(IDENTITY)]
    names = [each.say(language) for field in _asked(form) for each in _heads(field)]
    widths = [
        _width(field.header.say(language)) if each is field.header else _EVIDENCE_WIDTH
        for field in _asked(form)
        for each in _heads(field)
    ]
    return [*own, *names], [*_WIDTHS.values(), *widths]


def _instructions(page: BookPage, form: Form, sheet: str) -> None:
    """How the form is filled in, which columns suffice, and what to do with it: one page of A4."""
    ruleset, language = form.ruleset, page.book.language
    page.widths([12.0] * 8)
    page.say("form.how-title", "title", label=ruleset.label)
    page.skip()
    for key in ("rows", "who", "blank", "columns", "share", "evidence", "run"):
        page.paragraph(Message(f"form.how-{key}", sheet=sheet, rules=form.rules).say(language))
    for message in _suffices(form):
        page.paragraph(message.say(language))
    page.sheet.set_portrait()
    page.sheet.set_paper(9)
    page.sheet.fit_to_pages(1, 0)
    page.sheet.hide_gridlines(2)


def _suffices(form: Form) -> Iterator[Message]:
    """Which columns suffice for a yes, where there are several ways to one."""
    ruleset, needs = form.ruleset, form.needs
    if not needs.branches:
        return
    if needs.scope:
        eligible = ruleset.verdicts[Verdict.ELIGIBLE]
        yield Message("form.how-scope", eligible=eligible, columns=_labels(needs.scope, ruleset))
    yield Message("form.how-branches", count=len(needs.branches))
    for branch in needs.branches:
        yield Message("form.how-branch", label=branch.label, columns=_labels(branch.indicators, ruleset))


def _labels(ids: Sequence[str], ruleset: RuleSet) -> Listed:
    return Listed(tuple(ruleset.indicators[id].label for id in ids), "; ")


def _head(page: BookPage, form: Form) -> None:
    language = page.book.language
    names, widths = _columns(form, language)
    page.widths(widths)
    styles = ["day" if name == "as_of" else "entry" for name in IDENTITY]
    for field in _asked(form):
        styles += [{"date": "day", "text": "entry", "code": "entry"}.get(field.indicator.type, "general"), "entry"]
        styles += ["day"] if field.evidence_date is not None else []
    for position, (width, style) in enumerate(zip(widths, styles, strict=True)):
        page.sheet.set_column(position, position, width, page.book.formats[style])
    page.line(names, "header")
    page.sheet.freeze_panes(1, 2)
    page.print_over_pages(0, together=2)
    page.sheet.set_default_row(_ROW_HEIGHT)
    page.sheet.print_area(0, 0, _PRINTED, len(names) - 1)
    page.sheet.hide_gridlines(0)
    for position, name in enumerate(IDENTITY[:-1]):
        page.sheet.write_comment(0, position, Message(f"form.{name}-note").say(language), {"x_scale": 2})
    note = Message("form.as_of-note") if form.day is None else Message("form.as_of-proposed", day=Shown(form.day))
    page.sheet.write_comment(0, len(IDENTITY) - 1, note.say(language), {"x_scale": 2})


def _width(header: str) -> float:
    return max(11.0, min(18.0, len(header) * 0.45))


def lists_of(book: Book, asked: Sequence[Field]) -> dict[str, str]:
    """The range of each drop-down's choices, on a sheet of their own."""
    page = book.sheet("form.lists-sheet")
    found: dict[str, str] = {}
    fields = [field for field in asked if field.choices]
    columns = [[choice.say(book.language) for choice in field.choices] for field in fields]
    page.widths([42.0] * len(fields))
    page.print_over_pages(0, last=0)
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


def limit(page: BookPage, cells: tuple[int, int, int, int], field: Field, choices: str | None) -> None:
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
    page.sheet.data_validation(*cells, rule)


def _range(field: Field) -> dict[str, object]:
    low, high = (None if end is None else float(end) for end in (field.low, field.high))
    if low is not None and high is not None:
        return {"criteria": "between", "minimum": low, "maximum": high}
    if high is not None:
        return {"criteria": "<=", "value": high}
    return {"criteria": ">=", "value": -1e15 if low is None else low}


def write_note(page: BookPage, row: int, position: int, field: Field) -> None:
    """Beside a cell, what is asked there, how it is answered, and what for."""
    lines = [line.say(page.book.language) for line in (field.manner, *field.note)]
    text = "\n".join(terminal(line) for line in lines)[:_MOST_NOTE]
    size = {"x_scale": 2.6, "y_scale": max(1.0, 0.24 * sum(1 + len(line) // 48 for line in lines))}
    page.sheet.write_comment(row, position, text, size)


def _write_notes(page: BookPage, position: int, field: Field) -> None:
    write_note(page, 0, position, field)
    page.sheet.write_comment(0, position + 1, Message("form.evidence-note").say(page.book.language), {"x_scale": 2})


def _example(page: BookPage, form: Form) -> None:
    language = page.book.language
    names, widths = _columns(form, language)
    page.widths(widths)
    page.say("form.example-note", "section")
    page.line(names, "header")
    *who, day = example_identity(language)
    proposed = day if form.day is None else Shown(form.day).say(language)
    answers = [
        cell for field in _asked(form) for cell in (_answer(field, language), *[None] * (len(_heads(field)) - 1))
    ]
    page.line([*who, proposed, *answers], "text")
    page.sheet.freeze_panes(2, 2)
    page.print_over_pages(1, together=2)


def example_identity(language: Language) -> list[str]:
    """A commune that does not exist."""
    return [Message(f"form.example-{name}").say(language) for name in IDENTITY]


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
    yield from [f"rules: {ruleset.id}"] if ruleset.is_built_in else []
    yield "commune:"
    for name in IDENTITY[:-1]:
        yield f"  {name}: # {Message(f'form.yaml-{name}').say(language)}"
    day = "" if form.day is None else f" {form.day.isoformat()}"
    yield f"as_of:{day} # {Message('form.yaml-as_of').say(language)}"
    statements = relations(ruleset).statements
    yield "facts:"
    for field in form.fields:
        if field.indicator.id not in statements:
            yield from (line and f"  {line}" for line in _entry(field, language))
    for field in form.fields:
        if field.indicator.id in statements:  # beside the facts: they are about all of them
            yield from _entry(field, language)


def _entry(field: Field, language: Language) -> Iterator[str]:
    """A question: what it means, as comments, and its key."""
    yield ""
    yield from _comment(field.indicator.label, language)
    for line in field.note:
        yield from _comment(line, language)
    if field.indicator.values:
        is_set = field.indicator.type == "set"
        yield f"# {Message('form.values-set' if is_set else 'form.values').say(language)}"
        yield from (f"#   {id}: {terminal(words.say(language))}" for id, words in field.indicator.values.items())
    yield f"{field.indicator.id}:{_hint(field)}"


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
    if field.indicator.type == "set":
        return f"[{', '.join(members(str(value)))}]"
    return " | ".join(field.indicator.values) if field.indicator.values else str(value)
