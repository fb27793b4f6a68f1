"""Wire copies, cut copies, and articles that merely share a subject."""

from __future__ import annotations

import random

import pytest
from effort import counted
from hypothesis import given
from hypothesis import strategies as st

from casefile.resolve.copies import COPIED, SHARED_KEYS, Sketch, overlap, overlaps, sketch

WORDS = [f"{first}{second}" for first in "ba ce di fo gu ha je ki lo mu".split() for second in "rn st ld nk mp".split()]


def story(seed: int, length: int = 400) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) for _ in range(length))


def test_the_same_words_in_other_dress_are_one_text() -> None:
    text = story(1)
    assert overlap(sketch(text), sketch(text.upper().replace(" ", ",  "))) == 1.0


def test_two_stories_are_two() -> None:
    assert overlap(sketch(story(1)), sketch(story(2))) < 0.1


@pytest.mark.parametrize("kept", [0.6, 0.8, 0.95])
def test_a_copy_that_was_cut_is_contained(kept: float) -> None:
    text = story(3, 600)
    cut = " ".join(text.split()[: int(600 * kept)])
    assert overlap(sketch(text), sketch(cut)) > 0.8
    assert len(set(sketch(text).keys) & set(sketch(cut).keys)) >= SHARED_KEYS


def test_a_copy_with_other_sentences_between_is_still_one() -> None:
    parts = story(4, 500).split()
    mixed = " ".join([*parts[:200], *story(5, 60).split(), *parts[200:450]])
    assert COPIED < overlap(sketch(story(4, 500)), sketch(mixed)) < 1.0


def test_the_estimate_is_near_the_truth() -> None:
    shared, rest = story(6, 1500), story(7, 1500)
    assert overlap(sketch(f"{shared} {story(8, 1500)}"), sketch(f"{shared} {rest}")) == pytest.approx(0.5, abs=0.15)


def test_japanese_is_compared_by_characters() -> None:
    text = "港湾局の貨物管理システムが不正アクセスを受け、同局は警察と運輸省に被害を届け出たことを明らかにした。"
    assert overlap(sketch(text), sketch(text[:-8] + "と発表した。")) > COPIED


def test_what_is_too_short_is_not_compared() -> None:
    assert sketch("Ten ships waited.").size == 0
    assert overlap(sketch("Ten ships waited."), sketch("Ten ships waited.")) == 0.0


@given(st.text(max_size=400))
def test_any_text_packs_and_unpacks(text: str) -> None:
    made = sketch(text)
    assert Sketch.unpacked(made.packed()) == made
    assert 0.0 <= overlap(made, sketch(story(9))) <= 1.0


def test_a_sketch_of_twice_the_text_takes_no_more_than_twice_the_work() -> None:
    def work(words: int) -> int:
        return counted(lambda _: sketch(story(10, words)))

    assert work(4000) < 2.5 * work(2000)


@given(st.lists(st.integers(0, 60), max_size=90), st.lists(st.integers(0, 60), max_size=90))
def test_many_are_compared_as_each_is(one: list[int], other: list[int]) -> None:
    first, second = (sketch(" ".join(f"w{number}" for number in numbers)) for numbers in (one, other))
    assert overlaps(first, [second.packed(), first.packed()]) == pytest.approx(
        [overlap(first, second), overlap(first, first)]
    )
