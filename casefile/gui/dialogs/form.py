"""A small form: a few fields, a sentence that follows what is typed, and what happens next. Never modal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from casefile.gui.text import tr
from casefile.gui.widgets.labels import plain_label
from casefile.gui.widgets.roomy import fit, roomy

Check = Callable[[Mapping[str, str]], tuple[bool, str]]
"""Whether the values will do, and a sentence on what they mean or what is wrong."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field. With `choices` only those can be chosen; with `suggestions` they are offered while typing."""

    name: str
    label: str
    value: str = ""
    hint: str = ""
    long: bool = False
    choices: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


class Form(QDialog):
    """Asks for values, says once what was entered, then closes."""

    submitted = Signal(object)
    """dict of field name to text."""

    def __init__(
        self, parent: QWidget | None, title: str, why: str, fields: Sequence[Field], done: str, check: Check | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(440)
        self._check = check
        self._widgets: dict[str, QLineEdit | QPlainTextEdit | QComboBox] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        if why:
            words = plain_label(why, "muted", self)
            words.setWordWrap(True)
            layout.addWidget(words)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setSpacing(8)
        for field in fields:
            widget = self._make(field)
            widget.setAccessibleName(field.label or title)
            self._widgets[field.name] = widget
            if field.label:
                label = plain_label(field.label, parent=self)
                label.setBuddy(widget)
                form.addRow(label, widget)
            else:
                form.addRow(widget)
        layout.addLayout(form)
        self.sentence = plain_label("", parent=self)
        self.sentence.setWordWrap(True)
        self.sentence.setVisible(check is not None)
        layout.addWidget(self.sentence)
        self.buttons = QDialogButtonBox(self)
        self._done = primary(done)
        self.buttons.addButton(self._done, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self._submit)
        self.buttons.rejected.connect(self.close)
        layout.addWidget(self.buttons)
        if any(field.long for field in fields):
            roomy(self, 600, 420)
        self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        fit(self)

    def values(self) -> dict[str, str]:
        """What stands in the fields now."""
        return {name: _text(widget) for name, widget in self._widgets.items()}

    def widget(self, name: str) -> QLineEdit | QPlainTextEdit | QComboBox:
        return self._widgets[name]

    def _make(self, field: Field) -> QLineEdit | QPlainTextEdit | QComboBox:
        if field.choices:
            box = QComboBox(self)
            box.addItems(field.choices)
            box.setCurrentText(field.value)
            box.currentTextChanged.connect(self._follow)
            return box
        if field.long:
            area = QPlainTextEdit(self)
            area.setPlainText(field.value)
            area.setPlaceholderText(field.hint)
            area.setTabChangesFocus(True)
            area.textChanged.connect(self._follow)
            return area
        line = QLineEdit(field.value, self)
        line.setPlaceholderText(field.hint)
        line.selectAll()
        if field.suggestions:
            completer = QCompleter(list(field.suggestions), line)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(completer)
        line.textChanged.connect(self._follow)
        return line

    def _follow(self, *_: object) -> None:
        if self._check is None or not hasattr(self, "_done"):
            return
        good, words = self._check(self.values())
        self.sentence.setText(words)
        self.sentence.setProperty("tone", "muted" if good else "error")
        self.sentence.style().unpolish(self.sentence)
        self.sentence.style().polish(self.sentence)
        self._done.setEnabled(good)

    def _submit(self) -> None:
        values = self.values()
        if self._check is not None and not self._check(values)[0]:
            return
        self.submitted.emit(values)
        self.close()


def primary(words: str) -> QPushButton:
    """The button that does what a dialogue is for."""
    button = QPushButton(words)
    # Before it is shown: the style sheet looks at properties once.
    button.setProperty("tone", "primary")
    button.setDefault(True)
    return button


def _text(widget: QLineEdit | QPlainTextEdit | QComboBox) -> str:
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    return widget.currentText() if isinstance(widget, QComboBox) else widget.text().strip()
