"""What is packed comes back; merged segments find what their parts found."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.domain.documents import IndexDocument
from casefile.index import merging, positions
from casefile.index.executor import Executor
from casefile.index.folders import DiskFolder
from casefile.index.generations import Generations
from casefile.index.language import Parser
from casefile.index.layout import MOST_POSITIONS
from casefile.index.pack import DamagedError, Pack, PackWriter
from casefile.index.packing import PostingsWriter
from casefile.index.patterns import edit_distances
from casefile.index.place import Place
from casefile.index.postings import Postings
from casefile.index.segment import PackSegment
from casefile.index.snapshot import Snapshot

documents = st.one_of(
    st.lists(st.integers(0, 200_000), min_size=1, max_size=30, unique=True), st.sets(st.integers(0, 99), min_size=1)
).map(sorted)
places = st.lists(st.integers(0, MOST_POSITIONS - 1), min_size=1, max_size=6, unique=True).map(sorted)
words = st.dictionaries(
    st.text("abcé漢", min_size=1, max_size=6),
    documents.flatmap(lambda found: st.tuples(st.just(found), st.lists(places, min_size=len(found), max_size=len(found)))),
    max_size=12,
)
keys = st.dictionaries(st.text("xyzü", min_size=1, max_size=5), documents, max_size=12)


@settings(max_examples=80, deadline=None)
@given(words=words, keys=keys)
def test_postings_come_back(tmp_path_factory: pytest.TempPathFactory, words: dict, keys: dict) -> None:  # type: ignore[type-arg]
    path = tmp_path_factory.mktemp("pack") / "x.pack"
    if len(words) < 9:
        # A word that stands in most documents, where they are few.
        found = [number for number in range(100) if number % 8]
        words = words | {"ab": (found, [[number, number + 300] for number in found])}
    pack = PackWriter()
    # A word that stands in most of few documents is said of all of them.
    last = max([0, *(found[-1] for found, _ in words.values()), *(found[-1] for found in keys.values())])
    writer = PostingsWriter(pack, last + 1)
    for field, entries in (("a", words), ("z", words)):
        names = sorted(entries)
        # In two parts, as a merge adds them.
        for part in (names[: len(names) // 2], names[len(names) // 2 :]):
            writer.add(
                field,
                part,
                np.array([len(entries[name][0]) for name in part]),
                np.array([number for name in part for number in entries[name][0]]),
                np.array([len(found) for name in part for found in entries[name][1]]),
                np.array([place for name in part for found in entries[name][1] for place in found]),
            )
    names = sorted(keys)
    counts = np.array([len(keys[name]) for name in names])
    writer.add("zz", names, counts, np.array([number for name in names for number in keys[name]]))
    writer.finish()
    pack.write(DiskFolder(path.parent), path.name)
    postings = Postings(Pack(DiskFolder(path.parent).open(path.name)))
    for field in ("a", "z"):
        for name, (numbers, found) in words.items():
            term = postings.find(field, name.encode())
            assert postings.text(term) == name.encode()
            assert postings.docs(term).tolist() == numbers
            tf = postings.frequencies(term)
            assert (tf.tolist() if tf is not None else [1] * len(numbers)) == [len(own) for own in found]
            flat = [place for own in found for place in own]
            assert postings.positions(term).tolist() == flat
            assert postings.positions(term, np.arange(len(flat))[::-1]).tolist() == flat[::-1]
            ends = np.cumsum([len(own) for own in found])
            starts = np.concatenate(([0], ends[:-1]))
            for shift in (0, 1, 256):
                wanted = np.array([own[-1] + shift for own in found], np.int32)
                expected = [at for at, own in enumerate(found) if own[-1] + shift in own]
                with pytest.MonkeyPatch.context() as patch:
                    patch.setattr(positions, "_AT_ONCE", 4)
                    assert postings.standing(term, starts, ends - starts, wanted).tolist() == expected
        first, last = postings.fields.get(field, (0, 0))
        ordered = [words[name] for name in sorted(words)]
        assert postings.docs_of(np.arange(first, last))[0].tolist() == [n for numbers, _ in ordered for n in numbers]
        assert postings.frequencies_of(first, last).tolist() == [len(own) for _, found in ordered for own in found]
        assert postings.positions_of(first, last)[0].tolist() == [p for _, found in ordered for own in found for p in own]
    for name, numbers in keys.items():
        assert postings.docs(postings.find("zz", name.encode())).tolist() == numbers
    assert postings.find("zz", b"nowhere") == -1


def test_a_damaged_block_is_found_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.pack"
    pack = PackWriter()
    pack.add("numbers", np.arange(100_000, dtype=np.int32))
    pack.write(DiskFolder(path.parent), path.name)
    damaged = bytearray(path.read_bytes())
    damaged[300_000] ^= 4
    path.write_bytes(damaged)
    opened = Pack(DiskFolder(path.parent).open(path.name))
    assert opened.part("numbers", 0, 100).tolist() == list(range(100))
    with pytest.raises(DamagedError):
        opened.part("numbers")


def test_every_bit_of_the_trailer_counts(tmp_path: Path) -> None:
    path = tmp_path / "x.pack"
    pack = PackWriter()
    pack.add("numbers", np.arange(5_000, dtype=np.int32))
    pack.write(DiskFolder(path.parent), path.name)
    whole = path.read_bytes()
    for bit in range(32 * 8):
        damaged = bytearray(whole)
        damaged[-1 - bit // 8] ^= 1 << bit % 8
        path.write_bytes(damaged)
        with pytest.raises(DamagedError):
            Pack(DiskFolder(path.parent).open(path.name))


@pytest.mark.parametrize("stretch", [50, 3_000_000])
def test_merged_segments_find_what_their_parts_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stretch: int) -> None:
    monkeypatch.setattr(merging, "_STRETCH", stretch)
    queries = (
        "quay",
        '"quay crane"',
        "crane NOT quay",
        "n1*",
        "=cranes",
        "tag:t3",
        "date:2021",
        "outlet:paper",
        "不正",
        "quay~",
    )

    def answers(generations: Generations) -> list[list[str]]:
        stamp = generations.current()
        assert stamp is not None
        executor = Executor(Snapshot(generations.segments(stamp)))
        found = []
        for query in queries:
            numbers, scores = executor.find(Parser(executor.snapshot.languages()).read(query).tree)
            places = [executor.snapshot.leaf_of(number) for number in numbers.tolist()]
            ids = [file.stored("id", number) + file.stored("body", number) for file, number in places]
            found.append(sorted(ids))
            assert (scores > 0).all()
        return found

    def made(number: int) -> IndexDocument:
        return IndexDocument(
            f"S{number}",
            "article",
            number,
            f"Title {number}",
            f"quay crane n{number} cranes {'不正アクセス' if number % 2 else 'quay'}",
            outlet="Paper",
            language="ja" if number % 2 else "en",
            published=(f"202{number % 3}-05-01", None),
            tags=(f"t{number % 5}",),
        )

    generations = Generations(Place("merging", tmp_path), keep_texts=True)
    for number in range(9):
        generations.update([made(number)], (), number)
    generations.update([], ["S3"], 9)
    stamp = generations.current()
    assert stamp is not None
    assert len(generations.segments(stamp)) == 9
    apart = answers(generations)
    generations.update([made(100), IndexDocument("S101", "article", 101, "", "x " * 2_000)], ["S101"], 10)
    generations.update([], ["S100"], 11)
    monkeypatch.setattr(merging, "_MANY", 5)
    generations.tidy()
    stamp = generations.current()
    assert stamp is not None
    assert len(generations.segments(stamp)) < 3
    assert answers(generations) == apart


def plain_distance(first: str, second: str, swaps: bool) -> int:
    rows = [[i + j if not i * j else 0 for j in range(len(second) + 1)] for i in range(len(first) + 1)]
    for i, a in enumerate(first, 1):
        for j, b in enumerate(second, 1):
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a != b))
            if swaps and i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@given(
    word=st.text("abcé", min_size=1, max_size=7),
    others=st.lists(st.text("abcé", min_size=1, max_size=9), max_size=8),
    most=st.integers(1, 2),
    swaps=st.booleans(),
)
def test_edit_distances(word: str, others: list[str], most: int, swaps: bool) -> None:
    expected = [min(plain_distance(word, other, swaps), most + 1) for other in others]
    assert edit_distances(word, others, most, swaps).tolist() == expected


def test_what_a_rebuild_joins_is_written_once_more_and_not_again() -> None:
    def sized(size: int) -> PackSegment:
        segment = PackSegment("sized")
        segment.size = size
        return segment

    segments, written = [sized(18 << 20) for _ in range(100)], 0
    while chosen := merging.to_join(segments):
        written += sum(segment.size for segment in chosen)
        at = segments.index(chosen[0])
        # Together they have fewer words than each by itself.
        segments[at : at + len(chosen)] = [sized(sum(segment.size for segment in chosen) * 9 // 10)]
    assert written == 100 * 18 << 20
    assert len(segments) == 8
