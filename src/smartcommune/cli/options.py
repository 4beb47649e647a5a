"""The options that commands share, with their help in the user's language.

All options are text to typer and are converted here: its own converters take longer to import than a whole assessment,
and what they say exists in English only.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from inspect import Parameter, Signature, signature
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, NamedTuple, TypeVar, get_args, get_type_hints

import typer
from typer.core import TyperCommand, TyperGroup

from smartcommune.cli import completing
from smartcommune.cli.configuration import configured, lang_of_file
from smartcommune.messages import LANGUAGES, Language, Message
from smartcommune.problems import InputError, did_you_mean, refusal
from smartcommune.quantity import NotANumber, decimal, iso_date

if TYPE_CHECKING:
    from smartcommune.render.styled import Styled

AssumptionUse = Literal["use", "refuse"]
DEFAULT_LANGUAGE: Final[Language] = "vi"
T = TypeVar("T")
# The parameters that name files to write, with their options.
OUTPUTS: Final = {"output": "--output", "rejects": "--rejects", "write_columns": "--write-columns"}


def language_of(arguments: Sequence[str], otherwise: str | None) -> Language:
    """The language that a command line asks for, before it is parsed: the help itself is in that language."""
    wanted = otherwise
    for position, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            wanted = argument.partition("=")[2]
        elif argument == "--lang" and position + 1 < len(arguments):
            wanted = arguments[position + 1]
    return next((language for language in LANGUAGES if language == wanted), DEFAULT_LANGUAGE)


LANGUAGE: Final = language_of(sys.argv[1:], os.environ.get("SMARTCOMMUNE_LANG") or lang_of_file())


def words(key: str) -> str:
    """A sentence of the help in the user's language."""
    return Message(key).say(LANGUAGE)


Rules = Annotated[str | None, typer.Option("--rules", metavar="ID|FILE", help=words("help.rules"))]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help=words("help.as-of"))]
Settings = Annotated[list[str] | None, typer.Option("--set", metavar="THRESHOLD=VALUE", help=words("help.set"))]
Cites = Annotated[
    list[str] | None, typer.Option("--set-cite", metavar="THRESHOLD=DOCUMENT", help=words("help.set-cite"))
]
Readings = Annotated[
    list[str] | None, typer.Option("--reading", metavar="ID=written|instead", help=words("help.reading"))
]
Assumptions = Annotated[str, typer.Option("--assumptions", metavar="use|refuse", help=words("help.assumptions"))]
Lang = Annotated[str, typer.Option("--lang", metavar="vi|en", help=words("help.lang"))]
Output = Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help=words("help.output"))]
NoColor = Annotated[bool, typer.Option("--no-color", help=words("help.no-color"))]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=words("help.quiet"))]


def day_option(help: str) -> Any:
    """`--as-of`, with what the day decides."""
    return typer.Option("--as-of", metavar="DATE", help=words(help))


def format_option(formats: Sequence[str], help: str = "help.format") -> Any:
    """`--format` with the formats that there are."""
    return typer.Option("--format", "-f", metavar="|".join(formats), help=words(help))


class AnswerOptions(NamedTuple):
    """Where an answer goes, and in which language."""

    output: Output = None
    lang: Lang = LANGUAGE
    no_color: NoColor = False

    @property
    def language(self) -> Language:
        """The language; an error where there is none of that name."""
        language: Language = one_of("--lang", self.lang, Language)
        return language

    @property
    def width(self) -> int:
        """How many columns a page has."""
        from smartcommune.cli.streams import DEFAULT_COLUMNS, columns

        return columns(sys.stdout) if self.output is None else DEFAULT_COLUMNS

    def deliver(self, text: Styled | str | bytes) -> None:
        from smartcommune.cli.streams import deliver

        deliver(text, self.output, no_color=self.no_color)


class SettingOptions(NamedTuple):
    """What counts instead of what the rules say."""

    settings: Settings = None
    cites: Cites = None
    assumptions: Assumptions = "use"
    readings: Readings = None

    @property
    def given(self) -> tuple[Mapping[str, str], AssumptionUse, Mapping[str, str], Mapping[str, str]]:
        """Values of thresholds, whether assumptions count, documents, and readings: as `load_ruleset` takes them."""
        use: AssumptionUse = one_of("--assumptions", self.assumptions, AssumptionUse)
        cites = as_settings(self.cites, "--set-cite")
        readings = as_settings(self.readings, "--reading", "bad-reading")
        return as_settings(self.settings), use, cites, readings

    @property
    def options(self) -> dict[str, str | list[str] | None]:
        """What the user gave, by option."""
        use = None if self.assumptions == "use" else self.assumptions
        return {"--set": self.settings, "--set-cite": self.cites, "--assumptions": use, "--reading": self.readings}


def singly(command: Callable[..., None]) -> Callable[..., None]:
    """A command as typer takes it: each option of a group by itself, in the group's place."""
    hints = get_type_hints(command, include_extras=True)
    groups = {name: hints[name] for name in signature(command).parameters if hasattr(hints[name], "_fields")}
    found: list[Parameter] = []
    for name, parameter in signature(command).parameters.items():
        own = {name: parameter.default} if name not in groups else groups[name]._field_defaults
        typed = hints if name not in groups else get_type_hints(groups[name], include_extras=True)
        found += [Parameter(id, Parameter.KEYWORD_ONLY, default=own[id], annotation=typed[id]) for id in own]

    def called(**given: Any) -> None:
        for name, group in groups.items():
            given[name] = group(**{option: given.pop(option) for option in group._fields})
        command(**given)

    called.__signature__ = Signature(found)  # type: ignore[attr-defined]  # where `signature` looks first
    return called


class _TextOnly:
    """A command whose options are text or switches, so that nothing has to be converted by typer."""

    def get_params(self, context: Any) -> list[Any]:
        parameters: list[Any] = super().get_params(context)  # type: ignore[misc]  # of the command it is mixed into
        for parameter in parameters:
            if "process_value" not in vars(parameter):
                parameter.process_value = _as_given(parameter)
                parameter.display_type_rich = _metavar_of(parameter)
            if completing.is_asked():
                parameter._custom_shell_complete = completing.values
        return parameters

    def get_usage(self, context: Any) -> str:
        from smartcommune.cli.help_words import usage  # only help and mistakes pay for it

        return usage(super().get_usage(context), LANGUAGE)  # type: ignore[misc]  # of the command it is mixed into

    def get_help_option(self, context: Any) -> Any:
        option = super().get_help_option(context)  # type: ignore[misc]  # of the command it is mixed into
        option.help = words("help.help")
        return option

    def format_help(self, context: Any, formatter: Any) -> None:
        from smartcommune.cli.help_words import word_the_frames
        from smartcommune.cli.streams import written_to

        word_the_frames(LANGUAGE)
        with written_to(sys.stdout):
            super().format_help(context, formatter)  # type: ignore[misc]  # of the command it is mixed into


class TextCommand(_TextOnly, TyperCommand):
    """One command; no file that it is given to read is one that it is told to write."""

    def invoke(self, ctx: Any) -> Any:
        from smartcommune.source.files import note_inputs
        from smartcommune.source.writing import check_free

        configured()  # what is wrong with it is told before anything is done
        note_inputs(_texts(value for name, value in ctx.params.items() if name not in OUTPUTS))
        for name, option in OUTPUTS.items():
            check_free(ctx.params.get(name), option)
        return super().invoke(ctx)


def _texts(values: Iterable[Any]) -> Iterator[str]:
    """The texts among the values of parameters, of which some are lists."""
    for value in values:
        yield from (text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str))


class TextGroup(_TextOnly, TyperGroup):
    """The commands together."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in self.commands and not args[0].startswith("-"):
            from smartcommune.cli.help_words import no_such_command

            raise InputError([no_such_command(args[0], self.commands)])
        return super().resolve_command(ctx, args)


def _metavar_of(parameter: Any) -> Callable[..., str | None]:
    """What the help shows as a parameter's value: nothing for a switch, where typer would write `<bool>`."""
    shown = parameter.metavar if parameter.opts[0].startswith("-") and not parameter.is_flag else None
    return lambda **_: shown


def _as_given(parameter: Any) -> Callable[[Any, Any], Any]:
    """A parameter's processing that lets text pass and leaves what is missing or a switch to typer."""
    process = parameter.process_value

    def process_value(context: Any, value: Any) -> Any:
        if value is None and not parameter.required:
            return None
        if value and isinstance(value, str | tuple | list):
            return list(value) if isinstance(value, tuple) else value
        return process(context, value) if value != () or parameter.required else None

    return process_value


def one_of(option: str, text: str, allowed: type[T] | Any) -> Any:
    """The text itself, if it is one of the words of a `Literal`.

    Raises:
        InputError: it is another word.
    """
    if text in get_args(allowed):
        return text
    raise refusal("not-allowed", option, did_you_mean(text, get_args(allowed)), found=text, key=option)


def as_date(option: str, text: str | None) -> date | None:
    """The day that an option gives.

    Raises:
        InputError: the text is no day.
    """
    if text is None:
        return None
    day = iso_date(text)
    if day is None:
        raise refusal("not-a-date", option, Message("date-help"), found=text)
    return day


def as_share(option: str, text: str | None) -> Fraction | None:
    """The percentage that an option gives.

    Raises:
        InputError: the text is no number from 0 to 100.
    """
    if text is None:
        return None
    try:
        share = decimal(text.removesuffix("%").rstrip())
    except NotANumber:
        share = Fraction(-1)
    if not 0 <= share <= 100:
        raise refusal("not-a-share", option, found=text)
    return share


def as_settings(texts: Sequence[str] | None, option: str = "--set", wrong: str = "bad-setting") -> dict[str, str]:
    """Names with what the user gives them: thresholds with values or documents, ambiguities with readings.

    Raises:
        InputError: a text that is not of the form `name=value`; `wrong` is the problem.
    """
    found: dict[str, str] = {}
    for text in texts or ():
        name, equals, value = text.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise refusal(wrong, option, found=text, option=option)
        found[name.strip()] = value.strip()
    return found
