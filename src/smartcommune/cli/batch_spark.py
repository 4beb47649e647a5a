"""`batch --engine spark`: a Parquet table assessed where Spark runs, the results in a folder of their own."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from fractions import Fraction
from pathlib import Path, PurePath
from typing import Any, Final, NamedTuple

from smartcommune.api import Rules
from smartcommune.cli.streams import columns, show, wants_color
from smartcommune.cli.table_options import IGNORE
from smartcommune.cli.targets import Target
from smartcommune.messages import Language, Message
from smartcommune.model.ruleset import Verdict
from smartcommune.problems import UNREADABLE, InputError, Place, Problem, WriteError, did_you_mean, os_words, refusal
from smartcommune.render.summary import totals as rendered
from smartcommune.source.files import exists, is_folder
from smartcommune.tables.header.columns import Column
from smartcommune.tables.header.unused import labels_of, of_frame
from smartcommune.tables.results.summary import Totals
from smartcommune.tables.spark_session import session

ENGINE: Final = "--engine spark"


class SparkRun(NamedTuple):
    """What the user asks of Spark."""

    table: str
    target: Target
    master: str | None = None
    margin: Fraction | None = None
    ignored: tuple[str, ...] = ()  # columns that are not to be used


def batch_on_spark(run: SparkRun, rules: Rules, language: Language) -> Totals:
    """Assess the table and write the results, and the rows that were refused beside them.

    Raises:
        InputError: no Parquet table, or one that cannot be read as facts.
        WriteError: the results stand there already, or cannot be written.
    """
    output = run.target.output
    rejects = None if output is None else str(PurePath(output).with_suffix(".rejects.parquet"))
    _check_free(output, rejects)
    if output is None or rejects is None or run.target.format != "parquet" or PurePath(run.table).suffix != ".parquet":
        raise refusal("spark-parquet", ENGINE)
    spark = session(run.master)
    with suppress(AttributeError):  # a remote session has no log of its own
        spark.sparkContext.setLogLevel("ERROR")
    frame = _without(_read(spark, run.table), run.ignored)
    unused = _filled(frame, of_frame(frame.columns, rules.ruleset))
    refused = _apart(rules.assess(frame, language, margin=run.margin), output, rejects)
    return _totals(spark, output, refused, rules)._replace(unused=unused)


def _check_free(*names: str | None) -> None:
    """Refuse what stands there already, before anything is written: no folder is written over, no run half done."""
    for name in names:
        if name is not None and (is_folder(name) or exists(Path(name))):
            raise WriteError(name, os.strerror(errno.EEXIST))


def _read(spark: Any, table: str) -> Any:
    from pyspark.errors import AnalysisException

    try:
        return spark.read.parquet(table)
    except AnalysisException as error:
        message = Message("cannot-read", reason=os_words(_reason(error)))
        raise InputError([Problem(UNREADABLE, Place(table), message)]) from error


def _without(frame: Any, names: Sequence[str]) -> Any:
    """The table without the columns that are not to be used."""
    known = frame.columns
    lost = [(name, Message("map-no-column", column=name)) for name in names if name not in known]
    if lost:
        place = Place(IGNORE)
        raise InputError([Problem(said.key, place, said, did_you_mean(name, known)) for name, said in lost])
    return frame.drop(*names)


def _filled(frame: Any, columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns that hold data, found in one pass."""
    from pyspark.sql import functions

    def is_filled(name: str) -> Any:
        text = functions.trim(frame[f"`{name.replace('`', '``')}`"].cast("string"))
        return functions.max(functions.coalesce(text != "", functions.lit(False)))  # noqa: FBT003  # a value

    if not columns:
        return ()
    found = frame.agg(*(is_filled(column.header) for column in columns)).first()
    return tuple(column for column, has_data in zip(columns, found, strict=True) if has_data)


def _apart(answers: Any, output: str, rejects: str) -> int:
    """Write the rows that are assessed, and beside them those that are not; how many these are.

    The answers are kept while both are written. Spark would move the condition on a verdict down through all steps of
    the plan, each column written out wherever it stands: points upon points are more than memory holds.
    """
    answers.persist()
    try:
        _write(answers.filter("verdict IS NOT NULL"), output)
        refused = answers.filter("verdict IS NULL").select("code", "name", "province", "reasons")
        count = int(refused.count())
        if count:
            _write(refused, rejects)
        return count
    finally:
        answers.unpersist()


def _write(frame: Any, name: str) -> None:
    from pyspark.errors import AnalysisException

    try:
        frame.write.parquet(name)
    except AnalysisException as error:
        raise WriteError(name, _reason(error)) from error


def _reason(error: Exception) -> str:
    """What is wrong with a path, as systems say it; what else Spark has found is damage to whoever reads it."""
    found = {"PATH_NOT_FOUND": errno.ENOENT, "PATH_ALREADY_EXISTS": errno.EEXIST}
    return os.strerror(next((number for name, number in found.items() if name in str(error)), errno.EIO))


def _totals(spark: Any, name: str, refused: int, rules: Rules) -> Totals:
    found = {row["verdict"]: row["count"] for row in spark.read.parquet(name).groupBy("verdict").count().collect()}
    counts = {verdict: found.get(verdict.value, 0) for verdict in Verdict}
    warning = rules.ruleset.provenance().warning
    return Totals(counts, refused, rules.ruleset.verdicts, labels_of(rules.ruleset), warning=warning)


def show_totals(totals: Totals, output: str | None, language: Language, *, no_color: bool) -> None:
    """The counts on the terminal."""
    text = rendered(totals, output, language, columns(sys.stdout))
    show(text, sys.stdout, color=wants_color(sys.stdout, no_color))
