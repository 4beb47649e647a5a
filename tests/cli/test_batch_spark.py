"""`batch --engine spark`: the same results as on this machine, in a folder that is not written over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from smartcommune.api import load_ruleset
from smartcommune.cli.batch_spark import SparkRun, batch_on_spark
from smartcommune.cli.targets import Target, target_of
from smartcommune.model.ruleset import Verdict
from smartcommune.problems import InputError, WriteError
from tests.cli.conftest import DAY, Run

FORMATS = ("csv", "parquet")
SCORED = Path(__file__).parents[1] / "files" / "scored" / "scored.yaml"
FACTS = {
    "code": ["1", "2", "3"],
    "name": ["=1", "b", "c"],
    "province": ["x", "x", "y"],
    "unit_type": ["xa", "xa", "huyện"],
    "central_pilot": [False, False, False],
    "smartphone_rate": [85.2, 71.5, 90.0],
}


def test_spark_gives_what_this_machine_gives(spark: Any, tmp_path: Path) -> None:
    """Verdicts, scores and reasons are equal; a row that cannot be assessed stands apart; nothing is written over."""
    assert spark is not None
    pl.DataFrame(FACTS).write_parquet(tmp_path / "xa.parquet")
    rules = load_ruleset("pilot-smart-2023", as_of=DAY)
    target = target_of(str(tmp_path / "kq.parquet"), None, FORMATS)
    totals = batch_on_spark(SparkRun(str(tmp_path / "xa.parquet"), target), rules, "vi")
    assert (totals.verdicts[Verdict.ELIGIBLE], totals.verdicts[Verdict.UNDETERMINED], totals.refused) == (1, 1, 1)
    written = pl.read_parquet(f"{tmp_path}/kq.parquet/*.parquet").sort("code")
    here = rules.assess(pl.DataFrame(FACTS), "vi").filter(pl.col("verdict").is_not_null())
    assert_frame_equal(written, here)
    refused = pl.read_parquet(f"{tmp_path}/kq.rejects.parquet/*.parquet")
    assert refused["code"].to_list() == ["3"]
    assert "unit_type" in refused["reasons"][0]
    with pytest.raises(WriteError, match="File exists"):
        batch_on_spark(SparkRun(str(tmp_path / "xa.parquet"), target), rules, "vi")
    other = target_of(str(tmp_path / "other.parquet"), None, FORMATS)
    with pytest.raises(InputError) as caught:
        batch_on_spark(SparkRun(str(tmp_path / "none.parquet"), other), rules, "vi")
    assert caught.value.unreadable


def test_spark_gives_points_of_many_steps(spark: Any, tmp_path: Path) -> None:
    """Points upon points are many steps, and a row that is refused is told from the others without repeating them."""
    assert spark is not None
    facts = {
        "code": ["1", "2", "3"],
        "name": ["a", "b", "c"],
        "province": ["x", "x", "y"],
        "terrain": ["low", None, "high"],
        "people": [3600, 4000, None],
        "plan": [True, False, None],
        "rate": [72.0, None, 90.0],
        "rate.na": [False, True, None],
        "tasks": [90.0, 100.0, 190.0],
        "council": [5.5, None, 1.0],
        "late": [3, 0, None],
        "self_points.done": [8.0, 4.0, None],
    }
    pl.DataFrame(facts).write_parquet(tmp_path / "xa.parquet")
    rules = load_ruleset(str(SCORED), as_of=DAY)
    target = target_of(str(tmp_path / "kq.parquet"), None, FORMATS)
    totals = batch_on_spark(SparkRun(str(tmp_path / "xa.parquet"), target), rules, "vi")
    assert totals.refused == 1
    written = pl.read_parquet(f"{tmp_path}/kq.parquet/*.parquet").sort("code")
    here = rules.assess(pl.DataFrame(facts), "vi").filter(pl.col("verdict").is_not_null())
    assert_frame_equal(written, here)
    assert pl.read_parquet(f"{tmp_path}/kq.rejects.parquet/*.parquet")["code"].to_list() == ["3"]
    assert len(spark.sparkContext._jsc.getPersistentRDDs()) == 0  # what was kept is given back


def test_spark_asks_about_a_column_that_resembles_a_fact(spark: Any, run: Run, tmp_path: Path) -> None:
    """As on this machine: if it holds data, and no longer once it is not to be used; others are told."""
    assert spark is not None
    more = {"Ghi.chú": ["a", None, None], "work_files_onlin_rate": [None, " ", ""], "smartphone_user_rate": [1, 2, 3]}
    pl.DataFrame(FACTS | more).rename({"smartphone_rate": "smartfone_rate"}).write_parquet(tmp_path / "xa.parquet")

    def said(name: str, *options: str) -> tuple[int, str]:
        table, results = (str(tmp_path / each) for each in ("xa.parquet", name))
        done = run("batch", table, "--engine", "spark", "-o", results, "--as-of", str(DAY), "--lang", "en", *options)
        return done.code, " ".join(done.out.split())

    code, text = said("a.parquet")
    assert (code, "? column F “smartfone_rate”: resembles “smartphone_rate”" in text) == (3, True)
    assert "Columns that are not used: column G “Ghi.chú”" in text
    assert "- column I “smartphone_user_rate”: resembles" in text
    assert "work_files" not in text
    assert "?" not in said("b.parquet", "--ignore-columns", "smartfone_rate")[1]
    assert said("c.parquet", "--ignore-columns", "smartfone_rates")[0] != 0


@pytest.mark.parametrize("taken", ["kq.parquet", "kq.rejects.parquet"])
def test_spark_writes_nothing_where_something_stands(run: Run, tmp_path: Path, taken: str) -> None:
    """A folder of results or of rows refused is left as it is, before Spark is started; neither is half of a run."""
    pl.DataFrame(FACTS).write_parquet(tmp_path / "xa.parquet")
    (tmp_path / taken).mkdir()
    (tmp_path / taken / "mine.txt").touch()
    done = run("batch", "xa.parquet", "--engine", "spark", "-o", "kq.parquet", "--lang", "en")
    said = f"smartcommune: {taken}: cannot be written: it exists already; choose another name\n"
    assert (done.code, done.err) == (4, said)
    assert sorted(path.name for path in tmp_path.rglob("*")) == sorted(["xa.parquet", taken, "mine.txt"])


@pytest.mark.parametrize("option", ["--columns", "--sheet", "--encoding", "--separator", "--rejects", "--keep"])
def test_spark_refuses_what_it_cannot_do(run: Run, option: str) -> None:
    """An option that would be left unheard is bad usage of it."""
    done = run("batch", "xa.parquet", "--engine", "spark", option, "x", "-o", "kq.parquet")
    assert (done.code, option in done.err) == (2, True)


@pytest.mark.parametrize(
    ("table", "target"),
    [
        ("xa.csv", Target("kq.parquet", "parquet", None, has_mark=False)),
        ("xa.parquet", Target("kq.csv", "csv", None, has_mark=False)),
        ("xa.parquet", Target(None, "csv", None, has_mark=False)),
    ],
)
def test_spark_reads_and_writes_parquet_only(table: str, target: Target) -> None:
    """Anything else is refused before Spark is started."""
    with pytest.raises(InputError, match="spark-parquet"):
        batch_on_spark(SparkRun(table, target), load_ruleset("pilot-smart-2023"), "vi")


def test_an_engine_that_there_is_not(run: Run) -> None:
    """Another engine is bad usage."""
    assert run("batch", "xa.csv", "--engine", "duck").code == 2
