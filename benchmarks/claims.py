"""What claims cost: comparing all sentences of a case, and painting the matrix of 100 claims against 200 articles.

    python benchmarks/claims.py [CASE]

Prints processor seconds for comparing (of CASE, where it is given: all articles, and the last one after all the others),
and milliseconds of processor time a frame while the
matrix is scrolled through, its columns an article each, folded by outlet and by origin. 16.7 ms are 60 frames a second.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import closing
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from casefile.bootstrap import opening
from casefile.domain.articles import Basis, Publication
from casefile.domain.claims import Cell, Claim, ClaimKind, Relation, Standing
from casefile.domain.rows import ArticleRow, Counts
from casefile.gui.panes.claims.folding import ARTICLE, ORIGIN, OUTLET
from casefile.gui.panes.claims.matrix import MatrixView
from casefile.gui.theme import theme
from casefile.resolve.claims import judge, propose
from casefile.store.engine import Store
from casefile.store.read import passages

CLAIMS, ARTICLES, OUTLETS, FRAMES = 100, 200, 12, 60
_RELATIONS = (Relation.SILENT, Relation.SILENT, Relation.AGREES, Relation.COMPATIBLE, Relation.DIFFERS, Relation.DENIES)


def main() -> None:
    if len(sys.argv) > 1:
        compared(Path(sys.argv[1]))
    painted()


def compared(path: Path) -> None:
    """The first look at the claims of a case, and each further one."""
    with opening.open_case(path) as case:
        for name in ("first look", "second look"):
            began = time.process_time()
            found = case.ask.claims()
            print(f"{name:<12} {time.process_time() - began:7.2f} s processor, {len(found)} claims")
    with closing(Store(path, read_only=True)) as store, store.read() as tx:
        sources, every = passages.sources(tx), passages.passages(tx)
    last = max(source.article for source in sources)
    before = propose([source for source in sources if source.article != last], (p for p in every if p.article != last))
    worked, began = before.memory.worked, time.process_time()
    after = propose(sources, every, before.memory)
    took = time.process_time() - began
    print(f"one more     {took:7.2f} s processor, {after.memory.worked - worked} of {worked} answers worked out")
    began = time.process_time()
    judge(after)
    print(f"judged       {time.process_time() - began:7.2f} s processor")
    began = time.process_time()
    judge(after)
    print(f"judged again {time.process_time() - began:7.2f} s processor")


def painted() -> None:
    app = QApplication.instance() or QApplication([])
    view = MatrixView(theme("light"))
    view.resize(1100, 640)
    rows = [article(number) for number in range(1, ARTICLES + 1)]
    origins = {row.id: f"Origin {row.number % (2 * OUTLETS)}" for row in rows}
    view.show_claims([claim(number) for number in range(CLAIMS)], rows, origins)
    view.show()
    picture = QPixmap(view.size())
    for fold in (ARTICLE, OUTLET, ORIGIN):
        view.fold.setCurrentIndex(view.fold.findData(fold))
        took = sorted(frame(view, picture, step) for step in range(FRAMES))
        columns = view.model.columnCount() - 2
        print(
            f"{CLAIMS} x {columns:<3} ({fold}): median {took[len(took) // 2]:.1f} ms, "
            f"worst of twenty {took[-len(took) // 20]:.1f} ms, worst {took[-1]:.1f} ms"
        )
    del app


def frame(view: MatrixView, picture: QPixmap, step: int) -> float:
    """Milliseconds of processor time for one frame, somewhere else in the matrix."""
    for bar in (view.table.verticalScrollBar(), view.table.horizontalScrollBar()):
        bar.setValue(bar.maximum() * step // FRAMES)
    began = time.process_time()
    view.render(picture)
    return 1000 * (time.process_time() - began)


def article(number: int) -> ArticleRow:
    day = Publication(f"2024-{1 + number % 12:02}-{1 + number % 28:02}", Basis.GIVEN, 1.0)
    return ArticleRow(
        f"S{number}", number, f"Article {number}", f"Outlet {number % OUTLETS}", (), day,
        "en", "", f"{number:064x}", "", None, None, Counts(),
    )  # fmt: skip


def claim(number: int) -> Claim:
    cells = tuple(cell(number, place) for place in range(1, ARTICLES + 1))
    standing = tuple(Standing)[number % len(Standing)]
    summary = f"How many crates: {number} crates were missing from the warehouse at the quay, the harbour office said"
    return Claim(f"c{number}", summary, ClaimKind.FIGURE, standing, 1 + number % 4, "open", 0.7, "made up", cells)


def cell(number: int, place: int) -> Cell:
    relation = _RELATIONS[(number * 7 + place * 3) % len(_RELATIONS)]
    if relation is Relation.SILENT:
        return Cell(f"S{place}", relation)
    return Cell(
        f"S{place}",
        relation,
        f"more than {number} crates",
        2,
        10,
        60,
        f"More than {number} crates were missing.",
        "the office",
    )


if __name__ == "__main__":
    main()
