"""Which panes a window has, and where they stand at first."""

from __future__ import annotations

from casefile.gui.panes.articles.pane import ArticlesPane
from casefile.gui.panes.brief.pane import BriefPane
from casefile.gui.panes.claims.near import NearClaimsPane
from casefile.gui.panes.claims.pane import ClaimsPane
from casefile.gui.panes.entities.pane import EntitiesPane
from casefile.gui.panes.figures.pane import FiguresPane
from casefile.gui.panes.graph.pane import GraphPane
from casefile.gui.panes.notes.pane import NotesPane
from casefile.gui.panes.quotes.pane import QuotesPane
from casefile.gui.panes.reader.pane import ReaderPane
from casefile.gui.panes.review.pane import ReviewPane
from casefile.gui.panes.search.pane import SearchPane
from casefile.gui.panes.tags.pane import TagsPane
from casefile.gui.panes.timeline.pane import TimelinePane
from casefile.gui.shelf import Shelf, Shelved

CENTRE = (ReaderPane, ClaimsPane, SearchPane, GraphPane, ReviewPane, BriefPane)
LEFT = (ArticlesPane, NotesPane, TagsPane)
RIGHT = (EntitiesPane, QuotesPane, FiguresPane, NearClaimsPane)
BELOW = (TimelinePane,)
BY_KEY = (
    *(ReaderPane, ArticlesPane, EntitiesPane, QuotesPane, TimelinePane, SearchPane, ReviewPane, NotesPane),
    *(ClaimsPane, GraphPane, BriefPane, TagsPane, FiguresPane, NearClaimsPane),
)
"""All panes. The eight that are used most come first: they have Ctrl+1 to Ctrl+8."""
AT_ONCE = frozenset({ReaderPane, SearchPane, GraphPane, BriefPane})
"""They know themselves when to ask; the others wait until they are seen."""


class Inside:
    """The panes of a window by name. Each is made when it is first asked for."""

    shelf: Shelf
    reader, search, articles = Shelved(ReaderPane), Shelved(SearchPane), Shelved(ArticlesPane)
    entities, quotes, figures = Shelved(EntitiesPane), Shelved(QuotesPane), Shelved(FiguresPane)
    timeline, notes, tags = Shelved(TimelinePane), Shelved(NotesPane), Shelved(TagsPane)
    review, graph, brief = Shelved(ReviewPane), Shelved(GraphPane), Shelved(BriefPane)
    claims, near_claims = Shelved(ClaimsPane), Shelved(NearClaimsPane)
