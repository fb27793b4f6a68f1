"""What the window remembers between runs: per user, never in a case."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

_RECENT = 12


class Remembered:
    """Theme, recent cases, and for each case the arrangement of its window."""

    def __init__(self, *, forgetful: bool = False) -> None:
        """A forgetful one knows nothing and keeps nothing, for pictures."""
        self._forgetful = forgetful
        self._settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "CaseFile", "CaseFile")

    @property
    def theme(self) -> str:
        """light or dark as chosen; "" to follow the desktop."""
        return str(self._settings.value("theme", ""))

    @theme.setter
    def theme(self, name: str) -> None:
        if not self._forgetful:
            self._settings.setValue("theme", name)

    def recent(self) -> tuple[Path, ...]:
        """Cases opened before, the last first; whether they are still there is found out when one is opened."""
        if self._forgetful:
            return ()
        count = self._settings.beginReadArray("recent")
        paths = []
        for place in range(count):
            self._settings.setArrayIndex(place)
            paths.append(Path(str(self._settings.value("path", ""))))
        self._settings.endArray()
        return tuple(paths)

    def opened(self, path: Path) -> None:
        """This case comes first among the recent ones."""
        if self._forgetful:
            return
        paths = [path, *(old for old in self.recent() if old != path)][:_RECENT]
        self._settings.beginWriteArray("recent", len(paths))
        for place, each in enumerate(paths):
            self._settings.setArrayIndex(place)
            self._settings.setValue("path", str(each))
        self._settings.endArray()

    def layout(self, case_id: str) -> tuple[QByteArray, QByteArray, float] | None:
        """(geometry, state, zoom) of the window of this case; None when it was never arranged."""
        if self._forgetful:
            return None
        geometry, state = (self._settings.value(f"layout/{case_id}/{what}") for what in ("geometry", "state"))
        if not isinstance(geometry, QByteArray) or not isinstance(state, QByteArray):
            return None
        try:
            zoom = float(str(self._settings.value(f"layout/{case_id}/zoom", 1.0)))
        except ValueError:
            zoom = 1.0
        return geometry, state, zoom

    def keep_layout(self, case_id: str, geometry: QByteArray, state: QByteArray, zoom: float) -> None:
        if self._forgetful:
            return
        self._settings.setValue(f"layout/{case_id}/geometry", geometry)
        self._settings.setValue(f"layout/{case_id}/state", state)
        self._settings.setValue(f"layout/{case_id}/zoom", zoom)
