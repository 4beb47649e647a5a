"""What is possible for the criteria to the score of every row, as an interval rounded outwards to hundredths.

All sums are of whole numbers, and a quotient is rounded once: down for the lowest score and up for the highest. Where
these are one, it is rounded to the nearest hundredth, so that what is known looks known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import lcm
from typing import Final, NamedTuple

import narwhals as nw

from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import refusal
from smartcommune.vectorise.possible import Possible, Steps, Term, Truth, any_true, no, total

# A score of 100 in hundredths.
_FULL: Final = 10_000
# Up to here even a division of floats, rounded down, gives the exact whole quotient.
_MOST: Final = 2**53


def score(ruleset: RuleSet, possible: Mapping[str, Possible], steps: Steps) -> tuple[nw.Expr, nw.Expr] | None:
    """The lowest and the highest score of every row, null where nothing that counts applies; None if nothing counts.

    Raises:
        InputError: the weights have too many digits to be added up exactly.
    """
    weighted = [(possible[id], weight) for id, weight in _whole_weights(ruleset).items()]
    applies = any_true(truth for each, _ in weighted for truth in (each.met, each.fail))
    if applies is False:
        return None
    # The lowest share comes from the worst outcomes and the highest from the best.
    low = _share(
        [(each.is_met, weight) for each, weight in weighted],
        [(any_true([each.fail, no(each.drop)]), weight) for each, weight in weighted],
        steps,
    )
    high = _share(
        [(each.met, weight) for each, weight in weighted],
        [(any_true([each.met, no(each.drop)]), weight) for each, weight in weighted],
        steps,
    )
    is_one = (low.part * high.whole == high.part * low.whole) & (low.whole > 0) & (high.whole > 0)
    nearest = (low.part * 2 * _FULL + low.whole) // (2 * nw.max_horizontal(low.whole, nw.lit(1)))
    return tuple(  # type: ignore[return-value]  # two of them
        _where(applies, nw.when(is_one).then(nearest).otherwise(end))
        for end in (_hundredths(low), _hundredths(high, best=True))
    )


def _whole_weights(ruleset: RuleSet) -> dict[str, int]:
    """The weights that count, as whole numbers in the same proportions."""
    weights = {id: criterion.weight for id, criterion in ruleset.criteria.items() if criterion.weight}
    scale = lcm(*(weight.denominator for weight in weights.values()))
    whole = {id: int(weight * scale) for id, weight in weights.items()}
    if 2 * _FULL * sum(whole.values()) >= _MOST or sum(whole.values()) ** 2 >= 2**63:
        raise refusal("weights-too-fine", ruleset.id)
    return whole


class _Share(NamedTuple):
    """The weight that is met, and the weight that applies."""

    part: nw.Expr
    whole: nw.Expr


def _share(met: Sequence[tuple[Truth, int]], applicable: Sequence[tuple[Truth, int]], steps: Steps) -> _Share:
    return _Share(_sum(met, steps), _sum(applicable, steps))


def _hundredths(share: _Share, *, best: bool = False) -> nw.Expr:
    """The share rounded down, or up; where everything may drop out, what does not is met, or not met."""
    divisor = nw.max_horizontal(share.whole, nw.lit(1))
    rounded = -((share.part * -_FULL) // divisor) if best else share.part * _FULL // divisor
    return nw.when(share.whole == 0).then(nw.lit(0 if best else _FULL)).otherwise(rounded)


def _sum(weighted: Sequence[tuple[Truth, int]], steps: Steps) -> nw.Expr:
    expr, constant, step = total(weighted)
    return nw.lit(constant) if expr is None else nw.col(steps.column(expr + constant, step))


def _where(applies: Truth, hundredths: nw.Expr) -> nw.Expr:
    # Divided by a column: Polars multiplies by the reciprocal of a constant, and 2858 hundredths are not 28.58 then.
    points = hundredths / (hundredths * 0 + 100)
    return nw.when(applies.expr).then(points) if isinstance(applies, Term) else points
