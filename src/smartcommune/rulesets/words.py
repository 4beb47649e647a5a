"""Texts that a rule file has in two languages to words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcommune.messages import Words

if TYPE_CHECKING:
    from smartcommune.shape.words import Bilingual


def words_of(shape: Bilingual) -> Words:
    return Words(shape.vi, shape.en)


def words_or(shape: Bilingual | None, other: Words | None) -> Words | None:
    return other if shape is None else words_of(shape)


def unit_of(shape: Bilingual | str | None) -> Words | str | None:
    """A unit: its id, or its name in both languages."""
    return shape if shape is None or isinstance(shape, str) else words_of(shape)
