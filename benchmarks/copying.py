"""A large case out of a smaller one: every article again, as an article of its own.

Reading a hundred thousand articles takes more than an hour. Here the rows of a case that was imported are written again, in
SQL, under new numbers and ids: texts (each with a last line of its own, so that no two are the same), findings, events. Of
the entities the tenth that most articles name is one with the copies, the others are entities of each copy. It is what an
import of such texts would write but for three things: dates are those of the first copy, nothing of it is in the journal,
and nothing is compared with anything: events and most entities keep to their copy.
"""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

_FINDINGS = ("date_finding", "mention", "quote", "figure", "report", "local_entity")
_IDS = frozenset({"id", "entity", "speaker_entity", "affiliation_entity"})
"""Columns of findings that hold an id of the same article."""


def multiply(path: Path, times: int) -> None:
    """Write everything in this closed case again until it stands there `times` times."""
    with closing(sqlite3.connect(path, isolation_level=None)) as case:
        case.create_function("sha256", 1, lambda content: hashlib.sha256(content).hexdigest(), deterministic=True)
        for pragma in ("synchronous = OFF", "foreign_keys = OFF", "cache_size = -400000", "temp_store = MEMORY"):
            case.execute(f"PRAGMA {pragma}")
        case.execute("BEGIN")
        case.execute(
            "CREATE TEMP TABLE shared AS SELECT entity AS id FROM main.entity_member GROUP BY entity "
            "ORDER BY count(*) DESC, entity LIMIT (SELECT count(*) / 10 FROM main.entity)"
        )
        case.execute("CREATE UNIQUE INDEX temp.shared_id ON shared (id)")
        copier = _Copier(case)
        for copy in range(1, times):
            copier.write(copy)
        case.execute("UPDATE case_record SET revision = revision + 1")
        # No ANALYZE: no case has its tables of statistics, and one with tables that no case has is not opened.
        case.execute("COMMIT")


class _Copier:
    """Writes the first copy's rows again. Offsets are those of the first copy, so copies do not copy copies."""

    def __init__(self, case: sqlite3.Connection) -> None:
        self._case = case
        self._last = {
            name: case.execute(f"SELECT max({column}) FROM {name}").fetchone()[0]
            for name, column in (("article", "number"), ("article_version", "id"), ("run", "id"), ("cut", "id"))
        }

    def write(self, copy: int) -> None:
        self._suffix = f".{copy}"
        line = f"Copy {copy} of this article."
        self._at = {name: last * copy for name, last in self._last.items()}
        self._words = f"'\n\n{line}\n'"
        first = self._last
        article, version, run, cut = (f"+ {self._at[name]}" for name in ("article", "article_version", "run", "cut"))
        self._texts(article, version, run, cut)
        long = "length(CAST(v.text AS TEXT))"
        for table in ("paragraph", "sentence"):
            number = "number" if table == "paragraph" else "position"
            self._case.execute(
                f'INSERT INTO {table} SELECT cut {cut}, {number}, start, "end" FROM {table} WHERE cut <= {first["cut"]}'
            )
            # The copy stands at the end of the text before it, whose length the first copy's text has.
            self._case.execute(
                f"INSERT INTO {table} SELECT c.id {cut}, max(p.{number}) + 1, {long} + 2, {long} + 2 + {len(line)} "
                f"FROM cut c JOIN article_version v ON v.id = c.version JOIN {table} p ON p.cut = c.id "
                f"WHERE c.id <= {first['cut']} GROUP BY c.id"
            )
        for table in _FINDINGS:
            self._again(table, {"run": run, "article": article}, _IDS, f"run <= {first['run']}")
        self._again("report_entity", {"run": run}, {"report", "entity"}, f"run <= {first['run']}")
        self._resolved()
        below = f"version <= {first['article_version']}"
        self._again("sketch", {"version": version}, (), below)
        self._again("sketch_key", {"key": f"+ {copy}", "version": version}, (), below)
        self._again("likeness", {"version": version, "earlier": version}, (), below)
        self._again("metadata_decision", {"article": article}, (), f"article <= {first['article']}")

    def _texts(self, article: str, version: str, run: str, cut: str) -> None:
        first, words = self._last, self._words
        self._case.execute(
            f"INSERT INTO original SELECT sha256(CAST(o.content || {words} AS BLOB)), o.size + {len(words) - 2}, "
            f"o.media_type, CAST(o.content || {words} AS BLOB) FROM original o JOIN article a ON a.original = o.sha256 "
            f"WHERE a.number <= {first['article']} ON CONFLICT DO NOTHING"
        )
        self._again(
            "article",
            {"number": article, "version": version, "run": run},
            {"path"},
            f"number <= {first['article']}",
            {"original": f"(SELECT sha256(CAST(o.content || {words} AS BLOB)) FROM original o WHERE o.sha256 = original)"},
        )
        self._again("article_shown", {"article": article}, (), f"article <= {first['article']}")
        text = f"CAST(text || {words} AS BLOB)"
        self._again(
            "article_version",
            {"id": version, "article": article},
            (),
            f"id <= {first['article_version']}",
            {"text": text, "text_sha256": f"sha256({text})", "size": f"size + {len(words) - 2}"},
        )
        self._again("cut", {"id": cut, "version": version}, (), f"id <= {first['cut']}")
        whole = {"id": run, "article": article, "version": version, "cut": cut}
        self._again("run", whole, (), f"id <= {first['run']}")

    def _resolved(self) -> None:
        own, case = self._suffix, self._case
        case.execute(
            f"INSERT INTO entity SELECT id || '{own}', name || ' ({own[1:]})', \"key\" || ' ({own[1:]})', type, aliases, "
            "roles, frame FROM entity WHERE instr(id, '.') = 0 AND id NOT IN (SELECT id FROM shared)"
        )
        kept = f"CASE WHEN entity IN (SELECT id FROM shared) THEN entity ELSE entity || '{own}' END"
        members = f"SELECT local || '{own}', {kept}, position FROM entity_member WHERE instr(local, '.') = 0"
        case.execute(f"INSERT INTO entity_member {members}")
        case.execute(
            f"INSERT INTO entity_key SELECT \"key\" || ' ({own[1:]})', entity || '{own}' FROM entity_key "
            "WHERE instr(entity, '.') = 0 AND entity NOT IN (SELECT id FROM shared)"
        )
        self._again("event", {}, {"id", "lead"}, "instr(id, '.') = 0")
        self._again("event_member", {}, {"report", "event"}, "instr(report, '.') = 0")

    def _again(
        self, table: str, moved: dict[str, str], named: object, where: str, instead: dict[str, str] | None = None
    ) -> None:
        """Rows of the first copy: numbers `moved`, ids `named` with the copy's suffix, some columns by an expression."""
        columns = [row[1] for row in self._case.execute(f"PRAGMA table_info({table})")]
        assert isinstance(named, (frozenset, set, tuple))

        def of(column: str) -> str:
            if instead and column in instead:
                return instead[column]
            if column in moved:
                return f'"{column}" {moved[column]}'
            return f"\"{column}\" || '{self._suffix}'" if column in named else f'"{column}"'

        said = ", ".join(map(of, columns))
        self._case.execute(f"INSERT INTO {table} SELECT {said} FROM {table} WHERE {where}")
