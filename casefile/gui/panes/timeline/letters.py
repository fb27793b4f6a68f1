"""Words laid out once and painted often."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QStaticText

from casefile.gui.theme import in_pixels

_KEPT = 8192


@dataclass(frozen=True, slots=True)
class Word:
    text: QStaticText
    width: float
    height: float


class Letters:
    """Plain text in one font."""

    def __init__(self, font: QFont) -> None:
        self.font = in_pixels(font)
        self.metrics = QFontMetricsF(self.font)
        self._words: dict[tuple[str, int], Word] = {}

    def word(self, text: str, most: int = 0) -> Word:
        """The text on one line; cut to `most` pixels if given."""
        key = (text, most)
        found = self._words.get(key)
        if found is None:
            if len(self._words) >= _KEPT:
                self._words.clear()
            shown = self.metrics.elidedText(text, Qt.TextElideMode.ElideRight, most) if most else text
            laid = QStaticText(shown)
            laid.setTextFormat(Qt.TextFormat.PlainText)
            laid.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            laid.prepare(font=self.font)
            found = self._words[key] = Word(laid, self.metrics.horizontalAdvance(shown), self.metrics.height())
        return found

    def drop(self, height: float) -> float:
        """From the top of a row of this height to the top of its text."""
        return (height - self.metrics.height()) / 2
