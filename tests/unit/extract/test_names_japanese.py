"""Names in Japanese articles. All sentences are invented."""

from __future__ import annotations

import pytest

from casefile.domain.findings import EntityType
from casefile.extract import names
from casefile.extract.document import Document
from casefile.extract.evidence import NO_EVIDENCE


def typed(text: str) -> list[tuple[str, EntityType]]:
    found = names.find(Document(text, language="ja"), (), (), NO_EVIDENCE)
    assert all(text[mention.start : mention.end] == mention.surface for mention in found)
    return [(mention.surface, mention.type) for mention in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("青海海運庁は発表した。", [("青海海運庁", EntityType.ORGANISATION)]),
        ("株式会社オルカは否定した。", [("株式会社オルカ", EntityType.ORGANISATION)]),
        ("北原直美社長は述べた。", [("北原直美", EntityType.PERSON)]),
        ("調査は東京で行われた。", [("東京", EntityType.PLACE)]),
        ("ベルトロンは応じた。", [("ベルトロン", EntityType.OTHER)]),
        ("同社のシステムとサーバーが止まった。", []),
    ],
)
def test_kinds(text: str, expected: list[tuple[str, EntityType]]) -> None:
    assert typed(text) == expected


def test_a_name_in_two_scripts_is_one_entity_and_so_is_the_family_name() -> None:
    text = "北原直美（Naomi Kitahara）社長は否定した。北原社長によると、停止は続く。"
    found = names.find(Document(text, language="ja"), (), (), NO_EVIDENCE)
    assert [mention.surface for mention in found] == ["北原直美", "Naomi Kitahara", "北原"]
    assert len({mention.entity for mention in found}) == 1
    assert {mention.type for mention in found} == {EntityType.PERSON}
    assert {mention.role for mention in found} == {None, "社長"}
