"""The levels in a row of a table to what its criterion asks, for all communes or place by place.

Where all places have a limit on the same side, they share a threshold that depends on the place. A cell that is not
understood leaves its place to an attestation.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from smartcommune.authoring.start.annex import Cell
from smartcommune.authoring.start.begun import Data, untranslated
from smartcommune.authoring.start.draft import Draft, either_of, value
from smartcommune.authoring.start.limits import Asked, Attested, Limit, NotAsked, asked_of, is_counted
from smartcommune.authoring.start.outline import Item
from smartcommune.messages import Message
from smartcommune.tables.header.folding import bare, folded

# The fact by which a commune has the level of one place or another.
PLACE: Final = "vung"


def ask(item: Item, draft: Draft) -> Data:
    """The `test` of a criterion, and when it applies at all; no test where nothing is asked anywhere."""
    cells = {draft.annex.places[key]: cell for key, cell in item.levels.items()}
    if draft.places and any(place in cells for place in draft.places):
        return _by_place(item, {id: cells.get(place) for place, id in draft.places.items()}, draft)
    asked = _understood(item, cells.get(""), draft)
    limit = {"": asked} if isinstance(asked, Limit) else {}
    if limit:
        return {"test": _compared(item, limit, cells, draft)}
    return {"test": _attested(item, draft, {})} if asked is None or isinstance(asked, Attested) else {}


def _understood(item: Item, cell: Cell | None, draft: Draft) -> Asked | None:
    """What a cell asks; what is blank or not clear is told."""
    asked = None if cell is None else asked_of(cell.text)
    if cell is None:
        draft.tell("limit-blank", Message("limit-blank-help"), item)
    elif asked is None:
        draft.tell("limit-unclear", Message("limit-unclear-help"), item, cell, text=" ".join(cell.text.split()))
    return asked


def _by_place(item: Item, cells: Mapping[str, Cell | None], draft: Draft) -> Data:
    found = {id: _understood(item, cell, draft) for id, cell in cells.items()}
    asked = {id: each for id, each in found.items() if not isinstance(each, NotAsked)}
    if not asked:
        return {}
    applies = {"applies_when": {"indicator": PLACE, "in": list(asked)}} if len(asked) < len(found) else {}
    limits = {id: each for id, each in asked.items() if isinstance(each, Limit)}
    there = {id: cell for id, cell in cells.items() if cell is not None}
    if len(limits) == len(asked) and len({(each.operator, each.is_percent) for each in limits.values()}) == 1:
        return {"test": _compared(item, limits, there, draft), **applies}
    made: dict[str, str] = {}
    tests: list[tuple[Any, list[str]]] = []
    for id, each in asked.items():
        test = _limited(item, each, made, there[id], draft) if isinstance(each, Limit) else _attested(item, draft, made)
        same = next((ids for known, ids in tests if known == test), None)
        same.append(id) if same is not None else tests.append((test, [id]))
    if len(tests) == 1:
        return {"test": tests[0][0], **applies}
    ways = [{"all_of": [_in(ids), test]} for test, ids in tests]
    return {"test": either_of(ways), **applies}


def _in(ids: list[str]) -> Data:
    return {"indicator": PLACE, "is": ids[0]} if len(ids) == 1 else {"indicator": PLACE, "in": ids}


def _compared(item: Item, limits: Mapping[str, Limit], cells: Mapping[str, Cell], draft: Draft) -> Data:
    """A comparison with one threshold, of one value or of one for each place."""
    first = next(iter(limits.values()))
    indicator = _figure(item, first, draft)
    values = {id: value(each.number, is_percent=each.is_percent) for id, each in limits.items()}
    single = len(set(values.values())) == 1
    by = {} if single and len(limits) in (1, len(draft.places)) else {"by": PLACE}
    given = values if by else {"default": next(iter(values.values()))}
    names = dict.fromkeys(cells[id].name for id in limits)
    cell = Cell("", ", ".join(names))
    type = draft.indicators[indicator]["type"]
    return {
        "indicator": indicator,
        first.operator: draft.threshold(indicator, first.operator, item, cell, type=type, **by, **given),
    }


def _limited(item: Item, limit: Limit, made: dict[str, str], cell: Cell, draft: Draft) -> Data:
    """A comparison for one place of several that are not asked alike."""
    key = "percent" if limit.is_percent else bare(folded(limit.unit))
    if key not in made:
        made[key] = _figure(item, limit, draft)
    type = draft.indicators[made[key]]["type"]
    number = value(limit.number, is_percent=limit.is_percent)
    return {
        "indicator": made[key],
        limit.operator: draft.threshold(made[key], limit.operator, item, cell, type=type, default=number),
    }


def _figure(item: Item, limit: Limit, draft: Draft) -> str:
    """The figure that is compared."""
    if limit.is_percent:
        return draft.indicator(item.label, {"type": "percent"})
    unit = limit.unit or item.unit
    more = {"unit": untranslated(unit)} if unit else {}
    type = "count" if is_counted(unit, [limit.number]) else "number"
    return draft.indicator(item.label, {"type": type, **more})


def _attested(item: Item, draft: Draft, made: dict[str, str]) -> Data:
    if "attested" not in made:
        made["attested"] = draft.attested(item)
    return {"indicator": made["attested"], "is": "true"}
