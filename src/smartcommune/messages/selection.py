"""What `select` says: who gets a seat and why, how sure that is, and who comes next."""

from __future__ import annotations

from typing import Final

SELECTION: Final[dict[str, tuple[str, str]]] = {
    # Why a commune is picked or is not
    "pick.picked": ("Được chọn: hạng {rank}, điểm chắc chắn {score}", "Picked: rank {rank}, certain score {score}"),
    "pick.picked-unscored": ("Được chọn: hạng {rank}", "Picked: rank {rank}"),
    "pick.tied": (
        "Bằng nhau, chưa phân định được: {count} nơi cho {seats} suất",
        "Equal, and nothing decides between them: {count} communes for {seats}",
    ),
    "pick.tied-quota": (
        "Bằng nhau, chưa phân định được: {count} nơi cho {seats} suất theo “{by}”: {place}",
        "Equal, and nothing decides between them: {count} communes for {seats} of “{by}”: {place}",
    ),
    "pick.out_of_reach": (
        "Chưa kết luận được, nhưng điểm cao nhất có thể vẫn dưới mức {minimum}",
        "Not yet decidable, but its highest possible score is below {minimum}",
    ),
    "pick.never_eligible": (
        "Chưa kết luận được, và dù các số liệu còn thiếu ra sao cũng không thành đủ điều kiện",
        "Not yet decidable, and no missing fact can make it eligible",
    ),
    "pick.next": ("Hết suất; là nơi kế tiếp nếu có thêm suất", "No seat left; next in line if there is one more"),
    "pick.seats_full": ("Hết suất", "No seat left"),
    "pick.quota_full": (
        "Đã đủ {most} suất theo “{by}”: {place}",
        "The quota of {most} is full for “{by}”: {place}",
    ),
    "pick.quota_unknown": (
        "Chưa có số liệu “{by}” nên không kiểm được số suất",
        "“{by}” is not given, so the quota cannot be kept",
    ),
    "pick.below_minimum": (
        "Điểm chắc chắn {score} thấp hơn mức {minimum}",
        "Its certain score, {score}, is below {minimum}",
    ),
    "pick.no-score": ("không có", "none"),
    "pick.undetermined": ("Chưa kết luận được: còn thiếu số liệu", "Not yet decidable: facts are missing"),
    "standing.picked": ("Được chọn", "Picked"),
    "standing.tied": ("Bằng nhau, còn để ngỏ", "Equal, left open"),
    "standing.seats_full": ("Hết suất", "No seat left"),
    "standing.quota_full": ("Nhóm đã đủ suất", "Quota full"),
    "standing.quota_unknown": ("Chưa rõ nhóm", "Quota not known"),
    "standing.below_minimum": ("Dưới mức điểm", "Below the minimum"),
    "standing.undetermined": ("Chưa kết luận được", "Not yet decidable"),
    "standing.out_of_reach": ("Không thể đạt mức điểm", "Minimum out of reach"),
    "standing.never_eligible": ("Không thể thành đủ điều kiện", "Cannot become eligible"),
    "standing.not_eligible": ("Không đủ điều kiện", "Not eligible"),
    "standing.out_of_scope": ("Ngoài phạm vi", "Out of scope"),
    "standing.not_in_force": ("Không có hiệu lực", "Not in force"),
    # How sure the list is
    "sure.certain": (
        "chắc chắn, dù các số liệu còn thiếu ra sao",
        "certain, whatever the missing facts turn out to be",
    ),
    "sure.hangs": ("còn tùy số liệu của {communes}", "hangs on the facts of {communes}"),
    "sure.not-decided": (
        "chưa xét hết được có chắc chắn hay không; có thể còn tùy số liệu của {communes}",
        "not decided whether it is certain; it may hang on the facts of {communes}",
    ),
    "certain.yes": ("Chắc chắn", "Yes"),
    "certain.no": ("Chưa chắc", "No"),
    "certain.not_decided": ("Chưa xét hết", "Not decided"),
    "sure.commune": ("{commune} ({facts})", "{commune} ({facts})"),
    "sure.more": ("và {count} nơi khác", "and {count} more"),
    "reserve.sure": ("nếu rút thì thay bằng: {communes}", "if it withdraws: {communes}"),
    "reserve.tied": (
        "nếu rút thì các nơi sau bằng nhau cho suất đó: {communes}",
        "if it withdraws, these are equal for the seat: {communes}",
    ),
    "reserve-of-all.sure": (
        "Nơi nào rút cũng thay bằng: {communes}",
        "Whichever withdraws, its seat goes to: {communes}",
    ),
    "reserve-of-all.tied": (
        "Nơi nào rút thì các nơi sau cũng bằng nhau cho suất đó: {communes}",
        "Whichever withdraws, these are equal for its seat: {communes}",
    ),
    "reserve-of-all.nobody": ("Nơi nào rút cũng không có nơi thay", "Whichever withdraws, nobody takes its seat"),
    "reserve.nobody": ("nếu rút thì không có nơi nào thay", "if it withdraws, nobody takes the seat"),
    # The page
    "sheet.selection": ("Xếp hạng", "Ranking"),
    "sheet.others": ("Không xét chọn", "Not considered"),
    "sheet.terms": ("Cách chọn", "Terms"),
    "select.read": (
        "Đọc {rows}: xét {assessed}, không đọc được {refused}",
        "{rows} read: {assessed} assessed, {refused} could not be read",
    ),
    "select.picked": (
        "Được chọn: {count} trên {seats} suất, chắc chắn {certain} trên {count}",
        "Picked: {count} of {seats} seats, {certain} of {count} certain",
    ),
    "select.picked-none": ("Chưa nơi nào được chọn ({seats} suất)", "Nobody is picked (seats: {seats})"),
    "select.free": (
        "Còn {count} suất trống: không còn nơi nào chọn được",
        "Seats that stay free, for nobody else can be picked: {count}",
    ),
    "select.tied": (
        "Còn để ngỏ {seats}: {count} nơi bằng nhau, chưa phân định được",
        "{seats} left open: {count} communes are equal, and nothing decides between them",
    ),
    "select.tied-quota": (
        "Còn để ngỏ {seats} theo “{by}” ({place}): {count} nơi bằng nhau, chưa phân định được",
        "{seats} left open for “{by}” ({place}): {count} communes are equal, and nothing decides between them",
    ),
    "noun.seat": ("suất", "seat|seats"),
    "select.command": ("Để phân định, chẳng hạn:", "To decide between them, for example:"),
    "select.not-picked": ("Đủ điều kiện nhưng không được chọn: {count}", "Eligible but not picked: {count}"),
    "select.open": (
        "Chưa kết luận được, có thể thành ứng viên: {count}",
        "Not yet decidable, may become candidates: {count}",
    ),
    "select.others": ("Không xét chọn: {count}", "Not considered: {count}"),
    "select.more": ("và {count} nơi khác; ghi ra tệp để xem đủ", "and {count} more; write a file to see all"),
    "select.lacking": ("cần biết: {facts}", "to find out: {facts}"),
    "select.cut": (
        "lý do dài được rút gọn; ghi ra tệp (-o) để xem đủ",
        "long reasons are cut; write a file (-o) to see all of them",
    ),
    "next.sure": ("Kế tiếp nếu có thêm suất: {communes}", "Next in line if there is one seat more: {communes}"),
    "next.tied": (
        "Nếu có thêm một suất thì các nơi sau bằng nhau cho suất đó: {communes}",
        "If there is one seat more, these are equal for it: {communes}",
    ),
    "next.nobody": (
        "Thêm một suất cũng không chọn thêm được nơi nào: vướng số suất của nhóm, mức điểm hoặc bằng nhau",
        "One seat more would go to nobody: a quota, the minimum or a tie stands in everyone's way",
    ),
    "select.score": ("điểm {score}", "score {score}"),
    "select.rank": ("hạng {best}–{worst}", "rank {best}–{worst}"),
    # Under which terms
    "select.seats": ("Số suất: {seats}", "Seats: {seats}"),
    "select.minimum": ("Điểm chắc chắn tối thiểu: {minimum}", "Least certain score: {minimum}"),
    "select.quota": ("Nhiều nhất {most} suất cho mỗi giá trị của “{by}”", "At most {most} for each value of “{by}”"),
    "select.by-score": ("Xếp theo điểm chắc chắn", "Ranked by the certain score"),
    "select.ties": ("Khi bằng điểm, xét lần lượt: {labels}", "Between equal scores, in this order: {labels}"),
    "select.ties-cited": ("Thứ tự trên theo: {citations}", "This order is that of: {citations}"),
    "select.by-ties": ("Xếp lần lượt theo: {labels}", "Ranked, in this order, by: {labels}"),
    "select.no-ties": (
        "Khi bằng điểm: không có tiêu chí phụ, suất nào không đủ cho mọi nơi bằng nhau thì để ngỏ",
        "Between equal scores nothing decides: seats that do not suffice for all equals stay open",
    ),
    "select.no-weights": (
        "Bộ tiêu chí không có trọng số nên không xếp được hạng: mọi nơi đủ điều kiện bằng nhau (xếp bằng --tie-break)",
        "The rule set has no weights, so it cannot rank: all eligible communes are equal (--tie-break can)",
    ),
    "select.tie-high": ("{label} (cao hơn xếp trước)", "{label} (the higher first)"),
    "select.tie-low": ("{label} (thấp hơn xếp trước)", "{label} (the lower first)"),
    "select.tie-first": ("{label} (theo thứ tự chữ, không phải thành tích)", "{label} (by its letters, not by merit)"),
    "select.tie-last": (
        "{label} (theo thứ tự chữ từ cuối, không phải thành tích)",
        "{label} (by its letters from the last, not by merit)",
    ),
    "select.tie-blank": (
        "“{label}” không phân định được cho {count} nơi không có hoặc không đọc được giá trị",
        "“{label}” does not decide for {count} whose value is absent or cannot be read",
    ),
    "select.assumed": (
        "Ngưỡng giả định đang dùng (chưa có văn bản nào quy định cho việc này): {labels}",
        "Thresholds that are only assumed (published for no such test): {labels}",
    ),
    "select.not-decided": (
        "Chưa xét hết được {count} nơi có thể thành thế nào; hạng của các nơi khác có thể rộng hơn thực tế",
        "What {count} can become is not decided; ranks of others may be wider than can happen",
    ),
    # Problems
    "code-twice": (
        "mã xã `{found}` ở dòng {row} đã có ở dòng {first}",
        "the code `{found}` in row {row} stands in row {first} too",
    ),
    "code-twice-help": (
        "mỗi xã chỉ giữ một dòng, nếu không một xã có thể chiếm hai suất",
        "keep one row for each commune, or one could take two seats",
    ),
    "name-twice": (
        "“{found}” ở dòng {row} đã có ở dòng {first}, không có mã để phân biệt",
        "“{found}” in row {row} stands in row {first} too, and no code tells them apart",
    ),
    "name-twice-help": (
        "thêm mã xã hoặc huyện; nếu là một xã thì chỉ giữ một dòng, nếu không một xã có thể chiếm hai suất",
        "add codes or districts; if it is one commune, keep one row, or it could take two seats",
    ),
    "not-a-whole-number": ("`{found}` cần một số nguyên, ví dụ 5", "`{found}` needs a whole number, like 5"),
    "not-a-score": ("`{found}` không phải là điểm từ 0 đến 100", "`{found}` is no score from 0 to 100"),
    "not-a-place": (
        "không chia suất theo `{found}` được: bảng không có cột nào tên như vậy, hoặc có nhiều cột",
        "seats cannot be shared out by `{found}`: the table has no column of that name, or several",
    ),
    "not-counted-by": (
        "không chia suất theo `{found}` được vì đó là số liệu đo đếm",
        "seats cannot be shared out by `{found}`, which is a figure",
    ),
    "not-a-tie-break": (
        "không phân định theo `{found}` được: bảng không có cột nào tên như vậy, hoặc có nhiều cột",
        "`{found}` cannot decide between equals: the table has no column of that name, or several",
    ),
    "not-comparable-tie": (
        "không so sánh hơn kém theo `{found}` được",
        "`{found}` cannot decide between equals",
    ),
    "asked-twice": ("`{found}` được nêu hai lần", "`{found}` is given twice"),
    "reading-needed": (
        "`{ruleset}` có chỗ hiểu được hai cách, nên thứ hạng có thể còn để ngỏ; hãy chọn một cách",
        "`{ruleset}` can be read in two ways, so that ranks may hang on the reading: take one",
    ),
    "reading-needed-help": ("thêm {ways}", "add {ways}"),
    "not-to-choose-by": (
        "`{ruleset}` là {status}; muốn chọn thử thì thêm `--example`",
        "`{ruleset}` is {status}; to try a choice by it all the same, add `--example`",
    ),
    "no-score-to-reach": (
        "bộ tiêu chí không có trọng số nên không có điểm để đặt mức tối thiểu",
        "the rule set has no weights, so there is no score that a minimum could be set for",
    ),
    "score-first": (
        "`ranking.by` phải bắt đầu bằng `score`, và chỉ nêu `score` một lần",
        "`ranking.by` must begin with `score`, and name it once",
    ),
    "score-first-help": (
        "viết `by: [score, {{indicator: …, order: most_first}}]`",
        "write `by: [score, {{indicator: …, order: most_first}}]`",
    ),
    # Help
    "help.select-table": (
        "Xếp hạng các xã đủ điều kiện trong một bảng và chọn cho đủ số suất, nêu vì sao chọn hay không.",
        "Rank the eligible communes of a table and fill the seats, with why each was or was not picked.",
    ),
    "help.seats": ("Số suất.", "How many seats there are."),
    "help.per": (
        "Số suất nhiều nhất của mỗi giá trị trong một cột, ví dụ province=1 hoặc Huyện=1; có thể dùng nhiều lần.",
        "Most seats for each value of a column, like province=1 or Huyện=1; can be repeated.",
    ),
    "help.min-score": ("Điểm chắc chắn tối thiểu để được chọn.", "The least certain score to be picked."),
    "help.tie-break": (
        "Cột để phân định khi bằng điểm, giá trị cao xếp trước (thêm :least: thấp xếp trước); có thể dùng nhiều lần.",
        "Column that decides between equal scores, the higher first (with :least the lower); can be repeated.",
    ),
    "help.example": (
        "Chọn thử theo bộ tiêu chí ví dụ hoặc bản nháp.",
        "Choose by an example or a draft, to try it out.",
    ),
    "help.select-format": (
        "Dạng kết quả; mặc định theo đuôi tên tệp, ra màn hình là text.",
        "Format of the answer; by default as the file's name says, text on the screen.",
    ),
}
