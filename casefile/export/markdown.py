"""The brief as Markdown (CommonMark with tables): the same sections, every citation a link to the source list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from casefile.domain.brief import (
    Actors,
    Block,
    Brief,
    Changes,
    Chip,
    Chronology,
    Citation,
    Differences,
    Evidence,
    Highlight,
    Matrix,
    Method,
    Points,
    Quotations,
    Run,
    Section,
    Source,
    Sources,
)

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$!])")
_BLOCK_START = re.compile(r"^(\s*)(?:([-+=])|(\d{1,9})([.)]))(?=\s|$|[-+=])")
_URL = re.compile(r"[^\s<>]+")


def markdown(brief: Brief) -> str:
    """The brief, ending in a line end. Text from outside is escaped: none of it becomes markup."""
    linked = {source.number for section in brief.sections if isinstance(section, Sources) for source in section.items}
    return (
        "\n".join((*_cover(brief, linked), *(line for section in brief.sections for line in _section(section, linked))))
        + "\n"
    )


def escaped(text: str) -> str:
    """`text` on one line with every character that Markdown or HTML would read as markup escaped."""
    flat = " ".join(text.split())
    safe = _SPECIAL.sub(r"\\\1", flat.replace("&", "&amp;"))
    return _BLOCK_START.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", safe)


def _cover(brief: Brief, linked: set[int]) -> Iterator[str]:
    prepared = date.fromisoformat(brief.prepared)
    yield f"# {escaped(brief.title or 'Untitled case')}"
    yield ""
    line = f"Prepared {prepared.day} {prepared:%B} {prepared.year} · case revision {brief.revision}"
    yield line + (f" · {escaped(brief.classification)}" if brief.classification else "")
    yield ""
    if brief.subtitle:
        yield from (f"*{escaped(brief.subtitle)}*", "")
    yield " · ".join(f"**{escaped(number)}** {escaped(what)}" for number, what in brief.counts)
    yield ""
    for words in brief.withheld:
        yield from (f"> {escaped(words)}", "")
    if brief.summary:
        yield from ("## Summary", "")
        yield from _prose(brief.summary, linked)
    if brief.judgements:
        yield from ("## Key judgements", "")
        for number, judgement in enumerate(brief.judgements, start=1):
            sure = "; ".join(filter(None, (judgement.likelihood, judgement.confidence, _chips(judgement.chips))))
            yield f"{number}. {_runs(judgement.words, linked)} {_cites(judgement.citations, linked)} ({escaped(sure)})"
            if judgement.basis:
                yield f"   {escaped(judgement.basis)}"
        yield ""
    if brief.highlights:
        yield from ("## At a glance", "")
        for point in brief.highlights:
            yield _point(point, linked)
        yield ""


def _prose(blocks: Iterable[Block], linked: set[int]) -> Iterator[str]:
    count = 0
    for block in blocks:
        count = count + 1 if block.kind == "number" else 0
        words = _runs(block.runs, linked)
        prefix = {"heading": "### ", "bullet": "- ", "number": f"{count}. "}.get(block.kind, "")
        yield from (prefix + words.strip(), "")


def _runs(runs: Iterable[Run], linked: set[int]) -> str:
    words = ""
    for run in runs:
        text = _inline(run.text)
        if run.article in linked:
            words += f"[{text}](#s{run.article})"
        else:
            words += {"strong": f"**{text}**", "emphasis": f"*{text}*"}.get(run.style, text)
    return words


def _inline(text: str) -> str:
    """`escaped`, with the blanks at its ends kept: a run stands beside others."""
    core = text.strip()
    if not core:
        return text
    return text[: text.index(core)] + escaped(core) + text[text.index(core) + len(core) :]


def _section(section: Section, linked: set[int]) -> Iterator[str]:
    yield from (f"## {escaped(section.title)}", "")
    if not isinstance(section, Method) and section.intro:
        yield from (escaped(section.intro), "")
    match section:
        case Chronology(items=events):
            yield from _table(
                ("Date", "What, who", "Origins", "Standing"),
                (
                    (
                        escaped(f"{event.date} ({event.precision})" if event.precision else event.date),
                        _joined(
                            [f"{escaped(event.what)} {_cites(event.citations, linked)}"]
                            + [f"{escaped(dating.date)}: {_cites(dating.citations, linked)}" for dating in event.datings]
                        ),
                        str(event.origins),
                        _chips(event.chips),
                    )
                    for event in events
                ),
            )
        case Actors(groups=groups):
            for group in groups:
                yield from (f"### {escaped(group.title)}", "")
                for actor in group.actors:
                    also = f" ({escaped('; '.join(actor.aliases))})" if actor.aliases else ""
                    roles = f": {escaped('; '.join(actor.roles))}" if actor.roles else ""
                    yield f"- **{escaped(actor.name)}**{also}{roles} {_cites(actor.citations, linked)}".rstrip()
                yield ""
        case Quotations(items=quotes):
            for quote in quotes:
                line = " · ".join(part for part in (quote.speaker, quote.standing, quote.date, quote.outlet) if part)
                yield from (f"> {escaped(quote.words)} {_cites(quote.citations, linked)}", ">", f"> {escaped(line)}", "")
        case Differences(items=items):
            yield from _table(
                ("What", "As reported", "Standing"),
                (
                    (
                        escaped(item.about),
                        _joined(
                            [f"{escaped(reading.value)} {_cites(reading.citations, linked)}" for reading in item.readings]
                        ),
                        _chips((item.chip,)),
                    )
                    for item in items
                ),
            )
        case Matrix(columns=columns, items=claims):
            for point in section.legend:
                yield _point(point, linked)
            if section.legend:
                yield ""
            heads = [escaped(": ".join(filter(None, (column.head, column.under)))) for column in columns]
            yield from _table(
                (section.what, *heads, "Standing"),
                (
                    (
                        f"{escaped(f'{claim.about} ({claim.context})')} {_cites(claim.citations, linked)}".rstrip(),
                        *(f"{escaped(cell.text)} {_cites(cell.citations, linked)}" for cell in claim.cells),
                        _chips((claim.chip,)),
                    )
                    for claim in claims
                ),
            )
        case Points(items=points):
            for point in points:
                yield _point(point, linked)
            yield ""
        case Changes(items=changes):
            yield from _table(
                ("Change", "Where", "Statement"),
                (
                    (
                        change.kind,
                        escaped(change.section),
                        _joined(
                            [f"{escaped(change.text)} {_cites(change.citations if change.kind != 'gone' else (), linked)}"]
                            + ([f"before: {escaped(change.before)}"] if change.before else [])
                        ),
                    )
                    for change in changes
                ),
            )
        case Sources(items=sources):
            for source in sources:
                yield from _source(source)
        case Evidence(items=citations):
            for citation in citations:
                yield f"- {_cites((citation,), linked)} {escaped(citation.sentence)}"
            yield ""
        case Method(items=paragraphs):
            for title, words in paragraphs:
                yield from (f"### {escaped(title)}", "", escaped(words), "")


def _source(source: Source) -> Iterator[str]:
    outlet = f"**{escaped(source.outlet)}**: " if source.outlet else ""
    yield f'- <a id="s{source.number}"></a>S{source.number} {outlet}{escaped(source.title)}'
    facts = [source.authors, f"{source.published} ({source.dating})", f"grade {source.grade}" if source.grade else ""]
    yield "  " + " · ".join(escaped(fact) for fact in facts if fact)
    if source.repeats is not None:
        yield f"  Repeats the wording of S{source.repeats}."
    if source.origin:
        yield f"  News from: {escaped(source.origin)}."
    if source.reliability:
        yield f"  {escaped(source.reliability)}"
    if source.url and _URL.fullmatch(source.url):
        yield f"  <{source.url}>"
    if source.sha256:
        yield f"  SHA-256 `{source.sha256}`"
    yield ""


def _point(point: Highlight, linked: set[int]) -> str:
    chip = f"({_chips((point.chip,))})" if point.chip else ""
    said = (f"- **{escaped(point.lead)}**: {escaped(point.text)}", _cites(point.citations, linked), chip)
    return " ".join(filter(None, said))


def _cites(citations: Iterable[Citation], linked: set[int]) -> str:
    return " ".join(
        f"[\\{cited.label[:-1]}\\]](#s{cited.article})" if cited.article in linked else escaped(cited.label)
        for cited in citations
    )


def _chips(chips: Sequence[Chip]) -> str:
    return escaped("; ".join(chip.text for chip in chips))


def _joined(lines: Sequence[str]) -> str:
    return "<br>".join(lines)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    if lines:
        yield from (f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}", *lines, "")
