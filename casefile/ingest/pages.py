"""Pages of a stored PDF as pictures, with a passage of its article outlined, drawn in a child process that can be killed.

The text of an article is not that of its PDF letter for letter: lines are joined, hyphens gone, running heads dropped. So a
passage is found by its letters and digits alone, nearest to where it stands in the article.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from threading import Lock
from typing import Any

from casefile.errors import UserError
from casefile.ingest.child import limit_memory

SECONDS = 30.0
"""Time that drawing one page, or looking for a passage, may take."""
_LARGEST = 64_000_000
"""Pixels that one picture may have."""
_ENOUGH = 24
"""Letters of a passage that tell it where not all of it stands on one page."""
_PAGES = 3_000


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page: pixels as four bytes each (blue, green, red, unused), row by row, and the passage on it in pixels."""

    number: int
    """From 0."""
    of: int
    width: int
    height: int
    pixels: bytes
    outlined: tuple[tuple[float, float, float, float], ...] = ()
    """(left, top, width, height) of each line of the passage; none where it does not stand on this page."""


class PdfPages:
    """One PDF. Any thread may ask, one at a time; `close` ends the child."""

    def __init__(self, content: bytes, password: str | None = None) -> None:
        self._content = content
        self._password = password
        self._lock = Lock()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None

    def page(self, number: int | None, width: int, words: str = "", near: float = 0.0) -> PageImage:
        """Page `number`, `width` pixels wide, with these words outlined where they stand on it; None: the page they stand
        on, the nearest to the share `near` of the document, or the first. Raises UserError."""
        with self._lock:
            try:
                pipe = self._start()
                pipe.send((number, width, words, near))
                if not pipe.poll(SECONDS):
                    self._end()
                    raise _unshown("drawing it took too long and was stopped")
                answer = pipe.recv()
            except (EOFError, OSError):
                self._end()
                raise _unshown("it cannot be drawn; it is probably damaged") from None
        match answer:
            case PageImage(width=int(wide), height=int(high), pixels=bytes(pixels)) if len(pixels) == wide * high * 4:
                return answer
            case str(reason):
                raise _unshown(reason)
        raise _unshown("its reader gave an answer that cannot be used")

    def close(self) -> None:
        """End the child, at once."""
        self._end()

    def _start(self) -> Connection:
        if self._pipe is None or self._process is None or not self._process.is_alive():
            self._end()
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
            self._process.start()
            theirs.close()
            self._pipe.send((self._content, self._password))
        return self._pipe

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None


def _unshown(reason: str) -> UserError:
    return UserError(
        f"This PDF cannot be shown as pages: {reason}. The original is kept as it is; read its text in the reader."
    )


def _serve(pipe: Connection) -> None:
    limit_memory()
    try:
        content, password = pipe.recv()
        document, why = _opened(content, password)
        while True:
            number, width, words, near = pipe.recv()
            pipe.send(why or _page(document, number, width, words, near))
    except (EOFError, BrokenPipeError, KeyboardInterrupt):
        return


def _opened(content: bytes, password: str | None) -> tuple[Any, str]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content, password=password)
    except pypdfium2.PdfiumError as error:
        return None, "it is protected by a password" if "assword" in str(error) else "it is damaged, or no PDF"
    return (document, "") if len(document) else (None, "it has no pages")


def _page(document: Any, number: int | None, width: int, words: str, near: float) -> PageImage | str:
    try:
        count = len(document)
        number = min(max(number, 0), count - 1) if number is not None else None
        found = _found(document, number, _letters(words)[0], near) if words else None
        place = found[0] if found is not None else number or 0
        page = document[place]
        wide, high = page.get_size()
        scale = width / wide
        if wide <= 0 or high <= 0 or wide * scale * high * scale > _LARGEST:
            return "this page is too large to be drawn"
        bitmap = page.render(scale=scale, prefer_bgrx=True)
        row = bitmap.width * 4
        pixels = bytes(bitmap.buffer)
        if bitmap.stride != row:
            starts = range(0, bitmap.stride * bitmap.height, bitmap.stride)
            pixels = b"".join(pixels[start : start + row] for start in starts)
        outlined: tuple[tuple[float, float, float, float], ...] = ()
        if found is not None:
            outlined = tuple(_boxes(page, found[1], found[2], high, scale))
        return PageImage(place, count, bitmap.width, bitmap.height, pixels, outlined)
    except MemoryError:
        return "drawing it needs more memory than is allowed"
    except Exception as error:  # noqa: BLE001 - a hostile file may break its reader anywhere
        return f"it cannot be drawn; it is probably damaged ({type(error).__name__})"


def _boxes(page: Any, start: int, count: int, height: float, scale: float) -> Iterator[tuple[float, float, float, float]]:
    """The lines of a stretch of a page's characters, from the top left of its picture."""
    text = page.get_textpage()
    for index in range(text.count_rects(start, count)):
        left, bottom, right, top = text.get_rect(index)
        yield left * scale, (height - top) * scale, (right - left) * scale, (top - bottom) * scale


def _found(document: Any, number: int | None, wanted: str, near: float) -> tuple[int, int, int] | None:
    """(page, first character, how many) of these letters: on this page, or on the nearest that has them; where no page has
    them all, on the page that has their beginning."""
    if not wanted:
        return None
    count = min(len(document), _PAGES)
    guess = min(max(int(near * count), 0), count - 1)
    pages = [number] if number is not None else sorted(range(count), key=lambda page: (abs(page - guess), page))
    until = time.monotonic() + SECONDS * 0.7
    for some in dict.fromkeys((wanted, wanted[:_ENOUGH], wanted[-_ENOUGH:])):
        for page in pages:
            letters, places = _letters(document[page].get_textpage().get_text_range())
            at = letters.find(some)
            if at >= 0:
                first, last = places[at], places[at + len(some) - 1]
                return page, first, last - first + 1
            if time.monotonic() > until:
                return None
    return None


def _letters(text: str) -> tuple[str, list[int]]:
    """Letters and digits alone, whatever their case, and the place of each."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if character.isalnum():
            # One for one: a letter whose small form is two stays as it is.
            small = character.casefold()
            letters.append(small if len(small) == 1 else character)
            places.append(place)
    return "".join(letters), places
