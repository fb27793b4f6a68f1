"""An index on disk of which nothing can be read without the key of its case: files and stamp lie in a vault.

What a vault is, `case` says, which has the key; here it is a set of files that are read by stretches. It lies in the same
private folder of the user's cache as a plain case's index and is believed no more than that.
"""

from __future__ import annotations

import contextlib
import io
import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO, Protocol

from whoosh.filedb.filestore import RamStorage

from casefile.index.folders import Folder, Source
from casefile.index.place import Place, Stamp, read_stamp

_VAULT = "sealed"


class Vault(Protocol):
    """Encrypted files, written once. Every method raises OSError where the disk will not."""

    def put(self, folder: str, name: str, content: bytes) -> None:
        """Raises FileExistsError."""

    def find(self, folder: str, name: str) -> tuple[int, int]:
        """What `read` knows a file by, and its size. Raises FileNotFoundError."""

    def read(self, file: int, at: int, length: int) -> bytes:
        """Bytes from `at`, fewer where the file ends before."""

    def names(self, folder: str) -> list[str]:
        """Of the files in a folder."""

    def remove(self, folder: str, name: str) -> None:
        """One file, if it is there."""

    def keep_only(self, folder: str) -> None:
        """Remove all other folders."""

    def stamp(self) -> str | None:
        """What was declared last."""

    def declare(self, text: str | None) -> None:
        """From here on this counts."""

    def close(self) -> None:
        """Let go of the file."""


VaultOf = Callable[[Path], Vault]
"""Opens the vault at a path, or makes it. Can be pickled."""


class SealedPlace(Place):
    """The place of an encrypted case's index. Other processes of the user that have the passphrase see it too."""

    def __init__(self, case_id: str, cache: Path | None, file: Path | None, vault_of: VaultOf) -> None:
        super().__init__(case_id, cache, file)
        self._vault_of = vault_of
        self._where = cache, file
        self._opened: Vault | None = None

    def __reduce__(self) -> tuple[type[SealedPlace], tuple[str, Path | None, Path | None, VaultOf]]:
        return SealedPlace, (self.case, *self._where, self._vault_of)

    @property
    def _vault(self) -> Vault:
        if self._opened is None:
            self.prepare()
            self._opened = self._vault_of(self.root / _VAULT)
        return self._opened

    def stamp(self) -> Stamp | None:
        if self._opened is None and not (self.root / _VAULT).is_file():
            return None
        try:
            return read_stamp(self._vault.stamp() or "", self.case) if self.private() else None
        except OSError:
            return None

    def folder(self, name: str) -> Folder:
        return _SealedFolder(self._vault, name)

    def new_folder(self) -> Folder:
        return _SealedFolder(self._vault, f"g-{secrets.token_hex(8)}")

    def declare(self, stamp: Stamp) -> None:
        self._vault.declare(json.dumps(asdict(stamp)))

    def set_aside(self) -> None:
        with contextlib.suppress(OSError):
            self._vault.declare(None)
        self.sweep(keep="")

    def sweep(self, keep: str) -> None:
        with contextlib.suppress(OSError):
            self._vault.keep_only(keep)

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()


class _SealedFolder:
    """Implements `Folder` with a folder of a vault."""

    def __init__(self, vault: Vault, name: str) -> None:
        self.name = name
        self._vault = vault

    @contextlib.contextmanager
    def create(self, name: str) -> Iterator[BinaryIO]:
        file = io.BytesIO()
        yield file
        self._vault.put(self.name, name, file.getvalue())

    def open(self, name: str) -> Source:
        return _SealedSource(self._vault, name, *self._vault.find(self.name, name))

    def read(self, name: str) -> bytes:
        file, size = self._vault.find(self.name, name)
        return self._vault.read(file, 0, size)

    def size(self, name: str) -> int:
        return self._vault.find(self.name, name)[1]

    def names(self) -> list[str]:
        return self._vault.names(self.name)

    def remove(self, name: str) -> None:
        self._vault.remove(self.name, name)

    def sync(self, name: str) -> None:
        """Whatever is in a vault is on the disk."""

    def storage(self) -> RamStorage:
        return _Storage(self)


class _SealedSource:
    def __init__(self, vault: Vault, name: str, file: int, size: int) -> None:
        self.name = name
        self.size = size
        self._vault = vault
        self._file = file

    def read(self, at: int, length: int) -> bytes:
        return self._vault.read(self._file, at, length)


class _Storage(RamStorage):  # type: ignore[misc]
    """A folder of a vault as Whoosh wants it, which reads tables of contents whole and writes under passing names."""

    def __init__(self, folder: _SealedFolder) -> None:
        super().__init__()
        self._folder = folder

    def open_file(self, name: str, **options: object) -> object:
        self.files[name] = self._folder.read(name)
        return super().open_file(name, **options)

    def rename_file(self, name: str, newname: str, safe: bool = False) -> None:
        super().rename_file(name, newname, safe)
        with self._folder.create(newname) as file:
            file.write(self.files[newname])
