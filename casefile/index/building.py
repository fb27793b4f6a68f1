"""Segments made of many documents by several processes at once: each takes a share, reads it, and inverts it."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor

from casefile.domain.documents import IndexDocument
from casefile.index.batch import Batch
from casefile.index.folders import DiskFolder, Folder, MemoryFolder
from casefile.index.memory import BUILDING, keep_freed_memory
from casefile.index.segment import EXTENSION, PackSegment
from casefile.index.vocabulary import Vocabulary

NAME = "case"
"""Of the index within its folder, as Whoosh wants one."""
Share = Callable[[], Iterable[IndexDocument]]
"""A part of a case's documents, read in whichever process comes to it: it can be pickled, and no id stands in two."""
_SHARES_A_ROUND, _MOST_ROUNDS = 12, 8
Told = Callable[[int, int], None]
"""Hears how many shares of how many are in."""
Built = tuple[PackSegment, bytes]
"""A segment, and its file where the process that made it cannot write into the folder."""


class _Process:
    """What a process remembers from one run to the next: most words of the next are known from the last."""

    vocabulary = Vocabulary()


def build(
    folder: Folder, keep_texts: bool, documents: Iterable[IndexDocument], vocabulary: Vocabulary | None = None
) -> Iterator[tuple[PackSegment, Batch]]:
    """Segments of these documents, as they are full; each with the batch it was, for its ids. Ordering a vocabulary takes
    as long as it is large: without one that is known to serve, a new one is begun."""
    vocabulary = vocabulary or Vocabulary()
    batch = Batch(keep_texts, vocabulary)
    for document in documents:
        batch.add(document)
        if batch.full:
            yield _written(folder, batch), batch
            vocabulary = Vocabulary() if vocabulary.large else vocabulary
            batch = Batch(keep_texts, vocabulary)
    if batch.count:
        yield _written(folder, batch), batch


def build_shares(
    folder: Folder, keep_texts: bool, shares: Sequence[Share], processes: int, told: Told | None
) -> list[PackSegment]:
    """The segments of all shares, in their order. This process takes its part of the work: `processes` counts it."""
    progress = _Progress(len(shares), told)
    if processes <= 1 or len(shares) < 2:
        return [segment for segment, _ in build(folder, keep_texts, _documents(shares, progress))]
    return _spread(folder, keep_texts, _runs(shares, processes), processes, progress)


class _Progress:
    """How many shares are in: those of this process one by one, those of others a run at a time."""

    def __init__(self, count: int, told: Told | None) -> None:
        self._count, self._told, self._done = count, told, 0

    def add(self, shares: int) -> None:
        self._done += shares
        if self._told:
            self._told(self._done, self._count)


def _documents(shares: Sequence[Share], progress: _Progress | None = None) -> Iterator[IndexDocument]:
    for share in shares:
        yield from share()
        if progress:
            progress.add(1)


def _runs(shares: Sequence[Share], processes: int) -> list[Sequence[Share]]:
    """Shares that one process inverts in one go: many, since each segment has to be merged with the others later, but more
    runs than processes where there are shares enough, so that none waits long for another."""
    rounds = min(max(len(shares) // _SHARES_A_ROUND, 1), _MOST_ROUNDS)
    size = -(-len(shares) // (processes * rounds))
    return [shares[begin : begin + size] for begin in range(0, len(shares), size)]


def _spread(
    folder: Folder, keep_texts: bool, runs: Sequence[Sequence[Share]], processes: int, progress: _Progress
) -> list[PackSegment]:
    there = folder if isinstance(folder, DiskFolder) else None
    built: dict[int, list[PackSegment]] = {}
    with ProcessPoolExecutor(processes - 1, multiprocessing.get_context("spawn")) as pool:
        others: list[Future[list[Built]]] = [pool.submit(_run, there, keep_texts, run) for run in runs]
        try:
            # The pool begins at the front, we at the back, until what is left has been begun by the other.
            for number in reversed(range(len(runs))):
                if not others[number].cancel():
                    break
                made = build(folder, keep_texts, _documents(runs[number], progress), _Process.vocabulary)
                built[number] = [segment for segment, _ in made]
            for number, other in enumerate(others):
                if not other.cancelled():
                    built[number] = [_adopted(folder, segment, content) for segment, content in other.result()]
                    progress.add(len(runs[number]))
        finally:
            for other in others:
                other.cancel()
            # A process that goes on has other things to remember.
            _Process.vocabulary = Vocabulary()
    return [segment for number in range(len(runs)) for segment in built[number]]


def _run(folder: DiskFolder | None, keep_texts: bool, shares: Sequence[Share]) -> list[Built]:
    """Runs in another process."""
    keep_freed_memory(BUILDING)
    into = folder or MemoryFolder("passing")
    if _Process.vocabulary.large:
        _Process.vocabulary = Vocabulary()
    built = [segment for segment, _ in build(into, keep_texts, _documents(shares), _Process.vocabulary)]
    return [(segment, b"" if folder else into.read(segment.make_filename(EXTENSION))) for segment in built]


def _adopted(folder: Folder, segment: PackSegment, content: bytes) -> PackSegment:
    if content:
        with folder.create(segment.make_filename(EXTENSION)) as file:
            file.write(content)
    return segment


def _written(folder: Folder, batch: Batch) -> PackSegment:
    segment = PackSegment(NAME)
    segment.count, segment.gone = batch.count, batch.replaced
    filename = segment.make_filename(EXTENSION)
    batch.write(folder, filename)
    segment.size = folder.size(filename)
    return segment
