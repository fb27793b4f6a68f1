"""The scope in words: one chip a condition, each removable, and what the scope leaves."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from casefile.domain.rows import Counts, Overview
from casefile.domain.scope import (
    BySpeaker,
    During,
    Graded,
    InArticle,
    Marked,
    Matching,
    Not,
    OfEntity,
    OfOutlet,
    Scope,
    Tagged,
)
from casefile.gui.icons import icon
from casefile.gui.text import caption, count, isolate, one_line, tr
from casefile.gui.theme import Theme
from casefile.gui.widgets.flow import FlowLayout
from casefile.gui.widgets.labels import ElidedLabel

_ICONS: tuple[tuple[type[Scope], str], ...] = (
    (OfEntity, "entity"), (During, "clock"), (OfOutlet, "outlet"), (BySpeaker, "speaker"), (InArticle, "article"),
    (Tagged, "tag"), (Matching, "search"), (Not, "exclude"), (Graded, "check"), (Marked, "star"),
)  # fmt: skip
_LONGEST = 48


class FocusBar(QWidget):
    """Chips of the scope and the counts it leaves."""

    dropped = Signal(object)
    """Take this condition away."""
    cleared = Signal()
    turned = Signal(object)
    """Turn this condition into its opposite."""

    filter_wanted = Signal()
    """Choose what to narrow by."""
    lens_wanted = Signal(str)
    """Look among what this written scope says."""
    lens_saved = Signal()
    """Keep the present scope under a name."""
    lens_dropped = Signal(str)
    """Forget the lens of this name."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName("focus-bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(8)
        self._line = QWidget(self)
        self._flow = FlowLayout(self._line)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._line.setSizePolicy(policy)
        layout.addWidget(self._line, 1, Qt.AlignmentFlag.AlignVCenter)
        self.filter_button = QToolButton(self)
        self.filter_button.setProperty("tone", "plain")
        self.filter_button.setText(tr("Filter…"))
        self.filter_button.setToolTip(tr("Narrow by grade, star, note, tag, decision or outlet (Ctrl+Shift+F)"))
        self.filter_button.clicked.connect(self.filter_wanted)
        layout.addWidget(self.filter_button)
        self._lenses = QToolButton(self)
        self._lenses.setProperty("tone", "plain")
        self._lenses.setText(tr("Lenses ▾"))
        self._lenses.setToolTip(tr("Scopes kept under a name"))
        self._lenses.setAccessibleName(tr("Lenses: scopes kept under a name"))
        self._lenses.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._lenses.setMenu(QMenu(self._lenses))
        layout.addWidget(self._lenses)
        self._counts = ElidedLabel(tone="muted")
        self._counts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._counts)
        self._chips: tuple[tuple[Scope, str], ...] = ()
        self.show_chips(())

    def add_actions(self, actions: Sequence[QAction]) -> None:
        """Buttons at the left: back, forward, undo, redo."""
        layout = self.layout()
        assert isinstance(layout, QHBoxLayout)
        row = QHBoxLayout()
        row.setSpacing(0)
        for action in actions:
            button = QToolButton(self)
            button.setProperty("tone", "plain")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            button.setDefaultAction(action)
            row.addWidget(button)
        layout.insertLayout(0, row)

    def show_chips(self, chips: Sequence[tuple[Scope, str]]) -> None:
        """(condition, words) of each chip."""
        self._chips = tuple(chips)
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if not self._chips:
            hint = ElidedLabel(tr("All articles in scope. Double click anything to narrow to it."), "muted")
            hint.setMinimumHeight(26)
            self._flow.addWidget(hint)
            hint.show()
        for condition, words in self._chips:
            self._flow.addWidget(self._chip(condition, words))
        if self._chips:
            clear = QPushButton(tr("Clear all"), self._line)
            clear.setProperty("tone", "plain")
            clear.clicked.connect(self.cleared)
            self._flow.addWidget(clear)
        self.updateGeometry()

    def show_overview(self, overview: Overview) -> None:
        self._counts.setText(leaves(overview.scoped, overview.counts))
        self._fill_lenses(overview)

    def _fill_lenses(self, overview: Overview) -> None:
        menu = self._lenses.menu()
        menu.clear()
        for name, written in overview.lenses:
            menu.addAction(caption(isolate(one_line(name, _LONGEST)))).triggered.connect(partial(self._lens, written))
        if overview.lenses:
            menu.addSeparator()
        save = menu.addAction(tr("Keep this scope as a lens…"))
        save.setEnabled(bool(self._chips) and not overview.read_only)
        save.triggered.connect(self.lens_saved)
        if overview.lenses and not overview.read_only:
            forget = menu.addMenu(tr("Forget"))
            for name, _ in overview.lenses:
                forget.addAction(caption(isolate(one_line(name, _LONGEST)))).triggered.connect(partial(self._forget, name))

    def _lens(self, written: str, _checked: bool = False) -> None:
        self.lens_wanted.emit(written)

    def _forget(self, name: str, _checked: bool = False) -> None:
        self.lens_dropped.emit(name)

    def restyle(self, theme: Theme) -> None:
        self.theme = theme
        self.show_chips(self._chips)

    def _chip(self, condition: Scope, words: str) -> QPushButton:
        name = next((name for kind, name in _ICONS if isinstance(condition, kind)), "scope")
        chip = QPushButton(f"{caption(isolate(one_line(words, _LONGEST)))}  ✕", self._line)
        chip.setProperty("tone", "chip")
        chip.setIcon(icon(name, self.theme.colours["accent"], 14))
        chip.setIconSize(QSize(14, 14))
        chip.setAccessibleName(tr("Scope condition: {}. Press to remove.").format(words))
        chip.setToolTip(tr("Click to remove; right click for more"))
        chip.clicked.connect(lambda: self.dropped.emit(condition))
        chip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        chip.customContextMenuRequested.connect(lambda point: self._menu(condition).popup(chip.mapToGlobal(point)))
        return chip

    def _menu(self, condition: Scope) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Remove")).triggered.connect(lambda: self.dropped.emit(condition))
        words = tr("Include again") if isinstance(condition, Not) else tr("Exclude instead")
        menu.addAction(words).triggered.connect(lambda: self.turned.emit(condition))
        return menu


def leaves(scoped: Counts, whole: Counts) -> str:
    """What a scope leaves: "3 of 5 articles · 12 events · 7 quotes · 31 entities"."""
    return " · ".join(
        (
            tr("{} of {}").format(f"{scoped.articles:,}", count(whole.articles, "article")),
            count(scoped.events, "event"),
            count(scoped.quotes, "quote"),
            count(scoped.entities, "entity", "entities"),
        )
    )
