"""The brief as one HTML file: no script, no font, no picture, nothing fetched; a policy in its head forbids it too."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape

from casefile import assets
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
    Matrix,
    Method,
    Points,
    Quotations,
    Run,
    Section,
    Source,
    Sources,
)

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html(brief: Brief) -> str:
    """The brief as a document of its own. Text from outside is escaped, right-to-left words isolated by `<bdi>`."""
    linked = {source.number for section in brief.sections if isinstance(section, Sources) for source in section.items}
    prepared = date.fromisoformat(brief.prepared)
    style = assets.resource("brief", "brief.css").read_text("utf-8")
    banner = " · ".join(part for part in ("Case brief", brief.classification) if part)
    parts = [
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">'
        f"<title>{escape(brief.title)}</title><style>{style}</style></head><body>",
        f'<header><p class="small">{escape(banner)}</p><h1>{escape(brief.title or "Untitled case")}</h1>',
        f'<p>{escape(brief.subtitle)}</p><p class="small">Prepared {prepared.day} {prepared:%B} {prepared.year} from '
        f"{_articles(brief.articles)} · case revision {brief.revision}</p>",
        f"<p>{' · '.join(f'<b>{escape(number)}</b> {escape(what)}' for number, what in brief.counts)}</p>",
        *(f"<p><b>{escape(words)}</b></p>" for words in brief.withheld),
        "</header>",
        f"<h2>Summary</h2>{_prose(brief.summary, linked)}" if brief.summary else "",
        _judgements(brief, linked),
        _highlights(brief, linked),
        *(_section(section, linked) for section in brief.sections),
        "</body></html>\n",
    ]
    return "\n".join(part for part in parts if part)


def _judgements(brief: Brief, linked: set[int]) -> str:
    lines = ""
    for judgement in brief.judgements:
        sure = "; ".join(filter(None, (judgement.likelihood, judgement.confidence)))
        lines += f"<li>{_runs(judgement.words, linked)} {_cites(judgement.citations, linked)} "
        lines += f"<small>{escape(sure)}</small> {' '.join(map(_chip, judgement.chips))}"
        lines += f"<br><small>{_words(judgement.basis)}</small></li>" if judgement.basis else "</li>"
    return f"<h2>Key judgements</h2><ol>{lines}</ol>" if lines else ""


def _highlights(brief: Brief, linked: set[int]) -> str:
    lines = "".join(
        f"<li><b>{_words(line.lead)}</b>: {_words(line.text)} {_cites(line.citations, linked)} {_chip(line.chip)}</li>"
        for line in brief.highlights
    )
    return f"<h2>At a glance</h2><ul>{lines}</ul>" if lines else ""


def _section(section: Section, linked: set[int]) -> str:
    head = f"<h2>{escape(section.title)}</h2>"
    if not isinstance(section, Method) and section.intro:
        head += f'<p class="small">{escape(section.intro)}</p>'
    return head + _body(section, linked)


def _body(section: Section, linked: set[int]) -> str:
    match section:
        case Chronology(items=events):
            return _table(
                ("Date", "What, who", "Origins", "Standing"),
                (
                    (
                        f"{escape(event.date)}<br><small>{escape(event.precision)}</small>",
                        f"{_words(event.what)} {_cites(event.citations, linked)}"
                        + "".join(
                            f"<br><small>{escape(dating.date)}: {_cites(dating.citations, linked)}</small>"
                            for dating in event.datings
                        ),
                        str(event.origins),
                        " ".join(map(_chip, event.chips)),
                    )
                    for event in events
                ),
            )
        case Actors(groups=groups):
            return "".join(
                f"<h3>{escape(group.title)}</h3>"
                + _table(
                    ("Name, also called", "Roles, first mention", "Mentioned"),
                    (
                        (
                            f"<b>{_words(actor.name)}</b><br><small>{_words('; '.join(actor.aliases))}</small>",
                            f"{_words('; '.join(actor.roles))} {_cites(actor.citations, linked)}",
                            f"<small>{actor.mentions} × in {_articles(actor.articles)}</small>",
                        )
                        for actor in group.actors
                    ),
                )
                for group in groups
            )
        case Quotations(items=quotes):
            return "".join(
                f"<blockquote>{_words(quote.words)} {_cites(quote.citations, linked)}<br><small>"
                + " · ".join(_words(part) for part in (quote.speaker, quote.standing, quote.date, quote.outlet) if part)
                + "</small></blockquote>"
                for quote in quotes
            )
        case Differences(items=items):
            return _table(
                ("What", "As reported", "Standing"),
                (
                    (
                        f"<b>{_words(item.about)}</b><br><small>{_words(item.context)}</small>",
                        "<br>".join(f"{_words(r.value)} {_cites(r.citations, linked)}" for r in item.readings),
                        _chip(item.chip),
                    )
                    for item in items
                ),
            )
        case Matrix(columns=columns, items=claims):
            legend = "".join(
                f"<li><b>{_words(point.lead)}</b>: {_words(point.text)} {_chip(point.chip)}</li>" for point in section.legend
            )
            heads = (f"{_words(column.head)}<br>{_words(column.under)}" for column in columns)
            return (f"<ul>{legend}</ul>" if legend else "") + _table(
                (section.what, *heads, "Standing"),
                (
                    (
                        f"<b>{_words(claim.about)}</b> {_cites(claim.citations, linked)}"
                        f"<br><small>{_words(claim.context)}</small>",
                        *(
                            f'<span class="{cell.tone}">{_words(cell.text)}</span><br>{_cites(cell.citations, linked)}'
                            if cell.text
                            else "<small>silent</small>"
                            for cell in claim.cells
                        ),
                        _chip(claim.chip),
                    )
                    for claim in claims
                ),
            )
        case Points(items=points):
            lines = (
                f"<li><b>{_words(point.lead)}</b>: {_words(point.text)} {_cites(point.citations, linked)} "
                f"{_chip(point.chip)}</li>"
                for point in points
            )
            return f"<ul>{''.join(lines)}</ul>"
        case Changes(items=changes):
            return _table(
                ("Change", "Where", "Statement"),
                (
                    (
                        change.kind,
                        escape(change.section),
                        f"{_words(change.text)} {_cites(change.citations if change.kind != 'gone' else (), linked)}"
                        + (f"<br><small>before: {_words(change.before)}</small>" if change.before else ""),
                    )
                    for change in changes
                ),
            )
        case Sources(items=sources):
            return _table(("No.", "Article", "Published", "Grade"), (_source(source) for source in sources))
        case Evidence(items=citations):
            return "".join(f"<p>{_cites((cited,), linked)} {_words(cited.sentence)}</p>" for cited in citations)
        case Method(items=paragraphs):
            return "".join(f"<h3>{escape(title)}</h3><p>{_words(words)}</p>" for title, words in paragraphs)


def _source(source: Source) -> tuple[str, str, str, str]:
    outlet = f"<b>{_words(source.outlet)}</b>: " if source.outlet else ""
    lines = [f"{outlet}{_words(source.title)}"]
    if source.authors:
        lines.append(f"<small>{_words(source.authors)}</small>")
    if source.repeats is not None:
        lines.append(f"<small>Repeats the wording of S{source.repeats}</small>")
    if source.origin:
        lines.append(f"<small>News from: {_words(source.origin)}</small>")
    if source.reliability:
        lines.append(f"<small>{_words(source.reliability)}</small>")
    if source.url:
        lines.append(f'<small><a href="{escape(source.url)}" rel="noreferrer">{escape(source.url)}</a></small>')
    if source.sha256:
        lines.append(f"<code>SHA-256 {escape(source.sha256)}</code>")
    return (
        f'<span id="s{source.number}">S{source.number}</span>',
        "<br>".join(lines),
        f"{escape(source.published)}<br><small>{escape(source.dating)}</small>",
        escape(source.grade),
    )


def _prose(blocks: Iterable[Block], linked: set[int]) -> str:
    parts, count = [], 0
    for block in blocks:
        count = count + 1 if block.kind == "number" else 0
        words = _runs(block.runs, linked)
        lead = {"bullet": "• ", "number": f"{count}. "}.get(block.kind, "")
        parts.append(f"<h3>{words}</h3>" if block.kind == "heading" else f"<p>{lead}{words}</p>")
    return "".join(parts)


def _runs(runs: Iterable[Run], linked: set[int]) -> str:
    words = ""
    for run in runs:
        if run.article in linked:
            words += f'<a href="#s{run.article}">{escape(run.text)}</a>'
        else:
            tag = {"strong": "b", "emphasis": "i"}.get(run.style)
            words += f"<{tag}>{_words(run.text)}</{tag}>" if tag else _words(run.text)
    return words


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    head = "".join(f'<th scope="col">{head}</th>' for head in heads)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if body else ""


def _cites(citations: Iterable[Citation], linked: set[int]) -> str:
    return " ".join(
        f'<a href="#s{cited.article}">{cited.label}</a>' if cited.article in linked else cited.label for cited in citations
    )


def _articles(count: int) -> str:
    return f"{count} article{'' if count == 1 else 's'}"


def _chip(chip: Chip | None) -> str:
    return "" if chip is None else f'<span class="chip {chip.tone}">{escape(chip.text)}</span>'


def _words(text: str) -> str:
    return f"<bdi>{escape(text)}</bdi>"
