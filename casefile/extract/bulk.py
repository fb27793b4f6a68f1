"""Many texts at once, over processes: in input order, with bounded memory, the same result whatever the number of jobs."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from casefile.domain.articles import Publication
from casefile.domain.findings import Findings, Mention
from casefile.extract.evidence import NO_EVIDENCE, Evidence, collect
from casefile.extract.pipeline import extract, names_of

Result = TypeVar("Result")

_BATCH = 16
_AHEAD = 3
"""Batches under way for each process: enough to keep it busy, few enough to keep memory flat."""


@dataclass(frozen=True, slots=True)
class Request:
    """One text to read."""

    text: str
    published: Publication = field(default_factory=Publication)
    title: str = ""
    language: str = ""
    equated: tuple[tuple[str, ...], ...] = ()
    """Names of one thing, the first of each what it is called."""


def extract_many(requests: Iterable[Request], jobs: int = 1, evidence: Evidence = NO_EVIDENCE) -> Iterator[Findings]:
    """Findings of each request, in order, read in the light of `evidence`."""
    return _spread(partial(_extract, evidence=evidence), requests, jobs)


def evidence_of(requests: Iterable[Request], jobs: int = 1) -> Evidence:
    """What all these articles together show about names: a first pass, which reads names only."""
    return collect(_spread(_names, requests, jobs))


def _extract(request: Request, evidence: Evidence) -> Findings:
    return extract(
        request.text,
        published=request.published,
        title=request.title,
        language=request.language,
        evidence=evidence,
        equated=request.equated,
    )


def _names(request: Request) -> tuple[Mention, ...]:
    return names_of(request.text, title=request.title, language=request.language)


def _spread(work: Callable[[Request], Result], requests: Iterable[Request], jobs: int) -> Iterator[Result]:
    """`work` of each request, in order; over that many spawned processes where `jobs` is above 1."""
    if jobs <= 1:
        yield from map(work, requests)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(work,)) as pool:
        waiting: deque[Future[list[Result]]] = deque()
        source = iter(requests)
        try:
            while batch := tuple(islice(source, _BATCH)):
                waiting.append(pool.submit(_batch, batch))
                if len(waiting) >= jobs * _AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


class _Process:
    """What a process of the pool was started to do; sent once, not with every batch."""

    work: Callable[[Request], Any]


def _begin(work: Callable[[Request], Any]) -> None:
    _Process.work = staticmethod(work)


def _batch(batch: tuple[Request, ...]) -> list[Any]:
    return [_Process.work(request) for request in batch]
