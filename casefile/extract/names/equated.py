"""Names that somebody said are of one thing, as a manifest does: "藤代健 = Ken Fujishiro"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casefile.domain.findings import Mention
from casefile.extract.evidence import key_of

Equated = Sequence[Sequence[str]]
"""Groups of names of one thing; the first of each is what the thing is called."""


def apply(mentions: tuple[Mention, ...], groups: Equated) -> tuple[Mention, ...]:
    """The same mentions, in which those of one group are one entity under the group's first name. Resolution then joins them
    with whoever bears any of the names in other articles."""
    if not groups:
        return mentions
    group_of = {key_of(name): number for number, names in enumerate(groups) for name in names if name}
    said: dict[str, int] = {}
    for mention in mentions:
        for name in (mention.surface, mention.name):
            number = group_of.get(key_of(name))
            if number is not None:
                said.setdefault(mention.entity, number)
    first: dict[int, Mention] = {}
    for mention in mentions:
        if mention.entity in said:
            first.setdefault(said[mention.entity], mention)
    return tuple(
        replace(mention, entity=first[number].entity, type=first[number].type, name=groups[number][0])
        if (number := said.get(mention.entity)) is not None
        else mention
        for mention in mentions
    )
