"""Figures by phenomenon."""

from __future__ import annotations

import pytest

from casefile.domain.articles import Publication
from casefile.domain.findings import Figure
from casefile.extract import dates, figures
from casefile.extract.document import Document


def found(text: str) -> list[Figure]:
    document = Document(text, Publication("2024-06-21"))
    return list(figures.find(document, dates.find(document, ())))


@pytest.mark.parametrize(
    ("text", "words", "kind", "value", "unit", "qualifier"),
    [
        ("It lost $9.99 on each.", "$9.99", "money", 9.99, "USD", "exactly"),
        ("It lost US$ 180 billion.", "US$ 180 billion", "money", 180e9, "USD", "exactly"),
        ("It lost nearly €2.3bn.", "nearly €2.3bn", "money", 2.3e9, "EUR", "about"),
        ("It lost ¥1 trillion.", "¥1 trillion", "money", 1e12, "JPY", "exactly"),
        ("It lost 500 Swiss francs.", "500 Swiss francs", "money", 500, "CHF", "exactly"),
        ("It cost thirty cents.", "thirty cents", "money", 30, "cent", "exactly"),
        ("It cost two dollars and fifty cents.", "two dollars and fifty cents", "money", 2.5, "USD", "exactly"),
        ("Prices rose by 7%.", "7%", "percent", 7, "%", "exactly"),
        ("Prices rose by more than seven per cent.", "more than seven per cent", "percent", 7, "%", "more than"),
        ("Prices rose by 2 percentage points.", "2 percentage points", "percent", 2, "percentage point", "exactly"),
        ("The wall is 2.5 metres high.", "2.5 metres", "measure", 2.5, "m", "exactly"),
        ("A 10-gallon drum leaked.", "10-gallon", "measure", 10, "gallon", "exactly"),
        ("It covers 660 square metres.", "660 square metres", "measure", 660, "square m", "exactly"),
        ("She is 5 feet 6 inches tall.", "5 feet 6 inches", "measure", 5.5, "foot", "exactly"),
        ("The mast is 1.8m tall.", "1.8m", "measure", 1.8, "m", "exactly"),
        ("Thieves took more than 10,000 files.", "more than 10,000", "count", 10000, "files", "more than"),
        (
            "Thieves took at least twenty-five thousand files.",
            "at least twenty-five thousand",
            "count",
            25000,
            "files",
            "at least",
        ),
        ("Up to 300 staff left.", "Up to 300", "count", 300, "staff", "up to"),
        ("The 40-plus agencies agreed.", "40-plus", "count", 40, "agencies", "more than"),
        ("The nine-member board met.", "nine", "count", 9, "members", "exactly"),
        ("Some 200 firms or more left.", "Some 200", "count", 200, "firms", "about"),
        ("Half a million people left.", "Half a million", "count", 500000, "people", "exactly"),
        ("Some 40 companies and agencies left.", "Some 40", "count", 40, "companies and agencies", "about"),
        ("Hundreds of homes burned.", "Hundreds", "count", 200, "homes", "at least"),
    ],
)
def test_one_figure(text: str, words: str, kind: str, value: float, unit: str, qualifier: str) -> None:
    (only,) = found(text)
    assert (text[only.start : only.end], only.kind, only.value, only.unit, only.qualifier) == (
        words,
        kind,
        pytest.approx(value),
        unit,
        qualifier,
    )


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("Between 5 and 10 people left.", "Between 5 and 10", 5, 10),
        ("Some 5 to 10 people left.", "Some 5 to 10", 5, 10),
        ("Prices rose 5-10%.", "5-10%", 5, 10),
    ],
)
def test_ranges_are_one_figure(text: str, words: str, low: float, high: float) -> None:
    (only,) = found(text)
    assert (text[only.start : only.end], only.value, only.value_max, only.qualifier) == (words, low, high, "between")


def test_from_to_are_two_figures() -> None:
    assert [one.value for one in found("It rose from $55 million to $110 million.")] == [55e6, 110e6]


def test_a_direction_is_no_qualifier() -> None:
    text = "The index fell below 9,000."
    (only,) = found(text)
    assert (text[only.start : only.end], only.qualifier) == ("9,000", "exactly")


@pytest.mark.parametrize(
    "text",
    [
        "It happened on 3 March 2021 and in 1987.",
        "The H-3 rocket and the A380 stood there.",
        "He runs Windows 11 on it.",
        "See page 12 and section 4.",
        "Flight 370 vanished.",
        "He came in 3rd.",
        "Version 2.4.1 is out.",
        "Call 555-123-4567 now.",
        "Call 225-8452 or 225-8458 now.",
        "It runs Python 2.x on x86-64 chips.",
        "They won 3-0 with a 50-50 chance.",
        "No one of them knew; one affected firm left.",
        "He was told at 10:35 a.m.",
        "The siege lasted four months.",
        "The bug is CVE-2023-1234.",
    ],
)
def test_numbers_that_count_nothing(text: str) -> None:
    assert found(text) == []


def test_a_minus_belongs_to_the_number() -> None:
    assert [one.value for one in found("It closed at -36 and lost -2.5%.")] == [-36, -2.5]


def values(text: str) -> list[tuple[str, float, str | None]]:
    """Words, value and unit."""
    document = Document(text)
    return [(text[one.start : one.end], one.value, one.unit) for one in figures.find(document, dates.find(document, ()))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The prosecutor plans to call 30 witnesses.", [("30", 30, "witnesses")]),
        ("The town will build 200 homes.", [("200", 200, "homes")]),
        ("Workers build 300 cars there.", [("300", 300, "cars")]),
        ("They released 40 hostages.", [("40", 40, "hostages")]),
        ("Dial 112 or call 555-0134.", []),
        ("The trial was in phase 3.", []),
    ],
)
def test_a_verb_does_not_number_what_it_counts(text: str, wanted: list[tuple[str, float, str]]) -> None:
    assert values(text) == wanted


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("A third of the staff left.", "A third", 1 / 3, "staff"),
        ("Sales fell by a quarter in May.", "a quarter", 0.25, None),
        ("A quarter of a million people fled.", "A quarter of a million", 250_000, "people"),
        ("It rose by a fifth of a percent.", "a fifth of a percent", 0.2, "%"),
        ("It rose half a percent.", "half a percent", 0.5, "%"),
        ("One in five drivers fled.", "One in five", 0.2, "drivers"),
        ("Some 3 in every 10 cars failed.", "Some 3 in every 10", 0.3, "cars"),
        ("Three out of four pilots agreed.", "Three out of four", 0.75, "pilots"),
    ],
)
def test_shares(text: str, words: str, value: float, unit: str | None) -> None:
    ((found, number, counted),) = values(text)
    assert (found, counted) == (words, unit)
    assert number == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    ["It took a quarter of an hour.", "A third man left.", "He was third in 2019.", "They observed a second of silence."],
)
def test_ordinals_and_times_are_no_shares(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("Hundreds of men fled.", 200), ("Several hundred men fled.", 200), ("A few thousand men fled.", 2000)],
)
def test_numbers_left_open_say_the_least_they_mean(text: str, value: float) -> None:
    document = Document(text)
    (one,) = figures.find(document, ())
    assert (one.value, one.qualifier, one.unit) == (value, "at least", "men")


@pytest.mark.parametrize(
    "text",
    [
        "The airline flew a 747.",
        "The 787 was late, and the 737 MAX was grounded.",
        "It flew 777s only.",
        "The flat, Apartment 4B, was empty.",
        "The Group of 20 met.",
        "The policy of zero-tolerance failed.",
    ],
)
def test_models_flats_and_circles_are_named_by_numbers(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The 300 workers left.", [("300", 300, "workers")]),
        ("The index stood at the 5000 mark.", [("5000 mark", 5000, "mark")]),
        ("The index closed above 8,000.", [("above 8,000", 8000, None)]),
        ("The index fell below 8,000.", [("8,000", 8000, None)]),
        ("The index fell over 20 points.", [("over 20 points", 20, "point")]),
        ("The price rose 5 to 120.", [("5", 5, None), ("120", 120, None)]),
        ("Temperatures reached 40C.", [("40C", 40, "°C")]),
        ("It was 38.5 degrees Celsius.", [("38.5 degrees Celsius", 38.5, "°C")]),
        ("He paid 420 million Finnish markka.", [("420 million Finnish markka", 420e6, "FIM")]),
        ('It has a 15" screen.', [('15"', 15, "inch")]),
        ('He said "we sold 15" and left.', [("15", 15, None)]),
        ("It cut 21,000 of its 63,000 jobs.", [("21,000", 21000, "jobs"), ("63,000", 63000, "jobs")]),
        ("At least 200 of them died.", [("At least 200", 200, None)]),
        ("It grew 10 times larger, a 10-fold rise.", [("10", 10, "times"), ("10", 10, "times")]),
    ],
)
def test_what_is_counted_and_measured(text: str, wanted: list[tuple[str, float, str | None]]) -> None:
    assert values(text) == wanted
