"""Problems to standard error, and what happened to an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import IntEnum
from typing import Final

from smartcommune.messages import Amount, Language, Message
from smartcommune.problems import InputError, Problem, WriteError, os_words, total

# What is wrong with a word of a call that is no option.
_OF_CALLS: Final = ("no-such-command", "no-such-problem", "no-editor")


class Exit(IntEnum):
    """Exit codes (contract, section 4): no verdict shares one with a failure."""

    OK = 0
    BUG = 1
    USAGE = 2
    PROBLEMS = 3
    UNREADABLE = 4
    NOT_ELIGIBLE = 10
    UNDETERMINED = 11
    NOT_APPLICABLE = 12
    DIFFERENT = 20


def report(problems: Sequence[Problem], language: Language, *, no_color: bool = False) -> None:
    """Show problems on standard error, with their number below."""
    from smartcommune.cli.streams import columns, is_terminal, show, wants_color
    from smartcommune.render.problems import problems as rendered

    if sys.stderr is None:  # closed by whoever called us: the exit code has to do
        return
    text = rendered(problems, language, columns(sys.stderr), is_wrapped=is_terminal(sys.stderr))
    noun = "noun.problem" if total(problems, "error") else "noun.warning"
    text.append(Amount(total(problems), noun).say(language) + "\n")
    show(text, sys.stderr, color=wants_color(sys.stderr, no_color))


def report_input_error(error: InputError, language: Language) -> Exit:
    report(error.problems, language)
    if error.unreadable:
        return Exit.UNREADABLE
    return Exit.USAGE if all(_is_usage(problem) for problem in error.problems) else Exit.PROBLEMS


def _is_usage(problem: Problem) -> bool:
    return problem.place.source.startswith("--") or problem.id in _OF_CALLS


def report_usage_error(error: Exception, language: Language) -> Exit:
    """What typer has found wrong with a call."""
    from smartcommune.cli.help_words import usage_problem

    problem = usage_problem(error)
    if problem is not None:
        report([problem], language)
    return Exit.USAGE


def report_write_error(error: WriteError, language: Language) -> Exit:
    _say(f"{error.path}: {Message('cannot-write', reason=os_words(error.reason)).say(language)}")
    return Exit.UNREADABLE


def report_bug(error: BaseException, language: Language) -> Exit:
    """One line for a bug of ours: a traceback helps no officer."""
    detail = " ".join(str(error).split())[:200]
    _say(Message("bug", kind=type(error).__name__, detail=detail).say(language))
    return Exit.BUG


def _say(line: str) -> None:
    from smartcommune.cli.streams import show
    from smartcommune.render.safe import terminal

    try:
        show(f"smartcommune: {terminal(line)}\n", sys.stderr, color=False)
    except WriteError:
        return  # standard error itself cannot be written: the exit code has to do
