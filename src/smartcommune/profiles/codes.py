"""A commune's code with the day of its list to what is wrong with it, or with its use on another day.

A code does not identify a commune across time: when the units were rearranged on 1 July 2025 (Decision 19/2025/QĐ-TTg),
most codes passed to larger communes that one of the earlier ones belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from smartcommune.messages import Message
from smartcommune.model.wording import Shown
from smartcommune.problems import Place, Problem, finding

REARRANGED: Final = date(2025, 7, 1)

CODE: Final = "[0-9]{5}"


def is_code(text: str) -> bool:
    """Whether a text is a code of the official lists: five digits, leading zeros included."""
    return re.fullmatch(CODE, text) is not None


def problems(
    code: str | None, code_list: date | None, day: date | None, places: Mapping[str, Place]
) -> Iterator[Problem]:
    """A code that cannot be in the list it is said to be of, and one that means another commune on its day."""
    if code is not None and code_list is not None and not is_code(code):
        yield finding("bad-code", places["code"], Message("bad-code-help"), found=code)
    outside = used_outside(code, code_list, day)
    if outside is not None:
        yield Problem("code-list", places["code_list"], outside, Message("code-list-help"))


def used_outside(code: str | None, code_list: date | None, day: date | None) -> Message | None:
    """Why a code of a list says nothing about a day; None where it does, or where one of the three is not known."""
    if code is None or code_list is None or day is None or (code_list < REARRANGED) == (day < REARRANGED):
        return None
    key = "code-list.earlier" if code_list < REARRANGED else "code-list.later"
    return Message(key, code=code, list=Shown(code_list), day=Shown(day))
