"""`smartcommune schema`: the JSON Schema of rule sets, cases, profiles and answers, for editors and other programs."""

from __future__ import annotations

from typing import Annotated

import typer

from smartcommune.cli.exits import Exit, report
from smartcommune.cli.options import LANGUAGE, Lang, NoColor, Output, one_of, words
from smartcommune.cli.targets import format_of
from smartcommune.messages import Language
from smartcommune.problems import InputError

Of = Annotated[str, typer.Argument(metavar="ruleset|cases|profile|assessment", help=words("help.schema-name"))]


def schema(name: Of, output: Output = None, lang: Lang = LANGUAGE, no_color: NoColor = False) -> None:
    from smartcommune.authoring.schemas import Name, written
    from smartcommune.cli.streams import deliver

    language = one_of("--lang", lang, Language)
    format_of(output, None, ("json",))
    try:
        chosen = one_of("schema", name, Name)
    except InputError as error:  # bad usage, not a bad file
        report(error.problems, language, no_color=no_color)
        raise typer.Exit(Exit.USAGE) from None
    deliver(written(chosen), output, no_color=no_color)


schema.__doc__ = words("help.schema")
