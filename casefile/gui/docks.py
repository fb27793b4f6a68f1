"""Docks whose header shows the panes that share a place as tabs, with a count at the right, as one line.

Qt shows tabbed docks with a tab bar and a title bar; here the title bar carries the tabs, and Qt's own bar has no height.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QMainWindow, QSizePolicy, QTabBar, QToolButton, QWidget

from casefile.gui.icons import icon
from casefile.gui.pane import Pane
from casefile.gui.shelf import Slot
from casefile.gui.text import tr
from casefile.gui.theme import Theme
from casefile.gui.widgets.labels import ElidedLabel

_LEAST = (160, 60)
"""Width and height a pane can always be made as small as."""
_MOST = 380
"""Width that no pane insists on more of."""


class _Tabs(QTabBar):
    """Shows where the keyboard is, which the style sheet cannot say of a single tab."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self.currentIndex() >= 0:
            painter = QPainter(self)
            painter.setPen(self.palette().color(QPalette.ColorRole.Accent))
            painter.drawRect(self.tabRect(self.currentIndex()).adjusted(0, 2, -9, -3))
            painter.end()


class Header(QWidget):
    """Tabs at the left, words about the shown pane at the right, lock and hide."""

    chosen = Signal(int)
    """Number of the tab the person chose."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dock-header")
        self.setMinimumWidth(_LEAST[0])
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 0, 4, 0)
        layout.setSpacing(1)
        self.tabs = _Tabs(self)
        self.tabs.setProperty("tone", "header")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.tabs.tabBarClicked.connect(self.chosen)
        self.tabs.currentChanged.connect(self.chosen)
        self.tabs.setAccessibleName(tr("Panes in this place"))
        layout.addWidget(self.tabs)
        layout.addStretch(0)
        # The tabs come first: the count takes what they leave.
        self.count = ElidedLabel(tone="muted", parent=self)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        layout.addWidget(self.count, 1)
        self.lock = QToolButton(self)
        self.lock.setProperty("tone", "plain")
        self.lock.setCheckable(True)
        self.lock.setToolTip(tr("Lock: this pane keeps what it shows"))
        self.lock.setAccessibleName(tr("Lock this pane"))
        self.hide_button = QToolButton(self)
        self.hide_button.setProperty("tone", "plain")
        self.hide_button.setToolTip(tr("Hide this pane"))
        self.hide_button.setAccessibleName(tr("Hide this pane"))
        layout.addWidget(self.lock)
        layout.addWidget(self.hide_button)

    def show_tabs(self, titles: Sequence[str], current: int) -> None:
        with QSignalBlocker(self.tabs):
            while self.tabs.count() > len(titles):
                self.tabs.removeTab(self.tabs.count() - 1)
            for place, title in enumerate(titles):
                if place < self.tabs.count():
                    self.tabs.setTabText(place, tr(title))
                else:
                    self.tabs.addTab(tr(title))
            self.tabs.setCurrentIndex(current)

    def show_tools(self, tools: QWidget) -> None:
        """Beside the tabs, with the room that is left."""
        line = self.layout()
        assert isinstance(line, QHBoxLayout)
        line.takeAt(1)
        line.insertWidget(1, tools, 1)
        self.count.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        line.setStretchFactor(self.count, 0)

    def restyle(self, theme: Theme) -> None:
        colour = theme.colours["muted"]
        self.lock.setIcon(icon("lock", theme.colours["accent"] if self.lock.isChecked() else colour, 14))
        self.hide_button.setIcon(icon("close", colour, 14))


class PaneDock(QDockWidget):
    """A pane that can be moved, floated and hidden. It is made when the dock comes into sight."""

    def __init__(self, slot: Slot, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(tr(slot.title), parent)
        self.slot = slot
        self.theme = theme
        self.setObjectName(f"dock-{slot.name}")
        empty = QWidget(self)
        empty.setMinimumSize(*_LEAST)
        self.setWidget(empty)
        self.header = Header(self)
        self.header.hide_button.clicked.connect(self.close)
        self.header.lock.toggled.connect(self._lock)
        self.setTitleBarWidget(self.header)
        self._in_front = False
        # While docks are put in order, each is in front for a moment.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._look)
        self.visibilityChanged.connect(self._turned)
        slot.made.connect(self._furnish)
        self.restyle(theme)

    @property
    def pane(self) -> Pane:
        return self.slot.pane

    def restyle(self, theme: Theme) -> None:
        self.theme = theme
        self.header.restyle(theme)

    def _furnish(self, pane: Pane) -> None:
        """Take in the pane that was made. It has the room its tools ask for, but does not make the window wider than the
        screen."""
        pane.setMinimumSize(max(_LEAST[0], min(pane.minimumSizeHint().width(), _MOST)), _LEAST[1])
        empty = self.widget()
        self.setWidget(pane)
        empty.deleteLater()
        if pane.tools_in_header is not None:
            self.header.show_tools(pane.tools_in_header)
        pane.count_changed.connect(self.header.count.setText)
        pane.come_to_front(self._in_front)

    def _turned(self, in_front: bool) -> None:
        self._in_front = in_front
        if self.slot.there is not None:
            self.slot.there.come_to_front(in_front)
        elif in_front:
            self._soon.start()

    def _look(self) -> None:
        if self._in_front and self.isVisible() and self.slot.there is None:
            self.slot.pane.show()

    def _lock(self, locked: bool) -> None:
        self.pane.locked = locked
        self.header.restyle(self.theme)


class DockKeeper(QObject):
    """Keeps the headers right while docks move, hide and come to the front."""

    def __init__(self, window: QMainWindow, docks: Sequence[PaneDock]) -> None:
        super().__init__(window)
        self._window = window
        self._docks = tuple(docks)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.refresh)
        for dock in self._docks:
            dock.visibilityChanged.connect(self._soon)
            dock.dockLocationChanged.connect(self._soon)
            dock.topLevelChanged.connect(self._soon)
            dock.header.chosen.connect(lambda place, d=dock: self._choose(d, place))

    def group(self, dock: PaneDock) -> tuple[PaneDock, ...]:
        """The docks that share this one's place, itself included, in the order of the window."""
        fellows = set(self._window.tabifiedDockWidgets(dock))
        return tuple(d for d in self._docks if d is dock or (d in fellows and not d.isHidden()))

    def refresh(self) -> None:
        for dock in self._docks:
            group = self.group(dock)
            dock.header.show_tabs([d.slot.title for d in group], group.index(dock))
        for bar in self._window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly):
            # Qt's own bar of tabbed docks: our header has its place.
            bar.setFixedHeight(0)
            bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _soon(self, *_: object) -> None:
        self._later.start()

    def _choose(self, dock: PaneDock, place: int) -> None:
        group = self.group(dock)
        if 0 <= place < len(group) and group[place] is not dock:
            chosen = group[place]
            chosen.pane.show()
            chosen.raise_()
            chosen.header.tabs.setFocus(Qt.FocusReason.OtherFocusReason)
