"""Results to counts: verdicts and levels by province, what most communes do not meet, which facts to collect next.

Results come in parts and are not kept, so counting takes no more memory for ten million rows than for ten.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

from smartcommune.model.beside import DIFFERENCE
from smartcommune.model.condition import Reference, parts
from smartcommune.model.ruleset import Criterion, RuleSet, Verdict
from smartcommune.rulesets.used import verdict_criteria
from smartcommune.tables.collection_plan import Collect, collection_plan

if TYPE_CHECKING:
    import polars as pl

# Viet Nam has had at most 64; a column with more values than this holds no provinces, and nothing is summed up by it.
MOST_PROVINCES: Final = 500
# Different lists of missing facts; real tables have a few dozen. Communes beyond them are left out of the plan.
MOST_SETS: Final = 20_000
# What counts as a level where several are still possible; no level can have this name.
OPEN: Final = "?"
# What is counted of self-scored points; no id of a criterion has a space.
_ROWS, _ABOVE, _BELOW = " rows", "above", "below"


class Apart(NamedTuple):
    """A criterion for which communes give themselves other points than are computed."""

    criterion: str
    above: int  # how many give themselves more
    below: int

    @property
    def communes(self) -> int:
        return self.above + self.below


class Differing(NamedTuple):
    """Where self-scored points are not those that are computed."""

    communes: int
    criteria: tuple[Apart, ...]  # the most frequent first


class Counts(NamedTuple):
    """What a table's results add up to."""

    verdicts: Mapping[Verdict, int]
    provinces: Mapping[str | None, Mapping[Verdict, int]]  # in the order of their names, those without one last
    unmet: tuple[tuple[str, int], ...]  # criteria that communes that are not eligible do not meet, most frequent first
    wanted: tuple[Collect, ...]  # what to collect for those that are open, step by step
    refused: int = 0  # rows that could not be assessed
    near: int | None = None  # with a figure within the margin; None where no margin is asked for
    wide: int = 0  # whose list of missing facts may name others, too
    levels: Mapping[str | None, Mapping[str, int]] = {}  # by province, for rules that have levels
    by: str | None = None  # the header of the column whose values stand in the place of provinces
    is_scattered: bool = False  # whether it has too many of them, so that nothing is summed up by it
    differing: Differing | None = None  # None where no points are self-scored

    @property
    def by_level(self) -> Mapping[str, int]:
        """How many are in each level, `OPEN` where several are still possible."""
        return sum(map(Counter, self.levels.values()), Counter())

    @property
    def assessed(self) -> int:
        return sum(self.verdicts.values())


class Tally:
    """Counts results part by part, in whatever order and from however many threads they come."""

    def __init__(self, ruleset: RuleSet, by: str | None = None) -> None:
        self._by = by
        self.column = "province"  # what the results call the column by which they are summed up
        self._indicators = list(ruleset.indicators)
        # A criterion that combines others says no more than these do.
        deciding = verdict_criteria(ruleset)
        self._scored = list(ruleset.criteria)
        self._criteria = [id for id, item in ruleset.criteria.items() if id in deciding and not combines(item)]
        self._places: dict[str | None, Counter[str]] = {}
        self._levels: dict[str | None, Counter[str]] = {}
        self._unmet: Counter[str] = Counter()
        self._near: int | None = None
        self._differing: Counter[str] | None = None  # rows, and by criterion those that are above and below
        self._lacking: Counter[frozenset[str]] = Counter()
        self._has_provinces = True
        self._lock = Lock()

    def add(self, results: pl.DataFrame) -> None:
        """Count one more part of the results."""
        import polars as pl

        places = results.group_by(self._place_of(), "verdict").len().rows()
        refused = results.filter(pl.col("verdict") == Verdict.NOT_ELIGIBLE.value)
        unmet = refused.select(pl.col(f"outcome.{id}").eq("not_met").sum().alias(id) for id in self._counted(results))
        open = results.filter(pl.col("verdict") == Verdict.UNDETERMINED.value, pl.col("missing").is_not_null())
        missing = open.group_by("missing").len().rows()
        levels = _levelled(results, self._place_of())
        differing = _differing(results)
        with self._lock:
            if differing is not None:
                self._differing = (self._differing or Counter()) + Counter(differing)
            if "near" in results.columns:
                self._near = (self._near or 0) + results["near"].count()
            for province, verdict, count in places:
                self._place(province)[verdict] += count
            for province, level, count in levels:
                self._levels.setdefault(self._known(province), Counter())[level] += count
            self._unmet.update(unmet.row(0, named=True) if unmet.width else {})
            for indicators, count in missing:
                self._add_missing(frozenset(indicators.split(",")), count)

    def _place_of(self) -> pl.Expr:
        import polars as pl

        return pl.col(self.column).cast(pl.String).alias("province")

    def _counted(self, results: pl.DataFrame) -> list[str]:
        return [id for id in self._criteria if f"outcome.{id}" in results.columns]

    def _place(self, province: str | None) -> Counter[str]:
        if len(self._places) > MOST_PROVINCES:
            self._places = {None: sum(self._places.values(), Counter())}
            self._levels = {None: sum(self._levels.values(), Counter())} if self._levels else {}
            self._has_provinces = False
        return self._places.setdefault(self._known(province), Counter())

    def _known(self, province: str | None) -> str | None:
        return province if self._has_provinces else None

    def _add_missing(self, indicators: frozenset[str], count: int) -> None:
        if indicators in self._lacking or len(self._lacking) < MOST_SETS:
            self._lacking[indicators] += count

    def counts(self) -> Counts:
        """What has been counted so far."""
        places = sorted(self._places.items(), key=lambda place: (place[0] is None, place[0] or ""))
        return Counts(
            _verdicts(sum(self._places.values(), Counter())),
            {province: _verdicts(counter) for province, counter in places},
            tuple((id, count) for id, count in self._unmet.most_common() if count),
            collection_plan(self._lacking, self._indicators),
            near=self._near,
            levels={province: self._levels[province] for province, _ in places if province in self._levels},
            by=self._by,
            is_scattered=not self._has_provinces,
            differing=None if self._differing is None else self._apart(self._differing),
        )

    def _apart(self, found: Counter[str]) -> Differing:
        each = [Apart(id, found[f"{id} {_ABOVE}"], found[f"{id} {_BELOW}"]) for id in self._scored]
        return Differing(
            found[_ROWS], tuple(sorted((one for one in each if one.communes), key=lambda one: -one.communes))
        )


def _levelled(results: pl.DataFrame, province: pl.Expr) -> list[tuple[str | None, str, int]]:
    """How many communes of each province are in which level; those of which nothing is said are in none."""
    import polars as pl

    if "level" not in results.columns:
        return []
    is_open = pl.col("levels_possible").is_not_null()
    level = pl.when(is_open).then(pl.lit(OPEN)).otherwise(pl.col("level"))
    return results.group_by(province, level=level).len().drop_nulls("level").rows()


def _differing(results: pl.DataFrame) -> dict[str, int] | None:
    """In how many rows self-scored points differ, and by criterion in how many they lie above and below."""
    import polars as pl

    columns = {name: name.removeprefix(DIFFERENCE) for name in results.columns if name.startswith(DIFFERENCE)}
    if not columns:
        return None
    above = [pl.col(name).gt(0).sum().alias(f"{id} {_ABOVE}") for name, id in columns.items()]
    below = [pl.col(name).lt(0).sum().alias(f"{id} {_BELOW}") for name, id in columns.items()]
    rows = pl.any_horizontal(pl.col(name).ne(0) for name in columns).sum().alias(_ROWS)
    return results.select(rows, *above, *below).row(0, named=True)


def combines(criterion: Criterion) -> bool:
    """Whether a criterion is made of others, and says no more than these do."""
    return any(isinstance(part, Reference) for part in parts(criterion.test))


def _verdicts(counter: Counter[str]) -> dict[Verdict, int]:
    return {verdict: counter[verdict.value] for verdict in Verdict}
