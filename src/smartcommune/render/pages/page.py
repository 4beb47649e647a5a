"""A template and what it shows to one self-contained page, in one language.

Text from outside is escaped in one place for all templates: whatever a template shows is worded in the language of the
page, cleared of signs that act, and escaped.
"""

from __future__ import annotations

import sys
from base64 import b64encode
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from smartcommune.messages import Language, Listed, Message
from smartcommune.messages import say as worded
from smartcommune.model.wording import Shown, period
from smartcommune.problems import InputError, Place, Problem
from smartcommune.render.safe import page_text

# Viet Nam has had some 10,600 communes.
MOST_LINES: Final = 20_000
# Nothing is fetched, and no script runs but the page's own: a name that is markup could do nothing even as markup.
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def too_long(rows: int) -> None:
    """Refuse a page that no browser would scroll through.

    Raises:
        InputError: there are too many rows.
    """
    if rows > MOST_LINES:
        message, help = Message("too-many-lines", most=MOST_LINES), Message("too-many-lines-help")
        raise InputError([Problem("too-many-lines", Place("--output"), message, help)])


def page(template: str, language: Language, **shown: object) -> str:
    """A whole page.

    Args:
        template: its name.
        language: of all that is said.
        shown: what the template shows, by its names; what can be worded is worded where it is shown.
    """
    return _environment(language).get_template(template).render(shown)


class Compiled(FileSystemBytecodeCache):
    """Keeps compiled templates where Python keeps what it compiles, if it may: compiling takes a third of a run."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        if not sys.dont_write_bytecode:
            with suppress(OSError):  # the next run compiles them again
                super().dump_bytecode(bucket)


@cache
def _environment(language: Language) -> Environment:
    def shown(value: object) -> object:
        """What stands in the page for a value of a template: no line of it begins with a percent sign."""
        if value is None or isinstance(value, int | Markup):
            return value
        return page_text(worded(value, language) if not isinstance(value, str) else value).replace(" %", "\u00a0%")

    environment = Environment(
        loader=PackageLoader("smartcommune.render.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        optimized=False,
        bytecode_cache=Compiled(str(Path(__file__).parent / "__pycache__"), "%s.compiled"),
    )
    environment.globals |= {
        "language": language,
        "policy": _policy,
        "listed": lambda parts: Listed(tuple(parts)),
        "period": period,
        "shown": Shown,
        "say": lambda key, **values: Message(key, **values).say(language),
    }
    return environment


def _policy(script: str) -> str:
    """The policy of a page whose script is just this, to the byte; of one without a script if there is none."""
    if not script:
        return _POLICY
    digest = b64encode(sha256(script.encode("utf-8")).digest()).decode("ascii")
    return f"{_POLICY}; script-src 'sha256-{digest}'"
