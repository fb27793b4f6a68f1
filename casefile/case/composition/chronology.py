"""The chronology: one line an event, with its date as precise as the sources, who says so, and how it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from casefile.case.composition.material import citation, kept, number_of, once, originals
from casefile.case.composition.words import date_words, shortened
from casefile.domain import edtf
from casefile.domain.brief import Chip, Chronology, ChronologyItem, Dating
from casefile.domain.material import Material
from casefile.domain.profile import Profile
from casefile.domain.rows import ArticleRow, EventRow, ReportRow
from casefile.domain.weighing import OriginGraph

INTRO = (
    "Dates are as precise as the sources: a day, a month, a season; “about” is approximate. Words in quotation marks are "
    "those that date it. Origins, and “reported by”, count who has the news from nobody else; a copy counts with what it "
    "repeats."
)
_LONGEST = 600
"""Code points of a summary; a line of the chronology is not torn over two pages."""
_SENTENCE = 260
"""Code points of a sentence that stands for a summary."""
_NO_BEGINNING = frozenset(
    "and are as be been being but by from had has have in is of that to was were what when which while who whom whose will "
    "with would".split()
)
_NO_END = frozenset(
    "a an and are as at been but by could for from had has have in is of on or said says that the they to was were which "
    "who whose will with would".split()
)
_ONLY_SAID = re.compile(
    r"\b(?:acknowledged|announced|concluded|confirmed|explained|reported|said|says|told|wrote)"
    r"(?: (?:on|in|last|this|early|late)(?: \w+){1,3})?$"
)
_FEW_WORDS = 4
"""A summary of so many words at the most that begins with a pronoun ("It was built") says nothing by itself."""
_PRONOUNS = frozenset("he it she that these they this those".split())
_ONLY_A_NAME = re.compile(r"[^,]+, (?:which|who|whom|whose) [^,]+")
"""A name with what is said of it beside the point: "The inquiry, which began in September"."""
_DATELINE = re.compile(r"[A-Z][^a-z()]{2,40}(?:,[^()]{1,30})?\([^()]{2,40}\)\s*[-–—:]\s*")
"""Where an agency's report comes from: "PORT HALDEN, May 15 (Northern Wire) - "."""
_FULL_STOP = re.compile(r"[^\W_A-Z]{3}\.$")
_STATUS_TONES = {"planned": "plain", "denied": "bad", "alleged": "open"}


def chronology(material: Material, profile: Profile) -> Chronology:
    """Dated events in order of time."""
    articles = {row.number: row for row in material.articles}
    items = (_item(row, articles, material.origins) for row in shown_events(material, profile))
    # Clauses of one sentence that say nothing without it come to the same line.
    return Chronology("Chronology", INTRO, tuple({(item.date, item.what, item.citations): item for item in items}.values()))


def shown_events(material: Material, profile: Profile) -> tuple[EventRow, ...]:
    """The dated events that the profile wants, in order of time."""
    whose = originals(material.articles)
    return tuple(row for row in sorted(dated(material), key=_order) if _wanted(row, profile.events, whose))


def _wanted(row: EventRow, events: str, whose: Mapping[str, str]) -> bool:
    if events == "starred":
        return row.starred
    return events == "all" or _stated(row, whose)


def _stated(row: EventRow, whose: Mapping[str, str]) -> bool:
    """Dated in its own words, or worth a line for another reason: kept by the investigator, or told by several articles of
    which none is a copy of another."""
    if row.basis == "explicit" or row.starred or row.decision:
        return True
    return len({whose.get(report.place.article, report.place.article) for report in _reports(row)}) > 1


def dated(material: Material) -> tuple[EventRow, ...]:
    """Events that the texts date, by their own words or from context; those dated only by publication are left out."""
    return tuple(
        row
        for row in material.events
        if kept(row.decision) and row.edtf and (row.basis != "published" or row.starred) and _reports(row)
    )


def origins(articles: Iterable[ArticleRow], graph: OriginGraph) -> int:
    """Independent origins of what these articles say: those from whom they have all that no speaker answers for. An article
    that the graph does not know counts with its outlet, and a copy with the article it repeats."""
    rows = {row.id: row for row in articles}
    known: dict[str, set[str]] = {}
    for edge in graph.edges:
        if edge.whole and edge.article in rows:
            known.setdefault(edge.article, set()).add(edge.origin)
    found = {origin for origins in known.values() for origin in origins}
    for row in rows.values():
        if row.id not in known:
            first = rows.get(row.origin, row) if row.origin else row
            found |= known.get(first.id) or {first.outlet.casefold() or first.origin or first.id}
    return len(found)


def _order(row: EventRow) -> tuple[str, str, str, str]:
    return row.earliest or row.latest or "", row.latest or row.earliest or "", row.summary, row.id


def _reports(row: EventRow) -> list[ReportRow]:
    return sorted(
        (report for report in row.reports if kept(report.decision)),
        key=lambda report: (number_of(report.place.article), report.place.start, report.id),
    )


def _item(row: EventRow, articles: Mapping[int, ArticleRow], graph: OriginGraph) -> ChronologyItem:
    reports = _reports(row)
    behind = [articles[number] for report in reports if (number := number_of(report.place.article)) in articles]
    count = max(1, origins(behind, graph))
    datings = _datings(reports)
    return ChronologyItem(
        date=date_words(row.edtf),
        edtf=row.edtf or "",
        precision=_precision(row, reports),
        what=_what(row, reports),
        citations=once([citation(report.place) for report in reports]),
        origins=count,
        grade=min((article.grade for article in behind if article.grade), default=""),
        chips=(*_status_chips(row, reports), _standing(row, count)),
        datings=datings if len(datings) > 1 else (),
    )


def _what(row: EventRow, reports: Sequence[ReportRow]) -> str:
    """The summary; the sentence itself where the summary is a torn clause ("had been closed in February") or says only that
    something was said ("the ministry said on Friday")."""
    if row.decision == "corrected" or not _is_torn(row.summary):
        return _without_stop(shortened(_without_dateline(row.summary), _LONGEST))
    telling = next((report for report in reports if report.edtf == row.edtf), reports[0])
    sentence = telling.place.sentence or row.summary
    return _without_stop(shortened(_without_dateline(sentence), _SENTENCE))


def _without_dateline(words: str) -> str:
    found = _DATELINE.match(words)
    return words[found.end() :] if found else words


def _without_stop(words: str) -> str:
    """Lines of a table end without a full stop; that of an abbreviation stays."""
    return words[:-1] if _FULL_STOP.search(words) else words


def _is_torn(summary: str) -> bool:
    words = summary.casefold().rstrip(".,;: ").split()
    if not words or words[0] in _NO_BEGINNING or words[-1] in _NO_END:
        return True
    if _ONLY_A_NAME.fullmatch(summary):
        return True
    return (words[0] in _PRONOUNS and len(words) <= _FEW_WORDS) or _ONLY_SAID.search(" ".join(words)) is not None


def _precision(row: EventRow, reports: Sequence[ReportRow]) -> str:
    try:
        date = edtf.parse(row.edtf or "")
    except ValueError:
        return ""
    parts = [str(date.precision)]
    if row.basis == "inherited":
        parts.append("from context")
    if row.basis == "published":
        parts.append("of publication")
    words = next((report.date_text for report in reports if report.date_text and report.edtf == row.edtf), None)
    if words and row.basis == "explicit" and not any(character.isdigit() for character in words):
        parts.append(f"“{words}”")
    return "; ".join(parts)


def _status_chips(row: EventRow, reports: Sequence[ReportRow]) -> tuple[Chip, ...]:
    """Planned, denied, alleged; with the articles where only some of the reports say so."""
    chips = []
    for status, tone in _STATUS_TONES.items():
        saying = [report for report in reports if report.status == status]
        if saying and len(saying) == len(reports):
            chips.append(Chip(status, tone))
        elif saying:
            numbers = sorted({number_of(report.place.article) for report in saying})
            chips.append(Chip(f"{status} in {', '.join(f'S{number}' for number in numbers)}", tone))
    if not chips and row.status in _STATUS_TONES:
        chips.append(Chip(row.status, _STATUS_TONES[row.status]))
    return tuple(chips)


def _standing(row: EventRow, count: int) -> Chip:
    if row.differing:
        return Chip("dates differ", "bad")
    if count == 1:
        return Chip("single origin", "open")
    # That they say the same is a finding of the program until somebody looked.
    return Chip(f"{count} origins agree", "good") if row.decision == "accepted" else Chip(f"reported by {count}", "open")


def _datings(reports: Sequence[ReportRow]) -> tuple[Dating, ...]:
    """Each date given, with who gives it; reports dated only by publication say nothing of their own."""
    by_date: dict[str, list[ReportRow]] = {}
    for report in reports:
        if report.edtf and report.basis != "published":
            by_date.setdefault(report.edtf, []).append(report)
    return tuple(
        Dating(date_words(date), once([citation(report.place) for report in saying])) for date, saying in by_date.items()
    )
