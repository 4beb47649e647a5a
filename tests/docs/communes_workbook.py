"""`examples/communes.csv` to `examples/communes.xlsx`, as an office would keep the same table.

Titles above, a header of two rows with merged cells, numbered rows, percentages as formatted cells, yes and no in
words, a total and signatures below. `python -m tests.docs` writes it anew, the same from run to run.
"""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from smartcommune.model.indicator import Indicator
from smartcommune.rulesets.library import load_built_in

EXAMPLES: Final = Path(__file__).parents[2] / "examples"
CSV: Final = EXAMPLES / "communes.csv"
XLSX: Final = EXAMPLES / "communes.xlsx"

# The upper header, each with the columns of the CSV file below it.
GROUPS: Final = {
    "Đơn vị": ("code", "code_list", "name", "province", "as_of", "unit_type", "unit_change"),
    "Thí điểm": ("central_pilot", "pilot_smart_commune"),
    "Nông thôn mới": ("ntm_level", "ntm_criteria_set", "outstanding_field", "smart_villages", "income_above_advanced"),
    "Chuyển đổi số": (
        "community_digital_team",
        "digital_platform_in_use",
        "online_public_services",
        "ecommerce",
        "free_public_wifi",
        "online_dossier_rate",
    ),
    "Quy mô": ("villages", "households", "population", "income_million_vnd"),
    "Nguồn": ("source",),
}
# What no rule set calls by this name.
LABELS: Final = {
    "code": "Mã xã",
    "code_list": "Ngày của danh mục mã",
    "name": "Tên xã",
    "province": "Tỉnh, thành phố",
    "as_of": "Ngày của số liệu",
    "villages": "Số thôn",
    "households": "Số hộ",
    "population": "Số dân",
    "income_million_vnd": "Thu nhập bình quân (triệu đồng/người/năm)",
    "online_dossier_rate": "Hồ sơ thủ tục hành chính trực tuyến (%)",
    "source": "Nguồn của từng số liệu",
}
RULE_SETS: Final = (
    "pilot-smart-2023",
    "smart-commune-phuyen-2023",
    "commune-digital-readiness",
    "ntm-model-2021",
    "advanced-title-after-merger",
)
DATES: Final = ("code_list", "as_of")
NUMBERS: Final = (
    "smart_villages",
    "income_above_advanced",
    "villages",
    "households",
    "population",
    "income_million_vnd",
)
MADE: Final = datetime(2024, 12, 31)  # noqa: DTZ001  # the day that the file bears, which has no zone


def rows() -> list[dict[str, str]]:
    """The communes of the CSV file, as texts; a blank is a fact that was not published."""
    with CSV.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def indicators() -> dict[str, Indicator]:
    """The indicators of the rule sets whose labels and values the workbook uses; the first has the say."""
    found: dict[str, Indicator] = {}
    for id in RULE_SETS:
        found = {**load_built_in(id).indicators, **found}
    return found


def workbook() -> bytes:
    """The whole file."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Số liệu các xã", "created": MADE})
    _Sheet(book).write()
    book.close()
    return stream.getvalue()


class _Sheet:
    """Writes the one sheet of the workbook."""

    def __init__(self, book: Any) -> None:
        self.sheet = book.add_worksheet("Biểu 01")
        self.columns = [column for group in GROUPS.values() for column in group]
        self.known = indicators()
        centred = {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
        self.head = book.add_format(centred)
        self.bold = book.add_format({"bold": True, "align": "center"})
        self.plain = book.add_format({"border": 1})
        self.formats = {
            "date": book.add_format({"border": 1, "num_format": "dd/mm/yyyy"}),
            "percent": book.add_format({"border": 1, "num_format": "0.00%"}),
            "number": book.add_format({"border": 1, "num_format": "#,##0.##"}),
        }

    def write(self) -> None:
        last, found = len(self.columns), rows()
        self.sheet.merge_range(0, 0, 0, last, "BIỂU TỔNG HỢP SỐ LIỆU ĐÃ CÔNG BỐ CỦA CÁC XÃ", self.bold)
        self.sheet.merge_range(1, 0, 1, last, "(Ô trống là chưa công bố; nguồn của từng số liệu ở cột cuối)", self.bold)
        self._header()
        for number, row in enumerate(found, 1):
            self._row(4 + number, number, row)
        below = 5 + len(found)
        self.sheet.write_string(below, 1, "Tổng cộng", self.bold)
        self.sheet.write_string(below, 3, f"{len(found)} đơn vị", self.bold)
        self.sheet.write_string(below + 2, 3, "Người lập biểu", self.bold)
        self.sheet.write_string(below + 2, last - 1, "Thủ trưởng đơn vị", self.bold)
        self.sheet.write_string(below + 3, 3, "(Ký, ghi rõ họ tên)", self.bold)
        self.sheet.write_string(below + 3, last - 1, "(Ký tên, đóng dấu)", self.bold)
        self.sheet.set_column(1, last, 16)
        self.sheet.freeze_panes(5, 4)

    def _header(self) -> None:
        self.sheet.merge_range(3, 0, 4, 0, "STT", self.head)
        place = 1
        for title, columns in GROUPS.items():
            if len(columns) == 1:
                self.sheet.write_string(3, place, title, self.head)
            else:
                self.sheet.merge_range(3, place, 3, place + len(columns) - 1, title, self.head)
            for offset, column in enumerate(columns):
                self.sheet.write_string(4, place + offset, self.label(column), self.head)
            place += len(columns)

    def label(self, column: str) -> str:
        return LABELS.get(column) or self.known[column].label.vi

    def _row(self, place: int, number: int, row: dict[str, str]) -> None:
        self.sheet.write_number(place, 0, number, self.plain)
        for offset, column in enumerate(self.columns, 1):
            self._cell(place, offset, column, row[column])

    def _cell(self, place: int, offset: int, column: str, text: str) -> None:
        if not text:
            self.sheet.write_blank(place, offset, None, self.plain)
        elif column in DATES:
            self.sheet.write_datetime(place, offset, date.fromisoformat(text), self.formats["date"])
        elif text.endswith("%"):
            self.sheet.write_number(
                place, offset, float(Decimal(text.removesuffix("%")) / 100), self.formats["percent"]
            )
        elif column in NUMBERS:
            self.sheet.write_number(place, offset, float(text), self.formats["number"])
        else:
            self.sheet.write_string(place, offset, self.words(column, text), self.plain)

    def words(self, column: str, text: str) -> str:
        """A value as an office writes it: yes and no, and the label of a value."""
        if column not in self.known:
            return text
        indicator = self.known[column]
        return {"true": "Có", "false": "Không"}.get(text) or indicator.values[text].vi
