"""JSON in, PDF out: typst, in a child process of its own that can be stopped.

The child gets data, never markup; its root is an empty temporary folder but for our template, packages are out of reach
(their folders are empty), fonts are ours alone, and the clock is the brief's date: the same data gives the same bytes.
"""

from __future__ import annotations

import multiprocessing
import shutil
import signal
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Literal

from casefile import assets
from casefile.errors import BugError, UserError

_KILLED = 9  # the signal by which a system short of memory ends a process
_SECONDS_FOR_ANY = 60.0
_CHARACTERS_A_SECOND = 8_000.0

Standard = Literal["a-3a", "ua-1"]
# Best first: archival and accessible, accessible, plain. Archival means PDF/A-3, the level that carries attachments.
STANDARDS: tuple[tuple[Standard, ...], tuple[Standard, ...], tuple[Standard, ...]] = (("a-3a", "ua-1"), ("ua-1",), ())


@dataclass(frozen=True, slots=True)
class Job:
    """What the child is given. `stamp` is the time inside the PDF, seconds since 1970."""

    brief: str
    record: str
    stamp: int
    standards: tuple[Standard, ...]
    note: str = ""


class NotTypeset(Exception):  # noqa: N818 - an answer to act on, not a fault
    """The typesetter refused the data at this standard; the message is its own."""


def allowance(job: Job) -> float:
    """Seconds that a job may take: a thousand events, some 500,000 characters, take under ten on a machine at rest."""
    return _SECONDS_FOR_ANY + len(job.brief) / _CHARACTERS_A_SECOND


def typeset(job: Job, limit: float | None = None) -> bytes:
    """The PDF of a job. Raises NotTypeset, UserError after `limit` seconds (its `allowance` when None), BugError when the
    child dies."""
    limit = allowance(job) if limit is None else limit
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(sender, job), daemon=True)
    child.start()
    sender.close()
    try:
        if not receiver.poll(limit):
            raise UserError(f"The brief took more than {limit:.0f} seconds; narrow its scope or choose fewer sections.")
        kind, content = receiver.recv_bytes(), receiver.recv_bytes()
    except EOFError as error:
        child.join()
        if child.exitcode == -_KILLED:
            raise UserError(
                "The brief needs more memory than there is; narrow its scope or choose fewer sections."
            ) from error
        raise BugError(f"the typesetting process ended without an answer (exit code {child.exitcode})") from error
    finally:
        receiver.close()
        child.kill() if child.is_alive() else None
        child.join()
        child.close()
    if kind == b"refused":
        raise NotTypeset(content.decode("utf-8", "replace"))
    return content


def compile_here(job: Job) -> bytes:
    """The PDF of a job, in this process. Raises NotTypeset."""
    import typst  # only the child pays for it

    with tempfile.TemporaryDirectory(prefix="casefile-brief-") as folder:
        root = Path(folder)
        template = root / "brief.typ"
        shutil.copyfile(assets.resource("brief", "brief.typ"), template)
        packages = root / "packages"
        packages.mkdir()
        try:
            return bytes(
                typst.compile(
                    str(template),
                    root=str(root),
                    font_paths=[str(assets.resource("fonts"))],
                    ignore_system_fonts=True,
                    format="pdf",
                    sys_inputs={"brief": job.brief, "record": job.record, "note": job.note},
                    pdf_standards=list(job.standards),
                    package_path=str(packages),
                    package_cache_path=str(packages),
                    timestamp=job.stamp,
                )
            )
        except typst.TypstError as error:
            raise NotTypeset(_words(error)) from error


def _words(error: Exception) -> str:
    parts: Sequence[object] = (getattr(error, "message", str(error)), *getattr(error, "hints", ()))
    return " / ".join(str(part) for part in parts)


def _child(sender: Connection, job: Job) -> None:
    # Ctrl+C goes to the parent, which ends this process: no trace of ours on its terminal.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        kind, content = b"pdf", compile_here(job)
    except NotTypeset as refusal:
        kind, content = b"refused", str(refusal).encode("utf-8", "replace")
    sender.send_bytes(kind)
    sender.send_bytes(content)
    sender.close()
