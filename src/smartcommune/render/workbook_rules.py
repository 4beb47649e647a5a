"""A rule set as it was applied to the sheet that says so: criteria, thresholds, basis and citations."""

from __future__ import annotations

from collections.abc import Sequence

from smartcommune.authoring.show.description import Description, ThresholdText, basis, name
from smartcommune.messages import Listed, Message, Sayable
from smartcommune.model.provenance import FileDigest
from smartcommune.model.wording import Shown, period
from smartcommune.render.applied import RulesOnDays
from smartcommune.render.workbook_pages import Book, BookPage, unbroken


def rules_sheet(
    book: Book, applied: Sequence[RulesOnDays], lead: Sequence[Sayable], files: Sequence[FileDigest]
) -> None:
    """Write the sheet.

    Args:
        book: where to.
        applied: the rule set with the values that were applied, for each stretch of days of the rows.
        lead: what stands below the title.
        files: the rule files, and others that decide how the table was read.
    """
    page = book.sheet("sheet.rules")
    page.widths([6, 40, 60, 26, 44, 10])
    page.line([applied[0].rules.header.label.say(book.language)], "title")
    for line in lead:
        page.line([line.say(book.language)], "line")
    for part in applied:
        page.skip()
        if len(applied) > 1:
            page.say("sheet.for-days", "title", first=Shown(part.first), last=Shown(part.last))
        _verdict(page, part.rules)
        _criteria(page, part.rules)
        _thresholds(page, part.rules)
    _sources(page, applied[0].rules)
    _files(page, files)
    page.on_a4()
    page.sheet.hide_gridlines(2)


def _files(page: BookPage, files: Sequence[FileDigest]) -> None:
    """The digest of each file, by which whoever has the files can see that they are the same."""
    page.skip()
    page.say("sheet.files", "section")
    for file in files:
        page.line(["", file.name, file.sha256], "wrapped")


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
        test = unbroken(item.test.say(language))
        if item.in_force is not None:
            test = f"{test} ({Message('show.in-force', period=period(item.in_force)).say(language)})"
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


def _thresholds(page: BookPage, rules: Description) -> None:
    if not rules.thresholds:
        return
    language = page.book.language
    page.say("show.thresholds", "section", day=Shown(rules.day.date))
    _heads(page, ["show.column.threshold", "show.column.value", "column.id", "show.column.citation"])
    for limit in sorted(rules.thresholds, key=lambda limit: limit.firmness):
        value = f"{unbroken(limit.value.say(language))}. {basis(limit).say(language)}"
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
