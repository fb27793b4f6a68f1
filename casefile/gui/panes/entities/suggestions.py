"""One suggestion at a time: two entities that may be one, with the reason; merged or kept apart by one key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from casefile.domain.rows import MergeSuggestion
from casefile.gui.text import isolate, one_line
from casefile.gui.widgets.labels import ElidedLabel, plain_label

_KEYS = {
    Qt.Key.Key_A: "merge",
    Qt.Key.Key_M: "merge",
    Qt.Key.Key_R: "apart",
    Qt.Key.Key_S: "later",
    Qt.Key.Key_J: "later",
    Qt.Key.Key_K: "before",
}


class SuggestionBar(QFrame):
    """Takes the keyboard; hidden where nothing is suggested."""

    merged = Signal(object)
    """MergeSuggestion: they are one."""
    parted = Signal(object)
    """MergeSuggestion: they are two."""
    looked = Signal(object)
    """MergeSuggestion: show where the second is named."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Suggestions what to merge"))
        self._found: tuple[MergeSuggestion, ...] = ()
        self._place = 0
        self._allowed = True
        self._words = plain_label(tone="strong", parent=self)
        self._words.setWordWrap(True)
        self._why = ElidedLabel("", "muted", self)
        self._far = plain_label(tone="muted", parent=self)
        line = QHBoxLayout()
        line.setSpacing(4)
        self.buttons: dict[str, QToolButton] = {}
        for answer, words, tip in (
            ("merge", self.tr("Merge  A"), self.tr("They are one: merge them (A)")),
            ("apart", self.tr("Two  R"), self.tr("They are two: keep them apart (R)")),
            ("later", self.tr("Later  S"), self.tr("The next suggestion (S)")),
        ):
            button = QToolButton(self)
            button.setText(words)
            button.setProperty("tone", "small")
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.clicked.connect(lambda _=False, answer=answer: self.answer(answer))
            self.buttons[answer] = button
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(self._far)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 7, 10, 7)
        layout.setSpacing(3)
        layout.addWidget(self._words)
        layout.addWidget(self._why)
        layout.addLayout(line)
        for child in (self, *self.buttons.values()):
            child.installEventFilter(self)
        self.hide()

    @property
    def current(self) -> MergeSuggestion | None:
        return self._found[self._place] if self._place < len(self._found) else None

    def show_suggestions(self, found: tuple[MergeSuggestion, ...]) -> None:
        """The one shown stays, where it is still suggested."""
        before = self.current
        self._found = found
        ids = [one.id for one in found]
        self._place = ids.index(before.id) if before is not None and before.id in ids else min(self._place, len(ids))
        if self._place >= len(found):
            self._place = 0
        self._say()

    def allow(self, shown: bool) -> None:
        """Whether there is room for it."""
        self._allowed = shown
        self.setVisible(shown and self.current is not None)

    def answer(self, answer: str) -> None:
        """merge, apart, later or before: for the one shown."""
        now = self.current
        if now is None:
            return
        if answer == "merge":
            self.merged.emit(now)
        elif answer == "apart":
            self.parted.emit(now)
        else:
            self._place = (self._place + (1 if answer == "later" else -1)) % len(self._found)
            self._say()
            self.looked.emit(self._found[self._place])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Single letters, as long as the bar has the keyboard."""
        if isinstance(event, QKeyEvent) and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            answer = _KEYS.get(Qt.Key(event.key()))
            if answer and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if answer and event.type() == QEvent.Type.KeyPress:
                self.answer(answer)
                return True
        return super().eventFilter(watched, event)

    def _say(self) -> None:
        now = self.current
        self.setVisible(self._allowed and now is not None)
        if now is None:
            return
        first, second = isolate(one_line(now.first_name, 60)), isolate(one_line(now.second_name, 60))
        words = self.tr("{} = {}?").format(first, second)
        where = f"[{now.place.article} ¶{now.place.paragraph}]"
        self._words.setText(words)
        self._why.setText(f"{isolate(one_line(now.why, 120))} {where}")
        self._why.setToolTip(isolate(one_line(now.place.sentence, 300)))
        self._far.setText(self.tr("{} of {}").format(self._place + 1, len(self._found)))
        self.setAccessibleDescription(f"{words} {now.why}")
