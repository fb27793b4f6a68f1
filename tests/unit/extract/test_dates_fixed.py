"""Days that are fixed, put off, agreed on or compared with. Published on Sunday 5 May 2024."""

from __future__ import annotations

import pytest

from casefile.domain.articles import Publication
from casefile.extract import dates, extract
from casefile.extract.document import Document


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("Judge Ana Orlo set sentencing for Nov. 18.", "2024-11-18"),
        ("A vote has been called for July 4.", "2024-07-04"),
        ("The match was postponed to Thursday because of rain.", "2024-05-09"),
        ("The fair was moved to September.", "2024-09"),
        ("The fair had been set for 3 April.", "2024-04-03"),
        ("Both sides agreed on Wednesday to lay down their arms.", "2024-05-01"),
        ("The mill opened a fortnight ago.", "2024-04-15/2024-04-21"),
        ("It shut over the last weekend in August 2023.", "2023-08-26/2023-08-27"),
    ],
)
def test_the_day(text: str, edtf: str) -> None:
    (found,) = dates.find(Document(text, Publication("2024-05-05")), ())
    assert found.edtf == edtf


def test_a_comparison_is_with_now() -> None:
    found = dates.find(
        Document("It was its first loss since 2019. Sales fell 18 percent from a year earlier.", Publication("2024-05-05")),
        (),
    )
    assert [one.edtf for one in found] == ["2019", "2023"]


@pytest.mark.parametrize(
    "text",
    ["It ran on a Windows 7 machine.", "Staff used 7-Zip on it.", "An ATR 72-600 of Corvin Air overran the runway."],
)
def test_numbers_in_names_are_no_figures(text: str) -> None:
    assert extract(text).figures == ()
