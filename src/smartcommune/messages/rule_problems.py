"""What can be wrong with what a rule file says, in Vietnamese and English: found, expected, what to do."""

from __future__ import annotations

from typing import Final

RULE_PROBLEMS: Final[dict[str, tuple[str, str]]] = {
    "unknown-ruleset": ("không có bộ tiêu chí `{name}`", "unknown rule set `{name}`"),
    "undeclared-reading": (
        "không có chỗ chưa rõ `{name}` nào được tính theo hai cách hiểu",
        "no ambiguity `{name}` is computed under two readings",
    ),
    "undeclared-threshold": ("không có ngưỡng `{name}`", "unknown threshold `{name}`"),
    "undeclared-criterion": ("không có tiêu chí `{name}`", "unknown criterion `{name}`"),
    "undeclared-source": ("không có văn bản `{name}` trong `sources`", "unknown source `{name}`"),
    "undeclared-place": ("`{name}` không phải là địa bàn của ngưỡng này", "`{name}` is not a place of this threshold"),
    "no-comparison": (
        "`{indicator}` chưa được so sánh với gì: thêm `is`, `gte`, `gt`, `lte`, `lt` hoặc `in`",
        "`{indicator}` is compared with nothing: add `is`, `gte`, `gt`, `lte`, `lt` or `in`",
    ),
    "no-comparison-set": (
        "`{indicator}` chưa được so sánh với gì: thêm `has` hoặc `count`",
        "`{indicator}` is compared with nothing: add `has` or `count`",
    ),
    "set-compared": (
        "`{indicator}` thuộc kiểu `set`, không so sánh bằng `{key}`: dùng `has` hoặc `count`",
        "`{indicator}` is of type `set`, which `{key}` does not compare: write `has` or `count`",
    ),
    "not-a-set": (
        "`{key}` hỏi một tập hợp, còn `{indicator}` thuộc kiểu `{type}`: khai báo `type: set`",
        "`{key}` is asked of a set, but `{indicator}` is of type `{type}`: write `type: set`",
    ),
    "set-ordered": (
        "các giá trị của một tập hợp không xếp thứ bậc: bỏ `ordered`",
        "the values of a set are in no order: leave out `ordered`",
    ),
    "set-asked": (
        "`has` hỏi {found} giá trị khác nhau của `{indicator}`; nhiều nhất là {most}, còn lại dùng `count`",
        "`has` asks for {found} different values of `{indicator}`; at most {most} are possible, `count` asks for more",
    ),
    "set-value-parts": (
        "“{name}” của `{value}` đọc được như nhiều giá trị khác: đặt tên khác",
        "“{name}” of `{value}` reads like several other values: call it otherwise",
    ),
    "list-of-one": (
        "`{indicator}` có một giá trị, không phải một danh sách",
        "`{indicator}` has one value, not a list of them",
    ),
    "not-comparable": (
        "`{indicator}` không có thứ tự nên không dùng được `{key}`",
        "`{indicator}` has no order, so `{key}` does not fit",
    ),
    "not-comparable-help": (
        "dùng `is` hoặc `in`, hoặc khai báo `ordered: true`",
        "use `is` or `in`, or declare `ordered: true`",
    ),
    "other-type": (
        "ngưỡng `{threshold}` có kiểu `{type}`, ở đây cần `{expected}`",
        "the threshold `{threshold}` is of type `{type}`, expected `{expected}` here",
    ),
    "exclusive-count": (
        "`{name}` là số thành viên của `at_least`: đạt đúng số đó là đủ, nên không thể `exclusive`; ghi số lớn hơn",
        "`{name}` counts the members of an `at_least`: reaching it suffices, so no `exclusive`; write a greater number",
    ),
    "threshold-type": (
        "ngưỡng không thể có kiểu `{type}`: cần số, phần trăm, số đếm, số tiền hoặc ngày",
        "a threshold cannot be of type `{type}`: expected percent, count, number, money or date",
    ),
    "two-places": (
        "các ngưỡng của một phép so sánh phụ thuộc vào nhiều chỉ tiêu: {names}",
        "the thresholds of one comparison depend on different indicators: {names}",
    ),
    "must-not-member": (
        "điều kiện trong `must` phải có trong danh sách `of`",
        "a condition in `must` must also stand in `of`",
    ),
    "age-of-no-day": (
        "`{key}` so sánh một ngày với ngày xét, còn `{indicator}` thuộc kiểu `{type}`: khai báo `type: date`",
        "`{key}` compares a day with the day of assessment, but `{indicator}` is of type `{type}`: write `type: date`",
    ),
    "age-alone": (
        "`{key}` đứng một mình: đặt các so sánh khác cạnh nó trong `all_of`",
        "`{key}` stands alone: put other comparisons beside it, in `all_of`",
    ),
    "two-facts-alone": (
        "so sánh hai chỉ tiêu đứng một mình: đặt các so sánh khác cạnh nó trong `all_of`",
        "a comparison of two indicators stands alone: put other comparisons beside it, in `all_of`",
    ),
    "two-facts-here": (
        "ở đây chỉ so sánh với giá trị hoặc ngưỡng; viết `when: {{indicator: …, gte: {{indicator: …}}}}`",
        "here only values and thresholds are compared with; write `when: {{indicator: …, gte: {{indicator: …}}}}`",
    ),
    "two-facts-same": (
        "`{indicator}` được so sánh với chính nó; ghi chỉ tiêu kia",
        "`{indicator}` is compared with itself; name the other indicator",
    ),
    "two-facts-type": (
        "`{indicator}` có kiểu `{type}`; chỉ so sánh với nhau được các số và các ngày",
        "`{indicator}` has the type `{type}`; only numbers and days are compared with each other",
    ),
    "two-facts-rounded": (
        "`{indicator}` được làm tròn, nên chưa so sánh chính xác được với chỉ tiêu khác; bỏ `rounded_to` hoặc `round`",
        "`{indicator}` is rounded, so not yet compared exactly with another indicator; drop `rounded_to` or `round`",
    ),
    "bad-age": (
        "viết `{key}: {{years: 5}}` hoặc `{key}: {{months: 18}}`, một số nguyên từ 1, không quá {most} năm",
        "write `{key}: {{years: 5}}` or `{key}: {{months: 18}}`, one whole number from 1 on, at most {most} years",
    ),
    "bad-most": (
        "`{found}` không phải là số lượng: viết `2`, một số nguyên từ 0 trở lên",
        "`{found}` is not a number of members: write `2`, a whole number from 0 on",
    ),
    "bad-need": (
        "`{found}` không phải là số lượng: viết `2`, `80%` hoặc `2/3`, lớn hơn 0",
        "`{found}` is not a number of members: write `2`, `80%` or `2/3`, above 0",
    ),
    "redefined": (
        "`{name}` đã có trong `{parent}`; chỉ ngưỡng và tiêu chí mới được thay",
        "`{name}` already stands in `{parent}`; only thresholds and criteria can be replaced",
    ),
    "redefined-help": (
        "viết `replace: {{criteria: {{{name}: …}}}}`, hoặc đặt mã khác",
        "write `replace: {{criteria: {{{name}: …}}}}`, or give it another id",
    ),
    "criterion-out-of-force": (
        "tiêu chí có hiệu lực {own}, không ngày nào trong thời gian của bộ tiêu chí ({whole}): sửa ngày, hoặc bỏ đi",
        "in force {own}, on no day of the rule set ({whole}): correct the days, or leave the criterion out",
    ),
    "period-backwards": (
        "giai đoạn kết thúc {last} trước khi bắt đầu {first}",
        "the period ends on {last}, before it begins on {first}",
    ),
    "enum-values": (
        "`{indicator}`: chỉ tiêu kiểu `enum` hoặc `set` có `values`, kiểu khác thì không",
        "`{indicator}`: an indicator of type `enum` or `set` has `values`, others have none",
    ),
    "not-numeric": ("`{indicator}` không phải là chỉ tiêu số", "`{indicator}` is not a number"),
    "range-backwards": (
        "giá trị nhỏ nhất của `{indicator}` lớn hơn giá trị lớn nhất",
        "the minimum of `{indicator}` is above its maximum",
    ),
    "bad-rounding": ("`{found}` không phải là bước làm tròn lớn hơn 0", "`{found}` is not a rounding step above 0"),
    "one-form": (
        "`{indicator}` được tính bằng đúng một trong {kinds}",
        "`{indicator}` is computed in exactly one way: write one of {kinds}",
    ),
    "part-type": (
        "`{kind}` tính từ các kiểu {types}, còn `{indicator}` có kiểu `{type}`",
        "`{kind}` is computed from {types}, and `{indicator}` is of type `{type}`",
    ),
    "part-differs": (
        "`{indicator}` và `{other}` không cùng kiểu và đơn vị, nên không tính chung được",
        "`{indicator}` and `{other}` differ in type or unit, so that nothing can be computed from both",
    ),
    "part-twice": ("`{indicator}` đã có trong phép tính này", "`{indicator}` already stands in this computation"),
    "part-rounded": (
        "`{indicator}` có `{key}`, nên không tính chính xác được; bỏ `{key}`, hoặc để hồ sơ ghi sẵn kết quả",
        "`{indicator}` has `{key}`: nothing exact follows from it; drop it, or let profiles state the result",
    ),
    "unit-of.derived": (
        "chỉ `ratio` có `unit`; các phép tính khác lấy đơn vị của các chỉ tiêu được tính",
        "only a `ratio` has a `unit`; whatever else is computed has that of its parts",
    ),
    "rounded-twice": (
        "`{indicator}` có cả `round` và `rounded_to`; chỉ ghi một",
        "`{indicator}` has both `round` and `rounded_to`; write one of them",
    ),
    "not-a-count-indicator": (
        "`{indicator}` phải là chỉ tiêu kiểu `count`",
        "`{indicator}` must be an indicator of type `count`",
    ),
    "condition-derived": (
        "`{key}` so sánh một chỉ tiêu được khai, không phải chỉ tiêu tính ra như `{indicator}`",
        "`{key}` compares a fact that is stated, not one that is computed like `{indicator}`",
    ),
    "only-when-threshold": (
        "`{key}` so sánh với một giá trị, không với ngưỡng hay khoảng thời gian",
        "`{key}` compares with a value, not with a threshold or a time",
    ),
    "places-by-more": (
        "muốn chia tiếp theo một chỉ tiêu nữa thì ghi thêm chỉ tiêu đó vào `by`",
        "to divide it by another indicator, name that one in `by`, too",
    ),
    "by-twice": ("`by` đã nêu `{indicator}`", "`by` names `{indicator}` already"),
    "by-not-enum": ("`{indicator}` phải là chỉ tiêu kiểu `enum`", "`{indicator}` must be an indicator of type `enum`"),
    "circle": (
        "các tiêu chí tham chiếu vòng tròn: {cycle}; bỏ một chỗ tham chiếu",
        "the criteria refer to each other in a circle: {cycle}; leave one of the references out",
    ),
    "extends-circle": (
        "các bộ tiêu chí dựa vào nhau vòng tròn: {cycle}",
        "the rule sets rest on each other in a circle: {cycle}",
    ),
    "outside": (
        "`extends` chỉ được dẫn đến tệp trong cùng thư mục `rules`",
        "`extends` may only lead to a file in the same rules folder",
    ),
    "write-above": ("viết ở trên `{key}`", "write it above `{key}`"),
    "write-below": ("viết ở dưới `{key}`", "write it below `{key}`"),
    "misspelt-declaration": (
        "`{name}` được khai ở đây mà không dùng ở đâu, còn `{used}` dùng {count} lần mà không được khai",
        "`{name}` is declared here and used nowhere, while `{used}` is used {count} times and not declared",
    ),
}
