"""`make screenshots`: pictures of the window on the sample case in twelve states, light and dark, into docs/screenshots; the
help shows some of them, smaller, from resources/help.

Each picture is taken by a process of its own, without a screen, so that nothing of one state reaches the next.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QDialog

from casefile.cli.sample import fresh_sample
from casefile.domain.articles import PROTECTED, ImportResult, Outcome
from casefile.domain.ids import Kind
from casefile.domain.scope import During, Matching, Mode, OfEntity
from casefile.domain.selection import Focus
from casefile.gui.app import application
from casefile.gui.dialogs.results import ResultsDialog
from casefile.gui.settings import Remembered
from casefile.gui.theme import NAMES, dress, theme
from casefile.gui.window import Window

ROOT = Path(__file__).resolve().parent.parent
FOLDER, HELP = ROOT / "docs" / "screenshots", ROOT / "resources" / "help"
LARGE, SMALL = (1440, 900), (1280, 800)
SAMPLE = ROOT / "resources" / "sample" / "articles"
"""Its articles, and a manifest."""
HELP_WIDTH = 640
IN_HELP = ("window", "scope", "search", "claims", "graph", "review", "brief", "timeline")
QUIET_MS = 400


def settle(window: Window) -> None:
    """Until nothing is asked any more, for a while."""
    quiet = 0

    def look() -> None:
        nonlocal quiet
        busy = not window.jobs.idle or (window.session is not None and not window.session.quiet)
        quiet = 0 if busy else quiet + 1
        if quiet * 20 >= QUIET_MS:
            loop.quit()

    loop = QEventLoop()
    timer = QTimer(interval=20)
    timer.timeout.connect(look)
    timer.start()
    loop.exec()
    timer.stop()


def entity(window: Window, words: str) -> str:
    """Id of the most mentioned entity with these words in its name."""
    assert window.session is not None
    return next(row.id for row in window.session.case.ask.entities() if words in row.name)


def reading(window: Window) -> None:
    """An article that quotes, and what is looked at in it."""
    window.open_focus(Focus(Kind.ARTICLE, "S4", 4))
    settle(window)
    window.desk.focus(Focus(Kind.ENTITY, entity(window, "Ports Authority"), 4))


def scope(window: Window) -> None:
    reading(window)
    window.desk.set_scope(OfEntity(entity(window, "Lindqvist")), Mode.NARROW)
    window.desk.set_scope(During("2025-05-01", "2025-07-31"), Mode.NARROW)
    window.desk.set_scope(Matching("records"), Mode.NARROW)


def search(window: Window) -> None:
    window.errands.ask("records AND (naval OR ministry)")


def claims(window: Window) -> None:
    window.arrangement.bring(window.claims)


def graph(window: Window) -> None:
    window.arrangement.bring(window.graph)
    settle(window)
    window.desk.focus(Focus(Kind.ENTITY, entity(window, "Ports Authority")))


def review(window: Window) -> None:
    window.arrangement.bring(window.review)


def brief(window: Window) -> None:
    window.arrangement.bring(window.brief)


def beside(window: Window) -> None:
    window.open_focus(Focus(Kind.ARTICLE, "S3", 3))
    settle(window)
    window.actions_table["beside"].trigger()


def quotes(window: Window) -> None:
    window.open_focus(Focus(Kind.ARTICLE, "S7", 7))
    window.arrangement.bring(window.quotes)


def timeline(window: Window) -> None:
    reading(window)
    settle(window)
    dock = next(dock for dock in window.arrangement.docks if dock.pane is window.timeline)
    window.resizeDocks([dock], [430], Qt.Orientation.Vertical)


def results(window: Window) -> None:
    reading(window)
    told = (
        ("harbour-watch.html", Outcome.IMPORTED, None, "S11"),
        ("ports-intrusion.txt", Outcome.DUPLICATE, "The same file is in the case already, as S2.", "S2"),
        ("minutes.pdf", Outcome.PARTLY, "2 of 14 pages are pictures without text; the rest was read.", "S12"),
        ("letter.docx", Outcome.REFUSED, PROTECTED, None),
        ("map.png", Outcome.SKIPPED, "This kind of file has no text to read.", None),
    )
    rows = tuple(ImportResult(f"inbox/{name}", None, result, why, article) for name, result, why, article in told)
    ResultsDialog(window, window.theme, rows).show()


def palette(window: Window) -> None:
    reading(window)
    window.errands.palette()


def preferences(window: Window) -> None:
    reading(window)
    window.errands.preferences()


def keys(window: Window) -> None:
    reading(window)
    window.actions_table["keys"].trigger()


STATES: dict[str, Callable[[Window], None] | None] = {
    "welcome": None, "window": reading, "scope": scope, "search": search, "claims": claims, "graph": graph, "review": review,
    "brief": brief, "beside": beside, "quotes": quotes, "timeline": timeline, "results": results, "palette": palette,
    "preferences": preferences, "keys": keys,
}  # fmt: skip


def picture(window: Window) -> QImage:
    """The window with the dialogue over it, if there is one."""
    image = window.grab().toImage()
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            painter = QPainter(image)
            painter.fillRect(image.rect(), QColor(0, 0, 0, 70))
            shown = dialog.grab().toImage()
            at = QPoint((image.width() - shown.width()) // 2, (image.height() - shown.height()) // 2)
            painter.drawImage(at, shown)
            painter.setPen(window.theme["strong_border"])
            painter.drawRect(at.x() - 1, at.y() - 1, shown.width() + 1, shown.height() + 1)
            painter.end()
    return image


def take(state: str, style: str, size: tuple[int, int], case: Path, out: Path) -> None:
    """One picture, in this process."""
    app = application()
    dress(app, theme(style))
    window = Window(theme(style), Remembered(forgetful=True))
    window.resize(QSize(*size))
    window.show()
    act = STATES[state]
    if act is not None:
        window.door.enter(case)
        while window.session is None:
            settle(window)
        settle(window)
        assert window.session is not None
        if len(window.session.case.ask.article_numbers()) < len(list(SAMPLE.iterdir())) - 1:
            sys.exit("The sample was not imported in full: the machine is too busy. Take the pictures again later.")
        act(window)
    settle(window)
    image = picture(window)
    image.save(str(out))
    if state in IN_HELP and size == LARGE:
        folder = HELP / style
        folder.mkdir(exist_ok=True)
        image.scaledToWidth(HELP_WIDTH, Qt.TransformationMode.SmoothTransformation).save(str(folder / f"{state}.png"))
    os._exit(0)


def main(wanted: list[str]) -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    shots = [(state, style, LARGE) for state in STATES for style in NAMES]
    shots += [(state, style, SMALL) for state in ("welcome", "window") for style in NAMES]
    with tempfile.TemporaryDirectory() as folder, fresh_sample(Path(folder, "sample.casefile")) as sample:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "CASEFILE_CACHE": str(Path(folder, "cache"))}
        for state, style, size in shots:
            if wanted and state not in wanted:
                continue
            small = "" if size == LARGE else f"-{size[0]}x{size[1]}"
            words = [state, style, *map(str, size), str(sample), str(FOLDER / f"{state}-{style}{small}.png")]
            subprocess.run([sys.executable, __file__, "--take", *words], env=environment, check=True, timeout=300)
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--take"]:
        state, style, width, height, case, out = sys.argv[2:]
        take(state, style, (int(width), int(height)), Path(case), Path(out))
    sys.exit(main(sys.argv[1:]))
