"""Results of a table to what decides about the communes that cannot be picked, with the figures, in a sentence each."""

from __future__ import annotations

from typing import Final

import narwhals as nw
import polars as pl

from smartcommune.engine.periods import Periods
from smartcommune.messages import Language
from smartcommune.model.ruleset import Verdict
from smartcommune.tables.results.shown_values import with_words
from smartcommune.tables.sheets.sheet import ROW
from smartcommune.vectorise import explained

_OUT: Final = (Verdict.NOT_ELIGIBLE, Verdict.OUT_OF_SCOPE, Verdict.NOT_IN_FORCE)


def explanations(results: pl.DataFrame, periods: Periods, language: Language) -> dict[int, str]:
    """The sentence for each row whose commune is not eligible.

    Args:
        results: with the facts that they rest on.
        periods: the plans.
        language: of the sentences.
    """
    rows = results.filter(pl.col("verdict").is_in(_OUT))
    verdicts = [Verdict(text) for text in rows["verdict"].unique()]
    if not verdicts:
        return {}
    facts = nw.from_native(with_words(rows.lazy(), periods, language))
    found = explained(facts, periods, language, [ROW], verdicts).to_native().collect()
    return dict(found.iter_rows())
