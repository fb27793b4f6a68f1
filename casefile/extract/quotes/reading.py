"""One sentence being read: its cues, the attributions found so far, and how one is built."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field

from casefile.extract import syntax
from casefile.extract.quotes import clauses, cues
from casefile.extract.quotes.cues import Cue
from casefile.extract.quotes.stretch import Stretch

SOFT = frozenset([",", "—", "–", "--", "―", "-"])
DASHES = frozenset(["—", "–", "--", "―"])
ENDINGS = frozenset([".", "?", "!", "…"])


@dataclass(eq=False)
class Draft:
    """An attribution before its speaker is resolved. Offsets are code points."""

    kind: str
    spans: list[tuple[int, int]]
    quoted: list[tuple[int, int]]
    cue: str | None
    cue_span: tuple[int, int] | None
    speaker: tuple[int, int] | None
    paragraph: int
    rule: str
    open: bool = False
    """A colon or a quotation at the end of the sentence: what follows may belong to it."""
    inherits: bool = False
    """Has no speaker of its own words: the one before goes on."""
    passive: bool = False
    thought: bool = False
    """The cue tells what somebody thinks rather than says."""
    cue_form: int = 0
    same_as: Draft | None = None
    """Who said that said this too, as the turns of a conversation show; no words here name the speaker."""
    reaches: int = field(init=False)
    """The last paragraph of its spans."""
    start: int = field(init=False)
    end: int = field(init=False)

    def __post_init__(self) -> None:
        self.reaches = self.paragraph
        self.refresh()

    def refresh(self) -> None:
        """Sets start and end after spans changed."""
        self.start, self.end = self.spans[0][0], self.spans[-1][1]


@dataclass(eq=False)
class Reading:
    """The state of reading one sentence."""

    stretch: Stretch
    dated: Callable[[int], int]
    found: list[Cue] = field(init=False)
    drafts: list[Draft] = field(default_factory=list)
    tail: int = field(init=False)
    """Item where an attribution that closes the sentence begins; the sentence's length if there is none."""
    subject: tuple[int, int] | None = None
    """Items of the last subject of a cue, for cues that have none of their own."""
    waiting: Draft | None = None
    """A cue that ends in a colon with nothing after it."""

    def __post_init__(self) -> None:
        self.found = cues.find(self.stretch.lower, self.stretch.tags, 0, len(self.stretch))
        self._verbs = {cue.first for cue in self.found if cue.takes & ~(cues.NOUN | cues.SOURCE | cues.CITING | cues.REGARD)}
        self.tail = len(self.stretch)

    def draft(
        self,
        kind: str,
        spans: list[tuple[int, int]],
        taken: list[int],
        cue: Cue,
        subject: tuple[int, int] | None,
        rule: str,
    ) -> Draft:
        stretch = self.stretch
        subject = self._without_date(subject) if subject else None
        for i in taken:
            stretch.quotes[i].part = kind == "mixed" and not stretch.quotes[i].taken
            stretch.quotes[i].taken = True
        return Draft(
            kind,
            sorted(spans),
            [] if kind == "indirect" else sorted(self.inner(i) for i in taken),
            cue.lemma,
            (stretch.starts[cue.first], stretch.ends[cue.last - 1]),
            (stretch.starts[subject[0]], stretch.ends[subject[1] - 1]) if subject else None,
            stretch.paragraph,
            rule,
            open=kind == "direct",
            inherits=subject is None,
            cue_form=cue.form,
            thought=bool(cue.takes & cues.THINK) and not cue.takes & (cues.SAY | cues.TELL | cues.SHOW),
        )

    def content(self, cue: Cue, subject: tuple[int, int] | None, first: int, end: int, rule: str) -> Draft | None:
        stretch = self.stretch
        if end <= first:
            return None
        inside = [i for i in stretch.quotes if first <= i < end]
        if any(not stretch.claimable(i, subject) for i in inside) and len(inside) == end - first:
            return None
        body = [i for i in range(first, end) if stretch.lower[i] != "that"]
        if inside and len(body) == len(inside) and stretch.quotes[inside[0]].clausal and len(inside) == 1:
            return self.draft("direct", [self.inner(inside[0])], inside, cue, subject, rule)
        spans = [(stretch.starts[first], stretch.ends[end - 1])]
        return self.draft("mixed" if inside else "indirect", spans, inside, cue, subject, rule)

    def _without_date(self, subject: tuple[int, int]) -> tuple[int, int]:
        """A subject without the date that stands between it and its verb: "the minister on 21 June said"."""
        first, end = subject
        for at in range(first + 1, end):
            if self.dated(at) >= end:
                at -= bool(self.stretch.tags[at - 1] & syntax.PREPOSITION)
                return (first, at) if at > first else subject
        return subject

    def empty(self, cue: Cue, subject: tuple[int, int] | None) -> Draft:
        at = self.stretch.ends[-1]
        return self.draft("direct", [(at, at)], [], cue, subject, "colon")

    def inner(self, q: int) -> tuple[int, int]:
        marked = self.stretch.quotes[q].marked
        return marked.first, marked.last

    def clause_begin(self, at: int) -> int:
        """Where the clause that runs up to item `at` begins."""
        stretch = self.stretch
        begin = 0
        for i in range(at - 1, -1, -1):
            if stretch.lower[i] in (";", ":"):
                begin = i + 1
                break
        for draft in self.drafts[-3:]:
            if (
                at
                and stretch.ends[at - 1] <= draft.end <= stretch.ends[min(at, len(stretch) - 1)]
                and draft.rule != "after-quotation"
            ):
                # Nested: "A found that B, the sources said" is wholly what the sources said.
                continue
            ends = [end for end in (draft.end, draft.cue_span[1] if draft.cue_span else 0) if end <= stretch.starts[at]]
            if ends:
                begin = max(begin, bisect_left(stretch.starts, max(ends)))
        while begin < at and (stretch.lower[begin] in SOFT or stretch.lower[begin] in ENDINGS):
            begin += 1
        return begin

    def continuation(self, after: int) -> list[int]:
        """Quotations after the attribution that go on with the speech: `"...," he said, "..."`."""
        stretch = self.stretch
        n = stretch.next_quote(after)
        if n < 0 or stretch.quotes[n].taken or n - after > 30:
            return []
        before = n - 1
        while before > after and stretch.tags[before] & (syntax.COORDINATOR | syntax.ADVERB) and n - before < 3:
            before -= 1
        if n > after and not stretch.tags[before] & syntax.PUNCTUATION:
            return []
        if any(
            cue.first < n
            and cue.first >= after
            and (
                not cue.takes & (cues.NOUN | cues.SHOW | cues.EVALUATE)
                or (cue.form & syntax.GERUND and cue.takes & cues.SAY)
            )
            for cue in self.found
        ):
            return []
        if stretch.has_finite(after, n):
            return []
        return [n]

    def cue_at(self, i: int) -> bool:
        return i in self._verbs

    def ends_after(self, at: int, *, addressee: bool = False) -> bool:
        """Whether nothing but adjuncts follows an attribution."""
        stretch = self.stretch
        at = clauses.after_adjuncts(stretch, at, self.dated, addressee=addressee)
        if at >= len(stretch) or stretch.lower[at] in ENDINGS:
            return True
        return (
            stretch.lower[at] in (",", ";", "—", "–", "--") and not stretch.has_finite(at + 1, min(len(stretch), at + 12))
        ) or (
            stretch.lower[at] in (",", ";")
            and bool(stretch.tag(at + 1) & (syntax.GERUND | syntax.COORDINATOR | syntax.SUBORDINATOR))
        )
