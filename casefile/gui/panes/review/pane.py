"""The review queue: a card for the proposal at hand, and the queue below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QItemSelection, QItemSelectionModel, QObject, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.domain.commands import Accept, KeepApart, Merge, Reject
from casefile.domain.ids import Kind, kind_of
from casefile.domain.rows import ReviewItem
from casefile.domain.scope import EVERYTHING, InArticle, Scope
from casefile.domain.selection import Focus
from casefile.gui.jobs import Asks
from casefile.gui.panes.review.card import ReviewCard
from casefile.gui.text import isolate, one_line
from casefile.gui.theme import Theme
from casefile.gui.widgets.listpane import ListPane
from casefile.gui.widgets.rowdelegate import MARGIN, RowDelegate
from casefile.gui.widgets.rowlist import Reading, RowList

if TYPE_CHECKING:
    from casefile.case.ask import Ask

_EDITS = {Kind.ENTITY: "rename", Kind.QUOTE: "speaker"}
"""What E asks for; any other kind is corrected field by field."""

PAIR = "+"
"""Between the two ids of a pair that may be one."""
_PAIRS = 60
_LEAST = 40
"""Height that the queue keeps, in pixels: it has the keyboard."""
_KEYS = {
    Qt.Key.Key_A: "accept",
    Qt.Key.Key_R: "reject",
    Qt.Key.Key_E: "edit",
    Qt.Key.Key_S: "skip",
    Qt.Key.Key_M: "merge",
    Qt.Key.Key_J: "next",
    Qt.Key.Key_K: "previous",
}
_HELD = {Qt.KeyboardModifier.NoModifier: _KEYS, Qt.KeyboardModifier.ShiftModifier: {Qt.Key.Key_A: "accept-alike"}}


class ReviewDelegate(RowDelegate):
    """Kind and proposal in one line, the place and how sure at the right."""

    skipped: frozenset[str] = frozenset()

    def height(self, _row: ReviewItem) -> int:
        return max(30, self.line + 12)

    def paint_row(self, painter: QPainter, area: QRect, row: ReviewItem, faded: bool) -> None:
        box = area.adjusted(MARGIN, 0, -MARGIN, 0)
        late = row.id in self.skipped
        sure = f"{round(row.confidence * 100)} %"
        box.setRight(box.right() - self.write(painter, box, sure, "muted", self.small, right=True) - 10)
        place = f"[{row.place.article} ¶{row.place.paragraph}]"
        box.setRight(box.right() - self.write(painter, box, place, "muted", self.small, right=True) - 10)
        words = f"{isolate(one_line(row.what))} · “{isolate(one_line(row.place.text, 80))}”"
        self.write(painter, box, f"↷ {words}" if late else words, "muted" if late or faded else "text")


class ReviewPane(ListPane):
    name, title = "review", "Review"
    concerned = frozenset({"articles", "findings", "entities", "events", "decisions"})

    def __init__(self, jobs: Asks, theme: Theme, parent: QWidget | None = None) -> None:
        self._review_delegate = ReviewDelegate(theme)
        super().__init__(jobs, theme, RowList(Reading(lambda row: row.id, _words, _tooltip)), self._review_delegate, parent)
        self._skipped: dict[str, int] = {}
        self._current = ""
        self._done = 0
        self._open: int | None = None
        self._inside: int | None = None
        """How many of those are in scope; None: all."""
        self._pairs = 0
        self._most = 0
        """How many have been open at most, since this case was opened."""
        self.card = ReviewCard(theme, self)
        self.card.answered.connect(self.answer)
        around = QVBoxLayout()
        around.setContentsMargins(8, 8, 8, 2)
        around.addWidget(self.card)
        self.body.insertLayout(0, around)
        self.stack.setMinimumHeight(_LEAST)
        self.model.set_order(self._turn)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._show_card())
        self.list.installEventFilter(self)
        self._show_card()

    def attach(self, ask: Ask | None) -> None:
        self._most, self._done = 0, 0
        self._skipped.clear()
        super().attach(ask)

    def load(self) -> None:
        scope = self.selection.scope
        self.read(lambda ask: _queue(ask, scope), lambda answer: self.show_queue(*answer))

    def show_queue(self, items: Sequence[ReviewItem], still: int, inside: int | None = None) -> None:
        """`still` is how many are open in all, `inside` how many of them in scope (None: all); the queue holds the first of
        them, and pairs that may be one."""
        self._open, self._inside = still, inside
        self._pairs = sum(PAIR in item.id for item in items)
        # What was undone is open again, and what came with an import is still to do.
        self._most = max(self._most, still)
        self._done = self._most - still
        self.show_rows(items)

    def show_rows(self, rows: Sequence[ReviewItem]) -> None:
        before = self.model.place(self._current) or 0
        super().show_rows(rows)
        here = self.model.place(self._current)
        self._go(min(before, self.model.rowCount() - 1) if here is None else here, ask=False)
        self._show_card()

    def say(self) -> None:
        super().say()
        if self._open is not None and not self.filter.text():
            inside = self._open if self._inside is None else self._inside
            part, whole = f"{inside:,}", f"{self._open:,}"
            self.say_count(whole if part == whole else self.tr("{} of {}").format(part, whole))

    def answer(self, answer: str) -> None:
        """accept, reject, edit, skip, merge, accept-alike, alike, next, previous: for what is selected, or is at hand."""
        rows: list[ReviewItem] = self.selected()
        if not rows:
            return
        ids = tuple(row.id for row in rows)
        match answer:
            case "accept" | "reject":
                self._done += len(ids)
                self._leave(ids)
                self._decide(ids, accept=answer == "accept")
            case "skip":
                for identifier in ids:
                    self._skipped[identifier] = len(self._skipped) + 1
                self._leave(ids)
                self._review_delegate.skipped = frozenset(self._skipped)
                self.model.set_order(self._turn)
                self._go(self.model.place(self._current))
            case "edit" if ids[0].count(PAIR):
                self.verb_requested.emit("merge", tuple(ids[0].split(PAIR)))
            case "edit" if kind_of(ids[0]) is Kind.MENTION:
                # A name may be of another type, another entity, or none: the menu has all of it.
                button = self.card.buttons["edit"]
                self._menu(rows[:1], button.mapToGlobal(button.rect().bottomLeft()))
            case "edit":
                self.verb_requested.emit(_EDITS.get(kind_of(ids[0]), "correct"), ids[:1])
            case "merge":
                self._merge(rows)
            case "accept-alike":
                if all(PAIR not in one for one in ids[:1]):
                    self.verb_requested.emit("accept-alike", ids[:1])
            case "alike":
                self._select_alike(rows[0])
            case "next" | "previous":
                self._go(self.list.currentIndex().row() + (1 if answer == "next" else -1))

    def _merge(self, rows: list[ReviewItem]) -> None:
        """Entities and events as they are, mentions as the entities they belong to."""
        if any(PAIR in row.id for row in rows):
            self.answer("accept")
            return
        kinds = {kind_of(row.id) for row in rows}
        if kinds == {Kind.MENTION}:
            self.read(
                lambda ask: _entities_of(ask, rows), lambda entities: self.verb_requested.emit("merge", entities), "merge"
            )
        elif kinds in ({Kind.ENTITY}, {Kind.EVENT}):
            self.verb_requested.emit("merge", tuple(row.id for row in rows))

    def _decide(self, ids: tuple[str, ...], *, accept: bool) -> None:
        """Of a pair that may be one, accepting merges and rejecting keeps apart."""
        for first, second in (tuple(one.split(PAIR)) for one in ids if PAIR in one):
            self.command_requested.emit(Merge((first, second)) if accept else KeepApart(first, second))
        found = tuple(one for one in ids if PAIR not in one)
        if found:
            self.command_requested.emit(Accept(found) if accept else Reject(found))

    def focus_of(self, row: ReviewItem) -> Focus:
        identifier = row.id.rpartition(PAIR)[2]
        return Focus(kind_of(identifier), identifier, int(row.place.article[1:]), row.place.start, row.place.end)

    def conditions_of(self, row: ReviewItem) -> tuple[Scope, ...]:
        return (InArticle(int(row.place.article[1:])),)

    def copied(self, row: ReviewItem) -> str:
        return f"{one_line(row.what)}: “{one_line(row.place.sentence)}” [{row.place.article} ¶{row.place.paragraph}]"

    def nothing(self) -> tuple[str, str]:
        if self.selection.scope != EVERYTHING:
            return self.tr("Nothing left to review in scope"), self.tr(
                "Take a condition out of the focus bar to review more."
            )
        return self.tr("Nothing left to review"), self.tr("New proposals appear here after the next import.")

    def restyle(self) -> None:
        super().restyle()
        self.card.set_theme(self.theme)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Single letters, as long as the queue has the keyboard."""
        if watched is self.list and isinstance(event, QKeyEvent) and event.modifiers() in _HELD:
            answer = _HELD[event.modifiers()].get(Qt.Key(event.key()))
            if answer and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if answer and event.type() == QEvent.Type.KeyPress:
                self.answer(answer)
                return True
        return super().eventFilter(watched, event)

    def _turn(self, row: ReviewItem) -> tuple[int, float, str]:
        """Least sure first; what was skipped comes again at the end, in the order of skipping."""
        return self._skipped.get(row.id, 0), row.confidence, row.id

    def _leave(self, ids: tuple[str, ...]) -> None:
        """The next proposal after these is the one at hand; the answer of the case takes these away."""
        rows = self.model.rows()
        places = [place for place in map(self.model.place, ids) if place is not None]
        after = [row.id for row in rows[max(places, default=-1) + 1 :] if row.id not in ids]
        before = [row.id for row in rows[: max(places, default=0)] if row.id not in ids]
        self._current = after[0] if after else before[-1] if before else ""
        self._go(self.model.place(self._current))

    def _go(self, place: int | None, ask: bool = True) -> None:
        """Make the proposal at this place the one at hand."""
        if place is None or not 0 <= place < self.model.rowCount():
            return
        index = self.model.index(place)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        if ask:
            self.list.selectionModel().setCurrentIndex(index, flags)
        else:
            self.actions_on_list.show_current(place)
        self.list.scrollTo(index)

    def _select_alike(self, item: ReviewItem) -> None:
        """Select what the same rule proposes: the selection is the preview of what an answer will decide."""
        chosen = QItemSelection()
        for place, row in enumerate(self.model.rows()):
            if (row.kind, row.rule) == (item.kind, item.rule):
                chosen.select(self.model.index(place), self.model.index(place))
        self.list.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_card(self) -> None:
        rows: list[ReviewItem] = self.selected()
        current: ReviewItem | None = next((row for row in rows if row.id == self._current), None)
        if rows and (current is None or len(rows) == 1):
            current = rows[0]
        if current is not None:
            self._current = current.id
            self.card.show_item(current, len(rows))
        self.card.setVisible(current is not None)
        self._make_room()
        self.card.show_progress(self._done, self.model.total if self._open is None else self._open, self._pairs)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """The sentence and its answers are never cut: in a low pane the filter goes first, then what answers for several."""
        for given_up in range(3):
            self.filter.setVisible(given_up < 1 or bool(self.filter.text()))
            self.card.show_less(given_up == 2)
            filtered = self.tools.sizeHint().height() if self.filter.isVisibleTo(self) else 0
            if self.card.heightForWidth(self.width() - 16) + 10 + filtered + _LEAST <= self.height():
                return


def _queue(ask: Ask, scope: Scope) -> tuple[tuple[ReviewItem, ...], int, int | None]:
    """What awaits a decision, pairs that may be one after it; how much that is in all without them, and in scope."""
    pairs = ask.merge_suggestions(_PAIRS) if scope == EVERYTHING else ()
    items = tuple(
        ReviewItem(
            one.id,
            "merge",
            _tr("one or two? {} = {} ({})").format(one.first_name, one.second_name, one.why),
            one.place,
            one.confidence,
            f"suggestions.{one.reason}",
        )
        for one in pairs
    )
    inside = None if scope == EVERYTHING else ask.review_count(scope)
    return (*ask.review(scope), *items), ask.overview().review, inside


def _tr(text: str) -> str:
    return QCoreApplication.translate("Review", text)


def _entities_of(ask: Ask, rows: Sequence[ReviewItem]) -> tuple[str, ...]:
    """Ids of the entities that these mentions belong to, each once, in this order."""
    found: dict[str, str] = {}
    for article in {int(row.place.article[1:]) for row in rows}:
        found |= {mention.id: mention.entity for mention in ask.mentions(InArticle(article))}
    return tuple(dict.fromkeys(found[row.id] for row in rows if row.id in found))


def _words(row: ReviewItem) -> str:
    return "\n".join((row.what, row.kind, row.place.sentence, row.rule))


def _tooltip(row: ReviewItem) -> str:
    sure = QCoreApplication.translate("Review", "{} % sure").format(round(row.confidence * 100))
    return f"{isolate(row.what)}\n{isolate(row.place.sentence)}\n{sure} · {row.rule}"
