"""What is said about the cells of tables, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

CELLS: Final[dict[str, tuple[str, str]]] = {
    # Cells
    "cell": ("{cell}: {problem}", "{cell}: {problem}"),
    "cell-name": ("ô {cell} “{header}”", "cell {cell} “{header}”"),
    "cell-of-sheet": ("{where}, ô {cell} “{header}”", "{where}, cell {cell} “{header}”"),
    "cell-sheet": ("trang “{sheet}”", "sheet “{sheet}”"),
    "cell-letter": ("ô {cell}", "cell {cell}"),
    "contradiction-help": (
        "sửa số sai, hoặc để trống ô chưa chắc chắn",
        "correct what is wrong, or leave blank what is not certain",
    ),
    "not-a-choice": ("`{found}` không phải là một giá trị của cột này", "`{found}` is no value of this column"),
    "choice-help": (
        "ghi một trong: {values}; để trống nếu chưa biết",
        "write one of: {values}; leave it blank if not known",
    ),
    "choices-help": (
        "ghi một hay nhiều trong: {values}; `không` nếu không có gì; để trống nếu chưa biết",
        "write one or more of: {values}; `none` if there is none; leave it blank if not known",
    ),
    "word-for-number-help": (
        "để trống nếu chưa biết, hoặc khai từ này trong tệp --columns: `columns: {{{target}: {{unknown: [{found}]}}}}`",
        "leave it blank if not known, or declare it with --columns: `columns: {{{target}: {{unknown: [{found}]}}}}`",
    ),
    "one-number-help": (
        "ghi một con số, để trống nếu chưa biết",
        "write one number, leave it blank if not known",
    ),
    "total-row": ("`{found}` là tên của một dòng tổng", "`{found}` is the name of a total"),
    "group-row": (
        "`{found}` là tên của một nhóm, không phải nơi được xét",
        "`{found}` is the name of a group, of nothing that is assessed",
    ),
    "nameless-row": (
        "dòng không có mã và tên, không biết là nơi nào",
        "the row has neither a code nor a name: no telling what it is about",
    ),
    "nameless-row-help": (
        "ghi mã hoặc tên; xóa dòng nếu không phải nơi được xét",
        "give its code or its name; remove the row if nothing is to be assessed",
    ),
    "not-a-commune-help": (
        "xóa dòng này, hoặc ghi mã nếu đúng là nơi được xét",
        "remove the row, or give its code if it is to be assessed",
    ),
    "uncounted-row": (
        "`{found}` không có số thứ tự trong khi các dòng quanh nó được đánh số liền nhau: không rõ là xã hay tên nhóm",
        "`{found}` has no number while the count goes on around it: no telling whether it is a commune or a heading",
    ),
    "uncounted-row-help": (
        "ghi số thứ tự hoặc mã nếu đúng là nơi được xét; xóa dòng nếu là tên nhóm",
        "give its number or its code if it is to be assessed; remove the row if it heads a group",
    ),
    "no-key-commune": (
        "không cột nào cho biết mỗi dòng là xã nào (cần mã xã hoặc tên xã); các cột chưa dùng: {headers}",
        "no column says which commune a row is (its code or its name); columns not used: {headers}",
    ),
    "no-key-commune-at-all": (
        "không cột nào cho biết mỗi dòng là xã nào (cần mã xã hoặc tên xã)",
        "no column says which commune a row is (its code or its name)",
    ),
    "no-key-village": (
        "không cột nào cho biết mỗi dòng là thôn nào (cần mã hoặc tên thôn); các cột chưa dùng: {headers}",
        "no column says which village a row is (its code or its name); columns not used: {headers}",
    ),
    "no-key-village-at-all": (
        "không cột nào cho biết mỗi dòng là thôn nào (cần mã hoặc tên thôn)",
        "no column says which village a row is (its code or its name)",
    ),
    "no-key-help": (
        "thêm cột mã hoặc tên, hoặc chỉ rõ cột bằng --columns, ví dụ `columns: {{name: B}}`",
        "add a column of codes or names, or say which one it is with --columns, like `columns: {{name: B}}`",
    ),
    "ditto": (
        "`{found}` chỉ nhắc lại ô phía trên",
        "`{found}` only stands for the cell above",
    ),
    "ditto-help": (
        "ghi rõ tên ở từng dòng, hoặc gộp các ô lại",
        "write the name in every row, or merge the cells",
    ),
    "lost-zeros": (
        "mã `{found}` có ít hơn {digits} chữ số và được lưu dạng số: có thể đã mất số 0 ở đầu",
        "the code `{found}` has fewer than {digits} digits and is stored as a number: it may have lost zeros in front",
    ),
    "lost-zeros-help": (
        "định dạng cột mã là văn bản và ghi đủ các chữ số",
        "format the column of codes as text and write all digits",
    ),
    "all-fractions": (
        "{column}: mọi giá trị đều không quá 1; có thể là tỷ lệ thập phân (0,85) chứ không phải phần trăm",
        "{column}: all values are at most 1; they may be fractions (0.85) and not percentages",
    ),
    "all-fractions-help": (
        "nếu vậy, khai trong tệp --columns: `columns: {{{target}: {{unit: fraction}}}}`; nếu không: `percent`",
        "if so, declare in a --columns file: `columns: {{{target}: {{unit: fraction}}}}`, otherwise `percent`",
    ),
    "cell-error": ("ô báo lỗi `{found}`", "the cell holds the error `{found}`"),
    "cell-error-help": (
        "sửa công thức, hoặc để trống nếu chưa biết",
        "mend the formula, or leave it blank if not known",
    ),
    "cell-formula": ("công thức `{found}` chưa có kết quả", "the formula `{found}` has no stored result"),
    "cell-formula-help": (
        "mở tệp bằng phần mềm bảng tính rồi lưu lại",
        "open the file in a spreadsheet program and save it",
    ),
    "struck-out": ("`{found}` đã bị gạch ngang", "`{found}` is struck out"),
    "struck-out-help": (
        "bỏ gạch ngang nếu số liệu còn đúng; nếu không, xóa nội dung ô",
        "take the line away if it still holds, or clear the cell",
    ),
    "lost-letters": ("`{found}` có chữ đã mất dấu (`?` hoặc `�`)", "letters of `{found}` are lost (to `?` or `�`)"),
    "lost-letters-help": (
        "lưu lại từ tệp gốc với bảng mã UTF-8, hoặc sửa chữ trong ô",
        "save the file again as UTF-8 from where it came from, or mend the cell",
    ),
    "not-a-truth": ("`{found}` không phải là có hay không", "`{found}` is neither yes nor no"),
    "truth-help": (
        "ghi `có`, `không`, `x`, `1` hoặc `0`, để trống nếu chưa biết; chữ khác thì khai trong tệp --columns",
        "write `yes`, `no`, `x`, `1` or `0`, or leave it blank if not known; declare other words in a --columns file",
    ),
    "not-a-day": ("`{found}` không phải là ngày", "`{found}` is not a date"),
    "day-help": ("viết `31/05/2023` hoặc `2023-05-31`", "write `31/05/2023` or `2023-05-31`"),
    "other-mark": (
        "`{found}` không viết theo dấu thập phân đã khai cho cột ({mark})",
        "`{found}` is not written with the decimal mark declared for the column ({mark})",
    ),
    "mark.point": ("dấu chấm", "a point"),
    "mark.comma": ("dấu phẩy", "a comma"),
    "two-readings": (
        "`{found}` có thể là {point} hoặc {comma}",
        "`{found}` could be {point} or {comma}",
    ),
    "two-readings-help": (
        "khai dấu thập phân của cột trong tệp --columns: `columns: {{{target}: {{decimal: comma}}}}` hoặc `point`",
        "declare the decimal mark in a --columns file: `columns: {{{target}: {{decimal: comma}}}}` or `point`",
    ),
    "too-many": ("`{found}` lớn hơn 1000 tỷ", "`{found}` is above 10^12"),
}
