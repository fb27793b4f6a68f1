"""Articles a second of an import, stage by stage, in processor time; how much more that is than merely reading and hashing
the files; what each thousand costs, so that it shows whether the last costs as the first; the peak memory of all processes
together; and what one more article, or one decision, costs in the case that comes of it.

    python benchmarks/importing.py [--articles 2000] [--jobs 0] [--keep CASE]

All that is asked for at a scale of 100,000 articles: python benchmarks/importing.py --articles 100000
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent))
from make_case import write_texts

from casefile.bootstrap import importing, opening
from casefile.case.service import Case
from casefile.domain import commands as c
from casefile.domain.articles import Reading
from casefile.domain.listed import Wish
from casefile.domain.scope import EVERYTHING
from casefile.extract.bulk import Request, extract_many
from casefile.ingest import plan, read_planned
from casefile.resolve.copies import overlaps, sketch

T = TypeVar("T")
_STAGES = 400
"""Articles on which each stage is measured by itself."""


class Memory:
    """Memory of this process and all its children, what they share counted once, sampled; the most there was, stage by
    stage."""

    def __init__(self) -> None:
        self.stage = "import"
        self.peaks: dict[str, int] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._over.wait(0.5):
            now = sum(map(_resident, _family(os.getpid())))
            self.peaks[self.stage] = max(self.peaks.get(self.stage, 0), now)


def _family(process: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(folder.name))
    found, waiting = [], [process]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += parents.get(one, ())
    return found


def _resident(process: int) -> int:
    """Its proportional set size (proc(5), smaps_rollup), in bytes; 0 where it is gone."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def spent(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds of processor time of this process."""
    begin = time.process_time()
    result = work()
    return time.process_time() - begin, result


class Thousands:
    """Processor time of each thousand articles: of this process, which reads, stores and resolves, and of all together."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, float, float]] = []
        self._own, self._all = time.process_time(), _used()
        self.last = self._own
        self._at = 0

    def __call__(self, done: int, of: int | None, _path: str) -> None:
        if done % 1000 and done != of:
            return
        own, every = time.process_time(), _used()
        some = done - self._at
        print(
            f"  to {done:>7,}: {(own - self._own) / some * 1000:>6.2f} ms of the writer, "
            f"{(every - self._all) / some * 1000:>6.2f} ms of all processes, an article",
            flush=True,
        )
        self._at, self._own, self._all, self.last = done, own, every, own


def _used() -> float:
    """Seconds of processor time of this process and all its children, those that ended too."""
    ticks = 0
    for process in _family(os.getpid()):
        try:
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def say(stage: str, seconds: float, articles: int, least: float) -> None:
    each = seconds / articles
    print(f"{stage:<34}{articles / seconds:>9,.0f} a second {each * 1000:>8.2f} ms each {each / least:>8.0f} times reading")


def _panes(case: Case) -> dict[str, Callable[[], object]]:
    """What the panes of a window ask when an article came: lists are asked for their keys, and for the rows in sight."""
    ask, wish = case.ask, Wish("article")
    return {
        "search": lambda: ask.search("harbour"),
        "overview": ask.overview,
        "articles": ask.articles,
        "timeline": ask.event_dates,
        "entities": ask.entities,
        "quotes": lambda: ask.quotes_at(ask.quotes_listed(EVERYTHING, wish).keys[:60]),
        "figures": lambda: ask.figures_at(ask.figures_listed(EVERYTHING, wish).keys[:60]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=0)
    parser.add_argument("--keep", type=Path)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ.setdefault("CASEFILE_CACHE", str(folder / "index"))
        texts = folder / "texts"
        texts.mkdir()
        manifest = write_texts(texts, wanted.articles + 3, 7)
        files = sorted(texts.rglob("*.txt"))
        last, files = files[wanted.articles :], files[: wanted.articles]
        some = files[:_STAGES]
        reading, _ = spent(lambda: [hashlib.sha256(path.read_bytes()).digest() for path in files])
        least = reading / len(files)
        say("reading and hashing the files", reading, len(files), least)
        size = sum(path.stat().st_size for path in files) / len(files)
        print(f"{len(files):,} articles of {size:,.0f} bytes")
        planned = plan(some, manifest)
        seconds, readings = spent(lambda: [item for item in read_planned(planned) if isinstance(item, Reading)])
        say("reading, decoding, metadata", seconds, len(some), least)
        requests = [Request(one.text, one.metadata.published, one.metadata.title, one.metadata.language) for one in readings]
        next(iter(extract_many(requests[:1])))
        seconds, found = spent(lambda: list(extract_many(requests)))
        say("extraction", seconds, len(some), least)
        sketches = [sketch(one.text) for one in readings]
        near = [one.packed() for one in sketches[:16]]
        seconds, _ = spent(lambda: [overlaps(sketch(one.text), near) for one in readings])
        say("likening with 16 candidates", seconds, len(some), least)
        with opening.create_case(folder / "stages.casefile") as case:
            commands = [c.AddArticle(one, what, "b") for one, what in zip(readings, found, strict=True)]
            seconds, _ = spent(lambda: [case.add(commands[at : at + 64]) for at in range(0, len(commands), 64)])
            say("store, likeness included", seconds, len(some), least)
            seconds, _ = spent(case.settle)
            say("resolution", seconds, len(some), least)
            seconds, _ = spent(case.reindex)
            say("index", seconds, len(some), least)
        path = wanted.keep or folder / "whole.casefile"
        begin = time.perf_counter()
        with Memory() as memory, opening.create_case(path) as case:
            thousands = Thousands()

            def progress(done: int, of: int | None, path_: str) -> None:
                thousands(done, of, path_)
                memory.stage = "resolution" if done == of else "import"

            importing.import_into(case, files, manifest=manifest, jobs=wanted.jobs, progress=progress)
            memory.stage = "index"
            resolved = time.process_time() - thousands.last
            say("resolution of all", resolved, len(files), least)
            _, _ = spent(lambda: case.ask.search("harbour"))
        taken = time.perf_counter() - begin
        peaks = ", ".join(f"{peak / 1e6:,.0f} MB in {stage}" for stage, peak in memory.peaks.items())
        print(
            f"{len(files):,} articles by import in {taken:,.0f} s, {len(files) / taken:,.0f} a second on {os.cpu_count()} "
            f"processors; all processes together at most {peaks}; the case {path.stat().st_size / 1e6:,.0f} MB"
        )
        with opening.open_case(path) as case:
            importing.import_into(case, last[:1], manifest=manifest)
            seconds, _ = spent(lambda: case.ask.search("harbour"))
            for one in last[1:]:
                print("one more article, in ms of processor time:")
                parts = [("import", spent(lambda one=one: importing.import_into(case, [one]))[0])]  # type: ignore[misc]
                parts += [(name, spent(ask)[0]) for name, ask in _panes(case).items()]
                print("  " + ", ".join(f"{name} {seconds * 1000:,.0f}" for name, seconds in parts))
            rows = sorted(case.ask.entities(), key=lambda row: -row.mentions)
            for one, other in ((rows[0], rows[1]), (rows[len(rows) // 2], rows[len(rows) // 2 + 1])):
                seconds, _ = spent(lambda one=one, other=other: case.do(c.Merge((one.id, other.id))))  # type: ignore[misc]
                back, _ = spent(case.undo)
                print(
                    f"merge of two with {one.mentions:,} and {other.mentions:,} mentions: {seconds * 1000:,.0f} ms, "
                    f"undone in {back * 1000:,.0f} ms"
                )


if __name__ == "__main__":
    main()
