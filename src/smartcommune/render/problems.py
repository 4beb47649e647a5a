"""Problems to lines on a terminal: place, finding and help, then the source line with a mark under the place.

What many rows of a table have alike is told once, with the rows.

Where two places contradict each other, the other one is shown below.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from rich.cells import cell_len, set_cell_size

from smartcommune.authoring.report import Report
from smartcommune.messages import Language, Message
from smartcommune.problems import Place, Problem
from smartcommune.render.alike import gathered, stretches
from smartcommune.render.safe import terminal
from smartcommune.render.styled import Styled

_INDENT: Final = "    "
# A narrower line holds no sentence.
_LEAST: Final = 20


def problems(found: Iterable[Problem], language: Language, width: int, *, is_wrapped: bool = False) -> Styled:
    """Every problem in the order given; each in one line, unless lines are to be wrapped at the width."""
    text = Styled()
    for problem, rows in gathered(found, language):
        line = _line(problem, rows, language)
        text.append_text(_folded(line, width) if is_wrapped else line.append("\n"))
        if len(rows) < 2:
            text.append_text(_excerpt(problem.place, width))
            text.append_text(_other(problem, width))
    return text


def _folded(line: Styled, width: int) -> Styled:
    """A line broken at words, its further lines set in."""
    found = Styled()
    for number, part in enumerate(line.lines(max(width - len(_INDENT), _LEAST))):
        found.append(_INDENT if number else "").append_text(part).append("\n")
    return found


def _other(problem: Problem, width: int) -> Styled:
    """The other place; its file is named where it is another one."""
    if problem.related is None:
        return Styled()
    found = _excerpt(problem.related, width)
    if problem.related.source == problem.place.source and found:
        return found
    return Styled((f"    → {terminal(str(problem.related))}\n", "dim")).append_text(found)


def _line(problem: Problem, rows: Sequence[int], language: Language) -> Styled:
    """The problem in one line; a warning says that it is one, before what it says."""
    place, id = f"{problem.place}:", f" [{problem.id}]"
    said = problem.say(language).removeprefix(place).removesuffix(id)
    if len(rows) > 1:
        place = Message("place.rows", source=problem.place.source, rows=stretches(rows)).say(language)
    text = Styled((terminal(place), "bold"))
    if problem.severity == "warning":
        text.append(f" {Message('severity.warning').say(language)}:", "bold yellow")
    return text.append(terminal(said)).append(id, "cyan")


def summary(report: Report, language: Language) -> Styled:
    """How many problems there are, in how many of how many files, and how many can be put right by the program."""
    text = Styled((report.summary.say(language) + "\n", "bold" if report.problems else ""))
    return text if report.fixable is None else text.append(report.fixable.say(language) + "\n")


def statistics(report: Report) -> Styled:
    """The kinds of problems with their number, the most frequent first."""
    lines = sorted(report.by_id.items(), key=lambda item: (-item[1], item[0]))
    return Styled(*((f"{count:>5}  {id}\n", "") for id, count in lines))


def _excerpt(place: Place, width: int) -> Styled:
    """The source line and a mark below the place, cut to the width of the terminal."""
    if place.line is None or place.column is None or not place.excerpt.strip():
        return Styled()
    lead = f"{place.line:>5} | "
    room = max(width - len(lead), 20)
    # A place far to the right is shown with a few words before it.
    start = max(0, place.column - 1 - room // 2) if place.column > room else 0
    before = terminal(place.excerpt[start : place.column - 1].replace("\t", " "))
    before = set_cell_size(before, min(cell_len(before), room - 1))
    line = terminal(place.excerpt[start : start + room].replace("\t", " "))
    marked = terminal(place.excerpt[place.column - 1 : place.column - 1 + place.width].replace("\t", " "))
    marks = "^" * max(1, min(cell_len(marked), room - cell_len(before)))
    shown = set_cell_size(line, min(cell_len(line), room))
    return Styled(
        (f"{lead}{shown}\n", "dim"), (" " * (len(lead) - 2) + "  " + " " * cell_len(before), ""), (f"{marks}\n", "red")
    )
