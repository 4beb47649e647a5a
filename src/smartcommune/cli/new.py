"""`smartcommune new`: a first rule file, of a table of criteria, of an office's levels, or of a rule set it extends."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from smartcommune.cli.exits import report
from smartcommune.cli.options import LANGUAGE, AnswerOptions, Lang, NoColor, Output, words
from smartcommune.cli.streams import deliver, show
from smartcommune.messages import Language, Message
from smartcommune.problems import Place, refusal
from smartcommune.source.files import YAML, shown

if TYPE_CHECKING:
    from smartcommune.model.ruleset import RuleSet
    from smartcommune.tables.sheets.sheet import Sheet

Named = Annotated[str, typer.Argument(metavar="ID", help=words("help.new-id"))]
Extends = Annotated[str | None, typer.Option("--extends", metavar="ID|FILE", help=words("help.new-extends"))]
Table = Annotated[str | None, typer.Option("--from", metavar="FILE", help=words("help.new-from"))]
OfSheet = Annotated[str | None, typer.Option("--sheet", metavar="NAME|NUMBER", help=words("help.sheet"))]
Filled = Annotated[str | None, typer.Option("--requirements", metavar="FILE", help=words("help.new-requirements"))]


def new(
    *,
    id: Named,
    table: Table = None,
    sheet: OfSheet = None,
    extends: Extends = None,
    requirements: Filled = None,
    output: Output = None,
    lang: Lang = LANGUAGE,
    no_color: NoColor = False,
) -> None:
    language = AnswerOptions(output, lang).language
    target = output or f"{id}.yaml"
    if Path(target).exists():
        raise refusal("file-exists", target)
    if table is not None and (extends is not None or requirements is not None):
        raise refusal("from-alone", "--from")
    if sheet is not None and table is None and requirements is None:
        raise refusal("sheet-of-none", "--sheet")
    if table is not None:
        _from_table(id, _opened(table, sheet), target, language, no_color=no_color)
    elif requirements is not None:
        _from_requirements(id, extends, _opened(requirements, sheet), target, language, no_color=no_color)
    elif extends is not None:
        _extending(id, extends, target, language)
    else:
        raise refusal("new-needs", "--extends", Message("new-needs-help"))


def _extending(id: str, extends: str, target: str, language: Language) -> None:
    from smartcommune.authoring.start.extended import changeable, extension
    from smartcommune.render.started import commented, yaml

    ruleset = _extended(extends, target)
    head = [Message("start.extends-head", id=ruleset.id)]
    text = yaml(extension(id, ruleset.id, ruleset), head, language) + commented(changeable(ruleset), language)
    _write(text, target, language)


def _extended(extends: str, target: str) -> RuleSet:
    """The rule set that the new file means by an id, which may be that of a file beside it; or the one of a file."""
    from smartcommune.rulesets.library import built_in, file_of, load

    asked = Place("--extends")
    is_file = extends.endswith(YAML) or "/" in extends or "\\" in extends
    if is_file or extends in built_in():
        return load(extends, asked)
    return load(shown(str(file_of(extends, Path(target), asked))))


def _opened(name: str, sheet: str | None) -> Sheet:
    from smartcommune.tables.open import open_table

    return open_table(name, sheet=sheet)


def _from_table(id: str, sheet: Sheet, target: str, language: Language, *, no_color: bool) -> None:
    from smartcommune.authoring.start.annex import read_annex
    from smartcommune.authoring.start.from_annex import rule_file
    from smartcommune.quantity import today
    from smartcommune.render.started import yaml

    started = rule_file(id, read_annex(sheet), today())
    head = [Message("start.annex-head", name=Path(sheet.name).name)]
    for note in (each for each in sheet.notes if each.key != "merged-cells"):  # what is merged is read as meant
        show(f"{sheet.name}: {note.say(language)}\n", sys.stderr, color=False)
    _write(yaml(started.data, head, language), target, language, "started-read", "started-form")
    if started.unclear:
        report(list(started.unclear), language, no_color=no_color)


def _from_requirements(
    id: str, extends: str | None, sheet: Sheet, target: str, language: Language, *, no_color: bool
) -> None:
    from smartcommune.authoring.start.from_requirements import rule_file
    from smartcommune.authoring.start.requirements import read_requirements
    from smartcommune.render.started import yaml

    base = extends or sheet.rules
    if base is None:
        raise refusal("no-form-rules", sheet.name, Message("no-form-rules-help"))
    asked = read_requirements(sheet, _extended(base, target))
    head = [Message("start.head", name=Path(sheet.name).name)]
    _write(yaml(rule_file(id, asked.ruleset.id, asked), head, language), target, language)
    if asked.unclear:
        report(list(asked.unclear), language, no_color=no_color)


def _write(text: str, target: str, language: Language, *more: str) -> None:
    """The file, once it is known that it can be read where it is to stand: what it extends may lie beside it."""
    from smartcommune.rulesets.library import read_ruleset
    from smartcommune.source.files import Source

    ruleset = read_ruleset(Source(target, text, Path(target)))
    deliver(text, target, no_color=True)
    for key in ("started", "started-next", *more):
        message = Message(key, name=target, label=ruleset.label)
        show(f"{message.say(language)}\n", sys.stderr, color=False)
