"""The options that commands share, with their help in the user's language."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Final, Literal

import typer

from smartcommune.messages import LANGUAGES, Language, Message
from smartcommune.problems import InputError, Place, Problem
from smartcommune.quantity import iso_date

DEFAULT_LANGUAGE: Final[Language] = "vi"


def language_of(arguments: Sequence[str], variable: str | None) -> Language:
    """The language that a command line asks for, before it is parsed: the help itself is in that language."""
    wanted = variable
    for position, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            wanted = argument.partition("=")[2]
        elif argument == "--lang" and position + 1 < len(arguments):
            wanted = arguments[position + 1]
    return next((language for language in LANGUAGES if language == wanted), DEFAULT_LANGUAGE)


LANGUAGE: Final = language_of(sys.argv[1:], os.environ.get("SMARTCOMMUNE_LANG"))


def words(key: str) -> str:
    """A sentence of the help in the user's language."""
    return Message(key).say(LANGUAGE)


Rules = Annotated[str | None, typer.Option("--rules", metavar="ID|FILE", help=words("help.rules"))]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=words("help.as-of"))]
Settings = Annotated[list[str] | None, typer.Option("--set", metavar="THRESHOLD=VALUE", help=words("help.set"))]
Assumptions = Annotated[Literal["use", "refuse"], typer.Option("--assumptions", help=words("help.assumptions"))]
Lang = Annotated[Literal["vi", "en"], typer.Option("--lang", help=words("help.lang"))]
Output = Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help=words("help.output"))]
NoColor = Annotated[bool, typer.Option("--no-color", help=words("help.no-color"))]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=words("help.quiet"))]


def as_date(option: str, text: str | None) -> date | None:
    """The day that an option gives.

    Raises:
        InputError: the text is no day.
    """
    if text is None:
        return None
    day = iso_date(text)
    if day is None:
        message = Message("not-a-date", found=text)
        raise InputError([Problem("not-a-date", Place(option), message, Message("date-help"))])
    return day


def as_settings(texts: Sequence[str] | None) -> dict[str, str]:
    """Threshold ids with the values that the user gives them.

    Raises:
        InputError: a text that is not of the form `threshold=value`.
    """
    found: dict[str, str] = {}
    for text in texts or ():
        name, equals, value = text.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise InputError([Problem("bad-setting", Place("--set"), Message("bad-setting", found=text))])
        found[name.strip()] = value.strip()
    return found
