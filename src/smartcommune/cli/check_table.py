"""A table of `check` to its communes that are wanted, each as a profile."""

from __future__ import annotations

from collections.abc import Callable

from smartcommune.api import Rules
from smartcommune.cli.table_options import RowOptions, TableOptions
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError, Problem, refusal
from smartcommune.tables.header.unused import labels_of, questions
from smartcommune.tables.results.communes import TableCommune, Wanted, communes


def communes_of(
    name: str, asked: RuleSet | None, settle: Callable[[RuleSet], Rules], rows: RowOptions, reading: TableOptions
) -> tuple[Rules, list[TableCommune], tuple[Problem, ...]]:
    """The communes of a table that are wanted, with the rules for them, and what is asked about its columns.

    Raises:
        InputError: the table cannot be read, a commune is not there, or the rules have ended and its row has no day.
    """
    wanted = Wanted(tuple(rows.code or ()), tuple(map(_number, rows.row or ())), tuple(rows.name or ()))
    opened = reading.opened(name, asked)
    ruleset = opened.ruleset
    rules = settle(ruleset)
    loaded = opened.loaded(ruleset, rules.as_of)
    found = communes(loaded, ruleset, wanted)
    ended = rules.ended("--as-of")
    if ended is not None and any(each.profile is not None and each.profile.as_of is None for each in found):
        raise InputError([ended])
    return rules, found, tuple(questions(loaded.columns, loaded.sheet, loaded.layout, labels_of(ruleset)))


def _number(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    raise refusal("not-a-row-number", "--row", found=text)
