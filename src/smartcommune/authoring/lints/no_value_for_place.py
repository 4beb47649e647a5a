"""Thresholds that have no value for some place they depend on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import periods
from smartcommune.messages import Listed, Message, Words

_MOST_NAMED: Final = 10


def check(subject: Subject) -> Iterator[Finding]:
    for name in subject.own("thresholds"):
        by = subject.ruleset.thresholds[name].by
        places = subject.ruleset.indicators[by].values if by is not None else {}
        for path, dated in periods(subject, name):
            if dated.default is not None or dated.of is not None:
                continue
            missing = tuple(islice((f"`{place}`" for place in places if place not in dated.places), _MOST_NAMED))
            if missing:
                yield Finding(path, Message("lint.no-value-for-place", name=name, places=Listed(missing)))
            elif not places:
                yield Finding(path, Message("lint.no-value", name=name))


SEVERITY = "warning"
SUMMARY = Words("Ngưỡng thiếu giá trị cho một vùng", "A threshold without a value for a place")
AVOID = """\
indicators:
  region: {type: enum, values: [delta, highlands, other], label: {vi: Vùng, en: Region}}
thresholds:
  fibre_min: {type: percent, by: region, basis: law, cite: qd, values: [{from: 2023-01-01, delta: 80%, other: 70%}]}
"""
PREFER = """\
indicators:
  region: {type: enum, values: [delta, highlands, other], label: {vi: Vùng, en: Region}}
thresholds:
  fibre_min: {type: percent, by: region, basis: law, cite: qd, values: [{from: 2023-01-01, default: 70%, delta: 80%}]}
"""
WHY = Words(
    "Xã ở vùng không có ngưỡng sẽ luôn “chưa kết luận được”, dù đã đủ số liệu.",
    "A commune in a place without a threshold stays undecided for ever, however complete its figures.",
)
