"""The composer of the brief: what goes in, in which order, and at once the pages that come out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from casefile.domain.commands import SaveProfile
from casefile.domain.judgements import Judgement
from casefile.domain.profile import PROFILES, Profile
from casefile.domain.scope import EVERYTHING, Scope
from casefile.gui import wiring
from casefile.gui.jobs import Asks
from casefile.gui.pane import Pane
from casefile.gui.panes.brief.conclusions import Conclusions
from casefile.gui.panes.brief.options import Options, narrow
from casefile.gui.panes.brief.preview import Preview
from casefile.gui.text import isolate
from casefile.gui.theme import Theme
from casefile.gui.widgets.labels import ElidedLabel

if TYPE_CHECKING:
    from casefile.case.ask import Ask
    from casefile.domain.material import Material
    from casefile.export.pages import Pages

_SETTLE_MS = 350
"""How long nothing must be chosen before the pages are made anew."""


@dataclass(frozen=True, slots=True)
class Order:
    """What brief is wanted."""

    profile: Profile
    scope: Scope
    since: Path | None
    """A former brief to compare with."""


class BriefPane(Pane):
    name, title = "brief", "Brief"
    concerned = frozenset({"articles", "findings", "entities", "events", "decisions", "tags", "judgements", "case"})

    export_wanted = Signal()
    """Write the brief that is ordered here."""

    def __init__(self, jobs: Asks, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(jobs, theme, parent)
        self._since: Path | None = None
        self._kept: dict[str, Profile] = {}
        self._pages: Pages | None = None
        self._material: tuple[Scope, Material] | None = None
        """What the pages are made of, until the case changes: a tick more or less asks the case nothing."""
        self._changes = 0
        self._due = False
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._make)
        self.profile_box = QComboBox(self)
        self.profile_box.setAccessibleName(self.tr("Profile of the brief"))
        self.profile_box.setToolTip(
            self.tr("A way to make the brief: one that comes with the program, or one kept in the case")
        )
        narrow(self.profile_box)
        self.profile_box.currentIndexChanged.connect(lambda _: self._profile_chosen())
        self.keep_button = self._tool(self.tr("Keep…"), self.tr("Keep these choices in the case, under a name"))
        self.keep_button.clicked.connect(self._keep)
        self.drop_button = self._tool(self.tr("Drop"), self.tr("Take this profile out of the case"))
        self.drop_button.clicked.connect(lambda: self.command_requested.emit(SaveProfile(self._chosen, "")))
        self.options = Options(self)
        self.options.changed.connect(self._order_changed)
        self.conclusions = Conclusions(self)
        self.conclusions.command_requested.connect(self.command_requested)
        self.conclusions.verb_requested.connect(self.verb_requested)
        self.summary_button = QPushButton(self.tr("Title and summary…"), self)
        self.summary_button.clicked.connect(lambda: self.verb_requested.emit("summary", ()))
        self.scoped = QCheckBox(self.tr("Only what is in scope"), self)
        self.scoped.clicked.connect(lambda _: self._order_changed())
        self.since_button = QPushButton(self.tr("Compare with a former brief…"), self)
        self.since_button.setToolTip(self.tr("The brief then says what is new, changed and gone since that one"))
        self.since_button.clicked.connect(self._ask_since)
        self.since_label = ElidedLabel("", "muted", self)
        self.export_button = QPushButton(self.tr("Export…"), self)
        self.export_button.setProperty("tone", "primary")
        self.export_button.clicked.connect(self.export_wanted)
        self.preview = Preview(theme, self)
        self.preview.wanted.connect(self._draw)
        self.preview.turned.connect(lambda page, of: self.say_count(self.tr("page {} of {}").format(page, of)))
        self._build()
        self._offer({})

    # What the window asks.

    @property
    def order(self) -> Order:
        """The brief as it is chosen now."""
        return Order(self.options.profile, self.selection.scope if self.scoped.isChecked() else EVERYTHING, self._since)

    def compare_with(self, brief: Path | None) -> None:
        """Say what changed since this brief; None: say nothing of it."""
        self._since = brief
        self.since_label.setText(self.tr("Compared with {}").format(isolate(brief.name)) if brief else "")
        self.since_label.setVisible(brief is not None)
        self.since_button.setText(
            self.tr("Compare with none") if brief is not None else self.tr("Compare with a former brief…")
        )
        self._order_changed()

    # The pane's contract.

    def attach(self, ask: Ask | None) -> None:
        self._since = None
        self.since_label.hide()
        self.preview.show_pages(None)
        super().attach(ask)

    def load(self) -> None:
        self._material = None
        self._changes += 1
        self.read(wiring.ways, self._show_ways, "ways")
        self._order_changed()

    def restyle(self) -> None:
        self.preview.restyle(self.theme)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._due:
            self._make()

    # Choosing.

    def _show_ways(self, answer: tuple[tuple[Judgement, ...], dict[str, Profile]]) -> None:
        judgements, kept = answer
        self.conclusions.show_judgements(judgements)
        if kept != self._kept:
            self._offer(kept)

    def _offer(self, kept: dict[str, Profile]) -> None:
        chosen, self._kept = self._chosen or "full", kept
        with QSignalBlocker(self.profile_box):
            self.profile_box.clear()
            for name in PROFILES:
                self.profile_box.addItem(self.tr(name), name)
            for name in kept:
                self.profile_box.addItem(self.tr("{} (kept in the case)").format(isolate(name)), name)
            self.profile_box.setCurrentIndex(max(0, self.profile_box.findData(chosen)))
        self._profile_chosen()

    def _profile_chosen(self) -> None:
        name = self._chosen
        self.drop_button.setEnabled(name in self._kept)
        self.options.show_profile(PROFILES.get(name) or self._kept[name])
        self._order_changed()

    @property
    def _chosen(self) -> str:
        return str(self.profile_box.currentData() or "")

    def _keep(self) -> None:
        profile, taken = self.options.profile, tuple(self._kept)
        self.jobs.read(
            lambda: wiring.profile_text(profile),
            lambda text: self.verb_requested.emit("keep-profile", (text, *taken)),
            f"{self.name}.keep",
        )

    def _ask_since(self) -> None:
        if self._since is not None:
            self.compare_with(None)
            return
        dialog = QFileDialog(self, self.tr("A former brief of this case"), "", "PDF (*.pdf)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.compare_with(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # The pages.

    def _order_changed(self) -> None:
        self._due = self._source is not None
        if self._due:
            self._settle.start()

    def _make(self) -> None:
        """Have the pages made, if they can be seen; else when they can."""
        if self._due and self.isVisible():
            self._due = False
            self._settle.stop()
            order, known, changes = self.order, self._material, self._changes
            self.say_count(self.tr("being made…"))

            def make(ask: Ask) -> tuple[Scope, Material, Pages]:
                made_of = known[1] if known is not None and known[0] == order.scope else wiring.material(ask, order.scope)
                return order.scope, made_of, wiring.preview(made_of, order.profile, order.since)

            self.read(make, lambda made: self._show_pages(made, changes), "pages", self._failed)

    def _show_pages(self, made: tuple[Scope, Material, Pages], changes: int) -> None:
        scope, made_of, self._pages = made
        if changes == self._changes:
            self._material = (scope, made_of)
        self.preview.show_pages(self._pages)

    def _failed(self, sentence: str) -> None:
        self.say_count("")
        self.said.emit(sentence)

    def _draw(self, number: int, width: int) -> None:
        pages = self._pages
        if pages is not None:
            self.jobs.read(
                lambda: pages.picture(number, width),
                lambda picture: self.preview.show_picture(number, picture) if pages is self._pages else None,
                f"{self.name}.page.{number}",
            )

    # Building.

    def _tool(self, words: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setProperty("tone", "small")
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        return button

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.profile_box, 1)
        head.addWidget(self.keep_button)
        head.addWidget(self.drop_button)
        chosen = QWidget(self)
        column = QVBoxLayout(chosen)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(12)
        column.addLayout(head)
        for part in (self.options, self.scoped, self.conclusions, self.summary_button, self.since_button, self.since_label):
            column.addWidget(part)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidget(chosen)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left = QWidget(self)
        stacked = QVBoxLayout(left)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(0)
        stacked.addWidget(scroll, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(14, 8, 14, 10)
        foot.addWidget(self.export_button, 1)
        stacked.addLayout(foot)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(left)
        split.addWidget(self.preview)
        split.setStretchFactor(1, 1)
        split.setSizes([300, 600])
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)
