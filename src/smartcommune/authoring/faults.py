"""The pages of what makes a rule file unreadable: mistakes that no option leaves out, explained as lints are."""

from __future__ import annotations

from typing import Final

from smartcommune.authoring.lint import LintPage
from smartcommune.messages import Words

_PAGES: Final = (
    LintPage(
        "bad-suppression",
        "warning",
        Words("Chú thích bỏ qua thiếu mã hoặc lý do", "A comment that ignores without an id or a reason"),
        "url: http://example.vn/x  # smartcommune: ignore[url-not-https]\n",
        "url: http://example.vn/x  # smartcommune: ignore[url-not-https] -- the province has no other\n",
        Words(
            "Ai đọc lại sau này cần biết vì sao một cảnh báo được bỏ qua, và đúng cảnh báo nào.",
            "Whoever reads the file later needs to know why a warning is ignored, and which one.",
        ),
    ),
    LintPage(
        "beyond-parent",
        "error",
        Words("Có hiệu lực lâu hơn bộ mà nó dựa vào", "In force longer than the rule set it extends"),
        "extends: national-2023   # until 2025-12-31\nin_force: {from: 2023-06-05, until: 2026-12-31}\n",
        "extends: national-2023   # until 2025-12-31\nin_force: {from: 2023-06-05, until: 2026-12-31}\n"
        'outlives: {cite: "qd_tinh#Điều 3"}\n',
        Words(
            "Quy định chung đã hết hiệu lực thì văn bản của tỉnh phải nói rõ vì sao vẫn áp dụng.",
            "Where the general rules have ended, the province's text has to say why they go on here.",
        ),
    ),
    LintPage(
        "circle",
        "error",
        Words("Tham chiếu vòng tròn", "References in a circle"),
        "criteria:\n  a: {label: {vi: …, en: …}, cite: qd, test: {any_of: [b, c]}}\n"
        "  b: {label: {vi: …, en: …}, cite: qd, test: {not: a}}\n",
        "criteria:\n  a: {label: {vi: …, en: …}, cite: qd, test: {any_of: [b, c]}}\n"
        "  b: {label: {vi: …, en: …}, cite: qd, test: {not: c}}\n",
        Words(
            "Tiêu chí dựa vào chính nó, hay bộ tiêu chí dựa vào chính nó qua `extends`, thì không có kết quả nào.",
            "A criterion that rests on itself, or a rule set that does so through `extends`, has no outcome.",
        ),
    ),
    LintPage(
        "duplicate-key",
        "error",
        Words("Một khóa viết hai lần", "A key that is written twice"),
        "thresholds:\n  a: {type: percent}\n# …\nthresholds:\n  b: {type: percent}\n",
        "thresholds:\n  a: {type: percent}\n  b: {type: percent}\n",
        Words(
            "YAML lặng lẽ lấy giá trị viết sau; giá trị viết trước mất đi mà không ai biết.",
            "YAML quietly takes the later value, and the earlier one is lost without anybody knowing.",
        ),
    ),
    LintPage(
        "empty-value",
        "error",
        Words("Khóa không có giá trị", "A key without a value"),
        "thresholds:\n  a:\n    basis:\n",
        "thresholds:\n  a:\n    basis: law\n",
        Words(
            "Chỗ trống có thể là quên viết. Điều chưa biết thì ghi ở `not_known`, không để trống.",
            "A blank may be something forgotten. What is not known is said in `not_known`, not left blank.",
        ),
    ),
    LintPage(
        "id-unlike-name",
        "error",
        Words("Mã khác với tên tệp", "An id that is not the name of its file"),
        "# rules/tinh/ha-nam.yaml\nid: pilot-smart-ha-nam\n",
        "# rules/tinh/pilot-smart-ha-nam.yaml\nid: pilot-smart-ha-nam\n",
        Words(
            "`extends` và `ruleset` tìm tệp theo mã; mã khác với tên tệp thì không tìm thấy, hoặc tìm thấy tệp khác.",
            "`extends` and `ruleset` look for a file by the id; with another name it is not found, or another file is.",
        ),
    ),
    LintPage(
        "missing-key",
        "error",
        Words("Thiếu một khóa: tên gọi, căn cứ, cơ sở …", "A key that is missing: a label, a citation, a basis …"),
        "criteria:\n  online: {label: {vi: Có Internet}, test: {indicator: online, is: true}}\n",
        "criteria:\n"
        "  online: {label: {vi: Có Internet, en: Online}, cite: qd#1, test: {indicator: online, is: true}}\n",
        Words(
            "Mọi lý do nêu tên bằng hai ngôn ngữ và dẫn căn cứ; thiếu thì không kết luận nào nói được nó dựa vào đâu.",
            "Every reason has a name in two languages and a citation; without them nobody sees what it rests on.",
        ),
    ),
    LintPage(
        "not-a-date",
        "error",
        Words("Không phải là ngày", "Not a day"),
        "in_force: {from: 05/06/2023, until: 2025-02-31}\n",
        "in_force: {from: 2023-06-05, until: 2025-02-28}\n",
        Words(
            "Ngày 05/06 có thể là 5 tháng 6 hay 6 tháng 5; năm-tháng-ngày chỉ đọc được một cách.",
            "05/06 may be the 5th of June or the 6th of May; year-month-day can be read in one way only.",
        ),
    ),
    LintPage(
        "not-allowed",
        "error",
        Words("Giá trị ngoài danh sách cho phép", "A value that is none of those allowed"),
        "thresholds:\n  a: {type: percents, basis: laws}\n",
        "thresholds:\n  a: {type: percent, basis: law}\n",
        Words(
            "Từ không có trong định dạng thì không ai biết phải hiểu thế nào; từ gần nhất được gợi ý.",
            "Nobody can tell what a word means that the format does not have; the closest one is suggested.",
        ),
        fix="unsafe",
    ),
    LintPage(
        "not-yaml",
        "error",
        Words("Không phải YAML", "No YAML"),
        "label {vi: Có tổ, en: Staffed}\nweight: 1\n",
        "label: {vi: Có tổ, en: Staffed}\nweight: 1\n",
        Words(
            "Thiếu dấu hai chấm, dấu ngoặc, dấu nháy, hoặc thụt dòng sai. Chỗ được chỉ là nơi bắt đầu sai, không phải "
            "nơi chương trình đọc không nổi nữa.",
            "A colon, a bracket or a quote is missing, or a line stands too far in or out. The place shown is where it "
            "first went wrong, not where reading came to its end.",
        ),
    ),
    LintPage(
        "percent-sign",
        "error",
        Words("Tỷ lệ không có dấu %", "A percentage without its %"),
        "values: [{from: 2023-01-01, default: 80}]\n",
        "values: [{from: 2023-01-01, default: 80%}]\n",
        Words(
            "0,8 hay 80 có thể là 0,8 % hay 80 %; dấu % không để phải đoán.",
            "0.8 or 80 may be 0.8 % or 80 %; the sign leaves nothing to guess.",
        ),
        fix="unsafe",
    ),
    LintPage(
        "replaces-nothing",
        "error",
        Words("Thay một điều không có", "What replaces nothing"),
        "extends: national-2023   # has phone_min\nthresholds:\n  fone_min: {basis: law, cite: qd, values: […]}\n",
        "extends: national-2023   # has phone_min\nthresholds:\n  phone_min: {basis: law, cite: qd, values: […]}\n",
        Words(
            "Tên viết sai, hay tên mà bộ kia đã đổi, thì không thay được gì: xã vẫn bị xét theo con số cũ.",
            "A name that is misspelt, or changed in the other rule set, replaces nothing: the old figure decides.",
        ),
        fix="unsafe",
    ),
    LintPage(
        "same-id",
        "error",
        Words("Nhiều tệp cùng một mã", "One id for several files"),
        "# rules/tinh/a.yaml\nid: a\n# …\n# rules/cu/a.yml has the same id\n",
        "# rules/tinh/a.yaml\nid: a\n# …\n# rules/cu/a-2022.yml\n",
        Words(
            "Không ai biết `extends` lấy tệp nào; kết quả tùy vào tên thư mục.",
            "Nobody can tell which one `extends` takes; the results would depend on the names of folders.",
        ),
    ),
    LintPage(
        "undeclared-criterion",
        "error",
        Words("Tiêu chí chưa khai", "A criterion that is not declared"),
        "verdict: {eligible_when: {all_of: [online, stafed]}}\n",
        "verdict: {eligible_when: {all_of: [online, staffed]}}\n",
        Words(
            "Tên viết sai mà lặng lẽ bỏ qua thì xã được xét thiếu một điều kiện.",
            "If a misspelt name were passed over, communes would be judged without one of the conditions.",
        ),
        fix="unsafe",
    ),
    LintPage(
        "undeclared-indicator",
        "error",
        Words("Chỉ tiêu chưa khai", "An indicator that is not declared"),
        "test: {indicator: smartfone_rate, gte: 80%}\n",
        "test: {indicator: smartphone_rate, gte: 80%}\n",
        Words(
            "Chỉ tiêu phải có kiểu, đơn vị và tên gọi; tên viết sai sẽ mãi là số liệu chưa biết.",
            "An indicator has a type, a unit and a label; a misspelt one would remain unknown for ever.",
        ),
        fix="unsafe",
    ),
    LintPage(
        "undeclared-source",
        "error",
        Words("Căn cứ dẫn tới văn bản chưa khai", "A citation of a source that is not declared"),
        "criteria:\n  online: {cite: qd319#2}\n",
        "sources:\n  qd319: {title: {vi: …, en: …}, date: 2022-03-08, kind: law}\n"
        "criteria:\n  online: {cite: qd319#2}\n",
        Words(
            "Căn cứ không dẫn tới đâu thì không ai kiểm tra được; khai văn bản trong `sources`.",
            "A citation that leads nowhere cannot be checked by anybody; declare the document in `sources`.",
        ),
        fix="unsafe",
    ),
    LintPage(
        "undeclared-threshold",
        "error",
        Words("Ngưỡng chưa khai", "A threshold that is not declared"),
        "test: {indicator: rate, gte: {threshold: rate_mni}}\n",
        "test: {indicator: rate, gte: {threshold: rate_min}}\n",
        Words(
            "Ngưỡng không có giá trị thì không xã nào có kết quả; tên gần nhất được gợi ý.",
            "Without a value of the threshold no commune gets an outcome; the closest name is suggested.",
        ),
        fix="unsafe",
    ),
    LintPage(
        "unknown-key",
        "error",
        Words("Khóa không có trong định dạng", "A key that the format does not have"),
        "criteria:\n  online: {lable: {vi: Có Internet, en: Online}}\n",
        "criteria:\n  online: {label: {vi: Có Internet, en: Online}}\n",
        Words(
            "Khóa viết sai mà bị bỏ qua thì điều định viết không có hiệu lực; khóa gần nhất được gợi ý.",
            "If a misspelt key were passed over, what it was to say would not hold; the closest key is suggested.",
        ),
        fix="unsafe",
    ),
    LintPage(
        "unused-suppression",
        "warning",
        Words("Chú thích bỏ qua thừa", "A comment that ignores nothing"),
        "url: https://example.vn/x  # smartcommune: ignore[url-not-https] -- the province has no other\n",
        "url: https://example.vn/x  # the province has no other\n",
        Words(
            "Chú thích cũ còn để lại sẽ che mất cảnh báo mới ở cùng chỗ.",
            "A comment that outlived its reason would hide a new warning at the same place.",
        ),
        fix="safe",
    ),
)
FAULTS: Final[dict[str, LintPage]] = {page.id: page for page in _PAGES}
