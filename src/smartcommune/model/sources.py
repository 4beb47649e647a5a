"""The documents that rules rest on, how much of each was read, and the clauses in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from smartcommune.messages import Language, Message, Words

TEXT: Final = "text"
REPORTED: Final = "reported"
TITLE: Final = "title"
READINGS: Final = (TEXT, REPORTED, TITLE)


class Report(NamedTuple):
    """Who reports what a document says, and where."""

    title: Words
    publisher: Words | None
    date: date | None
    url: str | None


class LegalSource(NamedTuple):
    """A document that citations point into."""

    id: str  # its name in `sources`
    title: Words  # as the document has it
    number: str | None  # such as 3445/BNN-VPĐP; None for what has none
    issuer: Words | None  # who issued it
    date: date | None  # of issue
    kind: str  # law, guidance, province or press
    url: str | None  # https only
    quote: str | None  # the words that are relied on, in the language of the document
    undated: Words | None = None  # why it has no date
    reading: str = TEXT  # how it was read: its text, as somebody reports it, or its title only
    clauses: tuple[tuple[str, str], ...] = ()  # how citations begin that were read otherwise, and how they were
    reported_by: Report | None = None


class Citation(NamedTuple):
    """A legal document and the article, annex or point in it."""

    source: LegalSource
    at: str  # article, annex or point; empty for the whole document

    @property
    def reading(self) -> str:
        """How this part of the document was read."""
        fitting = [(len(clause), reading) for clause, reading in self.source.clauses if self.at.startswith(clause)]
        return max(fitting)[1] if fitting else self.source.reading

    def say(self, language: Language) -> str:
        name = self.source.number or f"“{self.source.title.say(language)}”"
        found = f"{name}, {self.at}" if self.at else name
        return found if self.reading == TEXT else Message(f"cited.{self.reading}", citation=found).say(language)


def not_read(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """What of them was not read in its text, each once; a whole document where it was read in the same way."""
    unread = (each for each in citations if each.reading != TEXT)
    whole = (each._replace(at="") if each.reading == each.source.reading else each for each in unread)
    return tuple(dict.fromkeys(whole))
