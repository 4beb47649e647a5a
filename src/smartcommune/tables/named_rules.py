"""A table to the rule set that it is assessed by: the one that is asked for, else the one that its form names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import Final

from smartcommune.messages import Listed, Message
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import refusal
from smartcommune.rulesets.library import DEFAULT, built_in, load, load_built_in
from smartcommune.tables.sheets.sheet import Sheet

# Files that a sentence names; a folder has the forms of a whole province.
_MOST_FILES: Final = 5


def ruleset_of(sheet: Sheet, asked: RuleSet | None) -> RuleSet:
    """The rule set that is asked for, else the one that a form names, else the selection of pilot communes.

    Raises:
        InputError: the form names one that does not come with the package, or the forms of a folder name several.
    """
    named = list(_named(sheet))
    if asked is not None or not named:
        return asked or load_built_in(DEFAULT)
    if len(named) > 1:
        each = tuple(Message("forms-differ.each", id=id, files=_files(sheet, id)) for id in named)
        raise refusal("forms-differ", "--rules", Message("forms-differ-help"), each=Listed(each, "; "))
    if named[0] not in built_in():
        raise refusal("form-of-a-file", sheet.name, Message("form-of-a-file-help"), id=named[0])
    return load(named[0])


def said_of(sheet: Sheet, ruleset: RuleSet) -> Iterator[Message]:
    """What is said of the rule sets that forms name: that one of them is used, or another than a form was made for."""
    for id in _named(sheet):
        if id == ruleset.id:
            yield Message("form-of-these-rules", id=id)
        elif sheet.parts:
            yield Message("forms-of-other-rules", asked=id, files=_files(sheet, id), used=ruleset.id)
        else:
            yield Message("form-of-other-rules", asked=id, used=ruleset.id)


def _named(sheet: Sheet) -> dict[str, None]:
    """The rule sets that its forms were made for, each once."""
    return dict.fromkeys(each.rules for each in sheet.parts or (sheet,) if each.rules is not None)


def _files(sheet: Sheet, id: str) -> Listed:
    """The forms of a folder that name a rule set."""
    names = [PurePath(part.name).name for part in sheet.parts if part.rules == id]
    more = len(names) - _MOST_FILES
    rest = (Message("forms-differ.more", count=more),) if more > 0 else ()
    return Listed((*names[:_MOST_FILES], *rest))
