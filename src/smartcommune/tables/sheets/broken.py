"""What Polars says about a file that it cannot read to a problem of that file, be it an error or a panic."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import polars as pl

from smartcommune.messages import Message
from smartcommune.problems import UNREADABLE, InputError, Place, Problem, os_words, refusal
from smartcommune.source.writing import is_panic


@contextmanager
def reading(name: str) -> Iterator[None]:
    """A table that is being read.

    Raises:
        InputError: it is damaged.
    """
    try:
        yield
    except (pl.exceptions.PolarsError, OSError) as error:
        raise _broken(name, error) from error
    except BaseException as error:
        if is_panic(error):
            raise _broken(name, error) from error
        raise


def _broken(name: str, error: BaseException) -> InputError:
    if isinstance(error, OSError) and error.errno is not None:
        return InputError(
            [Problem(UNREADABLE, Place(name), Message("cannot-read", reason=os_words(str(error.strerror))))]
        )
    return refusal("broken-table", name, Message("export-again"))
