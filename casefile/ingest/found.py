"""What a reader finds in a file: an article, a file inside it, or the reason why there is neither. Crosses to the parent
process, which checks it: plain values only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from casefile.domain.articles import Metadata


@dataclass(frozen=True, slots=True)
class Found:
    """An article. `content` is its original where it is not the whole file (a record of a list)."""

    text: str
    metadata: Metadata = field(default_factory=Metadata)
    encoding: str = "utf-8"
    warnings: tuple[str, ...] = ()
    member: str | None = None
    content: bytes | None = None
    media_type: str | None = None
    pages: tuple[tuple[int, int], ...] = ()
    """Of a document with pages: each page's number and where it begins in the text."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a file, to be read as a file of its own. `name` is as written there: never a path to write to."""

    name: str
    content: bytes
    metadata: Metadata = field(default_factory=Metadata)
    """What the outer file says of it (the address a page was saved from)."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A stated reason why a file, or one member of it, gives nothing."""

    reason: str
    member: str | None = None


Item = Found | Member | Unread
Reader = Callable[[bytes, str, str | None], Iterator[Item]]
"""Bytes, the file's name and a password, if one is known, to what is in them. Raises nothing it can say as Unread."""
