"""The engines that `search.py` sets side by side: each indexes the corpus into a folder, and answers its queries there."""

from __future__ import annotations

import importlib.util
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from search_corpus import Corpus

from casefile.index import CaseIndex, open_index
from casefile.index.executor import Executor, best
from casefile.index.generations import Generations
from casefile.index.language import Parser
from casefile.index.place import Place
from casefile.index.snapshot import Snapshot

Run = Callable[[str, str], Any]
"""Answers a query of a kind."""


class Engine(Protocol):
    name: str

    def index(self, corpus: Corpus, folder: Path) -> Callable[[], None]:
        """What makes the index in an empty folder, everything before it done already."""

    def bytes(self, folder: Path) -> int: ...

    def opened(self, folder: Path) -> Run:
        """The index opened anew: nothing is remembered from before but by the system."""


def folder_bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


class Ours:
    """CaseFile's index, made by so many processes; its texts lie in a database."""

    def __init__(self, processes: int, texts: Path) -> None:
        self._texts = texts
        self.name = f"casefile, {processes} process{'es' if processes > 1 else ''}"
        self._processes = processes

    def index(self, corpus: Corpus, folder: Path) -> Callable[[], None]:
        made = open_index("bench", folder, lambda _: {})
        return lambda: made.rebuild_of(corpus.shares(), 1, self._processes)

    def bytes(self, folder: Path) -> int:
        return folder_bytes(folder)

    def opened(self, folder: Path) -> Run:
        index = searching(self._texts, folder)
        generations = Generations(Place("bench", folder), keep_texts=False)
        stamp = generations.current()
        assert stamp is not None
        executor = Executor(Snapshot(generations.segments(stamp)))

        def run(kind: str, text: str) -> None:
            if kind == "20 with snippets":
                index.search(text, limit=20, facets=False)
            else:
                best(*executor.find(Parser(("en",)).read(text).tree), 20)

        return run


def searching(texts: Path, folder: Path) -> CaseIndex:
    """The whole index, with texts for snippets."""
    connection = sqlite3.connect(texts, check_same_thread=False)

    def bodies(ids: Sequence[str]) -> dict[str, str]:
        marks = ",".join("?" * len(ids))
        rows = connection.execute(f"select 'S' || id, body from article where id in ({marks})", [int(i[1:]) for i in ids])
        return dict(rows)

    return open_index("bench", folder, bodies)


class Fts5:
    """External content, porter over unicode61, bm25; rows by executemany and one commit."""

    name = "fts5"

    def index(self, corpus: Corpus, folder: Path) -> Callable[[], None]:
        connection = sqlite3.connect(folder / "fts5.db")
        connection.execute("create table article(id integer primary key, title, body, outlet, day)")
        connection.executemany("insert into article values (?, ?, ?, ?, ?)", corpus.rows())
        connection.commit()
        self._before = (folder / "fts5.db").stat().st_size
        connection.execute(
            "create virtual table words using "
            "fts5(title, body, content=article, content_rowid=id, tokenize='porter unicode61')"
        )
        rows = [row[:3] for row in corpus.rows()]

        def load() -> None:
            connection.executemany("insert into words(rowid, title, body) values (?, ?, ?)", rows)
            connection.commit()
            connection.close()

        return load

    def bytes(self, folder: Path) -> int:
        return folder_bytes(folder) - self._before

    def opened(self, folder: Path) -> Run:
        connection = sqlite3.connect(folder / "fts5.db")

        def run(kind: str, text: str) -> None:
            if kind == "date + term":
                word, _, month = text.partition(" date:")
                sql = (
                    "select words.rowid from words join article on article.id = words.rowid where words match ? "
                    "and day glob ? order by bm25(words) limit 20"
                )
                connection.execute(sql, (word, f"{month}*")).fetchall()
            elif kind != "fuzzy":
                shown = "snippet(words, 1, '<', '>', '...', 40)" if kind == "20 with snippets" else "rowid"
                sql = f"select {shown} from words where words match ? order by bm25(words) limit 20"
                connection.execute(sql, (text,)).fetchall()

        return run


class Tantivy:
    """Tantivy's stemmer, two threads; a prefix as its regular expression, a fuzzy word with one edit."""

    name = "tantivy, 2 threads"

    def __init__(self) -> None:
        import tantivy

        self._tantivy = tantivy
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("id", stored=True, indexed=True)
        builder.add_integer_field("day", indexed=True, fast=True)
        for name in ("title", "body"):
            builder.add_text_field(name, stored=name == "body", tokenizer_name="en_stem")
        self._schema = builder.build()

    def index(self, corpus: Corpus, folder: Path) -> Callable[[], None]:
        index = self._tantivy.Index(self._schema, path=str(folder))

        def load() -> None:
            writer = index.writer(256_000_000, num_threads=2)
            for number, title, text, _, day in corpus.rows():
                written = int(day.replace("-", ""))
                writer.add_document(self._tantivy.Document(id=number, title=title, body=f"{title}\n{text}", day=written))
            writer.commit()
            writer.wait_merging_threads()

        return load

    def bytes(self, folder: Path) -> int:
        return folder_bytes(folder)

    def opened(self, folder: Path) -> Run:
        tantivy, schema = self._tantivy, self._schema
        index = tantivy.Index(schema, path=str(folder))
        index.reload()
        searcher = index.searcher()

        def run(kind: str, text: str) -> None:
            if kind == "fuzzy":
                query = tantivy.Query.fuzzy_term_query(schema, "body", text[:-1], distance=1, transposition_cost_one=False)
            elif kind == "prefix":
                query = tantivy.Query.regex_query(schema, "body", text[:-1] + ".*")
            elif kind == "date + term":
                word, _, month = text.partition(" date:")
                written = month.replace("-", "")
                query = index.parse_query(f"{word} AND day:[{written}00 TO {written}31]", ["body"])
            else:
                query = index.parse_query(text if kind in ("OR 4", "phrase") else " AND ".join(text.split()), ["body"])
            hits = searcher.search(query, 20).hits
            if kind == "20 with snippets":
                maker = tantivy.SnippetGenerator.create(searcher, query, schema, "body")
                for _, address in hits:
                    maker.snippet_from_doc(searcher.doc(address)).to_html()

        return run


class Stock:
    """Whoosh as its manual teaches it, on the first articles only: it takes too long for all."""

    name = "stock whoosh"

    def __init__(self, count: int) -> None:
        self.count = count

    def index(self, corpus: Corpus, folder: Path) -> Callable[[], None]:
        from whoosh import analysis, fields, index

        schema = fields.Schema(id=fields.ID(stored=True), title=fields.TEXT, text=fields.TEXT(analysis.StemmingAnalyzer()))
        made = index.create_in(str(folder), schema)
        some = list(corpus.rows(1, min(self.count, corpus.count)))

        def load() -> None:
            writer = made.writer()
            for number, title, text, _, _ in some:
                writer.add_document(id=f"S{number}", title=title, text=f"{title}\n{text}")
            writer.commit()

        return load


def has_tantivy() -> bool:
    return importlib.util.find_spec("tantivy") is not None
