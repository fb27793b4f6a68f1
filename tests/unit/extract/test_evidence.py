"""What the case shows about a name helps where an article shows little."""

from __future__ import annotations

import random

from casefile.domain.findings import EntityType
from casefile.extract import names
from casefile.extract.document import Document
from casefile.extract.evidence import NO_EVIDENCE, Evidence, collect, key_of

_SURE = "Lumora is a software company. Shares of Lumora fell."
_PLACE = "The town of Lumora lies in the hills. Fishermen met in Lumora."
_WEAK = "They spoke about Lumora for a while."


def _kinds(text: str, evidence: Evidence) -> set[EntityType]:
    return {mention.type for mention in names.find(Document(text), (), (), evidence)}


def test_a_weak_mention_takes_its_kind_from_the_case() -> None:
    sure = names.find(Document(_PLACE), (), (), NO_EVIDENCE)
    assert _kinds(_WEAK, NO_EVIDENCE) == {EntityType.OTHER}
    assert _kinds(_WEAK, collect([sure] * 5)) == {EntityType.PLACE}


def test_the_order_of_articles_is_nothing() -> None:
    texts = [_SURE, _WEAK, "Ilse Varga, 52, left Lumora. The Harbour Agency said so."]
    articles = [names.find(Document(text), (), (), NO_EVIDENCE) for text in texts]
    shuffled = articles[:]
    random.Random(4).shuffle(shuffled)
    assert collect(articles) == collect(shuffled)


def test_keys_fold_article_possessive_and_case_but_not_abbreviations() -> None:
    assert key_of("The Harbour Agency’s") == key_of("harbour  agency") == "harbour agency"
    assert key_of("WHO") == "WHO" != key_of("Who")
    assert key_of("Veltron Corp.") == "veltron corp"
