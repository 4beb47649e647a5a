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
