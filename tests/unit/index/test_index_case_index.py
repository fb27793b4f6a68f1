"""The index as `case` uses it: what is found, counted, shown, replaced and made anew."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.domain.documents import IndexDocument
from casefile.errors import QueryError
from casefile.index import CaseIndex, open_index

DOCUMENTS = (
    IndexDocument(
        "S1", "article", 1, "Intrusion at the Tidal Office",
        "The Tidal Office said on Monday that intruders had copied more than 10,000 files.\n\n"
        "A non-disclosure agreement was signed by Ines Varga.",
        outlet="The Harbour Post", authors=("Jo Pell",), language="en", published=("2023-06-01", "2023-06-01"),
        dates=(("2022-08-01", "2022-08-31"),), entities=("Tidal Office", "Tidal", "Ines Varga"),
        entity_ids=("e0000000000001", "e0000000000002"), tags=("key",), has=("quote",),
    ),
    IndexDocument(
        "S2", "article", 2, "Office denies loss", "Officials denied that files were taken; the nondisclosure rules hold.",
        outlet="Daily Wire", language="en", published=("2024-01-01", "2024-01-31"), entities=("Tidal Office", "Tidal"),
        entity_ids=("e0000000000001",),
    ),
    IndexDocument(
        "S3", "article", 3, "潮位局に不正アクセス", "潮位局は不正アクセスを受けたと発表した。", outlet="Asa", language="ja",
    ),
    IndexDocument(
        "q1", "quote", 1, "Ines Varga", "intruders had copied more than 10,000 files",
        outlet="The Harbour Post", language="en", speakers=("Ines Varga",), type="indirect",
    ),
)  # fmt: skip


@pytest.fixture
def index(tmp_path: Path) -> Iterator[CaseIndex]:
    index = open_index("a case", tmp_path)
    index.update(DOCUMENTS, (), 1)
    yield index
    index.close()


def found(index: CaseIndex, query: str) -> set[str]:
    return {hit.id for hit in index.search(query).hits}


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("intruders", {"S1", "q1"}),
        ("copied files", {"S1", "q1"}),
        ("copied OR denied", {"S1", "S2", "q1"}),
        ("files NOT denied", {"S1", "q1"}),
        ('"more than 10,000 files"', {"S1", "q1"}),
        ('"copied files"', set()),
        ("intrud*", {"S1", "q1"}),
        ("varge~", {"S1", "q1"}),
        ("kind:quote", {"q1"}),
        ("speaker:varga", {"q1"}),
        ("outlet:harbour", {"S1", "q1"}),
        ("author:pell", {"S1"}),
        ("tag:KEY", {"S1"}),
        ("has:quote", {"S1"}),
        ("type:indirect", {"q1"}),
        ("lang:ja", {"S3"}),
        ("article:S1", {"S1", "q1"}),
        ("date:2023-06", {"S1"}),
        ('date:"summer 2022"', {"S1"}),
        ("date:>2023", {"S2"}),
        ("date:[2022 TO 2023]", {"S1"}),
        ("title:denies", {"S2"}),
        ("*:*", {"S1", "S2", "S3", "q1"}),
        ("不正アクセス", {"S3"}),
    ],
)
def test_finds(index: CaseIndex, query: str, ids: set[str]) -> None:
    assert found(index, query) == ids


def test_total_counts_all_hits_and_limit_shows_fewer(index: CaseIndex) -> None:
    answer = index.search("files", limit=1)
    assert (answer.total, len(answer.hits)) == (3, 1)


def test_snippet_shows_the_words_and_where_they_stand(index: CaseIndex) -> None:
    hit = next(hit for hit in index.search("varga agreement").hits if hit.id == "S1")
    assert {hit.snippet[start:end] for start, end in hit.hits} == {"agreement", "Varga"}
    assert hit.start == DOCUMENTS[0].text.index("agreement")


def test_among_narrows_to_articles(index: CaseIndex) -> None:
    assert {hit.id for hit in index.search("files", among=frozenset({2})).hits} == {"S2"}


def test_matching_gives_articles_also_for_what_stands_in_them(index: CaseIndex) -> None:
    assert index.matching("speaker:varga") == {1}


def test_one_scope_is_looked_up_once_for_all_panes_until_the_index_changes(index: CaseIndex) -> None:
    first = index.matching("files")
    assert index.matching("files") is first
    index.update([], ["S2"], 2)
    assert index.matching("files") == first - {2}


def test_facets_count_hits(index: CaseIndex) -> None:
    facets = dict(index.search("files").facets)
    assert facets["outlet"] == (("The Harbour Post", 2), ("Daily Wire", 1))
    assert facets["year"] == (("2023", 1), ("2024", 1))
    assert facets["month"] == (("2023-06", 1), ("2024-01", 1))
    # By id: an entity counts once, whatever it is called.
    assert facets["entity"] == (("e0000000000001", 2), ("e0000000000002", 1))


def test_more_like_this_finds_what_shares_telling_words(tmp_path: Path) -> None:
    index = open_index("like", tmp_path)
    texts = (
        "The lantern keeper of Grell mends the foghorn at dusk.",
        "At dusk a keeper mends his lantern, and the foghorn is heard in Grell.",
        "The budget of the county was passed.",
        "The ferry to Grell was late.",
    )
    index.update([IndexDocument(f"S{n}", "article", n, "", text) for n, text in enumerate(texts, 1)], (), 1)
    index.update([IndexDocument("q1", "quote", 2, "", "The lantern keeper mends the foghorn")], (), 2)
    answer = index.search("like:S1")
    assert answer.hits[0].id == "S2"
    assert {hit.id for hit in answer.hits} <= {"S2", "S4"}
    assert answer.understood == "articles like S1"
    assert "foghorn" in {answer.hits[0].snippet[start:end] for start, end in answer.hits[0].hits}
    assert 2 in index.matching("like:1")
    for wrong in ("like:S9", "like:harbour"):
        with pytest.raises(QueryError, match=r"like"):
            index.search(wrong)
    index.close()


def test_hits_can_be_ordered_by_date_and_outlet(index: CaseIndex) -> None:
    assert [hit.id for hit in index.search("files OR 潮位局", order="date").hits][:2] == ["S1", "S2"]
    assert [hit.id for hit in index.search("files OR 潮位局", order="outlet").hits][:2] == ["S3", "S2"]
    with pytest.raises(QueryError, match="cannot be ordered"):
        index.search("files", order="length")


def test_update_replaces_and_removes(index: CaseIndex) -> None:
    index.update([IndexDocument("S2", "article", 2, "Office", "Nothing was said.")], ["q1"], 2)
    assert found(index, "files") == {"S1"}
    assert found(index, "said") == {"S1", "S2"}
    assert index.state("a case", 2) == "up to date"


def test_state_tells_missing_stale_and_up_to_date(index: CaseIndex, tmp_path: Path) -> None:
    assert index.state("a case", 1) == "up to date"
    assert index.state("a case", 2) == "stale"
    assert open_index("another", tmp_path).state("another", 1) == "missing"


def test_search_without_an_index_says_so(tmp_path: Path) -> None:
    answer = open_index("another", tmp_path).search("anything")
    assert (answer.total, answer.index_state) == (0, "missing")


def test_rebuild_holds_just_what_it_is_given(index: CaseIndex) -> None:
    index.rebuild(DOCUMENTS[2:], 7)
    assert found(index, "*:*") == {"S3", "q1"}
    assert index.state("a case", 7) == "up to date"


def test_a_second_index_sees_what_the_first_wrote(index: CaseIndex, tmp_path: Path) -> None:
    other = open_index("a case", tmp_path)
    assert found(other, "intruders") == {"S1", "q1"}
    other.update([], ["S1"], 2)
    assert found(index, "intruders") == {"q1"}
    other.close()


def test_bodies_from_elsewhere_are_used(tmp_path: Path) -> None:
    texts = {document.id: document.text for document in DOCUMENTS}
    index = open_index("a case", tmp_path, lambda ids: {id: texts[id] for id in ids})
    index.update(DOCUMENTS, (), 1)
    assert "intruders" in index.search("intruders").hits[0].snippet
    index.close()


@pytest.mark.parametrize("query", ["kind:quotation", "date:someday", "[z TO a]", "(" * 60 + "a", "word " * 600])
def test_what_cannot_be_read_is_refused_with_a_sentence(index: CaseIndex, query: str) -> None:
    with pytest.raises(QueryError, match=r"\.$"):
        index.search(query)
