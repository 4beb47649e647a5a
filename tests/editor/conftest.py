"""A desk that is cleared after each test: what lies on it stands for files, whoever reads them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from smartcommune.editor.desk import Desk


@pytest.fixture
def desk() -> Iterator[Desk]:
    found = Desk()
    yield found
    for name in found.names:
        found.take_away(name)
