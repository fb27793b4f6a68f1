"""How much work a text makes, counted and not timed: lines of the program that run, and tokens that are looked at.

Regular expressions work unseen here; tests/house/test_house_patterns.py reads them all.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from types import FrameType
from typing import Any, SupportsIndex

from casefile.extract.document import Document


class Tally:
    """What was counted so far."""

    def __init__(self) -> None:
        self.lines = 0
        self.tokens = 0

    @property
    def work(self) -> int:
        return self.lines + self.tokens


class Looked(list[Any]):
    """A list that notes how many of its items are looked at: by index, by slice or by going through."""

    def __init__(self, items: Iterable[Any], tally: Tally) -> None:
        super().__init__(items)
        self._tally = tally

    def __getitem__(self, place: SupportsIndex | slice) -> Any:
        found = super().__getitem__(place)
        self._tally.tokens += len(found) if isinstance(place, slice) else 1
        return found

    def __iter__(self) -> Iterator[Any]:
        for item in super().__iter__():
            self._tally.tokens += 1
            yield item

    def __contains__(self, item: object) -> bool:
        self._tally.tokens += len(self)
        return super().__contains__(item)

    def index(self, *arguments: Any) -> int:
        self._tally.tokens += len(self)
        return super().index(*arguments)

    def count(self, item: object) -> int:
        self._tally.tokens += len(self)
        return super().count(item)


def watched(document: Document, tally: Tally) -> Document:
    """The document, whose tokens are noted in the tally when they are looked at."""
    for name in ("starts", "ends", "words", "lower"):
        setattr(document, name, Looked(getattr(document, name), tally))
    return document


def counted(work: Callable[[Tally], object]) -> int:
    """How many lines of the program run in `work`, and how many tokens it looks at."""
    tally = Tally()

    def line(_frame: FrameType, event: str, _argument: object) -> Callable[..., Any]:
        tally.lines += event == "line"
        return line

    def call(frame: FrameType, _event: str, _argument: object) -> Callable[..., Any] | None:
        return line if "casefile" in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(call)
    try:
        work(tally)
    finally:
        sys.settrace(before)
    return tally.work
