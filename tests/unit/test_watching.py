"""`--watch`: a run for each change, and none without one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from smartcommune.cli.watching import again
from smartcommune.source.files import Stamp, stamps


class Ended(Exception):  # somebody has pressed Ctrl+C
    pass


def test_a_run_for_each_change() -> None:
    """At first, and after each look that sees something else; in between it waits."""
    seen = [frozenset({Stamp("a", number, 1)}) for number in (1, 1, 1, 2, 2, 3)]
    done: list[str] = []

    def look() -> frozenset[Stamp]:
        if not seen:
            raise Ended
        return seen.pop(0)

    with pytest.raises(Ended):
        again(look, lambda found: done.append(f"run {min(found).changed}"), lambda: done.append("wait"))
    assert done == ["run 1", "wait", "wait", "run 2", "wait", "run 3"]


def test_what_changes_during_a_run_is_seen_after_it() -> None:
    """The run rests on what was there when it began."""
    state, runs = [1], []

    def run(found: frozenset[Stamp]) -> None:
        runs.append(min(found).changed)
        state[0] = 2

    def wait() -> None:
        raise Ended

    with pytest.raises(Ended):
        again(lambda: frozenset({Stamp("a", state[0], 1)}), run, wait)
    assert runs == [1, 2]


def test_a_change_is_seen(tmp_path: Path) -> None:
    """Of the time, of the size, a file that comes or goes."""
    path = tmp_path / "a.yaml"
    nothing = stamps([str(path)])
    path.write_text("a", encoding="utf-8")
    first = stamps([str(path)])
    os.utime(path, ns=(1, 1))
    second = stamps([str(path)])
    path.write_text("ab", encoding="utf-8")
    assert len({nothing, first, second, stamps([str(path)])}) == 4
    assert nothing == frozenset()
