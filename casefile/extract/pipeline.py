"""The stages in order. Pure, total, deterministic: any string in, findings out, the same twice."""

from __future__ import annotations

from casefile.domain.articles import Publication
from casefile.domain.findings import Findings, Mention
from casefile.extract import dates, figures, frame, languages, names, publication, quotes, reports
from casefile.extract.calibration import calibrated
from casefile.extract.document import Document
from casefile.extract.evidence import NO_EVIDENCE, Evidence
from casefile.extract.names.equated import Equated
from casefile.extract.names.equated import apply as apply_equated

UNDATED = Publication()
EXTRACTOR = "1"
"""Version of the rules; a case notes it with each run."""


def extract(
    text: str,
    *,
    published: Publication = UNDATED,
    title: str = "",
    language: str = "",
    evidence: Evidence = NO_EVIDENCE,
    equated: Equated = (),
    corrected: bool = False,
) -> Findings:
    """Everything the rules find in this text, with how sure they are as measured. `published` is what is known of its date;
    where nothing is, it is looked for in the text. `evidence` is what the other articles of the case show about names.
    `equated` are names that somebody said are of one thing. Where somebody `corrected` the date, relative dates follow it
    even if the text has a date line of its own. Never raises."""
    found = read(
        text,
        published=published,
        title=title,
        language=language,
        evidence=evidence,
        equated=equated,
        corrected=corrected,
    )
    return calibrated(found)


def read(
    text: str,
    *,
    published: Publication = UNDATED,
    title: str = "",
    language: str = "",
    evidence: Evidence = NO_EVIDENCE,
    equated: Equated = (),
    corrected: bool = False,
) -> Findings:
    """The same with confidence as the rules say it themselves: what calibration is learnt from."""
    code = language or languages.guess(text)
    document = Document(text, published, title, code)
    frames = frame.find(document)
    document.published = publication.infer(document, frames)
    document.written = None if corrected else publication.written(document, frames)
    found_dates = dates.find(document, frames)
    found_figures = figures.find(document, found_dates)
    mentions = apply_equated(names.find(document, frames, found_dates, evidence), equated)
    found_quotes = quotes.find(document, frames, mentions, found_dates)
    found_reports = reports.find(document, frames, found_dates, mentions, found_quotes)
    return Findings(
        language=code,
        published=document.published,
        sentences=document.sentences,
        paragraphs=document.paragraphs,
        dates=found_dates,
        mentions=mentions,
        quotes=found_quotes,
        figures=found_figures,
        reports=found_reports,
    )


def names_of(text: str, *, title: str = "", language: str = "") -> tuple[Mention, ...]:
    """Only the names, read without what the case shows: what a first pass over many articles collects evidence from."""
    document = Document(text, UNDATED, title, language or languages.guess(text))
    return names.find(document, frame.find(document), (), NO_EVIDENCE)
