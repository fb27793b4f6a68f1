"""The desk: owner of the one Selection that all panes share.

`focus` is what is looked at, `scope` what is looked among. Nobody else changes either; everybody is told by one signal.
Going back and forward walks the selections there were; it is no undo, nothing in the case changes.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from casefile.domain.scope import EVERYTHING, Mode, Scope, combine, conditions, without
from casefile.domain.selection import Focus, Selection

_KEPT = 200
"""Selections remembered for going back."""


class Desk(QObject):
    """Owns the Selection. An equal selection is no change, which ends every echo."""

    changed = Signal(object, object, str)
    """(old: Selection, new: Selection, origin: str) - origin is the name of the pane that asked, or ""."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._selection = Selection()
        self._past: list[Selection] = []
        self._future: list[Selection] = []

    @property
    def selection(self) -> Selection:
        return self._selection

    def focus(self, focus: Focus | None, origin: str = "") -> None:
        """Look at this; None looks at nothing."""
        self._go(replace(self._selection, focus=focus), origin)

    def set_scope(self, condition: Scope, mode: str, origin: str = "") -> None:
        """Let a condition join the scope: replace, narrow, widen or except (scope.Mode)."""
        self._go(replace(self._selection, scope=combine(self._selection.scope, condition, mode)), origin)

    def narrow(self, condition: Scope, origin: str = "") -> None:
        """Narrow to all parts of a condition, each a chip of its own; one step of going back."""
        scope = self._selection.scope
        for part in conditions(condition):
            scope = combine(scope, part, Mode.NARROW)
        self._go(replace(self._selection, scope=scope), origin)

    def drop(self, condition: Scope, origin: str = "") -> None:
        """Take one top-level condition (a chip) away."""
        self._go(replace(self._selection, scope=without(self._selection.scope, condition)), origin)

    def replace(self, condition: Scope, other: Scope, origin: str = "") -> None:
        """Put another condition in the place of one; one step of going back."""
        scope = combine(without(self._selection.scope, condition), other, Mode.NARROW)
        self._go(replace(self._selection, scope=scope), origin)

    def clear_scope(self, origin: str = "") -> None:
        """Look among everything again; the focus stays."""
        self._go(replace(self._selection, scope=EVERYTHING), origin)

    def back(self) -> None:
        """To the selection before this one, if there is one."""
        if self._past:
            self._future.append(self._selection)
            self._set(self._past.pop(), "history")

    def forward(self) -> None:
        """Undoes going back."""
        if self._future:
            self._past.append(self._selection)
            self._set(self._future.pop(), "history")

    @property
    def can_go_back(self) -> bool:
        return bool(self._past)

    @property
    def can_go_forward(self) -> bool:
        return bool(self._future)

    def forget(self) -> None:
        """Start anew, as for another case: nothing looked at, everything in scope, no history."""
        self._past.clear()
        self._future.clear()
        self._set(Selection(), "")

    def _go(self, new: Selection, origin: str) -> None:
        if new == self._selection:
            return
        self._past.append(self._selection)
        del self._past[:-_KEPT]
        self._future.clear()
        self._set(new, origin)

    def _set(self, new: Selection, origin: str) -> None:
        old, self._selection = self._selection, new
        if old != new:
            self.changed.emit(old, new, origin)
