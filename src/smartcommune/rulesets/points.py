"""How a rule file says that points are earned to scales whose rows are conditions, to given points and to sums.

Points in proportion, and points for every so much more, are rounded or come in whole parts: they are scales of many
rows, each a comparison of one figure with one constant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from smartcommune.messages import Message
from smartcommune.model.condition import (
    Comparison,
    Condition,
    Group,
    Holds,
    Leaf,
    Operator,
    PointsLeaf,
    Reference,
    parts,
)
from smartcommune.model.conditions import rebuilt
from smartcommune.model.indicator import Indicator
from smartcommune.model.points import Given, Increments, Proportion, Rung, Scale, Sum
from smartcommune.model.rounding import Rounding
from smartcommune.model.ruleset import Earning
from smartcommune.quantity import decimal
from smartcommune.rulesets.conditions import link_comparisons, link_condition, link_threshold_use
from smartcommune.rulesets.ladders import MOST_ROWS, evenly, ladder, row_count, rungs_from
from smartcommune.rulesets.names import Names
from smartcommune.shape.record import EARNINGS
from smartcommune.source.document import Path

if TYPE_CHECKING:
    from smartcommune.shape.points import (
        IncrementsShape,
        PointsGivenShape,
        PointsShape,
        ProportionShape,
        RoundShape,
        ScaleShape,
        SumShape,
    )

_HUNDREDTHS: Final = Rounding(Fraction(1, 100))
_HALF: Final = Fraction(1, 2)


def link_points(shape: PointsShape, names: Names, path: Path) -> Earning | None:
    """How points are earned; None where it cannot be said, which is reported."""
    if isinstance(shape, str):
        raise AssertionError("plain points belong to a test")
    kind = next(key for key, _ in shape.items() if key in EARNINGS)
    linked: Any = {
        "scale": _scale,
        "in_proportion": _proportion,
        "each": _increments,
        "given": _given,
        "sum": _sum,
    }[kind]
    found: Earning | None = linked(shape, names, path)
    return found


def by_test(points: str, test: Condition) -> Scale:
    """So many points where a test is met, and none where it is not."""
    return Scale((Rung(test, decimal(points)),))


def applying(earning: Earning, path: Path) -> Condition:
    """What applies where at least one of the things applies that points depend on."""
    if isinstance(earning, Sum):
        return Group("any_of", tuple(Reference(id, path) for id in earning.members), path)
    looked_at: dict[object, Condition] = {}
    for rung in earning.rungs if isinstance(earning, Scale) else ():
        for part in parts(rung.condition):
            if isinstance(part, Leaf):
                looked_at.setdefault(part.indicator, part)
            elif isinstance(part, Reference | PointsLeaf):
                looked_at.setdefault((part.criterion,), part)
    found = tuple(looked_at.values())
    return found[0] if len(found) == 1 else Group("any_of", found, path)


def holding(condition: Condition) -> Condition:
    """The condition, in which nothing drops out: what does not apply is not met."""
    if isinstance(condition, Leaf | Reference | PointsLeaf):
        return Holds(condition, condition.path)
    return condition if isinstance(condition, Holds) else rebuilt(condition, holding)


def rounding(shape: RoundShape | None, names: Names, path: Path) -> Rounding | None:
    """How a number is rounded; a step that is none is reported."""
    if shape is None:
        return None
    step = decimal(shape.to)
    if step <= 0:
        names.report("bad-step", (*path, "to"), Message("bad-step", found=shape.to))
        return None
    return Rounding(step, shape.how or "half_away")


def _scale(shape: ScaleShape, names: Names, path: Path) -> Scale | None:
    known, indicator = len(names.problems), None
    if shape.indicator is not None:
        if not names.declared("indicator", shape.indicator, names.indicators, (*path, "indicator")):
            return None
        indicator = names.indicators[shape.indicator]
    rungs = [_row(row, indicator, names, (*path, "scale", number)) for number, row in enumerate(shape.scale)]
    if len(names.problems) > known:
        return None
    otherwise = Fraction(0) if shape.otherwise is None else decimal(shape.otherwise)
    return Scale(furthest_first(rung for rung in rungs if rung is not None), otherwise)


def _row(row: Any, indicator: Indicator | None, names: Names, path: Path) -> Rung | None:
    """A row: a comparison of the indicator of its scale, or a condition of its own."""
    if (row.when is None) == (indicator is None):
        names.report("row-without-condition", path, Message("row-without-condition"))
        return None
    if indicator is None:
        condition = link_condition(row.when, names, (*path, "when"))
    else:
        condition = Leaf(indicator.id, link_comparisons(row, indicator, names, path), path)
    return Rung(holding(condition), decimal(row.points))


def furthest_first(rungs: Iterable[Rung]) -> tuple[Rung, ...]:
    """Rows in the order in which they are looked at."""
    return tuple(sorted(rungs, key=lambda rung: -abs(rung.points)))


def _measured(id: str, names: Names, path: Path) -> Indicator | None:
    """An indicator that is a number; any other is reported."""
    if not names.declared("indicator", id, names.indicators, path):
        return None
    indicator = names.indicators[id]
    if not indicator.numeric:
        names.report("not-a-figure", path, Message("not-a-figure", indicator=id))
        return None
    return indicator


def _number(text: str | None, indicator: Indicator, names: Names, path: Path) -> Fraction | None:
    """A constant in the unit of an indicator."""
    if text is None:
        return None
    value = names.value(text, indicator._replace(least=None, most=None), path)
    return value if isinstance(value, Fraction) else None


def _proportion(shape: ProportionShape, names: Names, path: Path) -> Scale | None:
    known, indicator = len(names.problems), _measured(shape.indicator, names, (*path, "indicator"))
    step = rounding(shape.round, names, (*path, "round"))
    if indicator is None or step is None:
        return None
    inner, rates = (*path, "in_proportion"), shape.in_proportion
    most, full_at = decimal(rates.most), _number(rates.full_at, indicator, names, (*inner, "full_at"))
    none_below = _number(rates.none_below, indicator, names, (*inner, "none_below"))
    for key, value in (("most", most), ("full_at", full_at)):
        if value is not None and value <= 0:
            names.report("not-above-zero", (*inner, key), Message("not-above-zero", key=key))
    if len(names.problems) > known or full_at is None:
        return None
    return _ladder(Proportion(indicator.id, most, full_at, none_below, step), names, path)


def _increments(shape: IncrementsShape, names: Names, path: Path) -> Scale | None:
    known, indicator = len(names.problems), _measured(shape.indicator, names, (*path, "indicator"))
    if indicator is None:
        return None
    each, add = _number(shape.each, indicator, names, (*path, "each")), decimal(shape.add)
    for key, wrong in (("each", each is not None and each <= 0), ("add", add == 0)):
        if wrong:
            names.report("not-above-zero", (*path, key), Message("not-above-zero", key=key))
    above, threshold = _above(shape, indicator, names, path)
    step = rounding(shape.round, names, (*path, "round"))
    if (shape.parts == "pro_rata") != (step is not None):
        names.report("pro-rata-rounded", path, Message("pro-rata-rounded"))
    if len(names.problems) > known or each is None:
        return None
    base = Fraction(0) if shape.base is None else decimal(shape.base)
    ends = _ends(shape, base, add, each, above, indicator, names, path)
    if ends is None:
        return None
    none_below = _number(shape.none_below, indicator, names, (*path, "none_below"))
    rates = Increments(indicator.id, base, above, threshold, each, add, ends[1], ends[0], none_below, step)
    return _ladder(rates, names, path)


def _ladder(rates: Proportion | Increments, names: Names, path: Path) -> Scale | None:
    """The rows of points that follow from a figure; too many are reported."""
    count = row_count(rates)
    if count > MOST_ROWS:
        names.report("scale-too-long", path, Message("scale-too-long", found=count, most=MOST_ROWS))
        return None
    return ladder(rates, path)


def _above(
    shape: IncrementsShape, indicator: Indicator, names: Names, path: Path
) -> tuple[Fraction | None, str | None]:
    """From where on points are added: a number, or a threshold."""
    if shape.above is None:
        return Fraction(0), None
    if isinstance(shape.above, str):
        return _number(shape.above, indicator, names, (*path, "above")), None
    return None, link_threshold_use(shape.above, indicator, names, (*path, "above", "threshold"))


def _ends(
    shape: IncrementsShape,
    base: Fraction,
    add: Fraction,
    each: Fraction,
    above: Fraction | None,
    indicator: Indicator,
    names: Names,
    path: Path,
) -> tuple[Fraction, Fraction] | None:
    """The fewest and the most points; one of the two has to be written unless the range of the figure gives it."""
    reached = [base, Fraction(0)]
    if indicator.most is not None and above is not None and indicator.most > above:
        reached.append(base + (indicator.most - above) // each * add)
    key, text = ("most", shape.most) if add > 0 else ("least", shape.least)
    if text is None and len(reached) < 3:
        names.report("needs-end", path, Message("needs-end", key=key))
        return None
    least = min(reached) if shape.least is None else decimal(shape.least)
    most = max(reached) if shape.most is None else decimal(shape.most)
    return least, most


def _given(shape: PointsGivenShape, names: Names, path: Path) -> Scale | None:
    """Points that people give: a row for each number of points on the grid to which they are rounded."""
    indicator = _measured(shape.given, names, (*path, "given"))
    if indicator is None:
        return None
    least, most = indicator.least, indicator.most
    if least is None or most is None:
        names.report("given-without-range", (*path, "given"), Message("given-without-range", indicator=indicator.id))
        return None
    grid = rounding(shape.round, names, (*path, "round")) or _HUNDREDTHS
    low, high = (int(grid.of(end) / grid.to) for end in (least, most))
    if high - low > MOST_ROWS:
        names.report("scale-too-long", path, Message("scale-too-long", found=Fraction(high - low), most=MOST_ROWS))
        return None
    steps = evenly((low + 1) * grid.to, grid.to, high - low)
    middles = evenly((low + _HALF) * grid.to, grid.to, high - low)
    begins = (
        (_rounded_to(value, middle, grid), min(value, most)) for value, middle in zip(steps, middles, strict=True)
    )
    return Scale(rungs_from(begins, indicator.id, path), max(low * grid.to, least), Given(indicator.id, grid, most))


def _rounded_to(points: Fraction, middle: Fraction, grid: Rounding) -> Comparison:
    """From which number on points are rounded to so many, or more; the middle lies between them and the step below."""
    if grid.how == "down":  # towards 0
        return Comparison(Operator.GTE, points) if points > 0 else Comparison(Operator.GT, points - grid.to)
    is_half_next = (points / grid.to) % 2 == 1 if grid.how == "half_even" else points <= 0
    return Comparison(Operator.GT if is_half_next else Operator.GTE, middle)


def _sum(shape: SumShape, names: Names, path: Path) -> Sum:
    for number, id in enumerate(shape.sum):
        names.declared("criterion", id, names.criteria, (*path, "sum", number))
        if id in shape.sum[:number]:
            names.report("added-twice", (*path, "sum", number), Message("added-twice", name=id))
    values = {key: None if text is None else decimal(text) for key, text in _texts(shape).items()}
    if values["scaled_to"] is not None and values["scaled_to"] <= 0:
        names.report("not-above-zero", (*path, "scaled_to"), Message("not-above-zero", key="scaled_to"))
    return Sum(shape.sum, round=rounding(shape.round, names, (*path, "round")), **values)


def _texts(shape: SumShape) -> Mapping[str, str | None]:
    return {
        "scaled_to": shape.scaled_to,
        "most": shape.most,
        "least": shape.least,
        "printed_most": shape.printed_most,
    }
