"""How the window looks and works, for one person, in all cases. What is changed shows at once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from casefile.gui.settings import DATE_STYLES, FONT_PERCENT, Preferences
from casefile.gui.text import tr
from casefile.gui.widgets.labels import plain_label
from casefile.gui.widgets.roomy import fit

_THEMES = (("", "As the desktop"), ("light", "Light"), ("dark", "Dark"))
_DATES = {"words": "22 Jun 2024", "iso": "2024-06-22", "system": "As the system writes them"}


class PreferencesDialog(QDialog):
    """Shows Preferences, says others."""

    changed = Signal(object)
    """Preferences as they are now."""
    recent_forgotten = Signal()

    def __init__(self, parent: QWidget | None, now: Preferences, processors: int) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Preferences"))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(460)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(12)
        form = QFormLayout()
        form.setSpacing(10)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.theme = self._choice(_THEMES, now.theme)
        self.font_size = QSpinBox(self)
        self.font_size.setRange(*FONT_PERCENT)
        self.font_size.setSingleStep(10)
        self.font_size.setSuffix(" %")
        self.font_size.setValue(now.font_percent)
        self.dates = self._choice(tuple((style, _DATES[style]) for style in DATE_STYLES), now.dates)
        self.still = QCheckBox(tr("Nothing moves"), self)
        self.still.setChecked(now.still)
        self.processes = QSpinBox(self)
        self.processes.setRange(1, max(1, processors))
        self.processes.setValue(min(now.import_jobs or max(1, processors - 1), max(1, processors)))
        for number in (self.font_size, self.processes):
            number.lineEdit().setTextMargins(6, 0, 0, 0)
        rows: tuple[tuple[str, QWidget], ...] = (
            (tr("Colours"), self.theme),
            (tr("Size of text, of the system's"), self.font_size),
            (tr("Dates"), self.dates),
            (tr("Movement"), self.still),
            (tr("Processes that read files at an import"), self.processes),
        )
        for words, widget in rows:
            label = plain_label(words, parent=self)
            label.setBuddy(widget)
            widget.setAccessibleName(words)
            form.addRow(label, widget)
        layout.addLayout(form)
        self.forget = QPushButton(tr("Forget recent cases"), self)
        self.forget.setAutoDefault(False)
        self.forget.clicked.connect(self._forget)
        layout.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignLeft)
        where = plain_label(tr("Kept for you on this computer, not in any case."), "muted", self)
        where.setWordWrap(True)
        layout.addWidget(where)
        buttons = QDialogButtonBox(self)
        self.usual = buttons.addButton(tr("As at first"), QDialogButtonBox.ButtonRole.ResetRole)
        self.usual.setAutoDefault(False)
        self.usual.clicked.connect(lambda: self.show_preferences(Preferences()))
        close = buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.close)
        layout.addWidget(buttons)
        self.theme.currentIndexChanged.connect(self._say)
        self.dates.currentIndexChanged.connect(self._say)
        self.font_size.valueChanged.connect(self._say)
        self.still.toggled.connect(self._say)
        self.processes.valueChanged.connect(self._say)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        fit(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            # Larger letters were chosen right here.
            QTimer.singleShot(0, self, lambda: fit(self))

    def preferences(self) -> Preferences:
        """What is chosen now."""
        return Preferences(
            theme=str(self.theme.currentData()),
            font_percent=self.font_size.value(),
            dates=str(self.dates.currentData()),
            still=self.still.isChecked(),
            import_jobs=self.processes.value(),
        )

    def show_preferences(self, now: Preferences) -> None:
        """Choose these."""
        self.theme.setCurrentIndex(self.theme.findData(now.theme))
        self.dates.setCurrentIndex(self.dates.findData(now.dates))
        self.font_size.setValue(now.font_percent)
        self.still.setChecked(now.still)
        self.processes.setValue(now.import_jobs or max(1, self.processes.maximum() - 1))

    def _choice(self, options: tuple[tuple[str, str], ...], chosen: str) -> QComboBox:
        box = QComboBox(self)
        for key, words in options:
            box.addItem(tr(words), key)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        return box

    def _say(self, *_: object) -> None:
        self.changed.emit(self.preferences())

    def _forget(self) -> None:
        self.recent_forgotten.emit()
        self.forget.setEnabled(False)
