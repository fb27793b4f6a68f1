"""The entities in scope: grouped by type, with their names, roles and mentions; merge, split, rename, retype, reject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from casefile.domain.commands import KeepApart, MarkFrame, Merge, Reject
from casefile.domain.findings import EntityType
from casefile.domain.ids import Kind
from casefile.domain.rows import EntityProfile, EntityRow, MergeSuggestion, QuoteRow
from casefile.domain.scope import EVERYTHING, OfEntity, Scope
from casefile.domain.selection import Focus, Links
from casefile.domain.weighing import QUICK, Disputed
from casefile.gui.jobs import Asks
from casefile.gui.panes.entities.card import OFFERED, ProfileCard
from casefile.gui.panes.entities.delegate import EntityDelegate, second_line, sparks
from casefile.gui.panes.entities.suggestions import SuggestionBar
from casefile.gui.text import count, date_words, isolate, one_line
from casefile.gui.theme import Theme
from casefile.gui.widgets.listpane import ListPane
from casefile.gui.widgets.rowlist import Group, Reading, RowList

if TYPE_CHECKING:
    from casefile.case.ask import Ask

_ORDER = (
    EntityType.ORGANISATION,
    EntityType.PERSON,
    EntityType.SYSTEM,
    EntityType.PROGRAMME,
    EntityType.PLACE,
    EntityType.OTHER,
)

_LENT = 60
"""Of that, what the list gives up where the card would not be seen otherwise."""
_BESIDE = 8
"""Free on both sides of the card."""
_ROOM = 360
"""Height from which there is room for the card."""
_LIST = 190
"""Height that the list and what stands over it keep."""


class EntitiesPane(ListPane):
    name, title = "entities", "Entities"
    concerned = frozenset({"articles", "findings", "entities", "decisions", "tags"})

    def __init__(self, jobs: Asks, theme: Theme, parent: QWidget | None = None) -> None:
        self._entity_delegate = EntityDelegate(theme)
        super().__init__(jobs, theme, RowList(Reading(lambda row: row.id, _words, _tooltip)), self._entity_delegate, parent)
        self._groups = {
            EntityType.ORGANISATION: self.tr("Organisations"),
            EntityType.PERSON: self.tr("People"),
            EntityType.SYSTEM: self.tr("Systems"),
            EntityType.PROGRAMME: self.tr("Programmes"),
            EntityType.PLACE: self.tr("Places"),
            EntityType.OTHER: self.tr("Other"),
        }
        self._frame = self.tr("Reporters and outlets")
        self.order_button = self.choice(
            self.tr("Order of the entities"),
            (("mentions", self.tr("by mentions")), ("name", self.tr("by name")), ("first", self.tr("by first mention"))),
            "mentions",
            self.set_order,
        )
        self.tools.addWidget(self.order_button)
        self.offer_rejected(self.order_button)
        self.suggestions = SuggestionBar(self)
        self.suggestions.merged.connect(lambda one: self.command_requested.emit(Merge((one.first, one.second))))
        self.suggestions.parted.connect(lambda one: self.command_requested.emit(KeepApart(one.first, one.second)))
        self.suggestions.looked.connect(self._look_at)
        above = QVBoxLayout()
        above.setContentsMargins(8, 0, 8, 4)
        above.addWidget(self.suggestions)
        self.body.insertLayout(1, above)
        self.card = ProfileCard(theme, self)
        self.card.hide()
        self._profiled = False
        self.card.companion_clicked.connect(lambda entity: self.focus_requested.emit(Focus(Kind.ENTITY, entity)))
        self.card.quote_clicked.connect(self._look_at_quote)
        self.card.claim_clicked.connect(lambda claim: self.focus_requested.emit(Focus(Kind.CLAIM, claim)))
        around = QVBoxLayout()
        around.setContentsMargins(8, 0, 8, 8)
        around.addWidget(self.card)
        self.body.addLayout(around)
        self._sparkless: set[str] = set()
        """Entities that were looked at since the sparklines went stale."""
        self._stale_sparks = False
        self._spark_soon = QTimer(self, singleShot=True, interval=0)
        self._spark_soon.timeout.connect(self._ask_sparks)
        self._entity_delegate.wanted = self._want_spark
        self.model.fold(self._frame, folded=True)
        self.set_order("mentions")
        self.list.installEventFilter(self)

    def set_order(self, key: str) -> None:
        """mentions, name or first."""
        self.model.set_order(_SORTS[key], self._group)

    def load(self) -> None:
        scope, rejected = self.selection.scope, self.rejected_action.isChecked()
        self.read(lambda ask: ask.entities_in_brief(scope, rejected), self.show_rows)
        self.read(lambda ask: ask.merge_suggestions(), self.show_suggestions, "suggestions")
        self._stale_sparks = True
        self.read(lambda ask: ask.disputed(QUICK), self.show_disputed, "disputed")
        self._ask_profile(self.links)

    def _look_at_quote(self, quote: QuoteRow) -> None:
        place = quote.place
        self.focus_requested.emit(Focus(Kind.QUOTE, quote.id, int(place.article[1:]), place.start, place.end))

    def show_suggestions(self, found: tuple[MergeSuggestion, ...]) -> None:
        """Who may be one with whom."""
        self.suggestions.show_suggestions(found)
        self._make_room()

    def show_sparks(self, found: Mapping[str, tuple[float, ...]]) -> None:
        """Mentions over time beside each name."""
        self._entity_delegate.sparks = {**self._entity_delegate.sparks, **found}
        self.list.viewport().update()

    def _want_spark(self, entity: str) -> None:
        """Of thousands only those that are looked at are counted by month."""
        if entity not in self._sparkless:
            self._sparkless.add(entity)
            self._spark_soon.start()

    def _ask_sparks(self) -> None:
        among = tuple(self._sparkless)
        self.read(lambda ask: _sparks_of(ask, among), self.show_sparks, "sparks")

    def show_disputed(self, disputed: Disputed) -> None:
        """A sign on those whom claims in conflict bear on."""
        self._entity_delegate.disputed = frozenset(disputed.claims)
        self.card.show_conflicts(disputed)
        self.list.viewport().update()

    def _look_at(self, suggestion: MergeSuggestion) -> None:
        place = suggestion.place
        self.focus_requested.emit(Focus(Kind.ENTITY, suggestion.second, int(place.article[1:]), place.start, place.end))

    def show_rows(self, rows: Sequence[EntityRow]) -> None:
        if self._stale_sparks:
            # What was asked for before counts no longer; the rows that are painted ask anew.
            self._stale_sparks = False
            self._sparkless.clear()
            self._entity_delegate.sparks = {}
        self._entity_delegate.most = max((row.mentions for row in rows if not row.frame), default=1)
        super().show_rows(rows)

    def show_links(self, links: Links) -> None:
        super().show_links(links)
        self._ask_profile(links)

    def show_profile(self, profile: EntityProfile, articles: int) -> None:
        self.card.show_profile(profile, articles)
        self._profiled = True
        self._make_room()
        self.body.activate()
        # What is in the card knows its size once it is shown.
        self._make_room()
        # The card takes room from the list: the row it is about stays in sight.
        self.body.activate()
        if (place := self.model.place(profile.row.id)) is not None:
            self.list.scrollTo(self.model.index(place))

    def hide_profile(self) -> None:
        self._profiled = False
        self.card.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """In a low pane the list itself comes first, then the card, then what may be merged."""
        # As high as its lines are in this width: a hint of one line each would let the card be squeezed.
        room, high = self.height() - _LIST, self.card.heightForWidth(self.width() - 2 * _BESIDE)
        self.card.setVisible(self._profiled and self.height() >= _ROOM and room + _LENT >= high)
        room -= high if self.card.isVisibleTo(self) else 0
        self.suggestions.allow(room >= self.suggestions.sizeHint().height())

    def restyle(self) -> None:
        super().restyle()
        self.card.set_theme(self.theme)

    def linked_ids(self, links: Links) -> frozenset[str]:
        return links.entities

    def focus_of(self, row: EntityRow) -> Focus:
        return Focus(Kind.ENTITY, row.id)

    def conditions_of(self, row: EntityRow) -> tuple[Scope, ...]:
        return (OfEntity(row.id),)

    def copied(self, row: EntityRow) -> str:
        names = [one_line(alias) for alias in row.aliases if alias != row.name]
        also = f" (also {', '.join(names)})" if names else ""
        where = ", ".join(row.articles) or count(row.article_count, "article")
        return f"{one_line(row.name)}{also}, {row.type.value}, {count(row.mentions, 'mention')} in {where}"

    def nothing(self) -> tuple[str, str]:
        if self.selection.scope != EVERYTHING:
            return self.tr("No entities in scope"), self.tr("Take a condition out of the focus bar to see more.")
        return self.tr("No entities yet"), self.tr("Import articles with Ctrl+I; whoever is named in them appears here.")

    def extend_menu(self, menu: QMenu, rows: list[Any]) -> None:
        if rows and all(row.frame for row in rows):
            targets = tuple(row.id for row in rows)
            menu.addSeparator()
            action = menu.addAction(self.tr("An actor of the case, not frame"))
            action.triggered.connect(lambda: self.command_requested.emit(MarkFrame(targets, frame=False)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """F2 renames, Ctrl+Shift+M merges, Delete rejects what is selected in the list."""
        if watched is self.list and isinstance(event, QKeyEvent):
            verb = self._verb(event)
            if verb and event.type() == QEvent.Type.ShortcutOverride:
                # Several may be selected here: the window's own key knows only what is focused.
                event.accept()
                return True
            if verb and event.type() == QEvent.Type.KeyPress:
                self._do(verb)
                return True
        return super().eventFilter(watched, event)

    def _verb(self, event: QKeyEvent) -> str:
        control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_M and event.modifiers() == control_shift:
            return "merge"
        if event.modifiers() == Qt.KeyboardModifier.NoModifier:
            return {Qt.Key.Key_F2: "rename", Qt.Key.Key_Delete: "reject"}.get(Qt.Key(event.key()), "")
        return ""

    def _do(self, verb: str) -> None:
        ids = tuple(row.id for row in self.selected())
        if not ids:
            return
        if verb == "reject":
            self.command_requested.emit(Reject(ids))
        else:
            self.verb_requested.emit(verb, ids if verb == "merge" else ids[:1])

    def _group(self, row: EntityRow) -> Group:
        if row.frame:
            return len(_ORDER), self._frame
        return _ORDER.index(row.type), self._groups[row.type]

    def _ask_profile(self, links: Links) -> None:
        focus = links.focus
        if focus is None or focus.kind != Kind.ENTITY:
            self.hide_profile()
            return
        self.read(
            lambda ask: (ask.profile(focus.id, OFFERED), ask.article_count()),
            lambda answer: self.show_profile(*answer),
            "profile",
            lambda _: self.hide_profile(),
        )


_SORTS: dict[str, Any] = {
    "mentions": lambda row: (-row.mentions, row.name.casefold(), row.id),
    "name": lambda row: (row.name.casefold(), row.id),
    "first": lambda row: (row.first is None, row.first or "", row.name.casefold(), row.id),
}


def _sparks_of(ask: Ask, among: tuple[str, ...]) -> Mapping[str, tuple[float, ...]]:
    """Sparklines of these entities over the time of the whole case; an empty one for those without a month."""
    return {**dict.fromkeys(among, ()), **sparks(ask.entity_months(among), ask.publication_months())}


def _words(row: EntityRow) -> str:
    return "\n".join((row.name, second_line(row), *row.aliases, *(role.role for role in row.roles), *row.tags))


def _tooltip(row: EntityRow) -> str:
    lines = [f"{isolate(row.name)} · {row.type.value}"]
    lines.extend(_tr("also {}").format(isolate(alias)) for alias in row.aliases[:6] if alias != row.name)
    lines.extend(f"{isolate(role.role)} · {date_words(role.edtf)} · {role.article}" for role in row.roles[:4])
    lines.append(
        _tr("{} in {}").format(count(row.mentions, "mention"), count(row.article_count or len(row.articles), "article"))
    )
    sure = _tr("{} % sure").format(round(row.confidence * 100))
    lines.append(f"{sure} · {_tr(row.decision or 'not reviewed')}")
    return "\n".join(lines)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Entities", text)
