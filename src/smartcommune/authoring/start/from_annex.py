"""A table of criteria to the rule file that asks what it asks: as nested data, in the order in which it is written.

Every section and every criterion keeps its number and says from which cell it is. Nothing that is made here counts as
read: thresholds are assumptions, and the file is a draft, until somebody has compared it with the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import PurePath
from typing import Any, Final, NamedTuple

from smartcommune.authoring.start.annex import Annex
from smartcommune.authoring.start.asked import ask
from smartcommune.authoring.start.begun import Data, begun, in_both, untranslated
from smartcommune.authoring.start.draft import PLACE, SOURCE, Draft, all_of
from smartcommune.authoring.start.marks import classes, levels, unread
from smartcommune.authoring.start.naming import Ids
from smartcommune.authoring.start.outline import Item, Outline, outline_of
from smartcommune.authoring.start.paper_head import Head, head_of
from smartcommune.authoring.start.scored import by, criterion_id, head, printed, score, summed
from smartcommune.messages import Message
from smartcommune.problems import Problem, refusal
from smartcommune.quantity import plain
from smartcommune.tables.header.folding import bare, folded

_CAPPED: Final = re.compile(r".*\b(toi da|khong qua)\b.*")


class Started(NamedTuple):
    """A rule file, and what of its table was not understood."""

    data: Data
    unclear: tuple[Problem, ...]


def rule_file(id: str, annex: Annex, today: date) -> Started:
    """The rule file of a table of criteria.

    Args:
        id: of the rule set.
        annex: the table.
        today: the first day in force where its titles give none.

    Raises:
        InputError: nothing in the table asks for anything.
    """
    paper, outline = head_of(annex.titles), outline_of(annex)
    draft = _draft(outline, (paper.day or today).isoformat())
    made = [each for item in outline.items for each in _made(item, draft)]
    if not made:
        raise refusal("annex-empty", annex.name, Message("annex-empty-help"))
    by_all: Data = {"verdict": {"eligible_when": all_of(list(made))}}
    is_scored = any("points" in draft.criteria[each] for each in made)
    verdict = _by_points(outline, made, draft) if is_scored else by_all
    for item in _numbered_twice(outline):
        draft.tell("number-twice", Message("number-twice-help"), item)
    beside = [] if not is_scored else [draft.criteria[id] for id in made if "points" not in draft.criteria[id]]
    draft.unclear += unread(outline)
    unclear = (*annex.unclear, *draft.unclear)
    aside = [Message("start.no-points", label=each["label"]["vi"]) for each in beside]
    not_known = [*_not_known(paper, outline, is_scored=is_scored), *aside, *(problem.message for problem in unclear)]
    return Started(_whole(id, paper, draft, verdict) | {"not_known": [*map(in_both, not_known)]}, unclear)


def _draft(outline: Outline, first: str) -> Draft:
    """A file in which nothing is declared yet; the places of the table have their ids."""
    ids = Ids()
    names = dict.fromkeys(place for place in outline.annex.places.values() if place)
    places = {name: ids.new(name) for name in names}
    draft = Draft(outline.annex, first, outline.has_points, outline.most, places)
    draft.ids.new(PLACE)
    return draft


def _whole(id: str, paper: Head, draft: Draft, verdict: Data) -> Data:
    """All keys of a file but what is not known."""
    name = PurePath(draft.annex.name).name
    label = paper.label or name
    title = " ".join(part for part in (paper.kind, paper.number) if part) or name
    day = {"undated": in_both(Message("start.undated"))} if paper.day is None else {"date": paper.day.isoformat()}
    number = {} if paper.number is None else {"number": paper.number}
    issuer = {} if paper.issuer is None else {"issuer": untranslated(paper.issuer)}
    source = {"title": untranslated(title), **number, **issuer, **day, "kind": paper.source_kind, "reading": "title"}
    return {
        **begun(id),
        "label": untranslated(label),
        **issuer,
        "in_force": {"from": draft.first},
        "sources": {SOURCE: source},
        "indicators": draft.indicators,
        **({"thresholds": draft.thresholds} if draft.thresholds else {}),
        "criteria": draft.criteria,
        **verdict,
    }


def _made(item: Item, draft: Draft) -> list[str]:
    """The ids of the criteria that a part of the table adds to what stands above it; those inside it come first."""
    if item.inside:
        return _group(item, draft)
    if not item.levels and draft.has_points:
        found = score(item, draft)
        draft.criteria |= found
        return list(found)[-1:]
    way = ask(item, draft)
    if "test" not in way:
        draft.tell("limit-none", Message("limit-none-help"), item, next(iter(item.levels.values()), None))
        return []
    most = printed(item, draft)
    points = {} if most is None else {"points": plain(most)}
    id = criterion_id(item, draft)
    draft.criteria[id] = {**head(item, draft), **(by(item) if points else {}), **way, **points}
    return [id]


def _group(item: Item, draft: Draft) -> list[str]:
    inside = [each for one in item.inside for each in _made(one, draft)]
    for cell in {cell.name: cell for cell in item.levels.values()}.values():
        draft.tell("part-unused", Message("part-unused-help"), item, cell, text=" ".join(cell.text.split()))
    if item.lines:
        draft.tell("part-unused", Message("part-unused-help"), item, None, text=item.lines[0].text)
    if not inside:
        return []
    id = criterion_id(item, draft)
    scored = [one for one in inside if "points" in draft.criteria[one]]
    if not scored:
        draft.criteria[id] = {**head(item, draft), "test": all_of(list(inside))}
        return [id]
    draft.criteria[id] = {**head(item, draft), "points": summed(scored, printed(item, draft))}
    return [id, *(one for one in inside if one not in scored)]


def _by_points(outline: Outline, made: list[str], draft: Draft) -> Data:
    """The total, the classes that it leads to, and the verdict; what it takes is attested where no class says so."""
    scored = [id for id in made if "points" in draft.criteria[id]]
    asked = [id for id in made if id not in scored]
    total, row = draft.ids.new("tong_diem"), outline.total
    words = (
        untranslated(row.label.partition("(")[0].strip() or row.label)
        if row is not None
        else in_both(Message("start.total"))
    )
    cite = draft.cite(row) if row is not None else SOURCE
    most = None if row is None else printed(row, draft)
    is_capped = row is not None and _CAPPED.fullmatch(bare(folded(row.label)))
    cap = {"most": plain(most)} if is_capped and most is not None else {}
    draft.criteria[total] = {"label": words, "cite": cite, "points": {**summed(scored, most), **cap}}
    score = {"score": {"points": total, "basis": "assumption", "cite": cite}}
    found = levels(classes(outline), total, draft)
    if found:
        called = {
            key: in_both(Message(f"start.called-{key.replace('_', '-')}")) for key in ("eligible", "not_eligible")
        }
        return {**score, "levels": found, "verdict": {"called": called}}
    passed: Any = [_passed(draft), *asked]
    return {**score, "verdict": {"eligible_when": all_of(passed)}}


def _passed(draft: Draft) -> str:
    """That a commune has the points that it needs, of which the table says nothing."""
    label = in_both(Message("start.enough-points"))
    indicator = draft.indicator("du diem", {"type": "boolean", "label": label})
    id = draft.ids.new("du diem", "tc_")
    draft.criteria[id] = {"label": label, "cite": SOURCE, "test": {"indicator": indicator, "is": "true"}}
    return id


def _numbered_twice(outline: Outline) -> Iterator[Item]:
    """Criteria with a number that one above them has, as where a spreadsheet has made 1.1 of 1.10."""
    seen: set[str] = set()
    for item in outline.all():
        if item.number in seen:
            yield item
        seen |= {item.number} - {""}


def _not_known(paper: Head, outline: Outline, *, is_scored: bool) -> Iterator[Message]:
    """What no table says, and what this one does not."""
    yield Message("start.annex-not-checked", name=PurePath(outline.annex.name).name)
    yield Message("start.not-dated" if paper.day is not None else "start.no-day")
    if outline.annex.has_common:
        yield Message("start.common-beside")
    if not is_scored:
        yield Message("start.all-needed")
        return
    if not classes(outline):
        yield Message("start.no-classes")
    if any(item.kind for item in outline.all()):
        yield Message("start.bonus-in-total")
