"""verify: whatever is changed behind the program's back is found and named."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from casefile.case import Case
from casefile.index import open_index
from casefile.store.read.soundness import invariants


def found(path: Path) -> dict[str, str]:
    with Case.open(path, index=open_index, read_only=True) as case:
        return {problem.what: problem.where for problem in case.verify()}


def tamper(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()


def test_a_sound_case_has_no_problems(full: Path) -> None:
    assert found(full) == {}


@pytest.mark.parametrize(
    ("statement", "what", "where"),
    [
        ("UPDATE original SET content = X'00' WHERE sha256 = (SELECT original FROM article WHERE number = 2)",
         "an original is not what was imported", "S2"),
        ("UPDATE article_version SET text = CAST('x' || CAST(text AS TEXT) AS BLOB) WHERE article = 1",
         "an article's text is not what was read", "S1"),
        ("UPDATE audit SET payload = replace(payload, 'do', 'DO') WHERE sequence = 3",
         "the audit trail was changed after it was written", "entry 3"),
        ("DELETE FROM audit WHERE sequence = 4", "the audit trail was changed after it was written", "entry 5"),
        ("UPDATE audit SET at = '1999' WHERE sequence = 2", "the audit trail was changed after it was written", "entry 2"),
        ("UPDATE journal SET command = replace(command, 'key', 'lock') WHERE sequence = 5",
         "the journal says something else than the audit trail", "entry 5"),
        ("DELETE FROM article_shown WHERE article = 2",
         "the case contradicts itself: every article that is not withdrawn is shown", "2"),
        ("DELETE FROM sentence WHERE cut = 999; ", None, None),
    ],
    ids=["original", "text", "payload", "deleted", "time", "journal", "shown", "nothing"],
)  # fmt: skip
def test_tampering_is_found(full: Path, statement: str, what: str | None, where: str | None) -> None:
    tamper(full, statement)
    problems = found(full)
    if what is None:
        assert problems == {}
    else:
        assert problems[what] == where


@pytest.mark.parametrize("name", [name for name, _ in invariants()])
def test_every_invariant_is_named_once(name: str) -> None:
    assert name
    assert [other for other, _ in invariants()].count(name) == 1


def test_every_row_of_the_audit_trail_is_sealed(full: Path) -> None:
    with closing(sqlite3.connect(full)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM audit").fetchone()
    assert count >= 8
    for sequence in range(1, count + 1):
        tamper(full, f"UPDATE audit SET payload = payload || ' ' WHERE sequence = {sequence}")
        assert found(full)["the audit trail was changed after it was written"] == f"entry {sequence}"
        tamper(full, f"UPDATE audit SET payload = rtrim(payload) WHERE sequence = {sequence}")
