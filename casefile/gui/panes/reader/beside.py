"""A second article beside the first: both at the same claim or event, the words in which they differ marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from casefile.domain.ids import article_id
from casefile.domain.rows import ArticleText, Counterpart
from casefile.domain.selection import Links
from casefile.gui.panes.reader.differing import differing, sentence_at
from casefile.gui.panes.reader.page import Page
from casefile.gui.panes.reader.view import ReaderView
from casefile.gui.text import isolate, one_line
from casefile.gui.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from casefile.case.ask import Ask
    from casefile.gui.panes.reader.pane import ReaderPane

_OTHERS = 300
"""Articles that are offered beside the counterparts."""
Offer = tuple[Counterpart, bool]
"""A place, and whether it tells the same."""


class Beside(QWidget):
    """Belongs to the reader; hidden until a second article is asked for."""

    def __init__(self, pane: ReaderPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self.view = ReaderView(pane.theme, self)
        self.view.setObjectName("reader-text-beside")
        self.view.setAccessibleName(self.tr("Text of the article beside it"))
        self.view.layers.hidden = pane.view.layers.hidden
        self.choice = QComboBox(self)
        self.choice.setAccessibleName(self.tr("Which article is read beside"))
        self.choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.choice.setMinimumContentsLength(12)
        self.choice.activated.connect(self._chosen)
        self.said = ElidedLabel("", "muted", self)
        close = QToolButton(self)
        close.setText("✕")
        close.setProperty("tone", "plain")
        close.setAccessibleName(self.tr("Close the article beside"))
        close.setToolTip(close.accessibleName())
        close.clicked.connect(self.close_beside)
        head = QHBoxLayout()
        head.setContentsMargins(12, 5, 8, 5)
        head.addWidget(self.choice, 1)
        head.addWidget(close)
        under = QHBoxLayout()
        under.setContentsMargins(14, 0, 8, 4)
        under.addWidget(self.said)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(under)
        layout.addWidget(self.view, 1)
        self._offers: list[Offer] = []
        self._own: tuple[int, int] | None = None
        """Where the first article tells it."""
        self._theirs: tuple[int, int] | None = None
        """Where this one does."""
        self._wanted: int | None = None
        self.hide()

    @property
    def article(self) -> ArticleText | None:
        return self.view.page.article if self.view.page is not None else None

    @property
    def number(self) -> int | None:
        """The article that is shown here, or will be as soon as it is read."""
        if self._wanted is not None:
            return self._wanted
        return self.article.row.number if self.article is not None else None

    # Opening and following.

    def open_beside(self, number: int | None = None) -> None:
        """Show this article, or where another tells what is looked at."""
        self.show()
        self._pane.legend.show()
        if number is not None:
            self._own = self._theirs = None
            self._fetch(number)
        self.follow(self._pane.links)

    def close_beside(self) -> None:
        """One article again."""
        self.hide()
        self.view.page = None
        self._wanted = self._own = self._theirs = None
        self._pane.view.layers.differing = ()
        self._pane.view.viewport().update()
        self._pane.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self, links: Links) -> None:
        """What is looked at has changed: find where others tell it."""
        if self.isHidden():
            return
        focus, scope = links.focus, self._pane.selection.scope
        self.view.layers.show_links(links)

        def asked(ask: Ask) -> tuple[tuple[Counterpart, ...], tuple[Counterpart, ...]]:
            told = ask.counterparts(focus) if focus is not None else ()
            rows = ask.article_rows(ask.article_numbers(scope)[:_OTHERS])
            return told, tuple(Counterpart(row.number, -1, -1, row.outlet, row.title) for row in rows)

        self._pane.read(asked, lambda found: self._found(links, *found), "counterparts")

    def restyle(self) -> None:
        self.view.theme = self._pane.theme
        self.rebuild()

    def rebuild(self) -> None:
        """Other colours or another size of text: the same place in it."""
        if self.article is not None:
            keep = self.view.first_visible()
            self.view.show_page(Page(self.article, self._pane.theme, self._pane.zoom))
            self.view.scroll_to(keep, top=True)

    def compare(self) -> None:
        """Mark in both texts the words the other has not, and bring both passages to the same height."""
        first, second = self._pane.article, self.article
        views = (self._pane.view, self.view)
        for view in views:
            view.layers.differing = ()
        if not self.isHidden() and first is not None and second is not None and self._own and self._theirs:
            spans = (sentence_at(first.sentences, *self._own), sentence_at(second.sentences, *self._theirs))
            found = differing(first.text[slice(*spans[0])], second.text[slice(*spans[1])])
            for view, (start, _), words, place in zip(views, spans, found, (self._own, self._theirs), strict=True):
                view.layers.differing = tuple((start + one, start + other) for one, other in words)
                view.layers.spot = place
                view.bring(place[0])
        for view in views:
            view.viewport().update()

    # Small steps.

    def _found(self, links: Links, told: Sequence[Counterpart], others: Sequence[Counterpart]) -> None:
        primary = self._pane.shown_number
        self._offers = [(one, True) for one in told if one.article != primary]
        known = {one.article for one, _ in self._offers}
        self._offers += [(one, False) for one in others if one.article != primary and one.article not in known]
        own = next((one for one in told if one.article == primary), None)
        self._own = (own.start, own.end) if own is not None else None
        if links.article == primary and links.start is not None and told:
            self._own = (links.start, links.end or links.start + 1)
        numbers = [one.article for one, _ in self._offers]
        here = self.number
        told_elsewhere = bool(self._offers) and self._offers[0][1]
        place = numbers.index(here) if here in numbers else 0 if here is None or told_elsewhere else -1
        self._fill(place)
        if not 0 <= place < len(self._offers):
            self._theirs = None
            self.compare()
            return
        self._take(place)
        if links.article == self.number and links.start is not None:
            # What is looked at stands here itself.
            self._theirs = (links.start, links.end or links.start + 1)
            self.view.layers.spot = self._theirs
            self.view.bring(self._theirs[0])
            self.compare()

    def _fill(self, place: int) -> None:
        with QSignalBlocker(self.choice):
            self.choice.clear()
            self.choice.addItems([_offered(one, same) for one, same in self._offers])
            self.choice.setCurrentIndex(place)

    def _chosen(self, place: int) -> None:
        self._take(place)

    def _take(self, place: int) -> None:
        one, same = self._offers[place]
        self._theirs = (one.start, one.end) if same else None
        said = self.tr("says to it: {}").format(isolate(one_line(one.words, 60))) if same else ""
        self.said.setText(said)
        self.said.setVisible(bool(said))
        if self.article is None or self.article.row.number != one.article:
            self._fetch(one.article)
        else:
            self.compare()

    def _fetch(self, number: int) -> None:
        self._wanted = number
        self._pane.read(lambda ask: ask.article(number), self._read, "beside", failed=lambda _: self.close_beside())

    def _read(self, article: ArticleText) -> None:
        self._wanted = None
        if self.isHidden():
            return
        self.view.layers.show_article(article)
        self.view.show_page(Page(article, self._pane.theme, self._pane.zoom))
        self._pane.tint_hits()
        # The splitter gives both their width first: places depend on it.
        QTimer.singleShot(0, self, self.compare)


def _offered(one: Counterpart, same: bool) -> str:
    outlet = isolate(one_line(one.outlet, 30))
    return " · ".join(part for part in (article_id(one.article), outlet, isolate(one_line(one.words, 48))) if part) + (
        "" if not same else " ≍"
    )
