"""A parser's error to a problem at the slip itself, which often lies before the place where the parser gave up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, takewhile
from typing import Final

import yaml

from smartcommune.messages import CATALOGUE, Message
from smartcommune.problems import Place, Problem
from smartcommune.source.files import Source

# Quoted texts and comments hide the brackets inside them.
_HIDDEN: Final = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"|(?:(?<=\s)|^)#.*")
_BARE_KEY: Final = re.compile(r"\s*(?:- )?([a-z_]+)(?: [>|][+-]?)?\s*$")
_KEY: Final = re.compile(r"[\w\"']+:(?:\s|$)")

# Deeper than documents are read; comparing each line with every open bracket stays quick.
MOST_BRACKETS: Final = 64

Spot = tuple[int, int]  # line and column, from 1


def syntax_problem(source: Source, error: yaml.MarkedYAMLError, quoted: tuple[int, Place] | None) -> Problem:
    """What is wrong with a text that is no YAML; `quoted` is the line and the place of the last quoted text."""
    # What was begun and never ended is best shown where it begins.
    is_unclosed = str(error.context).startswith(("while scanning a quoted", "while scanning a simple key"))
    mark = error.context_mark if is_unclosed and error.context_mark else error.problem_mark
    place = source.place_within(mark.line + 1, mark.column + 1) if mark else Place(source.name)
    # A quote that was never closed ends at the next one, and what stands there makes no sense.
    if quoted is not None and mark is not None and mark.line == quoted[0]:
        place = quoted[1]._replace(width=1)
    elif mark is not None and not is_unclosed:
        spot = _open_bracket(source.lines, mark.line) or _end_inside(source.lines, error) or _slip(source.lines, error)
        place = place if spot is None else source.place_within(*spot)
    return Problem("not-yaml", place, Message("not-yaml", reason=_reason(error)), _help(place))


def unplaced_problem(source: Source, error: yaml.YAMLError) -> Problem:
    return Problem("not-yaml", source.place(1, 1), Message("not-yaml", reason=_reason(error)))


def _reason(error: yaml.YAMLError) -> object:
    """What the parser says, in one line; in its own words, which are English, where we have none for it."""
    said = " ".join(str(getattr(error, "problem", None) or error).split())
    named = said.lower().replace("}", "brace").replace("]", "bracket")
    key = re.sub("[^a-z]+", "_", named).strip("_")
    return Message(f"yaml.{key}") if f"yaml.{key}" in CATALOGUE else said


def _help(place: Place) -> Message | None:
    """What usually stands behind a syntax error at such a place."""
    if "\t" in place.excerpt[: place.column]:
        return Message("tab-help")
    if re.search(r":\s*[>|=!%@`*&?]", place.excerpt):
        return Message("quote-help")
    if place.excerpt.strip() and ":" not in place.excerpt:
        return Message("colon-help")
    return Message("indent-help")


def _open_bracket(lines: list[str], last: int) -> Spot | None:
    """The end of the line whose bracket was not closed: the next line goes on in the column of an outer one.

    Args:
        lines: of the text.
        last: the line where the parser gave up, from 0.
    """
    stack: list[set[int]] = []  # for each open bracket, the columns in which lines inside it begin with a key
    found: list[tuple[int, Spot]] = []  # with the level of that outer bracket
    for number, line in enumerate(lines[: last + 1]):
        column = _indentation(line)
        if len(stack) > MOST_BRACKETS:
            return None
        if len(stack) > 1 and _KEY.match(line, column):
            outer = next((level for level, bracket in enumerate(stack[:-1]) if column in bracket), None)
            if outer is not None and column not in stack[-1]:
                found.append((outer, (number, len(lines[number - 1].rstrip()) + 1)))
        if stack and _KEY.match(line, column):
            stack[-1].add(column)
        _follow(_HIDDEN.sub("", line), stack)
        found = [item for item in found if item[0] < len(stack)]
    return found[0][1] if found else None


def _end_inside(lines: list[str], error: yaml.MarkedYAMLError) -> Spot | None:
    """The end of the last line inside brackets, if the next one stands no further in than where they were opened."""
    mark, opened = error.problem_mark, error.context_mark
    if mark is None or opened is None or "flow" not in str(error.context) or mark.line >= len(lines):
        return None
    if mark.line == opened.line or _indentation(lines[mark.line]) > _indentation(lines[opened.line]):
        return None
    last = next(_filled(lines, mark.line - 1, opened.line - 1, -1), opened.line)
    return last + 1, len(lines[last].rstrip()) + 1


def _follow(line: str, stack: list[set[int]]) -> None:
    for sign in line:
        if sign in "{[":
            stack.append(set())
        elif sign in "}]" and stack:
            stack.pop()


def _slip(lines: list[str], error: yaml.MarkedYAMLError) -> Spot | None:
    """The line that goes wrong before the parser notices: without a dash, without a colon, too far in or out."""
    mark, context = error.problem_mark, str(error.context)
    if mark is None or mark.line >= len(lines) or "flow" in context:
        return None
    if lines[mark.line].lstrip().startswith("- "):
        return _without_dash(lines, mark.line)
    if str(error.problem).startswith("mapping values"):
        return _without_colon(lines, mark.line)
    if context.startswith("while parsing a block mapping"):
        return _too_far_in(lines, mark.line) or _too_far_out(lines, mark.line)
    return None


def _without_dash(lines: list[str], last: int) -> Spot | None:
    """The first line below the key of a list, if it is an item without a dash."""
    first = _first_below(lines, last, _indentation(lines[last]))
    if first is None or lines[first].lstrip().startswith("- "):
        return None
    return first + 1, _indentation(lines[first]) + 1


def _too_far_in(lines: list[str], last: int) -> Spot | None:
    """The only key of its mapping, if the key after the one at which the parser gave up stands no further in."""
    outer = _indentation(lines[last])
    first = _first_below(lines, last, outer + 1)
    if first is None:
        return None
    inner = _indentation(lines[first])
    own = [number for number in _filled(lines, first, last) if _indentation(lines[number]) == inner]
    after = next(
        (number for number in _filled(lines, last + 1, len(lines)) if _indentation(lines[number]) <= inner), None
    )
    is_only = len(own) == 1 and after is not None and _indentation(lines[after]) <= outer
    return (first + 1, inner + 1) if is_only else None


def _too_far_out(lines: list[str], last: int) -> Spot | None:
    """The line above that stands further out than the one at which the parser gave up, if what is below it tells so.

    What belongs to a key stands as far in as elsewhere in the file; twice as far means that the key was moved.
    """
    above = _filled(lines, last - 1, -1, -1)
    outer = next((number for number in above if _key_column(lines[number]) < _indentation(lines[last])), None)
    if outer is None or outer + 1 >= last:
        return None
    inner = _indentation(lines[next(_filled(lines, outer + 1, last), last)])
    is_moved = inner - _key_column(lines[outer]) > _step(lines[:outer])
    return (outer + 1, _indentation(lines[outer]) + 1) if is_moved else None


def _step(lines: list[str]) -> int:
    """How much further in than its key a table mostly stands."""
    filled = [lines[number] for number in _filled(lines, 0, len(lines))]
    pairs = [(line, below) for line, below in pairwise(filled) if line.rstrip().endswith(":")]
    steps = Counter(_indentation(below) - _key_column(line) for line, below in pairs)
    return next((step for step, _ in steps.most_common() if step > 0), 2)


def _key_column(line: str) -> int:
    """Where the first key of a line stands, which may be behind a dash."""
    return _indentation(line) + (2 if line.lstrip().startswith("- ") else 0)


def _without_colon(lines: list[str], last: int) -> Spot | None:
    """The end of a key whose colon is missing, so that it became one text with the lines below it."""
    own = _indentation(lines[last])
    above = next((number for number in _filled(lines, last - 1, -1, -1) if _indentation(lines[number]) <= own), None)
    key = None if above is None else _BARE_KEY.match(lines[above])
    return None if above is None or key is None else (above + 1, key.end(1) + 1)


def _first_below(lines: list[str], last: int, column: int) -> int | None:
    """The first of the lines before the last one that all stand at least so far in, below a key without a value."""
    inside = list(takewhile(lambda number: _indentation(lines[number]) >= column, _filled(lines, last - 1, -1, -1)))
    above = next(_filled(lines, (inside[-1] if inside else last) - 1, -1, -1), None)
    return inside[-1] if inside and above is not None and lines[above].rstrip().endswith(":") else None


def _filled(lines: list[str], first: int, end: int, step: int = 1) -> Iterator[int]:
    """The lines that say something: neither blank nor a comment."""
    return (number for number in range(first, end, step) if lines[number].lstrip()[:1] not in ("", "#"))


def _indentation(line: str) -> int:
    return sum(1 for _ in takewhile(" ".__eq__, line))
