"""What an editor shows of rule files that are being written, in Vietnamese and English."""

from __future__ import annotations

from typing import Final

EDITOR: Final[dict[str, tuple[str, str]]] = {
    "help.lsp": (
        "Máy chủ ngôn ngữ cho trình soạn thảo: lỗi, tra cứu và gợi ý ngay khi đang gõ tệp bộ tiêu chí.",
        "The language server for editors: problems, definitions and completion while a rule file is typed.",
    ),
    "help.lsp-codes": (
        "Mã thoát: 0 trình soạn thảo đã đóng, 2 chưa cài phần editor.",
        "Exit codes: 0 the editor has closed it, 2 the extra `editor` is not installed.",
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
    "editor.type": ("kiểu {type}", "type {type}"),
    "editor.quote": ("“{quote}”", "“{quote}”"),
    "editor.other-place": ("nơi còn lại", "the other place"),
}
