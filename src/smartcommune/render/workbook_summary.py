"""Counts to the sheet that sums them up: verdicts, provinces, levels, why a "no", what to collect, and a chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, TypeVar

from smartcommune.messages import Message, Sayable, Words
from smartcommune.model.ruleset import Verdict
from smartcommune.render.workbook_pages import BookPage
from smartcommune.tables.results.tally import MOST_PROVINCES, Counts, Differing

_Kind = TypeVar("_Kind", bound=str)

MOST_REASONS: Final = 10
_FIRST_WIDTH: Final = 46
# How many rows of a table the chart beside it is as high as.
_CHART_ROWS: Final = 13
_COLOURS: Final = {
    Verdict.ELIGIBLE: "#4C9A44",
    Verdict.NOT_ELIGIBLE: "#C2483D",
    Verdict.UNDETERMINED: "#E3B23C",
    Verdict.OUT_OF_SCOPE: "#9A9A9A",
    Verdict.NOT_IN_FORCE: "#8A6FAE",
}


class Labels(NamedTuple):
    """What the rule set calls its criteria, its indicators, its verdicts and its levels."""

    criteria: Mapping[str, Words]
    indicators: Mapping[str, Words]
    verdicts: Mapping[Verdict, Sayable]
    levels: Mapping[str, Sayable] = {}  # with what it is called to be in one of several


def summary_sheet(
    page: BookPage,
    counts: Counts,
    labels: Labels,
    lead: Sequence[Sayable],
    reading: Sequence[Sayable],
    *,
    is_listed: bool,
) -> None:
    """Write the sheet.

    Args:
        page: where to.
        counts: what to sum up.
        labels: what the parts of the rule set are called.
        lead: what stands below the title.
        reading: how the table was read.
        is_listed: whether a sheet lists where to collect what is lacking.
    """
    page.widths([_FIRST_WIDTH, *[15] * 7])
    page.say("sheet.summary", "title")
    for line in lead:
        page.line([line.say(page.book.language)], "line")
    page.skip()
    first = page.row
    _verdicts(page, counts, labels)
    page.row = max(page.row, first + _CHART_ROWS)
    _provinces(page, counts, labels)
    _levels(page, counts, labels.levels)
    _reasons(page, counts, labels.criteria)
    _self_points(page, counts.differing, labels.criteria)
    _wanted(page, counts, labels.indicators, is_listed=is_listed)
    _reading(page, reading)
    page.on_a4()
    page.sheet.hide_gridlines(2)
    _verdict_chart(page, counts, first)


def _names(page: BookPage, keys: Sequence[str]) -> list[str]:
    return [Message(key).say(page.book.language) for key in keys]


def _verdicts(page: BookPage, counts: Counts, labels: Labels) -> None:
    page.line(_names(page, ["column.verdict", "column.number", "column.share"]), "header")
    for verdict, count in counts.verdicts.items():
        words = labels.verdicts[verdict].say(page.book.language)
        page.line([words, count, _percent(count, counts.assessed)], [verdict.value, "count", "number"])
    page.line([*_names(page, ["total"]), counts.assessed], ["total", "sum"])
    if counts.refused:
        page.line([*_names(page, ["sheet.not-read"]), counts.refused], ["faint", "count"])
    if counts.near is not None:
        page.line([*_names(page, ["column.near"]), counts.near], ["faint", "count"])
    page.skip()


def _percent(count: int, total: int) -> float | None:
    return round(100 * count / total, 1) if total else None


def _provinces(page: BookPage, counts: Counts, labels: Labels) -> None:
    if counts.by is None and set(counts.provinces) <= {None}:
        return
    _section(page, "sheet.by", "sheet.by-province", counts)
    if counts.is_scattered:
        page.paragraph(Message("sheet.scattered", most=MOST_PROVINCES).say(page.book.language))
    _by_province(page, counts, counts.provinces, labels.verdicts)


def _section(page: BookPage, of_column: str, of_provinces: str, counts: Counts) -> None:
    if counts.by is None:
        page.say(of_provinces, "section")
    else:
        page.say(of_column, "section", column=counts.by)


def _levels(page: BookPage, counts: Counts, levels: Mapping[str, Sayable]) -> None:
    if counts.levels:
        _section(page, "sheet.by-level-and", "sheet.by-level", counts)
        _by_province(page, counts, counts.levels, levels)


def _by_province(
    page: BookPage, counts: Counts, counted: Mapping[str | None, Mapping[_Kind, int]], words: Mapping[_Kind, Sayable]
) -> None:
    """How many of each kind there are in each province, a column for each kind that occurs."""
    kinds = [kind for kind in words if any(found.get(kind) for found in counted.values())]
    called = [words[kind].say(page.book.language) for kind in kinds]
    place, none = _names(page, ["column.province", "no-province"]) if counts.by is None else (counts.by, "–")
    page.line([place, *called, *_names(page, ["total"])], "header")
    for province, found in counted.items():
        name = province if province is not None else none
        numbers = [found.get(kind, 0) for kind in kinds]
        page.line([name, *numbers, sum(found.values())], ["text", *["count"] * (len(numbers) + 1)])
    sums = [sum(found.get(kind, 0) for found in counted.values()) for kind in kinds]
    page.line([*_names(page, ["total"]), *sums, sum(sums)], ["total", *["sum"] * (len(sums) + 1)])
    page.skip()


def _reasons(page: BookPage, counts: Counts, criteria: Mapping[str, Words]) -> None:
    refused = counts.verdicts[Verdict.NOT_ELIGIBLE]
    if not refused:
        return
    page.say("sheet.reasons", "section", count=refused)
    page.line(_names(page, ["column.unmet", "column.number", "column.share"]), "header")
    for id, count in counts.unmet[:MOST_REASONS]:
        words = criteria[id].say(page.book.language)
        page.line([words, count, _percent(count, refused)], ["wrapped", "count", "number"])
    page.skip()


def _self_points(page: BookPage, found: Differing | None, criteria: Mapping[str, Words]) -> None:
    """For which criteria communes give themselves other points than are computed."""
    if found is None:
        return
    if not found.communes:
        page.say("summary.self-points-none", "section")
        page.skip()
        return
    page.say("sheet.self-points", "section", count=found.communes, sheet=Message("sheet.results"))
    page.line(_names(page, ["column.scored", "column.number", "column.above", "column.below"]), "header")
    for each in found.criteria:
        words = criteria[each.criterion].say(page.book.language)
        page.line([words, each.communes, each.above, each.below], ["wrapped", "count", "count", "count"])
    page.skip()


def _wanted(page: BookPage, counts: Counts, indicators: Mapping[str, Words], *, is_listed: bool) -> None:
    if not counts.wanted:
        return
    page.say("sheet.wanted", "section", count=counts.verdicts[Verdict.UNDETERMINED])
    page.line(_names(page, ["column.wanted", "column.lacking", "column.settles"]), "header")
    for item in counts.wanted:
        words = indicators[item.indicator].say(page.book.language)
        page.line([words, item.lacking, item.settles], ["wrapped", "count", "count"])
    page.line([_where(is_listed=is_listed).say(page.book.language)], "line")
    if counts.wide:
        page.line([Message("summary.wide", count=counts.wide).say(page.book.language)], "line")
    page.skip()


def _reading(page: BookPage, reading: Sequence[Sayable]) -> None:
    """Which columns and rows were not used, and all else that was found out about the table."""
    page.say("sheet.reading", "section")
    for line in reading:
        page.paragraph(line.say(page.book.language))
    page.skip()


def _where(*, is_listed: bool) -> Message:
    if is_listed:
        return Message("sheet.wanted-listed", sheet=Message("sheet.collect"))
    return Message("sheet.wanted-where", column=Message("column.missing"), sheet=Message("sheet.results"))


def _verdict_chart(page: BookPage, counts: Counts, first: int) -> None:
    """A bar for each verdict, beside the table that it shows."""
    chart = page.book.workbook.add_chart({"type": "bar"})
    name = page.sheet.get_name()
    last = first + len(Verdict)
    chart.add_series(
        {
            "categories": [name, first + 1, 0, last, 0],
            "values": [name, first + 1, 1, last, 1],
            "points": [{"fill": {"color": _COLOURS[verdict]}} for verdict in counts.verdicts],
            "data_labels": {"value": True},
            "gap": 40,
        }
    )
    chart.set_title({"name": Message("sheet.chart").say(page.book.language), "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "major_tick_mark": "none", "interval_unit": 1, "num_font": {"size": 9}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_size({"width": 540, "height": 230})
    page.sheet.insert_chart(first, 3, chart, {"x_offset": 25, "object_position": 3})
