"""Whatever the text: names stand inside it, in order, do not overlap, are the same twice, and take linear work."""

from __future__ import annotations

import pytest
from effort import counted, watched
from hypothesis import given
from hypothesis import strategies as st

from casefile.extract import names
from casefile.extract.document import Document
from casefile.extract.evidence import NO_EVIDENCE

_WORDS = st.sampled_from(
    [
        *"the of and for Mr. President Ilse Varga Veltron Corp. Ltd , . ( ) BMR Bureau Marine Records".split(),
        *"北原直美 / & - ' ’s".split(),
        *["11", "iPhone", "in", "said", "\n", "“", "”"],
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(_WORDS, max_size=40).map(" ".join)), st.sampled_from(["en", "ja", "de"]))
def test_any_string(text: str, language: str) -> None:
    found = names.find(Document(text, language=language), (), (), NO_EVIDENCE)
    end = 0
    for mention in found:
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.surface
        assert 0.0 <= mention.confidence <= 1.0
        assert mention.name
        end = mention.end
    assert found == names.find(Document(text, language=language), (), (), NO_EVIDENCE)


@pytest.mark.parametrize(
    "unit",
    """Aa |A |A. |A.B.|X-|Health, |Health and |Ministry of |of the |President |Mr. |(BMR) |
    Bureau of Marine Records (BMR) |a_|a.|Trojan.|Win32/|A and other |
    such as A, |Abcde Sending |Ilse Varga, |'s |The |Xa Smith said. |北原|北原（A）|省|A&""".split("|"),
)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_work_is_linear(unit: str, language: str) -> None:
    def work(size: int) -> int:
        document = Document(unit * (size // len(unit)), language=language)
        return counted(lambda tally: names.find(watched(document, tally), (), (), NO_EVIDENCE))

    work(2_000)  # the lists that such a text needs are read
    # Four times the text: linear, with room for what is done once; quadratic would be sixteen times.
    assert work(12_000) < 5 * work(3_000) + 5_000
