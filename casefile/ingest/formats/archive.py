"""zip and tar: members as files of their own. Names are data, links are not followed, sizes are bounded while unpacking."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO

from casefile.domain.articles import PROTECTED, WRONG_PASSWORD
from casefile.ingest.found import Item, Member, Unread

MOST_MEMBERS = 20_000
LARGEST_MEMBER = 200_000_000
LARGEST_TOTAL = 1_000_000_000
_BOMB_RATIO = 300
_BOMB_SIZE = 20_000_000


def read_zip(content: bytes, _name: str, password: str | None) -> Iterator[Item]:
    """Members in the archive's order; duplicates of a name are all there."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, UnicodeError):
        yield Unread("it is a damaged zip archive; unpack it with a tool that repairs archives and import the files")
        return
    total = 0
    for count, info in enumerate(archive.infolist()):
        if count >= MOST_MEMBERS:
            yield Unread(f"it has more than {MOST_MEMBERS:,} members; the rest is left out")
            return
        if info.is_dir():
            continue
        item = _zip_member(archive, info, password)
        yield item
        total += len(item.content) if isinstance(item, Member) else 0
        if total > LARGEST_TOTAL:
            yield Unread("it unpacks to more than 1 GB; the rest is left out")
            return


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, password: str | None) -> Item:
    name = info.orig_filename or info.filename
    if stat.S_ISLNK(info.external_attr >> 16):
        return Unread("it is a link; links are not followed", name)
    if info.file_size > LARGEST_MEMBER:
        return Unread("it unpacks to more than 200 MB", name)
    if info.file_size > _BOMB_SIZE and info.file_size > _BOMB_RATIO * max(1, info.compress_size):
        return Unread("it unpacks to far more than a document would; it looks like a bomb", name)
    try:
        with archive.open(info, pwd=password.encode() if password else None) as stream:
            return _bounded(stream, name)
    except RuntimeError:
        return Unread(WRONG_PASSWORD if password else PROTECTED, name)
    except NotImplementedError:
        return Unread("it is packed in a way that is not read; unpack the archive and import the files", name)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError):
        return Unread("it is damaged", name)


def read_tar(content: bytes, _name: str, _password: str | None) -> Iterator[Item]:
    """Regular files of a tar archive, plain or compressed."""
    total = count = 0
    try:
        with tarfile.open(fileobj=io.BytesIO(content), mode="r:*") as archive:
            for info in archive:
                count += 1
                if count > MOST_MEMBERS or total > LARGEST_TOTAL:
                    yield Unread("it has more members, or unpacks to more, than is read; the rest is left out")
                    return
                if info.isdir():
                    continue
                if not info.isreg():
                    yield Unread("it is a link or a device; only files are read", info.name)
                    continue
                stream = archive.extractfile(info)
                item = _bounded(stream, info.name) if stream else Unread("it cannot be unpacked", info.name)
                total += len(item.content) if isinstance(item, Member) else 0
                yield item
    except (tarfile.TarError, EOFError, OSError, zlib.error, lzma.LZMAError, ValueError, OverflowError, RecursionError):
        yield Unread("it is a damaged archive; the rest of it is left out" if count else "it is a damaged archive")


def read_compressed(content: bytes, name: str, _password: str | None) -> Iterator[Item]:
    """One compressed file (.gz, .bz2, .xz): what it was before."""
    inner, _, kind = name.rpartition(".")
    try:
        with _OPENERS[kind.casefold()](io.BytesIO(content)) as stream:
            yield _bounded(stream, inner)
    except (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError):
        yield Unread("it is a damaged compressed file")


_OPENERS: dict[str, Callable[[io.BytesIO], gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile]] = {
    "gz": lambda stream: gzip.GzipFile(fileobj=stream),
    "bz2": lambda stream: bz2.BZ2File(stream),
    "xz": lzma.open,
}


def _bounded(stream: IO[bytes] | gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile, name: str) -> Item:
    # The declared size of a member may lie: what is unpacked is what counts.
    content = stream.read(LARGEST_MEMBER + 1)
    if len(content) > LARGEST_MEMBER:
        return Unread("it unpacks to more than 200 MB", name)
    return Member(name, content)
