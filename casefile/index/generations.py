"""The generations of an index on disk: each a set of segments that Whoosh's table of contents names.

A change writes new segment files, then a new table, syncs both, and at last replaces the stamp, which names folder,
table and its checksum. Until then the old generation counts; after it the new one. Killed anywhere between, what was
written counts for nothing and is swept away by the next change.
"""

from __future__ import annotations

import contextlib
import logging
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from whoosh.index import TOC
from whoosh.util.filelock import try_for

from casefile.domain.documents import IndexDocument
from casefile.errors import PlaceError
from casefile.index.building import NAME, Share, Told, build, build_shares
from casefile.index.folders import Folder
from casefile.index.memory import BUILDING, SEARCHING, keep_freed_memory
from casefile.index.merging import merge, to_join, to_merge
from casefile.index.pack import DamagedError, Pack
from casefile.index.place import AnyPlace, Stamp
from casefile.index.schema import schema
from casefile.index.segment import EXTENSION, PackSegment, SegmentFile

_LOCK_WAIT = 120.0
"""Seconds to wait for another process that is writing."""
_FEW = 64
_MOST_SEGMENTS = 40
"""An update that leaves more merges them itself: each costs every query a little."""
_log = logging.getLogger(__name__)


class Generations:
    """Reads and writes generations, and keeps the segment files of the last one open."""

    def __init__(self, place: AnyPlace, keep_texts: bool) -> None:
        self._place = place
        self._keep_texts = keep_texts
        self._open: dict[str, SegmentFile] = {}

    def current(self) -> Stamp | None:
        """The stamp of the generation that counts, if it is one that serves us."""
        stamp = self._place.stamp()
        return stamp if stamp is not None and stamp.bodies == self._keep_texts else None

    def segments(self, stamp: Stamp) -> list[tuple[PackSegment, SegmentFile]]:
        """The segments of a generation, opened. Raises DamagedError, OSError."""
        folder = self._place.folder(stamp.folder)
        if zlib.crc32(folder.read(TOC._filename(NAME, stamp.generation))) != stamp.check:
            raise DamagedError("the table of contents is not what was written")
        found = TOC.read(folder.storage(), NAME, gen=stamp.generation, schema=schema()).segments
        opened = [(segment, self._file(folder, segment)) for segment in found]
        names = {segment.segment_id() for segment in found}
        self._open = {name: file for name, file in self._open.items() if name in names}
        return opened

    def sound(self) -> bool:
        """Whether every byte of the generation that counts is what was written. Reads all of it."""
        stamp = self.current()
        if stamp is None:
            return False
        try:
            for _, file in self.segments(stamp):
                file.pack.verify()
        except (DamagedError, OSError):
            return False
        return True

    def storage(self, stamp: Stamp) -> Any:
        """The files of a generation as Whoosh knows them."""
        return self._place.folder(stamp.folder).storage()

    def close(self) -> None:
        """Lets go of all files, as soon as nobody holds a part of one."""
        self._open = {}

    def _file(self, folder: Folder, segment: PackSegment) -> SegmentFile:
        name = segment.segment_id()
        if name not in self._open:
            file = SegmentFile(Pack(folder.open(segment.make_filename(EXTENSION))))
            if file.count != segment.count:
                raise DamagedError(f"{name} is another segment than the table says")
            self._open[name] = file
        return self._open[name]

    # Changes

    def update(self, documents: Iterable[IndexDocument], gone: Iterable[str], revision: int) -> None:
        """A generation with these documents put in or replaced, and those of these ids taken out.

        Where the last one turns out to be damaged, there is none afterwards: one of these documents alone would pass for
        the whole.
        """
        with self._locked():
            stamp = self.current()
            segments: list[tuple[PackSegment, SegmentFile]] = []
            if stamp is not None:
                try:
                    segments = self.segments(stamp)
                except (DamagedError, OSError):
                    _log.warning("The search index is damaged; it is set aside and must be made anew.", exc_info=True)
                    self._place.set_aside()
                    return
            folder = self._place.new_folder() if stamp is None else self._place.folder(stamp.folder)
            generation = 0 if stamp is None else stamp.generation + 1
            made = self._put(folder, segments, documents, frozenset(gone))
            if len(made) > _MOST_SEGMENTS:
                made = self._merged(folder, made)
            self._declare(folder, made, generation, max(revision, 0 if stamp is None else stamp.revision))

    def tidy(self) -> None:
        """Makes few segments of many: what an update leaves for a moment when nobody waits."""
        stamp = self.current()
        if stamp is None:
            return
        with self._locked():
            if self.current() != stamp:
                return
            folder = self._place.folder(stamp.folder)
            before = [segment for segment, _ in self.segments(stamp)]
            if to_merge(before):
                self._declare(folder, self._merged(folder, before), stamp.generation + 1, stamp.revision)

    def rebuild(self, documents: Iterable[IndexDocument], revision: int) -> None:
        """A generation of just these documents, in a folder of its own; the old one counts until it is whole."""
        with self._locked():
            folder = self._place.new_folder()
            made = self._put(folder, [], documents, frozenset())
            self._declare(folder, self._merged(folder, made, to_join), 0, revision)

    def rebuild_of(self, shares: Sequence[Share], revision: int, processes: int, told: Told | None) -> None:
        """The same of documents in shares, by several processes at once. Nothing happens where somebody else has brought
        the index to this revision while we waited for our turn."""
        before = self.current()
        with self._locked():
            now = self.current()
            if now is not None and now != before and now.revision == revision:
                return
            folder = self._place.new_folder()
            keep_freed_memory(BUILDING)
            try:
                made = build_shares(folder, self._keep_texts, shares, processes, told)
                self._declare(folder, self._merged(folder, made, to_join), 0, revision)
            finally:
                keep_freed_memory(SEARCHING)

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        lock = self._place.lock()
        if not try_for(lock.acquire, timeout=_LOCK_WAIT, delay=0.01):
            raise PlaceError("Another CaseFile has been writing the search index for two minutes; close it and try again.")
        try:
            yield
        finally:
            lock.release()

    def _put(
        self,
        folder: Folder,
        segments: list[tuple[PackSegment, SegmentFile]],
        documents: Iterable[IndexDocument],
        gone: frozenset[str],
    ) -> list[PackSegment]:
        """Segments after the documents are in and the gone are out."""
        known = [(segment, file) for segment, file in segments]
        _take_out(known, gone)
        for segment, batch in build(folder, self._keep_texts, documents):
            _take_out(known, batch.ids)
            known.append((segment, self._file(folder, segment)))
        return [segment for segment, _ in known]

    def _merged(
        self,
        folder: Folder,
        segments: list[PackSegment],
        choose: Callable[[Sequence[PackSegment]], list[PackSegment]] = to_merge,
    ) -> list[PackSegment]:
        """Segments after those that are chosen together were made into one."""
        while chosen := choose(segments):
            merged = PackSegment(NAME)
            filename = merged.make_filename(EXTENSION)
            merged.count = merge([(self._file(folder, segment), segment.gone) for segment in chosen], folder, filename)
            at = segments.index(chosen[0])
            segments = [segment for segment in segments if segment not in chosen]
            if merged.count:
                merged.size = folder.size(filename)
                segments.insert(at, merged)
        return segments

    def _declare(self, folder: Folder, segments: list[PackSegment], generation: int, revision: int) -> None:
        """Writes the table and the stamp, then sweeps away what no longer counts."""
        # A table of this number can only be what a killed writer left.
        while TOC._filename(NAME, generation) in folder.names():
            generation += 1
        name = TOC._filename(NAME, generation)
        TOC(schema(), segments, generation).write(folder.storage(), NAME)
        folder.sync(name)
        check = zlib.crc32(folder.read(name))
        stamp = Stamp(self._place.case, folder.name, generation, check, revision, self._keep_texts)
        self._place.declare(stamp)
        kept = {name, *(segment.make_filename(EXTENSION) for segment in segments)}
        for left in folder.names():
            if left not in kept:
                # Windows keeps files that another process reads; the next change tries again.
                with contextlib.suppress(OSError):
                    folder.remove(left)
        self._place.sweep(keep=folder.name)


def _take_out(segments: list[tuple[PackSegment, Any]], ids: frozenset[str]) -> None:
    """Marks the documents of these ids as gone."""
    if not ids:
        return
    wanted = [identifier.encode("utf-8", "replace") for identifier in ids]
    for segment, file in segments:
        postings = file.postings
        if len(wanted) > _FEW:
            first, last = postings.fields.get("id", (0, 0))
            present = set(wanted)
            found = [first + at for at, text in enumerate(postings.texts(first, last)) if text in present]
        else:
            found = [number for text in wanted if (number := postings.find("id", text)) >= 0]
        if found:
            segment.gone |= {int(document) for number in found for document in postings.docs(number)}
