"""What a case has been resolved to, beside what resolving it as a whole comes to."""

from __future__ import annotations

from typing import Any

from casefile.case import Case
from casefile.case.resolving import resolve_whole

FORM = "entity, type, name, aliases, acronym, decided, count, mentions, frame, article, least"


def resolved(case: Case) -> dict[str, Any]:
    """Who is who, and which reports are one event, as written."""
    with case._store.read() as tx:
        return {
            table: sorted(map(tuple, tx.exec_driver_sql(f"SELECT {columns} FROM {table}").all()))
            for table, columns in (
                ("entity_member", "local, entity"),
                ("event_member", "report, event"),
                ("entity", "id, name, type, aliases, roles, frame"),
                ("entity_key", "key, entity"),
                ("entity_form", FORM),
                ("event", "id, lead, edtf, decision, differing"),
            )
        }


def as_a_whole(case: Case) -> dict[str, Any]:
    """The same after the whole case was resolved; the case stays as it is."""

    found: dict[str, Any] = {}
    with case._store.write() as tx:
        apart = tx.begin_nested()
        resolve_whole(tx)
        for table, columns in (
            ("entity_member", "local, entity"),
            ("event_member", "report, event"),
            ("entity", "id, name, type, aliases, roles, frame"),
            ("entity_form", FORM),
        ):
            found[table] = sorted(map(tuple, tx.exec_driver_sql(f"SELECT {columns} FROM {table}").all()))
        apart.rollback()
    return found


def same(case: Case) -> None:
    now, whole = resolved(case), as_a_whole(case)
    assert {name: now[name] for name in whole} == whole
    assert case.verify() == ()
