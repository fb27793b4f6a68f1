"""Damage and tampering: hashes of originals and texts, the audit chain, the invariants, SQLite's own checks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from sqlalchemy import LargeBinary, cast, select

from casefile import assets
from casefile.domain.ids import article_id, text_digest
from casefile.domain.rows import Problem
from casefile.store import tables as t
from casefile.store.engine import Transaction
from casefile.store.write.history import FIRST, link


def problems(tx: Transaction) -> tuple[Problem, ...]:
    """What is not as it should be, worst first. Empty: the case is sound."""
    return (*_pages(tx), *_originals(tx), *_texts(tx), *_audit(tx), *broken_invariants(tx))


def broken_invariants(tx: Transaction) -> tuple[Problem, ...]:
    """Queries of db/invariants.sql that return a row, named by the comment above each."""
    found = []
    for name, query in invariants():
        row = tx.exec_driver_sql(query).first()
        if row is not None:
            found.append(Problem(f"the case contradicts itself: {name}", ", ".join(str(value) for value in row)))
    return tuple(found)


def invariants() -> tuple[tuple[str, str], ...]:
    """(what holds, query that returns no row if it does), in order."""
    found = []
    for part in assets.invariants().read_text("utf-8").split(";"):
        lines = [line for line in part.strip().splitlines() if line.strip()]
        name = " ".join(line.lstrip("- ") for line in lines if line.startswith("--"))
        query = "\n".join(line for line in lines if not line.startswith("--"))
        if query:
            found.append((name, query))
    return tuple(found)


def _pages(tx: Transaction) -> Iterator[Problem]:
    for row in tx.exec_driver_sql("PRAGMA integrity_check(20)"):
        if row[0] != "ok":
            yield Problem("the file is damaged", row[0])
    for row in tx.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Problem("a row refers to one that is not there", f"{row[0]} {row[1]} to {row[2]}")


def _originals(tx: Transaction) -> Iterator[Problem]:
    o, a = t.original.c, t.article.c
    query = select(o.sha256, o.content, a.number).join(t.article, a.original == o.sha256).order_by(a.number)
    for row in tx.execute(query):
        if hashlib.sha256(row.content).hexdigest() != row.sha256:
            yield Problem("an original is not what was imported", article_id(row.number))


def _texts(tx: Transaction) -> Iterator[Problem]:
    v = t.article_version.c
    for row in tx.execute(select(v.article, v.text, v.text_sha256).order_by(v.article, v.id)):
        if text_digest(row.text) != row.text_sha256:
            yield Problem("an article's text is not what was read", article_id(row.article))


def _audit(tx: Transaction) -> Iterator[Problem]:
    a = t.audit.c
    expected, previous, entries = 1, FIRST, {}
    for row in tx.execute(select(a.sequence, a.at, a.payload, a.previous, a.hash).order_by(a.sequence)):
        sealed = link(row.previous, row.sequence, row.at, row.payload)
        if row.sequence != expected or row.previous != previous or row.hash != sealed:
            yield Problem("the audit trail was changed after it was written", f"entry {row.sequence}")
            return
        expected, previous = row.sequence + 1, row.hash
        said = json.loads(row.payload)
        if said["verb"] == "do":
            entries[said["entry"]] = said["command"]
    j = t.journal.c
    for done in tx.execute(select(j.sequence, cast(j.command, LargeBinary).label("command")).order_by(j.sequence)):
        if entries.pop(done.sequence, None) != _read(done.command):
            yield Problem("the journal says something else than the audit trail", f"entry {done.sequence}")
            return
    if entries:
        yield Problem("the journal lacks what the audit trail has", f"entry {min(entries)}")


def _read(command: bytes) -> object:
    try:
        return json.loads(command)
    except ValueError:
        return None
