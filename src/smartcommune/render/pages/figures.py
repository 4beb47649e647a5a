"""A reason to the parts that stand in columns of their own: what was found, what is needed, and a bar of the two."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final, NamedTuple

from smartcommune.assess.assessment import Reason
from smartcommune.assess.points import Points, SelfScored, interval
from smartcommune.messages import CATALOGUE, LANGUAGES, Language, Message, Sayable, say
from smartcommune.model.wording import Rounded, Shown

# How a sentence of the catalogue ends that says what is needed: `{value} (cần {need})`.
_NEED: Final = re.compile(r"(?P<found>.+) \([^(){}]*\{need\}\)")
# And one that says what is earned.
_POINTS: Final = ": {points}"
_PERCENT: Final = Message("unit.percent")


class Bar(NamedTuple):
    """A percentage and the limits that it is compared with, as shares of the whole bar, in hundredths."""

    value: str
    limits: tuple[str, ...]


def found_and_needed(text: Message, language: Language) -> tuple[str, str]:
    """What a reason says it found, and what it says is needed; the latter is empty where that is not said apart."""
    text = _bare(text)
    if text.key == "text.points":  # they stand in a column of their own
        return "", ""
    sentence = CATALOGUE[text.key][LANGUAGES.index(language)]
    if sentence.endswith(_POINTS):  # the same
        return text.say(language).removesuffix(_POINTS.format(points=say(text.values["points"], language))), ""
    match = _NEED.fullmatch(sentence)
    if match is None:
        return text.say(language), ""
    need, whole = say(text.values["need"], language), text.say(language)
    # The sentence without its end, which is as long as the brackets with the need in them.
    end = sentence[match.end("found") :].replace("{need}", need)
    return whole.removesuffix(end), need


def _bare(text: Message) -> Message:
    """The sentence without the points behind it, which stand in a column of their own."""
    own = text.values.get("text")
    if text.key == "text.self-points" and isinstance(own, Message):
        return _bare(own)
    inner = text.values.get("value")
    return inner if text.key == "text.value-points" and isinstance(inner, Message) else text


def bar(reason: Reason) -> Bar | None:
    """A bar for a percentage of which one or two limits are known."""
    known = _bare(reason.text).values.get("value")
    if not isinstance(known, Shown) or known.unit != _PERCENT or not isinstance(known.value, Fraction):
        return None
    limits = [item.threshold for item in reason.compared if isinstance(item.threshold, Fraction)]
    if not limits or not all(0 <= each <= 100 for each in (known.value, *limits)):
        return None
    return Bar(_hundredths(known.value), tuple(map(_hundredths, limits)))


def _hundredths(number: Fraction) -> str:
    """The number as drawings take it."""
    return f"{float(number):.2f}".rstrip("0").rstrip(".")


def self_scored(scored: SelfScored | None) -> Sayable | None:
    """What the commune gives itself, below the points that are computed, where it is not the same."""
    return Message("self-points.own", own=Rounded(scored.own)) if scored is not None and scored.difference else None


def of_most(points: Points | None) -> Sayable | None:
    """Points as a column has them: `8 của 10`."""
    if points is None:
        return None
    earned = interval(points.low, points.high)
    if not points.most_high:
        return earned
    return Message("html.points-of", points=earned, most=interval(points.most_low, points.most_high))
