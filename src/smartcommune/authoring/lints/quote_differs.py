"""Encoded figures that the quoted words of their sources do not hold."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Lint, Subject
from smartcommune.authoring.lints.encoded import encoded
from smartcommune.authoring.lints.figures import counts, figures, in_words
from smartcommune.document import Path
from smartcommune.messages import LANGUAGES, Message, Words


def check(subject: Subject) -> Iterator[Finding]:
    found: dict[Path, Finding] = {}
    for item in encoded(subject):
        quoted = sorted(set().union(*(_quoted(quote, item.figure) for quote in item.quotes)))
        if quoted and item.figure not in quoted and not _in_words(item.figure, item.quotes):
            message = Message("lint.quote-differs", figure=item.figure, quoted=", ".join(quoted))
            found.setdefault(item.path, Finding(item.path, message))
    yield from found.values()


def _quoted(quote: str, figure: str) -> set[str]:
    """The figures of a quote that are of the same kind, percentages or counts, read in either language's notation."""
    if figure.endswith("%"):
        return {found for language in LANGUAGES for found in figures(quote, language) if found.endswith("%")}
    return {found for language in LANGUAGES for found in counts(quote, language)}


def _in_words(figure: str, quotes: tuple[str, ...]) -> bool:
    return any(in_words(figure, quote, language) for quote in quotes for language in LANGUAGES)


LINT = Lint(
    id="quote-differs",
    severity="warning",
    summary=Words("Con số khác với lời văn được trích", "A figure other than the quoted one"),
    avoid="""\
sources:
  qd: {title: {vi: …, en: …}, date: 2022-01-01, kind: law, quote: từ 90% số người trưởng thành trở lên}
thresholds:
  smartphone_min: {type: percent, basis: law, cite: qd, values: [{from: 2023-01-01, default: 80%}]}
""",
    prefer="""\
sources:
  qd: {title: {vi: …, en: …}, date: 2022-01-01, kind: law, quote: từ 90% số người trưởng thành trở lên}
thresholds:
  smartphone_min: {type: percent, basis: law, cite: qd, values: [{from: 2023-01-01, default: 90%}]}
""",
    why=Words(
        "Lời văn đã trích là căn cứ của con số; hai bên khác nhau thì một bên chép sai, và xã bị xét theo con số "
        "không ai quy định.",
        "The quoted words are what the figure rests on; if they differ, one was copied wrongly, and nobody set the "
        "figure used.",
    ),
    check=check,
)
