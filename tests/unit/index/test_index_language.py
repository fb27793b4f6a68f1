"""What a query is understood as, what is mended, what is refused and how."""

from __future__ import annotations

import pytest

from casefile.errors import QueryError
from casefile.index.language import Parser
from casefile.index.tidy import tidy


def understood(query: str) -> str:
    return Parser(("en",)).read(query).words


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("harbour pilot", "“harbour” and “pilot”"),
        ("harbour OR pilot", "“harbour” or “pilot”"),
        ("a b OR c", "“a” and (“b” or “c”)"),
        ("a NOT b", "“a” and not “b”"),
        ("a ANDNOT b", "“a” but not “b”"),
        ("a ANDMAYBE b", "“a”, better with “b”"),
        ('"night shift"', "the phrase “night shift”"),
        ('"night shift"~5', "the phrase “night shift” within 5 words"),
        ("harb*", "words beginning with “harb”"),
        ("h?rb*r", "words like “h?rb*r”"),
        ("harbor~", "words like “harbor”, up to 1 letter different"),
        ("harbor~2", "words like “harbor”, up to 2 letters different"),
        ("=Ports", "exactly “Ports”"),
        ("title:harbour", "“harbour” in title"),
        ('outlet:"Quay News"', "the phrase “Quay News” in outlet"),
        ("[a TO c]", "words from “a” to “c”"),
        ("tag:key", "tag “key”"),
        ("kind:quote", "kind “quote”"),
        ("lang:en", "in language “en”"),
        ("article:S4", "in article S4"),
        ("date:2023-06", "dated between 1 Jun 2023 and 30 Jun 2023"),
        ("date:2023-06-05", "dated on 5 Jun 2023"),
        ('date:"summer 2023"', "dated between 1 Jun 2023 and 31 Aug 2023"),
        ('date:"June 2023"', "dated between 1 Jun 2023 and 30 Jun 2023"),
        ("date:>2024", "dated from 1 Jan 2025"),
        ("(a date:>=2024)", "“a” and dated from 1 Jan 2024"),
        ("date:<2024-02", "dated until 31 Jan 2024"),
        ("date:[2022 TO 2023-03]", "dated between 1 Jan 2022 and 31 Mar 2023"),
        ("date:2022..2023", "dated between 1 Jan 2022 and 31 Dec 2023"),
        ("*:*", "everything"),
        ("text:(a OR b)", "“a” or “b”"),
    ],
)
def test_understood(query: str, words: str) -> None:
    assert understood(query) == words


@pytest.mark.parametrize(
    ("query", "same_as", "said"),
    [
        ('"night shift', '"night shift"', "quote at character 1 is not closed"),
        ("(a OR b", "(a OR b)", "parenthesis at character 1 is not closed"),
        ("a) b", "a b", "closing parenthesis at character 2 closes nothing"),
        ("a AND", "a", "AND at character 3 joins nothing"),
        ("OR a", "a", "OR at character 1 joins nothing"),
        ("a or b", "a OR b", "“or” between words was read as OR"),
        ("a and b", "a AND b", "“and” between words was read as AND"),
        ("a not b", "a NOT b", "“not” between words was read as NOT"),
        ("a -b", "a NOT b", "was read as NOT"),
        ("“night shift”", '"night shift"', ""),
        ("harbor~9", "harbor~2", "at most 2 letters"),
        ("colour:red", '"colour red"', "There is no field “colour”"),
    ],
)
def test_mended_and_said(query: str, same_as: str, said: str) -> None:
    read = Parser(("en",)).read(query)
    assert read.tree == Parser(("en",)).read(same_as).tree
    assert said in " ".join(read.corrections)
    assert bool(read.corrections) is bool(said)


@pytest.mark.parametrize("query", ["not guilty", '"cats and dogs"', "or", "http://quay.example/a", "10:30"])
def test_what_is_no_slip_is_left_alone(query: str) -> None:
    assert Parser(("en",)).read(query).corrections == ()


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("kind:letter", "“kind:letter” is not known; after kind: comes article, entity, event, note, quote."),
        ("date:soon", '“soon” is not a date; write it as 2023, 2023-06, 2023-06-21 or "summer 2023".'),
        ("[c TO a]", "The range [c TO a] is the wrong way round; write [a TO c]."),
        ("tag:[a TO b]", "“tag” has no order, so it cannot be asked for from … to …; name the values with OR."),
    ],
)
def test_refused_with_how_to_mend_it(query: str, sentence: str) -> None:
    with pytest.raises(QueryError) as error:
        Parser(("en",)).read(query)
    assert str(error.value) == sentence


def test_too_deep_says_where() -> None:
    with pytest.raises(QueryError, match="too broad") as error:
        tidy("(" * 51)
    assert error.value.position == 50
