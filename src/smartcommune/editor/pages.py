"""File names to what can be read of them: the document, every name in it, and the rule set that it makes.

While a text is broken, the last one that could be read serves.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from smartcommune.authoring.cases import case_files
from smartcommune.authoring.check.validate import rules_of
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError
from smartcommune.rulesets.borrowed import uses
from smartcommune.rulesets.family import Family
from smartcommune.rulesets.library import CASES as OF_CASES
from smartcommune.rulesets.library import file_of, read_ruleset
from smartcommune.shape.roles import CASES, RULES, Name, names_in
from smartcommune.source.document import Document, read_document
from smartcommune.source.files import Source, read_source


class Page(NamedTuple):
    """A rule file or a file of cases that can be read."""

    source: Source
    document: Document
    names: tuple[Name, ...]

    @property
    def of_cases(self) -> bool:
        return self.source.name.endswith(OF_CASES)


class Pages:
    """The last text of each file that could be read."""

    def __init__(self) -> None:
        self._pages: dict[str, Page] = {}
        self._rulesets: dict[str, RuleSet] = {}

    def page(self, name: str) -> Page | None:
        """What can be read of a file as it is, else of the last text of it that could be; None if none ever could."""
        known = self._pages.get(name)
        try:
            source = read_source(name)
            if known is None or known.source.text != source.text:
                self._pages[name] = _page(source)
        except InputError:
            return known
        return self._pages[name]

    def ruleset(self, page: Page) -> RuleSet | None:
        """The rule set of a rule file, or of the last text of it that made one."""
        with suppress(InputError):  # the diagnostics say what is wrong
            self._rulesets[page.source.name] = read_ruleset(page.source)
        return self._rulesets.get(page.source.name)

    def rules(self, page: Page) -> Page | None:
        """The rule file itself, or the one that a file of cases belongs to."""
        if not page.of_cases:
            return page
        try:
            return self.page(rules_of(page.source).name)
        except InputError:
            return None

    def extended(self, page: Page) -> list[Page]:
        """The rule file of a page and those that it extends, the nearest first."""
        found: list[Page] = []
        each = self.rules(page)
        while each is not None and each not in found:
            found.append(each)
            extends = each.document.text(("extends",))
            each = None if extends is None else self._file(extends, each)
        return found

    def used(self, page: Page) -> list[Page]:
        """The rule files whose verdicts a rule file asks for, itself or through those that it rests on."""
        found, waiting = list[Page](), self.extended(page)
        while waiting:
            asking = waiting.pop(0)
            others = [self._file(name, asking) for name in dict.fromkeys(use.ruleset for use in uses(asking.document))]
            new = [each for other in others if other is not None for each in self.extended(other)]
            fresh = [each for each in new if each not in found]
            found += fresh
            waiting += fresh
        return found

    def below(self, page: Page) -> list[Page]:
        """A rule file, those that rest on it, and the cases of each."""
        if page.source.path is None:
            return [page]
        paths = [page.source.path, *Family().children([page.source.path])]
        names = [page.source.name, *(path.as_posix() for path in paths[1:])]
        names += [source.name for path in paths for source in _cases(path)]
        found = [other for name in dict.fromkeys(names) if (other := self.page(name)) is not None]
        known = [other for other in list(self._pages.values()) if page.source.name in self._resting(other)]
        return list({each.source.name: each for each in (*found, *known)}.values())

    def _resting(self, page: Page) -> list[str]:
        """The names of the files that a known one rests on: it may lie elsewhere, or be broken at the moment."""
        return [each.source.name for each in (*self.extended(page), *self.used(page))]

    def _file(self, name: str, asking: Page) -> Page | None:
        """The rule file that another one means by a name."""
        try:
            return self.page(file_of(name, asking.source.path, asking.document.place(())).as_posix())
        except InputError:  # told where that file is checked
            return None


def _page(source: Source) -> Page:
    document = read_document(source)
    root = CASES if source.name.endswith(OF_CASES) else RULES
    return Page(source, document, tuple(names_in(document, root)))


def _cases(path: Path) -> tuple[Source, ...]:
    try:
        return case_files(path)
    except InputError:
        return ()
