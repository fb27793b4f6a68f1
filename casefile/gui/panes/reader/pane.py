"""The reader: one article with everything that was read in it, and everything that can be said about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPagedPaintDevice
from PySide6.QtWidgets import QSplitter, QStackedLayout, QVBoxLayout, QWidget

from casefile.domain.changes import Changed
from casefile.domain.commands import Correct
from casefile.domain.ids import Kind, kind_of
from casefile.domain.rows import ArticleText, Mark
from casefile.domain.scope import Mode, Scope, Tagged, queries
from casefile.domain.selection import Focus, Links
from casefile.domain.weighing import QUICK, Disputed
from casefile.gui.jobs import Asks
from casefile.gui.pane import Pane
from casefile.gui.panes.reader.bars import FindBar, Legend
from casefile.gui.panes.reader.beside import Beside
from casefile.gui.panes.reader.differing import sentence_at
from casefile.gui.panes.reader.ends import END, START
from casefile.gui.panes.reader.finding import Finder
from casefile.gui.panes.reader.hits import find_words, query_words
from casefile.gui.panes.reader.hover import HoverCard
from casefile.gui.panes.reader.margin import Entry
from casefile.gui.panes.reader.menus import condition_of, focus_of, menu_at, speaker_of
from casefile.gui.panes.reader.page import Page
from casefile.gui.panes.reader.paper import on_paper
from casefile.gui.panes.reader.view import ReaderView
from casefile.gui.printing import print_document
from casefile.gui.text import count, isolate, one_line, tr
from casefile.gui.theme import Theme
from casefile.gui.widgets.empty import EmptyState

if TYPE_CHECKING:
    from casefile.case.ask import Ask

_ENDS = {
    Qt.Key.Key_Left: (END, -1),
    Qt.Key.Key_Right: (END, 1),
    Qt.Key.Key_Up: (START, -1),
    Qt.Key.Key_Down: (START, 1),
}
"""With Alt and Shift: which end of the mark at hand moves, and which way."""
_LONG = 200_000
"""Code points from which a text is scrolled after it is shown, not at once."""
ZOOMS = (0.75, 0.85, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0, 2.5, 3.0)


class ReaderPane(Pane):
    name, title = "reader", "Reader"

    def __init__(self, jobs: Asks, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(jobs, theme, parent)
        self.article: ArticleText | None = None
        self.zoom = 1.0
        self._wanted: int | None = None
        self._query = ""
        self.view = ReaderView(theme, self)
        self.legend = Legend(theme, self)
        self.find_bar = FindBar(self)
        self.card = HoverCard(theme, self)
        self.empty = EmptyState(tr("Nothing to read yet"), tr("Import articles, then choose one at the left."))
        self.beside = Beside(self)
        for view in (self.view, self.beside.view):
            self._listen(view)
        self.view.verticalScrollBar().valueChanged.connect(lambda _: self._say_place())
        self.legend.switched.connect(self._switched)
        self.legend.zoomed.connect(self.zoom_by)
        self.finder = Finder(self.find_bar, self.view)
        self.legend.set_shown("event", False)
        reading = QWidget(self)
        inner = QVBoxLayout(reading)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.find_bar)
        self.split = QSplitter(Qt.Orientation.Horizontal, reading)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.view)
        self.split.addWidget(self.beside)
        self.split.setSizes([500, 500])
        inner.addWidget(self.split, 1)
        inner.addWidget(self.legend)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(reading)

    def _listen(self, view: ReaderView) -> None:
        view.hovered.connect(self._hovered)
        view.pressed.connect(lambda mark, twice: self._pressed(view, mark, twice))
        view.menu_wanted.connect(lambda mark, at: self._menu(view, mark, at))
        view.corrected.connect(lambda mark, start, end: self._corrected(view, mark, start, end))
        view.beside_pressed.connect(lambda entry, twice: self._margin_pressed(view, entry, twice))
        view.beside_menu.connect(lambda entry, at: self._margin_menu(view, entry, at))
        view.installEventFilter(self)

    # Showing.

    def load(self) -> None:
        """The article shown, again; at first the first in scope."""
        if self.article is not None:
            self._fetch(self.article.row.number)
        elif self._wanted is None:
            scope = self.selection.scope
            self.read(lambda ask: _first(ask, scope), self._first_read, "article")
        self.tint_hits()
        self.read(lambda ask: ask.disputed(QUICK), self.show_disputed, "disputed")
        self.read(lambda ask: ask.tag_colours(), self.show_tag_colours, "tag-colours")

    def show_disputed(self, disputed: Disputed) -> None:
        """A sign beside the paragraphs on which articles contradict each other."""
        for view in (self.view, self.beside.view):
            view.layers.disputed = disputed.claims
            view.viewport().update()

    def show_tag_colours(self, chosen: Mapping[str, str]) -> None:
        """Tags in the margin in the colours that were chosen for them."""
        for view in (self.view, self.beside.view):
            view.margin.tag_colours = chosen
            view.viewport().update()

    def attach(self, ask: Ask | None) -> None:
        self.article, self._wanted = None, None
        self._stack.setCurrentIndex(0)
        self.beside.close_beside()
        super().attach(ask)

    def case_changed(self, changed: Changed) -> None:
        """Only what concerns the article shown makes it read anew."""
        number = self.article.row.number if self.article else None
        if number is None or not changed.articles or number in changed.articles or changed.kinds & {"entities", "events"}:
            super().case_changed(changed)

    @property
    def shown_number(self) -> int | None:
        """The article that is shown, or will be as soon as it is read."""
        return self._wanted if self._wanted is not None else self.article.row.number if self.article is not None else None

    def toggle_beside(self, number: int | None = None) -> None:
        """Open a second article beside this one, or close it; with a number, this article beside."""
        if number is None and not self.beside.isHidden():
            self.beside.close_beside()
        elif self.article is not None:
            self.beside.open_beside(number)

    def passage(self) -> tuple[int, int] | None:
        """The selected words, else the sentence of what is looked at."""
        selected, spot = self.view.selected(), self.view.layers.spot
        if selected is not None or spot is None or self.article is None:
            return selected
        return sentence_at(self.article.sentences, *spot)

    def cited(self) -> str | None:
        """The passage with its citation; None where nothing is selected and nothing looked at."""
        span, page = self.passage(), self.view.page
        return page.cited(*span) if span is not None and page is not None else None

    def show_article(self, article: ArticleText) -> None:
        """Show this text; the place in it stays when it is the article already shown."""
        again = self.article is not None and self.article.row.number == article.row.number
        keep = self.view.place() if again and self.view.verticalScrollBar().value() else None
        self.article, self._wanted = article, None
        self.view.layers.show_article(article)
        self.view.show_page(Page(article, self.theme, self.zoom))
        self._stack.setCurrentIndex(1)
        self.tint_hits()
        if self.find_bar.isVisible():
            self.finder.find(self.find_bar.words.text())
        if keep is not None:
            self.view.scroll_to(keep[0], top=True, above=keep[1])
        if keep is None and len(article.text) > _LONG:
            # Laying out all that stands before the place is a step of its own.
            self._show_focus(scroll=False)
            QTimer.singleShot(0, self, lambda: self._show_focus(scroll=True))
        else:
            self._show_focus(scroll=keep is None)
        self.beside.compare()

    def show_links(self, links: Links) -> None:
        number = links.article if links.article is not None else links.focus.article if links.focus else None
        self.view.layers.show_links(links)
        in_second = not self.beside.isHidden() and number == self.beside.number
        if number is not None and not in_second and (self.article is None or self.article.row.number != number):
            self._fetch(number)
        elif not in_second:
            self._show_focus(scroll=True)
        self.tint_hits()
        self.beside.follow(links)

    def set_query(self, query: str) -> None:
        """Tint the words this query looks for, beside those of the scope."""
        self._query = query
        self.tint_hits()

    def restyle(self) -> None:
        self.view.theme = self.card.theme = self.theme
        self.legend.restyle(self.theme)
        self._rebuild()
        self.beside.restyle()

    def zoom_by(self, step: int) -> None:
        """One size up or down; 0 to the usual size."""
        place = min(range(len(ZOOMS)), key=lambda i: abs(ZOOMS[i] - self.zoom))
        self.set_zoom(1.0 if step == 0 else ZOOMS[max(0, min(place + step, len(ZOOMS) - 1))])

    def set_zoom(self, zoom: float) -> None:
        self.zoom = zoom
        self._rebuild()
        self.beside.rebuild()

    @property
    def printable(self) -> str:
        return "portrait" if self.view.page is not None else ""

    def print_on(self, device: QPagedPaintDevice) -> None:
        """The article, with the marks that are switched on."""
        page = self.view.page
        if page is not None:
            row = page.article.row
            print_document(device, f"{row.id} · {isolate(one_line(row.title))}", on_paper(page, self.view.layers))

    # Finding in the text.

    def start_find(self) -> None:
        """Ctrl+F: with the selected words, if there are few."""
        self.finder.start()

    def find_step(self, by: int) -> None:
        """F3, Shift+F3: the next or previous place, round the ends. Without words to find, through the search hits."""
        self.finder.step(by)

    def step_mark(self, by: int, view: ReaderView | None = None) -> None:
        """To the next or previous mark, with its card."""
        view = view or self.view
        spot = view.layers.spot
        mark = view.layers.next_mark(spot[0] if spot else view.first_visible() - 1, by)
        if mark is not None:
            view.layers.spot = (mark.start, mark.end)
            view.scroll_to(mark.start)
            view.viewport().update()
            self._say_place()
            place = view.rect_of(mark.start).bottomLeft().toPoint()
            self.card.show_mark(mark, view.viewport().mapToGlobal(place))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, ReaderView) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if alt and shift and Qt.Key(event.key()) in _ENDS:
                watched.ends.step(*_ENDS[Qt.Key(event.key())])
                return True
            if alt and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.step_mark(1 if event.key() == Qt.Key.Key_Down else -1, watched)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and watched.layers.spot is not None:
                mark = watched.layers.mark_at(watched.layers.spot[0])
                if mark is not None and alt:
                    return self._speaks(watched, mark)
                if mark is not None:
                    narrow = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
                    self._pressed(watched, mark, narrow)
                    return True
            self.card.hide()
        return super().eventFilter(watched, event)

    # What the text answers.

    def _pressed(self, view: ReaderView, mark: Mark, twice: bool) -> None:
        self.card.hide()
        assert view.page is not None
        focus = focus_of(view.page.article, mark)
        if not twice:
            self.focus_requested.emit(focus)
        elif (condition := condition_of(focus, mark)) is not None:
            self.brush_requested.emit(condition, Mode.NARROW)

    def _corrected(self, view: ReaderView, mark: Mark, start: int, end: int) -> None:
        """The ends of a mark were drawn elsewhere: only what has changed is said."""
        ends = (("start", mark.start, start), ("end", mark.end, end))
        self.command_requested.emit(Correct(mark.id, tuple((name, str(new)) for name, old, new in ends if new != old)))
        assert view.page is not None
        self.focus_requested.emit(replace(focus_of(view.page.article, mark), start=start, end=end))

    def _margin_pressed(self, view: ReaderView, entry: Entry, twice: bool) -> None:
        """A note or a tag in the margin was clicked: look at it; twice opens the note."""
        if entry.note is not None and twice:
            self.verb_requested.emit("edit-note", (entry.note.id,))
        else:
            self.focus_requested.emit(_focus_beside(view, entry))

    def _margin_menu(self, view: ReaderView, entry: Entry, at: QPoint) -> None:
        self.menu_for([_focus_beside(view, entry)], [Tagged(tag) for tag in entry.tags]).popup(at)

    def _speaks(self, view: ReaderView, mark: Mark) -> bool:
        """Make a name the speaker of the quote that is looked at."""
        said = speaker_of(self, view.page.article, mark) if view.page is not None else None
        if said is not None:
            self.command_requested.emit(said)
        return said is not None

    def _hovered(self, mark: Mark | None, at: QPoint) -> None:
        if mark is None:
            self.card.hide()
        else:
            claims = self.view.layers.disputed.get(mark.id) or self.view.layers.disputed.get(mark.refers_to or "") or ()
            self.card.show_mark(mark, at, len(claims))

    def _menu(self, view: ReaderView, mark: Mark | None, at: QPoint) -> None:
        self.card.hide()
        if view.page is not None:
            menu_at(self, view, view.page, mark).popup(at)

    # Small steps.

    def _fetch(self, number: int) -> None:
        self._wanted = number
        # The article may be gone, by undoing its import.
        self.read(lambda ask: ask.article(number), self.show_article, "article", failed=lambda _: self._gone())

    def _gone(self) -> None:
        self.article, self._wanted = None, None
        self.view.page = None
        self._stack.setCurrentIndex(0)
        self.say_count("")
        self.load()

    def _first_read(self, article: ArticleText | None) -> None:
        if article is not None:
            self.show_article(article)
            self.focus_requested.emit(Focus(Kind.ARTICLE, article.row.id, article.row.number))

    def _show_focus(self, *, scroll: bool) -> None:
        layers, links = self.view.layers, self.links
        layers.spot = None
        if self.article is not None and links.start is not None and links.article in (None, self.article.row.number):
            layers.spot = (links.start, links.end or links.start + 1)
            if scroll:
                self.view.scroll_to(links.start)
        self.view.viewport().update()
        self._say_place()

    def tint_hits(self) -> None:
        """The words that the scope and the search box look for, in all texts shown."""
        wanted = [query for query in (*sorted(queries(self.selection.scope)), self._query) if query]
        words = tuple(dict.fromkeys(word for query in wanted for word in query_words(query)))
        for view in (self.view, self.beside.view):
            view.layers.hits = find_words(view.page.article.text, words) if view.page is not None else ()
            view.viewport().update()

    def _switched(self, kind: str, on: bool) -> None:
        (self.view.layers.hidden.discard if on else self.view.layers.hidden.add)(kind)
        for view in (self.view, self.beside.view):
            view.viewport().update()

    def _rebuild(self) -> None:
        if self.article is not None:
            keep = self.view.first_visible()
            self.view.show_page(Page(self.article, self.theme, self.zoom))
            self.view.scroll_to(keep, top=True)

    def _say_place(self) -> None:
        page, article = self.view.page, self.article
        if page is None or article is None:
            return
        digest = article.row.sha256
        spot, place = self.view.layers.spot, self.view.first_visible()
        near = spot is not None and not self.view.is_far(spot[0])
        if spot is not None and near and 0 <= self.view.rect_of(spot[0]).top() < self.view.viewport().height():
            place = spot[0]
        self.say_count(
            tr("¶ {} of {} · SHA-256 {}…{}").format(
                page.paragraph_at(place), len(article.paragraphs), digest[:4], digest[-2:]
            )
        )
        self.legend.setToolTip(
            tr("{} in this article. Original: SHA-256 {}").format(count(len(article.marks), "mark"), digest)
        )


def _focus_beside(view: ReaderView, entry: Entry) -> Focus:
    assert view.page is not None
    number = view.page.article.row.number
    if entry.start < 0:
        return Focus(kind_of(entry.target), entry.target, number)
    return Focus(kind_of(entry.target), entry.target, number, entry.start, entry.end)


def _first(ask: Ask, scope: Scope) -> ArticleText | None:
    numbers = ask.article_numbers(scope)
    return ask.article(numbers[0]) if numbers else None
