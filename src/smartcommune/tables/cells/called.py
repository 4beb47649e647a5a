"""A problem of a profile to the same of a row: facts by the headers of their columns, values by their words."""

from __future__ import annotations

from collections.abc import Mapping

from smartcommune.messages import Listed, Message
from smartcommune.model.indicator import Indicator


def in_words(message: Message, headers: Mapping[str, str], indicators: Mapping[str, Indicator]) -> Message:
    """The same sentence without the ids that a rule file has.

    Args:
        message: it names indicators by their ids; `value`, where there is one, is a constant of `other`.
        headers: of the columns, by the ids of what they hold.
        indicators: by their ids; one without a column goes by its label.
    """
    other = indicators.get(str(message.values.get("other")))

    def word(name: str, value: object) -> object:
        if name == "value" and other is not None and isinstance(value, str):
            truths = {"true": Message("yes"), "false": Message("no")}
            return other.values.get(value, truths.get(value, value))
        if isinstance(value, Listed):
            return Listed(tuple(word(name, part) for part in value.parts), value.separator)
        id = value.strip("`") if isinstance(value, str) else ""
        return headers.get(id, indicators[id].label) if id in indicators else value

    return Message(message.key, **{name: word(name, value) for name, value in message.values.items()})
