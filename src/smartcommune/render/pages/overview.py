"""Results of a table to what they add up to: shares of verdicts, what to collect, and where which criterion is met."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from smartcommune.messages import Language, Message, Sayable, Words
from smartcommune.model.wording import Shown
from smartcommune.quantity import written
from smartcommune.render.applied import Applied
from smartcommune.render.pages.listing import KINDS, UNREAD, shown_criteria
from smartcommune.render.pages.sheets import VERDICT_MARKS
from smartcommune.render.result_words import OUTCOME
from smartcommune.tables.results.kept import DISTRICT
from smartcommune.tables.results.tally import MOST_PROVINCES, Counts

if TYPE_CHECKING:
    import polars as pl

# As many steps as shades of the heat table tell apart.
_SHADES: Final = 5


class Tile(NamedTuple):
    """A verdict, and how many rows have it."""

    kind: str
    style: str
    mark: str
    words: Sayable
    rows: str
    share: str  # in percent; empty for what is no verdict
    start: str  # where its part of the bar begins, and how wide that is, in hundredths
    width: str


class Step(NamedTuple):
    """A fact to collect."""

    label: Sayable
    lacking: str
    settles: str
    width: str  # of the bar that shows how many lack it


class Warmth(NamedTuple):
    """How many communes of a place meet a criterion, and of how many that is open, in percent."""

    met: str
    open: str
    shade: int


class Place(NamedTuple):
    """A province or a district, or all of them."""

    name: str
    communes: str
    eligible: str
    criteria: Sequence[Warmth]


class Heat(NamedTuple):
    """What heads the table, and its rows."""

    by: Sayable
    criteria: Sequence[Words]
    places: Sequence[Place]
    all: Place


def number(count: int, language: Language) -> str:
    """A count as people write it."""
    return written(Fraction(count), language)


def tiles(counts: Counts, applied: Applied, language: Language) -> Sequence[Tile]:
    """The verdicts that occur, and the rows that could not be read, with parts of a bar."""
    whole, start, found = counts.assessed + counts.refused, Fraction(0), []
    for verdict, count in counts.verdicts.items():
        if count:
            part = Fraction(100 * count, whole)
            share = Shown(Fraction(round(1000 * count / counts.assessed), 10), Message("unit.percent")).say(language)
            words, mark = applied.verdicts[verdict], VERDICT_MARKS[verdict]
            shown = (number(count, language), share, _hundredths(start), _hundredths(part))
            found.append(Tile(KINDS[verdict], verdict.value, mark, words, *shown))
            start += part
    if counts.refused:
        shown = (number(counts.refused, language), "", _hundredths(start), _hundredths(100 - start))
        found.append(Tile(UNREAD, "unread", "!", Message("verdict.unread"), *shown))
    return found


def steps(counts: Counts, applied: Applied, language: Language) -> Sequence[Step]:
    """What to collect for the communes that are open, step by step."""
    most = max((item.lacking for item in counts.wanted), default=1)
    return [
        Step(
            applied.indicators[item.indicator],
            number(item.lacking, language),
            number(item.settles, language),
            _hundredths(Fraction(100 * item.lacking, most)),
        )
        for item in counts.wanted
    ]


def heat(results: pl.DataFrame, applied: Applied, language: Language) -> Heat | None:
    """Where which criterion is met: by province, else by district; None where all communes lie in one."""
    places = (name for name in ("province", DISTRICT) if name in results.columns)
    by = next((name for name in places if 1 < results[name].drop_nulls().n_unique() <= MOST_PROVINCES), None)
    ids = [OUTCOME + id for id in shown_criteria(results, applied) if not _is_blank(results[OUTCOME + id])]
    if by is None or not ids:
        return None
    found = _by_place(results, by, ids, language)
    criteria = [applied.criteria[id.removeprefix(OUTCOME)] for id in ids]
    return Heat(Message(f"column.{by}"), criteria, found[:-1], found[-1])


def _is_blank(outcomes: pl.Series) -> bool:
    """Whether a criterion only earns points, or says nothing of any commune."""
    return not outcomes.is_in(["met", "not_met", "unknown"]).any()


def _by_place(results: pl.DataFrame, by: str, ids: Sequence[str], language: Language) -> list[Place]:
    import polars as pl

    counted = [
        pl.len().alias("communes"),
        pl.col("verdict").eq("eligible").sum().alias("eligible"),
        *(pl.col(id).eq("met").sum().alias(f"{id} met") for id in ids),
        *(pl.col(id).eq("unknown").sum().alias(f"{id} open") for id in ids),
        *(pl.col(id).is_in(["met", "not_met", "unknown"]).sum().alias(f"{id} all") for id in ids),
    ]
    places = results.group_by(by).agg(counted).sort(by, nulls_last=True).to_dicts()
    return [_place(row, row[by], ids, language) for row in places] + [
        _place(results.select(counted).to_dicts()[0], Message("total").say(language), ids, language)
    ]


def _place(row: dict[str, Any], name: str | None, ids: Sequence[str], language: Language) -> Place:
    criteria = [_warmth(row[f"{id} met"], row[f"{id} open"], row[f"{id} all"]) for id in ids]
    named = Message("no-province").say(language) if name is None else name
    return Place(named, number(row["communes"], language), number(row["eligible"], language), criteria)


def _warmth(met: int, open: int, all: int) -> Warmth:
    """Nothing where the criterion applies to none."""
    if not all:
        return Warmth("–", "", 0)
    part = Fraction(100 * met, all)
    return Warmth(str(round(part)), f"?{round(Fraction(100 * open, all))}" if open else "", int(part * _SHADES // 101))


def _hundredths(part: Fraction) -> str:
    return f"{float(part):.2f}".rstrip("0").rstrip(".")
