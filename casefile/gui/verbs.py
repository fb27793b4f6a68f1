"""Verbs that need an answer first, by name. The questions themselves are in `asking`, a module a noun."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from casefile.gui.asking import (
    articles,
    brief,
    claims,
    entities,
    filters,
    findings,
    review,
    searches,
    versions,
    words,
)
from casefile.gui.asking.dialogues import Dialogues, Ids
from casefile.gui.session import Session
from casefile.gui.text import one_line

Verb = Callable[[Dialogues, Session, Ids], None]


def _search(asks: Dialogues, _session: Session, ids: Ids) -> None:
    asks.search_wanted.emit(one_line(ids[0], 200))


def _beside(asks: Dialogues, _session: Session, ids: Ids) -> None:
    asks.beside_wanted.emit(int(ids[0][1:]))


TABLE: Final[Mapping[str, Verb]] = MappingProxyType(
    {
        "rename": entities.rename,
        "merge": entities.merge,
        "split": entities.split,
        "speaker": entities.speaker,
        "note": words.note,
        "edit-note": words.edit_note,
        "delete-note": words.delete_note,
        "tag": words.tag,
        "tag-colour": words.tag_colour,
        "published": articles.published,
        "metadata": articles.metadata,
        "grade": articles.grade,
        "grade-outlet": articles.grade_outlet,
        "original": articles.original,
        "versions": versions.versions,
        "correct-text": versions.correct,
        "encoding": versions.encoding,
        "mark": findings.mark,
        "correct": findings.correct,
        "accept-alike": review.accept_alike,
        "judge": brief.judge,
        "change-judgement": brief.change,
        "keep-profile": brief.keep_profile,
        "summary": brief.summary,
        "make-claim": claims.make,
        "link-claim": claims.link,
        "merge-claims": claims.merge,
        "split-claim": claims.split,
        "reword-claim": claims.reword,
        "suppose": claims.suppose,
        "edit-hypothesis": claims.edit_hypothesis,
        "weigh": claims.weigh,
        "hold": claims.hold,
        "question": claims.question,
        "origin": claims.origin,
        "search": _search,
        "filter": filters.ask,
        "keep-search": searches.keep,
        "like": searches.like,
        "beside": _beside,
    }
)


class Verbs(Dialogues):
    """Runs the verbs of one window. A question reads first, off the GUI thread, and comes up when the answer is there."""

    def serve(self, session: Session | None) -> None:
        """Work on this case from now on."""
        self.session = session

    @property
    def known(self) -> frozenset[str]:
        return frozenset(TABLE)

    def run(self, verb: str, ids: object) -> None:
        """Do a verb on these ids; nothing without a case. KeyError for a verb that is none."""
        act = TABLE[verb]
        if self.session is not None:
            act(self, self.session, tuple(str(identifier) for identifier in ids) if isinstance(ids, Sequence) else ())
