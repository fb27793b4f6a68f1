"""Given an answer what the results say; given a click what they ask for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from casefile.domain.commands import SaveScope
from casefile.domain.hits import Hit, SavedSearch, SearchAnswer
from casefile.domain.ids import Kind
from casefile.domain.scope import BySpeaker, During, InArticle, Matching, Mode, OfEntity, OfOutlet, Tagged
from casefile.domain.selection import Focus
from casefile.gui.jobs import Asks
from casefile.gui.panes.search.delegate import heading
from casefile.gui.panes.search.model import title
from casefile.gui.panes.search.narrowing import condition
from casefile.gui.panes.search.pane import SearchPane
from casefile.gui.theme import Theme

HITS = (
    Hit("article", "S1", "S1", 3.0, "Ferry firm admits breach", "The 🙂 ferry was late", ((6, 11),), start=40),
    Hit("entity", "e0000000000001", None, 2.0, "Halden Ferry", "Halden Ferry", ((7, 12),)),
)
ANSWER = SearchAnswer(
    "ferry", "ferry", HITS, 12, ("The quotation mark was closed at the end.",), ("fairy",),
    (
        ("outlet", (("The Halden Post", 7), ("Quay & Sons", 5))), ("year", (("2024", 9),)), ("month", ()),
        ("language", (("en", 12),)), ("entity", (("e0000000000001", 4),)), ("speaker", (("Ana Toll", 2),)),
        ("tag", (("key", 1),)),
    ),
    names=(("e0000000000001", "Halden Ferry"),),
)  # fmt: skip
SAVED = (SavedSearch("Ferries", "ferry OR boat"), SavedSearch("Halden", 'outlet:"The Halden Post"'))


@pytest.fixture
def pane(qtbot: QtBot, jobs: Asks, light: Theme) -> SearchPane:
    made = SearchPane(jobs, light)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    made.search("ferry")
    made.show_answer(ANSWER)
    return made


def said(pane: SearchPane) -> str:
    return " ".join(label.text() for label in pane.findChildren(QLabel) if label.isVisible())


def test_it_says_how_the_query_was_understood(pane: SearchPane) -> None:
    assert "12 hits for ferry" in said(pane)
    assert "The quotation mark was closed at the end." in said(pane)
    assert [title(hit) for hit in pane.model.hits] == ["Ferry firm admits breach", "Halden Ferry"]


def test_a_stale_index_is_said(pane: SearchPane) -> None:
    pane.show_answer(SearchAnswer("ferry", "ferry", HITS, 2, index_state="rebuilding"))
    assert "rebuilding" in said(pane)


def test_clicking_a_hit_focuses_where_it_stands(pane: SearchPane, qtbot: QtBot) -> None:
    first = pane.list.visualRect(pane.model.index(0)).center()
    with qtbot.waitSignal(pane.focus_requested) as focused:
        qtbot.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, pos=first)
    assert focused.args == [Focus(Kind.ARTICLE, "S1", 1, 40, 45)]


def test_the_keyboard_opens_and_narrows(pane: SearchPane, qtbot: QtBot) -> None:
    pane.focus_first()
    with qtbot.waitSignal(pane.open_requested) as opened:
        qtbot.keyClick(pane.list, Qt.Key.Key_Return)
    assert opened.args == [Focus(Kind.ARTICLE, "S1", 1, 40, 45)]
    with qtbot.waitSignal(pane.brush_requested) as brushed:
        qtbot.keyClick(pane.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert brushed.args == [InArticle(1), Mode.NARROW]
    qtbot.keyClick(pane.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(pane.brush_requested) as brushed:
        qtbot.keyClick(pane.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert brushed.args == [OfEntity("e0000000000001"), Mode.NARROW]


def test_every_facet_and_the_query_itself_narrow(pane: SearchPane) -> None:
    asked: list[tuple[object, str]] = []
    pane.brush_requested.connect(lambda condition, mode: asked.append((condition, mode)))
    button = next(button for button in pane.findChildren(QPushButton) if button.text() == "Narrow scope to these")
    button.click()
    facets = [button for button in pane.narrowing.findChildren(QToolButton) if button.isVisible()]
    assert [button.text() for button in facets] == [
        "Outlet: The Halden Post  7 ▾", "Year: 2024  9 ▾", "Language: English  12 ▾", "Entity: Halden Ferry  4 ▾",
        "Speaker: Ana Toll  2 ▾", "Tag: key  1 ▾",
    ]  # fmt: skip
    assert [action.text() for action in facets[0].menu().actions()] == ["The Halden Post\t7", "Quay && Sons\t5"]
    for facet in facets:
        facet.menu().actions()[-1].trigger()
    assert asked == [
        (Matching("ferry"), Mode.NARROW),
        (OfOutlet("Quay & Sons"), Mode.NARROW),
        (During("2024-01-01", "2024-12-31"), Mode.NARROW),
        (Matching("lang:en"), Mode.NARROW),
        (OfEntity("e0000000000001"), Mode.NARROW),
        (BySpeaker("ana toll"), Mode.NARROW),
        (Tagged("key"), Mode.NARROW),
    ]
    assert condition("month", "2024-02") == During("2024-02-01", "2024-02-29")


def test_saved_searches_are_searched_for_kept_and_forgotten(pane: SearchPane) -> None:
    pane.show_searches(SAVED)
    wanted: list[str] = []
    asked: list[object] = []
    pane.query_wanted.connect(wanted.append)
    pane.verb_requested.connect(lambda verb, ids: asked.append((verb, ids)))
    pane.command_requested.connect(asked.append)
    first, second, _, keep, forget = pane.kept.menu().actions()
    assert first.text() == "Ferries\tferry OR boat"
    for action in (first, second, keep, forget.menu().actions()[1]):  # type: ignore[attr-defined]
        action.trigger()
    assert wanted == ["ferry OR boat", 'outlet:"The Halden Post"']
    assert asked == [("keep-search", ("ferry",)), SaveScope("Halden", "")]
    pane.search("")
    assert not next(action for action in pane.kept.menu().actions() if action.text() == "Keep this search…").isEnabled()


def test_what_new_articles_match_is_offered(pane: SearchPane) -> None:
    wanted: list[str] = []
    pane.query_wanted.connect(wanted.append)
    pane.show_alerts((SavedSearch("Ferries", "ferry OR boat", (4, 9)),))
    button = next(button for button in pane.findChildren(QPushButton) if button.text() == "2 new in “Ferries”")
    button.click()
    assert wanted == ["(ferry OR boat) (article:S4 OR article:S9) kind:article"]


def test_a_suggestion_is_searched_for(pane: SearchPane, qtbot: QtBot) -> None:
    suggestion = next(button for button in pane.findChildren(QPushButton) if button.text().startswith("Did you mean"))
    with qtbot.waitSignal(pane.query_wanted) as asked:
        suggestion.click()
    assert asked.args == ["fairy"]


def test_an_error_is_said_in_place_of_results(pane: SearchPane) -> None:
    pane.show_error("The query is too broad. Give at least two letters.")
    assert pane.empty.isVisible()
    assert pane.empty.accessibleName() == "The query is too broad. Give at least two letters."
    assert pane.model.rowCount() == 0


def test_an_answer_after_the_box_was_emptied_is_not_shown(pane: SearchPane) -> None:
    pane.search("")
    pane.show_answer(ANSWER)
    assert pane.model.rowCount() == 0
    assert pane.empty.accessibleName() == "Search the case"


def test_hits_are_tinted_in_both_themes(qtbot: QtBot, jobs: Asks, any_theme: Theme) -> None:
    made = SearchPane(jobs, any_theme)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    made.search("ferry")
    made.show_answer(ANSWER)
    drawn = made.list.viewport().grab().toImage()
    found = {drawn.pixelColor(x, y).name() for x in range(drawn.width()) for y in range(120)}
    assert any_theme["hit"].name() in found


def test_a_sentence_stands_once_in_a_hit() -> None:
    told = "The barge sank off Morro"
    once = Hit("event", "v1", "S4", 1.0, told, f"{told}, the\nharbour said.", ())
    assert heading(once) == "S4"
    assert heading(replace(once, snippet="…and the barge sank.")) == f"S4 · {told}"
    assert heading(replace(once, kind="quote", title="Lena Oduya")) == "S4 · Lena Oduya"
