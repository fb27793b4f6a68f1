"""What is printed says what the data holds, and turns nothing around."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from casefile.export.printable import breakable, covered, isolated, printable, right_to_left


@given(st.text(st.characters()))
def test_every_character_printed_has_a_glyph_or_is_an_isolate_or_joiner(text: str) -> None:
    for character in printable(text):
        assert covered(character) or character in "\u2066\u2068\u2069\u200c\u200d"
        assert unicodedata.category(character) not in ("Cc", "Cs", "Co", "Cn")


@given(st.text(st.characters()))
def test_isolates_are_balanced(text: str) -> None:
    depth = 0
    for character in printable(text):
        depth += (character in "\u2066\u2068") - (character == "\u2069")
        assert depth >= 0
    assert depth == 0


@given(st.text(st.sampled_from("ab 12-.")))
def test_latin_stays_as_it_is(text: str) -> None:
    assert printable(text) == text


@given(st.text(st.sampled_from("aب -1")))
def test_isolating_changes_nothing_else(text: str) -> None:
    bare = isolated(text).translate(dict.fromkeys(map(ord, "\u2066\u2068\u2069")))
    assert bare == text
    assert right_to_left(text) == ("\u2068" in isolated(text))


def test_a_name_is_isolated_and_the_date_after_it_is_not_inside() -> None:
    assert isolated("by محمد علي 2019-06-12.") == "by \u2068محمد علي\u2069 2019-06-12."


def test_a_number_between_right_to_left_words_is_isolated_within() -> None:
    assert isolated("قناة 24-7 نيوز") == "\u2068قناة \u206624-7\u2069 نيوز\u2069"


def test_what_cannot_be_shown_is_named() -> None:
    assert printable("a\u202eb\ue000c\x07") == "a‹U+202E›b‹U+E000›c‹U+0007›"
    assert printable("tab\tand\nline") == "tab and line"
    assert printable("木", plain=True) == "‹U+6728›"


def test_a_mark_that_no_font_has_with_its_letter_is_named() -> None:
    assert printable("e\u0301 \u05d1\u05bc \u0915\u094d\u0937") == "é \u2068\u05d1\u05bc\u2069 \u0915\u094d\u0937"
    assert printable("木\u0951") == "木‹U+0951›"
    assert printable("\u0915\u05bc") == "\u0915‹U+05BC›"


def test_japanese_arabic_and_hebrew_have_glyphs() -> None:
    assert all(map(covered, "木原稔「」ひらがなカタカナ한글汉字漢字محمدעבריתЖαß¶–…“”"))


def test_long_words_may_break_and_keep_their_characters() -> None:
    address = "https://example.org/" + "a" * 90
    assert breakable(address).replace("\u200b", "") == address
    assert max(map(len, breakable(address).split("\u200b"))) <= 30
    assert breakable("short words stay") == "short words stay"
