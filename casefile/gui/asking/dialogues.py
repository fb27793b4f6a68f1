"""What the questions of all nouns use: forms and choices that come up beside the window, and what their answer does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from casefile.domain.commands import Command
from casefile.gui.dialogs import findings
from casefile.gui.dialogs.choose import Choose, Option
from casefile.gui.dialogs.form import Check, Field, Form
from casefile.gui.session import Session
from casefile.gui.theme import Theme

Ids = tuple[str, ...]


class Dialogues(QObject):
    """Opens dialogues over one window; what they are answered with is done in the case that is open."""

    opened = Signal(object)
    """The dialogue that came up."""
    beside_wanted = Signal(int)
    """Show the article of this number beside the one that is read."""
    search_wanted = Signal(str)
    """Search for these words."""
    query_wanted = Signal(str)
    """Search for this query."""
    scope_wanted = Signal(object)
    """Narrow the scope to this condition."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.window = window
        self.session: Session | None = None

    @property
    def theme(self) -> Theme:
        """The colours the window has now."""
        own: Theme = self.window.theme  # type: ignore[attr-defined] # the window is a Window
        return own

    def form(
        self,
        title: str,
        why: str,
        fields: Sequence[Field],
        done: str,
        command: Callable[[Mapping[str, str]], Command | None],
        check: Check | None = None,
    ) -> None:
        """Ask for values; `command` makes of them what is done, None for nothing."""
        form = Form(self.window, title, why, fields, done, check)
        form.submitted.connect(lambda values: self.do(command(values)))
        self.up(form)

    def choose(
        self,
        title: str,
        why: str,
        options: Sequence[Option],
        done: str,
        command: Callable[[Ids], Command],
        *,
        several: bool = False,
        free: bool = False,
    ) -> None:
        """Ask for one or several of these; `command` makes of the keys what is done."""
        dialog = Choose(self.window, title, why, options, done, several=several, free=free)
        dialog.chosen.connect(lambda keys: self.do(command(keys)))
        self.up(dialog)

    def ask(self, question: findings.Question) -> None:
        """A form that somebody else put together."""
        self.form(question.title, question.why, question.fields, question.done, question.command, question.check)

    def do(self, command: Command | None) -> None:
        if self.session is not None and command is not None:
            self.session.do(command, "dialog")

    def up(self, dialog: QDialog) -> None:
        """Bring a dialogue to the front."""
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        self.opened.emit(dialog)


def passage(target: str) -> tuple[str, int | None, int | None]:
    """("S4", 120, 140) of "S4:120:140"; a plain id stands for the whole."""
    name, _, place = target.partition(":")
    if not place:
        return name, None, None
    start, _, end = place.partition(":")
    return name, int(start), int(end)


def not_empty(name: str, words: str) -> Check:
    """A check that this field has something in it; `words` say so where it has not."""
    return lambda values: (bool(values[name].strip()), "" if values[name].strip() else words)
