"""The notes in scope, newest first or by what they stand on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from casefile.domain.ids import Kind, kind_of
from casefile.domain.rows import NoteRow
from casefile.domain.scope import EVERYTHING, InArticle, Scope
from casefile.domain.selection import Focus
from casefile.gui.jobs import Asks
from casefile.gui.text import date_words, isolate, one_line
from casefile.gui.theme import Theme
from casefile.gui.widgets.listpane import ListPane
from casefile.gui.widgets.rowdelegate import MARGIN, RowDelegate
from casefile.gui.widgets.rowlist import Group, Reading, RowList

if TYPE_CHECKING:
    from casefile.case.ask import Ask

_LINK = re.compile(r"(?<!\w)S([1-9]\d{0,6})(?!\w)(?:[,;]?\s*¶\s*(\d{1,5}))?")
_LINKS = 12


def stands_on(row: NoteRow) -> str:
    """What a note is on, in words."""
    if row.article is not None:
        return f"S{row.article}" if row.start is None else _tr("passage of S{}").format(row.article)
    if not row.target:
        return _tr("the case")
    try:
        return f"{_tr(kind_of(row.target).name.lower())} {row.target}"
    except ValueError:
        return row.target


def links_of(text: str) -> list[tuple[int, int]]:
    """(article, paragraph) of each place that a text names: S4, [S4 ¶3]; paragraph 0 for the whole article."""
    return [(int(found[1]), int(found[2] or 0)) for found in _LINK.finditer(text)]


def _place_of(ask: Ask, number: int, paragraph: int) -> Focus:
    article = ask.article(number)
    if 0 < paragraph <= len(article.paragraphs):
        return Focus(Kind.ARTICLE, article.row.id, number, *article.paragraphs[paragraph - 1])
    return Focus(Kind.ARTICLE, article.row.id, number)


class NoteDelegate(RowDelegate):
    """Text in two lines at most: the first line of the note, and what it stands on and when it was written."""

    def height(self, _row: NoteRow) -> int:
        return self.line + self.small_line + 16

    def paint_row(self, painter: QPainter, area: QRect, row: NoteRow, faded: bool) -> None:
        painter.fillRect(QRect(area.left() + MARGIN - 4, area.top() + 6, 3, area.height() - 12), self.theme["note"])
        box = area.adjusted(MARGIN + 6, 6, -MARGIN, -6)
        top = QRect(box.left(), box.top(), box.width(), self.line + 2)
        self.write(painter, top, isolate(one_line(row.text)), "muted" if faded else "text")
        below = QRect(box.left(), box.bottom() - self.small_line + 1, box.width(), self.small_line)
        self.write(painter, below, f"{stands_on(row)} · {date_words(row.created[:10])}", "muted", self.small)


class NotesPane(ListPane):
    name, title = "notes", "Notes"
    concerned = frozenset({"articles", "notes"})

    def __init__(self, jobs: Asks, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(jobs, theme, RowList(Reading(lambda row: row.id, _words, _tooltip)), NoteDelegate(theme), parent)
        orders = (("newest", self.tr("newest first")), ("place", self.tr("by article")))
        self.order_button = self.choice(self.tr("Order of the notes"), orders, "newest", self.set_order)
        self.tools.addWidget(self.order_button)
        self.new_button = QToolButton(self)
        self.new_button.setText("+")
        self.new_button.setProperty("tone", "plain")
        self.new_button.setToolTip(self.tr("A note on the case"))
        self.new_button.setAccessibleName(self.tr("A note on the case"))
        self.new_button.clicked.connect(lambda: self.verb_requested.emit("note", ()))
        self.tools.addWidget(self.new_button)
        self.list.installEventFilter(self)
        self.set_order("newest")

    def set_order(self, key: str) -> None:
        """newest or place."""
        if key == "newest":
            self.model.set_order(lambda row: row.created, descending=True)
        else:
            self.model.set_order(lambda row: (row.start or 0, row.created), self._by_place)

    def load(self) -> None:
        scope = self.selection.scope
        self.read(lambda ask: ask.notes(scope), self.show_rows)

    def focus_of(self, row: NoteRow) -> Focus:
        return Focus(Kind.NOTE, row.id, row.article, row.start, row.end)

    def conditions_of(self, row: NoteRow) -> tuple[Scope, ...]:
        return (InArticle(row.article),) if row.article is not None else ()

    def copied(self, row: NoteRow) -> str:
        where = f" [S{row.article}]" if row.article is not None else ""
        return f"{row.text}{where}"

    def extend_menu(self, menu: QMenu, rows: list[Any]) -> None:
        """The places that a note names, such as S4 or [S4 ¶3]: each a link."""
        links = list(dict.fromkeys(link for row in rows for link in links_of(row.text)))
        if links:
            menu.addSeparator()
        for number, paragraph in links[:_LINKS]:
            words = f"S{number} ¶{paragraph}" if paragraph else f"S{number}"
            act = menu.addAction(self.tr("Go to {}").format(words))
            act.triggered.connect(lambda _=False, n=number, p=paragraph: self._go_to(n, p))

    def _go_to(self, number: int, paragraph: int) -> None:
        self.read(lambda ask: _place_of(ask, number, paragraph), self.open_requested.emit, "link")

    def nothing(self) -> tuple[str, str]:
        if self.selection.scope != EVERYTHING:
            return self.tr("No notes in scope"), self.tr("Take a condition out of the focus bar to see more.")
        return self.tr("No notes yet"), self.tr(
            "Select words in the reader and press Ctrl+D to write down what you think of them."
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """F2 edits the current note, Delete deletes it (undo brings it back)."""
        if watched is self.list and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            verb = {Qt.Key.Key_F2: "edit-note", Qt.Key.Key_Delete: "delete-note"}.get(Qt.Key(event.key()))
            rows = self.selected()
            if verb and rows:
                self.verb_requested.emit(verb, (rows[0].id,))
                return True
        return super().eventFilter(watched, event)

    def _by_place(self, row: Any) -> Group:
        if row.article is None:
            return (1, 0), self.tr("On the case and its entities")
        return (0, row.article), f"S{row.article}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Notes", text)


def _words(row: NoteRow) -> str:
    return f"{row.text}\n{stands_on(row)}"


def _tooltip(row: NoteRow) -> str:
    return f"{isolate(row.text)}\n{stands_on(row)} · {row.created.replace('T', ' ')[:16]} UTC"
