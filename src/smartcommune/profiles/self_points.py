"""The points that a commune gives itself in a profile, to numbers that the criteria can earn."""

from __future__ import annotations

from fractions import Fraction

from smartcommune.model.beside import SELF, as_read, self_scored
from smartcommune.model.ruleset import RuleSet
from smartcommune.model.values import Unfit
from smartcommune.problems import Place, Problem, finding, guessed, suggested
from smartcommune.profiles.given import fact_in
from smartcommune.source.document import Document, Scalar, Table


def read_self_points(document: Document, ruleset: RuleSet) -> tuple[dict[str, Fraction], list[Problem]]:
    """The points of `self_points`, by criterion, and what is wrong with them; what is blank or `na` is not given."""
    found: dict[str, Fraction] = {}
    problems: list[Problem] = []
    table = document.node(("self_points",))
    for id, (key, node) in (table.entries if isinstance(table, Table) else {}).items():
        if id not in self_scored(ruleset):
            problems.append(not_scored(id, key.place, ruleset, len(problems)))
        elif isinstance(node, Scalar):
            try:
                value = fact_in(node, as_read(ruleset).indicators[SELF + id], in_words=True)
            except Unfit as unfit:
                problems.append(unfit.at(node.place))
            else:
                found |= {id: value} if isinstance(value, Fraction) else {}
    return found, problems


def not_scored(id: str, place: Place, ruleset: RuleSet, count: int = 0) -> Problem:
    """That there is no such criterion, or that it earns no points; `count` problems were found before."""
    if id in ruleset.criteria:
        return finding("no-points", place, name=id)
    return guessed(finding("undeclared-criterion", place, suggested(count, id, self_scored(ruleset)), name=id))
