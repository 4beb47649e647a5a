"""How long an officer waits: `check` on one example, also into a document, against the bare imports of its libraries.

The example with all 28 criteria of a decision is asked about a commune of which all is known, and one of which half is;
its file is none of the built-in ones, and its text can be read in two ways.

Both commands run in turn, so that a machine whose speed drifts slows both; the ratio is the median over the pairs.

    python benchmarks/startup.py [--pairs 21]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from smartcommune.source.document import as_data, read_document
from smartcommune.source.files import read_source

EXAMPLES = Path(__file__).parents[1] / "examples"
SCORED = EXAMPLES / "scored" / "nq57-khanh-hoa-commune-2026.yaml"
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
        for called, step in (("all is known", 1), ("half is known", 2)):
            profile = Path(folder) / "profile.yaml"
            profile.write_text(scored_profile(step), encoding="utf-8")
            tell(f"check of 28 criteria, {called}", ["--rules", str(SCORED), str(profile)], pairs)


def scored_profile(step: int) -> str:
    """The profile of the first case of the scored example, with every so manieth of its facts."""
    case = as_data(read_document(read_source(str(SCORED.with_suffix(".cases.yaml")))).root)["cases"][0]
    facts = dict(list(case["facts"].items())[::step])
    return json.dumps({"as_of": case["on"], "claims": "complete", "findings": "complete", "facts": facts})


def tell(called: str, arguments: Sequence[str], pairs: int) -> None:
    """Measure one `check`, and print what it takes."""
    ratio, ours, floor = paired([sys.executable, "-m", "smartcommune", "check", *arguments], pairs)
    print(f"{called}: {ratio:.2f} times the floor ({ours * 1000:.0f} ms against {floor * 1000:.0f} ms)")


if __name__ == "__main__":
    main()
