"""The profile of one entity: with whom it appears, what it said, from when to when, and how often each month."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from casefile.domain.rows import Companion, EntityProfile, QuoteRow
from casefile.domain.weighing import Disputed
from casefile.gui.text import count, date_words, isolate, one_line
from casefile.gui.theme import Theme
from casefile.gui.widgets.flow import FlowLayout
from casefile.gui.widgets.labels import plain_label

_COMPANIONS = 4
_ROLES = 3
OFFERED = 20
"""Quotes of one menu; all of them are in the pane of quotes, narrowed to the entity."""


class Sparkline(QWidget):
    """Mentions a month, as bars from the first month to the last, the empty ones between included."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._months: list[tuple[str, int]] = []
        self._kind = "other"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_months(self, over_time: tuple[tuple[str, int], ...], kind: str) -> None:
        self._months, self._kind = filled(over_time), kind
        words = ", ".join(f"{date_words(month)} {number}" for month, number in over_time)
        self.setAccessibleName(self.tr("Mentions by month"))
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.setVisible(len(self._months) > 1)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        most = max((number for _, number in self._months), default=0)
        step = self.width() / max(len(self._months), 1)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), self.theme["border"])
        for place, (_, number) in enumerate(self._months):
            height = (self.height() - 2) * number / max(most, 1)
            bar = QRectF(place * step, self.height() - 1 - height, max(1.0, min(step - 1, 14.0)), height)
            painter.fillRect(bar, self.theme.of_kind(self._kind))
        painter.end()


def filled(over_time: tuple[tuple[str, int], ...]) -> list[tuple[str, int]]:
    """Months (year-month) from the first to the last, with those in which nothing was counted."""
    counts = {month: number for month, number in over_time if len(month) == 7}
    if not counts:
        return []
    first, last = min(counts), max(counts)
    months: list[tuple[str, int]] = []
    year, month = int(first[:4]), int(first[5:])
    while (key := f"{year:04}-{month:02}") <= last:
        months.append((key, counts.get(key, 0)))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return months


class ProfileCard(QFrame):
    """Shows an EntityProfile; companions are buttons."""

    companion_clicked = Signal(str)
    """Id of an entity."""
    quote_clicked = Signal(object)
    """QuoteRow, chosen among the quotes by and about."""
    claim_clicked = Signal(str)
    """Id of a claim in conflict."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(self.tr("Profile"))
        self._title = plain_label(tone="strong")
        self._kind = plain_label(tone="muted")
        self._roles = plain_label(tone="muted")
        self._names = plain_label(tone="muted")
        self._said = plain_label()
        self.spark = Sparkline(theme, self)
        self._with = QWidget(self)
        self._flow = FlowLayout(self._with, gap=2)
        head = QWidget(self)
        line = FlowLayout(head, gap=8)
        line.addWidget(self._title)
        line.addWidget(self._kind)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(3)
        layout.addWidget(head)
        self._quotes = QWidget(self)
        quotes = FlowLayout(self._quotes, gap=2)
        self.by = self._chooser(self.tr("Quotes by it"))
        self.about = self._chooser(self.tr("Quotes about it"))
        self.conflict = self._chooser(self.tr("Claims in conflict on it"))
        for button in (self.by, self.about, self.conflict):
            quotes.addWidget(button)
        self._disputed: Disputed = Disputed({})
        self._shown = ""
        for widget in (self._roles, self._names, self._with, self._quotes, self._said, self.spark):
            layout.addWidget(widget)
        for label in (self._roles, self._names, self._said):
            label.setWordWrap(True)

    def set_theme(self, theme: Theme) -> None:
        self.spark.theme = theme
        self.spark.update()

    def show_profile(self, profile: EntityProfile, articles: int) -> None:
        """`articles` is how many the case has."""
        row = profile.row
        self._title.setText(isolate(one_line(row.name, 40)))
        self._title.setToolTip("")
        among = f"{row.article_count or len(row.articles):,}"
        self._kind.setText(self.tr("{} · {} of {}").format(row.type.value, among, count(articles, "article")))
        roles = list(dict.fromkeys(_role(role.role, role.edtf) for role in row.roles))
        _say(self._roles, " · ".join(roles[-_ROLES:]))
        names = [isolate(one_line(alias, 60)) for alias in row.aliases if alias != row.name]
        _say(self._names, self.tr("also {}").format(", ".join(names[:8])) if names else "")
        self._show_companions(profile.companions[:_COMPANIONS])
        self._offer_quotes(
            self.by, self.tr("{} by").format(count(profile.by_count or len(profile.quotes), "quote")), profile.quotes
        )
        self._offer_quotes(
            self.about, self.tr("{} about").format(count(profile.about_count or len(profile.about), "quote")), profile.about
        )
        self._shown = row.id
        self.show_conflicts(self._disputed)
        parts = (count(row.mentions, "mention"), _span(row.first, row.last))
        _say(self._said, " · ".join(part for part in parts if part))
        self.spark.show_months(profile.over_time, row.type.value)

    def show_conflicts(self, disputed: Disputed) -> None:
        """What claims in conflict bear on; those of the entity shown are offered."""
        self._disputed = disputed
        claims = disputed.claims.get(self._shown, ())
        words = "✕ " + count(len(claims), self.tr("claim in conflict"), self.tr("claims in conflict"))
        menu = self._menu_of(self.conflict, words, bool(claims))
        for claim in claims[:OFFERED]:
            menu.addAction(claim).triggered.connect(lambda _=False, claim=claim: self.claim_clicked.emit(claim))

    def _chooser(self, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setAccessibleName(name)
        button.setProperty("tone", "link")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.hide()
        return button

    def _menu_of(self, button: QToolButton, words: str, shown: bool) -> QMenu:
        old, menu = button.menu(), QMenu(button)
        button.setMenu(menu)
        if old is not None:
            old.deleteLater()
        button.setText(words)
        button.setAccessibleName(words)
        button.setVisible(shown)
        return menu

    def _offer_quotes(self, button: QToolButton, words: str, quotes: tuple[QuoteRow, ...]) -> None:
        menu = self._menu_of(button, words, bool(quotes))
        for quote in quotes[:OFFERED]:
            said = isolate(one_line(quote.place.text, 70)).replace("&", "&&")
            who = f"{isolate(one_line(quote.speaker, 30))}: " if quote.speaker else ""
            act = menu.addAction(f"{who}{said} [{quote.place.article} ¶{quote.place.paragraph}]")
            act.triggered.connect(lambda _=False, quote=quote: self.quote_clicked.emit(quote))

    def _show_companions(self, companions: tuple[Companion, ...]) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        self._with.setVisible(bool(companions))
        if companions:
            self._flow.addWidget(plain_label(self.tr("appears with"), "muted"))
        for companion in companions:
            button = QToolButton(self._with)
            button.setProperty("tone", "link")
            comma = "" if companion is companions[-1] else ","
            button.setText(isolate(one_line(companion.name, 36)).replace("&", "&&") + comma)
            words = self.tr("{} together in {}").format(isolate(companion.name), count(companion.together, "sentence"))
            button.setAccessibleName(words)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(lambda _=False, identifier=companion.id: self.companion_clicked.emit(identifier))
            self._flow.addWidget(button)


def _say(label: QLabel, text: str) -> None:
    """A line without words takes no room."""
    label.setText(text)
    label.setVisible(bool(text))


def _role(role: str, edtf: str | None) -> str:
    return f"{isolate(role)} ({date_words(edtf)})" if edtf else isolate(role)


def _span(first: str | None, last: str | None) -> str:
    """From when to when. An article known only to be no older than a day stands there: its open end says nothing."""
    days = [date_words(edtf.removesuffix("/..")) for edtf in (first, last) if edtf]
    return " – ".join(dict.fromkeys(days))
