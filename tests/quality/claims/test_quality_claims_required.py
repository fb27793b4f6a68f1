"""Claims that have to be seen in a case of this kind: on the five real articles, where the shared folder is at hand, and on
articles of our own that differ in the same ways.

Each wanted claim is of its kind and has, side by side, cells whose words match; the first one that does counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from casefile.bootstrap import importing, opening
from casefile.domain.claims import Claim, Relation, Standing

AGAINST = {Relation.DIFFERS, Relation.DENIES}


@dataclass(frozen=True)
class Wanted:
    kind: str
    cells: tuple[str, ...]
    """For each a pattern that a cell of its own matches: its value, else its sentence."""
    against: bool
    """Whether one of them goes against the others; development counts as such."""
    origins: int | None = None


REAL = {
    "files of three articles go back to one outlet": Wanted("figure", (r"10,000 files",) * 3, False, 1),
    "personnel": Wanted("figure", (r"5,000 personnel", r"5,000 employees"), False),
    "partners": Wanted("figure", (r"more than 40 partners", r"more than 40 companies"), False),
    "agency or ministry": Wanted("name", (r"Agency", r"Ministry"), True),
    "sensitive material": Wanted("polarity", (r"\bclassified|highly confidential|sensitive", r"denied"), True),
    "first intrusion": Wanted("date", (r"summer 2023", r"Jun 2023", r"Jun 2023"), False),
    "who alerted": Wanted("attribution", (r"police contacted", r"police and other"), False),
    "who is behind it, outside inquiry": Wanted("attribution", (r"suspected", r"suspected"), False),
    "who is behind it, police": Wanted("attribution", (r"concluded", r"suspected"), False),
}

OWN = {
    "Tidewater Post|2024-02-09": (
        "The Harbour Registry of Lorvane was broken into this winter, people close to the matter said.",
        "The Registry did not notice the break-in until the coastguard contacted it.",
        "Sealed tender documents may have been seen by the intruders.",
    ),
    "Lorvane Ledger|2024-05-14": (
        "More than 6,000 drawings were copied in a break-in at the Harbour Registry in January 2024.",
        "The Registry was unaware of it until the coastguard and other offices contacted the Registry four weeks later.",
        "The intruders saw sealed tender documents, sources said.",
        "Data of about 900 clerks and their families was taken.",
        "The drawings came from NORDHAFEN, Veltra Marine, Ostmark Shipping Ltd. and the Canal Agency.",
        "An inquiry suggests that a Borvian hacker group was involved in the break-in at the Registry.",
    ),
    "Lorvane Ledger|2024-05-15": (
        "The Lorvane Ledger reported May 14 that more than 6,000 drawings were copied at the Harbour Registry.",
        "More than 30 shipyards had entrusted drawings to the Registry, and the drawings were copied.",
        "An inquiry commissioned by the Registry points to the involvement of a Borvian hacker group in the break-in.",
        "The drawings came from NORDHAFEN, Veltra Marine, Ostmark Shipping Ltd. and the Canal Ministry.",
    ),
    "Straits Record|2024-05-16": (
        "No sealed tender documents were seen by the intruders, harbour minister Odile Vann said.",
        "The break-in at the Harbour Registry happened in January 2024.",
        "The Registry lost the data of about 900 clerks.",
        "Drawings of more than 30 shipyards were copied at the Registry.",
    ),
}
OWN_WANTED = {
    "drawings of two articles go back to one outlet": Wanted("figure", (r"6,000 drawings",) * 2, False, 1),
    "clerks": Wanted("figure", (r"900 clerks", r"900 clerks"), False),
    "shipyards": Wanted("figure", (r"more than 30 shipyards",) * 2, False),
    "agency or ministry": Wanted("name", (r"Agency", r"Ministry"), True),
    "sealed documents": Wanted("polarity", (r"sealed", r"denied"), True),
    "date": Wanted("date", (r"Jan 2024", r"Jan 2024"), False),
    "who alerted": Wanted("attribution", (r"coastguard contacted", r"coastguard and other"), False),
    "who is behind it": Wanted("attribution", (r"Borvian.*suspected", r"Borvian.*suspected"), False),
}


def claims(folder: Path, files: Sequence[Path], manifest: Path) -> tuple[Claim, ...]:
    with opening.create_case(folder / "required.casefile") as case:
        importing.import_into(case, files, manifest=manifest)
        return case.ask.claims()


@pytest.fixture(scope="module")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Claim, ...]:
    folder = shared / "acceptance" / "jaxa"
    return claims(tmp_path_factory.mktemp("real"), sorted(folder.glob("*.txt")), folder / "manifest.csv")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> tuple[Claim, ...]:
    folder = tmp_path_factory.mktemp("own")
    lines = ["file,outlet,published"]
    for number, (source, sentences) in enumerate(OWN.items(), 1):
        outlet, published = source.split("|")
        (folder / f"{number}.txt").write_text("\n\n".join(sentences), "utf-8")
        lines.append(f"{number}.txt,{outlet},{published}")
    (folder / "list.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return claims(folder, sorted(folder.glob("*.txt")), folder / "list.csv")


def found(wanted: Wanted, every: Sequence[Claim]) -> bool:
    # What was revised is of the kind "change", whatever it was of before.
    return any(_is(wanted, claim) for claim in every if claim.kind in (wanted.kind, "change"))


def _is(wanted: Wanted, claim: Claim) -> bool:
    cells = [cell for cell in claim.cells if cell.relation is not Relation.SILENT]
    left = list(cells)
    for pattern in wanted.cells:
        cell = next((c for c in left if re.search(pattern, f"{c.value} {c.sentence}", re.IGNORECASE)), None)
        if cell is None:
            return False
        left.remove(cell)
    goes = any(cell.relation in AGAINST for cell in cells) or claim.standing is Standing.REVISED
    return goes == wanted.against and wanted.origins in (None, claim.origins)


@pytest.mark.parametrize("name", REAL)
def test_the_real_articles_show_it(name: str, real: tuple[Claim, ...]) -> None:
    assert found(REAL[name], real), [(claim.rule, claim.summary) for claim in real]


@pytest.mark.parametrize("name", OWN_WANTED)
def test_articles_of_our_own_show_it(name: str, own: tuple[Claim, ...]) -> None:
    assert found(OWN_WANTED[name], own), [(claim.rule, claim.summary, [c.value for c in claim.cells]) for claim in own]
