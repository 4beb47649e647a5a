"""Which letters can be a Vietnamese syllable."""

from __future__ import annotations

import pytest

from smartcommune.tables.text.syllables import is_syllable, lost_letters

GOOD = (
    "Bắc Giang huyện Lục Ngạn xã Tân Mỹ Ủy ban nhân dân Nguyễn Thị Hường Đặng Phước Khuỷu khuya ngoằn quốc giếng gìn "
    "nghiêng thuở yêu uyên ướt xoong khoét ĐẮK Búk Lăk rượu hươu chiều ngoài xoáy khuấy quả quýt thuyền hoà thuỷ"
)
BAD = [
    "Tªn",
    "x·",
    "huyÖn",
    "T©n",
    "Huyeän",
    "xaõ",
    "Krông",
    "café",
    "Müller",
    "São­",
    "cac\u0300",
    "đ",
    "â",
    "ngát\u0301",
]


@pytest.mark.parametrize("word", GOOD.split())
def test_vietnamese_syllables_are_known(word: str) -> None:
    """Every onset, rime and tone of real words and names."""
    assert is_syllable(word)


@pytest.mark.parametrize("word", BAD)
def test_other_words_are_not_syllables(word: str) -> None:
    """Mojibake, foreign words, a wrong tone before a stop, two tones, a letter alone."""
    assert not is_syllable(word)


@pytest.mark.parametrize("text", ["T? l? ?TTM", "?TTM", "Ph\ufffdng", "Ph?ng", "% h? ?ược phủ sóng"])
def test_question_marks_that_ask_nothing_are_lost_letters(text: str) -> None:
    """Within a word, and before one."""
    assert lost_letters(text) is not None


@pytest.mark.parametrize("text", ["Có wifi?", "Có?", "?", "Có wifi? (x)", "Đạt? Chưa?"])
def test_questions_are_questions(text: str) -> None:
    """A question mark behind a word asks something."""
    assert lost_letters(text) is None
