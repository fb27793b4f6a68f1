"""The tables of a case file. Three truths and what follows from them.

Text: `original`, `article`, `article_version`. Findings, per run: `run` to `local_entity`. Decisions: `anchor` to
`brief_profile`.
What follows (`article_shown`, `binding`, `decided`, `entity*`, `event*`) is recomputed from these and never edited by hand.
`journal` and `audit` are history.
"""

from __future__ import annotations

from casefile.store.tables.base import metadata
from casefile.store.tables.decisions import (
    anchor,
    brief_profile,
    decision,
    hand,
    judgement,
    lens,
    note,
    tag,
    tie,
)
from casefile.store.tables.findings import (
    cut,
    date_finding,
    figure,
    local_entity,
    mention,
    paragraph,
    quote,
    report,
    report_entity,
    run,
    sentence,
)
from casefile.store.tables.following import (
    binding,
    decided,
    entity,
    entity_form,
    entity_key,
    entity_member,
    event,
    event_member,
)
from casefile.store.tables.history import (
    audit,
    journal,
)
from casefile.store.tables.texts import (
    article,
    article_shown,
    article_version,
    case_record,
    likeness,
    metadata_decision,
    original,
    sketch,
    sketch_key,
    version_page,
    version_source,
)

APPLICATION_ID = int.from_bytes(b"CASF", "big")
SCHEMA_VERSION = 8

__all__ = [
    "APPLICATION_ID",
    "SCHEMA_VERSION",
    "anchor",
    "article",
    "article_shown",
    "article_version",
    "audit",
    "binding",
    "brief_profile",
    "case_record",
    "cut",
    "date_finding",
    "decided",
    "decision",
    "entity",
    "entity_form",
    "entity_key",
    "entity_member",
    "event",
    "event_member",
    "figure",
    "hand",
    "journal",
    "judgement",
    "lens",
    "likeness",
    "local_entity",
    "mention",
    "metadata",
    "metadata_decision",
    "note",
    "original",
    "paragraph",
    "quote",
    "report",
    "report_entity",
    "run",
    "sentence",
    "sketch",
    "sketch_key",
    "tag",
    "tie",
    "version_page",
    "version_source",
]
