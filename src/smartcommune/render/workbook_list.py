"""Results to the list that is signed: who, the verdict and why, a line for each row of the table, on sheets of A4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from smartcommune.authoring.show.description import Description, name
from smartcommune.messages import Listed, Message, Sayable
from smartcommune.model.sources import Citation, not_read
from smartcommune.render.applied import Applied, RulesOnDays, days_of
from smartcommune.render.office import OfficeDetails
from smartcommune.render.result_words import ENDS, LEVELS, ResultWords
from smartcommune.render.workbook_pages import BookPage, Row, unbroken
from smartcommune.render.workbook_signed import signed
from smartcommune.render.workbook_table import NumberedTable, title_of
from smartcommune.tables.results.kept import DISTRICT
from smartcommune.tables.results.tally import Counts
from smartcommune.tables.results.unread import UnreadRow

if TYPE_CHECKING:
    import polars as pl

_SERIAL_WIDTH: Final = 5
_WIDTHS: Final = {
    "code": 8,
    "name": 22,
    DISTRICT: 17,
    "province": 16,
    "verdict": 17,
    "level": 22,
    "score": 12,
    "reasons": 75,
}
_STYLES: Final = {"code": "text", "level": "wrapped", "score": "right", "reasons": "wrapped"}


class ListSheet:
    """Writes the list as the results come."""

    def __init__(
        self, page: BookPage, columns: Sequence[str], applied: Applied, words: ResultWords, details: OfficeDetails
    ) -> None:
        self._page, self._applied, self._words, self._details = page, applied, words, details
        here = [name for name in columns if name != "score" or applied.has_score]
        self._columns = [name for name in _WIDTHS if name in here]
        language = words.language
        title = [(each.upper(), "total") for each in details.office]
        title += title_of(applied.provenance, language)
        heads = [Message(f"column.{name}").say(language) for name in self._columns]
        widths = [_SERIAL_WIDTH, *(_WIDTHS[name] for name in self._columns)]
        self._table = NumberedTable(page, title, heads, widths)
        self.write = self._table.write

    def rows(self, part: pl.DataFrame) -> Iterator[Row]:
        """A row for each commune of a part of the results."""
        verdicts = part["verdict"].to_list()
        columns = [self._column(name, part) for name in self._columns]
        for verdict, *cells in zip(verdicts, *columns, strict=True):
            yield cells, [self._style(name, verdict) for name in self._columns]

    def unread(self, row: UnreadRow) -> Row:
        """Who it is as far as that is known, and what is wrong."""
        language = self._words.language
        said = {"verdict": Message("verdict.unread").say(language), "reasons": unbroken(row.wrong.say(language))}
        known = {name: row.cells.get(name) for name in ("code", "name", DISTRICT, "province")}
        cells = [(said | known).get(name) for name in self._columns]
        return cells, [self._style(name, "unread") for name in self._columns]

    def finish(self, counts: Counts, rules: Sequence[RulesOnDays]) -> None:
        """Write what the list adds up to and rests on, and the room for who signs it, and set up its pages."""
        self._table.filtered(1 + len(self._columns))
        self._page.skip()
        for line in self._notes(counts, rules):
            self._page.paragraph(line.say(self._words.language), 1 + len(self._columns))
        if self._applied.provenance.warning is None:  # nobody signs by an example or a draft
            signed(self._page, self._details, self._columns.index("name") + 1, len(self._columns))
        self._page.print_on_a4(self._table.head, len(self._columns))

    def _column(self, name: str, part: pl.DataFrame) -> Sequence[object]:
        if name == "level":
            return self._words.placed(*(part[each].to_list() for each in LEVELS))
        if name == "score":
            return [self._words.score(*ends) for ends in zip(*(part[each].to_list() for each in ENDS), strict=True)]
        if name == "verdict":
            return [self._words.verdict(each) for each in part[name].to_list()]
        if name == "reasons":
            pairs = zip(part["verdict"].to_list(), part[name].to_list(), strict=True)
            said = [self._words.because(*pair) for pair in pairs]
            more = (self._words.signs(part), self._words.lacking(part), self._words.lost(part))
            return [unbroken("; ".join(filter(None, each))) for each in zip(said, *more, strict=True)]
        return part[name].to_list()

    def _style(self, name: str, verdict: str) -> str:
        return verdict if name == "verdict" else _STYLES.get(name, "wrapped")

    def _notes(self, counts: Counts, rules: Sequence[RulesOnDays]) -> Iterator[Sayable]:
        """What whoever signs has to know: the sums, the day, and all that the rules rest on and is not firm."""
        found = [(self._applied.verdicts[verdict], count) for verdict, count in counts.verdicts.items() if count]
        found += [(Message("verdict.unread"), counts.refused)] if counts.refused else []
        sums = Listed(tuple(Message("list.count", label=label, count=count) for label, count in found), "; ")
        yield Message("list.counted", count=counts.assessed + counts.refused, sums=sums)
        yield days_of(rules)
        yield from _not_firm([part.rules for part in rules])
        yield from self._applied.provenance.beyond_title


def _not_firm(rules: Sequence[Description]) -> Iterator[Sayable]:
    """Thresholds that are only assumed, and clauses whose text was not read."""
    limits = [limit for part in rules for limit in part.thresholds]
    assumed = {
        limit.id: Message("list.value", label=name(limit), value=limit.value) for limit in limits if limit.is_assumed
    }
    if assumed:
        yield Message("list.assumed", values=Listed(tuple(assumed.values()), "; "))
    cited = [each for part in rules for item in part.criteria for each in item.citations]
    cited += [each for limit in limits for each in limit.citations]
    unread = not_read(Citation(each.source, each.at) for each in cited)
    if unread:
        yield Message("word.unread", citations=Listed(unread, "; "))
