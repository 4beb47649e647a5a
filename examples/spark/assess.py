"""Assess a register of communes on Spark: Parquet in, Parquet out, nothing passes through this program.

python assess.py SOURCE TARGET [RULES] [MASTER]
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import smartcommune as sc
from smartcommune.tables.spark_session import session

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def assess(spark: SparkSession, source: str, target: str, rules: str = "pilot-smart-2023") -> dict[str, int]:
    """How many communes have each verdict; the answers stand in the target, one row each."""
    communes = spark.read.parquet(source)
    answers = sc.load_ruleset(rules).assess(communes, "vi")
    answers.write.mode("overwrite").parquet(target)
    counted = spark.read.parquet(target).groupBy("verdict").count().collect()
    return {str(row["verdict"]): int(row["count"]) for row in counted}


def main() -> None:
    source, target, *more = sys.argv[1:]
    found = assess(session(more[1] if len(more) > 1 else None), source, target, *more[:1])
    for verdict, count in sorted(found.items()):
        print(f"{verdict}: {count:,}")


if __name__ == "__main__":
    main()
