"""The documents of a rule file, and whether enough of each was read for what rests on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from smartcommune.messages import Message
from smartcommune.model.sources import REPORTED, TEXT, TITLE, Citation, LegalSource, Report
from smartcommune.rulesets.names import Names, day
from smartcommune.rulesets.words import words_of, words_or
from smartcommune.source.document import Path

if TYPE_CHECKING:
    from smartcommune.shape.sources import ReportShape, SourceShape

# On these a threshold rests only where the words themselves are at hand.
_PUBLISHED: Final = ("law", "guidance", "province")


def link_source(id: str, shape: SourceShape, names: Names) -> LegalSource:
    """A document; reports what nobody can have read."""
    clauses = tuple((shape.clauses or {}).items())
    readings = {shape.reading or TEXT, *(reading for _, reading in clauses)}
    found = LegalSource(
        id=id,
        title=words_of(shape.title),
        number=shape.number,
        issuer=words_or(shape.issuer, None),
        date=day(shape.date),
        kind=shape.kind,
        url=shape.url,
        quote=shape.quote,
        undated=words_or(shape.undated, None),
        reading=shape.reading or TEXT,
        clauses=clauses,
        reported_by=_report(shape.reported_by),
    )
    if REPORTED in readings and found.reported_by is None:
        names.report("reported-by-nobody", ("sources", id), Message("reported-by-nobody", name=id), key=True)
    if found.quote is not None and readings == {TITLE}:
        names.report("quote-unread", ("sources", id, "quote"), Message("quote-unread", name=id))
    return found


def _report(shape: ReportShape | None) -> Report | None:
    if shape is None:
        return None
    return Report(words_of(shape.title), words_or(shape.publisher, None), day(shape.date), shape.url)


def check_basis(basis: str, citations: tuple[Citation, ...], names: Names, path: Path) -> None:
    """Report a figure that is presented as published, although nobody read the words that publish it."""
    if basis in _PUBLISHED and citations and not any(map(_is_at_hand, citations)):
        sources = ", ".join(f"`{source}`" for source in dict.fromkeys(_names(citations)))
        names.report("basis-unread", (*path, "basis"), Message("basis-unread", basis=basis, sources=sources))


def _is_at_hand(citation: Citation) -> bool:
    """Whether its words were read, or are reported and quoted."""
    return citation.reading == TEXT or (citation.reading == REPORTED and citation.source.quote is not None)


def _names(citations: tuple[Citation, ...]) -> Iterator[str]:
    return (citation.source.id for citation in citations)
