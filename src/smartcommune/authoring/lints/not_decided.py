"""What other lints could not decide, because there would be too much to look at."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.bands import pairs_left
from smartcommune.authoring.lints.common import is_own, leaves_left
from smartcommune.authoring.lints.reached import reached
from smartcommune.messages import Amount, Message, Words
from smartcommune.model.wording import Shown
from smartcommune.source.document import Path

_PLACES: Final[dict[str, Path]] = {
    "criteria": ("criteria",),
    "groups": ("criteria",),
    "thresholds": ("thresholds",),
    "verdict": ("verdict", "eligible_when"),
    "levels": ("levels",),
}


def check(subject: Subject) -> Iterator[Finding]:
    from smartcommune.authoring.lints import LINTS  # of which this is one

    known = reached(subject)
    others = [lint for lint in LINTS.values() if lint.asks_all and not lint.of_cases and lint.check is not check]
    for other in others:
        for _ in other.check(subject):
            pass  # what it finds it tells itself; what it asks is asked once
    for kind, open in known.open.items():
        yield _finding(kind, open, known.asked[kind], known.looked, subject)
    for kind, (left, planned) in {"comparisons": leaves_left(subject), "bands": pairs_left(subject)}.items():
        if left:
            yield _finding(kind, left, planned, planned - left, subject)


def _finding(kind: str, open: int, asked: int, looked: int, subject: Subject) -> Finding:
    path = _PLACES.get(kind, ())
    numbers = {"open": Shown(Fraction(open)), "asked": Shown(Fraction(asked)), "looked": Shown(Fraction(looked))}
    stopped = Message("lint.given-up", looked=Amount(looked, "noun.looked")) if looked else Message("lint.computed")
    message = Message(f"lint.not-decided-{kind}", **numbers, why=stopped)
    return Finding(path if is_own(subject, path) else (), message, on_key=True)


SEVERITY = "warning"
SUMMARY = Words("Điều chưa kiểm tra được vì có quá nhiều trường hợp", "What was not decided: too much to look at")
AVOID = """\
derived:
  poor_minority: {share: {of: minority, in: poor}, label: {vi: …, en: …}}
  minority_rate: {share: {of: minority, in: households}, label: {vi: …, en: …}}
"""
PREFER = """\
derived:
  poor_minority: {share: {of: minority, in: poor}, label: {vi: …, en: …}}
"""
WHY = Words(
    "Các mục suy luận trên mọi xã dừng lại sau một số bước cố định, để một tệp nhỏ không làm máy chạy mãi; với cùng"
    " một tệp, kết quả luôn như nhau. Khi dừng, mục này nói điều gì chưa rõ và đã xét đến đâu: im lặng không có"
    " nghĩa là không có lỗi. Thường gặp ở `at_least` có nhiều thành phần dùng chung chỉ tiêu, ở một số lượng là"
    " phần của hai số lượng khác, và ở ngưỡng có giá trị riêng cho hàng trăm nơi.",
    "Lints that reason about all communes stop after a fixed number of steps, so that no small file keeps a"
    " computer busy for ever; the same file always gets the same answer. Where they stop, this lint says what is"
    " not known and how far was looked: silence would not mean that nothing is wrong. Mostly it is an `at_least`"
    " of many members that share indicators, a count that is a part of two others, or a threshold with its own"
    " value in hundreds of places.",
)
ASKS_ALL = True
