"""Commands and rows as JSON for the journal. Nothing is ever pickled."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from casefile.domain.commands import AddArticle, Command, CorrectText
from casefile.domain.ids import text_digest
from casefile.store.write.rows import Former


def encoded(command: Command) -> dict[str, Any]:
    """What was asked for. The content of an article is in the case already: its hashes stand for it."""
    if isinstance(command, AddArticle):
        reading = command.reading
        return {
            "do": "AddArticle",
            "path": reading.path,
            "member": reading.member,
            "sha256": hashlib.sha256(reading.content).hexdigest(),
            "text_sha256": text_digest(reading.text),
            "batch": command.batch,
        }
    if isinstance(command, CorrectText):
        digest = text_digest(command.text)
        return {"do": "CorrectText", "article": command.article, "text_sha256": digest, "encoding": command.encoding}
    return {"do": type(command).__name__, **{field.name: _plain(getattr(command, field.name)) for field in _fields(command)}}


def encoded_formers(formers: Sequence[Former]) -> list[list[Any]]:
    """Rows to put back, in the order in which they were changed."""
    return [[former.table, former.key, former.values] for former in formers]


def decoded_formers(inverse: Sequence[Any]) -> tuple[Former, ...]:
    """What `encoded_formers` wrote, last change first: the order to put back in."""
    return tuple(Former(table, key, values) for table, key, values in reversed(inverse))


def _fields(command: Command) -> Any:
    return fields(command) if is_dataclass(command) else ()


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value
