"""What the actions of the window do, where it is more than a call: each a small errand between frame, desk and panes."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence

from casefile import __version__
from casefile.domain.commands import Accept, MarkFrame, Reject, Star
from casefile.domain.ids import Kind
from casefile.domain.scope import EVERYTHING, Matching, Mode
from casefile.domain.selection import Focus
from casefile.gui.dialogs.choose import Choose, Option
from casefile.gui.dialogs.form import Field, Form
from casefile.gui.dialogs.keys import HelpDialog, KeysDialog
from casefile.gui.dialogs.preferences import PreferencesDialog
from casefile.gui.panes.search.pane import SearchPane
from casefile.gui.printing import preview
from casefile.gui.text import one_line, tr
from casefile.gui.theme import theme

if TYPE_CHECKING:
    from casefile.gui.window import Window

_DECIDABLE = frozenset({Kind.DATE, Kind.MENTION, Kind.QUOTE, Kind.FIGURE, Kind.REPORT, Kind.ENTITY, Kind.EVENT})

_ON_FOCUS = (
    "speaker",
    "correct",
    "edit-note",
    "delete-note",
    "make-claim",
    "link-claim",
    "reword-claim",
    "split-claim",
    "merge-claims",
    "hold",
)
_SECTIONS = ("claims", "hypotheses", "gaps", "origins")


class Errands(QObject):
    """Of one window."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.second: Window | None = None
        """The window that was opened last beside this one."""

    def handlers(self) -> dict[str, Callable[[], object]]:
        def on_focus(verb: str) -> Callable[[], None]:
            return lambda: self._window.verbs.run(verb, (self.focus.id,) if self.focus else ())

        def on_article(verb: str) -> Callable[[], None]:
            return lambda: self._window.verbs.run(verb, (f"S{self.focus_article}",))

        return {
            **self._window.care.handlers(),
            **self._window.trade.handlers(),
            "new": self._window.door.new,
            "open": self._window.door.open,
            "sample": self._window.door.sample,
            "import": self.bring_in,
            "paste-article": self.paste_article,
            "watch": self.watch,
            "versions": on_article("versions"),
            "correct-text": on_article("correct-text"),
            "encoding": on_article("encoding"),
            "export": self.export,
            "summary": lambda: self._window.verbs.run("summary", ()),
            "judge": on_focus("judge"),
            "second-window": self.second_window,
            "preferences": self.preferences,
            "print": self.print_pane,
            "close": self._window.close_case,
            "quit": self._window.close,
            "undo": self.undo,
            "redo": self.redo,
            "accept": lambda: self.decide(Accept),
            "reject": lambda: self.decide(Reject),
            "rename": on_focus("rename"),
            "merge": on_focus("merge"),
            "split": on_focus("split"),
            "note": lambda: self._window.verbs.run("note", self.note_target()),
            "tag": on_focus("tag"),
            "tag-colour": lambda: self._window.verbs.run("tag-colour", ()),
            "published": on_article("published"),
            "metadata": on_article("metadata"),
            "original": lambda: self._window.verbs.run("original", (self.original_target(),)),
            "star": lambda: self.star(starred=True),
            "unstar": lambda: self.star(starred=False),
            "grade": on_focus("grade"),
            "frame": lambda: self._window.do(MarkFrame((self.focus.id,)), "window") if self.focus else None,
            "copy-citation": self.copy_citation,
            **{name: on_focus(name) for name in _ON_FOCUS},
            **{name: on_article(name) for name in ("grade-outlet", "origin", "like")},
            "suppose": lambda: self._window.verbs.run("suppose", ()),
            "weigh-claims": lambda: self._window.verbs.run("weigh", ()),
            "question": on_focus("question"),
            **{f"see-{name}": partial(self.see, place) for place, name in enumerate(_SECTIONS)},
            "timeline-table": self.turn_timeline,
            "timeline-fit": self.fit_timeline,
            "filter": lambda: self._window.verbs.run("filter", ()),
            "keep-search": self.keep_search,
            "search": self.to_search,
            "palette": self.palette,
            "find": self.find,
            "find-next": lambda: self._window.reader.find_step(1),
            "find-previous": lambda: self._window.reader.find_step(-1),
            "back": self._window.desk.back,
            "forward": self._window.desk.forward,
            "clear": self._window.desk.clear_scope,
            "lens": self.keep_lens,
            "next-pane": self._window.arrangement.next_pane,
            "beside": self.beside,
            "zoom-in": lambda: self._window.reader.zoom_by(1),
            "zoom-out": lambda: self._window.reader.zoom_by(-1),
            "zoom-reset": lambda: self._window.reader.zoom_by(0),
            "dark": lambda: self._window.set_theme(theme("light" if self._window.theme.dark else "dark")),
            "layout": self._window.arrangement.usual,
            "keys": lambda: KeysDialog(self._window, self._window.actions_table.all()).show(),
            "help": self.help,
            "about": lambda: self._window.notice.say(
                tr("CaseFile {}, Apache License 2.0. It never touches the network.").format(__version__)
            ),
        }

    def star(self, *, starred: bool) -> None:
        if self.focus is not None:
            self._window.do(Star((self.focus.id,), starred), "window")

    def copy_citation(self) -> None:
        """The selected words, or the sentence looked at, with where they stand."""
        if (cited := self._window.reader.cited()) is not None:
            QGuiApplication.clipboard().setText(cited)
            self._window.notice.say(tr("Copied: {}").format(one_line(cited, 80)))
        else:
            self._window.notice.say(tr("Select the words in the reader, or look at something in it, first."))

    def see(self, section: int) -> None:
        """A section of the claims."""
        self._window.arrangement.bring(self._window.claims)
        self._window.claims.sections.setCurrentIndex(section)

    def turn_timeline(self) -> None:
        self._window.arrangement.bring(self._window.timeline)
        self._window.timeline.show_form(table=not self._window.timeline.table_button.isChecked())

    def fit_timeline(self) -> None:
        self._window.arrangement.bring(self._window.timeline)
        self._window.timeline.canvas.fit()

    def keep_search(self) -> None:
        query = self._window.top.search.text().strip()
        if query:
            self._window.verbs.run("keep-search", (query,))
        else:
            self._window.notice.say(tr("Write a query into the search box first."))

    @property
    def focus(self) -> Focus | None:
        return self._window.desk.selection.focus

    @property
    def focus_article(self) -> int | None:
        """The article looked at: that of the focus, else the one in the reader."""
        if self.focus is not None and self.focus.kind is Kind.ARTICLE:
            return self.focus.article
        return self._window.reader.article.row.number if self._window.reader.article is not None else None

    def typed(self, query: str) -> None:
        if query or self._window.shelf.slot(SearchPane).there is not None:
            self._window.search.search(query)
        self._window.reader.set_query(query)
        if query:
            self._window.centre.bring(self._window.search)

    def entered(self, query: str, narrow: bool) -> None:
        self.typed(query)
        if narrow and query:
            self._window.desk.set_scope(Matching(query), Mode.NARROW, "search")
        else:
            self._window.search.focus_first()

    def ask(self, query: str) -> None:
        """Search for this, as if it had been typed."""
        self._window.top.search.setText(query)
        self.entered(query, narrow=False)

    def search_for(self, words: str) -> None:
        """Search for these very words."""
        phrase = words.replace('"', " ")
        self.ask(f'"{phrase}"')

    def to_search(self) -> None:
        self._window.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._window.top.search.selectAll()

    def bring_in(self) -> None:
        if self._window.session is not None:
            self._window.door.ask_import(self._window.session, self._window.theme)

    def paste_article(self) -> None:
        """The text on the clipboard as an article."""
        session, text = self._window.session, QGuiApplication.clipboard().text()
        if session is None:
            return
        if not text.strip():
            self._window.notice.say(tr("There is no text on the clipboard. Copy the article's words first."))
            return
        form = Form(
            self._window,
            tr("Import from clipboard"),
            tr("{:,} characters are on the clipboard. What is left empty is looked for in the text.").format(len(text)),
            [
                Field("title", tr("Title")),
                Field("outlet", tr("Outlet")),
                Field("author", tr("Authors"), hint=tr("separated by ;")),
                Field("published", tr("Published"), hint="2024-06-21"),
                Field("url", tr("Address")),
            ],
            tr("Import"),
        )
        form.submitted.connect(lambda values: self._window.door.paste(session, text, values, self._window.theme))
        form.show()

    def watch(self) -> None:
        """Import what comes into a folder, or no longer."""
        if self._window.session is not None:
            self._window.door.watch(self._window.session, self._window.theme)

    def export(self) -> None:
        if self._window.session is not None:
            self._window.door.ask_export(self._window.session, self._window.brief.order)

    def review(self) -> None:
        self._window.arrangement.bring(self._window.review)

    def undo(self) -> None:
        if self._window.session is not None:
            self._window.session.undo()

    def redo(self) -> None:
        if self._window.session is not None:
            self._window.session.redo()

    def look_through(self, written: str) -> None:
        if self._window.session is not None:
            self._window.session.look_through(written)

    def keep_lens(self) -> None:
        session = self._window.session
        if session is None or self._window.desk.selection.scope == EVERYTHING:
            return
        why = tr("The scope is kept in the case under this name, and follows the case as it grows.")
        form = Form(
            self._window,
            tr("Keep as a lens"),
            why,
            [Field("name", tr("Name"))],
            tr("Keep"),
            lambda v: (bool(v["name"]), tr("Write a name.") * (not v["name"])),
        )
        form.submitted.connect(lambda values: session.keep_lens(values["name"]))
        form.show()

    def find(self) -> None:
        self._window.arrangement.bring(self._window.reader)
        self._window.reader.start_find()

    def print_pane(self) -> None:
        """A preview of the pane that has the keyboard, of the reader where that cannot be printed."""
        here = self._window.focusWidget()
        panes = [pane for pane in self._window.arrangement.made if here is not None and pane.isAncestorOf(here)]
        pane = next((one for one in (*panes, self._window.reader) if one.printable), None)
        if pane is None:
            self._window.notice.say(tr("There is nothing to print yet. Open an article, or import some with Ctrl+I."))
            return
        preview(self._window, tr(pane.title), pane.print_on, landscape=pane.printable == "landscape")

    def beside(self) -> None:
        """A second article in the reader, or one again."""
        self._window.arrangement.bring(self._window.reader)
        self._window.reader.toggle_beside()

    def decide(self, verdict: type[Accept] | type[Reject]) -> None:
        if self._window.session is None or self.focus is None:
            return
        if self.focus.kind in _DECIDABLE:
            self._window.session.do(verdict((self.focus.id,)), "window")
        else:
            self._window.notice.say(
                tr("Choose something that was read in an article first: a name, date, quote, figure or event.")
            )

    def original_target(self) -> str:
        """The article looked at; in the reader, with the passage: the selected words, or the sentence that is looked at."""
        reader, number = self._window.reader, self.focus_article
        span = reader.passage() if reader.article is not None and reader.article.row.number == number else None
        return f"S{number}:{span[0]}:{span[1]}" if span is not None else f"S{number}"

    def note_target(self) -> tuple[str, ...]:
        reader = self._window.reader
        span = reader.view.selected()
        if span is not None and reader.article is not None and reader.isAncestorOf(self._window.focusWidget() or reader):
            return (f"{reader.article.row.id}:{span[0]}:{span[1]}",)
        return (self.focus.id,) if self.focus is not None else ()

    def palette(self) -> None:
        table = self._window.actions_table.all()
        native = QKeySequence.SequenceFormat.NativeText
        options = [
            Option(
                action.objectName(),
                action.text().replace("&&", "&"),
                tr(group),
                action.isEnabled(),
                action.shortcut().toString(native),
            )
            for group, action in table
            if action.objectName() != "action-palette"
        ]
        by_name = {action.objectName(): action for _, action in table}
        dialog = Choose(self._window, tr("All actions"), "", options, "")
        dialog.chosen.connect(lambda keys: by_name[keys[0]].trigger())
        dialog.show()

    def preferences(self) -> None:
        """How the window looks and works, for all cases."""
        window = self._window
        dialog = PreferencesDialog(window, window.remembered.preferences, os.cpu_count() or 1)
        dialog.changed.connect(window.prefer)
        dialog.recent_forgotten.connect(window.forget_recent)
        dialog.show()

    def second_window(self) -> None:
        """The same case once more, for reading; it follows this one."""
        window = self._window
        session = window.session
        if session is None:
            return
        other = type(window)(window.theme, window.remembered)
        other.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        session.changed.connect(other.follow)
        other.resize(window.size())
        other.show()
        other.door.enter(session.case.path, read_only=True)
        self.second = other

    def help(self) -> None:
        here = self._window.focusWidget()
        pane = next((p for p in self._window.arrangement.made if here is not None and p.isAncestorOf(here)), None)
        HelpDialog(
            self._window, self._window.theme, self._window.actions_table.all(), pane.title if pane is not None else ""
        ).show()
