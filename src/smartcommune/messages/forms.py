"""The form that is filled in and its sheets, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

FORMS: Final[dict[str, tuple[str, str]]] = {
    "vertical.sheet": ("Phiếu tự chấm", "Sheet"),
    "vertical.title": ("PHIẾU TỰ ĐÁNH GIÁ: {label}", "SELF-ASSESSMENT: {label}"),
    "vertical.how-fill": (
        "Ghi vào ô trắng; chưa biết thì bỏ trống. Được thêm dòng trống, đổi chỗ cột; không sửa cột “Mã dòng”.",
        "Fill in the white cells; leave blank what is not known. Rows and columns may be moved; keep “Row id”.",
    ),
    "vertical.how-check": (
        "Xét một phiếu: smartcommune check TÊN-TỆP.xlsx --rules {id}",
        "To assess one sheet: smartcommune check FILE.xlsx --rules {id}",
    ),
    "vertical.how-batch": (
        "Xét cả thư mục phiếu: smartcommune batch THƯ-MỤC/ --rules {id} -o ket-qua.xlsx",
        "To assess a folder of them: smartcommune batch FOLDER/ --rules {id} -o results.xlsx",
    ),
    "vertical.number": ("TT", "No."),
    "vertical.content": ("Nội dung", "Content"),
    "vertical.asked": ("Số liệu cần ghi", "What to enter"),
    "vertical.value": ("Số liệu", "Figure"),
    "vertical.most": ("Điểm tối đa", "Most points"),
    "vertical.own": ("Điểm tự chấm", "Self-scored points"),
    "vertical.evidence": ("Minh chứng", "Evidence"),
    "vertical.key": ("Mã dòng", "Row id"),
    "vertical.type-boolean": ("có/không", "yes/no"),
    "vertical.type-enum": ("chọn", "choose"),
    "vertical.type-money": ("triệu đồng", "million VND"),
    "vertical.type-date": ("ngày/tháng/năm", "a date"),
    "form.sheet": ("Biểu nhập", "Form"),
    "form.example-sheet": ("Ví dụ", "Example"),
    "form.lists-sheet": ("Danh mục", "Lists"),
    "form.code-commune": ("Mã xã", "Code"),
    "form.name-commune": ("Tên xã", "Name"),
    "form.code-village": ("Mã số", "Code"),
    "form.name-village": ("Tên", "Name"),
    "form.province": ("Tỉnh", "Province"),
    "form.as_of": ("Ngày số liệu", "Data as of"),
    "form.district": ("Huyện", "District"),
    "form.evidence": ("{label} (minh chứng)", "{label} (evidence)"),
    "form.evidence-note": (
        "Số, ký hiệu và ngày của văn bản hoặc báo cáo chứng minh; có thể bỏ trống",
        "Number, symbol and date of the document that proves it; may be left blank",
    ),
    "form.percent": ("{label} (%)", "{label} (%)"),
    "form.quoted": ("“{label}”", "“{label}”"),
    "form.code-note": (
        "Mã đơn vị hành chính, giữ đủ các số 0 ở đầu",
        "Code of the unit, with all its leading zeros",
    ),
    "form.name-note": ("Tên như trong danh mục hành chính", "The name as the list of administrative units has it"),
    "form.province-note": (
        "Tên tỉnh hoặc thành phố trực thuộc Trung ương",
        "The province, or the city directly under the central government",
    ),
    "form.district-note": (
        "Huyện, quận, thị xã hoặc thành phố thuộc tỉnh, nếu có",
        "The district, or the town or city in the province, where there is one",
    ),
    "form.instructions-sheet": ("Hướng dẫn", "How to"),
    "form.how-title": ("Cách điền biểu: {label}", "How to fill in the form: {label}"),
    "form.how-rows": (
        "1. Ở trang “{sheet}”, mỗi xã một dòng, từ dòng 2; không đổi tên cột ở dòng 1.",
        "1. On the sheet “{sheet}”, one row each, from row 2 on; the headers in row 1 stay as they are.",
    ),
    "form.how-who": (
        "2. Bắt buộc có mã hoặc tên; nên có cả hai, cùng huyện và tỉnh. Mã giữ đủ các số 0 ở đầu.",
        "2. A code or a name is needed; both, with district and province, are better. A code keeps its leading zeros.",
    ),
    "form.how-blank": (
        "3. Chưa biết thì bỏ trống: ô trống không phải là “không” hay 0. Chỉ ghi “không áp dụng” nếu đúng vậy.",
        "3. What is not known stays blank: blank is neither no nor 0. Write “not applicable” only where that is so.",
    ),
    "form.how-columns": (
        "4. Không cần điền mọi cột: cột bỏ đi coi là chưa biết; kết quả cho biết số liệu nào còn có thể đổi kết luận.",
        "4. Not every column is needed: one left out is not known; the results say which can still change a verdict.",
    ),
    "form.how-share": (
        "5. Tỷ lệ phần trăm ghi 85,2 hoặc 85,2%, không ghi 0,852; hoặc điền hai số đếm thay cho tỷ lệ, nếu biểu có.",
        "5. A percentage is written 85.2 or 85.2%, not 0.852; or give its two counts instead, where the form has them.",
    ),
    "form.how-evidence": (
        "6. Cột “… (minh chứng)” ghi văn bản mà số liệu dựa vào; có thể bỏ trống, đi theo kết quả vào tệp Excel.",
        "6. A column “… (evidence)” names the document behind the figure; it may be blank, and goes into the workbook.",
    ),
    "form.how-scope": (
        "8. Để kết luận “{eligible}”, trước hết cần các cột: {columns}.",
        "8. For “{eligible}”, these columns are needed in any case: {columns}.",
    ),
    "form.how-branches": (
        "Ngoài ra chỉ cần đủ các cột của một trong {count} nhóm sau; để kết luận ngược lại thì cần mọi nhóm:",
        "Beside them, the columns of one of these {count} groups suffice; for the opposite, all groups are needed:",
    ),
    "form.how-branch": ("– {label}: {columns}", "– {label}: {columns}"),
    "form.how-run": (
        "7. Xét các xã: smartcommune batch TÊN-TỆP.xlsx --rules {id} -o ket-qua.xlsx",
        "7. Assess them: smartcommune batch FILE.xlsx --rules {id} -o results.xlsx",
    ),
    "form.as_of-note": (
        "Ngày của số liệu, cũng là ngày xét; bỏ trống thì xét tại hôm nay hoặc theo --as-of",
        "The day of the data, on which it is assessed; left blank: today, or as --as-of says",
    ),
    "form.as_of-proposed": (
        "Ngày của số liệu, cũng là ngày xét; đề nghị ghi {day}, vì bỏ trống thì xét tại hôm nay hoặc theo --as-of",
        "The day of the data, on which it is assessed; {day} is proposed; left blank: today, or as --as-of says",
    ),
    "form.unit": ("Đơn vị tính: {unit}", "Unit: {unit}"),
    "form.between": ("Từ {low} đến {high}", "From {low} to {high}"),
    "form.type-boolean": ("Ghi có hoặc không; bỏ trống nếu chưa biết", "Yes or no; leave blank if not known"),
    "form.type-enum": ("Chọn một giá trị; bỏ trống nếu chưa biết", "Choose one value; leave blank if not known"),
    "form.type-set": (
        "Ghi một hoặc nhiều giá trị, ngăn bằng dấu ; hoặc dấu phẩy; không có thì ghi “không”, chưa biết thì bỏ trống",
        "One value or several, with ; or commas between them; write none if there is none, leave blank if not known",
    ),
    "form.type-percent": (
        "Ghi phần trăm, ví dụ 85,2; bỏ trống nếu chưa biết, ghi na nếu không áp dụng",
        "A percentage, like 85.2; leave blank if not known, write na if it does not apply",
    ),
    "form.type-count": (
        "Ghi số nguyên; bỏ trống nếu chưa biết, ghi na nếu không áp dụng",
        "A whole number; leave blank if not known, write na if it does not apply",
    ),
    "form.type-number": (
        "Ghi số; bỏ trống nếu chưa biết, ghi na nếu không áp dụng",
        "A number; leave blank if not known, write na if it does not apply",
    ),
    "form.type-money": (
        "Ghi số tiền theo triệu đồng; bỏ trống nếu chưa biết, ghi na nếu không áp dụng",
        "An amount in million VND; leave blank if not known, write na if it does not apply",
    ),
    "form.type-date": ("Ghi ngày/tháng/năm; bỏ trống nếu chưa biết", "A date; leave blank if not known"),
    "form.type-text": ("Ghi bằng lời; bỏ trống nếu chưa biết", "In words; leave blank if not known"),
    "form.type-code": ("Ghi mã; bỏ trống nếu chưa biết", "A code; leave blank if not known"),
    "form.among": ("Các giá trị: {values}", "The values: {values}"),
    "form.derived": ("Bỏ trống nếu đã ghi {counts}", "Leave blank if these are given: {counts}"),
    "form.at-most": ("Không lớn hơn “{label}”", "Not above “{label}”"),
    "form.used": ("Dùng cho tiêu chí: {label} [{citations}]", "Needed for: {label} [{citations}]"),
    "form.choose": (
        "Nên chọn một giá trị trong danh sách; bỏ trống nếu chưa biết.",
        "Choose a value of the list; leave blank if not known.",
    ),
    "form.number": (
        "Nên ghi một số trong khoảng cho phép; bỏ trống nếu chưa biết, ghi na nếu không áp dụng.",
        "Enter a number within the limits; leave blank if not known, na if it does not apply.",
    ),
    "form.day": ("Nên ghi ngày/tháng/năm; bỏ trống nếu chưa biết.", "Enter a date; leave blank if not known."),
    "form.example-note": (
        "VÍ DỤ, không phải số liệu thật: trang này không được đọc khi xét",
        "EXAMPLE, no real data: this sheet is not read",
    ),
    "form.example-code": ("00000", "00000"),
    "form.example-name": ("Xã Ví Dụ", "Example Commune"),
    "form.example-district": ("Huyện Ví Dụ", "Example District"),
    "form.example-province": ("Tỉnh Ví Dụ", "Example Province"),
    "form.example-as_of": ("30/06/2023", "2023-06-30"),
    "form.how": (
        "Ghi giá trị sau dấu hai chấm; bỏ trống hoặc ghi ? nếu chưa biết, ghi na nếu không áp dụng.",
        "Write a value behind the colon; leave it blank or write ? if not known, na if it does not apply.",
    ),
    "form.values-set": (
        "Ghi một hoặc nhiều mã sau trong [ ], ngăn bằng dấu phẩy; [] là không có:",
        "Write one or several of these ids in [ ], with commas between them; [] is none:",
    ),
    "form.values": ("Ghi một trong các mã sau:", "Write one of these ids:"),
    "form.yaml-code": ("mã xã, trong ngoặc kép", "code of the commune, in quotes"),
    "form.yaml-name": ("tên xã", "its name"),
    "form.yaml-district": ("huyện, nếu có", "district, if any"),
    "form.yaml-province": ("tỉnh, thành phố", "province"),
    "form.yaml-as_of": ("ngày của số liệu, ví dụ 2023-06-30", "the day of the data, like 2023-06-30"),
    "help.template": (
        "Biểu trống để nhập số liệu cho một bộ tiêu chí: XLSX có danh sách chọn và ghi chú, CSV, hoặc hồ sơ YAML.",
        "An empty form for a rule set: XLSX with drop-downs and notes, CSV, or a YAML profile.",
    ),
    "help.template-format": (
        "Dạng biểu; mặc định theo đuôi tên tệp, ra màn hình là yaml.",
        "Format of the form; by default as the file's name says, yaml on the screen.",
    ),
    "summary.left-out": ("bỏ dòng {rows}", "left out: {rows}"),
    "summary.left-out-rows": ("{rows} ({why})", "row {rows} ({why})"),
    "summary.why-title": ("phía trên bảng", "above the table"),
    "summary.why-units": ("đơn vị tính", "units"),
    "summary.why-numbers": ("số thứ tự cột", "column numbers"),
    "summary.why-header": ("tiêu đề lặp lại", "header once more"),
    "summary.why-heading": ("tên nhóm", "heading"),
    "summary.why-empty": ("chỉ có số thứ tự", "only a serial number"),
    "summary.why-total": ("dòng tổng", "total"),
    "summary.why-signature": ("ký tên", "signature"),
    "summary.why-remark": ("ghi chú", "remark"),
    "summary.more-unused": ("và {count} cột khác (xem lệnh inspect)", "and {count} more columns (see inspect)"),
}
