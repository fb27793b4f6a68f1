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


def measured(words: str, act: Callable[[], object]) -> None:
    begin, before = time.perf_counter(), time.thread_time()
    act()
    worked = (time.thread_time() - before) * 1000
    print(f"{words:28} {(time.perf_counter() - begin) * 1000:7.1f}   processor {worked:7.1f}")


def main(characters: int) -> None:
    app = application()
    article = made_up(characters)
    pane = ReaderPane(Jobs(), theme("light"))
    pane.resize(800, 520)
    pane.show()
    app.processEvents()
    print(f"{len(article.text):,} characters, {len(article.marks):,} marks; milliseconds")
    measured("open", lambda: pane.show_article(article))
    measured("first picture", app.processEvents)
    measured("to the middle", lambda: (pane.view.scroll_to(len(article.text) // 2), app.processEvents()))
    measured("to the end", lambda: (pane.view.scroll_to(len(article.text) - 10), app.processEvents()))
    measured("one page on", lambda: (pane.view.verticalScrollBar().setValue(100), app.processEvents()))
    measured("find in text", lambda: pane.finder.find("officials"))
    measured("another size of text", lambda: pane.zoom_by(1))
    app.quit()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
