"""What was said about claims, hypotheses, gaps and origins; and the state of the case that claims are proposed from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select

from casefile.domain.claims import ClaimDecision
from casefile.domain.ids import Kind, article_id
from casefile.domain.rows import Place
from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.read.listing import case_record
from casefile.store.read.places import tags_by_id

_BESIDE = frozenset({"note", "tag", "lens", "case_record", "judgement", "brief_profile"})
"""Tables that no claim is proposed from."""
_SAID_OF = frozenset({Kind.CLAIM, Kind.HYPOTHESIS, Kind.GAP, Kind.OUTLET, Kind.ARTICLE, Kind.NOTE, Kind.JUDGEMENT, Kind.TAG})
"""What is decided about these leaves the findings as they are."""


def claim_decisions(tx: Transaction) -> tuple[ClaimDecision, ...]:
    """What was said about claims, by id."""
    d, tags = t.decided.c, tags_by_id(tx)
    columns = select(d.id, d.decision, d.fields, d.grade, d.starred)
    rows = {row.id: row for row in tx.execute(columns.where(d.id.startswith(Kind.CLAIM)))}
    return tuple(
        ClaimDecision(
            claim,
            # That it was reworded, or an article's part in it decided, is no verdict on the claim.
            rows[claim].decision if claim in rows and rows[claim].decision != "corrected" else "",
            rows[claim].fields if claim in rows else {},
            (rows[claim].grade or "") if claim in rows else "",
            bool(rows[claim].starred) if claim in rows else False,
            tags.get(claim, ()),
        )
        for claim in sorted({*rows, *(one for one in tags if one.startswith(Kind.CLAIM))})
    )


def bound(tx: Transaction, targets: Iterable[str]) -> dict[str, str]:
    """What targets of decisions are now; "" for those that lost their finding."""
    wanted, found = sorted(set(targets)), {}
    b = t.binding.c
    for start in range(0, len(wanted), 500):
        rows = tx.execute(select(b.target, b.bound).where(b.target.in_(wanted[start : start + 500])))
        found.update({row.target: row.bound or "" for row in rows})
    return found


def former_place(tx: Transaction, target: str) -> Place | None:
    """Where a target stood when it was first decided on; None where it stood in no article."""
    a = t.anchor.c
    row = tx.execute(select(a.article, a.start, a.end, a.words).where(a.target == target)).first()
    if row is None or row.article is None:
        return None
    return Place(article_id(row.article), 0, row.start or 0, row.end or 0, row.words or "", "")


def origins_said(tx: Transaction) -> dict[int, str]:
    """Article number -> where the investigator says it has its information from."""
    d = t.decided.c
    rows = tx.execute(select(d.id, d.fields).where(d.id.startswith(Kind.ARTICLE)))
    return {int(row.id[1:]): row.fields["origin"] for row in rows if "origin" in row.fields}


def outlet_grades(tx: Transaction) -> dict[str, str]:
    """Outlet's id -> the grade that was given to it."""
    d = t.decided.c
    rows = tx.execute(select(d.id, d.grade).where(d.id.startswith(Kind.OUTLET), d.grade.is_not(None)))
    return {row.id: row.grade for row in rows}


def said_of(tx: Transaction, kind: Kind) -> tuple[tuple[str, str, dict[str, str]], ...]:
    """Id, verdict and fields of all that was said about things of a kind, by id."""
    d = t.decided.c
    rows = tx.execute(select(d.id, d.decision, d.fields).where(d.id.startswith(kind)).order_by(d.id))
    return tuple((row.id, row.decision, row.fields) for row in rows)


def head(tx: Transaction) -> str:
    """Names the state of the case: the hash of the last entry of its audit trail, and whether articles wait for being
    resolved."""
    a = t.audit.c
    last = tx.execute(select(a.hash).order_by(a.sequence.desc()).limit(1)).scalar()
    return f"{last or ''}{case_record(tx).unresolved:d}"


def findings_stamp(tx: Transaction) -> str:
    """Names the state of findings, names and dates: the hash that the audit trail had when they last changed.

    The hash seals all that came before, so that two states of one stamp are the same wherever they are. Where articles are
    not resolved yet, that is part of it.
    """
    a, j = t.audit.c, t.journal.c
    entry = func.json_extract(a.payload, "$.entry")
    rows = tx.execute(
        select(a.hash, j.inverse)
        .outerjoin(t.journal, j.sequence == entry)
        .where(func.json_valid(a.payload) == 1)
        .order_by(a.sequence.desc())
        .execution_options(yield_per=50)
    )
    last = next((row.hash for row in rows if row.inverse is None or not all(map(_beside, row.inverse))), "")
    rows.close()
    return f"{last}{case_record(tx).unresolved:d}"


def _beside(former: Any) -> bool:
    """Whether what was changed is nothing that claims are proposed from."""
    table, key, _ = former
    if table in _BESIDE:
        return True
    names = dict(key)
    return table == "decision" and names["target"][:1] in _SAID_OF
