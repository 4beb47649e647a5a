"""`smartcommune lsp`: the call; what it answers is tested in `tests/editor`."""

from __future__ import annotations

import sys

import pytest

from .conftest import Run


@pytest.mark.parametrize(("language", "said"), [("vi", "chưa cài pygls"), ("en", "pygls, which talks to")])
def test_without_its_extra(patched: Run, monkeypatch: pytest.MonkeyPatch, language: str, said: str) -> None:
    """2, with what to install."""
    monkeypatch.setitem(sys.modules, "pygls", None)
    done = patched("lsp", "--lang", language)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert 'pip install "smartcommune[editor]"' in done.err
