"""Column types: what an article may contain, kept so that SQLite never chokes on it."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Integer, LargeBinary, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class Words(TypeDecorator[str]):
    """Article text as UTF-8 bytes. Lone surrogates and NUL pass unchanged, and `substr` counts bytes, so that a sentence
    is cut out without decoding what stands before it."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> bytes | None:
        return None if value is None else value.encode("utf-8", "surrogatepass")

    def process_result_value(self, value: bytes | None, _dialect: Dialect) -> str | None:
        return None if value is None else value.decode("utf-8", "surrogatepass")


class Line(TypeDecorator[str]):
    """Names and other short text. SQLite's TEXT takes no lone surrogates: they become U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        if value is None or value.isascii():
            return value
        return value.encode("utf-8", "replace").decode("utf-8") if _has_surrogates(value) else value


class Flag(TypeDecorator[bool]):
    """True or False as 1 or 0: STRICT tables know no BOOLEAN."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, _dialect: Dialect) -> int | None:
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, _dialect: Dialect) -> bool | None:
        return None if value is None else bool(value)


class Record(TypeDecorator[Any]):
    """A list or object as JSON text. Lists come back as tuples, also the inner ones."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(value, separators=(",", ":"), sort_keys=True)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Any:
        return None if value is None else thawed(value)


def thawed(words: str) -> Any:
    """What this JSON says, with tuples for lists."""
    return _frozen(json.loads(words))


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return value


def _has_surrogates(value: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in value)
