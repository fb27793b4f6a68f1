"""The tags of the case, with how many things bear each."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from casefile.domain.scope import Scope, Tagged
from casefile.domain.selection import Focus
from casefile.gui.jobs import Asks
from casefile.gui.text import count, isolate, one_line
from casefile.gui.theme import Theme
from casefile.gui.widgets.listpane import ListPane
from casefile.gui.widgets.rowdelegate import MARGIN, RowDelegate
from casefile.gui.widgets.rowlist import Reading, RowList


@dataclass(frozen=True, slots=True)
class TagRow:
    tag: str
    uses: int


class TagDelegate(RowDelegate):
    """`most` uses fill the bar."""

    most = 1

    def paint_row(self, painter: QPainter, area: QRect, row: TagRow, faded: bool) -> None:
        box = area.adjusted(MARGIN, 0, -MARGIN, 0)
        self.write(painter, box, f"{row.uses:,}", "muted", right=True)
        self.bar(painter, QRectF(box.right() - 96, box.center().y() - 2, 60, 6), row.uses / self.most, self.theme["accent"])
        name = f"# {isolate(one_line(row.tag))}"
        self.write(painter, box.adjusted(0, 0, -106, 0), name, "muted" if faded else "text")


class TagsPane(ListPane):
    name, title = "tags", "Tags"
    concerned = frozenset({"tags"})

    def __init__(self, jobs: Asks, theme: Theme, parent: QWidget | None = None) -> None:
        self._tag_delegate = TagDelegate(theme)
        reading: Reading[TagRow] = Reading(lambda row: row.tag, lambda row: row.tag, lambda row: count(row.uses, "use"))
        super().__init__(jobs, theme, RowList(reading), self._tag_delegate, parent)
        orders = (("uses", self.tr("by use")), ("name", self.tr("by name")))
        self.tools.addWidget(self.choice(self.tr("Order of the tags"), orders, "uses", self.set_order))
        self.set_order("uses")

    def set_order(self, key: str) -> None:
        """uses or name."""
        by_name = key == "name"
        self.model.set_order(lambda row: row.tag.casefold() if by_name else (-row.uses, row.tag.casefold()))

    def load(self) -> None:
        self.read(lambda ask: ask.tags(), self.show_tags)

    def show_tags(self, tags: tuple[tuple[str, int], ...]) -> None:
        self._tag_delegate.most = max((uses for _, uses in tags), default=1)
        self.show_rows([TagRow(tag, uses) for tag, uses in tags])

    def focus_of(self, _row: TagRow) -> Focus | None:
        return None

    def conditions_of(self, row: TagRow) -> tuple[Scope, ...]:
        return (Tagged(row.tag),)

    def copied(self, row: TagRow) -> str:
        return row.tag

    def nothing(self) -> tuple[str, str]:
        return self.tr("No tags yet"), self.tr(
            "Choose something anywhere and press Ctrl+T; a double click here shows all that bears a tag."
        )
