"""The timeline pane: what to ask of the case, and what clicks and keys on chart and table ask for."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QAction, QActionGroup, QPagedPaintDevice
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QStackedWidget,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from casefile.domain.chronology import Dated
from casefile.domain.ids import Kind
from casefile.domain.rows import EventRow
from casefile.domain.scope import EVERYTHING, And, During, Mode, Scope, conditions
from casefile.domain.selection import Focus, Links
from casefile.domain.weighing import QUICK, Disputed
from casefile.gui.jobs import Asks
from casefile.gui.pane import Pane
from casefile.gui.panes.timeline import words
from casefile.gui.panes.timeline.canvas import Canvas
from casefile.gui.panes.timeline.lanes import ENTITY, KIND, MODES, OUTLET, SINGLE
from casefile.gui.panes.timeline.loading import (
    Background,
    Loaded,
    Wanted,
    answer,
    centre,
    disputed_of,
    during_of,
    loaded,
    stretch,
    with_lanes,
)
from casefile.gui.panes.timeline.longtable import LongTable
from casefile.gui.panes.timeline.paper import print_chart
from casefile.gui.panes.timeline.table import event_table
from casefile.gui.printing import print_table
from casefile.gui.text import count
from casefile.gui.theme import Theme
from casefile.gui.widgets.empty import EmptyState
from casefile.gui.widgets.rowdelegate import dress_table
from casefile.gui.widgets.rowview import RowActions, put_on_clipboard

_SETTLED_MS = 90
"""After a step of panning or zooming so much time goes by before the events of another stretch are asked for."""
_LINKED = 200
"""Of so many events that belong to the focus those in view are taken along."""


class TimelinePane(Pane):
    name, title = "timeline", "Timeline"
    concerned = frozenset({"articles", "findings", "entities", "events", "decisions"})

    def __init__(self, jobs: Asks, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(jobs, theme, parent)
        self._by = OUTLET
        self._loaded: Loaded | None = None
        self._disputed = Disputed({})
        self._places: dict[str, int] = {}
        self._linked_to: Focus | None = None
        """The focus whose events were taken along."""
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._ask_stretch)
        self.canvas = Canvas(theme, self)
        self.model = event_table()
        self.table = QTableView(self)
        self._dress_table()
        self.long_table = LongTable(self)
        self.long_table.shown.connect(self._say)
        self.actions_on_table = RowActions(self.table)
        self.empty = EmptyState(
            self.tr("No dated events in scope"),
            self.tr("Import articles with Ctrl+I, or take a condition out of the focus bar to see more."),
            self,
        )
        self._body = QStackedWidget(self)
        for widget in (self.canvas, self.table, self.empty):
            self._body.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.tools_in_header = QWidget(self)
        self.tools_in_header.setLayout(self._tools())
        layout.addWidget(self.tools_in_header)
        layout.addWidget(self._body, 1)
        self._connect()

    # Building.

    def _dress_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Events as a table"))
        self._cells = dress_table(table, self.theme, (14, 44, 9, 18, 8, 8, 7, 14, 9))
        table.sortByColumn(0, Qt.SortOrder.AscendingOrder)

    def _tools(self) -> QHBoxLayout:
        tools = QHBoxLayout()
        tools.setContentsMargins(8, 0, 8, 0)
        tools.setSpacing(4)
        self.chart_button = self._button(self.tr("Chart"), self.tr("Events on the axis"), checkable=True)
        self.table_button = self._button(self.tr("Table"), self.tr("Events as a table"), checkable=True)
        self.lanes_button = self._button("", self.tr("What the lanes are"))
        self.lanes_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.lanes_button.setMenu(self._lanes_menu())
        self.all_button = self._button(
            self.tr("All events"), self.tr("Also events dated only by the publication of their article"), checkable=True
        )
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setAccessibleName(self.tr("Filter the table of events"))
        self.filter.setMaximumWidth(240)
        self.filter.hide()
        self.range_label = QLabel(self)
        self.range_label.setTextFormat(Qt.TextFormat.PlainText)
        self.range_label.setProperty("tone", "muted")
        self.out_button = self._button("−", self.tr("Zoom out (-)"))
        self.in_button = self._button("+", self.tr("Zoom in (+)"))
        self.fit_button = self._button(self.tr("Fit"), self.tr("Show all events (0)"))
        left: tuple[QWidget, ...] = (self.chart_button, self.table_button, self.lanes_button, self.all_button, self.filter)
        right: tuple[QWidget, ...] = (self.range_label, self.out_button, self.in_button, self.fit_button)
        for widget in left:
            tools.addWidget(widget)
        tools.addStretch(1)
        for widget in right:
            tools.addWidget(widget)
        for button in (self.chart_button, self.table_button):
            button.setProperty("tone", "tab")
        self.chart_button.setChecked(True)
        self._name_lanes()
        return tools

    def _button(self, text: str, tip: str, checkable: bool = False) -> QToolButton:
        button = QToolButton(self)
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setProperty("tone", "plain")
        button.setCheckable(checkable)
        return button

    def _lanes_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for by in MODES:
            action = QAction(self._lane_words(by), menu, checkable=True)
            action.setChecked(by == self._by)
            action.triggered.connect(lambda _=False, by=by: self.set_lanes(by))
            group.addAction(action)
            menu.addAction(action)
        menu.addSeparator()
        for said, folded in ((self.tr("Open all lanes"), False), (self.tr("Fold all lanes"), True)):
            menu.addAction(said).triggered.connect(lambda _=False, folded=folded: self.canvas.fold(None, folded))
        fit = menu.addAction(self.tr("Fold lanes as there is room"))
        fit.triggered.connect(lambda: self.canvas.fold(None, None))
        return menu

    def _lane_words(self, by: str) -> str:
        return {OUTLET: self.tr("outlet"), ENTITY: self.tr("entity"), KIND: self.tr("kind"), SINGLE: self.tr("none")}[by]

    def _name_lanes(self) -> None:
        self.lanes_button.setText(self.tr("lanes: {} ▾").format(self._lane_words(self._by)))

    def _connect(self) -> None:
        self.chart_button.clicked.connect(lambda: self.show_form(table=False))
        self.table_button.clicked.connect(lambda: self.show_form(table=True))
        self.all_button.toggled.connect(self._show_all)
        self.filter.textChanged.connect(self._filtered)
        self.out_button.clicked.connect(lambda: self.canvas.zoom(1 / 1.5))
        self.in_button.clicked.connect(lambda: self.canvas.zoom(1.5))
        self.fit_button.clicked.connect(self.canvas.fit)
        self.canvas.view_changed.connect(self._viewed)
        self.canvas.event_clicked.connect(lambda place: self.focus_requested.emit(self._focus_of(self._row(place))))
        self.canvas.event_opened.connect(lambda place: self.open_requested.emit(self._focus_of(self._row(place))))
        self.canvas.event_narrowed.connect(lambda place: self._narrow([self._row(place)]))
        self.canvas.menu_wanted.connect(lambda places, at: self._menu([self._row(place) for place in places], at))
        self.canvas.brushed.connect(self._brush)
        table = self.actions_on_table
        table.focused.connect(lambda row: self.focus_requested.emit(self._focus_of(row)))
        table.opened.connect(lambda row: self.open_requested.emit(self._focus_of(row)))
        table.narrowed.connect(self._narrow)
        table.menu_wanted.connect(lambda rows, at: self._menu(rows, QPointF(at)))
        table.copied.connect(lambda rows: put_on_clipboard("\n".join(words.copied(row) for row in rows)))

    # Loading and showing.

    def load(self) -> None:
        wanted = Wanted(self.selection.scope, self.all_button.isChecked(), self._by, words.lane_titles())
        view, linked = self._days_in_view(), self._linked_first()
        self.read(lambda ask: answer(ask, wanted, view, linked), self.show_loaded)
        self.read(lambda ask: ask.disputed(QUICK), self.show_disputed, "disputed")

    def show_rows(
        self, rows: tuple[EventRow, ...], names: dict[str, str] | None = None, inside: frozenset[str] | None = None
    ) -> None:
        """Show these events; `names` are those of entities by id, `inside` the ids in scope (None: all)."""
        self.show_loaded(loaded(rows, inside, names or {}, self._by, words.lane_titles()))

    def show_loaded(self, found: Loaded) -> None:
        refit = self._loaded is None or self._loaded.arrangement.reach != found.arrangement.reach
        self._loaded = found
        rows = found.arrangement.rows
        self._places = {row.id: place for place, row in enumerate(rows)}
        self.canvas.show_arrangement(found.arrangement, found.density, refit)
        inside = None if found.inside is None else frozenset(self._places[i] for i in found.inside if i in self._places)
        self.canvas.show_scope(inside, self._during(), found.within)
        if found.background is None:
            self.model.set_rows(found.listed, found.searched)
        self.show_form(self.table_button.isChecked())
        self.canvas.show_disputed(disputed_of(rows, self._disputed))
        self.show_links(self.links)
        background = found.background
        if background is not None and background.lanes is None:
            self.read(lambda ask: with_lanes(ask, background), self._show_lanes, "lanes")

    def _show_lanes(self, background: Background) -> None:
        """The lanes were counted: the events in view take their places in them."""
        if self._loaded is not None and self.background is not None:
            self._loaded = replace(self._loaded, background=background)
            self._ask_stretch()

    @property
    def background(self) -> Background | None:
        """What is known of all events of a case of which only some are drawn; None of any other."""
        return self._loaded.background if self._loaded is not None else None

    def _days_in_view(self) -> tuple[float, float] | None:
        """What is in sight of a case of which only some events are drawn; None of any other."""
        if self.background is None:
            return None
        return self.canvas.view.left, self.canvas.view.right

    def _linked_first(self) -> tuple[str, ...]:
        """The focused event, then others that belong to the focus."""
        focus = self.links.focus
        own = (focus.id,) if focus is not None and focus.kind == Kind.EVENT else ()
        return (*own, *sorted(self.links.events.difference(own))[:_LINKED])

    def _viewed(self) -> None:
        """The view moved: near the edge of what is loaded, or so close that there is room for more, that is asked for."""
        self.range_label.setText(self.canvas.range_words())
        found = self._loaded
        if found is None or found.background is None or found.between is None or self._settled.isActive():
            return
        left, right = self.canvas.view.left, self.canvas.view.right
        first, last = found.between
        near = (right - left) / 2
        reach = found.background.whole.reach or found.between
        beyond = (left - near < first and first > reach[0]) or (right + near > last and last < reach[1])
        closer = not found.complete and (last - first) > 4.5 * (right - left)
        if beyond or closer:
            self._settled.start()

    def _ask_stretch(self) -> None:
        background, view = self.background, self._days_in_view()
        if background is not None and view is not None:
            linked = self._linked_first()
            self.read(lambda ask: stretch(ask, background, view, linked), self.show_loaded)

    def _go_to(self, dated: Dated | None) -> None:
        """To an event that is not among those drawn."""
        day = centre(dated)
        if day is not None:
            self.canvas.look_at(day)
            self._ask_stretch()

    def show_disputed(self, disputed: Disputed) -> None:
        """A sign on the events on which articles contradict each other."""
        self._disputed = disputed
        rows = self._loaded.arrangement.rows if self._loaded is not None else ()
        self.canvas.show_disputed(disputed_of(rows, disputed))

    def show_form(self, table: bool) -> None:
        """Chart or table; the empty state where there is nothing to show in either."""
        self.chart_button.setChecked(not table)
        self.table_button.setChecked(table)
        self.filter.setVisible(table)
        for widget in (self.lanes_button, self.range_label, self.out_button, self.in_button, self.fit_button):
            widget.setVisible(not table)
        self.long_table.follow(self.background)
        nothing = self._loaded is None or not self._loaded.arrangement.rows
        self._body.setCurrentWidget(self.empty if nothing else self.table if table else self.canvas)
        self._say()

    def _show_all(self, everything: bool) -> None:
        """A tick says it: a checked button would differ by its shade alone."""
        words = self.tr("All events")
        self.all_button.setText(f"✓ {words}" if everything else words)
        self.reload()

    def set_lanes(self, by: str) -> None:
        """Lanes by outlet, entity, kind or none."""
        self._by = by
        self._name_lanes()
        if self.background is not None:
            self.reload()
        elif self._loaded is not None:
            found, said = self._loaded, words.lane_titles()
            again = found.arrangement.rows, found.inside, found.names, by, said
            self.jobs.read(lambda: loaded(*again), self.show_loaded, f"{self.name}.lanes")

    def show_links(self, links: Links) -> None:
        focus = links.focus
        place = self._places.get(focus.id) if focus and focus.kind == Kind.EVENT else None
        linked = frozenset(self._places[event] for event in links.events if event in self._places)
        self.canvas.show_focus(place, linked, reveal=focus is not None)
        self.model.set_linked(links.events)
        if place is not None and focus is not None:
            self.actions_on_table.show_current(self.model.place(focus.id))
        self.table.viewport().update()
        if self.background is not None and focus != self._linked_to:
            self._linked_to = focus
            if focus is not None and focus.kind == Kind.EVENT and place is None:
                self.read(lambda ask: ask.event_date(focus.id), self._go_to, "date")
            elif links.events.difference(self._places):
                self._settled.start()

    def restyle(self) -> None:
        self.canvas.set_theme(self.theme)
        self._cells.theme = self.theme

    def _filtered(self, text: str) -> None:
        self.model.set_filter(text)
        self.long_table.filtered()
        self._say()

    def _say(self) -> None:
        shown, total = self.model.rowCount(), len(self._places)
        if self.background is not None:
            shown, total = self.background.inside, self.background.total
            if self.table_button.isChecked() and self.model.long:
                shown, total = self.model.rowCount(), self.model.total
        self.say_count(f"{shown:,}" if shown == total else self.tr("{} of {}").format(f"{shown:,}", f"{total:,}"))
        self.table.setAccessibleDescription(count(shown, "event"))

    @property
    def printable(self) -> str:
        return "landscape" if self._loaded is not None and self._loaded.arrangement.rows else ""

    def print_on(self, device: QPagedPaintDevice) -> None:
        """The stretch of time in view with all lanes open; the table, where that is shown."""
        heading = f"{self.tr('Timeline')} · {self.canvas.range_words()}"
        if self.table_button.isChecked():
            print_table(device, heading, self.model)
        else:
            print_chart(self.canvas, device, heading)

    # Asking.

    def _row(self, place: int) -> EventRow:
        return self.canvas.arrangement.rows[place]

    @staticmethod
    def _focus_of(row: EventRow) -> Focus:
        report = next(iter(row.reports), None)
        if report is None:
            return Focus(Kind.EVENT, row.id)
        return Focus(Kind.EVENT, row.id, int(report.place.article[1:]), report.place.start, report.place.end)

    def _narrow(self, rows: list[EventRow]) -> None:
        """To the time from the first to the last of these events."""
        condition = during_of(rows)
        if condition is None:
            self.said.emit(self.tr("An undated event names no interval to narrow to."))
        else:
            self.brush_requested.emit(condition, Mode.NARROW)

    def _brush(self, during: During | None) -> None:
        """A drawn interval takes the place of the one in the scope; the other conditions stay."""
        others = tuple(part for part in conditions(self.selection.scope) if not isinstance(part, During))
        parts: tuple[Scope, ...] = (*others, during) if during else others
        if during or len(others) < len(conditions(self.selection.scope)):
            scope = And(parts) if len(parts) > 1 else parts[0] if parts else EVERYTHING
            self.brush_requested.emit(scope, Mode.REPLACE)

    def _during(self) -> During | None:
        return next((part for part in conditions(self.selection.scope) if isinstance(part, During)), None)

    def _menu(self, rows: list[EventRow], at: QPointF) -> None:
        condition = during_of(rows)
        menu = self.menu_for(
            tuple(self._focus_of(row) for row in rows),
            (condition,) if condition else (),
            "\n".join(words.copied(row) for row in rows),
        )
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at.toPoint())
