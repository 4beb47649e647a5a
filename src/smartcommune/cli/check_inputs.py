"""The files of `check` to the communes that can be assessed, with their rules, and to what is wrong with the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from smartcommune.api import Rules
from smartcommune.cli.table_options import RowOptions, TableOptions
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError, refusal
from smartcommune.profiles.profile import Profile, read_profile
from smartcommune.rulesets.library import named_in
from smartcommune.source.document import read_document
from smartcommune.source.files import read_source
from smartcommune.tables.recognised import is_table

# Gives a rule set the user's settings.
Settle = Callable[[RuleSet], Rules]


class Ready(NamedTuple):
    """A commune that can be assessed."""

    rules: Rules
    profile: Profile
    row: int  # of its table, as its officer sees it; of profiles, which of the files it is


class Inputs:
    """Reads the files of one run.

    Args:
        asked: the rule set for all of them; None leaves each with the one that it names.
        settle: gives a rule set the user's settings; that one of them does not fit is no fault of a file.
        rows: which communes of a table are wanted.
        reading: how a table is read.
    """

    def __init__(self, asked: RuleSet | None, settle: Settle, rows: RowOptions, reading: TableOptions) -> None:
        self._asked = asked
        self._settle = settle
        self._rows = rows
        self._reading = reading
        self._known = {} if asked is None else {asked.sha256: settle(asked)}
        self.ready: list[Ready] = []
        self.failed: list[InputError] = []

    def read(self, names: Sequence[str]) -> None:
        """Sort the communes of some files into those that can be assessed and those that cannot.

        Raises:
            InputError: an option does not go with these files, or a table as a whole cannot be read.
        """
        is_chosen = bool(self._rows.options)
        if is_chosen and len(names) > 1:
            raise refusal("needs-one-table", self._rows.options[0], option=self._rows.options[0], found=len(names))
        tables = {name for name in names if is_chosen or is_table(name)}
        given = [option for option, value in self._reading.options.items() if value]
        if given and not tables:
            raise refusal("needs-a-table", given[0], option=given[0])
        for number, name in enumerate(names, 1):
            if name in tables:
                self._read_table(name)
            else:
                self._read_profile(name, number)

    def _read_profile(self, name: str, number: int) -> None:
        try:
            document = read_document(read_source(name))
            ruleset = self._asked or named_in(document)
        except InputError as error:
            self.failed.append(error)
            return
        rules = self._rules(ruleset)
        try:
            self.ready.append(Ready(rules, read_profile(document, ruleset), number))
        except InputError as error:
            self.failed.append(error)

    def _rules(self, ruleset: RuleSet) -> Rules:
        """The rule set with the user's settings, made once."""
        return self._known.get(ruleset.sha256) or self._known.setdefault(ruleset.sha256, self._settle(ruleset))

    def _read_table(self, name: str) -> None:
        from smartcommune.cli.check_table import communes_of  # a profile does not pay for what reads tables

        rules, found, asked = communes_of(name, self._asked, self._rules, self._rows, self._reading)
        self.ready += [Ready(rules, each.profile, each.row) for each in found if each.profile is not None]
        self.failed += [InputError(each.problems) for each in found if each.profile is None]
        self.failed += [InputError(asked)] if asked else []
