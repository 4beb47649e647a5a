"""Thresholds that have no value for some place they depend on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import periods
from smartcommune.messages import Listed, Message, Words
from smartcommune.model.threshold import Dated, Where, is_divided, nearest

_MOST_NAMED: Final = 10


def check(subject: Subject) -> Iterator[Finding]:
    for name in subject.own("thresholds"):
        places = [subject.ruleset.indicators[id].values for id in subject.ruleset.thresholds[name].by]
        for path, dated in periods(subject, name):
            if dated.of is not None:
                continue
            missing = tuple(islice((_written(where) for where in _without((), places, dated)), _MOST_NAMED))
            if missing and places:
                yield Finding(path, Message("lint.no-value-for-place", name=name, places=Listed(missing)))
            elif missing:
                yield Finding(path, Message("lint.no-value", name=name))


def _without(where: Where, values: Sequence[Iterable[str]], dated: Dated) -> Iterator[Where]:
    """The places in one that have no value; those that are not divided as a whole."""
    if values and (not where or is_divided(where, dated.places)):
        for value in values[0]:
            yield from _without((*where, value), values[1:], dated)
    elif nearest(where, dated.places) not in dated.stated:
        yield where


def _written(where: Where) -> str:
    return " – ".join(f"`{place}`" for place in where)


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
