"""What the window remembers between runs: per user, never in a case."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

_RECENT = 12
FONT_PERCENT = (80, 200)
DATE_STYLES = ("words", "iso", "system")


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person chose for all cases."""

    theme: str = ""
    """light or dark; "" follows the desktop."""
    font_percent: int = 100
    """Of the system's size of text."""
    dates: str = "words"
    """How days are written: one of DATE_STYLES."""
    still: bool = False
    """Nothing moves: menus and panes appear at once."""
    import_jobs: int = 0
    """Processes that read files at an import; 0: all processors but one."""


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

    @property
    def preferences(self) -> Preferences:
        """As chosen; what cannot be read is as at first."""
        usual, value = Preferences(), self._settings.value
        if self._forgetful:
            return usual
        dates = str(value("dates", usual.dates))
        percent = _number(value("font_percent"), usual.font_percent)
        return Preferences(
            self.theme,
            min(max(percent, FONT_PERCENT[0]), FONT_PERCENT[1]),
            dates if dates in DATE_STYLES else usual.dates,
            str(value("still", "false")).lower() == "true",
            max(0, _number(value("import_jobs"), usual.import_jobs)),
        )

    @preferences.setter
    def preferences(self, chosen: Preferences) -> None:
        if not self._forgetful:
            self.theme = chosen.theme
            for name in ("font_percent", "dates", "still", "import_jobs"):
                self._settings.setValue(name, getattr(chosen, name))

    def forget_recent(self) -> None:
        """No case was ever opened."""
        if not self._forgetful:
            self._settings.remove("recent")

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


def _number(value: object, otherwise: int) -> int:
    try:
        return int(str(value))
    except ValueError:
        return otherwise
