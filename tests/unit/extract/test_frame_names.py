"""Names in captions, bylines, datelines, notes and biographies are no actors; those of the reporting are."""

from __future__ import annotations

import pytest

from casefile.extract import extract

HEADLINE = "Lock at Lindow stays shut\n\n"
BODY = "The lock at Lindow was closed on Monday. Ana Orlo kept the log.\n\nNobody came to see it closed in the end."


def framed(text: str) -> dict[str, bool]:
    return {mention.surface: mention.frame for mention in extract(text).mentions}


@pytest.mark.parametrize(
    "line",
    [
        "By Anna Venn",
        "By Anna Venn and Ivo Renn",
        "By Anna Venn | June 3, 2024",
        "By Anna Venn anna.venn@lindow.example",
        "Anna Venn in Oslo",
        "Anna Venn | Lindow Post",
        "Anna Venn, harbour correspondent",
        "Anna Venn",
        "Divers at the lock on Monday. Photograph: Anna Venn/Lindow Post",
        "Divers at the lock. (Anna Venn/Lindow Post via Getty Images)",
    ],
)
def test_above_the_reporting(line: str) -> None:
    found = framed(f"{HEADLINE}{line}\n\n{BODY}")
    assert found.get("Anna Venn", True)
    assert not found["Ana Orlo"]


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Anna Venn in Oslo; Editing by Ivo Renn)",
        "Additional reporting by Anna Venn.",
        "Anna Venn in Oslo contributed to this report.",
        "Edited by Anna Venn",
        "With files from Anna Venn",
        "Correction: An earlier version of this article misspelled the name of Anna Venn.",
        "Anna Venn is a senior reporter at the Lindow Post. She covers harbours.",
        "Anna Venn writes about harbours for the Lindow Post.",
        "Anna Venn, a former pilot, covers harbours.",
        "Anna Venn has covered harbours since 2003 and lives in Oslo.",
        "About the author: Anna Venn covers harbours.",
        "Follow Anna Venn on Twitter @avenn.",
        "Image: Anna Venn.",
        "Read more: Anna Venn on the lock",
    ],
)
def test_below_the_reporting(line: str) -> None:
    found = framed(f"{HEADLINE}{BODY}\n\n{line}")
    assert found["Anna Venn"]
    assert not found["Ana Orlo"]


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADLINE}By Monday the lock at Lindow was closed and Anna Venn came.\n\n{BODY}",
        f"{HEADLINE}{BODY}\n\nAnna Venn is a teacher from Oslo who saw it all.",
        f"{HEADLINE}Anna Venn\n\n{BODY} Venn saw it all.",
        f"{HEADLINE}{BODY}\n\nAnna Venn says she writes to the board each week.",
    ],
)
def test_reporting_about_a_person_is_no_frame(text: str) -> None:
    assert not framed(text)["Anna Venn"]


@pytest.mark.parametrize(
    ("line", "place"),
    [("OSLO, June 3 (Lindow Post) - ", "OSLO"), ("Oslo (AFP) – ", "Oslo"), ("NAIROBI, Kenya (AP) _ ", "Kenya")],
)
def test_a_dateline_names_where_it_was_written(line: str, place: str) -> None:
    found = framed(f"{HEADLINE}{line}{BODY}")
    assert found.get(place, True)
    assert not found["Ana Orlo"]
