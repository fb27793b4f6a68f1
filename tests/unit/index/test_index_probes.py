"""Sixty probes: what is written, what is asked, and whether the one must find the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.domain.documents import IndexDocument
from casefile.index import CaseIndex, open_index

YES, NO = True, False

PROBES = (
    # Stems, by the article's language
    ("en", "The inspectors were inspecting three inspections.", "inspect", YES),
    ("en", "The inspector came.", "inspectors", YES),
    ("en", "Ships' owners appealed.", "owner's ship", YES),
    ("en", "The news broke.", "newness", NO),
    ("de", "Die Häfen wurden geschlossen.", "hafen", YES),
    ("de", "Die Behörden schwiegen.", "Behörde", YES),
    ("fr", "Les enquêtes continuent à l’agence.", "agence", YES),
    ("fr", "Les enquêtes continuent.", "enquete", YES),
    ("es", "Las investigaciones siguen.", "investigación", YES),
    ("it", "L'inchiesta dell'agenzia.", "agenzia", YES),
    ("ru", "Красные корабли вышли.", "красный корабль", YES),
    ("sv", "Hamnarna stängdes.", "hamn", YES),
    # Exact forms
    ("en", "The inspectors left.", "=inspectors", YES),
    ("en", "The inspectors left.", "=inspector", NO),
    ("en", "Ines Varga’s ledger", "=Varga", YES),
    # Case, diacritics, ligatures, width
    ("en", "Zoë Łukasz met François in Malmö.", "zoe lukasz francois malmo", YES),
    ("en", "zoe met francois", "Zoë François", YES),
    ("en", "STRASSE 5", "straße", YES),
    ("en", "The oﬃce moved.", "office", YES),
    ("en", "naïve cafe\u0301", "naive café", YES),
    ("en", "ＦＵＬＬ width １２３", "full 123", YES),
    ("ru", "новый район", "раион", NO),
    # Apostrophes
    ("en", "O’Brien didn’t answer.", "o'brien didn't", YES),
    ("en", "O'Brien answered.", "OBrien", YES),
    ("en", "the pilot's log", "pilot log", YES),
    # Hyphens and compounds
    ("en", "a non-disclosure agreement", "nondisclosure", YES),
    ("en", "a nondisclosure agreement", "non-disclosure", YES),
    ("en", "a non disclosure agreement", "non-disclosure", YES),
    ("en", "a non-disclosure agreement", '"nondisclosure agreement"', YES),
    ("en", "a non-disclosure agreement", '"non disclosure agreement"', YES),
    ("en", "a non-disclosure agreement", "disclosure", YES),
    ("en", "disclosure of a non event", "non-disclosure", NO),
    ("en", "co\u00adoperation", "cooperation", YES),
    ("en", "well‑known (U+2011)", "well-known", YES),
    # Acronyms
    ("en", "The U.N. met.", "UN", YES),
    ("en", "The UN met.", "U.N.", YES),
    ("en", "J.T.O. officials", "jto", YES),
    ("en", "It ended. Then it began.", "ended then", YES),
    # Numbers
    ("en", "more than 10,000 files", "10000", YES),
    ("en", "more than 10 000 files", "10000", YES),
    ("en", "more than 10\u202f000 files", "10,000", YES),
    ("en", "more than 10000 files", "10,000", YES),
    ("en", "more than 10000 files", '"10 000"', YES),
    ("de", "10.000 Dateien kopiert", "10000", YES),
    ("en", "a price of $9.99", "9.99", YES),
    ("en", "a price of $9.99", "999", NO),
    ("en", "in 2019 300 files", "2019300", NO),
    ("en", "1,234,567.89 in all", "1234567.89", YES),
    # No stop words: positions are those of the text
    ("en", "under the pressure", '"under pressure"', NO),
    ("en", "to be or not to be", '"to be or not to be"', YES),
    # Near each other
    ("en", "the pilot of the harbour boat", '"pilot harbour"~3', YES),
    ("en", "the pilot of the big harbour boat", '"pilot harbour"~3', NO),
    ("en", "harbour pilot", '"pilot harbour"~3', NO),
    # Patterns, on words as they are written
    ("en", "investigators", "investigat*", YES),
    ("en", "the colour and the color", "colo*r", YES),
    ("en", "Petersen", "peters?n", YES),
    ("en", "Hashimoto", "hashimotto~", YES),
    ("en", "Hashimoto", "hasimotto~2", YES),
    # Japanese, Chinese, Korean
    ("ja", "潮位局は不正アクセスを受けた。", "不正アクセス", YES),
    ("ja", "潮位局は不正アクセスを受けた。", "潮位", YES),
    ("ja", "潮位局は不正アクセスを受けた。", "局", YES),
    ("ja", "潮位局は不正アクセスを受けた。", "位不正", NO),
    ("ja", "不正なアクセスがあった。", "不正アクセス", NO),
    ("ja", "ﾊﾝｶｸ ｶﾞｲﾄﾞ", "ガイド", YES),
    ("ja", "ハカ", "バカ", NO),
    ("ja", "JTOの担当者", "JTO 担当", YES),
    ("zh", "港口管理局否认数据丢失", "数据丢失", YES),
    ("zh", "港口管理局否认数据丢失", "否认", YES),
    ("ko", "항만청은 자료 유출을 부인했다", "자료", YES),
    ("ko", "항만청은 자료 유출을 부인했다", "유출", YES),
    # Other scripts
    ("el", "Οι πράκτορες", "πρακτορες", YES),
    ("hi", "हिन्दी समाचार", "हिन्दी", YES),
    ("ar", "كِتَاب", "كتاب", YES),
    ("en", "e-mail to a.b@example.com", "example.com", YES),
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseIndex]:
    index = open_index("probes", tmp_path_factory.mktemp("index"))
    texts = enumerate(PROBES, 1)
    index.update([IndexDocument(f"S{n}", "article", n, "", text, language=lang) for n, (lang, text, _, _) in texts], (), 1)
    yield index
    index.close()


def test_there_are_sixty() -> None:
    assert len(PROBES) >= 60


@pytest.mark.parametrize("number", range(1, len(PROBES) + 1))
def test_probe(index: CaseIndex, number: int) -> None:
    _, text, query, expected = PROBES[number - 1]
    found = number in index.matching(query)
    assert found is expected, f"{query!r} in {text!r}"


@pytest.mark.parametrize("number", [n for n, probe in enumerate(PROBES, 1) if probe[3] and not probe[2].startswith("*")])
def test_what_is_found_is_shown(index: CaseIndex, number: int) -> None:
    _, text, query, _ = PROBES[number - 1]
    (hit,) = index.search(query, among=frozenset({number})).hits
    assert hit.hits, f"{query!r} in {text!r}"
    assert hit.start is not None
    assert text[hit.start :][:1] == hit.snippet[hit.hits[0][0] :][:1]


def test_a_whole_run_comes_before_a_part_of_one(tmp_path: Path) -> None:
    index = open_index("runs", tmp_path)
    texts = ("大規模な不正アクセス事件を調べた。", "昨日、不正アクセス、と発表した。", "大規模の不正アクセス事件を調べた。")
    index.update([IndexDocument(f"S{n}", "article", n, "", text, language="ja") for n, text in enumerate(texts, 1)], (), 1)
    assert index.search("不正アクセス", limit=1).hits[0].id == "S2"
    assert index.search("不正アクセス").total == 3
    index.close()
