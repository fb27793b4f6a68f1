"""A jump through a long text goes step by step, and comes to where it was to go."""

from __future__ import annotations

from gui_rows import article_row
from pytestqt.qtbot import QtBot

from casefile.domain.rows import ArticleText
from casefile.gui.jobs import Asks
from casefile.gui.panes.reader.approach import STEP
from casefile.gui.panes.reader.pane import ReaderPane
from casefile.gui.theme import Theme

WORDS = "The ferry was late again, and nobody on the quay was told why. " * 8


def long_article() -> ArticleText:
    paragraphs, spans, at = [], [], 0
    while at < 4 * STEP:
        paragraphs.append(WORDS)
        spans.append((at, at + len(WORDS)))
        at += len(WORDS) + 2
    return ArticleText(article_row(1), "\n\n".join(paragraphs), tuple(spans), (), (), (), ())


def test_a_far_place_is_come_to_step_by_step(qtbot: QtBot, jobs: Asks, light: Theme) -> None:
    pane = ReaderPane(jobs, light)
    qtbot.addWidget(pane)
    pane.resize(800, 500)
    pane.show()
    article = long_article()
    pane.show_article(article)
    view, end, middle = pane.view, len(article.text) - 20, len(article.text) // 2
    view.scroll_to(end)
    assert view.is_far(end)
    assert view.verticalScrollBar().value() == 0
    # Who changes the mind on the way goes to the other place alone.
    view.scroll_to(middle)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 0)
    assert 0 <= view.rect_of(middle).top() <= view.viewport().height()
    assert view.is_far(end)
    view.scroll_to(end)
    qtbot.waitUntil(lambda: not view.is_far(end) and view.rect_of(end).top() <= view.viewport().height())
    # What is near is there at once.
    view.scroll_to(10)
    assert 0 <= view.rect_of(10).top() <= view.viewport().height()
