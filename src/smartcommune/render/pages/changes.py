"""Differences between two rule sets to one page for a meeting: for any commune, or for those of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from smartcommune.assess.assessment import Reason
from smartcommune.authoring.compare.affected import OnTable
from smartcommune.authoring.compare.differences import ChangeExample, Differences, Stretch
from smartcommune.messages import Language, Message
from smartcommune.render import affected
from smartcommune.render.differences import (
    all_days,
    besides,
    commune,
    examples_of,
    footnote,
    heading,
    headline,
    in_words,
    notes,
    provenance_lines,
    reasons,
    title,
    verdicts,
)
from smartcommune.render.pages.page import page
from smartcommune.render.text import MARKS


class Told(NamedTuple):
    """What one of the rule sets says of a commune, apart from the other."""

    side: str  # `-` the old one, `+` the new one
    mark: str
    reason: Reason
    words: str


class Example(NamedTuple):
    """A commune that shows a change."""

    verdicts: str
    facts: str
    told: Sequence[Told]


class Change(NamedTuple):
    """What is changed, and the communes that show what comes of it."""

    titles: Sequence[str]
    lead: str
    examples: Sequence[Example]
    more: str


class Part(NamedTuple):
    """Some days, or all rows of a table."""

    title: str
    notes: Sequence[str]
    changes: Sequence[Change]


class Aside(NamedTuple):
    """A heading with a list below it."""

    title: str
    lines: Sequence[str]


def differences(found: Differences, language: Language) -> str:
    """The page of what changes for any commune there could be."""
    return page(
        "diff.html",
        language,
        title=title(found, language),
        headline=headline(found, language),
        is_same=found.is_same,
        table=None,
        counts=(),
        parts=[_part(stretch, language) for stretch in found.stretches],
        asides=list(_asides(besides(found, language))),
        footnotes=list(footnote(examples_of(found), language)),
        provenance=provenance_lines(found, language),
    )


def _part(stretch: Stretch, language: Language) -> Part:
    changes = [
        Change([heading(each.clause, language)], "", [_example(one, language) for one in each.examples], "")
        for each in stretch.changes
    ]
    return Part(all_days(stretch.spans, language), list(notes(stretch, language)), changes)


def _example(example: ChangeExample, language: Language) -> Example:
    return Example(verdicts(example, language), commune(example, language), list(_told(example, language)))


def _told(example: ChangeExample, language: Language) -> Iterator[Told]:
    for side, reason in reasons(example):
        yield Told("−" if side == "-" else side, MARKS[reason.outcome][0], reason, in_words(reason, language))


def _asides(lines: Iterator[str]) -> Iterator[Aside]:
    """Headings with the lines behind dashes below each."""
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.startswith("- "):
            found[-1][1].append(line.removeprefix("- "))
        else:
            found.append((line, []))
    yield from (Aside(*each) for each in found)


def on_table(found: OnTable, language: Language) -> str:
    """The page of what changes for the communes of a table."""
    pairs = [
        (affected.in_figures(count, language), affected.called(pair, found)) for pair, count in found.pairs.items()
    ]
    return page(
        "diff.html",
        language,
        title=title(found, language),
        headline=affected.headline(found, language),
        is_same=not found.changed,
        table=found.table,
        counts=pairs,
        parts=[Part("", list(affected.notes(found, language)), list(_groups(found, language)))],
        asides=list(_by_province(found, language)),
        footnotes=list(footnote(affected.examples_of(found), language)),
        provenance=provenance_lines(found, language),
    )


def _groups(found: OnTable, language: Language) -> Iterator[Change]:
    for group in found.groups:
        shown = group.communes[: affected.MOST_COMMUNES]
        left = len(group.communes) - len(shown)
        examples = [
            Example(affected.commune(one, found, language), "", list(_told(one.example, language))) for one in shown
        ]
        more = Message("diff.on-more", count=left).say(language) if left else ""
        yield Change(affected.causes(group.cause, language), affected.together(group, language), examples, more)


def _by_province(found: OnTable, language: Language) -> Iterator[Aside]:
    """How many verdicts change where, if the communes lie in provinces."""
    if not found.changed or set(found.provinces) == {None}:
        return
    lines = [line for line, _ in affected.provinces(found, language)]
    yield Aside(Message("diff.on-provinces").say(language), lines)
