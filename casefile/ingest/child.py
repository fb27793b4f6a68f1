"""Parsers of foreign formats run in a child process that has no case, and is killed when it takes too long.

The child is spawned once and reused; a crash or a hang costs the file at hand and a new child.
"""

from __future__ import annotations

import contextlib
import math
import multiprocessing
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from types import TracebackType

from casefile.ingest import parse
from casefile.ingest.answers import answer_of
from casefile.ingest.found import Item, Unread

SECONDS = 20.0
SECONDS_PER_MEGABYTE = 5.0
"""Processor time a file may take: a start and a share for its size."""
_WAITING = 6 if sys.platform != "win32" else 1
"""Times as long by the clock. Where the system itself ends what computes too long, the clock only has to end what computes
nothing: on a busy machine a sound file must not be given up because others work."""
TOO_LONG = "reading it took too long and was stopped"
_MEMORY = 3 << 30
_NETWORK = frozenset(("socket.__new__", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"))


class ParserChild:
    """One killable parser process, started when first needed."""

    def __init__(self) -> None:
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None

    def items(self, kind: str, content: bytes, name: str, password: str | None = None) -> Iterator[Item]:
        """What the reader of this kind finds, checked. A hang or a crash is an Unread like any other."""
        try:
            pipe = self._start()
        except OSError as error:
            yield Unread(f"no process could be started to read it ({error.strerror}); close other programs and try again")
            return
        allowed = SECONDS + SECONDS_PER_MEGABYTE * len(content) / 1_000_000
        deadline = time.monotonic() + _WAITING * allowed
        whole = False
        try:
            pipe.send((kind, content, name, password, allowed))
            while True:
                if not pipe.poll(max(0.0, deadline - time.monotonic())):
                    yield Unread(TOO_LONG)
                    return
                answer = answer_of(pipe.recv_bytes())
                if answer is None:
                    whole = True
                    return
                yield answer
        except (EOFError, OSError):
            yield Unread(TOO_LONG if self._ran_out() else "its reader stopped; the file is probably damaged")
        finally:
            # Also when the caller wants no more of it: the child is in the middle of something.
            if not whole:
                self.close()

    def _start(self) -> Connection:
        if self._pipe is None or self._process is None or not self._process.is_alive():
            self.close()
            context = multiprocessing.get_context("spawn")
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(theirs,), daemon=True)
            try:
                process.start()
            except BaseException:
                ours.close()
                raise
            finally:
                theirs.close()
            self._pipe, self._process = ours, process
        return self._pipe

    def _ran_out(self) -> bool:
        """Whether the system ended the child for the processor time it took."""
        if self._process is None or sys.platform == "win32":
            return False
        self._process.join(1.0)
        return self._process.exitcode == -signal.SIGXCPU

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
    limit_memory()
    _say_nothing()
    # A library of a parser's tries at its import whether the machine speaks IPv6, by a socket.
    socket.has_ipv6 = False
    sys.addaudithook(_refuse_network)
    while True:
        try:
            kind, content, name, password, allowed = pipe.recv()
            _limit_time(allowed)
            for item in parse.items(kind, content, name, password):
                pipe.send(item)
            pipe.send(None)
        except (EOFError, BrokenPipeError, KeyboardInterrupt):
            return


def _say_nothing() -> None:
    """What a parser's libraries say of a file is for their developers; what it came to goes through the pipe."""
    with contextlib.suppress(OSError):
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        os.close(silence)


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """No parser has anything to ask of a network, whatever a file makes it believe."""
    inner = event == "socket.__new__" and arguments[1] == getattr(socket, "AF_UNIX", None)
    if event in _NETWORK and not inner:
        raise PermissionError(f"{event} is refused to parsers")


def limit_memory() -> None:
    """What a parser may take: a hostile file must not take the machine."""
    try:
        import resource
    except ImportError:  # Windows has no rlimits
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: float) -> None:
    """Processor time that this process may take from now on, rounded up; the system ends it then."""
    try:
        import resource
    except ImportError:  # Windows has no rlimits
        return
    spent = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(spent.ru_utime + spent.ru_stime + seconds), most))
