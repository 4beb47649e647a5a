"""What an editor shows of rule files that are being written, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

EDITOR: Final[dict[str, tuple[str, str]]] = {
    "help.lsp": (
        "Máy chủ ngôn ngữ cho trình soạn thảo: lỗi, tra cứu và gợi ý ngay khi đang gõ tệp bộ tiêu chí.",
        "The language server for editors: problems, definitions and completion while a rule file is typed.",
    ),
    "help.lsp-codes": (
        "Mã thoát: 0 trình soạn thảo đã đóng, 1 đóng mà không báo trước (như giao thức), 2 chưa cài phần editor.",
        "Exit codes: 0 the editor has closed it, 1 unannounced (as the protocol has it), 2 no extra `editor`.",
    ),
    "no-editor": (
        "chưa cài pygls, thư viện nối với trình soạn thảo",
        "pygls, which talks to editors, is missing",
    ),
    "no-editor-help": (
        'cài bằng: pip install "smartcommune[editor]"',
        'install it with: pip install "smartcommune[editor]"',
    ),
    "editor.elsewhere": ("{count} ở tệp khác: {message}", "{count} in other files: {message}"),
    "editor.cases": ("{cases} đều đạt", "all {cases} pass"),
    "editor.cases-fail": ("{failed} trong {cases} không đạt", "{failed} of {cases} fail"),
    "editor.no-cases": ("chưa có ca kiểm thử nào", "no case tests it yet"),
    "editor.case-passes": ("✔ đúng như cần: {verdict}", "✔ as expected: {verdict}"),
    "editor.case-fails": ("✘ {difference}", "✘ not as expected: {difference}"),
    "editor.case-unread": ("✘ số liệu không đọc được: {problem}", "✘ its facts cannot be read: {problem}"),
    "editor.not-renamed": (
        "`{name}` không đổi tên ở đây được: chỉ đổi được mã của chỉ tiêu, ngưỡng, tiêu chí, căn cứ và mức",
        "`{name}` is not renamed here: only ids of indicators, thresholds, criteria, sources and levels are",
    ),
    "editor.built-in": (
        "`{name}` được khai ở bộ tiêu chí có sẵn {file}, không đổi tên từ đây được",
        "`{name}` is declared in the built-in rule set {file}, and is not renamed from here",
    ),
    "editor.broken": (
        "{file} đang có chỗ hỏng: sửa xong mới đổi tên được",
        "{file} cannot be read as it is: names are changed once it can",
    ),
    "editor.taken": ("đã có `{name}` rồi", "there is a `{name}` already"),
    "editor.no-answer": (
        "{file}: không tìm được hết các lỗi, vì chương trình gặp lỗi; `smartcommune validate` cho biết lỗi gì",
        "{file}: not all problems could be found, because of a bug; `smartcommune validate` tells which",
    ),
    "editor.type": ("kiểu {type}", "type {type}"),
    "editor.quote": ("“{quote}”", "“{quote}”"),
    "editor.other-place": ("nơi còn lại", "the other place"),
}
