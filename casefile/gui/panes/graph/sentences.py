"""The sentences behind an edge, as a list."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from casefile.domain.rows import Place
from casefile.gui.text import isolate, one_line
from casefile.gui.widgets.rowdelegate import MARGIN, RowDelegate
from casefile.gui.widgets.rowlist import Reading, RowList


def sentence_list() -> RowList[Place]:
    return RowList(
        Reading(
            lambda place: f"{place.article}:{place.start}",
            lambda place: f"{one_line(place.sentence)} [{place.article} ¶{place.paragraph}]",
            lambda place: isolate(place.sentence),
        )
    )


class SentenceDelegate(RowDelegate):
    def paint_row(self, painter: QPainter, area: QRect, row: Place, faded: bool) -> None:
        box = area.adjusted(MARGIN, 0, -MARGIN, 0)
        where = f"[{row.article} ¶{row.paragraph}]"
        box.setRight(box.right() - self.write(painter, box, where, "muted", self.small, right=True) - 10)
        self.write(painter, box, isolate(one_line(row.sentence)), "muted" if faded else "text")
