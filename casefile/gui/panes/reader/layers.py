"""What is painted over a text, found by place: marks, quotes, hits, what is linked to the focus. No Qt in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from casefile.domain.ids import Kind
from casefile.domain.rows import ArticleText, Mark
from casefile.domain.selection import Links

Span = tuple[int, int]
MOVABLE = frozenset("person organisation place system programme other date figure quote".split())
"""Kinds of marks whose ends a person can correct; an event stands for its sentence."""


class Layers:
    """Half-open stretches in code points. `hidden` has the kinds switched off."""

    def __init__(self) -> None:
        self.hidden: set[str] = set()
        self.hits: tuple[Span, ...] = ()
        self.found: tuple[Span, ...] = ()
        self.found_current: Span | None = None
        self.spot: Span | None = None
        """The very passage the focus stands in."""
        self.disputed: Mapping[str, tuple[str, ...]] = MappingProxyType({})
        """Id of a finding or entity -> claims in conflict that bear on it."""
        self.differing: tuple[Span, ...] = ()
        """Words that the article beside this one has not."""
        self._links: frozenset[str] = frozenset()
        self._marks: tuple[Mark, ...] = ()
        self._starts: list[int] = []
        self._longest = 0
        self._quotes: tuple[Span, ...] = ()
        self._indirect: tuple[Span, ...] = ()

    def show_article(self, article: ArticleText) -> None:
        self._marks = tuple(m for m in article.marks if m.decision != "rejected")
        self._starts = [mark.start for mark in self._marks]
        self._longest = max((mark.end - mark.start for mark in self._marks), default=0)
        kept = [quote for quote in article.quotes if quote.decision != "rejected"]
        self._quotes = tuple(sorted(span for q in kept if q.kind != "indirect" for span in q.spans))
        self._indirect = tuple(sorted(span for q in kept if q.kind == "indirect" for span in q.spans))
        self.hits = self.found = self.differing = ()
        self.found_current = self.spot = None

    def show_links(self, links: Links) -> None:
        if links.focus is None or links.focus.kind in (Kind.ARTICLE, Kind.OUTLET):
            # Everything in an article belongs to it: tinting it all would say nothing.
            self._links = frozenset()
        else:
            self._links = links.entities | links.quotes | links.events | links.figures | {links.focus.id}

    @property
    def marks(self) -> tuple[Mark, ...]:
        return self._marks

    def is_linked(self, mark: Mark) -> bool:
        """Whether the focus is this, or what it refers to. A quote counts as a whole only when it is the focus itself."""
        return mark.kind != "quote" and (mark.id in self._links or mark.refers_to in self._links)

    def shown(self, start: int, end: int) -> tuple[Mark, ...]:
        """Marks that touch this stretch, of kinds switched on; in the order of the article."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return tuple(m for m in self._marks[first:last] if m.end > start and m.kind not in self.hidden)

    def mark_of(self, span: Span | None) -> Mark | None:
        """The mark of a finding that has exactly this stretch: the one whose ends can be drawn elsewhere."""
        if span is None:
            return None
        return next((mark for mark in self.shown(*span) if (mark.start, mark.end) == span and mark.kind in MOVABLE), None)

    def mark_at(self, point: int) -> Mark | None:
        """The shortest mark over a place; quotes and events only where nothing else is."""
        over = self.shown(point, point + 1)
        return min(over, key=lambda m: (m.kind in ("quote", "event"), m.end - m.start), default=None)

    def conflicts(self, start: int, end: int) -> tuple[str, ...]:
        """The claims in conflict whose evidence begins in this stretch."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        found = (claim for mark in self._marks[first:last] for claim in self.disputed.get(mark.id, ()))
        return tuple(dict.fromkeys(found))

    def next_mark(self, point: int, by: int) -> Mark | None:
        """The next (by=1) or previous (by=-1) mark of a kind switched on, from a place."""
        some = [m for m in self._marks if m.kind not in self.hidden and m.kind != "quote"]
        if by > 0:
            return next((m for m in some if m.start > point), None)
        return next((m for m in reversed(some) if m.start < point), None)

    def quote_spans(self, start: int, end: int) -> tuple[Span, ...]:
        return () if "quote" in self.hidden else self.within(self._quotes, start, end)

    def indirect_spans(self, start: int, end: int) -> tuple[Span, ...]:
        return () if "quote" in self.hidden else self.within(self._indirect, start, end)

    @staticmethod
    def within(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
        """Those of some spans, sorted by start, that touch a stretch."""
        last = bisect_left(spans, (end, 0))
        return tuple(span for span in spans[:last] if span[1] > start)
