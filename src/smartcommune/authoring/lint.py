"""What a lint is: one thing that `validate` looks for in a rule set that can be read.

Each module in `lints/` holds one, which is called as the module is: one generator of problems, and the constants of
its page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from smartcommune.messages import Message, Words
from smartcommune.model.ruleset import Case, RuleSet
from smartcommune.problems import Fix, Place, Problem, Severity
from smartcommune.source.document import Document, Listing, Path, Table
from smartcommune.source.files import Source


class Subject(NamedTuple):
    """What a lint looks at: the rule set of one file, with what it inherits, and its cases."""

    ruleset: RuleSet
    source: Source
    cases: tuple[Case, ...]

    def own(self, *path: str) -> tuple[str, ...]:
        """The keys of a table that stand in this file itself: `own("criteria")`."""
        table = self.ruleset.document.node(path)
        return tuple(table.entries) if isinstance(table, Table) else ()

    def count(self, *path: str) -> int:
        """How many items a list has that stands in this file itself: `count("notices")`."""
        listing = self.ruleset.document.node(path)
        return len(listing.items) if isinstance(listing, Listing) else 0


class Finding(NamedTuple):
    """One place where a lint found something; the path leads to it in the file."""

    path: Path
    message: Message
    help: Message | None = None
    on_key: bool = False  # mark the key at the path, not its value
    document: Document | None = None  # where the path leads, if not into the rule file: into its file of cases
    related: Place | None = None  # the other place, where two contradict each other
    fix: Fix | None = None


# How a kind of problem is put right: in other words that are proven to say the same, or by a guess.
Mending = Literal["safe", "unsafe"]


class LintPage(NamedTuple):
    """The page of a problem that is no lint: it is told whatever lints are asked for."""

    id: str
    severity: Severity
    summary: Words
    avoid: str
    prefer: str
    why: Words
    fix: Mending | None = None


class Lint(NamedTuple):
    """One lint and its page."""

    id: str
    severity: Severity
    summary: Words
    avoid: str  # a piece of YAML that the lint reports
    prefer: str  # the same piece, mended
    why: Words
    check: Callable[[Subject], Iterator[Finding]]
    asks_all: bool = False  # it reasons about many communes, which takes time
    of_cases: bool = False  # it looks at cases, so that it is asked about a file of them as well
    fix: Mending | None = None


Page = Lint | LintPage


def run(lint: Lint, subject: Subject) -> Iterator[Problem]:
    """The problems that a lint finds, with their places."""
    for finding in lint.check(subject):
        document = finding.document or subject.ruleset.document
        key = document.key_place(finding.path) if finding.on_key else None
        place = key or document.place(finding.path)
        yield Problem(lint.id, place, finding.message, finding.help, finding.related, lint.severity, finding.fix)
