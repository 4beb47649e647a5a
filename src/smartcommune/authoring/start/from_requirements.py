"""Levels of a decision to the rule file that asks for them: as nested data, in the order in which they are written.

Each indicator becomes a criterion of its own, and the criterion under which it stands asks for all of them. A cell that
says nothing clear leaves its group to what the extended rule set asks: somebody attests the whole criterion.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from smartcommune.authoring.start.begun import Data, begun, in_both, untranslated, written
from smartcommune.authoring.start.limits import Attested, Limit
from smartcommune.authoring.start.requirements import Level, Paper, Requirement, Requirements, is_clear
from smartcommune.messages import Message
from smartcommune.model.ruleset import RuleSet
from smartcommune.quantity import plain

# The fact by which a commune with the signs of several groups is in one of them.
DECIDED: Final = "group_decided"


class _Row(NamedTuple):
    """One requirement with the id that its parts have."""

    id: str
    number: str
    requirement: Requirement
    cite: str


def rule_file(id: str, extends: str, asked: Requirements) -> Data:
    """The rule file of a table of levels."""
    ruleset = asked.ruleset
    papers = tuple(dict.fromkeys(each.paper for each in asked.found))
    rows = list(_rows(asked, papers))
    thresholds: Data = {}
    tests = {row.id: _test(row, ruleset, thresholds) for row in rows}
    made = {row.id: _criterion(row, tests[row.id]) for row in rows if tests[row.id] is not None}
    replaced = {
        criterion: _replaced(ruleset, criterion, [row.id for row in rows if row.id in made and _is_of(row, criterion)])
        for criterion in dict.fromkeys(each.criterion for each in asked.found)
        if any(row.id in made and _is_of(row, criterion) for row in rows)
    }
    return {
        **begun(id, extends),
        "label": in_both(Message("start.file-label", label=ruleset.label, numbers=", ".join(_numbers(papers)))),
        "issuer": untranslated(next((each.issuer for each in papers if each.issuer), "?")),
        "in_force": _period(ruleset, papers),
        "sources": {f"vb{number}": _source(paper) for number, paper in enumerate(papers, start=1)},
        "indicators": {**_decided(ruleset), **_asked_for([row for row in rows if row.id in made])},
        **({"thresholds": thresholds} if thresholds else {}),
        "criteria": {**_groups(ruleset), **made},
        "replace": {"criteria": replaced},
        "not_known": [*map(in_both, _not_known(asked))],
    }


def _numbers(papers: Sequence[Paper]) -> list[str]:
    return list(dict.fromkeys(paper.number or "" for paper in papers))


def _period(ruleset: RuleSet, papers: Sequence[Paper]) -> Data:
    """From the last of the documents on; when they take effect, the table does not say."""
    days = [paper.day for paper in papers if paper.day is not None]
    last = ruleset.in_force.last
    until = {} if last is None else {"until": last.isoformat()}
    return {"from": max(ruleset.in_force.first, *days).isoformat(), **until}


def _source(paper: Paper) -> Data:
    title = paper.title or f"Văn bản số {paper.number}"
    day = "" if paper.day is None else paper.day.isoformat()
    named = {"title": untranslated(title), "number": paper.number, "issuer": untranslated(paper.issuer or "?")}
    return {**named, "date": day, "kind": "province", "reading": "text"}


def _rows(asked: Requirements, papers: Sequence[Paper]) -> Iterator[_Row]:
    """The requirements in the order of the table, numbered within each criterion."""
    counts: dict[str, int] = {}
    for each in asked.found:
        counts[each.criterion] = counts.get(each.criterion, 0) + 1
        number = f"{asked.ruleset.criteria[each.criterion].number}.{counts[each.criterion]}"
        source = f"vb{papers.index(each.paper) + 1}"
        cite = f"{source}#{each.clause}" if each.clause else source
        yield _Row(f"req_{'_'.join(part.zfill(2) for part in number.split('.'))}", number, each, cite)


def _is_of(row: _Row, criterion: str) -> bool:
    return row.requirement.criterion == criterion


def _criterion(row: _Row, test: Any) -> Data:
    label = untranslated(row.requirement.label)
    return {"number": row.number, "label": label, "cite": row.cite, "test": test}


def _test(row: _Row, ruleset: RuleSet, thresholds: Data) -> Any:
    """What is asked of each group; None where nothing is asked of any."""
    tests = {id: _condition(row, level, ruleset, thresholds) for id, level in row.requirement.levels.items()}
    there = [test for test in tests.values() if test is not None]
    if not there or all(test == there[0] for test in tests.values()):
        return there[0] if there else None
    ways = (_group(id) if test is None else {"all_of": [_group(id), test]} for id, test in tests.items())
    return {"any_of": list(ways)}


def _condition(row: _Row, level: Level, ruleset: RuleSet, thresholds: Data) -> Any:
    """What is asked of a group; None where nothing is."""
    if not is_clear(level, row.requirement):
        return _written(ruleset, row.requirement.criterion)["test"]
    match level.asked:
        case Limit() as limit:
            return {"indicator": row.id, limit.operator: {"threshold": _threshold(row, limit, ruleset, thresholds)}}
        case Attested():
            return {"indicator": f"{row.id}_attested", "is": "true"}
        case _:
            return None


def _threshold(row: _Row, limit: Limit, ruleset: RuleSet, thresholds: Data) -> str:
    """The threshold of a level; groups of which the same is asked share one."""
    value = plain(limit.number) + ("%" if limit.is_percent else "")
    first = max(ruleset.in_force.first, row.requirement.paper.day or ruleset.in_force.first).isoformat()
    id = f"{row.id}_{limit.operator}_{plain(limit.number).replace('.', '_')}"
    thresholds[id] = {
        "type": "percent" if limit.is_percent else "number",
        "label": untranslated(row.requirement.label),
        "basis": "province",
        "cite": row.cite,
        "values": [{"from": first, "default": value}],
    }
    return id


def _asked_for(rows: Sequence[_Row]) -> Data:
    return {id: indicator for row in rows for id, indicator in _indicators(row).items()}


def _indicators(row: _Row) -> Data:
    """The figure that is asked for, and what is attested instead of it."""
    requirement, label = row.requirement, untranslated(row.requirement.label)
    asked = [level.asked for level in requirement.levels.values() if is_clear(level, requirement)]
    found: Data = {}
    for limit in asked:
        if isinstance(limit, Limit):
            unit = {"unit": untranslated(requirement.unit)} if requirement.unit and not limit.is_percent else {}
            found[row.id] = {"type": "percent" if limit.is_percent else "number", "label": label, **unit}
    if any(isinstance(each, Attested) for each in asked):
        found[f"{row.id}_attested"] = {
            "type": "boolean",
            "label": in_both(Message("start.attested", label=requirement.label)),
        }
    return found


def _groups(ruleset: RuleSet) -> Data:
    """A criterion for each group: that the commune belongs to it."""
    if not ruleset.levels or ruleset.levels_ordered:
        return {}
    has_points = any(criterion.earning is not None for criterion in ruleset.criteria.values())
    weight = {} if has_points else {"weight": "0"}
    found: Data = {}
    for number, level in enumerate(ruleset.levels):
        label = in_both(Message("start.in-group", group=level.label))
        cite = written(ruleset, ("levels", number, "cite"))
        found[_group(level.id)] = {"label": label, "cite": cite, **weight, "test": _in_group(level.id, ruleset)}
    return found


def _in_group(id: str, ruleset: RuleSet) -> Data:
    """A commune with the signs of several groups is in the one that has been decided on, and until then in none."""
    signs = [level.id for level in ruleset.levels if level.when is not None]
    others = [{"level": other} for other in signs if other != id]
    if id not in signs or not others:
        return {"level": id}
    alone = {"not": others[0]} if len(others) == 1 else {"none_of": others}
    return {"all_of": [{"level": id}, {"any_of": [alone, {"indicator": DECIDED, "is": id}]}]}


def _decided(ruleset: RuleSet) -> Data:
    """Which group somebody decided on; asked only where it matters."""
    values = {level.id: {"vi": level.label.vi, "en": level.label.en} for level in ruleset.levels}
    label = in_both(Message("start.decided"))
    decided = {"type": "enum", "label": label, "values": values, "actionable": "false"}
    return {DECIDED: decided} if _groups(ruleset) else {}


def _group(level: str) -> str:
    return f"in_{level}"


def _replaced(ruleset: RuleSet, id: str, rows: Sequence[str]) -> Data:
    """A criterion as it was, but for what it asks."""
    before = _written(ruleset, id)
    return {**before, "test": {"all_of": list(rows)} if len(rows) > 1 else rows[0]}


def _written(ruleset: RuleSet, id: str) -> Data:
    """A criterion as its file has it."""
    found: Data = written(ruleset, ruleset.criteria[id].path)
    return {key: value for key, value in found.items() if value is not None}


def _not_known(asked: Requirements) -> Iterator[Message]:
    """What the table does not say."""
    yield Message("start.not-checked", name=asked.name)
    yield Message("start.not-dated")
    for problem in asked.unclear:
        said = problem.message.values
        found = Message("start.written", text=said["text"]) if "text" in said else Message("start.blank")
        yield Message("start.not-read", cell=said["cell"], label=said["label"], found=found)
