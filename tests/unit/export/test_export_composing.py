"""Rows in, brief out: what is said of each event, person, quotation, figure and source."""

from __future__ import annotations

import datetime
import time
from dataclasses import replace
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.case.composing import compose
from casefile.case.composition.differences import differences, interval
from casefile.case.composition.profile import PROFILES, Profile, find_profile, read_profile
from casefile.case.composition.prose import blocks
from casefile.case.composition.words import shortened, when
from casefile.domain.articles import Basis, Publication
from casefile.domain.brief import (
    Actors,
    Block,
    Brief,
    Chip,
    Chronology,
    Differences,
    Evidence,
    Method,
    Quotations,
    Run,
    Sources,
)
from casefile.domain.claims import Cell, Claim, ClaimKind, Relation, Standing
from casefile.domain.material import Material
from casefile.errors import UserError

DAY = datetime.date(2026, 11, 21)


T = TypeVar("T", Actors, Chronology, Differences, Evidence, Method, Quotations, Sources)


def section(brief: Brief, kind: type[T]) -> T:
    found, *_ = [part for part in brief.sections if isinstance(part, kind)]
    return found


def test_events_stand_in_order_of_time_and_undated_ones_are_left_out(brief: Brief) -> None:
    chronology = section(brief, Chronology)
    assert [(item.date, item.precision) for item in chronology.items] == [
        ("12 Jun 2019", "day"),
        ("Jun 2023", "month"),
        ("21 Jun 2024", "day"),
        ("2025", "year"),
    ]


def test_events_dated_by_context_alone_need_a_reason_or_the_profile(material: Material) -> None:
    event = material.events[1]
    inherited = replace(event, basis="inherited", reports=(replace(event.reports[0], basis="inherited"),))
    told_twice = replace(material.events[0], basis="inherited", summary="Told by two articles")
    changes: dict[str, dict[str, object]] = {
        "stated": {"decision": "accepted"},
        "starred": {"starred": True},
    }
    for events, more in changes.items():
        kept = replace(inherited, summary=f"Kept as {events}", id=f"v{events}", **more)  # type: ignore[arg-type]
        rows = replace(material, events=(inherited, told_twice, kept))
        shown = {"starred": [kept.summary], "stated": [told_twice.summary, kept.summary]}
        for choice, expected in (*shown.items(), ("all", [told_twice.summary, inherited.summary.rstrip("."), kept.summary])):
            if choice == "starred" and events != "starred":
                expected = []
            found = section(compose(rows, replace(Profile(), events=choice), DAY), Chronology)
            assert [item.what for item in found.items] == expected, choice


@pytest.mark.parametrize(
    "torn",
    [
        "Had failed in June",
        "Which failed in June 2023",
        "Failed in June, it said",
        "The gates were",
        "The Port said on Friday",
    ],
)
def test_a_torn_summary_gives_way_to_the_sentence(material: Material, torn: str) -> None:
    event = replace(material.events[0], summary=torn)
    found = section(compose(replace(material, events=(event,)), Profile(), DAY), Chronology)
    assert found.items[0].what == "The sluice at Marrow Quay failed in June 2023, the Port of Ellmouth said"
    corrected = replace(material, events=(replace(event, decision="corrected"),))
    assert section(compose(corrected, Profile(), DAY), Chronology).items[0].what == torn


def test_reports_that_differ_are_shown_with_who_says_so(brief: Brief) -> None:
    chronology = section(brief, Chronology)
    first, second, third, fourth = chronology.items
    assert [(dating.date, dating.citations[0].label) for dating in second.datings] == [
        ("Jun 2023", "[S1 ¶2]"),
        ("summer 2023", "[S2 ¶2]"),
    ]
    assert second.chips == (Chip("reported by 2", "open"),)
    assert Chip("dates differ", "bad") in first.chips
    assert Chip("alleged in S4", "open") in first.chips
    assert third.chips == (Chip("denied", "bad"), Chip("single origin", "open"))
    assert fourth.chips[0] == Chip("planned", "plain")
    assert fourth.datings == ()


def test_that_origins_agree_is_said_once_a_person_accepted_the_event(material: Material) -> None:
    said = {
        decision: section(compose(replace(material, events=(event,)), Profile(), DAY), Chronology).items[0].chips
        for decision in ("", "corrected", "accepted")
        for event in [replace(material.events[0], decision=decision)]
    }
    assert said == {
        "": (Chip("reported by 2", "open"),),
        "corrected": (Chip("reported by 2", "open"),),
        "accepted": (Chip("2 origins agree", "good"),),
    }


def test_words_that_date_an_event_are_quoted_when_they_are_relative(material: Material) -> None:
    event = material.events[0]
    relative = replace(event, edtf="2023-22", reports=(event.reports[1],))
    brief = compose(replace(material, events=(relative,)), Profile(), DAY)
    chronology = section(brief, Chronology)
    assert chronology.items[0].precision == "season; “this summer”"


def test_articles_that_repeat_one_another_are_one_origin(material: Material) -> None:
    event = material.events[0]
    copies = tuple(replace(row, origin="S1") if row.number == 2 else row for row in material.articles)
    brief = compose(replace(material, articles=copies, events=(event,)), Profile(), DAY)
    chronology = section(brief, Chronology)
    assert chronology.items[0].origins == 1
    assert chronology.items[0].chips == (Chip("single origin", "open"),)
    assert ("2", "independent origins") in brief.counts


CLAIM = Claim(
    "c1",
    "Whether the sluice failed",
    ClaimKind.POLARITY,
    Standing.CONFLICT,
    1,
    "disputed",
    0.6,
    "made.up",
    (
        Cell("S1", Relation.STATES, "stated", 2, 10, 20, "The sluice failed.", None, "2023-11-29", True),
        Cell("S2", Relation.DENIES, "denied", 3, 30, 40, "It never failed.", "Ada Krol", "2023-11-30"),
        Cell("S3", Relation.SILENT),
    ),
)


def test_claims_say_who_states_and_who_denies_with_their_places(material: Material) -> None:
    brief = compose(replace(material, claims=(CLAIM,)), Profile(), DAY)
    *_, claims = (part for part in brief.sections if isinstance(part, Differences))
    (item,) = claims.items
    assert (item.about, item.context, item.chip) == (CLAIM.summary, "polarity · disputed", Chip("in conflict", "bad"))
    assert [(one.value, [place.label for place in one.citations]) for one in item.readings] == [
        ("stated", ["[S1 ¶2]"]),
        ("denied, according to Ada Krol", ["[S2 ¶3]"]),
    ]


def test_a_single_article_s_figure_and_figures_that_differ_stand_elsewhere(material: Material) -> None:
    alone = replace(CLAIM, status="open", cells=(CLAIM.cells[0],), standing=Standing.SINGLE)
    differing = replace(CLAIM, status="open", kind=ClaimKind.FIGURE)
    brief = compose(replace(material, claims=(alone, differing)), Profile(), DAY)
    *_, claims = (part for part in brief.sections if isinstance(part, Differences))
    assert claims.items == ()


def test_rejected_rows_are_not_in_the_brief(material: Material) -> None:
    everything = replace(
        material,
        events=tuple(replace(row, decision="rejected") for row in material.events),
        entities=tuple(replace(row, decision="rejected") for row in material.entities),
        quotes=tuple(replace(row, decision="rejected") for row in material.quotes),
        figures=tuple(replace(row, decision="rejected") for row in material.figures),
        claims=(replace(CLAIM, decision="rejected"),),
    )
    brief = compose(everything, Profile(), DAY)
    assert [len(part.items) for part in brief.sections if isinstance(part, Chronology | Quotations | Differences)] == [
        0,
        0,
        0,
        0,
    ]
    assert not section(brief, Actors).groups


def test_people_have_each_role_once_with_its_first_date_and_the_first_mention(brief: Brief) -> None:
    actors = section(brief, Actors)
    people, organisations = actors.groups
    assert [actor.name for actor in people.actors] == ["Ines Corvalho", "محمد علي", "木原稔"]
    assert people.actors[0].roles == ("harbour master (29 Nov 2023)",)
    assert people.actors[0].aliases == ("Corvalho",)
    assert [cited.label for cited in people.actors[0].citations] == ["[S1 ¶4]"]
    assert [actor.name for actor in organisations.actors] == ["Port of Ellmouth"]


def test_quotes_say_who_and_whether_named(material: Material) -> None:
    brief = compose(material, replace(Profile(), quote_kinds=("direct", "mixed", "indirect")), DAY)
    quotes = section(brief, Quotations)
    assert [(item.words, item.speaker, item.standing) for item in quotes.items] == [
        ("About 5,000 pumps were damaged by the flood", "an official", "anonymous; reported speech"),
        ("“We were never told,”", "Ines Corvalho, harbour master", "named"),
        ("“問題はない”", "木原稔", "named"),
    ]
    assert "unnamed sources: 1" in quotes.intro


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("quotes.that-clause", "sluice was sound"),
        ("quotes.impersonal", "sluice was sound"),
        ("quotes.clause", "that sluice was sound"),
    ],
)
def test_reported_speech_is_printed_without_its_conjunction(material: Material, rule: str, words: str) -> None:
    row = material.quotes[0]
    place = replace(row.place, text="that sluice was sound", start=10, end=31)
    quote = replace(row, kind="indirect", rule=rule, place=place, spans=((10, 31),))
    brief = compose(replace(material, quotes=(quote,)), replace(Profile(), quote_kinds=("indirect",)), DAY)
    assert [item.words for item in section(brief, Quotations).items] == [words]


@given(st.text(st.sampled_from("abc ,é木")), st.integers(20, 60))
def test_long_quotes_end_at_a_word(words: str, length: int) -> None:
    short = shortened(words, length)
    flat = " ".join(words.split())
    assert len(short) <= length + 1
    if short != flat:
        kept = short.removesuffix("…").rstrip()
        assert flat.startswith(kept)
        rest = flat[len(kept) :]
        assert rest[:1] in (" ", ",") or " " not in flat[: length - 1], "cut inside a word"


def test_figures_of_one_thing_are_compared(brief: Brief) -> None:
    found = section(brief, Differences)
    figure = found.items[-1]
    assert (figure.about, figure.context, figure.chip) == ("pumps", "damaged · flood", Chip("differ", "bad"))
    assert [reading.value for reading in figure.readings] == ["About 5,000 pumps", "more than 9,000 pumps"]


@pytest.mark.parametrize(
    ("first", "second", "tone"),
    [
        ((10000, "more than"), (12000, "exactly"), "good"),
        ((10000, "more than"), (10000, "exactly"), "bad"),
        ((10000, "at least"), (10000, "exactly"), "good"),
        ((5000, "about"), (5300, "exactly"), "good"),
        ((5000, "about"), (9000, "exactly"), "bad"),
        ((100, "up to"), (101, "exactly"), "bad"),
        ((100, "less than"), (99, "exactly"), "good"),
    ],
)
def test_qualifiers_leave_an_interval_open(
    material: Material, first: tuple[float, str], second: tuple[float, str], tone: str
) -> None:
    one, other = material.figures
    pair = (replace(one, value=first[0], qualifier=first[1]), replace(other, value=second[0], qualifier=second[1]))
    assert differences(pair)[0].chip.tone == tone
    assert differences(tuple(reversed(pair))) == differences(pair)


def test_between_is_an_interval(material: Material) -> None:
    assert interval(replace(material.figures[0], value=3, value_max=5, qualifier="between")) == (3, 5)


def test_equal_figures_other_units_and_other_sentences_are_no_difference(material: Material) -> None:
    one, other = material.figures
    assert differences((one, replace(other, value=5000, qualifier="about"))) == ()
    gates = replace(other.place, sentence=other.place.sentence.replace("pumps", "gates"))
    assert differences((one, replace(other, unit="gates", place=gates))) == ()
    elsewhere = replace(other, place=replace(other.place, sentence="Its 9,000 pumps are painted blue."))
    assert differences((one, elsewhere)) == ()
    assert differences((one, replace(other, place=replace(other.place, article="S1")))) == ()


def test_one_thing_counted_under_two_names_is_compared(material: Material) -> None:
    one, other = material.figures
    crates = replace(
        one,
        unit="crates",
        place=replace(one.place, text="8,000", sentence="Labels of 8,000 crates were copied at the depot."),
    )
    labels = replace(
        other, unit="labels", place=replace(other.place, text="12,000", sentence="At the depot 12,000 labels were copied.")
    )
    found = differences((replace(crates, value=8000, qualifier="exactly"), labels))
    assert [(item.about, [reading.value for reading in item.readings]) for item in found] == [
        ("crates / labels", ["8,000 crates", "12,000 labels"])
    ]
    fewer = replace(labels, place=replace(labels.place, sentence="Some 12,000 labels were copied by hand."))
    assert differences((crates, fewer)) == ()


def test_many_figures_are_compared_quickly(material: Material) -> None:
    one, other = material.figures
    names = [f"{first}{second}{third}" for first in "bdfgklmnprst" for second in "aeiou" for third in "bdfgklmnprst"]
    rows = [
        replace(
            source,
            id=f"{source.id}{name}",
            place=replace(source.place, sentence=f"{source.place.sentence} So it was in {name}ham and {name}ton."),
        )
        for name in names
        for source in (one, other)
    ]
    began = time.process_time()
    assert len(differences(rows)) == len(names) == 720
    assert time.process_time() - began < 20


def test_sources_say_how_their_date_is_known(brief: Brief) -> None:
    sources = section(brief, Sources)
    assert [(item.dating, item.inferred) for item in sources.items] == [
        ("given", False),
        ("inferred from the dateline, 70% sure", True),
        ("from the page’s own data, 90% sure", False),
        ("not known", True),
        ("given", False),
    ]
    assert sources.items[4].repeats == 3


def test_an_article_without_title_is_known_by_its_first_sentence(material: Material) -> None:
    articles = (replace(material.articles[0], title=""), *material.articles[1:])
    brief = compose(replace(material, articles=articles), Profile(), DAY)
    known_by = section(brief, Sources).items[0].title
    assert known_by == "Untitled: “The sluice at Marrow Quay failed in June 2023, the Port of Ellmouth said.”"


def test_grades_are_explained_where_there_are_any(material: Material) -> None:
    plain = replace(material, articles=tuple(replace(row, grade="") for row in material.articles))
    for rows, explained in ((material, True), (plain, False)):
        titles = [title for title, _ in section(compose(rows, Profile(), DAY), Method).items]
        assert ("Grades" in titles) == explained


def test_evidence_has_each_cited_sentence_once(material: Material) -> None:
    brief = compose(material, PROFILES["evidence"], DAY)
    evidence = section(brief, Evidence)
    places = [(item.article, item.paragraph) for item in evidence.items]
    assert places == sorted(set(places))
    assert "The sluice failed this summer, two residents told the Courier." in {item.sentence for item in evidence.items}


@pytest.mark.parametrize(
    ("sections", "words"),
    [
        (
            ("differences", "claims"),
            "Names and statements are not compared in this section, but under “What several sources claim”.",
        ),
        (("differences",), "Names and statements are not compared in this section."),
    ],
)
def test_where_nothing_differs_the_brief_says_what_was_compared(
    material: Material, sections: tuple[str, ...], words: str
) -> None:
    brief = compose(replace(material, events=(), figures=()), replace(Profile(), sections=sections), DAY)
    intro = section(brief, Differences).intro
    assert intro.startswith("Dates and figures were compared; ")
    assert intro.endswith(words)


def test_cover_counts_and_subtitle(brief: Brief) -> None:
    assert brief.subtitle == "What five articles from four outlets report, published 29 Nov 2023 to 23 Jun 2024"
    assert brief.counts == (
        ("5", "articles, 4 outlets"),
        ("3", "independent origins"),
        ("4", "dated events"),
        ("2", "dates or figures differ"),
    )


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2024/..", "not before 2024"),
        ("../2024-06-21", "not after 21 Jun 2024"),
        ("2023/2024", "2023 – 2024"),
        ("2025-05-05/2025-05-11", "5 – 11 May 2025"),
        ("2025-05-30/2025-06-02", "30 May 2025 – 2 Jun 2025"),
        ("2023-06", "Jun 2023"),
        ("../..", "not known"),
        (None, "undated"),
        ("soon", "soon"),
    ],
)
def test_bounds_are_said_as_bounds(date: str | None, words: str) -> None:
    assert when(date) == words


def test_bounds_of_publication_stay_out_of_the_subtitle(material: Material) -> None:
    bounded = replace(material.articles[3], published=Publication("2001/..", Basis.TEXT, 0.3))
    brief = compose(replace(material, articles=(*material.articles[:3], bounded, material.articles[4])), Profile(), DAY)
    assert brief.subtitle.endswith("published 29 Nov 2023 to 23 Jun 2024")
    assert section(brief, Sources).items[3].published == "not before 2001"


def test_money_in_sentences_about_other_things_is_no_difference(material: Material) -> None:
    one, other = (replace(row, kind="money", unit="EUR") for row in material.figures)
    fine = replace(one, place=replace(one.place, text="2 million euros", sentence="The port was fined 2 million euros."))
    loss = replace(other, place=replace(other.place, text="9 million euros", sentence="Its loss is 9 million euros."))
    assert differences((fine, loss)) == ()


def test_the_cover_shows_what_differs_and_what_several_origins_say(brief: Brief) -> None:
    assert [(line.lead, line.text, line.chip.text) for line in brief.highlights] == [
        ("The engineer محمد علي signed the log", "12 Jun 2019; Jan 2020", "dates differ"),
        ("pumps", "About 5,000 pumps; more than 9,000 pumps", "differ"),
        ("Jun 2023", "The sluice at Marrow Quay failed", "reported by 2"),
    ]


def test_the_cover_says_nothing_that_no_section_says(material: Material) -> None:
    brief = compose(material, replace(Profile(), sections=("people", "sources")), DAY)
    assert brief.highlights == ()


def test_summary_given_replaces_the_cases(material: Material) -> None:
    brief = compose(material, Profile(), DAY, summary="Other *words*.")
    assert brief.summary == (Block("paragraph", (Run("Other "), Run("words", "emphasis"), Run("."))),)


def test_order_of_rows_does_not_matter(material: Material) -> None:
    turned = replace(
        material,
        events=material.events[::-1],
        entities=material.entities[::-1],
        mentions=material.mentions[::-1],
        quotes=material.quotes[::-1],
        figures=material.figures[::-1],
    )
    assert compose(turned, PROFILES["evidence"], DAY) == compose(material, PROFILES["evidence"], DAY)


def test_prose_is_read_into_blocks() -> None:
    found = blocks("# Head\nA **b** *c* [S2 ¶4]\nd\n\n- one\n- two\n1. first\n2) second\nmore\n")
    assert [block.kind for block in found] == ["heading", "paragraph", "bullet", "bullet", "number", "number"]
    assert found[1].runs == (
        Run("A "),
        Run("b", "strong"),
        Run(" "),
        Run("c", "emphasis"),
        Run(" "),
        Run("[S2 ¶4]", article=2),
        Run(" d"),
    )
    assert found[-1].runs == (Run("second more"),)


@given(st.text())
def test_prose_never_raises_and_loses_no_word(text: str) -> None:
    read = "".join(run.text for block in blocks(text) for run in block.runs)
    assert set("".join(read.split())) <= set("".join(text.split()))


def test_a_profile_is_read_from_toml(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("profile") / "court.toml"
    path.write_text('sections = ["sources", "chronology"]\npaper = "us-letter"\nclassification = "Privileged"\n', "utf-8")
    profile = find_profile(str(path))
    assert profile == Profile(
        name="court", sections=("sources", "chronology"), paper="us-letter", classification="Privileged"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sections = [", "is not TOML"),
        ("colour = 1", "unknown key “colour”"),
        ('sections = "sources"', "must be a list of texts"),
        ('sections = ["gossip"]', "unknown section “gossip”"),
        ('sections = ["sources", "sources"]', "names a section twice"),
        ('paper = "a5"', "unknown paper “a5”"),
        ("quote_length = 3", "at least 20"),
        ("protect = 1", "must be true or false"),
        ("quote_length = true", "must be a whole number"),
    ],
)
def test_a_wrong_profile_is_said(text: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        read_profile(text, "mine")


def test_an_unknown_profile_names_the_known_ones() -> None:
    with pytest.raises(UserError, match="chronology, conflicts, evidence, full, source-protecting"):
        find_profile("nosuch")
