"""What is said about the columns of tables, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

COLUMNS: Final[dict[str, tuple[str, str]]] = {
    # Options
    "help.table": (
        "Bảng CSV, TSV, XLSX, XLS, ODS, Parquet hoặc JSON Lines; `-` là đầu vào chuẩn",
        "A CSV, TSV, XLSX, XLS, ODS, Parquet or JSON Lines table; `-` is standard input",
    ),
    "help.sheet": (
        "Sheet cần đọc: tên hoặc số thứ tự từ 1",
        "Which sheet: its name, or its number from 1",
    ),
    "help.encoding": (
        "Bảng mã của tệp, ví dụ utf-8, windows-1258, tcvn3",
        "The encoding of the file: utf-8, windows-1258, tcvn3 …",
    ),
    "help.separator": ("Dấu phân cách các ô của tệp văn bản", "What separates the cells of a text file"),
    "help.columns": (
        "Tệp YAML cho biết cột nào là chỉ tiêu nào và cách ghi trong cột",
        "A YAML file that says which column is which, and how its cells are written",
    ),
    "help.ignore-columns": (
        "Cột không dùng, dù giống một chỉ tiêu: tiêu đề hoặc chữ cái; có thể dùng nhiều lần.",
        "A column not to be used although it resembles an indicator: its header or letter; can be repeated.",
    ),
    "help.inspect": (
        "Cho biết bảng sẽ được đọc thế nào: tiêu đề, từng cột, dòng bỏ qua, dòng có lỗi; không đánh giá.",
        "Show how a table would be read: header, columns, rows left out, rows with problems; nothing is assessed.",
    ),
    "help.write-columns": (
        "Ghi những gì nhận ra được thành tệp dùng cho --columns",
        "Write what was found to a file for --columns",
    ),
    # What `inspect` shows
    "inspect.rules": ("theo bộ tiêu chí {id}", "for the rule set {id}"),
    "inspect.rows": (
        "{rows} dòng dữ liệu, từ dòng {first} đến dòng {last}",
        "{rows} rows of data, row {first} to {last}",
    ),
    "inspect.no-rows": ("không có dòng dữ liệu nào", "no rows of data"),
    "inspect.reading": ("Cách đọc", "How it is read"),
    "inspect.columns": ("Các cột", "Columns"),
    "inspect.missing": ("Chỉ tiêu chưa có cột (coi là chưa biết)", "Indicators without a column (taken as unknown)"),
    "inspect.more": ("và {count} chỉ tiêu nữa", "and {count} more"),
    "inspect.good": ("Không dòng nào có lỗi", "No row has a problem"),
    "inspect.problems": (
        "{count} trong {rows} dòng có lỗi; các lỗi đầu tiên:",
        "{count} of {rows} rows have problems; the first:",
    ),
    "inspect.ignored": ("không dùng (theo yêu cầu)", "not used (as asked for)"),
    "inspect.evidence": ("minh chứng của “{label}”", "the evidence of “{label}”"),
    "inspect.ticked": (
        "đánh dấu cho “không”, đọc cùng cột bên cạnh",
        "ticked for no, read together with its neighbour",
    ),
    "inspect.serial": ("số thứ tự, không dùng", "row numbers, not used"),
    "inspect.unused": ("không dùng", "not used"),
    "unused.resembles": (
        "gần giống “{name}”: nếu đúng, khai `columns: {{{target}: …}}` bằng --columns; nếu không, --ignore-columns",
        "resembles “{name}”: if so, declare `columns: {{{target}: …}}` with --columns; if not, use --ignore-columns",
    ),
    "unused.other": ("“{part}”: {other}", "“{part}”: {other}"),
    "unused.other-within": ("là {why} của “{label}”", "{why} of “{label}”"),
    "unused.either": (
        "có thể là {targets}: khai trong tệp --columns nếu cần dùng",
        "may be {targets}: declare it in a --columns file if it is needed",
    ),
    "unused": ("cột có số liệu mà không dùng: {columns}", "columns that hold data and are not used: {columns}"),
    "unused.more": ("và {count} cột khác (xem lệnh inspect)", "and {count} more (see inspect)"),
    "unused.why": ("{column}: {why}", "{column}: {why}"),
    "inspect.indicator": ("{label} ({id})", "{label} ({id})"),
    "inspect.target.code": ("mã xã", "the commune's code"),
    "inspect.target.name": ("tên xã", "the commune's name"),
    "inspect.target.province": ("tỉnh", "the province"),
    "inspect.target.district": ("huyện", "the district"),
    "inspect.target.code_list": ("ngày của danh mục mã", "the date of the list of codes"),
    "inspect.target.as_of": ("ngày của số liệu", "the date of the data"),
    "inspect.how.id": ("theo mã", "by its id"),
    "inspect.how.label": ("theo tên", "by its name"),
    "inspect.how.alias": ("theo bí danh", "by an alias"),
    "inspect.how.map": ("theo tệp --columns", "by the --columns file"),
    "inspect.how.cells": ("theo nội dung các ô", "by what its cells say"),
    "inspect.unit": ("đơn vị {unit}", "unit {unit}"),
    "inspect.fraction": ("ghi dạng thập phân: 0,85 là 85 %", "written as a fraction: 0.85 is 85%"),
    "inspect.mark": ("dấu thập phân là {mark}", "the decimal mark is {mark}"),
    "inspect.mark-seen": (
        "dấu thập phân là {mark} (theo các ô khác)",
        "the decimal mark is {mark} (by its other cells)",
    ),
    "inspect.words.yes": ("có: {words}", "yes: {words}"),
    "inspect.words.no": ("không: {words}", "no: {words}"),
    "inspect.words.unknown": ("chưa biết: {words}", "unknown: {words}"),
    "inspect.words.not_applicable": ("không áp dụng: {words}", "not applicable: {words}"),
    "inspect.map": (
        "Các cột nhận ra được theo bộ tiêu chí {ruleset}; sửa rồi dùng lại với --columns",
        "The columns as found for the rule set {ruleset}; change what is wrong and use it with --columns",
    ),
    # Where things stand in a table
    "no-header": (
        "không thấy dòng tiêu đề trong {rows} dòng đầu: không dòng nào có tên một chỉ tiêu (ví dụ: {examples})",
        "no header row in the first {rows} rows: none has the name of an indicator (for example: {examples})",
    ),
    "no-columns": (
        "không cột nào có tên một chỉ tiêu (ví dụ: {examples})",
        "no column has the name of an indicator (for example: {examples})",
    ),
    "no-header-help": (
        "ghi tên chỉ tiêu trên mỗi cột, hoặc chỉ rõ các cột bằng --columns (chữ cái A, B, C nếu không có tiêu đề)",
        "write the indicator's name above each column, or say which column is which with --columns (A, B, C …)",
    ),
    "no-header-near": ("{message}; gần giống: {headers}", "{message}; close to one: {headers}"),
    "no-header-like": ("{column} (`{target}`: “{name}”)", "{column} (`{target}`: “{name}”)"),
    "no-header-lost": (
        "{message}; tệp có chữ đã mất dấu thành `?` hoặc `�`: hãy lưu lại từ tệp gốc với bảng mã UTF-8",
        "{message}; letters of the file are lost to `?` or `�`: save it again as UTF-8 from where it came from",
    ),
    "no-header-split": (
        "{message}; tệp được tách theo dấu {separator}, mỗi dòng {width} ô",
        "{message}; the file was split at {separator}, {width} cells a line",
    ),
    "no-header-split-help": (
        "nếu tách sai thì thêm --separator; nếu không thì {help}",
        "if that is wrong, say --separator; else {help}",
    ),
    "no-header-sheet-help": (
        "mới đọc sheet `{name}`; nếu bảng ở sheet khác ({others}) thì thêm --sheet, nếu không thì {help}",
        "that is the sheet `{name}`: name another ({others}) with --sheet, or {help}",
    ),
    "note.header": ("tiêu đề ở dòng {rows}", "header in row {rows}"),
    "note.left-out.title": ("bỏ dòng {rows} phía trên bảng: {text}", "left out above the table: row {rows}: {text}"),
    "note.left-out.units": ("bỏ dòng đơn vị tính {rows}: {text}", "left out as a row of units: row {rows}: {text}"),
    "note.left-out.numbers": (
        "bỏ dòng đánh số cột {rows}: {text}",
        "left out as a row of column numbers: row {rows}: {text}",
    ),
    "note.left-out.header": (
        "bỏ dòng lặp lại tiêu đề {rows}: {text}",
        "left out as the header once more: row {rows}: {text}",
    ),
    "note.left-out.heading": ("bỏ dòng tên nhóm {rows}: {text}", "left out as a heading: row {rows}: {text}"),
    "note.left-out.total": ("bỏ dòng tổng {rows}: {text}", "left out as a total: row {rows}: {text}"),
    "note.left-out.empty": (
        "bỏ dòng chỉ có số thứ tự {rows}: {text}",
        "left out with nothing but a serial number: row {rows}: {text}",
    ),
    "note.left-out.signature": (
        "bỏ dòng ký tên {rows}: {text}",
        "left out as a signature: row {rows}: {text}",
    ),
    "note.left-out.remark": ("bỏ dòng ghi chú {rows}: {text}", "left out as a remark: row {rows}: {text}"),
    "note.spread": (
        "{column}: ô gộp được ghi cho từng dòng {rows}",
        "{column}: merged cells are taken for each of the rows {rows}",
    ),
    "note.headers": (
        "tiêu đề ghép nhiều ô hoặc có thêm chữ, chỉ lấy tên chỉ tiêu: {columns}",
        "headers joined from several cells or with words besides, of which the indicator's name is taken: {columns}",
    ),
    "note.by-cells": (
        "{column}: theo nội dung các ô thì đây là {target}",
        "{column}: going by its cells, this is {target}",
    ),
    "note.headed-district": (
        "huyện của mỗi xã lấy theo dòng tên nhóm phía trên (dòng {rows})",
        "the district of each commune is the heading above it (rows {rows})",
    ),
    "note.headed-province": (
        "tỉnh của mỗi xã lấy theo dòng tên nhóm phía trên (dòng {rows})",
        "the province of each commune is the heading above it (rows {rows})",
    ),
    "note.more-headers": ("và {count} cột nữa", "and {count} more"),
    "note.ticked": (
        "{yes} và {no} đọc chung thành một cột có hoặc không",
        "{yes} and {no} are read together as one column of yes and no",
    ),
    "note.filled": (
        "{column}: ô trống lấy theo ô phía trên (theo tệp --columns)",
        "{column}: blank cells are taken from the cell above (by the --columns file)",
    ),
    "note.once": (
        "{column}: chỉ ghi ở đầu nhóm (dòng {rows}), dòng trống coi là chưa biết (hoặc --columns: `{{fill: down}}`)",
        "{column}: written once a group (row {rows}), blank ones are unknown (unless --columns says `{{fill: down}}`)",
    ),
    "quota-once": (
        "không chia suất theo `{name}` được: cột chỉ ghi ở đầu mỗi nhóm, các dòng sau để trống",
        "seats cannot be shared out by `{name}`: it is written once for each group, and blank in the rows below",
    ),
    "quota-once-help": (
        "nếu của cả nhóm, khai `columns: {{{target}: {{fill: down}}}}` bằng --columns; nếu không, ghi đủ",
        "if it holds for all, declare `columns: {{{target}: {{fill: down}}}}` with --columns; else fill all rows",
    ),
    # Which column is which
    "column-name": ("cột {letter} “{header}”", "column {letter} “{header}”"),
    "column-letter": ("cột {letter}", "column {letter}"),
    "header-unclear": (
        "tiêu đề `{header}` của cột {column} có thể là {targets}",
        "the header `{header}` of column {column} could be {targets}",
    ),
    "column-twice": (
        "hai cột cùng là `{target}`: {first} và {second}",
        "two columns are `{target}`: {first} and {second}",
    ),
    "second-table": (
        "dòng này bắt đầu một bảng khác: {found}",
        "another table begins here: {found}",
    ),
    "second-table-help": (
        "để mỗi bảng ở một trang tính hoặc một tệp riêng",
        "put each table into a sheet or a file of its own",
    ),
    "planned-rows": (
        "{column}: có dòng là kế hoạch hoặc mục tiêu, có dòng là kết quả",
        "{column}: some rows are plans or targets, others are results",
    ),
    "planned-rows-help": (
        "chỉ giữ các dòng kết quả, mỗi xã một dòng; nếu cột này không nói vậy thì --ignore-columns {column}",
        "keep the rows of results only, one for each; if the column means something else, --ignore-columns {column}",
    ),
    "planned-table": (
        "“{found}” cho biết số trong bảng là kế hoạch hoặc mục tiêu, không phải kết quả",
        "“{found}” says that the figures are planned, and not yet so",
    ),
    "planned-table-help": (
        "dùng bảng kết quả (trang tính khác: --sheet); nếu đây là kết quả, sửa tên đó hoặc khai các cột bằng --columns",
        "use the table of results (another sheet: --sheet); if these are results, mend it, or map columns by --columns",
    ),
    "other-figure": (
        "không cột nào là chính số liệu `{target}`: {columns}",
        "no column is the figure `{target}` itself: {columns}",
    ),
    "other-figure-help": (
        "nếu cần xét, khai `columns: {{{target}: {column}}}` bằng --columns; nếu không, --ignore-columns {column}",
        "if it is meant, declare `columns: {{{target}: {column}}}` with --columns; if not, --ignore-columns {column}",
    ),
    "other-figure-column": ("{column} ({why})", "{column} ({why})"),
    "other-figure.plan": ("số kế hoạch hoặc mục tiêu", "a plan or target"),
    "other-figure.compared": ("số so sánh", "a comparison"),
    "other-figure.denied": ("số chưa có hoặc chưa đạt", "those that have not"),
    "other-figure.part": ("một bộ phận", "a part of it"),
    "other-figure.year": (
        "số của năm khác hoặc chưa rõ năm xét",
        "of another year, or the year asked for is not known",
    ),
    "other-figure.place": ("số của nơi khác", "of another place"),
    "other-figure.evidence": ("minh chứng", "evidence"),
    "other-figure.other": ("điểm hoặc ghi chép khác", "points or other notes"),
    "header-years": (
        "có nhiều năm của `{target}` mà không rõ xét năm nào: {columns}",
        "there are several years of `{target}`, and no telling which is asked for: {columns}",
    ),
    "header-years-help": (
        "cho ngày xét bằng --as-of, hoặc khai `columns: {{{target}: {column}}}` trong tệp --columns",
        "give the day with --as-of, or declare `columns: {{{target}: {column}}}` in a --columns file",
    ),
    "map-help": (
        "chỉ rõ bằng tệp --columns, ví dụ `columns: {{{target}: {column}}}`, hoặc sửa tiêu đề",
        "say which one with a --columns file, like `columns: {{{target}: {column}}}`, or change the header",
    ),
    "not-a-row": ("`{found}` không phải là số của một dòng", "`{found}` is not the number of a row"),
    "map-misfit": (
        "`{key}` không dùng được cho `{target}` ({type})",
        "`{key}` does not fit `{target}`, which is {type}",
    ),
    "map-type.identity": ("cột định danh", "an identity column"),
    "map-type.boolean": ("có hay không", "yes or no"),
    "map-type.enum": ("một trong các giá trị", "one of several values"),
    "map-type.percent": ("tỷ lệ phần trăm", "a percentage"),
    "map-type.count": ("số đếm", "a count"),
    "map-type.number": ("số", "a number"),
    "map-type.money": ("số tiền", "an amount of money"),
    "map-type.date": ("ngày", "a date"),
    "map-type.text": ("văn bản", "a text"),
    "map-type.code": ("mã", "a code"),
    "map-word-twice": ("từ `{word}` có cả trong {keys}", "the word `{word}` stands in {keys} alike"),
    "map-same-column": (
        "cột `{column}` đã dùng cho `{other}`",
        "the column `{column}` is already used for `{other}`",
    ),
    "map-many-columns": (
        "có nhiều cột mang tên `{column}`; hãy ghi chữ cái của cột: {letters}",
        "several columns are called `{column}`; give the letter of one: {letters}",
    ),
    "map-no-column": ("bảng không có cột `{column}`", "the table has no column `{column}`"),
    "reserved-name": (
        "bộ tiêu chí có chỉ tiêu mang tên dành cho bảng: {names}; không dùng được với bảng",
        "the rule set has indicators with names that tables keep for themselves ({names}) and cannot be used with them",
    ),
    # Headers of results
    "column.code": ("Mã xã", "Code"),
    "column.name": ("Tên xã", "Name"),
    "column.province": ("Tỉnh", "Province"),
    "column.verdict": ("Kết luận", "Verdict"),
    "column.score": ("Điểm", "Score"),
    "column.score_low": ("Điểm thấp nhất", "Lowest score"),
    "column.score_high": ("Điểm cao nhất", "Highest score"),
    "column.reasons": ("Lý do", "Reasons"),
    "column.missing": ("Số liệu còn thiếu", "Missing facts"),
    "column.as_of": ("Ngày xét", "Assessed on"),
    "column.ruleset": ("Bộ tiêu chí đã dùng", "Rule set applied"),
    "column.near": ("Sát ngưỡng", "Near a threshold"),
    "column.number": ("Số lượng", "Number"),
    "column.share": ("Tỷ lệ (%)", "Share (%)"),
    "column.unmet": ("Tiêu chí chưa đạt", "Criterion not met"),
    "column.wanted": ("Số liệu", "Fact"),
    "column.step": ("Bước", "Step"),
    "column.settled-then": ("Đủ để kết luận", "Decidable then"),
    "column.lacking": ("Số nơi cần thu thập", "Where it is lacking"),
    "column.settles": ("Kết luận thêm được", "Settled then"),
    "column.id": ("Ký hiệu", "Id"),
    "column.weight": ("Trọng số", "Weight"),
    "column.row": ("Dòng", "Row"),
    "column.where": ("Cột", "Column"),
    "column.found": ("Giá trị trong ô", "Found"),
    "column.problem": ("Lỗi", "Problem"),
    "column.help": ("Cách sửa", "What to do"),
    "column.kind": ("Loại lỗi", "Kind"),
    "column.rank": ("Hạng", "Rank"),
    "column.best": ("Hạng cao nhất", "Best rank"),
    "column.worst": ("Hạng thấp nhất", "Worst rank"),
    "column.standing": ("Chọn hay không", "Standing"),
    "column.reason": ("Vì sao", "Why"),
    "column.certain": ("Chắc chắn", "Certain"),
    "column.hangs_on": ("Còn tùy số liệu của", "Hangs on the facts of"),
    "column.reserve": ("Nếu rút", "If it withdraws"),
    "column.terms": ("Cách chọn", "Terms"),
    "column.district": ("Huyện", "District"),
}
