"""Sentences that speak of one matter in other words: what is put side by side, and what is said of it."""

from __future__ import annotations

import pytest

from casefile.domain.claims import Claim, ClaimKind, Passage, Relation, Source, Standing
from casefile.domain.findings import EntityType
from casefile.domain.rows import FigureRow, MentionRow, Place, ReportRow
from casefile.resolve.claims import claims, propose

RULE = "claims.statements"


def said(article: int, text: str, name: str, trigger: str, figure: tuple[str, float, str | None] | None = None) -> Passage:
    """One sentence that names somebody, reports something and may count something."""

    def place(words: str) -> Place:
        start = text.index(words)
        return Place(f"S{article}", 1, start, start + len(words), words, text)

    whole, start = place(text), text.index(trigger)
    entity = MentionRow(f"m{article}", place(name), f"e{name}", EntityType.PERSON, name, None, False, "", 0.9, "")
    report = ReportRow(
        f"r{article}", whole, "", None, None, None, "published", "reported", start, start + len(trigger), None, "", 0.9, ""
    )  # fmt: skip
    rows: tuple[FigureRow, ...] = ()
    if figure is not None:
        rows = (FigureRow(f"f{article}", place(figure[0]), figure[1], None, figure[2], "exactly", "count", "", 0.9, ""),)
    return Passage(article, 1, 0, len(text), text, (entity,), rows, (report,))


def compared(*passages: Passage) -> tuple[Claim, ...]:
    sources = [Source(p.article, f"Paper {p.article}", "2024-01-01", "2024-01-01", p.article) for p in passages]
    return claims(sources, passages)


def relations(found: Claim) -> list[Relation]:
    return [cell.relation for cell in found.cells]


def test_other_words_for_one_matter_stand_side_by_side_and_are_not_said_to_agree() -> None:
    (found,) = compared(
        said(1, "After a quarrel with the bakers, Orme stepped down and moved north.", "Orme", "stepped"),
        said(2, "The guild says that Orme resigned when ledgers went missing.", "Orme", "resigned"),
    )
    assert (found.rule, found.kind, found.standing) == (RULE, ClaimKind.POLARITY, Standing.SINGLE)
    assert relations(found) == [Relation.STATES, Relation.COMPATIBLE]


def test_who_denies_what_others_say_denies_it_in_other_words_too() -> None:
    found = compared(
        said(1, "The sealed ledgers were seen by the treasurer Orme.", "Orme", "seen"),
        said(2, "None of the sealed ledgers was seen by Orme.", "Orme", "seen"),
    )
    assert [relations(one) for one in found] == [[Relation.STATES, Relation.DENIES]]


def test_who_does_not_comment_says_nothing_of_the_matter() -> None:
    assert not compared(
        said(1, "The treasurer Orme burned the ledgers of the guild.", "Orme", "burned"),
        said(2, "Orme declined to comment on the burned ledgers of the guild.", "Orme", "declined"),
    )


def test_an_age_is_no_count_of_what_another_sentence_counts() -> None:
    found = compared(
        said(1, "The ledgers were noticed by Orme, according to two people.", "Orme", "noticed", ("two", 2, "people")),
        said(2, "Orme, who noticed the ledgers, is a woman of 29.", "Orme", "noticed", ("29", 29, None)),
    )
    assert {one.kind for one in found} == {ClaimKind.POLARITY}


@pytest.mark.parametrize("stories", [40, 80])
def test_sentences_are_compared_with_a_few_each(stories: int) -> None:
    """However many tell of it: a claim has one sentence of each article, and there is one a story."""
    passages = [
        said(2 * number + copy, f"Clerk{number} hid the {number} urn{'s' * copy} of Morro.", f"Clerk{number}", "hid")
        for number in range(1, stories + 1)
        for copy in (0, 1)
    ]
    sources = [Source(p.article, f"Paper {p.article}", "2024-01-01", "2024-01-01", p.article) for p in passages]
    found = [one for one in propose(sources, passages).proposals if one.rule == RULE]
    assert all(len({e.passage.article for e in one.evidence}) == len(one.evidence) for one in found)
