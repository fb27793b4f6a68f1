"""The findings of an article in the case as the records that `casefile extract` prints, entities known case-wide."""

from __future__ import annotations

from dataclasses import replace

from casefile.domain.ids import article_id
from casefile.domain.records import Record, findings_record
from casefile.store.engine import Transaction
from casefile.store.read.current import current_text, findings_of, shown_metadata
from casefile.store.read.identity import entity_name, entity_of


def article_record(tx: Transaction, number: int) -> Record | None:
    """What was found in an article, as it was found; publication and language as they stand now. None where there is no
    such article."""
    current = current_text(tx, number)
    if current is None:
        return None
    shown = shown_metadata(tx, number)
    findings = replace(findings_of(tx, current.run), published=shown.published, language=shown.language)
    local = {mention.entity for mention in findings.mentions}
    entities = {identifier: own for identifier in local if (own := entity_of(tx, identifier))}
    names = {own: entity_name(tx, own) for own in set(entities.values())}
    return findings_record(article_id(number), current.text, findings, entities, names)
