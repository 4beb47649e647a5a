"""A first rule file: the table of levels, what is wrong with it, and what was made of it."""

from __future__ import annotations

from typing import Final

STARTING: Final[dict[str, tuple[str, str]]] = {
    # The command
    "help.new": (
        "Lập tệp bộ tiêu chí đầu tiên: dựa vào một bộ đã có, hoặc từ biểu mức của văn bản mình.",
        "Make a first rule file: one that extends another, or one with the levels of your own document.",
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
    # What is wrong with it
    "file-exists": ("tệp này đã có; chọn tên khác bằng -o", "it exists already; choose another name with -o"),
    "new-needs": ("lập từ đâu?", "of what is it made?"),
    "new-needs-help": (
        "thêm --extends MÃ, hoặc --requirements TỆP với biểu mức đã điền",
        "add --extends ID, or --requirements FILE with the filled-in levels",
    ),
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
