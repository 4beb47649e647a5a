"""What can be wrong with a file, in Vietnamese and English: found, expected, what to do."""

from __future__ import annotations

from typing import Final

PROBLEMS: Final[dict[str, tuple[str, str]]] = {
    # Shape
    "missing-key": ("thiếu khóa `{key}`", "the key `{key}` is missing"),
    "unknown-key": ("khóa lạ `{key}`", "unknown key `{key}`"),
    "did-you-mean": ("có phải `{name}`?", "did you mean `{name}`?"),
    "known-names": ("được phép: {names}", "allowed: {names}"),
    "empty-value": ("`{key}` chưa có giá trị; ghi giá trị hoặc bỏ khóa", "`{key}` has no value; give one or remove it"),
    "empty-list": ("danh sách `{key}` trống", "the list `{key}` is empty"),
    "empty-text": ("phải có chữ ở đây, không chỉ có dấu cách", "text is expected here, not only spaces"),
    "expected-text": ("có {found}, cần một giá trị", "found {found}, expected a single value"),
    "expected-table": (
        "có {found}, cần các dòng `khóa: giá trị`",
        "found {found}, expected lines of the form `key: value`",
    ),
    "expected-list": ("có {found}, cần một danh sách `[…]`", "found {found}, expected a list `[…]`"),
    "expected-condition": (
        "có {found}, cần mã tiêu chí hoặc một trong {kinds}",
        "found {found}, expected a criterion or one of {kinds}",
    ),
    "expected-points": (
        "có {found}, cần số điểm hoặc một trong {kinds}",
        "found {found}, expected a number of points or one of {kinds}",
    ),
    # Values
    "not-a-boolean": ("`{found}` không phải là `true` hay `false`", "`{found}` is neither `true` nor `false`"),
    "boolean-help": (
        "viết `true` (có) hoặc `false` (không), bỏ trống nếu chưa biết",
        "write `true` or `false`, or leave it out if not known",
    ),
    "not-a-date": ("`{found}` không phải là ngày", "`{found}` is not a date"),
    "date-help": (
        "viết năm-tháng-ngày, ví dụ `2023-06-30`",
        "write year-month-day, for example `2023-06-30`",
    ),
    "not-a-number": ("`{found}` không phải là số", "`{found}` is not a number"),
    "comma-help": ("viết `{right}`", "write `{right}`"),
    "leading-zero-help": (
        "số không bắt đầu bằng 0; nếu là mã thì dùng kiểu `code`",
        "a number does not begin with 0; if it is a code, its type is `code`",
    ),
    "not-a-count": (
        "`{found}` không phải là số đếm: cần số nguyên từ 0",
        "`{found}` is not a count: expected a whole number from 0",
    ),
    "not-a-code": (
        "`{found}` không phải là mã: chỉ gồm chữ, số và `. _ / -`",
        "`{found}` is not a code: only letters, digits and `. _ / -`",
    ),
    "too-many-digits": (
        "`{found}` có quá 15 chữ số có nghĩa; hãy ghi ít chữ số hơn",
        "`{found}` has more than 15 significant digits; write fewer",
    ),
    "value-alias-twice": (
        "`{word}` là tên của cả hai giá trị `{one}` và `{other}`",
        "`{word}` is what both `{one}` and `{other}` are called",
    ),
    "not-a-value": (
        "`{found}` không có trong các giá trị của `{indicator}`",
        "`{found}` is not one of the values of `{indicator}`",
    ),
    "out-of-range": ("`{found}` nằm ngoài khoảng {low}–{high}", "`{found}` lies outside {low}–{high}"),
    "percent-or-fraction": (
        "`{found}` có thể là phần trăm hoặc tỷ lệ thập phân",
        "`{found}` could be a percentage or a fraction",
    ),
    "percent-or-fraction-help": ("viết `{small}` hoặc `{large}`", "write `{small}` or `{large}`"),
    "percent-sign": ("`{found}` thiếu dấu %", "`{found}` lacks the % sign"),
    "percent-sign-help": ("viết `{found}%` nếu là phần trăm", "write `{found}%` if it is a percentage"),
    "percent-fraction-help": (
        "viết `{meant}`, hoặc `{found}%` nếu đúng là dưới 1%",
        "write `{meant}`, or `{found}%` if less than 1% is meant",
    ),
    "percent-example-help": ("viết một tỷ lệ phần trăm, như `80%`", "write a percentage, such as `80%`"),
    # Profiles
    "undeclared-indicator": ("không có chỉ tiêu `{name}`", "unknown indicator `{name}`"),
    "other-quantity": (
        "`{name}` là số liệu khác, không thay được cho `{indicator}`",
        "`{name}` is another quantity and cannot stand in for `{indicator}`",
    ),
    "other-quantity-help": (
        "tìm số liệu “{label}” hoặc bỏ trống: {about}",
        "find out “{label}”, or leave it out: {about}",
    ),
    "place.rows": ("{source}, dòng {rows}:", "{source}, rows {rows}:"),
    "larger-than-whole": (
        "`{part}` là {part_value}, lớn hơn `{whole}` là {whole_value} ({place})",
        "`{part}` is {part_value}, more than `{whole}`, which is {whole_value} ({place})",
    ),
    "given-although": (
        "có `{fact}` trong khi `{other}` là `{value}` ({place})",
        "`{fact}` is given although `{other}` is `{value}` ({place})",
    ),
    "other-share": (
        "`{figure}` ghi {stated} nhưng `{part}` trên `{whole}` là {computed} ({place})",
        "`{figure}` says {stated}, but `{part}` in `{whole}` is {computed} ({place})",
    ),
    "otherwise-computed": (
        "`{figure}` ghi {stated} nhưng tính từ {parts} là {computed} ({place})",
        "`{figure}` says {stated}, but computed from {parts} it is {computed} ({place})",
    ),
    "computed-out-of-range": (
        "`{figure}` tính từ {parts} là {computed}, ngoài khoảng từ {low} đến {high} ({place})",
        "`{figure}` computed from {parts} is {computed}, outside {low} to {high} ({place})",
    ),
    "computed-out-of-range-help": (
        "kiểm tra lại các số liệu này; bộ tiêu chí nào cho phép ngoài khoảng đó thì ghi `range`",
        "check these figures; a rule set that allows for more says so with `range`",
    ),
    "not-a-date-indicator": ("`future` chỉ dành cho kiểu `date`", "`future` is for the type `date` only"),
    "day-to-come": (
        "`{fact}` ghi ngày {found}, sau ngày đánh giá {last}",
        "`{fact}` is {found}, after the day of assessment, {last}",
    ),
    "day-to-come-help": (
        "sửa ngày; việc chưa xảy ra thì để trống",
        "correct the day; leave out what has not happened yet",
    ),
    "evidence-to-come": (
        "minh chứng của `{fact}` ghi ngày {found}, sau hôm nay ({last}); sửa ngày",
        "the evidence of `{fact}` is dated {found}, after today ({last}); correct the day",
    ),
    "circle-thresholds": (
        "các ngưỡng dựa vào nhau thành vòng: {cycle}",
        "the thresholds follow from each other in a circle: {cycle}",
    ),
    "relative-alone": (
        "viết `of: ngưỡng khác` cùng `plus: …` hoặc `times: …`, không kèm `default` hay giá trị của nơi nào",
        "write `of: another threshold` with `plus: …` or `times: …`, and neither `default` nor values of places",
    ),
    "relative-type": (
        "ngưỡng kiểu `{type}` không tính được từ ngưỡng khác; chỉ các số tính được",
        "a threshold of the type `{type}` does not follow from another one; only numbers do",
    ),
    "relative-places": (
        "`{name}` tùy theo `{by}`, nên ngưỡng dựa vào nó cũng phải ghi `by: {by}`",
        "`{name}` depends on `{by}`: what follows from it needs `by: {by}`, too",
    ),
    "bad-times": (
        "`{found}` không phải số lần; ghi một số trên 0, ví dụ 1.1",
        "`{found}` is no factor; write a number above 0, such as 1.1",
    ),
    "threshold-beyond": (
        "ngưỡng `{name}` tính từ `{base}` là {value}, ngoài khoảng có thể có",
        "the threshold `{name}`, which follows from `{base}`, is {value}: beyond what it can be",
    ),
    "reserved-place": (
        "`{name}` là giá trị của `{indicator}` nhưng là từ của định dạng, nên không làm nơi áp dụng được; đổi mã khác",
        "`{name}` is a value of `{indicator}`, but a word of the format: it cannot be a place; give it another id",
    ),
    "circle-indicators": (
        "các chỉ tiêu phụ thuộc lẫn nhau thành vòng: {cycle}",
        "the indicators depend on each other in a circle: {cycle}",
    ),
    "reserved-value": (
        "`{value}` không thể là giá trị: trong hồ sơ và bảng, từ này nghĩa là chưa biết hoặc không áp dụng",
        "`{value}` cannot be a value: in profiles and tables it means unknown or not applicable",
    ),
    "unit-of.money": (
        "tiền luôn tính bằng triệu đồng, không ghi `unit`",
        "money is always in million VND; leave out `unit`",
    ),
    "unit-of.other": (
        "`unit` chỉ dành cho kiểu `count` và `number`",
        "`unit` is for the types `count` and `number` only",
    ),
    "place-applies": (
        "ngưỡng phụ thuộc vào `{indicator}`, nên chỉ tiêu này không được có `may_not_apply`",
        "a threshold depends on `{indicator}`, so that it cannot have `may_not_apply`",
    ),
    "na-not-allowed": (
        "`{fact}` ghi không áp dụng, nhưng bộ tiêu chí không cho chỉ tiêu này được không áp dụng",
        "`{fact}` is said not to apply, but the rule set does not let it",
    ),
    "na-not-allowed-beside": (
        "`{fact}` ghi không áp dụng, nhưng không được vì `{other}` là {value} ({place})",
        "`{fact}` is said not to apply, which cannot be as `{other}` is {value} ({place})",
    ),
    "na-not-allowed-help": (
        "ghi giá trị của chỉ tiêu; nếu chưa biết thì để trống hoặc ghi `?`",
        "write its value; leave it out or write `?` if it is not known",
    ),
    "place-not-applicable": (
        "ngưỡng phụ thuộc vào `{name}` nên chỉ tiêu này luôn áp dụng; bỏ trống nếu chưa biết",
        "thresholds depend on `{name}`, so it always applies; leave it out if it is not known",
    ),
    # Comments that silence lints
    "suppression-without-id": (
        "chú thích này chưa nêu mã cần bỏ qua: viết `ignore[mã] -- lý do`",
        "this comment names no id: write `ignore[id] -- reason`",
    ),
    "suppression-without-reason": (
        "chú thích này chưa nêu lý do: viết `ignore[mã] -- lý do`",
        "this comment gives no reason: write `ignore[id] -- reason`",
    ),
    "unused-suppression": (
        "không có gì để bỏ qua ở đây cho `{ids}`; xóa chú thích này",
        "there is nothing to ignore here for `{ids}`; remove this comment",
    ),
    "is-profile": ("đây là hồ sơ xã, không phải bộ tiêu chí", "this is a profile, no rule set"),
    "is-profile-help": ("dùng `smartcommune check`", "use `smartcommune check`"),
    "is-column-map": ("đây là tệp khai cột, không phải bộ tiêu chí", "this is a map of columns, no rule set"),
    "is-column-map-help": ("dùng với --columns", "it belongs to --columns"),
    "is-cases": ("đây là tệp ca kiểm thử, không phải bộ tiêu chí", "this is a file of cases, no rule set"),
    "is-cases-help": (
        "đặt tên `<tên bộ tiêu chí>.cases.yaml` và để cạnh bộ tiêu chí",
        "call it `<rule set>.cases.yaml`, beside its rule set",
    ),
    "is-other-yaml": (
        "tệp YAML này không phải bộ tiêu chí: không có `id`, `criteria` hay `verdict`",
        "this YAML file is no rule set: it has no `id`, `criteria` or `verdict`",
    ),
    "is-other-yaml-help": (
        "chỉ đưa vào tệp bộ tiêu chí; xem `smartcommune schema ruleset`",
        "give rule files only; see `smartcommune schema ruleset`",
    ),
    "is-table": ("đây là bảng số liệu, không phải bộ tiêu chí", "this is a table, no rule set"),
    "is-table-help": (
        "dùng `smartcommune inspect` để xem bảng được đọc thế nào, `smartcommune batch` để xét",
        "use `smartcommune inspect` to see how it is read, `smartcommune batch` to assess it",
    ),
    "cases-without-rules": (
        "không tìm thấy bộ tiêu chí `{name}` cạnh tệp này",
        "there is no rule set `{name}` beside this file",
    ),
    "other-ruleset": (
        "các ca này ghi là của `{found}`, nhưng bộ tiêu chí bên cạnh là `{expected}`",
        "these cases say they are of `{found}`, but the rule set beside them is `{expected}`",
    ),
    "no-rule-files": (
        "không có tệp YAML nào ở `{path}`",
        "there are no YAML files at `{path}`",
    ),
    # Settings
    "bad-reading": (
        "`{found}` không đúng dạng: viết `{option} ID=written` (như đã ghi) hoặc `{option} ID=instead` (cách hiểu kia)",
        "`{found}` is not of the form `{option} ID=written` (as it stands) or `{option} ID=instead` (read otherwise)",
    ),
    "bad-setting": (
        "`{found}` không đúng dạng: viết `{option} ngưỡng=giá_trị`",
        "`{found}` is not of the form `{option} threshold=value`",
    ),
}
