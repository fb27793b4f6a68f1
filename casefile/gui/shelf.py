"""The panes of one window, each made when it is first needed: when it comes into sight, or something is asked of it.

A person sees four of a window's fourteen panes at a time. Those that nobody has looked at cost nothing at the start, nor
when the colours or the selection change.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar, cast

from PySide6.QtCore import QObject, Signal

from casefile.gui.pane import Pane

P = TypeVar("P", bound=Pane)


class Slot(QObject):
    """The place of one pane, which has its name and title before the pane is there."""

    made = Signal(object)
    """Pane: it is there from now on, and nothing was shown in it yet."""

    def __init__(self, kind: type[Pane], make: Callable[[type[Pane]], Pane], parent: QObject) -> None:
        super().__init__(parent)
        self.kind = kind
        self.there: Pane | None = None
        """The pane, if it was needed already."""
        self._make = make

    @property
    def name(self) -> str:
        return self.kind.name

    @property
    def title(self) -> str:
        return self.kind.title

    @property
    def pane(self) -> Pane:
        """The pane; made at the first call."""
        if self.there is None:
            self.there = self._make(self.kind)
            self.made.emit(self.there)
        return self.there


class Shelf(QObject):
    """A slot for each kind of pane."""

    def __init__(self, make: Callable[[type[Pane]], Pane], parent: QObject) -> None:
        super().__init__(parent)
        self._make = make
        self._slots: dict[type[Pane], Slot] = {}

    def slot(self, kind: type[Pane]) -> Slot:
        """The slot of the pane of this kind."""
        if kind not in self._slots:
            self._slots[kind] = Slot(kind, self._make, self)
        return self._slots[kind]

    def slots(self, *kinds: type[Pane]) -> tuple[Slot, ...]:
        """The slots of the panes of these kinds."""
        return tuple(map(self.slot, kinds))


class _Shelved(Protocol):
    shelf: Shelf


class Shelved(Generic[P]):
    """An attribute that is the window's pane of this kind; made when it is first asked for."""

    def __init__(self, kind: type[P]) -> None:
        self._kind = kind

    def __get__(self, window: _Shelved, owner: Any = None) -> P:
        return cast("P", window.shelf.slot(self._kind).pane)
