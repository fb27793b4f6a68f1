"""From a text to a run in the store: extraction, the article's compact entities, and ids that no twin shares."""

from __future__ import annotations

from dataclasses import replace

from casefile.domain.articles import Metadata
from casefile.domain.findings import Findings
from casefile.resolve import local_entities
from casefile.store.engine import Transaction
from casefile.store.read.current import CurrentText, findings_and_extractor, metadata_decisions
from casefile.store.read.identity import sort_key
from casefile.store.write.findings import HAND, Read, twin_id, write_run


def read_anew(tx: Transaction, text: CurrentText, metadata: Metadata, at: str) -> int:
    """Extract an article again with this metadata. Returns the id of the new run; of the current one where the same rules
    find the very same."""
    # The rules take long to load, and most windows are opened to read.
    from casefile.extract import EXTRACTOR, extract

    findings = extract(
        text.text,
        published=metadata.published,
        title=metadata.title,
        language=metadata.language,
        equated=metadata.equated,
        corrected="published" in metadata_decisions(tx, text.article),
    )
    extractor, former = findings_and_extractor(tx, text.run)
    if extractor == EXTRACTOR and _same(among_twins(findings, text.twin), former):
        return text.run
    return keep(tx, Read(text.article, text.version, text.text, text.digest, text.twin), findings, at)


def keep(tx: Transaction, read: Read, findings: Findings, at: str) -> int:
    """Write what was found as a run. Returns its id."""
    from casefile.extract import EXTRACTOR

    own = among_twins(findings, read.twin)
    return write_run(tx, read, own, local_entities(own, sort_key(read.article)), EXTRACTOR, at)


def among_twins(findings: Findings, twin: int) -> Findings:
    """The findings with local entity ids of their own, where the same text stands in an earlier article."""
    if twin == 0:
        return findings
    return replace(
        findings,
        mentions=tuple(replace(mention, entity=twin_id(mention.entity, twin)) for mention in findings.mentions),
        quotes=tuple(
            replace(
                quote,
                speaker_entity=twin_id(quote.speaker_entity, twin) if quote.speaker_entity else None,
                affiliation_entity=twin_id(quote.affiliation_entity, twin) if quote.affiliation_entity else None,
            )
            for quote in findings.quotes
        ),
        reports=tuple(
            replace(report, entities=tuple(twin_id(entity, twin) for entity in report.entities))
            for report in findings.reports
        ),
    )


def _same(new: Findings, former: Findings) -> bool:
    """Whether two runs found the same, in whatever order; what was marked by hand in the former does not count."""
    if (new.language, new.published, new.sentences, new.paragraphs) != (
        former.language,
        former.published,
        former.sentences,
        former.paragraphs,
    ):
        return False
    return _bare(new) == _bare(former)


def _bare(found: Findings) -> list[str]:
    every = (*found.dates, *found.mentions, *found.quotes, *found.figures, *found.reports)
    return sorted(repr(finding) for finding in every if finding.rule != HAND)
