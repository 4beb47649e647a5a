"""A choice of communes to a page for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from smartcommune.render.page import Page
from smartcommune.render.selection_words import Worded
from smartcommune.render.styled import Styled
from smartcommune.tables.ranking.choice import Pick, Standing

# On the terminal; files have all of them.
MOST_ROWS: Final = 30
MOST_FACTS: Final = 3
MOST_COMMUNES: Final = 3
MOST_LETTERS: Final = 240  # of a reason
_MARKS: Final = {
    Standing.PICKED: ("✔", "green"),
    Standing.TIED: ("=", "yellow"),
    Standing.UNDETERMINED: ("?", "yellow"),
}


class SelectionPage:
    """A choice that is being shown."""

    def __init__(self, worded: Worded) -> None:
        self.found = worded.found
        self.context = worded.context
        self._worded = worded
        self._say = worded.say

    def shown(self, width: int) -> Styled:
        """Who is picked, who is not and why, who comes next, who may yet, and under which terms."""
        page = Page(width, self._worded.language)
        page.blank()
        for line in self.context.lead:
            page.item("", line.say(self._worded.language))
        self._picked(page)
        self._ties(page)
        self._not_picked(page)
        self._apart(page)
        page.heading(self._say("sheet.terms"))
        for term in self._worded.terms():
            page.item("", term)
        return page.text

    def _picked(self, page: Page) -> None:
        picked, terms = self.found.picked, self.found.terms
        page.heading(self._worded.headline())
        self._lines(page, picked)
        if self._has_one_reserve:
            page.item("", self._worded.reserve_of_all(MOST_COMMUNES))
        free = terms.seats - len(picked) - self.found.tied
        if free > 0:
            page.item("", self._say("select.free", count=free))

    @property
    def _has_one_reserve(self) -> bool:
        """Whether the same communes take the seat of whichever pick withdraws."""
        return (
            len(self.found.picked) > 1 and len({(each.reserve, each.reserve_tied) for each in self.found.picked}) == 1
        )

    def _ties(self, page: Page) -> None:
        for tie in self.found.ties:
            page.heading(self._worded.tie(tie))
            self._lines(page, tie.picks, has_detail=False)
        if self.context.command is not None:
            page.item("", self._say("select.command"))
            page.item("", self.context.command, 1)

    def _not_picked(self, page: Page) -> None:
        rest = [pick for pick in self.found.ranked if pick.standing not in (Standing.PICKED, Standing.TIED)]
        if rest:
            page.heading(self._say("select.not-picked", count=len(rest)))
            page.item("", self._worded.next(MOST_COMMUNES))
            self._lines(page, rest)

    def _apart(self, page: Page) -> None:
        if self.found.open:
            page.heading(self._say("select.open", count=len(self.found.open)))
            self._lines(page, self.found.open)
        if self.found.others:
            page.heading(self._say("select.others", count=len(self.found.others)))
            if any(len(self._worded.reason(pick)) > MOST_LETTERS for pick in self.found.others[:MOST_ROWS]):
                page.item("", self._say("select.cut"), style="dim")
            self._lines(page, self.found.others)

    def _lines(self, page: Page, picks: Sequence[Pick], *, has_detail: bool = True) -> None:
        digits = len(str(len(self.found.ranked)))
        for pick in picks[:MOST_ROWS]:
            mark, style = _MARKS.get(pick.standing, ("–", "dim"))
            rank = "" if pick.rank is None else f"{pick.rank}.".rjust(digits + 1)
            points, commune = self._points(pick), self._worded.commune(pick.candidate)
            if points:
                page.row(f"{mark} {rank}".rstrip(), style, commune, points)
            else:
                page.item(mark, f" {commune}", mark_style=style)
            for detail in self._details(pick) if has_detail else ():
                page.item("", detail, 2, "dim")
        if len(picks) > MOST_ROWS:
            page.item("", self._say("select.more", count=len(picks) - MOST_ROWS))

    def _points(self, pick: Pick) -> str:
        """The level where it is settled; the score and the rank, each between two ends where that is open."""
        commune = pick.candidate
        found = []
        if commune.high is not None:
            found.append(self._say("select.score", score=self._worded.scores(commune)))
        if pick.best is not None and pick.best != pick.worst:
            found.append(self._say("select.rank", best=pick.best, worst=pick.worst))
        level = self._worded.level(commune) if len(commune.levels) == 1 else ""
        return " · ".join(filter(None, (level, ", ".join(found))))

    def _details(self, pick: Pick) -> list[str]:
        """How sure a pick is and who comes after it, or why there is none, or what is lacking."""
        if pick.standing is Standing.PICKED:
            reserve = [] if self._has_one_reserve else [self._worded.reserve(pick, MOST_COMMUNES)]
            return [self._worded.sure(pick, MOST_COMMUNES), *reserve]
        if pick.standing is Standing.UNDETERMINED:
            levels = [self._worded.level(pick.candidate)] if len(pick.candidate.levels) > 1 else []
            return [*levels, self._say("select.lacking", facts=self._worded.facts(pick.candidate.missing, MOST_FACTS))]
        return [_cut(self._worded.reason(pick))]


def _cut(text: str) -> str:
    """The first words of a text that is too long for a list."""
    return text if len(text) <= MOST_LETTERS else f"{text[: text.rindex(' ', 0, MOST_LETTERS)]} …"
