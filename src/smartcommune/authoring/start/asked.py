"""The levels in a row of a table to what its criterion asks, for all communes or place by place.

Where all places have a limit on the same side, they share a threshold that depends on the place. A cell that is not
understood leaves its place to an attestation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from smartcommune.authoring.start.annex import Cell
from smartcommune.authoring.start.begun import Data, untranslated
from smartcommune.authoring.start.draft import Draft, either_of, value
from smartcommune.authoring.start.limits import Asked, Limit, NotAsked, asked_of, is_counted
from smartcommune.authoring.start.outline import Item
from smartcommune.messages import Message
from smartcommune.tables.header.folding import bare, folded


def ask(item: Item, draft: Draft) -> Data:
    """The `test` of a criterion, and when it applies at all; no test where nothing is asked anywhere."""
    cells = {draft.annex.places[key]: cell for key, cell in item.levels.items()}
    if draft.places and any(place in cells for place in draft.places):
        return _by_place(item, {id: cells.get(place) for place, id in draft.places.items()}, draft)
    asked = _understood(item, cells.get(""), draft)
    if isinstance(asked, Limit):
        return {"test": _compared(item, _figure(item, [asked], draft), {"": asked}, cells, draft)}
    return {} if isinstance(asked, NotAsked) else {"test": _attested(item, draft)}


def _understood(item: Item, cell: Cell | None, draft: Draft) -> Asked | None:
    """What a cell asks; what is blank or not clear is told."""
    is_bare = item.unit.strip() == "%" and cell is not None and re.fullmatch(r"[\d.,]+", cell.text)
    asked = None if cell is None else _in_percent(asked_of(f"{cell.text}%" if is_bare else cell.text, item.unit), item)
    if cell is None:
        draft.tell("limit-blank", Message("limit-blank-help"), item)
    elif asked is None:
        draft.tell("limit-unclear", Message("limit-unclear-help"), item, cell, text=" ".join(cell.text.split()))
    return asked


def _in_percent(asked: Asked | None, item: Item) -> Asked | None:
    """A bare number is percent where the column of units says so."""
    if isinstance(asked, Limit) and item.unit.strip() == "%" and not asked.unit:
        return asked._replace(is_percent=True)
    return asked


def _by_place(item: Item, cells: Mapping[str, Cell | None], draft: Draft) -> Data:
    found = _of_one_kind({id: _understood(item, cell, draft) for id, cell in cells.items()}, item, cells, draft)
    asked = {id: each for id, each in found.items() if not isinstance(each, NotAsked)}
    if not asked:
        return {}
    applies = {"applies_when": _in(list(asked), draft)} if len(asked) < len(found) else {}
    limits = {id: each for id, each in asked.items() if isinstance(each, Limit)}
    there = {id: cell for id, cell in cells.items() if cell is not None}
    figure = _figure(item, list(limits.values()), draft) if limits else ""
    if len(limits) == len(asked) and len({each.operator for each in limits.values()}) == 1:
        return {"test": _compared(item, figure, limits, there, draft), **applies}
    attested = _attested(item, draft) if len(limits) < len(asked) else {}
    tests: list[tuple[Data, list[str]]] = []
    for id, each in asked.items():
        test = _compared(item, figure, {"": each}, {"": there[id]}, draft) if isinstance(each, Limit) else attested
        same = next((ids for known, ids in tests if known == test), None)
        same.append(id) if same is not None else tests.append((test, [id]))
    if len(tests) == 1:
        return {"test": tests[0][0], **applies}
    ways = [{"all_of": [_in(ids, draft), test]} for test, ids in tests]
    return {"test": either_of(ways), **applies}


def _of_one_kind(
    found: Mapping[str, Asked | None], item: Item, cells: Mapping[str, Cell | None], draft: Draft
) -> dict[str, Asked | None]:
    """What places ask; a level in another unit than the first one's is none, and told."""
    limits = [each for each in found.values() if isinstance(each, Limit)]
    unit = bare(folded(item.unit or next((each.unit for each in limits if each.unit), "")))
    clear: dict[str, Asked | None] = {}
    for id, each in found.items():
        is_other = isinstance(each, Limit) and (
            each.is_percent != limits[0].is_percent or bare(folded(each.unit)) not in ("", unit)
        )
        cell = cells[id]
        if is_other and cell is not None:
            draft.tell("limit-unclear", Message("limit-unclear-help"), item, cell, text=" ".join(cell.text.split()))
        clear[id] = None if is_other else each
    return clear


def _in(ids: list[str], draft: Draft) -> Data:
    return {"indicator": draft.place(), **({"is": ids[0]} if len(ids) == 1 else {"in": ids})}


def _compared(item: Item, figure: str, limits: Mapping[str, Limit], cells: Mapping[str, Cell], draft: Draft) -> Data:
    """A comparison with one threshold, of one value or of one for each place."""
    first = next(iter(limits.values()))
    values = {id: value(each.number, is_percent=each.is_percent) for id, each in limits.items()}
    is_one = len(set(values.values())) == 1 and len(limits) in (1, len(draft.places))
    given = {"default": next(iter(values.values()))} if is_one else {"by": draft.place(), **values}
    cell = Cell("", ", ".join(dict.fromkeys(cells[id].name for id in limits)))
    type = draft.indicators[figure]["type"]
    return {
        "indicator": figure,
        first.operator: draft.threshold(figure, first.operator, item, cell, type=type, **given),
    }


def _figure(item: Item, limits: list[Limit], draft: Draft) -> str:
    """The figure that limits of one kind are compared with."""
    if limits[0].is_percent:
        return draft.indicator(item.label, {"type": "percent"})
    unit = next((limit.unit for limit in limits if limit.unit), item.unit)
    more = {"unit": untranslated(unit)} if unit else {}
    type = "count" if is_counted(unit, [each.number for each in limits]) else "number"
    return draft.indicator(item.label, {"type": type, **more})


def _attested(item: Item, draft: Draft) -> Data:
    return {"indicator": draft.attested(item), "is": "true"}
