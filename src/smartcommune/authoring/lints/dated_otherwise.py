"""Documents that the text or the address beside them gives another date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from smartcommune.authoring.lint import Finding, Lint, Subject
from smartcommune.files import Source
from smartcommune.messages import Message, Words
from smartcommune.problems import Place
from smartcommune.quantity import iso_date
from smartcommune.ruleset import LegalSource
from smartcommune.wording import Shown

_GAP: Final = r"[\s#]+"  # also over the end of a line of a comment
_DAY: Final = rf"(?:,|{_GAP}ngày|,{_GAP}ngày){_GAP}(\d{{1,2}})/(\d{{1,2}})/(\d{{4}})"
_MONTH: Final = re.compile(r"/(20\d\d)/?(0[1-9]|1[0-2])/")


class _Said(NamedTuple):
    day: date
    place: Place


def check(subject: Subject) -> Iterator[Finding]:
    for id in subject.own("sources"):
        source = subject.ruleset.sources[id]
        if source.date is not None:
            yield from _in_text(source, source.date, subject)
            yield from _in_address(source, source.date)


def _in_text(source: LegalSource, day: date, subject: Subject) -> Iterator[Finding]:
    """The day that stands behind the number of a document, or behind the name of a newspaper."""
    said = list(_said(_name(source), subject.source))
    if said and day not in {other.day for other in said}:
        message = Message("lint.dated-otherwise", name=source.id, day=Shown(day), other=Shown(said[0].day))
        yield Finding(("sources", source.id, "date"), message, related=said[0].place)


def _name(source: LegalSource) -> str:
    issuer = source.issuer.vi if source.issuer else ""
    return source.number.split(" ")[0] if source.number else issuer


def _said(name: str, source: Source) -> Iterator[_Said]:
    """Every day that the text of a file gives a document, with its place."""
    if not name or name not in source.text:
        return
    for found in re.finditer(re.escape(name).replace(r"\ ", _GAP) + _DAY, source.text):
        day = iso_date(f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}")
        if day is not None:
            yield _Said(day, _place(source, found.start(1), found.end(3)))


def _place(source: Source, start: int, end: int) -> Place:
    before, line = source.text.rfind("\n", 0, start) + 1, source.text.count("\n", 0, start)
    return Place(source.name, line + 1, start - before + 1, end - start, source.text.splitlines()[line])


def _in_address(source: LegalSource, day: date) -> Iterator[Finding]:
    """The month in the address of a newspaper's page; a law may be put on a page long after its date."""
    found = _MONTH.search(source.url or "") if source.kind == "press" else None
    if found and (int(found[1]), int(found[2])) != (day.year, day.month):
        month = f"{found[2]}/{found[1]}"
        message = Message("lint.dated-otherwise-address", name=source.id, day=Shown(day), other=month)
        yield Finding(("sources", source.id, "date"), message)


LINT = Lint(
    id="dated-otherwise",
    severity="warning",
    summary=Words("Ngày của văn bản khác với lời văn hoặc địa chỉ", "A date other than the text or address gives"),
    avoid="""\
# Theo Hướng dẫn 01/HD-STTTT ngày 31/10/2023.
sources:
  hd: {title: {vi: …, en: …}, number: 01/HD-STTTT, date: 2023-07-31, kind: province}
""",
    prefer="""\
# Theo Hướng dẫn 01/HD-STTTT ngày 31/10/2023.
sources:
  hd: {title: {vi: …, en: …}, number: 01/HD-STTTT, date: 2023-10-31, kind: province}
""",
    why=Words(
        "Cùng một tệp nói hai ngày cho một văn bản thì một bên chép sai, và người tìm văn bản theo ngày ấy sẽ "
        "không thấy. Điều được so là ngày đứng sau số văn bản hoặc sau tên tờ báo, kể cả trong chú thích, và với "
        "báo, cả tháng trong địa chỉ.",
        "Where one file gives a document two dates, one was copied wrongly, and who looks for it under that day "
        "finds nothing. Compared is the day behind the document's number, or behind a newspaper's name, also in "
        "comments, and of a newspaper the month in the address, too.",
    ),
    check=check,
)
