"""Chains of reporting: who has something from whom."""

from __future__ import annotations

from casefile.domain.claims import Passage, Source
from casefile.domain.rows import Place, QuoteRow
from casefile.resolve.origins import edges, outlet_key, reported_by

SOURCES = (
    Source(1, "The Quay Courier", "2024-03-01", "2024-03-01", 1),
    Source(2, "Quay Courier", "2024-03-05", "2024-03-05", 2),
    Source(3, "Northern Wire", "2024-03-04", "2024-03-04", 3),
    Source(4, "Tideline", "2024-03-06", "2024-03-06", 4),
)


def passage(article: int, text: str, speaker: str | None = None) -> Passage:
    place = Place(f"S{article}", 1, 0, len(text), text, text)
    quote = QuoteRow(
        "q1", place, ((0, len(text)),), "indirect", "report", speaker, "organisation", None, (), None, "", "", 0.9, ""
    )
    return Passage(article, 1, 0, len(text), text, quotes=(quote,) if speaker else ())


def test_an_outlet_goes_by_its_name_with_and_without_the_words_around_it() -> None:
    assert outlet_key("the Quay Courier newspaper") == outlet_key("The Quay Courier") == "quay courier"
    assert outlet_key("The Daily") == "daily"


def test_what_an_outlet_reported_is_its_own_last_article_before() -> None:
    reported = passage(4, "The Quay Courier reported that the pier is closed.", "the Quay Courier")
    assert reported_by(SOURCES, [reported]) == {(4, 0): 2}
    earlier = passage(3, "The Quay Courier reported that the pier is closed.", "Quay Courier")
    assert reported_by(SOURCES, [earlier]) == {(3, 0): 1}


def test_what_was_told_to_an_outlet_is_that_outlets() -> None:
    told = passage(4, "The harbour master told Northern Wire that the pier is closed.")
    assert edges(SOURCES, [told]) == ((4, 3),)


def test_an_outlet_that_names_itself_makes_no_chain() -> None:
    assert edges(SOURCES, [passage(1, "He told the Quay Courier that it rained.", "Quay Courier")]) == ()


def test_outlets_that_are_not_in_the_case_make_no_chain() -> None:
    assert edges(SOURCES, [passage(1, "He told Radio Skarn that it rained.", "Radio Skarn")]) == ()
