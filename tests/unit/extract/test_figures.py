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
        ("Hundreds of homes burned.", "Hundreds", "count", 200, "homes", "exactly"),
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
