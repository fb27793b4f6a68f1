"""A selection goes out as a case of its own; another's decisions on the same articles come in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from made import ECHO, HARBOUR, SOURCES

from casefile.case import Case
from casefile.domain.commands import (
    Accept,
    AddNote,
    AddTag,
    MakeJudgement,
    Merge,
    Reject,
    Rename,
    SaveScope,
    SetCase,
    SetMetadata,
    Star,
    TakeOver,
)
from casefile.domain.exchange import Meeting
from casefile.domain.scope import EVERYTHING, InArticle, Or
from casefile.errors import UserError
from casefile.index import open_index

SECRET = "Weatherglass"


@pytest.fixture
def given(case: Case, tmp_path: Path) -> Iterator[Case]:
    """S1 and S3 of the case, as a case of their own."""
    out = tmp_path / "given.casefile"
    assert case.give(out, Or((InArticle(1), InArticle(3)))) == (1, 3)
    with Case.open(out, index=open_index, who="colleague") as opened:
        yield opened


def test_a_selection_keeps_numbers_findings_and_decisions(case: Case, tmp_path: Path) -> None:
    quote = next(row.id for row in case.ask.quotes() if row.place.article == "S1")
    case.do(Accept((quote,)))
    case.do(AddNote("S1", "Ask the pilot."))
    case.give(tmp_path / "out.casefile", InArticle(1))
    with Case.open(tmp_path / "out.casefile", index=open_index) as out:
        assert [row.id for row in out.ask.articles()] == ["S1"]
        assert [row.decision for row in out.ask.quotes() if row.id == quote] == ["accepted"]
        assert [row.text for row in out.ask.notes()] == ["Ask the pilot."]
        assert out.ask.text(1) == case.ask.text(1)
        assert {row.id for row in out.ask.mentions()} == {row.id for row in case.ask.mentions(InArticle(1))}
        assert out.verify() == ()
        assert out.case_id != case.case_id
        assert out.undo() is None


def test_nothing_in_the_file_tells_of_what_was_left_out(case: Case, tmp_path: Path) -> None:
    case.do(SetMetadata(2, (("title", f"{SECRET} title"),)))
    other = case.ask.quotes(InArticle(2))[0].id
    case.do(AddNote("S2", f"{SECRET} note"))
    case.do(AddNote("", f"{SECRET} on the case"))
    case.do(SetCase((("summary", f"{SECRET} summary"),)))
    case.do(MakeJudgement(f"{SECRET} judgement", evidence=(other,)))
    case.do(SaveScope(f"{SECRET} lens", "article:S2"))
    out = tmp_path / "out.casefile"
    case.give(out, InArticle(1))
    content = out.read_bytes()
    assert SECRET.encode() not in content
    assert case.ask.text(2)[:60].encode() not in content
    assert list(tmp_path.glob("*.part*")) == []


def test_a_file_that_is_there_and_an_empty_selection_are_refused(case: Case, tmp_path: Path) -> None:
    out = tmp_path / "there.casefile"
    out.write_bytes(b"something")
    with pytest.raises(UserError, match="is there already"):
        case.give(out, EVERYTHING)
    with pytest.raises(UserError, match="No article"):
        case.give(tmp_path / "empty.casefile", InArticle(9))
    assert out.read_bytes() == b"something"


def test_decisions_come_back_and_meet_what_is_there(case: Case, given: Case) -> None:
    quotes = [row.id for row in given.ask.quotes()]
    entities = [row.id for row in given.ask.entities()]
    given.do(Accept((quotes[0],)))
    given.do(Reject((quotes[1],)))
    given.do(Rename(entities[0], "The Colleague’s Name"))
    given.do(AddTag((quotes[0],), "key"))
    given.do(AddNote("S3", "Read twice."))
    given.do(SetMetadata(1, (("outlet", "The Other"),)))
    case.do(Accept((quotes[0],)))
    case.do(Accept((quotes[1],)))
    found = case.offers(given)
    assert {(offer.what, offer.meeting, offer.mine) for offer in found} == {
        ("accepted", Meeting.SAME, "accepted"),
        ("rejected", Meeting.DIFFERS, "accepted"),
        ("name: The Colleague’s Name", Meeting.NEW, ""),
        ("tag “key”", Meeting.NEW, ""),
        ("note: Read twice.", Meeting.NEW, ""),
        ("outlet: The Other", Meeting.NEW, ""),
    }
    before = case.ask.overview().revision
    new = tuple(offer.given for offer in found if offer.meeting is Meeting.NEW)
    case.do(TakeOver(new, "given"))
    assert "The Colleague’s Name" in {row.name for row in case.ask.entities()}
    assert [row.tags for row in case.ask.quotes() if row.id == quotes[0]] == [("key",)]
    assert [row.text for row in case.ask.notes()] == ["Read twice."]
    assert case.ask.articles()[0].outlet == "The Other"
    assert {offer.meeting for offer in case.offers(given)} == {Meeting.SAME, Meeting.DIFFERS}
    assert case.verify() == ()
    case.undo()
    assert case.ask.overview().revision == before + 2
    assert "The Colleague’s Name" not in {row.name for row in case.ask.entities()}
    assert case.ask.notes() == ()


def test_articles_meet_by_their_text_whatever_their_number(new_case: object, tmp_path: Path) -> None:
    first = new_case(HARBOUR, SOURCES, ECHO)  # type: ignore[operator]
    second = new_case(ECHO, HARBOUR)  # type: ignore[operator]
    entities = [row.id for row in second.ask.entities()][:2]
    second.do(Merge(tuple(entities)))
    second.do(Star(("S1",)))
    found = first.offers(second)
    assert {offer.article for offer in found} <= {1, 3}
    first.do(TakeOver(tuple(offer.given for offer in found), "second"))
    assert [row.id for row in first.ask.articles() if row.starred] == ["S3"]
    assert first.ask.entity(entities[0]).row.id == first.ask.entity(entities[1]).row.id
    third = new_case(SOURCES)  # type: ignore[operator]
    assert third.offers(second) == ()
    with pytest.raises(UserError, match="could be taken over"):
        third.do(TakeOver(tuple(offer.given for offer in found), "second"))
