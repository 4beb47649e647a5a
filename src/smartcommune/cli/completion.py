"""`smartcommune completion`: the script by which a shell completes commands, options and their values.

The script is typer's; it calls the program with the line that is typed, and gets the words that may come next.
"""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from smartcommune.cli.completing import COMPLETED
from smartcommune.cli.exits import Exit, report
from smartcommune.cli.options import AnswerOptions, one_of, words
from smartcommune.problems import InputError

Shell = Literal["bash", "zsh", "fish", "powershell"]
Named = Annotated[str, typer.Argument(metavar="bash|zsh|fish|powershell", help=words("help.shell"))]


def completion(*, shell: Named, answer: AnswerOptions) -> None:
    from typer._completion_shared import get_completion_script  # what `--show-completion` of typer prints

    try:
        chosen = one_of("completion", shell, Shell)
    except InputError as error:  # bad usage, not a bad file
        report(error.problems, answer.language, no_color=answer.no_color)
        raise typer.Exit(Exit.USAGE) from None
    script = get_completion_script(prog_name="smartcommune", complete_var=COMPLETED, shell=chosen)
    answer.deliver(f"{script}\n")
