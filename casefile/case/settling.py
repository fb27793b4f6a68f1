"""After the truth changed: everything that follows from it is brought up to date, within the same transaction.

Used alike by doing, undoing and redoing, so that the same truth always shows the same rows.
"""

from __future__ import annotations

from dataclasses import replace

from casefile.case import hand
from casefile.case.pace import Pace
from casefile.case.resolving import Resolved, resolve_around, resolve_whole
from casefile.case.work import Work
from casefile.domain.articles import Basis, Metadata, Publication
from casefile.domain.ids import Kind
from casefile.store.read import current
from casefile.store.read.listing import case_record
from casefile.store.read.resolution import standing
from casefile.store.write import article, bindings, history, projection

_KINDS = {
    "case_record": {"case"},
    "article": {"articles", "findings", "entities", "events", "decisions", "notes", "tags"},
    "metadata_decision": {"articles", "findings", "entities", "events"},
    "decision": {"decisions", "findings", "entities", "events"},
    "tag": {"tags", "decisions"},
    "tie": {"entities", "events", "decisions"},
    "note": {"notes"},
    "hand": {"findings", "entities", "events"},
    "lens": {"case"},
    "judgement": {"judgements"},
    "brief_profile": {"case"},
}


_FEW = 200
"""New articles that are resolved by what they have a bearing on; for more the whole case is."""
_STEP = 25
"""Articles that are resolved at a time where somebody works on the case meanwhile."""


def settle(work: Work, pace: Pace, *, bulk: bool = False) -> None:
    """Bring up to date what follows from the rows that changed. Articles that come in `bulk`, or faster than `pace` lets the
    case be resolved, stand with entities of the same name until it is."""
    # A new article is shown as it was found, and nothing was decided in it yet.
    former = sorted(work.reread - work.new_articles)
    for number in sorted(work.articles - work.new_articles):
        _show(work, number)
    for number in former:
        before = standing(work.tx, number)
        hand.sync(work.tx, number)
        work.gone |= before - standing(work.tx, number)
    rebound = bindings.rebind(work.tx, former)
    bindings.project(work.tx, rebound | work.targets)
    work.events |= projection.events_with(work.tx, rebound | work.targets)
    if bulk and former:
        # A version of an article that is there already: what follows from it is little, and the rest can wait.
        done = resolve_around(work.tx, set(former), gone=work.gone) or resolve_whole(work.tx)
        work.entities |= done.entities
        work.events |= done.events | projection.events_of(work.tx, former)
        work.renamed |= done.articles
    if work.new_articles and (bulk or (not former and not pace.due())):
        work.entities |= projection.add_unresolved(work.tx, sorted(work.new_articles), work.fresh_events)
        if not case_record(work.tx).unresolved:
            history.set_unresolved(work.tx, min(work.new_articles))
    elif not bulk and (work.identity or work.reread or case_record(work.tx).unresolved):
        resolve_anew(work, pace)
        work.events |= projection.events_of(work.tx, sorted(work.reread))
    projection.refresh_events(work.tx, work.events)
    work.events |= work.fresh_events


def kinds_of(work: Work) -> frozenset[str]:
    """What panes have to ask anew."""
    if not work.formers:
        return frozenset()
    return frozenset().union({"history"}, *(_KINDS[table] for table in work.tables))


def resolve_anew(work: Work, pace: Pace) -> None:
    """Resolve what changed and the few articles that wait to be resolved, noting entities and events other than before.
    Where many wait, for which there is `resolve_all` and `resolve_some`, they go on waiting."""
    tx = work.tx
    waiting = history.unresolved(tx, _FEW + 1)
    few = waiting if len(waiting) <= _FEW else []
    done = resolve_around(tx, work.reread.union(few), *_decided_on(work), work.gone)
    if done is None:
        _resolve_wholly(work, pace)
        return
    _note(work, done)
    if few or not waiting:
        history.set_unresolved(tx, 0)


def resolve_all(work: Work, pace: Pace) -> None:
    """Resolve all that waits: what a few articles have a bearing on, or the case as a whole."""
    waiting = history.unresolved(work.tx, _FEW + 1)
    done = None
    if len(waiting) <= _FEW and case_record(work.tx).unresolved > 1:
        done = resolve_around(work.tx, waiting)
    if done is None:
        _resolve_wholly(work, pace)
        return
    _note(work, done)
    history.set_unresolved(work.tx, 0)


def _resolve_wholly(work: Work, pace: Pace) -> None:
    with pace.measured():
        _note(work, resolve_whole(work.tx))
    history.set_unresolved(work.tx, 0)


def resolve_some(work: Work, pace: Pace) -> None:
    """Resolve the first articles that wait, so few that nobody who wants to change the case meanwhile has to wait long."""
    waiting = history.unresolved(work.tx, _STEP + 1)
    done = resolve_around(work.tx, waiting[:_STEP])
    if done is None:
        _resolve_wholly(work, pace)
        return
    _note(work, done)
    history.set_unresolved(work.tx, waiting[_STEP] if len(waiting) > _STEP else 0)


def _note(work: Work, done: Resolved) -> None:
    work.entities |= done.entities
    work.events |= done.events
    work.renamed |= done.articles


def _decided_on(work: Work) -> tuple[set[str], set[str]]:
    """Local entities, and reports, whose identity was decided on."""
    targets = set(work.targets)
    for former in work.formers:
        if former.table == "tie":
            targets.update(str(value) for name, value in former.key if name in ("one", "other"))
    bound = bindings.bound_to(work.tx, targets)
    return {one for one in bound if one.startswith(Kind.ENTITY)}, {one for one in bound if one.startswith(Kind.REPORT)}


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
