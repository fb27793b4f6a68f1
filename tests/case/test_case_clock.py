"""Clock times of publication carry their zone, from what a file declares to the order within a day."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.bootstrap import importing, opening
from casefile.case import Case
from casefile.domain.scope import EVERYTHING
from casefile.ingest.plain import moment

BODY = (
    "<p>The harbour office of {town} said that {count} ships waited outside since the early morning.</p>"
    "<p>Pilots of {town} reached the first of them at noon, and a spokesman praised them for their work.</p>"
)
HEADS = {
    # Town -> what its page declares of its publication, on the clock of Greenwich 08:15, 09:00, 21:30 and none.
    "Velmont": '<meta property="article:published_time" content="2024-05-03T10:15:00+02:00">',
    "Brack": (
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-05-03T18:00:00.000+0900"}</script>'
    ),
    "Sund": '<meta property="article:published_time" content="2024-05-03T13:30-08:00">',
    "Halden": '<meta property="article:published_time" content="2024-05-03">',
}


@pytest.fixture
def case(tmp_path: Path) -> Case:
    case = opening.create_case(tmp_path / "clock.casefile")
    for number, (town, head) in enumerate(reversed(HEADS.items()), start=11):
        page = f"<html><head><title>Ships off {town}</title>{head}</head><body><article><h1>Ships off {town}</h1>"
        path = tmp_path / f"{town}.html"
        path.write_text(f"{page}{BODY.format(town=town, count=number)}</article></body></html>", "utf-8")
        importing.import_into(case, [path])
    return case


def test_a_page_is_dated_with_its_time_and_zone(case: Case) -> None:
    dates = {row.title.removeprefix("Ships off "): row.published.edtf for row in case.ask.articles()}
    assert dates == {
        "Halden": "2024-05-03",
        "Sund": "2024-05-03T13:30:00-08:00",
        "Brack": "2024-05-03T18:00:00+09:00",
        "Velmont": "2024-05-03T10:15:00+02:00",
    }


def test_the_order_within_a_day_is_that_of_the_clock_over_zones(case: Case) -> None:
    towns = [row.title.removeprefix("Ships off ") for row in case.ask.articles(order="published")]
    assert towns == ["Halden", "Velmont", "Brack", "Sund"]
    numbers = {row.title: row.number for row in case.ask.articles()}
    wanted = [numbers[f"Ships off {town}"] for town in towns]
    assert [f"S{number}" for number in wanted] == list(
        dict.fromkeys(event.reports[0].place.article for event in case.ask.timeline(EVERYTHING, everything=True))
    )


@pytest.mark.parametrize(
    ("said", "edtf"),
    [
        ("2024-05-03T10:15:00+02:00", "2024-05-03T10:15:00+02:00"),
        ("2024-05-03 10:15 +0200", "2024-05-03T10:15:00+02:00"),
        ("2024-05-03T10:15:07.123Z", "2024-05-03T10:15:07Z"),
        ("2024-05-03T10:15:00-08", "2024-05-03T10:15:00-08:00"),
        ("2024-05-03T10:15:00", None),
        ("2024-05-03", None),
        ("2024-05-03T00:00:00Z", None),
        ("2024-13-03T10:15:00Z", None),
        ("2024-05-03T29:15:00Z", None),
        ("yesterday at 10:15+02:00", None),
    ],
)
def test_a_time_counts_with_its_zone_only(said: str, edtf: str | None) -> None:
    assert moment(said) == edtf
