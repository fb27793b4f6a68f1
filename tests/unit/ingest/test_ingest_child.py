"""A parser that hangs or dies costs its file and nothing else."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import socket
import sys
from pathlib import Path

import pytest

from casefile.domain.articles import Basis, Metadata, Publication
from casefile.ingest import child as parser
from casefile.ingest.answers import answer_of, checked
from casefile.ingest.child import ParserChild
from casefile.ingest.found import Found, Member, Unread

PAGE = b"<html><body><article><p>Ten ships waited outside the breakwater for two days.</p></article></body></html>"


def page(child: ParserChild) -> Found:
    (found,) = child.items("html", PAGE, "a.html")
    assert isinstance(found, Found)
    return found


def test_a_child_that_dies_is_said_and_the_next_file_is_read() -> None:
    with ParserChild() as child:
        assert "Ten ships" in page(child).text
        process = multiprocessing.active_children()[0]
        assert process.pid is not None
        os.kill(process.pid, 9)
        process.join()
        assert "Ten ships" in page(child).text


def test_a_hang_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser, "SECONDS", 0.0)
    monkeypatch.setattr(parser, "SECONDS_PER_MEGABYTE", 0.0)
    with ParserChild() as child:
        (item,) = child.items("html", PAGE, "a.html")
        assert isinstance(item, Unread)
        assert "too long" in item.reason
    assert not multiprocessing.active_children()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no rlimits: there the clock ends it")
def test_what_computes_too_long_is_ended_by_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    with ParserChild() as child:
        page(child)
        monkeypatch.setattr(parser, "SECONDS", 0.0)
        monkeypatch.setattr(parser, "SECONDS_PER_MEGABYTE", 1e-9)
        monkeypatch.setattr(parser, "_WAITING", 1e12)
        long = b"<html><body><article>" + b"".join(b"<p>Ship %d waited outside for two days.</p>" % n for n in range(60_000))
        (item,) = child.items("html", long, "a.html")
        assert isinstance(item, Unread)
        assert "too long" in item.reason
        monkeypatch.undo()
        assert "Ten ships" in page(child).text


def test_a_caller_who_stops_early_leaves_no_child_in_the_middle() -> None:
    lines = b'{"text": "One."}\n' * 50
    with ParserChild() as child:
        items = child.items("jsonl", lines, "a.jsonl")
        assert isinstance(next(items), Found)
        items.close()
        assert "Ten ships" in page(child).text


@pytest.mark.parametrize(
    "answer",
    [
        "words",
        3,
        ("text",),
        {"text": "x"},
        Found(text=b"bytes"),  # type: ignore[arg-type]
        Found("x", warnings=(1,)),  # type: ignore[arg-type]
        Found("x", content="x"),  # type: ignore[arg-type]
        Found("x", pages=((1, 5),)),
        Found("x", pages=((1, 0), (2,))),  # type: ignore[arg-type]
        Found("x", Metadata(authors="Ada Quill")),  # type: ignore[arg-type]
        Found("x", Metadata(extra=(("a", b"b"),))),  # type: ignore[arg-type]
        Found("x", Metadata(published=Publication(edtf=2024))),  # type: ignore[arg-type]
        Member("a.txt", b"x", None),  # type: ignore[arg-type]
        Unread("why", 3),  # type: ignore[arg-type]
    ],
)
def test_an_answer_that_is_none_is_not_believed(answer: object) -> None:
    assert "cannot be used" in checked(answer).reason  # type: ignore[union-attr]
    assert "cannot be used" in answer_of(pickle.dumps(answer)).reason  # type: ignore[union-attr]


def test_an_answer_that_would_call_something_calls_nothing(tmp_path: Path) -> None:
    class Calling:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.mkdir, (str(tmp_path / "made"),)

    assert "cannot be used" in answer_of(pickle.dumps(Calling())).reason  # type: ignore[union-attr]
    assert "cannot be used" in answer_of(b"\x80\x05 what").reason  # type: ignore[union-attr]
    assert list(tmp_path.iterdir()) == []
    whole = Found("Ten ships.", Metadata("Ships", published=Publication("2024", Basis.METADATA, 0.9)), pages=((1, 0),))
    assert answer_of(pickle.dumps(whole)) == whole


def test_a_parser_is_refused_the_network() -> None:
    with pytest.raises(PermissionError, match="refused to parsers"):
        parser._refuse_network("socket.getaddrinfo", ("courier.example", 443))
    with pytest.raises(PermissionError, match="refused to parsers"):
        parser._refuse_network("socket.__new__", (None, socket.AF_INET, 1, 0))
    parser._refuse_network("open", ("a.txt", "r", 0))
