"""Asks for a passphrase: the one of a case, or a new one, twice. What is typed is never shown and never kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from casefile.gui.dialogs.form import primary
from casefile.gui.text import tr
from casefile.gui.widgets.labels import plain_label


class PassphraseDialog(QDialog):
    """One field for the passphrase that opens a case (`old`), two for one that is chosen (`new`)."""

    given = Signal(str, str)
    """(old, new); "" for what was not asked."""

    def __init__(
        self, parent: QWidget | None, title: str, why: str, done: str, *, old: bool, new: bool, wrong: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(460)
        self._new = new
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        words = plain_label(why, "muted", self)
        words.setWordWrap(True)
        layout.addWidget(words)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setSpacing(8)
        self.old = self._field(form, tr("Passphrase"), shown=old)
        self.first = self._field(form, tr("New passphrase"), shown=new)
        self.again = self._field(form, tr("Once more"), shown=new)
        layout.addLayout(form)
        self.sentence = plain_label(wrong, "error", self)
        self.sentence.setWordWrap(True)
        self.sentence.setVisible(bool(wrong) or new)
        layout.addWidget(self.sentence)
        self.buttons = QDialogButtonBox(self)
        self._done = primary(done)
        self.buttons.addButton(self._done, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self._submit)
        self.buttons.rejected.connect(self.close)
        layout.addWidget(self.buttons)
        self._wrong = wrong
        self._follow()
        (self.old if old else self.first).setFocus()

    def _field(self, form: QFormLayout, label: str, *, shown: bool) -> QLineEdit:
        field = QLineEdit(self)
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setAccessibleName(label)
        field.textChanged.connect(self._follow)
        field.setVisible(shown)
        if shown:
            words = plain_label(label, parent=self)
            words.setBuddy(field)
            form.addRow(words, field)
        return field

    def _follow(self, *_: object) -> None:
        if not hasattr(self, "_done"):
            return
        old = bool(self.old.text()) or self.old.isHidden()
        said = ""
        if self._new and self.first.text() and self.again.text() and self.first.text() != self.again.text():
            said = tr("The two are not the same yet.")
        chosen = not self._new or (bool(self.first.text()) and self.first.text() == self.again.text())
        if self._new or self.old.text():
            self.sentence.setText(said)
        else:
            self.sentence.setText(self._wrong)
        self._done.setEnabled(old and chosen)

    def _submit(self) -> None:
        if not self._done.isEnabled():
            return
        old, new = self.old.text(), self.first.text()
        for field in (self.old, self.first, self.again):
            field.clear()
        self.close()
        self.given.emit(old, new)
