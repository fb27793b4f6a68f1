"""The context menu all panes share: what can be done with the things that are selected.

`VERBS` are the things the window must ask about (or do on ids) first; a pane emits `verb_requested(verb, ids)`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu

from casefile.domain.commands import Accept, MarkFrame, Reconsider, Reject, Retype, Star
from casefile.domain.findings import EntityType
from casefile.domain.ids import Kind
from casefile.domain.scope import Mode, Or, Scope
from casefile.domain.selection import Focus
from casefile.gui.text import tr

if TYPE_CHECKING:
    from casefile.gui.pane import Pane

VERBS: Final = frozenset(
    "rename merge split note edit-note delete-note tag published metadata grade speaker correct original mark "
    "judge correct-text encoding versions change-judgement keep-profile summary search beside grade-outlet "
    "make-claim link-claim merge-claims split-claim reword-claim keep-search filter tag-colour accept-alike like "
    "suppose edit-hypothesis weigh hold question origin".split()
)
"""rename: one entity; merge: entities or events, first names it; split: one entity or event, or mentions of one; note, tag:
any ids; edit-note, delete-note: one note; published, metadata, grade, original: one article; speaker: one quote;
correct: one finding; mark: (kind, type or words, passage); judge: claims, events, quotes, figures, mentions;
change-judgement: one judgement; keep-profile: (TOML, taken names...); summary: nothing; search: (words,);
keep-search: (query,); filter: nothing; tag-colour: a tag, or none;
accept-alike: one proposal; like: one article; make-claim,
link-claim: figures, quotes, reports, events, mentions; merge-claims, hold: claims; weigh,
suppose: claims, or none; split-claim, reword-claim: one claim; edit-hypothesis: one; question: one id or none; origin:
articles."""

_DECIDABLE = frozenset({Kind.DATE, Kind.MENTION, Kind.QUOTE, Kind.FIGURE, Kind.REPORT, Kind.ENTITY, Kind.EVENT, Kind.CLAIM})

_CITABLE = frozenset({Kind.CLAIM, Kind.EVENT, Kind.REPORT, Kind.QUOTE, Kind.FIGURE, Kind.MENTION})
_EVIDENCE = frozenset({Kind.FIGURE, Kind.QUOTE, Kind.REPORT, Kind.EVENT, Kind.MENTION})
_CORRECTABLE = frozenset({Kind.DATE, Kind.MENTION, Kind.QUOTE, Kind.FIGURE, Kind.REPORT, Kind.EVENT})


def build_menu(pane: Pane, focuses: tuple[Focus, ...], conditions: tuple[Scope, ...], copy: str) -> QMenu:
    """The menu for these things, in this pane. Only what applies to all of them is in it."""
    menu = QMenu(pane)
    ids = tuple(focus.id for focus in focuses)
    kinds = {focus.kind for focus in focuses}

    def add(words: str, act: Callable[[], object], key: str = "") -> QAction:
        action = menu.addAction(words)
        if key:
            # Shown, not bound: the window's own action owns the key.
            action.setShortcut(QKeySequence(key))
            action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(lambda: act())
        return action

    def verb(name: str) -> Callable[[], None]:
        return lambda: pane.verb_requested.emit(name, ids)

    if len(focuses) == 1:
        add(tr("Open in reader"), lambda: pane.open_requested.emit(focuses[0]))
    if conditions:
        add(tr("Narrow to this"), lambda: _brush(pane, conditions, Mode.NARROW))
        add(tr("Add to scope (or)"), lambda: _brush(pane, conditions, Mode.WIDEN))
        add(tr("Exclude from scope"), lambda: _brush(pane, conditions, Mode.EXCEPT))
        add(tr("Show only this"), lambda: _brush(pane, conditions, Mode.REPLACE))
    if kinds and kinds <= _DECIDABLE:
        menu.addSeparator()
        add(tr("Accept"), lambda: pane.command_requested.emit(Accept(ids)))
        add(tr("Reject"), lambda: pane.command_requested.emit(Reject(ids)))
        add(tr("Take back decision"), lambda: pane.command_requested.emit(Reconsider(ids)))
    if kinds and kinds <= {Kind.ENTITY, Kind.MENTION}:
        types = menu.addMenu(tr("Is a"))
        for kind in EntityType:
            words = kind.value.capitalize()
            types.addAction(words).triggered.connect(lambda _=False, k=kind: pane.command_requested.emit(Retype(ids, k)))
    if kinds == {Kind.ENTITY}:
        if len(ids) == 1:
            add(tr("Rename…"), verb("rename"))
            add(tr("Split…"), verb("split"))
        add(tr("Merge…"), verb("merge"), "Ctrl+Shift+M")
        add(tr("Mere frame (reporter, outlet)"), lambda: pane.command_requested.emit(MarkFrame(ids)))
    if kinds == {Kind.EVENT} and len(ids) > 1:
        add(tr("Merge…"), verb("merge"))
    if len(ids) == 1 and kinds <= _CORRECTABLE:
        add(tr("Correct…"), verb("correct"))
    if len(ids) == 1 and kinds <= {Kind.QUOTE}:
        add(tr("Set speaker…"), verb("speaker"))
    if len(ids) == 1 and kinds <= {Kind.ARTICLE}:
        menu.addSeparator()
        add(tr("Publication date…"), verb("published"))
        add(tr("Title, outlet, authors…"), verb("metadata"))
        add(tr("View original"), verb("original"))
        add(tr("Versions of the text…"), verb("versions"))
        add(tr("Read beside"), verb("beside"), "Ctrl+Shift+B")
        add(tr("More like this"), verb("like"))
    if len(ids) == 1 and kinds <= {Kind.ARTICLE, Kind.OUTLET}:
        add(tr("Reliability…"), verb("grade"))
    if len(ids) == 1 and kinds <= {Kind.ARTICLE}:
        add(tr("Reliability of its outlet…"), verb("grade-outlet"))
    if kinds <= {Kind.ARTICLE} and ids:
        add(tr("Origin…"), verb("origin"))
    if kinds and kinds <= _EVIDENCE:
        add(tr("Make a claim of this…"), verb("make-claim"))
        add(tr("Link to a claim…"), verb("link-claim"))
    if kinds == {Kind.CLAIM}:
        if len(ids) == 1:
            add(tr("Reword…"), verb("reword-claim"))
            add(tr("Split…"), verb("split-claim"))
            add(tr("Credibility…"), verb("grade"))
        add(tr("Merge…"), verb("merge-claims"))
        add(tr("Weigh against the hypotheses"), verb("weigh"))
        add(tr("Hold against a hypothesis…"), verb("hold"))
    if kinds and kinds <= _CITABLE:
        add(tr("Judge…"), verb("judge"))
    if focuses:
        menu.addSeparator()
        if len(ids) == 1 and kinds != {Kind.NOTE}:
            add(tr("Note…"), verb("note"), "Ctrl+D")
            add(tr("Note a question…"), verb("question"))
        if kinds != {Kind.NOTE}:
            add(tr("Tag…"), verb("tag"), "Ctrl+T")
            add(tr("Star"), lambda: pane.command_requested.emit(Star(ids)))
            add(tr("Take star away"), lambda: pane.command_requested.emit(Star(ids, False)))
        else:
            add(tr("Edit note…"), verb("edit-note"))
            add(tr("Delete note"), verb("delete-note"))
    if copy:
        add(tr("Copy with citation"), lambda: QGuiApplication.clipboard().setText(copy), "Ctrl+C")
    return menu


def _brush(pane: Pane, conditions: tuple[Scope, ...], mode: str) -> None:
    """Several conditions join as "any of these"."""
    pane.brush_requested.emit(conditions[0] if len(conditions) == 1 else Or(conditions), mode)
