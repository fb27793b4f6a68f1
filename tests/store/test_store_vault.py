"""What lies in a vault: whole files, nothing of them in the clear, and nothing believed that another key or hand wrote."""

from __future__ import annotations

import pickle
from functools import partial
from pathlib import Path

import pytest

from casefile.domain.documents import IndexDocument
from casefile.index import CaseIndex, open_index
from casefile.store.cipher import Key, new_key
from casefile.store.vault import Vault

CANARY = "zwyvelquist"


@pytest.fixture(scope="module")
def key() -> Key:
    return new_key("four lamps on the quay").derived("search index")


def documents(first: int, count: int) -> list[IndexDocument]:
    return [
        IndexDocument(f"S{number}", "article", number, f"Lamp {number}", f"{CANARY} saw ten ships at quay {number}.")
        for number in range(first, first + count)
    ]


def opened(folder: Path, key: Key) -> CaseIndex:
    index = open_index("one", folder, in_memory=True)
    index.seal_in(partial(Vault, key=key))
    return index


def clear_files(folder: Path) -> list[Path]:
    needles = (CANARY.encode(), CANARY.encode("utf-16-le"), b"saw ten", b"IndexDocument", b"whoosh")
    return [path for path in folder.rglob("*") if path.is_file() and any(one in path.read_bytes() for one in needles)]


def test_files_come_back_by_stretches_and_in_another_process_of_the_key(tmp_path: Path, key: Key) -> None:
    vault = Vault(tmp_path / "v", key)
    content = bytes(range(256)) * 1000
    vault.put("g-a", "one", content)
    with pytest.raises(FileExistsError):
        vault.put("g-a", "one", b"")
    other = pickle.loads(pickle.dumps(vault))
    file, size = other.find("g-a", "one")
    assert size == len(content)
    for at, length in ((0, size), (65_530, 20), (size - 3, 50), (size, 5), (7, 0)):
        assert other.read(file, at, length) == content[at : at + length]
    vault.declare("this counts")
    assert other.stamp() == "this counts"
    vault.put("g-b", "two", b"")
    other.keep_only("g-b")
    assert (vault.names("g-a"), vault.names("g-b")) == ([], ["two"])
    with pytest.raises(FileNotFoundError):
        vault.find("g-a", "one")


def test_an_index_is_found_again_by_its_key_alone_and_nothing_of_it_is_in_the_clear(tmp_path: Path, key: Key) -> None:
    index, beside = opened(tmp_path, key), open_index("one", in_memory=True)
    for one in (index, beside):
        one.texts_from(lambda ids: dict.fromkeys(ids, f"{CANARY} saw ten ships"))
        one.rebuild(documents(1, 60), 3)
        one.update(documents(60, 5), ["S2"], 4)
    index.close()
    assert clear_files(tmp_path) == []
    again = opened(tmp_path, key)
    again.texts_from(lambda ids: dict.fromkeys(ids, f"{CANARY} saw ten ships"))
    assert again.state("one", 4) == "up to date", "no command makes it anew"
    for query in (CANARY, "quay AND ships", '"ten ships"', "zwyvel*", "lamp NOT quay"):
        assert again.search(query) == beside.search(query)
    again.update(documents(90, 3), (), 5)
    again.tidy()
    assert index.search("quay").total == 66, "what another process wrote is seen"
    other_key = new_key("five lamps").derived("search index")
    stranger = opened(tmp_path, other_key)
    assert stranger.state("one", 5) == "missing"
    stranger.rebuild(documents(1, 2), 5)
    assert clear_files(tmp_path) == []


def test_a_damaged_vault_is_begun_afresh(tmp_path: Path, key: Key) -> None:
    index = opened(tmp_path, key)
    index.rebuild(documents(1, 300), 1)
    index.close()
    (path,) = (path for path in tmp_path.rglob("sealed"))
    content = bytearray(path.read_bytes())
    for at in range(5000, len(content), 4096):
        content[at] ^= 1
    path.write_bytes(bytes(content))
    again = opened(tmp_path, key)
    if again.state("one", 1) == "up to date":
        assert again.search("quay").index_state != "up to date"
    again.rebuild(documents(1, 300), 1)
    assert again.search("quay").total == 300


def test_without_a_vault_nothing_touches_the_disk(tmp_path: Path) -> None:
    index = open_index("one", tmp_path, in_memory=True)
    index.rebuild(documents(1, 3), 1)
    assert list(tmp_path.iterdir()) == []
