"""A parser that hangs or dies costs its file and nothing else."""

from __future__ import annotations

import multiprocessing
import os
import time

import pytest

from casefile.ingest import child as parser
from casefile.ingest.child import ParserChild, ParserFailedError

PAGE = b"<html><body><article><p>Ten ships waited outside the breakwater for two days./p></article></body></html>"


def test_a_child_that_dies_is_said_and_the_next_file_is_read() -> None:
    with ParserChild() as child:
        assert "Ten ships" in child.read(PAGE, "a.html")[0]
        process = multiprocessing.active_children()[0]
        assert process.pid is not None
        os.kill(process.pid, 9)
        process.join()
        assert "Ten ships" in child.read(PAGE, "b.html")[0]


def test_a_hang_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser, "_SECONDS", 0.0)
    monkeypatch.setattr(parser, "_SECONDS_PER_MEGABYTE", 0.0)
    with ParserChild() as child:
        start = time.monotonic()
        with pytest.raises(ParserFailedError, match="stopped"):
            child.read(PAGE, "a.html")
        assert time.monotonic() - start < 10
    assert not multiprocessing.active_children()
