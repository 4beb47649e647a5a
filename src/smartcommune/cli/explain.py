"""`smartcommune explain`: what the id of a problem means, and what to do; without one, all of them."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from smartcommune.cli.options import AnswerOptions, format_option, words
from smartcommune.cli.targets import format_of
from smartcommune.problems import did_you_mean, refusal

FORMATS: Final = ("text", "json", "markdown")
SCHEMA: Final = "smartcommune/explanations/1"
Id = Annotated[str | None, typer.Argument(metavar="ID", help=words("help.explained-id"))]


def explain(
    *, id: Id = None, format: Annotated[str | None, format_option(FORMATS)] = None, answer: AnswerOptions
) -> None:
    from smartcommune.authoring.check.explained import explained
    from smartcommune.render.explained import as_json, listed, page
    from smartcommune.render.safe import json_text

    chosen = format_of(answer.output, format, FORMATS)
    known = explained()
    if id is not None and id not in known:
        raise refusal("no-such-problem", id, did_you_mean(id, known), name=id)
    found = list(known.values()) if id is None else [known[id]]
    if chosen == "json":
        answer.deliver(json_text({"schema": SCHEMA, "problems": [as_json(each) for each in found]}))
    elif id is None:
        answer.deliver(listed(found, answer.language))
    else:
        answer.deliver(page(known[id], answer.language))
