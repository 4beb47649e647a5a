"""Texts in both languages, and the values of an indicator with theirs."""

from __future__ import annotations

from typing import Annotated

from pydantic import Tag

from smartcommune.shape.base import Shape, said, table_or
from smartcommune.shape.text_types import Id, Named, Text


class Bilingual(Shape, vi="Một nội dung bằng tiếng Việt và tiếng Anh."):
    """A text in Vietnamese and in English."""

    vi: Text = said("Nội dung tiếng Việt", "In Vietnamese")
    en: Text = said("Nội dung tiếng Anh", "In English")


Unit = Annotated[
    Annotated[Id, Tag("‹id›")] | Annotated[Bilingual, Tag("‹name›")],
    table_or("id", "name"),
    Named("Unit"),
]


class ValueShape(Bilingual, vi="Một giá trị: tên gọi, và những cách gọi khác."):
    """What a value is called, and what else offices call it."""

    aliases: tuple[Text, ...] | None = said("Cách gọi khác trong bảng và hồ sơ", "Other words for it in tables", None)
