"""A page that is played step by step: it makes files, changes them, and shows what commands then answer.

Steps stand in the page as comments before a fenced block:

    <!-- file: rules/x.yaml -->       the block is a new file
    <!-- workbook: xa.xlsx -->       the block is the rows of a new workbook, as CSV; it can be changed
    <!-- add: rules/x.yaml -->        the block comes at the end of a file
    <!-- change: rules/x.yaml -->     of a diff, the lines with - stand in the file once and become those with +
    <!-- answer 3: check x.yaml -->   the block is what the command answers; it ends with this exit code, else with 0

`python -m tests.docs` writes the answers anew.
"""

from __future__ import annotations

import csv
import io
import re
import shlex
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import xlsxwriter

from tests.command import Run, inside

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = (
    ROOT / "README.vi.md",
    ROOT / "docs" / "reading-a-verdict.md",
    ROOT / "docs" / "writing-a-rule-set.md",
    ROOT / "docs" / "from-a-table-of-points.md",
)
STEP: Final = re.compile(
    r"(?P<mark><!-- (?P<kind>file|workbook|add|change|answer)(?: (?P<code>\d+))?: (?P<what>.*?) -->\n```\w+\n)"
    r"(?P<block>.*?)(?P<end>^```$)",
    re.DOTALL | re.MULTILINE,
)


class Played:
    """A page being played in a folder of its own, where the examples are at hand."""

    def __init__(self, folder: Path, run: Run) -> None:
        self.folder = folder
        self.run = run
        self.codes: list[tuple[str, int, int]] = []
        shutil.copytree(ROOT / "examples", folder / "examples")

    def play(self, page: str) -> str:
        """The page with what its commands answer."""
        return STEP.sub(self._step, page)

    def _step(self, step: re.Match[str]) -> str:
        steps: Mapping[str, Callable[[str, str], None]] = {
            "file": self._file, "workbook": self._workbook, "add": self._add, "change": self._change,
        }  # fmt: skip
        if step["kind"] in steps:
            steps[step["kind"]](step["what"], step["block"])
            return step.group()
        return step["mark"] + self._answer(step["what"], int(step["code"] or 0)) + step["end"]

    def _file(self, name: str, block: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block, encoding="utf-8")

    def _workbook(self, name: str, block: str) -> None:
        """Cells as texts, as they were typed; the rows are kept beside it, for changes."""
        self._file(f"{name}.csv", block)
        with xlsxwriter.Workbook(self.folder / name, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
            sheet = book.add_worksheet("Biểu 01")
            for number, row in enumerate(csv.reader(io.StringIO(block))):
                for place, text in enumerate(row):
                    sheet.write_string(number, place, text)

    def _add(self, name: str, block: str) -> None:
        path = self.folder / name
        path.write_text(path.read_text(encoding="utf-8") + block, encoding="utf-8")

    def _change(self, name: str, block: str) -> None:
        is_workbook = name.endswith(".xlsx")
        path, lines = self.folder / (f"{name}.csv" if is_workbook else name), block.splitlines(keepends=True)
        old, new = ("".join(line[1:] for line in lines if line[0] in signs) for signs in ("- ", "+ "))
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        if is_workbook:
            self._workbook(name, text.replace(old, new))
        else:
            path.write_text(text.replace(old, new), encoding="utf-8")

    def _answer(self, command: str, code: int) -> str:
        done = self.run(*shlex.split(command))
        self.codes.append((command, done.code, code))
        return done.out + done.err


def played(page: str, runner: Callable[[Path], Run] = inside) -> tuple[str, list[tuple[str, int, int]]]:
    """The page as it should be; each command with its exit code and the one that the page names."""
    with tempfile.TemporaryDirectory() as folder:
        found = Played(Path(folder), runner(Path(folder)))
        return found.play(page), found.codes
