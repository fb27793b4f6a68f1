"""When Python's garbage is collected, and where: on the GUI thread, in small portions.

The collector runs in whichever thread happens to make the next object. A worker would then destroy widgets and timers that
only their own thread may touch, and the process would end. And it walks all there is, which with a hundred thousand rows
in the panes stops every thread for a good part of a second. So it is switched off while a window is open, and what is
young is swept from here. Rows come in by the ten thousand, live long and hold no cycles: they are set aside unwalked
(gc.freeze) and go as their last reference does.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000
_FEW = 2_000
_MANY = 30_000
"""Objects that are walked within some milliseconds."""
_THOROUGH = 60
"""So many rounds until what is older is walked as well."""


class Sweeper(QObject):
    """Collects instead of Python's own timing, from being made until `end`. Several may be at it."""

    _at_work = 0

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rounds = 0
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.sweep)
        self._timer.start()
        Sweeper._at_work += 1
        gc.disable()
        # The program itself stays for good.
        gc.freeze()

    def sweep(self) -> int:
        """One round; how many things were found to be garbage."""
        self._rounds += 1
        young = gc.get_count()[0]
        if young > _MANY:
            gc.freeze()
            return gc.collect(0)
        if self._rounds % _THOROUGH == 0:
            return gc.collect()
        return gc.collect(1) if young > _FEW else 0

    def end(self) -> None:
        """Back to Python's own timing."""
        if self._timer.isActive():
            self._timer.stop()
            Sweeper._at_work -= 1
        if Sweeper._at_work == 0:
            gc.unfreeze()
            gc.enable()
