"""Offsets between the case and Qt, and how names and dates are put into sentences."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casefile.domain.articles import Basis, Publication
from casefile.gui.text import Offsets, caption, count, date_words, isolate, one_line, published_words, shown, text_units

TEXTS = st.text(st.characters(codec="utf-8"), max_size=60) | st.text("ab🙂𠮷é\n ", max_size=40)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(TEXTS)
def test_each_code_point_is_found_again(text: str) -> None:
    offsets = Offsets(text)
    for point in range(len(text) + 1):
        assert offsets.to_qt(point) == units(text[:point])
        assert offsets.to_text(offsets.to_qt(point)) == point


@given(TEXTS)
def test_the_middle_of_a_pair_belongs_to_its_character(text: str) -> None:
    offsets = Offsets(text)
    for point, character in enumerate(text):
        if ord(character) > 0xFFFF:
            assert offsets.to_text(offsets.to_qt(point) + 1) == point


def test_offsets_beyond_the_end_come_out_at_the_end() -> None:
    offsets = Offsets("a🙂")
    assert offsets.to_qt(99) == 3
    assert offsets.to_text(99) == 2
    assert offsets.to_qt(-1) == 0
    assert offsets.to_text(-5) == 0


def test_a_stretch_in_units_is_cut_where_qt_means() -> None:
    assert text_units("🙂 ferry", 3, 5) == "ferry"


@given(TEXTS)
def test_what_a_document_shows_has_the_same_length(text: str) -> None:
    assert len(shown(text)) == len(text)
    assert units(shown(text)) == units(text)


def test_what_would_start_a_block_or_reorder_the_line_is_replaced() -> None:
    assert shown("a\nb\u2029c\x00d\u202ee\ud800f") == "a\u2028b\u2028c\u2400d\ufffde\ufffdf"


def test_names_with_right_to_left_characters_are_isolated() -> None:
    assert isolate("Halden") == "Halden"
    assert isolate("דנה") == "\u2068דנה\u2069"
    assert isolate("x\u202ey") == "xy"


def test_one_line() -> None:
    assert one_line(" a\n b\t c ") == "a b c"
    assert one_line("abcdef", 4) == "abc…"


def test_dates_say_what_they_rest_on() -> None:
    assert published_words(Publication("2024-06-22", Basis.GIVEN, 1.0)) == "22 Jun 2024"
    assert published_words(Publication("2024-10", Basis.DATELINE, 0.5)) == "~ Oct 2024 inferred"
    assert published_words(Publication()) == "undated"
    assert published_words(Publication("2023-06/..", Basis.TEXT, 0.3)) == "not before Jun 2023"
    assert published_words(Publication("2023-06/2030", Basis.TEXT, 0.3)) == "between Jun 2023 and 2030"
    assert date_words(None) == "undated"
    assert date_words("no date") == "no date"


def test_counts() -> None:
    assert count(1, "entity", "entities") == "1 entity"
    assert count(12_345, "entity", "entities") == "12,345 entities"


def test_an_ampersand_is_no_key() -> None:
    assert caption("Lind & Sons") == "Lind && Sons"
