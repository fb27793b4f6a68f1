"""What is remembered of a comparison never changes what the next one finds; it only saves work."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.domain.claims import ClaimDecision, Passage, Source
from casefile.domain.findings import EntityType
from casefile.domain.rows import MentionRow, Place, ReportRow
from casefile.resolve.claims import judge, propose
from casefile.resolve.claims.memory import Memory

SUBJECTS = ("Brandvold", "Orme", "Tessaly", "Lindqvist", "Marchand")
DEEDS = (
    "sold the mill to a cousin in spring",
    "handed the mill over to a relative",
    "denied that the mill was ever sold",
    "warned of cracks in the dam",
    "knew of no cracks in the dam",
    "opened the sluice during the storm",
    "closed the sluice before the storm",
    "hired ninety welders for the yard",
    "dismissed welders at the yard",
)
Line = tuple[str, str]


def passage(article: int, start: int, subject: str, deed: str) -> Passage:
    """One sentence that names somebody who does something."""
    text = f"{subject} {deed}."
    end = start + len(subject)
    name = MentionRow(
        f"m{article}-{start}", Place(f"S{article}", 1, start, end, subject, text), f"e{subject}", EntityType.PERSON, subject,
        None, False, "", 0.9, "",
    )  # fmt: skip
    whole = Place(f"S{article}", 1, start, start + len(text), text, text)
    report = ReportRow(
        f"r{article}-{start}", whole, "", None, None, None, "published", "reported", end + 1, end + 5, None, "", 0.9, ""
    )  # fmt: skip
    return Passage(article, 1, start, start + len(text), text, (name,), (), (report,))


def passages(articles: dict[int, list[Line]]) -> list[Passage]:
    found = []
    for article, lines in articles.items():
        start = 0
        for subject, deed in lines:
            found.append(passage(article, start, subject, deed))
            start = found[-1].end + 1
    return found


def sources(articles: dict[int, list[Line]]) -> list[Source]:
    return [Source(number, f"Paper {number % 3}", "2024-01-01", "2024-01-01", number) for number in articles]


lines = st.lists(st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(DEEDS)), min_size=1, max_size=4, unique=True)
steps = st.lists(st.tuples(st.integers(1, 18), st.one_of(st.none(), lines)), min_size=2, max_size=30)


@settings(max_examples=40, deadline=None)
@given(steps)
def test_article_by_article_comes_to_what_the_whole_comes_to(changes: list[tuple[int, list[Line] | None]]) -> None:
    """Articles come, change and go; after each the claims are those of a comparison that knows nothing of the others."""
    memory, articles = Memory(), dict[int, list[Line]]()
    for number, said in changes:
        if said is None:
            articles.pop(number, None)
        else:
            articles[number] = said
        so_far = propose(sources(articles), passages(articles), memory)
        assert so_far.proposals == propose(sources(articles), passages(articles)).proposals


def story(number: int) -> list[Line]:
    """What one of five articles on one story among many says."""
    first = f"Captain{number // 5}"
    return [(first, DEEDS[0]), (first, DEEDS[3 + number % 2]), (first, DEEDS[5 + number % 2])]


def test_one_more_article_costs_what_it_touches() -> None:
    def worked(size: int) -> tuple[int, int]:
        """Answers worked out for all, and for one more."""
        memory, articles = Memory(), {number: story(number) for number in range(5, 5 + size)}
        propose(sources(articles), passages(articles), memory)
        whole = memory.worked
        articles[5 + size] = story(6)
        propose(sources(articles), passages(articles), memory)
        return whole, memory.worked - whole

    (small, little), (large, more) = worked(60), worked(240)
    assert large > 3 * small
    assert more <= 1.2 * little
    assert more < large / 10


def test_what_did_not_change_is_not_worked_out_again() -> None:
    memory, articles = Memory(), {number: story(number) for number in range(5, 45)}
    first = propose(sources(articles), passages(articles), memory)
    whole = memory.worked
    again = propose(sources(articles), passages(articles), memory)
    assert again.proposals == first.proposals
    assert memory.worked == whole
    assert any(proposal.rule == "claims.statements" for proposal in first.proposals)


def test_a_decision_on_one_claim_judges_that_claim_alone() -> None:
    articles = {number: story(number) for number in range(5, 45)}
    known = propose(sources(articles), passages(articles))
    first = judge(known)
    (matrix,) = known.matrices.values()
    worked = matrix.worked
    assert worked == len(first) > 5
    hangs = " ".join(one.id for cell in first[3].said for one in cell.evidence)
    decided = ClaimDecision(first[3].id, "accepted", {"status": "disputed", "hangs": hangs})
    found = judge(known, [decided])
    assert matrix.worked == worked + 1
    assert [claim.status for claim in found if claim.id == first[3].id] == ["disputed"]
    assert found == judge(propose(sources(articles), passages(articles)), [decided])
    assert judge(known) == first
