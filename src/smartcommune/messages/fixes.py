"""What puts a problem right, and what is said of it once it is done or held back, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

FIXES: Final[dict[str, tuple[str, str]]] = {
    "fix.write": ("viết `{text}`", "write `{text}`"),
    "fix.done-proven": (
        "{place}: {title} [{id}]; đã chứng minh: mọi xã vẫn được xét như cũ",
        "{place}: {title} [{id}]; proved the same for every commune",
    ),
    "fix.done-guess": ("{place}: {title} [{id}]; phỏng đoán, cần xem lại", "{place}: {title} [{id}]; a guess"),
    "fix.held-back": ("{place}: chưa sửa: {title} [{id}]: {why}", "{place}: held back: {title} [{id}]: {why}"),
    "fix.otherwise": ("xã có {facts}: {before} → {after}", "a commune with {facts}: {before} → {after}"),
    "fix.other-rules": (
        "`{id}`, bộ dựa vào tệp này: {why}",
        "`{id}`, which rests on this file: {why}",
    ),
    "fix.not-decided": (
        "chưa chứng minh được rằng mọi xã vẫn được xét như cũ",
        "it is not proved that every commune is judged the same",
    ),
    "fix.other-cases": ("ca kiểm thử sẽ nói khác đi", "the cases would say something else"),
    "fix.new-problem": ("sẽ có lỗi khác [{id}]", "there would be another problem [{id}]"),
    "fix.no-help": ("lỗi vẫn còn", "the problem would remain"),
    "fix.can": (
        "--fix sửa được {safe}, nếu chứng minh được là không đổi kết quả; --unsafe-fixes thêm {guesses}, phỏng đoán",
        "--fix can put {safe} right, where that is proved to change nothing; --unsafe-fixes {guesses} more, by a guess",
    ),
    "fix.can-safe": (
        "--fix sửa được {safe}, nếu chứng minh được là không đổi kết quả",
        "--fix can put {safe} right, where that is proved to change nothing",
    ),
    "fix.can-guess": (
        "--fix --unsafe-fixes sửa được {guesses}, phỏng đoán",
        "--fix --unsafe-fixes can put {guesses} right, by a guess",
    ),
    "page.fix-safe": (
        "`validate --fix` sửa được, nếu chứng minh được là không đổi kết quả của xã nào.",
        "`validate --fix` puts it right, where it is proved that no commune is judged otherwise.",
    ),
    "page.fix-unsafe": (
        "`validate --fix --unsafe-fixes` sửa được trong tệp quy tắc và ca kiểm thử, nhưng là phỏng đoán.",
        "`validate --fix --unsafe-fixes` puts it right in rule files and cases, by a guess.",
    ),
    "page.fix-none": (
        "`validate --fix` không sửa; phải tự sửa.",
        "`validate --fix` does not mend it; a person has to.",
    ),
    "needs-fix": (
        "chỉ dùng cùng với `--fix` hoặc `--diff`: thêm một trong hai",
        "goes with `--fix` or `--diff` only: add one of them",
    ),
    "diff-format": (
        "`--diff` tự nó là một định dạng; bỏ `--format`",
        "`--diff` is a format of its own; leave out `--format`",
    ),
    "fix-and-diff": (
        "`--fix` ghi tệp, `--diff` chỉ cho xem; chọn một",
        "`--fix` writes and `--diff` only shows; choose one",
    ),
    "fix.without": ("bỏ `{name}`", "leave out `{name}`"),
    "fix.once": ("chỉ giữ một lần", "keep it once"),
    "fix.member-alone": ("chỉ giữ chính điều kiện đó, không cần nhóm", "keep the member alone, without the group"),
    "fix.composed": ("ghép dấu vào chữ", "compose the accents"),
    "fix.latin": ("thay bằng chữ cái La-tinh", "use the Latin letters"),
}
