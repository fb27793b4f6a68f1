"""Draws one entity: name, a line of aliases or role, a bar of its mentions, their number."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFont, QPainter

from casefile.domain.rows import EntityRow
from casefile.gui.text import isolate, one_line
from casefile.gui.widgets.rowdelegate import MARGIN, RowDelegate

_BAR = 84
_NUMBER = 44


def second_line(row: EntityRow) -> str:
    """The latest role, else other names."""
    if row.roles:
        return isolate(one_line(row.roles[-1].role, 120))
    return ", ".join(isolate(one_line(alias, 60)) for alias in row.aliases if alias != row.name)


BUCKETS = 21
"""Stretches of time of one sparkline."""


def sparks(
    months: Mapping[str, Sequence[tuple[str, int]]], span: tuple[str, str] | None = None
) -> dict[str, tuple[float, ...]]:
    """Sparklines of entities over the same time: the months of `span`, else from the first month of any to the last; none
    where that is one."""
    spans = [_number(month) for pairs in months.values() if pairs for month in (pairs[0][0], pairs[-1][0])]
    spans += map(_number, span or ())
    if not spans or min(spans) == max(spans):
        return {}
    first, reach = min(spans), max(spans) - min(spans) + 1
    found = {}
    for entity, pairs in months.items():
        counts = [0] * BUCKETS
        for month, number in pairs:
            counts[(_number(month) - first) * BUCKETS // reach] += number
        most = max(counts)
        found[entity] = tuple(count / most for count in counts) if most else ()
    return found


def _number(month: str) -> int:
    """Months since year 0; a year alone counts as its January."""
    return int(month[:4]) * 12 + (int(month[5:7]) - 1 if len(month) >= 7 else 0)


class EntityDelegate(RowDelegate):
    """`most` is the number of mentions that fills the bar."""

    most = 1
    sparks: Mapping[str, tuple[float, ...]] = {}
    """Of an entity: how much of its most each stretch of time has, 0 to 1."""
    wanted: Callable[[str], None] = staticmethod(lambda _: None)
    """Told of an entity that is looked at and whose sparkline is not there."""
    disputed: frozenset[str] = frozenset()
    """Entities that claims in conflict bear on."""

    def height(self, row: EntityRow) -> int:
        return max(30, self.line + 12) + (self.small_line if second_line(row) else 0)

    def paint_row(self, painter: QPainter, area: QRect, row: EntityRow, faded: bool) -> None:
        box = area.adjusted(MARGIN, 0, -MARGIN, 0)
        bar = _BAR if box.width() > 240 else 40
        left = box.adjusted(0, 0, -(bar + _NUMBER + 10), 0)
        left.setRight(left.right() - self.decided(painter, left, row.decision))
        name = isolate(one_line(row.name))
        words = f"★ {name}" if row.starred else name
        if row.id in self.disputed:
            left.setRight(left.right() - self.write(painter, left, "✕", "differs", self.small, right=True) - 4)
        font = self.font
        if faded:
            font = QFont(self.font)
            font.setStrikeOut(True)
        more = second_line(row)
        if more:
            top = area.top() + (area.height() - self.line - self.small_line) // 2
            self.write(painter, QRect(left.left(), top, left.width(), self.line), words, "muted" if faded else "text", font)
            below = QRect(left.left(), top + self.line, left.width(), self.small_line)
            self.write(painter, below, more, "muted", self.small)
        else:
            self.write(painter, left, words, "muted" if faded else "text", font)
        middle = area.center().y() + 0.5
        track = QRectF(box.right() - _NUMBER - bar, middle - 3, bar, 6)
        spark = self.sparks.get(row.id)
        if spark is None:
            self.wanted(row.id)
        if spark and bar == _BAR:
            track.moveTop(middle + 4)
            track.setHeight(4)
            self._spark(painter, QRectF(track.left(), middle - 11, bar, 13), spark, row.type.value)
        self.bar(painter, track, row.mentions / max(self.most, row.mentions, 1), self.theme.of_kind(row.type.value))
        self.write(painter, box, f"{row.mentions:,}", "muted", right=True)

    def _spark(self, painter: QPainter, area: QRectF, spark: tuple[float, ...], kind: str) -> None:
        """Small bars from the first time of the case to its last; nothing where nothing was said."""
        step, colour = area.width() / len(spark), self.theme.of_kind(kind)
        for place, share in enumerate(spark):
            if share:
                height = max(2.0, area.height() * share)
                painter.fillRect(
                    QRectF(area.left() + place * step, area.bottom() - height, max(step - 1, 1.5), height), colour
                )
