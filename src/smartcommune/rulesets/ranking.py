"""The ranking of a rule file to the indicators that decide between equal scores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from smartcommune.messages import Message
from smartcommune.model.ruleset import Ranking, RuleSet
from smartcommune.rulesets.names import Names
from smartcommune.source.document import Path

if TYPE_CHECKING:
    from smartcommune.shape.rule_file import RankingShape

SCORE: Final = "score"


def ranking_of(shape: RankingShape | None, names: Names, parent: RuleSet | None) -> Ranking:
    """What communes are ranked by after their scores; the parent's where the file says nothing."""
    if shape is None:
        return parent.ranking if parent is not None else Ranking()
    found: list[tuple[str, bool]] = []
    for number, each in enumerate(shape.by):
        path = ("ranking", "by", number)
        if (each == SCORE) != (number == 0):
            names.report("score-first", path, Message("score-first"), Message("score-first-help"))
        elif each != SCORE and _is_comparable(each.indicator, names, (*path, "indicator")):
            found.append((each.indicator, each.order == "least_first"))
    for id in {id for id, _ in found if [one for one, _ in found].count(id) > 1}:
        names.report("asked-twice", ("ranking", "by"), Message("asked-twice", found=id))
    return Ranking(tuple(found), names.citations(shape.cite, ("ranking", "cite")))


def _is_comparable(id: str, names: Names, path: Path) -> bool:
    """Whether more and less mean something for an indicator; reports it otherwise."""
    if not names.declared("indicator", id, names.indicators, path):
        return False
    indicator = names.indicators[id]
    if indicator.comparable or indicator.type == "boolean":
        return True
    names.report("not-comparable-tie", path, Message("not-comparable-tie", found=id))
    return False
