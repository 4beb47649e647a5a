"""What a selection costs beside its verdicts: 3,321 communes, a tenth of their facts unknown, `select` against `batch`.

Both commands read the same file and run in turn, each in a process of its own; the ratio is the median over the pairs.

    python benchmarks/selecting.py [--rows 3321] [--pairs 7] [--seats 100]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Final

import polars as pl
from startup import paired
from tables import DAY, number, typed_columns

PROVINCES: Final = 63
TIE: Final = ("--tie-break", "code")  # equals would leave seats open, and end in another exit code


def make(path: Path, rows: int) -> None:
    """Communes of 63 provinces, all of them in scope, of whose other facts every tenth is blank."""
    facts = pl.LazyFrame({"row": pl.int_range(rows, eager=True)}).select(**typed_columns(gaps=10)).collect()
    own = {
        "code": pl.col("code").str.slice(3),
        "province": pl.format("Tỉnh {}", number(1, PROVINCES)),
        "unit_type": pl.lit("xa"),
        "central_pilot": pl.lit(value=False),
    }
    percent = pl.col(pl.Float64).clip(lower_bound=2)  # below it could be a fraction, which is refused
    facts.with_columns(percent, **own).select(pl.exclude(r"^extra_.*$")).write_csv(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=3_321)
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--seats", type=int, default=100)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        source, target = Path(temporary, "communes.csv"), Path(temporary, "results.csv")
        make(source, given.rows)
        files = [str(source), "-o", str(target), "--as-of", str(DAY), "--quiet"]
        batch = [sys.executable, "-m", "smartcommune", "batch", *files]
        for quota in ([], ["--per", "province=2"]):
            select = [sys.executable, "-m", "smartcommune", "select", *files, "--seats", str(given.seats), *TIE, *quota]
            ratio, ours, floor = paired(select, given.pairs, batch)
            words = " ".join(quota) or "no quota"
            print(f"select of {given.rows:,} rows, {words}: {ratio:.2f} times batch ({ours:.2f} s and {floor:.2f} s)")


if __name__ == "__main__":
    main()
