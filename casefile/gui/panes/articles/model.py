"""Rows of the article list, and their words.

The list knows the numbers of all its articles and holds the rows of those that were looked at: a case of a hundred thousand
articles is shown by asking for some hundreds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from casefile.domain.ids import Kind, article_id
from casefile.domain.languages import is_reduced
from casefile.domain.rows import ArticleRow
from casefile.domain.selection import Focus
from casefile.gui.text import count, isolate, one_line, opening, published_words, tr

Index = QModelIndex | QPersistentModelIndex
ROW = int(Qt.ItemDataRole.UserRole)
NUMBER = ROW + 1
BLOCK = 200
"""Articles asked for at once."""
_HELD = 40 * BLOCK
_ROOT = QModelIndex()


class ArticlesModel(QAbstractListModel):
    """One article a line, in the order of the answer: sorting is the case's work. ROW is None while a row is awaited."""

    wanted = Signal(object)
    """Numbers of articles whose rows are looked at and not there yet."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers: tuple[int, ...] = ()
        self._places: dict[int, int] = {}
        self._rows: dict[int, ArticleRow] = {}
        self._missing: set[int] = set()
        self._asked: set[int] = set()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)

    def show(self, rows: Sequence[ArticleRow]) -> None:
        """These rows and no others."""
        self.show_numbers([row.number for row in rows], rows)

    def show_numbers(self, numbers: Sequence[int], rows: Iterable[ArticleRow]) -> None:
        """These articles, of which the first rows are known already."""
        self.beginResetModel()
        self._numbers = tuple(numbers)
        self._places = {number: place for place, number in enumerate(self._numbers)}
        self._rows = {row.number: row for row in rows}
        self._missing, self._asked = set(), set()
        self.endResetModel()

    def fill(self, rows: Iterable[ArticleRow]) -> None:
        """Rows that were awaited."""
        if len(self._rows) > _HELD:
            self._rows.clear()
        for row in rows:
            self._rows[row.number] = row
            self._asked.discard(row.number)
            if (place := self._places.get(row.number)) is not None:
                self.dataChanged.emit(self.index(place), self.index(place))

    @property
    def rows(self) -> tuple[ArticleRow, ...]:
        """The rows that are there, from top to bottom."""
        return tuple(self._rows[number] for number in self._numbers if number in self._rows)

    @property
    def numbers(self) -> tuple[int, ...]:
        """Of all articles listed, from top to bottom."""
        return self._numbers

    def place(self, number: int) -> int | None:
        """Line of an article, None when it is not listed."""
        return self._places.get(number)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._numbers)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        number = self._numbers[index.row()]
        if role == NUMBER:
            return number
        row = self._rows.get(number)
        if row is None:
            if role in (ROW, int(Qt.ItemDataRole.DisplayRole)):
                self._await(index.row())
            return article_id(number) if role != ROW and role in _WORDS else None
        if role == int(Qt.ItemDataRole.DisplayRole):
            return title(row)
        if role == ROW:
            return row
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (f"{row.id} {title(row)}", about(row), hint(row)) if part)
        return None

    def _await(self, place: int) -> None:
        """The whole block around: who looks at one row looks at the next as well."""
        begin = place - place % BLOCK
        self._missing.update(n for n in self._numbers[begin : begin + BLOCK] if n not in self._rows and n not in self._asked)
        if self._missing:
            self._soon.start()

    def _ask(self) -> None:
        missing, self._missing = tuple(sorted(self._missing))[: 2 * BLOCK], set()
        self._asked.update(missing)
        if missing:
            self.wanted.emit(missing)


_WORDS = (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole))


def focus_of(number: int) -> Focus:
    """Looking at the article of this number."""
    return Focus(Kind.ARTICLE, article_id(number), number)


def title(row: ArticleRow) -> str:
    """Title on one line; the first words of the text where it has none."""
    return isolate(one_line(row.title)) or opening(row)


def about(row: ArticleRow) -> str:
    """Second line: outlet, date, counts."""
    parts = [isolate(one_line(row.outlet)) or tr("outlet unknown"), published_words(row.published)]
    parts += [count(row.counts.events, "event"), count(row.counts.quotes, "quote")]
    return " · ".join(parts)


def numbered(row: ArticleRow) -> str:
    """Second line as the list shows it: with the number by which citations ([S2 ¶4]) name the article."""
    return f"{row.id} · {about(row)}"


def hint(row: ArticleRow) -> str:
    """What to know before trusting it: withdrawn, repeats another, no date to count from; "" for nothing."""
    if row.withdrawn:
        return "withdrawn"
    if row.duplicate_of:
        return tr("same text as {}").format(row.duplicate_of)
    if row.origin:
        if row.overlap is not None:
            return tr("repeats {}, {:.0%}").format(row.origin, row.overlap)
        return tr("repeats {}").format(row.origin)
    if not row.published.edtf:
        return tr("publication date not known")
    if is_reduced(row.language):
        return tr("read with reduced means: no rules for its language ({})").format(row.language)
    return ""


def initial(row: ArticleRow) -> str:
    """Letter on the outlet's tile: the first that tells it apart ("R" of The Record)."""
    words = one_line(row.outlet).split()
    if len(words) > 1 and words[0].casefold() in ("the", "a", "an"):
        words = words[1:]
    for character in " ".join(words):
        if character.isalnum():
            return character.upper()
    return "?"
