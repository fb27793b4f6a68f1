"""Many texts at once, over processes: in input order, with bounded memory, the same result whatever the number of jobs."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import chain, islice

from casefile.domain.articles import Publication
from casefile.domain.findings import Findings
from casefile.extract.evidence import NO_EVIDENCE, Evidence
from casefile.extract.pipeline import extract

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


def extract_one(request: Request, evidence: Evidence = NO_EVIDENCE) -> Findings:
    """`extract` of one request."""
    return extract(
        request.text,
        published=request.published,
        title=request.title,
        language=request.language,
        evidence=evidence,
    )


def extract_many(requests: Iterable[Request], jobs: int = 1, evidence: Evidence = NO_EVIDENCE) -> Iterator[Findings]:
    """Findings of each request, in order. With `jobs` above 1 the work is spread over that many spawned processes."""
    if jobs <= 1:
        yield from (extract_one(request, evidence) for request in requests)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_keep, initargs=(evidence,)) as pool:
        waiting: deque[Future[list[Findings]]] = deque()
        try:
            for batch in _batches(requests):
                waiting.append(pool.submit(_extract_batch, batch))
                if len(waiting) >= jobs * _AHEAD:
                    yield from waiting.popleft().result()
            yield from chain.from_iterable(future.result() for future in waiting)
        finally:
            for future in waiting:
                future.cancel()


def _batches(requests: Iterable[Request]) -> Iterator[tuple[Request, ...]]:
    source = iter(requests)
    while batch := tuple(islice(source, _BATCH)):
        yield batch


_evidence = NO_EVIDENCE


def _keep(evidence: Evidence) -> None:
    global _evidence  # one process of the pool reads with one evidence
    _evidence = evidence


def _extract_batch(batch: tuple[Request, ...]) -> list[Findings]:
    return [extract_one(request, _evidence) for request in batch]
