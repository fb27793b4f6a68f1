"""The pages of a stored PDF, one at a time, with the passage outlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QCloseEvent, QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QSpinBox, QToolButton, QVBoxLayout, QWidget

from casefile.gui.jobs import Asks
from casefile.gui.text import tr
from casefile.gui.theme import Theme
from casefile.gui.widgets.labels import ElidedLabel, plain_label
from casefile.gui.widgets.roomy import roomy

if TYPE_CHECKING:
    from casefile.ingest.pages import PageImage, PdfPages

_WIDTH = 760
_ZOOMS = (0.6, 0.8, 1.0, 1.25, 1.6, 2.0, 2.6)


class PageView(QWidget):
    """One picture and the outlines on it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.picture = QImage()
        self.outlined: tuple[QRectF, ...] = ()
        """In logical pixels."""
        self.setAccessibleName(tr("Page of the original"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_page(self, page: PageImage, ratio: float) -> None:
        picture = QImage(page.pixels, page.width, page.height, page.width * 4, QImage.Format.Format_RGB32).copy()
        picture.setDevicePixelRatio(ratio)
        self.picture = picture
        self.outlined = tuple(QRectF(*(side / ratio for side in box)) for box in page.outlined)
        said = tr("Page {} of {}").format(page.number + 1, page.of)
        self.setAccessibleDescription(said + (" · " + tr("the passage is outlined") if self.outlined else ""))
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        return self.picture.deviceIndependentSize().toSize() if not self.picture.isNull() else QSize(_WIDTH, 400)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawImage(QPointF(0, 0), self.picture)
        # Paper is white in both themes: the outline is that of the light one.
        painter.setPen(QPen(QColor("#2C5ACF"), 2))
        tint = QColor("#2C5ACF")
        tint.setAlpha(36)
        painter.setBrush(tint)
        for box in self.outlined:
            painter.drawRoundedRect(box.adjusted(-3, -2, 3, 2), 3, 3)
        painter.end()


class PagesDialog(QDialog):
    """Asks for each page away from the GUI thread."""

    def __init__(
        self,
        parent: QWidget | None,
        jobs: Asks,
        theme: Theme,
        title: str,
        about: str,
        pages: PdfPages,
        passage: str = "",
        near: float = 0.0,
    ) -> None:
        """`passage` is outlined where it stands, nearest to the share `near` of the document."""
        super().__init__(parent)
        self.setWindowTitle(tr("Original of {}").format(title))
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        roomy(self, 860, 760)
        self._jobs, self._pages, self._passage, self._near = jobs, pages, passage, near
        self._zoom = _ZOOMS.index(1.0)
        self._open = True
        self.page: PageImage | None = None
        self.view = PageView(theme, self)
        self.view.installEventFilter(self)
        self.area = QScrollArea(self)
        self.area.setWidget(self.view)
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.number = QSpinBox(self)
        self.number.setAccessibleName(tr("Number of the page"))
        self.number.setKeyboardTracking(False)
        self.number.valueChanged.connect(lambda number: self.turn(number - 1))
        self.of = plain_label("", "muted", self)
        self.said = ElidedLabel("", "muted", self)
        head = QHBoxLayout()
        head.addWidget(ElidedLabel(about, "muted", self), 1)
        head.addWidget(self.said)
        self.back = self._button("‹", tr("Previous page (Page up)"), lambda: self.step(-1))
        self.on = self._button("›", tr("Next page (Page down)"), lambda: self.step(1))
        self.to_passage = self._button(tr("Passage"), tr("Back to the passage (Home)"), lambda: self.ask(None))
        self.to_passage.setVisible(bool(passage))
        smaller = self._button("−", tr("Smaller (-)"), lambda: self.zoom(-1))
        larger = self._button("+", tr("Larger (+)"), lambda: self.zoom(1))
        for widget in (self.to_passage, self.back, self.number, self.of, self.on, smaller, larger):
            head.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(self.area, 1)
        self.view.setFocus()
        self.ask(None)

    def ask(self, number: int | None) -> None:
        """Show page `number`, from 0; None: the one with the passage."""
        width = round(_WIDTH * _ZOOMS[self._zoom] * self.devicePixelRatioF())
        pages, passage, near = self._pages, self._passage, self._near
        self.said.setText(tr("drawing …"))
        self._jobs.read(lambda: pages.page(number, width, passage, near), self._show, "original.page", self._failed)

    def turn(self, number: int) -> None:
        if self.page is not None and number != self.page.number:
            self.ask(number)

    def step(self, by: int) -> None:
        """To the next or the previous page."""
        if self.page is not None and 0 <= self.page.number + by < self.page.of:
            self.ask(self.page.number + by)

    def zoom(self, by: int) -> None:
        """One size up or down."""
        self._zoom = min(max(self._zoom + by, 0), len(_ZOOMS) - 1)
        self.ask(self.page.number if self.page is not None else None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Before the scrolling area takes the keys for itself."""
        if watched is self.view and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            act = {
                Qt.Key.Key_PageUp: lambda: self.step(-1),
                Qt.Key.Key_PageDown: lambda: self.step(1),
                Qt.Key.Key_Home: lambda: self.ask(None),
                Qt.Key.Key_Plus: lambda: self.zoom(1),
                Qt.Key.Key_Equal: lambda: self.zoom(1),
                Qt.Key.Key_Minus: lambda: self.zoom(-1),
            }.get(Qt.Key(event.key()))
            if act is not None:
                act()
                return True
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._open = False
        self._jobs.read(self._pages.close, lambda _: None, "original.close")
        super().closeEvent(event)

    def _show(self, page: PageImage) -> None:
        if not self._open:
            return
        self.page = page
        self.view.show_page(page, self.devicePixelRatioF())
        self.number.blockSignals(True)
        self.number.setRange(1, page.of)
        self.number.setValue(page.number + 1)
        self.number.blockSignals(False)
        self.of.setText(tr("of {}").format(f"{page.of:,}"))
        self.back.setEnabled(page.number > 0)
        self.on.setEnabled(page.number + 1 < page.of)
        if self.view.outlined:
            self.said.setText(tr("the passage is outlined"))
            first = self.view.outlined[0]
            self.area.ensureVisible(round(first.left()), round(first.top()), 40, 160)
        else:
            self.said.setText(tr("the passage is not on this page") if self._passage else "")

    def _failed(self, sentence: str) -> None:
        if self._open:
            self.said.setText(sentence)

    def _button(self, words: str, name: str, act: object) -> QToolButton:
        button = QToolButton(self)
        button.setText(words)
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.clicked.connect(act)
        return button
