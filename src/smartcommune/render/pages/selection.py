"""A choice of communes to one page: who is picked and why, who comes next, who is not, and under which terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from smartcommune.messages import Language
from smartcommune.render.pages.overview import number
from smartcommune.render.pages.page import page, too_long
from smartcommune.render.selection_words import Worded
from smartcommune.tables.ranking.choice import Pick, Standing

# Of communes and facts that are named in a line.
MOST_NAMED: Final = 3
# Classes, styles and marks of lines: a letter each, as in the page of a table.
_KINDS: Final = {
    Standing.PICKED: ("e", "eligible", "✔"),
    Standing.TIED: ("t", "undetermined", "="),
    Standing.UNDETERMINED: ("u", "undetermined", "?"),
    Standing.NOT_ELIGIBLE: ("n", "not_eligible", "✘"),
    Standing.OUT_OF_SCOPE: ("o", "out_of_scope", "–"),
    Standing.NOT_IN_FORCE: ("f", "not_in_force", "–"),
}
_NOT_PICKED: Final = ("r", "out_of_scope", "–")


class Line(NamedTuple):
    """A commune."""

    kind: str
    rank: str
    code: str
    name: str
    district: str
    province: str
    level: str
    score: str
    standing: str
    details: Sequence[str]


class Tile(NamedTuple):
    """A standing, and how many communes have it."""

    kind: str
    style: str
    mark: str
    words: str
    rows: str


def selection(worded: Worded) -> str:
    """The whole page.

    Raises:
        InputError: there are too many rows for a page.
    """
    found, language = worded.found, worded.language
    too_long(len(found.all))
    return page(
        "select.html",
        language,
        provenance=worded.context.terms.provenance,
        lead=worded.context.lead,
        headline=worded.headline(),
        ties=[worded.tie(tie) for tie in found.ties],
        command=worded.context.command,
        free=max(found.terms.seats - len(found.picked) - found.tied, 0),
        following=worded.next(MOST_NAMED),
        terms=worded.terms(),
        tiles=list(_tiles(worded, language)),
        count=number(len(found.all), language),
        has_levels=bool(worded.context.levels),
        has_districts=any(pick.candidate.district for pick in found.all),
        lines=(_line(pick, worded) for pick in found.all),
    )


def _tiles(worded: Worded, language: Language) -> Iterator[Tile]:
    """Each standing that occurs; those that a full or an unknown quota, seats or scores leave out are one."""
    counts: dict[tuple[str, str, str], int] = {}
    words: dict[tuple[str, str, str], str] = {}
    for pick in worded.found.all:
        kind = _KINDS.get(pick.standing, _NOT_PICKED)
        counts[kind] = counts.get(kind, 0) + 1
        words[kind] = worded.say(f"standing.{pick.standing}") if kind is not _NOT_PICKED else worded.say("html.rest")
    for kind, count in counts.items():
        yield Tile(*kind, words[kind], number(count, language))


def _line(pick: Pick, worded: Worded) -> Line:
    commune = pick.candidate
    kind, _, mark = _KINDS.get(pick.standing, _NOT_PICKED)
    ranks = "" if pick.best is None else str(pick.best) if pick.best == pick.worst else f"{pick.best}–{pick.worst}"
    return Line(
        kind,
        str(pick.rank) if pick.rank is not None else ranks,
        commune.code or "",
        commune.name or "",
        commune.district or "",
        commune.province or "",
        worded.level(commune),
        worded.scores(commune),
        f"{mark} {worded.say(f'standing.{pick.standing}')}",
        [detail for detail in _details(pick, worded) if detail],
    )


def _details(pick: Pick, worded: Worded) -> Iterator[str]:
    """How sure a pick is and who comes after it, or why there is none, or what is lacking."""
    if pick.standing is Standing.PICKED:
        yield worded.reason(pick)
        yield worded.sure(pick, MOST_NAMED)
        yield worded.reserve(pick, MOST_NAMED)
    elif pick.standing is Standing.UNDETERMINED:
        yield worded.say("select.lacking", facts=worded.facts(pick.candidate.missing, MOST_NAMED))
    else:
        yield worded.reason(pick)
