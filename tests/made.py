"""Articles with findings made by hand, for tests that must not depend on what the extraction can do at the moment.

Text in angle marks becomes findings: `<p Doria Vance>Vance</p>` a mention of the person of that name (`o` organisation,
`l` place, `s` system), `<d 2023-22>last summer</d>` a date, `<q Doria Vance>words</q>` a direct quote by her (`<q ->` by
nobody known), `<f 10000 files>more than 10,000</f>` a figure, `<r 2023-22>began</r>` a report of its sentence with this word
as trigger (`<r ->` dated by publication). Marks may stand within marks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from casefile.domain import edtf
from casefile.domain.articles import Basis, Metadata, Publication, Reading
from casefile.domain.commands import AddArticle
from casefile.domain.findings import DateFinding, EntityType, Figure, Findings, Mention, Quote, Report
from casefile.domain.ids import Kind, Occurrences

_MARK = re.compile(r"<(/?)([poldsqfr])(?: ([^>]*))?>")
_TYPES = {"p": EntityType.PERSON, "o": EntityType.ORGANISATION, "l": EntityType.PLACE, "s": EntityType.SYSTEM}


@dataclass(frozen=True)
class Stretch:
    kind: str
    value: str
    start: int
    end: int


def parts(markup: str) -> tuple[str, list[Stretch]]:
    """The text without its marks, and what they mark, in order of the text."""
    text, opened, found, position = "", [], [], 0
    for match in _MARK.finditer(markup):
        text += markup[position : match.start()]
        position = match.end()
        if match[1]:
            kind, value, start = opened.pop()
            assert kind == match[2], f"{match[0]} closes <{kind}>"
            found.append(Stretch(kind, value, start, len(text)))
        else:
            opened.append((match[2], match[3] or "-", len(text)))
    assert not opened, opened
    return text + markup[position:], sorted(found, key=lambda part: (part.start, -part.end))


def findings(markup: str, published: str | None = None, confidence: float = 0.8) -> tuple[str, Findings]:
    """The text and what its marks say was found."""
    text, marked = parts(markup)
    sentences = [match.span() for match in re.finditer(r"\S.*?(?:[.!?](?=\s|$)|(?=\n|$))", text) if match[0].strip()]
    paragraphs = [match.span() for match in re.finditer(r"\S[^\n]*", text)]
    entities = Occurrences(text)
    anchors: dict[tuple[str, str], str] = {}
    for part in marked:
        if part.kind in _TYPES:
            anchors.setdefault((part.kind, part.value), entities.id(Kind.ENTITY, part.start, part.end))
    by_name = {name: anchor for (_, name), anchor in anchors.items()}
    mentions = [part for part in marked if part.kind in _TYPES]
    starts = [start for start, _ in sentences]

    def inside(start: int, end: int) -> tuple[str, ...]:
        within = (anchors[m.kind, m.value] for m in mentions if start <= m.start and m.end <= end)
        return tuple(dict.fromkeys(within))

    def dated(value: str) -> tuple[str | None, str | None, str | None]:
        written = published if value == "-" else value
        return (written, *edtf.bounds(written))

    def report(part: Stretch) -> Report:
        sentence = max(0, bisect_right(starts, part.start) - 1)
        start, end = sentences[sentence]
        basis = "published" if part.value == "-" else "explicit"
        words = text[start:end]
        trigger = text[part.start : part.end].lower()
        return Report(
            start, end, confidence, "made.report", words, part.start, part.end, trigger, *dated(part.value),
            basis, None, None, "reported", inside(start, end), sentence,
        )  # fmt: skip

    def quote(part: Stretch) -> Quote:
        speaker = None if part.value == "-" else part.value
        kind = "named" if speaker in by_name else "anonymous" if speaker else "unknown"
        return Quote(
            part.start, part.end, confidence, "made.quote", "direct", ((part.start, part.end),), ((part.start, part.end),),
            cue="say", speaker=speaker, speaker_type=kind, speaker_entity=by_name.get(speaker or ""),
        )  # fmt: skip

    def figure(part: Stretch) -> Figure:
        value, _, unit = part.value.partition(" ")
        return Figure(part.start, part.end, confidence, "made.figure", "count", float(value), unit=unit or None)

    return text, Findings(
        "en",
        given(published),
        tuple(sentences),
        tuple(paragraphs),
        tuple(
            DateFinding(part.start, part.end, confidence, "made.date", "date", *dated(part.value))
            for part in marked
            if part.kind == "d"
        ),
        tuple(
            Mention(
                part.start,
                part.end,
                confidence,
                "made.mention",
                _TYPES[part.kind],
                part.value,
                anchors[part.kind, part.value],
                surface=text[part.start : part.end],
            )
            for part in mentions
        ),
        tuple(quote(part) for part in marked if part.kind == "q"),
        tuple(figure(part) for part in marked if part.kind == "f"),
        tuple(report(part) for part in marked if part.kind == "r"),
    )


def given(published: str | None) -> Publication:
    return Publication(published, Basis.GIVEN, 1.0) if published else Publication()


def reading(path: str, text: str, published: str | None = None, outlet: str = "The Lantern", title: str = "") -> Reading:
    metadata = Metadata(title or path, outlet, published=given(published), language="en")
    return Reading(path, None, text.encode("utf-8", "surrogatepass"), "text/plain", text, "utf-8", metadata)


def adding(
    path: str, markup: str, published: str | None = None, outlet: str = "The Lantern", batch: str = "first"
) -> AddArticle:
    """The command that adds such an article."""
    text, found = findings(markup, published)
    return AddArticle(reading(path, text, published, outlet), found, batch)


HARBOUR = adding(
    "harbour.txt",
    "Harbour office admits theft\n\n"
    "The <o Brackwater Harbour Office>Brackwater Harbour Office</o> said that <f 4000 files>more than 4,000 files</f> were "
    "<r 2023-09>taken</r> in <d 2023-09>September</d>. <q Doria Vance>“We regret this deeply,”</q> said "
    "<p Doria Vance>Doria Vance</p>, its director.\n\n"
    "<p Doria Vance>Vance</p> <r 2023-10-05>warned</r> ministers on <d 2023-10-05>5 October</d>.",
    "2024-03-04",
)
SOURCES = adding(
    "sources.txt",
    "Twelve thousand files gone, sources say\n\n"
    "<f 12000 files>Some 12,000 files</f> were <r 2023-11>taken</r> from the "
    "<o Brackwater Harbour Office>Brackwater Harbour Office</o> in <d 2023-11>November</d>. "
    "<q an official>“It was worse than they say,”</q> an official said.\n\n"
    "<p Tomas Ilk>Tomas Ilk</p>, who designed <s Keelnet>Keelnet</s>, <r ->resigned</r>.",
    "2024-03-10",
    "Morning Quay",
)
ECHO = adding(
    "echo.txt",
    "Vance stands by account\n\n"
    "<q Doria Vance>“Nothing secret was lost,”</q> <p Doria Vance>Doria Vance</p> told <l Brackwater>Brackwater</l> radio.",
    None,
    "Morning Quay",
)
