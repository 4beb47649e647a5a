"""Rule sets that bear the id of a built-in one and say something else."""

from __future__ import annotations

from collections.abc import Iterator

from smartcommune.authoring.lint import Finding, Subject
from smartcommune.messages import Message, Words
from smartcommune.rulesets.library import is_changed


def check(subject: Subject) -> Iterator[Finding]:
    if is_changed(subject.ruleset):
        yield Finding(("id",), Message("lint.changed-ruleset", id=subject.ruleset.id))


SEVERITY = "warning"
SUMMARY = Words("Bộ tiêu chí có sẵn bị thay đổi", "A built-in rule set that was changed")
AVOID = """\
id: pilot-smart-2023
thresholds:
  smartphone_min: {type: percent, basis: province, cite: qd_tinh, values: [{from: 2023-06-05, default: 70%}]}
"""
PREFER = """\
id: pilot-smart-tinh-a
extends: pilot-smart-2023
thresholds:
  smartphone_min: {type: percent, basis: province, cite: qd_tinh, values: [{from: 2023-06-05, default: 70%}]}
"""
WHY = Words(
    "Tệp này vẫn chạy, nhưng người đọc kết quả thấy mã quen thuộc sẽ tưởng là bộ tiêu chí có sẵn. Bản sao y nguyên "
    "thì không sao; muốn khác thì đặt mã riêng, hoặc dùng `extends`.",
    "The file runs, but a reader who knows the id takes the results for those of the built-in rule set. An "
    "identical copy is fine; what differs has an id of its own, or uses `extends`.",
)
