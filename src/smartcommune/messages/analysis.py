"""What is said about rules as a whole: what is missing, what would change, what differs, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

ANALYSIS: Final[dict[str, tuple[str, str]]] = {
    # What differs between two rule sets
    "diff.title": ("{old} → {new}", "{old} → {new}"),
    "diff.same": ("Giống nhau với mọi xã", "The same behaviour for every commune"),
    "diff.differs": ("Có khác nhau", "The behaviour differs"),
    "diff.on": ("Ngày {first}", "On {first}"),
    "diff.since": ("Từ {first}", "Since {first}"),
    "diff.days": ("{first} – {last}", "{first} – {last}"),
    "diff.in-force-old": (
        "Chỉ bộ cũ có hiệu lực; theo bộ mới: không có hiệu lực.",
        "Only the old rule set is in force; under the new one: not in force.",
    ),
    "diff.in-force-new": (
        "Chỉ bộ mới có hiệu lực; theo bộ cũ: không có hiệu lực.",
        "Only the new rule set is in force; under the old one: not in force.",
    ),
    "diff.in-force-neither": ("Cả hai bộ đều không có hiệu lực.", "Neither rule set is in force."),
    "diff.not-decided": (
        "Chưa kết luận được: đã xem {looked} mà chưa hết.",
        "Not decided after {looked}, and there are more.",
    ),
    "diff.computed": (
        "Chưa kết luận được: có chỉ tiêu được tính từ nhiều số liệu.",
        "Not decided: a figure is computed from several facts.",
    ),
    "diff.only-complete": (
        "Mới kết luận được cho xã đã đủ số liệu, chưa cho xã còn thiếu số liệu: đã xem {looked} mà chưa hết.",
        "Decided for communes of which everything is known, not for others after {looked}.",
    ),
    "diff.proven": (
        "Mọi xã có cùng kết luận và cùng kết quả từng tiêu chí (đã chứng minh với mọi xã mà cả hai bộ cùng nhận).",
        "Every commune gets the same verdict and the same outcomes (proven for every commune that both take).",
    ),
    "diff.proven-verdicts": (
        "Không xã nào có kết luận khác (đã chứng minh với mọi xã mà cả hai bộ cùng nhận); những điểm khác:",
        "No commune gets another verdict (proven for every commune that both take); what else differs:",
    ),
    "diff.silent": ("{clause}: không làm đổi kết luận nào", "{clause}: changes no verdict"),
    "diff.undecided": (
        "{clause}: chưa biết có làm đổi kết luận không",
        "{clause}: not known whether it changes a verdict",
    ),
    "diff.outcome": (
        "{label} ({id}): {before} → {after} với xã có {facts}",
        "{label} ({id}): {before} → {after} for a commune with {facts}",
    ),
    "diff.level-change": (
        "Xếp loại {before} → {after} với xã có {facts}",
        "Level {before} → {after} for a commune with {facts}",
    ),
    "diff.points-change": (
        "Điểm của {label}: {before} → {after} với xã có {facts}",
        "Points of {label}: {before} → {after} for a commune with {facts}",
    ),
    "diff.otherwise": (
        "Chỉ so theo cách hiểu đã viết; cách hiểu khác chưa so: {ids}",
        "Compared as the text is read in the files; not under the other reading of {ids}",
    ),
    "diff.on-levels": (
        "{count} dòng đổi xếp loại dù kết luận như cũ: {rows}",
        "Rows that change their level though not their verdict, {count}: {rows}",
    ),
    "diff.between": ("{low}–{high}", "{low}–{high}"),
    "diff.open-levels": (
        "Chưa xét hết được xếp loại có đổi hay không.",
        "Whether levels change was too much to look at.",
    ),
    "diff.open-points": (
        "Chưa xét hết được điểm có đổi hay không.",
        "Whether points change was too much to look at.",
    ),
    "diff.threshold": ("Ngưỡng {label} ({id})", "Threshold {label} ({id})"),
    "diff.criterion": ("Điều kiện của tiêu chí {label} ({id})", "Conditions of the criterion {label} ({id})"),
    "diff.indicator": ("Cách so sánh chỉ tiêu {label} ({id})", "How the indicator {label} ({id}) compares"),
    "diff.scope": ("{label} ({id})", "{label} ({id})"),
    "diff.eligible_when": ("{label} ({id})", "{label} ({id})"),
    "diff.together": ("Do nhiều thay đổi cùng gây ra", "Several changes together"),
    "diff.from-to": ("{name}: {before} → {after}", "{name}: {before} → {after}"),
    "diff.verdicts": ("{before} → {after}", "{before} → {after}"),
    "diff.nothing-known": ("xã chưa có số liệu nào", "a commune of which nothing is known"),
    "diff.known": ("{label}: {value}", "{label}: {value}"),
    "diff.commune": ("xã có {facts}", "a commune with {facts}"),
    "diff.on-day": ("{commune}; xét tại ngày {day}", "{commune}; assessed on {day}"),
    "diff.only-old": ("Chỉ tiêu chỉ có ở bộ cũ", "Indicators of the old rule set only"),
    "diff.only-new": ("Chỉ tiêu chỉ có ở bộ mới", "Indicators of the new rule set only"),
    "diff.uncompared": (
        "Chỉ tiêu khác kiểu dữ liệu, không so sánh được",
        "Indicators of another type, which cannot be compared",
    ),
    "diff.accepted": (
        "Số liệu chỉ một trong hai bộ nhận, không so sánh được",
        "Facts that only one of the two takes, which cannot be compared",
    ),
    "diff.accepted-values-old": (
        "{label} ({id}): {values} chỉ có ở bộ cũ",
        "{label} ({id}): {values} in the old rule set only",
    ),
    "diff.accepted-values-new": (
        "{label} ({id}): {values} chỉ có ở bộ mới",
        "{label} ({id}): {values} in the new rule set only",
    ),
    "diff.accepted-range": ("{label} ({id}): khoảng giá trị khác", "{label} ({id}): another range"),
    "diff.accepted-unit": ("{label} ({id}): đơn vị tính khác", "{label} ({id}): another unit"),
    "diff.accepted-at_most": (
        "{label} ({id}): không được vượt một chỉ tiêu khác",
        "{label} ({id}): bounded by another indicator",
    ),
    "diff.accepted-only_when": (
        "{label} ({id}): được ghi trong điều kiện khác",
        "{label} ({id}): stated under another condition",
    ),
    "diff.accepted-may_not_apply": (
        "{label} ({id}): được ghi không áp dụng trong trường hợp khác",
        "{label} ({id}): may not apply in other cases",
    ),
    "diff.accepted-evidence": (
        "{label} ({id}): chỉ tính với minh chứng khác",
        "{label} ({id}): counts with other evidence",
    ),
    "diff.asides": ("Khác nhau nhưng không làm đổi kết luận", "Different without changing a verdict"),
    "diff.more": ("và {count} chỗ khác", "and {count} more"),
    "diff.added": ("{where}: thêm", "{where}: added"),
    "diff.removed": ("{where}: bỏ", "{where}: removed"),
    "diff.changed": ("{where}: sửa", "{where}: changed"),
    "help.diff": (
        "Hai bộ tiêu chí khác nhau thế nào: từng thay đổi kết luận với một xã ví dụ, hoặc chứng minh là giống nhau.",
        "What changes between two rule sets: each changed verdict with an example, or the proof that there is none.",
    ),
    "help.diff-old": ("Mã hoặc tệp bộ tiêu chí cũ.", "Id or file of the old rule set."),
    "help.diff-new": ("Mã hoặc tệp bộ tiêu chí mới.", "Id or file of the new rule set."),
    "help.diff-as-of": ("Chỉ so sánh cho một ngày.", "Compare for one day only."),
    # What differs for the rows of a table
    "help.diff-on": (
        "Chỉ so sánh các dòng của một bảng: nơi nào đổi kết luận và vì sao.",
        "Compare for the rows of a table only: whose verdict changes, and why.",
    ),
    "diff.on-changed": ("{changed} trong {compared} nơi đổi kết luận", "{changed} of {compared} get another verdict"),
    "diff.on-same": ("Không nơi nào trong {compared} nơi đổi kết luận", "None of {compared} gets another verdict"),
    "diff.on-refused": (
        "Số dòng không đọc được, nên không so sánh: {refused}",
        "Rows that cannot be read, so that they are not compared: {refused}",
    ),
    "diff.on-provinces": ("Theo tỉnh", "By province"),
    "diff.on-no-province": ("(không ghi tỉnh)", "(no province)"),
    "diff.on-province": ("{place}: {changed} trong {compared}", "{place}: {changed} of {compared}"),
    "diff.on-group": ("{count} nơi đổi kết luận", "{count} get another verdict"),
    "diff.on-group-each": (
        "{count} nơi đổi kết luận; chỉ riêng một trong các thay đổi này đã đủ",
        "{count} get another verdict; each of these changes alone would do",
    ),
    "diff.on-row": ("{name} (dòng {row}): {pair}", "{name} (row {row}): {pair}"),
    "diff.on-unnamed": ("dòng {row}: {pair}", "row {row}: {pair}"),
    "diff.on-more": ("và {count} nơi khác; `--format json` liệt kê đủ", "and {count} more; `--format json` has all"),
    "diff.on-unexplained": (
        "Lý do chỉ được tìm cho {explained} nơi đầu tiên trong số đổi kết luận",
        "Reasons were looked for only for the first {explained} of those that change",
    ),
    "needs-on": (
        "`{option}` chỉ dùng cùng với `--on`",
        "`{option}` says how a table is read, and there is none",
    ),
    "needs-on-help": ("thêm `--on BẢNG`", "add `--on TABLE`"),
    "diff.at": ("{place}: {value}", "{place}: {value}"),
    "diff.no-value": ("chưa có giá trị", "no value"),
    "diff.none": ("không có", "none"),
    "diff.fact": ("{value}", "{value}"),
    # What the answers to a question would mean
    "computed-advice-not-decided": (
        "Chưa tìm hết được cách ít thay đổi nhất để đủ điều kiện: có chỉ tiêu được tính từ nhiều số liệu.",
        "The smallest set of changes is not decided: a figure is computed from several facts.",
    ),
    "computed-missing-not-decided": (
        "Chưa xét hết số liệu còn thiếu nào làm khác kết luận: có chỉ tiêu được tính từ nhiều số liệu còn thiếu.",
        "Which missing facts matter is not decided; all that may are listed: a figure is computed from several.",
    ),
    "points-not-decided": (
        "Điểm được tính riêng từng tiêu chí, nên khoảng điểm có thể rộng hơn thực tế: đã xem {looked} mà chưa hết.",
        "Points are counted one criterion at a time, so that intervals may be too wide, after {looked}.",
    ),
    "possible-not-decided": (
        "Còn quá nhiều khả năng (mới xem {looked}): khoảng điểm có thể quá rộng, và liệt kê mọi số liệu có thể cần.",
        "Not all that is possible was looked at (after {looked}): points may be too wide, missing facts too many.",
    ),
    "advice-not-decided": (
        "Chưa tìm hết được cách ít thay đổi nhất để đủ điều kiện: đã xem {looked} mà chưa hết.",
        "The smallest set of changes is not decided after {looked}, and there are more.",
    ),
    "next-level-not-decided": (
        "Chưa tìm hết được cách ít thay đổi nhất để lên mức tiếp theo: đã xem {looked} mà chưa hết.",
        "The smallest set of changes to the next level is not decided after {looked}, and there are more.",
    ),
    "computed-next-level-not-decided": (
        "Chưa tìm hết được cách ít thay đổi nhất để lên mức tiếp theo: có chỉ tiêu được tính từ nhiều số liệu.",
        "The smallest set of changes to the next level is not decided: a figure is computed from several facts.",
    ),
    "noun.looked": ("trường hợp", "case|cases"),
    "computed-points-not-decided": (
        "Có chỉ tiêu tính từ nhiều số liệu, nên điểm được tính riêng từng tiêu chí và khoảng điểm có thể quá rộng.",
        "A figure follows from several facts: points are counted one criterion at a time, intervals may be too wide.",
    ),
    "computed-margin-not-decided": (
        "Chưa xét số liệu nào sát ngưỡng nhất: có chỉ tiêu được tính từ nhiều số liệu.",
        "Which figure is nearest to another verdict is not looked at: a figure follows from several facts.",
    ),
    "margin-not-decided": (
        "Chưa rõ số liệu nào sát ngưỡng nhất: đã xem {looked} mà chưa hết.",
        "Which figure is nearest to another verdict is not decided after {looked}, and there are more.",
    ),
    "missing-not-decided": (
        "Chưa xét hết số liệu còn thiếu nào làm khác kết luận; liệt kê mọi số liệu có thể: mới xem {looked}.",
        "Which missing facts matter is not decided after {looked}; all that may are listed.",
    ),
    "missing-order-not-tried": (
        "Chưa xét số liệu còn thiếu nào quyết định nhiều nhất: có quá nhiều trường hợp.",
        "Which missing fact settles most is not looked at: there are too many cases.",
    ),
    "missing-order-not-decided": (
        "Chưa xét hết số liệu còn thiếu nào quyết định nhiều nhất: đã thử {looked} mà chưa hết.",
        "Which missing fact settles most is not decided after {looked}, and there are more.",
    ),
    "page.margin": (
        "Sát ngưỡng nhất: {label} {value}, cách {edge} {distance} (bên kia: {verdict})",
        "Nearest to another verdict: {label} {value}, {distance} from {edge} (beyond it: {verdict})",
    ),
    "page.margin-exact": (
        "Sát ngưỡng nhất: {label} đúng bằng {edge} (bên kia: {verdict})",
        "Nearest to another verdict: {label} is exactly {edge} (beyond it: {verdict})",
    ),
    "unit.point": (" điểm phần trăm", " percentage point"),
    "unit.points": (" điểm phần trăm", " percentage points"),
    # The next question
    "help.full": (
        "Kể đủ: mọi tiêu chí, mọi nhánh, nguồn của từng ngưỡng giả định.",
        "Tell all: every criterion, every branch, the source of each assumed threshold.",
    ),
    "help.ask": (
        "Hỏi số liệu cần biết tiếp theo, và mỗi câu trả lời sẽ dẫn đến kết luận nào.",
        "Ask for the fact to find out next, and say what each answer would mean.",
    ),
    "ask.boolean": ("{label}: có hay không?", "{label}: yes or no?"),
    "ask.number": ("{label} là bao nhiêu?", "{label}: how much is it?"),
    "ask.date": ("{label}: ngày nào?", "{label}: which day?"),
    "ask.set": ("{label}: những gì?", "{label}: which ones?"),
    "ask.value": ("{label}: trường hợp nào?", "{label}: which is it?"),
    "ask.answer": ("{answer}: {verdict}", "{answer}: {verdict}"),
    "ask.nothing": ("Không cần hỏi thêm.", "Nothing needs to be asked."),
    "ask.no-fact": (
        "Không số liệu nào giải quyết được: có ngưỡng chưa có giá trị.",
        "No fact would settle it: a threshold has no value.",
    ),
    "change.more": ("{label}: thêm {after}", "{label}: also {after}"),
    "change.one-of": ("một trong {count} giá trị, ví dụ {value}", "one of {count} values, such as {value}"),
    "meaning.any": ("bất kỳ giá trị nào", "any value"),
    "meaning.other": ("giá trị khác", "another value"),
}
