"""What stands around the reporting, when it came out, what language it is in."""

from __future__ import annotations

import pytest

from casefile.domain.articles import Basis, Publication
from casefile.extract import extract, frame, languages, publication
from casefile.extract.document import Document


def kinds(text: str) -> list[tuple[str, str]]:
    return [(one.kind, text[one.start : one.end]) for one in frame.find(Document(text))]


def test_head_and_tail_of_an_article() -> None:
    text = (
        "Mill at Orrin Burns to the Ground\n\nBy Ann Hartley\n\nPublished: 21 June 2024\n\n"
        "Photo: The mill after the fire. (Herald file photo)\n\n"
        "ORRIN, June 20 (Herald) - The mill burned on Thursday.\n\nPolice are looking for witnesses.\n\n"
        "(This article was written by Ann Hartley.)\n\n"
        "Ann Hartley is a staff reporter for the Herald and covers the north."
    )
    assert kinds(text) == [
        ("headline", "Mill at Orrin Burns to the Ground"),
        ("byline", "By Ann Hartley"),
        ("published", "Published: 21 June 2024"),
        ("caption", "Photo: The mill after the fire. (Herald file photo)"),
        ("dateline", "ORRIN, June 20 (Herald)"),
        ("note", "(This article was written by Ann Hartley.)"),
        ("biography", "Ann Hartley is a staff reporter for the Herald and covers the north."),
    ]


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("NAIROBI, Kenya (AP) _ Two men left.", "NAIROBI, Kenya (AP)"),
        ("NEW YORK — Two men left.", "NEW YORK"),
        ("Tokyo, Nov. 29 (Kyodo) -- Two men left.", "Tokyo, Nov. 29 (Kyodo)"),
        ("NATO - said nothing.", "NATO"),
    ],
)
def test_datelines(line: str, dateline: str) -> None:
    assert ("dateline", dateline) in kinds(f"Headline of the article\n\n{line}\n\nMore.")


@pytest.mark.parametrize(
    "text",
    [
        "The minister is a former reporter.\n\nHe left the paper for the party long ago, friends said.",
        "By noon the mill had burned down and the men were safe.\n\nThe river rose.",
        "Photographs of the wreck, which police published after a long delay on Friday, show that nothing of the north wing "
        "could be saved by the brigade.\n\nThe mill was old.",
    ],
)
def test_reporting_is_no_frame(text: str) -> None:
    assert [kind for kind, _ in kinds(text) if kind in ("biography", "byline")] == []


def inferred(text: str, given: str | None = None) -> Publication:
    document = Document(text, Publication(given, Basis.GIVEN, 1.0) if given else Publication())
    return publication.infer(document, frame.find(document))


def test_what_is_given_wins() -> None:
    assert inferred("A headline stands here\n\n3 May 2020\n\nText.", "2024-10").edtf == "2024-10"


@pytest.mark.parametrize(
    ("text", "edtf", "basis"),
    [
        ("A headline stands here\n\nMay 3, 2020\n\nText of it.", "2020-05-03", Basis.TEXT),
        ("A headline stands here\n\nLast updated: 3 May 2020, 10:35\n\nText of it.", "2020-05-03", Basis.TEXT),
        ("A headline stands here\n\nORRIN, May 3, 2020 (Herald) - Text of it.", "2020-05-03", Basis.DATELINE),
        ("A headline stands here\n\nMay 3, 2020 News\n\nText of it.", "2020-05-03", Basis.TEXT),
        ("A headline stands here\n\nMay 3, 2020 -- Text of it was written.", "2020-05-03", Basis.DATELINE),
        ("https://herald.example/2020/05/03/mill\n\nText of it.", "2020-05-03", Basis.TEXT),
        ("It began in June 2023 after a quarrel in 2019. It will end in 2030.", "2023-06/2030", Basis.TEXT),
        ("It began in June 2023 after a quarrel in 2019.", "2023-06/..", Basis.TEXT),
        ("The port was attacked in May 2023. In July it was shut.", "2023-07/..", Basis.TEXT),
        ("This summer the port burned. The last fire was in 2019.", "2020-22/..", Basis.TEXT),
        ("The port was attacked in 2023. Last year it was shut.", "2024/..", Basis.TEXT),
        (
            "The port was attacked in 2023. It had no guard. Nobody saw it. It was dark. In September it was shut.",
            "2024-09/..",
            Basis.TEXT,
        ),
    ],
)
def test_what_the_text_says(text: str, edtf: str, basis: Basis) -> None:
    found = inferred(text)
    assert (found.edtf, found.basis) == (edtf, basis)


def test_bounds_are_less_sure_than_dates() -> None:
    assert inferred("It began in June 2023.").confidence < inferred("Headline of it\n\nMay 3, 2020\n\nText.").confidence


def test_nothing_is_made_up() -> None:
    assert inferred("It began last year and ended on Friday.") == Publication()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The minister said that he was not in the office and had left.", "en"),
        ("Der Minister sagte, dass er nicht im Büro sei und die Akten nicht habe.", "de"),
        ("Le ministre a dit que les dossiers sont dans le bureau et pas ici.", "fr"),
        ("El ministro dijo que los documentos no están en la oficina.", "es"),
        ("大臣は会見で資料が流出したと述べた。", "ja"),
        ("Министр сказал, что документы пропали.", "ru"),
        ("Міністр сказав, що їх немає.", "uk"),
        ("部长说文件丢失。", "zh"),
        ("Die Polizei hat einen Mann festgenommen.", "de"),
        ("La police a arrêté un homme dans le port.", "fr"),
        ("Poliția a reținut un bărbat în port.", "ro"),
        ("Policja nie zatrzymała mężczyzny, bo on był w domu.", "pl"),
        ("", "en"),
        ("12345", "en"),
        # Too little to tell: words that are spelt alike, names with foreign letters.
        ("A ferry sank.", "en"),
        ("A fire broke out in Lund.", "en"),
        ("Van der Berg leaves office", "en"),
        ("La Serra mayor quits.", "en"),
        ("Erdoğan met Müller.", "en"),
        ("Museum loses painting, says sorry", "en"),
        ("Port of El Cabo shut, no ferries on Monday", "en"),
    ],
)
def test_languages(text: str, code: str) -> None:
    assert languages.guess(text) == code


def test_bounds_too_wide_date_nothing_and_narrow_ones_do() -> None:
    wide = extract("It began in June 2023. It will end in 2030. Yesterday the port was shut.")
    narrow = extract("It began on 3 June 2023. It will end in July 2023. Last year the port was shut.")
    assert [date.edtf for date in wide.dates if date.anchor == "published"] == []
    assert (narrow.published.edtf, narrow.dates[-1].edtf) == ("2023-06-03/2023-07", "2022")
