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
    "progress-sheets": ("{rows} phiếu, {speed} phiếu/giây", "{rows} sheets, {speed} sheets/s"),
    "sheets-written": ("Đã ghi {count} vào {folder}", "Wrote {count} to {folder}"),
    "noun.sheet": ("phiếu", "sheet|sheets"),
    "row-name": ("dong-{row}", "row-{row}"),
    # Documents in the form of Decree 30/2020/NĐ-CP
    "word.nation": ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM"),
    "word.motto": ("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness"),
    "word.number": ("Số: {number}", "No.: {number}"),
    "word.place-and-day": ("{place}, ngày … tháng … năm …", "{place}, the … of … in the year …"),
    "word.recipients": ("Nơi nhận:", "Recipients:"),
    "word.recipient-open": ("- …;", "- …;"),
    "word.filed": ("- Lưu: VT, ….", "- Filed: …."),
    "word.end": ("{text}./.", "{text}."),
    "word.sheet": ("PHIẾU THẨM ĐỊNH", "APPRAISAL SHEET"),
    "word.commune": ("Xã: {name}.", "Commune: {name}."),
    "word.village": ("Thôn: {name}.", "Village: {name}."),
    "word.day": ("Ngày xét: {day}.", "Day of assessment: {day}."),
    "word.verdict": ("Kết luận: ", "Conclusion: "),
    "word.criteria": ("Kết quả theo từng tiêu chí: {need}.", "Result of each criterion: {need}."),
    "word.cited": ("Căn cứ: {citations}.", "Citations: {citations}."),
    "word.unread-means": (
        "Chỗ ghi “dẫn lại” hoặc “chưa đọc được” là chưa đọc được nguyên văn.",
        "Where it says “as reported” or “not read”, the text itself was not read.",
    ),
    "word.unread": (
        "Căn cứ chưa đọc được nguyên văn: {citations}.",
        "Cited without its text having been read: {citations}.",
    ),
    "word.column.number": ("TT", "No."),
    "word.column.result": ("Kết quả", "Result"),
    "word.column.self-points": ("Tự chấm", "Self-scored"),
    "word.column.points": ("Điểm", "Points"),
    "word.column.evidence": ("Minh chứng", "Evidence"),
    "word.list": ("DANH SÁCH ĐỀ NGHỊ", "LIST OF PROPOSED COMMUNES"),
    "word.not-picked": ("Không đề nghị, và lý do:", "Not proposed, and why:"),
    "word.all-picked": ("Không có nơi nào khác trong bảng.", "There are no others in the table."),
    "word.terms": ("Cách chọn:", "Terms of the choice:"),
    # What is wrong with such a document
    "not-to-sign": (
        "bộ tiêu chí `{ruleset}` là {status}; không lập văn bản để ký theo bộ này",
        "the rule set `{ruleset}` is {status}; no document is made to be signed by it",
    ),
    "needs-word": (
        "`{option}` chỉ dùng cho văn bản Word (-o TÊN.docx)",
        "`{option}` is for Word documents (-o NAME.docx)",
    ),
    "needs-signed": (
        "`{option}` chỉ dùng cho tệp để ký: Word (.docx), hoặc bảng tính (.xlsx) của `batch` và `select`",
        "`{option}` is for files that are signed: Word (.docx), or a workbook (.xlsx) of `batch` or `select`",
    ),
    "not-a-template": ("tệp này không phải là mẫu Word (.docx)", "this is no Word document (.docx)"),
    "save-as-docx": ("mở bằng Word rồi lưu lại dạng .docx", "open it in Word and save it as .docx"),
    "template-without-body": (
        "mẫu không có chỗ cho nội dung: {{{{noi_dung}}}}, đứng riêng một đoạn",
        "the template has no place for the content: {{{{noi_dung}}}}, in a paragraph of its own",
    ),
    "template-body-alone": (
        "{{{{noi_dung}}}} phải đứng riêng một đoạn, và chỉ một lần",
        "{{{{noi_dung}}}} has to stand in a paragraph of its own, and once",
    ),
    "template-other-places": ("mẫu có chỗ không biết điền gì: {names}", "the template has unknown places: {names}"),
    "template-places": ("các chỗ điền được: {names}", "places that are known: {names}"),
    "template-lacks-place": (
        "mẫu không có chỗ {name} cho `{option}`",
        "the template has no place {name} for `{option}`",
    ),
    "template-for-one": (
        "một mẫu cho một xã; {count} thì ghi vào một thư mục (-o phieu/)",
        "a template is for one commune; write {count} to a folder (-o sheets/)",
    ),
    "help.office": (
        "Cơ quan ban hành văn bản; dùng nhiều lần thì cơ quan cấp trên trước.",
        "The office that issues the document; repeated, the one above it first.",
    ),
    "help.place": ("Địa danh trên văn bản.", "The place on the document."),
    "help.number": ("Số, ký hiệu của văn bản Word.", "The number of the Word document."),
    "help.signer": ("Người ký văn bản.", "Who signs the document."),
    "help.title": (
        "Chức danh của người ký; dùng nhiều lần thì mỗi lần một dòng.",
        "The signer's title; repeated, a line each.",
    ),
    "help.template-file": (
        "Mẫu văn bản của cơ quan (.docx), có chỗ {{{{noi_dung}}}} và các chỗ khác.",
        "The office's own letterhead (.docx) with the place {{{{noi_dung}}}} and others.",
    ),
}
