"""Encoded figures that the quoted words of their sources do not hold."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.encoded import encoded
from smartcommune.authoring.lints.text_figures import counts, figures, in_words
from smartcommune.messages import LANGUAGES, Message, Words
from smartcommune.source.document import Path

_MOST_QUOTED: Final = 8


def check(subject: Subject) -> Iterator[Finding]:
    found: dict[Path, Finding] = {}
    for item in encoded(subject):
        quoted = sorted(set().union(*(_quoted(quote, item.figure.endswith("%")) for quote in item.quotes)))
        if quoted and item.figure not in quoted and not _in_words(item.figure, item.quotes):
            message = Message("lint.quote-differs", figure=item.figure, quoted=", ".join(quoted[:_MOST_QUOTED]))
            found.setdefault(item.path, Finding(item.path, message))
    yield from found.values()


@lru_cache(maxsize=64)
def _quoted(quote: str, percent: bool) -> frozenset[str]:
    """The percentages of a quote, or else its counts, read in the notation of either language."""
    if percent:
        return frozenset(found for language in LANGUAGES for found in figures(quote, language) if found.endswith("%"))
    return frozenset(found for language in LANGUAGES for found in counts(quote, language))


def _in_words(figure: str, quotes: tuple[str, ...]) -> bool:
    return any(in_words(figure, quote, language) for quote in quotes for language in LANGUAGES)


SEVERITY = "warning"
SUMMARY = Words("Con số khác với lời văn được trích", "A figure other than the quoted one")
AVOID = """\
sources:
  qd: {title: {vi: …, en: …}, date: 2022-01-01, kind: law, quote: từ 90% số người trưởng thành trở lên}
thresholds:
  smartphone_min: {type: percent, basis: law, cite: qd, values: [{from: 2023-01-01, default: 80%}]}
"""
PREFER = """\
sources:
  qd: {title: {vi: …, en: …}, date: 2022-01-01, kind: law, quote: từ 90% số người trưởng thành trở lên}
thresholds:
  smartphone_min: {type: percent, basis: law, cite: qd, values: [{from: 2023-01-01, default: 90%}]}
"""
WHY = Words(
    "Lời văn đã trích là căn cứ của con số; hai bên khác nhau thì một bên chép sai, và xã bị xét theo con số "
    "không ai quy định.",
    "The quoted words are what the figure rests on; if they differ, one was copied wrongly, and nobody set the "
    "figure used.",
)
