"""How long the window lets one wait: journeys through a large case, and the start beside an empty window.

    python benchmarks/window.py CASE [--only WORDS] [--starts 3] [--stacks]

CASE is copied first (benchmarks/make_case.py makes one). While a journey goes on, a timer of the GUI thread beats every few
milliseconds; what is told is the longest time between two beats, by the clock and by the thread's own processor time (on a
busy machine the clock measures the neighbours as well), how many gaps were over 100 ms, how long it took until nothing
was asked any more, by the clock and by the processor, and where there is something to wait for, how long it took until that
was shown (the median and the longest of all times). Frames are timed by the GUI thread's processor time. With --stacks,
what the GUI thread was at in each long gap. A start is told from the process being made to the window answering with its
articles listed, beside a window of PySide6 with nothing in it; once before, so that the modules are compiled, as those of
an installed program are. `--skip` leaves journeys out, the start comes first.
"""

from __future__ import annotations

import argparse
import faulthandler
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer, SignalInstance
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from casefile.domain.ids import Kind
from casefile.domain.scope import Mode
from casefile.domain.selection import Focus
from casefile.gui.app import application
from casefile.gui.pane import Pane
from casefile.gui.panes.articles.pane import ArticlesPane
from casefile.gui.settings import Remembered
from casefile.gui.theme import dress, theme
from casefile.gui.widgets.listpane import ListPane
from casefile.gui.window import Window

Listing = ListPane | ArticlesPane
BEAT_MS = 4
LONG_MS = 100
_PATIENCE_MS = 120_000
EMPTY = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow(); window.resize(1440, 900); window.show()
QTimer.singleShot(0, app.exit)
app.exec()
print("up", flush=True)
"""
FULL = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from casefile.gui.app import application
from casefile.gui.settings import Remembered
from casefile.gui.theme import dress, theme
from casefile.gui.window import Window
app = application()
dress(app, theme("light"))
window = Window(theme("light"), Remembered(forgetful=True))
window.show()
window.door.enter(Path(sys.argv[1]))
QTimer.singleShot(0, lambda: print("window", flush=True))
def listed():
    if window.articles.model.rowCount():
        window.articles.model.modelReset.disconnect(listed)
        QTimer.singleShot(0, lambda: (print("up", flush=True), app.exit()))
window.articles.model.modelReset.connect(listed)
app.exec()
import os
os._exit(0)
"""


class Pulse:
    """Beats on the GUI thread; a second thread looks what that is at when a beat is late."""

    def __init__(self, *, stacks: bool) -> None:
        self._timer = QTimer(interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._main = threading.get_ident()
        self._at, self._worked = time.perf_counter(), time.thread_time()
        self.gaps: list[tuple[float, float]] = []
        self.seen: Counter[str] = Counter()
        if stacks:
            threading.Thread(target=self._look, daemon=True).start()

    def begin(self) -> None:
        self.gaps, self.seen = [], Counter()
        self._at, self._worked = time.perf_counter(), time.thread_time()
        self._timer.start()

    def end(self) -> None:
        self._beat()
        self._timer.stop()

    def _beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.gaps.append(((now - self._at) * 1000, (worked - self._worked) * 1000))
        self._at, self._worked = now, worked

    def _look(self) -> None:
        # Frames held by another thread would have their widgets destroyed there: faulthandler only writes them down.
        with tempfile.TemporaryFile("w+") as file:
            while True:
                time.sleep(0.01)
                if self._timer.isActive() and (time.perf_counter() - self._at) * 1000 > LONG_MS / 2:
                    file.seek(0)
                    file.truncate()
                    faulthandler.dump_traceback(file, all_threads=True)
                    file.seek(0)
                    self.seen[self._where(file.read())] += 1

    def _where(self, dump: str) -> str:
        main = next(part for part in dump.split("\n\n") if f"{self._main:x}" in part.partition("\n")[0])
        lines = re.findall(r'File "(.*?)", line (\d+) in (\S+)', main)
        ours = [(Path(file).stem, line, name) for file, line, name in lines if "casefile" in file or "PySide6" in file]
        return " < ".join(f"{stem}.{name}:{line}" for stem, line, name in ours[:5])


class Journeys:
    """What a person does, one after the other, on one window."""

    def __init__(self, case: Path, pulse: Pulse) -> None:
        self.app = application()
        dress(self.app, theme("light"))
        self.window = Window(theme("light"), Remembered(forgetful=True))
        self.window.resize(1440, 900)
        self.window.show()
        self.case, self.pulse = case, pulse
        self.contents: list[float] = []
        self.frames: list[float] = []

    def all(self) -> dict[str, Callable[[], None]]:
        return {
            "open the case": self.open,
            "type into search": self.search,
            "read the next twenty": self.read,
            "focus twelve entities": self.focus,
            "scroll entities": lambda: self.scroll(self.window.entities),
            "scroll articles": lambda: self.scroll(self.window.articles),
            "filter entities": lambda: self.filter(self.window.entities),
            "filter articles": lambda: self.filter(self.window.articles),
            "narrow to an entity, widen": self.scope,
            "narrow to a query": self.query,
            "timeline: pan and zoom": self.timeline,
            "quotes": lambda: self.bring(self.window.quotes),
            "figures": lambda: self.bring(self.window.figures),
            "claims": lambda: self.bring(self.window.claims),
            "graph": self.graph,
            "review: accept five": self.review,
            "undo five": self.undo,
            "dark and light": self.colours,
            "resize": self.resize,
            "import one article": lambda: self.bring_in(1),
            "import fifty": lambda: self.bring_in(50),
        }

    def open(self) -> None:
        self.shown(lambda: self.window.door.enter(self.case), self.window.articles.model.modelReset)

    def search(self) -> None:
        self.window.errands.to_search()
        for letter in "cargo system":
            self.shown(lambda letter=letter: self._type(self.window.top.search, letter), self.window.search.model.modelReset)
        self.settle()
        self.window.top.search.clear()
        self.window.errands.typed("")
        self.window.arrangement.bring(self.window.reader)

    def read(self) -> None:
        for _ in range(20):
            self.shown(lambda: self.window.articles.step(1), self.window.reader.count_changed)
            self.settle()

    def focus(self) -> None:
        for row in self.window.entities.model.rows()[:12]:
            assert self.window.session is not None
            focus = Focus(Kind.ENTITY, row.id)
            self.shown(lambda focus=focus: self.window.desk.focus(focus, "bench"), self.window.session.selected)
            self.settle()

    def scroll(self, pane: Listing) -> None:
        bar = pane.list.verticalScrollBar()
        self.window.arrangement.bring(pane)
        for step in range(60):
            bar.setValue(bar.maximum() * step // 60)
            self._wait(0)

    def filter(self, pane: Listing) -> None:
        self.window.arrangement.bring(pane)
        for letter in "halden":
            self._type(pane.filter, letter)
            self._wait(20)
        self.settle()
        pane.filter.clear()

    def scope(self) -> None:
        rows = self.window.entities.model.rows()
        for place, mode in ((0, Mode.REPLACE), (3, Mode.WIDEN), (5, Mode.EXCEPT), (40, Mode.REPLACE)):
            (condition,) = self.window.entities.conditions_of(rows[place])
            change = partial(self.window.desk.set_scope, condition, mode, "bench")
            self.shown(change, self.window.articles.model.modelReset)
            self.settle()
        self.window.desk.clear_scope("bench")

    def query(self) -> None:
        self.window.errands.entered("insurer", True)
        self.settle()
        self.window.desk.clear_scope("bench")

    def timeline(self) -> None:
        self.window.arrangement.bring(self.window.timeline)
        canvas = self.window.timeline.canvas
        for act, times in ((partial(canvas.pan, 6.0), 60), (partial(canvas.zoom, 1.08), 40), (partial(canvas.pan, 6.0), 60)):
            for _ in range(times):
                self.frame(act, canvas.viewport())
        canvas.fit()

    def bring(self, pane: Pane) -> None:
        self.shown(lambda: self.window.arrangement.bring(pane), pane.count_changed)

    def graph(self) -> None:
        self.bring(self.window.graph)
        canvas = self.window.graph.canvas
        for _ in range(40):
            self.frame(partial(canvas.zoom, 1.01), canvas)

    def review(self) -> None:
        self.window.arrangement.bring(self.window.review)
        self.settle()
        for _ in range(5):
            QTest.keyClick(self.window.focusWidget() or self.window, Qt.Key.Key_A)
            self.settle()

    def undo(self) -> None:
        for _ in range(5):
            self.window.errands.undo()
            self.settle()

    def colours(self) -> None:
        for name in ("dark", "light"):
            self.window.set_theme(theme(name))
            self.settle()

    def resize(self) -> None:
        for width in range(1440, 1280, -16):
            self.window.resize(width, 800)
            self._wait(0)
        self.window.resize(1440, 900)

    def bring_in(self, many: int) -> None:
        """Until the articles are listed; then, until nothing is asked."""
        with tempfile.TemporaryDirectory() as folder:
            said = "was late on 3 July 2024, Mira Solberg of Halden Lines said."
            for number in range(many):
                text = f"Ferry {many} {number} late\n\nFerry {number} {said}\n"
                Path(folder, f"{number}.txt").write_text(text, encoding="utf-8")
            assert self.window.session is not None
            bring = partial(self.window.door.import_into, self.window.session, [Path(folder)], None, self.window.theme)
            self.shown(bring, self.window.articles.model.modelReset)
            self._until(lambda: not self.window.jobs.running)
            self.settle()

    def shown(self, act: Callable[[], object], signal: SignalInstance) -> None:
        """Act, and wait until this says that what was asked for is shown; notes how long that took."""
        loop = QEventLoop()
        signal.connect(loop.quit)
        late = QTimer(interval=_PATIENCE_MS, singleShot=True)
        late.timeout.connect(loop.quit)
        begin = time.perf_counter()
        act()
        late.start()
        loop.exec()
        signal.disconnect(loop.quit)
        self.contents.append((time.perf_counter() - begin) * 1000)

    def frame(self, act: Callable[[], object], widget: QWidget) -> None:
        """One step and its picture; notes how long that took."""
        begin = time.thread_time()
        act()
        widget.repaint()
        self.frames.append((time.thread_time() - begin) * 1000)
        self._wait(0)

    def settle(self) -> None:
        """Until nothing is asked and no change waits to be told."""
        self._until(lambda: self.window.jobs.idle and (self.window.session is None or self.window.session.quiet))

    def _type(self, field: QLineEdit, letter: str) -> None:
        QTest.keyClicks(field, letter)

    def _until(self, done: Callable[[], bool]) -> None:
        loop = QEventLoop()
        look = QTimer(interval=10)
        look.timeout.connect(lambda: loop.quit() if done() else None)
        look.start()
        loop.exec()

    def _wait(self, milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()


@contextmanager
def timed(words: str, pulse: Pulse, journeys: Journeys) -> Iterator[None]:
    journeys.contents, journeys.frames = [], []
    pulse.begin()
    begin, before = time.perf_counter(), time.process_time()
    yield
    taken, used = time.perf_counter() - begin, time.process_time() - before
    pulse.end()
    clock, worked = max(gap for gap, _ in pulse.gaps), max(work for _, work in pulse.gaps)
    over = sum(gap > LONG_MS for gap, _ in pulse.gaps)
    gap = f"longest gap {clock:6.0f} ms (processor {worked:4.0f})   over {LONG_MS} ms: {over:3}"
    more = "".join(
        f"   {what} {statistics.median(found):.0f} ms, longest {max(found):.0f}"
        for what, found in (("shown", journeys.contents), ("frame", journeys.frames))
        if found
    )
    print(f"{words:28} {taken:7.2f} s (processor {used:6.2f})   {gap}{more}")
    for where, times in pulse.seen.most_common(6):
        print(f"      {times * 10:5} ms  {where}")
    sys.stdout.flush()


def start(code: str, *arguments: str, cache: str) -> tuple[float, float]:
    """Seconds from the process being made to its window answering, by the clock and of the processor. Compiled modules are
    kept in the folder `cache`, as an installed program has them."""
    begin = time.perf_counter()
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env={**own, "PYTHONPYCACHEPREFIX": cache},
    )
    assert process.stdout is not None
    taken = 0.0
    for line in process.stdout:
        if line.strip() == "up":
            taken = time.perf_counter() - begin
    _, code_, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(code_)
    return taken, used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", type=Path)
    parser.add_argument("--only", default="", help="journeys with these words in their name (the case is opened first)")
    parser.add_argument("--starts", type=int, default=3)
    parser.add_argument("--skip", default="", help="journeys with one of these words (by comma) in their name are left out")
    parser.add_argument("--stacks", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder, given.case.name)
        shutil.copy(given.case, case)
        for words, code, more in (("empty window", EMPTY, ()), ("window with the case", FULL, (str(case),))):
            if given.starts:
                start(code, *more, cache=folder)
            found = [start(code, *more, cache=folder) for _ in range(given.starts)]
            if found:
                clock, worked = (sorted(each)[len(found) // 2] for each in zip(*found, strict=True))
                every = ", ".join(f"{used:.2f}" for _, used in found)
                print(f"start, {words:23} {clock:7.2f} s   processor {worked:5.2f} s ({every})")
        pulse = Pulse(stacks=given.stacks)
        journeys = Journeys(case, pulse)
        for words, journey in journeys.all().items():
            left_out = any(word and word in words for word in given.skip.split(","))
            if words == "open the case" or (given.only in words and not left_out):
                with timed(words, pulse, journeys):
                    journey()
                    journeys.settle()
        journeys.window.close()


if __name__ == "__main__":
    main()
