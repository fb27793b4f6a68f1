"""Japanese speech."""

from __future__ import annotations

import pytest

from casefile.domain.findings import Quote
from casefile.extract import quotes
from casefile.extract.document import Document


def read(text: str) -> tuple[Quote, ...]:
    return quotes.find(Document(text, language="ja"), (), (), ())


@pytest.mark.parametrize(
    ("text", "words", "speaker", "kind"),
    [
        ("谷口明氏は「橋は動いていない」と述べた。", "橋は動いていない", "谷口明氏", "named"),
        (
            "港湾公社の担当者は「調査中だ。回答できない」と記者団に話した。",
            "調査中だ。回答できない",
            "港湾公社の担当者",
            "office",
        ),
        ("関係者は「春から続いていた」などと語った。", "春から続いていた", "関係者", "anonymous"),
        ("港湾公社は「被害はない」としている。", "被害はない", "港湾公社", "organisation"),
    ],
)
def test_direct_speech(text: str, words: str, speaker: str, kind: str) -> None:
    (quote,) = read(text)
    assert quote.kind == "direct"
    assert text[quote.start : quote.end] == words
    assert quote.speaker == speaker
    if kind != "organisation":
        assert quote.speaker_type == kind


def test_indirect_speech() -> None:
    text = "北潮市は、橋を五月に閉鎖すると発表した。"
    (quote,) = read(text)
    assert quote.kind == "indirect"
    assert text[quote.start : quote.end] == "橋を五月に閉鎖する"
    assert quote.speaker == "北潮市"


def test_a_title_is_no_speech() -> None:
    assert read("「北の橋」という映画が公開された。") == ()
