"""What is said about whole tables of communes, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

BATCH: Final[dict[str, tuple[str, str]]] = {
    # The column of reasons: one sentence for each row (sentence, vectorise)
    "sentence.met": ("đạt: {what}", "met: {what}"),
    "sentence.not_met": ("chưa đạt: {what}", "not met: {what}"),
    "sentence.unknown": ("chưa rõ: {what}", "not known: {what}"),
    "sentence.not_applicable": ("không áp dụng: {what}", "does not apply: {what}"),
    "sentence.needs": ("{label} (cần {need})", "{label} (needs {need})"),
    "sentence.rests": ("{label} ({on})", "{label} ({on})"),
    "sentence.assumed": ("có ngưỡng giả định", "with assumed thresholds"),
    "sentence.set": ("có ngưỡng do người dùng đặt", "with thresholds set by the user"),
    "weights-too-fine": (
        "các trọng số có quá nhiều chữ số nên không cộng chính xác được cho cả bảng; hãy viết ít chữ số hơn",
        "the weights have too many digits to be added up exactly for a whole table; write fewer digits",
    ),
    # Sheets of a workbook
    "sheet.results": ("Kết quả", "Results"),
    "sheet.summary": ("Tổng hợp", "Summary"),
    "sheet.rules": ("Bộ tiêu chí", "Rule set"),
    "sheet.digest": ("Mã kiểm tra của tệp bộ tiêu chí (SHA-256): {sha256}", "SHA-256 of the rule file: {sha256}"),
    "sheet.day": ("Xét tại ngày {day}", "Assessed as of {day}"),
    "sheet.day-or-own": (
        "Xét tại ngày ghi ở từng dòng; dòng không ghi ngày thì xét tại ngày {day}",
        "Assessed as of the date of each row; rows without one as of {day}",
    ),
    "sheet.set": ("Ngưỡng do người dùng đặt: {label} = {value}", "Threshold set by the user: {label} = {value}"),
    "sheet.refused": ("Không dùng ngưỡng giả định", "Assumed thresholds are refused"),
    "sheet.set-by-user": ("Do người dùng đặt", "Set by the user"),
    "sheet.chart": ("Số lượng theo kết luận", "Number by verdict"),
    "sheet.by-province": ("Theo tỉnh", "By province"),
    "sheet.reasons": (
        "Tiêu chí chưa đạt nhiều nhất ({count} trường hợp không đủ điều kiện)",
        "Criteria most often not met ({count} not eligible)",
    ),
    "sheet.wanted": (
        "Số liệu còn thiếu nhiều nhất ({count} trường hợp chưa kết luận được)",
        "Facts most often missing ({count} not yet decidable)",
    ),
    "no-province": ("(không ghi tỉnh)", "(no province given)"),
    "total": ("Tổng số", "Total"),
    # Columns
    "column.code": ("Mã xã", "Code"),
    "column.name": ("Tên xã", "Name"),
    "column.province": ("Tỉnh", "Province"),
    "column.verdict": ("Kết luận", "Verdict"),
    "column.score": ("Điểm", "Score"),
    "column.score_low": ("Điểm thấp nhất", "Lowest score"),
    "column.score_high": ("Điểm cao nhất", "Highest score"),
    "column.reasons": ("Lý do", "Reasons"),
    "column.missing": ("Số liệu còn thiếu", "Missing facts"),
    "column.number": ("Số lượng", "Number"),
    "column.share": ("Tỷ lệ (%)", "Share (%)"),
    "column.unmet": ("Tiêu chí chưa đạt", "Criterion not met"),
    "column.wanted": ("Số liệu", "Fact"),
    "column.lacking": ("Số nơi còn thiếu", "Lacking it"),
    "column.only": ("Chỉ còn thiếu số này", "Lacking only this"),
    "column.id": ("Ký hiệu", "Id"),
    "column.weight": ("Trọng số", "Weight"),
    "column.row": ("Dòng", "Row"),
    "column.where": ("Cột", "Column"),
    "column.found": ("Giá trị trong ô", "Found"),
    "column.problem": ("Lỗi", "Problem"),
    "column.help": ("Cách sửa", "What to do"),
    "column.kind": ("Loại lỗi", "Kind"),
    # The summary on the terminal
    "summary.read": ("Đọc", "Read"),
    "summary.matched": ("Ghép", "Taken"),
    "summary.rows": ("{count} dòng", "{count} rows"),
    "summary.sheet": ("sheet “{name}”", "the sheet “{name}”"),
    "summary.by-id": ("{count} cột theo ký hiệu", "{count} columns by id"),
    "summary.by-label": ("{count} cột theo tên", "{count} columns by name"),
    "summary.by-alias": ("{count} cột theo tên khác", "{count} columns by alias"),
    "summary.by-map": ("{count} cột theo --columns", "{count} columns by --columns"),
    "summary.unused": ("không dùng: {headers}", "not used: {headers}"),
    "summary.refused": ("Không đọc được", "Could not be read"),
    "summary.rejects": (
        "Các dòng không đọc được, ghi đủ trong {file}",
        "Rows that could not be read, all of them in {file}",
    ),
    "summary.rejects-nowhere": (
        "Các dòng không đọc được (ghi đủ ra tệp bằng --rejects)",
        "Rows that could not be read (--rejects writes all of them to a file)",
    ),
    "summary.reject": ("dòng {row}, {problem}", "row {row}, {problem}"),
    "summary.reasons": (
        "Chưa đạt nhiều nhất trong {count} nơi không đủ điều kiện",
        "Most often not met among the {count} not eligible",
    ),
    "summary.wanted": (
        "Thiếu số liệu nhiều nhất trong {count} nơi chưa kết luận được",
        "Most often missing among the {count} not yet decidable",
    ),
    "summary.wanted-item": ("{label}", "{label}"),
    "summary.wanted-only": (
        "{label}: có số này là kết luận được {only} nơi",
        "{label}: knowing it decides {only}",
    ),
    "summary.output": ("Kết quả: {file}", "Results: {file}"),
    "progress": ("{rows} dòng, {speed} dòng/giây", "{rows} rows, {speed} rows/s"),
    # Options
    "help.batch": (
        "Xét mọi dòng của một bảng; ghi kết quả ra CSV, XLSX, Parquet hoặc JSON Lines.",
        "Assess every row of a table; write the results as CSV, XLSX, Parquet or JSON Lines.",
    ),
    "help.batch-codes": (
        "Mã thoát: 0 xét được mọi dòng, 3 có dòng không đọc được (vẫn ghi các dòng khác), 2 sai lệnh, 4 lỗi tệp.",
        "Exit codes: 0 every row assessed, 3 some rows refused (others written), 2 bad usage, 4 no access.",
    ),
    "help.batch-format": (
        "Dạng kết quả; mặc định theo đuôi tên tệp, ra màn hình là csv.",
        "Format of the results; by default as the file's name says, csv on the screen.",
    ),
    "help.rejects": (
        "Tệp CSV ghi các dòng không đọc được; mặc định là TÊN.rejects.csv cạnh tệp kết quả.",
        "CSV file for the rows that cannot be read; by default NAME.rejects.csv beside the results.",
    ),
    "help.no-bom": (
        "Tệp CSV không có dấu BOM ở đầu (mặc định có, để Excel mở đúng tiếng Việt).",
        "No byte order mark in CSV files (by default there is one, so that Excel reads Vietnamese).",
    ),
    # Where answers cannot go
    "needs-a-file": ("dạng {format} phải ghi ra tệp: dùng -o TÊN_TỆP", "{format} needs a file: use -o FILE"),
    "unknown-suffix": (
        "không rõ ghi `{found}` ở dạng nào; đặt đuôi tên tệp hoặc --format là một trong: {formats}",
        "no format known for `{found}`; give the file or --format one of: {formats}",
    ),
    "would-overwrite": ("`{name}` sẽ ghi đè lên tệp đang dùng", "`{name}` would overwrite a file in use"),
    "too-many-rows": (
        "một sheet chỉ chứa được {most} dòng, kết quả có nhiều hơn",
        "a sheet holds {most} rows, and there are more results",
    ),
    "too-many-rows-help": (
        "ghi ra tệp .csv hoặc .parquet, hoặc chia bảng thành nhiều phần",
        "write .csv or .parquet, or split the table",
    ),
}
