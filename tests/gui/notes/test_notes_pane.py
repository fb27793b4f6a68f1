"""Notes: order, keys, what they ask for."""

from __future__ import annotations

import pytest
from gui_rows import article_text
from PySide6.QtCore import QItemSelectionModel, Qt
from pytestqt.qtbot import QtBot

from casefile.domain.ids import Kind
from casefile.domain.rows import ArticleText, NoteRow
from casefile.domain.selection import Focus
from casefile.gui.jobs import Asks
from casefile.gui.panes.notes.pane import NotesPane, links_of, stands_on
from casefile.gui.theme import Theme

# Not `setCurrentIndex` of the view: that one takes note of modifier keys that an earlier test sent.
CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows

ROWS = (
    NoteRow("n1", "S2", "Were the gates tested?", 2, 20, 60, "2026-01-03T10:00:00"),
    NoteRow("n2", "", "Ask for the audit report", None, None, None, "2026-01-04T10:00:00"),
    NoteRow("n3", "e5", "Left office in March", None, None, None, "2026-01-01T10:00:00"),
    NoteRow("n4", "S1", "Read the original again", 1, None, None, "2026-01-02T10:00:00"),
)


@pytest.fixture
def pane(qtbot: QtBot, jobs: Asks, any_theme: Theme) -> NotesPane:
    made = NotesPane(jobs, any_theme)
    qtbot.addWidget(made)
    made.resize(300, 500)
    made.show()
    made.show_rows(ROWS)
    return made


def test_newest_first_or_by_article(pane: NotesPane) -> None:
    assert [row.id for row in pane.model.rows()] == ["n2", "n1", "n4", "n3"]
    pane.set_order("place")
    assert [header.title for header in pane.model.headers()] == ["S1", "S2", "On the case and its entities"]
    assert not pane.list.viewport().grab().isNull()


def test_what_a_note_stands_on_in_words() -> None:
    assert [stands_on(row) for row in ROWS] == ["passage of S2", "the case", "entity e5", "S1"]
    assert stands_on(NoteRow("n5", "?", "x", None, None, None, "2026")) == "?"


def test_keys_edit_and_delete(pane: NotesPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.focus_requested) as focused:
        pane.list.selectionModel().setCurrentIndex(pane.model.index(1), CHOOSE)
    assert focused.args == [Focus(Kind.NOTE, "n1", 2, 20, 60)]
    with qtbot.waitSignal(pane.verb_requested) as edited:
        qtbot.keyClick(pane.list, Qt.Key.Key_F2)
    assert edited.args == ["edit-note", ("n1",)]
    with qtbot.waitSignal(pane.verb_requested) as deleted:
        qtbot.keyClick(pane.list, Qt.Key.Key_Delete)
    assert deleted.args == ["delete-note", ("n1",)]


def test_the_button_asks_for_a_note_on_the_case(pane: NotesPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.verb_requested) as asked:
        qtbot.mouseClick(pane.new_button, Qt.MouseButton.LeftButton)
    assert asked.args == ["note", ()]


def test_the_menu_of_a_note_is_that_of_a_note(pane: NotesPane) -> None:
    texts = {action.text() for action in pane.menu_of([ROWS[0]]).actions()}
    assert {"Edit note…", "Delete note"} <= texts
    assert "Accept" not in texts


def test_without_notes_the_pane_says_how_to_write_one(pane: NotesPane) -> None:
    pane.show_rows(())
    assert pane.empty.isVisible()
    assert "Ctrl+D" in pane.empty.accessibleDescription()


def test_places_that_a_note_names_are_links() -> None:
    assert links_of("See S4 and [S12 ¶3]; not MS4, S0 or S4x. S4, ¶ 7") == [(4, 0), (12, 3), (4, 7)]


def test_a_link_opens_the_paragraph_it_names(qtbot: QtBot, jobs: Asks, light: Theme) -> None:
    class Answers:
        def notes(self, _scope: object) -> tuple[NoteRow, ...]:
            return (NoteRow("n0000000000009", "", "Compare [S1 ¶3]", None, None, None, "2025-01-01T10:00:00"),)

        def article(self, number: int) -> ArticleText:
            return article_text(number=number)

    made = NotesPane(jobs, light)
    qtbot.addWidget(made)
    made.attach(Answers())  # type: ignore[arg-type]
    menu = made.menu_of([made.model.rows()[0]])
    link = next(action for action in menu.actions() if action.text() == "Go to S1 ¶3")
    with qtbot.waitSignal(made.open_requested) as asked:
        link.trigger()
    start, end = article_text().paragraphs[2]
    assert asked.args == [Focus(Kind.ARTICLE, "S1", 1, start, end)]
    menu.deleteLater()
