"""Japanese dates and figures. Published on Friday 21 June 2024."""

from __future__ import annotations

import pytest

from casefile.domain.articles import Publication
from casefile.extract import dates, figures
from casefile.extract.document import Document


def read(text: str) -> list[tuple[str, str | None]]:
    document = Document(text, Publication("2024-06-21"), language="ja")
    return [(text[one.start : one.end], one.edtf or one.duration or one.reference) for one in dates.find(document, ())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("倉庫は2021年3月3日に焼けた。", [("2021年3月3日", "2021-03-03")]),
        ("倉庫は２０２１年３月に焼けた。", [("２０２１年３月", "2021-03")]),
        ("倉庫は令和3年に焼けた。", [("令和3年", "2021")]),
        ("倉庫は平成元年に建った。", [("平成元年", "1989")]),
        ("昨年6月に倉庫が焼けた。", [("昨年6月", "2023-06")]),
        ("先月、倉庫が焼けた。同月20日に会見した。", [("先月", "2024-05"), ("同月20日", "2024-05-20")]),
        ("2021年4月に書類送検し、同年10月に不起訴とした。", [("2021年4月", "2021-04"), ("同年10月", "2021-10")]),
        ("20日に会見し、翌日に辞任した。", [("20日", "2024-06-20"), ("翌日", "2024-06-21")]),
        ("昨夏から続く。", [("昨夏", "2023-22")]),
        ("18日夜に火が出た。", [("18日", "2024-06-18")]),
        ("来月5日に開かれる。", [("来月5日", "2024-07-05")]),
        ("30日に開かれる予定だ。", [("30日", "2024-06-30")]),
        ("2022年度の予算。", [("2022年度", "2022-04/2023-03")]),
        ("1990年代に閉じた。", [("1990年代", "199X")]),
        ("3年前に閉じた。", [("3年前", "2021")]),
        ("4か月間続いた。", [("4か月間", "P4M")]),
        ("先週金曜日に閉じた。", [("先週金曜日", "2024-06-14")]),
        ("20日午前10時半に始まった。", [("20日", "2024-06-20"), ("午前10時半", "2024-06-20T10:30")]),
        ("最近は静かだ。", [("最近", "past")]),
        ("三日月を見た第二日本丸。", []),
        ("同社は2024-05-03に発表し、2023/11/29にも開いた。", [("2024-05-03", "2024-05-03"), ("2023/11/29", "2023-11-29")]),
        ("本日2024-06-01発表。", [("本日", "2024-06-21"), ("2024-06-01", "2024-06-01")]),
        ("型番A2024-05-03は古い。", []),
    ],
)
def test_dates(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "words", "value", "unit", "qualifier"),
    [
        ("約5000人の情報が漏れた。", "約5000人", 5000, "人", "about"),
        ("1万件以上の文書が漏れた。", "1万件以上", 10000, "件", "at least"),
        ("基金は1兆円だ。", "1兆円", 1e12, "JPY", "exactly"),
        ("1億2000万円を失った。", "1億2000万円", 1.2e8, "JPY", "exactly"),
        ("価格は3.5％上がった。", "3.5％", 3.5, "%", "exactly"),
        ("四十社超が被害に遭った。", "四十社超", 40, "社", "more than"),
        ("二百三十人が来た。", "二百三十人", 230, "人", "exactly"),
    ],
)
def test_figures(text: str, words: str, value: float, unit: str, qualifier: str) -> None:
    document = Document(text, Publication("2024-06-21"), language="ja")
    (only,) = figures.find(document, dates.find(document, ()))
    assert (text[only.start : only.end], only.value, only.unit, only.qualifier) == (words, value, unit, qualifier)


def test_numbers_of_dates_and_names_are_no_figures() -> None:
    document = Document("2021年3月3日、第2号機とH3ロケット。", Publication("2024-06-21"), language="ja")
    assert figures.find(document, dates.find(document, ())) == ()


@pytest.mark.parametrize(
    ("language", "text", "found", "counted"),
    [
        ("zh", "市政府2024-05-03宣布，1000人受影响。", ["2024-05-03"], [1000.0]),
        ("de", "Am 03.05.2024 fehlten 1.200 Akten und 3,5 Tonnen.", ["2024-05-03"], [1200.0, 3.5]),
        ("fr", "Le 2024-05-03, 1 200 dossiers et 12 000 000 francs.", ["2024-05-03"], [1200.0, 12e6]),
        ("ru", "2024-05-03 пропали 1 000 дел.", ["2024-05-03"], [1000.0]),
        ("es", "El 3/5/2024 faltaban 10.500,75 euros.", ["2024-05-03"], [10500.75]),
    ],
)
def test_other_languages_have_dates_in_digits_and_numbers(
    language: str, text: str, found: list[str], counted: list[float]
) -> None:
    document = Document(text, Publication("2024-06-21"), language=language)
    told = dates.find(document, ())
    assert [one.edtf for one in told] == found
    assert [one.value for one in figures.find(document, told)] == counted
