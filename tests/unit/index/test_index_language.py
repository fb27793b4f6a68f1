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
        ("harbor~^2 b", "words like “harbor”, up to 1 letter different and “b”"),
        ("like:S4", "articles like S4"),
        ("like:4", "articles like S4"),
        ("'night shift' a", "“night shift” and “a”"),
        ("speaker:(toll OR vance)", "“toll” in speaker or “vance” in speaker"),
        ("a REQUIRE b", "“a”, only where also “b”"),
        ("author:vance note:later quote:sorry", "“vance” in author and “later” in note and “sorry” in quote"),
        ("type:person has:note", "type “person” and has “note”"),
        ("(a OR b) AND NOT (c d)", "(“a” or “b”) and not (“c” and “d”)"),
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
        ("a || b && c", "a OR b AND c", "“||” was read as OR"),
        ("speaker: Toll", "speaker:Toll", "“speaker: Toll” was read as speaker:Toll"),
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
    ("query", "character", "sentence"),
    [
        ("kind:letter", 6, "“kind:letter” is not known; after kind: comes article, entity, event, note, quote."),
        ("ash has:photo", 9, "“has:photo” is not known; after has: comes conflict, date, figure, note, quote, tag."),
        ("date:soon", 6, '“soon” is not a date; write it as 2023, 2023-06, 2023-06-21 or "summer 2023".'),
        ("date:[2025 TO 2023]", 7, "No day is both after 2025 and before 2023; write [2023 TO 2025]."),
        ("ash [c TO a]", 6, "The range [c TO a] is the wrong way round; write [a TO c]."),
        ("ash tag:[a TO b]", 5, "“tag” has no order, so it cannot be asked for from … to …; name the values with OR."),
        ("article:four", 9, "After “article:” comes the number of an article, as in article:S4; “four” is none."),
        ("like:ash", 6, "After “like:” comes the number of an article, as in like:S4; “ash” is none."),
        ("lang:klingon", 6, "“klingon” is not the code of a language; write for example lang:en or lang:ja."),
        (
            "ash speaker:", 5,
            "there is nothing after “speaker:”; write for example speaker:x, or “speaker” to search for the word.",
        ),
        (
            "(speaker:) ash", 2,
            "there is nothing after “speaker:”; write for example speaker:x, or “speaker” to search for the word.",
        ),
    ],
)  # fmt: skip
def test_refused_with_where_and_how_to_mend_it(query: str, character: int, sentence: str) -> None:
    with pytest.raises(QueryError) as error:
        Parser(("en",)).read(query)
    assert str(error.value) == f"At character {character}: {sentence}"
    assert error.value.position == character - 1


@pytest.mark.parametrize("query", ["", "  ", "...", "''", '""', "()", "AND", "¿!"])
def test_where_nothing_is_searched_for_that_is_said(query: str) -> None:
    with pytest.raises(QueryError, match="There is nothing to search for"):
        Parser(("en",)).read(query)


def test_too_deep_says_where() -> None:
    with pytest.raises(QueryError, match="too broad") as error:
        tidy("(" * 51)
    assert error.value.position == 50


@pytest.mark.parametrize(
    "query",
    [
        "quay",
        "Quay pilot",
        "quay pilot seal",
        "quay OR pilot",
        "Quay OR seal OR pilots",
        "qua*",
        "Quai~",
        "pilots date:2023-06",
        "quay tag:key pil*",
        '"night shifts" pilot',
        'quay OR "night shift" OR kind:quote',
        "lang:de",
        "title:Pilots seal~ OR quay",
        "title:pilots OR seal~",
        "id:q1 article:S04",
        "entity:e0123456789abc",
        "date:2023",
        "and date:2023",
        "not quay",
        "quay or",
        "or",
        "not OR and",
        "quay and date:2023",
        "quay NOT pilot",
        "quay OR not",
    ],
)
def test_the_short_way_reads_what_the_parser_reads(query: str) -> None:
    short, whole = (Parser(("en", "de")).read(text) for text in (query, f"({query})"))
    assert (short.tree, short.words, short.corrections, short.plain) == (
        whole.tree,
        whole.words,
        whole.corrections,
        whole.plain,
    )
