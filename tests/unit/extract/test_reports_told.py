"""What sentences report: trigger, summary, status, date."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.domain.articles import Basis, Publication
from casefile.domain.findings import DateFinding, EntityType, Mention, Report
from casefile.extract import extract, quotes, reports
from casefile.extract.document import Document, Frame

PUBLISHED = Publication("2024-06-21", Basis.GIVEN, 1.0)


def read(
    text: str, *dates: tuple[str, str], published: Publication = PUBLISHED, frames: tuple[Frame, ...] = ()
) -> tuple[Report, ...]:
    """Reports of a text in which these words are dates of these values (days or months)."""
    found = []
    for words, edtf in dates:
        at = text.index(words)
        day = edtf if len(edtf) == 10 else None
        found.append(DateFinding(at, at + len(words), 0.9, "test.given", "date", edtf, day, day))
    found.sort(key=lambda date: date.start)
    document = Document(text, published)
    speech = quotes.find(document, frames, (), tuple(found))
    return reports.find(document, frames, tuple(found), (), speech)


def test_a_sentence_reports_what_its_verb_says() -> None:
    text = "Flood water destroyed the bridge at Port Marlow."
    (report,) = read(text)
    assert report.trigger == "destroy"
    assert text[report.trigger_start : report.trigger_end] == "destroyed"
    assert report.summary == "Flood water destroyed the bridge at Port Marlow"
    assert report.status == "reported"
    assert report.sentence == 0


def test_not_knowing_is_no_denial() -> None:
    assert read("The source of the smoke has not yet been identified.")[0].status == "reported"
    assert read("The two clerks have not been named.")[0].status == "reported"


def test_a_summary_never_ends_where_it_says_something_else() -> None:
    text = (
        "More than forty crates of tools, including those of the coast guard, were lost when the depot on the quay burned "
        "down in the night, a warehouse that the town had let to six companies for a year, the last of them in the spring."
    )
    summary = read(text)[0].summary
    assert "were lost when the depot on the quay burned down" in summary
    assert summary.endswith(" …")


def test_a_light_verb_leaves_the_happening_to_its_noun() -> None:
    (report,) = read("The agency suffered a second breach.")
    assert report.trigger == "breach"


def test_how_things_are_is_no_happening() -> None:
    assert read("The agency is a public body.") == ()
    assert read("The ferry belongs to the town.") == ()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The bridge collapsed.", "reported"),
        ("The bridge will close in autumn.", "planned"),
        ("The council plans to close the bridge.", "planned"),
        ("The bridge is set to close.", "planned"),
        ("The agency said no sensitive files were stolen.", "denied"),
        ("The agency denied that files were stolen.", "denied"),
        ("The mayor said the bridge had not moved.", "denied"),
        ("Nobody was hurt, police said.", "denied"),
        ("The mayor said there was no evidence that files were taken.", "denied"),
        ("Files may have been stolen.", "alleged"),
        ("The clerk allegedly sold the files.", "alleged"),
        ("The group is suspected of the theft.", "alleged"),
        ("Suspected thieves emptied the depot.", "alleged"),
    ],
)
def test_status(text: str, status: str) -> None:
    assert read(text)[0].status == status


def test_not_answering_is_no_denial() -> None:
    assert read("The agency did not respond to a request.")[0].status == "reported"


def test_a_date_in_the_words() -> None:
    text = "The bridge collapsed on 3 May 2024."
    (report,) = read(text, ("3 May 2024", "2024-05-03"))
    assert (report.edtf, report.basis) == ("2024-05-03", "explicit")
    assert report.date_start is not None
    assert text[report.date_start : report.date_end] == "3 May 2024"


def test_without_a_date_it_is_news_of_the_day() -> None:
    (report,) = read("The bridge has collapsed.")
    assert (report.edtf, report.earliest, report.latest, report.basis) == (
        "2024-06-21",
        "2024-06-21",
        "2024-06-21",
        "published",
    )


def test_an_undated_article_dates_nothing() -> None:
    (report,) = read("The bridge collapsed.", published=Publication())
    assert (report.edtf, report.basis) == (None, "published")


def test_the_past_stays_on_the_day_told_of() -> None:
    found = read("The bridge collapsed on Wednesday. Two lorries fell into the river.", ("Wednesday", "2024-06-19"))
    assert [(report.edtf, report.basis) for report in found] == [("2024-06-19", "explicit"), ("2024-06-19", "inherited")]


def test_a_day_long_ago_is_no_scene() -> None:
    found = read("The bridge opened on 3 May 1961. Two lorries fell into the river.", ("3 May 1961", "1961-05-03"))
    assert found[1].basis == "published"


def test_the_past_perfect_looks_back() -> None:
    found = read("The bridge was inspected in March. Engineers had found cracks.", ("March", "2024-03"))
    assert (found[1].edtf, found[1].basis) == ("2024-03", "inherited")


def test_two_clauses_with_a_date_each_are_two_reports() -> None:
    found = read("The bridge closed in March and the ferry stopped in May.", ("March", "2024-03"), ("May", "2024-05"))
    assert [(report.trigger, report.edtf) for report in found] == [("close", "2024-03"), ("stop", "2024-05")]


def test_saying_and_what_is_said_have_days_of_their_own() -> None:
    found = read("Ms Orlo said on Monday that the bridge closed in March.", ("Monday", "2024-06-17"), ("March", "2024-03"))
    assert {(report.trigger, report.edtf) for report in found} == {("say", "2024-06-17"), ("close", "2024-03")}


def test_since_opens_an_interval_for_what_lasts() -> None:
    (report,) = read("The bridge has been closed since 3 May 2024.", ("3 May 2024", "2024-05-03"))
    assert (report.edtf, report.earliest, report.latest) == ("2024-05-03/..", "2024-05-03", None)


def test_since_dates_no_single_happening() -> None:
    (report,) = read("Water fell to its lowest since March.", ("March", "2024-03"))
    assert report.basis == "published"


def test_what_is_to_come_has_no_day_yet() -> None:
    (report,) = read("The bridge will close.")
    assert (report.edtf, report.earliest, report.latest) == ("2024-06-21/..", "2024-06-21", None)


def test_the_time_of_day_is_the_clauses_own() -> None:
    """It is kept, and what is told after it inherits the day alone."""
    first, second = read("The bridge collapsed at 9:40. Two lorries fell.", ("9:40", "2024-06-21T09:40+09:00"))
    assert (first.edtf, first.earliest) == ("2024-06-21T09:40+09:00", None)
    assert second.edtf == "2024-06-21"


def test_frames_report_nothing_but_a_headline_does() -> None:
    text = "The bridge collapsed."
    assert read(text, frames=(Frame(0, len(text), "biography"),)) == ()
    assert len(read(text, frames=(Frame(0, len(text), "headline"),))) == 1


def test_entities_stand_in_order() -> None:
    text = "Orla Venn sold the ferry to Ivo Tarn."
    mentions = tuple(
        Mention(text.index(name), text.index(name) + len(name), 0.9, "test.given", EntityType.PERSON, name, f"e{name}")
        for name in ("Orla Venn", "Ivo Tarn")
    )
    (report,) = reports.find(Document(text, PUBLISHED), (), (), mentions, ())
    assert report.entities == ("eOrla Venn", "eIvo Tarn")


def test_a_summary_is_short_and_from_the_text() -> None:
    text = "And the bridge collapsed, " + "and the water rose over the meadows by the old mill, " * 6 + "before noon."
    summary = read(text)[0].summary
    assert summary.startswith("The bridge collapsed")
    assert len(summary) <= 205
    assert summary.endswith(" …")


_WORDS = st.sampled_from(
    [
        "the",
        "bridge",
        "collapsed",
        "was",
        "had",
        "not",
        "will",
        "close",
        "said",
        "that",
        "no",
        "may",
        "'s",
        "“",
        "”",
        ",",
        ".",
        "plans",
        "to",
        "attack",
        "\n\n",
        "since",
    ]
)


@given(st.lists(_WORDS, max_size=40).map(" ".join) | st.text(max_size=120))
def test_reports_lie_inside_their_sentence_and_come_out_the_same_twice(text: str) -> None:
    document = Document(text, PUBLISHED)
    found = read(text)
    assert found == read(text)
    for report in found:
        first, last = document.sentences[report.sentence]
        assert first <= report.trigger_start < report.trigger_end <= last
        assert 0 <= report.start <= report.trigger_start < report.trigger_end <= report.end <= len(text)
        assert report.summary
        assert report.status in ("reported", "planned", "denied", "alleged")


def test_japanese_sentences_report_by_how_they_end() -> None:
    text = "公社は不正な接続があったと発表した。被害は確認されていない。橋は来月閉鎖される予定だ。青い橋。"
    found = reports.find(Document(text, PUBLISHED, language="ja"), (), (), (), ())
    assert [(report.trigger, report.status) for report in found] == [("発表", "reported"), ("確認", "denied")]


def test_another_language_reports_what_it_dates() -> None:
    text = "Die Brücke sank am 2024-05-03. Hilfe kam."
    date = DateFinding(19, 29, 0.9, "test.given", "date", "2024-05-03", "2024-05-03", "2024-05-03")
    (report,) = reports.find(Document(text, PUBLISHED, language="de"), (), (date,), (), ())
    assert (report.edtf, report.sentence) == ("2024-05-03", 0)


def test_a_relative_clause_set_off_has_its_own_date_and_sets_no_scene() -> None:
    text = "The mayor was replying to the Post, which wrote on Monday about cracks. She left the room."
    found = read(text, ("Monday", "2024-06-17"))
    dated = [(report.trigger, report.basis) for report in found if report.sentence == 0 and report.edtf == "2024-06-17"]
    assert dated == [("write", "explicit")]
    assert found[-1].basis == "published"


def test_a_participle_is_not_the_verb_of_its_sentence() -> None:
    (report,) = read("Files stored on the old server could have been stolen.")
    assert (report.trigger, report.status) == ("steal", "alleged")


def test_a_date_inside_speech_dates_what_was_said() -> None:
    found = read("“The wall cracked in March,” the mayor said.", ("March", "2024-03"))
    assert ("crack", "2024-03") in {(report.trigger, report.edtf) for report in found}
    assert ("say", "2024-03") not in {(report.trigger, report.edtf) for report in found}


def test_a_dateline_sets_the_scene_and_hides_no_sentence() -> None:
    text = "PORT MARLOW, June 19 - The bridge collapsed into the river."
    dateline = Frame(0, text.index(" -"), "dateline")
    (report,) = read(text, ("June 19", "2024-06-19"), frames=(dateline,))
    assert report.summary == "The bridge collapsed into the river"
    assert (report.edtf, report.basis) == ("2024-06-19", "inherited")


def test_bounds_of_publication_date_no_event() -> None:
    reports = extract("The mill, which had been sold in 2019, burned down. Nobody was hurt.").reports
    assert reports
    assert all(report.edtf is None for report in reports if report.basis == "published")


def whole(text: str, published: str | None = "2024-06-21") -> list[tuple[str, str | None]]:
    """Triggers with their dates, all stages run."""
    return [(report.trigger, report.edtf) for report in extract(text, published=Publication(published)).reports]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # A date inside a noun phrase is the noun's.
        ("The firm broke the 1991 agreement.", [("break", "2024-06-21")]),
        ("The mayor attacked estimates of 2006 growth.", [("attack", "2024-06-21")]),
        ("At the 1991 congress the firm broke its word.", [("break", "1991")]),
        ("The 2015 fire killed five miners.", [("kill", "2015")]),
        # What something is measured against is not when it happened.
        ("The index fell 3 percent from Wednesday's close.", [("fall", "2024-06-21")]),
        ("The mine sold more coal than in 2007.", [("sell", "2024-06-21")]),
        ("Sales rose 4 percent compared with last year.", [("rise", "2024-06-21")]),
        ("The tunnel was closed from Monday.", [("close", "2024-06-17")]),
        ("The mine was sold less than two weeks ago.", [("sell", "2024-06-03/2024-06-09")]),
        ("The mayor has been fighting the ruling since 2004 and has been on leave since January.",
         [("fight", "2004/.."), ("be", "2024-01/..")]),
    ],
)  # fmt: skip
def test_a_date_in_the_sentence_need_not_be_the_events(text: str, told: list[tuple[str, str | None]]) -> None:
    assert whole(text) == told


def test_a_day_is_seen_from_the_articles_own_date_line() -> None:
    text = "Bridge falls at Port Marlow\n\nMay 10, 2024\n\nThe old bridge fell yesterday. Nobody was hurt."
    for published in ("2024-06-21", "2024-05", None):
        assert [edtf for _, edtf in whole(text, published)][1] == "2024-05-09"
    # A day's difference is midnight's.
    assert [edtf for _, edtf in whole(text, "2024-05-11")][1] == "2024-05-10"


def test_a_line_of_a_later_change_says_nothing_of_when_it_was_written() -> None:
    text = "Bridge falls at Port Marlow\n\nUpdated May 10, 2025\n\nThe old bridge fell yesterday."
    assert [edtf for _, edtf in whole(text)][1] == "2024-06-20"


def test_what_is_set_off_between_subject_and_verb_is_no_report() -> None:
    assert whole("The launch, planned for 5 July, was cancelled on Monday.") == [("cancel", "2024-06-17")]


def test_that_nothing_leaked_is_a_denial_by_its_speaker() -> None:
    text = "No sensitive information was leaked, Ada Renwick said."
    findings = extract(text, published=PUBLISHED)
    (report,) = findings.reports
    (quote,) = findings.quotes
    assert (report.status, report.trigger) == ("denied", "leak")
    assert quote.speaker == "Ada Renwick"
    assert quote.start <= report.trigger_start < quote.end
