"""What marks, selected words and the article itself offer, and what a mark means as focus and as condition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

from casefile.domain.commands import SetSpeaker
from casefile.domain.findings import EntityType
from casefile.domain.ids import Kind, article_id, kind_of
from casefile.domain.rows import ArticleText, Mark
from casefile.domain.scope import InArticle, OfEntity, Scope
from casefile.domain.selection import Focus
from casefile.gui.text import isolate, one_line, tr

if TYPE_CHECKING:
    from casefile.gui.panes.reader.page import Page
    from casefile.gui.panes.reader.pane import ReaderPane
    from casefile.gui.panes.reader.view import ReaderView


def focus_of(article: ArticleText, mark: Mark) -> Focus:
    """What is looked at where a mark is: the entity or event it belongs to, else the finding itself, at its place."""
    identifier = mark.refers_to or mark.id
    return Focus(kind_of(identifier), identifier, article.row.number, mark.start, mark.end)


def condition_of(focus: Focus, mark: Mark) -> Scope | None:
    """What narrowing to a mark means; None where nothing is."""
    if focus.kind == Kind.ENTITY:
        return OfEntity(focus.id)
    if mark.kind == "date" and focus.article is not None:
        return None
    return InArticle(focus.article) if focus.article is not None else None


def menu_at(pane: ReaderPane, view: ReaderView, page: Page, mark: Mark | None) -> QMenu:
    """For the selected words, else for the mark, else for the article."""
    article, span = page.article, view.selected()
    if span is not None:
        return _of_passage(pane, article, span, page.cited(*span))
    if mark is None:
        return pane.menu_for([Focus(Kind.ARTICLE, article.row.id, article.row.number)], [InArticle(article.row.number)])
    focus = focus_of(article, mark)
    condition = condition_of(focus, mark)
    menu = pane.menu_for([focus], [condition] if condition else [], page.cited(mark.start, mark.end))
    if focus.id != mark.id:
        alone = menu.addMenu(tr("This mention only") if kind_of(mark.id) == Kind.MENTION else tr("This report only"))
        only = Focus(kind_of(mark.id), mark.id, article.row.number, mark.start, mark.end)
        alone.addActions(pane.menu_for([only]).actions())
    if (said := speaker_of(pane, article, mark)) is not None:
        act = QAction(tr("{} said the quote looked at").format(isolate(one_line(mark.label, 40))).replace("&", "&&"), menu)
        act.setShortcut(QKeySequence("Alt+Return"))
        act.setShortcutVisibleInContextMenu(True)
        act.triggered.connect(lambda: pane.command_requested.emit(said))
        menu.insertAction(menu.actions()[0], act)
    return menu


def speaker_of(pane: ReaderPane, article: ArticleText, mark: Mark) -> SetSpeaker | None:
    """What makes this name the speaker of the quote that is looked at; None where no quote is, or this is no name."""
    looked_at, named = pane.links.focus, focus_of(article, mark)
    if looked_at is None or looked_at.kind != Kind.QUOTE or named.kind != Kind.ENTITY:
        return None
    return SetSpeaker(looked_at.id, named.id)


def _of_passage(pane: ReaderPane, article: ArticleText, span: tuple[int, int], cited: str) -> QMenu:
    """What selected words offer: mark by hand, note, tag, a judgement for the brief, search, copy."""
    menu = QMenu(pane)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    words = article.text[span[0] : span[1]]
    marks = menu.addMenu(tr("Mark as"))
    target = f"{article_id(article.row.number)}:{span[0]}:{span[1]}"
    for kind in EntityType:
        act = marks.addAction(kind.value.capitalize())
        act.triggered.connect(lambda _=False, k=kind: pane.verb_requested.emit("mark", ("mention", k.value, target)))
    marks.addSeparator()
    for what in ("date", "quote", "figure", "event"):
        act = marks.addAction(what.capitalize() + ("…" if what in ("date", "quote", "figure") else ""))
        act.triggered.connect(lambda _=False, w=what: pane.verb_requested.emit("mark", (w, words, target)))
    menu.addAction(tr("Note…")).triggered.connect(lambda: pane.verb_requested.emit("note", (target,)))
    found = [mark for mark in article.marks if span[0] <= mark.start and mark.end <= span[1] and mark.decision != "rejected"]
    tagged = tuple(dict.fromkeys(mark.id for mark in found))
    cites = tuple(dict.fromkeys(_evidence(mark) for mark in found if mark.kind != "date"))
    for said, verb, ids in ((tr("Tag what is marked here…"), "tag", tagged), (tr("Add to the brief…"), "judge", cites)):
        act = menu.addAction(said)
        act.setEnabled(bool(ids))
        act.triggered.connect(lambda _=False, verb=verb, ids=ids: pane.verb_requested.emit(verb, ids))
    menu.addAction(tr("Search for this")).triggered.connect(lambda: pane.verb_requested.emit("search", (words,)))
    menu.addSeparator()
    menu.addAction(tr("Copy")).triggered.connect(lambda: QGuiApplication.clipboard().setText(words))
    menu.addAction(tr("Copy with citation")).triggered.connect(lambda: QGuiApplication.clipboard().setText(cited))
    return menu


def _evidence(mark: Mark) -> str:
    """What a judgement cites of a mark: the event that a report tells of, else the finding."""
    return mark.refers_to if mark.kind == "event" and mark.refers_to else mark.id
