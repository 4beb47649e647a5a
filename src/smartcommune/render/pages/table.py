"""Results of a table to one page: what they add up to, what to collect, the list of all communes, and the rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, BinaryIO, Final

from smartcommune.messages import Language
from smartcommune.render.applied import Applied, days_of
from smartcommune.render.pages.listing import listing
from smartcommune.render.pages.overview import heat, number, steps, tiles
from smartcommune.render.pages.page import page, too_long
from smartcommune.render.pages.rules import WORDS
from smartcommune.tables.results.tally import Counts

if TYPE_CHECKING:
    import polars as pl

# A page that is sent around stays below 1.5 MB: where its lines would not, they do not open to their reasons.
MOST_BYTES: Final = 1_400_000
_LINE: Final = 300  # bytes of a line besides its reasons


def write_page(
    file: BinaryIO,
    parts: Iterable[pl.DataFrame],
    counts: Callable[[], Counts],
    applied: Applied,
    language: Language,
    *,
    is_full: bool,
) -> None:
    """Write the page, once all parts have come.

    Args:
        file: where to.
        parts: the results in order; the first part is there even if it has no rows.
        counts: what the parts add up to, asked for once all have come.
        applied: the rules.
        language: of all words.
        is_full: whether reasons are wanted however long the page becomes.

    Raises:
        InputError: there are too many rows for a page.
    """
    results = _whole(parts)
    found, rules = counts(), applied.on_days(set(results["as_of"].drop_nulls().unique()))
    has_reasons = is_full or _LINE * len(results) + int(results["reasons"].str.len_bytes().sum()) <= MOST_BYTES
    shown = page(
        "batch.html",
        language,
        count=number(found.assessed + found.refused, language),
        day=days_of(rules),
        provenance=applied.provenance,
        tiles=tiles(found, applied, language),
        steps=steps(found, applied, language),
        counts=found,
        criteria=applied.criteria,
        heat=heat(results, applied, language),
        listing=listing(results, applied, language, has_reasons=has_reasons),
        has_reasons=has_reasons,
        rules=rules,
        reading=applied.reading(),
        **WORDS,
    )
    file.write(shown.encode("utf-8"))


def _whole(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    import polars as pl

    found: list[pl.DataFrame] = []
    for part in parts:
        found.append(part)
        too_long(sum(map(len, found)))
    return pl.concat(found)
