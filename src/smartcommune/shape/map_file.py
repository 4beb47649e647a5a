"""The shape of a `--columns` file: which column of a table is which, and how its cells are written."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator

from smartcommune.shape.base import Shape, said
from smartcommune.shape.text_types import Many, RowNumber, Text


def _by_name(value: object) -> object:
    """A header alone stands for a column that nothing else is said about."""
    return {"column": value} if isinstance(value, str) else value


class ColumnShape(Shape, vi="Một cột của bảng, và cách ghi trong các ô."):
    """A column of a table, and how its cells are written."""

    column: Text | None = said("Tiêu đề hoặc chữ cái của cột", "Its header or its letter", None)
    unit: Literal["percent", "fraction"] | None = said("Phần trăm hay phân số", "Percentages or fractions", None)
    decimal: Literal["comma", "point"] | None = said("Dấu thập phân", "The decimal mark", None)
    yes: Many[Text] | None = said("Các chữ nghĩa là có", "Words for yes", None)
    no: Many[Text] | None = said("Các chữ nghĩa là không", "Words for no", None)
    unknown: Many[Text] | None = said("Các chữ nghĩa là chưa biết", "Words for unknown", None)
    not_applicable: Many[Text] | None = said("Các chữ nghĩa là không áp dụng", "Words for not applicable", None)
    values: dict[str, Many[Text]] | None = said("Cách gọi các giá trị", "What offices call the values", None)
    fill: Literal["down"] | None = said("Ghi một lần cho các dòng dưới", "Holds for the rows below, too", None)


class MapFile(Shape, vi="Cột nào của bảng là gì."):
    """Which column of a table is which."""

    columns: dict[str, Annotated[ColumnShape, BeforeValidator(_by_name)]] = said("Các cột", "The columns")
    header: Many[RowNumber] | None = said("Các dòng tiêu đề", "The rows of the header", None)
    ignore: Many[Text] | None = said("Các cột không dùng", "Columns not to be used", None)
