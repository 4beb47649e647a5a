"""What is wrong with a row is said with the headers of the table, not with the ids of a rule file."""

from __future__ import annotations

from smartcommune.messages import Listed, Message
from smartcommune.rulesets.library import load
from smartcommune.tables.cells.called import in_words

INDICATORS = load("pilot-smart-2023").indicators


def test_facts_go_by_their_headers_and_else_by_their_labels() -> None:
    """In every place of the sentence, lists too."""
    parts = Listed(("`adults`", "`smartphone_adults`"))
    message = Message("otherwise-computed", figure="smartphone_rate", parts=parts, stated="1", computed="2", place="I")
    said = in_words(message, {"smartphone_rate": "ĐTTM", "adults": "Người lớn"}, INDICATORS).say("vi")
    assert said == ("`ĐTTM` ghi 1 nhưng tính từ Người lớn, Số người trưởng thành dùng điện thoại thông minh là 2 (I)")


def test_values_go_by_their_words() -> None:
    """Of an enumeration, and of what is so or not; a figure stays what it is."""
    for other, value, word in (
        ("ntm_level", "none", "Chưa đạt"),
        ("central_pilot", "true", "`có`"),
        ("adults", "7", "`7`"),
    ):
        message = Message("given-although", fact="smartphone_rate", other=other, value=value, place="E")
        assert word in in_words(message, {}, INDICATORS).say("vi")
