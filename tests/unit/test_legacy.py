"""Text from before Unicode: every letter of TCVN3 and VNI, both ways, and the signs by which such a text is known."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartcommune.tables.text.legacy import TCVN3, VNI, Legacy, of_font, suspected, to_unicode, words

TEXT = "Tỉnh Bắc Giang, huyện Lục Ngạn: xã Tân Mỹ đạt chuẩn; tỷ lệ người dùng điện thoại thông minh ở vùng khó khăn"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
SMALL = [normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES] + ["đ"]
LETTERS = [letter for letter in SMALL if not letter.isascii()]
CAPITALS = "ĂÂÊÔƠƯĐ"  # the only capitals that TCVN3 has; others are small letters in a font of capitals


def typed(text: str, legacy: Legacy) -> str:
    """The text as a font of the time stores it: the inverse of `to_unicode`."""
    table = {"tcvn3": TCVN3, "vni": VNI}[legacy]
    codes = {letter: code for code, letter in table.items()}
    return "".join(codes.get(letter, letter) for letter in text)


def test_tcvn3_has_a_code_for_each_small_letter() -> None:
    """67 small letters and 7 capitals, each with one code of its own between A1 and FE."""
    assert len(LETTERS) == 67
    assert sorted(TCVN3.values()) == sorted([*LETTERS, *CAPITALS])
    assert all("\xa1" <= code <= "\xfe" for code in TCVN3)


def test_vni_has_a_code_for_each_letter() -> None:
    """134 letters, small and capital: a vowel with its mark behind it, or one sign."""
    assert sorted(VNI.values()) == sorted([*LETTERS, *(letter.upper() for letter in LETTERS)])
    assert all(len(code) <= 2 for code in VNI)


@pytest.mark.skipif(shutil.which("iconv") is None, reason="iconv is not installed")
def test_tcvn3_is_what_iconv_has() -> None:
    """The C library's table of TCVN 5712-1 has the same letter at each of the 74 codes."""
    codes = "".join(TCVN3).encode("latin-1")
    done = subprocess.run(["iconv", "-f", "TCVN5712-1", "-t", "UTF-8"], input=codes, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("this iconv does not know TCVN5712-1")
    assert normalize("NFC", done.stdout.decode()) == "".join(TCVN3.values())


@pytest.mark.parametrize(
    ("legacy", "stored", "text"),
    [
        ("tcvn3", "Tªn x·", "Tên xã"),
        ("tcvn3", "Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("tcvn3", "§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        ("tcvn3", "Ch­a ®¹t", "Chưa đạt"),
        ("vni", "Coäng hoaø xaõ hoäi chuû nghóa Vieät Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("vni", "Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
        ("vni", "Chöa ñaït, lôùp hoïc, mò, kyõ, quyeàn, thuyû", "Chưa đạt, lớp học, mị, kỹ, quyền, thuỷ"),
    ],
)
def test_known_sentences_are_read(legacy: Legacy, stored: str, text: str) -> None:
    """Sentences as they stand in documents of the time."""
    assert to_unicode(stored, legacy) == text
    assert suspected(words([stored])) == legacy


@pytest.mark.parametrize("legacy", ["tcvn3", "vni"])
@given(st.lists(st.sampled_from([*LETTERS, *"abcdeghiklmnopqrstuvxy 0123,;."]), max_size=30).map("".join))
def test_a_typed_text_comes_back(legacy: Legacy, text: str) -> None:
    """Any small letters, in any order, survive the way there and back."""
    assert to_unicode(typed(text, legacy), legacy) == text


@pytest.mark.parametrize("legacy", ["tcvn3", "vni"])
def test_a_legacy_text_is_known_by_its_impossible_words(legacy: Legacy) -> None:
    """No Vietnamese word has such letters, until it is converted."""
    assert suspected(words([typed(TEXT, legacy)])) == legacy


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        normalize("NFD", TEXT),
        TEXT.upper(),
        "Xã Krông Búk, huyện Cư M'gar; Đắk Lắk, Plei Kần, Sê San",
        "m², °C, «», ½, µm, 3×4, §1, café, Señor, São Tomé, Düsseldorf, naïve, Ångström",
        "plain words only",
        "Tªn",
        "",
    ],
)
def test_unicode_text_is_not_suspected(text: str) -> None:
    """Neither Vietnamese in any form, nor foreign names and signs, nor a single strange word."""
    assert suspected(words([text])) is None


@pytest.mark.parametrize(
    ("font", "legacy"),
    [(".VnTime", "tcvn3"), (".VnArialH", "tcvn3"), ("VNI-Times", "vni"), ("Times New Roman", None), (None, None)],
)
def test_a_font_gives_its_encoding_away(font: str | None, legacy: Legacy | None) -> None:
    """Fonts of that time carry it in their names."""
    assert of_font(font) == legacy


def test_only_so_many_words_are_looked_at() -> None:
    """A long text costs no more than a short one."""
    looked: list[int] = []

    def texts(make: Callable[[int], str] = "xã {}".format) -> list[str]:
        return [make(number) for number in range(100_000)]

    looked.append(words(texts()).total())
    assert looked == [5_001]
