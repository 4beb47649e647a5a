"""One Spark session for all tests that need one, in one of the processes that share the work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that need Spark run where the one session is."""
    for item in items:
        if "spark" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("spark"))


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """Spark on one core of this machine."""
    pyspark = pytest.importorskip("pyspark", reason="pyspark is not installed")
    assert pyspark.__version__
    from smartcommune.tables.spark_session import session

    found = session("local[1]")
    found.sparkContext.setLogLevel("OFF")
    found.conf.set("spark.sql.shuffle.partitions", "1")
    yield found
    found.stop()
