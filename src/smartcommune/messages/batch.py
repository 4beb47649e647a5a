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
    "sentence.in-force": ("{label} (có hiệu lực {period})", "{label} (in force {period})"),
    "sentence.figure": ("{value}, cần {need}", "{value}, needs {need}"),
    "sentence.fact": ("{label}: {value}", "{label}: {value}"),
    "sentence.fact-figure": ("{label}: {value}, cần {need}", "{label}: {value}, needs {need}"),
    "sentence.beside": ("{value} so với {other}", "{value} against {other}"),
    "sentence.no-value": ("chưa có số liệu", "not given"),
    "sentence.of-nothing": (
        "không tính được vì số chia không lớn hơn 0",
        "no figure, for it would be divided by 0 or less",
    ),
    "sentence.share-of-nothing": ("không tính được vì mẫu số là 0", "no share, for it is of 0"),
    "sentence.rounded": (
        "{value} là số làm tròn, có thể từ {low} đến dưới {high}",
        "{value} is rounded and may be from {low} to below {high}",
    ),
    "sentence.na-value": ("không áp dụng", "does not apply"),
    "sentence.rests": ("{label} ({on})", "{label} ({on})"),
    "sentence.assumed": ("có ngưỡng giả định", "with assumed thresholds"),
    "sentence.set": ("có ngưỡng do người dùng đặt", "with thresholds set by the user"),
    # Dataframes of a Python program (dataframe)
    "row-refused": ("Không xét được; giá trị không hợp lệ: ", "Not assessed; values that cannot be: "),
    "frame-type": (
        "cột `{column}` có kiểu {found}; cần {expected}",
        "the column `{column}` has the type {found}; it needs {expected}",
    ),
    "frame-type.boolean": ("kiểu đúng/sai (Boolean)", "truth values (Boolean)"),
    "frame-type.enum": ("kiểu chữ (String)", "text (String)"),
    "frame-type.set": ("kiểu chữ (String)", "text (String)"),
    "frame-type.text": ("kiểu chữ (String)", "text (String)"),
    "frame-type.code": ("kiểu chữ (String)", "text (String)"),
    "frame-type.percent": ("số nguyên, Decimal hoặc Float64", "whole numbers, Decimal or Float64"),
    "frame-type.number": ("số nguyên, Decimal hoặc Float64", "whole numbers, Decimal or Float64"),
    "frame-type.money": ("số nguyên, Decimal hoặc Float64", "whole numbers, Decimal or Float64"),
    "frame-type.count": ("số nguyên", "whole numbers"),
    "frame-type.date": ("ngày (Date), không kèm múi giờ", "days (Date), without a time zone"),
    "no-fact-columns": (
        "không có cột nào là chỉ tiêu của `{ruleset}`; tên cột phải là mã chỉ tiêu",
        "no column is an indicator of `{ruleset}`; columns are called by the indicators' ids",
    ),
    "no-percent-column": (
        "`{column}` không phải là cột tỷ lệ phần trăm của bảng này",
        "`{column}` is no column of percentages of this frame",
    ),
    "no-such-column": ("không có cột `{column}`", "there is no column `{column}`"),
    "no-spark": ("chưa cài PySpark", "PySpark is not installed"),
    "no-spark-help": (
        "cài bằng: pip install 'smartcommune[spark]'",
        "install it with: pip install 'smartcommune[spark]'",
    ),
    "weights-too-fine": (
        "các trọng số có quá nhiều chữ số nên không cộng chính xác được cho cả bảng; hãy viết ít chữ số hơn",
        "the weights have too many digits to be added up exactly for a whole table; write fewer digits",
    ),
    # Sheets of a workbook
    "sheet.list": ("Danh sách", "List"),
    "sheet.results": ("Kết quả", "Results"),
    "sheet.summary": ("Tổng hợp", "Summary"),
    "sheet.collect": ("Cần thu thập", "To collect"),
    "sheet.rules": ("Bộ tiêu chí", "Rule set"),
    "sheet.files": ("Mã băm SHA-256 của từng tệp", "SHA-256 of each file"),
    "sheet.for-days": ("Các dòng xét từ ngày {first} đến ngày {last}", "Rows assessed from {first} to {last}"),
    "sheet.days": (
        "Xét tại các ngày ghi ở từng dòng, từ {first} đến {last}",
        "Assessed on the days of the rows, from {first} to {last}",
    ),
    "sheet.day": ("Xét tại ngày {day}", "Assessed as of {day}"),
    "sheet.day-or-own": (
        "Xét tại ngày ghi ở từng dòng; dòng không ghi ngày thì xét tại ngày {day}",
        "Assessed as of the date of each row; rows without one as of {day}",
    ),
    "sheet.chart": ("Số lượng theo kết luận", "Number by verdict"),
    "help.by": (
        "Cộng kết quả theo một cột của bảng, ví dụ Huyện; mặc định là theo tỉnh, chỉ trong tệp xlsx.",
        "Totals by a column of the table, such as Huyện; by default by province, in a workbook only.",
    ),
    "sheet.by": ("Theo “{column}”", "By “{column}”"),
    "sheet.by-level-and": ("Xếp loại theo “{column}”", "Levels by “{column}”"),
    "sheet.scattered": (
        "Cột này có hơn {most} giá trị khác nhau, nên không cộng theo từng giá trị.",
        "This column has more than {most} values, so that there are no totals by it.",
    ),
    "summary.value": ("{value}: {total} ({kinds})", "{value}: {total} ({kinds})"),
    "sheet.by-province": ("Theo tỉnh", "By province"),
    "sheet.by-level": ("Xếp loại theo tỉnh", "Levels by province"),
    "sheet.reasons": (
        "Tiêu chí chưa đạt nhiều nhất ({count} trường hợp không đủ điều kiện)",
        "Criteria most often not met ({count} not eligible)",
    ),
    "sheet.self-points": (
        "Điểm tự chấm khác điểm tính được ({count} nơi; số điểm chênh ở trang “{sheet}”)",
        "Self-scored points that differ from those computed (rows: {count}; by how much, in the sheet “{sheet}”)",
    ),
    "summary.self-points": (
        "Điểm tự chấm khác điểm tính được ở {count} nơi (số điểm chênh: {column} …)",
        "Self-scored points that differ from those computed, rows: {count} (by how much: {column} …)",
    ),
    "summary.self-points-none": (
        "Không nơi nào có điểm tự chấm khác điểm tính được",
        "No self-scored points differ from those computed",
    ),
    "summary.apart": ("{label}: tự chấm cao hơn {above}, thấp hơn {below}", "{label}: {above} above, {below} below"),
    "summary.more-criteria": ("và {count} tiêu chí khác", "and {count} more"),
    "summary.column": ("cột “{name}”", "column “{name}”"),
    "summary.column-id": ("cột `{name}`", "column `{name}`"),
    "sheet.wanted": (
        "Kế hoạch thu thập số liệu ({count} trường hợp chưa kết luận được)",
        "What to collect, step by step ({count} not yet decidable)",
    ),
    "sheet.wanted-where": (
        "Thu thập ở nơi nào: lọc cột “{column}” của trang “{sheet}”.",
        "Where to collect it: filter the column “{column}” of the sheet “{sheet}”.",
    ),
    "sheet.wanted-listed": (
        "Thu thập ở nơi nào: xem trang “{sheet}”.",
        "Where to collect it: see the sheet “{sheet}”.",
    ),
    "no-province": ("(không ghi tỉnh)", "(no province given)"),
    "total": ("Tổng số", "Total"),
    "sheet.not-read": ("Dòng không đọc được", "Rows that could not be read"),
    "sheet.title": ("Kết quả đánh giá: {label}", "Assessment: {label}"),
    "sheet.reading": ("Bảng đã được đọc như sau", "How the table was read"),
    "sheet.wrong": ("{problem}; {help}", "{problem}; {help}"),
    "verdict.unread": ("Không đọc được", "Could not be read"),
    "reading.file": ("Tệp: {file}", "File: {file}"),
    "reading.sheet": ("{file}, sheet `{sheet}`", "{file}, the sheet `{sheet}`"),
    "reading.unused": ("Cột không dùng để đánh giá: {columns}", "Columns that are not used: {columns}"),
    "list.counted": ("Tổng số {count}: {sums}", "{count} in all: {sums}"),
    "list.lost": ("mất điểm: {each}", "points lost: {each}"),
    "list.lost-item": ("{label} {lost}", "{label} {lost}"),
    "list.lacking": ("thiếu {points} điểm để lên {level}", "{points} points lacking for {level}"),
    "list.lacking-1": ("thiếu {points} điểm để lên {level}", "{points} point lacking for {level}"),
    "list.lacking-most": (
        "thiếu nhiều nhất {points} điểm để lên {level}",
        "at most {points} points lacking for {level}",
    ),
    "list.lacking-most-1": (
        "thiếu nhiều nhất {points} điểm để lên {level}",
        "at most {points} point lacking for {level}",
    ),
    "list.signs": ("xếp loại: {signs}", "class: {signs}"),
    "list.sign": ("{label} ({outcome})", "{label} ({outcome})"),
    "list.count": ("{label} {count}", "{label} {count}"),
    "list.assumed": (
        "Ngưỡng giả định, chưa có văn bản nào quy định cho việc xét này: {values}",
        "Assumed thresholds, which no text sets for this test: {values}",
    ),
    "list.value": ("{label}: {value}", "{label}: {value}"),
    "list.made-by": ("NGƯỜI LẬP BIỂU", "MADE BY"),
    "column.serial": ("STT", "No."),
    "help.keep": (
        "Giữ thêm một cột của bảng trong kết quả (nhắc lại được); `all` giữ mọi cột, mặc định của tệp .xlsx.",
        "Another column of the table to hand through to the results (repeatable), or `all`; .xlsx keeps all of them.",
    ),
    "help.reasons": (
        "Lý do ngắn, hay đủ cả số liệu và mức cần đạt; mặc định đủ trong .xlsx và .html, ngắn ở các dạng khác.",
        "Reasons without or with the value and the need of each comparison; full in .xlsx and .html, short elsewhere.",
    ),
    "keep-what": ("bảng không có cột `{name}`", "the table has no column `{name}`"),
    "not-on-spark": (
        "tùy chọn này không dùng được với --engine spark",
        "this option cannot be used with --engine spark",
    ),
    # Columns
    # The summary on the terminal
    "summary.read": ("Đọc", "Read"),
    "summary.matched": ("Ghép", "Columns"),
    "cells-na": ("{count} đọc là không áp dụng", "{count} read as not applicable"),
    "cells-letters": (
        "{count} ghi NA, N/A đọc là chưa biết (không áp dụng thì ghi “không áp dụng” hoặc “kad”)",
        "{count} with NA or N/A read as unknown (what does not apply is written “not applicable” or “kad”)",
    ),
    "cells-misfit": (
        "{count} có tỷ lệ mà không số nguyên nào cho ra (dòng {row}: {share} cạnh {number}); dùng tỷ lệ đã ghi",
        "{count} with a share that no whole number makes (row {row}: {share} beside {number}); the share is used",
    ),
    "summary.rows": ("{count}", "{count}"),
    "summary.sheet": ("sheet `{name}`", "the sheet `{name}`"),
    "summary.by-id": ("{count} cột theo ký hiệu", "{count} by id"),
    "summary.by-label": ("{count} cột theo tên", "{count} by name"),
    "summary.by-alias": ("{count} cột theo tên khác", "{count} by alias"),
    "summary.by-cells": ("{count} cột theo nội dung ô", "{count} by their cells"),
    "summary.by-map": ("{count} cột theo --columns", "{count} by --columns"),
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
    "summary.asked": (
        "Cần làm rõ: các cột có số liệu, gần như trùng tên một chỉ tiêu chưa có cột, nên chưa được dùng",
        "To be settled: columns that hold data, all but called like an indicator without a column, and are not used",
    ),
    "summary.told": (
        "Cột có số liệu nhưng không dùng, dù giống hoặc nói về một chỉ tiêu",
        "Columns that hold data and are not used, although they resemble an indicator or speak of one",
    ),
    "summary.unanswered": (
        "Bảng có dòng nhưng không dòng nào được xét",
        "The table has rows, and none of them was assessed",
    ),
    "summary.no-rows": ("Bảng không có dòng dữ liệu nào", "The table has no rows of data"),
    "summary.doubles": (
        "{count} dòng trùng mã (hoặc tên, khi không có mã) và ngày với dòng khác; `select` không nhận bảng như vậy",
        "Rows with the code (or, without one, the name) and the day of another: {count}; `select` refuses such a table",
    ),
    "summary.double": ("dòng {row} trùng dòng {first}", "row {row} is row {first} again"),
    "summary.doubles-undecided": (
        "Bảng quá dài nên không tìm dòng trùng mã",
        "The table is too long to look for rows with one code",
    ),
    "summary.level": ("{label}: {count}", "{label}: {count}"),
    "summary.reasons": (
        "Chưa đạt nhiều nhất trong {count} nơi không đủ điều kiện",
        "Most often not met among the {count} not eligible",
    ),
    "summary.near": (
        "Sát ngưỡng: {count} nơi, kết luận sẽ khác nếu một số liệu cao hoặc thấp hơn một chút ({column})",
        "Near a threshold: {count}; a figure a little higher or lower would change the verdict ({column})",
    ),
    "summary.wanted": (
        "Thu thập lần lượt cho {count} nơi chưa kết luận được",
        "What to collect, step by step, for the {count} not yet decidable",
    ),
    "summary.wide": (
        "Số liệu còn thiếu của {count} nơi có thể gồm cả số liệu không còn quyết định kết luận; `check` từng nơi sẽ rõ",
        "The missing facts of {count} may include some that can no longer change the verdict; `check` tells which do",
    ),
    "summary.wanted-item": ("{label}: cho {lacking} nơi", "{label}: for {lacking}"),
    "summary.wanted-settles": (
        "{label}: cho {lacking} nơi, kết luận thêm được {settles}",
        "{label}: for {lacking}, settles {settles}",
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
        "không rõ ghi `{found}` ở dạng nào; đặt đuôi tên tệp là một trong: {suffixes}, hoặc dùng --format",
        "no format known for `{found}`; end its name with one of: {suffixes}, or use --format",
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
    "help.margin": (
        "Đánh dấu nơi sẽ có kết luận khác nếu một số liệu cao hoặc thấp hơn ngần ấy phần trăm khoảng giá trị, ví dụ 2.",
        "Mark where a figure that is higher or lower by this percentage of its range would change the verdict, like 2.",
    ),
    # Spark
    "help.engine": (
        "Nơi xử lý: polars (trên máy này) hoặc spark (bảng Parquet, kết quả là một thư mục Parquet).",
        "What computes: polars (this machine) or spark (Parquet tables; the results are a folder of Parquet).",
    ),
    "spark-parquet": (
        "Spark cần bảng có đuôi .parquet và kết quả ghi bằng -o TÊN.parquet",
        "Spark needs a table that ends in .parquet, and results written with -o NAME.parquet",
    ),
    "help.master": (
        "Địa chỉ của Spark, ví dụ local[2] hoặc sc://máy; mặc định theo cấu hình của Spark.",
        "Where Spark runs, like local[2] or sc://host; by default as Spark is configured.",
    ),
}
