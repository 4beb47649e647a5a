"""What is said about what cases exercise, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

COVERAGE: Final[dict[str, tuple[str, str]]] = {
    # mutants
    "mutant.operator": (
        "`{indicator}` {operator} {value} thành {after} {value}",
        "`{indicator}` {operator} {value} becomes {after} {value}",
    ),
    "mutant.constant": (
        "`{indicator}` {operator} {value} thành {operator} {after}",
        "`{indicator}` {operator} {value} becomes {operator} {after}",
    ),
    "mutant.bound-dropped": (
        "bỏ phép so sánh `{indicator}` {operator} {value}",
        "the bound `{indicator}` {operator} {value} is dropped",
    ),
    "mutant.in-negated": (
        "`{indicator}` {operator} {value} bị phủ định",
        "`{indicator}` {operator} {value} is negated",
    ),
    "mutant.value-dropped": (
        "bỏ “{value}” khỏi các giá trị của `{indicator}`",
        "“{value}” is dropped from the values of `{indicator}`",
    ),
    "mutant.not-dropped": ("bỏ `not`", "`not` is dropped"),
    "mutant.kind": ("`{before}` thành `{after}`", "`{before}` becomes `{after}`"),
    "mutant.member-dropped": ("bỏ {member} khỏi `{group}`", "{member} is dropped from `{group}`"),
    "mutant.not": ("phủ định của {member}", "not {member}"),
    "mutant.points": ("{before} điểm thành {after} điểm", "{before} points become {after}"),
    "mutant.key": ("`{key}` {before} thành {after}", "`{key}` {before} becomes {after}"),
    "mutant.key-dropped": ("bỏ `{key}`", "`{key}` is dropped"),
    "mutant.row-dropped": ("bỏ dòng {points} điểm", "the row with {points} points is dropped"),
    "mutant.levels-swapped": ("đổi chỗ {first} và {second}", "{first} and {second} are exchanged"),
    "mutant.need": ("`{key}` {before} thành {after}", "`{key}` {before} becomes {after}"),
    "mutant.applies-dropped": ("bỏ `applies_when` của `{criterion}`", "`applies_when` of `{criterion}` is dropped"),
    "mutant.scope-dropped": ("bỏ `{criterion}` khỏi phạm vi", "`{criterion}` is dropped from the scope"),
    "mutant.threshold": (
        "`{name}`{place}: {before} thành {after}",
        "`{name}`{place}: {before} becomes {after}",
    ),
    "mutant.elsewhere": (" (nơi khác)", " (elsewhere)"),
    "mutant.at-place": (" ({place})", " ({place})"),
    "mutant.swapped": (
        "`{name}`: đổi chỗ hai giá trị{first} và{second}",
        "`{name}`: the values{first} and{second} are exchanged",
    ),
    "mutant.exclusive": (
        "`{name}`: bằng ngưỡng không còn là đạt (`exclusive: true`)",
        "`{name}`: reaching it does not suffice any more (`exclusive: true`)",
    ),
    "mutant.inclusive": (
        "`{name}`: bằng ngưỡng cũng là đạt (không còn `exclusive`)",
        "`{name}`: reaching it suffices (`exclusive` no more)",
    ),
    "mutant.first-day": (
        "`{name}` bắt đầu từ {after} thay vì {before}",
        "`{name}` begins on {after} instead of {before}",
    ),
    "mutant.last-day": (
        "`{name}` kết thúc ngày {after} thay vì {before}",
        "`{name}` ends on {after} instead of {before}",
    ),
    # obligations: what cases should show
    "obligation.met": ("`{criterion}` đạt", "`{criterion}` is met"),
    "obligation.not_met": ("`{criterion}` không đạt", "`{criterion}` is not met"),
    "obligation.row": ("`{criterion}` được {points} điểm", "`{criterion}` earns {points} points"),
    "obligation.level": ("một xã thuộc {level}", "a commune is in {level}"),
    "obligation.decides_for": (
        "chỉ nhờ `{criterion}` mà xã đủ điều kiện",
        "a commune is eligible thanks to `{criterion}` alone",
    ),
    "obligation.decides_against": (
        "chỉ vì `{criterion}` mà xã không đủ điều kiện",
        "a commune is not eligible because of `{criterion}` alone",
    ),
    "obligation.below": (
        "số liệu dưới {subject} ({value}){where}{when}",
        "a figure below {subject} ({value}){where}{when}",
    ),
    "obligation.at": (
        "số liệu đúng bằng {subject} ({value}){where}{when}",
        "a figure at exactly {subject} ({value}){where}{when}",
    ),
    "obligation.above": (
        "số liệu trên {subject} ({value}){where}{when}",
        "a figure above {subject} ({value}){where}{when}",
    ),
    "obligation.points-below": (
        "điểm dưới {subject} ({value}){where}{when}",
        "points below {subject} ({value}){where}{when}",
    ),
    "obligation.points-at": (
        "điểm đúng bằng {subject} ({value}){where}{when}",
        "points at exactly {subject} ({value}){where}{when}",
    ),
    "obligation.points-above": (
        "điểm trên {subject} ({value}){where}{when}",
        "points above {subject} ({value}){where}{when}",
    ),
    "obligation.members-below": (
        "số điều kiện đạt ít hơn {subject} ({value}){where}{when}",
        "fewer members met than {subject} ({value}){where}{when}",
    ),
    "obligation.members-at": (
        "số điều kiện đạt vừa đủ {subject} ({value}){where}{when}",
        "just as many members met as {subject} ({value}){where}{when}",
    ),
    "obligation.members-above": (
        "số điều kiện đạt nhiều hơn {subject} ({value}){where}{when}",
        "more members met than {subject} ({value}){where}{when}",
    ),
    "obligation.constant-below": ("{subject} dưới {value}", "{subject} below {value}"),
    "obligation.constant-at": ("{subject} đúng bằng {value}", "{subject} at exactly {value}"),
    "obligation.age-below": ("{subject} đã quá {value}", "{subject} more than {value} ago"),
    "obligation.age-at": ("{subject} vừa tròn {value}", "{subject} exactly {value} ago"),
    "obligation.age-above": ("{subject} chưa đến {value}", "{subject} less than {value} ago"),
    "obligation.constant-above": ("{subject} trên {value}", "{subject} above {value}"),
    "obligation.place": (" – {place}", " – {place}"),
    "obligation.elsewhere": ("nơi khác", "elsewhere"),
    "obligation.since": (", từ {day}", ", since {day}"),
    # the report
    "coverage.obligations": (
        "yêu cầu kiểm thử: {done} trên {all} đã có ca thể hiện ({rate})",
        "obligations: {done} of {all} shown ({rate})",
    ),
    "coverage.none-shows": ("chưa ca nào thể hiện:", "no case shows:"),
    "coverage.at": ("{place}: {text}", "{place}: {text}"),
    "coverage.undecided": (
        "{place}: {text} (chưa xác định được có xã như thế không)",
        "{place}: {text} (not decided whether there is such a commune)",
    ),
    "coverage.impossible": ("không xã nào có thể: {text}", "no commune can show: {text}"),
    "coverage.left": (
        "đã kiểm thử ở `{parent}`: {count} lấy nguyên từ đó",
        "left to the cases of `{parent}`: {count} taken over",
    ),
    "mutation.mutants": (
        "đột biến: phát hiện {done} trên {all} ({rate})",
        "mutants: {done} of {all} noticed ({rate})",
    ),
    "mutation.none-notices": ("không ca nào phát hiện nếu:", "no case notices if:"),
    "mutation.equivalent": (
        "không tính, vì không xã nào có kết quả khác: {count}",
        "not counted, for no commune is answered otherwise: {count}",
    ),
    "mutation.untried": (
        "chưa xác định: đã thử {tried} trên {all}; còn {left} chưa thử, tính như chưa bị phát hiện",
        "not decided: tried {tried} of {all}; {left} not tried, counted as not noticed",
    ),
    "mutation.not-tried": ("chưa thử:", "not tried:"),
    "noun.mutant": ("đột biến", "mutant|mutants"),
    # the names of suggested cases
    "suggest.met": ("{label}: đạt", "{label}: met"),
    "suggest.not_met": ("{label}: không đạt", "{label}: not met"),
    "suggest.row": ("{label}: {points} điểm", "{label}: {points} points"),
    "suggest.level": ("xếp vào {level}", "in {level}"),
    "suggest.decides_for": ("đủ điều kiện chỉ nhờ: {label}", "eligible thanks to this alone: {label}"),
    "suggest.decides_against": (
        "không đủ điều kiện chỉ vì: {label}",
        "not eligible because of this alone: {label}",
    ),
    "suggest.below": ("{label} dưới {value}{where}", "{label} below {value}{where}"),
    "suggest.at": ("{label} đúng {value}{where}", "{label} at exactly {value}{where}"),
    "suggest.above": ("{label} trên {value}{where}", "{label} above {value}{where}"),
    "suggest.mutant": ("phát hiện nếu {text}", "notices if {text}"),
    "suggest.header": (
        "{count} đề xuất cho {ruleset}: kết luận do chương trình tính, hãy xem lại rồi mới dùng.",
        "{count} suggested for {ruleset}: the verdicts are computed; review them before you use them.",
    ),
    "suggest.nothing": ("không cần thêm ca nào cho {ruleset}", "{ruleset} needs no further case"),
    "suggest.open": (
        "chưa tìm được ca nào cho {ruleset}: {count} điều ở danh sách trên chưa xác định được có xã nào thể hiện không",
        "no case was found for {ruleset}: of {count} of what is listed it is not decided whether a commune shows it",
    ),
    # the command line
    "help.coverage": (
        "Cho biết các ca đã thể hiện mọi tiêu chí và ngưỡng chưa.",
        "Tell which criteria and thresholds the cases exercise.",
    ),
    "help.mutate": (
        "Cho biết những lỗi nhỏ trong bộ tiêu chí mà không ca nào phát hiện.",
        "Tell which small mistakes in the rule set no case notices.",
    ),
    "help.suggest": (
        "Viết các ca còn thiếu dưới dạng YAML để xem lại.",
        "Write the missing cases as YAML, to be reviewed.",
    ),
    "help.min": (
        "Tỷ lệ tối thiểu của --coverage và --mutate, ví dụ 90; thấp hơn thì mã thoát 20.",
        "The least percentage for --coverage and --mutate, like 90; below it the exit code is 20.",
    ),
    "min-of-nothing": (
        "`--min` cần `--coverage` hoặc `--mutate`",
        "`--min` needs `--coverage` or `--mutate`",
    ),
    "not-a-share": ("`{found}` không phải là tỷ lệ từ 0 đến 100", "`{found}` is no percentage from 0 to 100"),
    "suggest-is-yaml": (
        "`--suggest` viết YAML, không đi cùng `--format {found}`",
        "`--suggest` writes YAML and does not go with `--format {found}`",
    ),
}
