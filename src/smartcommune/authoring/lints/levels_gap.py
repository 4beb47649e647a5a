"""Levels with a gap: a commune in scope for which none of them holds."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.authoring.lints.common import is_own
from smartcommune.authoring.lints.reached import reached
from smartcommune.engine.evaluate import Evaluation, evaluate
from smartcommune.logic import MET
from smartcommune.messages import Listed, Message, Words
from smartcommune.model.facts import NA, Facts
from smartcommune.model.wording import shown
from smartcommune.reach import least_facts


def check(subject: Subject) -> Iterator[Finding]:
    levels = subject.ruleset.levels
    if levels and levels[-1].when is not None and is_own(subject, ("levels",)):
        found = reached(subject).unplaced()
        if found is not None:
            yield Finding(("levels",), Message("lint.levels-gap", facts=_commune(found)), on_key=True)


def _commune(found: Evaluation) -> Listed:
    """The commune in words, with as few facts as it needs to be in no level."""

    def is_enough(fewer: Facts) -> bool:
        again = evaluate(found.plan, fewer)
        return again.levels == (None,) and again.scope == MET

    indicators = found.plan.ruleset.indicators
    facts = least_facts(found.stated, is_enough).items()
    said = ((indicators[id], value) for id, value in facts if value is not NA)
    return Listed(tuple(Message("lint.fact", label=each.label, value=shown(value, each)) for each, value in said), "; ")


SEVERITY = "warning"
SUMMARY = Words("Có xã không thuộc mức xếp loại nào", "Some commune is in no level")
AVOID = """\
levels:
  - {id: good, label: …, when: {all_of: [online, staffed]}}
  - {id: poor, label: …, when: {none_of: [online, staffed]}}
"""
PREFER = """\
levels:
  - {id: good, label: …, when: {all_of: [online, staffed]}}
  - {id: poor, label: …}
"""
WHY = Words(
    "Mức cuối cũng có điều kiện, nên có xã nằm ngoài mọi mức; thông báo nêu một xã như vậy. Thường là các mức còn "
    "để hở ở giữa. Nếu văn bản thật sự có xã không xếp loại, hãy đặt tên cho mức đó và để mức cuối không có `when`.",
    "The last level has a condition, too, so that some commune is outside all of them; the message has one. Mostly "
    "there is a gap between levels. Where the text does leave communes unclassified, name that as a last level "
    "without `when`.",
)
ASKS_ALL = True
