"""Chains of reporting: who has something from whom, and who answers for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casefile.domain.claims import Passage, Source
from casefile.domain.rows import Place, QuoteRow
from casefile.domain.weighing import OriginKind, Path
from casefile.resolve.origin_graph import graph
from casefile.resolve.origins import Chains, outlet_key

SOURCES = (
    Source(1, "The Quay Courier", "2024-03-01", "2024-03-01", 1),
    Source(2, "Quay Courier", "2024-03-05", "2024-03-05", 2),
    Source(3, "Northern Wire", "2024-03-04", "2024-03-04", 3),
    Source(4, "Tideline", "2024-03-06", "2024-03-06", 4),
)


def passage(article: int, text: str, speaker: str | None = None, kind: str = "organisation", paragraph: int = 5) -> Passage:
    place = Place(f"S{article}", paragraph, 0, len(text), text, text)
    quote = QuoteRow("q1", place, ((0, len(text)),), "indirect", "report", speaker, kind, None, (), None, "", "", 0.9, "")
    return Passage(article, paragraph, 0, len(text), text, quotes=(quote,) if speaker else ())


def origin(said: Passage, decided: dict[int, str] | None = None) -> tuple[str, int | None]:
    found = Chains(SOURCES, [said]).answerable(said, said.quotes, decided or {})
    return found.name, found.through


def test_an_outlet_goes_by_its_name_with_and_without_the_words_around_it() -> None:
    assert outlet_key("the Quay Courier newspaper") == outlet_key("The Quay Courier") == "quay courier"
    assert outlet_key("The Daily") == "daily"


def test_what_an_outlet_reported_is_its_own_last_article_before() -> None:
    assert origin(passage(4, "The Quay Courier reported that the pier is closed.", "the Quay Courier")) == (
        "The Quay Courier",
        2,
    )
    assert origin(passage(3, "The Quay Courier reported that the pier is closed.", "Quay Courier")) == (
        "The Quay Courier",
        1,
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Ostmark newspaper first reported the loss of the pier.", "Ostmark"),
        ("On Tuesday Kyodo reported that the pier is closed.", "kyodo"),
        ("The Halden Herald reported June 21 that the pier is closed.", "halden herald"),
        ("The pier is closed, the harbour master told Northern.", "northern wire"),
        ("The pier is closed, according to the Bay Tribune.", "bay tribune"),
        ("The pier is closed, the Bay Tribune, a local daily, reported.", "bay tribune"),
    ],
)
def test_outlets_are_known_by_their_names_whether_they_are_in_the_case_or_not(text: str, name: str) -> None:
    found = origin(passage(4, text))[0]
    assert outlet_key(found) == outlet_key(name)


@pytest.mark.parametrize(
    "text",
    [
        "He told the Tideline that it rained.",
        "The harbour master reported that it rained.",
        "She told Maria Brandt of the rain.",
        "It reported a loss.",
    ],
)
def test_what_names_no_other_outlet_is_the_articles_own(text: str) -> None:
    assert origin(passage(4, text)) == ("Tideline", None)


def test_a_first_report_and_an_opening_stand_for_the_whole_article() -> None:
    first = passage(4, "The Quay Courier first reported the loss.")
    opening = passage(4, "The pier is closed, the Quay Courier reported.", paragraph=1)
    later = passage(4, "The pier is closed, the Quay Courier reported.")
    other = replace(passage(4, "Nobody was hurt."), start=400)
    for said, whole in ((first, "The Quay Courier"), (opening, "The Quay Courier"), (later, "Tideline")):
        assert Chains(SOURCES, [said, other]).answerable(other, (), {}).name == whole


def test_an_office_is_one_origin_whoever_it_speaks_to() -> None:
    said = [
        passage(number, "The harbour office said the pier is closed.", "the harbour office", "office") for number in (1, 3)
    ]
    chains = Chains(SOURCES, said)
    found = {chains.answerable(one, one.quotes, {}).id for one in said}
    assert len(found) == 1
    assert chains.answerable(said[0], said[0].quotes, {}).kind is OriginKind.SPEAKER


def test_anonymous_sources_are_their_outlets() -> None:
    assert (
        origin(passage(3, "A person familiar with it said so.", "a person familiar with it", "anonymous"))[0]
        == "Northern Wire"
    )


def test_the_investigators_word_wins() -> None:
    reported = passage(4, "The Quay Courier first reported the loss.")
    assert origin(reported, {4: "independent"}) == ("Tideline", None)
    assert origin(reported, {4: "S3"}) == ("Northern Wire", 3)
    assert origin(reported, {4: "Ostmark Radio"}) == ("Ostmark Radio", None)
    # What leads in a circle stays with whom it began.
    assert origin(passage(4, "It rained."), {4: "S3", 3: "S4"})[0] in ("Northern Wire", "Tideline")


def test_copies_and_chains_make_a_graph() -> None:
    copied = (*SOURCES[:3], Source(4, "Tideline", "2024-03-06", "2024-03-06", 3))
    said = passage(2, "The harbour office said the pier is closed.", "the harbour office", "office")
    found = graph(Chains(copied, [said]), [said], {})
    whole = {edge.article: (edge.origin, edge.path, edge.through) for edge in found.edges if edge.whole}
    assert whole["S4"] == ("oNorthern Wire", Path.REPEATS, "S3")
    assert whole["S1"][0] == whole["S2"][0] == "oThe Quay Courier"
    assert found.independent == 2
    assert [one.name for one in found.origins] == ["Northern Wire", "The Quay Courier", "the harbour office"]
    (speech,) = (edge for edge in found.edges if not edge.whole)
    assert (speech.article, speech.path) == ("S2", Path.SAID)
    assert speech.place is not None
    assert speech.place.sentence == said.text
