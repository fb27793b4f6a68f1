"""One selection, told once, with a way back."""

from __future__ import annotations

from casefile.domain.ids import Kind
from casefile.domain.scope import EVERYTHING, And, InArticle, Mode, Not, OfOutlet, Or
from casefile.domain.selection import Focus, Selection
from casefile.gui.desk import Desk

FIRST, SECOND = Focus(Kind.ARTICLE, "S1", 1), Focus(Kind.ARTICLE, "S2", 2)


def listened(desk: Desk) -> list[tuple[Selection, Selection, str]]:
    heard: list[tuple[Selection, Selection, str]] = []
    desk.changed.connect(lambda old, new, origin: heard.append((old, new, origin)))
    return heard


def test_an_equal_selection_is_no_change(qapp: object) -> None:
    desk = Desk()
    heard = listened(desk)
    desk.focus(FIRST, "articles")
    desk.focus(FIRST, "reader")
    assert [(new.focus, origin) for _, new, origin in heard] == [(FIRST, "articles")]


def test_conditions_join_by_mode(qapp: object) -> None:
    desk = Desk()
    desk.set_scope(OfOutlet("Post"), Mode.NARROW)
    assert desk.selection.scope == OfOutlet("Post")
    desk.set_scope(InArticle(2), Mode.NARROW)
    assert desk.selection.scope == And((OfOutlet("Post"), InArticle(2)))
    desk.set_scope(InArticle(3), Mode.EXCEPT)
    assert desk.selection.scope == And((OfOutlet("Post"), InArticle(2), Not(InArticle(3))))
    desk.drop(InArticle(2))
    assert desk.selection.scope == And((OfOutlet("Post"), Not(InArticle(3))))
    desk.set_scope(InArticle(1), Mode.REPLACE)
    desk.set_scope(InArticle(2), Mode.WIDEN)
    assert desk.selection.scope == Or((InArticle(1), InArticle(2)))


def test_a_condition_is_turned_into_its_opposite_in_one_step(qapp: object) -> None:
    desk = Desk()
    desk.set_scope(InArticle(1), Mode.REPLACE)
    heard = listened(desk)
    desk.replace(InArticle(1), Not(InArticle(1)))
    assert desk.selection.scope == Not(InArticle(1))
    assert len(heard) == 1
    desk.back()
    assert desk.selection.scope == InArticle(1)


def test_back_and_forward(qapp: object) -> None:
    desk = Desk()
    desk.focus(FIRST)
    desk.focus(SECOND)
    desk.back()
    assert desk.selection.focus == FIRST
    desk.forward()
    assert desk.selection.focus == SECOND
    desk.back()
    desk.focus(Focus(Kind.ARTICLE, "S3", 3))
    assert not desk.can_go_forward
    desk.back()
    desk.back()
    desk.back()
    assert desk.selection == Selection()


def test_forgetting_leaves_nothing(qapp: object) -> None:
    desk = Desk()
    desk.set_scope(InArticle(1), Mode.NARROW)
    desk.forget()
    assert desk.selection.scope == EVERYTHING
    assert not desk.can_go_back
