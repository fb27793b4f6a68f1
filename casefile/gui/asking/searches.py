"""Searches: kept under a name, and articles like another."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.domain.commands import SaveScope
from casefile.domain.hits import SavedSearch
from casefile.domain.scope import Matching
from casefile.domain.scope_language import write
from casefile.gui.asking.dialogues import Dialogues, Ids
from casefile.gui.dialogs.form import Field
from casefile.gui.session import Session
from casefile.gui.text import one_line, tr


def keep(asks: Dialogues, session: Session, ids: Ids) -> None:
    """Keep a query under a name."""
    query = ids[0]

    def ask(searches: Sequence[SavedSearch]) -> None:
        taken = {search.name.casefold() for search in searches}

        def check(name: str) -> tuple[bool, str]:
            if not name.strip():
                return False, tr("Write a name.")
            there = " ".join(name.split()).casefold() in taken
            return True, tr("There is one of this name already; it will be replaced.") if there else ""

        asks.form(
            tr("Keep this search"),
            tr("It is kept in the case, among the lenses too, and after each import you hear what is new in it."),
            [Field("name", tr("Name"), one_line(query, 40))],
            tr("Keep"),
            lambda v: SaveScope(v["name"], write(Matching(query))),
            lambda v: check(v["name"]),
        )

    session.jobs.read(session.case.ask.saved, ask, "verbs")


def like(asks: Dialogues, _session: Session, ids: Ids) -> None:
    """Search for articles like this one."""
    asks.query_wanted.emit(f"like:{ids[0]}")
