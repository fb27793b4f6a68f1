"""The claims that bear on what is looked at, beside the reader: what it is, how it stands, who says what."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from casefile.domain.claims import Claim
from casefile.domain.ids import Kind
from casefile.domain.selection import Focus, Links, Selection
from casefile.gui.jobs import Asks
from casefile.gui.pane import Pane
from casefile.gui.panes.claims import words
from casefile.gui.text import isolate, one_line
from casefile.gui.theme import Theme, interface_font
from casefile.gui.widgets.empty import EmptyState
from casefile.gui.widgets.plain import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
_CLAIM = Qt.ItemDataRole.UserRole
_MARGIN = 8


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.claims: tuple[Claim, ...] = ()

    def show(self, claims: Sequence[Claim]) -> None:
        self.beginResetModel()
        self.claims = tuple(claims)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.claims)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        claim = self.claims[index.row()]
        if role == _CLAIM:
            return claim
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{words.standing(claim)}: {isolate(one_line(claim.summary))}. {says(claim)}"
        return (
            plain_tooltip(f"{isolate(claim.summary)}\n{words.explained(claim)}")
            if role == Qt.ItemDataRole.ToolTipRole
            else None
        )


def says(claim: Claim) -> str:
    """ "S1 40 · S3 12": who says what, the first few."""
    said = [f"{cell.article} {one_line(cell.value or '', 24)}" for cell in claim.said]
    return " · ".join(said[:4]) + (" …" if len(said) > 4 else "")


class _Delegate(QStyledItemDelegate):
    """How it stands, in its colour; the claim in two lines; who says what."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    @property
    def height(self) -> int:
        plain, small = QFontMetrics(interface_font()), QFontMetrics(interface_font(0.88))
        return 2 * plain.height() + 2 * small.height() + 2 * _MARGIN + 4

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(160, self.height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        claim: Claim = index.data(_CLAIM)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, self.theme["selected" if chosen else "surface"])
        painter.setPen(self.theme["border"])
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        box = option.rect.adjusted(_MARGIN + 4, _MARGIN, -_MARGIN, -_MARGIN)
        plain, small = interface_font(), interface_font(0.88)
        line, below = QFontMetrics(plain).height(), QFontMetrics(small).height()
        top = QRect(box.left(), box.top(), box.width(), below)
        grade = f"{claim.grade.value} {words.said(claim.grade.words)}"
        self._write(
            painter, top, words.standing(claim), small, words.STANDING_TONES[claim.standing], Qt.AlignmentFlag.AlignLeft
        )
        self._write(painter, top, grade, small, "muted", Qt.AlignmentFlag.AlignRight)
        middle = QRect(box.left(), top.bottom() + 3, box.width(), 2 * line)
        metrics = QFontMetrics(plain)
        summary = metrics.elidedText(isolate(one_line(claim.summary)), Qt.TextElideMode.ElideRight, 2 * box.width() - 30)
        painter.setFont(plain)
        painter.setPen(self.theme["text"])
        painter.drawText(middle, int(Qt.TextFlag.TextWordWrap), summary)
        last = QRect(box.left(), middle.bottom() + 1, box.width(), below)
        self._write(painter, last, says(claim), small, "muted", Qt.AlignmentFlag.AlignLeft)
        painter.restore()

    def _write(self, painter: QPainter, area: QRect, text: str, font: QFont, tone: str, side: Qt.AlignmentFlag) -> None:
        painter.setFont(font)
        painter.setPen(self.theme[tone])
        line = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter), line)


class NearClaimsPane(Pane):
    name, title = "near-claims", "Claims"
    concerned = frozenset({"articles", "findings", "entities", "events", "decisions", "tags"})

    def __init__(self, jobs: Asks, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(jobs, theme, parent)
        self.patient = True
        self.model = _Model()
        self.delegate = _Delegate(theme)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self.list.setAccessibleName(self.tr("Claims on what is looked at"))
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.activated.connect(lambda index: self.open_requested.emit(self._focus(index)))
        self.list.clicked.connect(lambda index: self.focus_requested.emit(self._focus(index)))
        self.list.customContextMenuRequested.connect(self._menu)
        self.nothing = EmptyState("")
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.setFocusProxy(self.list)
        self.show_claims(())

    def show_selection(self, selection: Selection, links: Links) -> None:
        moved = selection.focus != self.selection.focus
        # A claim that was chosen here stays among its fellows.
        own = selection.focus is not None and selection.focus.id in {claim.id for claim in self.model.claims}
        super().show_selection(selection, links)
        if moved and not own and not self.locked:
            self.reload()

    def load(self) -> None:
        focus, scope = self.selection.focus, self.selection.scope
        if focus is None:
            self.show_claims(())
        else:
            self.read(lambda ask: ask.claims_at(focus, scope), self.show_claims)

    def show_claims(self, claims: Sequence[Claim]) -> None:
        """Show these claims."""
        self.model.show(claims)
        if self.selection.focus is None:
            self.nothing.say(
                self.tr("Nothing is looked at"),
                self.tr("Look at an article, an entity, an event or a sentence to see which claims bear on it."),
            )
        else:
            self.nothing.say(self.tr("No claim bears on what is looked at."))
        self._stack.setCurrentWidget(self.list if claims else self.nothing)
        self.say_count(str(len(claims)) if claims else "")
        self.show_links(self.links)

    def show_links(self, links: Links) -> None:
        place = next((row for row, claim in enumerate(self.model.claims) if claim.id in links.claims), None)
        with QSignalBlocker(self.list.selectionModel()):
            if place is None:
                self.list.clearSelection()
            else:
                self.list.setCurrentIndex(self.model.index(place))
        self.list.viewport().update()

    def restyle(self) -> None:
        self.delegate.theme = self.theme
        self.list.viewport().update()

    def _focus(self, index: QModelIndex) -> Focus:
        claim: Claim = index.data(_CLAIM)
        number = self.links.article
        cells = [cell for cell in claim.said if cell.start is not None]
        cell = next((one for one in cells if one.article == f"S{number}"), None) or next(
            (one for one in cells if one.first), cells[0]
        )
        return Focus(Kind.CLAIM, claim.id, int(cell.article[1:]), cell.start, cell.end)

    def _menu(self, at: QPoint) -> None:
        index = self.list.indexAt(at)
        if index.isValid():
            claim: Claim = index.data(_CLAIM)
            first = next((one for one in claim.cells if one.first), claim.cells[0])
            self.menu_for((self._focus(index),), (), words.copied(claim, first)).exec(self.list.viewport().mapToGlobal(at))
