"""Given an article and a focus what the reader shows; given a click what it asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from gui_rows import TEXT, article_text, mark, span
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from casefile.domain.commands import SetSpeaker
from casefile.domain.ids import Kind
from casefile.domain.scope import Matching, Mode, OfEntity
from casefile.domain.selection import Focus, Links, Selection
from casefile.gui.jobs import Asks
from casefile.gui.panes.reader.hover import HoverCard, words
from casefile.gui.panes.reader.pane import ReaderPane
from casefile.gui.theme import Theme

SOLBERG = "e0000000000003"


@pytest.fixture
def reader(qtbot: QtBot, jobs: Asks, light: Theme) -> ReaderPane:
    pane = ReaderPane(jobs, light)
    qtbot.addWidget(pane)
    pane.resize(820, 560)
    pane.show()
    pane.show_article(article_text())
    qtbot.waitUntil(lambda: pane.view.viewport().width() > 700)
    return pane


def middle(reader: ReaderPane, wanted: str) -> QPoint:
    """The middle of these words in the view."""
    start, end = span(wanted)
    return reader.view.rect_of((start + end) // 2).center().toPoint()


def test_a_click_on_a_mark_focuses_what_it_refers_to(reader: ReaderPane, qtbot: QtBot) -> None:
    asked: list[Focus] = []
    reader.focus_requested.connect(asked.append)
    for wanted in ("Mira Solberg", "21 June"):
        qtbot.mouseClick(reader.view.viewport(), Qt.MouseButton.LeftButton, pos=middle(reader, wanted))
    assert asked == [
        Focus(Kind.ENTITY, SOLBERG, 1, *span("Mira Solberg")),
        Focus(Kind.DATE, "d0000000000002", 1, *span("21 June")),
    ]


def test_places_after_an_emoji_are_right(reader: ReaderPane) -> None:
    found = reader.view.mark_at(middle(reader, "Harbour Desk"))
    assert found is not None
    assert TEXT[found.start : found.end] == "Harbour Desk"


def test_a_double_click_narrows_the_scope(reader: ReaderPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(reader.brush_requested) as asked:
        qtbot.mouseDClick(reader.view.viewport(), Qt.MouseButton.LeftButton, pos=middle(reader, "Mira Solberg"))
    assert asked.args == [OfEntity(SOLBERG), Mode.NARROW]


def test_the_focus_is_linked_and_scrolled_to(reader: ReaderPane) -> None:
    focus = Focus(Kind.ENTITY, SOLBERG)
    start, end = span("Mira Solberg")
    links = Links(focus, frozenset({1}), frozenset({SOLBERG}), article=1, start=start, end=end)
    reader.show_selection(Selection(focus), links)
    layers = reader.view.layers
    assert [TEXT[m.start : m.end] for m in layers.marks if layers.is_linked(m)] == ["Mira Solberg"]
    assert layers.spot == (start, end)


def test_a_focus_on_the_article_tints_nothing(reader: ReaderPane) -> None:
    focus = Focus(Kind.ARTICLE, "S1", 1)
    reader.show_selection(Selection(focus), Links(focus, frozenset({1}), frozenset({SOLBERG}), article=1))
    assert not any(reader.view.layers.is_linked(m) for m in reader.view.layers.marks)


def test_a_locked_reader_stays(reader: ReaderPane) -> None:
    reader.locked = True
    focus = Focus(Kind.ENTITY, SOLBERG)
    reader.show_selection(Selection(focus), Links(focus, entities=frozenset({SOLBERG})))
    assert reader.selection == Selection()


def test_the_legend_switches_kinds_of_marks(reader: ReaderPane) -> None:
    at = middle(reader, "Mira Solberg")
    assert reader.view.mark_at(at) is not None
    reader.legend.set_shown("person", False)
    assert reader.view.mark_at(at) is None
    reader.legend.set_shown("person", True)
    assert reader.view.mark_at(at) is not None


def test_rejected_marks_are_gone(reader: ReaderPane) -> None:
    article = article_text()
    marks = tuple(replace(m, decision="rejected") if m.kind == "person" else m for m in article.marks)
    reader.show_article(replace(article, marks=marks))
    assert reader.view.mark_at(middle(reader, "Mira Solberg")) is None


def test_words_of_the_scope_are_tinted(reader: ReaderPane) -> None:
    reader.show_selection(Selection(None, Matching('"harbour desk"')), Links())
    assert [TEXT[s:e] for s, e in reader.view.layers.hits] == ["Harbour Desk"]
    reader.set_query("police")
    assert [TEXT[s:e] for s, e in reader.view.layers.hits] == ["Harbour Desk", "police"]


def test_find_in_text_counts_and_goes_round(reader: ReaderPane, qtbot: QtBot) -> None:
    reader.start_find()
    assert reader.find_bar.isVisible()
    qtbot.keyClicks(reader.find_bar.words, "the firm")
    said = [label.text() for label in reader.find_bar.findChildren(QLabel)]
    assert said == ["1 of 2"]
    assert reader.view.layers.found_current == span("the firm")
    reader.find_step(1)
    assert reader.find_bar.findChildren(QLabel)[0].text() == "2 of 2"
    reader.find_step(1)
    assert reader.find_bar.findChildren(QLabel)[0].text() == "1 of 2"
    reader.find_bar.words.setText("no such words")
    assert reader.find_bar.findChildren(QLabel)[0].text() == "not found"
    qtbot.keyClick(reader.find_bar.words, Qt.Key.Key_Escape)
    assert not reader.find_bar.isVisible()
    assert reader.view.layers.found == ()


def test_zoom_keeps_the_place_and_has_ends(reader: ReaderPane) -> None:
    size = reader.view.document().defaultFont().pointSizeF()
    reader.zoom_by(1)
    assert reader.view.document().defaultFont().pointSizeF() == pytest.approx(size * 1.15)
    for _ in range(20):
        reader.zoom_by(1)
    assert reader.zoom == 3.0
    reader.zoom_by(0)
    assert reader.zoom == 1.0


def test_a_selected_passage_offers_marking_noting_and_citing(reader: ReaderPane, qtbot: QtBot) -> None:
    start, end = span("booking server")
    reader.view.select(start, end)
    assert reader.view.selected() == (start, end)
    asked: list[tuple[str, object]] = []
    reader.verb_requested.connect(lambda verb, ids: asked.append((verb, ids)))
    reader.view.menu_wanted.emit(None, QPoint(10, 10))
    menu = next(m for m in reader.findChildren(QMenu) if any(action.text() == "Note…" for action in m.actions()))
    words_of = {action.text(): action for action in menu.actions()}
    words_of["Note…"].trigger()
    marks = words_of["Mark as"].menu()
    assert isinstance(marks, QMenu)
    next(action for action in marks.actions() if action.text() == "System").trigger()
    menu.close()
    passage = f"S1:{start}:{end}"
    assert asked == [("note", (passage,)), ("mark", ("mention", "system", passage))]


def test_what_is_marked_in_a_passage_is_tagged_and_cited_in_the_brief(reader: ReaderPane) -> None:
    asked: list[tuple[str, object]] = []
    reader.verb_requested.connect(lambda verb, ids: asked.append((verb, ids)))
    article = reader.article
    assert article is not None
    name, day = (
        next(one for one in article.marks if TEXT[one.start : one.end] == words) for words in ("Mira Solberg", "21 June")
    )
    first, last = min(name.start, day.start), max(name.end, day.end)
    within = [one for one in article.marks if first <= one.start and one.end <= last]
    for chosen, offered in (((first, last), True), ((0, 1), False)):
        reader.view.select(*chosen)
        reader.view.menu_wanted.emit(None, QPoint(10, 10))
        menu = [m for m in reader.findChildren(QMenu) if any(action.text() == "Note…" for action in m.actions())][-1]
        acts = {action.text(): action for action in menu.actions()}
        assert acts["Tag what is marked here…"].isEnabled() == acts["Add to the brief…"].isEnabled() == offered
        if offered:
            acts["Tag what is marked here…"].trigger()
            acts["Add to the brief…"].trigger()
        menu.close()
    assert dict(asked)["tag"] == tuple(one.id for one in within)
    assert name.id in dict(asked)["judge"]  # type: ignore[operator]
    assert day.id not in dict(asked)["judge"], "a date proves nothing"  # type: ignore[operator]


def test_the_keyboard_travels_from_mark_to_mark(reader: ReaderPane, qtbot: QtBot) -> None:
    asked: list[Focus] = []
    reader.focus_requested.connect(asked.append)
    qtbot.keyClick(reader.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert reader.view.layers.spot == span("more than 40")
    assert reader.card.isVisible()
    qtbot.keyClick(reader.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(reader.view, Qt.Key.Key_Return)
    assert [focus.id for focus in asked] == ["e0000000000001"]
    assert not reader.card.isVisible()


def test_the_card_says_what_how_sure_which_rule_and_what_was_decided(qtbot: QtBot, light: Theme) -> None:
    sure = mark("person", "Mira Solberg", "m1", SOLBERG, decision="accepted")
    assert words(sure) == ("Person", "Mira Solberg", "very sure (93%) · accepted", "read by rule names.known")
    guess = mark("date", "21 June", "d1", confidence=0.3, frame=True)
    assert words(guess)[::2] == ("Date · mere frame", "a guess (30%) · not reviewed yet")
    card = HoverCard(light)
    qtbot.addWidget(card)
    card.show_mark(mark("person", "Mira Solberg", "m1", label="<b>Mira</b>"), QPoint(5, 5))
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in card.findChildren(QLabel) if label.text())
    assert "<b>Mira</b>" in card.accessibleName()


def test_it_draws_in_both_themes(qtbot: QtBot, jobs: Asks, any_theme: Theme) -> None:
    pane = ReaderPane(jobs, any_theme)
    qtbot.addWidget(pane)
    pane.resize(820, 560)
    pane.show()
    pane.show_article(article_text())
    drawn = pane.view.viewport().grab().toImage()
    found = {drawn.pixelColor(x, y).name() for x in range(0, drawn.width(), 2) for y in range(drawn.height())}
    assert any_theme["quote"].name() in found
    assert any_theme["quote_tint"].name() in found
    assert any_theme["figure_tint"].name() in found
    assert any_theme["organisation"].name() in found


def test_the_header_says_the_paragraph_at_the_top_or_the_one_in_focus(reader: ReaderPane) -> None:
    said: list[str] = []
    reader.count_changed.connect(said.append)
    reader.show_article(article_text())
    assert said[-1].startswith("¶ 1 of ")
    start, end = span("no danger")
    focus = Focus(Kind.QUOTE, "q0000000000001", 1, start, end)
    reader.show_selection(Selection(focus), Links(focus, frozenset({1}), article=1, start=start, end=end))
    assert said[-1].startswith("¶ 3 of ")


def test_a_name_in_the_text_is_made_the_speaker_of_the_quote_looked_at(reader: ReaderPane, qtbot: QtBot) -> None:
    quote = "q0000000000001"
    start, end = span("“We see no danger to passengers at present,”")
    focus = Focus(Kind.QUOTE, quote, 1, start, end)
    reader.show_selection(Selection(focus), Links(focus, quotes=frozenset({quote}), article=1, start=start, end=end))
    done: list[object] = []
    reader.command_requested.connect(done.append)
    lines = reader.view.mark_at(middle(reader, "Norrvik Lines"))
    assert lines is not None
    reader._menu(reader.view, lines, QPoint(0, 0))
    menu = next(menu for menu in reader.findChildren(QMenu) if menu.isVisible())
    first = menu.actions()[0]
    assert first.text() == "Norrvik Lines said the quote looked at"
    first.trigger()
    menu.close()
    reader.view.layers.spot = (lines.start, lines.end)
    qtbot.keyClick(reader.view, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert done == [SetSpeaker(quote, "e0000000000001")] * 2
    date = reader.view.mark_at(middle(reader, "21 June"))
    assert date is not None
    reader._menu(reader.view, date, QPoint(0, 0))
    other = next(menu for menu in reader.findChildren(QMenu) if menu.isVisible())
    assert not any("said the quote" in action.text() for action in other.actions())
    other.close()


def test_what_is_decided_does_not_move_the_text(reader: ReaderPane, qtbot: QtBot) -> None:
    reader.resize(820, 200)
    bar = reader.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 40)
    bar.setValue(33)
    for _ in range(3):
        reader.show_article(article_text())
        assert bar.value() == 33


def test_the_card_goes_when_something_is_pressed(reader: ReaderPane, qtbot: QtBot) -> None:
    at = middle(reader, "Mira Solberg")
    qtbot.mouseMove(reader.view.viewport(), at)
    reader.card.show_mark(mark("person", "Mira Solberg", "m1"), at)
    qtbot.mousePress(reader.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert not reader.card.isVisible()
