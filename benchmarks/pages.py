"""What a page costs: `check -o x.html` against the bare imports of `check`, and `batch` to a page against a workbook.

Both commands of a pair run in turn, so that a machine whose speed drifts slows both; the ratio is the median over them.

    python benchmarks/pages.py [--rows 3321] [--pairs 11]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from startup import EXAMPLES, paired
from tables import DAY

from office import make


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=3_321)
    parser.add_argument("--pairs", type=int, default=11)
    given = parser.parse_args()
    command = [sys.executable, "-m", "smartcommune"]
    with tempfile.TemporaryDirectory() as temporary:
        source, sheet = Path(temporary, "communes.xlsx"), Path(temporary, "sheet.html")
        ratio, ours, floor = paired([*command, "check", str(EXAMPLES / "tan-my.yaml"), "-o", str(sheet)], given.pairs)
        print(f"check tan-my.yaml to a page: {ratio:.2f} times the floor ({ours * 1000:.0f} ms, {floor * 1000:.0f} ms)")
        make(source, given.rows)
        table, book = (
            [*command, "batch", str(source), "-o", str(Path(temporary, name)), "--as-of", str(DAY), "--quiet"]
            for name in ("results.html", "results.xlsx")
        )
        ratio, ours, other = paired(table, given.pairs, book)
        size = Path(temporary, "results.html").stat().st_size
        print(
            f"batch of {given.rows:,} rows to a page of {size / 1e6:.2f} MB: {ratio:.2f} times the workbook "
            f"({ours:.2f} s, {other:.2f} s)"
        )


if __name__ == "__main__":
    main()
