"""The places that a threshold depends on: by which indicators, and where its values stand under them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import prod
from typing import TYPE_CHECKING, Final

from smartcommune.messages import Message, Words
from smartcommune.model.condition import Value
from smartcommune.model.indicator import Indicator
from smartcommune.model.threshold import DEFAULT, Where
from smartcommune.problems import suggested
from smartcommune.rulesets.limits import MOST_PLACES
from smartcommune.rulesets.names import Names
from smartcommune.rulesets.relative import RELATIVE_KEYS
from smartcommune.source.document import Path

if TYPE_CHECKING:
    from smartcommune.shape.rule_file import PlacesShape, ValuesShape

_NO_PLACES: Final = ("from", "until", DEFAULT, *RELATIVE_KEYS)
# The values of an indicator; None where it is none whose values can be places, which is reported.
Places = Mapping[str, Words] | None


def places_by(by: Sequence[str], names: Names, path: Path) -> tuple[Places, ...]:
    """The places that each of the indicators tells apart on which a threshold depends."""
    for number, id in enumerate(by):
        if id in by[:number]:
            names.report("by-twice", (*path, number), Message("by-twice", indicator=id))
    found = tuple(_places(id, names, (*path, number)) for number, id in enumerate(by))
    number_of_places = prod(len(places) for places in found if places)
    if number_of_places > MOST_PLACES:
        said = {"found": number_of_places, "what": Message("parts.places"), "most": MOST_PLACES}
        names.report("too-many-parts", path, Message("too-many-parts", **said))
    return found


def _places(id: str, names: Names, path: Path) -> Places:
    if not names.declared("indicator", id, names.indicators, path):
        return None
    if names.indicators[id].type != "enum":
        names.report("by-not-enum", path, Message("by-not-enum", indicator=id))
        return None
    if names.indicators[id].may_not_apply is not False:
        names.report("place-applies", path, Message("place-applies", indicator=id))
    for value in names.indicators[id].values:
        if value in _NO_PLACES:
            names.report("reserved-place", path, Message("reserved-place", indicator=id, name=value))
    return names.indicators[id].values


def linked_places(
    shape: ValuesShape | PlacesShape,
    like: Indicator,
    places: Sequence[Places],
    names: Names,
    path: Path,
    beside: Collection[str] = _NO_PLACES,
) -> dict[Where, Value | None]:
    """The values of a table by place, in their type; a place without a value for all that it does not name has None."""
    found: dict[Where, Value | None] = {}
    declared, inside = (places[0], places[1:]) if places else ({}, ())
    for place, given in shape.items():
        if place in beside:
            continue
        at = (*path, place)
        if declared is not None and place not in declared:
            help = suggested(len(names.problems), place, [DEFAULT, *declared])
            names.report("undeclared-place", at, Message("undeclared-place", name=place), help, key=True)
        if isinstance(given, str):
            found[place,] = names.value(given, like, at)
            continue
        if not inside:
            help = Message("places-by-more")
            names.report("wrong-kind", at, Message("expected-text", found=Message("kind.table")), help)
        below = linked_places(given, like, inside, names, at, (DEFAULT,)) if inside else {}
        found |= {(place, *where): value for where, value in below.items()}
        found[place,] = None if given.default is None else names.value(given.default, like, (*at, DEFAULT))
    return found
