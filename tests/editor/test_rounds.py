"""Questions that are asked in a process of their own."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from smartcommune.editor.rounds import Answer, Question, ask
from tests.unit.small import SMALL

from .desks import folder

pytestmark = pytest.mark.full


def asked(path: Path, text: str) -> Question:
    return Question(path.as_posix(), (), {path.as_posix(): text.encode()})


def test_an_answer_and_an_end(tmp_path: Path) -> None:
    """The unsaved text is asked about; whoever does not wait ends the process, however long its text is."""
    path = folder(tmp_path) / "small.yaml"

    async def talk() -> Answer | None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(ask(asked(path, SMALL + "# long\n" * 40_000)), 0.01)
        return await ask(asked(path, SMALL.replace("threshold: high}", "threshold: hihg}", 1)))

    found = asyncio.run(talk())
    assert found is not None
    assert [each.problem.id for each in found.problems] == ["undeclared-threshold"]
