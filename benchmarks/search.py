"""Measures search beside SQLite FTS5, stock Whoosh and, where it is installed, tantivy, in one run.

    python benchmarks/search.py [1000 10000 100000] [--stock 1000] [--alone] [--json FILE]

The corpus is made here: articles of about 3 KB whose words come from a sample text and from syllables, drawn by Zipf's
law. It lies in a database, from where every engine reads it. FTS5 has external content, porter over unicode61 and bm25;
its rows go in by executemany and one commit. tantivy (en_stem) has two threads, CaseFile two processes. Times of indexing
are by the clock, and of processors in brackets; the others are processor time: the 95th percentile of thirty different
queries, each once after a warm-up, the engines taking turns query by query. With `--alone` only CaseFile is measured.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import multiprocessing
import os
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casefile.domain.documents import IndexDocument
from casefile.index import CaseIndex, open_index
from casefile.index.building import Share
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
BLOCK, SHARE = 1_000, 2_500
IN_MEMORY = 10_000
"""Articles up to which an index without a disk is measured too."""
KINDS = ("common term", "rare term", "AND 2", "OR 4", "phrase", "prefix", "fuzzy", "date + term", "20 with snippets")


class Corpus:
    """Articles by number, the same for the same size, a thousand at a time so that any process can make its share; kept in
    a database, from where every engine reads them."""

    def __init__(self, count: int, database: Path, seed: int = 7) -> None:
        self.count, self.database, self.seed = count, database, seed
        self.words = vocabulary(seed)

    def fill(self) -> None:
        """Writes the articles."""
        connection = sqlite3.connect(self.database)
        connection.execute("create table article(id integer primary key, title, body, outlet, day)")
        blocks = [(self.seed, first, min(first + BLOCK, self.count + 1)) for first in range(1, self.count + 1, BLOCK)]
        with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
            for rows in pool.map(block, blocks, chunksize=4):
                connection.executemany("insert into article values (?, ?, ?, ?, ?)", rows)
        connection.commit()
        connection.close()

    def rows(self, first: int = 1, last: int | None = None) -> Iterator[tuple[int, str, str, str, str]]:
        """Articles first to last, both included."""
        connection = sqlite3.connect(self.database)
        yield from connection.execute("select * from article where id between ? and ?", (first, last or self.count))
        connection.close()

    def shares(self) -> list[Share]:
        """The articles in parts, for several processes."""
        starts = range(1, self.count + 1, SHARE)
        return [Part(self.database, first, min(first + SHARE - 1, self.count)) for first in starts]

    def queries(self) -> dict[str, list[str]]:
        """Thirty of each kind, in our query language."""
        chance = random.Random(11)
        numbers = chance.sample(range(1, self.count + 1), min(60, self.count))
        pairs = []
        for number in numbers:
            words = next(self.rows(number, number))[2].lower().replace(".", "").split()
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


@lru_cache(maxsize=1)
def vocabulary(seed: int) -> NDArray[np.object_]:
    """The words of the sample, then made ones, most frequent first."""
    chance = random.Random(seed)
    own = sorted(dict.fromkeys(SAMPLE.lower().replace(";", "").replace(",", "").replace(".", "").split()), key=len)
    syllables = [c + v + e for c in "bcdfglmnprstv" for v in "aeiou" for e in ("", "", "n", "r", "s", "l", "t")]
    made: dict[str, None] = {}
    while len(made) < 120_000:
        made["".join(chance.choices(syllables, k=chance.choice((2, 2, 3, 3, 4))))] = None
    return np.array(own + list(made), dtype=object)


def block(stretch: tuple[int, int, int]) -> list[tuple[int, str, str, str, str]]:
    """Articles first to last, without last."""
    seed, first, last = stretch
    words = vocabulary(seed)
    # The exponent gives what English articles of this length have: about 230 different words in 470.
    weights = 1.0 / (np.arange(len(words)) + 2.7) ** 1.2
    cumulative = np.cumsum(weights / weights.sum())
    chance = np.random.default_rng((seed, first))
    found = []
    for number in range(first, last):
        length = int(chance.integers(420, 600))
        drawn = words[np.searchsorted(cumulative, chance.random(length)).clip(max=len(words) - 1)]
        sentences, at = [], 8
        while at < length:
            size = int(chance.integers(9, 26))
            sentences.append(" ".join(drawn[at : at + size]).capitalize() + ".")
            at += size
        day = (FIRST_DAY + timedelta(days=int(chance.integers(0, DAYS)))).isoformat()
        outlet = f"Paper {int(chance.integers(0, 40))}"
        found.append((number, " ".join(drawn[:8]).capitalize(), " ".join(sentences), outlet, day))
    return found


def document(number: int, title: str, text: str, outlet: str, day: str) -> IndexDocument:
    return IndexDocument(f"S{number}", "article", number, title, text, outlet=outlet, language="en", published=(day, day))


@dataclass(frozen=True, slots=True)
class Part:
    """Some articles, read in whichever process comes to it."""

    database: Path
    first: int
    last: int

    def __call__(self) -> Iterator[IndexDocument]:
        connection = sqlite3.connect(self.database)
        rows = connection.execute("select * from article where id between ? and ?", (self.first, self.last))
        yield from (document(*row) for row in rows)
        connection.close()


def processor_seconds(work: Callable[[], Any]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def loaded(count: int, work: Callable[[], Any]) -> dict[str, float]:
    """Articles a second by the clock, and by the time of all processors."""
    begin, used = time.perf_counter(), _all_processors()
    work()
    return {
        "articles/s": count / (time.perf_counter() - begin),
        "articles/processor second": count / (_all_processors() - used),
    }


def _all_processors() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def p95(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)] * 1000


Run = Callable[[str, str], Any]


def timed(queries: dict[str, list[str]], engines: dict[str, Run]) -> dict[str, dict[str, float]]:
    """By engine and kind of query: the 95th percentile in milliseconds. The engines take turns."""
    found: dict[str, dict[str, float]] = {name: {} for name in engines}
    for kind, texts in queries.items():
        times: dict[str, list[float]] = {name: [] for name in engines}
        for text in (texts[0], *texts):
            for name, run in engines.items():
                times[name].append(processor_seconds(lambda run=run, kind=kind, text=text: run(kind, text)))
        for name, taken in times.items():
            found[name][kind] = p95(taken[1:])
    return found


def resident_mb() -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def folder_bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


# Ours


def ours(folder: Path, database: Path) -> tuple[Run, CaseIndex]:
    connection = sqlite3.connect(database, check_same_thread=False)

    def bodies(ids: Sequence[str]) -> dict[str, str]:
        marks = ",".join("?" * len(ids))
        rows = connection.execute(f"select 'S' || id, body from article where id in ({marks})", [int(i[1:]) for i in ids])
        return dict(rows)

    generations = Generations(Place("bench", folder), keep_texts=False)
    stamp = generations.current()
    assert stamp is not None
    executor = Executor(Snapshot(generations.segments(stamp)))
    index = open_index("bench", folder, bodies)

    def run(kind: str, text: str) -> None:
        if kind == "20 with snippets":
            index.search(text, limit=20, facets=False)
        else:
            documents, scores = executor.find(Parser(("en",)).read(text).tree)
            best(documents, scores, 20)

    return run, index


def search_alone(folder: Path, database: Path, queries: dict[str, list[str]]) -> tuple[dict[str, float], dict[str, float]]:
    """In a process of its own, so that its memory can be told."""
    before = resident_mb()
    begin = time.process_time()
    run, index = ours(folder, database)
    opened = (time.process_time() - begin) * 1000
    figures = timed(queries, {"casefile": run})["casefile"]
    common = queries["common term"]
    extra = {
        "open": opened,
        "scope": p95([processor_seconds(lambda text=text: index.matching(text)) for text in common]),
        "with facets": p95([processor_seconds(lambda text=text: index.search(text, limit=0)) for text in common]),
        "like": p95([processor_seconds(lambda n=n: index.search(f"like:S{n}", facets=False)) for n in range(1, 31)]),
    }
    return figures, extra | {"resident": resident_mb(), "resident before": before}


def measure_ours(corpus: Corpus, folder: Path, queries: dict[str, list[str]], processes: int) -> dict[str, Any]:
    index = open_index("bench", folder, lambda _: {})
    figures: dict[str, Any] = loaded(corpus.count, lambda: index.rebuild_of(corpus.shares(), 1, processes))
    figures["bytes/article"] = folder_bytes(folder) / corpus.count
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        figures["p95 ms"], extra = pool.submit(search_alone, folder, corpus.database, queries).result()
    return figures | extra


def measure_adding(corpus: Corpus, folder: Path) -> dict[str, float]:
    """One more article, until it is found: after all else, since the index is another then."""
    index = open_index("bench", folder, lambda _: {})

    def one_more(row: tuple[int, str, str, str, str]) -> None:
        number, title, text, _, _ = row
        added = IndexDocument(
            f"S{corpus.count + number}", "article", corpus.count + number, title, f"zyzzyva{number} {text}"
        )
        index.update([added], (), 2 + number)
        assert index.search(f"zyzzyva{number}", facets=False).total == 1

    first, *others = corpus.rows(1, 31)
    one_more(first)
    adding = sorted(processor_seconds(lambda row=row: one_more(row)) for row in others)
    tidying = processor_seconds(index.tidy)
    index.close()
    return {
        "one more ms": adding[len(adding) // 2] * 1000,
        "one more p95 ms": adding[int(len(adding) * 0.95)] * 1000,
        "tidying ms": tidying * 1000,
    }


def measure_memory(corpus: Corpus, processes: int) -> dict[str, float]:
    """An index without a disk, as an encrypted case has it."""
    index = open_index("bench", None, lambda _: {}, in_memory=True)
    before = resident_mb()
    figures = loaded(corpus.count, lambda: index.rebuild_of(corpus.shares(), 1, processes))
    common = [str(word) for word in corpus.words[5:35]]
    times = [processor_seconds(lambda text=text: index.search(text, limit=0, facets=False)) for text in common]
    return figures | {"p95 common term": p95(times), "MB": resident_mb() - before}


# SQLite FTS5


def measure_fts5(corpus: Corpus) -> tuple[dict[str, Any], Run]:
    connection = sqlite3.connect(corpus.database)
    before = folder_bytes(corpus.database.parent)
    connection.execute(
        "create virtual table words using fts5(title, body, content=article, content_rowid=id, tokenize='porter unicode61')"
    )
    rows = [row[:3] for row in corpus.rows()]

    def load() -> None:
        connection.executemany("insert into words(rowid, title, body) values (?, ?, ?)", rows)
        connection.commit()

    figures: dict[str, Any] = loaded(corpus.count, load)
    figures["bytes/article"] = (folder_bytes(corpus.database.parent) - before) / corpus.count

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

    return figures, run


# Whoosh as its manual teaches it


def measure_stock(corpus: Corpus, count: int, folder: Path) -> dict[str, float]:
    from whoosh import analysis, fields, index

    schema = fields.Schema(id=fields.ID(stored=True), title=fields.TEXT, text=fields.TEXT(analysis.StemmingAnalyzer()))
    folder.mkdir()
    made = index.create_in(str(folder), schema)
    some = list(corpus.rows(1, min(count, corpus.count)))

    def load() -> None:
        writer = made.writer()
        for number, title, text, _, _ in some:
            writer.add_document(id=f"S{number}", title=title, text=f"{title}\n{text}")
        writer.commit()

    return loaded(len(some), load)


# tantivy


def measure_tantivy(corpus: Corpus, folder: Path) -> tuple[dict[str, Any], Run] | None:
    if importlib.util.find_spec("tantivy") is None:
        return None
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", stored=True, indexed=True)
    builder.add_integer_field("day", indexed=True, fast=True)
    for name in ("title", "body"):
        builder.add_text_field(name, stored=name == "body", tokenizer_name="en_stem")
    schema = builder.build()
    folder.mkdir()
    index = tantivy.Index(schema, path=str(folder))

    def load() -> None:
        writer = index.writer(256_000_000, num_threads=2)
        for number, title, text, _, day in corpus.rows():
            written = int(day.replace("-", ""))
            writer.add_document(tantivy.Document(id=number, title=title, body=f"{title}\n{text}", day=written))
        writer.commit()
        writer.wait_merging_threads()

    figures: dict[str, Any] = loaded(corpus.count, load)
    figures["bytes/article"] = folder_bytes(folder) / corpus.count
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

    return figures, run


def row(*cells: str) -> None:
    print("| " + " | ".join(cells) + " |")


def report(corpus: Corpus, figures: dict[str, dict[str, Any]]) -> None:
    own, others = figures["casefile"], [name for name in ("fts5", "tantivy") if name in figures]
    print(f"\n### {corpus.count:,} articles\n")
    row("", "CaseFile", *(cell for name in others for cell in (name, f"ours / {name}")))
    row(*["---"] * (2 + 2 * len(others)))
    for name in ("articles/s", "articles/processor second", "bytes/article"):
        cells = [f"{own[name]:,.0f}"]
        for other in others:
            cells += [f"{figures[other][name]:,.0f}", f"{own[name] / figures[other][name]:.2f}"]
        row(name, *cells)
    for kind in KINDS:
        mine = own["p95 ms"][kind]
        cells = [f"{mine:.2f}"]
        for other in others:
            taken = figures[other]["p95 ms"][kind]
            cells += ["-", "-"] if other == "fts5" and kind == "fuzzy" else [f"{taken:.2f}", f"{mine / taken:.2f}"]
        row(kind, *cells)
    for name in sorted(own):
        if name not in ("articles/s", "articles/processor second", "bytes/article", "p95 ms"):
            row(name, f"{own[name]:,.1f}")
    for name in ("stock", "memory"):
        print(f"{name}: {figures.get(name)}")
    sys.stdout.flush()


def measured(count: int, stock: int, alone: bool, processes: int) -> dict[str, dict[str, Any]]:
    folder = Path(tempfile.mkdtemp(prefix="casefile-bench-"))
    try:
        (folder / "texts").mkdir()
        corpus = Corpus(count, folder / "texts" / "texts.db")
        corpus.fill()
        queries = corpus.queries()
        figures = {"casefile": measure_ours(corpus, folder / "ours", queries, processes)}
        if not alone:
            engines: dict[str, Run] = {"casefile": ours(folder / "ours", corpus.database)[0]}
            figures["fts5"], engines["fts5"] = measure_fts5(corpus)
            if (tantivy := measure_tantivy(corpus, folder / "tantivy")) is not None:
                figures["tantivy"], engines["tantivy"] = tantivy
            for name, taken in timed(queries, engines).items():
                figures[name]["p95 ms"] = taken
            figures["stock"] = measure_stock(corpus, stock, folder / "stock")
        figures["casefile"] |= measure_adding(corpus, folder / "ours")
        if count <= IN_MEMORY:
            figures["memory"] = measure_memory(corpus, processes)
        report(corpus, figures)
        return figures
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    parser.add_argument("--stock", type=int, default=1_000, help="articles that stock Whoosh is given")
    parser.add_argument("--alone", action="store_true", help="measure no other engine")
    parser.add_argument("--processes", type=int, default=2, help="that index side by side")
    parser.add_argument("--json", type=Path, help="also write the figures there")
    arguments = parser.parse_args()
    kept = {n: measured(n, arguments.stock, arguments.alone, arguments.processes) for n in arguments.sizes}
    if arguments.json:
        arguments.json.write_text(json.dumps(kept, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
