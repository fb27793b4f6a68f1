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

if TYPE_CHECKING:
    from casefile.gui.pane import Pane

VERBS: Final = frozenset(
    "rename merge split note edit-note delete-note tag published metadata grade speaker correct original mark judge "
    "change-judgement keep-profile summary search".split()
)
"""rename: one entity; merge: entities or events, first names it; split: one entity or event, or mentions of one; note, tag:
any ids; edit-note, delete-note: one note; published, metadata, grade, original: one article; speaker: one quote;
correct: one finding; mark: (kind, type or words, passage); judge: claims, events, quotes, figures, mentions;
change-judgement: one judgement; keep-profile: (TOML, taken names...); summary: nothing; search: (words,)."""

_DECIDABLE = frozenset({Kind.DATE, Kind.MENTION, Kind.QUOTE, Kind.FIGURE, Kind.REPORT, Kind.ENTITY, Kind.EVENT, Kind.CLAIM})

_CITABLE = frozenset({Kind.CLAIM, Kind.EVENT, Kind.REPORT, Kind.QUOTE, Kind.FIGURE, Kind.MENTION})
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
        add("Open in reader", lambda: pane.open_requested.emit(focuses[0]))
    if conditions:
        add("Narrow to this", lambda: _brush(pane, conditions, Mode.NARROW))
        add("Add to scope (or)", lambda: _brush(pane, conditions, Mode.WIDEN))
        add("Exclude from scope", lambda: _brush(pane, conditions, Mode.EXCEPT))
        add("Show only this", lambda: _brush(pane, conditions, Mode.REPLACE))
    if kinds and kinds <= _DECIDABLE:
        menu.addSeparator()
        add("Accept", lambda: pane.command_requested.emit(Accept(ids)))
        add("Reject", lambda: pane.command_requested.emit(Reject(ids)))
        add("Take back decision", lambda: pane.command_requested.emit(Reconsider(ids)))
    if kinds and kinds <= {Kind.ENTITY, Kind.MENTION}:
        types = menu.addMenu("Is a")
        for kind in EntityType:
            words = kind.value.capitalize()
            types.addAction(words).triggered.connect(lambda _=False, k=kind: pane.command_requested.emit(Retype(ids, k)))
    if kinds == {Kind.ENTITY}:
        if len(ids) == 1:
            add("Rename…", verb("rename"))
            add("Split…", verb("split"))
        add("Merge…", verb("merge"), "Ctrl+Shift+M")
        add("Mere frame (reporter, outlet)", lambda: pane.command_requested.emit(MarkFrame(ids)))
    if kinds == {Kind.EVENT} and len(ids) > 1:
        add("Merge…", verb("merge"))
    if len(ids) == 1 and kinds <= _CORRECTABLE:
        add("Correct…", verb("correct"))
    if len(ids) == 1 and kinds <= {Kind.QUOTE}:
        add("Set speaker…", verb("speaker"))
    if len(ids) == 1 and kinds <= {Kind.ARTICLE}:
        menu.addSeparator()
        add("Publication date…", verb("published"))
        add("Title, outlet, authors…", verb("metadata"))
        add("View original", verb("original"))
    if len(ids) == 1 and kinds <= {Kind.ARTICLE, Kind.OUTLET}:
        add("Reliability…", verb("grade"))
    if kinds and kinds <= _CITABLE:
        add("Judge…", verb("judge"))
    if focuses:
        menu.addSeparator()
        if len(ids) == 1 and kinds != {Kind.NOTE}:
            add("Note…", verb("note"), "Ctrl+D")
        if kinds != {Kind.NOTE}:
            add("Tag…", verb("tag"), "Ctrl+T")
            add("Star", lambda: pane.command_requested.emit(Star(ids)))
            add("Take star away", lambda: pane.command_requested.emit(Star(ids, False)))
        else:
            add("Edit note…", verb("edit-note"))
            add("Delete note", verb("delete-note"))
    if copy:
        add("Copy with citation", lambda: QGuiApplication.clipboard().setText(copy), "Ctrl+C")
    return menu


def _brush(pane: Pane, conditions: tuple[Scope, ...], mode: str) -> None:
    """Several conditions join as "any of these"."""
    pane.brush_requested.emit(conditions[0] if len(conditions) == 1 else Or(conditions), mode)
