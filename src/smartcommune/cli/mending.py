"""Rule files to the same files put right: in their places, on standard output, or shown as changes."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from smartcommune.cli.options import AnswerOptions, words
from smartcommune.cli.streams import is_terminal, show
from smartcommune.problems import InputError, refusal
from smartcommune.source.files import read_source
from smartcommune.source.writing import write_changed

if TYPE_CHECKING:
    from smartcommune.authoring.report import Mended
    from smartcommune.cli.lint_levels import ChosenLints


class FixOptions(NamedTuple):
    """Whether problems are put right, and how far."""

    fix: Annotated[bool, typer.Option("--fix", help=words("help.fix"))] = False
    unsafe_fixes: Annotated[bool, typer.Option("--unsafe-fixes", help=words("help.unsafe-fixes"))] = False
    diff: Annotated[bool, typer.Option("--diff", help=words("help.show-fixes"))] = False

    def check(self, format: str | None) -> None:
        """Refuse options that do not go together.

        Raises:
            InputError: which ones.
        """
        if self.fix and self.diff:
            raise refusal("fix-and-diff", "--diff")
        if self.diff and format is not None:
            raise refusal("diff-format", "--diff")
        if self.unsafe_fixes and not (self.fix or self.diff):
            raise refusal("needs-fix", "--unsafe-fixes")


def mend(names: Sequence[str], lints: ChosenLints, options: FixOptions, piped: str) -> Mapping[str, Mended]:
    """The files by their names, put right; written where that is asked for, but for the one that was piped in.

    Raises:
        WriteError: a file cannot be written, or was changed meanwhile.
    """
    if not (options.fix or options.diff):
        return {}
    from smartcommune.authoring.fixing.rounds import mended

    found: dict[str, Mended] = {}
    for name in names:
        try:
            source = read_source(name)
        except InputError:  # told in the report
            continue
        found[name] = mended(source, lints.of(name), guesses=options.unsafe_fixes)
        if options.fix and name != piped and found[name].is_changed:
            write_changed(source, found[name].after.text)
    return found


def deliver_changes(found: Sequence[Mended], answer: AnswerOptions) -> None:
    """A diff of what would change."""
    from smartcommune.render.mended import unified

    answer.deliver(unified(found, is_shown=answer.output is None and is_terminal(sys.stdout)))


def show_fixes(found: Sequence[Mended], answer: AnswerOptions) -> None:
    """What was put right and why, and what was not, on standard error."""
    from smartcommune.render.mended import fixes

    show(fixes(found, answer.language), sys.stderr, color=False)
