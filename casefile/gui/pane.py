"""The contract of a pane.

A pane shows rows, follows the selection and asks for things; it holds no data that matters, imports no other pane, opens
no case, starts no thread.

    class QuotesPane(Pane):
        name, title = "quotes", "Quotes"            # name: stable, for settings, keys and origins
        concerned = frozenset({"findings", "decisions"})   # Changed.kinds after which it loads anew

        def load(self) -> None:                     # called by reload(): scope changed, case changed, case opened
            scope = self.selection.scope
            self.read(lambda ask: ask.quotes(scope), self.show_rows)

        def show_rows(self, rows: tuple[QuoteRow, ...]) -> None:   # fill the model; tests give rows by hand here
            ...
            self.say_count(f"{len(rows)}")

        def show_links(self, links: Links) -> None: # the focus changed: highlight counterparts, scroll to the first
            ...                                     # block own signals (QSignalBlocker) while doing so

        def restyle(self) -> None:                  # self.theme changed: repaint, reset colours
            ...

A click emits `self.focus_requested`, a double click or Ctrl+Enter `self.brush_requested(condition, Mode.NARROW)`,
Enter `self.open_requested`. What changes the case without a question is `self.command_requested(command)`; what needs an
answer from the person first (rename, merge, note, tag, publication date ...) is `self.verb_requested(verb, ids)`, and the
window opens the right dialogue. `menu_for(focuses, conditions)` builds the context menu all panes share.
Construction: `SomePane(jobs, theme)`; the window then calls `attach(ask)`. In tests leave out `attach` and call `show_rows`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QPagedPaintDevice, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from casefile.domain.changes import Changed
from casefile.domain.scope import Scope, queries
from casefile.domain.selection import Focus, Links, Selection
from casefile.gui.jobs import Asks
from casefile.gui.menus import build_menu
from casefile.gui.text import tr
from casefile.gui.theme import Theme

if TYPE_CHECKING:
    from casefile.case.ask import Ask

T = TypeVar("T")


class Pane(QWidget):
    """Base of all panes."""

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    concerned: ClassVar[frozenset[str]] = frozenset()
    tools_in_header: QWidget | None = None
    """Tools of a low pane: its dock shows them in the header line."""

    focus_requested = Signal(object)
    """Focus: look at this."""
    open_requested = Signal(object)
    """Focus: look at this and show it in the reader (which comes to the front)."""
    brush_requested = Signal(object, str)
    """(Scope condition, scope.Mode): let it join the scope."""
    command_requested = Signal(object)
    """Command: do this now."""
    verb_requested = Signal(str, object)
    """(verb, tuple of ids): the window asks what is missing, then does it. Verbs: menus.VERBS."""
    count_changed = Signal(str)
    """Words for the right end of the pane's header: "5", "12 of 61"."""
    said = Signal(str)
    """A short sentence for the status line."""

    def __init__(self, jobs: Asks, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self.theme = theme
        self.selection = Selection()
        self.links = Links()
        self._locked = False
        self._missed: tuple[Selection, Links] | None = None
        self.patient = False
        """Loads only while it is seen; what changed meanwhile it loads when it comes to the front."""
        self._overdue = False
        self._in_front = True
        self._source: Ask | None = None
        self.setObjectName(f"pane-{self.name}")
        self.setAccessibleName(tr(self.title))

    # What the window calls.

    def attach(self, ask: Ask | None) -> None:
        """Show this case from now on; None shows none."""
        self._source = ask
        self._missed = None
        self.selection, self.links = Selection(), Links()
        self.reload()

    def join(self, ask: Ask, selection: Selection, links: Links) -> None:
        """Show this case as the other panes do already: the pane is made only now."""
        self._source = ask
        self.selection, self.links = selection, links
        self.reload()
        self.show_links(links)

    def show_selection(self, selection: Selection, links: Links) -> None:
        """The selection is now this, and these are the focus's counterparts. A locked pane stays as it is."""
        if self._locked:
            self._missed = selection, links
            return
        narrowed = selection.scope != self.selection.scope
        self.selection, self.links = selection, links
        if narrowed:
            self.reload()
        self.show_links(links)

    @property
    def locked(self) -> bool:
        """Whether the pane keeps what it shows. One that is unlocked takes up what it missed."""
        return self._locked

    @locked.setter
    def locked(self, locked: bool) -> None:
        self._locked = locked
        if not locked and self._missed is not None:
            missed, self._missed = self._missed, None
            self.show_selection(*missed)

    def case_changed(self, changed: Changed) -> None:
        """Load anew if this change concerns the pane."""
        searches = "index" in changed.kinds and queries(self.selection.scope)
        if not self.concerned or self.concerned & changed.kinds or searches:
            self.reload()

    def reload(self) -> None:
        """Ask anew for what is shown, if a case is open; a patient pane that nobody sees waits until it is seen."""
        self._overdue = self.patient and not (self.isVisible() and self._in_front)
        if self._source is not None and not self._overdue:
            self.load()

    @property
    def waiting(self) -> bool:
        """Whether it will ask only when it is seen."""
        return self._overdue

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._overdue:
            self.reload()

    def come_to_front(self, in_front: bool) -> None:
        """Whether its tab is the one in front: Qt does not hide what is behind a tab of docks."""
        self._in_front = in_front
        if in_front and self._overdue:
            self.reload()

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self.restyle()
        self.update()

    # What a pane fills in.

    def load(self) -> None:
        """Ask for the rows of `self.selection.scope`. Called only while a case is open."""

    def show_links(self, links: Links) -> None:
        """Highlight the counterparts of the focus and scroll to the first."""

    def restyle(self) -> None:
        """Take the colours of the new `self.theme`."""

    def print_on(self, device: QPagedPaintDevice) -> None:
        """Print what is shown. Only panes whose `printable` is not empty are asked to."""

    @property
    def printable(self) -> str:
        """How what is shown would be printed: "portrait", "landscape", or "" where there is nothing to print."""
        return ""

    # What a pane uses.

    def read(
        self,
        question: Callable[[Ask], T],
        then: Callable[[T], None],
        what: str = "rows",
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """Ask the case off the GUI thread; a newer question of this pane with the same `what` drops the older answer."""
        ask = self._source
        if ask is not None:
            self.jobs.read(lambda: question(ask), then, f"{self.name}.{what}", failed)

    def say_count(self, words: str) -> None:
        self.count_changed.emit(words)

    def menu_for(self, focuses: Sequence[Focus], conditions: Sequence[Scope] = (), copy: str = "") -> QMenu:
        """The context menu for these selected things. `conditions` are what narrow, widen and exclude are offered for;
        `copy` is what "Copy with citation" puts on the clipboard. Pane-specific actions can be added to it."""
        return build_menu(self, tuple(focuses), tuple(conditions), copy)
