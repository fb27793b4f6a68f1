"""After the truth changed: everything that follows from it is brought up to date, within the same transaction.

Used alike by doing, undoing and redoing, so that the same truth always shows the same rows.
"""

from __future__ import annotations

from dataclasses import replace

from casefile.case import hand
from casefile.case.work import Work
from casefile.domain.articles import Basis, Metadata, Publication
from casefile.domain.entities import Entity
from casefile.domain.ids import article_id
from casefile.resolve import resolve
from casefile.store.read import current, identity
from casefile.store.write import article, bindings, projection

_KINDS = {
    "case_record": {"case"},
    "article": {"articles", "findings", "entities", "events", "decisions", "notes", "tags"},
    "metadata_decision": {"articles"},
    "decision": {"decisions", "findings", "entities", "events"},
    "tag": {"tags"},
    "tie": {"entities", "events", "decisions"},
    "note": {"notes"},
    "hand": {"findings", "entities", "events"},
    "lens": {"case"},
}


def settle(work: Work) -> None:
    """Bring up to date what follows from the rows that changed."""
    for number in sorted(work.articles):
        _show(work, number)
    for number in sorted(work.reread):
        hand.sync(work.tx, number)
    rebound = bindings.rebind(work.tx, sorted(work.reread))
    bindings.project(work.tx, rebound | work.targets)
    stale = projection.events_with(work.tx, rebound | work.targets)
    if work.identity or work.reread:
        stale |= resolve_anew(work)
    stale |= projection.events_of(work.tx, sorted(work.reread))
    projection.refresh_events(work.tx, stale)


def kinds_of(work: Work) -> frozenset[str]:
    """What panes have to ask anew."""
    if not work.formers:
        return frozenset()
    return frozenset().union({"history"}, *(_KINDS[table] for table in work.tables))


def resolve_anew(work: Work) -> set[str]:
    """Resolve the whole case. Returns the events whose reports changed."""
    tx = work.tx
    resolution = resolve(
        identity.all_local_entities(tx), tuple(identity.all_local_reports(tx)), identity.identity_decisions(tx)
    )
    projection.write_entities(tx, (_named(entity) for entity in resolution.entities))
    return projection.write_events(tx, resolution.events)


def _named(entity: Entity) -> Entity:
    """Resolution knows articles by their sort key; rows name them by id."""
    roles = tuple(replace(role, article=article_id(identity.number_of_key(role.article))) for role in entity.roles)
    return replace(entity, roles=roles)


def _show(work: Work, number: int) -> None:
    text = current.current_text(work.tx, number)
    if text is None or text.version == 0:
        return
    found = article.found_metadata(work.tx, text.version)
    article.show(work.tx, number, corrected(found, current.metadata_decisions(work.tx, number)))


def corrected(found: Metadata, decisions: dict[str, str]) -> Metadata:
    """What was found, with what was decided in its place."""
    shown = replace(
        found,
        title=decisions.get("title", found.title),
        outlet=decisions.get("outlet", found.outlet),
        language=decisions.get("language", found.language),
        url=decisions.get("url", found.url),
        grade=decisions.get("grade", found.grade),
    )
    if "authors" in decisions:
        names = tuple(name.strip() for name in decisions["authors"].split(";"))
        shown = replace(shown, authors=tuple(name for name in names if name))
    if "published" in decisions:
        shown = replace(shown, published=given(decisions["published"]))
    return shown


def given(edtf: str) -> Publication:
    """A publication date as the investigator gives it; "" says that it is not known."""
    return Publication(edtf, Basis.GIVEN, 1.0) if edtf else Publication()
