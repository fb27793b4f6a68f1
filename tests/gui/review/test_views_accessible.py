"""All panes of rows: every control says what it is, none takes text for mark-up, and each says what to do when empty."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from casefile.gui.jobs import Asks
from casefile.gui.pane import Pane
from casefile.gui.panes.entities.pane import EntitiesPane
from casefile.gui.panes.figures.pane import FiguresPane
from casefile.gui.panes.graph.pane import GraphPane
from casefile.gui.panes.notes.pane import NotesPane
from casefile.gui.panes.quotes.pane import QuotesPane
from casefile.gui.panes.review.pane import ReviewPane
from casefile.gui.panes.timeline.pane import TimelinePane
from casefile.gui.theme import Theme
from casefile.gui.widgets.empty import EmptyState

PANES = (TimelinePane, EntitiesPane, QuotesPane, FiguresPane, NotesPane, ReviewPane, GraphPane)


@pytest.fixture(params=PANES, ids=lambda kind: kind.name)
def pane(request: pytest.FixtureRequest, qtbot: QtBot, jobs: Asks, light: Theme) -> Pane:
    kind: type[Pane] = request.param
    made = kind(jobs, light)
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.show()
    made.show_rows(())  # type: ignore[attr-defined]
    return made


def test_every_control_has_a_name(pane: Pane) -> None:
    nameless = [
        widget
        for widget in pane.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and isinstance(widget, (QAbstractButton, QAbstractItemView, QLineEdit))
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and len(widget.text()) > 2)
    ]
    assert not nameless
    assert pane.accessibleName() == pane.title


def test_labels_show_plain_text(pane: Pane) -> None:
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in pane.findChildren(QLabel) if label.text())


def test_an_empty_pane_says_what_and_what_next(pane: Pane) -> None:
    shown = [state for state in pane.findChildren(EmptyState) if state.isVisible()]
    assert len(shown) == 1
    assert shown[0].accessibleName()
    assert shown[0].accessibleDescription()


def test_names_are_those_the_window_knows() -> None:
    assert len({kind.name for kind in PANES}) == len(PANES)
    assert all(kind.name and kind.title and kind.concerned for kind in PANES)
