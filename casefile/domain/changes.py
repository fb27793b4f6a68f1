"""What a command changed: panes concerned ask again."""

from __future__ import annotations

from dataclasses import dataclass, field

from casefile.domain.articles import ImportResult


@dataclass(frozen=True, slots=True)
class Changed:
    """One committed change. `kinds` names what to ask anew: articles, findings, entities, events, decisions, notes, tags,
    judgements, case, history, index (which has caught up). `articles` are the numbers concerned; empty means any. `label`
    says what was done, for undo."""

    kinds: frozenset[str]
    revision: int
    label: str
    articles: frozenset[int] = field(default_factory=frozenset)
    origin: str = ""
    """Who asked for it (a pane's name, the command line), so that an echo can be told."""
    result: ImportResult | None = None
    """Of AddArticle only."""
    created: str | None = None
    """Id of what the command made, if it made something (note, entity by split)."""
