"""What is said about which rule set applies when, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

RULESETS: Final[dict[str, tuple[str, str]]] = {
    "rules-ended": (
        "bộ tiêu chí {id} đã hết hiệu lực sau ngày {last}, mà bảng có dòng không ghi ngày xét",
        "the rule set {id} has ended with {last}, and the table has rows without a day of their own",
    ),
    "rules-ended-help": (
        "dùng --as-of {last} để xét như khi còn hiệu lực, hoặc thêm cột `as_of` (Ngày xét)",
        "use --as-of {last} to assess as the rules stood, or add a column `as_of`",
    ),
    "rules-ended-replaced": (
        "dùng --as-of {last} để xét như khi còn hiệu lực, thêm cột `as_of` (Ngày xét), hoặc dùng --rules {others}",
        "use --as-of {last} to assess as the rules stood, add a column `as_of`, or use --rules {others}",
    ),
    "cite-of-nothing": (
        "`{name}` không được đặt bằng --set, nên không có gì để dẫn văn bản",
        "`{name}` is not set with --set, so there is nothing that the document decides",
    ),
    # What applies on a day on which a rule set is not in force
    "in-force.replaced": (
        "Đã được thay bằng {ruleset}; để xét theo bộ đó: --rules {id}",
        "Replaced by {ruleset}; to assess against that one: --rules {id}",
    ),
    "in-force.others": (
        "Các bộ tiêu chí có sẵn có hiệu lực ngày {day}: {ids}. Xem: smartcommune list --as-of {iso}",
        "Built-in rule sets in force on {day}: {ids}. See: smartcommune list --as-of {iso}",
    ),
    "in-force.none-commune": (
        "Ngày {day} không có bộ tiêu chí có sẵn nào có hiệu lực.",
        "No built-in rule set is in force on {day}.",
    ),
    "in-force.none-village": (
        "Ngày {day} không có bộ tiêu chí có sẵn nào cho thôn có hiệu lực.",
        "No built-in rule set for villages is in force on {day}.",
    ),
    "help.list-as-of": (
        "Bộ tiêu chí nào có hiệu lực ngày này, ví dụ 2026-03-01; bộ đã hết hiệu lực thì nêu bộ thay thế.",
        "Which rule sets are in force on this date, like 2026-03-01; of those that have ended, what replaced them.",
    ),
    "list.state": ("{period} ({state})", "{period} ({state})"),
    "list.on": ("{count} bộ tiêu chí có hiệu lực ngày {day}", "{count} rule sets are in force on {day}"),
    "list.ended": ("hết hiệu lực sau ngày {day}", "ended after {day}"),
    "list.begins": ("có hiệu lực từ ngày {day}", "begins on {day}"),
    "list.ended-replaced": ("hết hiệu lực sau ngày {day}; thay bằng {ids}", "ended after {day}; replaced by {ids}"),
    "show.other-ruleset": ("{label} (xem bộ tiêu chí {id})", "{label} (see the rule set {id})"),
    "show.uses": ("Dùng kết luận của: {ids}", "Uses the verdict of: {ids}"),
    "show.replaced-by": ("Sau đó thay bằng: {ids}", "Replaced afterwards by: {ids}"),
    # What a rule set calls its verdicts
    "text.verdict": ("{verdict}", "{verdict}"),
    "show.called-when": ("{verdict} khi", "{verdict} when"),
    # Codes of communes in time
    "code-list.earlier": (
        "mã `{code}` thuộc danh mục ngày {list}, dùng cho ngày {day}: từ 01/7/2025 mã này có thể chỉ một xã khác",
        "code `{code}` is of the list of {list}, used on {day}: since 1 July 2025 it may mean another commune",
    ),
    "code-list.later": (
        "mã `{code}` thuộc danh mục ngày {list}, dùng cho ngày {day}: trước 01/7/2025 mã này có thể chỉ một xã khác",
        "code `{code}` is of the list of {list}, used on {day}: before 1 July 2025 it may have meant another commune",
    ),
    "code-list-note": (
        "Về mã xã: {what} (Quyết định 19/2025/QĐ-TTg). Danh hiệu sau sắp xếp: bộ tiêu chí advanced-title-after-merger",
        "On the code: {what} (Decision 19/2025/QĐ-TTg). On titles since: the rule set advanced-title-after-merger",
    ),
    "code-list-help": (
        "ghi mã và `code_list` của danh mục có hiệu lực vào ngày xét, hoặc sửa `as_of`",
        "give the code and the `code_list` of the list in force on that date, or mend `as_of`",
    ),
    "bad-code": (
        "`{found}` không phải mã xã: danh mục dùng mã gồm năm chữ số",
        "`{found}` is no code of a commune: the lists have codes of five digits",
    ),
    "bad-code-help": (
        'ghi đủ năm chữ số trong ngoặc kép, kể cả số 0 ở đầu, ví dụ "05641"',
        'write all five digits in quotes, leading zeros included, like "05641"',
    ),
    # The verdict of another rule set
    "verdict-of": ("{ruleset}: {verdict}", "{ruleset}: {verdict}"),
    "verdict-of-last-day": (
        "{ruleset}, xét vào ngày cuối có hiệu lực {day}: {verdict}",
        "{ruleset}, on its last day in force {day}: {verdict}",
    ),
    "no-last-day": (
        "`{name}` chưa có ngày cuối có hiệu lực: bỏ `on`, hoặc ghi `until` trong bộ đó",
        "`{name}` has no last day in force: leave out `on`, or write `until` there",
    ),
    "used-on-two-days": (
        "kết luận của `{name}` được hỏi cả vào ngày xét và vào ngày cuối có hiệu lực của bộ đó: chỉ hỏi một ngày",
        "the verdict of `{name}` is asked for on the day of assessment and on its last day: ask for one of them",
    ),
    "used-before-its-end": (
        "có ngày bộ tiêu chí này có hiệu lực mà `{name}` chưa hết hiệu lực, nên chưa có kết luận của ngày cuối",
        "on some days this rule set is in force and `{name}` has not ended: its last day is still to come",
    ),
    "used-before-its-end-help": (
        "bỏ `on`, hoặc để `in_force` của bộ tiêu chí này bắt đầu sau ngày cuối của bộ kia",
        "leave out `on`, or let `in_force` of this rule set begin after the last day of the other",
    ),
    "used-subject": (
        "`{name}` xét đối tượng `{found}`, bộ tiêu chí này xét `{expected}`",
        "`{name}` assesses a `{found}`, this rule set a `{expected}`",
    ),
    "used-reading": (
        "`{name}` có chỗ được tính theo hai cách hiểu, nên kết luận của nó có thể còn để ngỏ",
        "`{name}` is computed under two readings of its text, so that its verdict may be open",
    ),
    "no-readings-help": (
        "bộ tiêu chí này không có chỗ nào như vậy: bỏ `--reading`",
        "this rule set has none: leave `--reading` out",
    ),
    "not-a-reading": (
        "`{found}` không phải là cách hiểu; viết `written` (như đã ghi) hoặc `instead` (cách hiểu kia)",
        "`{found}` is no reading; write `written` (as it stands) or `instead` (the other one)",
    ),
    "reading-id": (
        "`{name}` không dùng được cho `--reading`: chỉ dùng chữ không dấu, chữ số, `.`, `_` và `-`",
        "`{name}` cannot be given to `--reading`: use letters of A to Z, digits, `.`, `_` and `-`",
    ),
    "too-many-readings": (
        "nhiều nhất {most} chỗ chưa rõ được tính theo cả hai cách hiểu; ở đây có: {ids}",
        "at most {most} ambiguities are computed under both readings; these are: {ids}",
    ),
    "readings-clash": (
        "`{name}` khác đi theo cả {one} lẫn {other}; mỗi phần chỉ được khác đi theo một chỗ chưa rõ",
        "`{name}` differs by {one} and by {other}; a part may hang on one ambiguity only",
    ),
    "reading-same": (
        "`{name}` viết trong `instead` của {id} giống như đã ghi, nên cách hiểu kia không đổi gì",
        "`{name}` stands in `instead` of {id} as it stands anyway: the other reading changes nothing of it",
    ),
    "reading-overruled": (
        "`{name}` được viết lại ở đây, mà chỗ chưa rõ {id} của bộ gốc cũng viết nó theo cách khác",
        "`{name}` is written anew or dropped here, and the ambiguity {id} of the parent writes it otherwise, too",
    ),
    "reading-overruled-help": (
        "viết lại {id} ở đây, với `instead` phù hợp hoặc không có `instead`",
        "write {id} anew here, with an `instead` that fits or without any",
    ),
    "used-level": (
        "kết luận của `{name}` là xã thuộc mức nào, không phải đủ hay không đủ điều kiện",
        "the verdict of `{name}` is into which level a commune falls, and not whether it is eligible",
    ),
    "used-level-help": (
        "viết lại ở đây các điều kiện của mức cần dùng, kèm căn cứ",
        "write the conditions of the level that is meant here, with their citation",
    ),
    "used-period": (
        "có ngày bộ tiêu chí này có hiệu lực mà `{name}` không có hiệu lực, nên không có kết luận để dùng",
        "on some days this rule set is in force and `{name}` is not: there is no verdict to use",
    ),
    "used-period-help": (
        "rút ngắn `in_force` của bộ tiêu chí này cho nằm trong thời gian có hiệu lực của bộ kia",
        "let `in_force` of this rule set lie within that of the other",
    ),
    "declared-otherwise": (
        "`{name}` được khai khác trong `{ruleset}`; một tên chỉ được mang một nghĩa",
        "`{name}` is declared otherwise in `{ruleset}`; one name can mean one thing only",
    ),
}
