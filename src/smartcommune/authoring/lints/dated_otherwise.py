"""Documents that the text or the address beside them gives another date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.messages import Message, Words
from smartcommune.model.sources import LegalSource
from smartcommune.model.wording import Shown
from smartcommune.problems import Place
from smartcommune.quantity import iso_date
from smartcommune.source.files import Source

# Behind a name, also over the end of a line of a comment: ` ngày 31/10/2023` or `, 31/10/2023`.
_DAY: Final = re.compile(r"(?:,?[\s#]+ngày|,)?[\s#]+(\d\d?)/(\d\d?)/(\d{4})")
_MONTH: Final = re.compile(r"/(20\d\d)/?(0[1-9]|1[0-2])/")


class _Said(NamedTuple):
    """A day in the text of a file, and where it stands."""

    day: date
    start: int
    end: int


def check(subject: Subject) -> Iterator[Finding]:
    for id in subject.own("sources"):
        source = subject.ruleset.sources[id]
        if source.date is not None:
            yield from _in_text(source, source.date, subject.source)
            yield from _in_address(source, source.date)


def _in_text(source: LegalSource, day: date, file: Source) -> Iterator[Finding]:
    """The day that stands behind the number of a document, or behind the name of a newspaper."""
    said = list(_days(_name(source), file.text))
    if said and day not in {other.day for other in said}:
        message = Message("lint.dated-otherwise", name=source.id, day=Shown(day), other=Shown(said[0].day))
        yield Finding(("sources", source.id, "date"), message, related=_place(file, said[0]))


def _name(source: LegalSource) -> str:
    issuer = source.issuer.vi if source.issuer else ""
    return source.number.split(" ")[0] if source.number else issuer


def _days(name: str, text: str) -> Iterator[_Said]:
    """Every day that a text gives a document."""
    at = text.find(name) if name else -1
    while at >= 0:
        found = _DAY.match(text, at + len(name))
        day = iso_date(f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}") if found else None
        if found and day:
            yield _Said(day, found.start(1), found.end(3))
        at = text.find(name, at + len(name))


def _place(source: Source, said: _Said) -> Place:
    line, before = source.text.count("\n", 0, said.start), source.text.rfind("\n", 0, said.start)
    return Place(source.name, line + 1, said.start - before, said.end - said.start, source.lines[line])


def _in_address(source: LegalSource, day: date) -> Iterator[Finding]:
    """The month in the address of a newspaper's page; a law may be put on a page long after its date."""
    found = _MONTH.search(source.url or "") if source.kind == "press" else None
    if found and (int(found[1]), int(found[2])) != (day.year, day.month):
        month = f"{found[2]}/{found[1]}"
        message = Message("lint.dated-otherwise-address", name=source.id, day=Shown(day), other=month)
        yield Finding(("sources", source.id, "date"), message)


SEVERITY = "warning"
SUMMARY = Words("Ngày của văn bản khác với lời văn hoặc địa chỉ", "A date other than the text or address gives")
AVOID = """\
# Theo Hướng dẫn 01/HD-STTTT ngày 31/10/2023.
sources:
  hd: {title: {vi: …, en: …}, number: 01/HD-STTTT, date: 2023-07-31, kind: province}
"""
PREFER = """\
# Theo Hướng dẫn 01/HD-STTTT ngày 31/10/2023.
sources:
  hd: {title: {vi: …, en: …}, number: 01/HD-STTTT, date: 2023-10-31, kind: province}
"""
WHY = Words(
    "Cùng một tệp nói hai ngày cho một văn bản thì một bên chép sai, và người tìm văn bản theo ngày ấy sẽ "
    "không thấy. Điều được so là ngày đứng sau số văn bản hoặc sau tên tờ báo, kể cả trong chú thích, và với "
    "báo, cả tháng trong địa chỉ.",
    "Where one file gives a document two dates, one was copied wrongly, and who looks for it under that day "
    "finds nothing. Compared is the day behind the document's number, or behind a newspaper's name, also in "
    "comments, and of a newspaper the month in the address, too.",
)
