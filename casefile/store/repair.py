"""What was salvaged out of a damaged case made whole again: what cannot stand is taken out and told, what follows from the
texts is cleared away to be made anew."""

from __future__ import annotations

import hashlib
import json
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from casefile.domain.ids import article_id
from casefile.store import tables
from casefile.store.cipher import Key
from casefile.store.driver import RawConnection, connect
from casefile.store.engine import Transaction
from casefile.store.faults import told
from casefile.store.salvage import Salvage
from casefile.store.write.history import FIRST, link

_ROOTS = frozenset("run cut entity event binding decided likeness sketch sketch_key article_shown".split())


def _that_follow() -> tuple[str, ...]:
    """Tables that follow from texts and decisions, and all that refer to them, in the order in which they are emptied."""
    names: set[str] = set(_ROOTS)
    ordered = tables.metadata.sorted_tables
    for table in ordered:
        if any(key.column.table.name in names for key in table.foreign_keys):
            names.add(table.name)
    return tuple(table.name for table in reversed(ordered) if table.name in names)


READ = _that_follow()
SAID = "decision hand metadata_decision note tag tie lens judgement brief_profile anchor".split()
"""Tables of what the investigator said."""


@dataclass(frozen=True, slots=True)
class Completed:
    """What stands and what does not. Articles by id."""

    articles: int
    without_text: tuple[str, ...]
    without_original: tuple[str, ...]
    decisions: int
    removed: int
    """Rows that referred to something that is gone."""
    history_whole: bool
    record_there: bool
    anew: bool
    """Whether findings were cleared and have to be made again."""


def complete(target: Path, key: Key | None, found: Salvage) -> Completed:
    """Make a salvaged case consistent in itself; its findings may have to be made anew after this."""
    with told(target), closing(connect(target, key)) as made:
        made.execute("PRAGMA foreign_keys = OFF")
        made.execute("BEGIN IMMEDIATE")
        textless, bare = _textless(made), _without_original(made)
        anew = bool(found.broken.intersection(READ) or textless or not _is_read(made))
        for number in textless:
            made.execute("DELETE FROM article WHERE number = ?", (number,))
        if anew:
            for table in READ:
                made.execute(f'DELETE FROM "{table}"')
        whole = not found.broken.intersection(("journal", "audit")) and _chain_is_whole(made) and _journal_is_whole(made)
        if not whole:
            made.execute("DELETE FROM audit")
            made.execute("DELETE FROM journal")
        elif anew:
            # What is read anew has other runs than the ones that undoing would bring back.
            made.execute("UPDATE journal SET state = 'dropped'")
        removed = _remove_dangling(made)
        decisions = sum(made.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in SAID if table != "anchor")
        articles = made.execute("SELECT count(*) FROM article WHERE NOT withdrawn").fetchone()[0]
        record = made.execute("SELECT count(*) FROM case_record").fetchone()[0] == 1
        made.execute("COMMIT")
    names = tuple(article_id(number) for number in textless), tuple(article_id(number) for number in bare)
    return Completed(articles, *names, decisions, removed, whole, record, anew)


def _textless(made: RawConnection) -> list[int]:
    """Articles whose text is gone or is not what was read; the spoilt texts go."""
    for identifier, text, digest in made.execute("SELECT id, text, text_sha256 FROM article_version").fetchall():
        if hashlib.sha256(text).hexdigest() != digest:
            made.execute("DELETE FROM article_version WHERE id = ?", (identifier,))
    query = "SELECT number FROM article WHERE version NOT IN (SELECT id FROM article_version) ORDER BY number"
    return [row[0] for row in made.execute(query)]


def _without_original(made: RawConnection) -> list[int]:
    """Articles whose original is gone or is not what was imported. What is left of it stays, and verify keeps naming it."""
    spoilt = {
        sha256
        for sha256, content in made.execute("SELECT sha256, content FROM original")
        if hashlib.sha256(content).hexdigest() != sha256
    }
    query = "SELECT DISTINCT original FROM article WHERE original NOT IN (SELECT sha256 FROM original)"
    for (sha256,) in made.execute(query).fetchall():
        made.execute("INSERT INTO original VALUES (?, 0, 'application/octet-stream', X'')", (sha256,))
        spoilt.add(sha256)
    return [
        number
        for number, original in made.execute("SELECT number, original FROM article ORDER BY number")
        if original in spoilt
    ]


def _is_read(made: RawConnection) -> bool:
    query = "SELECT count(*) FROM article WHERE NOT withdrawn AND run NOT IN (SELECT id FROM run)"
    # A case of a former schema has not counted yet what its entities are called.
    uncounted = (
        "SELECT count(*) FROM entity_member WHERE position < 10000000 AND entity NOT IN (SELECT entity FROM entity_form)"
    )
    return all(made.execute(each).fetchone()[0] == 0 for each in (query, uncounted))


def _chain_is_whole(made: RawConnection) -> bool:
    expected, before = 1, FIRST
    for sequence, at, payload, previous, sealed in made.execute(
        "SELECT sequence, at, payload, previous, hash FROM audit ORDER BY sequence"
    ):
        if sequence != expected or previous != before or sealed != link(previous, sequence, at, payload):
            return False
        expected, before = sequence + 1, sealed
    return True


def _journal_is_whole(made: RawConnection) -> bool:
    """Whether the journal says what the audit trail says, and how to undo it can be read."""
    done = {}
    for (payload,) in made.execute("SELECT payload FROM audit"):
        said = json.loads(payload)
        if said["verb"] == "do":
            done[said["entry"]] = said["command"]
    for sequence, command, inverse in made.execute("SELECT sequence, command, inverse FROM journal"):
        try:
            json.loads(inverse)
            same = json.loads(command) == done.pop(sequence, None)
        except ValueError:
            return False
        if not same:
            return False
    return not done


def _remove_dangling(made: RawConnection) -> int:
    """Rows that refer to what is gone, and those that refer to these."""
    removed = 0
    while rows := made.execute("PRAGMA foreign_key_check").fetchall():
        for table in dict.fromkeys(row[0] for row in rows):
            if table not in tables.metadata.tables:
                continue
            for number in {row[1] for row in rows if row[0] == table}:
                made.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (number,))
                removed += 1
    return removed


def targets(tx: Transaction) -> set[str]:
    """All targets of decisions."""
    return set(tx.execute(select(tables.anchor.c.target)).scalars())
