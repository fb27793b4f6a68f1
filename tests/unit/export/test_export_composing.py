"""Rows in, brief out: what is said of each event, person, quotation, figure and source."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.case.composing import compose
from casefile.case.composition.profile import find_profile, read_profile
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
    Matrix,
    Method,
    Quotations,
    Run,
    Sources,
)
from casefile.domain.claims import Cell, Claim, ClaimKind, Relation, Standing
from casefile.domain.material import Material
from casefile.domain.profile import PROFILES, Profile
from casefile.errors import UserError

DAY = datetime.date(2026, 11, 21)


T = TypeVar("T", Actors, Chronology, Differences, Evidence, Matrix, Method, Quotations, Sources)


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
    assert (item.about, item.context, item.chip) == (
        CLAIM.summary,
        "polarity · graded 6 · disputed",
        Chip("in conflict", "bad"),
    )
    assert [(one.value, [place.label for place in one.citations]) for one in item.readings] == [
        ("stated", ["[S1 ¶2]"]),
        ("denied, according to Ada Krol", ["[S2 ¶3]"]),
    ]


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
        ("“We were never told”", "Ines Corvalho, harbour master", "named"),
        ("“問題はない”", "木原稔", "named"),
    ]
    assert "unnamed sources: 1" in quotes.intro


def test_what_a_copy_quotes_too_stands_once_but_never_with_the_date_of_a_protected_article(material: Material) -> None:
    first = material.quotes[0]
    again = replace(first, id="q9", place=replace(first.place, article="S2"), edtf="2023-12-01", outlet="Harbour Wire")
    both = replace(material, quotes=(again, first))
    (item,) = section(compose(both, Profile(), DAY), Quotations).items
    assert [cited.label for cited in item.citations] == ["[S1 ¶4]", "[S2 ¶4]"]
    assert (item.date, item.outlet) == ("29 Nov 2023", "The Ellmouth Courier, Harbour Wire")
    hidden = replace(both, articles=(replace(both.articles[0], tags=("protected",)), *both.articles[1:]))
    (item,) = section(compose(hidden, replace(Profile(), protect=True), DAY), Quotations).items
    assert (item.date, item.outlet, [cited.label for cited in item.citations]) == ("1 Dec 2023", "Harbour Wire", ["[S2 ¶4]"])


def test_what_only_an_article_and_its_copy_say_is_no_claim_of_several(material: Material) -> None:
    _, sluice = material.claims
    said, other = (replace(cell, article=article) for cell, article in zip(sluice.cells, ("S3", "S5"), strict=True))
    copied = replace(sluice, standing=Standing.SINGLE, cells=(said, other))
    for claim, shown in (
        (copied, 0),
        (replace(copied, status="disputed"), 1),
        (replace(copied, standing=Standing.CONFLICT), 1),
        (replace(copied, cells=(said, replace(other, article="S4"))), 1),
    ):
        brief = compose(replace(material, claims=(claim,)), Profile(), DAY)
        assert len(section(brief, Matrix).items if shown else ()) == shown
        assert any(isinstance(part, Matrix) for part in brief.sections) == bool(shown)


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        ("It was built", "The sluice at Marrow Quay failed in June 2023, the Port of Ellmouth said"),
        ("The port, which knew of it", "The sluice at Marrow Quay failed in June 2023, the Port of Ellmouth said"),
        ("MARROW QUAY, June 9 (Harbour Wire) - The sluice failed", "The sluice failed"),
        ("The port (Ellmouth) - the larger one - closed", "The port (Ellmouth) - the larger one - closed"),
    ],
)
def test_what_says_nothing_by_itself_is_said_by_its_sentence(material: Material, summary: str, said: str) -> None:
    event = replace(material.events[0], summary=summary)
    twice = (event, replace(event, id="v9"))
    (item,) = section(compose(replace(material, events=twice), Profile(), DAY), Chronology).items
    assert item.what == said


def test_an_event_dated_by_its_context_needs_two_articles_that_are_no_copies(material: Material) -> None:
    told = material.events[0]
    third, fifth = (
        replace(report, place=replace(report.place, article=article), basis="inherited")
        for report, article in zip(told.reports, ("S3", "S5"), strict=True)
    )
    inherited = replace(told, basis="inherited", reports=(third, fifth))
    events = section(compose(replace(material, events=(inherited,)), Profile(), DAY), Chronology).items
    assert not events
    apart = replace(inherited, reports=(third, replace(fifth, place=replace(fifth.place, article="S4"))))
    events = section(compose(replace(material, events=(apart,)), Profile(), DAY), Chronology).items
    assert len(events) == 1


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


def test_what_differs_is_listed_with_who_says_it(brief: Brief) -> None:
    (found,) = section(brief, Differences).items
    assert (found.about, found.context, found.chip) == ("Pumps damaged", "figure · graded 6", Chip("in conflict", "bad"))
    assert [(reading.value, [cited.label for cited in reading.citations]) for reading in found.readings] == [
        ("about 5,000 pumps, according to an official", ["[S1 ¶3]"]),
        ("more than 9,000 pumps", ["[S2 ¶3]"]),
    ]


def test_claims_stand_against_the_articles_that_speak_of_them(brief: Brief) -> None:
    found = section(brief, Matrix)
    assert [(column.head, column.under) for column in found.columns] == [
        ("S1", "The Ellmouth … · 29 Nov 2023"),
        ("S2", "Harbour Wire · Dec 2023"),
    ]
    assert [[(cell.text, cell.tone) for cell in row.cells] for row in found.items] == [
        [("about 5,000 pumps", "plain"), ("more than 9,000 pumps", "bad")],
        [("June 2023", "plain"), ("this summer", "good")],
    ]
    assert [row.chip.text for row in found.items] == ["in conflict", "2 origins"]


def many(material: Material, outlets: int) -> Material:
    """Nine more articles of so many outlets that all say what S2 says of the pumps."""
    first, second = material.articles[:2]
    claim = material.claims[0]
    more = [replace(second, id=f"S{n}", number=n, outlet=f"Outlet {n % outlets}") for n in range(10, 19)]
    cells = tuple(replace(claim.cells[1], article=row.id) for row in more)
    return replace(material, articles=(first, second, *more), claims=(replace(claim, cells=(*claim.cells, *cells)),))


def test_many_articles_are_folded_by_outlet_and_many_outlets_are_listed(material: Material) -> None:
    folded = section(compose(many(material, 3), Profile(), DAY), Matrix)
    assert [column.head for column in folded.columns] == [
        "The Ellmouth …",
        "Harbour Wire",
        "Outlet 1",
        "Outlet 2",
        "Outlet 0",
    ]
    assert folded.columns[2].under == "S10, S13, S16"
    assert [len(cell.citations) for cell in folded.items[0].cells] == [1, 1, 3, 3, 3]
    brief = compose(many(material, 9), Profile(), DAY)
    assert [len(one.items) for one in brief.sections if isinstance(one, Differences)] == [1, 1]


def test_a_rejected_claim_and_one_that_one_article_makes_are_left_out(material: Material) -> None:
    pumps, sluice = material.claims
    alone = replace(sluice, cells=sluice.cells[:1])
    brief = compose(replace(material, claims=(replace(pumps, decision="rejected"), alone)), Profile(), DAY)
    assert [one.items for one in brief.sections if isinstance(one, Differences)] == [(), ()]
    kept = compose(replace(material, claims=(replace(alone, status="disputed"),)), Profile(), DAY)
    assert section(kept, Matrix).items[0].context == "date · graded 6 · disputed"


def test_judgements_keep_likelihood_and_confidence_apart(brief: Brief) -> None:
    (judgement,) = brief.judgements
    assert judgement.text == "The port knew of the fault."
    assert (judgement.likelihood, judgement.confidence) == ("likely (55–80 %)", "moderate confidence")
    assert [cited.label for cited in judgement.citations] == ["[S1 ¶2]", "[S2 ¶2]"]
    assert judgement.chips == (Chip("2 origins", "good"),)
    assert "likely (55–80 %)" in brief.judged


def test_a_judgement_that_cites_nothing_says_so(material: Material) -> None:
    bare = replace(material.judgements[0], evidence=(), likelihood="", confidence="")
    brief = compose(replace(material, judgements=(bare,)), Profile(), DAY)
    assert brief.judgements[0].chips == (Chip("cites no evidence", "bad"),)
    assert brief.judged == ""
    assert compose(material, Profile(sections=("chronology",)), DAY).judgements == ()


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


def test_where_nothing_differs_the_brief_says_so(material: Material) -> None:
    brief = compose(replace(material, claims=()), Profile(), DAY)
    assert (
        section(brief, Differences).intro
        == "The articles were compared; none contradicts another by the rules of this program."
    )


def test_cover_counts_and_subtitle(brief: Brief) -> None:
    assert brief.subtitle == "What five articles from four outlets report, published 29 Nov 2023 to 23 Jun 2024"
    assert brief.counts == (
        ("5", "articles, 4 outlets"),
        ("3", "independent origins"),
        ("4", "dated events"),
        ("1", "claim in conflict"),
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


def test_the_cover_shows_what_differs_and_what_several_origins_say(brief: Brief) -> None:
    assert [(line.lead, line.text, line.chip.text) for line in brief.highlights] == [
        ("Pumps damaged", "about 5,000 pumps, according to an official; more than 9,000 pumps", "in conflict"),
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
