"""The derived indicators of a rule file: what each is computed from, its type and its limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any, Final

from smartcommune.messages import Listed, Message, Words
from smartcommune.model.forms import Form, Limits
from smartcommune.model.indicator import MOST_PERCENT, Indicator
from smartcommune.model.values import limits
from smartcommune.rulesets.limits import MOST_PARTS
from smartcommune.rulesets.names import Names
from smartcommune.rulesets.words import unit_of, words_of, words_or
from smartcommune.shape.record import FORMS
from smartcommune.source.document import Path

if TYPE_CHECKING:
    from smartcommune.shape.indicator import DerivedShape

# Of which types the parts of a share are, and those of everything else.
_OF_AMOUNTS: Final = ("count", "money", "number")
_OF_NUMBERS: Final = (*_OF_AMOUNTS, "percent")
_OF_DAYS: Final = ("date",)
_ONE: Final = Fraction(1)


def in_order(shapes: Iterable[tuple[str, DerivedShape]], names: Names) -> Iterator[tuple[str, DerivedShape]]:
    """The derived indicators, each after those that it is computed from; one that rests on itself is a problem."""
    found = dict(shapes)
    below = {id: [part for _, part in _parts(shape) if part in found] for id, shape in found.items()}
    try:
        order = list(TopologicalSorter(below).static_order())
    except CycleError as error:
        cycle = error.args[1]
        first = next(id for id in found if id in cycle)
        message = Message("circle-indicators", cycle=" → ".join(reversed(cycle)))
        names.report("circle", ("derived", first), message, key=True)
        names.indicators |= {id: _bare(id, shape) for id, shape in found.items()}
        return
    yield from ((id, found[id]) for id in order)


def link_derived(id: str, shape: DerivedShape, names: Names, path: Path) -> Indicator:
    """The indicator with what it is computed from; without that where the file says it wrongly."""
    bare, kinds = _bare(id, shape), _kinds(shape)
    if len(kinds) != 1:
        names.report("one-form", path, Message("one-form", indicator=id, kinds=_quoted(FORMS)), key=True)
        return bare
    ((kind, _),) = kinds
    if shape.unit is not None and kind != "ratio":
        names.report("unit-of", (*path, "unit"), Message("unit-of.derived"))
    known = len(names.problems)
    parts = list(_linked(kind, _parts(shape), names, path))
    if len(names.problems) > known:
        return bare
    form = _form(kind, parts)._replace(of_counts=_is_of_counts(kind, parts) and shape.range is None)
    return bare._replace(type=_type(kind, parts[0]), form=form, unit=_unit(kind, parts[0], shape))


def _bare(id: str, shape: DerivedShape) -> Indicator:
    """The indicator without what it is computed from."""
    return Indicator(
        id,
        "number" if shape.days is not None else "percent",
        words_of(shape.label),
        about=words_or(shape.about, None),
        actionable=shape.actionable != "false",
        difficulty=int(shape.difficulty or 1),
        aliases=shape.aliases or (),
        not_to_be_confused=shape.not_to_be_confused or (),
    )


def natural_limits(indicator: Indicator, names: Names) -> Limits:
    """How small and how large a figure can be, by what its parts can be."""
    form = indicator.form
    if form is None or form.kind == "share":
        return Fraction(0), MOST_PERCENT
    if form.below is None:
        return form.limits({id: limits(names.indicators[id]) for id in form.parts})
    least = limits(names.indicators[form.parts[0]])[0]
    if least is None or least < 0:
        return None, None
    return Fraction(0) if form.kind == "ratio" else -MOST_PERCENT, None


def _kinds(shape: DerivedShape) -> list[tuple[str, Any]]:
    return [(key, content) for key, content in shape.items() if key in FORMS]


def _parts(shape: DerivedShape) -> list[tuple[Path, str]]:
    """The indicators that a file names as parts, each with where it does."""
    found: list[tuple[Path, str]] = []
    for kind, content in _kinds(shape):
        named = enumerate(content) if isinstance(content, tuple) else content.items()
        found += [((kind, key), id) for key, id in named]
    return found


def _linked(kind: str, parts: Sequence[tuple[Path, str]], names: Names, path: Path) -> Iterator[Indicator]:
    """The parts, once each is known to be fit to be computed with."""
    if len(parts) > MOST_PARTS:
        message = Message("too-many-parts", found=len(parts), what=Message("parts.members"), most=MOST_PARTS)
        names.report("too-many-parts", (*path, kind), message, key=True)
        return
    seen: list[Indicator] = []
    for where, id in parts:
        at = (*path, *where)
        if not names.declared("indicator", id, names.indicators, at):
            continue
        part = names.indicators[id]
        problem = _unfit(kind, part, seen)
        if problem is not None:
            names.report(problem.key, at, problem)
        seen.append(part)
    yield from seen


def _unfit(kind: str, part: Indicator, before: Sequence[Indicator]) -> Message | None:
    """What is wrong with a part beside those before it."""
    types = _OF_AMOUNTS if kind == "share" else _OF_DAYS if kind == "days" else _OF_NUMBERS
    if part.type not in types:
        return Message("part-type", indicator=part.id, type=part.type, kind=kind, types=_quoted(types))
    if part.rounded_to is not None or part.round is not None:
        return Message("part-rounded", indicator=part.id, key="rounded_to" if part.round is None else "round")
    if any(other.id == part.id for other in before):
        return Message("part-twice", indicator=part.id)
    if kind != "ratio" and before and (part.type, part.unit) != (before[0].type, before[0].unit):
        return Message("part-differs", indicator=part.id, other=before[0].id)
    return None


def _quoted(names: Iterable[str]) -> Listed:
    return Listed(tuple(f"`{name}`" for name in names), ", ")


def _form(kind: str, parts: Sequence[Indicator]) -> Form:
    ids = [part.id for part in parts]
    match kind:
        case "share":
            return Form(kind, ((ids[0], MOST_PERCENT),), ids[1])
        case "ratio":
            return Form(kind, ((ids[0], _ONE),), ids[1])
        case "change":
            return Form(kind, ((ids[0], MOST_PERCENT), (ids[1], -MOST_PERCENT)), ids[1])
        case "difference":
            return Form(kind, ((ids[0], _ONE), (ids[1], -_ONE)))
        case "days":
            return Form(kind, ((ids[0], -_ONE), (ids[1], _ONE)))
        case "mean":
            return Form(kind, tuple((id, Fraction(1, len(ids))) for id in ids))
        case _:
            return Form(kind, tuple((id, _ONE) for id in ids))


def _is_of_counts(kind: str, parts: Sequence[Indicator]) -> bool:
    return kind == "share" and all(part.type == "count" and part.form is None for part in parts)


def _type(kind: str, part: Indicator) -> str:
    """Of what type a figure is whose parts are of one."""
    if kind in ("share", "change"):
        return "percent"
    is_number = kind in ("ratio", "days") or (part.type == "count" and kind in ("difference", "mean"))
    return "number" if is_number else part.type


def _unit(kind: str, part: Indicator, shape: DerivedShape) -> str | Words | None:
    """The unit of a figure whose parts have one, or of one that has its own."""
    match kind:
        case "ratio":
            return unit_of(shape.unit)
        case "days":
            return "day"
        case "sum" | "difference" | "mean":
            return part.unit
        case _:
            return None
