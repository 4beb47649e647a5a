"""A rule set to what is read beside its facts: evidence without which facts do not count, and self-scored points.

The latter are one number for each criterion that earns points, compared with what is computed. Both are read as facts
are, by the names that sheets have for them. They are no facts, so no rule set that assesses has them as indicators.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from smartcommune.messages import Words
from smartcommune.model.indicator import Indicator
from smartcommune.model.points import Scale, Sum
from smartcommune.model.relations import Same, relations
from smartcommune.model.ruleset import Criterion, RuleSet, is_borrowed
from smartcommune.remembered import remembered

# What a column of them is called, with the id of the criterion behind it.
SELF: Final = "self_points."
# The same for Spark, which takes a dot for a field of a structure.
SELF_FOR_SPARK: Final = "self_points:"
# What answers call by how much that is more than what is computed, with the id of the criterion behind it.
DIFFERENCE: Final = "points_difference."
# The columns of the evidence that facts need, by what stands behind the id of the indicator.
EVIDENCE: Final = "evidence"
EVIDENCE_DATE: Final = "evidence_date"
EVIDENCE_PARTS: Final = (
    (EVIDENCE, "text", "minh chứng", "evidence"),
    (EVIDENCE_DATE, "date", "ngày minh chứng", "day of the evidence"),
)
# What sheets write over them, before or behind the criterion.
_TITLES: Final = ("Điểm tự chấm", "Tự chấm", "Điểm tự đánh giá", "Self-scored points")
_MOST_KEPT: Final = 16
_ZERO: Final = Fraction(0)


def is_evidence_date(id: str) -> bool:
    """Whether a column has the days of evidence: they may lie after the day of assessment, and not after today."""
    return id.endswith((f".{EVIDENCE_DATE}", f":{EVIDENCE_DATE}"))


def self_scored(ruleset: RuleSet) -> tuple[str, ...]:
    """The criteria for which a commune may give itself points."""
    return tuple(id for id in relations(ruleset).mosts if not is_borrowed(id))


def as_read(ruleset: RuleSet, between: str = ".") -> RuleSet:
    """The rule set as profiles and tables are read by it: with the points that a commune gives itself, and evidence.

    Args:
        ruleset: what is read by it.
        between: what stands between the two parts of a column's name: a colon for Spark.
    """
    known = relations(ruleset)
    return _as_read(Same(ruleset), between) if known.mosts or known.evidenced else ruleset


@remembered(_MOST_KEPT)
def _as_read(same: Same[RuleSet], between: str) -> RuleSet:
    ruleset, indicators = same.thing, dict(same.thing.indicators)
    for id in relations(ruleset).evidenced:
        indicators |= {each.id: each for each in _evidence(ruleset.indicators[id], between)}
    return _with_points(ruleset._replace(indicators=indicators), ruleset, f"self_points{between}")


def _evidence(indicator: Indicator, between: str) -> Iterator[Indicator]:
    """The words and the day of the evidence of a fact, as columns of a table."""
    for part, type, vi, en in EVIDENCE_PARTS:
        label = Words(f"{indicator.label.vi} ({vi})", f"{indicator.label.en} ({en})")
        aliases = tuple(f"{alias} ({vi})" for alias in indicator.aliases)
        id = f"{indicator.id}{between}{part}"
        yield Indicator(id, type, label, may_not_apply=True, future=True, actionable=False, aliases=aliases)


def _with_points(read: RuleSet, ruleset: RuleSet, prefix: str) -> RuleSet:
    mosts = relations(ruleset).mosts
    leasts = _leasts(ruleset.criteria)
    found = (
        _indicator(prefix, ruleset.criteria[id], leasts[id], mosts[id], is_score=id == ruleset.score_points)
        for id in self_scored(ruleset)
    )
    return read._replace(indicators={**read.indicators, **{each.id: each for each in found}})


def _indicator(
    prefix: str, criterion: Criterion, least: Fraction | None, most: Fraction, *, is_score: bool
) -> Indicator:
    label = Words(f"Điểm tự chấm: {criterion.label.vi}", f"Self-scored points: {criterion.label.en}")
    aliases = tuple(dict.fromkeys(_aliases(criterion, is_score=is_score)))
    id = prefix + criterion.id
    # A commune to which a criterion does not apply may say so: then it gives itself no points.
    return Indicator(
        id, "number", label, unit="point", least=least, most=most, may_not_apply=True, actionable=False, aliases=aliases
    )


def _aliases(criterion: Criterion, *, is_score: bool) -> Iterator[str]:
    """What sheets call the column: by the number or the label of the criterion; of the whole, by the bare title."""
    number = criterion.number
    named = (number, f"Tiêu chí {number}", f"Mục {number}", f"{number} {criterion.label.vi}") if number else ()
    for title in _TITLES:
        for name in (*named, criterion.label.vi, criterion.label.en):
            yield from (f"{title} {name}", f"{name} {title}")
        if is_score:
            yield from (title, f"Tổng {title}")


def _leasts(criteria: Mapping[str, Criterion]) -> dict[str, Fraction | None]:
    """The fewest points that each criterion can earn at all; None where that hangs on how a sum is scaled."""
    found: dict[str, Fraction | None] = {}
    for id, criterion in criteria.items():
        if isinstance(criterion.earning, Scale):
            found[id] = min(criterion.earning.ends[0], _ZERO)
        elif isinstance(criterion.earning, Sum):
            found[id] = _least_of(criterion.earning, [found[member] for member in criterion.earning.members])
        elif criterion.earning is not None:
            found[id] = _ZERO
    return found


def _least_of(earning: Sum, members: Sequence[Fraction | None]) -> Fraction | None:
    known = [least for least in members if least is not None]
    total = sum(known, _ZERO)
    if len(known) < len(members) or (total < 0 and earning.scaled_to is not None):
        return earning.least
    return total if earning.least is None else max(total, min(earning.least, _ZERO))
