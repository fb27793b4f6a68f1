"""Two articles side by side: at the same claim or event, with the words that differ."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import adding
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casefile.case import Case
from casefile.domain.claims import ClaimKind
from casefile.domain.ids import Kind
from casefile.domain.selection import Focus, Selection
from casefile.gui.jobs import Asks
from casefile.gui.panes.reader.differing import differing, sentence_at
from casefile.gui.panes.reader.pane import ReaderPane
from casefile.gui.theme import Theme
from casefile.index import open_index

FIRST = adding(
    "first.txt",
    "<o Grain Board>The Grain Board</o> spoke.\n\n"
    "The <f 40 barges>40</f> barges that <r ->sank</r> off Morro carried grain.",
    "2024-03-01",
    "The Quay",
    "1",
)
SECOND = adding(
    "second.txt",
    "Nobody <r ->slept</r>.\n\nOnly <f 12 barges>12</f> barges with grain <r ->sank</r> off Morro.\n\n"
    "Ask <o Grain Board>the Grain Board</o>.",
    "2024-03-03",
    "Ferry Post",
    "2",
)
THIRD = adding("third.txt", "The mayor <r ->resigned</r>.", "2024-03-04", "Tideline", "3")


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    made = Case.create(tmp_path / "a.casefile", "Morro", index=open_index, who="tester")
    for command in (FIRST, SECOND, THIRD):
        made.do(command)
    made.settle()
    yield made
    made.close()


@pytest.fixture
def reader(qtbot: QtBot, jobs: Asks, any_theme: Theme, case: Case) -> ReaderPane:
    pane = ReaderPane(jobs, any_theme)
    qtbot.addWidget(pane)
    pane.resize(1100, 560)
    pane.show()
    pane.attach(case.ask)
    qtbot.waitUntil(lambda: pane.view.viewport().width() > 700)
    return pane


def look(pane: ReaderPane, case: Case, focus: Focus) -> None:
    pane.show_selection(Selection(focus), case.ask.links(focus))


def marked(pane: ReaderPane) -> tuple[list[str], list[str]]:
    first, second = pane.article, pane.beside.article
    assert first is not None
    assert second is not None
    return (
        [first.text[start:end] for start, end in pane.view.layers.differing],
        [second.text[start:end] for start, end in pane.beside.view.layers.differing],
    )


def claim_focus(case: Case) -> Focus:
    claim = next(claim for claim in case.ask.claims() if claim.kind is ClaimKind.FIGURE)
    cell = claim.cells[0]
    return Focus(Kind.CLAIM, claim.id, 1, cell.start, cell.end)


def test_both_stand_at_the_same_claim_and_differing_words_are_marked(reader: ReaderPane, case: Case, qtbot: QtBot) -> None:
    look(reader, case, claim_focus(case))
    reader.toggle_beside()
    qtbot.waitUntil(lambda: bool(reader.view.layers.differing))
    assert reader.beside.number == 2
    one, other = marked(reader)
    assert "40" in " ".join(one)
    assert "12" in " ".join(other)
    assert "sank" not in " ".join((*one, *other))
    assert "differs" in reader.beside.said.text()
    spot = reader.beside.view.layers.spot
    assert spot is not None
    assert reader.beside.article is not None
    assert "12" in reader.beside.article.text[slice(*spot)]


def test_a_figure_leads_to_the_claim_it_is_evidence_for(reader: ReaderPane, case: Case, qtbot: QtBot) -> None:
    reader.toggle_beside()
    figure = case.ask.figures()[0]
    look(reader, case, Focus(Kind.FIGURE, figure.id, 1, figure.place.start, figure.place.end))
    qtbot.waitUntil(lambda: bool(reader.view.layers.differing))
    assert reader.beside.number == 2


def test_a_mark_in_the_second_leaves_the_first_where_it_tells_the_same(reader: ReaderPane, case: Case, qtbot: QtBot) -> None:
    look(reader, case, claim_focus(case))
    reader.toggle_beside()
    qtbot.waitUntil(lambda: bool(reader.view.layers.differing))
    board = next(row for row in case.ask.entities() if row.name == "Grain Board")
    mention = next(row for row in case.ask.mentions() if row.place.article == "S2" and row.entity == board.id)
    look(reader, case, Focus(Kind.ENTITY, board.id, 2, mention.place.start, mention.place.end))
    assert reader.article is not None
    assert reader.article.row.number == 1
    assert reader.view.layers.spot is not None
    assert reader.article.text[slice(*reader.view.layers.spot)] == "The Grain Board"
    assert reader.beside.view.layers.spot == (mention.place.start, mention.place.end)


def test_any_other_article_can_be_chosen(reader: ReaderPane, case: Case, qtbot: QtBot) -> None:
    look(reader, case, claim_focus(case))
    reader.toggle_beside()
    qtbot.waitUntil(lambda: bool(reader.view.layers.differing))
    choice = reader.beside.choice
    assert choice.count() == 2
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: reader.beside.article is not None and reader.beside.article.row.number == 3)
    qtbot.waitUntil(lambda: not reader.view.layers.differing)
    assert choice.itemText(1).startswith("S3 · Tideline")


def test_closing_it_leaves_one_article_unmarked(reader: ReaderPane, case: Case, qtbot: QtBot) -> None:
    look(reader, case, claim_focus(case))
    reader.toggle_beside()
    qtbot.waitUntil(lambda: bool(reader.view.layers.differing))
    reader.toggle_beside()
    assert reader.beside.isHidden()
    assert not reader.view.layers.differing


def test_a_named_article_opens_beside(reader: ReaderPane, qtbot: QtBot) -> None:
    reader.toggle_beside(3)
    qtbot.waitUntil(lambda: reader.beside.article is not None)
    assert reader.beside.number == 3


def test_events_and_entities_are_told_by_several(case: Case) -> None:
    board = next(row for row in case.ask.entities() if row.name == "Grain Board")
    told = case.ask.counterparts(Focus(Kind.ENTITY, board.id))
    assert [(one.article, one.outlet, one.words) for one in told] == [
        (1, "The Quay", "Grain Board"), (2, "Ferry Post", "Grain Board")
    ]  # fmt: skip
    event = next(row for row in case.ask.timeline(everything=True) if "resigned" in row.summary)
    assert [one.article for one in case.ask.counterparts(Focus(Kind.EVENT, event.id))] == [3]
    assert case.ask.counterparts(Focus(Kind.EVENT, "v0000000000000")) == ()
    assert case.ask.counterparts(Focus(Kind.ARTICLE, "S1", 1)) == ()


@given(st.lists(st.sampled_from("the gate port 40 12 ships sank today off".split())), st.integers(0, 5))
def test_the_words_left_unmarked_are_the_same_in_both(words: list[str], seed: int) -> None:
    other = words[seed:] + words[:seed]
    one, two = " ".join(words), " ".join(other)
    own, theirs = differing(one, two)
    if own or theirs:
        assert kept(one, own) == kept(two, theirs)
    for spans, text in ((own, one), (theirs, two)):
        assert all(0 <= start < end <= len(text) for start, end in spans)


def kept(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    for start, end in reversed(spans):
        text = text[:start] + text[end:]
    return text.split()


def test_sentences_at_a_place() -> None:
    cut = ((0, 10), (11, 20), (22, 30))
    assert sentence_at(cut, 12, 14) == (11, 20)
    assert sentence_at(cut, 5, 15) == (0, 20)
    assert sentence_at(cut, 20, 21) == (20, 21)
    assert sentence_at((), 3, 4) == (3, 4)
