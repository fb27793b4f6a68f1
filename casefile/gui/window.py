"""The window: puts frame, panes, desk and session together and passes on what they say. It holds no data."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from casefile.domain.changes import Changed
from casefile.domain.commands import Command, SaveScope
from casefile.domain.ids import Kind
from casefile.domain.rows import Overview
from casefile.domain.scope import Not, Scope
from casefile.domain.selection import Focus, Links, Selection
from casefile.gui import actions as act
from casefile.gui.arrangement import Arrangement
from casefile.gui.care import Care
from casefile.gui.centre import Centre
from casefile.gui.desk import Desk
from casefile.gui.door import Door
from casefile.gui.errands import Errands
from casefile.gui.icons import icon
from casefile.gui.inside import AT_ONCE, BELOW, BY_KEY, CENTRE, LEFT, RIGHT, Inside
from casefile.gui.jobs import Jobs
from casefile.gui.pane import Pane
from casefile.gui.panes.brief.pane import BriefPane
from casefile.gui.panes.search.pane import SearchPane
from casefile.gui.session import Session
from casefile.gui.settings import Preferences, Remembered
from casefile.gui.shelf import Shelf, Slot
from casefile.gui.text import caption, isolate, tr, write_dates
from casefile.gui.theme import Theme, dress, enlarge, move, system_theme
from casefile.gui.theme import theme as theme_named
from casefile.gui.trade import Trade
from casefile.gui.verbs import Verbs
from casefile.gui.widgets.focusbar import FocusBar
from casefile.gui.widgets.notice import Notice
from casefile.gui.widgets.plain import plain_tooltip
from casefile.gui.widgets.statusline import StatusLine
from casefile.gui.widgets.topbar import TopBar
from casefile.gui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from casefile.case.service import Case


class Window(QMainWindow, Inside):
    """One window, at most one case."""

    case_shown = Signal()
    """A case is open and its panes have been told."""

    def __init__(self, style: Theme, remembered: Remembered) -> None:
        super().__init__()
        self.theme = style
        self.remembered = remembered
        self.jobs = Jobs(self)
        self.desk = Desk(self)
        self.session: Session | None = None
        self.overview: Overview | None = None
        self.setWindowTitle("CaseFile")
        self.setWindowIcon(icon("casefile", "#000000", 64))
        self.setAcceptDrops(True)
        self.resize(1440, 900)
        # Panes that are not laid out yet ask for more than they need: that must not push the window off the screen.
        self.setMinimumSize(960, 600)
        frame = self.layout()
        assert frame is not None
        frame.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._build_panes()
        self._build_frame()
        self.verbs = Verbs(self)
        self.door = Door(self, self.jobs)
        self.care = Care(self)
        self.trade = Trade(self)
        self.errands = Errands(self)
        self.actions_table = act.Actions(self, self.errands.handlers())
        for number, slot in enumerate(self.shelf.slots(*BY_KEY), 1):
            self.actions_table.add_pane(self, number, slot.title, partial(self._bring, slot))
        self.focus_bar.add_actions([self.actions_table[name] for name in ("back", "forward", "undo", "redo")])
        self.actions_table.restyle(self.theme)
        self.actions_table["dark"].setChecked(self.theme.dark)
        self.top.fill_menu([(group, list(self.actions_table.of_group(group))) for group in (*act.GROUPS, "Panes")])
        self._wire()
        self._show_welcome()

    # Building.

    def _build_panes(self) -> None:
        self.shelf = Shelf(lambda kind: kind(self.jobs, self.theme), self)
        slots = self.shelf.slots
        left, right, below = slots(*LEFT), slots(*RIGHT), slots(*BELOW)
        self.centre = Centre(slots(*CENTRE), self.theme)
        self.welcome = Welcome(self.theme)
        self._middle = QStackedWidget(self)
        # Behind the panes it must not ask for room beside them.
        self.welcome.setMinimumSize(1, 1)
        self._middle.addWidget(self.welcome)
        self._middle.addWidget(self.centre)
        self.setCentralWidget(self._middle)
        self.arrangement = Arrangement(self, self.centre, left, right, below, self.theme)

    def _build_frame(self) -> None:
        self.top = TopBar(self.theme)
        self.focus_bar = FocusBar(self.theme)
        self._head = QWidget(self)
        layout = QVBoxLayout(self._head)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top)
        layout.addWidget(self.focus_bar)
        self.setMenuWidget(self._head)
        self.status = StatusLine(self)
        self.setStatusBar(self.status)
        self.notice = Notice(self.theme, self)

    def _wire(self) -> None:
        for pane in self.arrangement.made:
            self._wire_pane(pane)
        for slot in self.shelf.slots(*BY_KEY):
            slot.made.connect(self._take_in)
        self.top.typed.connect(self.errands.typed)
        self.top.entered.connect(self.errands.entered)
        self.top.left_search.connect(lambda: self.search.focus_first())
        self.top.import_button.clicked.connect(self.errands.bring_in)
        self.top.export_button.clicked.connect(self.errands.export)
        self.top.review_button.clicked.connect(self.errands.review)
        self.focus_bar.dropped.connect(lambda condition: self.desk.drop(condition, "focus-bar"))
        self.focus_bar.cleared.connect(lambda: self.desk.clear_scope("focus-bar"))
        self.focus_bar.turned.connect(self._turn)
        self.focus_bar.lens_wanted.connect(self.errands.look_through)
        self.focus_bar.lens_saved.connect(self.errands.keep_lens)
        self.focus_bar.lens_dropped.connect(lambda name: self.do(SaveScope(name, ""), "focus-bar"))
        self.notice.undo.connect(self.errands.undo)
        self.jobs.failed.connect(lambda sentence: self.notice.say(sentence, error=True))
        self.jobs.started.connect(self.status.work_started)
        self.jobs.progressed.connect(self.status.work_progressed)
        self.jobs.ended.connect(self.status.work_ended)
        self.verbs.search_wanted.connect(self.errands.search_for)
        self.verbs.query_wanted.connect(self.errands.ask)
        self.verbs.beside_wanted.connect(self.reader.toggle_beside)
        self.verbs.scope_wanted.connect(lambda condition: self.desk.narrow(condition, "filter"))
        self.focus_bar.filter_wanted.connect(lambda: self.verbs.run("filter", ()))
        self.door.opened.connect(self.show_case)
        self.door.said.connect(self.notice.say)
        self.door.article_wanted.connect(lambda name: self.open_focus(Focus(Kind.ARTICLE, name, int(name[1:]))))
        self.welcome.new_wanted.connect(self.door.new)
        self.welcome.open_wanted.connect(self.door.open)
        self.welcome.sample_wanted.connect(self.door.sample)
        self.welcome.recent_wanted.connect(self.door.enter)
        self.top.recent_wanted.connect(self.door.enter)
        self.desk.changed.connect(lambda *_: self._allow())
        for key, by in (("J", 1), ("K", -1)):
            shortcut = QShortcut(QKeySequence(key), self.reader)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=by: self.articles.step(step))

    def _take_in(self, pane: Pane) -> None:
        """A pane is needed for the first time: it hears and is heard as the others are."""
        self._wire_pane(pane)
        if self.session is not None:
            pane.join(self.session.case.ask, self.desk.selection, self.session.links)

    def _wire_pane(self, pane: Pane) -> None:
        pane.patient = type(pane) not in AT_ONCE
        if isinstance(pane, SearchPane):
            pane.query_wanted.connect(self.errands.ask)
        if isinstance(pane, BriefPane):
            pane.export_wanted.connect(self.errands.export)
        pane.focus_requested.connect(lambda focus: self.desk.focus(focus, pane.name))
        pane.open_requested.connect(self.open_focus)
        pane.brush_requested.connect(lambda condition, mode: self.desk.set_scope(condition, mode, pane.name))
        pane.command_requested.connect(lambda command: self.do(command, pane.name))
        pane.verb_requested.connect(self.verbs.run)
        pane.said.connect(self.notice.say)

    # Cases.

    def show_case(self, case: Case) -> None:
        """Show this case; one that is open is closed first."""
        if self.session is not None:
            self.close_case()
        self.remembered.opened(case.path)
        self._show_recent()
        self.session = Session(case, self.jobs, self.desk, self)
        self.session.import_jobs = self.remembered.preferences.import_jobs
        self.session.overviewed.connect(self._show_overview)
        self.session.indexed.connect(self.status.show_index)
        self.session.alerted.connect(lambda alerts: self.search.show_alerts(alerts))
        self.session.chips_found.connect(self.focus_bar.show_chips)
        self.session.selected.connect(self._show_selection)
        self.session.changed.connect(self._show_changed)
        self.session.said.connect(lambda sentence, undo: self.notice.say(sentence, undo=undo))
        self.verbs.serve(self.session)
        self._middle.setCurrentWidget(self.centre)
        self._head.show()
        kept = self.remembered.layout(case.case_id)
        if kept is not None and self.arrangement.restore(kept[1]):
            self.restoreGeometry(kept[0])
            self.reader.set_zoom(kept[2])
        else:
            self.arrangement.usual()
        self.arrangement.bring(self.reader)
        # What is looked at first is asked first, alone: all else would only hold it up.
        self.articles.attach(case.ask)
        if self.articles.waiting:
            self._attach_rest()
        else:
            self.articles.answered.connect(self._attach_rest, Qt.ConnectionType.SingleShotConnection)
        self.door.import_waiting(self.session, self.theme)
        self._allow()
        self.case_shown.emit()

    def _attach_rest(self) -> None:
        if self.session is None:
            return
        self.session.start()
        for pane in self.arrangement.made:
            if pane is not self.articles:
                pane.attach(self.session.case.ask)

    def close_case(self) -> None:
        """Let go of the case, after the changes already asked for; its arrangement is remembered."""
        session = self.session
        if session is None:
            return
        case = session.case
        # What was asked about this case must not be answered into another.
        for dialog in self.findChildren(QDialog):
            dialog.close()
        self.remembered.keep_layout(case.case_id, self.saveGeometry(), self.arrangement.save(), self.reader.zoom)
        self.session, self.overview = None, None
        self.verbs.serve(None)
        for work in self.jobs.running:
            work.cancel()
        self.jobs.forget()
        for pane in self.arrangement.made:
            pane.attach(None)
        self.door.stop_watching()
        session.end()
        self.desk.forget()
        self.jobs.write(case.close)
        self._show_welcome()

    def _show_welcome(self) -> None:
        self._show_recent()
        self._middle.setCurrentWidget(self.welcome)
        self._head.hide()
        self.arrangement.hide()
        self.status.clear_case()
        self.setWindowTitle("CaseFile")
        self._allow()

    # What the session tells.

    def _show_overview(self, overview: Overview) -> None:
        self.overview = overview
        self.top.show_overview(overview)
        self.focus_bar.show_overview(overview)
        self.status.show_overview(overview)
        self.setWindowTitle(tr("{} – CaseFile").format(isolate(overview.title or Path(overview.path).stem)))
        undo, redo = self.actions_table["undo"], self.actions_table["redo"]
        for action, verb, label in ((undo, tr("Undo"), overview.undo), (redo, tr("Redo"), overview.redo)):
            words = f"{verb}: {label}" if label else verb
            action.setText(caption(words))
            action.setToolTip(plain_tooltip(words))
        self._allow()

    def _show_selection(self, selection: Selection, links: Links) -> None:
        for pane in self.arrangement.made:
            pane.show_selection(selection, links)

    def _show_changed(self, changed: Changed) -> None:
        for pane in self.arrangement.made:
            pane.case_changed(changed)

    def _allow(self) -> None:
        met = set()
        if self.session is not None:
            met.add(act.CASE)
            if not self.session.case.read_only:
                met.add(act.WRITE)
            if self.errands.focus is not None:
                met |= act.met_by(self.errands.focus.kind)
            if self.errands.focus_article is not None:
                met.add(act.ARTICLE)
        self.actions_table.allow(frozenset(met))
        writable = act.WRITE in met
        if self.session is not None:
            self.actions_table["back"].setEnabled(self.desk.can_go_back)
            self.actions_table["forward"].setEnabled(self.desk.can_go_forward)
        if self.overview is not None:
            self.actions_table["undo"].setEnabled(writable and self.overview.undo is not None)
            self.actions_table["redo"].setEnabled(writable and self.overview.redo is not None)
        self.top.import_button.setEnabled(writable)

    # What the frame asks for.

    def _bring(self, slot: Slot) -> None:
        self.arrangement.bring(slot.pane)

    def open_focus(self, focus: Focus) -> None:
        """Look at this, in the reader."""
        self.desk.focus(focus, "open")
        self.arrangement.bring(self.reader)

    def do(self, command: Command, origin: str) -> None:
        if self.session is not None:
            self.session.do(command, origin)

    def _turn(self, condition: Scope) -> None:
        self.desk.replace(condition, condition.part if isinstance(condition, Not) else Not(condition), "focus-bar")

    def set_theme(self, style: Theme) -> None:
        """Light or dark, everywhere, and at the next start."""
        self.remembered.theme = style.name
        self._dress(style)

    def _dress(self, style: Theme) -> None:
        self.theme = style
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        dress(app, style)
        for part in (self.top, self.focus_bar, self.notice, self.welcome, self.arrangement, self.actions_table):
            part.restyle(style)
        for pane in self.arrangement.made:
            pane.set_theme(style)
        self.actions_table["dark"].setChecked(style.dark)

    def prefer(self, chosen: Preferences) -> None:
        """Look and work like this from now on."""
        before, self.remembered.preferences = self.remembered.preferences, chosen
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        move(app, self, still=chosen.still)
        if self.session is not None:
            self.session.import_jobs = chosen.import_jobs
        write_dates(chosen.dates)
        name = chosen.theme or system_theme()
        if chosen.font_percent != before.font_percent:
            enlarge(app, chosen.font_percent)
        if name != self.theme.name or chosen.font_percent != before.font_percent:
            self._dress(theme_named(name))
        if chosen.dates != before.dates:
            for pane in self.arrangement.made:
                pane.reload()

    def forget_recent(self) -> None:
        self.remembered.forget_recent()
        self._show_recent()

    def follow(self, changed: Changed) -> None:
        """Another window changed the case that is open here for reading."""
        if self.session is not None:
            self.session.follow(changed)

    def _show_recent(self) -> None:
        recent = self.remembered.recent()
        self.welcome.show_recent(recent)
        self.top.show_recent(recent)

    # Events.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.session is not None:
            self.desk.back()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.door.drop(paths, self.session, self.theme)

    def closeEvent(self, event: QCloseEvent) -> None:
        # What is still being written is finished out of sight.
        self.hide()
        self.close_case()
        self.jobs.close()
        super().closeEvent(event)
