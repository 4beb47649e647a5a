"""`smartcommune diff --on TABLE`: the rows of a table by both rule sets, and those whose verdict changes looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from typing import Final, NamedTuple

import polars as pl

from smartcommune.api import Rules
from smartcommune.assess.evidenced import counted, unevidenced
from smartcommune.authoring.compare.affected import OnTable, Pair, Province, also_called, groups_of
from smartcommune.cli.table_options import TableOptions, ignoring
from smartcommune.cli.table_run import TableRun
from smartcommune.messages import Language
from smartcommune.model.ruleset import RuleSet, Verdict
from smartcommune.problems import Problem
from smartcommune.source.document import read_document
from smartcommune.source.files import read_source
from smartcommune.tables.cells.cell_facts import Loaded, load_table
from smartcommune.tables.header.column_map import ColumnMap, read_map
from smartcommune.tables.header.unused import labels_of, questions
from smartcommune.tables.rows import FactRow, evidence_in, row_of
from smartcommune.tables.sheets.sheet import Sheet

# Communes whose change is looked at one by one: about ten seconds, and more than Viet Nam has.
MOST_EXPLAINED: Final = 12_000


_LEVEL: Final = "level"


class _Run(NamedTuple):
    """What one of the rule sets makes of the table."""

    loaded: Loaded
    verdicts: pl.DataFrame  # row, province, verdict, level
    read: int
    problems: tuple[Problem, ...]


def on_table(
    old: Rules, new: Rules, table: str, options: TableOptions, language: Language
) -> tuple[OnTable, tuple[Problem, ...]]:
    """What changes for the communes of a table, and what is wrong with rows that could not be compared.

    Raises:
        InputError: the table cannot be read, or it is not clear which column is which.
    """
    sheet = options.sheet_of(table)
    before, after = (_run(rules, other.ruleset, sheet, options, language) for rules, other in ((old, new), (new, old)))
    both = before.verdicts.join(after.verdicts.drop("province"), on="row", suffix="_after", maintain_order="left")
    same_verdict = pl.col("verdict") == pl.col("verdict_after")
    changed = both.filter(~same_verdict)["row"].head(MOST_EXPLAINED)
    rows = zip(_rows(before, changed, old), _rows(after, changed, new), strict=True)
    provinces = _provinces(both)
    total: Counter[Pair] = Counter()
    for province in provinces.values():
        total.update(province.pairs)
    groups = groups_of(old, new, rows)
    refused = before.read - both.height
    found = OnTable(
        old=old.ruleset,
        new=new.ruleset,
        as_of=new.as_of,
        rests_on=(old.on(None).provenance, new.on(None).provenance),
        table=sheet.name,
        read=before.read,
        refused=refused,
        pairs=_changes(total),
        provinces=provinces,
        groups=groups,
        levels=tuple(both.filter(same_verdict, pl.col(_LEVEL) != pl.col(f"{_LEVEL}_after"))["row"]),
    )
    problems = {problem.say(language): problem for problem in (*before.problems, *after.problems)}
    return found, tuple(problems.values())


def _run(rules: Rules, other: RuleSet, sheet: Sheet, options: TableOptions, language: Language) -> _Run:
    reading = also_called(rules.ruleset, other)
    loaded = load_table(sheet, reading, _mapping(options, reading, other))
    with ExitStack() as stack:
        run = TableRun(loaded, rules, language, stack, narrows=False)
        results = run.results(keep=("row",))
        verdicts = run.collected(results.select("row", "province", "verdict", _level(results)))
    asked = questions(loaded.columns, sheet, loaded.layout, labels_of(reading))
    problems = (*asked, *(reject.problem for reject in run.rejects.first))
    return _Run(loaded, verdicts, run.rows, problems)


def _level(results: pl.LazyFrame) -> pl.Expr:
    """The level of each row, or those that are possible; the same everywhere under rules without levels."""
    names = [name for name in ("level", "levels_possible") if name in results.collect_schema()]
    return pl.coalesce(*names, pl.lit("")).alias(_LEVEL)


def _mapping(options: TableOptions, ruleset: RuleSet, other: RuleSet) -> ColumnMap:
    """What the user said about the columns, as far as it is about indicators of one of the rule sets."""
    given = ColumnMap() if options.columns is None else _given(options.columns, ruleset, other)
    return ignoring(given, options.ignore_columns or ())


def _given(columns: str, ruleset: RuleSet, other: RuleSet) -> ColumnMap:
    """The map in a file."""
    both = ruleset._replace(indicators={**other.indicators, **ruleset.indicators})
    found = read_map(read_document(read_source(columns)), both)
    foreign = other.indicators.keys() - ruleset.indicators.keys()
    return found._replace(entries={id: entry for id, entry in found.entries.items() if id not in foreign})


def _rows(run: _Run, numbers: pl.Series, rules: Rules) -> Iterator[FactRow]:
    """The communes in some rows, in their order, as one of the rule sets reads them."""
    if numbers.is_empty():
        return
    found = run.loaded.frame.filter(pl.col("row").is_in(numbers.implode())).collect(engine="streaming")
    for cells in found.sort("row").iter_rows(named=True):
        row = row_of(cells, rules.ruleset)
        without = unevidenced(row.facts, evidence_in(cells, rules.ruleset), rules.ruleset, rules.on(row.as_of).as_of)
        yield row._replace(facts=counted(row.facts, without))


def _provinces(both: pl.DataFrame) -> Mapping[str | None, Province]:
    """For each province how many communes were compared, and how their verdicts change."""
    found: dict[str | None, Counter[Pair]] = {}
    counts = both.group_by("province", "verdict", "verdict_after").len()
    for province, before, after, count in counts.iter_rows():
        found.setdefault(province, Counter())[Verdict(before), Verdict(after)] = count
    places = sorted(found.items(), key=lambda place: (place[0] is None, place[0] or ""))
    return {name: Province(counter.total(), _changes(counter)) for name, counter in places}


def _changes(counter: Counter[Pair]) -> Mapping[Pair, int]:
    """The verdicts that change, in the order of the verdicts."""
    changed = ((before, after) for before in Verdict for after in Verdict if before is not after)
    return {pair: counter[pair] for pair in changed if counter[pair]}
