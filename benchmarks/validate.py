"""How long `validate` takes for the built-in files against the bare imports, and how much memory many files take.

Both commands run in turn, as in `startup.py`; the peak of memory is that of a process of its own for each number of
files, copies of the main rule set under other names.

    python benchmarks/validate.py [--pairs 21] [--copies 10 100 1000]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from startup import paired

ROOT: Final = Path(__file__).parents[1]
RULES: Final = ROOT / "rules"
VALIDATE: Final = [sys.executable, "-m", "smartcommune", "validate"]


def copies(folder: Path, number: int) -> Path:
    """A folder with so many rule files."""
    text = (RULES / "pilot-smart-2023.yaml").read_bytes().decode()
    target = folder / f"of-{number}"
    target.mkdir()
    for count in range(number):
        changed = text.replace("id: pilot-smart-2023", f"id: copy-{count}", 1)
        (target / f"copy-{count}.yaml").write_text(changed, encoding="utf-8", newline="")
    return target


def peak(command: list[str]) -> tuple[float, float]:
    """The most memory that a command takes, in MiB, and its time in seconds."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    kibibytes = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return kibibytes / 1024, time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=21)
    parser.add_argument("--copies", type=int, nargs="*", default=[10, 100, 1000])
    options = parser.parse_args()
    if options.pairs:
        ratio, ours, floor = paired([*VALIDATE, str(RULES)], options.pairs)
        print(f"validate rules: {ratio:.2f} times the floor ({ours * 1000:.0f} ms against {floor * 1000:.0f} ms)")
    with tempfile.TemporaryDirectory() as folder:
        for number in options.copies:
            most, seconds = peak([*VALIDATE, str(copies(Path(folder), number))])
            print(f"validate {number} copies: at most {most:.1f} MiB, {seconds:.1f} s")


if __name__ == "__main__":
    main()
