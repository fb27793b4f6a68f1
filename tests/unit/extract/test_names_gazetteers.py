"""The lists of names are well formed and say what they should."""

from __future__ import annotations

import pytest

from casefile import assets
from casefile.domain.findings import EntityType
from casefile.extract.names.gazetteer import demonyms, first_names, gazetteer, last_names


@pytest.mark.parametrize(
    ("name", "kind", "first"),
    [
        ("UK", EntityType.PLACE, "United Kingdom"),
        ("U.S.", EntityType.PLACE, "United States"),
        ("Lyons", EntityType.PLACE, "Lyon"),
        ("World Health Organization", EntityType.ORGANISATION, "World Health Organization"),
        ("windows 11", EntityType.SYSTEM, "Windows 11"),
        ("Nobel Prize", EntityType.OTHER, "Nobel Prize"),
        ("Stuxnet", EntityType.OTHER, "Stuxnet"),
        ("Medicare", EntityType.PROGRAMME, "Medicare"),
        ("fancy bear", EntityType.ORGANISATION, "APT28"),
        ("Volt Typhoon", EntityType.ORGANISATION, "Volt Typhoon"),
        ("Linux Mint", EntityType.SYSTEM, "Linux Mint"),
    ],
)
def test_known_names(name: str, kind: EntityType, first: str) -> None:
    known = gazetteer().find(name)
    assert known is not None
    assert (known.type, known.name) == (kind, first)


def test_abbreviations_are_known_only_in_capitals() -> None:
    assert gazetteer().find("WHO") is not None
    assert gazetteer().find("who") is None
    assert gazetteer().find("us") is None


def test_names_that_are_other_things_too_count_among_malware_only() -> None:
    assert gazetteer().find("Joker") is None
    known = gazetteer(among_malware=True).find("Joker")
    assert known is not None
    assert known.category in gazetteer().malware
    # A code name in capitals is a word otherwise.
    assert gazetteer(among_malware=True).find("SUBMARINE") is not None
    assert gazetteer(among_malware=True).find("submarine") is None


def test_lists_of_words() -> None:
    assert first_names()["hiroshi"] == "m"
    assert first_names()["jean"] == "n"
    assert "nakamura" in last_names()
    assert "norwegian" in demonyms()


@pytest.mark.parametrize(
    "file",
    [
        "places",
        "organisations",
        "threat-groups",
        "systems",
        "malware",
        "demonyms",
        "first-names",
        "last-names",
    ],
)
def test_files_are_small_sections_of_plain_lines(file: str) -> None:
    text = assets.resource("gazetteers", f"{file}.txt").read_text(encoding="utf-8")
    lines = text.splitlines()
    assert lines[0].startswith("# ")
    assert len(text) < 100_000
    for line in lines:
        assert line == line.strip()
        assert "||" not in line.replace(" ", "")
        assert not line.endswith("|")
