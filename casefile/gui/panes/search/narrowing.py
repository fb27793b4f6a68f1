"""What the hits share, a button a facet: its most frequent value in sight, the others with their counts in its menu."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from casefile.domain.hits import SavedSearch, SearchAnswer
from casefile.domain.scope import BySpeaker, Matching, OfEntity, OfOutlet, Scope, Tagged, during
from casefile.gui.text import caption, date_words, isolate, one_line, tr
from casefile.gui.widgets.flow import FlowLayout
from casefile.gui.widgets.plain import plain_tooltip

_MOST = 30
"""Values in a menu; more would not fit on a screen."""
_LONGEST = 28
_TITLES: Final = {
    "outlet": "Outlet",
    "year": "Year",
    "month": "Month",
    "language": "Language",
    "entity": "Entity",
    "speaker": "Speaker",
    "tag": "Tag",
}


class Narrowing(QWidget):
    """Suggestions, what new articles match, and facets, in as many lines as they need."""

    query_wanted = Signal(str)
    """Search for this instead."""
    scope_wanted = Signal(object)
    """Narrow to this condition."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self)
        self._alerts: tuple[SavedSearch, ...] = ()
        self._answer = SearchAnswer("", "", (), 0)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_alerts(self, alerts: Sequence[SavedSearch]) -> None:
        """New articles match these."""
        self._alerts = tuple(alerts)
        self._fill()

    def show_answer(self, answer: SearchAnswer) -> None:
        """The suggestions and facets of an answer."""
        self._answer = answer
        self._fill()

    def _fill(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for alert in self._alerts:
            number, name = len(alert.new), caption(isolate(one_line(alert.name, _LONGEST)))
            words = tr("{:,} new in “{}”").format(number, name)
            only = " OR ".join(f"article:S{one}" for one in alert.new[:100])
            self._button(words, partial(self._ask_for, f"({alert.query}) ({only}) kind:article"), "chip")
        for query in self._answer.suggestions:
            words = tr("Did you mean {}?").format(caption(isolate(one_line(query, 60))))
            self._button(words, partial(self._ask_for, query), "chip")
        names = dict(self._answer.names)
        for facet, values in self._answer.facets:
            if values and facet in _TITLES:
                self._facet(facet, values, names)
        self.setVisible(self._flow.count() > 0)
        self.updateGeometry()

    def _button(self, words: str, act: partial[None], tone: str) -> None:
        button = QPushButton(words, self)
        button.setProperty("tone", tone)
        button.clicked.connect(act)
        self._flow.addWidget(button)
        button.show()

    def _facet(self, facet: str, values: Sequence[tuple[str, int]], names: Mapping[str, str]) -> None:
        title = tr(_TITLES[facet])
        value, number = values[0]
        button = QToolButton(self)
        button.setProperty("tone", "plain")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        shown = caption(isolate(one_line(_worded(facet, value, names), _LONGEST)))
        button.setText(f"{title}: {shown}  {number:,} ▾")
        button.setToolTip(plain_tooltip(tr("Narrow to one of {:,}").format(len(values))))
        button.setAccessibleName(
            tr("{}: {} with {:,} hits; narrow to one of {:,}").format(title, shown, number, len(values))
        )
        menu = QMenu(button)
        for value, number in values[:_MOST]:
            # What follows a tab stands at the right edge.
            action = menu.addAction(f"{caption(isolate(one_line(_worded(facet, value, names), 60)))}\t{number:,}")
            action.triggered.connect(partial(self._narrow, facet, value))
        button.setMenu(menu)
        self._flow.addWidget(button)
        button.show()

    def _ask_for(self, query: str, _checked: bool = False) -> None:
        self.query_wanted.emit(query)

    def _narrow(self, facet: str, value: str, _checked: bool = False) -> None:
        self.scope_wanted.emit(condition(facet, value))


def _worded(facet: str, value: str, names: Mapping[str, str]) -> str:
    """A value as one reads it: months and languages by their names."""
    if facet == "month":
        return date_words(value)
    if facet == "language":
        language = QLocale.codeToLanguage(value)
        return value if language == QLocale.Language.AnyLanguage else QLocale.languageToString(language)
    return names.get(value, value)


def condition(facet: str, value: str) -> Scope:
    """The scope that a value of a facet stands for."""
    match facet:
        case "outlet":
            return OfOutlet(value)
        case "year" | "month":
            return during(value)
        case "entity":
            return OfEntity(value)
        case "speaker":
            return BySpeaker(value.casefold())
        case "tag":
            return Tagged(value)
    return Matching(f"lang:{value}")
