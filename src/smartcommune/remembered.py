"""What was made of a text, so that the next reader of the same text need not make it again.

A command ends before it matters how much that is. Who reads a file after every key lets go of what was made of older
texts of it, and keeps what was made of the files that it rests on.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Final, Generic, TypeVar

T = TypeVar("T")


class _Memory(Generic[T]):
    """The last results of a function; those of the memory before it serve as well, and last if they are asked for."""

    def __init__(self, function: Callable[..., T], most: int, before: _Memory[T] | None = None) -> None:
        self._function, self._most, self._before = function, most, before
        self.result = lru_cache(maxsize=most)(self._found)

    def _found(self, *asked: object) -> T:
        return self._function(*asked) if self._before is None else self._before.result(*asked)

    def follower(self) -> _Memory[T]:
        """The memory after this one: what stands before this one is let go of."""
        if self._before is not None:
            self._before.result.cache_clear()  # at once: they hold each other
            self._before = None
        return _Memory(self._function, self._most, self)


_ALL: Final[list[_Memory[Any]]] = []


def remembered(most: int) -> Callable[[Callable[..., T]], Callable[..., T]]:
    """Makes a function remember so many of its last results."""

    def remembering(function: Callable[..., T]) -> Callable[..., T]:
        place = len(_ALL)
        _ALL.append(_Memory(function, most))

        @wraps(function)
        def found(*asked: object) -> T:
            result: T = _ALL[place].result(*asked)
            return result

        return found

    return remembering


def forget_unasked() -> None:
    """Let go of what nobody has asked for since the last time."""
    _ALL[:] = [memory.follower() for memory in _ALL]
