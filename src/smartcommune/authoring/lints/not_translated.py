"""English texts that are still the Vietnamese ones: a file that was made of a table marks them."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import own_tables
from smartcommune.messages import UNTRANSLATED, Message, Words
from smartcommune.source.document import Listing, Path, Scalar, Table


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for all: a file has a hundred of them at first, and one search finds the rest."""
    paths = sorted(_untranslated(subject), key=lambda path: subject.ruleset.document.place(path).line or 0)
    if paths:
        yield Finding(paths[0], Message("lint.not-translated", count=len(paths), mark=UNTRANSLATED))


def _untranslated(subject: Subject) -> Iterator[Path]:
    """Where an English text begins with the mark."""
    waiting = own_tables(subject)
    while waiting:
        path, node = waiting.pop()
        if isinstance(node, Table):
            waiting += [((*path, key), value) for key, (_, value) in node.entries.items()]
        elif isinstance(node, Listing):
            waiting += [((*path, place), item) for place, item in enumerate(node.items)]
        elif isinstance(node, Scalar) and path[-1] == "en" and node.text.startswith(UNTRANSLATED):
            yield path


SEVERITY = "warning"
SUMMARY = Words("Nội dung tiếng Anh chưa dịch", "English texts that nobody has translated")
AVOID = """\
label: {vi: Tỷ lệ hộ nghèo, en: "[vi] Tỷ lệ hộ nghèo"}
"""
PREFER = """\
label: {vi: Tỷ lệ hộ nghèo, en: Poverty rate}
"""
WHY = Words(
    "`new` chép chữ tiếng Việt vào chỗ tiếng Anh và ghi [vi] ở đầu; người đọc tiếng Anh sẽ thấy nguyên như vậy.",
    "`new` puts the Vietnamese words where English ones are due, and marks them; readers of English see them so.",
)
