"""Starts the window, or takes a picture of it."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QApplication

from casefile import __version__, faults
from casefile.errors import PlaceError
from casefile.gui.mishaps import Mishaps, listen_to_qt
from casefile.gui.settings import Remembered
from casefile.gui.text import write_dates
from casefile.gui.theme import NAMES, dress, enlarge, move, system_theme, theme
from casefile.gui.window import Window

_USUAL = QSize(1440, 900)
_QUIET_MS = 60
_QUIET_ROUNDS = 8
_PATIENCE_S = 60.0


def run(
    case_path: Path | None,
    *,
    screenshot: Path | None = None,
    passphrase: str | None = None,
    demo: bool = False,
    size: tuple[int, int] | None = None,
    style: str | None = None,
) -> int:
    """Open the window, on a case if one is given; with `demo` on the user's copy of the sample case. Returns the exit code.

    With `screenshot` the window is drawn, `size` in logical pixels (1440 x 900), in `style` (light), into a PNG once all
    its panes are filled, and closes again; nothing is remembered. Raises PlaceError when the PNG cannot be written.
    """
    app = application()
    remembered = Remembered(forgetful=screenshot is not None)
    name = style or ("light" if screenshot else remembered.theme or system_theme())
    chosen = theme(name if name in NAMES else "light")
    preferences = remembered.preferences
    enlarge(app, preferences.font_percent)
    write_dates(preferences.dates)
    dress(app, chosen)
    window = Window(chosen, remembered)
    move(app, window, still=preferences.still)
    window.resize(QSize(*size) if size else _USUAL.boundedTo(_room()) if screenshot is None else _USUAL)
    mishaps = Mishaps(window)
    window.show()
    if case_path is not None:
        window.door.enter(case_path, passphrase=passphrase)
    elif demo:
        window.door.sample()
    if screenshot is not None:
        code = _picture(app, window, screenshot)
    else:
        before = faults.fallen()
        if before is not None:
            mishaps.tell(before)
        faults.watch()
        code = app.exec()
        faults.unwatch()
    mishaps.end()
    return 5 if mishaps.broken else code


def application(arguments: Sequence[str] = ()) -> QApplication:
    """The one QApplication, Fusion style; made at the first call."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication([sys.argv[0], *arguments])
    listen_to_qt()
    app.setApplicationName("CaseFile")
    app.setApplicationDisplayName("CaseFile")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("casefile")
    app.setStyle("Fusion")
    if app.font().family() == "Sans Serif" or QGuiApplication.platformName() == "offscreen":
        # No desktop told Qt a font; its own default is small and of the first family found.
        font = QFont("Noto Sans")
        font.setStyleHint(QFont.StyleHint.SansSerif)
        font.setPointSizeF(9.75)
        app.setFont(font)
    return app


def _room() -> QSize:
    screen = QGuiApplication.primaryScreen()
    return screen.availableSize() if screen is not None else _USUAL


def _picture(app: QApplication, window: Window, out: Path) -> int:
    """Wait until nothing is asked any more, then draw."""
    quiet = 0
    until = time.monotonic() + _PATIENCE_S

    def look() -> None:
        nonlocal quiet
        quiet = quiet + 1 if window.jobs.idle else 0
        if quiet >= _QUIET_ROUNDS or time.monotonic() > until:
            app.exit()

    timer = QTimer(interval=_QUIET_MS)
    timer.timeout.connect(look)
    timer.start()
    app.exec()
    timer.stop()
    drawn = window.grab().save(str(out), "PNG")
    window.close()
    if not drawn:
        raise PlaceError(f"The picture {out} could not be written. Choose a folder that exists and can be written to.")
    return 0
