"""Commands in, rows out: every decision shows, is taken back, and comes again."""

from __future__ import annotations

import pytest
from made import ECHO, HARBOUR, SOURCES, adding

from casefile.case import Case
from casefile.domain import commands as c
from casefile.domain.articles import Outcome, Publication
from casefile.domain.findings import EntityType
from casefile.errors import UserError
from casefile.extract import extract


def entity_named(case: Case, name: str) -> str:
    return next(row.id for row in case.ask.entities(rejected=True) if row.name == name)


def test_what_is_rejected_is_hidden_and_still_marked(case: Case) -> None:
    quote, figure = case.ask.quotes()[0], case.ask.figures()[0]
    case.do(c.Reject((quote.id, figure.id)))
    assert quote.id not in {row.id for row in case.ask.quotes()}
    assert {row.id: row.decision for row in case.ask.quotes(rejected=True)}[quote.id] == "rejected"
    assert {mark.decision for mark in case.ask.article(1).marks if mark.id in (quote.id, figure.id)} == {"rejected"}
    assert case.ask.articles()[0].counts.quotes == 0
    case.do(c.Reconsider((quote.id,)))
    assert case.ask.quotes()[0] == quote


def test_a_rejected_entity_goes_with_its_mentions(case: Case) -> None:
    keelnet = entity_named(case, "Keelnet")
    case.do(c.Reject((keelnet,)))
    assert keelnet not in {row.id for row in case.ask.entities()}
    assert "Keelnet" not in {row.name for row in case.ask.mentions()}
    assert case.ask.entity(keelnet).row.decision == "rejected"
    assert case.ask.articles()[1].counts.entities == 2


def test_an_event_is_rejected_with_all_its_reports_and_stands_with_one(case: Case) -> None:
    first, second = case.ask.timeline()[0], case.ask.timeline()[2]
    case.do(c.Merge((first.id, second.id)))
    merged = case.ask.timeline()[0]
    assert (len(merged.reports), merged.differing, len(case.ask.timeline())) == (2, True, 2)
    case.do(c.Reject((merged.reports[0].id,)))
    left = next(row for row in case.ask.timeline() if row.id == merged.id)
    assert (left.edtf, len(left.reports), left.differing, left.decision) == ("2023-11", 1, False, "")
    case.do(c.Reject((merged.id,)))
    assert merged.id not in {row.id for row in case.ask.timeline()}
    assert {row.id: row.decision for row in case.ask.timeline(rejected=True)}[merged.id] == "rejected"


def test_a_corrected_date_moves_its_event(case: Case) -> None:
    event = case.ask.timeline()[0]
    case.do(c.Correct(event.reports[0].id, (("edtf", "2024-01-02"), ("status", "denied"))))
    moved = case.ask.timeline()[-1]
    assert (moved.id, moved.edtf, moved.earliest, moved.status, moved.decision) == (
        event.id,
        "2024-01-02",
        "2024-01-02",
        "denied",
        "corrected",
    )
    case.undo()
    assert case.ask.timeline()[0] == event


def test_names_and_types_are_as_the_investigator_says(case: Case) -> None:
    office = entity_named(case, "Brackwater Harbour Office")
    case.do(c.Rename(office, "  The  Office "))
    case.do(c.Retype((office,), EntityType.PROGRAMME))
    row = case.ask.entity(office).row
    assert (row.name, row.type, row.decision) == ("The Office", EntityType.PROGRAMME, "corrected")
    assert "Brackwater Harbour Office" in row.aliases
    mention = case.ask.mentions()[0]
    case.do(c.Retype((mention.id,), EntityType.PLACE))
    assert [row.type for row in case.ask.mentions() if row.entity == office] == [EntityType.PLACE, EntityType.PROGRAMME]


def test_merged_entities_are_one_under_the_first_ones_name(case: Case) -> None:
    ilk, vance = entity_named(case, "Tomas Ilk"), entity_named(case, "Doria Vance")
    case.do(c.Merge((ilk, vance)))
    profile = case.ask.entity(vance)
    assert profile.row.name == "Tomas Ilk"
    assert profile.row.articles == ("S1", "S2", "S3")
    assert case.ask.entity(ilk) == profile
    assert {row.speaker for row in case.ask.quotes() if row.speaker_entity == profile.row.id} == {"Tomas Ilk"}
    case.undo()
    assert entity_named(case, "Doria Vance") == vance


def test_a_split_lasts_and_a_merge_ends_it(case: Case) -> None:
    vance = entity_named(case, "Doria Vance")
    mention = next(row for row in case.ask.mentions() if row.place.article == "S3" and row.entity == vance)
    changed = case.do(c.Split(vance, (mention.id,)))
    assert changed.created is not None
    assert [row.articles for row in case.ask.entities() if row.name == "Doria Vance"] == [("S1",), ("S3",)]
    case.do(adding("later.txt", "<p Doria Vance>Doria Vance</p> spoke.", "2024-05"))
    assert len([row for row in case.ask.entities() if row.name == "Doria Vance"]) == 2
    case.do(c.Merge((vance, changed.created)))
    assert [row.articles for row in case.ask.entities() if row.name == "Doria Vance"] == [("S1", "S3", "S4")]


def test_a_split_leaves_something(case: Case) -> None:
    vance = entity_named(case, "Doria Vance")
    everyone = tuple(row.id for row in case.ask.mentions() if row.entity == vance)
    with pytest.raises(UserError, match="Nothing would be left"):
        case.do(c.Split(vance, everyone))
    stranger = next(row.id for row in case.ask.mentions() if row.entity != vance)
    with pytest.raises(UserError, match="Not all of these belong"):
        case.do(c.Split(vance, (stranger,)))


def test_frame_is_left_out_where_it_is_not_wanted(case: Case) -> None:
    vance = entity_named(case, "Doria Vance")
    case.do(c.MarkFrame((vance,)))
    assert vance not in {row.id for row in case.ask.entities(frame=False)}
    assert {row.id: row.frame for row in case.ask.entities()}[vance]


def test_a_speaker_is_an_entity_a_name_or_nobody(case: Case) -> None:
    quote = case.ask.quotes()[1].id
    case.do(c.SetSpeaker(quote, "tomas ilk"))
    row = case.ask.quotes()[1]
    assert (row.speaker, row.speaker_entity, row.speaker_type) == ("Tomas Ilk", entity_named(case, "Tomas Ilk"), "named")
    case.do(c.SetSpeaker(quote, "the harbour cook", "anonymous"))
    row = case.ask.quotes()[1]
    assert (row.speaker, row.speaker_entity, row.speaker_type) == ("the harbour cook", None, "anonymous")
    case.do(c.SetSpeaker(quote, None))
    assert (case.ask.quotes()[1].speaker, case.ask.quotes()[1].speaker_type) == (None, "unknown")


def test_a_figure_is_corrected_field_by_field(case: Case) -> None:
    figure = case.ask.figures()[0]
    case.do(c.Correct(figure.id, (("value", "4,100"), ("unit", "records"), ("qualifier", "at least"))))
    row = case.ask.figures()[0]
    assert (row.value, row.unit, row.qualifier, row.decision) == (4100.0, "records", "at least", "corrected")
    with pytest.raises(UserError, match="“many” is not a number"):
        case.do(c.Correct(figure.id, (("value", "many"),)))
    with pytest.raises(UserError, match="no “colour”"):
        case.do(c.Correct(figure.id, (("colour", "red"),)))


def test_a_finding_is_given_other_words(case: Case) -> None:
    figure = case.ask.figures()[0]
    text = case.ask.article(1).text
    start = text.index("4,000 files")
    case.do(c.Correct(figure.id, (("start", str(start)), ("end", str(start + 5)))))
    place = case.ask.figures()[0].place
    assert (place.text, place.start, place.paragraph) == ("4,000", start, 2)
    assert place.sentence == figure.place.sentence


def test_metadata_is_corrected_and_what_was_found_is_kept(case: Case) -> None:
    case.do(c.SetMetadata(1, (("title", "The theft"), ("author", "Ada Quill; Ben Rook"), ("grade", "b2"))))
    row = case.ask.articles()[0]
    assert (row.title, row.authors, row.grade) == ("The theft", ("Ada Quill", "Ben Rook"), "B2")
    case.undo()
    assert (case.ask.articles()[0].title, case.ask.articles()[0].authors) == ("harbour.txt", ())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ((("published", "last week"),), "not a date"),
        ((("grade", "Z9"),), "not a grade"),
        ((("colour", "red"),), "no “colour”"),
    ],
)
def test_metadata_that_cannot_be_is_refused(case: Case, changes: tuple[tuple[str, str], ...], words: str) -> None:
    before = case.revision
    with pytest.raises(UserError, match=words):
        case.do(c.SetMetadata(1, changes))
    assert case.revision == before


def test_marks_by_hand_stand_among_the_findings(case: Case) -> None:
    text = case.ask.article(3).text
    start = text.index("radio")
    changed = case.do(c.MarkByHand(3, "mention", start, start + 5, (("type", "organisation"), ("name", "Radio Brackwater"))))
    row = next(row for row in case.ask.entities() if row.name == "Radio Brackwater")
    assert (row.type, row.mentions, row.articles, row.confidence) == (EntityType.ORGANISATION, 1, ("S3",), 1.0)
    assert changed.created in {mark.id for mark in case.ask.article(3).marks}
    with pytest.raises(UserError, match="already"):
        case.do(c.MarkByHand(3, "mention", start, start + 5))
    vance = entity_named(case, "Doria Vance")
    start = text.index("Vance stands")
    case.do(c.MarkByHand(3, "mention", start, start + 5, (("entity", vance),)))
    assert case.ask.entity(vance).row.mentions == 4
    case.do(c.MarkByHand(3, "event", 0, 24, (("edtf", "2024-06"),)))
    assert case.ask.timeline()[-1].summary == "Vance stands by account\n\n"[:23]
    for _ in range(3):
        case.undo()
    assert "Radio Brackwater" not in {row.name for row in case.ask.entities()}
    assert case.ask.entity(vance).row.mentions == 3


def test_notes_stand_on_things_passages_and_the_case(case: Case) -> None:
    vance = entity_named(case, "Doria Vance")
    created = case.do(c.AddNote(vance, "Ask her again.")).created
    case.do(c.AddNote("S1", "Odd wording.", 0, 14))
    case.do(c.AddNote("", "Begin with the harbour."))
    assert {(note.target, note.text, note.article, note.start) for note in case.ask.notes()} == {
        (vance, "Ask her again.", None, None),
        ("S1", "Odd wording.", 1, 0),
        ("", "Begin with the harbour.", None, None),
    }
    assert created is not None
    case.do(c.EditNote(created, "Ask him."))
    case.do(c.DeleteNote(created))
    assert created not in {note.id for note in case.ask.notes()}
    case.undo()
    assert next(note.text for note in case.ask.notes() if note.id == created) == "Ask him."
    with pytest.raises(UserError, match="within the article"):
        case.do(c.AddNote("S1", "Beyond.", 5, 10_000))


def test_tags_and_stars_show_on_whatever_bears_them(case: Case) -> None:
    vance, event, quote = entity_named(case, "Doria Vance"), case.ask.timeline()[0].id, case.ask.quotes()[0].id
    case.do(c.AddTag(("S1", vance, event, quote), "key"))
    case.do(c.Star(("S1", vance, event, quote)))
    assert case.ask.tags() == (("key", 4),)
    rows = (case.ask.articles()[0], case.ask.entity(vance).row, case.ask.timeline()[0], case.ask.quotes()[0])
    assert [(row.tags, row.starred) for row in rows] == [(("key",), True)] * 4
    case.do(c.RemoveTag((vance, event), "key"))
    case.do(c.Star((vance,), False))
    assert (case.ask.entity(vance).row.tags, case.ask.entity(vance).row.starred) == ((), False)
    assert case.ask.tags() == (("key", 2),)


def test_a_tag_keeps_the_colour_that_was_chosen_for_it(case: Case) -> None:
    with pytest.raises(UserError, match="Nothing bears"):
        case.do(c.ColourTag("key", "teal"))
    case.do(c.AddTag(("S1",), "key"))
    with pytest.raises(UserError, match="no colour of tags"):
        case.do(c.ColourTag("key", "beige"))
    assert case.do(c.ColourTag(" key ", "teal")).label == "Colour tag “key” teal"
    case.do(c.ColourTag("key", "pink"))
    assert case.ask.tag_colours() == {"key": "pink"}
    case.undo()
    assert case.ask.tag_colours() == {"key": "teal"}
    # Other things may bear it later: the colour is the tag's.
    case.do(c.RemoveTag(("S1",), "key"))
    case.do(c.AddTag((case.ask.quotes()[0].id,), "key"))
    assert case.ask.tag_colours() == {"key": "teal"}
    case.do(c.ColourTag("key", ""))
    assert case.ask.tag_colours() == {}
    assert case.ask.tags() == (("key", 1),)


def test_the_case_has_title_summary_and_lenses(case: Case) -> None:
    case.do(c.SetCase((("title", "The Brackwater theft"), ("summary", "It began\nin autumn."))))
    case.do(c.SaveScope("quay", 'outlet:"Morning Quay"'))
    overview = case.ask.overview()
    assert (overview.title, overview.summary) == ("The Brackwater theft", "It began\nin autumn.")
    assert overview.lenses == (("quay", 'outlet:"Morning Quay"'),)
    case.do(c.SaveScope("quay", ""))
    assert case.ask.overview().lenses == ()
    with pytest.raises(UserError, match="“\\(” without"):
        case.do(c.SaveScope("broken", "(tag:a"))


@pytest.mark.parametrize(
    "command",
    [
        c.Accept(("q0000000000000",)),
        c.Accept(("xyzzy",)),
        c.Rename("e0000000000000", "X"),
        c.Merge(("e0000000000000", "e1111111111111")),
        c.SetMetadata(77, (("title", "X"),)),
        c.AddTag(("S77",), "key"),
        c.Correct("f0000000000000", (("value", "1"),)),
        c.EditNote("n0", "X"),
        c.Accept(("nonsense",)),
        c.Accept(("n0000000000000",)),
        c.Reject(("S77",)),
        c.Retype(("q0000000000000",), EntityType.PLACE),
        c.LinkEvidence("S77", ("f0000000000000",)),
        c.MakeClaim("Cranes stood still.", ("n0000000000000",)),
        c.SetSpeaker("q0000000000000", "X"),
        c.MarkByHand(77, "date", 0, 4),
        c.ReadAnew((77,)),
    ],
    ids=lambda command: type(command).__name__,
)
def test_what_is_not_there_cannot_be_decided_on(case: Case, command: c.Command) -> None:
    before = case.revision
    with pytest.raises(UserError, match="There is no") as raised:
        case.do(command)
    assert raised.value.exit_code == 2
    assert case.revision == before


def test_what_is_there_but_of_another_kind_is_refused_with_the_reason(case: Case) -> None:
    note = case.do(c.AddNote("S1", "Ask the harbour master.")).created
    assert note is not None
    with pytest.raises(UserError, match="A note cannot be accepted or rejected"):
        case.do(c.Accept((note,)))
    with pytest.raises(UserError, match="Only entities can be renamed"):
        case.do(c.Rename("S1", "Quay"))


def test_a_decision_that_changes_nothing_is_not_journaled(case: Case) -> None:
    quote = case.ask.quotes()[0].id
    heard = []
    case.listen(heard.append)
    case.do(c.Accept((quote,)))
    again = case.do(c.Accept((quote,)))
    assert not again.kinds
    assert len(heard) == 1
    assert len(case.ask.log()) == 4


def test_a_batch_is_undone_as_one_and_comes_back_under_its_numbers(case: Case) -> None:
    for command in (adding("a.txt", "One <d 2020>2020</d>.", batch="b"), adding("b.txt", "Two.", batch="b")):
        case.do(command)
    undone = case.undo()
    assert undone is not None
    assert (undone.label, undone.articles) == ("Import 2 articles", frozenset({4, 5}))
    assert [row.number for row in case.ask.articles()] == [1, 2, 3]
    again = case.do(adding("b.txt", "Two.", "2021-05", batch="c"))
    assert again.result is not None
    assert (again.result.result, again.result.article) == (Outcome.IMPORTED, "S5")
    assert case.ask.article(5).row.published.edtf == "2021-05"
    assert case.redo() is None


def test_the_log_tells_who_did_what(case: Case) -> None:
    case.do(c.Rename(entity_named(case, "Keelnet"), "KeelNet"))
    case.undo()
    first = case.ask.log()[0]
    assert (first.label, first.who, first.undone, first.sequence) == ("Rename “Keelnet” to “KeelNet”", "tester", True, 4)


def test_articles_with_the_same_text_are_told_apart(case: Case) -> None:
    twin = c.AddArticle(
        HARBOUR.reading.__class__(
            "copy.txt", None, HARBOUR.reading.content + b"\n", "text/plain", HARBOUR.reading.text, "utf-8",
            HARBOUR.reading.metadata,
        ),
        HARBOUR.findings,
        "copy",
    )  # fmt: skip
    case.do(twin)
    row = case.ask.articles()[3]
    assert (row.duplicate_of, row.counts.quotes) == ("S1", 1)
    quotes = [quote.id for quote in case.ask.quotes()]
    assert len(set(quotes)) == 4
    case.do(c.Reject((quotes[-1],)))
    assert [quote.place.article for quote in case.ask.quotes()] == ["S1", "S2", "S3"]
    assert case.verify() == ()


def test_the_publication_date_moves_what_hangs_on_it(case: Case) -> None:
    text = "The pier closed last year, the mayor said."
    reading = HARBOUR.reading.__class__(
        "pier.txt", None, text.encode(), "text/plain", text, "utf-8", SOURCES.reading.metadata
    )
    case.do(c.AddArticle(reading, extract(text, published=Publication()), "pier"))
    case.do(c.SetMetadata(4, (("published", "2020-06-01"),)))
    row = case.ask.article(4).row
    assert (row.published.edtf, str(row.published.basis), row.published.confidence) == ("2020-06-01", "given", 1.0)
    assert case.ask.findings(4).dates[0].edtf == "2019"
    case.do(c.SetMetadata(4, (("published", "2018"),)))
    assert case.ask.findings(4).dates[0].edtf == "2017"
    case.undo()
    assert case.ask.findings(4).dates[0].edtf == "2019"
    assert case.verify() == ()


def test_articles_without_marks_are_fine(case: Case) -> None:
    case.do(adding("empty.txt", "", None))
    case.do(adding("odd.txt", "\x00 \ud800 lone \u202e bidi", None))
    assert case.ask.article(4).text == ""
    assert case.ask.article(5).text == "\x00 \ud800 lone \u202e bidi"
    assert ECHO.reading.text == case.ask.article(3).text
    assert case.verify() == ()


def test_reading_anew_with_the_same_rules_changes_nothing(case: Case) -> None:
    case.do(c.ReadAnew())
    revision = case.revision
    assert not case.do(c.ReadAnew()).kinds
    assert not case.do(c.ReadAnew((2,))).kinds
    assert case.revision == revision


def test_labels_say_what_was_done_in_words(case: Case) -> None:
    quote, event, office = (
        case.ask.quotes()[0].id,
        case.ask.timeline()[0].id,
        entity_named(case, "Brackwater Harbour Office"),
    )
    assert [
        case.do(command).label
        for command in (
            c.Accept((quote,)),
            c.Reject((case.ask.figures()[0].id, case.ask.figures()[1].id)),
            c.AddTag((event, quote), "key"),
            c.Star((office,)),
            c.SetGrade("S1", "B2"),
            c.AddNote(event, "Why?"),
            c.SetSpeaker(quote, None),
        )
    ] == [
        "Accept quote “We regret this deeply,”",
        "Reject 2 figures",
        "Tag 2 findings “key”",
        "Star entity “Brackwater Harbour Office”",
        "Grade article S1 B2",
        "Note on event “The Brackwater Harbour Office said that…”",
        "Speaker of “We regret this deeply,”: unknown",
    ]


def test_an_outlets_grade_is_that_of_its_articles_unless_they_have_their_own(case: Case) -> None:
    case.do(c.SetGrade("oMorning Quay", "C"))
    case.do(c.SetGrade("S3", "2"))
    assert [row.grade for row in case.ask.articles()] == ["", "C", "C2"]
    case.do(c.SetGrade("S3", "A1"))
    assert case.ask.article(3).row.grade == "A1"
    with pytest.raises(UserError, match="There is no “oNowhere”"):
        case.do(c.SetGrade("oNowhere", "A"))


def test_a_corrected_date_moves_what_it_dates(case: Case) -> None:
    text = "The old pier at Brackwater burned down on 4 May 2021, the mayor said."
    reading = HARBOUR.reading.__class__(
        "pier.txt", None, text.encode(), "text/plain", text, "utf-8", SOURCES.reading.metadata
    )
    case.do(c.AddArticle(reading, extract(text, published=Publication()), "pier"))
    date = next(mark for mark in case.ask.article(4).marks if mark.kind == "date")
    event = next(row for row in case.ask.timeline() if row.reports[0].place.article == "S4")
    assert event.edtf == "2021-05-04"
    case.do(c.Correct(date.id, (("edtf", "2021-05-05"),)))
    assert next(row.edtf for row in case.ask.timeline() if row.id == event.id) == "2021-05-05"
    case.undo()
    assert next(row.edtf for row in case.ask.timeline() if row.id == event.id) == "2021-05-04"


def test_the_steps_are_what_was_done_undone_and_redone(case: Case) -> None:
    known = len(case.ask.steps())
    case.do(c.SetMetadata(1, (("outlet", "Tide Table"), ("author", "Ona Reed; Pim Oake"))))
    case.undo()
    case.redo()
    redone, undone, done = case.ask.steps()[: len(case.ask.steps()) - known]
    assert done.label.endswith("→ Tide Table; authors: nothing → Ona Reed, Pim Oake")
    assert (undone.label, redone.label) == (f"Undone: {done.label}", f"Redone: {done.label}")
    assert {redone.who, undone.who, done.who} == {"tester"}
    case.undo()
    assert [row.undone for row in case.ask.steps()[:4]] == [False, False, False, True]


def test_new_ends_must_leave_words_between_them(case: Case) -> None:
    figure = case.ask.figures()[0]
    for changes in ((("start", "99999"),), (("end", "0"),), (("start", "-4"),)):
        with pytest.raises(UserError, match="must begin before it ends"):
            case.do(c.Correct(figure.id, changes))
    assert case.ask.figures()[0] == figure


def test_a_quote_is_drawn_to_other_ends_and_back(case: Case) -> None:
    quote = case.ask.quotes()[0]
    first, last = quote.place.start, quote.place.end
    case.do(c.Correct(quote.id, (("start", str(first + 3)), ("end", str(last - 2)))))
    drawn = case.ask.quotes()[0]
    assert (drawn.place.start, drawn.place.end) == (first + 3, last - 2)
    assert (drawn.spans[0][0], drawn.spans[-1][1]) == (first + 3, last - 2)
    case.undo()
    assert case.ask.quotes()[0] == quote


def test_marks_of_the_reader_bear_tags_and_stars(case: Case) -> None:
    figure = case.ask.figures()[0]
    entity = case.ask.entities()[0]
    case.do(c.AddTag((figure.id, entity.id), "key"))
    case.do(c.Star((entity.id,)))
    marks = case.ask.article(1).marks
    tagged = {mark.id: (mark.tags, mark.starred) for mark in marks if mark.tags}
    assert tagged[figure.id] == (("key",), False)
    own = [mark for mark in marks if mark.refers_to == entity.id]
    assert own
    assert {(mark.tags, mark.starred) for mark in own} == {(("key",), True)}
