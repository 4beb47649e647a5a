"""Text in parts, each in a style; what draws it takes long to import, and only a terminal pays for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.text import Text


class Styled:
    """Text in parts, each with the style in which a terminal shows it."""

    def __init__(self, *parts: tuple[str, str]) -> None:
        self.parts = list(parts)

    def __bool__(self) -> bool:
        return bool(self.parts)

    def append(self, text: str, style: str = "") -> Self:
        self.parts.append((text, style))
        return self

    def append_text(self, other: Styled) -> Self:
        self.parts += other.parts
        return self

    @property
    def plain(self) -> str:
        return "".join(text for text, _ in self.parts)

    def drawn(self) -> Text:
        """As the library has it that draws on terminals."""
        from rich.text import Text

        return Text.assemble(*self.parts)

    def lines(self, width: int) -> Iterator[Styled]:
        """Its lines, broken at words where they are wider than so many cells."""
        from rich.console import Console

        console = Console(width=width)
        for line in self.drawn().wrap(console, width):
            yield Styled(*((segment.text, str(segment.style or "")) for segment in line.render(console)))
