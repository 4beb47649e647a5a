"""A node of a profile to the fact that is given there, in the type that its indicator declares."""

from __future__ import annotations

from typing import Final

from smartcommune.messages import Message
from smartcommune.model.facts import NA, FactValue
from smartcommune.model.indicator import Indicator
from smartcommune.model.sets import members, set_of
from smartcommune.model.values import Unfit, fact, said_fact
from smartcommune.source.document import Listing, Node, Scalar, Table

UNKNOWN: Final = "?"
_NOT_APPLICABLE: Final = frozenset({"na", "không áp dụng"})


def is_text(node: Node) -> bool:
    """Whether this is a text with something in it."""
    return isinstance(node, Scalar) and not node.blank and node.text.strip() != ""


def given_in(node: Node) -> Scalar | Listing:
    """The text of a fact, or the values of a set, given alone or with its evidence."""
    if isinstance(node, Table):
        node = node.entries["value"][1] if "value" in node.entries else Scalar("", node.place)
    return Scalar("", node.place) if isinstance(node, Table) else node


def _listed(listing: Listing, indicator: Indicator, *, in_words: bool) -> FactValue:
    """The set that a list of its values is."""
    if indicator.type != "set":
        raise Unfit("list-of-one", Message("list-of-one", indicator=indicator.id))
    read = said_fact if in_words else fact
    chosen = [read(item.text, indicator) for item in listing.items if isinstance(item, Scalar) and is_text(item)]
    return set_of((value for one in chosen for value in members(str(one))), indicator.values)


def fact_in(node: Node, indicator: Indicator, *, in_words: bool) -> FactValue | None:
    scalar = given_in(node)
    if isinstance(scalar, Listing):
        return _listed(scalar, indicator, in_words=in_words)
    # In a text, the quoted words `na` and `?` are words; elsewhere they cannot be a value and mean what they say.
    is_word = scalar.quoted and indicator.type in ("text", "code")
    if scalar.blank or not scalar.text.strip() or (scalar.text == UNKNOWN and not is_word):
        return None
    if scalar.text.casefold() in _NOT_APPLICABLE and not is_word:
        return NA
    return said_fact(scalar.text, indicator) if in_words else fact(scalar.text, indicator)
