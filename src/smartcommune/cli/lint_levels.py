"""The user's choice of lints, by options and by the file of settings, to the lints that look at a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from smartcommune.authoring.faults import FAULTS
from smartcommune.authoring.lint import Lint
from smartcommune.authoring.lints import LINTS
from smartcommune.cli.configuration import Configuration, Level
from smartcommune.cli.rule_paths import matches
from smartcommune.problems import InputError, Problem, did_you_mean, finding, refusal


class ChosenLints(NamedTuple):
    """Which lints are asked for, and what the settings make of them."""

    lints: tuple[Lint, ...]
    named: frozenset[str]  # by an option, which wins over the settings
    found: Configuration

    def of(self, name: str) -> list[Lint]:
        """Those that look at a file, each as severe as the settings say."""
        levels = dict(self.found.lints)
        for pattern, own in self.found.per_file.items():
            levels |= own if matches(name, pattern, self.found) else {}
        return [_at(lint, levels) for lint in self.lints if lint.id in self.named or levels.get(lint.id) != "off"]


def chosen_lints(select: Sequence[str], ignore: Sequence[str], found: Configuration) -> ChosenLints:
    """The lints that are asked for.

    Raises:
        InputError: an option or the settings name one that there is not.
    """
    wanted = [_known("--select", id) for id in select] or list(LINTS.values())
    unwanted = {_known("--ignore", id).id for id in ignore}
    problems = [*_unknown(found, found.lints, "lints")]
    for pattern, levels in found.per_file.items():
        problems += _unknown(found, levels, "per-file", pattern)
    if problems:
        raise InputError(problems)
    return ChosenLints(tuple(lint for lint in wanted if lint.id not in unwanted), frozenset(select), found)


def _known(option: str, id: str) -> Lint:
    if id not in LINTS:
        raise refusal("unknown-lint", option, did_you_mean(id, LINTS), name=id)
    return LINTS[id]


def _unknown(found: Configuration, levels: Mapping[str, Level], *path: str) -> Iterator[Problem]:
    """Ids in a table of levels that are no lints: what makes a file unreadable cannot be turned off."""
    for id in levels:
        if id in FAULTS:
            yield finding("no-level", found.at(*path, id), name=id)
        elif id not in LINTS:
            yield finding("unknown-lint", found.at(*path, id), did_you_mean(id, LINTS), name=id)


def _at(lint: Lint, levels: Mapping[str, Level]) -> Lint:
    level = levels.get(lint.id)
    return lint if level is None or level == "off" else lint._replace(severity=level)
