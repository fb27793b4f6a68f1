"""Names whose form alone says what they are: persons of many languages, bodies, products, ships. All are invented or, where
a maker or product stands, known to everybody."""

from __future__ import annotations

import pytest

from casefile.domain.findings import EntityType
from casefile.extract import names
from casefile.extract.document import Document
from casefile.extract.evidence import NO_EVIDENCE

PERSON, ORGANISATION, PLACE = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE
SYSTEM, PROGRAMME, OTHER = EntityType.SYSTEM, EntityType.PROGRAMME, EntityType.OTHER


def typed(text: str) -> dict[str, EntityType]:
    return {mention.surface: mention.type for mention in names.find(Document(text), (), (), NO_EVIDENCE)}


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        # Persons.
        ("He came. U.S. District Judge Consuelo Barrantes set it aside.", "Consuelo Barrantes", PERSON),
        ("Al Morrow left at noon.", "Al Morrow", PERSON),
        ("Its manager, Thamer Al-Rubaie, left.", "Thamer Al-Rubaie", PERSON),
        ("Baek Ji-hoon sang.", "Baek Ji-hoon", PERSON),
        ("Oh Se-na sees no recovery.", "Oh Se-na", PERSON),
        ("Then Lien Ming-hsuan spoke.", "Lien Ming-hsuan", PERSON),
        ("Then María José de la Cruz y Ponce spoke.", "María José de la Cruz y Ponce", PERSON),
        ("The late Sheikh Hamad bin Rashid Al Morri owned it.", "Hamad bin Rashid Al Morri", PERSON),
        # Bodies.
        ("The nurse left St Brand's Hospital in May.", "St Brand's Hospital", ORGANISATION),
        ("The Teachers' Union of Lindow met, and the Workers' Party did not.", "Workers' Party", ORGANISATION),
        ("Then Dale and Lindow Police began to look.", "Dale and Lindow Police", ORGANISATION),
        ("The sailor of the Royal Navy of Oman wrote.", "Royal Navy of Oman", ORGANISATION),
        ("Publisher Tsubaki Holdings Co. said no.", "Tsubaki Holdings Co.", ORGANISATION),
        ("The letter reached Grupo Palmasur in July.", "Grupo Palmasur", ORGANISATION),
        ("The Bundesamt für Deiche agreed.", "Bundesamt für Deiche", ORGANISATION),
        ("Later Friends of the Lake objected.", "Friends of the Lake", ORGANISATION),
        ("She teaches at Imperial College London.", "Imperial College London", ORGANISATION),
        ("The goal of Club Lindow came late.", "Club Lindow", ORGANISATION),
        ("We track the group as UNC9417 here.", "UNC9417", ORGANISATION),
        ("The Brackwater ransomware gang has struck.", "Brackwater", ORGANISATION),
        # Places.
        ("They landed at Nelson Airport.", "Nelson Airport", PLACE),
        ("The tanker lay near Khor Valad.", "Khor Valad", PLACE),
        ("A worker from Hamashita fled.", "Hamashita", PLACE),
        # Products, ships, programmes.
        ("The wallet Talveo Desktop was hit.", "Talveo Desktop", SYSTEM),
        ("Two Siemens SIMATIC controllers failed.", "Siemens SIMATIC", SYSTEM),
        ("Staff packed the files with 7-Zip and left.", "7-Zip", SYSTEM),
        ("The probe Orlan 3 took off.", "Orlan 3", SYSTEM),
        ("An ATR 72-600 of the line overran it.", "ATR 72-600", SYSTEM),
        ("The flaw is in Palo Alto Networks PAN-OS too.", "Palo Alto Networks PAN-OS", SYSTEM),
        ("They opened Word documents with macros.", "Word", SYSTEM),
        ("The trawler Sea Harvest sank.", "Sea Harvest", SYSTEM),
        ("Then HMS Lindow came to help.", "HMS Lindow", SYSTEM),
        ("They use Telegram, Wexo and Viber.", "Wexo", SYSTEM),
        ("Operation Night Heron ended in March.", "Operation Night Heron", PROGRAMME),
        ("The Treaty of Lindow was signed.", "Treaty of Lindow", OTHER),
    ],
)
def test_the_form_tells_the_kind(text: str, surface: str, kind: EntityType) -> None:
    assert typed(text).get(surface) == kind


@pytest.mark.parametrize(
    "text",
    [
        "They paid 200 crore Rs in coins.",
        "The dividend is SEK 2.50 a share.",
        "Firmware implants survive it.",
        "The chip has SPI flash and UEFI.",
    ],
)
def test_currencies_and_common_technology_are_no_names(text: str) -> None:
    assert typed(text) == {}


def test_a_series_says_nothing_of_its_members_where_the_known_ones_differ() -> None:
    assert typed("They met in Oslo, Wexo and Reuters.")["Wexo"] is not SYSTEM


def test_an_article_belongs_to_a_known_name_only_where_no_other_capital_follows() -> None:
    assert "Australian Transport Bureau" in typed("The Australian Transport Bureau will report.")
    assert "The Australian" in typed("He read it in The Australian today.")


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("Its head Christian Orlo left.", "Christian Orlo", PERSON),
        ("Shares of Nordbank fell.", "Nordbank", ORGANISATION),
        ("It has a Trent 900 engine.", "Trent 900", SYSTEM),
        (
            "They told the Acquisition, Technology and Logistics Agency.",
            "Acquisition, Technology and Logistics Agency",
            ORGANISATION,
        ),
        ("Two advertising networks, Adlane and Mobvibe, got it.", "Adlane", ORGANISATION),
        ("The app Desert Diary asks for it.", "Desert Diary", SYSTEM),
        ("Phones with iOS 9.3.5 are safe.", "iOS 9.3.5", SYSTEM),
    ],
)
def test_words_beside_the_name_tell_its_kind(text: str, surface: str, kind: EntityType) -> None:
    assert typed(text).get(surface) == kind


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("Senators Lisa Morden and Pat Delany wrote.", "Lisa Morden", PERSON),
        ("Rear Admiral Sir Peter Gresham KBE spoke.", "Peter Gresham", PERSON),
        ("Then HMS Defender came.", "HMS Defender", SYSTEM),
        ("Typhoon Hagorin did damage.", "Typhoon Hagorin", OTHER),
        ("Bank Mandoro lent money.", "Bank Mandoro", ORGANISATION),
    ],
)
def test_words_within_the_name_tell_its_kind(text: str, surface: str, kind: EntityType) -> None:
    assert typed(text).get(surface) == kind
