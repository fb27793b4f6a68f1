"""The figures in scope, by unit, article or value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from casefile.domain.ids import Kind, article_id
from casefile.domain.listed import Wish
from casefile.domain.rows import FigureRow
from casefile.domain.scope import EVERYTHING, InArticle, Scope
from casefile.domain.selection import Focus, Links
from casefile.gui.jobs import Asks
from casefile.gui.panes.figures import words
from casefile.gui.panes.figures.delegate import FigureDelegate
from casefile.gui.text import isolate, one_line
from casefile.gui.theme import Theme
from casefile.gui.widgets.listpane import ListPane
from casefile.gui.widgets.rowlist import Group, Reading, RowList

KINDS = ("count", "money", "percent", "measure")


class FiguresPane(ListPane):
    name, title = "figures", "Figures"
    concerned = frozenset({"articles", "findings", "decisions"})

    def __init__(self, jobs: Asks, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            jobs, theme, RowList(Reading(lambda row: row.id, _words, words.details)), FigureDelegate(theme), parent
        )
        self._kind = ""
        self._order = "unit"
        kinds = {
            "": self.tr("all kinds"),
            "count": self.tr("counts"),
            "money": self.tr("money"),
            "percent": self.tr("percentages"),
            "measure": self.tr("measures"),
        }
        self.kind_button = self.choice(self.tr("Which figures"), tuple(kinds.items()), "", self.set_kind)
        orders = (("unit", self.tr("by unit")), ("article", self.tr("by article")), ("value", self.tr("by value")))
        self.order_button = self.choice(self.tr("Order of the figures"), orders, "unit", self.set_order)
        self.tools.addWidget(self.kind_button)
        self.tools.addWidget(self.order_button)
        self.offer_rejected(self.order_button)
        self._no_unit = self.tr("no unit")
        self.set_order("unit")

    def set_kind(self, kind: str) -> None:
        """Only figures of this kind; "" shows all."""
        self._kind = kind
        self.refilter()

    def set_order(self, key: str) -> None:
        """unit (values side by side), article or value (greatest first)."""
        self._order = key
        if self.model.long:
            self.reload()
        else:
            self._arrange()

    def _arrange(self) -> None:
        orders: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Group] | None]] = {
            "unit": (lambda row: (row.value, *_stands(row)), self._by_unit),
            "article": (_stands, lambda row: (_stands(row)[0], row.place.article)),
            "value": (lambda row: (-(row.value_max or row.value), *_stands(row)), None),
        }
        self.model.set_order(*orders[self._order])

    def load(self) -> None:
        scope, kinds = self.selection.scope, frozenset({self._kind}) if self._kind else None
        wish = Wish(self._order, self.searched, kinds, rejected=self.rejected_action.isChecked())
        self.read(lambda ask: ask.figures_listed(scope, wish), self.show_listed)

    def show_rows(self, rows: Sequence[FigureRow]) -> None:
        # What was asked for may be ordered by now as it was not when it was asked.
        self._arrange()
        super().show_rows(rows)

    def heading(self, key: tuple[str, ...]) -> str:
        if self._order == "article":
            return article_id(int(key[0]))
        return isolate(one_line(key[0])) or self._no_unit

    def locate(self, identifiers: tuple[str, ...]) -> None:
        self.read(lambda ask: ask.keys_of("figures", identifiers), self.show_keys, "located")

    def fetch(self, keys: tuple[int, ...]) -> None:
        self.read(lambda ask: ask.figures_at(keys), self.model.fill, f"rows.{keys[0]}")

    def keeps(self, row: FigureRow) -> bool:
        return self._kind in ("", row.kind)

    def linked_ids(self, links: Links) -> frozenset[str]:
        return links.figures

    def focus_of(self, row: FigureRow) -> Focus:
        return Focus(Kind.FIGURE, row.id, _stands(row)[0], row.place.start, row.place.end)

    def conditions_of(self, row: FigureRow) -> tuple[Scope, ...]:
        return (InArticle(_stands(row)[0]),)

    def copied(self, row: FigureRow) -> str:
        return words.copied(row)

    def nothing(self) -> tuple[str, str]:
        if self.selection.scope != EVERYTHING:
            return self.tr("No figures in scope"), self.tr("Take a condition out of the focus bar to see more.")
        return self.tr("No figures yet"), self.tr(
            "Import articles with Ctrl+I, or select a number in the reader and mark it."
        )

    def _by_unit(self, row: FigureRow) -> Group:
        unit = one_line(row.unit or "").casefold()
        return (not unit, unit), isolate(unit) or self._no_unit


def _stands(row: FigureRow) -> tuple[int, int]:
    return int(row.place.article[1:]), row.place.start


def _words(row: FigureRow) -> str:
    return "\n".join((words.amount(row), row.place.text, row.place.sentence, row.kind, words.citation(row)))
