"""The options of `select` to its terms, and to the columns of the table that they name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from smartcommune.messages import Listed, Message
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import refusal
from smartcommune.quantity import NotANumber, decimal
from smartcommune.rulesets.readings import open_readings
from smartcommune.tables.cells.cell_facts import Loaded
from smartcommune.tables.ranking.asked import DISTRICT, PROVINCE, Asked, asked, likely
from smartcommune.tables.ranking.candidate import Terms
from smartcommune.tables.ranking.outlook import Wanted
from smartcommune.tables.ranking.ties import TieBreak

_LEAST: Final = ":least"
_MOST: Final = ":most"


def check_usable(ruleset: RuleSet, *, is_agreed: bool) -> None:
    """Refuse to choose among real communes by an example, unless it is said that this is meant, or by an open text.

    Raises:
        InputError: it is an example or a draft, and nothing is said; or it is open which reading of it is right.
    """
    if ruleset.others:
        ways = Listed(tuple(f"--reading {id}=written|instead" for id in open_readings(ruleset)))
        raise refusal("reading-needed", "--reading", Message("reading-needed-help", ways=ways), ruleset=ruleset.id)
    if ruleset.status is not None and not is_agreed:
        raise refusal("not-to-choose-by", "--rules", ruleset=ruleset.id, status=Message(f"status.{ruleset.status}"))


def as_terms(seats: str, per: Sequence[str], minimum: str | None, ruleset: RuleSet) -> Terms:
    """How many are picked, and under which conditions; quotas by the words that the user has for them.

    Raises:
        InputError: no whole number, no score, or the same quota twice.
    """
    quotas: dict[str, int] = {}
    for text in per:
        name, equals, most = text.rpartition("=")
        if not equals:
            raise refusal("not-a-whole-number", "--per", found=text)
        if name.strip() in quotas:
            raise refusal("asked-twice", "--per", found=name.strip())
        quotas[name.strip()] = _whole("--per", most.strip(), text)
    return Terms(_whole("--seats", seats, seats), quotas, None if minimum is None else _minimum(minimum, ruleset))


def _whole(option: str, text: str, given: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 8:
        return int(text)
    raise refusal("not-a-whole-number", option, found=given)


def _minimum(text: str, ruleset: RuleSet) -> Fraction:
    try:
        score = decimal(text.replace(",", "."))
    except NotANumber:
        raise refusal("not-a-number", "--min-score", found=text) from None
    if ruleset.score_points is not None:
        return score  # points may be as many, or as few, as the rule set gives
    if not 0 <= score <= Fraction(100):
        raise refusal("not-a-score", "--min-score", found=text)
    if not ruleset.has_score:
        raise refusal("no-score-to-reach", "--min-score")
    return score


def as_wanted(terms: Terms, ties: Sequence[str], loaded: Loaded, ruleset: RuleSet) -> Wanted:
    """The columns that quotas count by and that decide between equals.

    Raises:
        InputError: the table has no such column, it cannot be counted by or compared, or it is named twice.
    """
    quotas = tuple(_quota(name, loaded, ruleset) for name in terms.quotas)
    found = (*_own_ties(ruleset), *(_tie(text, loaded, ruleset) for text in ties))
    _check_once("--per", quotas)
    _check_once("--tie-break", [tie.column for tie in found])
    return Wanted((*quotas, *_around(quotas, loaded)), found)


def _quota(name: str, loaded: Loaded, ruleset: RuleSet) -> Asked:
    column = asked(name, loaded, ruleset)
    if column is None:
        raise refusal("not-a-place", "--per", likely(name, loaded, ruleset), found=name)
    if column.target in loaded.layout.once:
        help = Message("quota-once-help", target=column.target)
        raise refusal("quota-once", loaded.sheet.name, help, name=name)
    indicator = ruleset.indicators.get(column.target or "")
    if indicator is not None and indicator.type not in ("enum", "text", "code", "boolean"):
        raise refusal("not-counted-by", "--per", found=name)
    return column


def _around(quotas: Sequence[Asked], loaded: Loaded) -> Iterator[Asked]:
    """The province, where a district is counted by that lies in one."""
    targets = {column.target for column in quotas}
    if DISTRICT in targets and PROVINCE not in targets and any(each.target == PROVINCE for each in loaded.columns):
        yield Asked(PROVINCE, Message("column.province"), PROVINCE)


def _own_ties(ruleset: RuleSet) -> Iterator[TieBreak]:
    """What the rule set itself ranks by after the score."""
    for id, is_least in ruleset.ranking.by:
        yield TieBreak(Asked(id, ruleset.indicators[id].label, id), is_least)


def _tie(text: str, loaded: Loaded, ruleset: RuleSet) -> TieBreak:
    """The tie-breaker; of texts the first is the least, and comes first unless the last is asked for."""
    name = text.removesuffix(_LEAST).removesuffix(_MOST).strip()
    column = asked(name, loaded, ruleset)
    if column is None:
        raise refusal("not-a-tie-break", "--tie-break", likely(name, loaded, ruleset), found=name)
    indicator = ruleset.indicators.get(column.target or "")
    if indicator is None:
        is_text = column.target is not None
        return TieBreak(column, text.endswith(_MOST if is_text else _LEAST), is_text)
    if not (indicator.comparable or indicator.type == "boolean"):
        raise refusal("not-comparable-tie", "--tie-break", found=name)
    return TieBreak(column, text.endswith(_LEAST))


def _check_once(option: str, columns: Sequence[Asked]) -> None:
    """Whether each column is named once, whatever it is called."""
    seen: set[str] = set()
    for column in columns:
        if column.key in seen:
            raise refusal("asked-twice", option, found=column.name)
        seen.add(column.key)
