"""The words that an article without a title is known by."""

from __future__ import annotations

import pytest

from casefile.domain.opening import opening

STORY = "Dr. Mara Lind closed the Halden terminal on Friday. Nobody was hurt."
FIRST = "Dr. Mara Lind closed the Halden terminal on Friday."


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "Photo/Illustration The terminal seen from the quay. (Nordlys file photo)\n\n",
        "Photo: The terminal at dusk.\n",
        "The terminal was built in 1973. (Photo by Odd Berg)\n",
        "Nordlys file photo\nThe sign of the terminal\n\n",
        "By Odd Berg and Ida Moen\n\n",
        "HALDEN HARBOUR\n \n",
    ],
)
def test_captions_bylines_and_labels_are_skipped(frame: str) -> None:
    assert opening(frame + STORY) == FIRST


def test_photographs_in_a_story_are_no_caption() -> None:
    assert opening("Photographs of the pier show two ships.\nMore.") == "Photographs of the pier show two ships."


def test_without_a_sentence_the_first_words_that_are_no_caption() -> None:
    assert opening("Photo: the quay\nFerries   stand still\nA list") == "Ferries stand still"
    assert opening("Photo: the quay") == "Photo: the quay"
    assert opening(" \n") == ""


def test_a_japanese_sentence_ends_at_its_stop() -> None:
    assert opening("港は閉鎖された。再開は未定だ。") == "港は閉鎖された。"
