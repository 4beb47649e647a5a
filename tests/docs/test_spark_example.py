"""The example for clusters, run on this machine."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import polars as pl

EXAMPLE = Path(__file__).parents[2] / "examples" / "spark" / "assess.py"


def test_the_example_assesses_a_register(spark: Any, tmp_path: Path) -> None:
    """Parquet in, Parquet out: one answer a commune, counted by verdict."""
    communes = {
        "code": ["00001", "00002", "00003", "00004"],
        "unit_type": ["xa", "xa", "phuong", "village"],
        "central_pilot": [False, None, False, False],
        "smartphone_rate": [80.0, 80.0, 80.0, 80.0],
        "as_of.note": ["a column with a dot", "", "", ""],
    }
    days = pl.Series("as_of", ["2023-06-30"] * 4).str.to_date()
    pl.DataFrame(communes).with_columns(days).write_parquet(tmp_path / "in.parquet")
    found = runpy.run_path(str(EXAMPLE))["assess"](spark, str(tmp_path / "in.parquet"), str(tmp_path / "out"))
    assert found == {"eligible": 1, "undetermined": 1, "out_of_scope": 1, "None": 1}
    answers = pl.read_parquet(tmp_path / "out" / "*.parquet").sort("code")
    assert answers["code"].to_list() == communes["code"]
    assert answers["reasons"][3] == "Không xét được; giá trị không hợp lệ: unit_type"
