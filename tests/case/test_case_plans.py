"""No focus and no narrow scope reads all findings: SQLite says how it would find them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine, event

from casefile.case import Case
from casefile.domain.ids import Kind
from casefile.domain.listed import Wish
from casefile.domain.scope import EVERYTHING, BySpeaker, InArticle, OfEntity, Scope
from casefile.domain.selection import Focus

LARGE = "mention|quote|report|figure|date_finding|local_entity|entity_member|event_member|report_entity"
SCANNED = re.compile(rf"SCAN ({LARGE})\b")


@pytest.fixture
def scans() -> Iterator[Callable[[], list[str]]]:
    """Tells what was scanned as a whole by the statements since the last time it was asked."""
    seen: list[str] = []
    looking = False

    def look(connection, _cursor, statement, parameters, _context, _many) -> None:  # type: ignore[no-untyped-def]
        nonlocal looking
        if not looking and statement.lstrip().startswith("SELECT"):
            looking = True
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters):
                if SCANNED.search(row[3]):
                    seen.append(f"{row[3]}: {statement}")
            looking = False

    event.listen(Engine, "before_cursor_execute", look)

    def told() -> list[str]:
        found, seen[:] = list(seen), []
        return found

    yield told
    event.remove(Engine, "before_cursor_execute", look)


def test_a_scan_would_be_seen(case: Case, scans: Callable[[], list[str]]) -> None:
    case.ask.mentions()
    case.ask.entity_months()
    assert scans()


def test_what_belongs_to_a_focus_is_found_by_index(case: Case, scans: Callable[[], list[str]]) -> None:
    entity, quote, report = case.ask.entities()[0].id, case.ask.quotes()[0], case.ask.timeline(everything=True)[0].id
    scans()
    for focus in (
        Focus(Kind.ENTITY, entity),
        Focus(Kind.ARTICLE, "S1", 1),
        Focus(Kind.QUOTE, quote.id, 1),
        Focus(Kind.EVENT, report),
    ):
        case.ask.links(focus)
        assert scans() == [], focus
    case.ask.profile(entity, 20)
    assert scans() == []
    case.ask.event_date(report)
    case.ask.keys_of("quotes", (quote.id,))
    assert scans() == []


@pytest.mark.parametrize("kind", [OfEntity, BySpeaker, InArticle])
def test_what_is_in_a_narrow_scope_is_found_by_index(
    case: Case, scans: Callable[[], list[str]], kind: Callable[..., Scope]
) -> None:
    scope = InArticle(1) if kind is InArticle else kind(case.ask.entities()[0].id)
    scans()
    case.ask.event_dates(scope)
    case.ask.events_listed(scope, False, Wish("date"))
    case.ask.quotes_listed(scope, Wish("speaker"), 0)
    case.ask.figures_listed(scope, Wish("unit"), 0)
    case.ask.entities_in_brief(scope)
    case.ask.article_numbers(scope)
    assert scans() == []


def test_a_stretch_of_time_is_found_by_the_index_of_days(case: Case) -> None:
    plans: list[str] = []

    def look(connection, _cursor, statement, parameters, _context, _many) -> None:  # type: ignore[no-untyped-def]
        if statement.startswith("SELECT event.id \nFROM event \nWHERE") and "LIMIT" in statement:
            plans.extend(row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters))

    event.listen(Engine, "before_cursor_execute", look)
    try:
        case.ask.events_between(EVERYTHING, True, ("2020-01-01", "2025-12-31"), 1500)
    finally:
        event.remove(Engine, "before_cursor_execute", look)
    assert plans
    assert all("SCAN" not in plan for plan in plans), plans
    assert any("ix_event_earliest" in plan for plan in plans)
