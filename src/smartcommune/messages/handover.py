"""What is said of one commune's sheet: of the table that it comes from, and on the document that is signed."""

from __future__ import annotations

from typing import Final

HANDOVER: Final[dict[str, tuple[str, str]]] = {
    # Single communes of a table
    "row-of-commune": ("dòng {row}: {commune}", "row {row}: {commune}"),
    "no-such-row": ("dòng {row} không có số liệu của xã, thôn nào", "row {row} has no commune or village"),
    "rows-of-table": ("các dòng có số liệu: {rows}", "rows that have one: {rows}"),
    "no-such-commune": (
        "bảng không có xã nào theo `{option} {found}`",
        "the table has no commune by `{option} {found}`",
    ),
    "several-communes": (
        "“{found}” là {count} trong bảng: {communes}",
        "“{found}” means {count} of the table: {communes}",
    ),
    "several-communes-help": ("chọn bằng --row", "say which by --row"),
    "not-a-row-number": ("`{found}` không phải là số thứ tự dòng", "`{found}` is not the number of a row"),
    "needs-a-table": (
        "`{option}` chỉ dùng với một bảng số liệu; ở đây chỉ có hồ sơ xã",
        "`{option}` is for a table; here there are profiles only",
    ),
    "needs-one-table": (
        "`{option}` cần đúng một bảng số liệu; ở đây có {found} tệp",
        "`{option}` takes exactly one table; here there are {found} files",
    ),
    "too-many-sheets": (
        "{count}: quá nhiều để lập phiếu cho từng xã (tối đa {most})",
        "{count}: too many for a sheet each (at most {most})",
    ),
    "too-many-sheets-help": (
        "dùng `batch`, hoặc chọn xã bằng --code, --row",
        "use `batch`, or choose by --code or --row",
    ),
    "sheets-written": ("Đã ghi {count} vào {folder}", "Wrote {count} to {folder}"),
    "noun.sheet": ("phiếu", "sheet|sheets"),
    "row-name": ("dong-{row}", "row-{row}"),
}
