"""In whatever form a protected name is written, no page of the copy and nothing in its attached record holds it."""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from dataclasses import replace

import pypdfium2
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefile.case.composing import compose
from casefile.domain.brief import NAME_WITHHELD, Brief
from casefile.domain.material import Material
from casefile.domain.profile import PROFILES
from casefile.export.markdown import markdown
from casefile.export.pdf import pdf
from casefile.export.record import dumps, record

DAY = datetime.date(2026, 11, 21)
PROTECTING = replace(PROFILES["evidence"], name="source-protecting", protect=True)
NAME, ALIAS = "Željka Corvalho-Núñez", "the Reed Warbler"
ROOTS = ("zeljka", "corvalho", "nunez", "warbler")

CASES = (str, str.upper, str.lower, str.title, str.swapcase)
FORMS = ("NFC", "NFD")
ENDINGS = ("", "'s", "’s", "s", "s’", "’", "-led", ",", ".", "_notes", "a", "om")
BLANKS = (" ", "\u00a0", "  ", "\n", "\u202f")


@st.composite
def written(draw: st.DrawFn) -> str:
    """A protected name, its alias, or a part of the name, as somebody may write it."""
    name = draw(st.sampled_from((NAME, ALIAS, *NAME.replace("-", " ").split())))
    words = draw(st.sampled_from(BLANKS)).join(name.split())
    if draw(st.booleans()):
        words = "".join(letter for letter in unicodedata.normalize("NFD", words) if not unicodedata.combining(letter))
    if draw(st.booleans()):
        words = words.replace("-", draw(st.sampled_from(("-", "\u2010", "\u2011", "\u2013"))))
    if draw(st.booleans()):
        place = draw(st.integers(1, len(words) - 1))
        words = words[:place] + "\u00ad" + words[place:]
    words = unicodedata.normalize(draw(st.sampled_from(FORMS)), draw(st.sampled_from(CASES))(words))
    return words + draw(st.sampled_from(ENDINGS))


def plain(text: str) -> str:
    """Letters alone, without marks: as somebody who searches for a name would find it."""
    letters = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(letter for letter in letters if letter.isalnum())


def protected(material: Material, words: str) -> Brief:
    """A copy of a case in which these words stand everywhere somebody can write something, or something is read."""
    person = replace(material.entities[0], name=NAME, aliases=(ALIAS,), tags=("protected",))
    claims = tuple(
        replace(
            claim,
            summary=f"{words} {claim.summary}",
            cells=tuple(
                replace(
                    cell,
                    value=cell.value and f"{cell.value} {words}",
                    sentence=cell.sentence and f"{words} said: {cell.sentence}",
                )
                for cell in claim.cells
            ),
        )
        for claim in material.claims
    )
    quotes = tuple(replace(quote, speaker=words) for quote in material.quotes)
    events = tuple(replace(event, summary=f"{event.summary} by {words}") for event in material.events)
    notes = tuple(replace(note, text=f"{words} called") for note in material.notes)
    articles = tuple(
        replace(row, title=f"{row.title} {words}", outlet=f"{row.outlet} of {words}") for row in material.articles
    )
    changed = replace(
        material,
        entities=(person, *material.entities[1:]),
        claims=claims,
        quotes=quotes,
        events=events,
        notes=notes,
        articles=articles,
        judgements=(*material.judgements, *(replace(one, text=f"{words}: {one.text}") for one in material.judgements)),
        overview=replace(material.overview, title=f"The case of {words}", classification=f"For {words} only"),
    )
    return compose(changed, PROTECTING, DAY, summary=f"We spoke to {words} at length.")


def told(brief: Brief) -> str:
    """Everything the copy says, in one row of letters."""
    return plain(json.dumps(json.loads(dumps(record(brief))), ensure_ascii=False) + markdown(brief) + repr(brief))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=written())
def test_no_form_of_a_protected_name_is_left(material: Material, words: str) -> None:
    found = told(protected(material, words))
    assert not [root for root in ROOTS if root in found], words
    assert plain(NAME_WITHHELD) in found


def test_neither_pages_nor_attachments_hold_it(material: Material) -> None:
    words = "ŽELJKA CORVALHO‑NUNEZ’S friend, Corvalhos, Nu\u00adñez and the  Reed\u00a0Warbler’s"
    content = pdf(protected(material, words))
    document = pypdfium2.PdfDocument(content)
    pages = "".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
    attached = b"".join(
        bytes(document.get_attachment(number).get_data()) for number in range(document.count_attachments())
    ).decode("utf-8")
    attached = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), attached)
    metadata = " ".join(document.get_metadata_dict().values())
    for where in (pages, attached, metadata):
        assert not [root for root in ROOTS if root in plain(where)]
    assert plain("friend") in plain(pages)
