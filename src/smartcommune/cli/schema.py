"""`smartcommune schema`: the JSON Schema of rule sets, cases, profiles and answers, for editors and other programs."""

from __future__ import annotations

from typing import Annotated

import typer

from smartcommune.authoring.schemas import Name, written
from smartcommune.cli.exits import Exit, report
from smartcommune.cli.options import AnswerOptions, one_of, words
from smartcommune.cli.targets import format_of
from smartcommune.problems import InputError

Of = Annotated[str, typer.Argument(metavar="ruleset|cases|profile|assessment", help=words("help.schema-name"))]


def schema(*, name: Of, answer: AnswerOptions) -> None:
    language = answer.language
    format_of(answer.output, None, ("json",))
    try:
        chosen = one_of("schema", name, Name)
    except InputError as error:  # bad usage, not a bad file
        report(error.problems, language, no_color=answer.no_color)
        raise typer.Exit(Exit.USAGE) from None
    answer.deliver(written(chosen))
