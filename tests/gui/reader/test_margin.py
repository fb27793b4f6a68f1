"""Notes and tags stand beside the text, at the height of what they are on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from gui_rows import article_text, span
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from casefile.domain.ids import Kind
from casefile.domain.rows import ArticleText, NoteRow
from casefile.domain.selection import Focus
from casefile.gui.jobs import Asks
from casefile.gui.panes.reader.margin import WIDTH, entries_of
from casefile.gui.panes.reader.pane import ReaderPane
from casefile.gui.theme import Theme

NOTE = NoteRow("n0000000000001", "S1", "Ask the <b>firm</b> again", 1, *span("more than 40"), "2025-01-01T10:00:00")
ON_ALL = NoteRow("n0000000000002", "S1", "Read twice", 1, None, None, "2025-01-01T11:00:00")


def noted() -> ArticleText:
    article = article_text()
    marks = tuple(replace(m, tags=("lead",), starred=True) if m.kind == "system" else m for m in article.marks)
    return replace(article, marks=marks, notes=(ON_ALL, NOTE), row=replace(article.row, tags=("key",)))


@pytest.fixture
def reader(qtbot: QtBot, jobs: Asks, any_theme: Theme) -> ReaderPane:
    pane = ReaderPane(jobs, any_theme)
    qtbot.addWidget(pane)
    pane.resize(900, 560)
    pane.show()
    pane.show_article(noted())
    qtbot.waitUntil(lambda: pane.view.viewport().width() > 700)
    pane.grab()
    return pane


def beside(reader: ReaderPane, words: str) -> QPoint:
    area = next(area for area, entry in reader.view.margin._shown if entry.words == words)
    return area.center().toPoint() - QPoint(0, reader.view.verticalScrollBar().value())


def test_cards_stand_at_the_height_of_their_passage_and_never_on_each_other(reader: ReaderPane) -> None:
    shown = {entry.words: area for area, entry in reader.view.margin._shown}
    assert list(shown) == ["Read twice", "#key", "Ask the <b>firm</b> again", "★ #lead"]
    assert abs(shown["Ask the <b>firm</b> again"].top() - reader.view.rect_in_document(NOTE.start or 0).top()) < 2
    areas = list(shown.values())
    assert all(not one.intersects(other) for one in areas for other in areas if one is not other)
    assert all(area.left() >= reader.view.document().textWidth() for area in areas)


def test_the_text_leaves_room_only_where_there_is_something_beside_it(reader: ReaderPane) -> None:
    narrow = reader.view.document().textWidth()
    assert narrow <= reader.view.viewport().width() - WIDTH
    reader.show_article(article_text())
    assert reader.view.document().textWidth() >= narrow


def test_a_click_looks_at_the_note_and_a_double_click_opens_it(reader: ReaderPane, qtbot: QtBot) -> None:
    at = beside(reader, "Ask the <b>firm</b> again")
    with qtbot.waitSignal(reader.focus_requested) as asked:
        qtbot.mouseClick(reader.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert asked.args == [Focus(Kind.NOTE, NOTE.id, 1, NOTE.start, NOTE.end)]
    with qtbot.waitSignal(reader.verb_requested) as verb:
        qtbot.mouseDClick(reader.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert verb.args == ["edit-note", (NOTE.id,)]


def test_the_menu_beside_the_text_edits_and_deletes(reader: ReaderPane) -> None:
    entry = next(entry for entry in reader.view.margin.entries if entry.note is NOTE)
    reader._margin_menu(reader.view, entry, QPoint(0, 0))
    menu = next(menu for menu in reader.findChildren(QMenu) if menu.isVisible())
    assert {"Edit note…", "Delete note"} <= {action.text() for action in menu.actions()}
    menu.close()


def test_in_a_narrow_view_signs_stand_before_the_numbers(reader: ReaderPane, qtbot: QtBot) -> None:
    reader.resize(480, 560)
    qtbot.waitUntil(lambda: reader.view.viewport().width() < 500)
    reader.grab()
    shown = [(area, entry) for area, entry in reader.view.margin._shown if entry.note is NOTE]
    assert len(shown) == 1
    assert shown[0][0].right() < 20


def test_tags_of_an_entity_stand_beside_its_first_mention_only() -> None:
    article = noted()
    marks = tuple(replace(m, tags=("lead",), refers_to="e0000000000009") for m in article.marks)
    found = [entry for entry in entries_of(replace(article, marks=marks)) if entry.target == "e0000000000009"]
    assert [(entry.start, entry.tags) for entry in found] == [(article.marks[0].start, ("lead",))]
