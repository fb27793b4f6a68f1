"""Where the panes stand at first, bringing one to the front, and keeping the arrangement of each case."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QMainWindow, QWidget

from casefile.gui.centre import Centre
from casefile.gui.docks import DockKeeper, PaneDock
from casefile.gui.pane import Pane
from casefile.gui.shelf import Slot
from casefile.gui.theme import Theme

_ROOM = 340
"""Points that the panes at the right are given where the window has them."""
_VERSION = 1
"""Of the saved state: an arrangement of other docks is not restored."""
_LEFT, _RIGHT, _BOTTOM = (
    Qt.DockWidgetArea.LeftDockWidgetArea,
    Qt.DockWidgetArea.RightDockWidgetArea,
    Qt.DockWidgetArea.BottomDockWidgetArea,
)


class Arrangement:
    """The docks of one window. `left`, `right` and `bottom` share a place each, the first of them in front."""

    def __init__(
        self,
        window: QMainWindow,
        centre: Centre,
        left: Sequence[Slot],
        right: Sequence[Slot],
        bottom: Sequence[Slot],
        theme: Theme,
    ) -> None:
        self._window = window
        self._centre = centre
        window.setDockOptions(
            QMainWindow.DockOption.AllowTabbedDocks
            | QMainWindow.DockOption.AllowNestedDocks
            | QMainWindow.DockOption.GroupedDragging
        )
        self._places = tuple(
            (area, tuple(PaneDock(slot, theme, window) for slot in slots))
            for area, slots in ((_LEFT, left), (_RIGHT, right), (_BOTTOM, bottom))
        )
        self.docks = tuple(dock for _, docks in self._places for dock in docks)
        self.keeper = DockKeeper(window, self.docks)
        self.usual()

    @property
    def panes(self) -> tuple[Pane, ...]:
        """All panes, those of the centre first; made, where they were not."""
        return tuple(slot.pane for slot in self._slots)

    @property
    def made(self) -> tuple[Pane, ...]:
        """The panes that were needed until now, those of the centre first."""
        return tuple(slot.there for slot in self._slots if slot.there is not None)

    @property
    def _slots(self) -> tuple[Slot, ...]:
        return (*self._centre.slots, *(dock.slot for dock in self.docks))

    def usual(self) -> None:
        """Everything where it was at first."""
        window = self._window
        size = window.size()
        for area, docks in self._places:
            for dock in docks:
                dock.setFloating(False)
                window.addDockWidget(area, dock)
            for one, other in pairwise(docks):
                window.tabifyDockWidget(one, other)
            for dock in docks:
                dock.show()
            if docks:
                docks[0].pane.show()
                docks[0].raise_()
        # Docks that stand below each other for a moment make the window grow.
        window.resize(size)
        self.usual_sizes()

    def usual_sizes(self) -> None:
        """The widths and height of the pictures: a fifth left, a quarter right, nearly a third below."""
        width, height = self._window.width(), self._window.height()
        firsts = [docks[0] for _, docks in self._places if docks]
        across = [dock for dock in firsts if self._window.dockWidgetArea(dock) != _BOTTOM]
        shares = {_LEFT: round(width * 0.19), _RIGHT: round(max(width * 0.237, min(width * 0.27, _ROOM)))}
        self._window.resizeDocks(
            across, [shares[self._window.dockWidgetArea(dock)] for dock in across], Qt.Orientation.Horizontal
        )
        below = [dock for dock in firsts if dock not in across]
        self._window.resizeDocks(below, [round(height * 0.3)] * len(below), Qt.Orientation.Vertical)

    def bring(self, pane: Pane) -> None:
        """Show a pane, wherever it is, and give it the keyboard."""
        if self._centre.holds(pane):
            self._centre.bring(pane)
        else:
            dock = next(dock for dock in self.docks if dock.slot.there is pane)
            dock.show()
            dock.raise_()
        focus(pane)

    def next_pane(self) -> None:
        """Move the keyboard on to the next pane that is in view."""
        shown = [self._centre.current, *(d.pane for d in self.docks if d.isVisible() and not d.visibleRegion().isEmpty())]
        here = next((place for place, pane in enumerate(shown) if pane.isAncestorOf(self._window.focusWidget() or pane)), -1)
        focus(shown[(here + 1) % len(shown)])

    def hide(self) -> None:
        """All docks away: no case is open."""
        for dock in self.docks:
            dock.hide()

    def restyle(self, theme: Theme) -> None:
        self._centre.restyle(theme)
        for dock in self.docks:
            dock.restyle(theme)

    def save(self) -> QByteArray:
        return self._window.saveState(_VERSION)

    def restore(self, state: QByteArray) -> bool:
        """Put everything back as saved; False (and nothing changed) when that cannot be read."""
        return self._window.restoreState(state, _VERSION)


def focus(pane: Pane) -> None:
    """Give the keyboard to the pane: to its focus proxy, else to the first list, view or text in it that takes it."""
    target: QWidget | None = pane.focusProxy()
    if target is None:
        views = pane.findChildren(QAbstractScrollArea)
        target = next((v for v in views if v.isVisible() and v.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
    (target or pane).setFocus(Qt.FocusReason.ShortcutFocusReason)
