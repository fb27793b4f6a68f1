"""The proposal under review: what is proposed, its sentence with the words marked, and the five answers."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from casefile.domain.rows import ReviewItem
from casefile.gui.text import Offsets, count, isolate, one_line, shown
from casefile.gui.theme import Theme, reading_font
from casefile.gui.widgets.flow import FlowLayout
from casefile.gui.widgets.labels import plain_label


def marked(sentence: str, words: str) -> tuple[int, int] | None:
    """Code points of the words within their sentence; None where they reach beyond it."""
    start = sentence.find(words)
    return (start, start + len(words)) if words and start >= 0 else None


class SentenceView(QWidget):
    """A sentence in the reading face, the words in question tinted and underlined."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._text = ""
        self._mark: tuple[int, int] | None = None
        # What is asked about is never cut: in a low pane the queue below gives way.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def say(self, sentence: str, words: str) -> None:
        self._text = shown(" ".join(sentence.split()))
        self._mark = marked(self._text, shown(" ".join(words.split())))
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._layout(width).boundingRect().height()) + 8

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(320))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.theme["text"])
        formats: list[QTextLayout.FormatRange] = []
        if self._mark:
            offsets = Offsets(self._text)
            stretch = QTextLayout.FormatRange()
            stretch.start = offsets.to_qt(self._mark[0])
            stretch.length = offsets.to_qt(self._mark[1]) - stretch.start
            form = QTextCharFormat()
            form.setBackground(self.theme["hit"])
            form.setForeground(self.theme["on_hit"])
            form.setFontUnderline(True)
            stretch.format = form
            formats.append(stretch)
        self._layout(self.width()).draw(painter, QPointF(0, 4), formats, QRectF(self.rect()))
        painter.end()

    def _layout(self, width: int) -> QTextLayout:
        font = reading_font()
        layout = QTextLayout(self._text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(40, width))
            line.setPosition(QPointF(0, height))
            height += line.height() * 1.25
        layout.endLayout()
        return layout


class ReviewCard(QFrame):
    """Shows one item and how far the review is."""

    answered = Signal(str)
    """accept, reject, edit, skip, accept-alike or alike."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(self.tr("Proposal under review"))
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Reviewed so far"))
        self._far = plain_label(tone="muted")
        self._what = plain_label(tone="strong")
        self._about = plain_label(tone="muted")
        self._sentence = SentenceView(theme, self)
        for label in (self._what, self._about):
            label.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(self.progress, 1)
        head.addWidget(self._far)
        buttons = QWidget(self)
        flow = FlowLayout(buttons, gap=6)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        buttons.setSizePolicy(policy)
        self.buttons: dict[str, QPushButton] = {}
        for answer, words, tip in (
            ("accept", self.tr("Accept  A"), self.tr("It is so (A)")),
            ("reject", self.tr("Reject  R"), self.tr("It is not so (R)")),
            ("edit", self.tr("Edit…  E"), self.tr("It is otherwise (E)")),
            ("skip", self.tr("Skip  S"), self.tr("Decide later (S)")),
            (
                "accept-alike",
                self.tr("Accept all like this…"),
                self.tr("Look through what the same rule found, and accept it"),
            ),
            ("alike", self.tr("Select all like this"), self.tr("Select what the same rule found, to decide on all at once")),
        ):
            button = QPushButton(words, buttons)
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.clicked.connect(lambda _=False, answer=answer: self.answered.emit(answer))
            self.buttons[answer] = button
            flow.addWidget(button)
        own = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        own.setHeightForWidth(True)
        self.setSizePolicy(own)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(8)
        layout.addLayout(head)
        for widget in (self._what, self._sentence, self._about):
            layout.addWidget(widget)
        layout.addWidget(buttons)

    def show_less(self, less: bool) -> None:
        """Without the answers for all that is alike, which keys and menu have too."""
        for answer in ("accept-alike", "alike"):
            self.buttons[answer].setVisible(not less)

    def set_theme(self, theme: Theme) -> None:
        self._sentence.theme = theme
        self._sentence.update()

    def show_item(self, item: ReviewItem, selected: int) -> None:
        """`selected` is how many are selected: an answer is given for all of them."""
        several = self.tr("  (and {} more selected)").format(selected - 1) if selected > 1 else ""
        self.buttons["accept-alike"].setEnabled(item.kind not in ("merge", "orphan"))
        self._what.setText(isolate(one_line(item.what, 160)) + several)
        self._sentence.say(item.place.sentence or item.place.text, item.place.text)
        sure = self.tr("{} % sure").format(round(item.confidence * 100))
        self._about.setText(f"[{item.place.article} ¶{item.place.paragraph}] · {item.kind} · {sure} · {item.rule}")

    def show_progress(self, done: int, left: int, pairs: int = 0) -> None:
        """`pairs` that may be one are told beside what is left."""
        self.progress.setRange(0, max(1, done + left))
        self.progress.setValue(done)
        said = self.tr("{} done · {} left").format(f"{done:,}", f"{left:,}")
        self._far.setText(" · ".join((said, *([count(pairs, "pair")] if pairs else []))))
