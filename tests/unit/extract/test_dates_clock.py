"""Clock times with the zone that the text names, on the day that it names."""

from __future__ import annotations

import pytest

from casefile.domain import edtf
from casefile.domain.articles import Basis, Publication
from casefile.domain.records import findings_record
from casefile.extract import extract

PUBLISHED = Publication("2024-07-10", Basis.GIVEN, 1.0)


def test_an_event_has_its_day_and_its_time_apart() -> None:
    text = "The depot on the quay burned down at 3:20 p.m. (JST) on 4 July 2024."
    (event,) = findings_record("a", text, extract(text, published=PUBLISHED))["events"]
    assert (event["edtf"], event["time"]) == ("2024-07-04", "15:20+09:00")
    assert edtf.day_and_time("2024-07-04T10:00/2024-07-04T11:00") == ("2024-07-04T10:00/2024-07-04T11:00", None)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The port closed at 9 a.m. EST Tuesday.", "9 a.m. EST Tuesday", "2024-07-09T09:00-05:00"),
        ("It was shut at 14:58 UTC on 3 May 2024.", "14:58 UTC", "2024-05-03T14:58Z"),
        ("At 0800 UTC on Friday it opened.", "0800 UTC on Friday", "2024-07-05T08:00Z"),
        ("The alarm rang at 3:20 p.m. (JST) on 4 July 2024.", "3:20 p.m. (JST)", "2024-07-04T15:20+09:00"),
        ("The alarm rang at 15:20 UTC+9 on 4 July 2024.", "15:20 UTC+9", "2024-07-04T15:20+09:00"),
        ("The alarm rang at 15:20 UTC+05:30 on 4 July 2024.", "15:20 UTC+05:30", "2024-07-04T15:20+05:30"),
        ("The alarm rang at 10:35 (GMT-3) on 3 January 2024.", "10:35 (GMT-3)", "2024-01-03T10:35-03:00"),
        ("The alarm rang at 10:35+09:00 on 4 July 2024.", "10:35+09:00", "2024-07-04T10:35+09:00"),
        ("The log says 2024-05-03T10:35+0900 here.", "2024-05-03T10:35+0900", "2024-05-03T10:35+09:00"),
        ("The log says 2024-05-03T10:35:22Z here.", "2024-05-03T10:35:22Z", "2024-05-03T10:35Z"),
        # Summer time decides.
        ("The alarm rang at 3:20 p.m. ET on 4 July 2024.", "3:20 p.m. ET", "2024-07-04T15:20-04:00"),
        ("The alarm rang at 3:20 p.m. ET on 4 January 2024.", "3:20 p.m. ET", "2024-01-04T15:20-05:00"),
        ("It rang at 10 p.m. Pacific time on 10 March 2024.", "10 p.m. Pacific time", "2024-03-10T22:00-07:00"),
        ("It rang at 10 p.m. Pacific time on 2 April 2005.", "10 p.m. Pacific time", "2005-04-02T22:00-08:00"),
        # The place's own clock, and words that are no zones.
        ("It rang at 3:20 p.m. local time on 4 July 2024.", "3:20 p.m. local time", "2024-07-04T15:20"),
        ("At 10:35 NATO said on 3 January 2024 that it would stay.", "10:35", "2024-01-03T10:35"),
        ("At 5 p.m. Pacific officials said no.", "5 p.m.", "2024-07-10T17:00"),
    ],
)
def test_a_clock_keeps_its_zone(text: str, words: str, value: str) -> None:
    found = [(text[date.start : date.end], date.edtf) for date in extract(text, published=PUBLISHED).dates]
    assert (words, value) in found


def test_what_happened_at_an_hour_says_so() -> None:
    found = extract("The alarm rang at 3:20 p.m. JST on 4 July 2024. Nobody came.", published=PUBLISHED).reports
    assert found[0].edtf == "2024-07-04T15:20+09:00"
    assert (found[0].earliest, found[0].latest) == ("2024-07-04", "2024-07-04")


def test_the_order_of_a_day_is_that_of_the_clock_over_zones() -> None:
    wanted = ["2024-05-02T23:00Z", "2024-05-03", "2024-05-03T09:30+09:00", "2024-05-03T01:00", "2024-05-02T20:30-05:00"]
    shuffled = [wanted[place] for place in (3, 1, 4, 0, 2)]
    assert sorted(shuffled, key=lambda text: edtf.instant(text) or text) == wanted


@pytest.mark.parametrize(
    "text", [None, "", "2024-05-03", "2024", "2024-05-03/..", "T10:35", "0001-01-01T01:00+09:00", "Tuesday"]
)
def test_what_has_no_hour_is_no_instant(text: str | None) -> None:
    assert edtf.instant(text) is None


def test_a_zone_is_said_in_words() -> None:
    assert edtf.in_words("2024-05-03T14:58Z").endswith("14:58 UTC")
    assert edtf.in_words("2024-05-03T14:58+09:00").endswith("14:58 UTC+09:00")
