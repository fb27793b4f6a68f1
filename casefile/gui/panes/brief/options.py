"""What goes into the brief: sections in their order, paper, classification, whose names are withheld."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from casefile.domain.profile import SECTIONS, Profile
from casefile.gui.widgets.labels import plain_label

_DIRECT = ("direct", "mixed")
_ALL = ("direct", "mixed", "indirect")
_KEY = Qt.ItemDataRole.UserRole
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def narrow(box: QComboBox) -> None:
    """Let a choice be as narrow as its column; what it says is shortened, its list is not."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


class Options(QWidget):
    """Shows one profile and lets it be changed. What it does not show (entity types, lengths) is kept as it was."""

    changed = Signal()
    """Something was chosen by hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = Profile()
        self.sections = QListWidget(self)
        self.sections.setAccessibleName(self.tr("Sections of the brief, in their order"))
        self.sections.setToolTip(self.tr("Tick what goes in; drag, or press Alt+Up and Alt+Down, to put it in order"))
        self.sections.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.sections.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.sections.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sections.installEventFilter(self)
        self.sections.itemChanged.connect(self.changed)
        self.sections.model().rowsMoved.connect(self.changed)
        self.paper = self._choice(self.tr("Paper"), (("a4", self.tr("A4")), ("us-letter", self.tr("US Letter"))))
        self.events = self._choice(
            self.tr("Events"),
            (
                ("stated", self.tr("Dated in their own words")),
                ("all", self.tr("Dated from context too")),
                ("starred", self.tr("Only with a star")),
            ),
        )
        self.quotes = self._choice(
            self.tr("Quotations"),
            (("direct", self.tr("Direct and mixed")), ("all", self.tr("Indirect ones too"))),
        )
        self.classification = QLineEdit(self)
        self.classification.setAccessibleName(self.tr("Classification line"))
        self.classification.setPlaceholderText(self.tr("as in the case"))
        self.classification.textEdited.connect(lambda _: self.changed.emit())
        self.protect = QCheckBox(self.tr("Protect sources"), self)
        self.protect.setToolTip(
            self.tr("What bears the tag “protected” is withheld: names, sentences, hash sums. The brief says that it is.")
        )
        self.protect.clicked.connect(lambda _: self.changed.emit())
        form = QFormLayout()
        form.setSpacing(8)
        for words, widget in (
            (self.tr("Paper"), self.paper),
            (self.tr("Classification"), self.classification),
            (self.tr("Events"), self.events),
            (self.tr("Quotations"), self.quotes),
        ):
            label = plain_label(words, parent=self)
            label.setBuddy(widget)
            form.addRow(label, widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(plain_label(self.tr("Sections"), "strong", self))
        layout.addWidget(self.sections)
        layout.addLayout(form)
        layout.addWidget(self.protect)
        self._names = {
            "judgements": self.tr("Key judgements"),
            "chronology": self.tr("Chronology"),
            "people": self.tr("People and organisations"),
            "quotes": self.tr("Who says what"),
            "differences": self.tr("Where the sources differ"),
            "claims": self.tr("What the sources claim"),
            "hypotheses": self.tr("Hypotheses"),
            "gaps": self.tr("Gaps"),
            "sources": self.tr("Sources"),
            "evidence": self.tr("Evidence: the cited sentences"),
            "method": self.tr("Method and limits"),
        }
        self.show_profile(Profile())

    def show_profile(self, profile: Profile) -> None:
        """Show what this profile chooses."""
        self._shown = profile
        with (
            QSignalBlocker(self.sections),
            QSignalBlocker(self.paper),
            QSignalBlocker(self.events),
            QSignalBlocker(self.quotes),
        ):
            self.sections.clear()
            left_out = [name for name in SECTIONS if name not in profile.sections]
            for name in (*profile.sections, *left_out):
                item = QListWidgetItem(self._names[name], self.sections)
                item.setData(_KEY, name)
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled
                    | Qt.ItemFlag.ItemIsSelectable
                    | Qt.ItemFlag.ItemIsUserCheckable
                    | Qt.ItemFlag.ItemIsDragEnabled
                )
                item.setCheckState(Qt.CheckState.Checked if name in profile.sections else Qt.CheckState.Unchecked)
            rows = self.sections.count()
            self.sections.setFixedHeight(rows * self.sections.sizeHintForRow(0) + 2 * self.sections.frameWidth() + 4)
            self.paper.setCurrentIndex(self.paper.findData(profile.paper))
            self.events.setCurrentIndex(self.events.findData(profile.events))
            self.quotes.setCurrentIndex(self.quotes.findData("all" if "indirect" in profile.quote_kinds else "direct"))
        self.classification.setText(profile.classification or "")
        self.protect.setChecked(profile.protect)

    @property
    def profile(self) -> Profile:
        """What is chosen now, under the name of the profile it began with."""
        items = [self.sections.item(row) for row in range(self.sections.count())]
        indirect = self.quotes.currentData() == "all"
        return replace(
            self._shown,
            sections=tuple(str(item.data(_KEY)) for item in items if item.checkState() is Qt.CheckState.Checked),
            paper=str(self.paper.currentData()),
            events=str(self.events.currentData()),
            quote_kinds=self._shown.quote_kinds if indirect == ("indirect" in self._shown.quote_kinds) else _KINDS[indirect],
            classification=self.classification.text().strip() or None,
            protect=self.protect.isChecked(),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt+Up and Alt+Down move the current section."""
        if watched is self.sections and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> None:
        row = self.sections.currentRow()
        if row < 0 or not 0 <= row + step < self.sections.count():
            return
        with QSignalBlocker(self.sections):
            self.sections.insertItem(row + step, self.sections.takeItem(row))
            self.sections.setCurrentRow(row + step)
        self.changed.emit()

    def _choice(self, name: str, options: tuple[tuple[str, str], ...]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        narrow(box)
        for key, words in options:
            box.addItem(words, key)
        box.currentIndexChanged.connect(lambda _: self.changed.emit())
        return box


_KINDS = {False: _DIRECT, True: _ALL}
