"""The word lists that the rules for English names go by, as sets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from casefile.extract import lexicon
from casefile.extract.names import gazetteer


@dataclass(frozen=True, slots=True)
class Rules:
    openers: frozenset[str]
    common: frozenset[str]
    never: frozenset[str]
    particles: frozenset[str]
    korean: frozenset[str]
    ambiguous: frozenset[str]
    postal: frozenset[str]
    honorifics: dict[str, str]
    ranks: frozenset[str]
    postnominals: frozenset[str]
    offices: frozenset[str]
    multi: frozenset[tuple[str, ...]]
    modifiers: frozenset[str]
    portfolios: frozenset[str]
    speech: frozenset[str]
    human: frozenset[str]
    legal: frozenset[str]
    org_heads: frozenset[str]
    org_fronts: frozenset[str]
    memberships: frozenset[str]
    district_bodies: frozenset[str]
    weak_heads: frozenset[str]
    of_heads: frozenset[str]
    for_heads: frozenset[str]
    on_heads: frozenset[str]
    fields: frozenset[str]
    org_after: frozenset[str]
    org_before: frozenset[str]
    said_before: frozenset[str]
    org_verbs: frozenset[str]
    place_heads: frozenset[str]
    facilities: frozenset[str]
    fronts: frozenset[str]
    compass: frozenset[str]
    place_strong: frozenset[str]
    place_weak: frozenset[str]
    place_before: frozenset[str]
    place_after: frozenset[str]
    system_heads: frozenset[str]
    made_with: frozenset[str]
    ship_fronts: frozenset[str]
    storm_fronts: frozenset[str]
    group_designations: frozenset[str]
    malware: frozenset[str]
    system_verbs: frozenset[str]
    generic: frozenset[str]
    generic_phrases: frozenset[str]
    written_small: dict[str, frozenset[tuple[str, ...]]]
    """By their first word, the names that are also written without capitals."""
    identifier_ends: tuple[str, ...]
    flaw_lists: frozenset[str]
    malware_ends: tuple[str, ...]
    malware_acts: frozenset[str]
    malware_users: frozenset[str]
    malware_objects: frozenset[str]
    versions: frozenset[str]
    product_heads: frozenset[str]
    programmes: frozenset[str]
    programme_fronts: frozenset[str]
    others: frozenset[str]
    firsts: dict[str, str]
    lasts: frozenset[str]
    demonyms: frozenset[str]
    known: gazetteer.Gazetteer


def _by_first(lines: str) -> dict[str, frozenset[tuple[str, ...]]]:
    found: dict[str, set[tuple[str, ...]]] = {}
    for line in lines.splitlines():
        if line.strip():
            name = tuple(line.split())
            found.setdefault(name[0], set()).add(name)
    return {first: frozenset(names) for first, names in found.items()}


@lru_cache(maxsize=1)
def english_among_malware() -> Rules:
    """The rules for English articles about malware, in which more names are known."""
    return replace(english(), known=gazetteer.gazetteer(among_malware=True))


@lru_cache(maxsize=1)
def english() -> Rules:
    """The rules for English."""
    names, titles, organisations, places, systems = (
        lexicon.load("en", file) for file in ("names", "titles", "organisations", "places", "systems")
    )

    def words(table: dict[str, Any], key: str) -> frozenset[str]:
        return frozenset(table[key].split())

    return Rules(
        openers=words(names, "openers"),
        common=words(names, "common"),
        never=words(names, "never"),
        particles=words(names, "particles"),
        korean=words(names, "korean"),
        ambiguous=words(systems, "ambiguous"),
        postal=words(places, "postal"),
        honorifics={word: gender for gender, line in titles["honorifics"].items() for word in line.split()},
        ranks=words(titles["ranks"], "words"),
        postnominals=words(titles, "postnominals"),
        offices=words(titles["offices"], "words"),
        multi=frozenset(
            tuple(part.replace("-", " - ").split())
            for part in titles["offices"]["multi"].replace("\n", "|").split("|")
            if part
        ),
        modifiers=words(titles, "modifiers"),
        portfolios=words(titles, "portfolios"),
        speech=words(titles, "speech"),
        human=words(titles, "human"),
        legal=words(organisations, "legal"),
        org_heads=words(organisations, "heads"),
        org_fronts=words(organisations, "fronts"),
        memberships=words(organisations, "memberships"),
        district_bodies=words(organisations, "district_bodies"),
        weak_heads=words(organisations, "weak_heads"),
        of_heads=words(organisations, "of_heads"),
        for_heads=words(organisations, "for_heads"),
        on_heads=words(organisations, "on_heads"),
        fields=words(organisations, "fields"),
        org_after=words(organisations, "after"),
        org_before=words(organisations, "before"),
        said_before=words(organisations, "said_before"),
        org_verbs=words(organisations, "verbs"),
        place_heads=words(places, "heads"),
        facilities=words(places, "facilities"),
        fronts=words(places, "fronts"),
        compass=words(places, "compass"),
        place_strong=words(places, "strong"),
        place_weak=words(places, "weak"),
        place_before=words(places, "before"),
        place_after=words(places, "after"),
        system_heads=words(systems, "heads"),
        made_with=words(systems, "made_with"),
        ship_fronts=words(systems, "ship_fronts"),
        storm_fronts=words(systems, "storm_fronts"),
        group_designations=words(systems, "group_designations"),
        malware=words(systems, "malware"),
        system_verbs=words(systems, "verbs_before"),
        generic=words(systems, "generic"),
        generic_phrases=frozenset(line.strip() for line in systems["generic_phrases"].splitlines() if line.strip()),
        written_small=_by_first(systems["written_small"]),
        identifier_ends=tuple(word.capitalize() for word in systems["identifier_ends"].split()),
        flaw_lists=words(systems, "flaw_lists"),
        malware_ends=tuple(systems["malware_ends"].split()),
        malware_acts=words(systems, "malware_acts"),
        malware_users=words(systems, "malware_users"),
        malware_objects=words(systems, "malware_objects"),
        product_heads=words(systems, "product_heads"),
        versions=words(systems, "versions"),
        programmes=words(systems, "programmes"),
        programme_fronts=words(systems, "programme_fronts"),
        others=words(systems, "others"),
        firsts=gazetteer.first_names(),
        lasts=gazetteer.last_names(),
        demonyms=gazetteer.demonyms(),
        known=gazetteer.gazetteer(),
    )
