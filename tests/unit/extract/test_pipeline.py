"""The whole pipeline: total, deterministic, in bounds, linear, the same over any number of processes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import pytest
from effort import counted
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.domain import edtf
from casefile.domain.articles import Basis, Publication
from casefile.domain.findings import Findings
from casefile.extract import extract
from casefile.extract.bulk import Request, evidence_of, extract_many

PUBLISHED = Publication("2024-06-21", Basis.GIVEN, 1.0)
WORDS = st.sampled_from(  # split at blanks only: line ends and no-break spaces are words of their own
    "Ada Berg said that “ ” \" ' , . ! ( ) — \n \n\n on Tuesday last June 2023 more than 10,000 files of the Ministry Inc. "
    "yesterday he she according to sources denied will $9.99 12 % 木原稔 「 」 と述べた 昨年 🚢 \u00a0 \ud800 \x00 İ".split(
        " "
    )
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join))
HOSTILE = {
    "one long line": "The ship left the harbour. " * 40_000,
    "one long word": "a" * 1_000_000,
    "quote marks": "“" * 10_000 + '"' * 10_000,
    "parentheses": "(" * 50_000,
    "digits": "1" * 100_000,
    "numbers": "10,000 " * 50_000,
    "capitals": "Ada " * 100_000,
    "months": "May " * 50_000,
    "full stops": "." * 100_000,
    "line ends": "\n" * 200_000,
    "dashes": "-" * 100_000,
    "apostrophes": "'" * 50_000,
    "spaces": "said" + " " * 200_000 + "he",
    "commas": "a, " * 50_000,
}


def spans(findings: Findings) -> Iterable[tuple[int, int]]:
    for kind in (findings.dates, findings.mentions, findings.quotes, findings.figures, findings.reports):
        for found in kind:
            yield found.start, found.end
    for quote in findings.quotes:
        yield from (*quote.spans, *quote.quoted)
        if quote.cue_start is not None and quote.cue_end is not None:
            yield quote.cue_start, quote.cue_end
        if quote.speaker_start is not None and quote.speaker_end is not None:
            yield quote.speaker_start, quote.speaker_end
    for report in findings.reports:
        yield report.trigger_start, report.trigger_end


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, published=st.sampled_from([PUBLISHED, Publication()]))
def test_any_string_gives_findings_inside_it_twice_the_same(text: str, published: Publication) -> None:
    findings = extract(text, published=published)
    assert extract(text, published=published) == findings
    for start, end in spans(findings):
        assert 0 <= start < end <= len(text)
    ids = {mention.entity for mention in findings.mentions}
    assert {entity for report in findings.reports for entity in report.entities} <= ids
    assert {quote.speaker_entity for quote in findings.quotes if quote.speaker_entity} <= ids
    for found in (*findings.dates, *findings.mentions, *findings.quotes, *findings.figures, *findings.reports):
        assert 0 < found.confidence <= 1
        assert found.rule
    for date in findings.dates:
        if date.edtf:
            edtf.parse(date.edtf)
            assert (date.earliest, date.latest) == edtf.bounds(date.edtf)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.timeout(150)
def test_no_string_makes_it_hang(name: str) -> None:
    """Quadratic work on these takes many minutes. That work grows with length alone is counted below."""
    text = HOSTILE[name]
    found = extract(text, published=PUBLISHED)
    assert all(0 <= start < end <= len(text) for start, end in found.sentences)


def test_work_grows_with_the_text_and_not_faster() -> None:
    text = "Ada Berg, the minister, said on Tuesday that more than 10,000 files had been copied. “We know,” she said. "

    def work(times: int) -> int:
        return counted(lambda _: extract(text * times, published=PUBLISHED))

    # Four times the text: linear, with room for what is done once; quadratic would be sixteen times.
    assert work(160) < 5 * work(40) + 10_000


@pytest.mark.parametrize("language", ["", "en", "ja", "de", "zz"])
def test_every_language_is_read_with_what_there_is(language: str) -> None:
    findings = extract("Am 2024-06-21 kamen 300 Gäste.", published=PUBLISHED, language=language)
    assert [found.edtf for found in findings.dates if found.edtf] == ["2024-06-21"]


def many() -> list[Request]:
    return [
        Request(f"Ada Berg of Corvin Bank Ltd. said on Tuesday that {number} files of Corvin Bank were lost.", PUBLISHED)
        for number in range(40, 80)
    ]


def test_the_same_over_two_processes_as_in_one() -> None:
    evidence = evidence_of(many())
    alone: list[dict[str, Any]] = [asdict(found) for found in extract_many(many(), 1, evidence)]
    spread = [asdict(found) for found in extract_many(many(), 2, evidence_of(many(), 2))]
    assert alone == spread


def test_evidence_does_not_depend_on_order() -> None:
    assert evidence_of(many()) == evidence_of(reversed(many()))
