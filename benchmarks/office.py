"""A ministry's spreadsheet: 3,321 communes from XLSX to XLSX, the whole process, against the bare imports of `check`.

Both commands run in turn, so that a machine whose speed drifts slows both; the ratio is the median over the pairs.

    python benchmarks/office.py [--rows 3321] [--pairs 7]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import polars as pl
from startup import paired
from tables import DAY, RULES, typed_columns


def make(path: Path, rows: int) -> None:
    """A workbook as an office keeps it: Vietnamese headers below two blank rows, yes and no in words, and a remark."""
    from smartcommune.rulesets.library import load

    labels = {id: indicator.label.vi for id, indicator in load(RULES).indicators.items()}
    labels |= {"code": "Mã xã", "name": "Tên xã", "province": "Tỉnh", "extra_0": "Ghi chú"}
    facts = pl.LazyFrame({"row": pl.int_range(rows, eager=True)}).select(**typed_columns()).collect()
    words = pl.col(pl.Boolean).replace_strict({True: "có", False: "không"}, return_dtype=pl.String)
    table = facts.select(pl.col("code").str.slice(3), pl.exclude("code", r"^extra_[1-9]\d*$")).with_columns(words)
    table.rename(labels, strict=False).write_excel(path, "Biểu 01", position="A3")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=3_321)
    parser.add_argument("--pairs", type=int, default=7)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        source, target = Path(temporary, "communes.xlsx"), Path(temporary, "results.xlsx")
        make(source, given.rows)
        command = [sys.executable, "-m", "smartcommune", "batch", str(source), "-o", str(target)]
        ratio, ours, floor = paired([*command, "--as-of", str(DAY), "--quiet"], given.pairs)
        print(
            f"batch of {given.rows:,} rows, XLSX to XLSX: {ratio:.1f} times the floor ({ours:.2f} s and {floor:.2f} s)"
        )


if __name__ == "__main__":
    main()
