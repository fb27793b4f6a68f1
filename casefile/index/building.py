"""Segments made of many documents by several processes at once: each takes a share, reads it, and inverts it."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor

from casefile.domain.documents import IndexDocument
from casefile.index.batch import Batch, Vocabulary
from casefile.index.folders import DiskFolder, Folder, MemoryFolder
from casefile.index.segment import EXTENSION, PackSegment

NAME = "case"
"""Of the index within its folder, as Whoosh wants one."""
Share = Callable[[], Iterable[IndexDocument]]
"""A part of a case's documents, read in whichever process comes to it: it can be pickled, and no id stands in two."""
Told = Callable[[int, int], None]
"""Hears how many shares of how many are in."""
Built = tuple[PackSegment, bytes]
"""A segment, and its file where the process that made it cannot write into the folder."""


class _Process:
    """What a process remembers from one share to the next: most words of the next are known from the last."""

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


def _built(folder: Folder, keep_texts: bool, share: Share) -> list[PackSegment]:
    """One share in this process."""
    if _Process.vocabulary.large:
        _Process.vocabulary = Vocabulary()
    return [segment for segment, _ in build(folder, keep_texts, share(), _Process.vocabulary)]


def build_shares(
    folder: Folder, keep_texts: bool, shares: Sequence[Share], processes: int, told: Told | None
) -> list[PackSegment]:
    """The segments of all shares, in their order. This process takes its part of the work: `processes` counts it."""
    if processes <= 1 or len(shares) < 2:
        found: list[PackSegment] = []
        for done, share in enumerate(shares, 1):
            found += _built(folder, keep_texts, share)
            if told:
                told(done, len(shares))
        _Process.vocabulary = Vocabulary()
        return found
    return _spread(folder, keep_texts, shares, processes, told)


def _spread(
    folder: Folder, keep_texts: bool, shares: Sequence[Share], processes: int, told: Told | None
) -> list[PackSegment]:
    there = folder if isinstance(folder, DiskFolder) else None
    built: dict[int, list[PackSegment]] = {}
    with ProcessPoolExecutor(processes - 1, multiprocessing.get_context("spawn")) as pool:
        others: list[Future[list[Built]]] = [pool.submit(_share, there, keep_texts, share) for share in shares]
        try:
            # The pool begins at the front, we at the back, until what is left has been begun by the other.
            for number in reversed(range(len(shares))):
                if not others[number].cancel():
                    break
                built[number] = _built(folder, keep_texts, shares[number])
                if told:
                    told(len(built) + sum(other.done() and not other.cancelled() for other in others), len(shares))
            for number, other in enumerate(others):
                if not other.cancelled():
                    built[number] = [_adopted(folder, segment, content) for segment, content in other.result()]
                    if told:
                        told(len(built), len(shares))
        finally:
            for other in others:
                other.cancel()
            # A process that goes on has other things to remember.
            _Process.vocabulary = Vocabulary()
    return [segment for number in range(len(shares)) for segment in built[number]]


def _share(folder: DiskFolder | None, keep_texts: bool, share: Share) -> list[Built]:
    """Runs in another process."""
    into = folder or MemoryFolder("passing")
    built = _built(into, keep_texts, share)
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
