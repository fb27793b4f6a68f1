"""The index follows the case: told in pieces, it finds what it would find if it were made anew."""

from __future__ import annotations

from pathlib import Path

from made import ECHO, HARBOUR, SOURCES, adding

from casefile.case import Case
from casefile.domain import commands as c
from casefile.domain.hits import SearchAnswer
from casefile.index import open_index

QUERIES = ("files", "Vance", "Keelnet", "secret", "remember", "outlet:quay", "speaker:Ilk", "tag:key", "Office NOT files")


def answers(case: Case) -> dict[str, tuple[object, ...]]:
    found: dict[str, tuple[object, ...]] = {}
    for query in QUERIES:
        answer: SearchAnswer = case.ask.search(query, limit=100)
        assert answer.index_state == "up to date"
        found[query] = (answer.total, sorted((hit.kind, hit.id) for hit in answer.hits), sorted(answer.facets))
    return found


def test_told_in_pieces_or_anew_it_finds_the_same(tmp_path: Path) -> None:
    path = tmp_path / "case.casefile"
    with Case.create(path, index=lambda one: open_index(one, tmp_path / "pieces")) as case:

        def named(name: str) -> str:
            return next(row.id for row in case.ask.entities() if row.name == name)

        steps = [
            lambda: case.do(HARBOUR),
            lambda: case.do(SOURCES),
            lambda: case.do(ECHO),
            lambda: case.do(c.Rename(named("Keelnet"), "Old Net")),
            lambda: case.do(c.Merge((named("Tomas Ilk"), named("Doria Vance")))),
            lambda: case.do(c.Reject((case.ask.quotes()[0].id,))),
            lambda: case.do(c.AddTag(("S2",), "key")),
            lambda: case.do(c.AddNote("S1", "Remember this.")),
            lambda: case.do(c.AddNote("", "Remember that.")),
            lambda: case.do(c.SetMetadata(1, (("outlet", "Quay News"), ("published", "2024-05-01")))),
            lambda: case.do(c.Reject((case.ask.timeline()[0].id,))),
            lambda: case.do(c.DeleteNote(case.ask.notes()[0].id)),
            lambda: case.do(c.SetSpeaker(case.ask.quotes()[0].id, "Tomas Ilk")),
            *[lambda: case.undo()] * 13,
            *[lambda: case.redo()] * 12,
        ]
        for number, step in enumerate(steps):
            step()
            if number % 4 and number != len(steps) - 1:
                case.ask.search("anything at all")
                continue
            told = answers(case)
            with Case.open(path, index=lambda one, number=number: open_index(one, tmp_path / f"anew{number}")) as other:
                assert told == answers(other), f"step {number}"


def test_the_index_survives_closing_and_is_made_anew_where_it_is_missing(tmp_path: Path) -> None:
    path, cache = tmp_path / "case.casefile", tmp_path / "cache"

    def index(case_id: str) -> object:
        return open_index(case_id, cache)

    with Case.create(path, index=index) as case:
        case.do(HARBOUR)
        assert case.ask.search("Vance").total > 0
        case.do(SOURCES)
    opened = open_index(case.case_id, cache, lambda _: {})
    assert opened.state(case.case_id, 2) == "up to date"
    opened.close()
    with Case.open(path, index=lambda one: open_index(one, tmp_path / "elsewhere")) as case:
        assert case.ask.search("Keelnet").total > 0
        assert case.reindex() == 2 + 2 + len(case.ask.entities()) + len(case.ask.timeline(everything=True))


def test_a_scope_narrows_search_and_search_narrows_listings(case: Case) -> None:
    everywhere = case.ask.search("Vance", limit=50)
    narrowed = case.ask.search("Vance", limit=50, scope=case.ask.scope("article:S3"))
    assert 0 < narrowed.total < everywhere.total
    assert {hit.article for hit in narrowed.hits} == {"S3"}
    assert [row.number for row in case.ask.articles(case.ask.scope("Keelnet"))] == [2]
    assert [row.number for row in case.ask.articles(case.ask.scope("NOT Keelnet"))] == [1, 3]


def test_withdrawn_articles_are_not_found(case: Case) -> None:
    case.do(adding("late.txt", "An unmistakable zymurgist appeared.", "2024-06"))
    assert case.ask.search("zymurgist").total == 1
    case.undo()
    assert case.ask.search("zymurgist").total == 0
    case.redo()
    assert case.ask.search("zymurgist").total == 1
