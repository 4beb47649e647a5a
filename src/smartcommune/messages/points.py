"""What can be wrong with points and levels of a rule file, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

POINTS: Final[dict[str, tuple[str, str]]] = {
    "points-too-fine": (
        "điểm có quá nhiều chữ số để cộng chính xác cho cả bảng; làm tròn thô hơn",
        "these points have too many digits to be added up exactly for whole tables; round them more coarsely",
    ),
    "undeclared-level": (
        "`{name}` không phải mức dùng được ở đây; ghi một mức đứng trước có `when`; mức cuối không có thì ai cũng đạt",
        "`{name}` is no level that can stand here; name one above that has a `when`: without it, it is everyone's",
    ),
    "expected-level": (
        "không có mức nào tên `{name}`; không thuộc mức nào thì ghi `none`",
        "no level is called `{name}`; where a commune is in none, write `none`",
    ),
    "level-beside-possible": (
        "chỉ ghi một trong hai: `level` khi đã rõ mức, `levels_possible` khi chưa rõ",
        "write one of the two: `level` where it is settled, `levels_possible` where it is not",
    ),
    "no-outcome": (
        "`{name}` chỉ có điểm, không có đạt hay không đạt: viết `points: {{{name}: …}}`",
        "`{name}` earns points and is neither met nor not: write `points: {{{name}: …}}`",
    ),
    "level-twice": ("đã có một mức tên `{name}`", "there is a level called `{name}` already"),
    "level-for-all": (
        "chỉ mức cuối được bỏ `when`: sau `{name}` không còn ai",
        "only the last level may stand without `when`: after `{name}` nobody is left",
    ),
    "no-points": ("`{name}` không có `points`", "`{name}` has no `points`"),
    "still-used": (
        "bộ tiêu chí mà tệp này dựa vào còn dùng tiêu chí này như cũ: giữ cách dùng đó, hoặc thay cả nơi dùng",
        "the rule set that it extends uses this criterion as it was: keep that possible, or replace what uses it",
    ),
    "self-points-of-none": (
        "{column}: bộ tiêu chí không có tiêu chí nào tên `{name}` được tính điểm",
        "{column}: no criterion `{name}` of the rule set earns points",
    ),
    "points-only": (
        "`{name}` chỉ có điểm, không có đạt hay không đạt: viết `{{points: {name}, gte: …}}`",
        "`{name}` earns points and is neither met nor not: write `{{points: {name}, gte: …}}`",
    ),
    "reported-by-nobody": (
        "`{name}` chỉ được dẫn lại; ghi ai dẫn lại, ở đâu: `reported_by: {{title: …, publisher: …, url: …}}`",
        "`{name}` is only reported; say by whom and where: `reported_by: {{title: …, publisher: …, url: …}}`",
    ),
    "quote-unread": (
        "mới biết tên văn bản `{name}` thì không trích nguyên văn được; bỏ `quote`, hoặc sửa `reading`",
        "of `{name}` only the title is known, so nothing can be quoted; leave out `quote`, or mend `reading`",
    ),
    "basis-unread": (
        "`{basis}` cần nguyên văn đã đọc, hoặc đoạn dẫn lại có `quote`; {sources} không có: ghi `basis: assumption`",
        "`{basis}` needs words that were read, or a reported `quote`; {sources} has none: write `basis: assumption`",
    ),
    "points-beside-test": (
        "cạnh `test` chỉ ghi được một số điểm: viết `points: 4`, hoặc bỏ `test`",
        "beside `test` points are one number: write `points: 4`, or leave out `test`",
    ),
    "points-without-test": (
        "số điểm này cho khi nào? Thêm `test`, hoặc viết thang điểm",
        "when are these points earned? Add a `test`, or write a scale",
    ),
    "points-and-percent": (
        "so sánh điểm với số hoặc với phần trăm của tối đa, không lẫn cả hai",
        "compare points with numbers or with percent of the most, not with both",
    ),
    "weight-beside-points": (
        "có điểm thì không có trọng số: bỏ `weight`",
        "a rule set has points or weights: leave out `weight`",
    ),
    "row-without-condition": (
        "một dòng cần `when`, hoặc so sánh chỉ tiêu của thang (`gte: …`), không cả hai",
        "a row needs `when`, or a comparison of the scale's indicator (`gte: …`), not both",
    ),
    "row-twice": (
        "một dòng khác đã có đúng điều kiện này; bỏ một dòng",
        "another row has this very condition; leave one of them out",
    ),
    "rows-both-ways": (
        "có giá trị mà dòng này cộng điểm và dòng khác trừ điểm cùng lúc; tách thành hai tiêu chí",
        "for some value this row gives points while another takes some; make two criteria of it",
    ),
    "row-never": (
        "dòng {points} điểm không bao giờ được tính: dòng khác luôn hơn; bỏ dòng này hoặc sửa điều kiện",
        "the row of {points} points never counts: another one always goes further; leave it out, or correct it",
    ),
    "bad-step": (
        "`{found}` không làm tròn được: viết một số lớn hơn 0",
        "`{found}` rounds nothing: write a number above 0",
    ),
    "not-a-figure": (
        "`{indicator}` không phải là số, không tính điểm theo nó được; dùng `scale`",
        "`{indicator}` is no number to count points by; use `scale`",
    ),
    "not-above-zero": ("`{key}` phải khác 0 và đúng chiều", "`{key}` has to be above 0"),
    "scale-too-long": (
        "thang này có {found} dòng; tối đa {most}: làm tròn thô hơn",
        "this scale has {found} rows, the most are {most}: round it more coarsely",
    ),
    "pro-rata-rounded": (
        "`parts: pro_rata` cần `round`, và `round` chỉ đi cùng nó",
        "`parts: pro_rata` needs `round`, and `round` stands only beside it",
    ),
    "needs-end": (
        "điểm tăng mãi: ghi `{key}`, hoặc `range` của chỉ tiêu",
        "these points go on without end: write `{key}`, or the indicator's `range`",
    ),
    "given-without-range": (
        "`{indicator}` cần `range: {{min: …, max: …}}` để biết điểm tối đa",
        "`{indicator}` needs `range: {{min: …, max: …}}`, which says the most points",
    ),
    "claim-and-finding": (
        "`by_claim` (điểm cộng) và `by_finding` (điểm trừ) không đi cùng nhau: bỏ một khóa",
        "`by_claim` (points given) and `by_finding` (points taken off) do not go together: leave one out",
    ),
    "stated-sum": (
        "`{key}` không ghi cho một tổng: ghi ở từng tiêu chí được cộng",
        "`{key}` is not for a sum: write it in each of the criteria that are added",
    ),
    "claim-takes": (
        "`{name}` có thể trừ đến {points} điểm; `by_claim` chỉ cho điểm cộng, điểm trừ thì ghi `by_finding`",
        "`{name}` may take off points, up to {points}; `by_claim` is for points given: write `by_finding`",
    ),
    "finding-gives": (
        "`{name}` có thể cộng đến {points} điểm; `by_finding` chỉ cho điểm trừ, điểm cộng thì ghi `by_claim`",
        "`{name}` may give points, up to {points}; `by_finding` is for points taken off: write `by_claim`",
    ),
    "earned-unstated": (
        "không có gì thì `{name}` vẫn được {points} điểm, phải là 0: sửa `otherwise`, `none_below` hoặc `range`",
        "of nothing `{name}` has {points} points, it has to have 0: see `otherwise`, `none_below` or `range`",
    ),
    "statement-taken": (
        "`{name}` là câu xác nhận của hồ sơ (`{name}: complete`): đặt tên khác cho chỉ tiêu này",
        "`{name}` is what a profile states as a whole (`{name}: complete`): call this indicator something else",
    ),
    "no-such-statement": (
        "bộ tiêu chí này không có tiêu chí nào tính theo `{name}`: bỏ dòng này",
        "no criterion of this rule set waits for `{name}`: leave it out",
    ),
    "statement-among-facts": (
        "`{name}` không phải là số liệu: ghi `{name}: complete` ở ngoài, ngang hàng với `facts`",
        "`{name}` is no fact: write `{name}: complete` beside `facts`, not inside",
    ),
    "added-twice": (
        "`{name}` được cộng hai lần trong tổng này; bỏ một lần",
        "`{name}` is added to this sum twice; leave one out",
    ),
    "share-of-no-points": (
        "`{name}` không có điểm nào để lấy tỷ lệ: điểm tối đa là 0; so với một số điểm, hoặc sửa điểm",
        "there is no share of the most of `{name}`: it is 0; compare with a number of points, or correct them",
    ),
    "expected-other": ("có {found}, không dùng được ở đây", "found {found}, which cannot stand here"),
    "kind.table": ("các dòng `khóa: giá trị`", "lines of the form `key: value`"),
    "kind.list": ("một danh sách", "a list"),
    "kind.text": ("`{found}`", "`{found}`"),
    "not-allowed": ("`{found}` không dùng được cho `{key}`", "`{found}` is not allowed for `{key}`"),
    "bad-id": ("`{found}` không phải là mã", "`{found}` is not an id"),
    "id-help": (
        "mã gồm chữ thường không dấu, chữ số và `_`",
        "an id has lower-case letters without accents, digits and `_`",
    ),
    "bad-ruleset-id": (
        "`{found}` không phải là mã bộ tiêu chí: dùng chữ thường không dấu, chữ số và `-`",
        "`{found}` is not a rule set's id: use lower-case letters without accents, digits and `-`",
    ),
    "bad-version": (
        "`{found}` không phải là phiên bản: dùng chữ không dấu, chữ số và `.`, `_`, `+`, `-`, như `2023.1`",
        "`{found}` is not a version: use letters, digits and `.`, `_`, `+`, `-`, as in `2023.1`",
    ),
    "bad-url": ("`{found}` không phải là địa chỉ https", "`{found}` is not an https address"),
    "bad-citation": (
        "`{found}` không phải là căn cứ: viết `văn_bản` hoặc `văn_bản#điều`",
        "`{found}` is not a citation: write `source` or `source#article`",
    ),
    "bad-weight": (
        "`{found}` không phải là trọng số: cần số từ 0 đến 1000000",
        "`{found}` is not a weight: expected a number from 0 to 1000000",
    ),
}
