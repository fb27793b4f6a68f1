"""Names known beforehand: resources/gazetteers/*.txt, plain text, read once a process.

Format: `#` opens a comment line, `[category]` a section. In lists of names a line is `Name | other name | ...`; in lists of
words (demonyms, first and last names) the words of a section are separated by white space. Names in a section `[among
malware: category]` are other things too: they count in articles about malware only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from casefile import assets
from casefile.domain.findings import EntityType

_TYPES = {
    "places": EntityType.PLACE,
    "organisations": EntityType.ORGANISATION,
    "threat-groups": EntityType.ORGANISATION,
    "systems": EntityType.SYSTEM,
    "malware": EntityType.OTHER,
}
_CATEGORIES = {"programme": EntityType.PROGRAMME, "other": EntityType.OTHER}
_AMONG = "among malware: "


@dataclass(frozen=True, slots=True)
class Known:
    """What the gazetteers say of a name."""

    type: EntityType
    category: str
    name: str
    """The first name of its line: the same for all names of one thing."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    exact: dict[str, Known]
    """By the name as written."""
    folded: dict[str, Known]
    """By the casefolded name; abbreviations in capitals, which may be common words otherwise, are not in it."""
    longest: int
    """Words in the longest name."""
    begins: frozenset[str]
    """What the names begin with: letters and digits up to the first other character, casefolded."""
    malware: frozenset[str]
    """Categories of malware: what a name under them is, in a word or two."""

    def find(self, name: str) -> Known | None:
        """The entry of this name, by its exact letters or, for words, whatever their case."""
        return self.exact.get(name) or self.folded.get(name.casefold())


def beginning(name: str) -> str:
    """Its letters and digits up to the first other character."""
    if name.isalnum():
        return name
    return next((name[:place] for place, character in enumerate(name) if not character.isalnum()), name)


def plain(name: str) -> str:
    """The name with straight apostrophes and single spaces."""
    return " ".join(name.replace("’", "'").split())


@lru_cache(maxsize=2)
def gazetteer(*, among_malware: bool = False) -> Gazetteer:
    """All lists of names; `among_malware` with those that count in articles about malware only."""
    exact: dict[str, Known] = {}
    folded: dict[str, Known] = {}
    malware: set[str] = set()
    longest = 1
    for file, kind in _TYPES.items():
        for category, line in _lines(file):
            if category.startswith(_AMONG):
                if not among_malware:
                    continue
                category = category.removeprefix(_AMONG)
            if file == "malware":
                malware.add(category)
            names = [plain(part) for part in line.split("|")]
            known = Known(_CATEGORIES.get(category, kind), category, names[0])
            for name in names:
                # The first list that has a name wins: places, then organisations, then systems, then malware.
                exact.setdefault(name, known)
                longest = max(longest, name.count(" ") + 1)
                if not (name.isupper() and (len(name) <= 6 or file == "malware")):
                    folded.setdefault(name.casefold(), known)
    begins = frozenset(beginning(name.casefold()) for name in exact)
    return Gazetteer(exact, folded, longest, begins, frozenset(malware))


@lru_cache(maxsize=1)
def first_names() -> dict[str, str]:
    """Given name, casefolded -> "m", "f", or "n" where it is both."""
    found: dict[str, str] = {}
    for gender, line in _lines("first-names"):
        for word in line.casefold().split():
            found[word] = gender if found.get(word, gender) == gender else "n"
    return found


@lru_cache(maxsize=1)
def last_names() -> frozenset[str]:
    """Family names, casefolded."""
    return frozenset(word for _, line in _lines("last-names") for word in line.casefold().split())


@lru_cache(maxsize=1)
def demonyms() -> frozenset[str]:
    """Adjectives and inhabitants, casefolded."""
    return frozenset(word for _, line in _lines("demonyms") for word in line.casefold().split())


def _lines(file: str) -> Iterator[tuple[str, str]]:
    category = ""
    for line in assets.resource("gazetteers", f"{file}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            category = line.strip("[]")
        elif line and not line.startswith("#"):
            yield category, line
