"""Rows that may be wrong: a profile, `batch` and every library refuse the same ones, and agree on the rest."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from smartcommune.api import Rules
from smartcommune.engine.evaluate import evaluate
from smartcommune.model.ruleset import RuleSet
from smartcommune.problems import InputError
from smartcommune.tables.cells.cell_facts import load_table
from smartcommune.tables.header.row_words import is_group, is_total
from smartcommune.tables.open import open_table
from tests.laws.test_dataframes import ENGINES, on_spark, rows
from tests.profile_mapping import profile_from_mapping
from tests.quick import some
from tests.unit.tiny import tiny

ROWS = 10_000
DAY = date(2023, 5, 1)
Cells = dict[str, Any]

RATES = (
    0.0,
    0.2,
    0.85,
    1.0,
    1.5,
    33.3,
    33.33,
    33.3333,
    33.34,
    66.66666667,
    66.7,
    67.0,
    68.0,
    75.35,
    80.0,
    100.0,
    100.5,
)
COUNTS = (0, 1, 2, 3, 4, 5, 4120, 10**12, 10**12 + 1, -1)
NAMES = (
    *("Hoà Bình", "Tổng cộng", "TỔNG SỐ", "Tong cong", "Huyện Yên Mô", "HUYỆN Kim Sơn", "Thị xã Gò Công", "Cộng:"),
    *("Toàn tỉnh", "Trung bình", "Xã Tổng Cọt", "Thành phố Ninh Bình", "Quận 1", "Total", "Bình quân chung", None),
)


def doubtful() -> RuleSet:
    """Facts of every kind that can be wrong alone or beside another; one may not apply, one only under a condition."""
    indicators: Mapping[str, Any] = {
        "rate": {"type": "percent", "may_not_apply": "false"},
        "part": {"type": "count", "may_not_apply": "false"},
        "whole": {"type": "count", "at_most": "all", "may_not_apply": "false"},
        "all": {"type": "count", "may_not_apply": "false"},
        "opened": {"type": "date", "may_not_apply": "false"},
        "b": {"type": "boolean", "may_not_apply": {"indicator": "a", "is": "true"}},
        "c": {"type": "boolean", "only_when": {"indicator": "a", "is": "true"}, "may_not_apply": "false"},
        "d": {"type": "boolean", "may_not_apply": "false"},
    }
    criteria = {
        "rate": {"indicator": "rate", "gte": "70%"},
        "share": {"indicator": "share", "gte": "67%"},
        "opened": {"indicator": "opened", "gte": "2023-04-30"},
        "flags": {"all_of": [{"indicator": id, "is": "true"} for id in "bcd"]},
    }
    return tiny(criteria, {"any_of": ["rate", {"all_of": ["share", "opened"]}, "flags"]}, indicators=indicators)


def generated() -> list[Cells]:
    """The same rows in every run: mostly blank, so that what is wrong is wrong in one way."""
    chance = random.Random(7)  # noqa: S311  # no secret
    days = [DAY + timedelta(days=step) for step in (-1, 0, 1)]
    kinds: dict[str, tuple[Any, ...]] = {
        "rate": RATES,
        "share": RATES,
        "part": COUNTS,
        "whole": COUNTS,
        "all": COUNTS,
        "opened": tuple(days),
        **dict.fromkeys("abcd", (True, False, "na")),
    }
    return [
        {
            "row": number,
            "as_of": DAY,
            "name": chance.choice(NAMES),
            "code": chance.choice((None, None, "01001")),
            **{id: chance.choice(values) if chance.random() < 0.2 else None for id, values in kinds.items()},
        }
        for number in range(ROWS)
    ]


CELLS = generated()
FACTS = ("rate", "share", "part", "whole", "all", "opened", "a", "b", "c", "d")


def by_profile(rules: RuleSet, plan: Any) -> list[str | None]:
    """What a profile with these facts comes to; None where it, or its name, is refused."""
    found: list[str | None] = []
    for cells in CELLS:
        name = cells["name"] or ""
        if cells["code"] is None and (is_total(name) or is_group(name, "commune")):
            found.append(None)
            continue
        facts = {id: cells[id] for id in FACTS if cells[id] is not None}
        try:
            profile = profile_from_mapping({"as_of": DAY, "facts": facts}, rules)
        except InputError:
            found.append(None)
        else:
            found.append(evaluate(plan, profile.facts).verdict.value)
    return found


def typed() -> pl.DataFrame:
    """The rows as a frame, what does not apply in columns of its own."""
    types = {"rate": pl.Float64, "share": pl.Float64, "part": pl.Int64, "whole": pl.Int64, "all": pl.Int64}
    types |= dict.fromkeys("abcd", pl.Boolean) | {"opened": pl.Date, "name": pl.String, "code": pl.String}
    columns = {id: [None if cells[id] == "na" else cells[id] for cells in CELLS] for id in CELLS[0]}
    frame = pl.DataFrame(columns, schema_overrides=types)
    return frame.with_columns(pl.Series(f"{id}.na", [cells[id] == "na" for cells in CELLS]) for id in "abcd")


@pytest.fixture(scope="module")
def wanted() -> list[str | None]:
    ruleset = doubtful()
    found = by_profile(ruleset, Rules(ruleset).plan(DAY))
    assert 2_000 < found.count(None) < 8_000
    assert len({*found}) == 4
    return found


def differences(found: list[Any], wanted: list[Any]) -> list[tuple[Any, Any, Cells]]:
    """The rows that came out otherwise, with what stands in them."""
    assert len(found) == len(wanted)
    every = zip(found, wanted, CELLS, strict=True)
    return [(one, other, cells) for one, other, cells in every if one != other and not (one != one and other is None)][
        :5
    ]


@pytest.mark.parametrize("engine", some(ENGINES, ["pandas"]))
def test_every_library_refuses_what_a_profile_refuses(engine: str, wanted: list[str | None]) -> None:
    """Row by row the same verdicts, and none for the same rows."""
    found = rows(Rules(doubtful()).assess(ENGINES[engine](typed()), keep=["row"]))
    assert differences([row["verdict"] for row in found], wanted) == []


def test_spark_refuses_what_a_profile_refuses(spark: Any, wanted: list[str | None]) -> None:
    """Row by row the same verdicts on Spark, too."""
    found = rows(Rules(doubtful()).assess(on_spark(spark, typed()), keep=["row"]))
    assert differences([row["verdict"] for row in found], wanted) == []


def test_batch_refuses_what_a_profile_refuses(tmp_path: Path, wanted: list[str | None]) -> None:
    """A Parquet table of the same rows; what does not apply is a word there."""
    frame = typed()
    words = [
        pl.when(pl.col(f"{id}.na")).then(pl.lit("kad")).otherwise(pl.col(id).cast(pl.String)).alias(id) for id in "abcd"
    ]
    table = tmp_path / "t.parquet"
    frame.select("as_of", "name", "code", *(id for id in FACTS if id not in "abcd"), *words).write_parquet(table)
    read = load_table(open_table(str(table)), doubtful()).frame.collect()
    assert differences(read["ok"].to_list(), [verdict is not None for verdict in wanted]) == []
