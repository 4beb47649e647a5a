"""Documents that a built-in rule set has with another date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.messages import Message, Words
from smartcommune.model.wording import Shown
from smartcommune.quantity import iso_date
from smartcommune.rulesets.library import built_in
from smartcommune.source.document import Table, read_document
from smartcommune.source.files import read_source


class _Known(NamedTuple):
    """A document as a built-in rule set has it; its number alone may be that of another office's."""

    ruleset: str
    day: date
    name: tuple[str, ...]  # number and title, or the address of what has no number


def check(subject: Subject) -> Iterator[Finding]:
    for id in subject.own("sources"):
        source = subject.ruleset.sources[id]
        name = _name(source.number, source.title.vi, source.url)
        others = (known for known in _known() if known.name == name and known.ruleset != subject.ruleset.id)
        other = next((known for known in others if source.date and known.day != source.date), None)
        if other is not None and source.date is not None:
            said = {"name": id, "day": Shown(source.date), "other": Shown(other.day), "ruleset": other.ruleset}
            yield Finding(("sources", id, "date"), Message("lint.document-differs", **said))


def _name(number: str | None, title: str | None, url: str | None) -> tuple[str, ...]:
    return (number, title or "") if number else (url,) if url else ()


@cache
def _known() -> tuple[_Known, ...]:
    """Every document that a built-in rule set declares with a date."""
    return tuple(known for id, path in built_in().items() for known in _declared(id, str(path)))


def _declared(ruleset: str, name: str) -> Iterator[_Known]:
    document = read_document(read_source(name))
    sources = document.node(("sources",))
    for id in sources.entries if isinstance(sources, Table) else ():
        parts = [document.text(("sources", id, *path)) for path in (("number",), ("title", "vi"), ("url",))]
        day, found = iso_date(document.text(("sources", id, "date")) or ""), _name(*parts)
        if day is not None and found:
            yield _Known(ruleset, day, found)


SEVERITY = "warning"
SUMMARY = Words("Ngày khác của cùng một văn bản", "Another date for the same document")
AVOID = """\
sources:
  qd318: {title: {vi: Bộ tiêu chí quốc gia …, en: …}, number: 318/QĐ-TTg, date: 2022-08-03, kind: law}
"""
PREFER = """\
sources:
  qd318: {title: {vi: Bộ tiêu chí quốc gia …, en: …}, number: 318/QĐ-TTg, date: 2022-03-08, kind: law}
"""
WHY = Words(
    "Một văn bản chỉ có một ngày. Một bộ tiêu chí có sẵn ghi cùng số, cùng tên mà ngày khác thì một bên chép sai; "
    "người tìm văn bản theo ngày ấy sẽ không thấy.",
    "A document has one date. If a built-in rule set has the same number and title with another one, one of the "
    "two was copied wrongly, and who looks for the document under it finds nothing.",
)
ASKS_ALL = True
