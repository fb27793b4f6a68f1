"""Parsers of foreign formats run in a child process that has no case, and is killed when it takes too long.

The child is spawned once and reused; a crash or a hang costs the file at hand and a new child.
"""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection
from types import TracebackType

from casefile.domain.articles import Metadata
from casefile.ingest.html import read_html

_SECONDS = 20.0
_SECONDS_PER_MEGABYTE = 10.0
_LARGEST_TEXT = 50_000_000


class ParserFailedError(Exception):
    """The child could not read the file; the message is a sentence for the result."""


class ParserChild:
    """One killable parser process, started when first needed."""

    def __init__(self) -> None:
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None

    def read(self, content: bytes, name: str) -> tuple[str, Metadata]:
        """Parse in the child. Raises ParserFailedError for a hang, a crash or an answer that is none."""
        pipe = self._start()
        seconds = _SECONDS + _SECONDS_PER_MEGABYTE * len(content) / 1_000_000
        try:
            pipe.send((content, name))
            if not pipe.poll(seconds):
                self.close()
                raise ParserFailedError(f"reading it took longer than {seconds:.0f} seconds and was stopped")
            answer = pipe.recv()
        except (EOFError, OSError) as error:
            self.close()
            raise ParserFailedError("its reader stopped; the file is probably damaged") from error
        return self._checked(answer)

    def _checked(self, answer: object) -> tuple[str, Metadata]:
        match answer:
            case (str(text), Metadata() as metadata) if len(text) <= _LARGEST_TEXT:
                return text, metadata
            case str(message):
                raise ParserFailedError(message)
        self.close()
        raise ParserFailedError("its reader gave an answer that cannot be used")

    def _start(self) -> Connection:
        if self._pipe is None or self._process is None or not self._process.is_alive():
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
            self._process.start()
            theirs.close()
        return self._pipe

    def close(self) -> None:
        """End the child, at once."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None

    def __enter__(self) -> ParserChild:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _serve(pipe: Connection) -> None:
    _limit_memory()
    while True:
        try:
            content, name = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            pipe.send(read_html(content, name))
        except MemoryError:
            pipe.send("reading it needs more memory than is allowed")
        except Exception as error:  # noqa: BLE001 - a foreign file may break its parser anywhere; the file alone pays
            pipe.send(f"its markup cannot be read ({type(error).__name__})")


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no rlimits
        return
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
