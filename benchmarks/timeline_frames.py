"""Frame times of the timeline with many events: panning, zooming, scrolling. Prints milliseconds.

    python benchmarks/timeline_frames.py [events] [frames]

Events are made up, from a fixed seed: points, months, seasons, years, open and doubtful ones, one to three reports each.
Each frame is painted into a picture of 1440 x 420 points, as the window would paint it. 16.7 ms are 60 frames a second.
The processor's time is told beside it: on a busy machine the clock measures the neighbours as well.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from casefile.domain.edtf import bounds
from casefile.domain.rows import EventRow, Place, ReportRow
from casefile.gui.panes.timeline.canvas import Canvas
from casefile.gui.panes.timeline.density import Density
from casefile.gui.panes.timeline.lanes import MODES, arrange
from casefile.gui.theme import theme

WIDTH, HEIGHT = 1440, 420


def made_up(number: int, seed: int = 7) -> tuple[EventRow, ...]:
    """Events over fifteen years in six outlets."""
    chance = random.Random(seed)
    return tuple(_event(index, chance) for index in range(number))


def _event(index: int, chance: random.Random) -> EventRow:
    year, month, day = chance.randint(2010, 2024), chance.randint(1, 12), chance.randint(1, 28)
    forms = [f"{year}-{month:02}-{day:02}"] * 14 + [f"{year}-{month:02}"] * 3
    forms += [f"{year}-{chance.randint(21, 24)}", f"{year}~", f"{year}-{month:02}?", f"../{year}-{month:02}"]
    edtf = chance.choice(forms)
    first, last = bounds(edtf)
    status = chance.choice(["reported"] * 12 + ["planned", "denied", "alleged"])
    reports = tuple(
        ReportRow(
            f"r{index}-{number}",
            Place(f"S{number + 1}", 1, 0, 20, "somewhere", "Something happened somewhere."),
            f"Outlet {chance.randint(1, 6)}",
            edtf, first, last, "explicit", status, 0, 9, edtf, "", 0.9, "made.up",
        )
        for number in range(chance.choice([1, 1, 1, 2, 3]))
    )  # fmt: skip
    summary = chance.choice(["Gates fail", "Ministry answers the harbour authority", "Copies are found on a second server"])
    entities = (f"e{chance.randint(1, 40)}",)
    return EventRow(
        f"v{index}", f"{summary} {index}", edtf, first, last, "explicit", status, entities, reports, "", 0.9, "made.up"
    )


def measured(words: str, frames: int, canvas: Canvas, move: Callable[[int], None]) -> None:
    """Moves and paints, frame by frame, and prints what that took."""
    picture = QPixmap(canvas.size())
    times, worked = [], []
    for frame in range(frames):
        begin, before = time.perf_counter(), time.thread_time()
        move(frame)
        canvas.render(picture)
        worked.append((time.thread_time() - before) * 1000)
        times.append((time.perf_counter() - begin) * 1000)
    times.sort()
    worked.sort()
    within = sum(taken <= 1000 / 60 for taken in times)
    print(
        f"{words:34} median {times[len(times) // 2]:6.1f}  95% {times[int(len(times) * 0.95)]:6.1f}  "
        f"longest {times[-1]:6.1f}  in 16.7 ms: {100 * within // len(times):3} %   "
        f"processor: median {worked[len(worked) // 2]:6.1f}  95% {worked[int(len(worked) * 0.95)]:6.1f}"
    )


def main(number: int, frames: int) -> None:
    app = QApplication([])
    rows = made_up(number)
    canvas = Canvas(theme("light"))
    canvas.resize(WIDTH, HEIGHT)
    canvas.show()
    bar = canvas.verticalScrollBar()

    def scroll(frame: int) -> None:
        bar.setValue(frame * 3 % max(1, bar.maximum()))

    print(f"{number:,} events, {frames} frames each, milliseconds")
    for by in MODES:
        begin = time.perf_counter()
        arrangement = arrange(rows, by, {})
        density = Density([found for found in arrangement.extents if found])
        arranged = time.perf_counter()
        canvas.show_arrangement(arrangement, density, refit=True)
        shown = time.perf_counter()
        worker, window = 1000 * (arranged - begin), 1000 * (shown - arranged)
        print(f"lanes by {by}: arranged in {worker:.0f} (reader thread), shown in {window:.0f}")
        canvas.fit()
        measured("  pan, everything in view", frames, canvas, lambda _: canvas.pan(3.0))
        for closer in (8.0, 64.0):
            canvas.fit()
            canvas.zoom(closer)
            measured(f"  pan, {closer:.0f} times closer", frames, canvas, lambda _: canvas.pan(7.0))
        canvas.fit()
        measured("  zoom in, first time", frames, canvas, lambda _: canvas.zoom(1.04))
        measured("  zoom out again", frames, canvas, lambda _: canvas.zoom(1 / 1.04))
        measured("  scroll the lanes", frames, canvas, scroll)
    app.quit()


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(given[0] if given else 20_000, given[1] if len(given) > 1 else 200)
