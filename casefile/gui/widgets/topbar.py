"""The line at the top: which case, search, import, review, export."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from casefile.domain.rows import Overview
from casefile.gui.icons import icon
from casefile.gui.text import caption, isolate, tr
from casefile.gui.theme import Theme, interface_font
from casefile.gui.widgets.labels import ElidedLabel, plain_label
from casefile.gui.widgets.plain import plain_tooltip

_TYPING_MS = 120


class TopBar(QWidget):
    """Shows the Overview it is given; says what was typed into the search box."""

    typed = Signal(str)
    """A query to show results for, a moment after the last key."""
    entered = Signal(str, bool)
    """(query, whether it is to narrow the scope): Enter, or Ctrl+Enter."""
    recent_wanted = Signal(object)
    """Path of a case opened before."""
    left_search = Signal()
    """Down: to the results."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recent: QMenu | None = None
        self.setObjectName("top-bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 7, 12, 7)
        layout.setSpacing(10)
        self.menu_button = QToolButton(self)
        self.menu_button.setProperty("tone", "plain")
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setToolTip(tr("Menu"))
        self.menu_button.setAccessibleName(tr("Menu"))
        self.menu_button.setMenu(QMenu(self.menu_button))
        layout.addWidget(self.menu_button)
        self._title = ElidedLabel()
        self._title.setFont(interface_font(1.1, bold=True))
        self._file = ElidedLabel(tone="muted")
        layout.addWidget(self._title)
        layout.addWidget(self._file)
        layout.addStretch(1)
        self.search = QLineEdit(self)
        self.search.setObjectName("search-box")
        self.search.setPlaceholderText(tr("Search articles, quotes, entities, events, notes"))
        self.search.setAccessibleName(tr("Search the case"))
        self.search.setAcceptDrops(False)
        self.search.setMinimumWidth(220)
        self.search.setMaximumWidth(640)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._glass = self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        key = plain_label(tr("Ctrl K"), "key", self.search)
        key.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        key.setAccessibleName(tr("Key of search: Ctrl K"))
        inside = QHBoxLayout(self.search)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addStretch(1)
        inside.addWidget(key, 0, Qt.AlignmentFlag.AlignVCenter)
        self.search.setTextMargins(0, 0, key.sizeHint().width() + 12, 0)
        self.search.installEventFilter(self)
        layout.addWidget(self.search, 8)
        layout.addStretch(1)
        self.import_button = QPushButton(tr("Import…"), self)
        self.review_button = QPushButton(tr("Review"), self)
        self.export_button = QPushButton(tr("Export brief"), self)
        self.export_button.setProperty("tone", "primary")
        for button in (self.import_button, self.review_button, self.export_button):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            layout.addWidget(button)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(lambda: self.typed.emit(self.search.text().strip()))
        self.search.textEdited.connect(lambda _: self._typing.start())
        self.restyle(theme)

    def fill_menu(self, groups: list[tuple[str, list[QAction]]]) -> None:
        """The menu: one submenu a group."""
        menu = self.menu_button.menu()
        menu.clear()
        for title, actions in groups:
            sub = menu.addMenu(tr(title))
            sub.addActions(actions)
            if self._recent is None:
                self._recent = sub.addMenu(tr("Open recent"))
                self._recent.setToolTipsVisible(True)
                sub.insertMenu(actions[2], self._recent)

    def show_recent(self, paths: Sequence[Path]) -> None:
        """Cases opened before, the last first, in a submenu."""
        if self._recent is None:
            return
        self._recent.clear()
        for path in paths:
            action = self._recent.addAction(caption(isolate(path.stem)))
            action.setToolTip(plain_tooltip(str(path)))
            action.triggered.connect(partial(self._wanted, path))
        self._recent.setEnabled(bool(paths))

    def _wanted(self, path: Path, _checked: bool = False) -> None:
        self.recent_wanted.emit(path)

    def show_overview(self, overview: Overview) -> None:
        path = Path(overview.path)
        self._title.setText(isolate(overview.title or path.stem))
        self._file.setText(f"{isolate(path.name)} · {tr('read-only') if overview.read_only else tr('saved')}")
        self._file.setToolTip(plain_tooltip(overview.path))
        self.review_button.setText(tr("Review {:,}").format(overview.review) if overview.review else tr("Review"))
        self.review_button.setAccessibleName(tr("Review, {} open proposals").format(overview.review))

    def restyle(self, theme: Theme) -> None:
        self.menu_button.setIcon(icon("menu", theme.colours["muted"]))
        self._glass.setIcon(icon("search", theme.colours["muted"]))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._typing.stop()
                narrow = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
                self.entered.emit(self.search.text().strip(), narrow)
                return True
            if event.key() == Qt.Key.Key_Down:
                self.left_search.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                self.typed.emit("")
                return True
        return super().eventFilter(watched, event)
