"""A rule set to the workbook in which an office enters the levels of its own decision, criterion by criterion."""

from __future__ import annotations

from typing import BinaryIO, Final

from smartcommune.authoring.start.requirements import BEFORE, BEHIND, groups, numbered
from smartcommune.messages import Language, Message
from smartcommune.model.ruleset import RuleSet
from smartcommune.render.workbook_pages import BookPage, writing
from smartcommune.tables.sheets.sheet import RULES_NAME

# Rows for each criterion; more can be put in between.
_ROWS: Final = 6
_WIDTHS: Final = {
    "criterion": 9.0, "label": 46.0, "indicator": 44.0, "unit": 12.0, "number": 18.0, "day": 13.0, "issuer": 20.0,
    "title": 30.0, "clause": 16.0,
}  # fmt: skip
_LEVEL_WIDTH: Final = 16.0


def requirements_form(file: BinaryIO, ruleset: RuleSet, language: Language) -> None:
    """A sheet to fill in, and how."""
    with writing(file, language) as book:
        book.workbook.define_name(RULES_NAME, f'="{ruleset.id}"')
        page = book.sheet("start.sheet")
        levels = groups(ruleset)
        headers = [
            *(Message(f"start.{id}").say(language) for id in BEFORE),
            *(words.say(language) for words in levels.values()),
            *(Message(f"start.{id}").say(language) for id in BEHIND),
        ]
        widths = [_WIDTHS[id] for id in BEFORE] + [_LEVEL_WIDTH] * len(levels) + [_WIDTHS[id] for id in BEHIND]
        page.widths(widths)
        page.line(headers, "header")
        for number, id in numbered(ruleset).items():
            for _ in range(_ROWS):
                page.line([number, ruleset.criteria[id].label.say(language), *[None] * (len(headers) - 2)], "text")
        page.sheet.freeze_panes(1, len(BEFORE) - 1)
        page.print_over_pages(0, together=2)
        _instructions(book.sheet("form.instructions-sheet"), ruleset)


def _instructions(page: BookPage, ruleset: RuleSet) -> None:
    language = page.book.language
    page.widths([12.0] * 8)
    page.say("start.how-title", "title", label=ruleset.label)
    page.skip()
    for key in ("rows", "levels", "blank", "document", "run"):
        page.paragraph(Message(f"start.how-{key}", id=ruleset.id).say(language))
    page.sheet.set_portrait()
    page.sheet.set_paper(9)
    page.sheet.fit_to_pages(1, 0)
    page.sheet.hide_gridlines(2)
