"""What was made of texts: how long it is kept."""

from __future__ import annotations

from smartcommune.remembered import forget_unasked, remembered


def test_what_is_asked_for_is_kept() -> None:
    """A result serves until nobody has asked for it between two times of letting go; others are made anew."""
    made: list[str] = []

    @remembered(8)
    def reading(text: str) -> str:
        made.append(text)
        return text.upper()

    assert [reading(text) for text in ("parent", "old", "old")] == ["PARENT", "OLD", "OLD"]
    for text in ("new", "newer"):
        forget_unasked()
        assert [reading("parent"), reading(text)] == ["PARENT", text.upper()]
    assert made == ["parent", "old", "new", "newer"]
    assert (reading("new"), reading("old")) == ("NEW", "OLD")  # one is from before the last time, one from earlier
    assert made == ["parent", "old", "new", "newer", "old"]


def test_no_more_than_so_many_are_kept() -> None:
    """The one that was asked for least lately goes first."""
    made: list[int] = []

    @remembered(2)
    def doubled(number: int) -> int:
        made.append(number)
        return number * 2

    assert [doubled(number) for number in (1, 2, 1, 3, 1, 2)] == [2, 4, 2, 6, 2, 4]
    assert made == [1, 2, 3, 2]
