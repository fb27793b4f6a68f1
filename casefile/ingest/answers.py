"""What comes back from a parser's process, believed no further than it can be checked.

A file that took over its parser speaks through the same pipe: an answer is unpickled with nothing but our own few values at
hand, so that it can call nothing, and every field is looked at.
"""

from __future__ import annotations

import io
import pickle
from typing import Any

from casefile.domain.articles import Basis, Metadata, Publication
from casefile.ingest.found import Found, Item, Member, Unread

_KNOWN = {(one.__module__, one.__qualname__): one for one in (Found, Member, Unread, Metadata, Publication, Basis)}
_LARGEST_TEXT = 50_000_000
_UNUSABLE = Unread("its reader gave an answer that cannot be used")


class _Answers(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        try:
            return _KNOWN[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} is no answer") from None


def answer_of(content: bytes) -> Item | None:
    """What a parser said: an item, or None where it is done with the file. Whatever cannot be used is an Unread."""
    try:
        said = _Answers(io.BytesIO(content)).load()
    except Exception:  # noqa: BLE001 - bytes from a foreign hand may break the unpickler anywhere
        return _UNUSABLE
    return None if said is None else checked(said)


def checked(answer: object) -> Item:
    """The answer, if every field of it is what it should be."""
    match answer:
        case Found(text=str(text)) if len(text) > _LARGEST_TEXT:
            return Unread("its text is longer than 50 million characters; split it")
        case Found() if _is_found(answer):
            return answer
        case Member(name=str(), content=bytes()) if _is_metadata(answer.metadata):
            return answer
        case Unread(reason=str(), member=None | str()):
            return answer
    return _UNUSABLE


def _is_found(found: Found) -> bool:
    return (
        _words(found.text, found.encoding)
        and _all_words(found.warnings)
        and all(one is None or isinstance(one, str) for one in (found.member, found.media_type))
        and (found.content is None or isinstance(found.content, bytes))
        and _is_metadata(found.metadata)
        and _in_order(found)
    )


def _is_metadata(metadata: object) -> bool:
    return (
        isinstance(metadata, Metadata)
        and _words(metadata.title, metadata.outlet, metadata.language, metadata.url, metadata.grade)
        and _all_words(metadata.authors)
        and isinstance(metadata.extra, tuple)
        and all(_all_words(pair) and len(pair) == 2 for pair in metadata.extra)
        and _is_publication(metadata.published)
    )


def _is_publication(published: object) -> bool:
    return (
        isinstance(published, Publication)
        and (published.edtf is None or isinstance(published.edtf, str))
        and isinstance(published.basis, Basis)
        and isinstance(published.confidence, float | int)
    )


def _in_order(found: Found) -> bool:
    """Whether pages begin one after the other, within the text."""
    if not isinstance(found.pages, tuple) or not all(isinstance(page, tuple) and len(page) == 2 for page in found.pages):
        return False
    starts = [start for page in found.pages for start in page[1:]]
    if not all(isinstance(number, int) for page in found.pages for number in page):
        return False
    return starts == sorted(starts) and all(0 <= start <= len(found.text) for start in starts)


def _words(*values: object) -> bool:
    return all(isinstance(value, str) for value in values)


def _all_words(values: object) -> bool:
    return isinstance(values, tuple) and _words(*values)
