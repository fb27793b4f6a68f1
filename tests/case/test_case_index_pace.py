"""What waits to be told to the index: nothing is forgotten, whatever comes while it is being told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casefile.case.indexing import Waiting
from casefile.store.read.documents import Touched


@given(st.lists(st.one_of(st.just("change"), st.just("other process"), st.integers(0, 5)), max_size=40))
def test_whoever_tells_what_waits_has_told_everything(steps: list[object]) -> None:
    """A model: the index stands at a revision, and knows the articles it was told of. Each change touches an article of its
    revision's number. An integer tells the index what waited that many changes ago, as a slow reader would."""
    waiting, revision, indexed = Waiting(), 0, 0
    known: set[int] = set()
    for step in steps:
        if step == "change":
            revision += 1
            waiting.note(revision, Touched(articles=frozenset({revision})))
        elif step == "other process":
            revision += 1
        else:
            assert isinstance(step, int)
            read_at = max(indexed, revision - step)
            if waiting.since is not None and waiting.since == indexed and waiting.since <= read_at <= waiting.until:
                known |= {article for article in waiting.touched().articles if article <= read_at}
            else:
                known = set(range(1, read_at + 1))
            indexed = read_at
            waiting.told(read_at)
        assert known >= set(range(1, indexed + 1)), "an index that says it stands there knows all before"


def test_nothing_waits_at_the_beginning_and_after_all_is_told() -> None:
    waiting = Waiting()
    assert waiting.since is None
    waiting.note(4, Touched(entities=frozenset({"e1"})))
    waiting.note(5, Touched(notes=frozenset({"n1"})))
    assert (waiting.since, waiting.until) == (3, 5)
    assert waiting.touched() == Touched(entities=frozenset({"e1"}), notes=frozenset({"n1"}))
    waiting.told(5)
    assert (waiting.since, waiting.touched()) == (None, Touched())
