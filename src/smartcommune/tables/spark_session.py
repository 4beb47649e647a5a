"""The Spark session that tables are assessed in, when they are larger than one machine."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from smartcommune.messages import Message
from smartcommune.problems import refusal

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def session(master: str | None = None) -> SparkSession:
    """The session there is, else a new one.

    Args:
        master: where to run, as Spark writes it (`local[2]`, `spark://host:7077`, `sc://host`); by default what Spark
            is configured for (`SPARK_REMOTE`, `spark.master`), else this machine.

    Raises:
        InputError: PySpark is not installed.
    """
    with warnings.catch_warnings():
        # PySpark warns of the version of pandas, which is not used here.
        warnings.simplefilter("ignore", FutureWarning)
        try:
            from pyspark.sql import SparkSession
        except ImportError:
            raise refusal("no-spark", "--engine spark", Message("no-spark-help")) from None
        builder = SparkSession.builder.appName("smartcommune").config("spark.ui.showConsoleProgress", "false")
        if master is not None:
            builder = builder.remote(master) if master.startswith("sc://") else builder.master(master)
        return builder.getOrCreate()
