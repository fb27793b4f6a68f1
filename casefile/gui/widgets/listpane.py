"""A pane that is a list: filter field, tools, the list, and what it says when it is empty."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QMenu, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from casefile.domain.listed import Listed
from casefile.domain.scope import Mode, Or, Scope
from casefile.domain.selection import Focus, Links
from casefile.gui.jobs import Asks
from casefile.gui.pane import Pane
from casefile.gui.text import tr
from casefile.gui.theme import Theme
from casefile.gui.widgets.empty import EmptyState
from casefile.gui.widgets.fields import cleared_by_escape
from casefile.gui.widgets.rowdelegate import RowDelegate
from casefile.gui.widgets.rowlist import Header, RowList
from casefile.gui.widgets.rowview import RowActions, put_on_clipboard

_MANY = 400
"""Rows whose heights are asked for within some 10 ms: in longer lists all are as high as the highest."""
_LOOKED_AT = 400
"""Rows of a long list that are measured to find the highest."""
_LINKED = 200
"""Of so many rows that belong to the focus the first is looked for in a long list."""
_BATCH = 2_000
"""Rows of a long list that are laid out at once, before anything else has its turn."""
_TYPED_MS = 150
"""Without another letter after this time a long list is filtered: every answer costs the case a second."""


class ListPane(Pane):
    """Base of the panes that show one list. The model's rows are the pane's; hooks say what they stand for."""

    def __init__(self, jobs: Asks, theme: Theme, model: RowList[Any], delegate: RowDelegate, parent: QWidget | None) -> None:
        super().__init__(jobs, theme, parent)
        self.model, self.delegate = model, delegate
        model.wanted.connect(self.fetch)
        self._soon = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._soon.timeout.connect(self.reload)
        model.later = lambda work, then: self.jobs.read(work, then, f"{self.name}.arranged")
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setAccessibleName(self.tr("Filter: {}").format(tr(self.title)))
        self.filter.setAcceptDrops(False)
        self.filter.textChanged.connect(lambda _: self.refilter())
        cleared_by_escape(self.filter)
        self.list = QListView(self)
        self.list.setModel(model)
        self.list.setItemDelegate(delegate)
        self.list.setAccessibleName(tr(self.title))
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.actions_on_list = RowActions(self.list)
        self.empty = EmptyState("", "", self)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.empty)
        self.tools = QHBoxLayout()
        self.tools.setContentsMargins(8, 6, 8, 6)
        self.tools.setSpacing(4)
        self.tools.addWidget(self.filter, 1)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addLayout(self.tools)
        self.body.addWidget(self.stack, 1)
        self.setFocusProxy(self.list)
        self._connect()

    # Hooks.

    def focus_of(self, row: Any) -> Focus:
        """What a row stands for."""
        raise NotImplementedError

    def conditions_of(self, _row: Any) -> tuple[Scope, ...]:
        """What narrowing to a row means; nothing where it means nothing."""
        return ()

    def copied(self, row: Any) -> str:
        """A row on the clipboard, with its citation."""
        raise NotImplementedError

    def keeps(self, _row: Any) -> bool:
        """Whether the pane's own filters (beside the field) let the row through."""
        return True

    def linked_ids(self, _links: Links) -> frozenset[str]:
        """Ids of the rows that belong to the focus."""
        return frozenset()

    def nothing(self) -> tuple[str, str]:
        """What an empty list says: what it is, and what to do next."""
        raise NotImplementedError

    def extend_menu(self, menu: QMenu, rows: list[Any]) -> None:
        """Add what only this pane offers."""

    def heading(self, _key: tuple[str, ...]) -> str:
        """The title over the rows of a section of a long list."""
        return ""

    def locate(self, _identifiers: tuple[str, ...]) -> None:
        """Ask for the keys of these rows of a long list, and have `show_keys` get them."""

    def fetch(self, _keys: tuple[int, ...]) -> None:
        """Ask for these rows of a long list, and have `self.model.fill` get them."""

    # Showing.

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Other rows; what was selected stays selected and in sight where it is still there."""
        selected = [self.model.identify(row) for row in self.actions_on_list.selected()]
        scrolled = self.list.verticalScrollBar().value()
        self._measure(rows)

        def shown() -> None:
            self.say()
            self.actions_on_list.select([place for place in map(self.model.place, selected) if place is not None])
            self.list.verticalScrollBar().setValue(scrolled)
            self.show_links(self.links)

        self.list.setLayoutMode(QListView.LayoutMode.SinglePass)
        self.model.set_rows(rows, self.filter.text(), self.keeps, shown)

    def show_listed(self, listed: Listed[Any]) -> None:
        """All rows where they are few; of many the list as it was asked for, whose rows come as they are looked at."""
        if listed.whole:
            self.show_rows(listed.rows)
            return
        scrolled = self.list.verticalScrollBar().value()
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setBatchSize(_BATCH)
        self.delegate.uniform = self.delegate.uniform or self.delegate.height(None)
        self.list.setUniformItemSizes(True)
        self.model.show_long(listed.total, listed.keys, [(self.heading(s.key), s.count) for s in listed.sections])
        self.say()
        self.list.verticalScrollBar().setValue(scrolled)
        self.show_links(self.links)

    @property
    def searched(self) -> tuple[str, ...]:
        """The words in the filter field."""
        return tuple(self.filter.text().casefold().split())

    def refilter(self) -> None:
        """The field or a filter of the pane changed."""
        if self.model.long:
            self._soon.start()
            return

        def shown() -> None:
            self.say()
            self._show_current()

        self.model.set_filter(self.filter.text(), self.keeps, shown)

    def say(self) -> None:
        """Count and empty state."""
        passed, total = self.model.passed, self.model.total
        self.say_count(f"{total:,}" if passed == total else self.tr("{} of {}").format(f"{passed:,}", f"{total:,}"))
        if passed == 0:
            if total:
                hint = self.tr("Clear the filter to see all {}.").format(f"{total:,}")
                self.empty.say(self.tr("Nothing passes the filter"), hint)
            else:
                self.empty.say(*self.nothing())
        self.stack.setCurrentWidget(self.list if passed else self.empty)

    def show_links(self, links: Links) -> None:
        self.model.set_linked(self.linked_ids(links))
        self._show_current()

    def restyle(self) -> None:
        self.delegate.set_theme(self.theme)
        if not self.model.long:
            self._measure(self.model.all_rows())
        self.list.scheduleDelayedItemsLayout()

    def selected(self) -> list[Any]:
        """The selected rows."""
        return self.actions_on_list.rows()

    def choice(self, tip: str, options: Sequence[tuple[str, str]], chosen: str, then: Any) -> QToolButton:
        """A button with a menu of which one is chosen: (key, words). `then(key)` is told of another choice."""
        button = QToolButton(self)
        button.setProperty("tone", "plain")
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        group = QActionGroup(menu)

        def choose(key: str, words: str) -> None:
            button.setText(f"{words} ▾")
            then(key)

        for key, words in options:
            action = QAction(words, menu, checkable=True)
            action.setChecked(key == chosen)
            action.triggered.connect(lambda _=False, key=key, words=words: choose(key, words))
            group.addAction(action)
            menu.addAction(action)
            if key == chosen:
                button.setText(f"{words} ▾")
        button.setMenu(menu)
        return button

    def offer_rejected(self, button: QToolButton) -> None:
        """Add "Show rejected" to the menu of a button: what was rejected is left out of lists, not lost."""
        menu = button.menu()
        menu.addSeparator()
        self.rejected_action = QAction(self.tr("Show rejected"), menu, checkable=True)
        self.rejected_action.toggled.connect(lambda _: self.reload())
        menu.addAction(self.rejected_action)

    def _connect(self) -> None:
        actions = self.actions_on_list
        actions.focused.connect(lambda row: self.focus_requested.emit(self.focus_of(row)))
        actions.opened.connect(lambda row: self.open_requested.emit(self.focus_of(row)))
        actions.narrowed.connect(self._narrow)
        actions.menu_wanted.connect(self._menu)
        actions.copied.connect(lambda rows: put_on_clipboard("\n".join(self.copied(row) for row in rows)))
        self.list.clicked.connect(lambda index: self._toggle(index.row()))

    def _show_current(self) -> None:
        focus = self.links.focus
        place = self.model.place(focus.id) if focus else None
        if place is None and focus is not None and self.model.long:
            linked = self.linked_ids(self.links)
            self.locate((focus.id,) if focus.id in linked else tuple(sorted(linked)[:_LINKED]))
            return
        if place is None and focus is not None:
            places = sorted(found for found in map(self.model.place, self.linked_ids(self.links)) if found is not None)
            if places and not self._any_in_sight(places):
                self.list.scrollTo(self.model.index(places[0]))
            return
        self.actions_on_list.show_current(place)

    def show_keys(self, keys: Sequence[int]) -> None:
        """Bring the first of these rows of a long list into sight, unless one is."""
        places = sorted(place for place in map(self.model.place_of_key, keys) if place is not None)
        if places and not self._any_in_sight(places):
            self.list.scrollTo(self.model.index(places[0]))

    def _measure(self, rows: Sequence[Any]) -> None:
        """Before rows are shown: whether each is as high as its words need, or all as high as the highest."""
        step = max(1, len(rows) // _LOOKED_AT)
        self.delegate.uniform = max(map(self.delegate.height, rows[::step])) if len(rows) > _MANY else 0
        self.list.setUniformItemSizes(bool(self.delegate.uniform))

    def _any_in_sight(self, places: Sequence[int]) -> bool:
        """Whether one of these places, in ascending order, is in the part of the list that is seen."""
        area = self.list.viewport().rect()
        top, bottom = self.list.indexAt(area.topLeft()), self.list.indexAt(area.bottomLeft())
        last = bottom.row() if bottom.isValid() else self.model.rowCount() - 1
        at = bisect_left(places, max(top.row(), 0))
        return at < len(places) and places[at] <= last

    def _toggle(self, place: int) -> None:
        header = self.model.entry(place)
        if isinstance(header, Header):
            self.model.fold(header.title, not header.folded)

    def _narrow(self, rows: list[Any]) -> None:
        conditions = self._conditions(rows)
        if conditions:
            self.brush_requested.emit(conditions[0] if len(conditions) == 1 else Or(conditions), Mode.NARROW)

    def _conditions(self, rows: list[Any]) -> tuple[Scope, ...]:
        return tuple(dict.fromkeys(condition for row in rows for condition in self.conditions_of(row)))

    def _menu(self, rows: list[Any], at: QPoint) -> None:
        menu = self.menu_of(rows)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def menu_of(self, rows: list[Any]) -> QMenu:
        """The context menu of these rows."""
        focuses = tuple(self.focus_of(row) for row in rows)
        menu = self.menu_for(focuses, self._conditions(rows), "\n".join(self.copied(row) for row in rows))
        self.extend_menu(menu, rows)
        return menu
