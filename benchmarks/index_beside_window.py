"""How much longer the window's thread waits while the search index is made by a process of its own.

    python benchmarks/index_beside_window.py [ARTICLES]

A Qt event loop asks for a turn every five milliseconds; how late each turn comes is measured for some seconds at rest, then
for as long as the index of a case is made anew while a search is asked ten times a second, as somebody types. The
difference of the 99th percentiles is what indexing adds.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer

from casefile.bootstrap import importing, opening
from casefile.gui.jobs import Jobs

EVERY_MS, REST_S = 5, 6.0
SENTENCE = "The harbour office of {place} said on {day} May 2024 that {count} crates of lamps had been moved by {who}. "
PLACES, PEOPLE = ("Grell", "Port Halden", "Ostmouth", "Vell"), ("Orla Benn", "Tomas Ilk", "the night warden", "a broker")


def article(number: int) -> str:
    return f"Report {number}\n\n" + "\n\n".join(
        SENTENCE.format(
            place=PLACES[(number + part) % 4], day=1 + (number * 7 + part) % 28, count=10 + number, who=PEOPLE[part % 4]
        )
        * 3
        for part in range(6)
    )


class Turns:
    """How late each turn of the event loop came, in milliseconds."""

    def __init__(self, app: QCoreApplication) -> None:
        self._app = app
        self.late: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(interval=EVERY_MS)
        self._timer.timeout.connect(self._turn)

    def _turn(self) -> None:
        now = time.perf_counter()
        self.late.append((now - self._last) * 1000 - EVERY_MS)
        self._last = now

    def run(self, until: object) -> list[float]:
        self.late.clear()
        self._last = time.perf_counter()
        self._timer.start()
        while not until():  # type: ignore[operator] # a callable
            self._app.processEvents()
            time.sleep(0.0005)
        self._timer.stop()
        return sorted(self.late)


def percentile(late: list[float], share: float) -> float:
    return late[int(len(late) * share)]


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QCoreApplication([])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["CASEFILE_CACHE"] = str(folder / "first")
        (folder / "texts").mkdir()
        for number in range(count):
            (folder / "texts" / f"{number}.txt").write_text(article(number), encoding="utf-8")
        case = opening.create_case(folder / "case.casefile")
        importing.import_into(case, [folder / "texts"])
        case.close()
        turns, jobs, said = Turns(app), Jobs(), []
        begun = time.monotonic()
        rest = turns.run(lambda: time.monotonic() - begun > REST_S)
        os.environ["CASEFILE_CACHE"] = str(folder / "second")
        case = opening.open_case(folder / "case.casefile")
        case.index_in_background(said.append)
        asking = QTimer(interval=100)
        asking.timeout.connect(lambda: jobs.read(lambda: case.ask.search("lamps harbour"), lambda _: None, "search"))
        asking.start()
        begun = time.monotonic()
        beside = turns.run(lambda: "up to date" in said)
        took = time.monotonic() - begun
        asking.stop()
        jobs.close()
        case.close()
    for words, late in (("at rest", rest), (f"while {count} articles are indexed ({took:.1f} s)", beside)):
        print(
            f"{words}: median {percentile(late, 0.5):.1f} ms, p99 {percentile(late, 0.99):.1f} ms, longest {late[-1]:.1f} ms"
        )
    print(f"added at p99: {percentile(beside, 0.99) - percentile(rest, 0.99):.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
