"""Citations to the numbers that they have on a page, where each stands once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from smartcommune.model.sources import Citation


class Footnotes:
    """Gives each citation the next number the first time that it is met."""

    def __init__(self) -> None:
        self._numbers: dict[Citation, int] = {}

    def of(self, citations: Iterable[Citation]) -> tuple[int, ...]:
        """The numbers of citations, each once, in their order."""
        return tuple(dict.fromkeys(self._numbers.setdefault(each, len(self._numbers) + 1) for each in citations))

    @property
    def listed(self) -> Sequence[tuple[int, Citation]]:
        """All that were met, with their numbers."""
        return [(number, citation) for citation, number in self._numbers.items()]
