"""A rule set as it was applied to the sheet that says so: criteria, thresholds, basis and citations."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from smartcommune.authoring.show.description import BASES, Description, ThresholdText, basis, name
from smartcommune.messages import Listed, Message, Sayable
from smartcommune.model.wording import Shown
from smartcommune.render.workbook_pages import Book, BookPage


def rules_sheet(book: Book, rules: Description, lead: Sequence[Sayable], set_by_user: Collection[str]) -> None:
    """Write the sheet.

    Args:
        book: where to.
        rules: the rule set with the values that were applied.
        lead: what stands below the title.
        set_by_user: the thresholds whose values the user gave.
    """
    page = book.sheet("sheet.rules")
    page.widths([6, 40, 60, 26, 44, 10])
    page.line([rules.header.label.say(book.language)], "title")
    for line in lead:
        page.line([line.say(book.language)], "line")
    page.skip()
    _verdict(page, rules)
    _criteria(page, rules)
    _thresholds(page, rules, set_by_user)
    _sources(page, rules)
    page.sheet.set_landscape()
    page.sheet.fit_to_pages(1, 0)
    page.sheet.hide_gridlines(2)


def _heads(page: BookPage, keys: Sequence[str]) -> None:
    page.line(["", *(Message(key).say(page.book.language) for key in keys)], "header")


def _verdict(page: BookPage, rules: Description) -> None:
    if rules.verdict is None:
        return
    language = page.book.language
    page.say("show.verdict", "section")
    for clause in rules.verdict.scope:
        page.line(["", Message(f"show.scope-{rules.header.subject}").say(language), clause.say(language)], "wrapped")
    page.line(["", rules.verdict.lead.say(language), rules.verdict.eligible.say(language)], "wrapped")
    page.skip()


def _criteria(page: BookPage, rules: Description) -> None:
    language = page.book.language
    page.say("show.criteria", "section")
    _heads(page, ["show.column.criterion", "show.needed", "column.id", "show.column.citation", "column.weight"])
    for item in rules.criteria:
        test = item.test.say(language)
        if item.applies is not None:
            test = f"{test} ({Message('show.applies').say(language)}: {item.applies.say(language)})"
        weight = "" if item.weight is None else item.weight.say(language)
        cells = [
            item.number,
            item.label.say(language),
            test,
            item.id,
            Listed(item.citations, "; ").say(language),
            weight,
        ]
        page.line(cells, ["count", *["wrapped"] * 5])
    page.skip()


def _thresholds(page: BookPage, rules: Description, set_by_user: Collection[str]) -> None:
    if not rules.thresholds:
        return
    language = page.book.language
    page.say("show.thresholds", "section", day=Shown(rules.day.date))
    _heads(page, ["show.column.threshold", "show.column.value", "column.id", "show.column.citation"])
    for limit in sorted(rules.thresholds, key=lambda limit: BASES.index(limit.basis)):
        rests = Message("sheet.set-by-user") if limit.id in set_by_user else basis(limit)
        value = f"{limit.value.say(language)}. {rests.say(language)}"
        cells = ["", name(limit).say(language), value, limit.id, _citations(limit).say(language)]
        page.line(cells, "wrapped")
    if rules.rests_on_assumptions:
        page.say("show.assumed", "faint")
    page.skip()


def _citations(limit: ThresholdText) -> Sayable:
    return Listed(limit.citations, "; ")


def _sources(page: BookPage, rules: Description) -> None:
    language = page.book.language
    page.say("show.sources", "section")
    for number, source in rules.sources:
        words = [f"[{number}]", source.number or "", source.title.say(language), "", source.url or ""]
        page.line(words, "wrapped")
