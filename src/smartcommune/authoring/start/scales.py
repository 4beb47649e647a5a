"""The lines of a scale to a way of earning points: steps of one figure, a choice among words, all or nothing.

Every one is such that the printed most can be had. Where the lines do not fit together, nothing is made of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import inf
from typing import Final, NamedTuple

from smartcommune.authoring.start.bands import Band, band_of
from smartcommune.authoring.start.limits import is_counted, number_of
from smartcommune.authoring.start.lines import Line
from smartcommune.model.indicator import MOST_PERCENT
from smartcommune.tables.header.folding import bare, word

# A line of these words is the figure 0.
_NONE: Final = re.compile(r"(khong|chua)\b(?!.*\b(du|day du|dung|dat|kip thoi|thuong xuyen)\b)")
# Words by which a line asks for more than its figure.
_AND_MORE: Final = re.compile(r"\b(va|hoac|nhung|neu|truong hop|dong thoi|khong|chua|kem)\b")
_EACH: Final = re.compile(
    r"[^\d]*\b(?:moi|cu moi|cu)\s+(?:0?1\s+)?(?P<unit>[^\d:,]+?)\s*:?(?:\s*\b(?:thi|duoc|tinh|cong|them)\b)*\s*"
    r"(?P<add>\d+(?:[.,]\d+)?)\s*diem[,;]?\s*(?:nhung\s+)?(?:toi da|khong qua)(?:\s+khong qua)?\s*"
    r"(?P<most>\d+(?:[.,]\d+)?)\s*diem\.?"
)
_FORMULA: Final = re.compile(
    r"(?P<band>[^:]*):\s*diem\s*=\s*\(?[^()]*/\s*(?P<full>\d+(?:[.,]\d+)?)\s*%\s*\)?\s*[x×*]\s*(?P<most>\d+(?:[.,]\d+)?)"
    r"[^\d]*(?P<cap>\d+(?:[.,]\d+)?)?\D*lam tron\D*(?P<digits>\d{1,2})\s*chu so.*"
)


class Step(NamedTuple):
    """Points for figures within bounds, by the keys of the format."""

    bounds: Mapping[str, Fraction]
    points: Fraction


class Steps(NamedTuple):
    """Steps of one figure, the highest first."""

    type: str
    unit: str  # "" where it is percent
    steps: tuple[Step, ...]
    gaps: tuple[Fraction, ...]  # where figures begin of which no line speaks


class Proportion(NamedTuple):
    """In proportion to a figure, up to where all points are had, and none below another."""

    most: Fraction
    full_at: Fraction
    none_below: Fraction | None
    digits: int


class Each(NamedTuple):
    """So many points for each of what is counted, up to the most."""

    unit: str  # without accents
    add: Fraction
    most: Fraction


class AllOrNothing(NamedTuple):
    """Points for what one line says."""

    words: str
    points: Fraction


class Choice(NamedTuple):
    """Points for the line that fits, of which there is one."""

    lines: tuple[tuple[str, Fraction], ...]


class Together(NamedTuple):
    """Points for each line that is met."""

    lines: tuple[AllOrNothing, ...]


Earned = Steps | Proportion | Each | AllOrNothing | Choice | Together


def earned(lines: Sequence[Line], most: Fraction | None) -> Earned | None:
    """How points are earned by the lines of a scale, with the most that is printed; None where it is not clear."""
    if len(lines) == 1 and (each := _each(lines[0].text)) is not None:
        return each if most in (None, each.most) else None
    if not lines:
        return None
    proportion = _proportion(lines)
    if proportion is not None:
        return proportion if most in (None, proportion.most) else None
    known = [(line.words, line.points) for line in lines if line.points is not None]
    given = [(words, points) for words, points in known if points]
    if len(known) < len(lines) or not given:
        return None
    top = max((points for _, points in given), key=abs)
    if most is not None and abs(top) != abs(most):
        is_sum = abs(sum(points for _, points in given)) == abs(most)
        return Together(tuple(AllOrNothing(words, points) for words, points in given)) if is_sum else None
    steps = _steps(known)
    if steps is not None:
        return steps
    if len(given) == 1:
        return AllOrNothing(*given[0])
    is_told_apart = len({bare(word(words)) for words, _ in known}) == len(known)
    return Choice(tuple(known)) if is_told_apart else None


def _steps(lines: Sequence[tuple[str, Fraction]]) -> Steps | None:
    """Lines that all speak of the same figure; what says that there is nothing is 0 of it."""
    found = [(band_of(words), words, points) for words, points in lines]
    bands = [(band, points) for band, _, points in found if band is not None]
    others = [(words, points) for band, words, points in found if band is None]
    if not bands or any(points or not _NONE.match(bare(word(words))) for words, points in others):
        return None
    if len(bands) == 1 and ("is" in bands[0][0].bounds or bands[0][0].counted):
        return None  # one thing that is there or not
    if len({band.is_percent for band, _ in bands}) > 1 or not _count_the_same([band for band, _ in bands]):
        return None
    unit = min((band.unit for band, _ in bands if band.unit), key=len, default="")
    numbers = [number for band, _ in bands for number in band.bounds.values()]
    type = "percent" if bands[0][0].is_percent else "count" if is_counted(unit, numbers) else "number"
    if type == "number" and any("is" in band.bounds for band, _ in bands):
        return None
    ordered = sorted((Step(_floored(band, bool(others)), points) for band, points in bands), key=_lowest, reverse=True)
    if not _can_all_count(ordered, type):
        return None
    gaps = tuple(_gaps(ordered, type))
    steps = tuple(_shortened(step, above, gaps) for step, above in zip(ordered, [None, *ordered], strict=False))
    return Steps(type, "" if type == "percent" else unit, tuple(step for step in steps if step.points), gaps)


def _can_all_count(steps: Sequence[Step], type: str) -> bool:
    """Whether there are figures for each step by which it, and no other, gives the points; all add, or all take off."""
    given = [step for step in steps if step.points]
    if len({step.points > 0 for step in given}) > 1 or any(_begin(step) >= _end(step) for step in steps):
        return False
    if type == "percent" and any(number > MOST_PERCENT for step in steps for number in step.bounds.values()):
        return False
    return not any(
        _begin(wide) <= _begin(step) and _end(step) <= _end(wide) and abs(wide.points) >= abs(step.points)
        for step in given
        for wide in given
        if wide is not step
    )


def _begin(step: Step) -> tuple[Fraction, bool]:
    """Where figures begin, and whether only behind that; a step without a beginning begins below all of them."""
    key = next((key for key in ("gte", "gt", "is") if key in step.bounds), None)
    return (Fraction(-1), False) if key is None else (step.bounds[key], key == "gt")


def _end(step: Step) -> tuple[Fraction | float, bool]:
    """Where figures end, and whether there included."""
    key = next((key for key in ("lte", "lt", "is") if key in step.bounds), None)
    return (inf, False) if key is None else (step.bounds[key], key != "lt")


def _count_the_same(bands: Sequence[Band]) -> bool:
    """Whether no line asks for anything but more or less of what the others count."""
    counted = sorted({band.counted for band in bands if band.counted}, key=len)
    if not counted:
        return True
    if any(not longer.startswith(shorter) for shorter, longer in pairwise(counted)):
        return False
    said = [band for band in bands if band.counted]
    return (len(said) == len(bands) > 1 and len(counted) == 1) or not any(_AND_MORE.search(each) for each in counted)


def _floored(band: Band, has_none: bool) -> Mapping[str, Fraction]:
    """What lies below a figure begins above 0 where another line speaks of nothing at all."""
    is_open = not band.bounds.keys() & {"gt", "gte", "is"}
    return {"gt": Fraction(0), **band.bounds} if is_open and has_none else band.bounds


def _lowest(step: Step) -> Fraction:
    """Where a step begins; those that begin nowhere come last, the widest of them at the end."""
    begins = [step.bounds[key] for key in ("gte", "gt", "is") if key in step.bounds]
    return begins[0] if begins else -1 / (1 + max(step.bounds.values()))


def _gaps(steps: Sequence[Step], type: str) -> Iterator[Fraction]:
    """The ends of steps behind which the next one up does not begin."""
    for above, step in pairwise(steps):
        begin = next(((key, above.bounds[key]) for key in ("gte", "gt", "is") if key in above.bounds), None)
        end = next(((key, step.bounds[key]) for key in ("lt", "lte", "is") if key in step.bounds), None)
        if begin is None or end is None:
            continue
        (opens, low), (closes, high) = begin, end
        next_whole = type == "count" and closes != "lt" and opens != "gt" and low == high + 1
        if not next_whole and (high < low or (high == low and (opens, closes) == ("gt", "lt"))):
            yield high


def _shortened(step: Step, above: Step | None, gaps: Sequence[Fraction]) -> Step:
    """A step without its upper end, where the one above it gives as much or more from there on."""
    end = next((key for key in ("lt", "lte") if key in step.bounds), None)
    if above is None or end is None or len(step.bounds) < 2 or step.bounds[end] in gaps:
        return step
    if abs(above.points) < abs(step.points) or above.points * step.points < 0:
        return step
    return step._replace(bounds={key: number for key, number in step.bounds.items() if key != end})


def _each(text: str) -> Each | None:
    """`mỗi hoạt động được 2 điểm, tối đa 20 điểm`."""
    found = _EACH.fullmatch(bare(word(text)))
    if found is None:
        return None
    return Each(found["unit"], number_of(found["add"]), number_of(found["most"]))


def _proportion(lines: Sequence[Line]) -> Proportion | None:
    """`Từ 60% đến dưới 85%: Điểm = (Tỷ lệ/85%) x 10, …, làm tròn 02 chữ số`, between all points and none."""
    formulas = [found for line in lines if (found := _FORMULA.fullmatch(bare(word(line.words)))) is not None]
    if len(formulas) != 1:
        return None
    found = formulas[0]
    full, most, band = number_of(found["full"]), number_of(found["most"]), band_of(found["band"])
    if band is None or not band.is_percent or band.counted or (found["cap"] and number_of(found["cap"]) != most):
        return None
    steps = _steps([(line.words, line.points) for line in lines if line.points is not None])
    if steps is None or steps.steps != (Step({"gte": full}, most),) or band.bounds.get("lt") != full:
        return None
    return Proportion(most, full, band.bounds.get("gte"), int(found["digits"]))
