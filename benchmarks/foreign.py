"""A folder of spreadsheets of other programs to what our readers and those of the field see differently in them.

    python benchmarks/foreign.py FOLDER [--show 3]

Every sheet is read by us and by openpyxl (XLSX), xlrd (XLS) and python-calamine (all), and compared cell by cell; a
percentage, a day or a truth value is the same whichever way it is written. Such files are kept nowhere here: the test
files of openpyxl, calamine, readxl, SheetJS, POI, roo, PhpSpreadsheet and ExcelDataReader make a good folder.
"""

from __future__ import annotations

import argparse
import resource
import signal
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from itertools import chain
from math import isclose
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

from smartcommune.problems import InputError
from smartcommune.tables.office.stored_values import date_text, duration_text
from smartcommune.tables.open import open_table

SUFFIXES = (".xls", ".xlt", ".xlsx", ".xlsm", ".xltx", ".xltm", ".ods", ".ots")
MOST_SECONDS = 120
MOST_BYTES = 4_000_000_000
WORKERS = 2
Cells = dict[tuple[int, int], Any]  # by row from 1 and column from 0
Sheets = dict[str, Cells]


class Compared(NamedTuple):
    """One file by us and by one library."""

    file: str
    library: str
    how: str  # same, differs, refused by us, read by us alone, refused by both
    cells: int = 0
    differences: tuple[str, ...] = ()


def ours(path: Path) -> Sheets:
    """Every sheet, as text."""
    sheets: Sheets = {}
    number = 0
    with suppress(_NoSuchSheet):
        while True:
            number += 1
            sheet = _ours(path, number)
            if sheet is not None:
                sheets[sheet.sheet or ""] = {
                    (row, column): text
                    for row, *texts in sheet.frame.select("row", *(f"c{n}" for n in range(sheet.width)))
                    .collect()
                    .rows()
                    for column, text in enumerate(texts)
                    if text is not None
                }
    return sheets


class _NoSuchSheet(Exception):  # it ends a count
    """There are fewer sheets."""


def _ours(path: Path, number: int) -> Any:
    try:
        return open_table(str(path), sheet=str(number), encoding="utf-8")
    except InputError as error:
        ids = {problem.id for problem in error.problems}
        if "unknown-sheet" in ids and number > 1:
            raise _NoSuchSheet from error
        if "empty-table" in ids:
            return None
        raise


def by_openpyxl(path: Path) -> Sheets:
    from openpyxl import load_workbook

    book = load_workbook(path, data_only=True)
    return {
        sheet.title: {(cell.row, cell.column - 1): cell.value for row in sheet.iter_rows() for cell in row
                      if cell.value is not None}
        for sheet in book.worksheets
    }  # fmt: skip


def by_xlrd(path: Path) -> Sheets:
    import xlrd

    with Path("/dev/null").open("w") as nowhere:
        book = xlrd.open_workbook(path, logfile=nowhere, ragged_rows=True)
    return {
        sheet.name: {
            (row + 1, column): _of_xlrd(cell, book.datemode)
            for row in range(sheet.nrows)
            for column, cell in enumerate(sheet.row(row))
        }
        for sheet in book.sheets()
    }


def _of_xlrd(cell: Any, datemode: int) -> Any:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_DATE:
        return (date_text(cell.value, is_1904=bool(datemode)), cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    return xlrd.error_text_from_code.get(cell.value, "#ERR!") if cell.ctype == xlrd.XL_CELL_ERROR else cell.value


def by_calamine(path: Path) -> Sheets:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(path))
    return {
        name: {
            (row, column): value
            for row, values in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False), 1)
            for column, value in enumerate(values)
        }
        for name in book.sheet_names
    }


def is_same(text: str | None, value: Any) -> bool:
    """Whether a text of ours is what a library sees."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return text is None
    if text is None:
        return False
    if isinstance(value, tuple):
        return text == value[0] or is_same(text, value[1])
    if isinstance(value, bool):
        return text == str(value).lower()
    if isinstance(value, int | float):
        return _is_number(text, float(value)) or text in (date_text(value), duration_text(value))
    if isinstance(value, str):
        return normalize("NFC", value).strip() == text.strip() or value.replace("\r\n", "\n").strip() == text.strip()
    return _is_moment(text, value)


def _is_number(text: str, value: float) -> bool:
    with suppress(InvalidOperation, OverflowError):
        found = Decimal(text.removesuffix("%"))
        forms = (found / 100, found) if "%" in text else (found,)
        return any(isclose(float(number), value, rel_tol=1e-13) for number in forms)
    return False


def _is_moment(text: str, value: Any) -> bool:
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        return text in (duration_text(seconds / 86_400), date_text(seconds / 86_400)) or _is_number(
            text, seconds / 86_400
        )
    if isinstance(value, datetime):
        rounded = value.replace(microsecond=0) + timedelta(seconds=value.microsecond >= 500_000)
        shown = rounded.isoformat(" ")
        return text in (shown, shown.removesuffix(" 00:00:00"))
    if isinstance(value, date):
        return text == value.isoformat()
    return isinstance(value, time) and text == value.replace(microsecond=0).isoformat()


LIBRARIES: dict[str, Callable[[Path], Sheets]] = {
    "openpyxl": by_openpyxl, "xlrd": by_xlrd, "calamine": by_calamine,
}  # fmt: skip


def libraries(path: Path) -> tuple[str, ...]:
    if path.suffix.lower() in (".xls", ".xlt"):
        return ("xlrd", "calamine")
    return ("calamine",) if path.suffix.lower() in (".ods", ".ots") else ("openpyxl", "calamine")


def compared(path: Path) -> list[Compared]:
    """The file by us and by each library."""
    warnings.simplefilter("ignore")
    try:
        mine: Sheets | str = ours(path)
    except InputError as error:
        mine = " | ".join(problem.say("en") for problem in error.problems)
    except Exception as error:  # whatever else comes is a bug to be shown
        mine = f"BUG {type(error).__name__}: {error}"
    return [_compared(path, library, mine) for library in libraries(path)]


def _bounded(path: Path) -> list[Compared]:
    """As `compared`, within so many seconds of work, however busy the machine is."""
    signal.signal(signal.SIGVTALRM, _too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
    try:
        return compared(path)
    except TimeoutError:
        return [Compared(path.name, "-", "took too long")]
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def all_compared(files: Iterable[Path]) -> list[Compared]:
    """The files one after the other, in a process that is started anew where a library ends it."""
    pool = _pool()
    found = []
    for path in files:
        try:
            found += pool.submit(_bounded, path).result()
        except BrokenProcessPool:
            pool = _pool()
            found.append(Compared(path.name, "-", "ended the process"))
    pool.shutdown()
    return found


def _pool() -> ProcessPoolExecutor:
    """A process for each file: the memory that a library has taken for one, the next would lack."""
    return ProcessPoolExecutor(1, get_context("spawn"), initializer=_bound, max_tasks_per_child=1)


def _bound() -> None:
    """Some files make a library fill the memory."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))


def _too_long(*_: object) -> None:
    raise TimeoutError("too long")


def _compared(path: Path, library: str, mine: Sheets | str) -> Compared:
    try:
        theirs = LIBRARIES[library](path)
    except BaseException as error:  # calamine panics
        reason = f"{type(error).__name__}: {error}"[:100]
        if isinstance(mine, str):
            return Compared(path.name, library, "refused by both", 0, (mine, reason))
        return Compared(path.name, library, "read by us alone", 0, (reason,))
    if isinstance(mine, str):
        is_empty = not any(any(is_same(None, value) is False for value in cells.values()) for cells in theirs.values())
        return Compared(path.name, library, "refused by us" + (", empty" if is_empty else ""), 0, (mine,))
    differences = tuple(_differences(mine, theirs))
    count = sum(map(len, mine.values()))
    return Compared(path.name, library, "differs" if differences else "same", count, differences)


def _differences(mine: Sheets, theirs: Sheets) -> Iterator[str]:
    for name, cells in theirs.items():
        found = mine.get(normalize("NFC", name), mine.get(name, {}))
        for row, column in sorted(found.keys() | cells.keys()):
            text, value = found.get((row, column)), cells.get((row, column))
            if not is_same(text, value):
                yield f"{name!r} row {row} column {column}: ours {text!r}, theirs {value!r}"[:200]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=0, help="how many differences of each file to show")
    parser.add_argument("--only", default="", help="only files with this in their name")
    options = parser.parse_args()
    files = sorted(
        path for path in options.folder.rglob("*") if path.suffix.lower() in SUFFIXES and options.only in path.name
    )
    with ThreadPoolExecutor(WORKERS) as threads:
        results = list(chain(*threads.map(all_compared, (files[number::WORKERS] for number in range(WORKERS)))))
    counts = Counter((result.library, result.how) for result in results)
    cells, differing = Counter[str](), Counter[str]()
    for result in sorted(results):
        cells[result.library] += result.cells
        differing[result.library] += len(result.differences) if result.how == "differs" else 0
        if options.show and result.how != "same":
            print(f"{result.file} · {result.library} · {result.how} ({len(result.differences)} of {result.cells})")
            for line in result.differences[: options.show]:
                print("   ", line)
    for (library, how), count in sorted(counts.items()):
        print(f"{library:10} {how:22} {count:5} files")
    for library, count in sorted(cells.items()):
        print(f"{library:10} {count} cells, {differing[library]} differ")


if __name__ == "__main__":
    main()
