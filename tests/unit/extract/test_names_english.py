"""Names in English articles, by phenomenon. All sentences are invented."""

from __future__ import annotations

import pytest

from casefile.domain.findings import EntityType, Mention
from casefile.domain.ids import Kind, anchor_id, text_digest
from casefile.extract import names
from casefile.extract.document import Document, Frame
from casefile.extract.evidence import NO_EVIDENCE

PERSON, ORGANISATION, PLACE = EntityType.PERSON, EntityType.ORGANISATION, EntityType.PLACE
SYSTEM, PROGRAMME, OTHER = EntityType.SYSTEM, EntityType.PROGRAMME, EntityType.OTHER


def read(text: str, *frames: Frame) -> tuple[Mention, ...]:
    return names.find(Document(text), frames, (), NO_EVIDENCE)


def typed(text: str) -> list[tuple[str, EntityType]]:
    return [(mention.surface, mention.type) for mention in read(text)]


def of(text: str, surface: str) -> Mention:
    return next(mention for mention in read(text) if mention.surface == surface)


def together(text: str, *surfaces: str) -> bool:
    entities = {mention.surface: mention.entity for mention in read(text)}
    return len({entities[surface] for surface in surfaces}) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Organisations by form, head and surroundings.
        ("The firm was bought by Veltron Marine Ltd. for a small sum.", [("Veltron Marine Ltd.", ORGANISATION)]),
        ("It was sold to Quarry & Moss last year.", [("Quarry & Moss", ORGANISATION)]),
        ("A clerk of the Coastal Pilots Authority signed it.", [("Coastal Pilots Authority", ORGANISATION)]),
        (
            "They asked the Ministry of Fisheries, Forestry and Water.",
            [("Ministry of Fisheries, Forestry and Water", ORGANISATION)],
        ),
        ("The Culture, Sports and Tourism Ministry refused.", [("Culture, Sports and Tourism Ministry", ORGANISATION)]),
        ("A note from the Strategy and Planning Bureau arrived.", [("Strategy and Planning Bureau", ORGANISATION)]),
        ("He read history at the University of Ostermark.", [("University of Ostermark", ORGANISATION)]),
        ("Shares fell after broker Halden sold out.", [("Halden", ORGANISATION)]),
        # People.
        ("On the pier stood Tobias Renkel, 52, with a lamp.", [("Tobias Renkel", PERSON)]),
        ("It was the work of J. K. Ostrow, she wrote.", [("J. K. Ostrow", PERSON)]),
        ("They met Ludovic van der Meer again.", [("Ludovic van der Meer", PERSON)]),
        ("A letter to Siobhan O’Dell was found.", [("Siobhan O’Dell", PERSON)]),
        ("They met Robert C. “Bobby” Lindow (D-Va.) there.", [("Robert C. “Bobby” Lindow", PERSON), ("Va", PLACE)]),
        ("They met Han Seo-jun, 41, there.", [("Han Seo-jun", PERSON)]),
        ("They met Democrat Ilse Varga there.", [("Ilse Varga", PERSON)]),
        # Places.
        ("The ship sank near Cape Morrow in bad weather.", [("Cape Morrow", PLACE)]),
        ("He grew up in western Estonia.", [("Estonia", PLACE)]),
        ("They live in Orlsund, Norway, now.", [("Orlsund", PLACE), ("Norway", PLACE)]),
        ("The town of Brackwater was cut off.", [("Brackwater", PLACE)]),
        # Systems.
        ("Clerks ran Windows 11 and Microsoft 365 on all machines.", [("Windows 11", SYSTEM), ("Microsoft 365", SYSTEM)]),
        ("The crew tested the new XR-7 rocket.", [("XR-7", SYSTEM)]),
        ("All data sat on a server known as Lantern Vault.", [("Lantern Vault", SYSTEM)]),
        ("The flaw, CVE-2031-4410, was mended.", [("CVE-2031-4410", OTHER)]),
        # Programmes and other things.
        ("She joined the Tideline exploration programme early.", [("Tideline", PROGRAMME)]),
        ("Police began Operation Grey Heron in spring.", [("Operation Grey Heron", PROGRAMME)]),
        ("Both signed the Harbour Safety Act.", [("Harbour Safety Act", OTHER)]),
    ],
)
def test_kinds(text: str, expected: list[tuple[str, EntityType]]) -> None:
    assert typed(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Yesterday the clerk went home. Nobody saw him. However, he came back.",
        "On Monday, a French official and two Muslims met the president in May.",
        "The server used HTTPS and JSON over TCP; the API key was a SHA256 hash of the PIN.",
        "It set BOOT_COMPLETE, wrote notes.xml, called grabScreen and loaded com.example.app at @handle.",
        "Storage grew from 30GB to 2TB for US$ 40.",
        "“Nothing was lost,” officials said. “Records are safe.”",
        "THE DOOR WAS OPEN. NOBODY CAME.",
    ],
)
def test_no_names(text: str) -> None:
    assert typed(text) == []


def test_a_word_that_begins_a_sentence_is_a_name_if_it_is_one_elsewhere() -> None:
    assert typed("Ostrava was quiet. Reporters in Ostrava waited.") == [("Ostrava", PLACE), ("Ostrava", PLACE)]
    assert typed("Fishing was banned. They lived by fishing.") == []


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Chief Harbour Engineer was away, but President Ilse Varga came.", "Ilse Varga", "President"),
        ("Deputy Foreign Minister Tobias Renkel spoke.", "Tobias Renkel", "Deputy Foreign Minister"),
        ("Science minister Naomi Kitahara agreed.", "Naomi Kitahara", "Science minister"),
        ("Veltron CEO Marcus Thorne resigned.", "Marcus Thorne", "CEO"),
        ("The former Secretary of State Anna Lund wrote it.", "Anna Lund", "Secretary of State"),
        ("The harbour’s security director, Anna Lund, was told.", "Anna Lund", "security director"),
        ("Anna Lund, a senior port official, was told.", "Anna Lund", "senior port official"),
        ("Anna Lund is a reporter for a daily.", "Anna Lund", "reporter"),
        ("Mr. Marcus Thorne resigned.", "Marcus Thorne", None),
    ],
)
def test_roles_are_no_part_of_the_name(text: str, name: str, role: str | None) -> None:
    mention = of(text, name)
    assert mention.type is PERSON
    assert mention.role == role


def test_a_title_may_be_a_part_of_the_name() -> None:
    assert typed("They drove from King County to General Motors.") == [
        ("King County", PLACE),
        ("General Motors", ORGANISATION),
    ]


def test_the_owner_and_the_owned_are_two_names() -> None:
    assert [surface for surface, _ in typed("It was Veltron’s Morrow Research Center that burned.")] == [
        "Veltron",
        "Morrow Research Center",
    ]


def test_a_body_and_its_head_with_nothing_between() -> None:
    assert typed("The head of the Harbour Pilots Council Erik Varga spoke.") == [
        ("Harbour Pilots Council", ORGANISATION),
        ("Erik Varga", PERSON),
    ]


def test_each_of_a_list_is_a_name() -> None:
    found = typed("Partners include the Northern Pilots Agency, Quarry Motor Corp. and the Defence Ministry.")
    assert [surface for surface, _ in found] == ["Northern Pilots Agency", "Quarry Motor Corp.", "Defence Ministry"]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("The Bureau of Marine Records (BMR) met. The BMR agreed.", ["Bureau of Marine Records", "BMR"]),
        ("A man at the Northern Xenon Laboratory (NXL) spoke.", ["Northern Xenon Laboratory", "NXL"]),
        ("The Bureau of Marine Records met, and the BMR agreed.", ["Bureau of Marine Records", "BMR"]),
        ("Ilse Varga spoke. Later Varga left.", ["Ilse Varga", "Varga"]),
        ("Ilse K. Varga spoke, and Ilse Varga left.", ["Ilse K. Varga", "Ilse Varga"]),
        ("Quarry Motor Corp. fell. Quarry had warned of it.", ["Quarry Motor Corp.", "Quarry"]),
        ("Quarry Heavy Works Ltd. fell. Quarry Heavy Works had warned.", ["Quarry Heavy Works Ltd.", "Quarry Heavy Works"]),
        ("The U.S. said so; the United States repeated it.", ["U.S.", "United States"]),
        ("The Ministry of Harbours met. Later the Ministry agreed.", ["Ministry of Harbours", "Ministry"]),
        ("They cheered Mighty Ilse Varga; Ilse Varga wept.", ["Mighty Ilse Varga", "Ilse Varga"]),
        ("Naomi Kitahara (北原直美) came, and 北原直美 spoke.", ["Naomi Kitahara", "北原直美"]),
        ("北原直美 / Naomi Kitahara came.", ["Naomi Kitahara", "北原直美"]),
    ],
)
def test_aliases_are_one_entity(text: str, surfaces: list[str]) -> None:
    assert together(text, *surfaces)


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Ilse Varga spoke and Tomas Varga wept. Then Varga left.", ["Ilse Varga", "Tomas Varga"]),
        ("Ilse Varga spoke and Tomas Varga wept. Then Varga left.", ["Ilse Varga", "Varga"]),
        ("Susan Varga spoke. Mr. Varga was away.", ["Susan Varga", "Varga"]),
        ("Defence Ministry and Defence Agency differ.", ["Defence Ministry", "Defence Agency"]),
    ],
)
def test_what_may_be_two_stays_two(text: str, surfaces: list[str]) -> None:
    assert not together(text, *surfaces)


def test_the_fullest_name_and_the_first_mention_stand_for_all() -> None:
    text = "Varga had gone. Ilse Varga was the harbour master."
    found = read(text)
    assert {mention.name for mention in found} == {"Ilse Varga"}
    assert {mention.entity for mention in found} == {anchor_id(Kind.ENTITY, text_digest(text), "Varga", 0)}


def test_a_word_in_front_gives_no_name() -> None:
    found = read("They met Hydrologist Erik Varga. Erik Varga left.")
    assert {mention.name for mention in found} == {"Erik Varga"}


def test_a_country_goes_by_its_name() -> None:
    assert of("It came from the UK that day.", "UK").name == "United Kingdom"


def test_what_one_sentence_shows_the_article_takes_over() -> None:
    found = read("Lumora is a banking trojan that steals codes. Analysts met Lumora again in spring.")
    assert {(mention.surface, mention.type) for mention in found} == {("Lumora", OTHER)}


def test_the_foremost_bearer_takes_the_surname() -> None:
    text = "Ilse Varga came. Ilse Varga sat. Ilse Varga ate. Ilse Varga slept. Tomas Varga looked on. Then Varga rose."
    found = read(text)
    assert found[-1].surface == "Varga"
    assert found[-1].entity == found[0].entity


def test_a_headline_in_capitals_takes_its_names_from_the_article() -> None:
    text = "Hackers Hit Lumora Server in Harbour Town\n\nLumora Works Ltd. said so. Reporters asked Lumora again."
    assert [mention.surface for mention in read(text) if mention.start < 41] == ["Lumora"]


def test_names_in_the_frame_are_marked() -> None:
    text = "Ilse Varga spoke. By Anna Lund"
    found = read(text, Frame(18, len(text), "byline"))
    assert [(mention.surface, mention.frame) for mention in found] == [("Ilse Varga", False), ("Anna Lund", True)]


def test_other_languages_show_only_what_capitals_show_beyond_doubt() -> None:
    text = "Gestern sprach der Minister Karl Vogt in Berlin über die Lage im Hafen."
    found = names.find(Document(text, language="de"), (), (), NO_EVIDENCE)
    assert [mention.surface for mention in found] == ["Karl Vogt", "Berlin"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Banks such as Harrow, Ostin and Vebb were hit.", {"Harrow", "Ostin", "Vebb"}),
        ("Harrow, Ostin and other banks were hit.", {"Harrow", "Ostin"}),
        ("It struck companies, including Harrow and Vebb.", {"Harrow", "Vebb"}),
    ],
)
def test_an_enumeration_is_of_the_kind_its_noun_says(text: str, expected: set[str]) -> None:
    assert {name for name, kind in typed(text) if kind is ORGANISATION} == expected


@pytest.mark.parametrize(
    "name",
    [
        "Trojan.Win32.Lurker",
        "Android/Spy.Lurker.b",
        "W32.Lurker!gen",
        "Trojan-Banker.Linux.Lurker",
        "Backdoor:Win32/Lurker",
    ],
)
def test_names_that_scanners_give_are_one_mention(name: str) -> None:
    assert typed(f"Scanners report the file as {name} since May.") == [(name, OTHER)]


@pytest.mark.parametrize("text", ["It runs on Android/iOS alike.", "See com.example.Lurker and /etc/Lurker.conf there."])
def test_paths_and_pairs_are_no_names_of_scanners(text: str) -> None:
    assert not [name for name, _ in typed(text) if "/" in name or "." in name]


MALWARE_REPORT = (
    "The trojan was found by Ostin Labs. This malware spread by mail. The backdoor came later. Lurkbit steals codes. "
    "Lurkbit encrypts files. Samples of Lurkbit were unpacked. {}"
)


def test_a_heading_that_runs_into_a_sentence_is_no_part_of_the_name() -> None:
    text = MALWARE_REPORT.format("Lurkbit Sending the code Lurkbit sends the code. Decrypted Lurkbit files follow.")
    assert {name for name, _ in typed(text) if "Lurkbit" in name} == {"Lurkbit"}


def test_what_acts_as_malware_does_is_malware() -> None:
    assert ("Lurkbit", OTHER) in typed(MALWARE_REPORT.format(""))


@pytest.mark.parametrize("words", ["Command & Control", "Mobile Device Management", "Infection Chain", "Initial Access"])
def test_terms_of_the_trade_are_no_names(words: str) -> None:
    assert words not in [name for name, _ in typed(f"It sends everything to the {words} server of the group.")]


def test_a_makers_product_is_a_system() -> None:
    assert ("Kaspersky Threat Prevention", SYSTEM) in typed("They bought Kaspersky Threat Prevention last year.")


def test_a_district_of_schools_is_a_body() -> None:
    assert ("Lindow School District", ORGANISATION) in typed("Classes in the Lindow School District were cancelled.")


def test_a_body_and_its_chair_are_two_names() -> None:
    found = typed("The chair of the Harbour Council Orvar Solan told the paper.")
    assert ("Harbour Council", ORGANISATION) in found
    assert ("Orvar Solan", PERSON) in found


def test_a_family_name_first_or_last_is_one_person() -> None:
    assert together("Vereb Ilona came. The board heard Ilona Vereb twice.", "Vereb Ilona", "Ilona Vereb")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The backdoor Lurkbit was found. Police seized Lurkbit servers.", "backdoor"),
        ("They were hit by Lurkbit ransomware last year.", "ransomware"),
        ("It was Stuxnet again, the engineers wrote.", "worm"),
        ("Both signed the Harbour Safety Act.", None),
    ],
)
def test_malware_says_what_it_is_in_its_role(text: str, role: str | None) -> None:
    found = next(mention for mention in read(text) if mention.type is OTHER)
    assert found.role == role


ABOUT_MALWARE = "The trojan was found by Ostin Labs. This malware spread by mail. The backdoor came later. "


@pytest.mark.parametrize(
    ("text", "surface", "kind", "role"),
    [
        # What kind of malware a known name is, by the list it is in.
        ("They had met Emotet before.", "Emotet", OTHER, "banking trojan"),
        ("Vidar was back, they wrote.", "Vidar", OTHER, "infostealer"),
        # Flaws are no systems.
        ("They closed CVE-2031-0001 in May.", "CVE-2031-0001", OTHER, "vulnerability"),
        ("They closed EternalBlue too late.", "EternalBlue", OTHER, "vulnerability"),
        # Who attacks, under the names vendors give.
        ("It was the work of Midnight Blizzard, they wrote.", "Midnight Blizzard", ORGANISATION, None),
        # What begins with malware of the article is that too.
        (
            "Lurkbit steals codes. The backdoor Lurkbit grows. They took the Lurkbit Dropper apart.",
            "Lurkbit Dropper",
            OTHER,
            "dropper",
        ),
        # Products that are written small.
        ("It asks whatsapp users for a code.", "whatsapp", SYSTEM, None),
        ("It came by way of google play and left.", "google play", SYSTEM, None),
    ],
)
def test_what_reports_on_security_name(text: str, surface: str, kind: EntityType, role: str | None) -> None:
    mention = of(ABOUT_MALWARE + text, surface)
    assert (mention.type, mention.role) == (kind, role)


def test_a_bare_name_of_which_nothing_is_known_is_a_body_among_bodies_only() -> None:
    weak = "They spoke about Lumora for a while."
    among = "Veltron Marine Ltd. fell. So did Quarry & Moss. The Coastal Pilots Authority and Ostin Energy Inc. rose. "
    assert of(weak, "Lumora").type is OTHER
    assert of(among + weak, "Lumora").type is ORGANISATION


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        # Classes of an interface are no products.
        ("It asks the AlarmManager for time.", []),
        # A heading runs into the sentence behind it.
        ("It avoids Avoiding Google Play by a trick.", ["Google Play"]),
        ("It was sold on Google Play Kaspersky said nothing.", ["Google Play", "Kaspersky"]),
        # A headline with its sentence on one line.
        ("Researchers Find Strange Windows Sample Again Today the office was closed.", ["Windows"]),
        # The name of a product with its head stays whole.
        ("They sell the Kaspersky Defense Platform there.", ["Kaspersky Defense Platform"]),
    ],
)
def test_headings_in_reports_on_security(text: str, surfaces: list[str]) -> None:
    found = [surface for surface, _ in typed(ABOUT_MALWARE + text) if surface != "Ostin Labs"]
    assert found == surfaces
