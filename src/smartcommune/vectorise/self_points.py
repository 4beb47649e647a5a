"""What communes give themselves, and what is computed, to how far these are apart in every row.

They are compared in whole hundredths of a point: as `assess/points` has it for one commune.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import narwhals as nw

from smartcommune.model.beside import SELF, SELF_FOR_SPARK
from smartcommune.vectorise.grid import Grid, Scored
from smartcommune.vectorise.judgement import Judgement, hull

# A float that stands for half a hundredth may lie below it, and engines round a half differently; no sheet has as many
# digits as this is small.
_SLACK: Final = 1e-6


def differences(of: Judgement, ids: Sequence[str]) -> Iterator[tuple[str, nw.Expr]]:
    """For each criterion for which the frame says what communes give themselves, by how much that is more.

    It is 0 where it is the same, and null where nothing is given or where it may be the same.
    """
    for id in ids:
        name = next((prefix + id for prefix in (SELF, SELF_FOR_SPARK) if prefix + id in of.facts.schema), None)
        if name is not None:
            own = (nw.col(name) * 100 + _SLACK).round(0).cast(nw.Int64)
            yield id, _beside(own, *_hundredths(of, id))


def _beside(own: nw.Expr, low: nw.Expr, high: nw.Expr) -> nw.Expr:
    settled = nw.when(low == high).then(own - low)
    below = nw.when(own < low).then(own - low).otherwise(settled)
    found = nw.when(own > high).then(own - high).otherwise(below)
    return found / (found * 0 + 100)  # divided by a column, for which see `points.shown`


def _hundredths(of: Judgement, id: str) -> tuple[nw.Expr, nw.Expr]:
    """The fewest and the most points in whole hundredths, by some reading of the text."""
    scored = ((each.found.criteria[id].scored, each.found.grid) for each in of.readings)
    ends = hull([_ends(one, grid) for one, grid in scored if one is not None])
    if ends is None:
        raise AssertionError(f"{id} has no points")
    return ends


def _ends(scored: Scored, grid: Grid) -> tuple[nw.Expr, nw.Expr]:
    """Both ends rounded outwards where they differ, else to the nearest.

    Raises:
        InputError: the points have too many digits to be compared exactly.
    """
    low, high = (grid.fit(each._replace(top=each.top * 100)) for each in (scored.low, scored.high))
    fewest, greatest = low.above * 100, high.above * 100
    rest, other = (each.below * grid.per_point for each in (low, high))
    nearest = (fewest * 2 + rest) // (rest * 2)
    is_one = low.above * high.below == high.above * low.below
    return (
        nw.when(is_one).then(nearest).otherwise(fewest // rest),
        nw.when(is_one).then(nearest).otherwise(-((-greatest) // other)),
    )
