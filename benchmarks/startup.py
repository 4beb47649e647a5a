"""How long an officer waits: `check` on one example, also into a document, against the bare imports of its libraries.

Both commands run in turn, so that a machine whose speed drifts slows both; the ratio is the median over the pairs.

    python benchmarks/startup.py [--pairs 21]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

EXAMPLES = Path(__file__).parents[1] / "examples"
# An installed copy is compiled: the run to warm up leaves what it has compiled for the others.
COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
FLOOR = [sys.executable, "-c", "import typer, pydantic, yaml, rich.console"]


def seconds(command: Sequence[str]) -> float:
    """Wall time of one run of a command, in seconds."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, env=COMPILED, check=False)
    return time.perf_counter() - start


def paired(command: list[str], pairs: int, floor: Sequence[str] = FLOOR) -> tuple[float, float, float]:
    """Median ratio, median of the command and median of the floor, in seconds, after one run of each to warm up."""
    runs = [(seconds(command), seconds(floor)) for _ in range(pairs + 1)][1:]
    return (
        statistics.median(ours / bare for ours, bare in runs),
        statistics.median(ours for ours, _ in runs),
        statistics.median(bare for _, bare in runs),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=21)
    pairs = parser.parse_args().pairs
    for name in ("thanh-phu", "tan-my", "vi-huong"):
        tell(f"check {name}.yaml", [str(EXAMPLES / f"{name}.yaml")], pairs)
    with TemporaryDirectory() as folder:
        output = ["-o", str(Path(folder) / "x.docx")]
        tell("check tan-my.yaml -o x.docx", [str(EXAMPLES / "tan-my.yaml"), *output], pairs)


def tell(called: str, arguments: Sequence[str], pairs: int) -> None:
    """Measure one `check`, and print what it takes."""
    ratio, ours, floor = paired([sys.executable, "-m", "smartcommune", "check", *arguments], pairs)
    print(f"{called}: {ratio:.2f} times the floor ({ours * 1000:.0f} ms against {floor * 1000:.0f} ms)")


if __name__ == "__main__":
    main()
