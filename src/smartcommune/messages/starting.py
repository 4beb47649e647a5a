"""A first rule file: the table of levels, what is wrong with it, and what was made of it."""

from __future__ import annotations

from typing import Final

STARTING: Final[dict[str, tuple[str, str]]] = {
    # The command
    "help.new": (
        "Lập tệp bộ tiêu chí đầu tiên: từ bảng tiêu chí của văn bản, từ biểu mức, hoặc dựa vào một bộ đã có.",
        "Make a first rule file: of a document's table of criteria, of its levels, or one that extends another.",
    ),
    "help.new-id": ("Mã của bộ tiêu chí mới.", "The id of the new rule set."),
    "help.new-extends": (
        "Mã hoặc tệp của bộ tiêu chí mà bộ mới dựa vào.",
        "The rule set that the new one extends: its id or file.",
    ),
    "help.new-requirements": (
        "Biểu mức đã điền, lấy từ `smartcommune template --requirements`.",
        "The filled-in levels, from the form of `smartcommune template --requirements`.",
    ),
    "help.new-from": (
        "Bảng tiêu chí như ở phụ lục của văn bản (xlsx, ods, csv).",
        "A table of criteria as the annex of a document has it (xlsx, ods, csv).",
    ),
    "help.new-codes": (
        "Mã thoát: 0 đã ghi, 2 sai lệnh, 3 bảng hoặc bộ tiêu chí có lỗi, 4 không đọc hay ghi được.",
        "Exit codes: 0 written, 2 bad usage, 3 a table or rule set with problems, 4 unreadable or not written.",
    ),
    "help.template-requirements": (
        "Thay vì biểu nhập số liệu: biểu để nhập mức của văn bản mình cho từng tiêu chí và nhóm xã (xlsx).",
        "Instead of the form for facts: the form for the levels of your own document, by criterion and group (xlsx).",
    ),
    # The columns
    "start.sheet": ("Mức", "Levels"),
    "start.criterion": ("Tiêu chí số", "Criterion no."),
    "start.label": ("Tên tiêu chí", "Criterion"),
    "start.indicator": ("Chỉ tiêu", "Indicator"),
    "start.unit": ("Đơn vị tính", "Unit"),
    "start.level": ("Mức", "Level"),
    "start.level-of": ("Mức: {group}", "Level: {group}"),
    "start.number": ("Số văn bản", "Document no."),
    "start.day": ("Ngày văn bản", "Document date"),
    "start.issuer": ("Cơ quan ban hành", "Issued by"),
    "start.title": ("Trích yếu", "Title"),
    "start.clause": ("Điểm, khoản", "Clause"),
    # How it is filled in
    "start.how-title": ("Cách điền mức: {label}", "How to enter the levels: {label}"),
    "start.how-rows": (
        "1. Mỗi chỉ tiêu một dòng, ghi đúng số của tiêu chí ở cột đầu; được thêm dòng, bỏ trống dòng không dùng.",
        "1. One row for each indicator, with the number of its criterion; rows may be added, or left blank.",
    ),
    "start.how-levels": (
        "2. Ghi mức như văn bản: ≥ 80%, từ 90% trở lên, dưới 5%, không quá 3, Đạt; hoặc Không quy định.",
        "2. Levels as the document has them: ≥ 80%, at least 90%, below 5%, at most 3, Met; or Not required.",
    ),
    "start.how-blank": (
        "3. Ô bỏ trống, hoặc ghi điều máy không hiểu, không được suy ra: với nhóm đó, tiêu chí vẫn theo xác nhận.",
        "3. Nothing is inferred from a blank or unclear cell: for that group the criterion stays attested.",
    ),
    "start.how-document": (
        "4. Số, ngày, cơ quan, trích yếu ghi một lần, dòng dưới để trống là như dòng trên; điểm, khoản ghi từng dòng.",
        "4. Number, date, issuer, title: once; a row that leaves them blank is as the one above. The clause: each row.",
    ),
    "start.how-run": (
        "5. Chạy: smartcommune new MÃ --requirements TỆP.xlsx. Đối chiếu bản nháp rồi mới bỏ status: draft.",
        "5. Run: smartcommune new ID --requirements FILE.xlsx. Compare the draft before you drop status: draft.",
    ),
    # What is written into the file
    "start.file-label": ("{label} (mức theo {numbers})", "{label} (levels of {numbers})"),
    "start.attested": ("Đạt chỉ tiêu: {label}", "[vi] Đạt chỉ tiêu: {label}"),
    "start.in-group": ("Xã thuộc {group}", "The commune is in {group}"),
    "start.decided": (
        "Nhóm mà cơ quan có thẩm quyền quyết định cho xã có dấu hiệu của nhiều nhóm",
        "The group that the authority decided on for a commune with the signs of several",
    ),
    "start.head": (
        "Lập từ bảng {name}: mức nhập từ văn bản của người dùng, chưa ai đối chiếu. Tiếng Anh có [vi] là chưa dịch.",
        "Made of {name}: levels from the user's document, compared by nobody. English with [vi] is not translated.",
    ),
    "start.not-checked": (
        "Các mức nhập từ văn bản của người dùng qua bảng {name}; chưa đối chiếu với văn bản.",
        "The levels were entered from the user's document through the table {name}; nobody has compared them with it.",
    ),
    "start.not-dated": (
        "Ngày có hiệu lực của văn bản: bảng chỉ có ngày văn bản, nên các mức tính từ ngày đó.",
        "The day from which the document takes effect: the table has its date only, so the levels count from that day.",
    ),
    "start.not-read": (
        "Ô {cell}, “{label}”: {found}; với nhóm này tiêu chí vẫn theo xác nhận.",
        "Cell {cell}, “{label}”: {found}; for this group the criterion stays attested.",
    ),
    "start.blank": ("chưa ghi mức", "no level is given"),
    "start.written": ("“{text}” chưa hiểu được", "“{text}” is not understood"),
    # A file made of a table of criteria
    "start.annex-head": (
        "Lập từ bảng {name}; mỗi căn cứ ghi ô của nó. Chưa ai đối chiếu với văn bản; tiếng Anh có [vi] là chưa dịch.",
        "Made of {name}; each citation has its cell. Nobody has compared it; English with [vi] is not translated.",
    ),
    "start.annex-not-checked": (
        "Các tiêu chí và mức lấy từ bảng {name}; chưa ai đối chiếu với văn bản.",
        "Criteria and levels are from the table {name}; nobody has compared them with the document.",
    ),
    "start.no-day": (
        "Ngày của văn bản và ngày có hiệu lực: bảng không ghi, nên tạm tính từ ngày lập tệp.",
        "The day of the document, and from when it takes effect: not in the table; the day of this file stands for it.",
    ),
    "start.undated": ("Bảng không ghi ngày của văn bản", "The table does not give the day of the document"),
    "start.all-needed": (
        "Phải đạt bao nhiêu tiêu chí: bảng không nêu; ở đây là tất cả.",
        "How many of the criteria have to be met: not in the table; here it is all of them.",
    ),
    "start.common-beside": (
        "Mức chung đứng cạnh mức từng vùng: ở đây chỉ dùng cho dòng không ghi mức riêng cho vùng nào.",
        "What a level for all means beside those for regions: here it counts only in rows that give no region its own.",
    ),
    "start.no-points": (
        "“{label}” không có điểm: bảng không nói nó thay đổi xếp loại thế nào.",
        "“{label}” earns no points: the table does not say what it does to the class.",
    ),
    "start.no-classes": (
        "Cần bao nhiêu điểm để đạt: bảng không nêu; ở đây theo xác nhận.",
        "How many points are needed: not in the table; here somebody attests it.",
    ),
    "start.bonus-in-total": (
        "Điểm thưởng, điểm trừ có vào tổng không, đến mức nào: bảng không nói hết; ở đây được cộng vào tổng.",
        "Whether bonus and deductions count in the total, and how far: not all of it is in the table; here they do.",
    ),
    "start.from-cell": ("Ô {cell} của bảng {name}", "Cell {cell} of the table {name}"),
    "start.place": (
        "Vùng hoặc nhóm xã, theo các cột của bảng",
        "Region or group of communes, as the table has columns",
    ),
    "start.no-line": ("Không thuộc dòng nào", "None of these"),
    "start.points-of": ("Điểm chấm: {label}", "[vi] Điểm chấm: {label}"),
    "start.points-off": ("Điểm bị trừ: {label}", "[vi] Điểm bị trừ: {label}"),
    "start.total": ("Tổng điểm", "Total"),
    "start.enough-points": ("Đủ số điểm phải có", "Has the points that are needed"),
    "start.called-eligible": ("Đã xếp loại", "Classified"),
    "start.called-not-eligible": ("Chưa xếp loại", "Not classified"),
    # A file that extends another
    "start.extends": ("{label} (bản của …)", "{label} (as of …)"),
    "start.extends-head": (
        "Dựa vào {id}: mọi điều không viết ở đây là như trong {id}. Bản nháp, chưa dùng để kết luận.",
        "Extends {id}: whatever is not written here is as it is there. A draft: nothing is signed by what it says.",
    ),
    "start.case": ("chưa biết gì", "nothing is known"),
    "start.thresholds": (
        "Các ngưỡng đang dùng; bỏ dấu # ở đầu, rồi sửa giá trị và căn cứ của những ngưỡng khác đi:",
        "The thresholds in use; take away the # and change value and citation of those that differ:",
    ),
    "start.threshold": ("{label} ({basis})", "{label} ({basis})"),
    # What is told
    "started": ("Đã lập {name}: “{label}”, bản nháp", "Made {name}: “{label}”, a draft"),
    "started-next": (
        "Tiếp theo: smartcommune validate {name}; smartcommune test {name} --suggest; smartcommune show {name}",
        "Next: smartcommune validate {name}; smartcommune test {name} --suggest; smartcommune show {name}",
    ),
    "started-read": (
        "Đối chiếu từng ô với văn bản, sửa `basis` và `reading`, rồi mới bỏ `status: draft`",
        "Compare each cell with the document, mend `basis` and `reading`; only then drop `status: draft`",
    ),
    "started-form": (
        "Biểu nhập số liệu: smartcommune template --rules {name} -o bieu.xlsx",
        "A form for the facts: smartcommune template --rules {name} -o form.xlsx",
    ),
    # What is wrong with it
    "file-exists": ("tệp này đã có; chọn tên khác bằng -o", "it exists already; choose another name with -o"),
    "new-needs": ("lập từ đâu?", "of what is it made?"),
    "new-needs-help": (
        "thêm --from TỆP với bảng tiêu chí, --extends MÃ, hoặc --requirements TỆP với biểu mức đã điền",
        "add --from FILE with a table of criteria, --extends ID, or --requirements FILE with the filled-in levels",
    ),
    "from-alone": (
        "--from lập một bộ tiêu chí riêng: bỏ --extends và --requirements",
        "--from makes a rule set of its own: leave out --extends and --requirements",
    ),
    "sheet-of-none": (
        "--sheet chỉ dùng khi có bảng: thêm --from hoặc --requirements",
        "--sheet is for a table: add --from or --requirements",
    ),
    "annex-columns": (
        "không thấy dòng tên cột của bảng tiêu chí",
        "no row names the columns of a table of criteria",
    ),
    "annex-columns-help": (
        "cần cột “Tiêu chí” hoặc “Nội dung”, và cột “Chỉ tiêu”, “Mức” hoặc “Điểm”; chọn trang tính bằng --sheet",
        "it takes a column “Tiêu chí” or “Nội dung”, and one of “Chỉ tiêu”, “Mức” or “Điểm”; --sheet chooses the sheet",
    ),
    "annex-empty": ("dưới tên cột không có tiêu chí nào", "there is no criterion below the header"),
    "annex-empty-help": (
        "ghi ít nhất một tiêu chí với mức hoặc điểm",
        "enter at least one criterion with its level or points",
    ),
    "annex-column": (
        "cột {column} “{header}” chưa dùng đến (dòng {rows})",
        "column {column} “{header}” is not used (rows {rows})",
    ),
    "annex-column-help": (
        "nếu cột này có mức hoặc điểm, đổi tên cột thành “Mức”, “Vùng …” hoặc “Điểm”",
        "if it holds levels or points, rename it to “Mức”, “Vùng …” or “Điểm”",
    ),
    "annex-rows": (
        "dòng {rows} không phải tiêu chí, chưa dùng đến: “{text}” …",
        "rows {rows} are no criteria and are not used: “{text}” …",
    ),
    "annex-rows-help": (
        "tiêu chí cần số thứ tự, mức hoặc điểm; điều khác ghi vào `note` hoặc `not_known`",
        "a criterion needs a number, a level or points; anything else goes into `note` or `not_known`",
    ),
    "limit-unclear": (
        "ô {cell}: chưa hiểu mức “{text}” của “{label}”; tiêu chí này theo xác nhận",
        "cell {cell}: the level “{text}” of “{label}” is not understood; this criterion is attested",
    ),
    "limit-unclear-help": (
        "ghi ≥ 80%, từ 90% trở lên, dưới 5%, không quá 3, Đạt hoặc Không quy định; hoặc sửa tiêu chí trong tệp",
        "write ≥ 80%, at least 90%, below 5%, at most 3, Met or Not required; or mend the criterion in the file",
    ),
    "limit-blank": (
        "ô {cell}: “{label}” chưa có mức; tiêu chí này theo xác nhận",
        "cell {cell}: “{label}” has no level; this criterion is attested",
    ),
    "limit-blank-help": ("ghi mức, hoặc “Không quy định”", "write the level, or “Not required”"),
    "points-unclear": (
        "ô {cell}: chưa hiểu cách tính điểm của “{label}”; người chấm cho điểm, nhiều nhất {most}",
        "cell {cell}: how “{label}” earns its points is not understood; people give them, {most} at most",
    ),
    "points-unclear-help": (
        "ghi mỗi mức một dòng “- Từ 90% trở lên: 8 điểm”, hoặc sửa `points` trong tệp",
        "one line for each step, “- Từ 90% trở lên: 8 điểm”, or mend `points` in the file",
    ),
    "number-twice": (
        "ô {cell}: số của “{label}” đã có ở một dòng trên",
        "cell {cell}: a row above has the number of “{label}”",
    ),
    "number-twice-help": (
        "bảng tính đọc 1.10 thành 1.1; ghi số thứ tự ở dạng chữ rồi sửa `number`",
        "a spreadsheet makes 1.1 of 1.10; write numbers as text, and mend `number`",
    ),
    "points-unread": (
        "ô {cell}: điểm của “{label}” là “{text}”, không phải một số",
        "cell {cell}: the points of “{label}” are “{text}”, which is no number",
    ),
    "points-unread-help": ("ghi một số, ví dụ 10 hoặc 1,5", "write a number, such as 10 or 1,5"),
    "limit-none": (
        "ô {cell}: “{label}” không quy định mức cho nơi nào, nên không đưa vào tệp",
        "cell {cell}: “{label}” is required nowhere and is left out",
    ),
    "limit-none-help": ("đối chiếu với văn bản", "compare it with the document"),
    "part-unused": (
        "ô {cell}: “{text}” của “{label}” chưa dùng, vì dưới nó còn tiêu chí khác",
        "cell {cell}: “{text}” of “{label}” is not used, since there are criteria inside it",
    ),
    "part-unused-help": ("ghi nó ở một dòng riêng", "put it in a row of its own"),
    "points-each": (
        "ô {cell}: “{label}” tính {found} điểm cho mỗi ngày hay việc, chưa rõ tối đa; người chấm ghi, ở đây đến {most}",
        "cell {cell}: “{label}” counts {found} for each day or case, up to what is not said; people give up to {most}",
    ),
    "points-each-help": (
        "nếu văn bản có mức tối đa, ghi vào `range` của chỉ tiêu đó",
        "if the document says how many at most, write it into the indicator's `range`",
    ),
    "points-blank": (
        "ô {cell}: “{label}” không có điểm, nên không vào tổng",
        "cell {cell}: “{label}” has no points and does not count",
    ),
    "points-blank-help": ("ghi điểm tối đa của tiêu chí", "write the most points of the criterion"),
    "scale-gap": (
        "ô {cell}: thang điểm của “{label}” không nói gì về các giá trị ngay trên {found}; ở đó là 0 điểm",
        "cell {cell}: the scale of “{label}” says nothing of figures just above {found}; they earn nothing",
    ),
    "scale-gap-help": ("đối chiếu với văn bản", "compare it with the document"),
    "level-unclear": (
        "ô {cell}: chưa hiểu mức “{text}” của “{label}”; với nhóm này tiêu chí vẫn theo xác nhận",
        "cell {cell}: the level “{text}” of “{label}” is not understood; for this group the criterion stays attested",
    ),
    "level-unclear-help": (
        "ghi ≥ 80%, từ 90% trở lên, dưới 5%, không quá 3, Đạt hoặc Không quy định; cả dòng cùng một đơn vị",
        "write ≥ 80%, at least 90%, below 5%, at most 3, Met or Not required; one unit in a row",
    ),
    "level-blank": (
        "ô {cell}: chưa ghi mức của “{label}”; với nhóm này tiêu chí vẫn theo xác nhận",
        "cell {cell}: no level of “{label}” is given; for this group the criterion stays attested",
    ),
    "level-blank-help": ("ghi mức, hoặc “Không quy định”", "write the level, or “Not required”"),
    "requirements-columns": ("thiếu cột: {columns}", "columns are missing: {columns}"),
    "requirements-columns-help": (
        "lấy biểu bằng `smartcommune template --requirements {id} -o muc.xlsx` và giữ tên cột ở dòng 1",
        "get the form with `smartcommune template --requirements {id} -o levels.xlsx`, and keep its headers in row 1",
    ),
    "no-requirements": ("chưa có chỉ tiêu nào được điền", "no indicator is filled in"),
    "no-requirements-help": (
        "ghi ít nhất một chỉ tiêu với mức của nó",
        "enter at least one indicator with its levels",
    ),
    "no-such-number": ("không có tiêu chí số “{found}”", "there is no criterion number “{found}”"),
    "no-such-number-help": ("các số: {numbers}", "the numbers: {numbers}"),
    "no-document": (
        "chưa có “{column}” của văn bản ở dòng này hay dòng trên",
        "“{column}” of the document stands neither in this row nor in one above",
    ),
    "no-form-rules": (
        "tệp không cho biết nó được lập cho bộ tiêu chí nào",
        "the file does not say for which rule set it was made",
    ),
    "no-form-rules-help": (
        "thêm --extends MÃ, ví dụ --extends ntm-2026",
        "add --extends ID, such as --extends ntm-2026",
    ),
    "not-numbered": (
        "`{id}` không có tiêu chí nào có `number`, nên không lập được biểu mức",
        "no criterion of `{id}` has a `number`, so that there is no form for its levels",
    ),
}
