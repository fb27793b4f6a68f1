"""Measures search beside SQLite FTS5, stock Whoosh and, where it is installed, tantivy, in one run.

    python benchmarks/search.py [1000 10000 100000] [--stock 1000] [--json FILE]

The corpus is made here: articles of about 3 KB whose words come from a sample text and from syllables, drawn by Zipf's
law. FTS5 has external content, porter over unicode61 and bm25; its rows go in by executemany and one commit. Times of
indexing are by the clock, the others processor time; a figure for queries is the 95th percentile of thirty different
ones, each run once after a warm-up.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import multiprocessing
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from casefile.domain.documents import IndexDocument
from casefile.index import open_index
from casefile.index.executor import Executor, best
from casefile.index.generations import Generations
from casefile.index.language import Parser
from casefile.index.place import Place
from casefile.index.snapshot import Snapshot

SAMPLE = """
The harbour office confirmed late on Tuesday that somebody had entered its booking system twice during the winter and had
copied the manifests of several hundred vessels, although officials declined to say which companies were affected. A former
pilot told this newspaper that warnings had been sent to the board in autumn and were not answered. Investigators believe
that the first visitor used the account of a contractor who had left the previous year; the second came through a machine
in the customs hall that nobody had listed. The ministry promised a report before the summer. Brokers, insurers and the
families of the crews want to know what was taken, when it was noticed, and why the public was told so late. According to
two people familiar with the inquiry, the stolen ledgers describe cargo, seals, routes and the names of guards at night.
"""
FIRST_DAY, DAYS = date(2019, 1, 1), 5 * 365
KINDS = ("common term", "rare term", "AND 2", "OR 4", "phrase", "prefix", "fuzzy", "date + term", "20 with snippets")


class Corpus:
    """Articles by number, the same for the same size."""

    def __init__(self, count: int, seed: int = 7) -> None:
        chance = random.Random(seed)
        own = sorted(dict.fromkeys(SAMPLE.lower().replace(";", "").replace(",", "").replace(".", "").split()), key=len)
        syllables = [c + v + e for c in "bcdfglmnprstv" for v in "aeiou" for e in ("", "", "n", "r", "s", "l", "t")]
        made: dict[str, None] = {}
        while len(made) < 120_000:
            made["".join(chance.choices(syllables, k=chance.choice((2, 2, 3, 3, 4))))] = None
        self.words = np.array(own + list(made), dtype=object)
        # The exponent gives what English articles of this length have: about 230 different words in 470.
        weights = 1.0 / (np.arange(len(self.words)) + 2.7) ** 1.2
        self._cumulative = np.cumsum(weights / weights.sum())
        self._random = np.random.default_rng(seed)
        self.count = count
        self.articles = [self._article() for _ in range(count)]

    def _article(self) -> tuple[str, str, str, str]:
        length = int(self._random.integers(420, 600))
        drawn = self.words[np.searchsorted(self._cumulative, self._random.random(length)).clip(max=len(self.words) - 1)]
        sentences, at = [], 8
        while at < length:
            size = int(self._random.integers(9, 26))
            sentence = " ".join(drawn[at : at + size])
            sentences.append(sentence.capitalize() + ".")
            at += size
        title = " ".join(drawn[:8]).capitalize()
        outlet = f"Paper {int(self._random.integers(0, 40))}"
        day = (FIRST_DAY + timedelta(days=int(self._random.integers(0, DAYS)))).isoformat()
        return title, " ".join(sentences), outlet, day

    def documents(self) -> Iterator[IndexDocument]:
        for number, (title, text, outlet, day) in enumerate(self.articles, 1):
            yield IndexDocument(
                f"S{number}", "article", number, title, text, outlet=outlet, language="en", published=(day, day)
            )

    def queries(self) -> dict[str, list[str]]:
        """Thirty of each kind, in our query language."""
        chance = random.Random(11)
        texts = chance.sample([text for _, text, _, _ in self.articles], min(60, self.count))
        pairs = []
        for text in texts:
            words = text.lower().replace(".", "").split()
            at = chance.randrange(len(words) - 3)
            pairs.append(words[at : at + 2])
        common = [str(word) for word in self.words[5:35]]
        middle = [str(word) for word in self.words[200:2000]]
        rare = [str(word) for word in self.words[20_000:60_000]]
        months = [f"{2019 + index // 12}-{index % 12 + 1:02d}" for index in range(48)]
        return {
            "common term": common,
            "rare term": chance.sample(rare, 30),
            "AND 2": [f"{a} {b}" for a, b in zip(chance.sample(middle, 30), common, strict=True)],
            "OR 4": [" OR ".join([*chance.sample(middle, 2), *chance.sample(common, 2)]) for _ in range(30)],
            "phrase": [f'"{a} {b}"' for a, b in pairs[:30]],
            "prefix": [word[:4] + "*" for word in chance.sample([word for word in middle if len(word) > 4], 30)],
            "fuzzy": [word + "~" for word in chance.sample([word for word in middle if len(word) > 4], 30)],
            "date + term": [f"{word} date:{month}" for word, month in zip(common, chance.sample(months, 30), strict=True)],
            "20 with snippets": chance.sample(common, 15) + chance.sample(middle, 15),
        }


def processor_seconds(work: Callable[[], Any]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def clock_seconds(work: Callable[[], Any]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def p95(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)] * 1000


def timed(queries: dict[str, list[str]], run: Callable[[str, str], Any]) -> dict[str, float]:
    found = {}
    for kind, texts in queries.items():
        run(kind, texts[0])
        found[kind] = p95([processor_seconds(lambda kind=kind, text=text: run(kind, text)) for text in texts])
    return found


def resident_mb() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def folder_bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


# Ours


def search_ours(folder: Path, database: Path, queries: dict[str, list[str]]) -> tuple[dict[str, float], dict[str, float]]:
    """In a process of its own, so that its memory can be told."""
    connection = sqlite3.connect(database)

    def bodies(ids: Sequence[str]) -> dict[str, str]:
        marks = ",".join("?" * len(ids))
        rows = connection.execute(f"select 'S' || id, body from article where id in ({marks})", [int(i[1:]) for i in ids])
        return dict(rows)

    before = resident_mb()
    begin = time.process_time()
    place = Place("bench", folder)
    generations = Generations(place, keep_texts=False)
    stamp = generations.current()
    assert stamp is not None
    executor = Executor(Snapshot(generations.segments(stamp)))
    opened = (time.process_time() - begin) * 1000
    index = open_index("bench", folder, bodies)

    def run(kind: str, text: str) -> None:
        if kind == "20 with snippets":
            index.search(text, limit=20, facets=False)
        else:
            documents, scores = executor.find(Parser(("en",)).read(text).tree)
            best(documents, scores, 20)

    figures = timed(queries, run)
    scope = p95([processor_seconds(lambda text=text: index.matching(text)) for text in queries["common term"]])
    facets = p95([processor_seconds(lambda text=text: index.search(text, limit=0)) for text in queries["common term"]])
    memory = resident_mb()
    extra = {"open": opened, "resident": memory, "resident before": before, "scope": scope, "with facets": facets}
    return figures, extra


def measure_ours(corpus: Corpus, folder: Path, database: Path, queries: dict[str, list[str]]) -> dict[str, Any]:
    index = open_index("bench", folder, lambda _: {})
    seconds = clock_seconds(lambda: index.rebuild(corpus.documents(), 1))
    size = folder_bytes(folder)
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        figures, extra = pool.submit(search_ours, folder, database, queries).result()

    def one_more(number: int) -> None:
        title, text, _, _ = corpus.articles[number]
        document = IndexDocument(
            f"S{corpus.count + number}", "article", corpus.count + number, title, f"zyzzyva{number} {text}"
        )
        index.update([document], (), 2 + number)
        assert index.search(f"zyzzyva{number}", facets=False).total == 1

    one_more(0)
    adding = sorted(processor_seconds(lambda number=number: one_more(number)) for number in range(1, 30))
    index.close()
    return {
        "articles/s": corpus.count / seconds,
        "bytes/article": size / corpus.count,
        "one more ms": adding[len(adding) // 2] * 1000,
        "one more p95 ms": adding[int(len(adding) * 0.95)] * 1000,
        **extra,
        "p95 ms": figures,
    }


# SQLite FTS5


def measure_fts5(corpus: Corpus, database: Path, queries: dict[str, list[str]]) -> dict[str, Any]:
    connection = sqlite3.connect(database)
    connection.execute("create table article(id integer primary key, title, body, day)")
    rows = [(n, title, text, day) for n, (title, text, _, day) in enumerate(corpus.articles, 1)]
    connection.executemany("insert into article values (?, ?, ?, ?)", rows)
    connection.commit()
    before = folder_bytes(database.parent)
    connection.execute(
        "create virtual table words using fts5(title, body, content=article, content_rowid=id, tokenize='porter unicode61')"
    )

    def load() -> None:
        connection.executemany("insert into words(rowid, title, body) values (?, ?, ?)", [row[:3] for row in rows])
        connection.commit()

    seconds = clock_seconds(load)
    size = folder_bytes(database.parent) - before

    def run(kind: str, text: str) -> None:
        if kind == "fuzzy":
            return
        if kind == "date + term":
            word, _, month = text.partition(" date:")
            sql = (
                "select words.rowid from words join article on article.id = words.rowid where words match ? and day glob ? "
                "order by bm25(words) limit 20"
            )
            connection.execute(sql, (word, f"{month}*")).fetchall()
            return
        shown = "snippet(words, 1, '<', '>', '...', 40)" if kind == "20 with snippets" else "rowid"
        connection.execute(
            f"select {shown} from words where words match ? order by bm25(words) limit 20", (text,)
        ).fetchall()

    figures = timed(queries, run)
    connection.close()
    return {"articles/s": corpus.count / seconds, "bytes/article": size / corpus.count, "p95 ms": figures}


# Whoosh as its manual teaches it


def measure_stock(corpus: Corpus, count: int, folder: Path) -> float:
    from whoosh import analysis, fields, index

    schema = fields.Schema(id=fields.ID(stored=True), title=fields.TEXT, text=fields.TEXT(analysis.StemmingAnalyzer()))
    folder.mkdir()
    made = index.create_in(str(folder), schema)

    def load() -> None:
        writer = made.writer()
        for document in list(corpus.documents())[:count]:
            writer.add_document(id=document.id, title=document.title, text=f"{document.title}\n{document.text}")
        writer.commit()

    return min(count, corpus.count) / clock_seconds(load)


# tantivy


def measure_tantivy(corpus: Corpus, folder: Path, queries: dict[str, list[str]]) -> dict[str, Any] | None:
    if importlib.util.find_spec("tantivy") is None:
        return None
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", stored=True, indexed=True)
    builder.add_date_field("day", indexed=True, fast=True)
    for name in ("title", "body"):
        builder.add_text_field(name, stored=name == "body", tokenizer_name="en_stem")
    schema = builder.build()
    folder.mkdir()
    index = tantivy.Index(schema, path=str(folder))

    def load() -> None:
        writer = index.writer(256_000_000, num_threads=2)
        for number, (title, text, _, _) in enumerate(corpus.articles, 1):
            writer.add_document(tantivy.Document(id=number, title=title, body=f"{title}\n{text}"))
        writer.commit()
        writer.wait_merging_threads()

    begin = time.perf_counter()
    load()
    seconds = time.perf_counter() - begin
    index.reload()
    searcher = index.searcher()

    def run(kind: str, text: str) -> None:
        if kind == "date + term":
            return
        if kind == "fuzzy":
            query = tantivy.Query.fuzzy_term_query(schema, "body", text[:-1], distance=1, transposition_cost_one=False)
        elif kind == "prefix":
            query = tantivy.Query.regex_query(schema, "body", text[:-1] + ".*")
        else:
            query = index.parse_query(text if kind in ("OR 4", "phrase") else " AND ".join(text.split()), ["body"])
        hits = searcher.search(query, 20).hits
        if kind == "20 with snippets":
            maker = tantivy.SnippetGenerator.create(searcher, query, schema, "body")
            for _, address in hits:
                maker.snippet_from_doc(searcher.doc(address)).to_html()

    return {
        "articles/s": corpus.count / seconds,
        "bytes/article": folder_bytes(folder) / corpus.count,
        "p95 ms": timed(queries, run),
    }


def report(count: int, ours: dict[str, Any], fts5: dict[str, Any], stock: float, tantivy: dict[str, Any] | None) -> None:
    def row(*cells: str) -> None:
        print("| " + " | ".join(cells) + " |")

    print(f"\n### {count:,} articles\n")
    row("", "CaseFile", "FTS5", "ours / FTS5", *(["tantivy", "ours / tantivy"] if tantivy else []))
    row(*["---"] * (6 if tantivy else 4))
    for name in ("articles/s", "bytes/article"):
        others = [f"{tantivy[name]:,.0f}", f"{ours[name] / tantivy[name]:.2f}"] if tantivy else []
        row(name, f"{ours[name]:,.0f}", f"{fts5[name]:,.0f}", f"{ours[name] / fts5[name]:.2f}", *others)
    for kind in KINDS:
        mine, theirs = ours["p95 ms"][kind], fts5["p95 ms"][kind]
        cells = [f"{mine:.2f}", f"{theirs:.2f}", f"{mine / theirs:.2f}"] if kind != "fuzzy" else [f"{mine:.2f}", "-", "-"]
        if tantivy:
            third = tantivy["p95 ms"][kind]
            cells += [f"{third:.2f}", f"{mine / third:.2f}"] if kind != "date + term" else ["-", "-"]
        row(f"p95 ms {kind}", *cells)
    print(
        f"\nindexing {ours['articles/s'] / stock:.1f} x stock Whoosh ({stock:.0f}/s); one more article until found "
        f"{ours['one more ms']:.1f} ms (p95 {ours['one more p95 ms']:.1f}); open {ours['open']:.1f} ms; a searching process "
        f"{ours['resident']:.0f} MB (of which {ours['resident before']:.0f} MB before opening); scope query p95 "
        f"{ours['scope']:.2f} ms; with facets p95 {ours['with facets']:.2f} ms"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--stock", type=int, default=1_000, help="articles that stock Whoosh is given")
    parser.add_argument("--json", type=Path, help="also write the figures there")
    arguments = parser.parse_args()
    kept = {}
    for count in arguments.sizes:
        corpus = Corpus(count)
        queries = corpus.queries()
        folder = Path(tempfile.mkdtemp(prefix="casefile-bench-"))
        try:
            (folder / "fts5").mkdir()
            database = folder / "fts5" / "words.db"
            fts5 = measure_fts5(corpus, database, queries)
            ours = measure_ours(corpus, folder / "ours", database, queries)
            stock = measure_stock(corpus, arguments.stock, folder / "stock")
            tantivy = measure_tantivy(corpus, folder / "tantivy", queries)
            report(count, ours, fts5, stock, tantivy)
            kept[count] = {"casefile": ours, "fts5": fts5, "stock articles/s": stock, "tantivy": tantivy}
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    if arguments.json:
        arguments.json.write_text(json.dumps(kept, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
