"""Finding words in the text that is shown: the bar, the places, going from one to the next."""

from __future__ import annotations

from PySide6.QtCore import QObject

from casefile.gui.panes.reader.bars import FindBar
from casefile.gui.panes.reader.hits import find_in
from casefile.gui.panes.reader.view import ReaderView

_FEW = 80
"""Selected characters up to which they are taken for what to find."""


class Finder(QObject):
    """Of one bar and one view."""

    def __init__(self, bar: FindBar, view: ReaderView) -> None:
        super().__init__(bar)
        self._bar, self._view = bar, view
        self._place = 0
        bar.changed.connect(self.find)
        bar.stepped.connect(self.step)
        bar.closed.connect(self.close)

    def start(self) -> None:
        """Show the bar, with the selected words if there are few."""
        span, page = self._view.selected(), self._view.page
        self._bar.show()
        if span is not None and page is not None and span[1] - span[0] < _FEW:
            self._bar.words.setText(page.article.text[span[0] : span[1]])
        self._bar.words.setFocus()
        self._bar.words.selectAll()
        self.find(self._bar.words.text())

    def step(self, by: int) -> None:
        """The next or previous place, round the ends. Without words to find, through the search hits."""
        layers = self._view.layers
        places = layers.found or layers.hits
        if places:
            self._place = (self._place + by) % len(places)
            self._show(places)

    def find(self, wanted: str) -> None:
        """Mark where these words stand, and show the first from the top of the view on."""
        layers, page = self._view.layers, self._view.page
        layers.found = find_in(page.article.text, wanted) if page is not None else ()
        here = self._view.first_visible()
        self._place = next((i for i, (start, _) in enumerate(layers.found) if start >= here), 0)
        layers.found_current = None
        if layers.found:
            self._show(layers.found)
        else:
            self._bar.say(None, 0)
            self._view.viewport().update()

    def close(self) -> None:
        """Back to the text."""
        self._bar.hide()
        self._view.layers.found = ()
        self._view.layers.found_current = None
        self._view.viewport().update()
        self._view.setFocus()

    def _show(self, places: tuple[tuple[int, int], ...]) -> None:
        self._place %= len(places)
        span = places[self._place]
        self._view.layers.found_current = span
        self._view.scroll_to(span[0])
        self._bar.say(self._place, len(places))
        self._view.viewport().update()
