"""Values of a threshold that follow from another one's: how they are written, and whether they can be."""

from __future__ import annotations

from fractions import Fraction
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Final

from smartcommune.engine.bounds import bound_on
from smartcommune.engine.relative import Beyond, followed
from smartcommune.messages import Message, Words
from smartcommune.model.indicator import Indicator
from smartcommune.model.threshold import Relative, Span, Threshold, written_by
from smartcommune.model.wording import shown
from smartcommune.quantity import MOST_DIGITS
from smartcommune.rulesets.names import Names
from smartcommune.source.document import Path

if TYPE_CHECKING:
    from smartcommune.shape.rule_file import ValuesShape

RELATIVE_KEYS: Final = ("of", "plus", "times")
_PERIOD_KEYS: Final = ("from", "until")
_MOST: Final = Fraction(10**MOST_DIGITS)


def is_relative(shape: ValuesShape) -> bool:
    """Whether values are written that follow from others."""
    return any(getattr(shape, key) is not None for key in RELATIVE_KEYS)


def link_relative(shape: ValuesShape, like: Indicator, names: Names, path: Path) -> Relative | None:
    """How the values of a period follow; the other threshold may stand further down in the file."""
    others = [key for key, _ in shape.items() if key not in (*_PERIOD_KEYS, *RELATIVE_KEYS)]
    if shape.of is None or others or (shape.plus is not None and shape.times is not None):
        names.report("relative-alone", path, Message("relative-alone"))
        return None
    if not like.numeric:
        names.report("relative-type", (*path, "of"), Message("relative-type", type=like.type))
        return None
    return Relative(shape.of, _times(shape.times, names, path), _plus(shape.plus, like, names, path))


def _plus(text: str | None, like: Indicator, names: Names, path: Path) -> Fraction:
    """How much more, or less, in the unit of the threshold."""
    if text is None:
        return Fraction(0)
    type = "percent" if like.type == "percent" else "number"
    value = names.value(text, Indicator(like.id, type, like.label, least=-_MOST, most=_MOST), (*path, "plus"))
    return value if isinstance(value, Fraction) else Fraction(0)


def _times(text: str | None, names: Names, path: Path) -> Fraction:
    """How many times as much."""
    if text is None:
        return Fraction(1)
    value = names.value(text, Indicator("times", "number", Words("times", "times")), (*path, "times"))
    if not isinstance(value, Fraction) or value <= 0:
        names.report("bad-times", (*path, "times"), Message("bad-times", found=text))
        return Fraction(1)
    return value


def check_relative(names: Names, in_force: Span) -> None:
    """Report thresholds that follow from what they cannot, and values that no threshold can have on some day."""
    known = len(names.problems)
    following = [threshold for threshold in names.thresholds.values() if threshold.bases]
    for threshold in following:
        for base in threshold.bases:
            _check_base(threshold, base, names)
    if not following or len(names.problems) > known or _has_circle(names) or _has_misfits(names):
        return
    days = {dated.span.first for threshold in names.thresholds.values() for dated in threshold.values}
    seen: dict[str, Beyond] = {}
    for day in sorted(day for day in {*days, in_force.first} if in_force.covers(day)):
        bounds = {id: bound_on(threshold, day) for id, threshold in names.thresholds.items()}
        for beyond in followed(bounds, day)[1]:
            seen.setdefault(beyond.threshold, beyond)
    for beyond in seen.values():
        told = {"name": beyond.threshold, "base": beyond.base}
        value = shown(beyond.value, names.thresholds[beyond.threshold].like)
        names.report("threshold-beyond", _place(beyond, names), Message("threshold-beyond", **told, value=value))


def _check_base(threshold: Threshold, base: str, names: Names) -> None:
    """A threshold follows from one of its type, which depends on no other place than it does itself."""
    at = _at(threshold.id, names)
    if not names.declared("threshold", base, names.thresholds, at):
        return
    other = names.thresholds[base]
    if other.type != threshold.type:
        message = Message("other-type", threshold=other.id, type=other.type, expected=threshold.type)
        names.report("other-type", at, message)
    if not {*other.by} <= {*threshold.by}:
        names.report("relative-places", at, Message("relative-places", name=base, by=written_by(other.by)))


def _has_circle(names: Names) -> bool:
    try:
        TopologicalSorter({id: threshold.bases for id, threshold in names.thresholds.items()}).prepare()
    except CycleError as error:
        cycle = error.args[1]
        message = Message("circle-thresholds", cycle=" → ".join(reversed(cycle)))
        names.report("circle", _at(cycle[0], names), message)
        return True
    return False


def _has_misfits(names: Names) -> bool:
    """Whether some value is still the text of the file, for it does not fit; nothing follows from that."""
    values = (
        value
        for threshold in names.thresholds.values()
        for dated in threshold.values
        for value in dated.stated.values()
    )
    return any(isinstance(value, str) for value in values)


def _at(id: str, names: Names) -> Path:
    """Where this file says what a threshold follows from; the thresholds of the file where it does not."""
    path: Path = ("thresholds", id, "values")
    numbers = range(len(names.thresholds[id].values))
    own = ((*path, number, "of") for number in numbers if names.document.node((*path, number, "of")) is not None)
    return next(own, ("thresholds",))


def _place(beyond: Beyond, names: Names) -> Path:
    """Where a value that cannot be comes from: its threshold, or what it follows from."""
    at = _at(beyond.threshold, names)
    base: Path = ("thresholds", beyond.base)
    return base if len(at) == 1 and names.document.node(base) is not None else at
