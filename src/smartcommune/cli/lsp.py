"""`smartcommune lsp`: the language server, which an editor starts and talks to over standard input and output."""

from __future__ import annotations

import gc
import sys
from importlib.util import find_spec
from typing import Final

from smartcommune.cli import signals
from smartcommune.cli.configuration import configured
from smartcommune.cli.options import LANGUAGE, Lang, one_of
from smartcommune.messages import Language, Message
from smartcommune.problems import refusal

# Python's own: a run keeps what it makes to its end, a server makes the same again and again.
_BETWEEN_COLLECTIONS: Final = 700


def lsp(*, lang: Lang = LANGUAGE) -> None:
    language: Language = one_of("--lang", lang, Language)
    if find_spec("pygls") is None:
        raise refusal("no-editor", "smartcommune lsp", Message("no-editor-help"))
    gc.set_threshold(_BETWEEN_COLLECTIONS)
    from smartcommune.cli.lint_levels import chosen_lints
    from smartcommune.editor.server import serve

    lints = chosen_lints((), (), configured())
    try:
        serve(language, lints.of, sys.stdin.buffer, sys.stdout.buffer)
    finally:
        signals.leave_if_asked()
