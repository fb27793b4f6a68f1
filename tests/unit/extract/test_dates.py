"""Dating expressions by phenomenon. Published on Friday 21 June 2024 unless said otherwise."""

from __future__ import annotations

import pytest

from casefile.domain.articles import Publication
from casefile.domain.findings import DateFinding
from casefile.extract import dates
from casefile.extract.document import Document


def found(text: str, published: str | None = "2024-06-21", language: str = "en") -> list[DateFinding]:
    return list(dates.find(Document(text, Publication(published), language=language), ()))


def read(text: str, published: str | None = "2024-06-21") -> list[tuple[str, str | None]]:
    """Words and EDTF of the dates alone."""
    return [(text[one.start : one.end], one.edtf) for one in found(text, published) if one.kind == "date"]


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("The depot burned on 3 March 2021.", "3 March 2021", "2021-03-03"),
        ("The depot burned on March 3, 2021, at night.", "March 3, 2021", "2021-03-03"),
        ("The depot burned on the 3rd of March 2021.", "3rd of March 2021", "2021-03-03"),
        ("The log says 2021-03-03.", "2021-03-03", "2021-03-03"),
        ("The log says 31/12/2020.", "31/12/2020", "2020-12-31"),
        ("It was signed on Monday, June 10.", "Monday, June 10", "2024-06-10"),
        ("It began in June 2023.", "June 2023", "2023-06"),
        ("It began in early June 2023.", "early June 2023", "2023-06"),
        ("It began in the summer of 2021.", "the summer of 2021", "2021-22"),
        ("It began in the winter of 2021.", "the winter of 2021", "2021-24"),
        ("Sales fell in the third quarter of 2022.", "the third quarter of 2022", "2022-35"),
        ("Sales fell in Q3 2022.", "Q3 2022", "2022-35"),
        ("Sales fell in the first half of 2022.", "the first half of 2022", "2022-40"),
        ("Founded in 1987, the firm grew.", "1987", "1987"),
        ("The mill closed in the 1990s.", "1990s", "199X"),
        ("The mill closed in the mid-1990s.", "mid-1990s", "199X"),
        ("The treaty is of the 19th century.", "the 19th century", "18XX"),
        ("The rule of 2019-20 was harsh.", "2019-20", "2019/2020"),
        ("They met from 3 to 5 May.", "3 to 5 May", "2024-05-03/2024-05-05"),
        ("They met on May 3-5, 2022.", "May 3-5, 2022", "2022-05-03/2022-05-05"),
    ],
)
def test_dates_in_full(text: str, words: str, edtf: str) -> None:
    assert read(text) == [(words, edtf)]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The minister resigned today.", "2024-06-21"),
        ("The minister resigned yesterday evening.", "2024-06-20"),
        ("The minister will resign tomorrow.", "2024-06-22"),
        ("The minister resigned last night.", "2024-06-20"),
        ("The minister resigned last year.", "2023"),
        ("The minister resigned earlier this month.", "2024-06"),
        ("The minister resigned last week.", "2024-06-10/2024-06-16"),
        ("The minister resigned last August.", "2023-08"),
        ("The minister will resign next spring.", "2025-21"),
        ("The minister resigned three days ago.", "2024-06-18"),
        ("The minister resigned two years ago.", "2022"),
        ("The minister resigned a year and a half later.", None),
        ("The minister resigned in June last year.", "2023-06"),
        ("The minister resigned on Wednesday of last week.", "2024-06-12"),
        ("The ship will sail in two weeks.", "2024-07-01/2024-07-07"),
        ("The ship sailed at the beginning of the year.", "2024"),
    ],
)
def test_seen_from_publication(text: str, edtf: str | None) -> None:
    assert [value for _, value in read(text)] == ([edtf] if edtf else [])


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The board met on Tuesday.", "2024-06-18"),
        ("The board will meet on Tuesday.", "2024-06-25"),
        ("The board is scheduled to meet Tuesday.", "2024-06-25"),
        ("The board met on Friday.", "2024-06-21"),
        ("The court shut the site until Tuesday.", "2024-06-25"),
        ("The court had not ruled until Tuesday.", "2024-06-18"),
        ("The board criticised Tuesday's ruling and would appeal.", "2024-06-18"),
        ("The report came out in September.", "2023-09"),
        ("The report will come out in September.", "2024-09"),
        ("Workers walked out on 12 December.", "2023-12-12"),
        ("They must leave by July 14.", "2024-07-14"),
        ("Nobody met the July 14 deadline.", "2024-07-14"),
        ("The garden was dug in autumn.", "2023-23"),
        ("Losses are expected when markets open Tuesday.", "2024-06-25"),
        ("The bank was shut when thieves came on Tuesday.", "2024-06-18"),
        ("If the bridge is repaired on Monday, traffic resumes.", "2024-06-24"),
        ("Prices fell to lows on Thursday, and nobody knows whether they will rise.", "2024-06-20"),
        ("Prices fell to two on Thursday, and nobody knows whether they will rise.", "2024-06-20"),
    ],
)
def test_direction_comes_from_tense_and_cue(text: str, edtf: str) -> None:
    assert [value for _, value in read(text)] == [edtf]


@pytest.mark.parametrize(
    ("text", "words", "edtf", "anchor"),
    [
        (
            "He was charged in April 2021. The case fell in October of that year.",
            "October of that year",
            "2021-10",
            "document",
        ),
        ("She spoke on June 18. He replied on the same day.", "the same day", "2024-06-18", "document"),
        ("The raid was on 3 May 2022. Two days later the boss fled.", "Two days later", "2022-05-05", "document"),
        ("The raid was on 31 May 2022. He fled the following day.", "the following day", "2022-06-01", "document"),
        ("The strike began in 2019. It ended the following year.", "the following year", "2020", "document"),
    ],
)
def test_seen_from_another_date(text: str, words: str, edtf: str, anchor: str) -> None:
    last = found(text)[-1]
    assert (text[last.start : last.end], last.edtf, last.anchor) == (words, edtf, anchor)


def test_year_is_inherited_within_the_sentence() -> None:
    assert read("On 5 May 2019 the dam broke, and on 7 May the army came.") == [
        ("5 May 2019", "2019-05-05"),
        ("7 May", "2019-05-07"),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "duration"),
    [
        ("The siege lasted four months.", "duration", "P4M"),
        ("A 16-hour flight followed.", "duration", "PT16H"),
        ("For several weeks nobody came.", "duration", "PXW"),
        ("The last three years were hard.", "duration", "P3Y"),
        ("A patrol passes every Friday.", "set", "P1W"),
        ("The annual report was late.", "set", "P1Y"),
        ("A patrol passes twice a year.", "set", "P1Y"),
        ("A patrol passes every other week.", "set", "P2W"),
        ("On Mondays the gate is shut.", "set", "P1W"),
    ],
)
def test_durations_and_sets_are_told_from_dates(text: str, kind: str, duration: str) -> None:
    only = found(text)
    assert [(one.kind, one.duration, one.edtf, one.earliest) for one in only] == [(kind, duration, None, None)]


def test_vague_words_have_a_reference_and_no_date() -> None:
    assert [(one.reference, one.edtf) for one in found("The firm is currently shut, as it was recently robbed.")] == [
        ("present", None),
        ("past", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "You may march to the second gate if you can.",
        "The sun sat low and the troops may fall back.",
        "Prime Minister Theresa May marched on.",
        "He read page 2012 of the file.",
        "The plane was a Boeing 1999 mock-up of 2000 parts.",
        "April Hartley told June Corven about it.",
        "He runs Windows 2000 on it.",
        "Flight 1918 landed.",
        "The child is 12 years old.",
        "A 49-year-old man was held.",
    ],
)
def test_what_only_looks_like_a_date(text: str) -> None:
    assert found(text) == []


def test_times_take_the_day_of_their_sentence() -> None:
    clock = [one for one in found("At 10:35 a.m. on Tuesday the mast fell.") if one.kind == "time"]
    assert [(one.edtf, one.earliest) for one in clock] == [("2024-06-18T10:35", "2024-06-18")]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("They met on Christmas Eve.", "2023-12-24"),
        ("They met on Thanksgiving Day.", "2023-11-23"),
        ("They met on Easter Monday.", "2024-04-01"),
        ("They met on Christmas Day 2019.", "2019-12-25"),
        ("Since 9/11 the rule stands.", "2001-09-11"),
        ("Since the Sept. 11 terrorist attacks the rule stands.", "2001-09-11"),
        ("They met on September 11.", "2023-09-11"),
    ],
)
def test_days_with_a_name(text: str, edtf: str) -> None:
    assert [value for _, value in read(text)] == [edtf]


def test_around_a_season_is_approximate() -> None:
    assert read("The break-in happened around summer.") == [("summer", "2024-22~")]


def test_partial_publication_dates_resolve_what_they_can() -> None:
    assert read("It was stolen last year and sold in July.", "2024-10") == [("last year", "2023"), ("July", "2024-07")]
    (_, friday), *_ = read("It was stolen on Friday.", "2024-10")
    assert friday is not None
    assert "/" in friday


def test_nothing_is_guessed_without_publication() -> None:
    text = "It was stolen last year, on Friday, in July and in 2019; a year later it was sold."
    assert [value for _, value in read(text, None) if value] == ["2019", "2020"]


def test_bounds_are_inclusive_days() -> None:
    (only,) = found("It began in the winter of 2023.")
    assert (only.earliest, only.latest) == ("2023-12-01", "2024-02-29")


def test_deictic_words_in_a_quotation_are_seen_from_the_speech() -> None:
    assert [value for _, value in read("“We lost it last week,” Ms Hartley said Thursday.")] == [
        "2024-06-10/2024-06-16",
        "2024-06-20",
    ]


def test_speech_that_is_dated_anchors_what_it_says() -> None:
    (said, *_) = found("“We lost it yesterday,” Ms Hartley wrote on May 2, 2019.")
    assert (said.edtf, said.anchor) == ("2019-05-01", "document")


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Exports fell in the first nine months of 2023.", "2023-01/2023-09"),
        ("The week of June 3 was quiet.", "2024-06-03/2024-06-09"),
        ("They met on the first Monday of May.", "2024-05-06"),
        ("They met in the last week of May 2023.", "2023-05-25/2023-05-31"),
        ("Officials in Tokyo said it was spent in fiscal 2022.", "2022-04/2023-03"),
        ("It was spent the year before last.", "2022"),
        ("It must be spent by year-end.", "2024"),
        ("It won't be spent in December.", "2024-12"),
        ("They meet again on the 28th.", "2024-06-28"),
        ("The mill was built in the 1800s.", "18XX"),
        ("They met two days after Christmas 2022.", "2022-12-27"),
        ("They met two weeks before March 5, 2021.", "2021-02-19"),
        ("They meet this coming Tuesday.", "2024-06-25"),
    ],
)
def test_parts_of_longer_periods(text: str, edtf: str) -> None:
    assert [value for _, value in read(text)] == [edtf]


def test_lists_of_days_share_their_month() -> None:
    assert read("They met on 3 and 5 May 2020. They met on April 24 and 25.") == [
        ("3", "2020-05-03"),
        ("5 May 2020", "2020-05-05"),
        ("April 24", "2020-04-24"),
        ("25", "2020-04-25"),
    ]


def test_other_languages_get_dates_in_digits() -> None:
    text = "Der Brand vom 3. Mai, gemeldet am 2021-05-04 und 05.05.2021."
    assert [one.edtf for one in found(text, language="de")] == ["2021-05-04", "2021-05-05"]


@pytest.mark.parametrize(
    ("text", "words", "duration"),
    [
        ("The talks lasted 5 1/2 hours.", "5 1/2 hours", "PT5H30M"),
        ("The talks lasted 3½ months.", "3½ months", "P3.5M"),
        ("The talks lasted one hour and 20 minutes.", "one hour and 20 minutes", "PT1H20M"),
        ("The talks lasted two years and three months.", "two years and three months", "P2Y3M"),
        ("The talks lasted for the past five trading days.", "the past five trading days", "P5D"),
        ("It was a decades-long feud.", "decades-long", "PXY"),
        ("It was a year-long feud.", "year-long", "P1Y"),
    ],
)
def test_durations_of_several_units_and_of_fractions(text: str, words: str, duration: str) -> None:
    (one,) = found(text)
    assert (text[one.start : one.end], one.kind, one.duration) == (words, "duration", duration)


@pytest.mark.parametrize("text", ["The clinic opens Friday mornings.", "The clinic opens in the evenings."])
def test_parts_of_days_in_the_plural_come_again_and_again(text: str) -> None:
    assert [one.kind for one in found(text)] == ["set"]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Sales grew in May and June 2022.", ["2022-05", "2022-06"]),
        ("It shut from 28 December to 3 January 2020.", ["2019-12-28", "2020-01-03"]),
        ("It shut between April and June in 2017.", ["2017-04", "2017-06"]),
        ("It rained in May, June and July 2021.", ["2021-05", "2021-06", "2021-07"]),
        # Two clauses are no coordination of dates.
        ("Sales fell in March and were flat in May 2022.", ["2024-03", "2022-05"]),
    ],
)
def test_a_year_said_once_at_the_end_of_a_list_is_that_of_all(text: str, edtf: list[str]) -> None:
    assert [value for _, value in read(text)] == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The file is of 11/2016.", ["2016-11"]),
        ("The file is of 2016/11.", ["2016-11"]),
        ("The rule of 2010/11 was harsh.", ["2010/2011"]),
        ("Resolution 11/2016 was passed.", []),
        ("They met over Easter weekend.", ["2024-03-30/2024-03-31"]),
        ("They met over Labor Day weekend 2022.", ["2022-09-03/2022-09-05"]),
        ("They met on Thursday 20th.", ["2024-06-20"]),
        ("Nobody forgot Black Monday.", []),
        ("Shops were full on Cyber Monday 2022.", ["2022-11-28"]),
    ],
)
def test_less_common_ways_to_write_dates(text: str, edtf: list[str]) -> None:
    assert [value for _, value in read(text)] == edtf


def test_a_clock_time_in_greenwich_is_said_to_be() -> None:
    assert [one.edtf for one in found("It sank at 0800 UTC.")] == ["2024-06-21T08:00Z"]


def test_earlier_than_nothing_told_is_earlier_than_publication() -> None:
    assert read("He had left two years earlier.") == [("two years earlier", "2022")]
    assert read("He left two years later.") == [("two years later", None)]


def test_later_in_the_day_is_the_day_that_is_told_of() -> None:
    assert read("The ship sank on 3 May 2024. Divers came later in the day.")[-1] == ("later in the day", "2024-05-03")
