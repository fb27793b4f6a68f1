"""The quotes in scope, by speaker, article or date; filters by kind of speech and kind of speaker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget

from casefile.domain.ids import Kind, article_id
from casefile.domain.listed import Listed, Wish
from casefile.domain.rows import QuoteRow
from casefile.domain.scope import EVERYTHING, BySpeaker, InArticle, Scope
from casefile.domain.selection import Focus, Links
from casefile.gui.jobs import Asks
from casefile.gui.panes.quotes import words
from casefile.gui.panes.quotes.delegate import QuoteDelegate
from casefile.gui.panes.quotes.shares import ShareChart
from casefile.gui.text import date_words, isolate, one_line
from casefile.gui.theme import Theme
from casefile.gui.widgets.flow import FlowLayout
from casefile.gui.widgets.listpane import ListPane
from casefile.gui.widgets.rowlist import Group, Reading, RowList

_ROOM = 420
"""Height from which there is room for the chart."""
KINDS = ("direct", "mixed", "indirect")
SPEAKERS = ("named", "office", "organisation", "anonymous", "unknown")


class QuotesPane(ListPane):
    name, title = "quotes", "Quotes"
    concerned = frozenset({"articles", "findings", "entities", "decisions", "tags"})

    def __init__(self, jobs: Asks, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            jobs, theme, RowList(Reading(lambda row: row.id, _words, words.details)), QuoteDelegate(theme), parent
        )
        self._kinds = set(KINDS)
        self._speaker = ""
        self._order = "speaker"
        self.order_button = self.choice(
            self.tr("Order of the quotes"),
            (("speaker", self.tr("by speaker")), ("article", self.tr("by article")), ("date", self.tr("by date"))),
            "speaker",
            self.set_order,
        )
        self.tools.addWidget(self.order_button)
        self.offer_rejected(self.order_button)
        self.kind_buttons = {kind: self._kind_button(kind) for kind in KINDS}
        options = (("", self.tr("all speakers")), *((kind, self._speaker_words(kind)) for kind in SPEAKERS))
        self.speaker_button = self.choice(self.tr("Which speakers"), options, "", self.set_speaker_type)
        # In a language with longer words the choice of speakers goes to a second line.
        switches = QWidget(self)
        switches.setObjectName("switches")
        filters = FlowLayout(switches, 2)
        filters.setContentsMargins(8, 0, 8, 4)
        for button in (*self.kind_buttons.values(), self.speaker_button):
            filters.addWidget(button)
        self.body.insertWidget(1, switches)
        self.chart = ShareChart(theme, self)
        self.body.addWidget(self.chart)
        self._shared = False
        self.set_order("speaker")

    def set_order(self, key: str) -> None:
        """speaker, article or date: what the list is grouped by."""
        self._order = key
        if self.model.long:
            self.reload()
            return
        sort, group = _ORDERS[key]
        self.model.set_order(sort, group)

    def set_speaker_type(self, kind: str) -> None:
        """Only quotes of this kind of speaker; "" shows all."""
        self._speaker = kind
        self.refilter()

    def load(self) -> None:
        scope = self.selection.scope
        kinds = frozenset(self._kinds) if len(self._kinds) < len(KINDS) else None
        wish = Wish(self._order, self.searched, kinds, self._speaker, self.rejected_action.isChecked())
        self.read(lambda ask: ask.quotes_listed(scope, wish), self.show_listed)

    def show_rows(self, rows: Sequence[QuoteRow]) -> None:
        self.show_shares(words.anonymous_shares(rows))
        # What was asked for may be ordered by now as it was not when it was asked.
        self.model.set_order(*_ORDERS[self._order])
        super().show_rows(rows)

    def show_listed(self, listed: Listed[QuoteRow]) -> None:
        super().show_listed(listed)
        if not listed.whole:
            scope = self.selection.scope
            self.read(lambda ask: ask.anonymous_shares(scope), lambda found: self.show_shares(words.shares(found)), "shares")

    def show_shares(self, shares: list[words.Share]) -> None:
        """The chart below the list."""
        self.chart.show_shares(shares)
        self._shared = bool(shares)
        self._make_room()

    def heading(self, key: tuple[str, ...]) -> str:
        if self._order == "speaker":
            kind = f" · {key[1]}" if key[1] else ""
            return (isolate(one_line(key[0])) or words.unknown_speaker()) + kind
        if self._order == "article":
            return f"{article_id(int(key[0]))} · {isolate(one_line(key[1]))}"
        return date_words(key[0] or None)

    def locate(self, identifiers: tuple[str, ...]) -> None:
        self.read(lambda ask: ask.keys_of("quotes", identifiers), self.show_keys, "located")

    def fetch(self, keys: tuple[int, ...]) -> None:
        self.read(lambda ask: ask.quotes_at(keys), self.model.fill, f"rows.{keys[0]}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def restyle(self) -> None:
        super().restyle()
        self.chart.theme = self.theme
        self.chart.update()

    def keeps(self, row: QuoteRow) -> bool:
        return row.kind in self._kinds and self._speaker in ("", row.speaker_type)

    def linked_ids(self, links: Links) -> frozenset[str]:
        return links.quotes

    def focus_of(self, row: QuoteRow) -> Focus:
        return Focus(Kind.QUOTE, row.id, int(row.place.article[1:]), row.place.start, row.place.end)

    def conditions_of(self, row: QuoteRow) -> tuple[Scope, ...]:
        """To what this speaker says; without a speaker, to the article."""
        if row.speaker_entity:
            return (BySpeaker(row.speaker_entity),)
        return (BySpeaker(row.speaker.casefold()),) if row.speaker else (InArticle(int(row.place.article[1:])),)

    def copied(self, row: QuoteRow) -> str:
        return words.copied(row)

    def nothing(self) -> tuple[str, str]:
        if self.selection.scope != EVERYTHING:
            return self.tr("No quotes in scope"), self.tr("Take a condition out of the focus bar to see more.")
        return self.tr("No quotes yet"), self.tr("Import articles with Ctrl+I, or select words in the reader and mark them.")

    def _make_room(self) -> None:
        """In a low pane the quotes themselves come first."""
        self.chart.setVisible(self._shared and self.height() >= _ROOM)

    def _kind_button(self, kind: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("tone", "plain")
        button.setCheckable(True)
        button.setChecked(True)
        button.toggled.connect(lambda on: self._show_kind(kind, on))
        self._name_kind(button, kind)
        return button

    def _name_kind(self, button: QToolButton, kind: str) -> None:
        """A tick says that a kind is shown: a checked button would differ by its shade alone."""
        said = {"direct": self.tr("direct"), "mixed": self.tr("mixed"), "indirect": self.tr("indirect")}[kind]
        button.setText(f"{'✓' if kind in self._kinds else '–'} {said}")
        button.setAccessibleName(self.tr("Show {} quotes").format(said))
        button.setToolTip(button.accessibleName())

    def _show_kind(self, kind: str, on: bool) -> None:
        (self._kinds.add if on else self._kinds.discard)(kind)
        self._name_kind(self.kind_buttons[kind], kind)
        self.refilter()

    def _speaker_words(self, kind: str) -> str:
        return {
            "named": self.tr("named people"),
            "office": self.tr("offices"),
            "organisation": self.tr("organisations"),
            "anonymous": self.tr("anonymous"),
            "unknown": self.tr("unknown"),
        }[kind]


def _stands(row: QuoteRow) -> tuple[int, int]:
    return int(row.place.article[1:]), row.place.start


def _by_speaker(row: QuoteRow) -> Group:
    known = bool(row.speaker)
    kind = f" · {row.speaker_type}" if row.speaker_type == "anonymous" else ""
    return (not known, (row.speaker or "").casefold(), row.speaker_entity or ""), words.speaker(row) + kind


def _by_article(row: QuoteRow) -> Group:
    number = int(row.place.article[1:])
    return number, f"{row.place.article} · {isolate(one_line(row.outlet))}"


def _by_date(row: QuoteRow) -> Group:
    month = row.edtf[:7] if row.edtf else None
    return (month is None, month or ""), date_words(month)


_ORDERS: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Group]]] = {
    "speaker": (_stands, _by_speaker),
    "article": (_stands, _by_article),
    "date": (lambda row: (row.edtf or "", *_stands(row)), _by_date),
}


def _words(row: QuoteRow) -> str:
    return "\n".join((words.speaker_line(row), words.said(row), row.outlet, row.kind, words.citation(row), *row.tags))
