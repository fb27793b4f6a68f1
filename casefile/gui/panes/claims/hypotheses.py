"""Competing hypotheses: claims against hypotheses, each judged consistent, inconsistent or neutral; the least
inconsistency is the best."""

from __future__ import annotations

from textwrap import wrap
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from casefile.domain.commands import DeleteHypothesis, JudgeHypothesis, WeighClaims
from casefile.domain.weighing import Competition, Consistency, Hypothesis, Weighed
from casefile.gui.text import count, isolate, one_line
from casefile.gui.theme import Theme, interface_font
from casefile.gui.widgets.empty import EmptyState
from casefile.gui.widgets.plain import plain_tooltip

Index = QModelIndex | QPersistentModelIndex
_SIGNS = {Consistency.CONSISTENT: "✓", Consistency.INCONSISTENT: "✕", Consistency.NEUTRAL: "○", None: "·"}
_TONES = {Consistency.CONSISTENT: "agrees", Consistency.INCONSISTENT: "differs", Consistency.NEUTRAL: "muted", None: "muted"}
_KEYS = {
    Qt.Key.Key_C: Consistency.CONSISTENT,
    Qt.Key.Key_I: Consistency.INCONSISTENT,
    Qt.Key.Key_N: Consistency.NEUTRAL,
    Qt.Key.Key_Delete: None,
    Qt.Key.Key_Backspace: None,
}
_CLAIM_WIDTH, _TELLS_WIDTH, _NARROWEST, _WIDEST = 280, 96, 126, 220
_TINT = 0.12
_LINE = 15
"""Characters of a hypothesis in one line of the head."""


class _Model(QAbstractTableModel):
    """A claim a row; a hypothesis a column, after the claim and before how far it tells them apart."""

    def __init__(self) -> None:
        super().__init__()
        self.found = Competition()

    def show(self, found: Competition) -> None:
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def row(self, index: Index) -> Weighed:
        return self.found.rows[index.row()]

    def hypothesis(self, column: int) -> Hypothesis | None:
        place = column - 1
        return self.found.hypotheses[place] if 0 <= place < len(self.found.hypotheses) else None

    def judged(self, index: Index) -> Consistency | None:
        return self.row(index).judged[index.column() - 1]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.found.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.found.hypotheses) + 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, hypothesis = self.row(index), self.hypothesis(index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(
                isolate(row.summary) if hypothesis is None else f"{isolate(hypothesis.text)}\n{isolate(row.summary)}"
            )
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if hypothesis is not None:
            said = self.judged(index)
            return f"{_SIGNS[said]} {self.tr(str(said)) if said else self.tr('not judged')}"
        if index.column() == 0:
            return isolate(one_line(row.summary))
        return f"{row.diagnosticity:.0%}\n" + self.tr("weight {}").format(f"{row.weight:.1f}")

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        hypothesis = self.hypothesis(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section == 0 else Qt.AlignmentFlag.AlignHCenter
            return Qt.AlignmentFlag.AlignBottom | side
        if role == Qt.ItemDataRole.ToolTipRole and hypothesis is not None:
            return plain_tooltip(isolate(hypothesis.text))
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if hypothesis is None:
            return self.tr("Claim") if section == 0 else self.tr("Tells apart")
        against = self.tr("{} against").format(f"{hypothesis.inconsistency:.1f}")
        rank = self.tr("least") if hypothesis.rank == 1 else self.tr("rank {}").format(hypothesis.rank)
        lines = wrap(f"H{hypothesis.position} {one_line(hypothesis.text)}", _LINE, max_lines=4, placeholder=" …")
        return "\n".join((*map(isolate, lines), against, rank))


class _Delegate(QStyledItemDelegate):
    """A sign and a word in the colour of what was judged."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _Model)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, self.theme["selected" if chosen else "surface"])
        painter.setPen(self.theme["border"])
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        area = option.rect.adjusted(8, 6, -8, -6)
        flags, text = int(Qt.TextFlag.TextWordWrap), str(index.data())
        if model.hypothesis(index.column()) is not None:
            tone = _TONES[model.judged(index)]
            if model.judged(index) not in (None, Consistency.NEUTRAL):
                tint = QColor(self.theme[tone])
                tint.setAlphaF(_TINT)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(tint)
                painter.drawRoundedRect(area, 5, 5)
            painter.setPen(self.theme[tone])
            painter.setFont(interface_font(0.92))
            flags |= int(Qt.AlignmentFlag.AlignCenter)
        elif index.column() == 0:
            painter.setPen(self.theme["text"])
            painter.setFont(interface_font())
            flags |= int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            room = 2 * area.width() - 64
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
        else:
            painter.setPen(self.theme["muted"])
            painter.setFont(interface_font(0.88))
            flags |= int(Qt.AlignmentFlag.AlignCenter)
        painter.drawText(area, flags, text)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self.theme["accent"])
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.restore()


class _Table(QTableView):
    """Single keys judge: C, I, N; Delete takes it back."""

    judged = Signal(object)
    entered_row = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and event.key() in _KEYS:
            self.judged.emit(_KEYS[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_row.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class HypothesesView(QWidget):
    """Shows a competition; says what is judged and which claim is looked at."""

    claim_wanted = Signal(str)
    claim_opened = Signal(str)
    command_wanted = Signal(object)
    verb_wanted = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = _Model()
        self.delegate = _Delegate(theme)
        self.table = _Table(self)
        self.table.setModel(self.model)
        self.table.setItemDelegate(self.delegate)
        self.table.setAccessibleName(self.tr("Claims against hypotheses"))
        self.table.setShowGrid(False)
        self.table.setFrameShape(QTableView.Shape.NoFrame)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(52)
        head = self.table.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._head_menu)
        head.sectionDoubleClicked.connect(self._reword)
        self.table.judged.connect(self._judge)
        self.table.entered_row.connect(lambda index: self.claim_opened.emit(self.model.row(index).claim))
        self.table.doubleClicked.connect(self._turn)
        self.table.customContextMenuRequested.connect(self._menu)
        self.table.selectionModel().currentChanged.connect(self._moved)
        self.nothing = EmptyState("")
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._tools())
        layout.addWidget(self._stack)
        self.setFocusProxy(self.table)
        self.show_competition(Competition())

    def _tools(self) -> QHBoxLayout:
        self.new_button = QPushButton(self.tr("New hypothesis…"), self)
        self.new_button.clicked.connect(lambda: self.verb_wanted.emit("suppose", ()))
        self.weigh_button = QPushButton(self.tr("Weigh claims…"), self)
        self.weigh_button.clicked.connect(lambda: self.verb_wanted.emit("weigh", ()))
        said = QLabel(self.tr("C consistent · I inconsistent · N neutral · Delete takes it back"), self)
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setProperty("tone", "muted")
        tools = QHBoxLayout()
        tools.setContentsMargins(10, 6, 10, 6)
        tools.setSpacing(8)
        tools.addWidget(self.new_button)
        tools.addWidget(self.weigh_button)
        tools.addStretch(1)
        tools.addWidget(said)
        return tools

    def show_competition(self, found: Competition) -> None:
        """Show this matrix; the current cell stays where it is."""
        here = self.table.currentIndex()
        with QSignalBlocker(self.table.selectionModel()):
            self.model.show(found)
            if here.isValid() and here.row() < len(found.rows):
                self.table.setCurrentIndex(self.model.index(here.row(), min(here.column(), len(found.hypotheses) + 1)))
        if found.hypotheses:
            self.nothing.say(
                self.tr("No claim is weighed yet"),
                self.tr("Choose those that one hypothesis would lead one to expect and another not."),
            )
        else:
            self.nothing.say(
                self.tr("No hypothesis yet"),
                self.tr(
                    "Write what would explain the case, and what else would; then judge which claims would be expected "
                    "under each. What speaks against a hypothesis counts."
                ),
            )
        self._stack.setCurrentWidget(self.table if found.hypotheses and found.rows else self.nothing)
        self.arrange()

    def words(self) -> str:
        """What stands in the header of the pane."""
        found = self.model.found
        hypotheses = count(len(found.hypotheses), self.tr("hypothesis"), self.tr("hypotheses"))
        return f"{hypotheses} · {count(len(found.rows), self.tr('claim'))}"

    def restyle(self, theme: Theme) -> None:
        self.delegate.theme = theme
        self.table.viewport().update()

    def arrange(self) -> None:
        """Give the columns the room there is."""
        number = len(self.model.found.hypotheses)
        claim = max(_CLAIM_WIDTH * 2 // 3, min(_CLAIM_WIDTH, self.width() - _TELLS_WIDTH - 20 - number * _NARROWEST))
        room = self.width() - claim - _TELLS_WIDTH - 20
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for section in range(number + 2):
            cell = max(_NARROWEST, min(_WIDEST, room // max(1, number)))
            self.table.setColumnWidth(section, {0: claim, number + 1: _TELLS_WIDTH}.get(section, cell))

    def _judge(self, said: Consistency | None) -> None:
        by_hypothesis: dict[str, list[str]] = {}
        for index in self.table.selectionModel().selectedIndexes():
            hypothesis = self.model.hypothesis(index.column())
            if hypothesis is not None:
                by_hypothesis.setdefault(hypothesis.id, []).append(self.model.row(index).claim)
        for hypothesis_id, claims in by_hypothesis.items():
            self.command_wanted.emit(JudgeHypothesis(hypothesis_id, tuple(claims), str(said or "")))

    def _turn(self, index: QModelIndex) -> None:
        """A double click on a judgement goes on to the next one; on a claim it reads it."""
        if self.model.hypothesis(index.column()) is None:
            self.claim_opened.emit(self.model.row(index).claim)
            return
        order = (None, *Consistency)
        self._judge(order[(order.index(self.model.judged(index)) + 1) % len(order)])

    def _moved(self, index: QModelIndex, _: QModelIndex) -> None:
        if index.isValid():
            self.claim_wanted.emit(self.model.row(index).claim)

    def _reword(self, section: int) -> None:
        hypothesis = self.model.hypothesis(section)
        if hypothesis is not None:
            self.verb_wanted.emit("edit-hypothesis", (hypothesis.id,))

    def head_menu(self, section: int) -> QMenu | None:
        """What can be done with a hypothesis."""
        hypothesis = self.model.hypothesis(section)
        if hypothesis is None:
            return None
        menu = QMenu(self)
        menu.addAction(self.tr("Reword hypothesis…")).triggered.connect(lambda: self._reword(section))
        menu.addAction(self.tr("Delete hypothesis")).triggered.connect(
            lambda: self.command_wanted.emit(DeleteHypothesis(hypothesis.id))
        )
        return menu

    def cell_menu(self, index: QModelIndex) -> QMenu:
        """What can be said of a claim, and of the selected judgements."""
        menu = QMenu(self)
        claim = self.model.row(index).claim
        if self.model.hypothesis(index.column()) is not None:
            for said in Consistency:
                action = menu.addAction(f"{_SIGNS[said]} {self.tr(str(said))}")
                action.triggered.connect(lambda _=False, one=said: self._judge(one))
            menu.addAction(self.tr("Not judged")).triggered.connect(lambda: self._judge(None))
            menu.addSeparator()
        menu.addAction(self.tr("Open in reader")).triggered.connect(lambda: self.claim_opened.emit(claim))
        menu.addAction(self.tr("No longer weigh this claim")).triggered.connect(
            lambda: self.command_wanted.emit(WeighClaims((claim,), False))
        )
        return menu

    def _head_menu(self, at: QPoint) -> None:
        head = self.table.horizontalHeader()
        menu = self.head_menu(head.logicalIndexAt(at))
        if menu is not None:
            menu.exec(head.mapToGlobal(at))

    def _menu(self, at: QPoint) -> None:
        index = self.table.indexAt(at)
        if index.isValid():
            self.cell_menu(index).exec(self.table.viewport().mapToGlobal(at))
