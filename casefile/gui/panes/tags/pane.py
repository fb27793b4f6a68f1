"""The tags of the case with how many things bear each: a list to narrow by."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from casefile.domain.commands import TAG_COLOURS, ColourTag
from casefile.domain.scope import Mode, Or, Tagged
from casefile.gui.icons import icon, pixmap
from casefile.gui.jobs import Asks
from casefile.gui.pane import Pane
from casefile.gui.text import colour_words, count, isolate, one_line, tr
from casefile.gui.theme import Theme
from casefile.gui.widgets.empty import EmptyState
from casefile.gui.widgets.rowdelegate import MARGIN, RowDelegate
from casefile.gui.widgets.rowtable import ROW

_TAG = int(Qt.ItemDataRole.UserRole) + 3


class TagDelegate(RowDelegate):
    """A tag in its colour, and at the right how many things bear it."""

    colours: Mapping[str, str] = MappingProxyType({})

    def paint_row(self, painter: QPainter, area: QRect, row: tuple[str, int], faded: bool) -> None:
        tag, number = row
        box = area.adjusted(MARGIN, 0, -MARGIN, 0)
        box.setRight(box.right() - self.write(painter, box, f"{number:,}", "muted", self.small, right=True) - 10)
        colour = self.theme.tag_colour(tag, self.colours.get(tag, "")).name()
        sign = pixmap("tag", colour, 14, painter.device().devicePixelRatio())
        painter.drawPixmap(QPointF(box.left(), box.center().y() - 6), sign)
        box.setLeft(box.left() + 22)
        self.write(painter, box, isolate(one_line(tag, 60)), "muted" if faded else "text")


class TagsPane(Pane):
    name, title = "tags", "Tags"
    concerned = frozenset({"tags", "articles", "decisions"})

    def __init__(self, jobs: Asks, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(jobs, theme, parent)
        self._tags: tuple[tuple[str, int], ...] = ()
        self._colours: Mapping[str, str] = {}
        self.filter = QLineEdit(self)
        self.filter.setPlaceholderText(tr("Filter"))
        self.filter.setAccessibleName(tr("Filter tags"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setAcceptDrops(False)
        self.filter.textChanged.connect(lambda _: self._fill())
        self.list = QListWidget(self)
        self._delegate = TagDelegate(theme)
        self.list.setItemDelegate(self._delegate)
        self.list.setAccessibleName(tr("Tags"))
        self.list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)
        self.list.itemDoubleClicked.connect(self._narrow)
        self.list.installEventFilter(self)
        self.empty = EmptyState(tr("No tags yet"), tr("Press Ctrl+T on anything you look at to tag it."))
        tools = QHBoxLayout()
        tools.setContentsMargins(8, 6, 8, 6)
        tools.addWidget(self.filter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(tools)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        layout.addLayout(self._stack, 1)
        self._fill()

    def load(self) -> None:
        self.read(lambda ask: (ask.tags(), ask.tag_colours()), lambda found: self.show_rows(*found))

    def show_rows(self, tags: tuple[tuple[str, int], ...], colours: Mapping[str, str] = MappingProxyType({})) -> None:
        """(tag, how many things bear it), and the colours that were chosen for some."""
        self._tags = tags
        self._colours = self._delegate.colours = colours
        self._fill()

    def restyle(self) -> None:
        self._delegate.set_theme(self.theme)
        self._fill()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            item = self.list.currentItem()
            if item is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._narrow(item)
                return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        words = self.filter.text().casefold()
        shown = [(tag, number) for tag, number in self._tags if words in tag.casefold()]
        self.list.clear()
        for tag, number in shown:
            sign = icon("tag", self.theme.tag_colour(tag, self._colours.get(tag, "")).name(), 14)
            item = QListWidgetItem(sign, f"{isolate(one_line(tag, 60))}   {number:,}")
            item.setData(_TAG, tag)
            item.setData(int(ROW), (tag, number))
            spoken = tr("{}, on {}").format(tag, count(number, "thing"))
            if chosen := self._colours.get(tag):
                spoken = tr("{}, {}").format(spoken, colour_words(chosen))
            item.setData(int(Qt.ItemDataRole.AccessibleTextRole), spoken)
            self.list.addItem(item)
        self._stack.setCurrentIndex(0 if shown else 1)
        if self._tags and not shown:
            self.empty.say(tr("No tag fits the filter"), tr("Shorten the filter."))
        else:
            self.empty.say(tr("No tags yet"), tr("Press Ctrl+T on anything you look at to tag it."))
        self.say_count(
            f"{len(shown):,}" if len(shown) == len(self._tags) else tr("{:,} of {:,}").format(len(shown), len(self._tags))
        )

    def _conditions(self, item: QListWidgetItem) -> list[Tagged]:
        """The chosen tags, or this one where it is not among them."""
        chosen = self.list.selectedItems()
        return [Tagged(one.data(_TAG)) for one in (chosen if item in chosen else [item])]

    def _narrow(self, item: QListWidgetItem) -> None:
        """To what bears any of the chosen tags."""
        wanted = self._conditions(item)
        self.brush_requested.emit(wanted[0] if len(wanted) == 1 else Or(tuple(wanted)), Mode.NARROW)

    def _menu(self, point: QPoint) -> None:
        item = self.list.itemAt(point)
        if item is not None:
            menu = self.menu_for((), self._conditions(item))
            menu.addSeparator()
            self._offer_colours(menu.addMenu(tr("Colour")), item.data(_TAG))
            menu.popup(self.list.viewport().mapToGlobal(point))

    def _offer_colours(self, menu: QMenu, tag: str) -> None:
        """Colours to choose from, the present one ticked."""
        now = self._colours.get(tag, "")
        for name in (*TAG_COLOURS, ""):
            action = menu.addAction(icon("tag", self.theme.tag_colour(tag, name).name(), 14), colour_words(name))
            action.setCheckable(True)
            action.setChecked(name == now)
            action.triggered.connect(lambda _=False, chosen=name: self.command_requested.emit(ColourTag(tag, chosen)))
