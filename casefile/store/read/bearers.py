"""What bears something that the investigator said: a tag, a star, a note, a decision, a grade."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, not_, or_, select, true

from casefile.domain.ids import Kind
from casefile.store import tables as t

Condition = ColumnElement[bool]
Bearers = Select[Any]
"""Ids of the things that bear something."""


def tagged(tag: str | None) -> Bearers:
    """What bears this tag; any tag with None."""
    found = select(t.binding.c.bound).join(t.tag, t.tag.c.target == t.binding.c.target)
    return found.where(t.binding.c.bound.is_not(None), true() if tag is None else t.tag.c.tag == tag)


def marked(sign: str) -> Bearers:
    """Of what the investigator said this, one of SIGNS."""
    d = t.decided.c
    match sign:
        case "tagged":
            return tagged(None)
        case "noted":
            noted = select(t.binding.c.bound).join(t.note, t.note.c.target == t.binding.c.target)
            return noted.where(t.binding.c.bound.is_not(None))
        case "starred":
            return select(d.id).where(d.starred)
        case "decided":
            return select(d.id).where(d.decision != "")
        case _:
            return select(d.id).where(d.decision == sign)


def is_graded(grade: str) -> Condition:
    """The article shown is of this grade: its own letter and digit, else those of its outlet."""
    own, outlet = t.article_shown.c.grade, t.article_shown.c.outlet
    d = t.decided.c

    def of_outlet(condition: Condition) -> Condition:
        return outlet.in_(select(func.substr(d.id, 2)).where(d.id.startswith(str(Kind.OUTLET)), condition))

    lettered = func.coalesce(func.substr(own, 1, 1).between("A", "F"), literal(0))
    if not grade:
        return and_(own == "", not_(of_outlet(and_(d.grade.is_not(None), d.grade != ""))))
    parts: list[Condition] = []
    for sign in grade:
        if sign.isalpha():
            parts.append(or_(own.startswith(sign), and_(not_(lettered), of_outlet(d.grade.startswith(sign)))))
        else:
            parts.append(or_(own.endswith(sign), and_(own == "", of_outlet(d.grade.endswith(sign)))))
    return and_(*parts)
