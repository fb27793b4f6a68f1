"""Decisions on their way from one case to another that holds the same articles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Given:
    """One thing that was said about an article, or about what stands in it."""

    kind: str
    """decision, tag, note, tie or metadata."""
    target: str
    """Id of the finding, entity, event or article it is about."""
    aspect: str
    """Of a decision what is said (verdict, name, field.edtf ...); the tag; the note's id; of a tie the other; the field."""
    value: str
    text_sha256: str
    """Of the text of the article."""
    article: int
    """The article's number in the case it comes from."""
    words: str = ""
    """What stands there."""
    more: str = ""
    """Of a note on a passage its "start:end"; of a tie the other article's text."""


class Meeting(StrEnum):
    """How what is given meets what is there."""

    NEW = "new"
    """Nothing is said about it here."""
    SAME = "same"
    DIFFERS = "differs"
    """Something else is said here."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something given, as it meets this case."""

    id: str
    """x and 13 hexadecimal digits: the same for the same thing given."""
    given: Given
    article: int
    """The article's number in this case."""
    meeting: Meeting
    mine: str
    """What is said here, where something else is."""
    what: str
    """In words: "accepted", "name: Katarina Brandt"."""
