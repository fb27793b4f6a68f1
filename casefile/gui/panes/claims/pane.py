"""The claims in scope: against articles, against hypotheses; what nobody says; who has what from whom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QPagedPaintDevice, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from casefile.domain.claims import Cell, Claim, Standing
from casefile.domain.commands import DecideClaim
from casefile.domain.ids import Kind
from casefile.domain.rows import ArticleRow
from casefile.domain.scope import EVERYTHING, InArticle
from casefile.domain.selection import Focus, Links
from casefile.domain.weighing import Competition, Gap, OriginGraph, SourceGrade
from casefile.gui.jobs import Asks
from casefile.gui.pane import Pane
from casefile.gui.panes.claims import words
from casefile.gui.panes.claims.gaps import GapsView
from casefile.gui.panes.claims.hypotheses import HypothesesView
from casefile.gui.panes.claims.matrix import MatrixView
from casefile.gui.panes.claims.origins import OriginsView
from casefile.gui.printing import print_table
from casefile.gui.text import count, tr
from casefile.gui.theme import Theme


class ClaimsPane(Pane):
    name, title = "claims", "Claims"
    concerned = frozenset({"articles", "findings", "entities", "events", "decisions", "notes", "tags"})

    def __init__(self, jobs: Asks, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(jobs, theme, parent)
        # Comparing all sentences of a large case takes seconds: only while somebody looks.
        self.patient = True
        self._claims: dict[str, Claim] = {}
        self.sections = QTabBar(self)
        self.sections.setProperty("tone", "header")
        self.sections.setDrawBase(False)
        self.sections.setExpanding(False)
        self.sections.setUsesScrollButtons(False)
        self.sections.setElideMode(Qt.TextElideMode.ElideNone)
        self.sections.setAccessibleName(self.tr("What the claims pane shows"))
        for title in (self.tr("Matrix"), self.tr("Hypotheses"), self.tr("Gaps"), self.tr("Origins")):
            self.sections.addTab(title)
        self.matrix = MatrixView(theme, self)
        self.hypotheses = HypothesesView(theme, self)
        self.gaps = GapsView(self)
        self.origins = OriginsView(theme, self)
        self.model, self.table, self.delegate = self.matrix.model, self.matrix.table, self.matrix.delegate
        self.nothing = QLabel(self)
        self.nothing.setTextFormat(Qt.TextFormat.PlainText)
        self.nothing.setWordWrap(True)
        self.nothing.setMargin(24)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._first = QStackedWidget(self)
        self._first.addWidget(self.matrix)
        self._first.addWidget(self.nothing)
        self._stack = QStackedWidget(self)
        for section in (self._first, self.hypotheses, self.gaps, self.origins):
            self._stack.addWidget(section)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(10, 0, 10, 0)
        head.addWidget(self.sections)
        head.addStretch(1)
        layout.addLayout(head)
        layout.addWidget(self._stack)
        self.setFocusProxy(self._stack)
        self._wire()
        self.show_rows((), ())

    def _wire(self) -> None:
        self.sections.currentChanged.connect(self._turn)
        self.matrix.focus_wanted.connect(self.focus_requested)
        self.matrix.open_wanted.connect(self.open_requested)
        self.matrix.menu_wanted.connect(self._menu)
        self.matrix.narrowed.connect(self._count)
        for view in (self.hypotheses, self.gaps, self.origins):
            view.command_wanted.connect(self.command_requested)
            view.verb_wanted.connect(self.verb_requested)
        self.hypotheses.claim_wanted.connect(lambda claim: self.focus_requested.emit(self._focus_of(claim)))
        self.hypotheses.claim_opened.connect(lambda claim: self.open_requested.emit(self._focus_of(claim)))
        for listed in (self.gaps, self.origins):
            listed.focus_wanted.connect(self.focus_requested)
            listed.open_wanted.connect(self.open_requested)
        self.gaps.words_changed.connect(lambda _: self._count())
        for key, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=step: self._step(by))

    @property
    def printable(self) -> str:
        return "landscape" if self.model.rowCount() else ""

    def print_on(self, device: QPagedPaintDevice) -> None:
        """The matrix: claims as rows, articles as columns."""
        print_table(device, tr(self.title), self.model)

    def load(self) -> None:
        scope = self.selection.scope
        match self.sections.currentIndex():
            case 1:
                self.read(lambda ask: (ask.hypotheses(), ask.claims()), lambda answer: self.show_hypotheses(*answer))
            case 2:
                self.read(lambda ask: ask.gaps(scope, rejected=True), self.show_gaps)
            case 3:
                self.read(
                    lambda ask: (ask.origins(), ask.grades(), ask.articles(scope)), lambda answer: self.show_origins(*answer)
                )
            case _:
                self.read(
                    lambda ask: (ask.claims(scope), ask.articles(scope), ask.origins()),
                    lambda answer: self.show_rows(*answer),
                )

    def show_rows(self, claims: Sequence[Claim], articles: Sequence[ArticleRow], origins: OriginGraph | None = None) -> None:
        """Show these claims; a cell for each of the articles."""
        graph = origins or OriginGraph()
        names = {origin.id: origin.name for origin in graph.origins}
        whole = {edge.article: names[edge.origin] for edge in graph.edges if edge.whole}
        self._claims = {claim.id: claim for claim in claims}
        self.matrix.show_claims(claims, articles, whole)
        self._first.setCurrentWidget(self.matrix if claims else self.nothing)
        if not claims:
            scoped = self.selection.scope != EVERYTHING
            self.nothing.setText(
                self.tr("No claims in scope. Take a condition out of the focus bar to see more.")
                if scoped
                else self.tr("No claims yet. Import two or more articles on one case with Ctrl+I.")
            )
        self._count()
        self.show_links(self.links)

    def show_hypotheses(self, found: Competition, claims: Sequence[Claim]) -> None:
        """Show the matrix of hypotheses; `claims` are those that may be looked at from it."""
        self._claims = {claim.id: claim for claim in claims}
        self.hypotheses.show_competition(found)
        self._count()

    def show_gaps(self, gaps: Sequence[Gap]) -> None:
        """Show what nobody says."""
        self.gaps.show_gaps(gaps)
        self._count()

    def show_origins(self, graph: OriginGraph, grades: Sequence[SourceGrade], articles: Sequence[ArticleRow]) -> None:
        """Show who has what from whom."""
        self.origins.show_graph(graph, grades, articles)
        self._count()

    def show_links(self, links: Links) -> None:
        place = next((claim for claim in sorted(links.claims) if self.model.place(claim) is not None), None)
        self.matrix.show_claim(place, f"S{links.article}" if links.article is not None else None)

    def restyle(self) -> None:
        for view in (self.matrix, self.hypotheses, self.origins):
            view.restyle(self.theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.hypotheses.arrange()
        self.origins.arrange()

    def _turn(self, section: int) -> None:
        self._stack.setCurrentIndex(section)
        self._count()
        self.reload()

    def _step(self, by: int) -> None:
        self.sections.setCurrentIndex((self.sections.currentIndex() + by) % self.sections.count())

    def _count(self) -> None:
        match self.sections.currentIndex():
            case 1:
                self.say_count(self.hypotheses.words())
            case 2:
                self.say_count(self.gaps.words())
            case 3:
                self.say_count(self.origins.words())
            case _:
                self.say_count(self._matrix_words())

    def _matrix_words(self) -> str:
        shown = self.model.claims
        if not self.model.total:
            return "0"
        conflicts = sum(claim.standing is Standing.CONFLICT for claim in shown)
        columns = self.model.columnCount() - 2
        number = count(len(shown), self.tr("claim"))
        if len(shown) < self.model.total:
            number = self.tr("{} of {} claims").format(len(shown), self.model.total)
        folded = {"article": self.tr("article"), "outlet": self.tr("outlet"), "origin": self.tr("origin")}[self.model.fold]
        return " · ".join((number, count(columns, folded), self.tr("{} in conflict").format(conflicts)))

    def _focus_of(self, claim: str) -> Focus:
        known = self._claims.get(claim)
        first = next((cell for cell in known.cells if cell.first), None) if known is not None else None
        if first is None or first.start is None:
            return Focus(Kind.CLAIM, claim)
        return Focus(Kind.CLAIM, claim, int(first.article[1:]), first.start, first.end)

    def _offer(self, menu: QMenu, claims: Sequence[Claim], cell: Cell | None) -> None:
        """What can be said of these claims, and of this article's part in them."""
        ids = tuple(claim.id for claim in claims)
        statuses = menu.addMenu(self.tr("Status"))
        for status in words.STATUSES:
            now = all(claim.status == status for claim in claims)
            self._say(statuses, words.said(status), now, DecideClaim(ids, (("status", status),)))
        if cell is None:
            return
        relations = menu.addMenu(self.tr("{} to this claim").format(cell.article))
        for relation in words.CHOICES:
            command = DecideClaim(ids, ((cell.article, str(relation)),))
            self._say(relations, words.said(str(relation)), relation is cell.relation, command)
        self._say(relations, self.tr("as proposed"), False, DecideClaim(ids, ((cell.article, ""),)))
        first = next((one for one in claims[0].cells if one.first), None)
        if first is not None and first.article != cell.article and cell.start is not None:
            beside = menu.addAction(self.tr("Read beside {}, where it was said first").format(first.article))
            beside.triggered.connect(lambda: self._read_beside(claims[0], cell, first))

    def _read_beside(self, claim: Claim, cell: Cell, first: Cell) -> None:
        self.open_requested.emit(Focus(Kind.CLAIM, claim.id, int(cell.article[1:]), cell.start, cell.end))
        self.verb_requested.emit("beside", (first.article,))

    def _say(self, menu: QMenu, name: str, now: bool, command: DecideClaim) -> None:
        action = menu.addAction(name)
        action.setCheckable(True)
        action.setChecked(now)
        action.triggered.connect(lambda _=False: self.command_requested.emit(command))

    def _menu(self, claims: Sequence[Claim], cell: Cell | None, at: QPoint) -> None:
        first = claims[0]
        conditions = (InArticle(int(cell.article[1:])),) if cell is not None else ()
        shown = cell or next((one for one in first.cells if one.first), first.cells[0])
        focuses = [self._focus_of(claim.id) for claim in claims]
        if cell is not None and cell.start is not None:
            focuses[0] = Focus(Kind.CLAIM, first.id, int(cell.article[1:]), cell.start, cell.end)
        menu = self.menu_for(focuses, conditions, words.copied(first, shown))
        menu.addSeparator()
        self._offer(menu, claims, cell)
        menu.exec(at)
