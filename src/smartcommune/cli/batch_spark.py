"""`batch --engine spark`: a Parquet table assessed where Spark runs, the results in a folder of their own."""

from __future__ import annotations

import sys
from contextlib import suppress
from fractions import Fraction
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from smartcommune.cli.targets import Target
from smartcommune.messages import Language, Message
from smartcommune.problems import UNREADABLE, InputError, Place, Problem, WriteError

if TYPE_CHECKING:
    from smartcommune.api import Rules
    from smartcommune.tables.results.summary import Totals

ENGINE: Final = "--engine spark"


def batch_on_spark(
    table: str, rules: Rules, target: Target, master: str | None, language: Language, margin: Fraction | None = None
) -> Totals:
    """Assess the table and write the results, and the rows that were refused beside them.

    Raises:
        InputError: no Parquet table, or one that cannot be read as facts.
        WriteError: the results stand there already, or cannot be written.
    """
    if target.output is None or target.format != "parquet" or PurePath(table).suffix != ".parquet":
        raise InputError([Problem("spark-parquet", Place(ENGINE), Message("spark-parquet"))])
    from smartcommune.tables.spark_session import session

    spark = session(master)
    with suppress(AttributeError):  # a remote session has no log of its own
        spark.sparkContext.setLogLevel("ERROR")
    answers = rules.assess(_read(spark, table), language, margin=margin)
    rejects = str(PurePath(target.output).with_suffix(".rejects.parquet"))
    _write(answers.filter("verdict IS NOT NULL"), target.output)
    refused = answers.filter("verdict IS NULL").select("code", "name", "province", "reasons")
    if not refused.isEmpty():
        _write(refused, rejects)
    return _totals(spark, target.output, refused.count(), rules)


def _read(spark: Any, table: str) -> Any:
    from pyspark.errors import AnalysisException

    try:
        return spark.read.parquet(table)
    except AnalysisException as error:
        message = Message("cannot-read", reason=_reason(error))
        raise InputError([Problem(UNREADABLE, Place(table), message)]) from error


def _write(frame: Any, name: str) -> None:
    from pyspark.errors import AnalysisException

    try:
        frame.write.parquet(name)
    except AnalysisException as error:
        raise WriteError(name, _reason(error)) from error


def _reason(error: Exception) -> str:
    return str(error).splitlines()[0]


def _totals(spark: Any, name: str, refused: int, rules: Rules) -> Totals:
    from smartcommune.model.ruleset import Verdict
    from smartcommune.tables.results.summary import Totals

    found = {row["verdict"]: row["count"] for row in spark.read.parquet(name).groupBy("verdict").count().collect()}
    return Totals({verdict: found.get(verdict.value, 0) for verdict in Verdict}, refused, rules.ruleset.verdicts)


def show_totals(totals: Totals, output: str | None, language: Language, *, no_color: bool) -> None:
    """The counts on the terminal."""
    from smartcommune.cli.streams import columns, show, wants_color
    from smartcommune.render.summary import totals as rendered

    text = rendered(totals, output, language, columns(sys.stdout))
    show(text, sys.stdout, color=wants_color(sys.stdout, no_color))
