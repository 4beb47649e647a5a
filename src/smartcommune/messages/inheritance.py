"""What is said about a rule set and the one it extends, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

INHERITANCE: Final[dict[str, tuple[str, str]]] = {
    "replaces-nothing-thresholds": (
        "`{parent}` không có ngưỡng `{name}` để thay, và không tiêu chí nào của bộ này so với nó",
        "`{parent}` has no threshold `{name}` to replace, and no criterion of this rule set compares with it",
    ),
    "replaces-nothing-indicators": (
        "`{parent}` không có chỉ tiêu `{name}`, và không gì trong bộ này hỏi đến nó",
        "`{parent}` has no indicator `{name}`, and nothing in this rule set asks for it",
    ),
    "replaces-nothing-derived": (
        "`{parent}` không có chỉ tiêu `{name}`, và không gì trong bộ này hỏi đến nó",
        "`{parent}` has no indicator `{name}`, and nothing in this rule set asks for it",
    ),
    "replaces-nothing-criteria": (
        "`{parent}` không có tiêu chí `{name}`, và kết luận của bộ này không xét đến nó; nêu trong `verdict` hoặc bỏ",
        "`{parent}` has no criterion `{name}`, and no verdict here depends on it; name it in `verdict`, or remove it",
    ),
    "leaves-nothing-out": (
        "`{parent}` không có `{key}` để bỏ; xóa khóa này",
        "`{parent}` has no `{key}` to leave out; remove this key",
    ),
    "drop-scope": (
        "bỏ `{name}` thì phạm vi áp dụng không còn tiêu chí nào",
        "without `{name}` nothing is left of the scope",
    ),
    "drop-scope-help": (
        "nếu đúng là bỏ cả phạm vi, viết `without: {{scope: {{cite: …}}}}`",
        "if the scope is to go, write `without: {{scope: {{cite: …}}}}`",
    ),
    "drop-applies": (
        "tiêu chí `{where}` chỉ áp dụng tùy theo `{name}`",
        "whether the criterion `{where}` applies depends on `{name}`",
    ),
    "drop-applies-help": ("thay (`replace`) hoặc bỏ cả tiêu chí đó", "replace that criterion, or drop it, too"),
    "drop-empty": (
        "bỏ `{name}` thì một điều kiện trong `{where}` không còn gì",
        "without `{name}` nothing is left of a condition in `{where}`",
    ),
    "drop-empty-help": (
        "thay (`replace`) hoặc bỏ cả tiêu chí đó; nếu là kết luận thì viết lại `verdict`",
        "replace that criterion, or drop it, too; where it is the verdict, write `verdict` anew",
    ),
    "drop-points": (
        "điểm của `{name}` vẫn được so sánh ở nơi khác, hoặc một mức xếp loại nêu tiêu chí này",
        "the points of `{name}` are still compared elsewhere, or a level names it",
    ),
    "drop-points-help": (
        "giữ tiêu chí này, hoặc viết lại những nơi tính đến nó",
        "keep it, or write anew what counts it",
    ),
    "drop-short": (
        "bỏ `{name}` thì một nhóm trong `{where}` chỉ còn {count} điều kiện mà cần {need}",
        "without `{name}` a group in `{where}` has {count} members left, of which {need} are needed",
    ),
    "drop-short-help": (
        "thay (`replace`) tiêu chí đó, hoặc viết lại `verdict`",
        "replace that criterion, or write `verdict` anew",
    ),
    "outlives-nothing": (
        "thời gian có hiệu lực không vượt quá `{parent}`; xóa khóa này",
        "the period in force does not go beyond that of `{parent}`; remove this key",
    ),
    "without-parent": (
        "`{key}` chỉ có nghĩa cùng với `extends`; xóa khóa này",
        "`{key}` means something only beside `extends`; remove this key",
    ),
    "beyond-parent": (
        "có hiệu lực {own}, vượt ra ngoài thời gian có hiệu lực của `{parent}`: {other}",
        "in force {own}, beyond the period of `{parent}`: {other}",
    ),
    "beyond-parent-help": (
        "sửa `in_force`, hoặc dẫn văn bản cho phép áp dụng tiếp: `outlives: {{cite: …}}`",
        "change `in_force`, or cite what lets it live on: `outlives: {{cite: …}}`",
    ),
    "same-id": ("nhiều tệp cùng mang mã `{name}`: {files}", "several files have the id `{name}`: {files}"),
    "same-id-help": (
        "giữ lại một tệp, hoặc đặt mã khác cho tệp kia: nếu không thì không biết tệp nào được dùng",
        "keep one of them, or give the others ids of their own: else nobody can tell which one is used",
    ),
    "id-unlike-name": (
        "mã `{id}` khác với tên tệp `{name}`, nên `extends` và `ruleset` không tìm thấy bộ tiêu chí này",
        "the id `{id}` is not the name of the file, `{name}`, so that no `extends` or `ruleset` finds this rule set",
    ),
    "id-unlike-name-help": ("đổi tên tệp thành `{file}`, hoặc sửa `id`", "call the file `{file}`, or change `id`"),
    "lint.changed-ruleset": (
        "`{id}` là mã của một bộ tiêu chí có sẵn, nhưng nội dung ở đây đã thay đổi; đặt mã riêng",
        "`{id}` is the id of a built-in rule set, but its content has been changed here; give it an id of its own",
    ),
    "other-places": (
        "ngưỡng `{name}` trước đây theo `{by}`, nay theo chỉ tiêu khác; ghi cả giá trị từ ngày {day}",
        "the threshold `{name}` depended on `{by}`, and now on another indicator; state its values from {day} on, too",
    ),
    "lint.unused-criterion-inherited": (
        "tiêu chí `{name}` của `{parent}` không còn ảnh hưởng đến kết luận ở đây, chỉ còn tính điểm",
        "no verdict here depends on the criterion `{name}` of `{parent}` any more, only the score",
    ),
    # How `show` tells of it
    "show.from-package": ("{id} (bộ có sẵn)", "{id} (built in)"),
    "show.from-file": ("{id} (tệp {file})", "{id} (file {file})"),
    "show.without": ("Không lấy từ bộ đó: {what} (căn cứ: {citations})", "Not taken over: {what} ({citations})"),
    "show.dropped": ("Bỏ tiêu chí {label} ({id}; căn cứ: {citations})", "Dropped: {label} ({id}; {citations})"),
    "show.outlives": (
        "Còn hiệu lực sau khi bộ đó đã hết hiệu lực (căn cứ: {citations})",
        "In force after that rule set has ended ({citations})",
    ),
    "without.scope": ("phạm vi áp dụng", "its scope"),
    "without.ambiguities": ("những chỗ chưa rõ về kết luận", "what its verdict leaves open"),
    "without.notices": ("các lưu ý", "its notices"),
    "without.not_known": ("những điều chưa tra cứu được", "what was not found"),
    "without.called": ("cách gọi kết luận", "what its verdicts are called"),
    "without.score": ("cơ sở tính điểm", "on what its score rests"),
}
