"""One open case in the window: asks and changes it through Jobs, tells what changed, finds the links of the focus.

Changes made anywhere (here, by an import under way) arrive through the case's listener and are gathered, so that an import
of a thousand files does not have every pane load a thousand times.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from casefile.domain.articles import ImportResult
from casefile.domain.changes import Changed
from casefile.domain.commands import Command, SaveScope
from casefile.domain.hits import SavedSearch
from casefile.domain.rows import Overview
from casefile.domain.scope import EVERYTHING, Mode, Scope, conditions
from casefile.domain.selection import Links, Selection
from casefile.gui import wiring
from casefile.gui.chips import chip_words
from casefile.gui.desk import Desk
from casefile.gui.jobs import Jobs, LongWork
from casefile.gui.text import count, isolate, one_line, tr

if TYPE_CHECKING:
    from casefile.case.service import Case
    from casefile.domain.profile import Profile

_GATHER_MS = 250
_GATHER_AT_WORK_MS = 1500
"""While an import is under way: every pane loads anew each time."""


class Session(QObject):
    """A case with its desk. All signals come on the GUI thread."""

    changed = Signal(object)
    """Changed: one or several changes gathered."""
    overviewed = Signal(object)
    """Overview of the case in the present scope."""
    chips_found = Signal(object)
    """Tuple of (condition, words), one a chip of the focus bar."""
    selected = Signal(object, object)
    """(Selection, Links) with the links resolved."""
    indexed = Signal(str)
    """State of the search index."""
    alerted = Signal(object)
    """Tuple of SavedSearch that find some of the articles that came in."""
    said = Signal(str, bool)
    """(sentence, whether undoing is offered)."""

    def __init__(self, case: Case, jobs: Jobs, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.case = case
        self.jobs = jobs
        self.desk = desk
        self.import_jobs = 0
        """Processes that read files at an import; 0: all processors but one."""
        self._links = Links()
        self._gathered: list[Changed] = []
        self._ended = False
        self._come: tuple[ImportResult, ...] = ()
        self._gathering = QTimer(self, singleShot=True)
        self._gathering.timeout.connect(self._tell)
        desk.changed.connect(self._selection_changed)
        jobs.ended.connect(self._work_ended)
        # The listener is called on the thread that made the change.
        case.listen(lambda changed: jobs.post(lambda: self._heard(changed)))

    def start(self) -> None:
        """Ask for what the frame of the window shows."""
        # Told in a thread of the case.
        self.case.index_in_background(lambda state: self.jobs.post(lambda: self._index_told(state)))
        self._ask_overview()
        self._ask_index()
        self._ask_chips()
        self._resolve_some()

    def _resolve_some(self) -> None:
        """What an import that was cut short left to resolve, a little at a time between changes."""
        self.jobs.write(self.case.settle_some, lambda more: self._resolve_some() if more and not self._ended else None)

    def end(self) -> None:
        """Tell nothing more: another case is shown from now on."""
        self._gathering.stop()
        self._gathered.clear()
        self._ended = True
        self.desk.changed.disconnect(self._selection_changed)
        self.jobs.ended.disconnect(self._work_ended)

    @property
    def links(self) -> Links:
        """The counterparts of the focus, as last told."""
        return self._links

    @property
    def quiet(self) -> bool:
        """Whether no change waits to be told."""
        return not self._gathered

    def follow(self, changed: Changed) -> None:
        """Somebody else changed the case, which is open here for reading."""
        self._heard(changed)

    # Changing the case.

    def do(self, command: Command, origin: str = "") -> None:
        self.jobs.write(lambda: self.case.do(command, origin), lambda changed: self.said.emit(changed.label, True))

    def undo(self) -> None:
        self.jobs.write(
            self.case.undo, lambda changed: self._stepped(changed, tr("Undone"), tr("There is nothing to undo."))
        )

    def redo(self) -> None:
        self.jobs.write(
            self.case.redo, lambda changed: self._stepped(changed, tr("Redone"), tr("There is nothing to redo."))
        )

    def _stepped(self, changed: Changed | None, did: str, nothing: str) -> None:
        self.said.emit(f"{did}: {changed.label}" if changed else nothing, False)

    def look_through(self, written: str) -> None:
        """Look among what this written scope says."""
        self.jobs.read(
            lambda: self.case.ask.scope(written),
            lambda scope: self.desk.set_scope(scope, Mode.REPLACE, "lens"),
            "session.lens",
        )

    def keep_lens(self, name: str) -> None:
        """Keep the present scope under a name."""
        scope = self.desk.selection.scope
        self.jobs.read(
            lambda: self.case.ask.scope_text(scope), lambda written: self.do(SaveScope(name, written)), "session.lens"
        )

    def bring_in(
        self,
        paths: Sequence[Path],
        manifest: Path | None,
        then: Callable[[tuple[ImportResult, ...]], None],
        password: str | None = None,
    ) -> LongWork:
        """Import in the background; `then` gets every result. `password` opens protected files."""
        case, jobs = self.case, self.import_jobs
        return self.jobs.work(
            tr("Importing"),
            lambda report, cancelled: wiring.bring_in(case, tuple(paths), manifest, report, cancelled, jobs, password),
            lambda results: self._brought_in(results, then),
        )

    def _brought_in(self, results: tuple[ImportResult, ...], then: Callable[[tuple[ImportResult, ...]], None]) -> None:
        # What saved searches find of them is asked when the index has caught up.
        self._come += results
        then(results)
        self._ask_index()

    def paste(self, text: str, values: Mapping[str, str], then: Callable[[tuple[ImportResult, ...]], None]) -> None:
        """Import a text as an article; `then` gets the result."""
        case = self.case
        self.jobs.work(
            tr("Importing"),
            lambda *_: (wiring.paste(case, text, values),),
            lambda results: self._brought_in(results, then),
        )

    def write_brief(
        self,
        out: Path,
        then: Callable[[Path], None],
        day: date | None = None,
        profile: Profile | None = None,
        scope: Scope = EVERYTHING,
        since: Path | None = None,
    ) -> LongWork:
        """Write the PDF brief in the background."""
        case = self.case
        return self.jobs.work(
            tr("Writing the brief"), lambda *_: wiring.write_brief(case, out, day, profile, scope, since), then
        )

    # Telling of it.

    def _heard(self, changed: Changed) -> None:
        if self._ended:
            return
        self._gathered.append(changed)
        if not self._gathering.isActive():
            # The first of a row is told at once, what follows closely is told together.
            self._tell()

    def _tell(self) -> None:
        if not self._gathered:
            return
        together, self._gathered = _gather(self._gathered), []
        self._gathering.start(_GATHER_AT_WORK_MS if self.jobs.running else _GATHER_MS)
        self._ask_chips()
        self._ask_links()
        self.changed.emit(together)
        # What panes show comes before what is counted of it.
        self._ask_overview()
        self._ask_index()

    # Following the selection.

    def _selection_changed(self, old: Selection, new: Selection, _origin: str) -> None:
        if old.scope != new.scope:
            self._ask_chips()
        if old.focus != new.focus:
            self._ask_links()
        else:
            self.selected.emit(new, self._links)
        if old.scope != new.scope:
            self._ask_overview()

    def _ask_links(self) -> None:
        focus = self.desk.selection.focus
        if focus is None:
            self._show_links(Links())
            return
        # A focus whose thing is gone (rejected, merged away) has no counterparts; that is no error to talk about.
        self.jobs.read(
            lambda: self.case.ask.links(focus), self._show_links, "session.links", lambda _: self._show_links(Links(focus))
        )

    def _show_links(self, links: Links) -> None:
        self._links = links
        self.selected.emit(self.desk.selection, links)

    def _ask_overview(self) -> None:
        scope = self.desk.selection.scope
        self.jobs.read(lambda: self.case.ask.overview(scope), self._overview, "session.overview")

    def _overview(self, overview: Overview) -> None:
        self.overviewed.emit(overview)

    def _work_ended(self, _work: object) -> None:
        self._tell()
        self._ask_index()

    def _ask_index(self) -> None:
        self.jobs.read(self.case.ask.index_state, self._index_state, "session.index")

    def _index_state(self, state: str) -> None:
        # While a deputy works on it, the case says how far it is.
        if state != "rebuilding":
            self.indexed.emit(state)
        # While an import is under way the index would be made anew again and again.
        if state in ("missing", "stale") and not self.jobs.running:
            self.indexed.emit(tr("being brought up to date"))
            self.jobs.read(lambda: self.case.ask.index_state(True), self._index_state, "session.index")

        if state == "up to date" and self._come:
            come, self._come = self._come, ()
            self.jobs.read(lambda: wiring.alerts(self.case, come), self._alert, "session.alerts")

    def _alert(self, alerts: tuple[SavedSearch, ...]) -> None:
        if alerts:
            self.alerted.emit(alerts)
            counts = (count(len(alert.new), "new article") for alert in alerts)
            names = (isolate(one_line(alert.name, 40)) for alert in alerts)
            said = map(tr("{} in “{}”.").format, counts, names)
            self.said.emit(" ".join(said), False)

    def _index_told(self, state: str) -> None:
        """The case brings its index up in a process of its own."""
        if self._ended:
            return
        self._index_state(state)
        if state == "up to date":
            # What was found meanwhile was found with the index as it was.
            self.changed.emit(Changed(frozenset({"index"}), 0, ""))

    def _ask_chips(self) -> None:
        parts = conditions(self.desk.selection.scope)

        def words() -> tuple[tuple[Scope, str], ...]:
            return tuple((part, chip_words(part, self.case.ask.scope_text)) for part in parts)

        self.jobs.read(words, self.chips_found.emit, "session.chips")


def _gather(changes: Sequence[Changed]) -> Changed:
    """Several changes as one: all kinds, all articles (any, when one of them says any), the last's label."""
    last = changes[-1]
    articles = (
        frozenset[int]() if any(not c.articles for c in changes) else frozenset().union(*(c.articles for c in changes))
    )
    return Changed(
        kinds=frozenset().union(*(c.kinds for c in changes)),
        revision=max(c.revision for c in changes),
        label=last.label,
        articles=articles,
        origin=last.origin if len({c.origin for c in changes}) == 1 else "",
    )
