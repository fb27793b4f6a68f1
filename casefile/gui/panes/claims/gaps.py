"""What nobody says, as a list: the question, why it is open, and where it arises."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from casefile.domain.commands import DeleteNote, Reconsider, Reject
from casefile.domain.ids import Kind
from casefile.domain.selection import Focus
from casefile.domain.weighing import Gap, GapKind
from casefile.gui.text import count, isolate, one_line
from casefile.gui.widgets.empty import EmptyState
from casefile.gui.widgets.rowtable import ROW, Column, RowTable

_NAMES = {
    GapKind.QUESTION: "noted question",
    GapKind.UNANSWERED: "not answered",
    GapKind.SILENCE: "no articles",
    GapKind.UNNAMED: "nobody named",
}


class _Table(QTableView):
    """Enter opens, Delete sets aside."""

    entered_row = Signal(QModelIndex)
    set_aside = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_row.emit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self.set_aside.emit()
        else:
            super().keyPressEvent(event)


class GapsView(QWidget):
    """Shows gaps; says which is looked at, opened, set aside, and that a question is to be noted."""

    focus_wanted = Signal(object)
    open_wanted = Signal(object)
    command_wanted = Signal(object)
    verb_wanted = Signal(str, object)
    words_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gaps: tuple[Gap, ...] = ()
        self.model: RowTable[Gap] = RowTable(
            (
                Column(self.tr("Gap"), lambda gap: self.named(gap.kind)),
                Column(self.tr("What nobody says"), lambda gap: isolate(one_line(gap.question))),
                Column(self.tr("Why it is open"), lambda gap: isolate(one_line(gap.reason))),
                Column(self.tr("Where"), _where),
            ),
            lambda gap: gap.id,
            lambda gap: f"{gap.question}\n{gap.reason}",
        )
        self.table = _Table(self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("What nobody says"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setSortingEnabled(True)
        self.table.setWordWrap(True)
        self.table.setTabKeyNavigation(False)
        self.table.setFrameShape(QTableView.Shape.NoFrame)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(44)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.table.selectionModel().currentRowChanged.connect(self._moved)
        self.table.entered_row.connect(self._opened)
        self.table.doubleClicked.connect(self._opened)
        self.table.set_aside.connect(self._set_aside)
        self.table.customContextMenuRequested.connect(self._menu)
        self.nothing = EmptyState(
            self.tr("Nothing is left open"),
            self.tr("No question that anybody would ask, as far as the rules see. “Note a question…” adds your own."),
        )
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._tools())
        layout.addWidget(self._stack)
        self.setFocusProxy(self.table)

    def _tools(self) -> QHBoxLayout:
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(self.tr("Filter gaps"))
        self.filter.setAccessibleName(self.tr("Filter gaps"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self.model.set_filter)
        self.kind = QComboBox(self)
        self.kind.setAccessibleName(self.tr("Which gaps"))
        self.kind.addItem(self.tr("All gaps"), "")
        for kind in _NAMES:
            self.kind.addItem(self.named(kind), str(kind))
        self.kind.currentIndexChanged.connect(self._arrange)
        self.aside = QCheckBox(self.tr("set aside too"), self)
        self.aside.toggled.connect(self._arrange)
        self.ask = QPushButton(self.tr("Note a question…"), self)
        self.ask.clicked.connect(lambda: self.verb_wanted.emit("question", ()))
        tools = QHBoxLayout()
        tools.setContentsMargins(10, 6, 10, 6)
        tools.setSpacing(8)
        tools.addWidget(self.filter, 1)
        tools.addWidget(self.kind)
        tools.addWidget(self.aside)
        tools.addWidget(self.ask)
        return tools

    def named(self, kind: GapKind) -> str:
        """Why it is a gap, in two words."""
        return self.tr(_NAMES[kind])

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """Show these, those that were set aside among them."""
        self._gaps = tuple(gaps)
        self._arrange()

    def words(self) -> str:
        """What stands in the header of the pane."""
        return count(self.model.rowCount(), self.tr("gap"))

    def _arrange(self) -> None:
        kind, aside = self.kind.currentData(), self.aside.isChecked()
        shown = [gap for gap in self._gaps if (not kind or gap.kind == kind) and (aside or gap.decision != "rejected")]
        here = self.table.currentIndex().row()
        with QSignalBlocker(self.table.selectionModel()):
            self.model.set_rows(shown)
            if 0 <= here < self.model.rowCount():
                self.table.selectRow(here)
        self._stack.setCurrentWidget(self.table if shown else self.nothing)
        width = max(self.width() - 40, 500)
        for column, share in enumerate((0.14, 0.42, 0.32)):
            self.table.setColumnWidth(column, int(width * share))
        self.words_changed.emit(self.words())

    def _gap(self, index: QModelIndex) -> Gap:
        gap: Gap = index.data(ROW)
        return gap

    def focus_of(self, gap: Gap) -> Focus | None:
        """The sentence it arises from; the claim or event where there is none."""
        if gap.places:
            place = gap.places[0]
            return Focus(Kind.ARTICLE, place.article, int(place.article[1:]), place.start, place.end)
        if gap.refers_to is not None:
            number = int(gap.refers_to[1:]) if gap.refers_to.startswith(Kind.ARTICLE) else None
            return Focus(Kind(gap.refers_to[:1]), gap.refers_to, number)
        return None

    def _moved(self, index: QModelIndex, _: QModelIndex) -> None:
        if index.isValid() and (focus := self.focus_of(self._gap(index))) is not None:
            self.focus_wanted.emit(focus)

    def _opened(self, index: QModelIndex) -> None:
        if (focus := self.focus_of(self._gap(index))) is not None:
            self.open_wanted.emit(focus)

    def _selected(self) -> list[Gap]:
        return [self._gap(index) for index in self.table.selectionModel().selectedRows()]

    def _set_aside(self) -> None:
        gaps = self._selected()
        ids = tuple(gap.id for gap in gaps if gap.kind is not GapKind.QUESTION)
        if ids:
            self.command_wanted.emit(Reject(ids))
        for gap in gaps:
            if gap.kind is GapKind.QUESTION:
                self.command_wanted.emit(DeleteNote(gap.id))

    def menu(self, gap: Gap) -> QMenu:
        """What can be done with a gap."""
        menu = QMenu(self)
        focus = self.focus_of(gap)
        if focus is not None:
            menu.addAction(self.tr("Open in reader")).triggered.connect(lambda: self.open_wanted.emit(focus))
        if gap.kind is GapKind.QUESTION:
            menu.addAction(self.tr("Edit question…")).triggered.connect(
                lambda: self.verb_wanted.emit("edit-note", (gap.id,))
            )
            menu.addAction(self.tr("Delete question")).triggered.connect(self._set_aside)
        elif gap.decision == "rejected":
            back = menu.addAction(self.tr("Take it up again"))
            back.triggered.connect(lambda: self.command_wanted.emit(Reconsider((gap.id,))))
        else:
            menu.addAction(self.tr("Set aside")).triggered.connect(self._set_aside)
        return menu

    def _menu(self, at: QPoint) -> None:
        index = self.table.indexAt(at)
        if index.isValid():
            self.menu(self._gap(index)).exec(self.table.viewport().mapToGlobal(at))


def _where(gap: Gap) -> str:
    places = dict.fromkeys(f"{place.article} ¶{place.paragraph}" for place in gap.places)
    return ", ".join(list(places)[:6]) + (" …" if len(places) > 6 else "")
