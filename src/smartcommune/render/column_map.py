"""What was found about the columns of a table to a `--columns` file: read with it, the table is read in the same way.

What only the officer can answer stands in it behind a mark that makes a remark of it, to be taken off.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Final

from smartcommune.messages import Language, Message, Words
from smartcommune.model.ruleset import RuleSet
from smartcommune.render.inspected import words_of
from smartcommune.render.safe import json_document
from smartcommune.tables.header.columns import Column, why_unused
from smartcommune.tables.header.draft import Draft
from smartcommune.tables.header.folding import folded
from smartcommune.tables.header.manner import POINT, Manner
from smartcommune.tables.header.unused import labels_of

# The problem of a column of which nobody knows what its figures are shares of.
_FRACTION: Final = "all-fractions"
# That of a table that calls itself a plan: whoever gives its figures says that they are none.
_PLANNED: Final = "planned-table"


def column_map(draft: Draft, ruleset: RuleSet, language: Language) -> str:
    """The file, with what is not clear among the remarks."""
    writer = _Writer(draft, ruleset, language)
    return json_document("\n".join(writer.lines()) + "\n")


class _Writer:
    """Writes one map."""

    def __init__(self, draft: Draft, ruleset: RuleSet, language: Language) -> None:
        self._draft = draft
        self._ruleset = ruleset
        self._language: Language = language
        self._labels: Mapping[str, Words] = labels_of(ruleset)
        self._headers = [folded(column.header) for column in draft.columns]
        self._is_planned = any(problem.id == _PLANNED for problem in draft.problems)
        self._open = {problem.place.column for problem in draft.problems if problem.id == _FRACTION}

    def lines(self) -> Iterator[str]:
        yield f"# {Message('inspect.map', ruleset=self._ruleset.id).say(self._language)}"
        for problem in self._draft.problems:
            yield f"# ! {_in_one_line(problem.message.say(self._language))}"
        if self._draft.header:
            yield f"header: [{', '.join(map(str, self._draft.header))}]"
        yield "columns:"
        yield from self._entries()
        yield from self._questions()
        ignored = [column.letter for column in self._draft.columns if column.how == "ignored"]
        if ignored:
            yield f"ignore: {_yaml(ignored)}"

    def _entries(self) -> Iterator[str]:
        """The columns that are used; two of one thing, and planned figures, are remarks: nobody has chosen yet."""
        targets = [column.target for column in self._draft.columns]
        for column in self._draft.columns:
            if column.target is None or column.manner is None or column.no is not None:
                continue
            entry = self._entry(column, column.manner)
            is_open = targets.count(column.target) > 1 or (self._is_planned and column.is_fact)
            yield f"  # {entry}  # {_in_one_line(column.header)}" if is_open else f"  {entry}"
            if column.position + 1 in self._open:
                yield f"  # {self._entry(column, column.manner._replace(is_fraction=True))}"
                yield f"  # {self._entry(column, column.manner._replace(is_percent=True))}"

    def _entry(self, column: Column, manner: Manner) -> str:
        """A column as an entry says it: by its header, if no other has it."""
        header = self._headers[column.position]
        is_one = bool(header) and self._headers.count(header) == 1
        parts = {"column": column.header if is_one else column.letter, **_settled(manner)}
        return f"{column.target}: {{{', '.join(f'{key}: {_yaml(value)}' for key, value in parts.items())}}}"

    def _questions(self) -> Iterator[str]:
        """What the officer alone can answer: first what has to be settled, at last what nobody knows."""
        columns = [column for column in self._draft.columns if column.is_left_alone and not column.is_blank]
        for column in sorted(columns, key=lambda column: not column.is_asked):
            why = next(why_unused(column, self._labels), None)
            target = column.likeness.target if column.likeness else column.named
            for each in column.either if target is None else (target,):
                said = "" if why is None else f": {why.say(self._language)}"
                yield f"  # {each}: {{column: {_yaml(column.letter)}}}  # {_in_one_line(column.header)}{said}"
            if why is None and self._draft.problems:
                yield f"  # …: {{column: {_yaml(column.letter)}}}  # {_in_one_line(column.header)}"
        for letter, sample in self._draft.samples:
            yield f"  # …: {{column: {_yaml(letter)}}}  # {_in_one_line(sample)}"


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _settled(manner: Manner) -> dict[str, object]:
    """What a map says about the cells of a column."""
    found: dict[str, object] = {}
    if manner.is_fraction or manner.is_percent:
        found["unit"] = "fraction" if manner.is_fraction else "percent"
    if len(manner.marks) == 1 or manner.preferred is not None:
        found["decimal"] = manner.marks[0] if len(manner.marks) == 1 else manner.preferred or POINT
    return found | words_of(manner)


def _yaml(value: object) -> str:
    """A value as YAML in one line: JSON is YAML."""
    return json.dumps(value, ensure_ascii=False)
