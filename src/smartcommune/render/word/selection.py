"""A choice of communes to the list that is proposed: who is picked, who is not and why, and under which terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from smartcommune.messages import Listed
from smartcommune.model.wording import Shown
from smartcommune.render.selection_words import Worded
from smartcommune.render.word.document import Content
from smartcommune.render.word.elements import MM, POINT, Cell, Element, Look, Run, paragraph, table
from smartcommune.tables.ranking.choice import Pick, Standing

# Communes that a cell names; the list as a workbook names all.
_MOST_NAMED: Final = 3
_BODY: Final = Look("both", first=round(10 * MM), after=POINT * 6)
_ITEM: Final = Look("both", first=round(10 * MM), after=POINT * 3)
_SMALL: Final = Look("left", size=11, after=POINT * 2)
_LEFT: Final = Look("left", 11)
_CENTRE: Final = Look("center", 11)


def proposal(worded: Worded) -> Content:
    """The list of those who are picked."""
    terms = worded.context.terms
    about = terms.provenance.label.say(worded.language)
    places = {"ket_luan": worded.headline(), "ngay_xet": Shown(terms.day).say(worded.language)}
    return Content(worded.say("word.list"), about, terms.day, list(_blocks(worded)), places)


def _blocks(worded: Worded) -> Iterator[Element]:
    found, applied = worded.found, worded.context.terms
    yield _numbered(1, f"{worded.headline()}.", stays=bool(found.picked))
    if found.picked:
        yield from _with_room(_picked(worded))
    for tie in found.ties:
        yield paragraph(f"- {worded.tie(tie)}: {worded.those(tie)}.", _ITEM)
    others = [pick for pick in found.all if pick.standing is not Standing.PICKED]
    yield _numbered(2, worded.say("word.not-picked" if others else "word.all-picked"), stays=bool(others))
    if others:
        yield from _with_room(_not_picked(worded, others))
    yield _numbered(3, worded.say("word.terms"), stays=True)
    lead = [line.say(worded.language) for line in worded.context.lead]
    known = len(applied.provenance.lines)
    yield from (paragraph(f"- {each[:1].upper()}{each[1:]}.", _ITEM) for each in (*lead[known:], *worded.terms()))
    if worded.context.unread:
        unread = Listed(worded.context.unread, "; ")
        yield _numbered(4, worded.say("word.unread", citations=unread), stays=False)
    *before, last = lead[:known]
    yield from (paragraph(each, _SMALL) for each in before)
    yield paragraph(worded.say("word.end", text=last), _SMALL)


def _numbered(number: int, text: str, *, stays: bool) -> Element:
    return paragraph(f"{number}. {text}", _BODY._replace(stays=stays))


def _with_room(block: Element) -> Iterator[Element]:
    yield block
    yield paragraph("", Look(size=4))


def _picked(worded: Worded) -> Element:
    has_levels = bool(worded.context.levels)
    rows = (
        (
            "" if pick.rank is None else str(pick.rank),
            worded.commune(pick.candidate),
            *([worded.level(pick.candidate)] if has_levels else []),
            worded.scores(pick.candidate),
            worded.sure(pick, _MOST_NAMED),
            worded.reserve(pick, _MOST_NAMED),
        )
        for pick in worded.found.picked
    )
    heads = ["column.rank", "page.column.commune", "column.score", "column.certain", "column.reserve"]
    if has_levels:
        heads.insert(2, "column.level")
    widths = (15, 32, 26, 18, 46, 28) if has_levels else (15, 38, 18, 59, 35)
    return _table(worded, widths, heads, rows, centred=(0, heads.index("column.score")))


def _not_picked(worded: Worded, picks: Sequence[Pick]) -> Element:
    rows = (
        (str(number), worded.commune(pick.candidate), worded.say(f"standing.{pick.standing}"), worded.reason(pick))
        for number, pick in enumerate(picks, 1)
    )
    heads = ("word.column.number", "page.column.commune", "column.standing", "column.reason")
    return _table(worded, (13, 46, 32, 74), heads, rows, centred=(0,))


def _table(
    worded: Worded,
    millimetres: Sequence[int],
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    centred: Sequence[int],
) -> Element:
    looks = [_CENTRE if place in centred else _LEFT for place in range(len(heads))]
    head = [Cell((paragraph([Run(worded.say(key), bold=True)], _CENTRE),)) for key in heads]
    below = ([Cell((paragraph(text, look),)) for text, look in zip(row, looks, strict=True)] for row in rows)
    return table([round(width * MM) for width in millimetres], (head, *below))
