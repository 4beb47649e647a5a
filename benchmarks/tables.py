"""What whole tables cost: each job beside a bare one on the same file, in turn, each in a process of its own.

The data are made here, from hashes of row numbers, so they are the same everywhere. Machines whose speed drifts slow
both jobs of a pair, so ratios are what counts; `seconds` and `MB` (the most memory a process had) are of the last run.

    python benchmarks/tables.py [--rows 1000000] [--pairs 3] [--only csv parquet scored large engines]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

import polars as pl
import polars.selectors as cs

RULES: Final = "pilot-smart-2023"
DAY: Final = date(2023, 6, 30)
SCORED: Final = Path(__file__).parents[1] / "examples/scored/nq57-khanh-hoa-commune-2026.yaml"
SCORED_DAY: Final = date(2026, 12, 20)
COLUMNS: Final = 40
FEW: Final = 20_000  # rows for what takes rows one by one
REFUSED: Final = 3  # the exit code of a table of which some rows are refused, as some of the dirty ones are


class Cost(NamedTuple):
    seconds: float
    megabytes: float


# Data


def number(seed: int, below: int) -> pl.Expr:
    """A whole number of each row that looks random."""
    return pl.int_range(pl.len(), dtype=pl.Int64).hash(seed) % below


def decimal(tenths: pl.Expr) -> pl.Expr:
    """Read from text, so that it is the float of a short decimal."""
    return (tenths.cast(pl.Int64) / 10).round(1).cast(pl.String).str.slice(0, 8).cast(pl.Float64)


def choice(seed: int, values: list[str]) -> pl.Expr:
    found = pl.lit(values[0])
    for place, value in enumerate(values[1:], 1):
        found = pl.when(number(seed, len(values)) == place).then(pl.lit(value)).otherwise(found)
    return found


def typed_columns(gaps: int = 5) -> dict[str, pl.Expr]:
    """Forty columns as a register has them: every indicator, with gaps, and figures that no rule asks for."""
    from smartcommune.rulesets.library import load

    row = pl.int_range(pl.len(), dtype=pl.Int64)
    columns = {
        "code": row.cast(pl.String).str.zfill(8),
        "name": pl.format("Xã số {}", row),
        "province": choice(1, ["Nam Định", "Hà Nội", "Cà Mau", "An Giang"]),
    }
    for seed, indicator in enumerate(load(RULES).indicators.values(), 10):
        if indicator.only_when is not None or indicator.share is not None:
            continue  # these depend on others
        if indicator.type == "boolean":
            value = number(seed, 2) == 1
        elif indicator.type == "enum":
            value = choice(seed, list(indicator.values))
        elif indicator.type == "set":
            value = choice(seed, [*indicator.values, "none"])
        elif indicator.type == "percent":
            value = decimal(number(seed, 1001))
        else:
            value = number(seed, 4000).cast(pl.Int64) + (4000 if indicator.at_most is None else 0)
        columns[indicator.id] = pl.when(number(seed + 100, gaps) > 0).then(value)
    for extra in range(COLUMNS - len(columns)):
        columns[f"extra_{extra}"] = decimal(number(300 + extra, 100_000))
    return columns


def scored_columns(gaps: int = 5) -> dict[str, pl.Expr]:
    """Every indicator of a rating of 28 criteria that others do not follow from, with gaps."""
    from smartcommune.rulesets.library import load

    columns = {"code": pl.int_range(pl.len(), dtype=pl.Int64).cast(pl.String).str.zfill(8)}
    indicators = [each for each in load(str(SCORED)).indicators.values() if each.form is None]
    values: dict[str, Callable[[int], pl.Expr]] = {
        "boolean": lambda seed: number(seed, 5) > 0,
        "percent": lambda seed: decimal(number(seed, 1001)),
        "money": lambda seed: decimal(number(seed, 1001) + 1000),
        "number": lambda seed: decimal(number(seed, 61)),
        "count": lambda seed: number(seed, 200).cast(pl.Int64),
        "date": lambda seed: pl.lit(date(2026, 8, 20)) + pl.duration(days=number(seed, 100)),
    }
    for seed, indicator in enumerate(indicators, 10):
        make = values.get(indicator.type)
        value = choice(seed, list(indicator.values)) if make is None else make(seed)
        columns[indicator.id] = pl.when(number(seed + 100, gaps) > 0).then(value)
    return columns


def as_text(name: str, dtype: pl.DataType, seed: int) -> pl.Expr:
    """The same cell as officers type it: decimal commas, percent signs, yes and no, question marks, stray spaces."""
    value = pl.col(name)
    text = value.cast(pl.String)
    if dtype == pl.Boolean:
        text = pl.when(value).then(pl.lit("có")).otherwise(pl.lit("không"))
    elif dtype == pl.Float64:
        comma = text.str.replace(".", ",", literal=True)
        style = number(seed, 3)
        percent = pl.when(style == 0).then(comma).when(style == 1).then(comma + " %").otherwise(" " + comma + "% ")
        text = comma if name.startswith("extra") else percent
    gap = pl.when(number(seed + 1, 4) == 0).then(pl.lit("?")).otherwise(pl.lit(""))
    return pl.when(value.is_null()).then(gap).otherwise(text).alias(name)


def make_scored(folder: Path, rows: int) -> None:
    """A rating of so many rows, and in how many columns it is answered."""
    frame = pl.LazyFrame({"row": pl.int_range(rows, eager=True)})
    # Without a plan a commune has no day of one.
    plan_day = pl.when("plan_good").then("commune_plan_on")
    frame.select(**scored_columns()).with_columns(commune_plan_on=plan_day).sink_parquet(scored_file(folder, rows))
    (folder / "columns").write_text(str(len(scored_answers(folder, rows).collect_schema())))


def scored_file(folder: Path, rows: int) -> Path:
    return folder / f"scored-{rows}.parquet"


def make(folder: Path, rows: int) -> None:
    """`typed.parquet` and `dirty.csv` of so many rows."""
    if (folder / f"{rows}.csv").exists():
        return
    parquet = folder / f"{rows}.parquet"
    pl.LazyFrame({"row": pl.int_range(rows, eager=True)}).select(**typed_columns()).sink_parquet(parquet)
    frame = pl.scan_parquet(parquet)
    schema = frame.collect_schema()
    texts = [as_text(name, dtype, 500 + 2 * seed) for seed, (name, dtype) in enumerate(schema.items())]
    frame.select(texts).sink_csv(folder / f"{rows}.csv")


# Jobs


def csv_copy(folder: Path, rows: int) -> None:
    pl.scan_csv(folder / f"{rows}.csv", infer_schema=False).sink_csv(folder / "copy.csv")


def csv_ours(folder: Path, rows: int) -> None:
    """The whole command, with its file of refused rows."""
    batch(folder / f"{rows}.csv", folder / "ours.csv")


def batch(source: Path, target: Path) -> None:
    """The command as it is called: its process ends with it."""
    from smartcommune.cli import main

    sys.argv = ["smartcommune", "batch", str(source), "-o", str(target), "--as-of", str(DAY), "--quiet"]
    main()


def csv_load(folder: Path, rows: int) -> None:
    """Reading alone: cells to facts, without an assessment."""
    loaded_file(folder / f"{rows}.csv").select(pl.len()).collect(engine="streaming")


def parquet_copy(folder: Path, rows: int) -> None:
    pl.scan_parquet(folder / f"{rows}.parquet").sink_parquet(folder / "copy.parquet")


def parquet_ours(folder: Path, rows: int) -> None:
    """A typed frame through `Rules.assess`, lazily; in pieces as small as those of `batch`."""
    from smartcommune.api import load_ruleset
    from smartcommune.tables.results.stream import BATCH

    pl.Config.set_streaming_chunk_size(BATCH)
    rules = load_ruleset(RULES, DAY)
    rules.assess(pl.scan_parquet(folder / f"{rows}.parquet")).sink_parquet(folder / "ours.parquet")


def parquet_batch(folder: Path, rows: int) -> None:
    """The whole command, which looks at every cell and words what is wrong with each refused row."""
    batch(folder / f"{rows}.parquet", folder / "ours.parquet")


def scored_ours(folder: Path, rows: int) -> None:
    """A typed frame of a rating of 28 criteria through `Rules.assess`, lazily."""
    from smartcommune.tables.results.stream import BATCH

    pl.Config.set_streaming_chunk_size(BATCH)
    scored_answers(folder, rows).sink_parquet(folder / "scored.parquet")


def scored_answers(folder: Path, rows: int) -> pl.LazyFrame:
    from smartcommune.api import load_ruleset

    rules = load_ruleset(str(SCORED), SCORED_DAY)
    answers: pl.LazyFrame = rules.assess(pl.scan_parquet(scored_file(folder, rows)))
    return answers


def scored_copy(folder: Path, rows: int) -> None:
    """A copy that writes as many columns as the rating has answers: those that there are, again and again."""
    count, frame = int((folder / "columns").read_text()), pl.scan_parquet(scored_file(folder, rows))
    names = frame.collect_schema().names()
    copied = [pl.col(names[place % len(names)]).alias(f"copy_{place}") for place in range(count)]
    frame.select(copied).sink_parquet(folder / "scored-copy.parquet")


def loaded_file(path: Path) -> pl.LazyFrame:
    """The rows of a file that can be assessed."""
    from smartcommune.rulesets.library import load
    from smartcommune.tables.cells.cell_facts import load_table
    from smartcommune.tables.open import open_table

    return load_table(open_table(str(path)), load(RULES)).frame.filter("ok")


def verdicts_ours(folder: Path, rows: int) -> None:
    """The verdict alone, from a Parquet file, its values checked."""
    print(timed(lambda: lazily(folder, rows).select("verdict").collect()) / rows)


def answers_ours(folder: Path, rows: int) -> None:
    """The same with score, reasons, missing facts and outcomes."""
    print(timed(lambda: lazily(folder, rows).collect()) / rows)


def lazily(folder: Path, rows: int) -> pl.LazyFrame:
    from smartcommune.api import load_ruleset

    answers: pl.LazyFrame = load_ruleset(RULES, DAY).assess(pl.scan_parquet(folder / f"{rows}.parquet"))
    return answers


def verdicts_zen(folder: Path, rows: int) -> None:
    """The verdict alone, by the rules engine `zen`: the same conditions, every gap filled, for it knows no unknown."""
    import json

    import zen

    expressions = [{"id": str(place), "key": key, "value": value} for place, (key, value) in enumerate(ZEN.items())]
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "rules", "name": "rules", "type": "expressionNode", "content": {"expressions": expressions}},
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [
        {"id": "1", "sourceId": "in", "targetId": "rules", "type": "edge"},
        {"id": "2", "sourceId": "rules", "targetId": "out", "type": "edge"},
    ]
    content = zen.ZenDecisionContent(json.dumps({"nodes": nodes, "edges": edges}))  # compiled once
    decision = zen.ZenEngine().create_decision(content)
    filled = pl.read_parquet(folder / f"{rows}.parquet", n_rows=FEW).with_columns(
        pl.col(pl.Boolean).fill_null(value=False), pl.col(pl.Float64, pl.Int64).fill_null(0)
    )
    records = filled.select(~cs.starts_with("extra")).to_dicts()
    print(timed(lambda: [decision.evaluate(record) for record in records]) / FEW)


ZEN: Final = {
    "facilities": "facilities_attested == true or (fibre_village_rate >= 100 and mobile_coverage_household_rate >= 95"
    " and free_wifi_culture_house == true)",
    "people": "human_resources_attested == true or digital_trained_staff_rate >= 100",
    "signs": "(broadband_household_rate >= 80 ? 1 : 0) + (work_files_online_rate >= 60 ? 1 : 0)"
    " + (community_digital_team == true ? 1 : 0) + (digital_platform_in_use == true ? 1 : 0)",
    "ict": "(ict_capability_attested == true or $.signs >= 3) and outstanding_field != 'none'",
    "eligible": "unit_type == 'xa' and central_pilot == false and ($.ict or $.facilities or $.people"
    " or (adults > 0 and 100 * smartphone_adults >= 80 * adults))",
}


def verdicts_pydantic(folder: Path, rows: int) -> None:
    """The verdict alone: a pydantic model of each row, and the conditions in plain Python with None as unknown."""
    from pydantic import create_model

    from smartcommune.rulesets.library import load

    types: dict[str, Any] = {"boolean": bool, "enum": str, "set": str, "text": str, "percent": float, "count": int}
    fields: dict[str, Any] = {id: (types[each.type] | None, None) for id, each in load(RULES).indicators.items()}
    model: Any = create_model("Commune", **fields)
    records = pl.read_parquet(folder / f"{rows}.parquet", n_rows=FEW).select(~cs.starts_with("extra")).to_dicts()
    print(timed(lambda: [plain_verdict(model.model_validate(record)) for record in records]) / FEW)


def every(*values: bool | None) -> bool | None:
    return False if False in values else None if None in values else True


def some(*values: bool | None) -> bool | None:
    return True if True in values else None if None in values else False


def reaches(value: float | None, least: float) -> bool | None:
    return None if value is None else value >= least


def plain_verdict(commune: Any) -> str:
    signs = [
        reaches(commune.broadband_household_rate, 80),
        reaches(commune.work_files_online_rate, 60),
        commune.community_digital_team,
        commune.digital_platform_in_use,
    ]
    most = sum(sign is not False for sign in signs)
    enough = True if signs.count(True) >= 3 else None if most >= 3 else False
    field = None if commune.outstanding_field is None else commune.outstanding_field != "none"
    facilities = some(
        commune.facilities_attested,
        every(
            reaches(commune.fibre_village_rate, 100),
            reaches(commune.mobile_coverage_household_rate, 95),
            commune.free_wifi_culture_house,
        ),
    )
    people = some(commune.human_resources_attested, reaches(commune.digital_trained_staff_rate, 100))
    part, whole = commune.smartphone_adults, commune.adults
    phones = None if part is None or not whole else 100 * part >= 80 * whole
    is_xa = None if commune.unit_type is None else commune.unit_type == "xa"
    scope = every(is_xa, None if commune.central_pilot is None else not commune.central_pilot)
    ict = every(some(commune.ict_capability_attested, enough), field)
    met = some(ict, facilities, people, phones)
    if scope is False:
        return "out_of_scope"
    return "undetermined" if scope is None or met is None else "eligible" if met else "not_eligible"


JOBS: Final[dict[str, Callable[[Path, int], None]]] = {
    "make": make,
    "csv-copy": csv_copy,
    "csv-load": csv_load,
    "csv-ours": csv_ours,
    "make-scored": make_scored,
    "scored-copy": scored_copy,
    "scored-ours": scored_ours,
    "parquet-copy": parquet_copy,
    "parquet-ours": parquet_ours,
    "parquet-batch": parquet_batch,
    "verdicts-ours": verdicts_ours,
    "answers-ours": answers_ours,
    "verdicts-zen": verdicts_zen,
    "verdicts-pydantic": verdicts_pydantic,
}

# Measuring


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def run(job: str, folder: Path, rows: int) -> tuple[Cost, str]:
    """One job in a process of its own: what it cost and what it printed."""
    command = [sys.executable, __file__, "--job", job, "--folder", str(folder), "--rows", str(rows)]
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None  # noqa: S101  # asked for above
        said = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, REFUSED):
        raise SystemExit(f"{job} failed")
    return Cost(time.perf_counter() - start, usage.ru_maxrss / 1024), said


def paired(ours: str, bare: str, folder: Path, rows: int, pairs: int) -> None:
    costs = [(run(ours, folder, rows)[0], run(bare, folder, rows)[0]) for _ in range(pairs)]
    ratio = statistics.median(ours.seconds / bare.seconds for ours, bare in costs)
    cost, floor = costs[-1]
    print(
        f"{ours} of {rows:,} rows: {ratio:.2f} times {bare}"
        f" ({cost.seconds:.1f} s and {cost.megabytes:.0f} MB, bare {floor.seconds:.1f} s and {floor.megabytes:.0f} MB)"
    )


def large(folder: Path, rows: int) -> None:
    """Ten times the rows: time against the smaller table, and memory."""
    for job in ("parquet-copy", "parquet-ours", "csv-copy", "csv-ours"):
        small, big = run(job, folder, rows)[0], run(job, folder, 10 * rows)[0]
        ratio = big.seconds / small.seconds
        print(f"{job} of {10 * rows:,} rows: {ratio:.2f} times {rows:,} rows, {big.megabytes:.0f} MB")


def engines(folder: Path, rows: int, pairs: int) -> None:
    """Seconds per row once everything is imported; reading the file is in ours, and in none of the others."""
    for other in ("verdicts-zen", "verdicts-pydantic"):
        for ours in ("verdicts-ours", "answers-ours"):
            found = [float(run(other, folder, rows)[1]) / float(run(ours, folder, rows)[1]) for _ in range(pairs)]
            print(f"{other}: {statistics.median(found):.1f} times as long per row as {ours}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--only", nargs="+", default=["csv", "parquet", "scored", "large", "engines"])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--job", choices=JOBS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.job:
        JOBS[given.job](given.folder, given.rows)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        if {*given.only} != {"scored"}:
            run("make", folder, given.rows)
        if "csv" in given.only:
            paired("csv-load", "csv-copy", folder, given.rows, given.pairs)
        for kind in ("csv", "parquet"):
            if kind in given.only:
                paired(f"{kind}-ours", f"{kind}-copy", folder, given.rows, given.pairs)
        if "parquet" in given.only:
            paired("parquet-batch", "parquet-copy", folder, given.rows, given.pairs)
        if "scored" in given.only:
            run("make-scored", folder, given.rows)
            paired("scored-ours", "scored-copy", folder, given.rows, given.pairs)
        if "engines" in given.only:
            engines(folder, given.rows, given.pairs)
        if "large" in given.only:
            run("make", folder, 10 * given.rows)
            large(folder, given.rows)


if __name__ == "__main__":
    main()
