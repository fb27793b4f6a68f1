"""The source list, the evidence behind the citations, and what must be said on method and limits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from casefile.case.composition.chronology import dated, shown_events
from casefile.case.composition.material import kept, number_of
from casefile.case.composition.words import shortened, when
from casefile.domain.articles import Basis, Publication
from casefile.domain.brief import Citation, Evidence, Method, Source, Sources
from casefile.domain.ids import text_digest
from casefile.domain.material import Material
from casefile.domain.opening import opening
from casefile.domain.profile import Profile
from casefile.domain.rows import ArticleRow
from casefile.domain.weighing import Grade, OriginGraph, Path

INTRO = "Articles keep their number for ever. The hash sum is that of the original file as it was imported."
_BASES = {
    Basis.GIVEN: "given",
    Basis.METADATA: "from the page’s own data",
    Basis.TEXT: "inferred from the text",
    Basis.DATELINE: "inferred from the dateline",
    Basis.FILE: "inferred from the file’s name",
    Basis.NONE: "not known",
}
_INFERRED = (Basis.TEXT, Basis.DATELINE, Basis.FILE, Basis.NONE)
_OPENING = 90
_LINKS = ("http://", "https://", "mailto:")
_GRADES = (
    "After the Admiralty code (AJP-2.1): given by the investigator, or, where the source list says so, proposed by the "
    "program from how an outlet’s statements fare in this case. Sources: A completely reliable, B usually reliable, "
    "C fairly reliable, D not usually reliable, E unreliable, F cannot be judged. Information: 1 confirmed by other "
    "sources, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged. In the chronology, the best "
    "grade among the articles cited."
)
_ACCURACY = (
    "Dates, names, quotations, figures and events were found by rules, without a person reading along. Rules miss things "
    "and take things for what they are not; relative dates (“last year”) are counted from the publication date of the "
    "article, so that a wrong publication date moves them. An event joins reports that the rules take for the same; the "
    "number of origins counts outlets whose wording is not copied, not independence that was checked. Read the cited "
    "sentence before relying on a line."
)


def sources(material: Material) -> Sources:
    """Every article, by number."""
    outlets = {graded.outlet: graded.grade for graded in material.grades}
    from_others = _from_others(material.origins)
    items, reasons = [], set[str]()
    for row in material.articles:
        source = _source(row, material, outlets.get(row.outlet), from_others.get(row.id, ()))
        # Why an outlet is graded so is said of the first of its articles.
        items.append(replace(source, reliability="") if source.reliability in reasons else source)
        reasons.add(source.reliability)
    return Sources("Sources", INTRO, tuple(items))


def _from_others(graph: OriginGraph) -> dict[str, list[str]]:
    """Article -> names of the origins that it has its news from, where that is not its own outlet."""
    names = {origin.id: origin.name for origin in graph.origins}
    found: dict[str, list[str]] = {}
    for edge in graph.edges:
        if edge.whole and edge.path in (Path.REPORTED, Path.DECIDED) and edge.origin in names:
            found.setdefault(edge.article, []).append(names[edge.origin])
    return found


def evidence(citations: set[Citation]) -> Evidence:
    """The sentences cited, each once, in order of article and place."""
    first: dict[tuple[int, int, str], Citation] = {}
    for cited in sorted(citations):
        if cited.sentence:
            first.setdefault((cited.article, cited.paragraph, cited.sentence), cited)
    intro = "The sentences that the citations of this brief stand on, as the articles have them."
    return Evidence("Evidence", intro, tuple(first.values()))


def method(material: Material, profile: Profile, *, graded: bool) -> Method:
    """What was done, how far to trust it, what is not known, what a person decided; what grades mean where sources are
    `graded`."""
    items = [
        (
            "What was done",
            f"CaseFile read {_articles(len(material.articles))} and looked in them for dates, names, quotations, figures "
            f"and events (extraction rules {material.extractor}). It worked offline; the originals are kept unchanged in "
            "the case, known by the hash sums in the source list. A citation names the article (S2) and its paragraph (¶4), "
            "counted from 1 with the headline. Attached to this file is a record of every statement with its citations, by "
            "which “casefile verify” proves them against the case.",
        ),
        ("How far to trust it", profile.accuracy or _ACCURACY),
        ("Dates of publication", _publication(material)),
        ("Grades", _GRADES if graded else ""),
        ("Left out", _left_out(material, profile)),
        ("Decided by the investigator", _decisions(material)),
    ]
    return Method("Method and limits", tuple((title, words) for title, words in items if words))


def _source(row: ArticleRow, material: Material, outlet: Grade | None, origins: Sequence[str]) -> Source:
    proposed = outlet is not None and not row.grade and not outlet.decided and outlet.proposed != "F"
    return Source(
        number=row.number,
        title=row.title or _opening(material.texts.get(row.number, "")),
        outlet=row.outlet,
        authors=", ".join(row.authors),
        published=when(row.published.edtf),
        edtf=row.published.edtf or "",
        dating=_dating(row.published),
        inferred=row.published.basis in _INFERRED,
        url=row.url if row.url.casefold().startswith(_LINKS) else "",
        grade=row.grade or (outlet.value if outlet is not None and (outlet.decided or proposed) else ""),
        sha256=row.sha256,
        text_sha256=text_digest(material.texts[row.number]) if row.number in material.texts else "",
        repeats=number_of(row.origin) if row.origin and row.origin != row.id else None,
        reliability=f"Reliability {outlet.proposed} of {row.outlet} is proposed: {outlet.reason}"
        if outlet is not None and proposed
        else "",
        origin=", ".join(origins),
    )


def _opening(text: str) -> str:
    """The first words of an article that has no title, as a quotation."""
    first = opening(text)
    return f"Untitled: “{shortened(first, _OPENING)}”" if first else "Untitled"


def _dating(published: Publication) -> str:
    words = _BASES[published.basis]
    if published.basis in (Basis.GIVEN, Basis.NONE):
        return words
    return f"{words}, {published.confidence:.0%} sure"


def _publication(material: Material) -> str:
    undated = [row for row in material.articles if not row.published.edtf]
    inferred = [row for row in material.articles if row.published.edtf and row.published.basis in _INFERRED]
    parts = []
    if undated:
        parts.append(f"Of {_names(undated)} the date of publication is not known; relative dates in it are left open.")
    if inferred:
        parts.append(f"Inferred, and not confirmed by a person: {_names(inferred)}.")
    return " ".join(parts) or "All dates of publication were given or stand in the data of the page."


def _left_out(material: Material, profile: Profile) -> str:
    shown = len(shown_events(material, profile))
    with_date = len(dated(material))
    kept_events = sum(kept(row.decision) for row in material.events)
    parts = []
    if with_date > shown:
        why = "bear no star" if profile.events == "starred" else "are dated by their context alone"
        parts.append(f"Events in the case that {why}: {with_date - shown}.")
    if kept_events > with_date:
        parts.append(f"Events for which the texts give no date: {kept_events - with_date}.")
    return " ".join([*parts, "They stand in the case, not in the chronology."]) if parts else ""


def _decisions(material: Material) -> str:
    counts = Counter(
        [row.decision for row in material.events]
        + [row.decision for row in material.entities]
        + [row.decision for row in material.mentions]
        + [row.decision for row in material.quotes]
        + [row.decision for row in material.figures]
    )
    given = [f"{counts[word]} {word}" for word in ("accepted", "corrected", "rejected") if counts[word]]
    if not given:
        return (
            "No finding was accepted, corrected or rejected by a person. Names joined, renamed or set apart and dates of "
            "publication that were corrected are in the log of the case."
        )
    return f"Findings {', '.join(given)} by the investigator; rejected ones are not in this brief. Others are as proposed."


def _names(rows: list[ArticleRow]) -> str:
    return ", ".join(row.id for row in rows)


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count} articles"
