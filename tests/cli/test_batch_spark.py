"""`batch --engine spark`: the same results as on this machine, in a folder that is not written over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from smartcommune.api import load_ruleset
from smartcommune.cli.batch_spark import batch_on_spark
from smartcommune.cli.targets import Target, target_of
from smartcommune.model.ruleset import Verdict
from smartcommune.problems import InputError, WriteError
from tests.cli.conftest import DAY, Run

FORMATS = ("csv", "parquet")
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
    totals = batch_on_spark(str(tmp_path / "xa.parquet"), rules, target, None, "vi")
    assert (totals.verdicts[Verdict.ELIGIBLE], totals.verdicts[Verdict.UNDETERMINED], totals.refused) == (1, 1, 1)
    written = pl.read_parquet(f"{tmp_path}/kq.parquet/*.parquet").sort("code")
    here = rules.assess(pl.DataFrame(FACTS), "vi").filter(pl.col("verdict").is_not_null())
    assert_frame_equal(written, here)
    refused = pl.read_parquet(f"{tmp_path}/kq.rejects.parquet/*.parquet")
    assert refused["code"].to_list() == ["3"]
    assert "unit_type" in refused["reasons"][0]
    with pytest.raises(WriteError, match="already exists"):
        batch_on_spark(str(tmp_path / "xa.parquet"), rules, target, None, "vi")
    with pytest.raises(InputError) as caught:
        batch_on_spark(str(tmp_path / "none.parquet"), rules, target, None, "vi")
    assert caught.value.unreadable


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
        batch_on_spark(table, load_ruleset("pilot-smart-2023"), target, None, "vi")


def test_an_engine_that_there_is_not(run: Run) -> None:
    """Another engine is bad usage."""
    assert run("batch", "xa.csv", "--engine", "duck").code == 2
