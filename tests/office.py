"""Spreadsheets as offices keep them: titles, merged headers, units, column numbers, totals and signatures."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

LEVELS = ("Đạt chuẩn nông thôn mới kiểu mẫu", "Đạt chuẩn nông thôn mới", "Chưa đạt chuẩn nông thôn mới")


def provincial_report(path: Path) -> Path:
    """A province's report: a two-row merged header, percent formats, column numbers, a merged province, signatures."""
    book, sheet = _book("Biểu 01")
    _put(sheet, "A1", "UBND TỈNH NAM ĐỊNH")
    for row, text in (
        (3, "TỔNG HỢP SỐ LIỆU CHUYỂN ĐỔI SỐ CẤP XÃ"),
        (4, "(Kèm theo Công văn 12/UBND)"),
    ):
        sheet.merge_cells(f"A{row}:J{row}")
        _put(sheet, f"A{row}", text)
    for column, text in zip("ABCDJ", ("STT", "Mã ĐVHC", "Tên xã", "Tỉnh", "Ghi chú"), strict=True):
        sheet.merge_cells(f"{column}6:{column}7")
        _put(sheet, f"{column}6", text)
    sheet.merge_cells("E6:F6")
    _put(sheet, "E6", "Hạ tầng số")
    sheet.merge_cells("G6:I6")
    _put(sheet, "G6", "Con người")
    below = ("Tỷ lệ hộ có Internet cáp quang", "Wifi miễn phí tại nhà văn hoá", "Dân số trưởng thành (người)",
             "Số người trưởng thành dùng ĐTTM", "Tỷ lệ ĐTTM")  # fmt: skip
    _row(sheet, 7, [None, None, None, None, *below])
    _row(sheet, 8, [f"({number})" for number in range(1, 11)])
    _row(sheet, 9, [1, "14212", "Giao Phong", "Nam Định", 0.912, "x", 5000, 4260, 0.852, None])
    _row(sheet, 10, [2, "14215", "Giao Hà", None, 0.8, "không", 4100, None, None, None])
    _row(sheet, 11, [3, "14218", "Giao Thịnh", None, 0.715, "có", "3.950", 2800, 0.7089, "chờ xác minh"])
    _row(sheet, 12, [4, 1421, "Bạch Long", None, 0.9, "?", 2000, 1500, 0.75, None])
    sheet.merge_cells("D9:D12")
    for row in range(9, 13):
        sheet[f"E{row}"].number_format = "0.0%"
        sheet[f"I{row}"].number_format = "0.00%"
    _row(sheet, 13, [None, None, "Tổng cộng", None, None, None, 15050, "=SUM(H9:H12)"])
    _put(sheet, "H15", "Nam Định, ngày 30 tháng 6 năm 2023")
    _row(sheet, 16, [None, "NGƯỜI LẬP BIỂU", None, None, None, None, None, "KT. CHỦ TỊCH"])
    _row(sheet, 20, [None, "Trần Thị B", None, None, None, None, None, "Nguyễn Văn A"])
    book.save(path)
    return path


def district_list(path: Path) -> Path:
    """A district's list: a row of units, the total above the communes, notes below, no codes."""
    book, sheet = _book("Sheet1")
    _put(sheet, "A1", "Danh sách các xã, phường, thị trấn")
    _row(sheet, 3, ["TT", "Xã", "Loại ĐVHC", "Người trưởng thành", "Số người trưởng thành dùng ĐTTM", "Đạt chuẩn NTM"])
    _row(sheet, 4, [None, None, None, "người", "người", None])
    _row(sheet, 5, [None, "Toàn huyện", None, 9000, 7000, None])
    _row(sheet, 6, ["I", "Khu vực ven biển"])
    _row(sheet, 7, [1, "NA", "Xã", 4000, 3500, LEVELS[1]])
    _row(sheet, 8, [2, "Hòa Bình", "thị trấn", 5000, 3500, LEVELS[2]])
    _row(sheet, 9, ["Ghi chú: số liệu đến ngày 30/6/2023"])
    book.save(path)
    return path


def plain_form(path: Path) -> Path:
    """A form as software writes it: ids in the first row, text everywhere."""
    book, sheet = _book("data")
    _row(sheet, 1, ["code", "name", "province", "as_of", "smartphone_rate", "central_pilot", "ntm_level"])
    _row(sheet, 2, ["00001", "Null", "Hà Nội", "30/06/2023", "85,2 %", "chưa", "model"])
    _row(sheet, 3, ["00004", "Đúng", "Hà Nội", "2023-06-30", " 1,5%", "đã có", LEVELS[0]])
    book.save(path)
    return path


def _book(name: str) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    return book, sheet


def _put(sheet: Worksheet, cell: str, value: object) -> None:
    sheet[cell] = value


def _row(sheet: Worksheet, row: int, values: list[object]) -> None:
    for column, value in enumerate(values, 1):
        if value is not None:
            sheet.cell(row, column, value)
