"""A row of a table of points to how its criterion earns them; where that is not clear, people give them."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any, Final

from smartcommune.authoring.start.begun import Data, in_both, untranslated
from smartcommune.authoring.start.draft import Draft, value
from smartcommune.authoring.start.limits import number_of
from smartcommune.authoring.start.lines import Line
from smartcommune.authoring.start.outline import Item
from smartcommune.authoring.start.scales import AllOrNothing, Choice, Each, Proportion, Steps, Together, earned
from smartcommune.messages import Message
from smartcommune.quantity import plain
from smartcommune.tables.header.folding import bare, word

_FOR_EACH: Final = re.compile(
    r"(?P<behind>\d+(?:[.,]\d+)?)\s*diem\s*/\s*[a-z]|\bmoi\b.{0,40}?\b(?P<before>\d+(?:[.,]\d+)?)\s*diem\b"
)
_AT_MOST: Final = re.compile(r"(?:toi da|khong qua)\D{0,20}(?P<most>\d+(?:[.,]\d+)?)\s*diem")


def score(item: Item, draft: Draft) -> dict[str, Data]:
    """The criteria of a row, by their ids; several where each line of it earns points of its own."""
    found = earned(_signed(item), printed(item, draft))
    if isinstance(found, Together):
        return _together(item, found, draft)
    about = {"about": untranslated("; ".join(line.text for line in item.lines))} if len(item.lines) > 1 else {}
    more = {**({"may_not_apply": "true"} if item.idle else {}), **about}
    match found:
        case Steps():
            way = {"points": _steps(item, found, more, draft)}
        case Proportion():
            way = {"points": _proportion(item, found, more, draft)}
        case Each():
            way = {"points": _each(item, found, more, draft)}
        case AllOrNothing():
            way = _whole(item, found, more, draft)
        case Choice():
            way = {"points": _choice(item, found, more, draft)}
        case _:
            way = _given(item, more, draft)
    return {criterion_id(item, draft): {**head(item, draft), **_manner(item), **way}} if way else {}


def _signed(item: Item) -> list[Line]:
    """The lines of a scale, or the name where there are none; in a section of deductions all of them take off.

    Lines that do otherwise than their section says are no scale.
    """
    lines = item.lines or [Line(item.label, None, item.label)]
    given = [line.points for line in lines if line.points]
    if item.kind == "deduction" and all(points > 0 for points in given):
        return [line._replace(points=None if line.points is None else -line.points) for line in lines]
    is_other = any(points > 0 if item.kind == "deduction" else points < 0 for points in given)
    return [] if item.kind and is_other else lines


def printed(item: Item, draft: Draft) -> Fraction | None:
    """The printed most of a row; what stands there and is no number is told."""
    if item.points is not None and item.most is None:
        text = " ".join(item.points.text.split())
        draft.tell("points-unread", Message("points-unread-help"), item, item.points, text=text)
    return item.most


def criterion_id(item: Item, draft: Draft) -> str:
    return draft.ids.new(item.number.replace(".", " ") if item.number else item.label, "tc_")


def head(item: Item, draft: Draft) -> Data:
    """What every criterion has."""
    number = {"number": item.number} if item.number else {}
    asked = {"evidence_asked": untranslated(item.evidence)} if item.evidence and not item.inside else {}
    return {**number, "label": untranslated(item.label), "cite": draft.cite(item), **asked}


def _manner(item: Item) -> Data:
    """How a criterion earns; what does not occur may be left out, or earn all."""
    return {**by(item), **({"not_applicable": item.idle} if item.idle else {})}


def by(item: Item) -> Data:
    """A bonus is claimed, and a deduction is found."""
    if item.kind == "bonus" and (item.most or 0) >= 0:
        return {"by_claim": "true"}
    return {"by_finding": "true"} if item.kind == "deduction" else {}


def _steps(item: Item, found: Steps, more: Data, draft: Draft) -> Data:
    unit = {"unit": untranslated(found.unit)} if found.unit else {}
    indicator = draft.indicator(item.label, {"type": found.type, **unit, **more})
    for gap in found.gaps:
        draft.tell("scale-gap", Message("scale-gap-help"), item, found=value(gap, is_percent=found.type == "percent"))
    rows = [
        {
            **{key: value(number, is_percent=found.type == "percent") for key, number in step.bounds.items()},
            "points": plain(step.points),
        }
        for step in found.steps
    ]
    return {"indicator": indicator, "scale": rows}


def _proportion(item: Item, found: Proportion, more: Data, draft: Draft) -> Data:
    below = {} if found.none_below is None else {"none_below": value(found.none_below, is_percent=True)}
    rates = {"most": plain(found.most), "full_at": value(found.full_at, is_percent=True), **below}
    indicator = draft.indicator(item.label, {"type": "percent", **more})
    return {"indicator": indicator, "in_proportion": rates, "round": {"to": plain(Fraction(1, 10**found.digits))}}


def _each(item: Item, found: Each, more: Data, draft: Draft) -> Data:
    indicator = draft.indicator(item.label, {"type": "count", **more})
    return {"indicator": indicator, "each": "1", "add": plain(found.add), "most": plain(found.most)}


def _whole(item: Item, found: AllOrNothing, more: Data, draft: Draft) -> Data:
    """All of the points for what is there, else none."""
    label = item.label if found.words.startswith(item.label) else f"{item.label}: {found.words}"
    indicator = draft.indicator(item.label, {"type": "boolean", "label": untranslated(label), **more})
    return {"test": {"indicator": indicator, "is": "true"}, "points": plain(found.points)}


def _choice(item: Item, found: Choice, more: Data, draft: Draft) -> Data:
    """Points for the line that somebody says fits; one more value where none of them need fit."""
    values: Data = {}
    rows: list[Any] = []
    for place, (words, points) in enumerate(found.lines, start=1):
        values[f"dong_{place}"] = untranslated(words)
        rows += [{"is": f"dong_{place}", "points": plain(points)}] if points else []
    if len(rows) == len(values):
        values["khong_dong_nao"] = in_both(Message("start.no-line"))
    indicator = draft.indicator(item.label, {"type": "enum", "values": values, **more})
    return {"indicator": indicator, "scale": rows}


def _together(item: Item, found: Together, draft: Draft) -> dict[str, Data]:
    """A criterion for each line, and their sum."""
    made: dict[str, Data] = {}
    for place, line in enumerate(found.lines, start=1):
        part = draft.indicator(line.words, {"type": "boolean"})
        id = draft.ids.new(f"{item.number or item.label} {place}".replace(".", " "), "tc_")
        number = {"number": f"{item.number}.{place}"} if item.number else {}
        test = {"test": {"indicator": part, "is": "true"}, "points": plain(line.points)}
        made[id] = {**number, "label": untranslated(line.words), "cite": draft.cite(item), **_manner(item), **test}
    return {**made, criterion_id(item, draft): {**head(item, draft), "points": summed(list(made), item.most)}}


def summed(ids: list[str], printed: Fraction | None) -> Data:
    """What some criteria earn together, with the most that the document prints."""
    return {"sum": ids, **({} if printed is None else {"printed_most": plain(printed)})}


def is_for_each(text: str, printed: Fraction) -> bool:
    """Whether points are taken off for each day or each case, so that those printed beside it are not the most."""
    words = bare(word(text))
    each = {number_of(found["behind"] or found["before"]) for found in _FOR_EACH.finditer(words)}
    ends = {number_of(found["most"]) for found in _AT_MOST.finditer(words)}
    return printed < 0 and -printed in each - ends


def _given(item: Item, more: Data, draft: Draft) -> Data:
    """Points that people give, or take off, up to the printed most; nothing where none is printed."""
    most = item.most
    if most is None or not most:
        draft.tell("points-blank", Message("points-blank-help"), item)
        return {}
    end, to = abs(most), "0.01"
    if is_for_each(item.label, most):
        end, to = max(end, draft.most), plain(end)  # so many for one, for two …
        draft.tell("points-each", Message("points-each-help"), item, None, found=plain(abs(most)), most=plain(end))
    else:
        draft.tell("points-unclear", Message("points-unclear-help"), item, None, most=plain(end))
    bounds = {"min": "0", "max": plain(end)}
    words = in_both(Message("start.points-of" if most > 0 else "start.points-off", label=item.label))
    indicator = draft.indicator(item.label, {"type": "number", "label": words, "range": bounds, **more}, "diem_")
    if most > 0:
        return {"points": {"given": indicator}}
    return {"points": {"indicator": indicator, "each": "1", "add": "-1", "parts": "pro_rata", "round": {"to": to}}}
