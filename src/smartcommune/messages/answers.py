"""What the answer says, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

ANSWERS: Final[dict[str, tuple[str, str]]] = {
    # Verdicts and outcomes
    "verdict.eligible": ("Đủ điều kiện", "Eligible"),
    "verdict.not_eligible": ("Không đủ điều kiện", "Not eligible"),
    "verdict.undetermined": ("Chưa kết luận được", "Not yet decidable"),
    "verdict.out_of_scope": ("Ngoài phạm vi áp dụng", "Out of scope"),
    "verdict.not_in_force": ("Bộ tiêu chí không có hiệu lực", "Rule set not in force"),
    "outcome.met": ("đạt", "met"),
    "outcome.not_met": ("không đạt", "not met"),
    "outcome.unknown": ("chưa rõ", "unknown"),
    "form-of-other-rules": (
        "biểu này lập cho bộ tiêu chí `{asked}`; ở đây xét theo `{used}`",
        "the form was made for the rule set `{asked}`; it is assessed by `{used}` here",
    ),
    "asks-for-other-rules": (
        "hồ sơ ghi bộ tiêu chí `{asked}` ({at}); ở đây xét theo `{used}`",
        "the profile asks for the rule set `{asked}` ({at}); it is assessed by `{used}` here",
    ),
    "no-such-share": (
        (
            "`{share}` {stated} ({at}) không khớp `{count}` {number} ({place}): không số nguyên nào cho tỷ lệ này; "
            "dùng tỷ lệ đã ghi"
        ),
        (
            "`{share}` {stated} ({at}) does not fit `{count}` {number} ({place}): no whole number makes it; "
            "the stated share is used"
        ),
    ),
    "evidence-later": (
        "{label}: minh chứng ghi ngày {day}, sau ngày đánh giá {as_of}",
        "{label}: the evidence is dated {day}, after the day of assessment, {as_of}",
    ),
    "outcome.not_applicable": ("không áp dụng", "not applicable"),
    # Values
    "yes": ("có", "yes"),
    "no": ("không", "no"),
    "not-applicable": ("không áp dụng", "not applicable"),
    "unit.percent": (" %", "%"),
    "unit.money": (" triệu đồng", " million VND"),
    "unit.other": (" {unit}", " {unit}"),
    # What a comparison or a group asks for
    "need.is": ("{value}", "{value}"),
    "need.is_not": ("khác “{value}”", "other than “{value}”"),
    "need.in": ("một trong: {value}", "one of: {value}"),
    "need.gte.number": ("từ {value} trở lên", "at least {value}"),
    "need.gt.number": ("trên {value}", "more than {value}"),
    "need.lte.number": ("không quá {value}", "at most {value}"),
    "need.lt.number": ("dưới {value}", "less than {value}"),
    "need.gte.ordered": ("từ “{value}” trở lên", "“{value}” or higher"),
    "need.gt.ordered": ("trên “{value}”", "higher than “{value}”"),
    "need.lte.ordered": ("không quá “{value}”", "“{value}” or lower"),
    "need.lt.ordered": ("dưới “{value}”", "lower than “{value}”"),
    "need.gte.date": ("từ ngày {value}", "on or after {value}"),
    "need.gt.date": ("sau ngày {value}", "after {value}"),
    "need.lte.date": ("đến hết ngày {value}", "on or before {value}"),
    "need.lt.date": ("trước ngày {value}", "before {value}"),
    "need.within": ("trong vòng {age} tính đến ngày xét", "within {age} before the day of assessment"),
    "need.longer_ago_than": ("quá {age} tính đến ngày xét", "more than {age} before the day of assessment"),
    "age.years": ("năm", "year|years"),
    "age.months": ("tháng", "month|months"),
    "need.all_of": ("tất cả", "all of them"),
    "need.any_of": ("ít nhất một", "at least one"),
    "need.none_of": ("không điều kiện nào", "none of them"),
    "need.at_least": ("ít nhất {need}", "at least {need}"),
    "need.at_most": ("không quá {need}", "at most {need}"),
    "need.fewer": ("ít hơn {need}", "fewer than {need}"),
    "need.with-must": ("{need}, kể cả các điều kiện bắt buộc", "{need}, with those that must be met"),
    "need.by_place": ("{need}, tùy theo {by}", "{need}, depending on: {by}"),
    "need.open": ("ngưỡng chưa được quy định", "no threshold has been set"),
    "need.refused": ("chưa có ngưỡng: không dùng ngưỡng giả định", "no threshold: assumptions are refused"),
    "need.assumed": ("{need}, giả định*", "{need}, assumed*"),
    "need.assumed-plain": ("{need}, giả định", "{need}, assumed"),
    "need.decided": ("{need}, do người dùng đặt theo {document}", "{need}, set by the user after {document}"),
    "need.set": ("{need}, do người dùng đặt", "{need}, set by the user"),
    # Reasons
    "text.value": ("{value}", "{value}"),
    "text.value-need": ("{value} (cần {need})", "{value} (needs {need})"),
    "text.not-given": ("chưa có số liệu (cần {need})", "not given (needs {need})"),
    "text.of-nothing": (
        "không tính được vì số chia không lớn hơn 0 (cần {need})",
        "no figure, for it would be divided by 0 or less (needs {need})",
    ),
    "text.share-of-nothing": (
        "không tính được vì mẫu số là 0 (cần {need})",
        "no share, for it is of 0 (needs {need})",
    ),
    "text.rounded": (
        "{value} là số làm tròn, có thể từ {low} đến dưới {high} (cần {need})",
        "{value} is rounded and may be from {low} to below {high} (needs {need})",
    ),
    "text.not-applicable": ("không áp dụng", "not applicable"),
    "text.tally": ("đạt {met} trong {applicable} (cần {need})", "{met} of {applicable} met (needs {need})"),
    "text.tally-unknown": (
        "đạt {met} trong {applicable}, chưa rõ {unknown} (cần {need})",
        "{met} of {applicable} met, {unknown} unknown (needs {need})",
    ),
    "text.out-of-force": (
        "không áp dụng: tiêu chí có hiệu lực {period}",
        "does not apply: the criterion is in force {period}",
    ),
    "text.none-applies": ("không điều kiện nào áp dụng", "none of the conditions applies"),
    "text.not": ("ngược lại với điều kiện sau", "the opposite of the following"),
    "text.same": ("theo “{label}”", "as “{label}”"),
    "text.does-not-apply": ("không thuộc diện áp dụng", "does not apply here"),
    "text.may-not-apply": (
        "chưa rõ có thuộc diện áp dụng không; nếu có: {text}",
        "not known whether it applies; if it does: {text}",
    ),
    "label.eligible_when": ("Điều kiện", "Conditions"),
    "label.scope": ("Phạm vi áp dụng", "Scope"),
    "label.applies_when": ("Diện áp dụng", "Applies to"),
    "label.all_of": ("Tất cả các điều kiện sau", "All of the following"),
    "label.any_of": ("Một trong các điều kiện sau", "Any of the following"),
    "label.none_of": ("Không có điều kiện nào sau đây", "None of the following"),
    "label.at_least": ("Trong các điều kiện sau, {need}", "Of the following, {need}"),
    "label.must": ("Bắt buộc phải đạt", "These must be met"),
    "label.not": ("Không phải", "Not"),
    # Sections of the page
    "page.commune-without-name": ("Xã chưa ghi tên", "Commune without a name"),
    "page.village-without-name": ("Thôn chưa ghi tên", "Village without a name"),
    "page.code": ("mã {code}", "code {code}"),
    "page.as-of": ("xét tại ngày {day}", "as of {day}"),
    "page.score": ("điểm {score}/100", "score {score} of 100"),
    "page.score-interval": ("điểm {low} đến {high}/100", "score {low} to {high} of 100"),
    "page.why": ("Vì sao", "Why"),
    "page.open": ("Còn để ngỏ", "Still open"),
    "page.missing": ("Cần bổ sung số liệu", "What to find out next"),
    "page.missing-item": (
        "{label} (đủ để kết luận ở {settles} trong {answers} khả năng)",
        "{label} (settles {settles} of {answers} possible answers)",
    ),
    "page.missing-label": ("{label}", "{label}"),
    "page.more-missing": ("và {count} số liệu khác", "and {count} more"),
    "page.rest": ("Các tiêu chí khác", "The other criteria"),
    "page.advice": ("Cách gần nhất để đủ điều kiện", "Shortest ways to become eligible"),
    "page.advice-called": ("Cách gần nhất để được kết luận “{verdict}”", "Shortest ways to the verdict “{verdict}”"),
    "page.assumed": (
        "* Ngưỡng giả định: chưa có văn bản nào quy định cho việc xét này",
        "* Assumed thresholds: no text sets them for this test",
    ),
    "page.assumed-figure": ("{id} ({value}): {from_test}", "{id} ({value}): {from_test}"),
    "page.set-help": ("Đặt ngưỡng khác: --set {id}=…", "To use another value: --set {id}=…"),
    "page.notes": ("Lưu ý", "Notes"),
    "page.ruleset": ("Bộ tiêu chí: {label} ({id} {version})", "Rule set: {label} ({id} {version})"),
    "page.as-it-stood": (
        "Xét theo quy định như ngày cuối còn hiệu lực, {day}",
        "As the rules stood on their last day in force, {day}",
    ),
    "page.changed": (
        "Đã thay đổi so với bản kèm theo chương trình: {ids}",
        "Changed from what comes with the program: {ids}",
    ),
    "page.digest": ("Mã băm SHA-256 của bộ tiêu chí: {sha256}", "SHA-256 of the rule set: {sha256}"),
    "page.settings": ("Người dùng đặt: {settings}", "Set by the user: {settings}"),
    "page.in-force": ("có hiệu lực {first} – {last}", "in force {first} – {last}"),
    "page.in-force-since": ("có hiệu lực từ {first}", "in force since {first}"),
    "page.not-in-force": (
        "Ngày xét {day} nằm ngoài thời gian có hiệu lực ({period}). Đây không phải là kết luận “không đủ điều kiện”.",
        "The date {day} lies outside the period in force ({period}). This does not mean “not eligible”.",
    ),
    "page.summary": ("Tổng hợp", "Summary"),
    "page.column.commune": ("Xã", "Commune"),
    "page.column.verdict": ("Kết luận", "Verdict"),
    "page.column.score": ("Điểm", "Score"),
    "page.column.because": ("Vì", "Because"),
    "page.column.outcome": ("Kết quả", "Outcome"),
    "page.column.criterion": ("Tiêu chí", "Criterion"),
    "page.column.detail": ("Số liệu và yêu cầu", "Figure and requirement"),
    "page.column.citation": ("Căn cứ", "Citation"),
    # Advice
    "change.to": ("{label}: {before} → {after}", "{label}: {before} → {after}"),
    "change.known": ("{label}: cần {after}", "{label}: needs to be {after}"),
}
