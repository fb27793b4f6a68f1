"""How long the GUI thread is busy when the reader opens a long article, scrolls in it, finds in it. Prints milliseconds.

    python benchmarks/reader_open.py [characters]

The text is made up, from a fixed seed, with a mark every hundred characters or so. The processor's time is told beside the
clock's: on a busy machine the clock measures the neighbours as well.
"""

from __future__ import annotations

import os
import random
import re
import sys
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from casefile.domain.articles import Basis, Publication
from casefile.domain.rows import ArticleRow, ArticleText, Counts, Mark
from casefile.gui.app import application
from casefile.gui.jobs import Jobs
from casefile.gui.panes.reader.pane import ReaderPane
from casefile.gui.theme import theme

WORDS = (
    "the harbour gate failed on Tuesday when officials from Norrvik Lines said that more than forty ships waited near Halden"
).split()
KINDS = {"Norrvik Lines": "organisation", "Halden": "place", "Tuesday": "date", "forty": "figure"}


def made_up(characters: int, seed: int = 1) -> ArticleText:
    """An article of about this length."""
    chance = random.Random(seed)
    paragraphs: list[str] = []
    spans: list[tuple[int, int]] = []
    at = 0
    while at < characters:
        paragraph = " ".join(chance.choice(WORDS) for _ in range(chance.randint(20, 90))).capitalize() + "."
        paragraphs.append(paragraph)
        spans.append((at, at + len(paragraph)))
        at += len(paragraph) + 2
    text = "\n\n".join(paragraphs)
    marks = tuple(
        Mark(found.start(), found.end(), KINDS[found[0]], f"m{found.start():013x}", None, found[0], "", 0.9, "made.up")
        for found in re.finditer("|".join(KINDS), text)
    )
    published = Publication("2024", Basis.GIVEN, 1.0)
    row = ArticleRow("S1", 1, "A report", "Outlet", (), published, "en", "", "0" * 64, "", None, None, Counts())
    return ArticleText(row, text, tuple(spans), (), marks, (), ())


def measured(words: str, act: Callable[[], object], app: QApplication, done: Callable[[], bool] = lambda: True) -> None:
    """Tells the longest step, and how long it took until what was asked for was shown."""
    begin, whole = time.perf_counter(), time.thread_time()
    longest = 0.0
    step: Callable[[], object] = act
    while True:
        before = time.thread_time()
        step()
        longest = max(longest, (time.thread_time() - before) * 1000)
        if step is not act and done():
            break
        step = app.processEvents
    worked = (time.thread_time() - whole) * 1000
    print(f"{words:28} {longest:7.1f}   in all {worked:7.1f}   by the clock {(time.perf_counter() - begin) * 1000:7.1f}")


def main(characters: int) -> None:
    app = application()
    article = made_up(characters)
    pane = ReaderPane(Jobs(), theme("light"))
    pane.resize(800, 520)
    pane.show()
    app.processEvents()
    middle, end = len(article.text) // 2, len(article.text) - 10

    def at(point: int) -> bool:
        return not pane.view.is_far(point) and 0 <= pane.view.rect_of(point).top() <= pane.view.viewport().height()

    print(f"{len(article.text):,} characters, {len(article.marks):,} marks; milliseconds of the processor, the longest step")
    measured("open", lambda: pane.show_article(article), app)
    measured("to the middle", lambda: pane.view.scroll_to(middle), app, lambda: at(middle))
    measured("to the end", lambda: pane.view.scroll_to(end), app, lambda: at(end))
    measured("one page on", lambda: pane.view.verticalScrollBar().setValue(100), app)
    measured("find in text", lambda: pane.finder.find("officials"), app)
    measured("another size of text", lambda: pane.zoom_by(1), app)
    app.quit()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
